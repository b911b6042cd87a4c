"""Writes comparisons of dates so that a day is compared with days only, as SPARQL has it.

Virtuoso compares a day with months and years too, and with times: `?date >= "2020-01-01"^^xsd:date` finds there what
has no day at all. Where the value is of another type, what is compared here is nothing, which is an error as it is
elsewhere, or for `=` and `!=` another text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.graph.terms import PREFIXES, expand_iri
from kg.graph.tokens import Token, cut_question

_ORDERS: Final = frozenset({"<", ">", "<=", ">="})
_EQUALS: Final = frozenset({"=", "!="})
# Their texts are in the order of their days; Virtuoso has none for months and years of its own.
_BY_TEXT: Final = frozenset(PREFIXES["xsd"] + name for name in ("date", "gYearMonth", "gYear"))
_TIME: Final = PREFIXES["xsd"] + "dateTime"
_NOTHING: Final = "?kg__nothing"


def guard_dates(sparql: str) -> str:
    """Gives a question in which each comparison of a variable with a date is one with dates of that type."""
    tokens = list(cut_question(sparql))
    texts = [token.text for token in tokens]
    places = [place for place, token in enumerate(tokens) if not token.is_skipped]
    for start, place in enumerate(places):
        if tokens[place].kind != "variable":
            continue
        behind, before = places[start + 1 : start + 7], places[max(0, start - 6) : start]
        for size in (1, 2):
            _guard(tokens, texts, place, behind[:size], behind[size : size + 4])
            _guard(tokens, texts, place, before[-size:], before[-size - 4 : -size])
    return "".join(texts)


def _guard(tokens: Sequence[Token], texts: list[str], variable: int, sign: Sequence[int], date: Sequence[int]) -> None:
    """Writes two sides anew where they are compared by a whole sign, and one is a date: its text, `^^` and its type."""
    compared = "".join(tokens[place].text for place in sign)
    if len(date) < 4 or compared not in _ORDERS | _EQUALS or [tokens[place].text for place in date[1:3]] != ["^", "^"]:
        return
    text, *carets, kind = date
    datatype = expand_iri(tokens[kind].text).strip("<>")
    if tokens[text].kind != "text" or datatype not in (*_BY_TEXT, _TIME):
        return
    name = tokens[variable].text
    if datatype == _TIME:
        if compared in _ORDERS:
            texts[variable] = f"IF(DATATYPE({name}) = <{datatype}>, {name}, {_NOTHING})"
        return
    other = f"STR({_NOTHING})" if compared in _ORDERS else '""'
    texts[variable] = f"IF(DATATYPE({name}) = <{datatype}>, STR({name}), {other})"
    for place in (*carets, kind):
        texts[place] = ""
