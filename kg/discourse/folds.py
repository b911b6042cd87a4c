"""Takes asides out of a row, so that who acts stands right before the verb: "and members of his delegation", "two
start-ups from Hong Kong,"."""

from __future__ import annotations

import re

from kg.mentions.rows import Row
from kg.patterns import KIND_MARKS, get_expressions, has_words


def fold_asides(row: Row) -> None:
    """Takes out what adds nobody by name."""
    language = row.language
    for kind in ("entourage", "role", "count"):
        if has_words(language, f"{kind}_words", row.text):
            _cut(row, get_expressions(language, f"{kind}_aside"))
    if row.text.count(KIND_MARKS["person"]) > 1:
        _cut(row, get_expressions(language, "occupation_aside"))


def _cut(row: Row, asides: tuple[re.Pattern[str], ...]) -> None:
    for aside in asides:
        row.cut([match.span("cut") for match in aside.finditer(row.text)])
