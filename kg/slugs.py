"""Turns a name into the last part of an IRI."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MOST_NAMES = 1 << 14
_OUT = re.compile(r"[\W_]+")


@lru_cache(maxsize=_MOST_NAMES)
def fold_name(name: str) -> str:
    """Gives one comparable form of a name: width, case, accents, punctuation and a leading "the" gone."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = _OUT.sub(" ", text.replace("'", "").replace("’", "").replace(" & ", " and ")).strip()
    return text.removeprefix("the ").replace("co operation", "cooperation").replace("co ordination", "coordination")


def make_slug(name: str) -> str:
    """Gives a readable slug: "Søren Bindesbøll" is "søren-bindesbøll"; two spellings of one name share it."""
    return fold_name(name).replace(" ", "-") or "unnamed"
