"""A question that is asked again and again is cut into tokens once, and answers as if it were asked for the first
time."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph.bindings import Bound, Iri, Text, bind_values
from kg.graph.graph import Graph
from kg.graph.prepared import prepare_question
from kg.graph.spelling import spell_question
from kg.graph.terms import make_name, make_text, make_thing

_LABEL = "SELECT ?thing ?label WHERE { VALUES ?thing { $wanted } ?thing skos:prefLabel ?label } ORDER BY ?thing ?label"
A = Iri("id:person/a")
QUESTIONS: list[tuple[str, dict[str, Bound]]] = [
    ("SELECT * { ?s ?p ?o } # $about", {}),
    ("SELECT $about ?p { $about ?p ?o } ORDER BY $about", {"about": Iri("id:person/a")}),
    ("SELECT ?p { id:person/x ?p $about , '$about' }", {"about": Iri("id:person/a")}),
    ("SELECT ?s { ?s skos:prefLabel $label }", {"label": Text("港", "zh-Hant")}),
    ('SELECT ?s { ?s ?p ?l FILTER (lang(?l) IN ($tag, "zh-hant")) }', {"tag": "zh-hans"}),
    (_LABEL, {"wanted": (Iri("id:person/a"), Iri("id:person/b"))}),
    (_LABEL, {"wanted": ()}),
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph.in_memory()
    name = make_name("skos:prefLabel")
    graph.add(
        [
            ox.Quad(make_thing("person/a"), name, make_text("harbour", "en")),
            ox.Quad(make_thing("person/a"), name, make_text("港", "zh-Hant")),
            ox.Quad(make_thing("person/b"), name, make_text("bay", "en")),
        ]
    )
    return graph


@pytest.mark.parametrize(("sparql", "values"), QUESTIONS)
def test_a_question_is_read_as_if_its_values_had_been_written_into_it(sparql: str, values: dict[str, Bound]) -> None:
    for _ in range(2):
        assert prepare_question(sparql, values).sparql == spell_question(bind_values(sparql, values)).sparql


def test_a_list_of_values_takes_several_things(graph: Graph) -> None:
    both = graph.ask(_LABEL, wanted=(Iri("id:person/a"), Iri("id:person/b")))
    assert [label for _, label in both] == ["harbour", "港", "bay"]
    assert [label for _, label in graph.ask(_LABEL, wanted=(Iri("id:person/b"),))] == ["bay"]
    assert graph.ask(_LABEL, wanted=()) == []


def test_plain_rows_are_those_of_the_table(graph: Graph) -> None:
    for sparql in (
        "SELECT ?s ?l ?x { ?s ?p ?l OPTIONAL { ?s foaf:knows ?x } }",
        "ASK { ?s ?p ?o }",
        "SELECT (1 AS ?n) {}",
    ):
        assert graph.ask(sparql) == graph.select(sparql).list_values()


def test_a_value_without_a_place_is_refused_each_time(graph: Graph) -> None:
    for _ in range(2):
        with pytest.raises(QueryError, match=r"no variable \?about"):
            graph.ask("ASK { ?s ?p ?o }", about=Iri("id:person/a"))


def test_a_mistake_is_told_at_its_place_in_the_question_as_it_is_asked(graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"line 2, column 9: this is not SPARQL in: \} LIMT 1"):
        graph.ask("SELECT ?o { $about skos:prefLabel ?o\n} LIMT 1", about=Iri("id:p/a"))


def test_questions_at_one_time_need_no_more_threads_than_they_are(graph: Graph) -> None:
    def ask(_: int) -> int:
        return len(graph.ask("SELECT * { ?s ?p ?o }"))

    before = threading.active_count()
    with ThreadPoolExecutor(4) as executor:
        assert set(executor.map(ask, range(200))) == {3}
    assert threading.active_count() <= before + 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copy of a process")
def test_a_copy_of_the_process_answers_too(graph: Graph) -> None:
    graph.ask("ASK { ?s ?p ?o }")
    if (child := os.fork()) == 0:
        os._exit(0 if graph.ask("ASK { ?s ?p ?o }") == [("true",)] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_triples_are_given_as_the_store_has_them(graph: Graph) -> None:
    made = graph.construct("CONSTRUCT { ?s foaf:name ?l } WHERE { ?s skos:prefLabel ?l FILTER (?s = $about) }", about=A)
    assert {quad.object for quad in made} == {make_text("harbour", "en"), make_text("港", "zh-Hant")}
    assert {quad.predicate for quad in made} == {make_name("foaf:name")}
    with pytest.raises(QueryError, match="no triples"):
        graph.construct("SELECT * { ?s ?p ?o }")
