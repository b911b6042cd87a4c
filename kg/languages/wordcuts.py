"""Cuts texts into words that can be searched for, alike for what is written and what is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

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


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other; where it `is_open` the last of them need only begin a word."""

    words: tuple[str, ...]
    is_open: bool = False

    def count_in(self, words: Sequence[str]) -> int:
        """Says how often it stands among the words of a text."""
        *before, last = self.words
        size = len(before)
        return sum(
            (word.startswith(last) if self.is_open else word == last) and list(words[place - size : place]) == before
            for place, word in enumerate(words[size:], size)
        )


def cut_phrases(text: str) -> list[Phrase]:
    """Gives what must be found in another text, all of it: what stands between spaces must be found in a row.

    `Kwok-ki` is looked for as "kwok ki". A character that stands alone is found wherever it stands.
    """
    return [_make_phrase(words) for word in text.split() if (words := cut_words(word))]


def _make_phrase(words: list[str]) -> Phrase:
    *before, last = words
    is_lone = is_character(last)
    if is_lone and before and len(before[-1]) == 2 and before[-1][1] == last:
        # The last two characters say it already; in a longer text others may follow.
        return Phrase(tuple(before))
    return Phrase(tuple(words), is_lone)


def is_character(word: str) -> bool:
    """Tells whether a word is one Chinese character."""
    match = _PIECE.fullmatch(word)
    return len(word) == 1 and match is not None and match.lastgroup == "han"


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", drop_unseen(text)).casefold()
    return unicodedata.normalize("NFD", plain).translate(_FOLDED)


# Where letters and characters stand that may be compared as others: Latin, Greek, full width, Chinese.
_WRITTEN = ((0x41, 0x24F), (0x370, 0x3FF), (0x1E00, 0x1EFF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF10, 0xFF5A))


class _Folded(dict[int, str]):
    """What each character is compared as, found out once: nothing for an accent, the simplified one for a Chinese one.

    One by one: by the words around, a part of a text could have other characters than the whole.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = "" if unicodedata.combining(char) else to_simplified(char)
        return self[code]


_FOLDED = _Folded()


def list_variants(char: str) -> str:
    """Gives the characters that are compared as this one is, itself the first: in any case and script, with accents.

    Ligatures, and accents that stand apart from their letter, are not thought of.
    """
    return _find_variants()[char]


@cache
def _find_variants() -> _Variants:
    """Gives the characters that each character is compared as, told by the latter."""
    found = _Variants()
    for first, last in _WRITTEN:
        for char in map(chr, range(first, last + 1)):
            if (folded := _fold(char)) and folded != char and char.isalnum() and len(folded) == 1:
                found[folded] = found[folded] + char
    return found


class _Variants(dict[str, str]):
    def __missing__(self, char: str) -> str:
        return char
