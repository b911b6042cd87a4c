// The legend: the kinds of marks and the families of lines that are drawn, each with its number, to be turned off and on.
const legend = byId("legend");
const LEAST_CANVAS = 560;
const countLayers = () => {
  const counts = new Map();
  const add = (key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const off = marks.filter((id) => !isKindOn(id) && isOpen(id) && linesAt.get(id).some(isLineAllowed));
  new Set([...view.ids, ...off]).forEach((id) => add(layerOf(id)));
  const isOff = (line) => !isFamilyOn(line.family) && line.edges.some(isAllowed) && [line.from, line.to].every((id) => isAsked(id) || (isOpen(id) && isKindOn(id)));
  new Set([...view.lines, ...lines.filter(isOff)]).forEach((line) => add(familyKey(line.family)));
  return counts;
};
const nameLayer = (key) =>
  key === GATHERING ? say(GATHERING) : own(wordsOf("kinds"), key) ?? wordsOf("families")[key.replace(familyKey(""), "")];
const listLayers = (counts) => ({
  kinds: [...Object.keys(page.looks), GATHERING].filter((kind) => counts.has(kind)),
  families: FAMILIES.map(familyKey).filter((key) => counts.has(key)),
});
// The mark or line of a layer, as shapes around the middle of 24 by 24 pixels.
const makeSample = (key, colour = (name) => `var(--${name})`) => {
  const family = key.replace(familyKey(""), "");
  if (!Object.hasOwn(LINE_LOOKS, family)) {
    const { fill, path } = lookOf(key === GATHERING ? "event" : key);
    return [makeShape("path", { d: path, fill, stroke: colour("ink"), "stroke-width": 1.8, transform: key === GATHERING ? "scale(.62)" : null })];
  }
  const { width, gap, dash } = LINE_LOOKS[family];
  return makeStroke(family, colour, { width, gap, dash });
};
const makeStroke = (family, colour, { width, gap, dash }) => {
  const line = (stroke, across) => makeShape("path", { d: "M-12 0H12", fill: "none", stroke: colour(stroke), "stroke-width": across, "stroke-dasharray": dash.join(" ") || null });
  return gap ? [line(family, width), line("page", gap)] : [line(family, width)];
};
// What else is drawn and needs a word: offices of former times, plans, and how much more can be opened.
const listSigns = () => {
  const drawn = [...new Set(view.lines.map((line) => lookOfLine(line).dash))];
  return [drawn.includes(OVER_DASH) ? ["former", ["belongs", { ...LINE_LOOKS.belongs, dash: OVER_DASH }]] : null,
    drawn.includes(PLANNED_DASH) ? ["planned_line", ["met", { ...LINE_LOOKS.met, dash: PLANNED_DASH }]] : null,
    [...view.hidden.values()].some((others) => others.size > 0) ? ["count", null] : null].filter(Boolean);
};
const makeKeys = () => listSigns().map(([key, stroke]) => make("span", { "data-sign": key },
  stroke ? makeShape("svg", { viewBox: "-12 -12 24 24", "aria-hidden": "true" }, ...makeStroke(stroke[0], (name) => `var(--${name})`, stroke[1])) : null, make("span", { text: say(key) })));
const makeLayer = (key, count) => {
  const isOn = !state.off.has(key);
  const toggle = () => {
    const off = new Set(state.off);
    off[isOn ? "add" : "delete"](key);
    change({ off });
  };
  return makeButton("", toggle, { "data-key": `layer ${key}`, "aria-pressed": String(isOn) }, makeShape("svg", { viewBox: "-12 -12 24 24", "aria-hidden": "true" }, ...makeSample(key)), make("span", { text: nameLayer(key) }), make("span", { class: "soft", text: ` ${count}` }));
};
const showLegend = () => {
  const counts = countLayers();
  const { kinds, families } = listLayers(counts);
  const planned = edges.some((edge) => edge.undone)
    ? [makeButton(say("planned_toggle"), () => change({ planned: !state.planned }), { "data-key": "planned", "aria-pressed": String(state.planned) })] : [];
  // On a narrow page the legend begins folded.
  const size = isNarrow.matches ? "narrow" : "wide";
  if (legend.dataset.size !== size) legend.dataset.open = !isNarrow.matches && canvasBox.clientWidth >= LEAST_CANVAS ? "yes" : "";
  legend.dataset.size = size;
  const isOpen = legend.dataset.open === "yes";
  const toggle = () => {
    legend.dataset.open = isOpen ? "" : "yes";
    change({});
    fit();
  };
  const list = (keys, more) => make("div", {}, ...keys.map((key) => makeLayer(key, counts.get(key))), ...more);
  legend.replaceChildren(makeButton(say("legend"), toggle, { "data-key": "legend", "aria-expanded": String(isOpen), "aria-controls": "layers" }),
    make("div", { id: "layers", role: "group", "aria-label": say("legend"), hidden: !isOpen }, list(kinds, []), list(families, planned), make("div", {}, ...makeKeys())));
  const isOnCanvas = !byId("drawing").hidden && !(isNarrow.matches && state.view === "list");
  const home = byId(isOnCanvas ? "bar" : "side");
  if (legend.parentElement !== home) home[isOnCanvas ? "append" : "prepend"](legend);
};
