// What a card tells, gathered into entries: each event, agreement or office once, with all facts and sentences of it.
const STAYS = ["org:holds", "org:postIn", "org:memberOf", "org:subOrganizationOf"];
const PARTS = ["gba:participatedIn", "gba:chaired"];
// What is said first of an occasion; all else stands beside it.
const FIRST = ["gba:metWith", "gba:signed", "gba:witnessed", "gba:visited", "gba:chaired", "gba:participatedIn", "gba:partyTo", "gba:establishes", "gba:involvedIn", ...STAYS];
const isPost = (entry) => entry.edges.every((edge) => edge.verb === "org:postIn");
const rankVerb = (edge) => FIRST.indexOf(edge.verb);
// The facts of each occasion.
const byOccasion = new Map();
for (const edge of edges) {
  for (const occasion of new Set(edge.tellings.map((telling) => telling.occasion))) {
    if (occasion) byOccasion.set(occasion, [...(byOccasion.get(occasion) ?? []), edge]);
  }
}
const isOf = (edge, id) => edge.from === id || edge.to === id;
const isWhole = (id) => byOccasion.has(id) && ["event", "agreement"].includes(nodes.get(id).kind);
const isMeeting = (occasion) => nodes.get(occasion)?.sort === "meeting";

// The facts of a thing within the period, drawn or not: its own, those of the occasion that it is, and of a body those who
// held its offices.
const listFacts = (id) => {
  const posts = nodes.get(id).kind === "body" ? around.get(id).filter((edge) => edge.verb === "org:postIn" && edge.to === id).map((edge) => edge.from) : [];
  const found = [...around.get(id), ...(byOccasion.get(id) ?? []), ...posts.flatMap((post) => around.get(post))];
  return [...new Set(found)].filter(isAllowed);
};
const makeKey = (edge, telling, id) => {
  if (edge.verb === "org:holds") return edge.to === id ? edge.key : edge.to;
  if (edge.verb === "org:postIn") return edge.from === id ? edge.key : edge.from;
  if (edge.verb === "org:memberOf") {
    const held = around.get(edge.from).find((one) => one.verb === "org:holds" && nodes.get(one.to).body === edge.to && isAllowed(one));
    return held ? held.to : edge.key;
  }
  return telling.occasion ?? (STAYS.includes(edge.verb) ? edge.key : `${edge.verb} ${telling.days.join(" ")}`);
};
// The sentence that tells best of a fact at an occasion, or of the fact at all where none tells of the occasion.
const bestSource = (edge, occasion) => {
  const told = edge.tellings.filter((telling) => telling.occasion === occasion).map(({ source }) => source);
  return (told.length ? told : [...edge.evidence]).sort((one, other) => rankSource(one) - rankSource(other))[0];
};
const rankSource = (index) => rankLanguage(page.releases[page.sentences[index][1]].lang) * 1e6 + index;

// Gives the entries of some facts as seen from a thing; those of an occasion itself are made of what each sentence says.
const gather = (facts, id) => {
  const found = new Map();
  for (const edge of facts) {
    for (const telling of edge.tellings) {
      if (!STAYS.includes(edge.verb) && !isInPeriod(telling.days)) continue;
      if (!isOf(edge, id) && isWhole(id) && telling.occasion !== id) continue;
      const key = isWhole(id) ? String(bestSource(edge, id)) : makeKey(edge, telling, id);
      if (!found.has(key)) found.set(key, { key, thing: nodes.has(key) ? key : null, edges: new Set(), sources: new Set(), days: new Set() });
      const entry = found.get(key);
      entry.edges.add(edge);
      entry.sources.add(telling.source);
      telling.days.forEach((day) => entry.days.add(day));
    }
  }
  return [...found.values()].map((entry) => {
    const own = nodes.get(entry.thing)?.days ?? [];
    const list = [...entry.edges].sort((one, other) => rankVerb(one) - rankVerb(other) || one.id - other.id);
    return { ...entry, edges: list, days: own.length ? own : [...entry.days].sort(), isStay: list.every((edge) => STAYS.includes(edge.verb)), isPlan: list.every((edge) => edge.undone), isReported: !own.length && list.every((edge) => edge.undated) };
  }).sort((one, other) => Number(isPost(one)) - Number(isPost(other)) || compare(one.days[0] ?? "9", other.days[0] ?? "9") || rankVerb(one.edges[0]) - rankVerb(other.edges[0]) || compare(one.key, other.key));
};

// When it was; of what no sentence dates, when it was reported.
const sayEntryDays = (entry) => (entry.isReported ? say("reported", { days: sayDays(entry.days) }) : sayDays(entry.days));

// Each sentence stands once in a card: as the quotation of one entry, or among the rest of one. `at` says where.
const quote = (entries) => {
  const at = new Map();
  const inOrder = [...entries.filter((entry) => !entry.isStay), ...entries.filter((entry) => entry.isStay)];
  for (const entry of inOrder) {
    const counts = (index) => entry.edges.filter((edge) => edge.evidence.includes(index)).length;
    const lang = (index) => Math.floor(rankSource(index) / 1e6);
    entry.ranked = [...entry.sources].sort((one, other) => lang(one) - lang(other) || counts(other) - counts(one) || one - other);
    entry.quotation = entry.ranked.find((index) => !at.has(index) && lang(index) === lang(entry.ranked[0]));
    if (entry.quotation !== undefined) at.set(entry.quotation, entry);
  }
  for (const entry of inOrder) {
    entry.rest = entry.ranked.filter((index) => !at.has(index));
    entry.rest.forEach((index) => at.set(index, entry));
  }
  for (const entry of inOrder) entry.elsewhere = entry.quotation === undefined ? at.get(entry.ranked[0]) : null;
  return entries;
};

// The numbers of a thing count the entries of its card, each once: as a meeting, agreement, initiative or plan, else as
// an event; what there is none of is left out. The headline counts in the same way.
const sortOf = ({ thing, edges: told, isPlan }) => {
  const kind = nodes.get(thing)?.kind;
  if (isPlan) return "plan";
  if (kind === "agreement" || kind === "initiative") return kind;
  return isMeeting(thing) || told.some((edge) => edge.verb === "gba:metWith" && !edge.undone) ? "meeting" : "event";
};
const countSorts = (entries) => {
  const counts = {};
  for (const sort of entries.filter((entry) => !entry.isStay).map(sortOf)) counts[sort] = (counts[sort] ?? 0) + 1;
  return counts;
};
const listMet = (id) => {
  const met = new Set();
  for (const edge of listFacts(id).filter((one) => !one.undone)) {
    if (edge.verb === "gba:metWith") met.add(otherEnd(edge, id));
    if (PARTS.includes(edge.verb)) edge.tellings.filter(({ occasion }) => isMeeting(occasion)).forEach(({ occasion }) =>
      byOccasion.get(occasion).filter((one) => PARTS.includes(one.verb) && !one.undone).forEach((one) => met.add(one.from)));
  }
  return [...met].filter((other) => other !== id && nodes.get(other).kind === "person");
};
const countAll = (id, entries) => {
  const { kind } = nodes.get(id);
  const told = entries.filter((entry) => isComing(id) || !entry.isPlan);
  const counts = { ...(isWhole(id) ? {} : countSorts(entries)), release: new Set(told.flatMap((entry) => [...entry.sources]).map((index) => page.sentences[index][1])).size };
  if (kind === "person") counts.met = listMet(id).length;
  else {
    const named = new Set(told.flatMap((entry) => entry.edges).filter((edge) => isComing(id) || !edge.undone).flatMap((edge) => [edge.from, edge.to]));
    for (const other of named) {
      const sort = nodes.get(other).kind;
      if (other !== id && OF_WHOM.includes(sort)) counts[sort] = (counts[sort] ?? 0) + 1;
    }
  }
  return Object.keys(wordsOf("numbers")).filter((key) => counts[key]).map((key) => [key, counts[key]]);
};
const OF_WHOM = ["person", "body", "mechanism", "post", "place"];
const sayMany = ([one, many], n) => (n === 1 ? one : many).replace("{n}", n);
const sayNumber = ([key, n]) => sayMany(wordsOf("numbers")[key], n);
const sayCount = (key, n) => sayMany(wordsOf(key), n);
