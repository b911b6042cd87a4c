"""Turns the links of a graph and a Period into a Slice: the links that hold in it, and the facts that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph import Graph
from kg.views.evidence import Evidence, Fact
from kg.views.names import shorten
from kg.views.paths import Link, find_links
from kg.views.periods import ALWAYS, Period, is_date

_DATES = """SELECT DISTINCT ?thing ?type ?date WHERE {
  { ?thing a schema:Event ; schema:startDate ?date OPTIONAL { ?thing gba:eventType ?type } }
  UNION { ?thing a gba:Agreement ; gba:signedOn ?date }
} ORDER BY ?thing ?date"""
_PRESENT = """SELECT DISTINCT ?event ?agent WHERE {
  ?event a schema:Event ; gba:participation/gba:agent|gba:visited ?agent
} ORDER BY ?event ?agent"""
_TENURES = """SELECT DISTINCT ?subject ?verb ?object ?tenure ?day ?start ?end WHERE {
  VALUES ?verb { org:holds org:memberOf }
  ?claim rdf:subject ?subject ; rdf:predicate ?verb ; rdf:object ?object ; gba:elaboratedBy ?tenure .
  OPTIONAL { ?tenure gba:attestedOn ?day } OPTIONAL { ?tenure schema:startDate ?start }
  OPTIONAL { ?tenure schema:endDate ?end }
} ORDER BY ?subject ?verb ?object ?tenure ?day"""
_DATED_KINDS = ("event", "agreement")
_HELD = ("org:holds", "org:memberOf")
# These have no day of their own; they happened at an event of this type that both took part in.
_AT_EVENTS = {"gba:metWith": "gba:meeting", "gba:visited": "gba:visit"}
# Which body a post is in has no day at all: it stays where it touches what does.
_TIMELESS = ("org:postIn", "org:subOrganizationOf")


@dataclass(frozen=True, slots=True)
class Slice:
    """The links that hold in a period, and the tenures that reach into it."""

    period: Period
    links: tuple[Link, ...]
    tenures: frozenset[str]

    def list_sources(self, fact: Fact) -> tuple[Evidence, ...]:
        """Gives the evidence of a fact that speaks of the period; of an office, the sentences written in it if any.

        Who met whom is told by the meetings of the period; the plain fact may rest on others.
        """
        if self.period.is_open:
            return fact.evidence
        if fact.predicate in _HELD:
            own = tuple(source for source in fact.evidence if self.period.covers(source.date))
            return (own or fact.evidence) if fact.node in self.tenures else ()
        return () if fact.predicate in _AT_EVENTS else fact.evidence


@dataclass(frozen=True, slots=True)
class Stay:
    """What is known of the time of a tenure."""

    tenure: str
    days: tuple[str, ...]
    start: str | None
    end: str | None

    def reaches(self, period: Period) -> bool:
        """Says whether it was held in the period: seen then, or stated; without an end, until it was last seen."""
        if any(period.meets(day, day) for day in self.days):
            return True
        first = self.start or min(self.days, default=None)
        last = self.end or max(self.days, default=self.start)
        return bool(self.start or self.end) and first is not None and last is not None and period.meets(first, last)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the links of a graph held: dates of events and agreements, who was where, the times of tenures."""

    dates: dict[str, str]
    types: dict[str, str]
    present: dict[str, frozenset[str]]
    stays: dict[Link, tuple[Stay, ...]]

    @classmethod
    def read(cls, graph: Graph) -> Calendar:
        """Reads it, with three questions."""
        dated = [(shorten(thing), shorten(type_), date or "") for thing, type_, date in graph.ask(_DATES)]
        dates = {thing: date for thing, _, date in dated if is_date(date)}
        present: defaultdict[str, set[str]] = defaultdict(set)
        for event, agent in graph.ask(_PRESENT):
            present[shorten(agent)].add(shorten(event))
        types = {thing: type_ for thing, type_, _ in dated}
        return cls(dates, types, {agent: frozenset(events) for agent, events in present.items()}, _read_stays(graph))

    def cut(self, links: Sequence[Link], period: Period) -> Slice:
        """Gives the links that hold in a period; with an open period all, also those without a date."""
        if period.is_open:
            return Slice(period, tuple(links), frozenset())
        held = {
            link: frozenset(stay.tenure for stay in self.stays.get(link, ()) if stay.reaches(period))
            for link in links
            if link.predicate in _HELD
        }
        kept = [link for link in links if held.get(link) or self._is_within(link, period)]
        touching = _find_touching(links, kept)
        wanted = frozenset((*kept, *touching))
        return Slice(period, tuple(link for link in links if link in wanted), frozenset().union(*held.values()))

    def list_years(self, links: Iterable[Link]) -> tuple[str, ...]:
        """Gives every year from the first date of these links to the last."""
        dates = [date for link in links for date in self._list_dates(link)]
        return tuple(str(year) for year in range(int(min(dates)[:4]), int(max(dates)[:4]) + 1)) if dates else ()

    def _is_within(self, link: Link, period: Period) -> bool:
        if type_ := _AT_EVENTS.get(link.predicate):
            shared = self.present.get(link.subject, frozenset()) & self.present.get(link.object, frozenset())
            return any(self.types.get(e) == type_ and period.covers(self.dates.get(e)) for e in shared)
        dated = [end for end in (link.subject, link.object) if end.partition("/")[0] in _DATED_KINDS]
        return bool(dated) and all(period.covers(self.dates.get(end)) for end in dated)

    def _list_dates(self, link: Link) -> list[str]:
        seen = [day for stay in self.stays.get(link, ()) for day in stay.days]
        return seen + [self.dates[end] for end in (link.subject, link.object) if end in self.dates]


def cut_links(graph: Graph, period: Period = ALWAYS) -> Slice:
    """Gives the links of a graph that hold in a period."""
    links = find_links(graph)
    return Slice(period, links, frozenset()) if period.is_open else Calendar.read(graph).cut(links, period)


def _read_stays(graph: Graph) -> dict[Link, tuple[Stay, ...]]:
    found: defaultdict[Link, dict[str, list[tuple[str | None, ...]]]] = defaultdict(dict)
    for subject, verb, other, tenure, *times in graph.ask(_TENURES):
        link = Link(shorten(subject), shorten(verb), shorten(other))
        found[link].setdefault(shorten(tenure), []).append(tuple(times))
    return {link: tuple(_make_stay(*item) for item in tenures.items()) for link, tenures in found.items()}


def _make_stay(tenure: str, rows: list[tuple[str | None, ...]]) -> Stay:
    _, start, end = rows[0]
    return Stay(tenure, tuple(sorted({day for day, _, _ in rows if day})), start, end)


def _find_touching(links: Iterable[Link], kept: Iterable[Link]) -> list[Link]:
    """Gives the links without a day that can be reached upwards from what was kept."""
    above: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.predicate in _TIMELESS:
            above[link.subject].append(link)
    waiting = [end for link in kept for end in (link.subject, link.object)]
    reached: dict[Link, None] = {}
    while waiting:
        new = above.pop(waiting.pop(), [])
        reached.update(dict.fromkeys(new))
        waiting += [link.object for link in new]
    return list(reached)
