"""Turns a Chinese character into its spellings in a name: Hong Kong's, Macao's, pinyin, Wade-Giles.

`kg.languages.readings` knows how a character sounds; `data/romanisation/spellings.csv` how a sound is written, by the
beginning and the end of the syllable: "zoeng" is ch, ts or j and then eung or eong. Surnames have their own table.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.readings import list_jyutping, list_pinyin

SYSTEMS = ("hk", "macao", "pinyin", "wade-giles")
Spellings = frozenset[str]
Row = Mapping[str, str]
_PARTS = ("initial", "final", "syllable", "character")
_COLUMNS = {
    "spellings": ("system", "part", "sound", "spellings", "source"),
    "forenames": ("forename", "source"),
    "surnames": ("romanisation", "zh_hant", "zh_hans", "system", "compound", "source"),
}
_NONE = "-"
_READERS = {"hk": list_jyutping, "macao": list_jyutping, "pinyin": list_pinyin, "wade-giles": list_pinyin}


@dataclass(frozen=True, slots=True)
class System:
    """How one system writes the parts of a syllable, whole syllables, single characters and surnames."""

    initial: dict[str, Spellings] = field(default_factory=dict)
    final: dict[str, Spellings] = field(default_factory=dict)
    syllable: dict[str, Spellings] = field(default_factory=dict)
    character: dict[str, Spellings] = field(default_factory=dict)
    surnames: dict[str, Spellings] = field(default_factory=dict)


@lru_cache(maxsize=65536)
def find_spellings(character: str, system: str) -> Spellings:
    """Gives the spellings of a character in a system, by all its readings."""
    table = read_systems()[system]
    found = (spell_reading(reading, table) for reading in _READERS[system](character))
    return table.character.get(character, Spellings()).union(*found)


@lru_cache(maxsize=65536)
def find_surname_spellings(character: str, system: str) -> Spellings:
    """Gives the spellings of a character as a surname: as elsewhere, and as families write it."""
    return find_spellings(character, system) | read_systems()[system].surnames.get(character, Spellings())


def spell_reading(reading: str, table: System) -> Spellings:
    """Gives the spellings of a syllable in Jyutping or pinyin: "gei" is kei, ki, kee, gei, gi or gee in Hong Kong."""
    parts = ((reading[:end], reading[end:]) for end in (2, 1, 0))
    initial, final = next(
        ((start or _NONE, rest) for start, rest in parts if (start or _NONE) in table.initial and rest in table.final),
        (_NONE, ""),
    )
    spelt = {
        start.replace(_NONE, "") + rest
        for start in table.initial.get(initial, ())
        for rest in table.final.get(final, ())
    }
    return table.syllable.get(reading, Spellings()) | spelt


@cache
def list_syllables(system: str) -> Spellings:
    """Gives every syllable the system can write, with a meaning or without."""
    table = read_systems()[system]
    starts = {"" if start == _NONE else start for spelt in table.initial.values() for start in spelt}
    ends = {end for spelt in table.final.values() for end in spelt}
    whole = (spelt for part in (table.syllable, table.character, table.surnames) for spelt in part.values())
    return Spellings(start + end for start in starts for end in ends).union(*whole)


@cache
def list_surnames(system: str) -> Spellings:
    """Gives the spelt surnames of a system, compound ones joined ("auyeung"), without those that are forenames too."""
    path = find_shipped("data", "romanisation", "forenames.csv")
    forenames = {row["forename"].lower() for row in _read_rows(path, "forenames")}
    return frozenset(_join(row["romanisation"]) for row in _read_surnames() if row["system"] == system) - forenames


@cache
def list_compound_surnames() -> frozenset[str]:
    """Gives the surnames of two characters, in both scripts."""
    return frozenset(name for row in _read_surnames() if row["compound"] == "1" for name in _split_surnames(row))


@cache
def read_systems() -> Mapping[str, System]:
    """Reads the tables once. Raises DataError for a missing table or column, an unknown system or part."""
    systems = {name: System() for name in SYSTEMS}
    path = find_shipped("data", "romanisation", "spellings.csv")
    for line, row in enumerate(_read_rows(path, "spellings"), 2):
        if row["system"] not in SYSTEMS or row["part"] not in _PARTS:
            raise DataError(f"{path}, line {line}: the system is one of {SYSTEMS}, the part one of {_PARTS}")
        getattr(systems[row["system"]], row["part"])[row["sound"]] = frozenset(row["spellings"].split(" | "))
    for row in _read_surnames():
        surnames = systems[row["system"]].surnames
        for name in _split_surnames(row):
            surnames[name] = surnames.get(name, Spellings()) | {_join(row["romanisation"])}
    return systems


def _read_surnames() -> list[Row]:
    return _read_rows(find_shipped("data", "gazetteer", "surnames.csv"), "surnames")


def _split_surnames(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{row['zh_hant']} | {row['zh_hans']}".split(" | ")))


def _join(romanisation: str) -> str:
    return romanisation.lower().replace("-", "").replace(" ", "")


def _read_rows(path: Path, table: str) -> list[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows: list[Row] = [*reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read as UTF-8 CSV ({error})") from error
    if reader.fieldnames != [*_COLUMNS[table]] or any(
        len(row) != len(_COLUMNS[table]) or None in row.values() for row in rows
    ):
        raise DataError(f"{path}: the columns must be {', '.join(_COLUMNS[table])}, each with a value in every row")
    return rows
