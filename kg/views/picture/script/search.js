// Search in English, traditional and simplified Chinese and by acronym, over one index of folded names.
const foldMarks = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const foldTight = (text) => foldMarks(text).replace(/[^\p{L}\p{N}]/gu, "");
const foldWords = (text) => ` ${foldMarks(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
// The Labour and Welfare Bureau is the LWB.
const initialsOf = (name) => (name.match(/(?<![\p{L}\p{N}])\p{Lu}/gu) ?? []).join("");

const index = [...nodes.values()].map((node) => {
  const names = [...new Set([...node.names, ...node.others])];
  const acronyms = names.map(initialsOf).filter((letters) => letters.length > 1);
  return { id: node.label, tight: [...new Set([...names, ...acronyms].map(foldTight))], words: names.map(foldWords) };
});

const rankMatch = (entry, tight, words) => {
  if (entry.tight.includes(tight)) return 0;
  if (entry.tight.some((name) => name.startsWith(tight))) return 1;
  if (entry.words.some((name) => name.includes(words))) return 2;
  return entry.tight.some((name) => name.includes(tight)) ? 3 : 9;
};

// Gives the ids that a text may mean, the best first: the same name, then one that begins so, then one that holds it.
const findNames = (text, most = 12) => {
  const tight = foldTight(text);
  if (!tight) return [];
  const words = foldWords(text);
  return index
    .map((entry) => ({ id: entry.id, rank: rankMatch(entry, tight, words) }))
    .filter((match) => match.rank < 9)
    .sort((one, other) => one.rank - other.rank || around.get(other.id).length - around.get(one.id).length)
    .slice(0, most)
    .map((match) => match.id);
};
