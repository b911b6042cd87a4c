"""Reads stated figures: "over 220 000 applications", "about 90 000 talents", "nearly 1.5 million visitors"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kg.languages.english.lexicon import EnglishLexicon
from kg.languages.figure import Figure

# "220 000", "1,200", "87 million", "1.5 million"
_NUMBER = r"\d{1,3}(?:[ ,]\d{3})+(?!\d)|\d+(?:\.\d+)?"


def read_figures(sentence: str, lexicon: EnglishLexicon) -> list[Figure]:
    """Reads the figures of a sentence's reading text that count something of the lexicon's units."""
    return [_make_figure(match, lexicon) for match in _compile(lexicon).finditer(sentence)]


def _make_figure(match: re.Match[str], lexicon: EnglishLexicon) -> Figure:
    number = Decimal(re.sub("[ ,]", "", match["number"])) * int(lexicon.figure_scales.get(match["scale"] or "", "1"))
    bound = lexicon.figure_bounds.get((match["bound"] or "").lower(), "exactly")
    value = format(number.normalize(), "f")
    return Figure(match.start(), match.end(), value, bound, match["unit"])


@cache
def _compile(lexicon: EnglishLexicon) -> re.Pattern[str]:
    bounds, scales, units = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        for words in (lexicon.figure_bounds, lexicon.figure_scales, lexicon.figure_units)
    )
    return re.compile(
        rf"(?:\b(?P<bound>(?i:{bounds}))\s+)?(?<![\w$.,])(?P<number>{_NUMBER})(?:\s+(?P<scale>{scales}))?"
        rf"(?:\s+(?!and\b|or\b|of\b)[a-z-]+){{0,2}}?\s+(?P<unit>{units})\b"
    )
