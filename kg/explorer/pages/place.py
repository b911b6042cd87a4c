"""The page of a place: what lies around it and within it, what took place there, who visited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kg.explorer.pages.portraits import Portrait
from kg.explorer.pages.shown import read_moments
from kg.graph.graph import Graph
from kg.views.names import Names, Thing, shorten, to_iri
from kg.views.timeline import Moment, tell_timeline

_AROUND = """SELECT DISTINCT ?way ?other WHERE {
  { $about schema:containedInPlace ?other BIND ("above" AS ?way) }
  UNION { ?other schema:containedInPlace $about BIND ("below" AS ?way) }
  UNION { ?other dct:spatial $about BIND ("body" AS ?way) }
} ORDER BY ?way ?other"""


def find_place(graph: Graph, names: Names, thing: Thing, page: int) -> Mapping[str, Any]:  # noqa: ARG001
    """Gives what the page of a place shows."""
    around: dict[str, list[str]] = {"above": [], "below": [], "body": []}
    for way, other in graph.ask(_AROUND, about=to_iri(thing.id)):
        around[way or ""].append(shorten(other))
    names.read_some(other for found in around.values() for other in found)
    return {
        "moments": read_moments(graph, names, thing),
        "around": {
            way: sorted(map(names.get, found), key=lambda one: (one.name, one.id)) for way, found in around.items()
        },
    }


PORTRAIT: Final = Portrait(
    "place.html.j2",
    find_place,
    lambda graph, thing, lang: tell_timeline(graph, thing.id, lang=lang).lines[::-1],
    Moment,
)
