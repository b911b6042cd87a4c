"""Turns an extraction into one side of an alignment: who holds what, takes part where, stands in which paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.gazetteer import Gazetteer
from kg.mentions.entities import Entity
from kg.sentences import Sentence
from kg.statements import Agreement, Event, Extraction, Participation, Tenure

_FAMILIES = {"mechanism": "body"}


@dataclass(slots=True)
class Side:
    """One language version; `settled` gives the shared id of each thing that is known to be one with the other side's.

    `places` are the (sentence, start) of a thing's first mention; `paragraphs` and `sentences` all that it is named or
    told in, a sentence as (paragraph, its number there, of how many).
    """

    extraction: Extraction
    entities: dict[str, Entity] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    offices: dict[str, list[Tenure]] = field(default_factory=dict)
    parts: list[tuple[str, Participation]] = field(default_factory=list)
    under: list[tuple[str, str]] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    paragraphs: dict[str, set[int]] = field(default_factory=dict)
    sentences: dict[str, set[tuple[int, int, int]]] = field(default_factory=dict)
    length: int = 0
    rates: dict[tuple[str, str], float] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)

    def get_family(self, thing: str) -> str:
        """Gives the kind of a thing; a mechanism counts as a body."""
        if thing in self.events:
            return "event"
        kind = self.entities[thing].kind if thing in self.entities else thing.partition("/")[0]
        return _FAMILIES.get(kind, kind)

    def list_open(self, family: str) -> Iterator[str]:
        """Gives the things of a kind that are not settled."""
        things = self.events if family == "event" else self.entities
        return (thing for thing in things if thing not in self.settled and self.get_family(thing) == family)


def make_side(extraction: Extraction, gazetteer: Gazetteer) -> Side:
    """Reads an extraction into tables; nothing is settled yet."""
    side = Side(extraction)
    side.entities = {entity.id: entity for entity in extraction.entities if entity.kind != "topic"}
    side.events = {event.id: event for event in extraction.events}
    side.agreements = {agreement.id: agreement for agreement in extraction.agreements}
    for tenure in extraction.tenures:
        side.offices.setdefault(tenure.person, []).append(tenure)
    side.parts = [(event.id, part) for event in extraction.events for part in event.participations]
    side.parts += [(pact.id, part) for pact in extraction.agreements for part in pact.participations]
    side.under = list(dict.fromkeys(_list_under(side, gazetteer)))
    _note_places(side)
    return side


def _list_under(side: Side, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    for said in side.extraction.statements:
        if said.predicate == "org:subOrganizationOf":
            yield said.subject, said.object
    for thing in (gazetteer.things.get(key) for key in side.entities):
        if thing is not None and thing.parent is not None:
            yield thing.id, thing.parent


def _note_places(side: Side) -> None:
    """Notes where things are named; of a thing that is only stated of, the sentence that does so."""
    sentences = {sentence.ordinal: sentence for sentence in side.extraction.sentences}
    numbers = _number(side.extraction.sentences)
    side.length = max((paragraph for paragraph, _, _ in numbers.values()), default=-1) + 1
    places: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for mention in side.extraction.mentions:
        places[mention.entity].add((mention.sentence, mention.start))
    for said in side.extraction.statements:
        for thing, text in ((said.subject, said.subject_text), (said.object, said.object_text)):
            if said.sentence in sentences:
                start = sentences[said.sentence].start
                at = side.extraction.release.text.find(text, start) if text else -1
                places[thing].add((said.sentence, max(at, start)))
    for thing, found in places.items():
        side.places[thing] = min(found)
        side.sentences[thing] = {numbers[ordinal] for ordinal, _ in found if ordinal in numbers}
        side.paragraphs[thing] = {paragraph for paragraph, _, _ in side.sentences[thing]}


def _number(sentences: Sequence[Sentence]) -> dict[int, tuple[int, int, int]]:
    """Gives each sentence, by its ordinal, its paragraph, its number in it and how many it has."""
    counts = Counter(sentence.paragraph for sentence in sentences)
    seen: Counter[int] = Counter()
    numbers: dict[int, tuple[int, int, int]] = {}
    for sentence in sentences:
        seen[sentence.paragraph] += 1
        numbers[sentence.ordinal] = (sentence.paragraph, seen[sentence.paragraph], counts[sentence.paragraph])
    return numbers
