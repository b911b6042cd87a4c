"""Turns a Chinese character into its readings, without tones: Cantonese in Jyutping, Mandarin in pinyin.

Importing this module loads both dictionaries (1 s, 130 MB), so no reader of English text may stand on it.
"""

from __future__ import annotations

import pypinyin
from ToJyutping import get_jyutping_candidates

Readings = frozenset[str]


def list_jyutping(character: str) -> Readings:
    """Gives every Cantonese reading of a character, traditional or simplified; empty where none is known."""
    [(_, readings)] = get_jyutping_candidates(character)
    return frozenset(reading.rstrip("123456") for reading in readings or () if " " not in reading)


def list_pinyin(character: str) -> Readings:
    """Gives every Mandarin reading of a character, with "v" for ü; empty where none is known."""
    found = pypinyin.pinyin(character, heteronym=True, style=pypinyin.Style.NORMAL, errors="ignore")
    return frozenset(found[0]) if found else frozenset()
