"""The page of a body: what is above and below it, its offices and their holders, events and agreements."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from starlette.responses import Response

from kg.explorer.pages.downloads import make_late_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.person import cut_meetings, sort_latest
from kg.explorer.pages.shown import complete_lists
from kg.explorer.pages.visit import Visit
from kg.views.attendance import find_attendance
from kg.views.lookup import Line, make_lines, read_record, read_record_apart
from kg.views.names import Names, Thing
from kg.views.structure import find_structure

_SECTIONS = ("agreement", "met", "visit", "establishes", "initiative", "body")


def show(visit: Visit, names: Names, thing: Thing) -> Response:
    """Answers with the page of a body or mechanism."""
    record = read_record_apart(visit.graph, names, thing)
    lines = make_lines(record)
    structure = find_structure(visit.graph, names, thing.id)
    shown = {one.id for one in (*structure.above, *structure.below)} | {chair.office.id for chair in structure.offices}
    sections = {name: sort_latest(_list_lines(lines, name, shown)) for name in _SECTIONS}
    return visit.show(
        "body.html.j2",
        title=thing.name,
        data=make_late_data(
            thing.id,
            lambda: make_lines(read_record(visit.graph, names, thing)),
            Line,
            about=thing,
            lang=visit.lang,
        ),
        feed=f"{link_thing(thing.id)}/feed.atom",
        thing=thing,
        structure=structure,
        shelf=cut_meetings(visit, find_attendance(visit.graph, record)),
        sections=complete_lists(visit.graph, sections, visit.lang),
    )


def _list_lines(lines: Iterable[Line], section: str, shown: Collection[str]) -> list[Line]:
    """Gives the lines of a section, without what the structure shows and only a reference table tells."""
    return [
        line
        for line in lines
        if line.section == section
        if section != "body" or line.thing.id not in shown or any(source.text for source in line.evidence)
    ]
