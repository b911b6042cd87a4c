"""Turns a graph into one of rdflib, for programs that speak rdflib."""

from __future__ import annotations

import rdflib
from oxrdflib import OxigraphStore

from kg.graph.graph import Graph
from kg.graph.terms import PREFIXES


def to_rdflib(graph: Graph) -> rdflib.Graph:
    """Gives the same store through rdflib. Pass it query text: it is slow with prepared queries.

    >>> view = kg.to_rdflib(kg.open("gba.kg"))
    >>> len(list(view.query("SELECT ?release WHERE { ?release a gba:Release }")))
    30
    """
    view = rdflib.Graph(store=OxigraphStore(store=graph.store), identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
    for prefix, namespace in PREFIXES.items():
        view.bind(prefix, namespace)
    return view
