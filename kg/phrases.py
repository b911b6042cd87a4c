"""Turns keys of `data/wording` and terms of the ontology into Phrases: words for a reader, in each language.

A row of `data/wording` holds words in English and in traditional characters, with places to fill: `seen on {n} days`.
It may have two forms, of which the first is for one; the row of `endings.json` lists how verbs end that want an object.
Simplified characters, with their own quotation marks, are converted from the traditional ones, so that one word is one
row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self

from kg.errors import DataError
from kg.files import find_shipped
from kg.graph.graph import Graph
from kg.graph.terms import shorten_iri
from kg.languages.scripts import to_simplified
from kg.vocabulary import Capacity, Kind

ENGLISH, TRADITIONAL, SIMPLIFIED = "en", "zh-Hant", "zh-Hans"
LANGUAGES: Final = (ENGLISH, TRADITIONAL, SIMPLIFIED)
Row = Mapping[str, Any]
_MARKS = str.maketrans("「」『』", "“”‘’")  # as each script writes quotations
# What an office is held as that is not held in its own right.
_HELD_AS = (Capacity.ACTING, Capacity.FORMER, Capacity.DESIGNATE, "announced")
_TERMS = """SELECT ?term ?property ?text WHERE {
  VALUES ?property { rdfs:label gba:reading gba:inverseReading } ?term ?property ?text
} ORDER BY ?term ?property ?text"""


class Phrase(str):
    """Words for a reader: a string in English, which JSON and CSV have, that can also be said in Chinese.

    Joining or formatting it as a string gives English alone; `make_phrase` and `join_phrases` keep all languages.
    """

    _others: Mapping[str, str]

    def __new__(cls, english: str, others: Mapping[str, str] | None = None) -> Self:
        """Makes it from its English words, and its words in Chinese by the name of the script."""
        phrase = super().__new__(cls, english)
        phrase._others = others or {}
        return phrase

    def say(self, lang: str) -> str:
        """Gives the words in a language."""
        return self._others.get(lang, str(self))


def say_in(lang: str, text: str) -> str:
    """Gives the words of a phrase in a language, and any other text as it is."""
    return text.say(lang) if isinstance(text, Phrase) else text


def make_phrase(key: str, /, **values: object) -> Phrase:
    """Gives the words of a row, filled: `make_phrase("seen", n=3, first="2024-01-08", last="2024-02")`."""
    return fill_row(read_rows("phrases")[key], values)


def fill_row(row: Row, values: Mapping[str, object]) -> Phrase:
    """Gives the words of a row of any file, filled; a value `n` chooses between its two forms."""
    said = {lang: _fill(_choose(row[lang], values), lang, values) for lang in LANGUAGES}
    return Phrase(said.pop(ENGLISH), said)


def say_phrase(lang: str, key: str, /, **values: object) -> str:
    """Gives the words of a row in a language, filled."""
    return make_phrase(key, **values).say(lang)


def name_language(code: str) -> Phrase:
    """Gives what a language is called; one that the tool does not speak is called by its code."""
    return make_phrase(f"language:{code}") if code in LANGUAGES else Phrase(code)


def mark_language(text: str, code: str) -> Phrase:
    """Gives a text, marked by its language: "潮汐節 [zh-Hant]"."""
    return make_phrase("other_language", name=text, lang=name_language(code))


def join_phrases(phrases: Iterable[str], by: str = "comma") -> Phrase:
    """Gives the phrases that are not empty one after the other, with the row `by` between them."""
    kept = [phrase for phrase in phrases if phrase]
    said = {lang: read_rows("phrases")[by][lang].join(say_in(lang, phrase) for phrase in kept) for lang in LANGUAGES}
    return Phrase(said.pop(ENGLISH), said)


def close_verb(verb: Phrase) -> Phrase:
    """Gives a verb as each language says it of what is not named again: "took part in it", but "visited"."""
    endings, closed = read_rows("endings")["open"], make_phrase("verb_it", verb=verb)
    said = {lang: (closed if verb.say(lang).endswith(tuple(endings[lang])) else verb).say(lang) for lang in LANGUAGES}
    return Phrase(said.pop(ENGLISH), said)


def find_label(term: str) -> Phrase:
    """Gives the label of a class, property or value of the ontology (`org:Post`), empty where it has none."""
    return _get_terms().labels.get(term, Phrase(""))


def name_term(term: str) -> Phrase:
    """Gives the label of a term of the ontology; what has none is called by itself."""
    return find_label(term) or Phrase(term)


def name_value(value: str) -> Phrase:
    """Gives the label of a value of ours, such as a role, type, status or capacity: `chair`."""
    return find_label(f"gba:{value}") or Phrase(value)


def name_kind(kind: str) -> Phrase:
    """Gives what a kind of things is called (`post`: "office"): its class, or a row if it has no class to itself."""
    own = f"kind:{kind}"
    if own in read_rows("phrases"):
        return make_phrase(own)
    class_name = Kind(kind).class_name if kind in set(Kind) else None
    return name_term(class_name) if class_name else Phrase(kind)


def read_kind(kind: str) -> Phrase:
    """Gives a kind of things as ids have it (`post`), in Chinese what it is called."""
    return Phrase(kind, {lang: name_kind(kind).say(lang) for lang in (TRADITIONAL, SIMPLIFIED)})


def read_verb(predicate: str, *, is_inward: bool = False) -> Phrase:
    """Gives what a triple of a predicate says: "visited", or read from its object "was visited by"."""
    terms = _get_terms()
    return (terms.inverse_readings if is_inward else terms.readings).get(predicate, Phrase(predicate))


def say_verb(predicate: str, *, is_inward: bool = False, capacity: str | None = None) -> Phrase:
    """Says a predicate in words, from its subject or inward from its object, of an office in which capacity."""
    if predicate == "org:holds" and capacity in _HELD_AS:
        return make_phrase(f"holder:{capacity}" if is_inward else f"held:{capacity}")
    return read_verb(predicate, is_inward=is_inward)


@cache
def read_rows(name: str) -> Mapping[str, Row]:
    """Gives the rows of a file of `data/wording`, simplified characters among them; DataError names what is wrong."""
    path = find_shipped("data", "wording", f"{name}.json")
    try:
        rows: dict[str, Row] = json.loads(path.read_text(encoding="utf-8"))
        return {key: _complete(row) for key, row in rows.items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise DataError(f"{path}: each row needs words in {ENGLISH} and {TRADITIONAL}: {error!r}") from error


@dataclass(frozen=True, slots=True)
class _Terms:
    """What the ontology calls its terms, and how triples of its predicates are read."""

    labels: Mapping[str, Phrase]
    readings: Mapping[str, Phrase]
    inverse_readings: Mapping[str, Phrase]


@cache
def _get_terms() -> _Terms:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for term, predicate, text in Graph.load(find_shipped("ontology", "kg.ttl")).select(_TERMS).rows:
        if term and predicate and text and text.lang:
            said = found.setdefault(shorten_iri(predicate.value), {}).setdefault(shorten_iri(term.value), {})
            said[text.lang] = text.value
    kept = [
        {term: _make_term_phrase(said) for term, said in found[name].items()}
        for name in ("rdfs:label", "gba:reading", "gba:inverseReading")
    ]
    return _Terms(*kept)


def _make_term_phrase(said: Mapping[str, str]) -> Phrase:
    traditional = said[TRADITIONAL]
    return Phrase(said[ENGLISH], {TRADITIONAL: traditional, SIMPLIFIED: to_simplified(traditional)})


def _complete(row: Row) -> Row:
    english, traditional = row[ENGLISH], row[TRADITIONAL]
    simplified = to_simplified(json.dumps(traditional, ensure_ascii=False)).translate(_MARKS)
    return {**row, ENGLISH: english, TRADITIONAL: traditional, SIMPLIFIED: json.loads(simplified)}


def _choose(words: str | list[str], values: Mapping[str, object]) -> str:
    """Gives the words themselves, or of two forms that of the number."""
    if isinstance(words, str):
        return words
    one, many = words
    return one if values.get("n") == 1 else many


def _fill(words: str, lang: str, values: Mapping[str, object]) -> str:
    filled = {name: say_in(lang, value) if isinstance(value, str) else value for name, value in values.items()}
    return words.format(**filled)
