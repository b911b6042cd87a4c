"""The page of a person: offices, events, whom they met and how often, agreements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kg.explorer.pages.portraits import Portrait
from kg.explorer.pages.shown import MOST_LINES, complete_lists, cut
from kg.graph.graph import Graph
from kg.views.attendance import Attendance, find_attendance, read_meetings
from kg.views.datings import Dating, rank_date
from kg.views.lookup import Line, Meeting, describe_person, make_gaps, make_lines, read_record_apart, sort_lines
from kg.views.names import Names, Thing
from kg.vocabulary import Capacity

_SHELF = 60
# Of more events that somebody shared with one, only the data tell.
MOST_SHARED = 12
_OTHERS = ("body", "agreement", "visit", "initiative", "establishes")


@dataclass(frozen=True, slots=True)
class Shared:
    """An event at which two were."""

    event: Thing
    date: Dating | None


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody whom a person met, or was with at so many events, the latest of which are given; `line` says that they
    met."""

    thing: Thing
    line: Line | None
    count: int
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The events of one page out of a long list."""

    shown: tuple[Meeting, ...]
    total: int
    page: int
    last: int


def find_person(graph: Graph, names: Names, thing: Thing, page: int) -> Mapping[str, Any]:
    """Gives what the page of a person shows."""
    record = read_record_apart(graph, names, thing, has_days=False)
    told = make_lines(record)
    lines = sort_lines((*told, *make_gaps(thing, told)))
    attendance = find_attendance(graph, record)
    offices = sort_latest(line for line in lines if line.heading == "office")
    people = list_acquaintances(names, lines, attendance)
    shown = complete_lists(
        graph,
        {
            "office": [line for line in offices if not is_acting(line)],
            "acting": [line for line in offices if is_acting(line)],
            **{name: [line for line in lines if line.section == name] for name in _OTHERS},
            "met": [one.line for one in people[:MOST_LINES] if one.line],
        },
        names.lang,
    )
    met = {line.thing.id: line for line in shown["met"].shown}
    return {
        "offices": shown["office"],
        "acting": shown["acting"],
        "sections": {name: shown[name] for name in _OTHERS},
        "shelf": cut_meetings(graph, attendance, page),
        "people": cut([replace(one, line=met.get(one.thing.id)) for one in people]),
    }


PORTRAIT: Final = Portrait(
    "person.html.j2",
    find_person,
    lambda graph, thing, lang: describe_person(graph, thing.id, lang=lang).lines,
    Line,
)


def is_acting(line: Line) -> bool:
    """Whether a line tells of an office that somebody acts in."""
    return line.capacity == Capacity.ACTING


def sort_latest(lines: Iterable[Line]) -> list[Line]:
    """Gives lines with the latest first, those without a date last."""
    found = list(lines)
    return sorted(found, key=lambda line: rank_date(line.date) if line.date else ("", ""), reverse=True)


def cut_meetings(graph: Graph, attendance: Attendance, page: int) -> Shelf:
    """Gives the events of a page, or of the last one."""
    total = len(attendance.occasions)
    last = max(1, -(-total // _SHELF))
    page = min(page, last)
    shown = attendance.occasions[(page - 1) * _SHELF : page * _SHELF]
    return Shelf(read_meetings(graph, attendance, shown), total, page, last)


def list_acquaintances(names: Names, lines: Sequence[Line], attendance: Attendance) -> list[Acquaintance]:
    """Gives whom somebody met or was with, who shared the most done events first."""
    met = {line.thing.id: line for line in lines if line.section == "met"}
    events = {**{id: [] for id in met}, **attendance.shared}
    names.read_some(events)
    ranked = sorted(events, key=lambda id: (-len(events[id]), id not in met, names.get(id).name, id))
    shared = {id: events[id][:MOST_SHARED] for id in ranked[:MOST_LINES]}
    names.read_some(one.id for some in shared.values() for one in some)
    return [
        Acquaintance(
            names.get(id),
            met.get(id),
            len(events[id]),
            tuple(Shared(names.get(one.id), attendance.dates[one.id]) for one in shared.get(id, ())),
        )
        for id in ranked
    ]
