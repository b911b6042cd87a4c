"""Turns a name into all that is known of its thing, in the order of the dates."""

from __future__ import annotations

from kg.graph.graph import Graph
from kg.views.datings import rank_date
from kg.views.lookup import Line, Portrait, make_lines, read_record
from kg.views.names import Names


def tell_timeline(graph: Graph, name: str, *, lang: str = "en") -> Portrait:
    """What happened to this person, body, office, agreement or place, earliest first; what has no date comes last.

    UnknownNameError where the name names nothing, or more than one thing.

    >>> told = kg.tell_timeline(kg.open("gba.kg"), "Zhong Nanshan")
    >>> [(str(line.date), line.thing.name) for line in told.lines if line.section == "met"]
    [('on 2024-01-08', 'Chan Kwok-ki')]
    """
    names = Names(graph, lang)
    thing = names.resolve(name)
    lines = make_lines(read_record(graph, names, thing))
    return Portrait(thing, tuple(sorted(lines, key=_rank_by_date)))


def _rank_by_date(line: Line) -> tuple[tuple[str, str], str, str]:
    return rank_date(line.date), line.section, line.thing.name
