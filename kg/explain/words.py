"""Turns keys of `data/wording/explain.json` and terms of the graph into Phrases, which the text and the page say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.phrases import ENGLISH, Phrase, fill_row, name_value, read_rows, say_verb


def say(key: str, /, **values: object) -> Phrase:
    """Gives the words of a row, filled: `say("more", n=3)` is "and 3 more"."""
    return fill_row(read_rows("explain")[key], values)


def say_if_known(family: str, code: str) -> Phrase:
    """Gives the words of a code of a family of rows (`marker`, `behalf`); a code without a row is said by itself."""
    key = f"{family}:{code}"
    return say(key) if key in read_rows("explain") else Phrase(code)


def say_predicate(predicate: str, *, capacity: str | None = None) -> Phrase:
    """Gives what a statement says, in the words of the picture: "took part in", of an acting holder "was acting"."""
    key = f"verb:{predicate}"
    return say(key) if key in read_rows("explain") else say_verb(predicate, capacity=capacity)


def say_term(term: str) -> Phrase:
    """Gives what a value of the graph is called: "gba:planned" is "planned"."""
    return name_value(term.partition(":")[2] or term)


def translate(text: str) -> Phrase:
    """Gives words that are written in English elsewhere (what a frame or a rule says, why the story refused) as a
    phrase; what has no row in `data/wording/readings.json` stays in English."""
    return _index_readings().get(text) or Phrase(text)


@cache
def _index_readings() -> Mapping[str, Phrase]:
    return {str(row[ENGLISH]): fill_row(row, {}) for row in read_rows("readings").values()}
