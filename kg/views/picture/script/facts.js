// Facts in words. Every word reaches the page as text, never as markup.
const sayFact = (edge) => `${nameOf(edge.from)} ${verbOf(edge, edge.from)} ${nameOf(edge.to)}`;
// Who is seen in an office, in one capacity, and said to hold it from some day has held it once.
const mergeHeld = (edge) => {
  const groups = new Map();
  for (const held of edge.held) groups.set(held.capacity, [...(groups.get(held.capacity) ?? []), { ...held, days: held.days ?? edge.days }]);
  return [...groups.values()].flatMap((list) => {
    const stated = list.filter((held) => held.start || held.end);
    return stated.length > 1 ? list : [{ ...list[0], ...stated[0], days: [...new Set(list.flatMap((held) => held.days))].sort() }];
  });
};
const sayHolding = ({ capacity, days, start, end }, isNamed, sayOne) => {
  const list = days.filter((day) => !day.includes("/"));
  const seen = list.length > 3 ? say("seen", { n: list.length, first: sayOne(list[0]), last: sayOne(list.at(-1)) }) : list.length ? say("seen_once", { first: sayDays(list, sayOne) }) : "";
  const stated = start && end ? "stated_both" : start ? "stated_from" : end ? "stated_until" : null;
  return join([isNamed ? termOf(capacity) : "", stated ? say(stated, { start: start && sayOne(start), end: end && sayOne(end) }) : "", seen]);
};
const sayRoles = (edge) => (edge.verb === "gba:chaired" ? "" : edge.roles.map(termOf).join(say("and")));
const isActing = (edges) => edges.every((edge) => edge.held.length && edge.held.every((held) => held.capacity === "acting"));
const sayWhen = (edge, sayOne = sayDate, isTitled = false) => {
  const isPlain = isTitled || edge.isOver || edge.held.every((held) => held.capacity === "substantive");
  return mergeHeld(edge).map((held) => sayHolding(held, !isPlain, sayOne)).join("; ") || sayDays(edge.days, sayOne);
};

// Offices: the one in which a person was last seen, or those of a day; an office that is over or yet to begin is none.
const listHeld = (id, fits) => around.get(id)
  .filter((edge) => edge.verb === "org:holds" && edge.from === id && !edge.undone)
  .flatMap((edge) => edge.held.filter((held) => HELD.includes(held.capacity)).map((held) => ({ edge, held, days: (held.days ?? edge.days).filter(fits) })))
  .filter(({ days }) => days.length);
const lastOf = (days) => days.map((span) => splitSpan(span)[1]).sort().at(-1);
const sayTitleOf = (office, acts) => (acts ? say("acting_office", { office }) : office);
const sayOffice = ({ edge, held }) => sayTitleOf(nameOf(edge.to), held.capacity === "acting");
// Who acts in an office beside the own one is called by the own one; one may hold two.
const findOffices = (id) => {
  const found = listHeld(id, (span) => isInPeriod([span]));
  const own = found.filter(({ held }) => held.capacity !== "acting");
  const held = own.length ? own : found;
  const last = held.map(({ days }) => lastOf(days)).sort().at(-1);
  return [...new Map(held.filter(({ days }) => lastOf(days) === last).map((one) => [one.edge.to, one])).values()];
};
// What stands below a name: the office that its mark has, or where a period is chosen the office in it.
const listOffices = (id) => {
  if (nodes.get(id).kind !== "person") return [];
  const office = isAllTime() ? officeOf(id) : "";
  return office ? [office] : findOffices(id).map(sayOffice);
};
const sayOfficeOn = (id, days) => {
  if (!days.length) return "";
  const [first, last] = [splitSpan(days[0])[0], splitSpan(days.at(-1))[1]];
  return [...new Set(listHeld(id, (span) => touches(span, first, last)).map(sayOffice))].join(say("and"));
};

const makeLink = (id, attributes = {}) =>
  makeButton(nameOf(id), () => choose(id), { class: "name", "data-id": id, mouseenter: () => hover(id), mouseleave: () => hover(null), ...attributes });
// Where the day stands beside it the name of an event need not end in it, nor begin with it.
const nameBeside = (id, days, name = nameOf(id)) => {
  const day = days.length === 1 ? sayDate(days[0]) : "";
  if (!day || name.length < day.length + 3) return name;
  return (name.endsWith(day) ? name.slice(0, -day.length) : name.startsWith(day) ? name.slice(day.length) : name).replace(/^[,，\s]+|[,，\s]+$/g, "");
};
const makeBadge = (text) => make("span", { class: "badge", text });
// What an event was about, in the words of its releases: those in the language of the page, else in its other script.
const makeMatters = (id) => {
  const { matters } = nodes.get(id);
  const best = Math.min(...matters.map(([lang]) => rankLanguage(lang)));
  return matters.filter(([lang]) => rankLanguage(lang) === best)
    .map(([lang, text]) => make("p", { class: "soft" }, say("matter"), make("span", { lang, text })));
};
