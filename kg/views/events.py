"""Turns event, agreement and tenure nodes of the graph into values, one star query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.views.batches import ask_in_batches
from kg.views.evidence import INVOLVES, Row, rank_code
from kg.views.names import shorten, to_iri
from kg.views.periods import make_span
from kg.vocabulary import Capacity, EventType, Status

# Rows are put in order here: the store looks up both of two values each time that it compares them.
_PART_ORDER = (0, 3, 2, 1)
_EVENTS_OF_SOME = (
    "SELECT DISTINCT ?event WHERE {{ VALUES ?agent {{ $wanted }} ?event gba:participation/gba:agent ?agent {} }}"
)
_OF_TYPE = "OPTIONAL {{ ?event gba:eventType ?type }} FILTER (!BOUND(?type) || ?type = gba:{})"
_EVENT, _TENURE = "schema:Event", "gba:Tenure"
_EVENT_PROPERTIES = (
    "gba:eventType",
    "gba:status",
    "schema:startDate",
    "schema:endDate",
    "gba:theme",
    "skos:prefLabel",
    "gba:matter",
    "schema:location",
    "gba:visited",
    "schema:previousStartDate",
)
_TENURE_PROPERTIES = (
    "org:member",
    "gba:post",
    "org:organization",
    "gba:capacity",
    "gba:attestedOn",
    "schema:startDate",
    "schema:endDate",
    "gba:announcedOn",
)
# Of all things of a kind each property is read alone: together the store would join them for every way they can be
# combined.
_ALL_OF = "SELECT ?thing ?value (LANG(?value) AS ?lang) WHERE {{ ?thing a {0} . ?thing {1} ?value }}"
# Of some each value is a row: of many OPTIONALs in one question Virtuoso now and then leaves one out.
_OF_SOME = """SELECT ?thing ?property ?value (LANG(?value) AS ?lang) WHERE {{
  VALUES ?thing {{ $wanted }} ?thing a {0} ; ?property ?value FILTER (?property IN ({1}))
}}"""
_PARTS = """SELECT DISTINCT ?event ?node ?agent ?role ?body ?office WHERE {
  %s ?event gba:participation ?node . ?node gba:agent ?agent ; gba:role ?role .
  OPTIONAL { ?node gba:onBehalfOf ?body } OPTIONAL { ?node gba:inOffice ?office }
}"""
_PARTS_OF_SOME = _PARTS % "VALUES ?event { $wanted }"
_EVENTS_WITH = "SELECT DISTINCT ?event WHERE { ?event gba:participation/gba:agent $about }"
_EVENTS_AROUND = f"SELECT DISTINCT ?event WHERE {{ ?event {INVOLVES} $about }}"
_OUTLINES = """SELECT DISTINCT ?event ?type ?status ?start ?end WHERE {
  VALUES ?event { $wanted } ?event a schema:Event ; gba:status ?status .
  OPTIONAL { ?event gba:eventType ?type } OPTIONAL { ?event schema:startDate ?start }
  OPTIONAL { ?event schema:endDate ?end }
}"""
_AGENTS_OF = """SELECT DISTINCT ?event ?agent WHERE {
  VALUES ?event { $wanted } ?event gba:participation ?node . ?node gba:agent ?agent ; gba:role ?role
}"""
_PLACES_OF = "SELECT ?event ?place WHERE { VALUES ?event { $wanted } ?event schema:location ?place }"
_VISITED_AT = "SELECT ?event ?body WHERE { VALUES ?event { $wanted } ?event gba:visited ?body }"
_ALL_PARTS = _PARTS % ""
_AGREEMENTS = """SELECT DISTINCT ?agreement ?status ?day ?event WHERE {
  %s ?agreement a gba:Agreement . OPTIONAL { ?agreement gba:status ?status } OPTIONAL { ?agreement gba:signedOn ?day }
  OPTIONAL { ?agreement gba:signedAt ?event }
} ORDER BY ?agreement ?day ?event"""
_ALL_AGREEMENTS = _AGREEMENTS % ""
_SOME_AGREEMENTS = _AGREEMENTS % "VALUES ?agreement { $wanted }"
_SIGNINGS = "SELECT DISTINCT ?event ?agreement WHERE { ?agreement gba:signedAt ?event } ORDER BY ?event ?agreement"
_SOME_SIGNINGS = _SIGNINGS.replace("{ ?agreement", "{ VALUES ?event { $wanted } ?agreement")
_TENURES_OF = {
    kind: f"SELECT DISTINCT ?tenure WHERE {{ ?tenure {property_} $about }}"
    for kind, property_ in (("person", "org:member"), ("post", "gba:post"), ("body", "org:organization"))
}

# What each property of a thing says, with the language that it is in.
_Values = dict[str, list[tuple[str, str]]]

# Nobody holds an office that is over or not yet begun.
HELD = tuple(capacity for capacity in Capacity if capacity.is_held)

_STATUSES = "SELECT ?thing ?status WHERE { ?thing gba:status ?status }"
# "On May 9, 2019, A met with B" gives a triple, which has no date, and an event of the same sentence, which has one.
_ENCOUNTERS = """SELECT DISTINCT ?subject ?verb ?object ?sentence ?claimed WHERE {
  VALUES ?verb { gba:metWith gba:visited }
  ?claim rdf:predicate ?verb ; rdf:subject ?subject ; rdf:object ?object ; prov:wasDerivedFrom ?sentence
  OPTIONAL { ?claim gba:status ?claimed }
}"""
_TOLD_OF_EVENTS = """SELECT ?subject ?sentence ?event WHERE {
  { SELECT ?event WHERE { ?event a schema:Event } }
  { SELECT ?told ?event WHERE { ?told rdf:object ?event } }
  { SELECT ?told ?subject WHERE { ?told rdf:subject ?subject } }
  { SELECT ?told ?sentence WHERE { ?told prov:wasDerivedFrom ?sentence } }
}"""


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
    """An event as the graph has it: ids and short values (`meeting`, `done`), dates in ISO; `end` if it is stated.

    `matters` are what it was about, each with its language, in the words of the releases; `visited` are bodies,
    `previous` the dates from which it was put off.
    """

    id: str
    type: str
    status: str
    date: str | None
    label: str
    places: tuple[str, ...]
    parts: tuple[Part, ...]
    end: str | None = None
    theme: str | None = None
    matters: tuple[tuple[str, str], ...] = ()
    visited: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()

    @property
    def things(self) -> frozenset[str]:
        """The ids of all that was at the event, or that it was at."""
        return frozenset((*self.places, *self.visited)) | self.agents

    @property
    def agents(self) -> frozenset[str]:
        """The ids of those who took part."""
        return frozenset(part.agent for part in self.parts)

    def get_matter(self, lang: str) -> str | None:
        """Gives what it was about: in a language, else in its other script, else in any; several are joined."""
        ranks = {own: rank_code(own, lang) for own, _ in self.matters}
        best = min(ranks.values(), default=None)
        return "; ".join(text for own, text in self.matters if ranks[own] == best) or None


@dataclass(frozen=True, slots=True)
class Pact:
    """An agreement's status, day of signing and the event at which it was signed.

    No status is known of one that is only named: no sentence says that it was signed, or is to be.
    """

    id: str
    status: str | None
    date: str | None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """A tenure: who, which post or body, in what capacity, seen on which days, with start and end only where stated.

    `announced` are the days on which it was said to be still to come.
    """

    id: str
    person: str
    post: str | None
    body: str | None
    capacity: str
    days: tuple[str, ...]
    start: str | None
    end: str | None
    announced: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[str, ...]:
        """The days on which it was seen, and the time that is stated (`2023-01-01/2024-06-30`).

        Without a stated end that reaches to the day it was last seen, without a start from the day it was first seen.
        """
        first, last = self.start or min(self.days, default=self.end), self.end or max(self.days, default=self.start)
        stated = (make_span(first, last),) if (self.start or self.end) and first and last else ()
        return (*self.days, *(span for span in stated if span not in self.days))


def find_occasions(graph: Graph, agent: str) -> tuple[Occasion, ...]:
    """Gives the events, of any status, that a person or body has a part in, by date."""
    return tuple(read_some_occasions(graph, _find(graph, _EVENTS_WITH, agent)).values())


def find_occasions_of(graph: Graph, agents: Iterable[str], type: str = "") -> tuple[Occasion, ...]:
    """Gives the events, of any status and of one type if that is given, that any of some people and bodies has a part
    in, by date; of other types nothing more is read."""
    question = _EVENTS_OF_SOME.format(_OF_TYPE.format(type) if type else "")
    events = (shorten(event) for (event,) in ask_in_batches(graph, question, agents))
    found = read_some_occasions(graph, events).values()
    return tuple(occasion for occasion in found if not type or occasion.type == type)


def find_occasions_around(graph: Graph, thing: str) -> tuple[Occasion, ...]:
    """Gives the events, of any status, that a thing is a part of, by date: what it took part in, what took place in it
    or within it, who visited it, what was held under it; of an event itself."""
    events = [thing] if thing.startswith("event/") else _find(graph, _EVENTS_AROUND, thing)
    return tuple(read_some_occasions(graph, events).values())


def outline_occasions(graph: Graph, thing: str, *, is_around: bool = False) -> tuple[Occasion, ...]:
    """Gives the events that a person or body has a part in, or with `is_around` is a part of, by date: when each was,
    and who and what was at it, in whatever part. `read_some_occasions` tells all of some."""
    events = _find(graph, _EVENTS_AROUND if is_around else _EVENTS_WITH, thing)
    agents, places, visited = (
        _group(_sort(ask_in_batches(graph, part, events), (0, 1))) for part in (_AGENTS_OF, _PLACES_OF, _VISITED_AT)
    )
    return tuple(
        Occasion(
            id,
            read_concept(type_) or EventType.OTHER,
            read_concept(status),
            start,
            id,
            tuple(shorten(place) for (place,) in places.get(id, ())),
            tuple(Part("", shorten(agent), "", None, None) for (agent,) in agents.get(id, ())),
            end,
            visited=tuple(shorten(body) for (body,) in visited.get(id, ())),
        )
        for id, ((type_, status, start, end), *_) in _group(
            _sort(ask_in_batches(graph, _OUTLINES, events), (3, 0, 1, 2, 4))
        ).items()
    )


def read_some_occasions(graph: Graph, events: Iterable[str]) -> dict[str, Occasion]:
    """Gives some events by their ids, by date."""
    found = _read_values(graph, events, _EVENT, _EVENT_PROPERTIES)
    return _join_occasions(found, _collect_parts(ask_in_batches(graph, _PARTS_OF_SOME, found)))


def read_occasions(graph: Graph, parts: Mapping[str, tuple[Part, ...]]) -> dict[str, Occasion]:
    """Gives every event by its id; `parts` are those of `read_parts`."""
    return _join_occasions(_read_all_values(graph, _EVENT, _EVENT_PROPERTIES), parts)


def read_parts(graph: Graph) -> dict[str, tuple[Part, ...]]:
    """Gives the parts in every event and agreement."""
    return _collect_parts(graph.ask(_ALL_PARTS))


def read_pacts(graph: Graph) -> dict[str, Pact]:
    """Gives every agreement's status and day."""
    return _collect_pacts(graph.ask(_ALL_AGREEMENTS))


def find_pacts(graph: Graph, things: Iterable[str]) -> dict[str, Pact]:
    """Gives those of some things that are agreements, by id."""
    agreements = (thing for thing in things if thing.startswith("agreement/"))
    return _collect_pacts(ask_in_batches(graph, _SOME_AGREEMENTS, agreements))


def _collect_pacts(rows: Iterable[Row]) -> dict[str, Pact]:
    return {
        shorten(id): Pact(shorten(id), read_concept(status) or None, day, shorten(event) or None)
        for id, status, day, event in rows
    }


def read_signings(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Gives the agreements signed at each event at which any was."""
    return {event: tuple(shorten(row[0]) for row in rows) for event, rows in _group(graph.ask(_SIGNINGS)).items()}


def find_signings(graph: Graph, events: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Gives the agreements signed at those of some events at which any was."""
    rows = list(ask_in_batches(graph, _SOME_SIGNINGS, events))
    return {event: tuple(shorten(row[0]) for row in own) for event, own in _group(rows).items()}


def find_holdings(graph: Graph, thing: str) -> tuple[Holding, ...]:
    """Gives the tenures of a person, in a post or in a body."""
    tenures = _find(graph, _TENURES_OF[thing.partition("/")[0]], thing)
    return tuple(_make_holdings(_read_values(graph, tenures, _TENURE, _TENURE_PROPERTIES)).values())


def read_holdings(graph: Graph) -> dict[str, Holding]:
    """Gives every tenure by its id."""
    return _make_holdings(_read_all_values(graph, _TENURE, _TENURE_PROPERTIES))


def read_statuses(graph: Graph) -> dict[str, str]:
    """Gives `done`, `planned` or `cancelled` for each event, agreement and initiative that has a status."""
    rows = sorted(((thing or "", status or "") for thing, status in graph.ask(_STATUSES)), reverse=True)
    return {shorten(thing): read_concept(status) for thing, status in rows}


def read_encounters(
    graph: Graph, occasions: Mapping[str, Occasion], *, planned: bool = False
) -> dict[tuple[str, str, str, str], tuple[str, ...]]:
    """Gives the days of the meeting or visit that a sentence tells of, by who, what, whom and sentence; `occasions` are
    those of `read_occasions`.

    Those not done only if asked for.
    """
    told: defaultdict[tuple[str, str], list[Occasion]] = defaultdict(list)
    for subject, sentence, event in (map(shorten, row) for row in graph.ask(_TOLD_OF_EVENTS)):
        if (occasion := occasions.get(event)) and occasion.date and (planned or occasion.status == Status.DONE):
            told[subject, sentence].append(occasion)
    days: dict[tuple[str, str, str, str], set[tuple[str, str]]] = {}
    for subject, predicate, other, sentence, claimed in (map(shorten, row) for row in graph.ask(_ENCOUNTERS)):
        spans = {
            (occasion.date, occasion.end or "")
            for occasion in told.get((subject, sentence), ())
            if occasion.date and other in occasion.things
        }
        if spans and (planned or not claimed):
            days.setdefault((subject, predicate, other, sentence), set()).update(spans)
    return {
        key: tuple(dict.fromkeys(make_span(start, end or start) for start, end in sorted(found)))
        for key, found in days.items()
    }


def _sort(rows: Iterable[Row], columns: Sequence[int]) -> list[Row]:
    """Puts rows in the order of some columns; what is not bound comes first."""
    return sorted(rows, key=lambda row: [row[at] or "" for at in columns])


def _group(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Gathers the rows of each thing, which stands in their first column."""
    found: dict[str, list[Row]] = {}
    for id, *values in rows:
        found.setdefault(shorten(id), []).append(tuple(values))
    return found


def _find(graph: Graph, question: str, thing: str) -> list[str]:
    """Gives the ids of what has to do with a thing."""
    return [shorten(found) for (found,) in graph.ask(question, about=to_iri(thing))]


def _read_values(graph: Graph, ids: Iterable[str], kind: str, properties: Iterable[str]) -> dict[str, _Values]:
    """Gives what the properties of those of some things say that are of a kind."""
    found: dict[str, _Values] = {}
    for thing, property_, value, lang in ask_in_batches(graph, _OF_SOME.format(kind, ", ".join(properties)), ids):
        if thing and value:
            found.setdefault(shorten(thing), {}).setdefault(shorten(property_), []).append((value, lang or ""))
    return found


def _read_all_values(graph: Graph, kind: str, properties: Iterable[str]) -> dict[str, _Values]:
    """Gives what the properties of all things of a kind say."""
    found: dict[str, _Values] = {}
    for property_ in properties:
        for thing, value, lang in graph.ask(_ALL_OF.format(kind, property_)):
            if thing and value:
                found.setdefault(thing, {}).setdefault(property_, []).append((value, lang or ""))
    return {shorten(thing): values for thing, values in found.items()}


def _choose(values: _Values) -> dict[str, str]:
    """Gives one value of each property: of several the first counts."""
    return {property_: min(found)[0] for property_, found in values.items()}


def _join_occasions(found: Mapping[str, _Values], parts: Mapping[str, tuple[Part, ...]]) -> dict[str, Occasion]:
    """Makes an event of the values of each, by date; what has no status is none."""
    occasions = (_join_occasion(id, found[id], parts) for id in sorted(found) if "gba:status" in found[id])
    return {occasion.id: occasion for occasion in sorted(occasions, key=lambda occasion: occasion.date or "")}


def _join_occasion(id: str, values: _Values, parts: Mapping[str, tuple[Part, ...]]) -> Occasion:
    first = _choose(values)
    places, visited = (
        tuple(shorten(thing) for thing, _ in sorted(values.get(property_, ())))
        for property_ in ("schema:location", "gba:visited")
    )
    return Occasion(
        id,
        read_concept(first.get("gba:eventType")) or EventType.OTHER,
        read_concept(first["gba:status"]),
        first.get("schema:startDate"),
        first.get("skos:prefLabel") or id,
        places,
        parts.get(id, ()),
        first.get("schema:endDate"),
        first.get("gba:theme"),
        tuple((lang, matter) for matter, lang in sorted(values.get("gba:matter", ()))),
        visited,
        tuple(date for date, _ in sorted(values.get("schema:previousStartDate", ()))),
    )


def _collect_parts(rows: Iterable[Row]) -> dict[str, tuple[Part, ...]]:
    return {
        owner: tuple(
            dict.fromkeys(
                Part(shorten(node), shorten(agent), read_concept(role), shorten(body) or None, shorten(office) or None)
                for node, agent, role, body, office in found
            )
        )
        for owner, found in _group(_sort(rows, _PART_ORDER)).items()
    }


def _make_holdings(found: Mapping[str, _Values]) -> dict[str, Holding]:
    """Makes a tenure of the values of each; what nobody holds is none."""
    held = (id for id in sorted(found) if {"org:member", "gba:capacity"} <= found[id].keys())
    return {id: _make_holding(id, found[id]) for id in held}


def _make_holding(id: str, values: _Values) -> Holding:
    first = _choose(values)
    days, announced = (
        tuple(sorted({day for day, _ in values.get(property_, ())}))
        for property_ in ("gba:attestedOn", "gba:announcedOn")
    )
    return Holding(
        id,
        shorten(first["org:member"]),
        shorten(first.get("gba:post")) or None,
        shorten(first.get("org:organization")) or None,
        read_concept(first["gba:capacity"]),
        days,
        first.get("schema:startDate"),
        first.get("schema:endDate"),
        announced,
    )
