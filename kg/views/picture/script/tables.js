// Two other views of what is drawn: a table of exactly its lines, and its events by date against who took part.
const tableBox = document.getElementById("table");
const matrixBox = document.getElementById("matrix");
const ROWS_AT_FIRST = 200;
const COLUMNS = [
  ["column_from", (edge) => nameOf(edge.from)], ["column_what", (edge) => verbOf(edge, edge.from)],
  ["column_to", (edge) => nameOf(edge.to)], ["column_when", (edge) => edge.days[0] ?? ""],
  ["column_sentence", (edge) => sourcesOf(edge)[0].text], ["column_release", (edge) => sourcesOf(edge)[0].release.date],
];
let sorting = { column: 3, isDown: false };
let showsAll = false;

const makeRow = (edge) => {
  const [source] = sourcesOf(edge);
  const { release } = source;
  const label = release.date || release.id;
  const cell = (at, ...children) => make("td", { "data-label": say(COLUMNS[at][0]) }, ...children);
  return make("tr", { "data-edge": edge.id, class: edge.id === state.line ? "chosen" : null },
    cell(0, makeLink(edge.from, { "data-key": `from ${edge.id}` }), ...makeMatters(edge.from)), cell(1, join([verbOf(edge, edge.from), sayRoles(edge)]), edge.undone ? make("span", { class: "badge", text: say("is_planned") }) : null), cell(2, makeLink(edge.to, { "data-key": `to ${edge.id}` }), ...makeMatters(edge.to)), cell(3, sayWhen(edge)),
    cell(4, release.restated ? make("p", { class: "soft" }, makeRemark()) : null, makeButton(source.text, () => chooseLine(edge.id), { class: "name quote", lang: release.lang, "data-key": `why ${edge.id}` })),
    cell(5, isSafe(release.url) ? make("a", { href: release.url, rel: "noopener noreferrer", target: "_blank", text: label, title: release.title }) : label));
};
const showTable = () => {
  const [, read] = COLUMNS[sorting.column];
  const sorted = [...view.edges].sort((one, other) => read(one).localeCompare(read(other), state.lang) * (sorting.isDown ? -1 : 1) || one.id - other.id);
  const rows = showsAll ? sorted : sorted.slice(0, ROWS_AT_FIRST);
  const sort = (column) => {
    sorting = { column, isDown: sorting.column === column && !sorting.isDown };
    showTable();
    tableBox.querySelectorAll("th button")[column].focus();
  };
  const heads = COLUMNS.map(([key], at) => make("th", { scope: "col", "aria-sort": sorting.column !== at ? "none" : sorting.isDown ? "descending" : "ascending" },
    makeButton(say(key), () => sort(at), { class: "name" })));
  const rest = rows.length < sorted.length ? make("p", {}, say("table_part", { shown: rows.length }), " ",
    makeButton(say("show_rest"), () => { showsAll = true; showTable(); })) : null;
  tableBox.replaceChildren(...[make("p", { class: "soft", text: say("table_note", { n: sorted.length }) }),
    make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows.map(makeRow))), rest].filter(Boolean));
};

// Who took part in what: a row for each, a column for each event, the events in the order of their dates.
const readParts = () => {
  const parts = new Map();
  for (const edge of view.edges) {
    const [event, who] = nodes.get(edge.to).kind === "event" ? [edge.to, edge.from] : [edge.from, edge.to];
    if (nodes.get(event).kind !== "event" || !["person", "body", "mechanism"].includes(nodes.get(who).kind)) continue;
    if (!parts.has(event)) parts.set(event, new Map());
    parts.get(event).set(who, [...(parts.get(event).get(who) ?? []), edge]);
  }
  return parts;
};
const showMatrix = () => {
  const parts = readParts();
  const dayOf = (event) => nodes.get(event).days[0] ?? "9999";
  const events = [...parts.keys()].sort((one, other) => compare(dayOf(one), dayOf(other)) || byName(one, other));
  const counts = new Map();
  for (const event of events) for (const who of parts.get(event).keys()) counts.set(who, (counts.get(who) ?? 0) + 1);
  const rankKind = (who) => (nodes.get(who).kind === "person" ? 0 : 1);
  const people = [...counts.keys()].sort((one, other) => rankKind(one) - rankKind(other) || counts.get(other) - counts.get(one) || byName(one, other));
  if (!people.length) return matrixBox.replaceChildren(make("p", { text: say("matrix_empty") }));
  const spans = new Map(events.map((event) => {
    const rows = [...parts.get(event).keys()].map((who) => people.indexOf(who));
    return [event, [Math.min(...rows), Math.max(...rows)]];
  }));
  const head = make("tr", {}, make("th", { scope: "col", text: say("who") }), ...events.map((event) =>
    make("th", { scope: "col", class: nodes.get(event).undone ? "event undone" : "event" },
      make("div", {}, makeButton(`${nodes.get(event).days[0] ?? say("no_days")} ${nameOf(event)}`, () => choose(event), { class: "name", "data-id": event, "data-key": `head ${event}`, title: nameOf(event) })))));
  const rows = people.map((who, row) => make("tr", {},
    make("th", { scope: "row" }, makeMark(nodes.get(who).kind), " ", makeLink(who, { title: nameOf(who), "data-key": `row ${who}` }), make("span", { class: "soft", text: ` ${counts.get(who)}` })),
    ...events.map((event) => makeCell(event, who, row, { found: parts.get(event).get(who), span: spans.get(event) }))));
  matrixBox.replaceChildren(make("p", { class: "soft", text: say("matrix_note", { events: events.length, people: people.length }) }),
    make("table", { class: "matrix" }, make("thead", {}, head), make("tbody", {}, ...rows)));
};
const makeCell = (event, who, row, { found, span: [first, last] }) => {
  const stretch = row > first && row < last ? "through" : row === first && row < last ? "down" : row === last && row > first ? "up" : "";
  if (!found) return make("td", { class: stretch });
  const roles = [...new Set(found.flatMap((edge) => edge.roles))].map(termOf).join(say("and"));
  const label = [nameOf(who), verbOf(found[0], who), nameOf(event), roles].filter(Boolean).join(" ");
  const isChair = found.some((edge) => edge.verb === "gba:chaired");
  const sign = found.every((edge) => edge.undone) ? "○" : isChair ? "◆" : "●";
  return make("td", { class: stretch }, makeButton(sign, () => chooseLine(found[0].id), { class: "dot", "aria-label": label, title: label, "data-key": `dot ${found[0].id}` }));
};
