"""Turns a name into the one form that all ways to write it share: its spelling, the known names inside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.gazetteer import Gazetteer, NameHit
from kg.languages.language import Language
from kg.languages.scripts import has_han
from kg.slugs import fold_name

_NAMED_KINDS = ("post", "body", "mechanism", "place", "initiative", "agreement")
_WRITTEN_OUT = ("body", "mechanism", "place")
_BRACKETS = ("(", "（")
_MOST_FOLDED = 1 << 16  # names whose folded form is kept: the same come again in each release


@lru_cache(maxsize=_MOST_FOLDED)
def fold_written(text: str, language: Language, gazetteer: Gazetteer) -> str:
    """Gives the folded name with the known names inside it in one form each: "Faculty of Arts of the HKU" is "faculty
    of arts of university of hong kong", 澳門特別行政區政府體育局 is 澳門體育局."""
    parts, at = [], 0
    for hit, name in _write_out(text, language, gazetteer):
        parts += [text[at : hit.start], name]
        at = hit.end
    spellings = language.lexicon.name_spellings
    folded = fold_name("".join([*parts, text[at:]]).translate(gazetteer.variants))
    words = (spellings.get(word, word) for word in folded.split())
    return " ".join(filter(None, words)) or folded


def find_written(folded: str, language: Language, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Gives the ids of the known things, people apart, that have a name of a folded form."""
    return gazetteer.find_folded(
        folded, language.script, _NAMED_KINDS, lambda name: fold_written(name, language, gazetteer)
    )


def _write_out(text: str, language: Language, gazetteer: Gazetteer) -> Iterator[tuple[NameHit, str]]:
    """The known names inside a text, each with what stands for it; nothing for a short form in brackets behind one."""
    end = -1
    for hit in gazetteer.find_names(text, language.script):
        if len(hit.ids) == 1 and len(hit.text) < len(text) and gazetteer.things[hit.ids[0]].kind in _WRITTEN_OUT:
            is_aside = hit.use == "abbrev" and text[end : hit.start].strip() in _BRACKETS
            yield hit, "" if is_aside else _choose_name(hit, text, language, gazetteer)
        end = hit.end


def _choose_name(hit: NameHit, text: str, language: Language, gazetteer: Gazetteer) -> str:
    """A body's own name; the shortest of a place, and of what a government governs in front of its bureau."""
    thing = gazetteer.things[hit.ids[0]]
    if thing.subkind == "government" and thing.jurisdiction and has_han(text[hit.end : hit.end + 1]):
        thing = gazetteer.things[thing.jurisdiction]
    if thing.kind != "place":
        name, rest = thing.get_label(language.script) or hit.text, text[hit.end :]
        return name.removesuffix(rest)  # "Games Office" of "Games Office (Porto)", which is called so already
    names = [name.text for name in thing.labels if name.lang == language.script and name.use != "abbrev"]
    return min(names, key=lambda name: (len(name), name), default=hit.text)
