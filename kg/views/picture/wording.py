"""Turns names and words into what the page needs to say them in three languages, most of it only once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.files import find_shipped
from kg.graph.graph import Graph
from kg.languages.scripts import to_simplified
from kg.views.events import say
from kg.views.evidence import VERBS
from kg.views.names import LANGUAGES, Thing

Words = dict[str, Any]
_WORDS = Path(__file__).resolve().parent / "words.json"
_CONCEPTS = "SELECT ?concept ?label WHERE { ?concept a skos:Concept ; rdfs:label ?label } ORDER BY ?concept ?label"


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


def learn_signs(things: Iterable[Thing]) -> Simplifier:
    """Learns the signs of the page's own words first, which the page can make in no other way."""
    own = _WORDS.read_text(encoding="utf-8")
    names = (name_in_all(thing) for thing in things)
    return Simplifier.learn([(own, to_simplified(own)), *((found[1], found[2]) for found in names)])


@cache
def read_words(lang: str) -> Words:
    """Gives the page's own words in a language; simplified ones are folded from traditional ones."""
    text = _WORDS.read_text(encoding="utf-8")
    if lang == "zh-Hans":
        lang, text = "zh-Hant", to_simplified(text)
    words: Words = json.loads(text)[lang]
    return {**words, "verbs": words["verbs"] or VERBS}


def read_terms(used: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Gives the ontology's labels of some of its values (`bureau`, `acting`), in each of LANGUAGES."""
    rows = Graph.load(find_shipped("ontology", "kg.ttl")).select(_CONCEPTS).rows
    labels: dict[str, dict[str, str]] = {}
    for concept, label in rows:
        if concept and label and say(concept.value) in used:
            labels.setdefault(say(concept.value), {})[label.lang or ""] = label.value
    return {
        term: (found.get("en", term), found.get("zh-Hant", term), to_simplified(found.get("zh-Hant", term)))
        for term, found in labels.items()
    }
