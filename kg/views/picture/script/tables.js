// Another view of what is drawn: a table of exactly its facts.
const tableBox = document.getElementById("table");
const ROWS_AT_FIRST = 200;
const COLUMNS = [
  ["column_from", (edge) => nameOf(edge.from)], ["column_what", (edge) => verbOf(edge, edge.from)],
  ["column_to", (edge) => nameOf(edge.to)], ["column_when", (edge) => edge.days[0] ?? ""],
  ["column_sentence", (edge) => sourcesOf(edge)[0].text], ["column_release", (edge) => sourcesOf(edge)[0].release.date],
];
let sorting = { column: 3, isDown: false };
let showsAll = false;

// A long sentence is cut around the name of one of the two of whom it tells, or else after its beginning.
const SENTENCE_AT_MOST = 400;
const cutAround = (text, edge) => {
  if (text.length <= SENTENCE_AT_MOST) return text;
  const names = [edge.from, edge.to].flatMap((id) => [...nodes.get(id).names, ...nodes.get(id).others, ...nodes.get(id).short]);
  const at = Math.max(0, Math.min(...names.map((name) => text.indexOf(name)).filter((found) => found >= 0), text.length));
  const first = at === text.length ? 0 : within(at - SENTENCE_AT_MOST / 2, 0, text.length - SENTENCE_AT_MOST);
  const last = first + SENTENCE_AT_MOST;
  return `${first ? "…" : ""}${text.slice(first, last).trim()}${last < text.length ? "…" : ""}`;
};
const makeRow = (edge) => {
  const [source] = sourcesOf(edge);
  const { release } = source;
  const label = release.date || release.id;
  const cell = (at, ...children) => make("td", { "data-label": say(COLUMNS[at][0]) }, ...children);
  return make("tr", { "data-edge": edge.id, class: edge.id === state.line ? "chosen" : null },
    cell(0, makeLink(edge.from, { "data-key": `from ${edge.id}` }), ...makeMatters(edge.from)), cell(1, join([verbOf(edge, edge.from), sayRoles(edge)]), edge.undone ? make("span", { class: "badge", text: say("is_planned") }) : null), cell(2, makeLink(edge.to, { "data-key": `to ${edge.id}` }), ...makeMatters(edge.to)), cell(3, sayWhen(edge, saySpan)),
    cell(4, release.restated ? make("p", { class: "soft" }, makeRemark()) : null, makeButton(edge.id === state.line ? source.text : cutAround(source.text, edge), () => chooseLine(edge.id), { class: "name quote", lang: release.lang, "data-key": `why ${edge.id}` })),
    cell(5, isSafe(release.url) ? make("a", { href: release.url, rel: "noopener noreferrer", target: "_blank", text: label, title: release.title }) : label));
};
const showTable = () => {
  const [, read] = COLUMNS[sorting.column];
  const sorted = [...view.edges].sort((one, other) => read(one).localeCompare(read(other), state.lang) * (sorting.isDown ? -1 : 1) || one.id - other.id);
  const rows = showsAll ? sorted : sorted.slice(0, ROWS_AT_FIRST);
  const sort = (column) => {
    sorting = { column, isDown: sorting.column === column && !sorting.isDown };
    showTable();
    tableBox.querySelectorAll("th button")[column].focus();
  };
  const heads = COLUMNS.map(([key], at) => make("th", { scope: "col", "aria-sort": sorting.column !== at ? "none" : sorting.isDown ? "descending" : "ascending" },
    makeButton(say(key), () => sort(at), { class: "name" })));
  const rest = rows.length < sorted.length ? make("p", {}, say("table_part", { shown: rows.length }), " ",
    makeButton(say("show_rest"), () => { showsAll = true; showTable(); })) : null;
  tableBox.replaceChildren(...[make("p", { class: "soft", text: say("table_note", { n: sorted.length }) }),
    make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows.map(makeRow))), rest].filter(Boolean));
};
