"""Turns a row of the gazetteer into a noun: a Thing, its Names, a Holding, a NameHit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

GENERAL_KNOWLEDGE = "general-knowledge"
PREFERRED = "pref"


def is_general(source: str) -> bool:
    """Whether a row's source is the compiler's general knowledge; another one may have given its Chinese name."""
    return source.startswith(GENERAL_KNOWLEDGE)


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form: `lang` is en, zh-Hant or zh-Hans; `use` is pref (one per language at a time), alt or abbrev.

    `valid_from` and `valid_to` are given only where the name's span differs from its thing's.
    """

    text: str
    lang: str
    use: str
    valid_from: str | None = None
    valid_to: str | None = None
    source: str = ""

    @property
    def is_preferred(self) -> bool:
        """Whether the thing is called so today."""
        return self.use == PREFERRED and self.valid_to is None


@dataclass(frozen=True, slots=True)
class Naming:
    """What a thing was called for a time: its preferred names, by language."""

    valid_from: str | None
    valid_to: str | None
    names: tuple[Name, ...]

    @property
    def source(self) -> str:
        """Where the names come from, those places first that are more than general knowledge."""
        return " | ".join(sorted(dict.fromkeys(name.source for name in self.names), key=is_general))


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A known thing, one for its id: kind is person, body, mechanism, post, place, initiative or agreement.

    `subkind` is the kind in its table (bureau, city, plan ...; a post's rank). `body` is a post's body, `parent` the
    thing above a body or place, `start` an initiative's or agreement's date. Dates are YYYY, YYYY-MM or YYYY-MM-DD.
    `is_general`: no source but the compiler's general knowledge says so.
    """

    id: str
    kind: str
    subkind: str | None = None
    labels: tuple[Name, ...] = ()
    honorific: str | None = None
    gender: str | None = None
    body: str | None = None
    parent: str | None = None
    jurisdiction: str | None = None
    single_seat: bool | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    start: str | None = None
    parties: tuple[str, ...] = ()
    is_general: bool = False

    @property
    def is_part_of_world(self) -> bool:
        """Whether it is a place larger than any country: Southeast Asia."""
        return self.kind == "place" and self.subkind == "region" and self.parent is None

    def get_label(self, lang: str) -> str | None:
        """Gives the preferred name in a language."""
        return next((name.text for name in self.labels if name.lang == lang and name.is_preferred), None)

    @property
    def namings(self) -> tuple[Naming, ...]:
        """What it was called at which time, the earliest first; empty where it was never called otherwise."""
        periods: dict[tuple[str | None, str | None], list[Name]] = {}
        for name in self.labels:
            if name.use == PREFERRED and (name.valid_from or name.valid_to):
                periods.setdefault((name.valid_from, name.valid_to), []).append(name)
        namings = [Naming(*period, tuple(names)) for period, names in periods.items()]
        return tuple(sorted(namings, key=lambda naming: naming.valid_from or ""))


@dataclass(frozen=True, slots=True)
class Change:
    """A change of bodies, by their ids: on `date` (YYYY, YYYY-MM or YYYY-MM-DD) the resulting ones came out of the
    original ones. Without original ones a body was set up, without resulting ones it ended."""

    date: str
    originals: tuple[str, ...]
    results: tuple[str, ...]
    row: str
    source: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A term of office; `start` and `end` are inclusive, `as_of` is the last day for which a source attests it."""

    person: str
    post: str
    start: str | None
    end: str | None
    is_acting: bool
    as_of: str | None
    source: str

    @property
    def is_general(self) -> bool:
        """Whether no source but general knowledge says so."""
        return is_general(self.source)

    @property
    def known_from(self) -> str:
        """The first day known to be in the term, or empty."""
        return self.start or self.as_of or ""

    def covers(self, day: str) -> bool:
        """Tells whether the term may include a day (YYYY-MM-DD); an open end is not an end."""
        # "2018" and "2018-05" sort before the days in them; with "~" they sort after.
        return self.known_from <= day and (self.end is None or f"{self.end}~" >= day)


class NameHit(NamedTuple):
    """A known name in a text: `text` as it stands there, and the ids of all things that bear it, sorted."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    use: str
