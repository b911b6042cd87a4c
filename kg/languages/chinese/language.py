"""Puts Chinese together: its words, its syntax and its readers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.languages.chinese.dates import read_times
from kg.languages.chinese.figures import read_figures
from kg.languages.chinese.lexicon import read_chinese
from kg.languages.chinese.phrases import read_phrases
from kg.languages.chinese.survey import survey_people
from kg.languages.figure import Figure
from kg.languages.language import Language
from kg.languages.phrase import KnownName, Phrase
from kg.languages.syntax import read_syntax


@cache
def get_chinese() -> Language:
    """Gives Chinese, read once per process."""
    return Language(
        "zh", "zh-Hant", read_chinese(), read_syntax("zh"), _read_phrases, read_times, _read_figures, _survey
    )


def _read_phrases(text: str, known: Mapping[int, KnownName], surnames: frozenset[str]) -> list[Phrase]:
    return read_phrases(text, known, read_chinese(), surnames=surnames)


def _read_figures(text: str) -> list[Figure]:
    return read_figures(text, read_chinese())


def _survey(text: str, surnames: frozenset[str]) -> frozenset[str]:
    return survey_people(text, read_chinese(), surnames)
