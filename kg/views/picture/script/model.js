"use strict";
// What the page holds (things, lines, sentences, words), the state of the page, and what of it that state shows.
const data = JSON.parse(document.getElementById("data").textContent);
const { page } = data;
const LANGUAGES = ["en", "zh-Hant", "zh-Hans"];
const own = (record, key) => (Object.hasOwn(record, key) ? record[key] : undefined);
// What has only one name is called by it in every language; simplified names mostly follow from the traditional ones.
const simplify = (text) => Array.from(text, (sign) => own(page.simplified, sign) ?? sign).join("");
const inAll = ([first, second = first, third = simplify(second)]) => [first, second, third];
page.words["zh-Hans"] = JSON.parse(simplify(JSON.stringify(page.words["zh-Hant"])));
const EMPTY = { others: [], days: [], places: [], matters: [], roles: [], held: [], beyond: 0, sort: "" };
const nodes = new Map(data.nodes.map((node) => [node.label, { ...EMPTY, ...node, kind: node.group, names: inAll(node.names) }]));
const edges = data.edges.map((edge) => ({
  ...EMPTY, ...edge, from: data.nodes[edge.from].label, to: data.nodes[edge.to].label,
  verb: page.verbs[edge.verb], days: (edge.days ?? []).map((day) => page.days[day]),
}));
const HELD = ["substantive", "acting"];
// Lines between the same two things stand beside each other. A line has a key, which a new drawing of it has as well.
const beside = new Map();
const byKey = new Map();
for (const edge of edges) {
  const ends = [edge.from, edge.to].sort().join(" ");
  edge.beside = beside.get(ends) ?? 0;
  beside.set(ends, edge.beside + 1);
  edge.isOver = edge.held.length > 0 && !edge.held.some((held) => HELD.includes(held.capacity));
  edge.key = [edge.from, edge.verb, edge.to, edge.undone ? "planned" : ""].join(" ").trim();
  byKey.set(edge.key, edge);
}
const around = new Map([...nodes.keys()].map((id) => [id, []]));
for (const edge of edges) {
  around.get(edge.from).push(edge);
  if (edge.to !== edge.from) around.get(edge.to).push(edge);
}
const WAYS_AT_MOST = 100;
// Everybody has been to the capital: no way leads through a place or an initiative.
const isEnd = (id) => ["place", "initiative"].includes(nodes.get(id).kind);
const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

// A day may be a month or year, or a span of time (2024-01/2024-06). The axis of time has months, or days if it is short.
const splitSpan = (span) => [span.split("/")[0], span.split("/").at(-1)];
const listAxis = () => {
  const found = page.days.flatMap(splitSpan).map((day) => `${day}-01-01`.slice(0, 10)).sort();
  if (!found.length) return [];
  const [first, last] = [new Date(found[0]), new Date(found.at(-1))];
  const size = last - first > 1e10 ? 7 : 10;
  const axis = new Set();
  for (const day = first; day <= last; day.setUTCDate(day.getUTCDate() + 1)) axis.add(day.toISOString().slice(0, size));
  return [...axis.add(found.at(-1).slice(0, size))];
};
const axis = listAxis();
const touches = (span, first, last) => {
  const [start, end] = splitSpan(span);
  return end >= first.slice(0, end.length) && start.slice(0, last.length) <= last;
};

const makeState = () => ({
  view: "graph", lang: page.lang, selected: null, line: null, hops: 0, off: new Set(), planned: page.selection.planned,
  from: 0, to: Math.max(axis.length - 1, 0), opened: new Set(), folded: new Set(), ends: null, way: 0,
});
const state = makeState();

// Words in the language of the page; {n} and the like are filled in.
const wordsOf = (key) => page.words[state.lang][key];
const say = (key, values = {}) => wordsOf(key).replace(/\{(\w+)\}/g, (all, name) => own(values, name) ?? all);
const join = (parts) => parts.filter(Boolean).join(wordsOf("comma"));
const inLanguage = (names) => names[LANGUAGES.indexOf(state.lang)];
const nameOf = (id) => inLanguage(nodes.get(id)?.names ?? inAll(own(page.more, id) ?? [id]));
const termOf = (term) => (own(page.terms, term) ? inLanguage(inAll(page.terms[term])) : term);
const kindOf = (node) => own(wordsOf("kinds"), node.kind) ?? node.kind;
const saySpan = (span) => [...new Set(splitSpan(span))].join(" – ");
const sayDays = (list) => {
  if (list.length < 4) return list.map(saySpan).join(wordsOf("and"));
  return say("days", { n: list.length, first: splitSpan(list[0])[0], last: splitSpan(list.at(-1))[1] });
};
const verbOf = (edge, from) => {
  const known = own(wordsOf(edge.isOver ? "former_verbs" : "verbs"), edge.verb) ?? own(wordsOf("verbs"), edge.verb) ?? [edge.verb, edge.verb];
  return known[edge.from === from ? 0 : 1];
};

const isAllowed = (edge) =>
  (state.planned || !edge.undone) &&
  (!edge.days.length || !axis.length || edge.days.some((span) => touches(span, axis[state.from], axis[state.to])));
const isKindOn = (id) => !state.off.has(nodes.get(id).kind);
const isAsked = (id) => id === state.selected || page.selection.ends.includes(id) || (state.ends ?? []).includes(id);
const isOpen = (id) =>
  isAsked(id) || state.opened.has(id) || (!nodes.get(id).kept && !state.folded.has(id));

// The things within some steps of one, along lines that pass a test, as a map from id to steps.
const walk = (start, most, passes) => {
  const steps = new Map([[start, 0]]);
  for (const id of steps.keys()) {
    if (steps.get(id) >= most || (id !== start && isEnd(id))) continue;
    for (const edge of around.get(id)) {
      const other = otherEnd(edge, id);
      if (!steps.has(other) && passes(edge)) steps.set(other, steps.get(id) + 1);
    }
  }
  return steps;
};

// What is drawn now: ids, lines, and for each thing which others it could still open.
const look = () => {
  const ways = state.ends ? findWays(...state.ends) : [];
  const onWay = new Set(ways[state.way % (ways.length || 1)] ?? []);
  const fits = (id) => isAsked(id) || onWay.has(id) || (isOpen(id) && isKindOn(id));
  const passes = (edge) => isAllowed(edge) && fits(edge.from) && fits(edge.to);
  const middle = state.selected ?? page.selection.ends[0];
  const near = state.hops && middle ? walk(middle, state.hops, passes) : null;
  const stays = (id) => fits(id) && (!near || near.has(id) || onWay.has(id));
  const drawnEdges = edges.filter((edge) => passes(edge) && stays(edge.from) && stays(edge.to));
  const ids = new Set(drawnEdges.flatMap((edge) => [edge.from, edge.to]));
  for (const id of nodes.keys()) if (isAsked(id)) ids.add(id);
  const hidden = new Map();
  for (const id of ids) {
    const others = around.get(id).filter((edge) => isAllowed(edge) && isKindOn(otherEnd(edge, id)));
    hidden.set(id, new Set(others.map((edge) => otherEnd(edge, id)).filter((other) => !ids.has(other))));
  }
  return { ids, edges: drawnEdges, hidden, ways, onWay };
};

// The shortest ways between two things, as lists of ids: those over meetings and signatures first.
const findWays = (start, end) => {
  const passes = (edge) => isAllowed(edge) && !edge.isOver && [edge.from, edge.to].every((id) => isAsked(id) || isKindOn(id));
  const steps = walk(start, Infinity, passes);
  if (!steps.has(end)) return [];
  const rankStep = (from, to) => Math.min(...linesBetween(from, to).map((edge) => page.verbs.indexOf(edge.verb)));
  const ways = [];
  const trace = (way) => {
    if (ways.length >= WAYS_AT_MOST) return;
    if (way[0] === start) return void ways.push(way);
    const before = [...new Set(around.get(way[0]).filter(passes).map((edge) => otherEnd(edge, way[0])))]
      .filter((id) => steps.get(id) === steps.get(way[0]) - 1 && (id === start || !isEnd(id)));
    before.sort((one, other) => rankStep(one, way[0]) - rankStep(other, way[0]) || compare(one, other));
    before.forEach((id) => trace([id, ...way]));
  };
  trace([end]);
  const rank = (way) => way.slice(1).reduce((sum, id, at) => sum + rankStep(way[at], id), 0);
  return ways.sort((one, other) => rank(one) - rank(other) || compare(one.join(), other.join()));
};
const linesBetween = (from, to) => around.get(from).filter((edge) => otherEnd(edge, from) === to && isAllowed(edge));
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const byName = (one, other) => nameOf(one).localeCompare(nameOf(other), state.lang) || compare(one, other);
const byDay = (one, other) => compare(nodes.get(one).days[0] ?? "9", nodes.get(other).days[0] ?? "9") || byName(one, other);

// The sentences of a line, those in the language of the page first.
const rankLanguage = (lang) => (lang === state.lang ? 0 : lang.slice(0, 2) === state.lang.slice(0, 2) ? 1 : 2);
const sourcesOf = (edge) =>
  edge.evidence
    .map((index) => ({ text: page.sentences[index][0], release: page.releases[page.sentences[index][1]] }))
    .sort((one, other) => rankLanguage(one.release.lang) - rankLanguage(other.release.lang));
const isSafe = (url) => url.startsWith("https://");
