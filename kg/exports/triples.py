"""Turns a graph, or one release, into bytes in a format that other tools read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.exports.jsonld import write_jsonld
from kg.graph.claims import make_quads, make_release_iri
from kg.graph.graph import Cell, Graph
from kg.graph.terms import PREFIXES, sort_quads
from kg.releases.release import make_failure
from kg.statements import Extraction
from kg.views.multigraph import write_gexf, write_graphml

FORMATS: Final = ("ttl", "nq", "nt", "jsonld", "graphml", "gexf")
# `id:person\/x` is right but hard to read: in Turtle each kind of thing has a prefix of its own.
_KINDS = (
    "person body mechanism post place initiative agreement event tenure participation indicator topic claim release"
    " reference"
)

# A fact of a reference table stands in a graph of its own.
_SOURCE = """
  ?claim prov:wasDerivedFrom ?source
  OPTIONAL { ?source dct:isPartOf ?release }
  BIND (COALESCE(?release, <https://w3id.org/gba-kg/id/reference>) AS ?graph)"""
_OWNERS = f"""
SELECT DISTINCT ?node ?graph WHERE {{
  {{ ?graph a gba:Release BIND (?graph AS ?node) }}
  UNION {{ ?graph a gba:Release ; schema:mentions ?node }}
  UNION {{ ?graph a gba:Release . ?node dct:isPartOf ?graph }}
  UNION {{ {_SOURCE} BIND (?claim AS ?node) }}
  UNION {{ {_SOURCE} ?claim rdf:subject|rdf:object|gba:elaboratedBy ?node }}
  UNION {{ {_SOURCE} BIND (?source AS ?node) }}
}}"""
_STATED = f"""
SELECT DISTINCT ?subject ?predicate ?object ?graph WHERE {{
  {_SOURCE}
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  FILTER NOT EXISTS {{
    ?claim rdf:predicate org:holds ; gba:elaboratedBy ?tenure .
    ?tenure gba:capacity ?capacity
    FILTER (?capacity IN (gba:former, gba:designate))
  }}
}}"""


def serialize_release(extraction: Extraction, fmt: str) -> bytes:
    """Gives one release as Turtle (`ttl`) or as N-Quads in a graph named after the release (`nq`)."""
    try:
        quads = make_quads([extraction])
    except Exception as error:
        raise make_failure(extraction.release, "the writer", error) from error
    if fmt == "ttl":
        return write_turtle(quads)
    if fmt == "nq":
        name = make_release_iri(extraction.release.id, extraction.release.lang)
        return _write_lines(_name_graph(quad, name) for quad in quads)
    raise UsageError(f"{fmt}: unknown format of a release; there are ttl and nq")


def export_graph(graph: Graph, fmt: str) -> bytes:
    """Gives the whole graph in one of FORMATS; `nq` has a named graph per release.

    UsageError where there is no such format.

    >>> kg.export_graph(kg.open("gba.kg"), "ttl").startswith(b"@prefix")
    True
    """
    match fmt:
        case "ttl":
            return write_turtle(sort_quads(graph.quads()))
        case "nq":
            return _write_lines(split_by_release(graph))
        case "nt":
            return graph.triples_sorted_ntriples()
        case "jsonld":
            return write_jsonld(sort_quads(graph.quads()))
        case "graphml":
            return write_graphml(graph)
        case "gexf":
            return write_gexf(graph)
    raise UsageError(f"{fmt}: unknown format; there are {', '.join(FORMATS)}, and csv, sqlite and xlsx for tables")


def split_by_release(graph: Graph) -> list[ox.Quad]:
    """Gives each triple in the graph of every release that states it, found by way of its claims.

    A plain triple goes where its claims go; a node's other triples go with the node. Facts of reference tables stand in
    `id:reference`; what belongs to neither, such as a retired id, stays in the default graph.
    """
    owners, stated = _find_owners(graph), _find_stated(graph)
    split: set[ox.Quad] = set()
    for quad in graph.quads():
        names = stated.get(tuple(map(str, quad.triple))) or owners.get(str(quad.subject)) or [ox.DefaultGraph()]
        split.update(_name_graph(quad, name) for name in names)
    return sort_quads(split)


def write_turtle(quads: Iterable[ox.Quad], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Gives Turtle with sorted prefixes (the serializer shuffles them) and an empty line after each node.

    The serializer writes a line break inside a text as `\\n`, so a line that ends in ` .` ends a node.
    """
    lines = _serialize(quads, ox.RdfFormat.TURTLE, prefixes).decode().split("\n")
    head = sorted(line for line in lines if line.startswith("@prefix "))
    rest = (f"{line}\n" if line.endswith(" .") else line for line in lines if not line.startswith("@prefix "))
    return "\n".join([*head, "", *rest]).rstrip("\n").encode() + b"\n"


def _name_graph(quad: ox.Quad, name: ox.NamedNode | ox.DefaultGraph) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, name)


def _find_owners(graph: Graph) -> dict[str, set[ox.NamedNode]]:
    owners: defaultdict[str, set[ox.NamedNode]] = defaultdict(set)
    for node, name in graph.ask(_OWNERS):
        owners[f"<{node}>"].add(ox.NamedNode(name or ""))
    return owners


def _find_stated(graph: Graph) -> dict[tuple[str, ...], set[ox.NamedNode]]:
    stated: defaultdict[tuple[str, ...], set[ox.NamedNode]] = defaultdict(set)
    for *triple, name in graph.select(_STATED).rows:
        stated[tuple(_write_term(cell) for cell in triple)].add(ox.NamedNode(name.value if name else ""))
    return stated


def _write_term(cell: Cell | None) -> str:
    """Writes a part of a claim as N-Triples do; only words in a language (`gba:matter`) are claimed beside things."""
    assert cell is not None
    return str(ox.Literal(cell.value, language=cell.lang)) if cell.kind == "literal" else f"<{cell.value}>"


def _serialize(quads: Iterable[ox.Quad], form: ox.RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    kinds = {kind: f"{PREFIXES['id']}{kind}/" for kind in _KINDS.split()}
    return ox.serialize((quad.triple for quad in quads), format=form, prefixes={**prefixes, **kinds}) or b""


def _write_lines(quads: Iterable[ox.Quad]) -> bytes:
    return "".join(f"{quad} .\n" for quad in sort_quads(quads)).encode()
