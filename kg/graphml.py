"""Turns a graph into GraphML: people, bodies, posts, events and agreements, and what binds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree as ET

from kg.graph import Graph
from kg.terms import PLAIN_PREDICATES, shorten_iri

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_PREDICATES = ", ".join((*PLAIN_PREDICATES, "org:postIn"))
_EDGES = f"""
SELECT DISTINCT ?subject ?predicate ?object WHERE {{
  ?subject ?predicate ?object FILTER (?predicate IN ({_PREDICATES}))
}} ORDER BY ?subject ?predicate ?object"""
_NAMES = """
SELECT ?node ?name WHERE { ?node skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), ?lang)) }
ORDER BY ?node DESC(?name)"""
_STATUSES = "SELECT ?node ?status WHERE { ?node gba:status ?status } ORDER BY ?node ?status"
_NODE_KEYS = ("kind", "name", "name_zh_hant", "status")
# What XML 1.0 cannot hold, such as a form feed left by a page break.
_FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}


def write_graphml(graph: Graph) -> bytes:
    """Gives GraphML with the ids, kinds, names and status of nodes, and the predicate of each edge."""
    edges = [(source or "", predicate or "", target or "") for source, predicate, target in graph.ask(_EDGES)]
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for name in _NODE_KEYS:
        _declare_key(root, name, "node")
    _declare_key(root, "predicate", "edge")
    drawing = ET.SubElement(root, "graph", id="kg", edgedefault="directed")
    _add_nodes(drawing, graph, sorted({end for source, _, target in edges for end in (source, target)}))
    for number, (source, predicate, target) in enumerate(edges):
        edge = ET.SubElement(drawing, "edge", id=f"e{number}", source=shorten_iri(source), target=shorten_iri(target))
        _add_data(edge, "predicate", shorten_iri(predicate))
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _declare_key(root: ET.Element, name: str, target: str) -> None:
    ET.SubElement(root, "key", {"id": name, "for": target, "attr.name": name, "attr.type": "string"})


def _add_nodes(drawing: ET.Element, graph: Graph, nodes: Iterable[str]) -> None:
    english, chinese = dict(_ask_names(graph, "en")), dict(_ask_names(graph, "zh-Hant"))
    statuses = {node: shorten_iri(status or "") for node, status in graph.ask(_STATUSES)}
    for node in nodes:
        short = shorten_iri(node)
        kind = short.partition(":")[2].partition("/")[0]
        element = ET.SubElement(drawing, "node", id=short)
        values = (kind, english.get(node) or chinese.get(node), chinese.get(node), statuses.get(node))
        for name, value in zip(_NODE_KEYS, values, strict=True):
            if value:
                _add_data(element, name, value)


def _ask_names(graph: Graph, lang: str) -> Iterator[tuple[str, str]]:
    for node, name in graph.ask(_NAMES, lang=lang):
        yield node or "", name or ""


def _add_data(element: ET.Element, key: str, value: str) -> None:
    ET.SubElement(element, "data", key=key).text = value.translate(_FORBIDDEN)
