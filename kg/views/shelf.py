"""Gives the graph of all offices that the tables of reference know, for questions about one that no release names."""

from __future__ import annotations

from functools import lru_cache

from kg.gazetteer import read_gazetteer
from kg.graph.graph import Graph, Text
from kg.graph.references import make_reference_quads
from kg.vocabulary import NO_SOURCE

_IS_GENERAL = "ASK { ?record dct:source $source }"


def open_shelf(graph: Graph) -> Graph:
    """Gives the offices of the tables with all who held them; what rests on general knowledge alone only where the
    graph that was asked has such facts too."""
    return _make_shelf(is_general=graph.ask(_IS_GENERAL, source=Text(NO_SOURCE)) == [("true",)])


@lru_cache(maxsize=2)
def _make_shelf(*, is_general: bool) -> Graph:
    gazetteer = read_gazetteer()
    posts = {thing.id for thing in gazetteer.things.values() if thing.kind == "post"}
    shelf = Graph.in_memory()
    shelf.add(make_reference_quads(posts, gazetteer, general_knowledge=is_general, is_alone=True))
    return shelf
