"""Turns an event into a Gathering: who was there, in which office, for whom, where, and about what."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import UnknownNameError
from kg.graph.graph import Graph
from kg.phrases import Phrase, join_phrases, name_value, say_phrase
from kg.views.datings import Dating, date_occasion, date_report
from kg.views.events import Occasion, Part, find_occasions_around
from kg.views.evidence import Evidence, find_facts_behind, find_sources, join_evidence
from kg.views.history import History, find_history
from kg.views.names import Names, Thing, shorten, to_iri

_AROUND = """SELECT ?way ?other WHERE {
  { VALUES ?way { schema:superEvent gba:underMechanism schema:about } $about ?way ?other }
  UNION { ?other schema:superEvent $about BIND ("within" AS ?way) }
  UNION { ?other gba:signedAt $about BIND ("signed" AS ?way) }
} ORDER BY ?way ?other"""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at an event: in which roles, in which office and for which body, as far as a sentence tells."""

    agent: Thing
    roles: Phrase
    office: Thing | None
    body: Thing | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event as a reader looks at it; `evidence` are the sentences of all releases that tell of it.

    `matters` are what it was about, each with its language, in the words of the releases. `agreements` were signed at
    it; it was a part of `wholes` and had `parts`, was held under `mechanisms` and is about `subjects`. `history` has
    what was announced, put off, called off and reported of it, where that is more than one of these.
    """

    thing: Thing
    type: str
    status: str
    date: Dating | None
    seats: tuple[Seat, ...]
    places: tuple[Thing, ...]
    visited: tuple[Thing, ...]
    matters: tuple[tuple[str, str], ...]
    agreements: tuple[Thing, ...]
    mechanisms: tuple[Thing, ...]
    wholes: tuple[Thing, ...]
    parts: tuple[Thing, ...]
    subjects: tuple[Thing, ...]
    evidence: tuple[Evidence, ...]
    history: History | None = None


def describe_event(graph: Graph, id: str, *, lang: str = "en") -> Gathering:
    """Gives the event of an id (`event/...`), done or not. UnknownNameError if there is none."""
    names = Names(graph, lang)
    found = find_occasions_around(graph, id)
    if not found:
        raise UnknownNameError(say_phrase(lang, "no_id", id=id))
    occasion = found[0]
    around: dict[str, list[str]] = {}
    for way, other in graph.ask(_AROUND, about=to_iri(id)):
        around.setdefault(shorten(way), []).append(shorten(other))
    ends = [end for part in occasion.parts for end in (part.agent, part.office, part.body) if end]
    others = [other for found_there in around.values() for other in found_there]
    names.read_some([id, *ends, *occasion.places, *occasion.visited, *others])
    evidence = find_sources(graph, id)[id]
    history = find_history(graph, occasion)

    def name_around(way: str) -> tuple[Thing, ...]:
        return tuple(map(names.get, around.get(way, ())))

    return Gathering(
        names.get(id),
        occasion.type,
        occasion.status,
        date_occasion(occasion) or date_report(evidence),
        _list_seats(graph, names, occasion),
        tuple(map(names.get, occasion.places)),
        tuple(map(names.get, occasion.visited)),
        occasion.matters,
        name_around("signed"),
        name_around("gba:underMechanism"),
        name_around("schema:superEvent"),
        name_around("within"),
        tuple(thing for thing in name_around("schema:about") if thing.labels),
        evidence,
        history if history.is_eventful else None,
    )


def _list_seats(graph: Graph, names: Names, occasion: Occasion) -> tuple[Seat, ...]:
    told = find_facts_behind(graph, (part.node for part in occasion.parts), planned=True)
    parts: dict[str, list[Part]] = {}
    for part in occasion.parts:
        parts.setdefault(part.agent, []).append(part)
    seats = []
    for agent, own in parts.items():
        facts = [fact for part in own for fact in told.get(part.node, ())]
        offices = list(dict.fromkeys(part.office for part in own if part.office))
        bodies = list(dict.fromkeys(part.body for part in own if part.body))
        seats.append(
            Seat(
                names.get(agent),
                join_phrases(dict.fromkeys(name_value(part.role) for part in own), by="and"),
                names.get(offices[0]) if len(offices) == 1 else None,
                names.get(bodies[0]) if len(bodies) == 1 else None,
                join_evidence(facts),
            )
        )
    return tuple(sorted(seats, key=lambda seat: (seat.agent.kind != "person", seat.agent.name, seat.agent.id)))
