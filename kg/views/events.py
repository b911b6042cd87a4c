"""Turns event, agreement and tenure nodes of the graph into values, one star query each."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph import Graph
from kg.views.names import shorten, to_iri

_EVENTS = """SELECT DISTINCT ?event ?type ?status ?start ?label ?place WHERE {
  ?event a schema:Event ; gba:status ?status ; gba:participation/gba:agent $agent .
  OPTIONAL { ?event gba:eventType ?type } OPTIONAL { ?event schema:startDate ?start }
  OPTIONAL { ?event skos:prefLabel ?label } OPTIONAL { ?event schema:location ?place }
} ORDER BY ?start ?event ?label ?place"""
_PARTS = """SELECT DISTINCT ?event ?node ?agent ?role ?body ?office WHERE {
  ?event gba:participation/gba:agent $about .
  ?event gba:participation ?node . ?node gba:agent ?agent ; gba:role ?role .
  OPTIONAL { ?node gba:onBehalfOf ?body } OPTIONAL { ?node gba:inOffice ?office }
} ORDER BY ?event ?role ?agent ?node"""
_AGREEMENTS = """SELECT DISTINCT ?agreement ?status ?day WHERE {
  ?agreement a gba:Agreement . OPTIONAL { ?agreement gba:status ?status } OPTIONAL { ?agreement gba:signedOn ?day }
} ORDER BY ?agreement ?day"""
_TENURES = """SELECT DISTINCT ?tenure ?person ?post ?body ?capacity ?day ?start ?end WHERE {
  ?tenure %s $about ; org:member ?person ; gba:capacity ?capacity .
  OPTIONAL { ?tenure gba:post ?post } OPTIONAL { ?tenure org:organization ?body }
  OPTIONAL { ?tenure gba:attestedOn ?day }
  OPTIONAL { ?tenure schema:startDate ?start } OPTIONAL { ?tenure schema:endDate ?end }
} ORDER BY ?tenure ?post ?body ?day"""
_TENURES_OF = {"person": _TENURES % "org:member", "post": _TENURES % "gba:post", "body": _TENURES % "org:organization"}


@dataclass(frozen=True, slots=True)
class Part:
    """One agent's part in an event or agreement; `node` is the participation."""

    node: str
    agent: str
    role: str
    body: str | None
    office: str | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event as the graph has it: ids and short values (`meeting`, `done`), dates in ISO."""

    id: str
    type: str
    status: str
    date: str | None
    label: str
    places: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Pact:
    """An agreement's status and day of signing."""

    id: str
    status: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Holding:
    """A tenure: who, which post or body, in what capacity, seen on which days, with start and end only where stated."""

    id: str
    person: str
    post: str | None
    body: str | None
    capacity: str
    days: tuple[str, ...]
    start: str | None
    end: str | None


def find_occasions(graph: Graph, agent: str) -> tuple[Occasion, ...]:
    """Gives the events, of any status, that a person or body has a part in, by date."""
    parts = find_parts(graph, agent)
    found: dict[str, list[tuple[str | None, ...]]] = {}
    for event, *values in graph.ask(_EVENTS, agent=to_iri(agent)):
        found.setdefault(shorten(event), []).append(tuple(values))
    return tuple(_make_occasion(id, rows, parts.get(id, ())) for id, rows in found.items())


def find_parts(graph: Graph, agent: str) -> dict[str, tuple[Part, ...]]:
    """Gives, for each event or agreement that `agent` has a part in, everybody's part."""
    found: dict[str, list[Part]] = {}
    for owner, node, other, role, body, office in graph.ask(_PARTS, about=to_iri(agent)):
        part = Part(shorten(node), shorten(other), say(role), shorten(body) or None, shorten(office) or None)
        found.setdefault(shorten(owner), []).append(part)
    return {owner: tuple(dict.fromkeys(parts)) for owner, parts in found.items()}


def read_pacts(graph: Graph) -> dict[str, Pact]:
    """Gives every agreement's status and day."""
    rows = graph.ask(_AGREEMENTS)
    return {shorten(id): Pact(shorten(id), say(status) or "done", day) for id, status, day in rows}


def find_holdings(graph: Graph, thing: str) -> tuple[Holding, ...]:
    """Gives the tenures of a person, in a post or in a body."""
    found: dict[str, list[tuple[str | None, ...]]] = {}
    for tenure, *values in graph.ask(_TENURES_OF[thing.partition("/")[0]], about=to_iri(thing)):
        found.setdefault(shorten(tenure), []).append(tuple(values))
    return tuple(_make_holding(id, rows) for id, rows in found.items())


def say(value: str | None) -> str:
    """Writes a value of ours as a word: `done`, `meeting`, `acting`."""
    return shorten(value).removeprefix("gba:")


def _make_occasion(id: str, rows: list[tuple[str | None, ...]], parts: tuple[Part, ...]) -> Occasion:
    type_, status, start, label, _ = rows[0]
    places = tuple(dict.fromkeys(shorten(row[-1]) for row in rows if row[-1]))
    return Occasion(id, say(type_) or "other", say(status), start, label or id, places, parts)


def _make_holding(id: str, rows: list[tuple[str | None, ...]]) -> Holding:
    person, post, body, capacity, _, start, end = rows[0]
    days = tuple(sorted({row[4] for row in rows if row[4]}))
    return Holding(id, shorten(person), shorten(post) or None, shorten(body) or None, say(capacity), days, start, end)
