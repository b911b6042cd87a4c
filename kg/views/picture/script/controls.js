// The controls above and beside the drawing, made anew for each state; what had the focus keeps it.
const byId = (id) => document.getElementById(id);
const root = document.documentElement;

const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const setTheme = (theme) => {
  root.dataset.theme = theme;
  readColours();
  show();
};
const makeSelect = (key, options, value, choice) => {
  const select = make("select", { "data-key": key, "aria-label": say(key), title: say(key), change: (event) => choice(event.target.value) },
    ...options.map(([option, text, lang]) => make("option", { value: option, text, lang })));
  select.value = value;
  return select;
};
const makeTool = (key, click) => makeButton(say(key), click, { "data-key": key === "dark" || key === "light" ? "theme" : key });
// Steps count from a thing.
const canSetHops = () => !state.ends && Boolean(state.selected ?? page.selection.ends[0]);
// On a narrow page what is seldom needed stands behind one button.
const makeMore = (tools) => make("details", { id: "more" }, make("summary", { "aria-label": say("more_tools"), title: say("more_tools"), text: "⋯", "data-key": "more" }), make("div", {}, ...tools));
const showTools = () => {
  byId("views").setAttribute("aria-label", say("views"));
  byId("views").replaceChildren(...VIEWS.map((name) => makeButton(say(name), () => change({ view: name }), { "aria-pressed": String(state.view === name), "data-view": name, "data-key": name })));
  const names = [["en", "English"], ["zh-Hant", "繁體中文"], ["zh-Hans", "简体中文"]].map(([lang, text]) => [lang, text, lang]);
  const tools = [makeSelect("language", names, state.lang, (lang) => change({ lang })),
    makeTool(isDark() ? "light" : "dark", () => setTheme(isDark() ? "light" : "dark")), makeTool("help", showHelp)];
  byId("tools").replaceChildren(...(isNarrow.matches ? [makeMore(tools)] : tools));
  const steps = [["0", say("all_steps")], ["1", say("step")], ["2", say("steps", { n: 2 })], ["3", say("steps", { n: 3 })]];
  const hops = makeSelect("hops", steps, String(state.hops), (value) => setHops(Number(value)));
  hops.disabled = !canSetHops();
  byId("graph-tools").replaceChildren(hops, makeTool("fit", fit), state.moved.size ? makeTool("undo", undoMove) : "", makeSaving());
};
const showNote = (unknown) => {
  const total = Math.max(page.total - (state.planned ? 0 : page.totalPlanned), view.ids.size);
  const ready = new Set([...view.hidden.values()].flatMap((others) => [...others])).size;
  const parts = [say("shown", { n: view.ids.size, m: total }), ready ? say("kept", { n: ready }) : ""];
  byId("note").textContent = [...unknown.map((text) => say("unknown", { text })), parts.filter(Boolean).join(" · ")].join(" ");
  byId("note").classList.toggle("warn", unknown.length > 0);
};
const showHelp = () => {
  const dialog = byId("help");
  dialog.setAttribute("aria-label", say("help"));
  dialog.replaceChildren(make("h2", { text: say("help") }),
    make("dl", {}, ...wordsOf("keys").flatMap(([keys, what]) => [make("dt", {}, ...keys.split("  ").flatMap((key) => [make("kbd", { text: key }), " "])), make("dd", { text: what })])),
    makeButton(say("close"), () => dialog.close()));
  dialog.showModal();
};

const LABELLED = { drawing: "drawing", table: "table", matrix: "matrix", side: "list", search: "search", found: "search" };
const show = (unknown = []) => {
  const focused = document.activeElement;
  const { key } = focused.dataset;
  const wasInCard = card.contains(focused);
  const before = subject;
  root.lang = state.lang;
  root.dataset.view = state.view;
  byId("title").textContent = sayTitle();
  redraw();
  byId("drawing").hidden = state.view !== "graph" && state.view !== "list";
  tableBox.hidden = state.view !== "table";
  matrixBox.hidden = state.view !== "matrix";
  for (const [id, word] of Object.entries(LABELLED)) byId(id).setAttribute("aria-label", say(word));
  searchBox.placeholder = pathStart ? say("path_hint", { name: nameOf(pathStart) }) : sayHint();
  showTools();
  showLegend();
  showCard();
  showSheet();
  showNote(unknown);
  if (state.view === "table") showTable();
  if (state.view === "matrix") showMatrix();
  showTime();
  if (focused.isConnected) return;
  const again = key && !(wasInCard && subject !== before) ? [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key) : null;
  if (again) again.focus();
  else if (wasInCard) focusCard();
};
