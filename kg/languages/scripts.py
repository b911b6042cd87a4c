"""Turns Chinese text from one script into the other."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


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
