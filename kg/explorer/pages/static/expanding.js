// The end of the script of a picture that a site serves: what lies around a mark is asked of the site and added in
// place, with its sentences; what was drawn stays where it is. It stands within that script and knows all of it.
const extension = page.extension;
const tellSite = (key, values = {}) => {
  const [english, traditional, simplified] = extension.words[key];
  const text = { en: english, "zh-Hant": traditional, "zh-Hans": simplified }[state.lang];
  return text.replace(/\{(\w+)\}/g, (all, name) => own(values, name) ?? all);
};
const addressOf = (id) => `/thing/${id.slice(0, id.indexOf("/"))}/${encodeURIComponent(id.slice(id.indexOf("/") + 1))}`;
// What is asked for now, what was added with how much of it is told, and what could not be had.
let asking = null;
const added = new Map();
const failed = new Map();
const isWholeHere = (id) => added.has(id) || (page.selection.ends.includes(id) && !nodes.get(id).beyond);
// How much more there is around the others is known when they are opened.
for (const node of nodes.values()) if (!page.selection.ends.includes(node.label)) node.beyond = 0;

// The parts of an addition get the places that they have in this page.
const addSources = ({ releases, sentences }) => {
  const known = new Map(page.releases.map((release, at) => [release.id, at]));
  const places = releases.map((release) => {
    if (!known.has(release.id)) known.set(release.id, page.releases.push(release) - 1);
    return known.get(release.id);
  });
  const said = new Map(page.sentences.map(([text, release], at) => [`${release} ${text}`, at]));
  return sentences.map(([text, release]) => {
    const key = `${places[release]} ${text}`;
    if (!said.has(key)) said.set(key, page.sentences.push([text, places[release]]) - 1);
    return said.get(key);
  });
};
const addNode = (record, spell, isMark, middle) => {
  const { label } = record;
  const before = nodes.get(label);
  if (before?.isMark || (before && !isMark)) return null;
  const [names, short] = [spell(record.names), spell(record.short ?? record.names)];
  const node = { ...EMPTY, ...record, kind: record.group, names, short, office: record.office ? spell(record.office) : null, isMark, kept: true, beyond: 0, core: undefined };
  nodes.set(label, node);
  if (!around.has(label)) around.set(label, []);
  if (!before) {
    const all = [...new Set([...names, ...node.others])];
    const acronyms = all.map(initialsOf).filter((letters) => letters.length > 1);
    index.push({ id: label, tight: [...new Set([...all, ...acronyms].map(foldTight))], words: all.map(foldWords) });
  }
  if (!isMark) return null;
  Object.assign(node, { x: middle.x, y: middle.y });
  linesAt.set(label, []);
  marks.push(label);
  nodeSet.add({ id: label, x: middle.x, y: middle.y, shape: "custom", ctxRenderer: renderNode, hidden: true });
  return label;
};
const addTellings = (edge, tellings) => {
  for (const telling of tellings) {
    if (!edge.evidence.includes(telling.source)) edge.evidence.push(telling.source);
    if (!edge.tellings.some((one) => one.source === telling.source && one.occasion === telling.occasion)) edge.tellings.push(telling);
    if (!telling.occasion) continue;
    const told = byOccasion.get(telling.occasion) ?? [];
    if (!told.includes(edge)) byOccasion.set(telling.occasion, [...told, edge]);
  }
};
const unite = (one, other) => [...new Map([...one, ...other].map((value) => [JSON.stringify(value), value])).values()];
// A fact that is here already is told by more sentences; a new one has yet to find its line.
const addEdge = (record, part, sources) => {
  const labels = [...part.nodes, ...part.page.things].map(({ label }) => label);
  const days = (record.days ?? []).map((at) => part.page.days[at]);
  const made = { ...EMPTY, ...record, from: labels[record.from], to: labels[record.to], verb: page.verbs[record.verb], days };
  made.key = [made.from, made.verb, made.to, made.undone ? "planned" : ""].join(" ").trim();
  const tellings = record.evidence.map((source, at) => ({
    source: sources[source], occasion: labels[Array.isArray(record.at) ? record.at[at] : record.at] ?? null,
    days: (record.told?.[at]?.map((day) => part.page.days[day])) ?? days,
  }));
  const known = byKey.get(made.key);
  if (known) {
    known.days = [...new Set([...known.days, ...days])].sort();
    known.roles = unite(known.roles, made.roles);
    known.held = unite(known.held, made.held);
    known.undated = known.undated && made.undated;
    addTellings(known, tellings);
    return { edge: known, isNew: false };
  }
  Object.assign(made, { id: edges.length, evidence: [], tellings: [], home: null, isOver: made.held.length > 0 && !made.held.some((held) => HELD.includes(held.capacity)) });
  edges.push(made);
  byKey.set(made.key, made);
  new Set([made.from, made.to]).forEach((id) => around.get(id).push(made));
  addTellings(made, tellings);
  return { edge: made, isNew: true };
};
const addFacts = ({ family, mutual }, from, to, facts) => {
  const between = linesAt.get(from).filter((line) => otherEnd(line, from) === to);
  const same = between.find((line) => line.family === family);
  const line = same ?? { id: lines.length, from, to, family, mutual, edges: [], beside: between.length };
  line.edges.push(...facts);
  facts.forEach((edge) => { edge.line = line; });
  if (same) return;
  lines.push(line);
  new Set([from, to]).forEach((id) => linesAt.get(id).push(line));
  edgeSet.add({ id: line.id, from, to, hidden: true });
};
// Adds a part of the graph, as a picture of its own has it; gives those new marks that it would draw at first. The others
// are kept ready, by what all of these were at together.
const addPart = (part, id) => {
  const spell = ([first, second = first, third = Array.from(second, (sign) => own(part.page.simplified, sign) ?? sign).join("")]) => [first, second, third];
  const sources = addSources(part.page);
  for (const [term, names] of Object.entries(part.page.terms)) page.terms[term] ??= spell(names);
  for (const [other, names] of Object.entries(part.page.more)) page.more[other] ??= spell(names);
  for (const [event, other] of Object.entries(part.page.same)) page.same[event] ??= other;
  const middle = placeOf(id);
  const found = part.nodes.map((record) => addNode(record, spell, true, middle)).filter(Boolean);
  part.page.things.forEach((record) => addNode(record, spell, false));
  const facts = part.page.edges.map((record) => addEdge(record, part, sources));
  for (const [at, mark] of Object.entries(part.page.inner)) {
    const { edge, isNew } = facts[at];
    if (isNew) edge.home = mark;
  }
  for (const line of part.edges) {
    const fresh = line.edges.map((at) => facts[at]).filter(({ isNew }) => isNew).map(({ edge }) => edge);
    if (fresh.length) addFacts(line, part.nodes[line.from].label, part.nodes[line.to].label, fresh);
  }
  const shown = new Set(part.nodes.filter(({ kept }) => !kept).map(({ label }) => label));
  const near = found.filter((other) => shown.has(other));
  page.total += near.length;
  nodes.get(id).beyond = part.nodes.find(({ label }) => label === id)?.beyond ?? 0;
  return near;
};

// Asks for what lies around a mark, unless it is here; says whether it is now.
const load = async (id) => {
  if (isWholeHere(id)) return true;
  if (asking) return false;
  asking = id;
  failed.delete(id);
  completeCard();
  try {
    const answer = await fetch(`${addressOf(id)}/around`);
    if (!answer.ok && answer.status !== 404) throw new Error(answer.statusText);
    const part = answer.ok ? await answer.json() : null;
    const found = part ? addPart(part, id) : [];
    added.set(id, { found, isNew: true, told: part?.told ?? 0, sentences: part?.sentences ?? 0 });
    view = look();
    berth(id, found);
    nodeSet.update(found.map((other) => ({ id: other, x: findPlace(other)[0], y: findPlace(other)[1] })));
    keepAdded();
  } catch {
    failed.set(id, true);
    sayAloud(tellSite("picture_failed"));
  }
  asking = null;
  return added.has(id);
};
// Opens what a mark is linked to: what was kept ready beside it, and of what is added the most linked and latest.
const open = async (id) => {
  const ready = view.hidden.get(id) ?? [];
  if (!(await load(id))) return void show();
  const { found, isNew } = added.get(id) ?? { found: [] };
  view = look();
  const others = new Set([...(isNew ? [...ready, ...found] : view.hidden.get(id) ?? [])].filter((other) => !view.ids.has(other)));
  if (isNew) added.get(id).isNew = false;
  berth(id, others);
  for (const other of others) {
    state.opened.add(other);
    state.folded.delete(other);
  }
  const before = view.ids.size;
  change({ hops: 0 });
  if (!others.size) return;
  arrived = new Set([id, ...others].filter((other) => view.ids.has(other)));
  restyle();
  if (![...arrived].every(isInside)) fit();
  sayAloud(tellSite("picture_added", { n: view.ids.size - before }));
};
// The address names what was added, so that a link shows it too.
const keepAdded = () => {
  const query = new URLSearchParams(location.search);
  query.set("with", [...added.keys()].join(","));
  try {
    history.replaceState(history.state, "", `?${query}${location.hash}`);
  } catch {
    // A page inside another one has no address of its own.
  }
};

// The card of a mark leads to its page and its own picture, and says what can be added here.
const makeLinks = (id) => ["", "/picture"].map((end) =>
  make("a", { class: "button", href: `${addressOf(id)}${end}?lang=${state.lang}`, text: tellSite(end ? "picture_own" : "picture_page"), "data-key": `site${end}` }));
const sayAdded = (id) => {
  if (failed.has(id)) return tellSite("picture_failed");
  const { found, told, sentences } = added.get(id) ?? {};
  if (!added.has(id)) return "";
  if (told < sentences) return tellSite("picture_part", { n: found.length, told, m: sentences });
  return found.length ? "" : tellSite("picture_nothing");
};
const completeCard = () => {
  card.querySelectorAll(".site").forEach((element) => element.remove());
  const id = state.selected;
  if (!id || state.line !== null || state.ends || !nodes.has(id)) return;
  const button = nodes.get(id).isMark && !isWholeHere(id)
    ? makeButton(tellSite(asking === id ? "picture_asking" : "picture_around"), () => open(id), { "data-key": "around", "aria-disabled": asking ? "true" : null }) : null;
  const row = make("p", { class: "row site" }, button, ...makeLinks(id));
  const said = sayAdded(id);
  const place = [...card.children].find((element) => element.classList.contains("row"));
  const parts = [row, said ? make("p", { class: "soft site", text: said }) : null].filter(Boolean);
  if (place) place.after(...parts);
  else card.append(...parts);
};
// The card is made anew for each state; what had the focus keeps it.
let lastKey = null;
card.addEventListener("focusin", ({ target }) => { lastKey = target.closest(".site") ? target.dataset.key : null; });
new MutationObserver((changes) => {
  if (changes.every(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes].every((node) => node.classList?.contains("site")))) return;
  const isLost = lastKey && [document.body, document.getElementById("side")].includes(document.activeElement);
  completeCard();
  if (isLost) (card.querySelector(`[data-key="${lastKey}"]`) ?? card.querySelector(".site a"))?.focus();
}).observe(card, { childList: true });

KEYS.e = () => { if (state.selected) open(state.selected); };
network.on("doubleClick", ({ pointer }) => {
  const id = markAt(pointer.canvas);
  if (id) open(id);
});
const restore = async () => {
  const wanted = (new URLSearchParams(location.search).get("with") ?? "").split(",").filter(Boolean).slice(0, extension.most);
  for (const id of wanted) if (nodes.get(id)?.isMark) await load(id);
  if (!added.size) return;
  show(readAddress(true));
  fit();
};
window.picture.open = open;
completeCard();
root.dataset.extended = "waiting";
restore().finally(() => { root.dataset.extended = "yes"; });
