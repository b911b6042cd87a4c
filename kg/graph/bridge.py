"""Turns a graph into one of rdflib, for programs that speak rdflib."""

from __future__ import annotations

import rdflib
from oxrdflib import OxigraphStore

from kg.graph.graph import Cell, Graph, Table
from kg.graph.terms import PREFIXES


def to_rdflib(graph: Graph) -> rdflib.Graph:
    """Gives the same store through rdflib. Pass it query text: it is slow with prepared queries.

    Of a graph that a server keeps it gives all that is there now, in memory.

    >>> view = kg.to_rdflib(kg.open("gba.kg"))
    >>> len(list(view.query("SELECT ?release WHERE { ?release a gba:Release }")))
    30
    """
    view = rdflib.Graph(store=OxigraphStore(store=graph.store), identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
    for prefix, namespace in PREFIXES.items():
        view.bind(prefix, namespace)
    return view


def make_rdflib(triples: Table) -> rdflib.Graph:
    """Gives the triples that a CONSTRUCT question found as a graph of rdflib, in memory."""
    graph = rdflib.Graph()
    for row in triples.rows:
        subject, predicate, value = (_make_term(cell) for cell in row if cell)
        graph.add((subject, predicate, value))
    return graph


def _make_term(cell: Cell) -> rdflib.term.Identifier:
    if cell.kind == "literal":
        datatype = rdflib.URIRef(cell.datatype) if cell.datatype else None
        return rdflib.Literal(cell.value, lang=cell.lang, datatype=datatype)
    return rdflib.URIRef(cell.value) if cell.kind == "iri" else rdflib.BNode(cell.value)
