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
// The marks of the drawing come first; the other things (offices, events of two) are told of by lines and marks.
const records = [...data.nodes, ...page.things];
const nodes = new Map(records.map((node, at) =>
  [node.label, { ...EMPTY, ...node, kind: node.group, names: inAll(node.names), short: inAll(node.short ?? node.names), office: node.office ? inAll(node.office) : null, isMark: at < data.nodes.length }]));
const marks = [...nodes.keys()].slice(0, data.nodes.length);
const edges = page.edges.map((edge, id) => ({
  ...EMPTY, ...edge, id, from: records[edge.from].label, to: records[edge.to].label,
  verb: page.verbs[edge.verb], days: (edge.days ?? []).map((day) => page.days[day]), home: own(page.inner, id) ?? null,
  tellings: edge.evidence.map((source, at) => ({
    source, occasion: records[Array.isArray(edge.at) ? edge.at[at] : edge.at]?.label ?? null,
    days: (edge.told?.[at] ?? edge.days ?? []).map((day) => page.days[day]),
  })),
}));
const HELD = ["substantive", "acting"];
// An edge has a key, which a new drawing of it has as well.
const byKey = new Map();
for (const edge of edges) {
  edge.isOver = edge.held.length > 0 && !edge.held.some((held) => HELD.includes(held.capacity));
  edge.key = [edge.from, edge.verb, edge.to, edge.undone ? "planned" : ""].join(" ").trim();
  byKey.set(edge.key, edge);
}
// Lines between the same two marks stand beside each other.
const beside = new Map();
const lines = data.edges.map((line) => {
  const made = { ...line, from: data.nodes[line.from].label, to: data.nodes[line.to].label, edges: line.edges.map((at) => edges[at]) };
  const ends = [made.from, made.to].sort().join(" ");
  made.beside = beside.get(ends) ?? 0;
  beside.set(ends, made.beside + 1);
  made.edges.forEach((edge) => { edge.line = made; });
  return made;
});
const group = (keys, ends, list) => {
  const found = new Map([...keys].map((id) => [id, []]));
  for (const one of list) new Set(ends(one)).forEach((id) => found.get(id).push(one));
  return found;
};
const around = group(nodes.keys(), (edge) => [edge.from, edge.to], edges);
const linesAt = group(marks, (line) => [line.from, line.to], lines);
// The event that tells of one more exactly: the day that one release tells and the month of another are one.
const sameAs = (id) => own(page.same, id) ?? id;
// The marks by which the drawing tells of a thing: itself, or the ends of the lines on which it is.
const marksOf = (id) =>
  nodes.get(id).isMark ? [id] : [...new Set(around.get(id).flatMap((edge) => (edge.line ? [edge.line.from, edge.line.to] : [edge.home])))];
const linesOf = (id) =>
  nodes.get(id).isMark ? linesAt.get(id) : [...new Set(around.get(id).map((edge) => edge.line).filter(Boolean))];
const WAYS_AT_MOST = 100;
// Everybody has been to the capital: no way leads through a place or an initiative.
const isEnd = (id) => ["place", "initiative"].includes(nodes.get(id).kind);
const otherEnd = (line, id) => (line.from === id ? line.to : line.from);

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

// A picture of all begins with people and what they were at together, unless it is of kinds that were asked for.
const LAYERS_OFF = page.selection.beginsWithPeople ? Object.keys(page.looks).filter((kind) => kind !== "person") : [];
const makeState = () => ({
  view: "graph", lang: page.lang, selected: null, line: null, hops: 0, off: new Set(LAYERS_OFF), planned: page.selection.planned,
  from: 0, to: Math.max(axis.length - 1, 0), opened: new Set(), folded: new Set(), moved: new Map(), ends: null, way: 0,
});
const state = makeState();

// Words in the language of the page; {n} and the like are filled in.
const wordsOf = (key) => page.words[state.lang][key];
const say = (key, values = {}) => wordsOf(key).replace(/\{(\w+)\}/g, (all, name) => own(values, name) ?? all);
const join = (parts) => parts.filter(Boolean).join(wordsOf("comma"));
const inLanguage = (names) => names[LANGUAGES.indexOf(state.lang)];
const nameOf = (id) => inLanguage(nodes.get(id)?.names ?? inAll(own(page.more, id) ?? [id]));
const shortOf = (id) => inLanguage(nodes.get(id).short);
const officeOf = (id) => (nodes.get(id).office ? inLanguage(nodes.get(id).office) : "");
const termOf = (term) => (own(page.terms, term) ? inLanguage(inAll(page.terms[term])) : term);
const kindOf = (node) => own(wordsOf("kinds"), node.kind) ?? node.kind;
const saySpan = (span) => [...new Set(splitSpan(span))].join(" – ");
const sayDays = (list, sayOne = sayDate) => {
  if (list.length < 4) return list.map(sayOne).join(wordsOf("and"));
  return say("days", { n: list.length, first: sayOne(splitSpan(list[0])[0]), last: sayOne(splitSpan(list.at(-1))[1]) });
};
const verbOf = (edge, from) => {
  const known = own(wordsOf(edge.undone ? "planned_verbs" : edge.isOver ? "former_verbs" : "verbs"), edge.verb) ?? own(wordsOf("verbs"), edge.verb) ?? [edge.verb, edge.verb];
  return known[edge.from === from ? 0 : 1];
};

const isInPeriod = (days) => !days.length || !axis.length || days.some((span) => touches(span, axis[state.from], axis[state.to]));
// What is only planned is shown when it is chosen.
const isComing = (id) => nodes.get(id).undone || around.get(id).every((edge) => edge.undone);
const isChosenPlan = (edge) => (edge.from === state.selected || edge.to === state.selected) && isComing(state.selected);
const isAllowed = (edge) => (state.planned || !edge.undone || isChosenPlan(edge)) && isInPeriod(edge.days);
// What binds three or more is a layer of its own: it shows who was together.
const GATHERING = "gathering";
const layerOf = (id) => (nodes.get(id).kind === "event" && linesAt.get(id)?.length > 1 ? GATHERING : nodes.get(id).kind);
const familyKey = (family) => `family:${family}`;
const isLayer = (key) => key === GATHERING || Object.hasOwn(page.looks, key) || FAMILIES.some((family) => key === familyKey(family));
const isKindOn = (id) => !state.off.has(layerOf(id));
const isFamilyOn = (family) => !state.off.has(familyKey(family));
const isLineAllowed = (line) => isFamilyOn(line.family) && line.edges.some(isAllowed);
const isAsked = (id) =>
  [state.selected, ...page.selection.ends, ...(state.ends ?? [])].some((asked) => asked && nodes.has(asked) && marksOf(asked).includes(id));
const isOpen = (id) =>
  isAsked(id) || state.opened.has(id) || (!nodes.get(id).kept && !state.folded.has(id) && (state.planned || !nodes.get(id).coming));

// The marks within some steps of one, along lines that pass a test, as a map from id to steps.
const walk = (start, most, passes) => {
  const steps = new Map([[start, 0]]);
  for (const id of steps.keys()) {
    if (steps.get(id) >= most || (id !== start && isEnd(id))) continue;
    for (const line of linesAt.get(id)) {
      const other = otherEnd(line, id);
      if (!steps.has(other) && passes(line)) steps.set(other, steps.get(id) + 1);
    }
  }
  return steps;
};

// What is drawn now: marks and lines; the facts that are told, on whichever layer; and for each mark which others it
// could still open.
const look = () => {
  const ways = state.ends ? listWays(...state.ends) : [];
  const onWay = new Set(ways[state.way % (ways.length || 1)]?.marks ?? []);
  const isThere = (id) => isAsked(id) || onWay.has(id) || isOpen(id);
  const passes = (line) => isLineAllowed(line) && isThere(line.from) && isThere(line.to);
  const middle = state.selected ?? page.selection.ends[0];
  const near = state.hops && middle ? walk(marksOf(middle)[0], state.hops, passes) : null;
  const stays = (id) => isThere(id) && (!near || near.has(id) || onWay.has(id));
  const told = lines.filter((line) => passes(line) && stays(line.from) && stays(line.to));
  const fits = (id) => isAsked(id) || onWay.has(id) || isKindOn(id);
  const drawn = dropLonely(told.filter((line) => fits(line.from) && fits(line.to)));
  const ids = new Set(drawn.flatMap((line) => [line.from, line.to]));
  // Of a release also who only holds an office is drawn: that stands below the name.
  for (const id of marks) if (isAsked(id) || (page.selection.release && isOpen(id) && isKindOn(id) && linesAt.get(id).some(isLineAllowed))) ids.add(id);
  const isTold = new Set(told);
  const toldMarks = new Set(told.flatMap((line) => [line.from, line.to]));
  // Of whose body an office is says its name: that is no statement of its own.
  const toldEdges = edges.filter((edge) => isAllowed(edge) && !(edge.home && edge.verb === "org:postIn") && (edge.line ? isTold.has(edge.line) : toldMarks.has(edge.home)));
  const hidden = new Map();
  for (const id of ids) {
    const others = linesAt.get(id).filter((line) => isLineAllowed(line) && isKindOn(otherEnd(line, id)));
    hidden.set(id, new Set(others.map((line) => otherEnd(line, id)).filter((other) => !ids.has(other))));
  }
  return { ids, lines: drawn, edges: toldEdges, hidden, ways, onWay };
};
// A gathering of which only one is drawn binds nobody.
const dropLonely = (drawn) => {
  if (!state.off.has("event")) return drawn;
  const counts = new Map();
  for (const line of drawn) for (const id of [line.from, line.to]) counts.set(id, (counts.get(id) ?? 0) + 1);
  const isLonely = (id) => layerOf(id) === GATHERING && counts.get(id) < 2 && !isAsked(id);
  return drawn.filter((line) => !isLonely(line.from) && !isLonely(line.to));
};

// The ways between two things: those that the page was drawn for, or else the shortest of what is drawn, each as its
// marks; those over meetings and signatures first, those through an office held in other years last.
const listWays = (start, end) => {
  const passes = (line) => isFamilyOn(line.family) && line.edges.some((edge) => isAllowed(edge) && !edge.isOver);
  const [from, to] = [marksOf(start)[0], marksOf(end)[0]];
  const isDrawn = page.selection.isPath && page.selection.ends.join() === [start, end].join();
  if (isDrawn) {
    const isWhole = ({ marks: along }) => along.slice(1).every((id, at) => linesBetween(along[at], id).some(passes));
    return page.lanes.filter(isWhole).sort((one, other) => countThings(one.marks) - countThings(other.marks));
  }
  const steps = walk(from, Infinity, passes);
  if (!steps.has(to)) return [];
  const ways = [];
  const trace = (way) => {
    if (ways.length >= WAYS_AT_MOST) return;
    if (way[0] === from) return void ways.push(way);
    const before = [...new Set(linesAt.get(way[0]).filter(passes).map((line) => otherEnd(line, way[0])))]
      .filter((id) => steps.get(id) === steps.get(way[0]) - 1 && (id === from || !isEnd(id)));
    before.sort((one, other) => rankStep(one, way[0]) - rankStep(other, way[0]) || compare(one, other));
    before.forEach((id) => trace([id, ...way]));
  };
  trace([to]);
  const rank = (way) => way.slice(1).reduce((sum, id, at) => sum + rankStep(way[at], id), 0);
  return ways.map((along) => ({ marks: along, apart: isApart(along) }))
    .sort((one, other) => Number(one.apart) - Number(other.apart) || rank(one.marks) - rank(other.marks) || compare(one.marks.join(), other.marks.join()));
};
const FAMILIES = ["met", "joined", "belongs", "signed"];
// A way over people says more than one over what nearly all of them belong to.
const countThings = (along) => along.filter((id) => ["body", "mechanism", "post"].includes(nodes.get(id).kind)).length;
const rankStep = (from, to) => Math.min(...linesBetween(from, to).map((line) => ["met", "signed", "joined", "belongs"].indexOf(line.family)));
const yearsOf = (from, to) => {
  const between = linesBetween(from, to);
  if (!between.every((line) => line.family === "belongs")) return null;
  return new Set(between.flatMap((line) => line.edges).flatMap((edge) => edge.days).flatMap((span) => {
    const [first, last] = splitSpan(span).map((day) => Number(day.slice(0, 4)));
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  }));
};
const isApart = (along) => along.slice(2).some((id, at) => {
  const [one, other] = [yearsOf(along[at], along[at + 1]), yearsOf(along[at + 1], id)];
  return one && other && ![...one].some((year) => other.has(year));
});
const linesBetween = (from, to) => linesAt.get(from).filter((line) => otherEnd(line, from) === to && isLineAllowed(line));
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
