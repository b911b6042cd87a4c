"""Turns a Chinese character into its readings, without tones: Cantonese in Jyutping, Mandarin in pinyin.

They stand in `data/romanisation/readings.csv`, a line for each reading: two dictionaries would take a second to load.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from kg.errors import DataError
from kg.files import find_shipped

Readings = frozenset[str]
_COLUMNS = ["system", "reading", "characters", "source"]
_NONE: Readings = frozenset()


def list_jyutping(character: str) -> Readings:
    """Gives every Cantonese reading of a character, traditional or simplified; empty where none is known."""
    return _read_readings("jyutping").get(character, _NONE)


def list_pinyin(character: str) -> Readings:
    """Gives every Mandarin reading of a character, with "v" for ü; empty where none is known."""
    return _read_readings("pinyin").get(character, _NONE)


@cache
def _read_readings(system: str) -> Mapping[str, Readings]:
    """Gives the readings of each character; DataError names a table that cannot be read."""
    path = find_shipped("data", "romanisation", "readings.csv")
    found: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            if next(rows, None) != _COLUMNS:
                raise DataError(f"{path}: the columns must be {', '.join(_COLUMNS)}")
            for name, reading, characters, _ in rows:
                if name == system:
                    for character in characters:
                        found[character] = f"{found[character]} {reading}" if character in found else reading
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read ({error})") from error
    # Few combinations of readings, many characters.
    sets = {readings: frozenset(readings.split()) for readings in set(found.values())}
    return {character: sets[readings] for character, readings in found.items()}
