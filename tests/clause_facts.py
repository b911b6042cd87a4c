"""What came out of a sentence, as facts that tests compare exactly: tellings of events, who met whom, triples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kg.pipeline import extract_release
from kg.releases import Release
from kg.statements import Agreement, Event, Extraction

ISSUED = "2024-05-03T12:00+08:00"
LANGUAGES = {"en": "en", "zh": "zh-Hant", "zh-Hans": "zh-Hans"}  # as the tests say it, as releases do
TRIPLES = ("gba:establishes", "org:subOrganizationOf", "org:holds")


@dataclass(frozen=True, order=True)
class Telling:
    """An event or agreement as its sentence tells it: parts are (name, role, on whose behalf)."""

    type: str
    status: str = "done"
    day: str = ""
    parts: tuple[tuple[str, str, str], ...] = ()
    places: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = ", ".join(
            " ".join(filter(None, (name, role, behalf and f"for {behalf}"))) for name, role, behalf in self.parts
        )
        places = f" @ {', '.join(self.places)}" if self.places else ""
        return f"{self.type} {self.status} {self.day or '-'} [{parts}]{places}"


@dataclass(frozen=True)
class Facts:
    """All that a text tells: its tellings, the pairs that met (each sorted), and triples."""

    tellings: tuple[Telling, ...] = ()
    met: frozenset[tuple[str, str]] = frozenset()
    triples: frozenset[tuple[str, str, str]] = frozenset()

    def __str__(self) -> str:
        met = "; ".join(f"{one} met {other}" for one, other in sorted(self.met))
        triples = "; ".join(" ".join(triple) for triple in sorted(self.triples))
        return " | ".join(filter(None, (*map(str, self.tellings), met, triples))) or "nothing"


def read_text(text: str, issued: str = ISSUED, lang: str = "en") -> Extraction:
    return extract_release(Release("example", LANGUAGES[lang], "An example", datetime.fromisoformat(issued), text))


def pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def list_facts(extraction: Extraction) -> Facts:
    names = {entity.id: entity.get_name(extraction.release.lang) for entity in extraction.entities}
    nouns: list[Event | Agreement] = [*extraction.events, *extraction.agreements]
    met = {
        pair(names[found.subject], names[found.object])
        for found in extraction.statements
        if found.predicate == "gba:metWith"
    }
    triples = {
        (names[found.subject], found.predicate, names[found.object])
        for found in extraction.statements
        if found.predicate in TRIPLES
    }
    return Facts(tuple(sorted(_tell(noun, names) for noun in nouns)), frozenset(met), frozenset(triples))


def _tell(noun: Event | Agreement, names: dict[str, str]) -> Telling:
    parts = [
        (names[part.agent], part.role.removeprefix("gba:"), names[part.on_behalf_of] if part.on_behalf_of else "")
        for part in noun.participations
    ]
    if isinstance(noun, Agreement):
        parts += [(names[party], "party", "") for party in noun.parties]
        type, day, places = "agreement", noun.signed_on, []
    else:
        type, day, places = noun.type.removeprefix("gba:"), noun.start, [*noun.places, *noun.visited]
    return Telling(
        type, noun.status.removeprefix("gba:"), day or "", tuple(sorted(parts)), tuple(sorted(names[p] for p in places))
    )


def list_flat(extraction: Extraction) -> frozenset[tuple[str, ...]]:
    """The same facts one by one, as the `gives` of a frame's example: [name, role], [place, where], [type, event],
    [status, status], [day, when], [one, gba:metWith, other], [name, behalf, body], [place, gba:visited, by] ..."""
    return frozenset(_flatten(list_facts(extraction)))


def _flatten(facts: Facts) -> Iterator[tuple[str, ...]]:
    types = [telling.type for telling in facts.tellings]
    for telling in facts.tellings:
        count = types.count(telling.type)
        yield (telling.type, "event") if count == 1 else (telling.type, "events", str(count))
        yield (telling.status, "status")
        if telling.day:
            yield (telling.day, "when")
        for name, role, behalf in telling.parts:
            yield (name, role)
            if behalf:
                yield (name, "on behalf of", behalf)
        yield from ((place, "where") for place in telling.places)
    yield from ((one, "gba:metWith", other) for one, other in facts.met)
    yield from facts.triples
