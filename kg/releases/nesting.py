"""Tells how deep the tags of a page stand inside each other: a parser takes the square of that in time."""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 1_000  # no page of a release or list comes near
# Tags that end by themselves, so that many of them do not stand in each other.
_SHALLOW = frozenset((
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "td", "th", "tr", "track", "wbr",
))  # fmt: skip
# A tag, or what holds none: a comment, a script.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z) | <(?P<raw>script|style)\b.*?(?:</(?P=raw)|\Z) | <(?P<end>/?)(?P<name>[a-z][a-z0-9]*)",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def nests_deeper(content: str, deepest: int) -> bool:
    """Says whether more tags than that are open at one place; an end that nothing began closes nothing."""
    still_open: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(content):
        name = (match["name"] or "").lower()
        if not name or name in _SHALLOW:
            continue
        if not match["end"]:
            still_open[name] += 1
            depth += 1
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
        if depth > deepest:
            return True
    return False
