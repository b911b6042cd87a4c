// Who met when: a row for each event or agreement, in the order of their dates, and a column for each who took part, the most active
// first; on a phone each event with the names of who was there.
const matrixBox = document.getElementById("matrix");
const COLUMNS_AT_FIRST = 30;
const ROLE_SIGNS = { chair: "◆", host: "■", organiser: "■", speaker: "▲", signatory: "★", witness: "▼" };
const [TOOK_PART, IS_PLANNED] = ["●", "○"];
let showsEverybody = false;
// What the rows were made of, and what of them lights up when it is chosen.
let rowsKey = "";
let lights = [];

// The drawn facts of each event or agreement by who took part in it.
const readParts = () => {
  const parts = new Map();
  for (const edge of view.edges) {
    if (!isHappening(edge.to) || !["person", "body", "mechanism"].includes(nodes.get(edge.from).kind)) continue;
    const event = happeningOf(edge.to);
    if (!parts.has(event)) parts.set(event, new Map());
    parts.get(event).set(edge.from, [...(parts.get(event).get(edge.from) ?? []), edge]);
  }
  return parts;
};
const ROLE_VERBS = { chair: "gba:chaired", signatory: "gba:signed", witness: "gba:witnessed" };
const rolesOf = (found) => Object.keys(ROLE_SIGNS).filter((role) => found.some((edge) => edge.roles.includes(role) || edge.verb === ROLE_VERBS[role]));
const signOf = (found) => (found.every((edge) => edge.undone) ? IS_PLANNED : ROLE_SIGNS[rolesOf(found)[0]] ?? TOOK_PART);
const rankWho = (who) => (nodes.get(who).kind === "person" ? 0 : 1);
const listWho = (parts) => {
  const times = new Map();
  for (const found of parts.values()) for (const who of found.keys()) times.set(who, (times.get(who) ?? 0) + 1);
  return [...times.keys()].sort((one, other) => rankWho(one) - rankWho(other) || times.get(other) - times.get(one) || byName(one, other))
    .map((who) => ({ who, times: times.get(who) }));
};
// Each year with its events and their days.
const groupByYear = (events, days) => {
  const years = new Map();
  for (const event of events) {
    const year = days.get(event)?.slice(0, 4) ?? say("no_days");
    years.set(year, [...(years.get(year) ?? []), [event, days.get(event)]]);
  }
  return [...years];
};
const isChosen = (found) => found.some((edge) => edge.id === state.line);
const lightUp = (element, isLit) => {
  lights.push(() => element.classList.toggle("chosen", isLit()));
  return element;
};
const makeDot = (event, who, found, text = "") => {
  const sign = text || signOf(found);
  const label = join([`${nameOf(who)} ${verbOf(found[0], who)} ${nameBeside(event, nodes.get(event).days)}`, rolesOf(found).map(termOf).join(say("and")), sayDays(nodes.get(event).days)]);
  const attributes = { class: text ? "dot named-dot" : "dot", "aria-label": text ? null : label, title: label, "data-key": `dot ${found[0].id}` };
  return lightUp(makeButton(sign, () => chooseLine(found[0].id), attributes), () => isChosen(found));
};
const makeEventName = (event, day = "") => [
  make("span", { class: "soft day", text: day.slice(5) }), make("button", { type: "button", click: () => choose(event), class: "name", "data-id": event, "data-key": `head ${event}`, title: nameOf(event) }, make("span", { text: nameBeside(event, nodes.get(event).days, shortOf(event)) }))];
// What each sign means, of those that are there.
const makeSigns = (parts) => {
  const all = [...parts.values()].flatMap((found) => [...found.values()]);
  const used = new Set(all.map(signOf));
  const named = [[TOOK_PART, say("took_part")], ...Object.entries(ROLE_SIGNS).map(([role, sign]) => [sign, all.some((found) => rolesOf(found)[0] === role) ? termOf(role) : ""]), [IS_PLANNED, say("is_planned")]];
  const shown = named.filter(([sign, text]) => used.has(sign) && text);
  return [...new Set(shown.map(([sign]) => sign))]
    .map((sign) => `${sign} ${shown.filter(([one]) => one === sign).map(([, text]) => text).join(" / ")}`).join("  ");
};
const showMatrix = () => {
  const key = [state.lang, isNarrow.matches, showsEverybody, ...view.edges.map((edge) => edge.id)].join();
  if (key !== rowsKey) {
    rowsKey = key;
    lights = [];
    makeRows(readParts());
  }
  lights.forEach((light) => light());
};
const makeRows = (parts) => {
  const days = listHappenings(view.edges);
  const events = [...parts.keys()].sort((one, other) => compare(days.get(one) ?? "9", days.get(other) ?? "9") || byName(one, other));
  if (!events.length) return matrixBox.replaceChildren(make("p", { text: say("matrix_empty") }));
  const everybody = listWho(parts);
  const columns = showsEverybody || isNarrow.matches ? everybody : everybody.slice(0, COLUMNS_AT_FIRST);
  const rest = everybody.length - columns.length;
  const more = rest ? makeButton(say("more_people", { n: rest }), () => { showsEverybody = true; showMatrix(); matrixBox.focus(); }) : null;
  const years = groupByYear(events, days);
  const note = make("p", { class: "soft" }, say("matrix_note", { events: events.length, people: everybody.length }), " ", make("span", { class: "signs", text: makeSigns(parts) }), " ", more);
  matrixBox.replaceChildren(note, ...(isNarrow.matches ? makeMeetings(parts, years) : [makeMatrix(parts, years, columns, rest > 0)]));
};
// Chinese characters alone stand upright below each other; other names lie on their side.
const isHan = (name) => state.lang !== "en" && /^\p{Script=Han}+$/u.test(name);
const makeMatrix = (parts, years, columns, isCut) => {
  const head = make("tr", {}, make("th", { scope: "col", text: say("column_when") }), ...columns.map(({ who, times }) =>
    make("th", { scope: "col", class: isHan(nameOf(who)) ? "who han" : "who" }, make("div", {}, makeLink(who, { title: nameOf(who), "data-key": `row ${who}` })))), ...(isCut ? [make("th", { scope: "col", class: "who" }, make("div", {}, make("span", { class: "soft", text: say("matrix_more") })))] : []));
  const bodies = years.map(([year, found]) => make("tbody", {},
    make("tr", { class: "year" }, make("th", { scope: "rowgroup", colspan: columns.length + 2 }, make("span", { text: year }))),
    ...found.map(([event, day]) => makeMatrixRow(event, day, { found: parts.get(event), columns, isCut }))));
  const table = make("table", { class: "matrix" }, make("colgroup", {}, make("col"), ...columns.map(() => make("col"))), make("thead", {}, head), ...bodies);
  const light = ({ target }) => lightColumn(table, target.closest?.("td, th")?.cellIndex);
  for (const kind of ["mouseover", "focusin"]) table.addEventListener(kind, light);
  table.addEventListener("mouseleave", () => lightColumn(table));
  table.style.setProperty("--columns", columns.length);
  return table;
};
const lightColumn = (table, at = 0) => {
  table.querySelectorAll(".lit").forEach((cell) => cell.classList.remove("lit"));
  if (at > 0) for (const cell of [table.querySelectorAll("col")[at], table.tHead.rows[0].cells[at]]) cell?.classList.add("lit");
};
// Who was there and has no column is named below the event if nobody else was there, or else counted at the end.
const makeMatrixRow = (event, day, { found, columns, isCut }) => {
  const there = columns.flatMap(({ who }, at) => (found.has(who) ? [at] : []));
  const [first, last] = [there[0], there.at(-1)];
  const others = [...found.keys()].filter((who) => !columns.some((column) => column.who === who));
  const cells = columns.map(({ who }, at) => {
    const stretch = at > first && at < last ? "through" : at === first && at < last ? "right" : at === last && at > first ? "left" : null;
    return make("td", { class: stretch }, found.has(who) ? makeDot(event, who, found.get(who)) : null);
  });
  const names = there.length ? null : make("div", { class: "others" }, ...makeNamedDots(event, found));
  const head = make("th", { scope: "row", class: nodes.get(event).undone ? "undone" : null }, make("div", {}, ...makeEventName(event, day), make("span", { class: "soft", text: found.size })), names);
  const row = make("tr", {}, head, ...cells,
    !isCut ? null : there.length && others.length ? make("td", { class: "soft", text: `+${others.length}`, title: others.map(nameOf).join(say("and")) }) : make("td"));
  return lightUp(row, () => event === state.selected || [...found.values()].some(isChosen));
};
const makeNamedDots = (event, found, signs = () => "") => [...found].map(([who, facts]) => makeDot(event, who, facts, `${signs(facts)}${shortOf(who)}`));
const makeMeetings = (parts, years) => years.flatMap(([year, found]) => [make("h2", { text: year }),
  make("ul", { class: "meetings" }, ...found.map(([event, day]) => make("li", {}, make("p", { class: "named" }, ...makeEventName(event, day)),
    make("p", { class: "row" }, ...makeNamedDots(event, parts.get(event), (facts) => `${signOf(facts)} `)))))]);
