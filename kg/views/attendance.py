"""Turns the events of a person or body into meetings, the latest first, of which only those that are shown are read in
full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.views.datings import Dating, date_occasion, rank_date
from kg.views.events import Occasion, read_some_occasions
from kg.views.evidence import Fact, find_facts_behind
from kg.views.lookup import Meeting, Record, make_meeting
from kg.views.names import Thing
from kg.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Attendance:
    """The events, of any status, that a thing took part in, the latest first, those without a date last."""

    record: Record
    occasions: tuple[Occasion, ...]
    dates: Mapping[str, Dating | None]

    @property
    def shared(self) -> dict[str, list[Occasion]]:
        """The done events by each of the others who took part in them."""
        found: dict[str, list[Occasion]] = {}
        for occasion in self.occasions:
            for other in sorted(occasion.agents - {self.record.thing.id}) if occasion.status == Status.DONE else ():
                found.setdefault(other, []).append(occasion)
        return found


def find_attendance(graph: Graph, record: Record) -> Attendance:
    """Gives the events that the thing of a record took part in; one that has no date has that of its releases."""
    thing = record.thing
    attended = [occasion for occasion in record.occasions.values() if thing.id in occasion.agents]
    dates = {occasion.id: date_occasion(occasion) for occasion in attended}
    dates |= {one.event.id: one.date for one in _read(graph, record, [one for one in attended if not dates[one.id]])}
    attended.sort(key=lambda one: rank_date(dates[one.id]))
    attended.sort(key=lambda one: rank_date(dates[one.id]) if dates[one.id] else ("", ""), reverse=True)
    return Attendance(record, tuple(attended), dates)


def read_meetings(graph: Graph, attendance: Attendance, occasions: Sequence[Occasion]) -> tuple[Meeting, ...]:
    """Gives some of the events as meetings, each with the sentences that tell of the part of the thing in it."""
    names = attendance.record.names
    names.read_some(id for one in occasions for id in (one.id, *one.places, *one.agents))
    return tuple(_read(graph, attendance.record, occasions))


def _read(graph: Graph, record: Record, outlined: Iterable[Occasion]) -> list[Meeting]:
    ids = [occasion.id for occasion in outlined]
    told_of = read_some_occasions(graph, ids)
    occasions = [told_of[id] for id in ids]
    done = _find_facts(graph, record.thing, [one for one in occasions if one.status == Status.DONE], planned=False)
    told = _find_facts(graph, record.thing, [one for one in occasions if one.status != Status.DONE], planned=True)
    return [make_meeting(record.names, record.thing, one, done | told) for one in occasions]


def _find_facts(
    graph: Graph, thing: Thing, occasions: Iterable[Occasion], *, planned: bool
) -> dict[str, tuple[Fact, ...]]:
    """Gives the facts behind each part of a thing in some events."""
    parts = [part.node for one in occasions for part in one.parts if part.agent == thing.id]
    return find_facts_behind(graph, parts, planned=planned)
