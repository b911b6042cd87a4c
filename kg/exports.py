"""Turns a graph, or one release, into a file in a format that other tools read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

import pyoxigraph as ox

from kg.claims import make_quads, make_release_iri
from kg.drafts import sort_quads
from kg.errors import UsageError
from kg.graph import Graph
from kg.graphml import write_graphml
from kg.statements import Extraction
from kg.terms import PREFIXES, make_name, make_thing

# `id:person\/x` is right but hard to read: in Turtle each kind of thing has a prefix of its own.
_KINDS = "person body mechanism post place initiative agreement event tenure participation claim release reference"
_REFERENCES = "reference"
_NOT_HELD = ("gba:former", "gba:designate")


def serialize_release(extraction: Extraction, fmt: str) -> bytes:
    """Gives one release as Turtle (`ttl`) or as N-Quads in a graph named after the release (`nq`)."""
    quads = make_quads([extraction])
    if fmt == "ttl":
        return _write_turtle(quads)
    if fmt == "nq":
        name = make_release_iri(extraction.release.id, extraction.release.lang)
        return _write_lines(ox.Quad(*quad.triple, name) for quad in quads)
    raise UsageError(f"{fmt}: unknown format of a release; there are ttl and nq")


def export_graph(graph: Graph, fmt: str) -> bytes:
    """Gives the whole graph as `ttl`, `nq` (a named graph per release), `nt`, `jsonld` or `graphml`."""
    if fmt not in _WRITERS:
        raise UsageError(f"{fmt}: unknown format; there are {', '.join(_WRITERS)}, and csv for a folder")
    return _WRITERS[fmt](graph)


def split_by_release(graph: Graph) -> list[ox.Quad]:
    """Gives each triple in the graph of every release that states it, found by way of its claims.

    Reference facts stand in the graph `id:reference`; what belongs to neither stays in the default graph.
    """
    quads = sort_quads(graph.quads())
    owners = _find_owners(quads)
    stated = _find_stated(quads, owners)
    split = set()
    for quad in quads:
        graphs = stated.get(quad.triple) or owners.get(quad.subject) or {ox.DefaultGraph()}
        split.update(ox.Quad(*quad.triple, name) for name in graphs)
    return sort_quads(split)


def _find_owners(quads: Iterable[ox.Quad]) -> dict[ox.NamedNode, set[ox.NamedNode]]:
    """Finds the graphs each node belongs to: a node goes where what leads to it goes."""
    steps = _list_steps(quads)
    owners: defaultdict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for kind, predicate in (("gba:Release", ""), ("gba:ReferenceRecord", "")):
        del kind, predicate
    return _spread(steps, owners)
