"""Looks at what stands right in front of a place in a text."""

from __future__ import annotations

import re

_REACH = 300  # characters: longer than what any expression has to say of a place


def search_front(expression: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Gives the match of an expression that closes with `\\Z` at `end`.

    It looks back a few hundred characters at most, so that a look costs the same wherever in a text it is taken.
    """
    return expression.search(text, max(0, end - _REACH), end)
