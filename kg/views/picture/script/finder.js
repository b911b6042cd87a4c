// The search box: names as they are typed, and the end of a path where one was asked for.
const searchBox = document.getElementById("search");
const foundBox = document.getElementById("found");
let pathStart = null;
let matches = [];
let active = -1;

// Who has no keys to press is told of none.
const isCoarse = matchMedia("(pointer: coarse)");
const sayHint = () => say(isCoarse.matches ? "search_short" : "search_hint");
const askPath = (id) => {
  pathStart = id;
  searchBox.placeholder = say("path_hint", { name: nameOf(id) });
  searchBox.focus();
};
const closeSearch = () => {
  matches = [];
  active = -1;
  searchBox.value = "";
  foundBox.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
  searchBox.removeAttribute("aria-activedescendant");
  searchBox.placeholder = sayHint();
};
const takeMatch = (id) => {
  const from = pathStart;
  pathStart = null;
  closeSearch();
  if (from && from !== id) {
    change({ ends: [from, id], way: 0, selected: null, line: null, hops: 0, view: state.view === "list" ? "list" : "graph" });
    fit();
  } else choose(id);
  focusCard();
};
const showMatches = () => {
  matches = findNames(searchBox.value);
  active = matches.length ? 0 : -1;
  foundBox.hidden = !searchBox.value.trim();
  searchBox.setAttribute("aria-expanded", String(!foundBox.hidden));
  const items = matches.map((id, at) => {
    const others = [...new Set(nodes.get(id).names)].filter((name) => name !== nameOf(id));
    const take = (event) => { event.preventDefault(); takeMatch(id); };
    return make("li", { id: `found-${at}`, role: "option", mousedown: take }, makeMark(nodes.get(id).kind), ` ${nameOf(id)} `,
      make("span", { class: "soft", text: others.join(" · ") || kindOf(nodes.get(id)) }), nodes.get(id).undone ? makeBadge(say("is_planned")) : null);
  });
  if (!items.length) items.push(make("li", { role: "option", "aria-disabled": "true", text: say("no_match", { text: searchBox.value.trim() }) }));
  foundBox.replaceChildren(...items);
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
