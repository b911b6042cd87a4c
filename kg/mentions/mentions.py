"""Turns a sentence into Mentions: its named stretches, each with the known things that bear the name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.gazetteer import Gazetteer
from kg.languages.language import Language
from kg.languages.phrase import KnownName, Phrase
from kg.noun import noun
from kg.patterns import get_expression

_FIRST_EAST_ASIAN = "\u2e80"
_KIND_ORDER = ("person", "body", "mechanism", "post", "place", "initiative", "agreement")


@noun
class Mention:
    """A phrase of a sentence and the ids of the known things that bear its name (none for a new name)."""

    phrase: Phrase
    ids: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The phrase's kind."""
        return self.phrase.kind


def read_mentions(text: str, language: Language, gazetteer: Gazetteer, aliases: Mapping[str, str]) -> list[Mention]:
    """Reads the mentions of a sentence's reading text; `aliases` are short forms defined before, with their kinds."""
    known: dict[int, KnownName] = {}
    ids: dict[tuple[int, int], tuple[str, ...]] = {}
    for hit in gazetteer.find_names(text, language.script):
        known[hit.start] = KnownName(hit.end, _find_kind(hit.ids, gazetteer))
        ids[hit.start, hit.end] = hit.ids
    known.update(_find_aliases(text, aliases, known))
    for match in get_expression(language, "bound_name").finditer(text):
        thing = gazetteer.bound_names.get((match.group(), language.script))
        if thing is not None and match.start() not in known:
            known[match.start()] = KnownName(match.end(), gazetteer.things[thing].kind)
            ids[match.span()] = (thing,)
    phrases = language.read_phrases(text, known, _unite(gazetteer.surnames, gazetteer.chinese_surnames))
    return [Mention(phrase, _find_ids(phrase, ids, gazetteer)) for phrase in phrases]


@cache
def _unite(romanised: frozenset[str], chinese: frozenset[str]) -> frozenset[str]:
    return romanised | chinese


def _find_kind(ids: tuple[str, ...], gazetteer: Gazetteer) -> str:
    if len(ids) == 1:
        return gazetteer.things[ids[0]].kind
    kinds = {gazetteer.things[thing].kind for thing in ids}
    return next(kind for kind in _KIND_ORDER if kind in kinds)


def _find_ids(phrase: Phrase, ids: Mapping[tuple[int, int], tuple[str, ...]], gazetteer: Gazetteer) -> tuple[str, ...]:
    end = phrase.start + len(phrase.text)
    found = ids.get((phrase.start, end)) or ids.get((phrase.end - len(phrase.text), phrase.end)) or ()
    return tuple(thing for thing in found if _fits(gazetteer.things[thing].kind, phrase.kind)) if found else ()


def _fits(known: str, read: str) -> bool:
    return known == read or {known, read} <= {"body", "mechanism"} or read in ("name", "event")


def _find_aliases(text: str, aliases: Mapping[str, str], known: Mapping[int, KnownName]) -> dict[int, KnownName]:
    found: dict[int, KnownName] = {}
    for alias, kind in aliases.items():
        at = text.find(alias)
        while at >= 0:
            end = at + len(alias)
            stands_alone = not (_is_latin(text[end : end + 1]) or _is_latin(text[at - 1 : at])) or not _is_latin(
                alias[-1]
            )
            if stands_alone and (at not in known or known[at].end < end):
                found[at] = KnownName(end, kind)
            at = text.find(alias, end)
    return found


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < _FIRST_EAST_ASIAN
