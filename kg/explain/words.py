"""Turns the terms of the graph (`gba:metWith`, `gba:yearFromIssued`) into words for a reader."""

from __future__ import annotations

import re

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPECIAL = {
    "gba:statedDate": "stated in full",
    "gba:yearFromIssued": "the year follows from the day of issue",
    "gba:relativeToIssued": "worked out from the day of issue",
    "org:subOrganizationOf": "is part of",
    "schema:about": "is about",
}


def say_term(term: str) -> str:
    """Gives the words of a term: "gba:metWith" is "met with"."""
    return _SPECIAL.get(term) or _HUMP.sub(" ", term.partition(":")[2] or term).lower()
