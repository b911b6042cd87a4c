"""Turns the done events and agreements of a graph into an Activity: how many in each month or year, and which."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.isodates import is_date
from kg.views.names import shorten
from kg.views.periods import ALWAYS, Period

_HAPPENINGS = """SELECT DISTINCT ?thing ?type ?date WHERE {
  { ?thing a schema:Event ; gba:status gba:done
    OPTIONAL { ?thing gba:eventType ?type } OPTIONAL { ?thing schema:startDate ?date } }
  UNION { ?thing a gba:Agreement ; gba:status gba:done BIND (gba:agreement AS ?type)
    OPTIONAL { ?thing gba:signedOn ?date } }
} ORDER BY ?thing ?type ?date"""
# How much of an ISO date names the unit.
UNITS = {"year": 4, "month": 7}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event or agreement that was done; `type` is visit, meeting, signing ... or agreement, `date` its first day."""

    id: str
    type: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """The things of one type in one month or year, by date; `find_sentences_about(graph, count.things)` tells why."""

    when: str
    type: str
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """The counts by date; `undated` are the things whose date is not known so closely, which are not counted."""

    unit: str
    counts: tuple[Count, ...]
    undated: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Every month or year from the first to the last, those in which nothing happened too."""
        named = [count.when for count in self.counts]
        return _list_units(min(named), max(named)) if named else ()

    @property
    def types(self) -> tuple[str, ...]:
        """The types, the most frequent first."""
        sizes: Counter[str] = Counter()
        for count in self.counts:
            sizes[count.type] += len(count.things)
        return tuple(sorted(sizes, key=lambda type_: (-sizes[type_], type_)))

    def list_numbers(self, type: str) -> list[int]:
        """Gives the numbers of a type, one for each of `units`: a row of bars."""
        return [len(self.get(when, type)) for when in self.units]

    def list_bottoms(self, type: str) -> list[int]:
        """Gives how many things of the types before this one there are in each of `units`: where its bars begin."""
        before = self.types[: self.types.index(type)]
        return [len(self.get(when, *before)) if before else 0 for when in self.units]

    def get(self, when: str, *types: str) -> tuple[str, ...]:
        """Gives the things of some types (all if none is given) in a month or year, a point of a plot."""
        found = [count for count in self.counts if count.when == when and (not types or count.type in types)]
        return tuple(thing for count in found for thing in count.things)


def count_activity(graph: Graph, *, unit: str = "month", period: Period = ALWAYS) -> Activity:
    """Counts the events and agreements that were done, by type and month or year; an event counts where it begins.

    An agreement and the ceremony of its signing are two things.
    """
    length = UNITS[unit]
    found: defaultdict[tuple[str, str], list[Happening]] = defaultdict(list)
    undated: list[str] = []
    for happening in find_happenings(graph):
        if happening.date is None or len(happening.date) < length:
            undated.append(happening.id)
        elif period.covers(happening.date):
            found[happening.date[:length], happening.type].append(happening)
    counts = tuple(Count(*key, _list_things(happenings)) for key, happenings in sorted(found.items()))
    return Activity(unit, counts, tuple(undated))


def find_happenings(graph: Graph) -> tuple[Happening, ...]:
    """Gives every event and agreement that was done, each once; nothing planned or cancelled."""
    rows = {shorten(thing): (read_concept(type_) or "other", date) for thing, type_, date in graph.ask(_HAPPENINGS)}
    return tuple(
        Happening(thing, type_, date if date and is_date(date) else None) for thing, (type_, date) in rows.items()
    )


def _list_things(happenings: list[Happening]) -> tuple[str, ...]:
    return tuple(one.id for one in sorted(happenings, key=lambda one: (one.date or "", one.id)))


def _list_units(first: str, last: str) -> tuple[str, ...]:
    years = range(int(first[:4]), int(last[:4]) + 1)
    if len(first) == UNITS["year"]:
        return tuple(f"{year:04}" for year in years)
    months = (f"{year:04}-{month:02}" for year in years for month in range(1, 13))
    return tuple(month for month in months if first <= month <= last)
