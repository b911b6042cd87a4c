// What the reader does: choose, open, fold, go back; by mouse and by keys.
// Only what leads to another card is a step that one can go back from.
const change = (values) => {
  const isNewPage = ["selected", "line", "ends"].some((key) => key in values && values[key] !== state[key]);
  if (isNewPage) focus = rest;
  arrived = new Set();
  if ("view" in values) sheet = "closed";
  Object.assign(state, values);
  show();
  if (REFITTING.some((key) => key in values)) fit();
  writeAddress(isNewPage);
  if (["selected", "line", "ends"].some((key) => (values[key] ?? null) !== null)) openSheet();
};
const REFITTING = ["off", "planned", "from", "to", "hops"];
const choose = (id) => {
  pathStart = null;
  for (const mark of marksOf(id)) {
    if (nodes.get(mark).kept) state.opened.add(mark);
    state.folded.delete(mark);
  }
  change({ selected: id, line: null, ends: null, way: 0 });
  center(marksOf(id)[0]);
  raiseChosen();
};
const chooseLine = (id) => {
  change({ line: id });
  if (state.line !== id) return;
  frameLine(edges[id]);
  raiseChosen();
};
const clear = () => {
  pathStart = null;
  focus = rest;
  closeSearch();
  change({ selected: null, line: null, ends: null, way: 0, hops: 0 });
  fit();
};
const hover = (id) => setFocus(id && nodes.has(id) ? id : null, null);
const setHops = (hops) => { if (canSetHops()) change({ hops }); };
const expand = (id) => {
  const others = view.hidden.get(id) ?? new Set();
  if (!others.size) return;
  berth(id, others);
  others.forEach((other) => {
    state.opened.add(other);
    state.folded.delete(other);
  });
  change({ hops: 0 });
  arrived = new Set([id, ...others].filter((other) => view.ids.has(other)));
  restyle();
  if (![...arrived].every(isInside)) fit();
};
// What was opened beside a thing, or else those neighbours that nothing else drawn is linked to.
const findFoldable = (id) => {
  const all = new Set(view.lines.filter((line) => line.from === id || line.to === id).map((line) => otherEnd(line, id)));
  const others = [...all].filter((other) => !isAsked(other));
  const opened = others.filter((other) => state.opened.has(other));
  const isLeaf = (other) => view.lines.every((line) => (line.from !== other && line.to !== other) || otherEnd(line, other) === id);
  return opened.length ? opened : others.filter(isLeaf);
};
const fold = (id) => {
  for (const other of findFoldable(id)) {
    state.opened.delete(other);
    if (!nodes.get(other).kept) state.folded.add(other);
  }
  change({});
};

// The mouse on the drawing.
network.on("click", ({ pointer }) => {
  const id = markAt(pointer.canvas);
  const line = id ? null : lineAt(pointer.canvas);
  if (id) choose(id);
  else if (line) chooseLine(line.edges.find(isAllowed).id);
  else if (state.selected || state.line !== null || state.ends) change({ selected: null, line: null, ends: null });
});
network.on("doubleClick", ({ pointer }) => {
  const id = markAt(pointer.canvas);
  if (id) expand(id);
});
canvasBox.addEventListener("mousemove", (event) => {
  if (event.buttons) return;
  const box = canvasBox.getBoundingClientRect();
  const point = network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top });
  const id = markAt(point);
  const line = id ? null : lineAt(point);
  canvasBox.style.cursor = id || line ? "pointer" : "";
  setFocus(id, line ? line.id : null);
});
canvasBox.addEventListener("mouseleave", () => hover(null));
network.on("dragging", (event) => { if (event.nodes.length) restyle(); });
network.on("dragEnd", ({ nodes: [id] }) => {
  if (!id) return;
  const { x, y } = placeOf(id);
  noteMove(id, state.moved.get(id));
  state.moved.delete(id);
  change({ moved: new Map([...state.moved, [id, [Math.round(x), Math.round(y)]]]) });
});
// After a change of size the library moves the drawing once more; one that was only out of sight stays as it was.
let fittedSize = "";
const refit = () => requestAnimationFrame(() => {
  const size = `${canvasBox.clientWidth} ${canvasBox.clientHeight}`;
  if (canvasBox.clientWidth && size !== fittedSize) fit();
  if (canvasBox.clientWidth) fittedSize = size;
});
network.on("resize", refit);

// The keys.
const facts = () => [...card.querySelectorAll(".fact, .index li")].filter((item) => !item.closest("details:not([open])"));
const currentFact = () => facts().find((item) => item.contains(document.activeElement));
const focusCard = () => byId("side").focus({ preventScroll: true });
const focusFact = (step) => {
  const all = facts();
  const at = all.indexOf(currentFact());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  if (!next) return;
  const button = next.querySelector("button.name, .words");
  button.focus();
  next.scrollIntoView({ block: "nearest" });
  hover(button.dataset.id);
};
const goBack = () => { if (countPages()) history.back(); };
const nextLanguage = () => LANGUAGES[(LANGUAGES.indexOf(state.lang) + 1) % LANGUAGES.length];
const KEYS = {
  "/": () => searchBox.focus(), "?": showHelp, Escape: () => (isSheetOpen() ? closeSheet() : clear()), Backspace: goBack,
  ArrowDown: () => focusFact(1), ArrowUp: () => focusFact(-1), n: () => focusFact(1), p: () => focusFact(-1),
  o: () => currentFact()?.querySelectorAll("details").forEach((box) => { box.open = !box.open; }),
  r: () => currentFact()?.querySelector("a")?.click(),
  e: () => state.selected && expand(state.selected), c: () => state.selected && fold(state.selected),
  s: () => state.selected && askPath(state.selected),
  0: () => setHops(0), 1: () => setHops(1), 2: () => setHops(2), 3: () => setHops(3),
  g: () => change({ view: "graph" }), t: () => change({ view: "table" }), m: () => change({ view: "matrix" }),
  f: fit, u: undoMove, "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8),
  d: () => setTheme(isDark() ? "light" : "dark"), l: () => change({ lang: nextLanguage() }),
};
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input[type=text], select, dialog *");
  const isMoving = event.target.matches("input, summary, dialog") && event.key.startsWith("Arrow");
  const isScrolling = event.target.matches("#table, #matrix, #table *, #matrix *") && event.key.startsWith("Arrow");
  if (isTyping || isMoving || isScrolling || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); show(); });
isNarrow.addEventListener("change", () => show());
// A sheet of paper has another size.
matchMedia("print").addEventListener("change", ({ matches }) => { readColours(); setPaper(matches); refit(); });
window.addEventListener("beforeprint", () => setPaper(true));
window.addEventListener("afterprint", () => setPaper(false));
// A step back or forth keeps language and view; an address typed by hand is a new link.
window.addEventListener("popstate", () => {
  focus = rest;
  moves.length = 0;
  const unknown = readAddress(history.state === null);
  setSheet(!history.state?.sheet ? "closed" : sheet === "closed" ? "half" : sheet);
  show(unknown);
});
card.addEventListener("focusout", (event) => { if (!card.contains(event.relatedTarget)) hover(null); });
const start = () => {
  network.once("afterDrawing", () => performance.mark("drawn"));
  readColours();
  show(readAddress(true));
  if (matchMedia("print").matches) setPaper(true);
  keepPage(false, location.href);
  fit();
  if (/[#&](sel|line|path)=./.test(location.hash)) openSheet();
  root.dataset.ready = "yes";
  performance.mark("ready");
};
// For tests and for those who want to script the page: what is drawn, and where its names stand.
window.picture = { state, network, look: () => view, labels: () => layLabels().names, words: () => layLabels().words, counts: () => layLabels().counts, sayLine, sayDate, lookOfLine, lineLooks: LINE_LOOKS, radiusOf: (id) => measureMark(id, network.getScale()), curveOf: (line) => traceLine(line, placeOf), distanceTo, setFocus, drawLight, fit, find: findNames, bright: () => focus.bright, keys: Object.keys(KEYS), choose, chooseLine, expand, change, drawSvg, drawPng, sheets: SHEETS, nodes, edges, lines };
start();
