"""Turns the links of a graph and a Period into a Slice: the links that hold in it, and the facts that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.isodates import is_date
from kg.views.events import Holding, read_encounters, read_holdings, read_occasions, read_parts
from kg.views.evidence import Evidence, Fact
from kg.views.names import shorten
from kg.views.paths import Link, find_links
from kg.views.periods import ALWAYS, Period, split_span

_DATES = """SELECT DISTINCT ?thing ?date WHERE {
  { ?thing a schema:Event ; schema:startDate ?date }
  UNION { ?thing a gba:Agreement ; gba:signedOn ?date }
} ORDER BY ?thing ?date"""
_DATED_KINDS = ("event", "agreement")
_HELD = ("org:holds", "org:memberOf")
# These have no day of their own, but that of the meeting or visit which the same sentence tells of.
_AT_EVENTS = ("gba:metWith", "gba:visited")
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
class Calendar:
    """When the links of a graph held: dates of events and agreements, days of encounters, tenures."""

    dates: dict[str, str]
    encounters: dict[Link, tuple[str, ...]]
    stays: dict[Link, tuple[Holding, ...]]

    @classmethod
    def read(cls, graph: Graph) -> Calendar:
        """Reads it, with one question for each property."""
        dates = {shorten(thing): date for thing, date in graph.ask(_DATES) if date and is_date(date)}
        encounters: defaultdict[Link, tuple[str, ...]] = defaultdict(tuple)
        occasions = read_occasions(graph, read_parts(graph))
        for (*ends, _), spans in read_encounters(graph, occasions).items():
            encounters[Link(*ends)] += spans
        return cls(dates, dict(encounters), _gather_stays(read_holdings(graph).values()))

    def cut(self, links: Sequence[Link], period: Period) -> Slice:
        """Gives the links that hold in a period; with an open period all, also those without a date."""
        if period.is_open:
            return Slice(period, tuple(links), frozenset())
        held = {
            link: frozenset(stay.id for stay in self.stays.get(link, ()) if any(map(period.touches, stay.spans)))
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
        if link.predicate in _AT_EVENTS:
            return any(period.covers(day) for span in self.encounters.get(link, ()) for day in split_span(span)[:1])
        dated = [end for end in (link.subject, link.object) if end.partition("/")[0] in _DATED_KINDS]
        return bool(dated) and all(period.covers(self.dates.get(end)) for end in dated)

    def _list_dates(self, link: Link) -> list[str]:
        seen = [day for stay in self.stays.get(link, ()) for day in stay.days]
        return seen + [self.dates[end] for end in (link.subject, link.object) if end in self.dates]


def cut_links(graph: Graph, period: Period = ALWAYS) -> Slice:
    """Gives the links of a graph that hold in a period."""
    links = find_links(graph)
    return Slice(period, links, frozenset()) if period.is_open else Calendar.read(graph).cut(links, period)


def _gather_stays(holdings: Iterable[Holding]) -> dict[Link, tuple[Holding, ...]]:
    """Gives the tenures behind who held which office and who was of which body."""
    found: defaultdict[Link, tuple[Holding, ...]] = defaultdict(tuple)
    for holding in holdings:
        for predicate, other in (("org:holds", holding.post), ("org:memberOf", holding.body)):
            if other:
                found[Link(holding.person, predicate, other)] += (holding,)
    return dict(found)


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
