"""Wraps a store as a graph of rdflib."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from kg.graph.terms import PREFIXES


def wrap_store(store: ox.Store) -> rdflib.Graph:
    """Gives the default graph of a store as a graph of rdflib, with our prefixes; both are the same triples."""
    graph = rdflib.Graph(store=OxigraphStore(store=store), identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
