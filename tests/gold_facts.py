"""Turns a facts file, and what the extractor read, into the same rows of facts, so that they can be compared."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from kg.releases import Release, read_release
from kg.statements import Agreement, Event, Extraction, Tenure

GOLD = Path(__file__).resolve().parent / "gold"
SAMPLES = GOLD.parents[1] / "data" / "releases"
KINDS: Final = (
    "people",
    "bodies",
    "places",
    "initiatives",
    "tenures",
    "under",
    "events",
    "event roles",
    "event places",
    "agreements",
)
# "the Bureau of Water and Climate" and "Bureau for Water & Climate" are one name.
_SMALL_WORDS = frozenset(("the", "of", "and", "for", "a", "an", "in", "on", "under", "s", "at", "by", "with", "de"))
_JOINED = re.compile(r"\bco[- ](?=op|ord)")
_BREAKS = re.compile(r"[\W_]+")
# How the ontology's finer roles are counted in gold.
_COARSE_ROLES = {
    **dict.fromkeys(("visitor", "attendee", "accompanying", "leader", "met-with"), "participant"),
    "co-chair": "chair",
}

Names = frozenset[tuple[str, ...]]
NO_NAME: Final[Names] = frozenset()


@dataclass(frozen=True, slots=True)
class Fact:
    """What is compared: exact words (type, role, status), a day, month or year, and things, each by all of its names.

    In a gold fact a date of None, or a thing without a name, says that it does not matter.
    """

    words: tuple[str, ...]
    things: tuple[Names, ...]
    date: str | None = None

    def __str__(self) -> str:
        things = [" | ".join(sorted(" ".join(name) for name in names)) or "-" for names in self.things]
        return "; ".join([*self.words, *filter(None, [self.date]), *things])


Facts = Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class GoldRelease:
    """A release of ours and the facts that it states; `people` and `bodies` list the names of each, as written."""

    release: Release
    kind: str
    facts: Facts
    people: tuple[tuple[str, ...], ...]
    bodies: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> tuple[str, ...]:
    """Gives the words by which names are compared: case, accents, punctuation and small words gone."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("’", "'")
    words = _BREAKS.sub(" ", _JOINED.sub("co", plain)).split()
    return tuple(word for word in words if word not in _SMALL_WORDS) or tuple(words)


def fold_all(names: Iterable[str]) -> Names:
    """Folds all names of one thing."""
    return frozenset(map(fold, names))


@cache
def read_gold_releases(folder: Path = GOLD) -> tuple[GoldRelease, ...]:
    """Reads every facts file of a folder once, with its release, in the order of the ids."""
    return tuple(make_gold_release(raw, release) for raw, release in read_raw_releases(folder))


# The grammars, and the languages of releases that each reads.
GRAMMARS: Final[Mapping[str, tuple[str, ...]]] = {"en": ("en",), "zh": ("zh-Hant", "zh-Hans")}
# What is scored apart: the gold of each grammar, and the Chinese sample releases, whose people are real.
SETS: Final = (*GRAMMARS, "zh samples")


@cache
def list_gold(name: str) -> tuple[GoldRelease, ...]:
    """Gives the gold releases of one of the sets."""
    if name == "zh samples":
        return tuple(make_gold_release(raw, release) for raw, release in _read_raw(GOLD / "samples", SAMPLES))
    return tuple(gold for gold in read_gold_releases() if gold.release.lang in GRAMMARS[name])


def read_raw_releases(folder: Path = GOLD) -> Iterator[tuple[Mapping[str, Any], Release]]:
    """Gives the content of every facts file as it is written, with its release."""
    return _read_raw(folder / "facts", folder / "releases")


def _read_raw(facts: Path, releases: Path) -> Iterator[tuple[Mapping[str, Any], Release]]:
    for path in sorted(facts.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8")), read_release(releases / f"{path.stem}.txt")


def make_gold_release(raw: Mapping[str, Any], release: Release) -> GoldRelease:
    """Makes a gold release of the content of a facts file. Raises KeyError for a key without names."""
    names: Mapping[str, list[str]] = raw["names"]
    facts = {kind: tuple(fact for own, fact in _list_gold(raw) if own == kind) for kind in KINDS}
    people, bodies = (tuple(tuple(names[key]) for key in raw[kind]) for kind in ("people", "bodies"))
    return GoldRelease(release, raw["kind"], facts, people, bodies)


def _list_gold(raw: Mapping[str, Any]) -> Iterator[tuple[str, Fact]]:
    names = {key: fold_all(all_names) for key, all_names in raw["names"].items()}
    for kind in ("people", "bodies", "places", "initiatives"):
        for key in raw[kind]:
            yield kind, Fact((), (names[key],))
    for tenure in raw["tenures"]:
        yield "tenures", _make_gold_tenure(tenure, raw["names"])
    for child, parent in raw["under"]:
        yield "under", Fact((), (names[child], names[parent]))
    for event in raw["events"]:
        yield from _list_gold_event(event, names)
    for agreement in raw["agreements"]:
        yield from (("agreements", fact) for fact in _list_gold_agreement(agreement, names))


def _make_gold_tenure(tenure: Mapping[str, Any], names: Mapping[str, list[str]]) -> Fact:
    bodies = [name for body in tenure["body"] for name in names.get(body, [body])]
    post = tenure["post"]
    titles = fold_all([post, *(name for body in bodies for name in (f"{post} {body}", f"{body}{post}"))])
    return Fact((tenure["capacity"],), (fold_all(names[tenure["person"]]), titles))


def _list_gold_event(event: Mapping[str, Any], names: Mapping[str, Names]) -> Iterator[tuple[str, Fact]]:
    agents = NO_NAME.union(*(names[agent] for agent, _ in event["roles"]))
    yield "events", Fact((event["type"], event["status"]), (agents,), event["date"])
    for agent, role in event["roles"]:
        yield "event roles", Fact((event["type"], role), (names[agent],), event["date"])
    for place in event["where"]:
        yield "event places", Fact((event["type"],), (names[place],), event["date"])


def _list_gold_agreement(agreement: Mapping[str, Any], names: Mapping[str, Names]) -> Iterator[Fact]:
    own = fold_all(agreement["name"])
    yield Fact(("agreement", agreement["status"]), (own,), agreement["date"])
    for part, key in (("party", "parties"), ("witness", "witnesses"), ("establishes", "establishes")):
        for thing in agreement[key]:
            yield Fact((part,), (own, names[thing]))
    for person, body in agreement["signatories"]:
        yield Fact(("signatory",), (own, names[person], names[body] if body else NO_NAME))


def read_found(extraction: Extraction) -> Facts:
    """Gives the facts that the extractor read, by kind."""
    names = {entity.id: fold_all(label.text for label in entity.labels) for entity in extraction.entities}
    bodies = {entity.id: entity.body for entity in extraction.entities}
    listed = tuple(dict.fromkeys(_Found(extraction, names, bodies).list_all()))
    return {kind: tuple(fact for own, _, fact in listed if own == kind) for kind in KINDS}


@dataclass(frozen=True, slots=True)
class _Found:
    """Lists what one extraction says: (kind, the ids that it is of, fact), so that two namesakes stay two."""

    extraction: Extraction
    names: Mapping[str, Names]
    bodies: Mapping[str, str | None]

    def list_all(self) -> Iterator[tuple[str, tuple[str | None, ...], Fact]]:
        kinds = {"person": "people", "place": "places", "initiative": "initiatives"}
        kinds |= dict.fromkeys(("body", "mechanism"), "bodies")
        for entity in self.extraction.entities:
            if entity.kind in kinds:
                yield kinds[entity.kind], (entity.id,), Fact((), (self._name(entity.id),))
        for tenure in self.extraction.tenures:
            body = tenure.body or self.bodies.get(tenure.post or "")
            yield "tenures", (tenure.person, tenure.post, body, tenure.capacity), self._make_tenure(tenure, body)
        for said in self.extraction.statements:
            if said.predicate == "org:subOrganizationOf" and _cut(said.status) == "done":
                things = (self._name(said.subject), self._name(said.object))
                yield "under", (said.subject, said.object), Fact((), things)
        for event in self.extraction.events:
            yield from self._list_event(event)
        yield from (("agreements", ids, fact) for ids, fact in self._list_agreements())

    def _name(self, thing: str | None) -> Names:
        return self.names.get(thing or "", NO_NAME)

    def _make_tenure(self, tenure: Tenure, body: str | None) -> Fact:
        titles, bodies = self._name(tenure.post) or frozenset({("member",)}), self._name(body)
        return Fact((_cut(tenure.capacity),), (self._name(tenure.person), titles | _join_titles(titles, bodies)))

    def _list_event(self, event: Event) -> Iterator[tuple[str, tuple[str | None, ...], Fact]]:
        kind, agents = _cut(event.type), NO_NAME.union(*(self._name(part.agent) for part in event.participations))
        yield "events", (event.id,), Fact((kind, _cut(event.status)), (agents,), event.start)
        for part in event.participations:
            role = _COARSE_ROLES.get(_cut(part.role), _cut(part.role))
            yield "event roles", (event.id, part.agent), Fact((kind, role), (self._name(part.agent),), event.start)
        for place in (*event.places, *event.visited):
            yield "event places", (event.id, place), Fact((kind,), (self._name(place),), event.start)

    def _list_agreements(self) -> Iterator[tuple[tuple[str | None, ...], Fact]]:
        """Lists agreements, also those that are only named: nothing is said of them, so they count as done."""
        said = {agreement.id: agreement for agreement in self.extraction.agreements}
        named = (entity.id for entity in self.extraction.entities if entity.kind == "agreement")
        for identity in dict.fromkeys([*said, *named]):
            yield from self._list_agreement(said.get(identity, Agreement(identity, "gba:done")))

    def _list_agreement(self, agreement: Agreement) -> Iterator[tuple[tuple[str | None, ...], Fact]]:
        own = self._name(agreement.id)
        yield (agreement.id,), Fact(("agreement", _cut(agreement.status)), (own,), agreement.signed_on)
        founded = dict.fromkeys([*agreement.establishes, *self._list_founded(agreement.id)])
        for part, things in (("party", agreement.parties), ("establishes", tuple(founded))):
            for thing in things:
                yield (agreement.id, thing), Fact((part,), (own, self._name(thing)))
        for signed in agreement.participations:
            role, ids = _cut(signed.role), (agreement.id, signed.agent, signed.on_behalf_of)
            if role == "signatory":
                yield ids, Fact((role,), (own, self._name(signed.agent), self._name(signed.on_behalf_of)))
            elif role == "witness":
                yield ids, Fact((role,), (own, self._name(signed.agent)))

    def _list_founded(self, agreement: str) -> Iterator[str]:
        for said in self.extraction.statements:
            if (said.subject, said.predicate, _cut(said.status)) == (agreement, "gba:establishes", "done"):
                yield said.object


def _join_titles(titles: Names, bodies: Names) -> Names:
    """ "Director" and "Director of the X Bureau of the Y Government" are also "Director of the X Bureau"."""
    cut = {title[: -len(body)] for title in titles for body in bodies if title[-len(body) :] == body}
    return frozenset(stem + body for stem in titles | cut for body in bodies)


def _cut(concept: str) -> str:
    """ "gba:done" is "done"."""
    return concept.rpartition(":")[2].casefold()
