"""Cuts texts into words that can be searched for, alike for what is written and what is asked."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.languages.scripts import HAN, drop_unseen, to_simplified

# Example: "2024年粵港會議CEO" is 2024, 年, 粵, 港, 會, 議 and ceo.
_WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")


def cut_words(text: str) -> list[str]:
    """Gives the words of a text as they are compared: without case, accents and the difference of Chinese scripts.

    Of Chinese each character is a word: what is asked for may begin and end anywhere in a row of them.
    """
    return _WORD.findall(text.lower() if text.isascii() else _fold(text))


def cut_phrases(text: str) -> list[tuple[str, ...]]:
    """Gives what must be found in another text, all of it: the words of what stands between spaces, in a row.

    `Kwok-ki` is looked for as "kwok ki".
    """
    return [tuple(words) for word in text.split() if (words := cut_words(word))]


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
