"""The page of an office: who held it and when, those who acted in it apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kg.explorer.pages.person import is_acting, sort_latest
from kg.explorer.pages.portraits import Portrait
from kg.explorer.pages.shown import complete_lists
from kg.graph.graph import Graph
from kg.views.lookup import Line, make_history, make_lines, read_record, read_record_apart
from kg.views.names import Names, Thing
from kg.views.turns import find_turns


def find_post(graph: Graph, names: Names, thing: Thing, page: int) -> Mapping[str, Any]:  # noqa: ARG001
    """Gives what the page of an office shows."""
    lines = make_lines(read_record_apart(graph, names, thing))
    holders = sort_latest(line for line in lines if line.section == "office")
    shown = complete_lists(
        graph,
        {
            "holders": [line for line in holders if not is_acting(line)],
            "acting": [line for line in holders if is_acting(line)],
            "others": [line for line in lines if line.section != "office" and line.thing.id != thing.body],
        },
        names.lang,
    )
    return {
        "turns": find_turns(graph, names, thing),
        "body": names.get(thing.body) if thing.body else None,
        **shown,
    }


def _list_lines(graph: Graph, thing: Thing, lang: str) -> tuple[Line, ...]:
    names = Names(graph, lang)
    return (*make_lines(read_record(graph, names, thing)), *make_history(graph, names, thing))


PORTRAIT: Final = Portrait(
    "post.html.j2",
    find_post,
    _list_lines,
    Line,
)
