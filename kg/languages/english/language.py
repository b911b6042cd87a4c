"""Puts English together: its words, its syntax and its readers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from kg.languages.english.dates import read_times
from kg.languages.english.figures import read_figures
from kg.languages.english.lexicon import read_english
from kg.languages.english.phrases import read_phrases
from kg.languages.figure import Figure
from kg.languages.language import Language
from kg.languages.phrase import KnownName, Phrase
from kg.languages.syntax import read_syntax
from kg.languages.time import Time


@cache
def get_english() -> Language:
    """Gives English, read once per process."""
    return Language("en", "en", read_english(), read_syntax("en"), _read_phrases, _read_times, _read_figures, _survey)


def _read_phrases(text: str, known: Mapping[int, KnownName], surnames: frozenset[str]) -> list[Phrase]:
    return read_phrases(text, known, read_english(), surnames=surnames)


def _read_times(text: str, issued: date) -> list[Time]:
    return read_times(text, issued, read_english())


def _read_figures(text: str) -> list[Figure]:
    return read_figures(text, read_english())


def _survey(_text: str, _surnames: frozenset[str]) -> frozenset[str]:
    """English marks its names by capitals: each sentence tells its own."""
    return frozenset()
