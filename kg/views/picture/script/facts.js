// Lines in words, each with the sentences behind it. Every word reaches the page as text, never as markup.
const sayFact = (edge) => `${nameOf(edge.from)} ${verbOf(edge, edge.from)} ${nameOf(edge.to)}`;
const sayHolding = (held, edge) => {
  const list = (held.days ?? edge.days).filter((day) => !day.includes("/"));
  const values = { n: list.length, first: list[0], last: list.at(-1), start: held.start, end: held.end };
  const seen = list.length > 3 ? say("seen", values) : list.length ? say("seen_once", { first: sayDays(list) }) : "";
  const stated = held.start && held.end ? "stated_both" : held.start ? "stated_from" : held.end ? "stated_until" : null;
  return join([edge.isOver ? "" : termOf(held.capacity), seen, stated ? say(stated, values) : ""]);
};
const sayRoles = (edge) => (edge.verb === "gba:chaired" ? "" : edge.roles.map(termOf).join(say("and")));
const sayWhen = (edge) => edge.held.map((held) => sayHolding(held, edge)).join("; ") || sayDays(edge.days);
const sayDetail = (edge) => join([sayRoles(edge), sayWhen(edge)]);

// Words of our own that bear the address of a release must not look like a quotation of it.
const makeRemark = () => make("span", { class: "remark", text: say("restated") });
const makeSource = ({ text, release }) => {
  const label = join([release.title || release.id, release.date]);
  const link = isSafe(release.url) ? make("a", { href: release.url, rel: "noopener noreferrer", target: "_blank", text: label }) : make("span", { text: label });
  const words = { class: "words", lang: release.lang, text };
  if (!release.restated) return make("div", { class: "source" }, make("blockquote", words), make("p", { class: "soft", lang: release.lang }, link));
  return make("div", { class: "source" }, make("p", { class: "soft" }, makeRemark()), make("p", words),
    make("p", { class: "soft" }, say("facts_from"), make("span", { lang: release.lang }, link)));
};
const makeSources = (edge) => {
  const [first, ...rest] = sourcesOf(edge).map(makeSource);
  if (!rest.length) return [first];
  const count = rest.length === 1 ? say("one_more") : say("more", { n: rest.length });
  return [first, make("details", { class: "rest" }, make("summary", { text: count }), ...rest)];
};
const makeLink = (id, attributes = {}) =>
  makeButton(nameOf(id), () => choose(id), { class: "name", "data-id": id, ...attributes });
// What an event was about, in the words of its releases: those in the language of the page, else in its other script.
const makeMatters = (id) => {
  const { matters } = nodes.get(id);
  const best = Math.min(...matters.map(([lang]) => rankLanguage(lang)));
  return matters.filter(([lang]) => rankLanguage(lang) === best)
    .map(([lang, text]) => make("p", { class: "soft" }, say("matter"), make("span", { lang, text })));
};

// A line as seen from one of its ends.
const makeFact = (edge, from) => {
  const other = otherEnd(edge, from);
  const detail = sayDetail(edge);
  return make("li", { class: "fact", "data-edge": edge.id, mouseenter: () => hover(other), mouseleave: () => hover(null) },
    make("p", { class: "named" }, makeMark(nodes.get(other).kind), makeLink(other, { "data-key": `fact ${edge.id}` })),
    ...makeMatters(other),
    make("p", { class: "soft" }, [verbOf(edge, from), detail].filter(Boolean).join(" · "), edge.undone ? make("span", { class: "badge", text: say("is_planned") }) : null),
    ...makeSources(edge));
};
const makeWholeFact = (edge) =>
  make("li", { class: "fact", "data-edge": edge.id },
    make("p", {}, makeLink(edge.from), ` ${verbOf(edge, edge.from)} `, makeLink(edge.to)),
    make("p", { class: "soft" }, sayDetail(edge), edge.undone ? make("span", { class: "badge", text: say("is_planned") }) : null),
    ...makeSources(edge));
