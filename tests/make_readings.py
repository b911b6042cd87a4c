"""Writes `data/romanisation/readings.csv` anew from two dictionaries: `python tests/make_readings.py`."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version

import pypinyin
from ToJyutping import get_jyutping_candidates

from kg.files import find_shipped, write_whole

_FIRST, _LAST = 0x2E80, 0x33FFF  # what holds all Chinese characters
_SURROGATES = range(0xD800, 0xE000)


def write_table() -> str:
    """Gives the table: a line for each reading, with all characters that have it."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(("system", "reading", "characters", "source"))
    for system, package, list_readings in (
        ("jyutping", "tojyutping", _list_jyutping),
        ("pinyin", "pypinyin", _list_pinyin),
    ):
        characters: defaultdict[str, str] = defaultdict(str)
        for code in range(_FIRST, _LAST + 1):
            if code not in _SURROGATES:
                for reading in set(list_readings(chr(code))):
                    characters[reading] += chr(code)
        for reading in sorted(characters):
            table.writerow((system, reading, characters[reading], f"{package} {version(package)}"))
    return written.getvalue()


def _list_jyutping(character: str) -> Iterable[str]:
    [(_, readings)] = get_jyutping_candidates(character)
    return (reading.rstrip("123456") for reading in readings or () if " " not in reading)


def _list_pinyin(character: str) -> Iterable[str]:
    found = pypinyin.pinyin(character, heteronym=True, style=pypinyin.Style.NORMAL, errors="ignore")
    return found[0] if found else ()


if __name__ == "__main__":
    write_whole(find_shipped("data", "romanisation", "readings.csv"), write_table().encode())
