"""The page of an initiative: who is involved in it, and the releases that name it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kg.explorer.pages.portraits import Portrait
from kg.explorer.pages.shown import read_moments
from kg.graph.graph import Graph
from kg.views.names import Names, Thing
from kg.views.timeline import Moment, tell_timeline


def find_initiative(graph: Graph, names: Names, thing: Thing, page: int) -> Mapping[str, Any]:  # noqa: ARG001
    """Gives what the page of an initiative shows."""
    return {"moments": read_moments(graph, names, thing)}


PORTRAIT: Final = Portrait(
    "initiative.html.j2",
    find_initiative,
    lambda graph, thing, lang: tell_timeline(graph, thing.id, lang=lang).lines[::-1],
    Moment,
)
