"""JSON-LD in short words: the context is that of the ontology, and what is written is read back by other readers."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS
from retirement import make_retirement
from sample import EXTRACTIONS
from seed import EXTRACTION

from kg.exports import export_graph
from kg.exports.jsonld import read_context
from kg.files import find_shipped
from kg.graph.claims import claim_from_reference, make_quads
from kg.graph.graph import Graph
from kg.graph.terms import PREFIXES, expand_iri, make_name, make_text, make_thing

ONTOLOGY = rdflib.Graph().parse(find_shipped("ontology", "kg.ttl"))
CONTEXT = read_context()["@context"]
WORDS = {name: meaning for name, meaning in CONTEXT.items() if name not in PREFIXES and not name.startswith("@")}
PROPERTIES = {
    term
    for kind in (RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty)
    for term in ONTOLOGY.subjects(RDF.type, kind)
} - {RDF.type}
ODD = 'a" .\n\r\t\x0c\x85\u2028\\u0022 陳🤝 .'


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The seed and the samples, and what the context has no short word for."""
    graph = Graph.in_memory()
    graph.add(make_quads([EXTRACTION, *EXTRACTIONS]))
    graph.add(
        claim_from_reference("body/a", "org:subOrganizationOf", "body/b", row="1", source="https://a.hk/?a=1&b=ü")
    )
    graph.add(make_retirement("body/old", ["body/new", "body/newer"]))
    chan = make_thing("person/chan-kwok-ki")
    graph.add(
        [
            ox.Quad(chan, make_name("owl:sameAs"), ox.NamedNode("http://www.wikidata.org/entity/Q1")),
            ox.Quad(chan, make_name("rdf:type"), ox.NamedNode("https://example.org/Somebody")),
            ox.Quad(chan, ox.NamedNode("https://example.org/likes"), make_text(ODD)),
            ox.Quad(chan, ox.NamedNode("https://example.org/knows"), ox.NamedNode("urn:isbn:1")),
            ox.Quad(chan, make_name("skos:altLabel"), make_text(ODD, "en")),
            ox.Quad(chan, make_name("skos:prefLabel"), make_text("in no language")),
            ox.Quad(chan, make_name("gba:rule"), make_text("in a language", "zh-Hant")),
            ox.Quad(chan, make_name("gba:ordinal"), ox.Literal("007", datatype=make_name("xsd:integer"))),
            ox.Quad(chan, make_name("gba:ordinal"), ox.Literal("-12", datatype=make_name("xsd:integer"))),
            ox.Quad(chan, make_name("gba:ordinal"), ox.Literal("1" * 30, datatype=make_name("xsd:integer"))),
            ox.Quad(chan, make_name("gba:restated"), ox.Literal("false", datatype=make_name("xsd:boolean"))),
            ox.Quad(chan, make_name("gba:restated"), ox.Literal("1", datatype=make_name("xsd:boolean"))),
            ox.Quad(chan, make_name("schema:value"), ox.Literal("1.50", datatype=make_name("xsd:decimal"))),
            ox.Quad(chan, make_name("schema:value"), ox.Literal("2.5E0", datatype=make_name("xsd:double"))),
            ox.Quad(chan, make_name("schema:startDate"), make_text("some day")),
            ox.Quad(chan, make_name("gba:party"), make_text("person/x")),
        ]
    )
    return graph


@pytest.fixture(scope="module", params=["seed", "samples"])
def whole(request: pytest.FixtureRequest, graph: Graph) -> Graph:
    samples: Graph = request.getfixturevalue("sample_graph") if request.param == "samples" else graph
    return samples


def find_node(graph: Graph, id: str) -> dict[str, Any]:
    nodes = json.loads(export_graph(graph, "jsonld"))["@graph"]
    (found,) = (node for node in nodes if node["@id"] == id)
    return dict(found)


def test_what_is_written_is_read_back_by_oxigraph(whole: Graph) -> None:
    read = ox.parse(export_graph(whole, "jsonld"), ox.RdfFormat.JSON_LD)
    again = Graph.in_memory()
    again.add(ox.Quad(*quad.triple) for quad in read)
    assert again.triples_sorted_ntriples() == whole.triples_sorted_ntriples()


@pytest.mark.filterwarnings("ignore")  # rdflib warns of texts that are no date
def test_what_is_written_is_read_back_by_rdflib(whole: Graph) -> None:
    read = rdflib.Graph().parse(data=export_graph(whole, "jsonld"), format="json-ld")
    expected = rdflib.Graph().parse(data=whole.triples_sorted_ntriples(), format="nt")
    assert set(read) == set(expected)


def test_a_thing_is_said_in_short_words(sample_graph: Graph) -> None:
    person = find_node(sample_graph, "id:person/chan-kwok-ki")
    assert person["@type"] == "Person"
    assert person["prefLabel"] == {"en": "Chan Kwok-ki", "zh-Hans": "陈国基", "zh-Hant": "陳國基"}
    assert "id:post/cs" in person["holds"]
    assert isinstance(person["altLabel"]["en"], list)


def test_each_node_stands_in_a_line_of_its_own(graph: Graph) -> None:
    first, *lines, last = export_graph(graph, "jsonld").decode().rstrip("\n").split("\n")
    nodes = [json.loads(line.rstrip(",")) for line in lines[1:]]
    assert (last, len(nodes)) == ("]}", len(graph.ask("SELECT DISTINCT ?s { ?s ?p ?o }")))
    assert first.startswith('{"@context": {')


def test_an_empty_graph_is_still_json_ld() -> None:
    assert json.loads(export_graph(Graph.in_memory(), "jsonld"))["@graph"] == []


def test_the_context_has_a_word_for_each_term_of_the_ontology_and_no_other() -> None:
    classes = set(ONTOLOGY.subjects(RDF.type, OWL.Class))
    meanings = {name: meaning["@id"] if isinstance(meaning, dict) else meaning for name, meaning in WORDS.items()}
    assert {expand_iri(meaning) for meaning in meanings.values()} == {str(term) for term in classes | PROPERTIES}
    assert all(meaning.partition(":")[2] == name for name, meaning in meanings.items())
    assert {name: CONTEXT[name] for name in PREFIXES} == PREFIXES


@pytest.mark.parametrize("term", sorted(PROPERTIES, key=str))
def test_what_stands_bare_is_what_the_ontology_says(term: rdflib.term.Node) -> None:
    word = next(meaning for meaning in WORDS.values() if expand_iri(_read_meaning(meaning)) == str(term))
    kind = word.get("@type") if isinstance(word, dict) else None
    kinds = set(ONTOLOGY.objects(term, RDF.type))
    if OWL.ObjectProperty in kinds:
        assert kind == "@id"
    if OWL.DatatypeProperty in kinds:
        assert kind != "@id"
    ranges = {str(found) for found in ONTOLOGY.objects(term, RDFS.range)}
    if kind and kind.startswith("xsd:") and ranges:
        assert ranges == {expand_iri(kind)}


def _read_meaning(meaning: str | dict[str, str]) -> str:
    return meaning["@id"] if isinstance(meaning, dict) else meaning
