// The sentence behind what is said, with its release, and its citation to take along.
const toldBox = document.getElementById("told");
const sayAloud = (text) => {
  toldBox.textContent = text;
  setTimeout(() => { if (toldBox.textContent === text) toldBox.textContent = ""; }, 4000);
};
const pad = (number) => String(number).padStart(2, "0");
const sayToday = () => {
  const now = new Date();
  return [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-");
};
// Words of our own that bear the address of a release must not look like a quotation of it.
const sayCitation = ({ text, release }) => say(release.restated ? "citation_restated" : "citation", {
  text, remark: say("restated"), title: release.title || release.id, date: release.date, today: sayToday(),
  address: isSafe(release.url) ? say("comma") + release.url : "",
});
// Where a page may not write into the clipboard, as in a frame, the text stands there to be copied by hand.
const copyCitation = async (source, button) => {
  const text = sayCitation(source);
  try {
    await navigator.clipboard.writeText(text);
    sayAloud(say("copied"));
  } catch {
    button.parentElement.querySelector("textarea")?.remove();
    const box = make("textarea", { readonly: true, rows: 4, "aria-label": say("copy"), text });
    button.after(box);
    box.focus();
    box.select();
    sayAloud(say("copy_by_hand"));
  }
};
const makeRemark = () => make("span", { class: "remark", text: say("restated") });
const makeSource = (source) => {
  const { text, release, index } = source;
  const label = join([release.title || release.id, release.date && sayDate(release.date)]);
  const link = isSafe(release.url) ? make("a", { href: release.url, rel: "noopener noreferrer", target: "_blank", text: label }) : make("span", { text: label });
  const words = make(release.restated ? "p" : "blockquote", { class: "words", lang: release.lang, text, id: `words-${index}`, tabindex: -1 });
  const copy = makeButton(say("copy"), () => copyCitation(source, copy), { class: "small", "data-key": `copy ${index}` });
  const origin = make("span", { lang: release.lang }, link);
  return make("div", { class: "source" }, release.restated ? make("p", { class: "soft" }, makeRemark()) : null, words,
    make("p", { class: "soft" }, release.restated ? say("facts_from") : null, origin), copy);
};
const readSource = (index) => ({ index, text: page.sentences[index][0], release: page.releases[page.sentences[index][1]] });
const makeRest = (indexes) => (indexes.length
  ? make("details", { class: "rest" }, make("summary", { text: indexes.length === 1 ? say("one_more") : say("more", { n: indexes.length }) }), ...indexes.map((index) => makeSource(readSource(index))))
  : null);
