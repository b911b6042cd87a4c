// The card beside the drawing: the thing, line or way chosen, or else a list of all that is drawn.
const card = document.getElementById("card");
const SECTIONS = ["org:holds", "org:postIn", "org:memberOf", "org:subOrganizationOf", "gba:chaired", "gba:participatedIn", "gba:visited", "gba:signed", "gba:witnessed", "gba:partyTo", "gba:establishes", "gba:involvedIn", "gba:metWith"];
const sectionOf = (edge, id) => (edge.from === id || edge.verb === "gba:metWith" ? edge.verb : `${edge.verb}-`);

const makeSections = (id) => {
  const groups = new Map();
  for (const edge of view.edges.filter((one) => one.from === id || one.to === id)) {
    const key = sectionOf(edge, id);
    groups.set(key, [...(groups.get(key) ?? []), edge]);
  }
  const order = (key) => SECTIONS.indexOf(key.replace("-", ""));
  return [...groups.keys()].sort((one, other) => order(one) - order(other) || compare(one, other)).flatMap((key) => {
    const found = groups.get(key).sort((one, other) =>
      compare(one.days[0] ?? "9", other.days[0] ?? "9") || byName(otherEnd(one, id), otherEnd(other, id)));
    return [make("h3", { text: `${wordsOf("sections")[key] ?? key} (${found.length})` }),
      make("ul", {}, ...found.map((edge) => makeFact(edge, id)))];
  });
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
  const main = LANGUAGES.filter((lang, at) => node.names[at] !== name && node.names.indexOf(node.names[at]) === at)
    .map((lang) => make("span", { lang, text: node.names[LANGUAGES.indexOf(lang)] }));
  const others = node.others.length ? make("p", { class: "soft", text: say("also", { names: node.others.join(" · ") }) }) : null;
  return [main.length ? make("p", { class: "names" }, ...main.flatMap((span, at) => (at ? [" · ", span] : [span]))) : null, others];
};
const makeNodeCard = (id) => {
  const node = nodes.get(id);
  const links = view.edges.filter((edge) => edge.from === id || edge.to === id).length;
  const counts = [say("links", { n: links }), node.beyond ? say("beyond", { n: node.beyond }) : ""].filter(Boolean).join(" · ");
  const hidden = view.hidden.get(id)?.size ?? 0;
  return [
    make("h2", {}, makeMark(node.kind), " ", make("span", { text: nameOf(id) })), ...makeNames(node),
    ...describe(node).map((line) => make("p", { text: line })), ...makeMatters(id),
    node.undone ? make("p", {}, make("span", { class: "badge", text: say("is_planned") })) : null,
    make("p", { class: "soft", text: counts }),
    make("p", { class: "row" },
      hidden ? makeButton(say("expand", { n: hidden }), () => expand(id)) : null,
      findFoldable(id).length ? makeButton(say("collapse"), () => fold(id)) : null,
      makeButton(say("path_from"), () => askPath(id))),
    ...makeSections(id),
  ];
};

const makeWayCard = () => {
  const [start, end] = state.ends;
  const title = make("h2", { text: say("between", { start: nameOf(start), end: nameOf(end) }) });
  if (!view.ways.length) return [title, make("p", { text: say("no_path", { start: nameOf(start), end: nameOf(end) }) })];
  const way = view.ways[state.way % view.ways.length];
  const along = way.marks;
  const steps = along.slice(1).flatMap((id, at) => linesBetween(along[at], id).flatMap((line) => line.edges.filter(isAllowed)).map((edge) => ({ edge, from: edge.from === id || edge.to === along[at] ? edge.to : edge.from })));
  const count = along.length === 2 ? say("step") : say("steps", { n: along.length - 1 });
  return [title,
    make("p", { text: say("way", { n: (state.way % view.ways.length) + 1, m: view.ways.length < WAYS_AT_MOST ? view.ways.length : `${WAYS_AT_MOST}+`, steps: count }) }),
    make("p", { class: "row" }, view.ways.length > 1 ? makeButton(say("next_way"), () => change({ way: state.way + 1 }), { "data-key": "next" }) : null),
    make("ol", { class: "way" }, ...steps.map(({ edge, from }) => {
      const fact = makeFact(edge, from);
      fact.prepend(make("p", { class: "named" }, makeMark(nodes.get(from).kind), makeLink(from)));
      return fact;
    }))];
};

const makeIndexCard = () => {
  const kinds = Object.keys(page.looks).map((kind) => [kind, [...view.ids].filter((id) => nodes.get(id).kind === kind).sort(byDay)]);
  return [make("h2", { text: say("choose") }), make("p", { class: "soft", text: say("choose_hint") }),
    ...kinds.filter(([, ids]) => ids.length).flatMap(([kind, ids]) => [
      make("h3", {}, makeMark(kind), ` ${wordsOf("kinds")[kind]} (${ids.length})`),
      make("ul", { class: "index" }, ...ids.map((id) => make("li", {}, makeLink(id),
        nodes.get(id).days.length ? make("span", { class: "soft", text: ` ${sayDays(nodes.get(id).days)}` }) : null)))])];
};

let subject = null;
const showCard = () => {
  const made = state.line !== null ? [make("h2", { text: say("why") }), make("ul", {}, makeWholeFact(edges[state.line]))]
    : state.ends ? makeWayCard() : state.selected ? makeNodeCard(state.selected) : makeIndexCard();
  card.replaceChildren(...made.filter(Boolean));
  const now = [state.line, state.ends, state.selected].join();
  if (now !== subject) byId("side").scrollTop = 0;
  subject = now;
};
