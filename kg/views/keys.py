"""Turns a spelling into the key that it shares with other spellings of one name."""

from __future__ import annotations

import unicodedata

from kg.languages.scripts import to_simplified


def fold(text: str) -> str:
    """Gives what two spellings share: letters and digits, without case, accents, spaces, hyphens."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in decomposed if char.isalnum())


def make_key(text: str) -> str:
    """Gives what two spellings share, in either Chinese script."""
    return to_simplified(fold(text))
