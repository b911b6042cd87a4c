"""Turns a graph into a Matrix: which body of one place had how many events in, or with a body of, which city."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from textwrap import fill

from kg.graph.graph import Graph
from kg.views.activity import find_happenings
from kg.views.atlas import Atlas
from kg.views.names import Names, Thing, shorten
from kg.views.offices import find_bodies
from kg.views.periods import ALWAYS, Period

_PARTS = """SELECT DISTINCT ?event ?agent ?office ?behalf WHERE {
  ?event a schema:Event ; gba:status gba:done ; gba:participation ?part . ?part gba:agent ?agent .
  OPTIONAL { ?part gba:inOffice/org:postIn ?office } OPTIONAL { ?part gba:onBehalfOf ?behalf }
} ORDER BY ?event ?agent ?office ?behalf"""
_PLACES = """SELECT DISTINCT ?event ?place WHERE {
  ?event a schema:Event ; gba:status gba:done ; schema:location|gba:visited ?place
} ORDER BY ?event ?place"""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The events of a body with a city, by date; `find_sentences_about(graph, crossing.events)` tells why."""

    bureau: Thing
    city: Thing
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Bodies and cities, those with the most events first, and the crossings where there are any.

    The done events of the period that are in no crossing stand in one of the other three: `undated` (no date known),
    `without_bureau` (no body of home is known to have been there), `without_city` (nor a city of the other side).
    """

    bureaux: tuple[Thing, ...]
    cities: tuple[Thing, ...]
    crossings: tuple[Crossing, ...]
    undated: tuple[str, ...]
    without_bureau: tuple[str, ...]
    without_city: tuple[str, ...]

    def get(self, bureau: Thing, city: Thing) -> tuple[str, ...]:
        """Gives the events of a body with a city, by date."""
        sides = (bureau.id, city.id)
        return next((one.events for one in self.crossings if (one.bureau.id, one.city.id) == sides), ())

    def list_bureau_names(self, width: int = 32) -> list[str]:
        """Gives the names of the rows, in lines of some width: labels of a plot."""
        return [fill(bureau.name, width) for bureau in self.bureaux]

    def list_city_names(self, width: int = 22) -> list[str]:
        """Gives the names of the columns likewise."""
        return [fill(city.name, width) for city in self.cities]

    def list_numbers(self) -> list[list[int]]:
        """Gives the numbers of events, a row for each body, a column for each city: a plot's matrix."""
        return [[len(self.get(bureau, city)) for city in self.cities] for bureau in self.bureaux]


# The bodies that somebody may have been there for.
_Bodies = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sides:
    """An event's date, the bodies of home that took part, and the cities it was in or with."""

    event: str
    date: str
    bureaux: frozenset[str]
    cities: frozenset[str]


def count_cooperation(graph: Graph, home: str, *, period: Period = ALWAYS, lang: str = "en") -> Matrix:
    """Counts the done events of the bodies of `home` (a place by name or id) with the other cities of its country.

    An event counts for a city if it was held there or if a body of that city took part; for a bureau if it, a
    department of it, or an official of either did. In which body somebody was there is told by the office or the body
    of the participation, else by the offices known to be held on the day; where that leaves two, none.
    """
    names = Names.read(graph, lang)
    atlas = Atlas.read(graph, names.resolve(home, "place").id)
    dates = {one.id: one.date for one in find_happenings(graph) if one.type != "agreement"}
    within = {event: date for event, date in dates.items() if date and period.covers(date)}
    sides = _find_sides(graph, atlas, within)
    return _make_matrix(sides, names, [event for event, date in dates.items() if date is None])


def _find_sides(graph: Graph, atlas: Atlas, dates: dict[str, str]) -> list[_Sides]:
    bodies = _find_bodies(graph, dates)
    places = _find_places(graph)
    return [_make_sides(event, date, atlas, (bodies[event], places[event])) for event, date in dates.items()]


def _make_sides(event: str, date: str, atlas: Atlas, where: tuple[set[_Bodies], set[str]]) -> _Sides:
    bodies, places = where
    bureaux = {_agree({_find_bureau(atlas, body) for body in candidates}) for candidates in bodies}
    cities = {_agree({atlas.find_city_of(body) for body in candidates}) for candidates in bodies}
    visited = {atlas.find_city(place) or atlas.find_city_of(place) for place in places}
    return _Sides(event, date, frozenset(filter(None, bureaux)), frozenset(filter(None, cities | visited)))


def _find_bureau(atlas: Atlas, body: str) -> str | None:
    return atlas.find_bureau(body) if atlas.is_at_home(body) else None


def _agree(answers: set[str | None]) -> str | None:
    """Gives what all candidates come to; nothing where two are left."""
    return next(iter(answers)) if len(answers) == 1 else None


def _find_bodies(graph: Graph, dates: dict[str, str]) -> defaultdict[str, set[_Bodies]]:
    """Gives, for each event, the body of everybody who took part; several where it is one of these."""
    found: defaultdict[str, set[_Bodies]] = defaultdict(set)
    known: dict[tuple[str, str], _Bodies] = {}
    for event, agent, *named in (map(shorten, row) for row in graph.ask(_PARTS)):
        if event in dates:
            body = next(filter(None, [*named, agent if agent.startswith("body/") else ""]), None)
            key = (agent, dates[event])
            if body is None and key not in known:
                known[key] = frozenset(find_bodies(graph, agent, on=dates[event]))
            found[event].add(frozenset({body}) if body else known[key])
    return found


def _find_places(graph: Graph) -> defaultdict[str, set[str]]:
    """Gives the places that each event was in, and the bodies that were visited."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event, place in graph.ask(_PLACES):
        found[shorten(event)].add(shorten(place))
    return found


def _make_matrix(sides: Iterable[_Sides], names: Names, undated: Iterable[str]) -> Matrix:
    found: defaultdict[tuple[str, str], list[_Sides]] = defaultdict(list)
    strangers, placeless = [], []
    for one in sides:
        for pair in product(one.bureaux, one.cities):
            found[pair].append(one)
        if not one.bureaux:
            strangers.append(one.event)
        elif not one.cities:
            placeless.append(one.event)
    crossings = tuple(
        Crossing(names.get(bureau), names.get(city), _list_events(there))
        for (bureau, city), there in sorted(found.items())
    )
    bureaux = _order((one.bureau, one) for one in crossings)
    cities = _order((one.city, one) for one in crossings)
    return Matrix(bureaux, cities, crossings, tuple(undated), tuple(strangers), tuple(placeless))


def _list_events(sides: list[_Sides]) -> tuple[str, ...]:
    return tuple(one.event for one in sorted(sides, key=lambda one: (one.date, one.event)))


def _order(sides: Iterable[tuple[Thing, Crossing]]) -> tuple[Thing, ...]:
    """Puts the sides of crossings in order: most events first, then by name."""
    sizes: Counter[Thing] = Counter()
    for thing, crossing in sides:
        sizes[thing] += len(crossing.events)
    return tuple(sorted(sizes, key=lambda thing: (-sizes[thing], thing.name, thing.id)))
