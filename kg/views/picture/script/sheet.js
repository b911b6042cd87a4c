// The card on a narrow page: a sheet over the lower half of the drawing, which a step back closes.
const sideBox = document.getElementById("side");
const sheetBar = document.getElementById("sheet-bar");
let sheet = "closed";

const usesSheet = () => isNarrow.matches && state.view !== "list";
const isAnythingChosen = () => Boolean(state.selected || state.line !== null || state.ends);
const isSheetOpen = () => usesSheet() && sheet !== "closed";
const showSheet = () => {
  if (!isAnythingChosen()) sheet = "closed";
  document.documentElement.dataset.sheet = isSheetOpen() ? sheet : "closed";
  if (!sheetBar.children.length) makeSheetBar();
  const [size, close] = sheetBar.children;
  size.setAttribute("aria-label", say(sheet === "tall" ? "smaller" : "larger"));
  size.setAttribute("aria-expanded", String(sheet === "tall"));
  close.setAttribute("aria-label", say("close"));
};
const setSheet = (wanted) => {
  sheet = wanted;
  const { activeElement } = document;
  showSheet();
  if (!isSheetOpen() && sideBox.contains(activeElement)) document.getElementById(state.view === "graph" ? "drawing" : state.view)?.focus({ preventScroll: true });
};
// The sheet is a step of its own, so that one step back leads to the drawing with what was chosen on it.
const openSheet = () => {
  if (!usesSheet()) return;
  if (sheet === "closed") {
    setSheet("half");
    keepPage(true, location.hash || location.href, { opens: true });
    focusCard();
  }
  raiseChosen();
};
const closeSheet = () => {
  if (history.state?.opens) return history.back();
  setSheet("closed");
  keepPage(false, location.hash || location.href);
};
// What was chosen shall be seen above the sheet.
const raiseChosen = () => {
  const chosen = state.line === null ? state.selected : edges[state.line].from;
  const [mark] = chosen ? marksOf(chosen) : [];
  if (!mark || sheet !== "half" || state.view !== "graph") return;
  const room = sideBox.getBoundingClientRect().top - canvasBox.getBoundingClientRect().top;
  const position = network.getPosition(mark);
  if (room > 80 && network.canvasToDOM(position).y > room - 50) network.moveTo({ position, scale: network.getScale(), offset: { x: 0, y: (room - canvasBox.clientHeight) / 2 } });
};

// A tap on the bar makes the sheet larger or smaller; so does a pull, which also closes it.
const makeSheetBar = () => {
  let pull = null;
  const size = makeButton("", () => { if (!pull?.isMoved) setSheet(sheet === "tall" ? "half" : "tall"); pull = null; }, { class: "pull", "data-key": "sheet" });
  const end = () => {
    if (!pull?.isMoved) return;
    const part = sideBox.clientHeight / sideBox.parentElement.clientHeight;
    sideBox.style.height = "";
    if (part < 0.3) closeSheet();
    else setSheet(part < 0.72 ? "half" : "tall");
  };
  size.addEventListener("pointerdown", (event) => {
    pull = { y: event.clientY, height: sideBox.offsetHeight, isMoved: false };
    size.setPointerCapture(event.pointerId);
  });
  size.addEventListener("pointermove", (event) => {
    if (!pull || !event.buttons || (!pull.isMoved && Math.abs(event.clientY - pull.y) < 6)) return;
    pull.isMoved = true;
    sideBox.style.height = `${pull.height + pull.y - event.clientY}px`;
  });
  size.addEventListener("pointerup", end);
  size.addEventListener("pointercancel", end);
  sheetBar.append(size, makeButton("×", closeSheet, { class: "shut", "data-key": "shut" }));
};
