"""Turns the meetings of a graph into a Board: who met whom how often, or when, and which meetings those were.

Two met where sentences say that both took part in the same meeting; of whom no meeting is known, at what a sentence
says that they met, and both took part in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.graph.graph import Graph
from kg.isodates import is_date
from kg.views.activity import UNITS
from kg.views.atlas import Atlas
from kg.views.batches import ask_in_batches
from kg.views.datings import Dating, date_occasion, date_report
from kg.views.events import Occasion, find_occasions_around
from kg.views.evidence import Evidence, Fact, find_facts_on, join_evidence
from kg.views.names import Names, Thing, shorten
from kg.views.periods import ALWAYS, Period
from kg.vocabulary import EventType

SIDES: Final = {"people": ("person",), "bodies": ("body", "mechanism")}
COLUMNS: Final = (*SIDES, *(f"{unit}s" for unit in UNITS))
_MEETINGS: Final = f"""SELECT ?event ?agent ?date WHERE {{
  ?event gba:eventType gba:{EventType.MEETING} ; gba:status gba:done ; gba:participation ?part . ?part gba:agent ?agent
  OPTIONAL {{ ?event schema:startDate ?date }}
}}"""
_MET: Final = "SELECT DISTINCT ?one ?other WHERE { ?one gba:metWith ?other }"
# Where two met at what is no meeting itself: the sentence that says so tells of it, and both took part in it.
_MET_AT: Final = """SELECT DISTINCT ?one ?other ?event ?date WHERE {
  VALUES ?one { $wanted } ?claim rdf:subject ?one ; rdf:predicate gba:metWith ; rdf:object ?other ;
    prov:wasDerivedFrom ?source
  FILTER NOT EXISTS { ?claim gba:status ?claimed }
  ?told prov:wasDerivedFrom ?source ; rdf:subject ?one ; rdf:object ?event . ?event gba:status gba:done ;
    gba:participation/gba:agent ?other ; gba:participation/gba:agent ?one
  OPTIONAL { ?event schema:startDate ?date }
}"""
_OFFICES: Final = "SELECT DISTINCT ?person ?body WHERE { ?person org:holds ?post . ?post org:postIn ?body }"
_MEMBERS: Final = "SELECT DISTINCT ?person ?body WHERE { ?person org:memberOf ?body }"


@dataclass(frozen=True, slots=True)
class Talk:
    """A meeting that took place: its event, the day, month or year it began, and who met there."""

    event: str
    date: str | None
    agents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The meetings of somebody with somebody, or in a month or year, by date."""

    row: Thing
    column: Thing | str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Rows and columns, those with the most meetings first, months and years by time, and their crossings.

    `totals` counts the meetings of each row, by id, `undated` those that a period or a column would need the date of.
    """

    rows: tuple[Thing, ...]
    columns: tuple[Thing | str, ...]
    crossings: tuple[Crossing, ...]
    totals: Mapping[str, int]
    undated: int


@dataclass(frozen=True, slots=True)
class Encounter:
    """One meeting of a crossing: when, where, who else was there, what it was about, with what says that they were."""

    date: Dating | None
    event: Thing
    places: tuple[Thing, ...]
    others: tuple[Thing, ...]
    matter: str | None
    evidence: tuple[Evidence, ...]


def find_talks(graph: Graph) -> tuple[Talk, ...]:
    """Gives the meetings that took place, by date; one of which no date is known comes first."""
    there: defaultdict[str, set[str]] = defaultdict(set)
    dates: dict[str, str | None] = {}
    for event, agent, date in graph.ask(_MEETINGS):
        there[shorten(event)].add(shorten(agent))
        dates[shorten(event)] = date if date and is_date(date) else None
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for agents in there.values():
        for agent in agents:
            shared[agent] |= agents
    rest = {(one, other) for one, other in (map(shorten, row) for row in graph.ask(_MET)) if other not in shared[one]}
    talks = [Talk(event, dates[event], frozenset(agents)) for event, agents in there.items()]
    for one, other, event, date in ask_in_batches(graph, _MET_AT, sorted({one for one, _ in rest})):
        if (shorten(one), shorten(other)) in rest and event:
            talks.append(Talk(shorten(event), date, frozenset({shorten(one), shorten(other)})))
    return tuple(sorted(set(talks), key=lambda talk: (talk.date or "", talk.event, sorted(talk.agents))))


def find_sides(graph: Graph, home: str, agents: Iterable[str]) -> dict[str, bool]:
    """Says of people and bodies whether they are of a place (an id) or of elsewhere: a person by the offices held, or
    else by the bodies belonged to. Who is of both, or of no known place, is of neither."""
    atlas = Atlas.read(graph, home)
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    held = [tuple(map(shorten, row)) for row in graph.ask(_OFFICES)]
    in_office = {person for person, _ in held}
    members = [tuple(map(shorten, row)) for row in graph.ask(_MEMBERS)]
    for person, body in (*held, *(one for one in members if one[0] not in in_office)):
        bodies[person].add(body)
    found: dict[str, bool] = {}
    for agent in agents:
        sides = {atlas.find_side(body) for body in bodies.get(agent, (agent,))} - {None}
        if len(sides) == 1:
            found[agent] = sides == {True}
    return found


def count_encounters(  # noqa: PLR0913
    talks: Iterable[Talk],
    names: Names,
    *,
    rows: str = "people",
    columns: str = "people",
    period: Period = ALWAYS,
    sides: Mapping[str, bool] | None = None,
    is_row: Callable[[Thing], bool] | None = None,
    is_column: Callable[[Thing], bool] | None = None,
) -> Board:
    """Gives who of one of SIDES met whom of another, or when (COLUMNS), in a period.

    With `sides` the rows are of home, and those whom they met of elsewhere; `is_row` and `is_column` say who of either
    is wanted. Months and years count the meetings with any of these.
    """
    length = UNITS.get(columns.removesuffix("s"), 0)
    partners = SIDES.get(columns, tuple(kind for kinds in SIDES.values() for kind in kinds))
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    undated: set[str] = set()
    talks = list(talks)
    names.read_some({agent for talk in talks for agent in talk.agents} if is_row or is_column else ())
    for talk in talks:
        here = _choose(talk.agents, SIDES[rows], sides, is_home=True, fits=is_row, names=names)
        there = _choose(talk.agents, partners, sides, is_home=False, fits=is_column, names=names)
        pairs = [(one, other) for one in here for other in there if one != other]
        if not pairs:
            continue
        if (talk.date is None or len(talk.date) < length) and (length or not period.is_open):
            undated.add(talk.event)
        elif period.covers(talk.date):
            for one, other in pairs:
                found[one, talk.date[:length] if length and talk.date else other][talk.event] = None
    names.read_some(end for pair in found for end in pair if "/" in end)
    kept = {pair: tuple(events) for pair, events in found.items()}
    return _make_board(kept, names, len(undated), is_dated=bool(length))


def _choose(
    agents: Iterable[str],
    kinds: Collection[str],
    sides: Mapping[str, bool] | None,
    *,
    is_home: bool,
    fits: Callable[[Thing], bool] | None,
    names: Names,
) -> list[str]:
    """Gives those of some kinds, on a side, that fit."""
    found = [id for id in agents if id.partition("/")[0] in kinds and (sides is None or sides.get(id) is is_home)]
    return [id for id in found if fits is None or fits(names.get(id))]


def _make_board(
    found: Mapping[tuple[str, str], tuple[str, ...]], names: Names, undated: int, *, is_dated: bool
) -> Board:
    by_row, by_column = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for (one, other), events in found.items():
        by_row[one].update(events)
        by_column[other].update(events)

    def rank(id: str, sizes: Mapping[str, Collection[str]]) -> tuple[int, str, str]:
        return -len(sizes[id]), names.get(id).name, id

    rows = sorted(by_row, key=lambda id: rank(id, by_row))
    columns = sorted(by_column) if is_dated else sorted(by_column, key=lambda id: rank(id, by_column))
    places = {id: at for at, id in enumerate(rows)}, {id: at for at, id in enumerate(columns)}
    called: Callable[[str], Thing | str] = str if is_dated else names.get
    return Board(
        tuple(map(names.get, rows)),
        tuple(map(called, columns)),
        tuple(
            Crossing(names.get(one), called(other), events)
            for (one, other), events in sorted(
                found.items(), key=lambda item: (places[0][item[0][0]], places[1][item[0][1]])
            )
        ),
        {id: len(events) for id, events in by_row.items()},
        undated,
    )


def describe_encounters(
    graph: Graph, names: Names, events: Sequence[str], agents: Collection[str]
) -> tuple[Encounter, ...]:
    """Gives the meetings of some events, in their order, with the sentences that say that the agents were there."""
    occasions = [occasion for event in events for occasion in find_occasions_around(graph, event)]
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in find_facts_on(graph, *events):
        if fact.subject in agents:
            facts[fact.object].append(fact)
    names.read_some(id for one in occasions for id in (one.id, *one.places, *one.agents))
    return tuple(_make_encounter(names, one, join_evidence(facts[one.id]), agents) for one in occasions)


def _make_encounter(
    names: Names, occasion: Occasion, evidence: tuple[Evidence, ...], agents: Collection[str]
) -> Encounter:
    return Encounter(
        date_occasion(occasion) or date_report(evidence),
        names.get(occasion.id),
        tuple(map(names.get, occasion.places)),
        tuple(map(names.get, sorted(occasion.agents.difference(agents)))),
        occasion.get_matter(names.lang),
        evidence,
    )
