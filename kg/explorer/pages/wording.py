"""Turns keys of `data/wording/explorer.json` into the words of the pages."""

from __future__ import annotations

from collections.abc import Mapping

from kg.phrases import LANGUAGES, Phrase, fill_row, make_phrase, read_rows

_FILE = "explorer"


def say(key: str, /, **values: object) -> Phrase:
    """Gives the words of a row, filled; a row that the lookups have too need not be written twice.

    >>> str(say("page_of", n=2, m=3))
    'page 2 of 3'
    """
    rows = read_rows(_FILE)
    return fill_row(rows[key], values) if key in rows else make_phrase(key, **values)


def list_words(prefix: str) -> Mapping[str, list[object]]:
    """Gives the words of the rows whose keys begin so, each in every language, for a script to fill."""
    rows = {key: row for key, row in read_rows(_FILE).items() if key.startswith(prefix)}
    return {key: [row[lang] for lang in LANGUAGES] for key, row in rows.items()}
