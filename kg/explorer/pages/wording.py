"""Turns keys of `data/wording/explorer.json` into the words of the pages."""

from __future__ import annotations

from kg.phrases import Phrase, fill_row, make_phrase, read_rows

_FILE = "explorer"


def say(key: str, /, **values: object) -> Phrase:
    """Gives the words of a row, filled; a row that the lookups have too need not be written twice.

    >>> str(say("page_of", n=2, m=3))
    'page 2 of 3'
    """
    rows = read_rows(_FILE)
    return fill_row(rows[key], values) if key in rows else make_phrase(key, **values)
