"""What is exported can be read again, by other tools, and says the same."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from seed import EXTRACTION, RELEASE

from kg.claims import claim_from_reference, make_quads, make_release_iri, retirement_quads
from kg.errors import OutputError, UsageError
from kg.exports import export_graph, serialize_release, split_by_release
from kg.graph import Graph
from kg.tables import export_tables

LATER = replace(EXTRACTION, release=replace(RELEASE, id="later"), statements=EXTRACTION.statements[:4])
XML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads([EXTRACTION, LATER]))
    graph.add(claim_from_reference("body/a", "org:subOrganizationOf", "body/b", row="1", source="seed"))
    graph.add(retirement_quads("body/old", ["body/new"]))
    return graph


def read_back(content: bytes, form: ox.RdfFormat) -> bytes:
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in ox.parse(content, form))
    return Graph(store).triples_sorted_ntriples()


@pytest.mark.parametrize(
    ("fmt", "form"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nq", ox.RdfFormat.N_QUADS),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_an_export_read_back_is_the_same_graph(graph: Graph, fmt: str, form: ox.RdfFormat) -> None:
    assert read_back(export_graph(graph, fmt), form) == graph.triples_sorted_ntriples()
    assert export_graph(graph, fmt) == export_graph(graph, fmt)


@pytest.mark.parametrize("fmt", ["ttl", "nq"])
def test_odd_characters_survive(fmt: str) -> None:
    event = replace(EXTRACTION.events[0], label='a" .\n\r\t\x0c\x85\u2028\\u0022 陳🤝 .')
    graph = Graph.in_memory()
    graph.add(make_quads([replace(EXTRACTION, events=(event,))]))
    form = ox.RdfFormat.TURTLE if fmt == "ttl" else ox.RdfFormat.N_QUADS
    assert read_back(export_graph(graph, fmt), form) == graph.triples_sorted_ntriples()


def test_rdflib_reads_our_turtle(graph: Graph) -> None:
    assert len(rdflib.Graph().parse(export_graph(graph, "ttl"), format="turtle")) == len(graph)


def test_turtle_uses_prefixes_in_one_order(graph: Graph) -> None:
    text = export_graph(graph, "ttl").decode()
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "\n\nperson:chan-kwok-ki a foaf:Person ;" in text


@pytest.mark.parametrize("fmt", ["ttl", "nq"])
def test_a_release_is_written_as_the_graph_it_makes(fmt: str) -> None:
    form = ox.RdfFormat.TURTLE if fmt == "ttl" else ox.RdfFormat.N_QUADS
    alone = Graph.in_memory()
    alone.add(make_quads([EXTRACTION]))
    assert read_back(serialize_release(EXTRACTION, fmt), form) == alone.triples_sorted_ntriples()


def test_a_release_alone_is_split_as_it_was_written() -> None:
    alone = Graph.in_memory()
    alone.add(make_quads([EXTRACTION]))
    assert export_graph(alone, "nq") == serialize_release(EXTRACTION, "nq")


def test_a_triple_that_two_releases_state_stands_in_both(graph: Graph) -> None:
    names = {
        predicate: {quad.graph_name for quad in split_by_release(graph) if quad.predicate.value.endswith(predicate)}
        for predicate in ("#visited", "#metWith")
    }
    seed, later = make_release_iri("seed-20240108", "en"), make_release_iri("later", "en")
    assert names == {"#visited": {seed, later}, "#metWith": {seed}}


def test_reference_facts_and_retired_ids_stand_apart(graph: Graph) -> None:
    names = {str(quad.subject): quad.graph_name for quad in split_by_release(graph)}
    assert names["<https://w3id.org/gba-kg/id/body/a>"] == ox.NamedNode("https://w3id.org/gba-kg/id/reference")
    assert names["<https://w3id.org/gba-kg/id/body/old>"] == ox.DefaultGraph()


def test_graphml_holds_domain_edges_between_its_own_nodes(graph: Graph) -> None:
    root = ET.fromstring(export_graph(graph, "graphml"))
    nodes = {node.get("id") for node in root.iter(f"{XML}node")}
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iter(f"{XML}edge")]
    assert "id:person/chan-kwok-ki" in nodes
    assert not any("claim/" in (node or "") or "release/" in (node or "") for node in nodes)
    assert {end for edge in edges for end in edge} == nodes


def test_graphml_escapes_what_xml_cannot_hold() -> None:
    event = replace(EXTRACTION.events[3], label='A <b> & "c" \x0c陳')
    graph = Graph.in_memory()
    graph.add(make_quads([replace(EXTRACTION, events=(event,))]))
    root = ET.fromstring(export_graph(graph, "graphml"))
    assert 'A <b> & "c" 陳' in {data.text for data in root.iter(f"{XML}data")}


def test_tables_have_a_row_per_thing(graph: Graph, tmp_path: Path) -> None:
    paths = export_tables(graph, tmp_path)
    tables = {path.stem: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) for path in paths}
    sizes = {name: len(rows) for name, rows in tables.items()}
    assert (sizes["people"], sizes["tenures"], sizes["events"], sizes["agreements"]) == (6, 3, 5, 1)
    assert all(len({row["id"] for row in rows}) == len(rows) for rows in tables.values())
    assert tables["agreements"][0]["party"] == "id:body/guangdong-government | id:body/hksar-government"
    met = [row for row in tables["statements"] if row["predicate"] == "gba:metWith"]
    assert met[0]["sentence"].startswith("Afterwards, Mr Chan met with")


def test_a_table_that_cannot_be_written_is_named(graph: Graph) -> None:
    with pytest.raises(OutputError, match=r"/dev/null/people\.csv"):
        export_tables(graph, Path("/dev/null"))


def test_an_unknown_format_is_a_wrong_usage(graph: Graph) -> None:
    with pytest.raises(UsageError, match="docx"):
        export_graph(graph, "docx")
    with pytest.raises(UsageError, match="csv"):
        serialize_release(EXTRACTION, "csv")
