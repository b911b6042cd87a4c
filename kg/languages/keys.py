"""Turns a spelling into the key that it shares with other spellings of one name, and into what finds it by a part."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kg.languages.scripts import has_han, to_simplified


def fold(text: str) -> str:
    """Gives what two spellings share: letters and digits, without case, accents, spaces, hyphens."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in decomposed if char.isalnum())


@lru_cache(maxsize=1 << 14)
def make_key(text: str) -> str:
    """Gives what two spellings share, in either Chinese script."""
    return to_simplified(fold(text))


def list_surnames(name: str) -> set[str]:
    """Gives the keys of what may be the surname in a name: its first or last word, or its first characters."""
    key = make_key(name)
    if has_han(key):
        return {key[:1], key[:2]}
    first, *rest = name.split() or [""]
    return {make_key(first), make_key(rest[-1])} if rest else set()


def list_grams(key: str) -> set[str]:
    """Gives each two letters that follow each other in a key, and each Chinese character by itself.

    A key that is a part of another has no grams that the other has not.
    """
    return {key[at : at + 2] for at in range(max(len(key) - 1, 1))} | {char for char in key if has_han(char)}
