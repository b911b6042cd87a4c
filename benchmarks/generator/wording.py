"""Reads wording.yaml: pairs of English and Chinese that the releases are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("wording.yaml")


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing said in English and in traditional Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class GivenName:
    """A character of a given name, and how Hong Kong and Mandarin write it in Latin letters."""

    zh: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All of the file: pairs by the name of their list, syllables of given names, and single words."""

    pairs: dict[str, tuple[Pair, ...]]
    given_names: tuple[GivenName, ...]
    words: dict[str, tuple[str, ...]]
    city_mark: str
    stops: str


@cache
def read_wording() -> Wording:
    """Gives the wording; the file is read once."""
    content = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    given_names = tuple(GivenName(*row) for row in content.pop("given-names"))
    city_mark, stops = content.pop("city-mark"), content.pop("stops")
    pairs = {name: tuple(Pair(*row) for row in rows) for name, rows in content.items() if isinstance(rows[0], list)}
    words = {name: tuple(rows) for name, rows in content.items() if isinstance(rows[0], str)}
    return Wording(pairs, given_names, words, city_mark, stops)
