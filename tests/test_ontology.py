"""The ontology defines what the code writes, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.files import find_shipped
from kg.graph.graph import Graph
from kg.graph.terms import PLAIN_PREDICATES, PREFIXES, make_name, shorten_iri
from kg.views.evidence import PREDICATES

ROOM = (
    "exports/schema",
    "exports/tables",
    "exports/triples",
    "graph/checks",
    "graph/claims",
    "graph/drafts",
    "graph/terms",
    "statements",
    "vocabulary",
)
PACKAGE = Path(__file__).resolve().parent.parent / "kg"
TERM = re.compile(r"\b(?:gba|org|foaf|skos|schema|dct|prov|oa):[A-Za-z][\w-]*")
ONTOLOGY = rdflib.Graph().parse(find_shipped("ontology", "kg.ttl"))
DEFINED = {shorten_iri(str(term)) for term in ONTOLOGY.subjects(RDFS.label)}


def find_terms(text: str) -> set[str]:
    return set(TERM.findall(text))


def list_langs(term: rdflib.term.Node, predicate: rdflib.URIRef) -> list[str]:
    return sorted(str(value.language) for value in ONTOLOGY.objects(term, predicate) if hasattr(value, "language"))


@pytest.mark.parametrize("name", ROOM)
def test_every_term_that_the_room_writes_is_defined(name: str) -> None:
    assert find_terms((PACKAGE / f"{name}.py").read_text(encoding="utf-8")) - DEFINED == set()


@pytest.mark.parametrize("path", sorted(find_shipped("ontology", "questions").glob("*.rq")), ids=lambda path: path.stem)
def test_every_term_that_a_question_uses_is_defined(path: Path) -> None:
    assert find_terms(path.read_text(encoding="utf-8")) - DEFINED == set()


def test_every_term_that_a_shape_uses_is_defined() -> None:
    assert find_terms(find_shipped("ontology", "shapes.ttl").read_text(encoding="utf-8")) - DEFINED == set()


def test_every_term_of_the_seed_is_defined(seed_graph: Graph) -> None:
    used = {row[0] for row in seed_graph.ask("SELECT DISTINCT ?p WHERE { ?s ?p ?o }")}
    used |= {row[0] for row in seed_graph.ask("SELECT DISTINCT ?class WHERE { ?s a ?class }")}
    assert {shorten_iri(term or "") for term in used} - DEFINED == set()


@pytest.mark.parametrize("term", sorted(ONTOLOGY.subjects(RDFS.label, unique=True), key=str))
def test_each_term_has_one_label_and_one_comment_in_both_languages(term: rdflib.term.Node) -> None:
    assert list_langs(term, RDFS.label) == ["en", "zh-Hant"]
    assert list_langs(term, RDFS.comment) == ["en", "zh-Hant"]


@pytest.mark.parametrize("predicate", PREDICATES)
def test_each_predicate_of_facts_is_read_both_ways_in_both_languages(predicate: str) -> None:
    term = rdflib.URIRef(make_name(predicate).value)
    for reading in ("reading", "inverseReading"):
        assert list_langs(term, rdflib.URIRef(f"{PREFIXES['gba']}{reading}")) == ["en", "zh-Hant"]


def test_every_term_of_ours_has_a_type_and_a_label() -> None:
    own = {str(node) for triple in ONTOLOGY for node in triple if str(node).startswith(PREFIXES["gba"])}
    assert {shorten_iri(term) for term in own} - DEFINED == set()
    assert [term for term in own if ONTOLOGY.value(rdflib.URIRef(term), RDF.type) is None] == []


def test_plain_predicates_are_properties_between_things() -> None:
    assert set(PLAIN_PREDICATES) - set(PREDICATES) == set()
    things = {shorten_iri(str(term)) for term in ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty)}
    assert set(PLAIN_PREDICATES) - things == set()


def test_each_value_stands_in_a_scheme() -> None:
    assert [term for term in ONTOLOGY.subjects(RDF.type, SKOS.Concept) if not ONTOLOGY.value(term, SKOS.inScheme)] == []


def test_finer_roles_lie_below_participant() -> None:
    roles = ONTOLOGY.subjects(SKOS.inScheme, rdflib.URIRef(f"{PREFIXES['gba']}roles"))
    broader = {shorten_iri(str(role)): ONTOLOGY.value(role, SKOS.broader) for role in roles}
    assert [role for role, above in broader.items() if above is None] == ["gba:participant"]
