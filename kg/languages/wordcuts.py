"""Cuts texts into words that can be searched for, alike for what is written and what is asked."""

from __future__ import annotations

import re
import unicodedata

from kg.languages.scripts import HAN, drop_unseen, to_simplified

# Example: "2024年粵港會議CEO" is 2024, 年粵港會議 (Chinese) and ceo.
_PIECE = re.compile(rf"(?P<han>[{HAN}]+)|(?P<word>[^\W_{HAN}]+)")


def cut_words(text: str) -> list[str]:
    """Gives the words of a text as they are compared: without case, accents and the difference of Chinese scripts.

    Chinese is given as each two characters that follow each other, and the last one of a row alone.
    """
    folded = text.lower() if text.isascii() else _fold(text)
    words: list[str] = []
    for piece in _PIECE.finditer(folded):
        if piece["word"]:
            words.append(piece["word"])
        else:
            words += [piece["han"][place : place + 2] for place in range(len(piece["han"]))]
    return words


def is_character(word: str) -> bool:
    """Tells whether a word is one Chinese character."""
    match = _PIECE.fullmatch(word)
    return len(word) == 1 and match is not None and match.lastgroup == "han"


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", drop_unseen(text)).casefold()
    return unicodedata.normalize("NFD", plain).translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each character is compared as, found out once: nothing for an accent, the simplified one for a Chinese one.

    One by one: by the words around, a part of a text could have other characters than the whole.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = "" if unicodedata.combining(char) else to_simplified(char)
        return self[code]


_FOLDED = _Folded()
