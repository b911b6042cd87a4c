// The strip under the drawing: how much happened when, and a brush over the time that is drawn.
const timeBox = document.getElementById("time");
const LAST = Math.max(axis.length - 1, 0);
const BARS_AT_MOST = 96;
const isMonthly = axis[0]?.length === 7;
const barSteps = isMonthly ? [1, 3, 6, 12, 60] : [1, 7];
const barStep = barSteps.find((step) => axis.length / step <= BARS_AT_MOST) ?? barSteps.at(-1);
// A bar of several months begins with a quarter, a half or a whole year.
const barStart = isMonthly ? (12 * Number(axis[0].slice(0, 4)) + Number(axis[0].slice(5)) - 1) % barStep : 0;
const barOf = (at) => Math.floor((at + barStart) / barStep);
const BAR_COUNT = barOf(LAST) + 1;
const spanOfBar = (bar) => [Math.max(bar * barStep - barStart, 0), Math.min((bar + 1) * barStep - barStart - 1, LAST)];
const placeOnAxis = (day) => Math.max(0, axis.findIndex((one) => one >= day.slice(0, one.length)));

// Events that the drawing tells of by one mark are one, and so are an agreement and its signing.
const isHappening = (id) => ["event", "agreement"].includes(nodes.get(id).kind);
const happeningOf = (id) => (nodes.get(id).isMark ? id : marksOf(id).find(isHappening) ?? sameAs(id));
// Beside the drawing what is drawn counts, beside table and rows all that they tell of.
const listShown = ({ edges: told, lines: drawn, ids }) => {
  if (["table", "matrix"].includes(state.view)) return told;
  const shown = new Set(drawn);
  return told.filter((edge) => (edge.line ? shown.has(edge.line) : ids.has(edge.home)));
};
// What happened and when, as a map from what it was to its first day: an event or agreement once, however many had a
// part in it; a visit or talk of which no event is drawn once for all who were there.
const listHappenings = (drawn) => {
  const found = new Map();
  const busy = new Set();
  for (const edge of drawn) {
    for (const id of [edge.from, edge.to].filter(isHappening)) {
      const days = [happeningOf(id), id].map((one) => nodes.get(one).days).find((list) => list.length) ?? (edge.undated ? [] : edge.days);
      if (days.length) found.set(happeningOf(id), splitSpan(days[0])[0]);
      edge.days.forEach((span) => [span, span.slice(0, 7)].forEach((day) => busy.add(`${otherEnd(edge, id)} ${day}`)));
    }
  }
  for (const edge of drawn.filter(({ verb, undated }) => !undated && ["gba:visited", "gba:metWith"].includes(verb))) {
    for (const span of edge.days.filter((day) => !busy.has(`${edge.from} ${day}`))) {
      found.set(`${edge.verb === "gba:visited" ? edge.to : edge.key} ${span}`, splitSpan(span)[0]);
    }
  }
  return found;
};
const lookAtAllTime = () => {
  const { from, to } = state;
  if (isAllTime()) return view;
  Object.assign(state, { from: 0, to: LAST });
  const whole = look();
  Object.assign(state, { from, to });
  return whole;
};
const isAllTime = () => state.from === 0 && state.to === LAST;
const countBars = () => {
  const barred = Array(BAR_COUNT).fill(0);
  for (const day of listHappenings(listShown(lookAtAllTime())).values()) barred[barOf(placeOnAxis(day))] += 1;
  return barred;
};

// Years are marked, or months and days where there is room for them: from the widest to the closest marks.
const MARKINGS = [
  ...[10, 5, 2, 1].map((years) => [44, (one) => one.endsWith("-01") && one.length === 7 && Number(one.slice(0, 4)) % years === 0 && one.slice(0, 4)]),
  [72, (one) => one.length === 7 && ["01", "04", "07", "10"].includes(one.slice(5)) && one], [72, (one) => one.length === 7 && one],
  [92, (one) => one.length === 10 && one.endsWith("-01") && one], [92, (one) => ["01", "11", "21"].includes(one.slice(8)) && one], [92, (one) => one.length === 10 && one],
];
const listTicks = (width) => {
  const choices = MARKINGS.map(([room, name]) => [room, axis.map((one, at) => [at, name(one)]).filter(([, text]) => text)]);
  return choices.findLast(([room, ticks]) => ticks.length && ticks.length * room <= Math.max(width, room))?.[1] ?? [];
};

const makeGrip = (key, fix) => {
  const input = make("input", { type: "range", min: 0, max: LAST, "data-key": key });
  input.addEventListener("input", () => { change({ [key]: fix(Number(input.value)) }); fit(); });
  return make("div", { class: "grip", "data-grip": key }, input);
};
const showAllTime = () => {
  change({ from: 0, to: LAST });
  fit();
};
const timeChart = make("div", { class: "chart" });
const makeStrip = () => {
  const brush = make("div", { class: "brush" }, timeChart, make("div", { class: "window", "data-grip": "both" }),
    makeGrip("from", (value) => Math.min(value, state.to)), makeGrip("to", (value) => Math.max(value, state.from)));
  brush.addEventListener("dblclick", showAllTime);
  brush.addEventListener("pointerdown", startBrush);
  brush.addEventListener("pointermove", moveBrush);
  brush.addEventListener("pointerleave", () => { timeTip.hidden = true; });
  for (const end of ["pointerup", "pointercancel"]) brush.addEventListener(end, endBrush);
  timeBox.append(make("p", { class: "soft" }), brush, timeTip);
  new ResizeObserver(() => {
    const { clientWidth } = timeChart;
    if (clientWidth === timeWidth) return;
    timeWidth = clientWidth;
    showTime();
  }).observe(timeChart);
};
const timeTip = make("div", { class: "tip", "aria-hidden": "true", hidden: true });
const putAcross = (element, left, right) => {
  element.style.left = `${left * 100}%`;
  if (right !== undefined) element.style.width = `${(right - left) * 100}%`;
};
let barCounts = [];
let timeWidth = 0;
const showTime = () => {
  timeBox.hidden = axis.length < 2;
  if (timeBox.hidden) return;
  if (!timeBox.children.length) makeStrip();
  timeBox.setAttribute("aria-label", say("time"));
  barCounts = countBars();
  const most = Math.max(...barCounts, 1);
  const bars = barCounts.map((count, bar) => {
    const [first, last] = spanOfBar(bar);
    const isIn = last >= state.from && first <= state.to;
    return count ? makeShape("rect", { class: isIn ? "in" : "out", x: first + 0.08 * barStep, width: last + 1 - first - 0.16 * barStep, y: 100 - (100 * count) / most, height: (100 * count) / most, "data-count": count }) : null;
  });
  const ticks = listTicks(timeWidth).map(([at, text]) => {
    const tick = make("span", { class: "tick", text });
    putAcross(tick, at / axis.length);
    return tick;
  });
  timeChart.replaceChildren(makeShape("svg", { viewBox: `0 0 ${axis.length} 100`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" }, ...bars), ...ticks);
  const [start, end] = [state.from / axis.length, (state.to + 1) / axis.length];
  putAcross(timeBox.querySelector(".window"), start, end);
  for (const key of ["from", "to"]) {
    const grip = timeBox.querySelector(`[data-grip=${key}]`);
    putAcross(grip, key === "from" ? start : end);
    const input = grip.firstChild;
    input.value = state[key];
    input.setAttribute("aria-label", say(key));
    input.setAttribute("aria-valuetext", axis[state[key]]);
  }
  timeBox.classList.toggle("cut", !isAllTime());
  const happened = [...listHappenings(listShown(view)).values()].filter((day) => touches(day, axis[state.from], axis[state.to])).length;
  timeBox.querySelector("p").replaceChildren(make("strong", { text: say("period", { from: axis[state.from], to: axis[state.to] }) }), make("span", { text: say("dated", { n: happened }) }), ...(isAllTime() ? [] : [makeButton(say("all_time"), () => { showAllTime(); timeBox.querySelector("input").focus(); }, { "data-key": "all_time" })]));
};

// The brush: either end, the whole window, or a new one where there is none.
let brushing = null;
const edgeAt = (event) => {
  const { left, width } = timeChart.getBoundingClientRect();
  return ((event.clientX - left) / width) * axis.length;
};
const within = (value, least, most) => Math.min(Math.max(value, least), most);
const startBrush = (event) => {
  if (event.button) return;
  event.preventDefault();
  const grip = event.target.closest("[data-grip]")?.dataset.grip;
  const { from, to } = state;
  brushing = { grip: grip === "both" && isAllTime() ? undefined : grip, at: edgeAt(event), x: event.clientX, from, to, isMoved: false };
  event.currentTarget.setPointerCapture(event.pointerId);
  if (["from", "to"].includes(grip)) event.target.closest(".grip").firstChild.focus({ preventScroll: true });
};
const findPeriod = (event) => {
  const edge = edgeAt(event);
  const shift = Math.round(edge - brushing.at);
  if (brushing.grip === "from") return { from: within(brushing.from + shift, 0, brushing.to), to: brushing.to };
  if (brushing.grip === "to") return { from: brushing.from, to: within(brushing.to + shift, brushing.from, LAST) };
  if (brushing.grip === "both") {
    const moved = within(shift, -brushing.from, LAST - brushing.to);
    return { from: brushing.from + moved, to: brushing.to + moved };
  }
  const ends = [brushing.at, edge].map((at) => within(Math.floor(at), 0, LAST));
  return { from: Math.min(...ends), to: Math.max(...ends) };
};
const moveBrush = (event) => {
  showTip(event);
  if (!brushing || (!brushing.isMoved && Math.abs(event.clientX - brushing.x) < 4)) return;
  brushing.isMoved = true;
  const isWaiting = brushing.next;
  brushing.next = findPeriod(event);
  if (!isWaiting) requestAnimationFrame(drawBrush);
};
const drawBrush = () => {
  if (!brushing?.next) return;
  Object.assign(state, brushing.next);
  brushing.next = null;
  redraw();
  showTime();
};
const endBrush = () => {
  const wasMoved = brushing?.isMoved;
  drawBrush();
  brushing = null;
  if (!wasMoved) return;
  change({});
  fit();
};
const showTip = (event) => {
  const bar = barOf(within(Math.floor(edgeAt(event)), 0, LAST));
  const [from, to] = spanOfBar(bar).map((at) => axis[at]);
  const box = timeBox.getBoundingClientRect();
  timeTip.textContent = join([from === to ? from : say("period", { from, to }), say("dated", { n: barCounts[bar] })]);
  timeTip.hidden = event.pointerType === "touch" && !brushing;
  timeTip.style.left = `${within(event.clientX - box.left - timeTip.clientWidth / 2, 4, Math.max(box.width - timeTip.clientWidth - 4, 4))}px`;
};
