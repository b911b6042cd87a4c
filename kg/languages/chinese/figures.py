"""Reads stated figures: 超過160 000人次, 約七千名, 近300位賓客, 22萬宗申請, 280多場活動."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.figure import Figure
from kg.languages.numerals import read_number

_NUMBER = r"\d{1,3}(?:[ ,]\d{3})+(?!\d)|\d+(?:\.\d+)?|[一二三四五六七八九十百千]+"


def read_figures(sentence: str, lexicon: ChineseLexicon) -> list[Figure]:
    """Reads the figures of a sentence's reading text that count something of the lexicon's units."""
    return [figure for match in _compile(lexicon).finditer(sentence) if (figure := _make(match, lexicon)) is not None]


def _make(match: re.Match[str], lexicon: ChineseLexicon) -> Figure | None:
    plain = re.sub("[ ,]", "", read_number(match["number"]))
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain) or (match["scale"] is None and plain == "1"):
        return None
    number = Decimal(plain) * int(lexicon.figure_scales.get(match["scale"] or "", "1"))
    bound = lexicon.figure_bounds.get(match["bound"] or "", "least" if match["more"] else "exactly")
    return Figure(match.start(), match.end(), format(number.normalize(), "f"), bound, match["unit"])


@cache
def _compile(lexicon: ChineseLexicon) -> re.Pattern[str]:
    bounds, scales, units = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        for words in (lexicon.figure_bounds, lexicon.figure_scales, lexicon.figure_units)
    )
    return re.compile(
        rf"(?P<bound>{bounds})?(?<![\w$.,])?(?P<number>{_NUMBER})(?P<scale>{scales})?(?P<more>[多餘])?\s?(?P<unit>{units})"
    )
