"""Turns Chinese text from one script into the other."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, zero-width spaces and joiners
_HIDDEN = re.compile(f"[{UNSEEN}]")
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # the Chinese characters, for an expression
_HAN = re.compile(f"[{HAN}]")

# Full-width digits and letters, radicals that stand for their character, and characters encoded a second time.
_VARIANTS = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def to_plain(text: str) -> str:
    """Gives a text in which each digit, letter and character stands in its plain form; its length stays."""
    return text if text.isascii() else _VARIANTS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)


def drop_unseen(text: str) -> str:
    """Gives a text without the characters that nobody sees."""
    return text if text.isascii() else _HIDDEN.sub("", text)


def has_han(text: str) -> bool:
    """Tells whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def to_simplified(text: str) -> str:
    """Gives a text in simplified characters; several traditional ones may share one, so names compare best so."""
    return str(_load_converter("hk2s").convert(text)) if has_han(text) else text


def to_traditional(text: str) -> str:
    """Gives a text in traditional characters as Hong Kong writes them; where one stands for two, by the word around."""
    return str(_load_converter("s2hk").convert(text)) if has_han(text) else text


@cache
def _load_converter(direction: str) -> OpenCC:
    return OpenCC(direction)
