// The card beside the drawing: the thing, line or way chosen, or else whom to start from.
const card = document.getElementById("card");
const STARTERS = 10;
const NAMED = 3;

const makeList = (ids, whole) => {
  const shown = ids.length > NAMED + 1 ? ids.slice(0, NAMED) : ids;
  const links = shown.flatMap((id, at) => (at ? [say("and"), makeLink(id)] : [makeLink(id)]));
  return shown.length === ids.length ? links
    : [...links, say("and"), whole ? makeButton(say("others", { n: ids.length - NAMED }), () => choose(whole), { class: "name", "data-id": whole }) : say("others", { n: ids.length - NAMED })];
};
// What somebody had to do with an agreement, by itself or at its signing.
const sayPart = (entry, id) => {
  const own = entry.edges.filter((edge) => isOf(edge, id));
  const has = (role, ...verbs) => own.some((edge) => verbs.includes(edge.verb) || edge.roles.includes(role));
  const verb = has("signatory", "gba:signed") ? "gba:signed" : has("witness", "gba:witnessed") ? "gba:witnessed" : has("", "gba:partyTo") ? "gba:partyTo" : null;
  if (verb) return wordsOf(entry.isPlan ? "planned_verbs" : "verbs")[verb][0];
  const other = own.find((edge) => !PARTS.includes(edge.verb));
  return other ? verbOf(other, id) : say(entry.isPlan ? "at_signing_planned" : "at_signing");
};
// What is said of an occasion as seen from one thing: what it did and with whom, and all else as small marks.
const tellFrom = (entry, id) => {
  const groups = new Map();
  for (const edge of entry.edges.filter((one) => isOf(one, id))) {
    const verb = verbOf(edge, id);
    groups.set(verb, [...(groups.get(verb) ?? []), edge]);
  }
  const [first, ...others] = [...groups];
  if (!first) return { said: [sayFact(entry.edges[0])], marks: [] };
  if (nodes.get(entry.thing)?.kind === "agreement" && entry.thing !== id) return { said: [`${sayPart(entry, id)} `, makeLink(entry.thing, { text: nameBeside(entry.thing, entry.days) })], marks: [], isPlain: true };
  const event = nodes.get(entry.thing)?.kind === "event" ? entry.thing : null;
  const otherIds = (list) => [...new Set(list.map((edge) => otherEnd(edge, id)))];
  const isPart = PARTS.includes(first[1][0].verb);
  const said = [`${first[0]} `, ...(isPart && event ? [makeLink(event, { text: nameBeside(event, entry.days) })] : makeList(otherIds(first[1]), event ?? entry.thing))];
  const marks = others.flatMap(([verb, list]) =>
    list[0].verb === "gba:chaired" ? [say("in_chair")] : list[0].verb === "gba:participatedIn" ? [] : [[`${verb} `, ...makeList(otherIds(list), entry.thing)]]);
  if (!event) return { said, marks };
  const named = new Set([id, ...others.concat([first]).flatMap(([, list]) => otherIds(list))]);
  const places = nodes.get(event).places.filter((place) => place !== id && !named.has(place));
  const there = [...new Set(byOccasion.get(event).filter((edge) => PARTS.includes(edge.verb) && isAllowed(edge)).map((edge) => edge.from))].filter((other) => !named.has(other));
  if (!isPart && there.length) marks.unshift([makeButton(termOf(nodes.get(event).sort || "event"), () => choose(event), { class: "name", "data-id": event, title: nameOf(event) })]);
  if (places.length) marks.push(say("in_place", { name: places.map(nameOf).join(say("and")) }));
  if (there.length) marks.push([say("also_there"), ...makeList(there, event)]);
  return { said, marks };
};
const makePlan = (entry) => (entry.isPlan ? [makeBadge(say("is_planned")), " "] : []);
const makeMarks = (entry, marks, isPlain) => {
  const roles = isPlain ? [] : [...new Set(entry.edges.flatMap((edge) => edge.roles.filter((role) => role !== "chair")))].map(termOf);
  const parts = [...marks, ...(entry.isStay ? [] : roles)].map((part) => make("span", { class: "fine" }, ...[part].flat()));
  return parts.length ? make("p", { class: "marks" }, ...parts) : null;
};
const showWords = (index) => {
  const words = byId(`words-${index}`);
  for (let box = words.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  words.scrollIntoView({ block: "center" });
  words.focus();
};
const sayEntry = ({ isStay, thing, days, edges: [edge] }) => (isStay ? (thing ? nameOf(thing) : sayFact(edge)) : `${sayDays(days)} ${sayFact(edge)}`);
const makeEvidence = (entry) => [
  entry.quotation === undefined
    ? makeButton(say("quoted_at", { what: sayEntry(entry.elsewhere) }), () => showWords(entry.ranked[0]), { class: "name small" })
    : makeSource(readSource(entry.quotation)),
  makeRest(entry.rest)];
const makeEntry = (entry, ...children) =>
  make("li", { class: entry.edges.some((edge) => edge.id === state.line) ? "fact chosen" : "fact", "data-edges": entry.edges.map((edge) => edge.id).join(" ") }, ...children, ...makeEvidence(entry));
const makeOccasion = (entry, id) => {
  const { said, marks, isPlain } = tellFrom(entry, id);
  return makeEntry(entry, make("p", { class: "named" }, make("span", { class: "day", text: sayEntryDays(entry) }), make("span", {}, ...makePlan(entry), ...said)),
    makeMarks(entry, marks, isPlain), ...(nodes.has(entry.thing) && entry.thing !== id ? makeMatters(entry.thing) : []));
};
// An office with who held it when; anything else that lasts as its verb says it.
const makeStay = (entry, id) => {
  const held = entry.edges.filter((edge) => edge.verb === "org:holds").sort((one, other) => compare(one.days[0] ?? "9", other.days[0] ?? "9"));
  const acts = held.length > 0 && held.every((edge) => edge.from === id) && isActing(held);
  const rest = entry.edges.filter((edge) => edge.verb !== "org:holds" && isOf(edge, id) && (!held.length || edge.verb === "org:subOrganizationOf"));
  const rows = held.map((edge) => make("p", { class: edge.from === id ? "soft" : "" },
    edge.from === id ? null : makeLink(edge.from), make("span", { class: "soft", text: `${edge.from === id ? "" : " "}${join([edge.isOver ? verbOf(edge, edge.from) : "", sayWhen(edge, sayDate, acts)])}` }), edge.undone ? makeBadge(say("is_planned")) : null));
  const title = held.length && held[0].to !== id ? make("p", {}, makeLink(held[0].to, { text: sayTitleOf(nameOf(held[0].to), acts) }), nodes.get(held[0].to).body && nodes.get(held[0].to).body !== id ? make("span", { class: "soft", text: ` ${nameOf(nodes.get(held[0].to).body)}` }) : null) : null;
  return makeEntry(entry, title, ...rows, ...rest.map((edge) => make("p", {}, `${verbOf(edge, id)} `, makeLink(otherEnd(edge, id)))));
};
// What one sentence says of the event or agreement itself: who was there, in what office, in what part.
const makeSaying = (entry, id) => {
  const who = new Map();
  for (const edge of entry.edges.filter((one) => isOf(one, id) || PARTS.includes(one.verb))) who.set(edge.from === id ? edge.to : edge.from, [...(who.get(edge.from === id ? edge.to : edge.from) ?? []), edge]);
  const rows = [...who].map(([other, list]) => {
    const chaired = list.some((edge) => edge.verb === "gba:chaired");
    const parts = list.flatMap((edge) => (edge.roles.length ? edge.roles.filter((role) => role !== "chair").map(termOf)
      : edge.verb === "gba:partyTo" ? [say("party")] : PARTS.includes(edge.verb) ? [] : [verbOf(edge, edge.from === id ? id : other)]));
    const office = nodes.get(other).kind === "person" ? sayOfficeOn(other, nodes.get(id).days) : "";
    return make("p", { class: "named" }, makeMark(nodes.get(other).kind), make("span", {}, makeLink(other),
      make("span", { class: "soft", text: [office, ...new Set(parts), chaired ? say("in_chair") : ""].filter(Boolean).map((text) => ` · ${text}`).join("") }), list.every((edge) => edge.undone) ? makeBadge(say("is_planned")) : null));
  });
  return makeEntry(entry, ...(rows.length ? rows : [make("p", { text: [...new Set(entry.edges.map(sayFact))].join("; ") })]));
};

const describe = (node) => {
  const what = [kindOf(node), node.sort && node.sort !== "other" && termOf(node.sort), sayDays(node.days),
    node.places.length && say("in_place", { name: node.places.map(nameOf).join(say("and")) })];
  const lines = [what.filter(Boolean).join(" · ")];
  if (node.body) lines.push(say("office_of", { name: nameOf(node.body) }));
  if (node.theme) lines.push(say("theme", { text: node.theme }));
  return lines;
};
const makeNames = (node) => {
  const name = inLanguage(node.names);
  // What an event is called is our own making.
  const main = node.kind === "event" ? [] : LANGUAGES.filter((lang, at) => node.names[at] !== name && node.names.indexOf(node.names[at]) === at)
    .map((lang) => make("span", { lang, text: node.names[LANGUAGES.indexOf(lang)] }));
  const others = node.others.length ? make("p", { class: "soft", text: say("also", { names: node.others.join(" · ") }) }) : null;
  return [main.length ? make("p", { class: "names" }, ...main.flatMap((span, at) => (at ? [" · ", span] : [span]))) : null, others];
};
const makeSection = (title, entries, makeOne) =>
  (entries.length ? [make("h3", { text: say("section", { title, n: entries.length }) }), make("ul", {}, ...entries.map(makeOne))] : []);
const makeNodeCard = (id) => {
  const node = nodes.get(id);
  const entries = quote(gather(listFacts(id), id));
  const [stays, happened] = [entries.filter((entry) => entry.isStay), entries.filter((entry) => !entry.isStay)];
  const isOffice = (entry) => entry.edges.some((edge) => edge.verb === "org:holds" || (edge.verb === "org:postIn" && edge.to === id));
  const [offices, belonging] = [stays.filter(isOffice), stays.filter((entry) => !isOffice(entry))];
  const hidden = view.hidden.get(id)?.size ?? 0;
  const sections = [
    makeSection(say(node.kind === "post" ? "holders" : "offices"), offices, (entry) => makeStay(entry, id)),
    makeSection(say(isWhole(id) ? "told" : "happened"), happened, (entry) => (isWhole(id) ? makeSaying(entry, id) : makeOccasion(entry, id)))];
  return [
    make("h2", {}, makeMark(node.kind), " ", make("span", { text: nameOf(id) })),
    ...listOffices(id).map((text) => make("p", { class: "office", text })),
    ...makeNames(node), ...(node.kind === "person" ? [] : describe(node)).map((line) => make("p", { text: line })), ...makeMatters(id),
    node.undone ? make("p", {}, makeBadge(say("is_planned"))) : null,
    make("p", { class: "numbers" }, ...countAll(id, entries).map((number) => make("span", { text: sayNumber(number), "data-number": number[0] }))),
    node.beyond ? make("p", { class: "soft", text: sayCount("beyond", node.beyond) }) : null,
    make("p", { class: "row" },
      hidden ? makeButton(sayCount("expand", hidden), () => expand(id)) : null,
      findFoldable(id).length ? makeButton(say("collapse"), () => fold(id)) : null,
      makeButton(say("path_from"), () => askPath(id))),
    ...(node.kind === "person" || node.kind === "post" ? sections : sections.reverse()).flat(),
    ...makeSection(say("belonging"), belonging, (entry) => makeStay(entry, id)),
  ];
};

// A line: all that binds its two ends; a fact that is on none by itself.
const makeLineEntries = (facts, id) => quote(gather(facts, id)).map((entry) => {
  if (entry.isStay) return makeStay(entry, id);
  const event = nodes.get(entry.thing);
  const name = event ? makeLink(entry.thing, { text: nameBeside(entry.thing, entry.days) }) : make("span", { text: sayFact(entry.edges[0]) });
  const { marks } = event?.kind === "event" ? tellFrom(entry, id) : { marks: [...new Set(entry.edges.map(sayFact))] };
  return makeEntry(entry, make("p", { class: "named" }, make("span", { class: "day", text: sayEntryDays(entry) }), make("span", {}, ...makePlan(entry), name)), makeMarks(entry, marks));
});
const nameLine = ({ from, to, family, mutual, edges: all }) => {
  const names = { start: nameOf(from), end: nameOf(to) };
  const done = all.filter((edge) => isAllowed(edge) && !edge.undone);
  if (family === "met" && mutual && done.length) {
    const n = countTimes(done);
    return say(n === 1 ? "met_once" : "met_times", { ...names, n });
  }
  const direct = all.find((edge) => isAllowed(edge) && isOf(edge, from) && isOf(edge, to));
  return direct ? sayFact(direct) : say("both", names);
};
const makeLineCard = (edge) => {
  const facts = edge.line ? edge.line.edges.filter(isAllowed) : [edge];
  const id = edge.line ? edge.line.from : edge.from;
  const entries = makeLineEntries(facts, id);
  const title = edge.line ? nameLine(edge.line) : sayFact(edge);
  const ends = edge.line ? [edge.line.from, edge.line.to] : [edge.from, edge.to];
  return [make("h2", { text: title }), make("p", { class: "row" }, ...ends.map((end) => makeLink(end, { "data-key": `end ${end}` }))), make("ul", {}, ...entries)];
};

// Of more ways than the page holds it says how many there are.
const countWays = () => {
  if (view.ways.length && view.ways.length === page.lanes.length) return Math.max(page.ways, page.lanes.length);
  return view.ways.length < WAYS_AT_MOST ? view.ways.length : `${WAYS_AT_MOST}+`;
};
const makeWayCard = () => {
  const [start, end] = state.ends;
  const title = make("h2", { text: say("between", { start: nameOf(start), end: nameOf(end) }) });
  if (!view.ways.length) return [title, make("p", { text: say("no_path", { start: nameOf(start), end: nameOf(end) }) })];
  const way = view.ways[state.way % view.ways.length];
  const along = way.marks;
  const steps = along.slice(1).map((id, at) => makeStep(along[at], id));
  const count = along.length === 2 ? say("step") : say("steps", { n: along.length - 1 });
  return [title,
    make("p", { text: say("way", { n: (state.way % view.ways.length) + 1, m: countWays(), steps: count }) }),
    way.apart ? make("p", { class: "apart", text: say("apart") }) : null,
    make("p", { class: "row" }, view.ways.length > 1 ? makeButton(say("next_way"), () => change({ way: state.way + 1 }), { "data-key": "next" }) : null),
    make("ol", { class: "way" }, ...steps)];
};
const makeStep = (from, to) => {
  const facts = linesBetween(from, to).flatMap((line) => line.edges.filter(isAllowed));
  const all = [...new Set(facts.flatMap((edge) => edge.evidence))].sort((one, other) => rankSource(one) - rankSource(other));
  const whole = { edges: facts, ranked: all, quotation: all[0], rest: all.slice(1), days: daysOf(facts), isStay: false };
  const [line] = linesBetween(from, to);
  const said = nameLine({ ...line, from: line.mutual ? from : line.from, to: line.mutual ? to : line.to, edges: facts });
  return makeEntry(whole, make("p", { class: "named step" }, makeMark(nodes.get(from).kind), makeLink(from, { text: shortOf(from), title: nameOf(from) }), " → ", makeMark(nodes.get(to).kind), makeLink(to, { text: shortOf(to), title: nameOf(to) })),
    make("p", { class: "soft", text: said.includes(sayDays(whole.days)) ? said : join([said, sayDays(whole.days)]) }));
};

// What somebody did in a release: each occasion once.
const tellDeeds = (id) => gather(listFacts(id), id).filter((entry) => !entry.isStay).map((entry) => make("span", { class: "soft" }, ...makePlan(entry), ...tellFrom(entry, id).said));

// Whom to start from, by how many meetings they were at; below them all that is drawn, by kind.
const makeStartCard = () => {
  const counts = new Map([...nodes.keys()].filter((id) => nodes.get(id).kind === "person" && around.get(id).some((edge) => isAllowed(edge) && !edge.undone))
    .map((id) => [id, countSorts(gather(listFacts(id), id))]));
  const weigh = (id) => (counts.get(id).meeting ?? 0) * 1000 + (counts.get(id).event ?? 0);
  const people = [...counts.keys()].sort((one, other) => weigh(other) - weigh(one) || compare(one, other)).slice(0, page.selection.release ? undefined : STARTERS);
  const sayAbout = (id) => {
    const { meeting, event } = counts.get(id);
    const said = [["meeting", meeting], ["event", event]].filter(([, n]) => n).map(sayNumber);
    return [...listOffices(id), join(said)].filter(Boolean).join(" · ");
  };
  const kinds = Object.keys(page.looks).map((kind) => [kind, [...view.ids].filter((id) => nodes.get(id).kind === kind).sort(byDay)]);
  return [make("h2", { text: say(page.selection.release ? "people_in_release" : "start_from") }),
    make("ul", { class: "index start" }, ...people.map((id) => make("li", {}, makeMark("person"), make("span", {}, makeLink(id),
      make("span", { class: "soft", text: page.selection.release ? listOffices(id).join(" · ") : sayAbout(id) }), ...(page.selection.release ? tellDeeds(id) : []))))),
    make("p", { class: "soft", text: say("choose_hint") }), make("h3", { text: say("everything") }),
    ...kinds.filter(([, ids]) => ids.length).map(([kind, ids]) => make("details", { class: "all", "data-kind": kind }, make("summary", {}, makeMark(kind), ` ${say("section", { title: wordsOf("kinds")[kind], n: ids.length })}`),
      make("ul", { class: "index" }, ...ids.map((id) => make("li", {}, makeLink(id),
        nodes.get(id).days.length ? make("span", { class: "soft", text: ` ${sayDays(nodes.get(id).days)}` }) : null)))))];
};

// The headline; of a release with its address as a link.
const showHeadline = () => {
  const text = sayHeadline();
  const release = page.releases.find(({ url }) => url && isSafe(url) && text.endsWith(url));
  byId("headline").replaceChildren(...(release ? [text.slice(0, -release.url.length), make("a", { href: release.url, rel: "noopener noreferrer", target: "_blank", text: release.url })] : [text]));
  document.title = page.selection.release ? sayTitle() : text;
};

let subject = null;
const showCard = () => {
  showHeadline();
  const made = state.line !== null ? makeLineCard(edges[state.line]) : state.ends ? makeWayCard() : state.selected ? makeNodeCard(state.selected) : makeStartCard();
  card.replaceChildren(...made.filter(Boolean));
  const now = [state.line, state.ends, state.selected].join();
  if (now !== subject) byId("side").scrollTop = 0;
  subject = now;
};
