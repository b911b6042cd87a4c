"""The page of a body: what is above and below it, its offices and their holders, events and agreements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from kg.explorer.pages.person import cut_meetings, sort_latest
from kg.explorer.pages.portraits import Portrait
from kg.explorer.pages.shown import complete_lists
from kg.graph.graph import Graph
from kg.views.attendance import find_attendance
from kg.views.lookup import Line, describe_person, make_lines, read_record_apart
from kg.views.names import Names, Thing
from kg.views.structure import find_structure
from kg.views.turns import find_turns

_SECTIONS = ("agreement", "met", "visit", "establishes", "initiative", "body")


def find_body(graph: Graph, names: Names, thing: Thing, page: int) -> Mapping[str, Any]:
    """Gives what the page of a body or mechanism shows."""
    record = read_record_apart(graph, names, thing)
    lines = make_lines(record)
    structure = find_structure(graph, names, thing.id)
    shown = {one.id for one in (*structure.above, *structure.below)} | {chair.office.id for chair in structure.offices}
    sections = {name: sort_latest(_list_lines(lines, name, shown)) for name in _SECTIONS}
    return {
        "structure": structure,
        "turns": find_turns(graph, names, thing),
        "shelf": cut_meetings(graph, find_attendance(graph, record), page),
        "sections": complete_lists(graph, sections, names.lang),
    }


def _list_lines(lines: Iterable[Line], section: str, shown: Collection[str]) -> list[Line]:
    """Gives the lines of a section, without what the structure shows and only a reference table tells."""
    return [
        line
        for line in lines
        if line.section == section
        if section != "body" or line.thing.id not in shown or any(source.text for source in line.evidence)
    ]


PORTRAIT: Final = Portrait(
    "body.html.j2",
    find_body,
    lambda graph, thing, lang: describe_person(graph, thing.id, lang=lang).lines,
    Line,
)
