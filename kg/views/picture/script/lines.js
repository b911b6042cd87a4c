// The lines: what each says in words, what it looks like and how it runs. Families differ in width, doubling or dashes,
// so that nobody needs to see the colours; short dashes show what is planned, dots what is over.
const LINE_LOOKS = {
  met: { width: 2.2, gap: 0, dash: [] }, joined: { width: 1.1, gap: 0, dash: [] },
  belongs: { width: 3.6, gap: 1.6, dash: [] }, signed: { width: 2, gap: 0, dash: [10, 3, 2, 3] },
};
const PLANNED_DASH = [5, 4];
const OVER_DASH = [1.5, 3.5];
// Of what is shown that which is done, or else what is planned.
const factsOf = (line) => {
  const allowed = line.edges.filter(isAllowed);
  const shown = allowed.length ? allowed : line.edges;
  const done = shown.filter((edge) => !edge.undone);
  return done.length ? done : shown;
};
// Of what is only reported on a day, that day says nothing.
const daysOf = (facts) => [...new Set(facts.filter((edge) => !edge.undated).flatMap((edge) => edge.days))].sort();
const numberDay = (day, isLast) => {
  const [year, month = isLast ? 12 : 1, date] = day.split("-").map(Number);
  return (date ? Date.UTC(year, month - 1, date) : isLast ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, 1)) / 864e5;
};
// How often, at the least: what is told of one day and the next, or of a month and a day in or beside it, may be one.
const countTimes = (facts) => {
  const spans = daysOf(facts).map((span) => splitSpan(span).map((day, at) => numberDay(day, at === 1))).sort((one, other) => one[1] - other[1]);
  let count = 0;
  let end = -Infinity;
  for (const [first, last] of spans) {
    if (first > end + 1) count += 1;
    end = last;
  }
  return Math.max(count, 1);
};

// A day, month, year or span of days in the language of the page.
const sayDate = (span) => {
  const [first, last] = splitSpan(span);
  if (first !== last && first.length === 10 && first.slice(0, 7) === last.slice(0, 7)) {
    return say("date_span", { ...readDate(first), e: Number(last.slice(8)) });
  }
  return [...new Set([first, last].map((day) => say(["date_year", "date_month", "date_day"][day.split("-").length - 1], readDate(day))))].join(" – ");
};
const readDate = (day) => {
  const [y, month, d] = day.split("-");
  return { y, month: wordsOf("months")[Number(month) - 1], d: Number(d) };
};
const sayTime = (days) => {
  if (days.length < 2) return days.map(sayDate).join("");
  const years = [...new Set([splitSpan(days[0])[0], splitSpan(days.at(-1))[1]].map((day) => day.slice(0, 4)))];
  return years.map(sayDate).join(" – ");
};

// The words of a line: its strongest fact tells the verb, all its days the date.
const VERBS = [
  ["gba:metWith", "met"], ["gba:visited", "visited"], ["gba:signed", "signed"], ["gba:partyTo", "party"],
  ["gba:witnessed", "witnessed"], ["gba:establishes", "established"], ["gba:involvedIn", "involved"],
  ["org:memberOf", "member"], ["org:subOrganizationOf", "part"], ["org:postIn", "office"],
  ["gba:chaired", "chaired"], ["gba:participatedIn", "attended"],
];
const isPart = (edge) => edge.verb === "gba:chaired" || edge.verb === "gba:participatedIn";
const findVerb = (line, facts) => {
  if (line.mutual && line.family === "met") return ["met", facts];
  const [verb, key] = VERBS.find(([name]) => facts.some((edge) => edge.verb === name)) ?? [facts[0].verb, "linked"];
  const told = facts.filter((edge) => edge.verb === verb || isPart(edge));
  if (!isPart({ verb })) return [key, told];
  if (line.mutual) return ["together", told];
  if (line.family === "signed") return ["signing", told];
  return [layerOfEnd(line) === "event" ? key : "visit", told];
};
const layerOfEnd = (line) => (nodes.get(line.to).kind === "event" || nodes.get(line.from).kind === "event" ? "event" : "");
const sayLine = (line) => {
  const facts = factsOf(line);
  const offices = facts.filter((edge) => edge.verb === "org:holds");
  if (offices.length) return sayOffices(offices);
  const [key, told] = findVerb(line, facts);
  const isPlan = facts.every((edge) => edge.undone);
  const verb = wordsOf("line_verbs")[key][isPlan ? 1 : 0];
  const isCounted = ["met", "joined"].includes(line.family) && key !== "involved";
  const times = isCounted ? countTimes(told) : 1;
  const counted = times === 1 ? verb : times === 2 ? say("twice", { verb }) : say("times", { verb, n: times });
  const roles = line.mutual || ["signed", "witnessed", "party"].includes(key) ? [] : [...new Set(told.filter((edge) => edge.verb === "gba:participatedIn").flatMap((edge) => edge.roles))];
  const said = key === "chaired" ? roles.filter((role) => role !== "chair") : roles;
  return { verb: join([counted, ...said.map(termOf)]), date: line.family === "belongs" ? "" : sayTold(daysOf(told), times) };
};
const sayTold = (days, times) => (times > 1 || days.length < 2 ? sayTime(days) : isOneStay(days) ? sayDate([splitSpan(days[0])[0], splitSpan(days.at(-1))[1]].join("/")) : sayDate(findNarrowest(days)));
// Days one after the other, such as 10 and 11 May.
const isOneStay = (days) => days.every((day) => day.length === 10);
// Of what is told of one time, the day rather than the month that it is in.
const rankSpan = (span) => (span.includes("/") ? 1 : 10 - span.length);
const findNarrowest = (days) => [...days].sort((one, other) => rankSpan(one) - rankSpan(other) || compare(one, other))[0];
// An office with the time that is stated of it, or else in which it was seen; of several the last.
const sayOffices = (offices) => {
  const held = offices.flatMap((edge) => edge.held.map((one) => ({ ...one, edge, list: one.days ?? edge.days })));
  const rank = (one) => one.start ?? one.list.at(-1) ?? "";
  const last = held.sort((one, other) => compare(rank(other), rank(one)))[0] ?? { edge: offices[0], list: offices[0].days };
  const { edge, capacity, start, end, list } = last;
  const name = marksOf(edge.to)[0] === edge.to ? wordsOf("line_verbs").holds[edge.undone ? 1 : 0] : shortOf(edge.to);
  const verb = capacity && capacity !== "substantive" ? say("held_as", { office: name, as: termOf(capacity) }) : name;
  const others = new Set(offices.map((one) => one.to)).size - 1;
  const seen = list.length ? say("seen_once", { first: sayTime(list) }) : "";
  const date = start && end ? [start, end].map(sayDate).join(" – ") : start ? say("since", { start: sayDate(start) }) : end ? say("stated_until", { end: sayDate(end) }) : seen;
  return { verb: others ? `${verb} +${others}` : verb, date };
};

// What a line looks like now: thicker the more often, but only a little.
const shapeLine = (line) => {
  const facts = factsOf(line);
  const offices = facts.filter((edge) => edge.verb === "org:holds");
  const isOver = offices.length > 0 && offices.every((edge) => edge.isOver);
  const look = LINE_LOOKS[line.family];
  const times = line.family === "belongs" ? 1 : countTimes(facts);
  return {
    ...look, family: line.family, width: look.width + Math.min(2.4, Math.round(8 * Math.log2(times)) / 10),
    dash: facts.every((edge) => edge.undone) ? PLANNED_DASH : isOver ? OVER_DASH : look.dash, ends: findArrows(line, facts),
  };
};
// Only a visit and what one holds or belongs to point somewhere.
const findArrows = (line, facts) => {
  if (line.mutual) return [];
  const told = line.family === "belongs" ? facts.filter((edge) => !isPart(edge)) : facts.filter((edge) => edge.verb === "gba:visited");
  return [...new Set(told.map((edge) => (edge.to === line.from || edge.from === line.to ? line.from : line.to)))];
};

// Lines between the same two marks bend away from each other, and every line bends around the marks that it would run
// through: the first bow that is clear of them, or else the one that touches the fewest, and none beyond the rim.
const BOWS = [0, 0.1, -0.1, 0.16, -0.16, 0.24, -0.24, 0.34, -0.34];
const findBends = (drawn, ids, placeOf, radiusOf, rim) => {
  const circles = [...ids].map((id) => ({ id, ...placeOf(id), radius: radiusOf(id) }));
  const [xs, ys] = [circles.map(({ x }) => x), circles.map(({ y }) => y)];
  const box = { left: Math.min(...xs) - rim, right: Math.max(...xs) + rim, top: Math.min(...ys) - rim, bottom: Math.max(...ys) + rim };
  const isWithin = ({ x, y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  const taken = new Map();
  return new Map(drawn.map((line) => {
    const [from, to] = [placeOf(line.from), placeOf(line.to)];
    const reach = Math.hypot(to.x - from.x, to.y - from.y) * 0.25;
    const near = circles.filter(({ id, x, y, radius }) => id !== line.from && id !== line.to &&
      x > Math.min(from.x, to.x) - reach - radius && x < Math.max(from.x, to.x) + reach + radius &&
      y > Math.min(from.y, to.y) - reach - radius && y < Math.max(from.y, to.y) + reach + radius);
    const pair = [line.from, line.to].sort().join(" ");
    const side = line.from < line.to ? 1 : -1;
    const others = taken.get(pair) ?? [];
    const bends = BOWS.map((bow) => 0.24 * line.beside + side * bow)
      .filter((bend) => others.every((other) => Math.abs(other - side * bend) > 0.07) && isWithin(pointAt(bendLine(from, to, bend), 0.5)));
    const countHits = (bend) => near.filter((circle) => distanceTo(bendLine(from, to, bend), circle) < circle.radius).length;
    let [best, least] = [0.24 * line.beside, Infinity];
    for (const bend of bends) {
      const hits = countHits(bend);
      if (hits < least) [best, least] = [bend, hits];
      if (!least) break;
    }
    taken.set(pair, [...others, side * best]);
    return [line.id, best];
  }));
};
const traceLine = (line, placeOf) => bendLine(placeOf(line.from), placeOf(line.to), bendOf(line));
const bendLine = (from, to, bend) => {
  return { from, to, middle: { x: (from.x + to.x) / 2 + (to.y - from.y) * bend, y: (from.y + to.y) / 2 - (to.x - from.x) * bend }, isStraight: !bend };
};
const pointAt = ({ from, to, middle }, t) => {
  const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return { x: a * from.x + b * middle.x + c * to.x, y: a * from.y + b * middle.y + c * to.y };
};
// The three corners of an arrow that ends at the rim of a mark.
const traceArrow = ({ from, to, middle }, isAtStart, rim, size) => {
  const [tip, back] = [isAtStart ? from : to, middle];
  const length = Math.hypot(tip.x - back.x, tip.y - back.y) || 1;
  const [x, y] = [(tip.x - back.x) / length, (tip.y - back.y) / length];
  const end = { x: tip.x - x * rim, y: tip.y - y * rim };
  const foot = { x: end.x - x * size, y: end.y - y * size };
  return [end, { x: foot.x - y * size * 0.42, y: foot.y + x * size * 0.42 }, { x: foot.x + y * size * 0.42, y: foot.y - x * size * 0.42 }];
};
const distanceTo = (curve, point) => {
  let least = Infinity;
  const steps = curve.isStraight ? 1 : 8;
  for (let at = 0; at < steps; at += 1) {
    const [from, to] = [pointAt(curve, at / steps), pointAt(curve, (at + 1) / steps)];
    const [x, y] = [to.x - from.x, to.y - from.y];
    const t = Math.max(0, Math.min(1, ((point.x - from.x) * x + (point.y - from.y) * y) / (x * x + y * y || 1)));
    least = Math.min(least, Math.hypot(point.x - from.x - t * x, point.y - from.y - t * y));
  }
  return least;
};
