// The address holds the state of the page, so that a link shows somebody else the same.
const isNarrow = matchMedia("(max-width: 48rem)");
const isPhone = matchMedia("(max-width: 499.98px)");
const firstView = () => (isPhone.matches ? "list" : "graph");
const VIEWS = ["graph", "list", "table", "matrix"];
// How many steps there are to go back on this page.
const countPages = () => history.state?.pages ?? 0;

const writeAddress = (isNewPage) => {
  const parts = new URLSearchParams();
  const put = (key, value, isPut) => { if (isPut) parts.set(key, value); };
  put("sel", state.selected ?? "", state.selected || (page.selection.ends.length && state.line === null && !state.ends));
  put("line", edges[state.line]?.key, state.line !== null);
  put("path", (state.ends ?? []).join(","), state.ends);
  put("way", state.way, state.ends && state.way);
  put("hops", state.hops, state.hops);
  put("without", [...state.off].sort().join(","), [...state.off].sort().join() !== [...LAYERS_OFF].sort().join());
  put("planned", state.planned ? 1 : 0, state.planned !== page.selection.planned);
  put("from", axis[state.from], state.from > 0);
  put("to", axis[state.to], state.to < axis.length - 1);
  put("open", [...state.opened].sort().join(","), state.opened.size);
  put("fold", [...state.folded].sort().join(","), state.folded.size);
  put("at", [...state.moved].map(([id, place]) => `${id}:${place}`).join(";"), state.moved.size);
  put("view", state.view, state.view !== firstView());
  put("lang", state.lang, state.lang !== page.lang);
  keepPage(isNewPage, `#${parts}`);
};
const keepPage = (isNewPage, address, more = {}) => {
  const kept = isNewPage ? {} : { opens: history.state?.opens && isSheetOpen() };
  try {
    history[isNewPage ? "pushState" : "replaceState"]({ pages: countPages() + (isNewPage ? 1 : 0), sheet: isSheetOpen(), ...kept, ...more }, "", address);
  } catch {
    // A page inside another one has no address of its own.
  }
};

// Gives what the link asks for and the page does not hold. A step back keeps language and view.
const readAddress = (isFirst) => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const unknown = [];
  const know = (id) => nodes.has(id) || void unknown.push(id);
  const list = (key) => (parts.get(key) ?? "").split(",").filter(Boolean);
  const number = (key) => (/^\d{1,6}$/.test(parts.get(key) ?? "") ? Number(parts.get(key)) : 0);
  const fresh = makeState();
  const day = (key, fallback, find) => {
    const wanted = parts.get(key);
    const at = wanted ? find(wanted) : fallback;
    if (at < 0) unknown.push(wanted);
    return at < 0 ? fallback : at;
  };
  const from = day("from", fresh.from, (wanted) => axis.findIndex((one) => one.slice(0, wanted.length) >= wanted));
  const to = day("to", fresh.to, (wanted) => axis.findLastIndex((one) => one.slice(0, wanted.length) <= wanted));
  const ends = list("path").filter(know);
  const line = byKey.get(parts.get("line"));
  if (parts.has("line") && !line) unknown.push(parts.get("line"));
  const pick = (key, known, first) => (!isFirst ? state[key] : known.includes(parts.get(key)) ? parts.get(key) : first);
  Object.assign(state, fresh, {
    selected: parts.get("sel") && know(parts.get("sel")) ? parts.get("sel") : null, line: line ? line.id : null,
    ends: ends.length === 2 && ends[0] !== ends[1] ? ends : null, way: number("way"), hops: number("hops") < 4 ? number("hops") : 0,
    off: parts.has("without") ? new Set(list("without").filter(isLayer)) : fresh.off,
    planned: parts.has("planned") ? parts.get("planned") === "1" : fresh.planned || Boolean(line?.undone),
    from: Math.min(from, to), to: Math.max(from, to),
    opened: new Set(list("open").filter((id) => nodes.has(id))), folded: new Set(list("fold").filter((id) => nodes.has(id))),
    moved: new Map((parts.get("at") ?? "").split(";").map((part) => part.match(/^(.+):(-?\d{1,5}),(-?\d{1,5})$/)).filter((found) => found && nodes.get(found[1])?.isMark).map(([, id, x, y]) => [id, [Number(x), Number(y)]])),
    view: pick("view", VIEWS, firstView()), lang: pick("lang", LANGUAGES, page.lang),
  });
  if (line) [line.from, line.to].flatMap(marksOf).forEach((id) => state.opened.add(id));
  if (!["sel", "line", "path"].some((key) => parts.has(key))) {
    if (page.selection.isPath) state.ends = page.selection.ends;
    else state.selected = page.selection.ends[0] ?? null;
  }
  return unknown;
};
