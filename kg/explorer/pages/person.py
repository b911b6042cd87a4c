"""The page of a person: offices, events, whom they met and how often, agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from kg.explorer.pages.downloads import make_late_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.shown import complete_lists
from kg.explorer.pages.visit import Visit
from kg.views.attendance import Attendance, find_attendance, read_meetings
from kg.views.datings import Dating, rank_date
from kg.views.lookup import Line, Meeting, describe_person, make_lines, read_record_apart, sort_lines
from kg.views.names import Names, Thing
from kg.vocabulary import Capacity

_SHELF = 60
# Of more people than these, and of more events that one shared with them, only the data tell.
MOST_PEOPLE = 100
MOST_SHARED = 12


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


def show(visit: Visit, names: Names, thing: Thing) -> Response:
    """Answers with the page of a person."""
    record = read_record_apart(visit.graph, names, thing, has_days=False)
    lines = sort_lines(make_lines(record))
    attendance = find_attendance(visit.graph, record)
    offices = sort_latest(line for line in lines if line.section == "office")
    people = list_acquaintances(names, lines, attendance)
    shown = complete_lists(
        visit.graph,
        {
            "office": [line for line in offices if not is_acting(line)],
            "acting": [line for line in offices if is_acting(line)],
            **{name: [line for line in lines if line.section == name] for name in _OTHERS},
            "met": [one.line for one in people[:MOST_PEOPLE] if one.line],
        },
        visit.lang,
    )
    met = {line.thing.id: line for line in shown["met"]}
    return visit.show(
        "person.html.j2",
        title=thing.name,
        data=make_late_data(
            thing.id,
            lambda: describe_person(visit.graph, thing.id, lang=visit.lang).lines,
            Line,
            about=thing,
            lang=visit.lang,
        ),
        feed=f"{link_thing(thing.id)}/feed.atom",
        thing=thing,
        offices=shown["office"],
        acting=shown["acting"],
        sections={name: shown[name] for name in _OTHERS},
        shelf=cut_meetings(visit, attendance),
        people=[replace(one, line=met.get(one.thing.id)) for one in people],
        most_people=MOST_PEOPLE,
    )


_OTHERS = ("body", "agreement", "visit", "initiative", "establishes")


def is_acting(line: Line) -> bool:
    """Whether a line tells of an office that somebody acts in."""
    return line.capacity == Capacity.ACTING


def sort_latest(lines: Iterable[Line]) -> list[Line]:
    """Gives lines with the latest first, those without a date last."""
    found = list(lines)
    return sorted(found, key=lambda line: rank_date(line.date) if line.date else ("", ""), reverse=True)


def cut_meetings(visit: Visit, attendance: Attendance) -> Shelf:
    """Gives the events of the page that the address asks for."""
    total = len(attendance.occasions)
    last = max(1, -(-total // _SHELF))
    page = visit.get_number("page", 1, last)
    shown = attendance.occasions[(page - 1) * _SHELF : page * _SHELF]
    return Shelf(read_meetings(visit.graph, attendance, shown), total, page, last)


def list_acquaintances(names: Names, lines: Sequence[Line], attendance: Attendance) -> list[Acquaintance]:
    """Gives whom somebody met or was with, who shared the most done events first."""
    met = {line.thing.id: line for line in lines if line.section == "met"}
    events = {**{id: [] for id in met}, **attendance.shared}
    names.read_some(events)
    ranked = sorted(events, key=lambda id: (-len(events[id]), id not in met, names.get(id).name, id))
    shared = {id: events[id][:MOST_SHARED] for id in ranked[:MOST_PEOPLE]}
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
