"""A question is answered as people spell it: ids as printed, tags in either case; an error has its place."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph.graph import Graph
from kg.graph.spelling import spell_question
from kg.graph.terms import make_name, make_text, make_thing

NAME = make_name("skos:prefLabel")
HARBOUR, HARBOUR_EN = make_text("港", "zh-Hant"), make_text("harbour", "en")


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph.in_memory()
    graph.add(
        [
            ox.Quad(make_thing("person/a-b.c"), NAME, HARBOUR),
            ox.Quad(make_thing("person/a-b.c"), NAME, HARBOUR_EN),
            ox.Quad(make_thing("event/2024-01-08/1"), make_name("foaf:knows"), make_thing("person/a-b.c")),
        ]
    )
    return graph


@pytest.mark.parametrize(
    ("sparql", "count"),
    [
        ("SELECT ?n { id:person/a-b.c skos:prefLabel ?n }", 2),
        ("SELECT ?n { id:event/2024-01-08/1 foaf:knows/skos:prefLabel ?n }", 2),
        ("SELECT ?s { ?s foaf:knows id:person/a-b.c. }", 1),
        ("SELECT ?n { VALUES ?s { id:person/a-b.c id:event/2024-01-08/1 } ?s foaf:knows|skos:prefLabel ?n }", 3),
        ("PREFIX id: <https://w3id.org/gba-kg/id/person/> SELECT ?n { id:a-b.c skos:prefLabel ?n }", 2),
        ("PREFIX id: <http://xmlns.com/foaf/0.1/> SELECT ?n { ?s id:knows/skos:prefLabel ?n }", 2),
        ("PREFIX id: <http://xmlns.com/foaf/0.1/> SELECT ?n { ?s id:knows/id:knows ?n }", 0),
    ],
)
def test_an_id_as_printed_names_its_thing_and_a_path_stays_a_path(graph: Graph, sparql: str, count: int) -> None:
    assert len(graph.ask(sparql)) == count


def test_texts_iris_and_comments_are_not_spelled_anew() -> None:
    sparql = "SELECT ?a { ?a ?b 'id:person/x lang(?a)' , <http://e/id:person/x> } # id:person/x lang(?a)"
    assert spell_question(sparql).sparql == sparql


@pytest.mark.parametrize(
    "condition",
    [
        'lang(?n) = "zh-Hant"',
        'LANG ( ?n ) = "zh-hant"',
        "'ZH-HANT' = lang(?n)",
        "lang(?n) = '''zh-hant'''",
        'lang(?n) IN ("zh-hans", "zh-Hant")',
        'lang(?n) != "en"',
        '!(lang(?n) != "zh-Hant")',
        'langMatches(lang(?n), "zh-Hant")',
        'langMatches(lang(?n), "ZH")',
        'strends(lang(?n), "-Hant")',
        'lang(strlang("x", lang(?n))) = "zh-Hant"',
        '?n = "港"@zh-Hant',
    ],
)
def test_a_language_tag_matches_in_either_case(graph: Graph, condition: str) -> None:
    assert graph.ask(f"SELECT ?n {{ ?s skos:prefLabel ?n FILTER({condition}) }}") == [("港",)]


def test_a_language_tag_goes_through_variables(graph: Graph) -> None:
    bound = 'SELECT ?n { VALUES ?tag { "zh-Hant" } ?s skos:prefLabel ?n BIND(lang(?n) AS ?own) FILTER(?own = ?tag) }'
    assert graph.ask(bound) == [("港",)]
    grouped = "SELECT ?tag (COUNT(*) AS ?count) { ?s skos:prefLabel ?n } GROUP BY (lang(?n) AS ?tag) ORDER BY ?tag"
    assert graph.ask(grouped) == [("en", "1"), ("zh-Hant", "1")]


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?x {\n  ?x ex:a ?y }", r"line 2, column 6: the prefix ex: is unknown; known are gba, .* in: \?x ex:a"),
        ("SELECT * {\n id:a/b lang(?a ?b }", r"line 2, column \d+: this is not SPARQL in: id:a/b lang\(\?a \?b }$"),
        ('SELECT * {\n FILTER(lang(?a) = "en") }}', r"line 2, column 28: this is not SPARQL in: FILTER\(lang"),
        ("SELECT * { ?s ?p", r"line 1, column 17: this is not SPARQL in: SELECT"),
    ],
)
def test_what_is_wrong_in_a_question_is_said_in_one_line_with_its_place(
    graph: Graph, sparql: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message) as told:
        graph.ask(sparql)
    assert "\n" not in str(told.value)
