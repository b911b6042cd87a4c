"""Turns names and words into what the page needs to say them in three languages, most of it only once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.phrases import LANGUAGES, SIMPLIFIED, TRADITIONAL, Phrase, name_kind, name_value, read_rows, say_verb
from kg.views.counts import COUNTED
from kg.views.evidence import PREDICATES
from kg.views.names import KINDS, Thing
from kg.vocabulary import Capacity

Words = dict[str, Any]
# The words that the lookups have too.
_SHARED = ("and", "comma", "seen", "restated")


@dataclass(frozen=True, slots=True)
class Simplifier:
    """The signs by which the page turns traditional names and words into simplified ones: `{"會": "会"}`.

    A name whose simplified form does not follow sign by sign has to be written out.
    """

    signs: dict[str, str]

    @classmethod
    def learn(cls, pairs: Iterable[tuple[str, str]]) -> Simplifier:
        """Learns from traditional texts and their simplified forms; where two disagree the first one counts."""
        signs: dict[str, str] = {}
        for traditional, simplified in pairs:
            if len(traditional) == len(simplified):
                for one, other in zip(traditional, simplified, strict=True):
                    signs.setdefault(one, other)
        return cls({one: other for one, other in sorted(signs.items()) if one != other})

    def shorten(self, names: tuple[str, ...]) -> list[str]:
        """Leaves out the last of names in each of LANGUAGES as far as the page can make it from the one before."""
        english, traditional, simplified = names
        if "".join(self.signs.get(sign, sign) for sign in traditional) != simplified:
            return [*names]
        return [english] if traditional == english else [english, traditional]


def name_in_all(thing: Thing) -> tuple[str, ...]:
    """Gives what a thing is called in each of LANGUAGES, in their order."""
    return tuple(replace(thing, lang=lang).name for lang in LANGUAGES)


def say_in_all(phrase: Phrase) -> tuple[str, ...]:
    """Gives the words of a phrase in each of LANGUAGES, in their order."""
    return tuple(phrase.say(lang) for lang in LANGUAGES)


def learn_signs(names: Iterable[tuple[str, ...]]) -> Simplifier:
    """Learns from names in each of LANGUAGES, but first from the page's own words, which the page can make in no other
    way."""
    own = [json.dumps(read_words(lang), ensure_ascii=False) for lang in (TRADITIONAL, SIMPLIFIED)]
    return Simplifier.learn([(own[0], own[1]), *((found[1], found[2]) for found in names)])


@cache
def read_words(lang: str) -> Words:
    """Gives the page's own words in a language, those that it shares with the lookups, and those of the ontology."""
    rows = {**read_rows("picture"), **{key: read_rows("phrases")[key] for key in _SHARED}}
    kinds = {kind: name_kind(kind).say(lang) for kind in KINDS}
    return {
        **{key: row[lang] for key, row in rows.items()},
        "kinds": {kind: f"{name[:1].upper()}{name[1:]}" for kind, name in kinds.items()},
        "verbs": {predicate: _say_both_ways(predicate, lang) for predicate in PREDICATES},
        "numbers": {key: _read_forms(f"counted:{key}", lang) for key in (*COUNTED, "release")},
        "former_verbs": {"org:holds": _say_both_ways("org:holds", lang, Capacity.FORMER)},
    }


def _read_forms(key: str, lang: str) -> list[str]:
    """Gives the words of a row for one and for many."""
    row = read_rows("phrases")[key][lang]
    return [row, row] if isinstance(row, str) else [*row]


def _say_both_ways(predicate: str, lang: str, capacity: Capacity | None = None) -> list[str]:
    return [say_verb(predicate, is_inward=is_inward, capacity=capacity).say(lang) for is_inward in (False, True)]


def read_terms(used: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Gives the ontology's labels of some of its values (`bureau`, `acting`), in each of LANGUAGES."""
    return {term: tuple(name_value(term).say(lang) for lang in LANGUAGES) for term in sorted(used)}
