"""The page of a person: offices, events, whom they met and how often, agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.visit import Visit
from kg.views.datings import rank_date
from kg.views.lookup import Line, Meeting, describe_person, list_meetings
from kg.views.names import Names, Thing
from kg.vocabulary import Capacity, Status

_SHELF = 60


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody whom a person met, or was with at events, the latest of which is first; `line` says that they met."""

    thing: Thing
    line: Line | None
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The events of one page out of a long list."""

    shown: tuple[Meeting, ...]
    total: int
    page: int
    last: int


def show(visit: Visit, names: Names, thing: Thing) -> Response:  # noqa: ARG001
    """Answers with the page of a person."""
    portrait = describe_person(visit.graph, thing.id, lang=visit.lang)
    meetings = sort_meetings(list_meetings(visit.graph, thing.id, planned=True, lang=visit.lang))
    return visit.show(
        "person.html.j2",
        title=thing.name,
        data=make_data(thing.id, portrait.lines, Line, about=thing, lang=visit.lang),
        feed=f"{link_thing(thing.id)}/feed.atom",
        thing=thing,
        offices=sort_latest(line for line in portrait.lines if line.section == "office" and not is_acting(line)),
        acting=sort_latest(line for line in portrait.lines if line.section == "office" and is_acting(line)),
        sections={name: [line for line in portrait.lines if line.section == name] for name in _OTHERS},
        shelf=cut_meetings(visit, meetings),
        people=list_acquaintances(portrait.lines, meetings),
    )


_OTHERS = ("body", "agreement", "visit", "initiative", "establishes")


def is_acting(line: Line) -> bool:
    """Whether a line tells of an office that somebody acts in."""
    return line.capacity == Capacity.ACTING


def sort_latest(lines: Iterable[Line]) -> list[Line]:
    """Gives lines with the latest first, those without a date last."""
    found = list(lines)
    return sorted(found, key=lambda line: rank_date(line.date) if line.date else ("", ""), reverse=True)


def sort_meetings(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Gives events with the latest first, those without a date last."""
    return sorted(meetings, key=lambda one: rank_date(one.date) if one.date else ("", ""), reverse=True)


def cut_meetings(visit: Visit, meetings: Sequence[Meeting]) -> Shelf:
    """Gives the events of the page that the address asks for."""
    last = max(1, -(-len(meetings) // _SHELF))
    page = visit.get_number("page", 1, last)
    return Shelf(tuple(meetings[(page - 1) * _SHELF : page * _SHELF]), len(meetings), page, last)


def list_acquaintances(lines: Sequence[Line], meetings: Sequence[Meeting]) -> list[Acquaintance]:
    """Gives whom somebody met or was with, who shared the most done events first."""
    met = {line.thing.id: line for line in lines if line.section == "met"}
    things = {line.thing.id: line.thing for line in met.values()}
    shared: dict[str, list[Meeting]] = {id: [] for id in met}
    for meeting in meetings:
        if meeting.status == Status.DONE:
            for other in meeting.others:
                things.setdefault(other.id, other)
                shared.setdefault(other.id, []).append(meeting)
    found = [Acquaintance(things[id], met.get(id), tuple(events)) for id, events in shared.items()]
    return sorted(found, key=lambda one: (-len(one.meetings), one.line is None, one.thing.name, one.thing.id))
