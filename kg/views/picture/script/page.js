// The page itself: what the state is, where it comes from (the address), and what the reader does to it.
const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const isNarrow = matchMedia("(max-width: 48rem)");
const searchBox = byId("search");
const foundBox = byId("found");
let pathStart = null;
let matches = [];
let active = -1;

// The address holds the state, so that a link shows somebody else the same.
const writeAddress = (isNewPage) => {
  const parts = new URLSearchParams();
  if (state.selected) parts.set("sel", state.selected);
  if (state.line !== null) parts.set("line", state.line);
  if (state.ends) parts.set("path", state.ends.join(","));
  if (state.ends && state.way) parts.set("way", state.way);
  if (state.hops) parts.set("hops", state.hops);
  if (state.off.size) parts.set("without", [...state.off].sort().join(","));
  if (state.planned !== page.selection.planned) parts.set("planned", state.planned ? "1" : "0");
  if (state.from > 0) parts.set("from", days[state.from]);
  if (state.to < days.length - 1) parts.set("to", days[state.to]);
  if (state.opened.size) parts.set("open", [...state.opened].sort().join(","));
  if (state.folded.size) parts.set("fold", [...state.folded].sort().join(","));
  if (state.view !== "graph") parts.set("view", state.view);
  if (state.lang !== page.lang) parts.set("lang", state.lang);
  try {
    history[isNewPage ? "pushState" : "replaceState"](null, "", parts.size ? `#${parts}` : "#");
  } catch {
    // A page inside another one has no address of its own.
  }
};
const readAddress = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const unknown = [];
  const know = (id) => nodes.has(id) || void unknown.push(id);
  const list = (key) => (parts.get(key) ?? "").split(",").filter(Boolean);
  const day = (key, fallback, isEnd) => {
    const wanted = parts.get(key);
    if (!wanted) return fallback;
    const at = isEnd ? days.findLastIndex((one) => one.slice(0, wanted.length) <= wanted) : days.findIndex((one) => one >= wanted);
    return at < 0 ? fallback : at;
  };
  const fresh = makeState();
  const ends = list("path").filter(know);
  const line = parts.has("line") ? edges[Number(parts.get("line"))] : null;
  if (parts.has("line") && !line) unknown.push(parts.get("line"));
  Object.assign(state, fresh, {
    selected: parts.get("sel") && know(parts.get("sel")) ? parts.get("sel") : null,
    line: line ? line.id : null,
    ends: ends.length === 2 ? ends : null, way: Math.max(0, Number(parts.get("way")) || 0),
    hops: [1, 2, 3].includes(Number(parts.get("hops"))) ? Number(parts.get("hops")) : 0,
    off: new Set(list("without").filter((kind) => kind in page.looks)),
    planned: parts.has("planned") ? parts.get("planned") === "1" : fresh.planned,
    from: day("from", fresh.from, false), to: day("to", fresh.to, true),
    opened: new Set(list("open").filter((id) => nodes.has(id))), folded: new Set(list("fold").filter((id) => nodes.has(id))),
    view: ["graph", "list", "table", "matrix"].includes(parts.get("view")) ? parts.get("view") : isNarrow.matches ? "list" : "graph",
    lang: LANGUAGES.includes(parts.get("lang")) ? parts.get("lang") : page.lang,
  });
  if (![...parts.keys()].length && page.selection.isPath) state.ends = page.selection.ends;
  else if (![...parts.keys()].length) state.selected = page.selection.ends[0] ?? null;
  if (line) [line.from, line.to].forEach((id) => state.opened.add(id));
  return unknown;
};

// Changes the state and shows it; only what leads to another card is a step that one can go back from.
const change = (values) => {
  const isNewPage = ["selected", "line", "ends"].some((key) => key in values && values[key] !== state[key]);
  Object.assign(state, values);
  show();
  writeAddress(isNewPage);
};
const choose = (id) => {
  if (nodes.get(id).kept) state.opened.add(id);
  state.folded.delete(id);
  change({ selected: id, line: null, ends: null, way: 0, view: state.view === "list" || isNarrow.matches ? "list" : state.view });
  center(id);
};
const chooseLine = (id) => change({ line: id, view: isNarrow.matches ? "list" : state.view });
const clear = () => {
  pathStart = null;
  closeSearch();
  change({ selected: null, line: null, ends: null, way: 0 });
  fit();
};
const hover = (id) => {
  if (hovered === id) return;
  hovered = id && view.ids.has(id) ? id : null;
  restyle();
};
const expand = (id) => {
  for (const other of view.hidden.get(id) ?? []) {
    state.opened.add(other);
    state.folded.delete(other);
  }
  change({ hops: 0 });
  fit();
};
// Those neighbours that nothing else drawn is linked to.
const findLeaves = (id) =>
  [...new Set(view.edges.filter((edge) => edge.from === id || edge.to === id).map((edge) => otherEnd(edge, id)))].filter((other) =>
    !isAsked(other) && view.edges.every((edge) => (edge.from !== other && edge.to !== other) || otherEnd(edge, other) === id));
const canFold = (id) => findLeaves(id).length > 0;
const fold = (id) => {
  for (const other of findLeaves(id)) {
    state.opened.delete(other);
    if (!nodes.get(other).kept) state.folded.add(other);
  }
  change({});
};
const askPath = (id) => {
  pathStart = id;
  searchBox.placeholder = say("path_hint", { name: nameOf(id) });
  searchBox.focus();
};

// Search.
const closeSearch = () => {
  matches = [];
  active = -1;
  searchBox.value = "";
  foundBox.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
  searchBox.removeAttribute("aria-activedescendant");
  searchBox.placeholder = say("search_hint");
};
const takeMatch = (id) => {
  const start = pathStart;
  pathStart = null;
  closeSearch();
  if (start && start !== id) change({ ends: [start, id], way: 0, selected: null, line: null, view: isNarrow.matches ? "list" : "graph" });
  else choose(id);
  if (state.ends) fit();
  searchBox.blur();
  focusCard();
};
const showMatches = () => {
  matches = findNames(searchBox.value);
  active = matches.length ? 0 : -1;
  foundBox.hidden = !searchBox.value.trim();
  searchBox.setAttribute("aria-expanded", String(!foundBox.hidden));
  foundBox.replaceChildren(...(matches.length ? matches.map((id, at) => make("li", { id: `found-${at}`, role: "option", mousedown: (event) => { event.preventDefault(); takeMatch(id); } },
    makeMark(nodes.get(id).kind), ` ${nameOf(id)} `, make("span", { class: "soft", text: [...new Set(nodes.get(id).names)].filter((name) => name !== nameOf(id)).join(" · ") || kindOf(nodes.get(id)) })))
    : [make("li", { role: "option", "aria-disabled": "true", text: say("no_match", { text: searchBox.value.trim() }) })]));
  markActive();
};
const markActive = () => {
  [...foundBox.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
  if (active >= 0) {
    searchBox.setAttribute("aria-activedescendant", `found-${active}`);
    foundBox.children[active].scrollIntoView({ block: "nearest" });
  } else searchBox.removeAttribute("aria-activedescendant");
};
searchBox.addEventListener("input", showMatches);
searchBox.addEventListener("blur", () => { if (!pathStart) closeSearch(); });
searchBox.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (["ArrowDown", "ArrowUp"].includes(event.key) && matches.length) {
    active = (active + (event.key === "ArrowDown" ? 1 : -1) + matches.length) % matches.length;
    markActive();
    event.preventDefault();
  } else if (event.key === "Enter" && matches[active]) takeMatch(matches[active]);
  else if (event.key === "Escape") {
    pathStart = null;
    closeSearch();
    searchBox.blur();
    event.stopPropagation();
  }
});

// Controls above and beside the drawing.
const VIEWS = ["graph", "list", "table", "matrix"];
const setTheme = (theme) => {
  root.dataset.theme = theme;
  readColours();
  show();
};
const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const setLanguage = (lang) => change({ lang });
const makeSelect = (label, options, value, choice) => {
  const select = make("select", { "aria-label": label, title: label, change: (event) => choice(event.target.value) }, ...options.map(([key, text, lang]) => make("option", { value: key, text, lang })));
  select.value = value;
  return select;
};
const showTools = () => {
  byId("views").setAttribute("aria-label", say("views"));
  byId("views").replaceChildren(...VIEWS.map((name) => makeButton(say(name), () => change({ view: name }), { "aria-pressed": String(state.view === name), "data-view": name })));
  const names = [["en", "English"], ["zh-Hant", "繁體中文"], ["zh-Hans", "简体中文"]].map(([lang, text]) => [lang, text, lang]);
  const steps = [["0", say("all_steps")], ["1", say("step")], ["2", say("steps", { n: 2 })], ["3", say("steps", { n: 3 })]];
  const makeTools = (tools) => tools.map(([key, click]) => makeButton(say(key), click, { "data-tool": key }));
  byId("tools").replaceChildren(makeSelect(say("language"), names, state.lang, setLanguage),
    ...makeTools([[isDark() ? "light" : "dark", () => setTheme(isDark() ? "light" : "dark")], ["help", showHelp]]));
  byId("graph-tools").replaceChildren(
    makeSelect(say("hops"), steps, String(state.hops), (value) => { change({ hops: Number(value) }); fit(); }),
    ...makeTools([["fit", () => fit()], ["png", () => save(drawPng(), "png")], ["svg", () => save(drawSvg(), "svg")]]));
};
const showKinds = () => {
  const counts = new Map();
  for (const id of nodes.keys()) if (isOpen(id)) counts.set(nodes.get(id).kind, (counts.get(nodes.get(id).kind) ?? 0) + 1);
  const toggle = (kind, isOn) => {
    const off = new Set(state.off);
    off[isOn ? "delete" : "add"](kind);
    change({ off });
  };
  const box = (label, isOn, listen, mark) => {
    const input = make("input", { type: "checkbox", change: (event) => listen(event.target.checked) });
    input.checked = isOn;
    return make("label", {}, input, mark, ` ${label}`);
  };
  const kinds = Object.keys(page.looks).filter((kind) => counts.has(kind) || state.off.has(kind));
  const hasPlans = edges.some((edge) => edge.undone);
  byId("kinds").replaceChildren(
    ...kinds.map((kind) => box(`${wordsOf("kinds")[kind]} ${counts.get(kind) ?? 0}`, !state.off.has(kind), (isOn) => toggle(kind, isOn), makeMark(kind))),
    ...(hasPlans ? [box(say("planned_toggle"), state.planned, (planned) => change({ planned }), null)] : []));
  byId("filters").querySelector("summary").textContent = say("filters");
};
// The period: how much there is in each stretch of time, and the first and last day to show.
const showPeriod = () => {
  if (days.length < 2) return byId("period").replaceChildren();
  const bars = 48;
  const at = (day) => Math.min(bars - 1, Math.floor((days.indexOf(day) / days.length) * bars));
  const counts = Array(bars).fill(0);
  for (const edge of edges) for (const day of edge.days) counts[at(day)] += 1;
  const most = Math.max(...counts);
  const chart = makeShape("svg", { viewBox: `0 0 ${bars} 10`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" },
    ...counts.map((count, x) => makeShape("rect", { x: x + 0.1, width: 0.8, y: 10 - (10 * count) / most, height: (10 * count) / most, class: x < at(days[state.from]) || x > at(days[state.to]) ? "out" : "in" })));
  const slide = (key, fix) => {
    const input = make("input", { type: "range", min: 0, max: days.length - 1, value: state[key], "aria-label": say(key), "aria-valuetext": days[state[key]] });
    input.addEventListener("input", () => {
      change({ [key]: fix(Number(input.value)) });
      byId("period").querySelectorAll("input")[key === "from" ? 0 : 1].focus();
    });
    return input;
  };
  byId("period").replaceChildren(chart, slide("from", (value) => Math.min(value, state.to)), slide("to", (value) => Math.max(value, state.from)),
    make("p", { class: "soft", text: say("period", { from: days[state.from], to: days[state.to] }) }));
};
const showNote = (unknown = []) => {
  const total = page.total - (state.planned ? 0 : page.totalPlanned);
  const matching = Math.max(total, view.ids.size);
  const ready = [...nodes.keys()].filter((id) => !view.ids.has(id) && isKindOn(id) && around.get(id).some(isAllowed)).length;
  const parts = [say("shown", { n: view.ids.size, m: matching }), ready ? say("kept", { n: ready }) : ""];
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
const show = (unknown = []) => {
  root.lang = state.lang;
  document.title = byId("title").textContent = sayTitle();
  root.dataset.view = state.view;
  redraw();
  byId("drawing").hidden = state.view !== "graph" && state.view !== "list";
  tableBox.hidden = state.view !== "table";
  matrixBox.hidden = state.view !== "matrix";
  byId("drawing").setAttribute("aria-label", say("drawing"));
  tableBox.setAttribute("aria-label", say("table"));
  matrixBox.setAttribute("aria-label", say("matrix"));
  byId("side").setAttribute("aria-label", say("list"));
  searchBox.setAttribute("aria-label", say("search"));
  foundBox.setAttribute("aria-label", say("search"));
  if (!pathStart) searchBox.placeholder = say("search_hint");
  showTools();
  showKinds();
  showPeriod();
  showCard();
  showNote(unknown);
  if (state.view === "table") showTable();
  if (state.view === "matrix") showMatrix();
};

// The mouse on the drawing.
network.on("click", (event) => {
  if (event.nodes.length) choose(event.nodes[0]);
  else if (event.edges.length) chooseLine(event.edges[0]);
  else if (state.selected || state.line !== null || state.ends) change({ selected: null, line: null, ends: null });
});
network.on("doubleClick", (event) => { if (event.nodes.length) expand(event.nodes[0]); });
network.on("hoverNode", (event) => hover(event.node));
network.on("blurNode", () => hover(null));
network.on("dragEnd", (event) => { if (event.nodes.length) restyle(); });
network.on("resize", () => { if (state.view === "graph") fit(); });

// The keys.
const facts = () => [...card.querySelectorAll(".fact, .index li")];
const focusFact = (step) => {
  const all = facts();
  const at = all.findIndex((item) => item.contains(document.activeElement));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  if (!next) return;
  const button = [...next.querySelectorAll("button.name")].at(-1);
  button.focus();
  next.scrollIntoView({ block: "nearest" });
  hover(button.dataset.id);
};
const focusCard = () => byId("side").focus({ preventScroll: true });
const currentFact = () => facts().find((item) => item.contains(document.activeElement));
const KEYS = {
  "/": () => searchBox.focus(), "?": showHelp, Escape: clear,
  ArrowDown: () => focusFact(1), ArrowUp: () => focusFact(-1), n: () => focusFact(1), p: () => focusFact(-1),
  o: () => currentFact()?.querySelectorAll("details").forEach((box) => { box.open = !box.open; }),
  r: () => currentFact()?.querySelector("a")?.click(),
  e: () => state.selected && expand(state.selected), c: () => state.selected && fold(state.selected),
  s: () => state.selected && askPath(state.selected),
  0: () => { change({ hops: 0 }); fit(); }, 1: () => { change({ hops: 1 }); fit(); }, 2: () => { change({ hops: 2 }); fit(); }, 3: () => { change({ hops: 3 }); fit(); },
  g: () => change({ view: "graph" }), t: () => change({ view: "table" }), m: () => change({ view: "matrix" }),
  f: () => fit(), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), d: () => setTheme(isDark() ? "light" : "dark"),
  l: () => setLanguage(LANGUAGES[(LANGUAGES.indexOf(state.lang) + 1) % 3]), Backspace: () => history.back(),
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
window.addEventListener("popstate", () => { show(readAddress()); fit(); });
const start = () => {
  network.once("afterDrawing", () => performance.mark("drawn"));
  readColours();
  show(readAddress());
  fit();
  root.dataset.ready = "yes";
  performance.mark("ready");
};
// For tests and for those who want to script the page: what is drawn, and where its names stand.
window.picture = { state, network, look: () => view, labels: () => layLabels(), find: findNames, nodes, edges };
start();
