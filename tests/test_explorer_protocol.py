"""SPARQL 1.1 Protocol: what the specification asks of a service for reading, and how ours says no."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from explorer import open_explorer
from starlette.testclient import TestClient

from kg.explorer.settings import Settings

FORM = "application/x-www-form-urlencoded"
QUESTION = "application/sparql-query"
JSON = "application/sparql-results+json"
NAMES = "SELECT ?name WHERE { ?who a foaf:Person ; skos:prefLabel ?name FILTER (LANG(?name) = 'en') } ORDER BY ?name"
PEOPLE = ["Chan Kwok-ki", "Chris Sun", "Li Huanchun", "Nobody Ng", "Sun Zhiyang", "Zhang Xin"]
GRAPH = "https://w3id.org/gba-kg/id/graph"


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with open_explorer(store, Settings(timeout=5, workers=2, limit=100)) as opened:
        yield opened


def read_names(answer: Any) -> list[str]:
    return [row["name"]["value"] for row in answer.json()["results"]["bindings"]]


# The three ways to ask.


def test_a_question_is_asked_by_get(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": NAMES})
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)
    assert read_names(answer) == PEOPLE


def test_a_question_is_asked_by_a_form(client: TestClient) -> None:
    assert read_names(client.post("/sparql", data={"query": NAMES})) == PEOPLE


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=UTF-8", '; charset="utf-8"'])
def test_a_question_is_the_body_itself(client: TestClient, charset: str) -> None:
    answer = client.post("/sparql", content=NAMES, headers={"Content-Type": QUESTION + charset})
    assert read_names(answer) == PEOPLE


def test_a_question_in_chinese_is_understood_in_all_three_ways(client: TestClient) -> None:
    question = "ASK { ?who skos:prefLabel '陳國基'@zh-Hant }"
    answers = (
        client.get("/sparql", params={"query": question}),
        client.post("/sparql", data={"query": question}),
        client.post("/sparql", content=question.encode(), headers={"Content-Type": QUESTION}),
    )
    assert [answer.json()["boolean"] for answer in answers] == [True] * 3


def test_head_gives_the_headers_of_get(client: TestClient) -> None:
    answer = client.head("/sparql", params={"query": NAMES})
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)


def test_options_say_what_may_be_done(client: TestClient) -> None:
    answer = client.options("/sparql")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_another_site_may_ask(client: TestClient) -> None:
    origin = {"Origin": "https://example.org"}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    advance = client.options("/sparql", headers=origin | asked)
    assert advance.status_code == 204
    assert advance.headers["access-control-allow-origin"] == "*"
    assert "POST" in advance.headers["access-control-allow-methods"]
    assert "Content-Type" in advance.headers["access-control-allow-headers"]
    for answer in (client.get("/sparql", params={"query": NAMES}, headers=origin), client.get("/no", headers=origin)):
        assert answer.headers["access-control-allow-origin"] == "*"


# What is not one question.


@pytest.mark.parametrize(
    ("method", "parameters", "body", "content_type", "status"),
    [
        ("GET", {"query": ["ASK {}", "SELECT * {}"]}, None, None, 400),
        ("GET", {"query": ["ASK {}", "ASK {}"]}, None, None, 400),
        ("GET", {"query": "ASK {"}, None, None, 400),
        ("GET", {"query": ""}, None, None, 400),
        ("POST", {}, "query=ASK+%7B%7D&query=ASK+%7B%7D", FORM, 400),
        ("POST", {"query": "ASK {}"}, "query=ASK+%7B%7D", FORM, 400),
        ("POST", {"query": "ASK {}"}, "ASK {}", QUESTION, 400),
        ("POST", {}, "", FORM, 400),
        ("POST", {}, "other=1", FORM, 400),
        ("POST", {}, "query=%FF%FE", FORM, 400),
        ("POST", {}, "ASK {", QUESTION, 400),
        ("POST", {}, b"ASK { ?s ?p '\xff' }", QUESTION, 400),
        ("POST", {}, "ASK {}".encode("utf-16"), f"{QUESTION}; charset=utf-16", 415),
        ("POST", {}, "ASK {}", "text/plain", 415),
        ("POST", {}, "ASK {}", "application/json", 415),
        ("POST", {}, "ASK {}", None, 415),
        ("POST", {}, "query=ASK+%7B%7D", None, 415),
        ("PUT", {"query": "ASK {}"}, None, None, 405),
        ("DELETE", {"query": "ASK {}"}, None, None, 405),
        ("PATCH", {}, "ASK {}", QUESTION, 405),
    ],
)
def test_what_is_not_one_question_is_refused(
    client: TestClient,
    method: str,
    parameters: dict[str, Any],
    body: str | bytes | None,
    content_type: str | None,
    status: int,
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    answer = client.request(method, "/sparql", params=parameters, content=body, headers=headers)
    assert (answer.status_code, bool(answer.text)) == (status, True)


def test_another_method_is_told_which_there_are(client: TestClient) -> None:
    allowed = client.put("/sparql", content="ASK {}").headers["allow"]
    assert {method.strip() for method in allowed.split(",")} == {"GET", "HEAD", "POST", "OPTIONS"}


def test_a_broken_question_is_told_its_line(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?a\nWHERE { ?a ?b }"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert answer.text.startswith("line 2, column ")


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/sparql", params={"update": "CLEAR ALL"}),
        lambda client: client.post("/sparql", data={"update": "DELETE WHERE { ?s ?p ?o }"}),
        lambda client: client.post("/sparql", data={"update": "CLEAR ALL", "using-graph-uri": "http://example.org/"}),
        lambda client: client.post(
            "/sparql", content="DROP DEFAULT", headers={"Content-Type": "application/sparql-update"}
        ),
    ],
)
def test_nothing_can_be_changed(client: TestClient, send: Any) -> None:
    answer = send(client)
    assert (answer.status_code, "for reading only" in answer.text) == (403, True)
    assert read_names(client.get("/sparql", params={"query": NAMES})) == PEOPLE


@pytest.mark.parametrize("update", ["CLEAR ALL", "DELETE WHERE { ?s ?p ?o }", "LOAD <file:///etc/passwd>"])
def test_a_change_is_no_question(client: TestClient, update: str) -> None:
    assert client.post("/sparql", data={"query": update}).status_code == 400


# Which graph is asked.


def test_our_graph_may_be_named(client: TestClient) -> None:
    assert read_names(client.get("/sparql", params={"query": NAMES, "default-graph-uri": GRAPH})) == PEOPLE


@pytest.mark.parametrize(
    "dataset",
    [
        {"default-graph-uri": "http://example.org/data1.rdf"},
        {"default-graph-uri": [GRAPH, "http://example.org/data2.rdf"]},
        {"named-graph-uri": "http://example.org/data1.rdf"},
        {"default-graph-uri": GRAPH, "named-graph-uri": GRAPH},
        {"default-graph-uri": "file:///etc/passwd"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "FORM", "BODY"])
def test_another_graph_is_refused_and_told_why(client: TestClient, dataset: dict[str, Any], method: str) -> None:
    if method == "GET":
        answer = client.get("/sparql", params={"query": NAMES, **dataset})
    elif method == "FORM":
        answer = client.post("/sparql", data={"query": NAMES, **dataset})
    else:
        answer = client.post("/sparql", params=dataset, content=NAMES, headers={"Content-Type": QUESTION})
    assert answer.status_code == 400
    assert "all that is here is in the default graph" in answer.text


@pytest.mark.parametrize("clause", ["FROM <file:///etc/passwd>", "FROM NAMED <http://localhost/>", f"from <{GRAPH}>"])
def test_a_question_may_not_name_its_data(client: TestClient, clause: str) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT * {clause} WHERE {{ ?s ?p ?o }}"})
    assert (answer.status_code, "FROM is not allowed" in answer.text) == (400, True)


@pytest.mark.parametrize("words", ["?from", "'FROM <x>'", "<http://example.org/FROM>", "?x # FROM <x>\n"])
def test_the_word_from_elsewhere_is_no_clause(client: TestClient, words: str) -> None:
    question = f"SELECT * WHERE {{ ?who ?what {words} }} LIMIT 1"
    assert client.get("/sparql", params={"query": question}).status_code == 200


def test_no_other_server_is_asked(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"})
    assert (answer.status_code, "SERVICE is not allowed" in answer.text) == (400, True)


# In what form.

ROWS = [
    (None, JSON),
    ("*/*", JSON),
    ("application/*", JSON),
    ("text/*", "text/csv; charset=utf-8"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("application/json", "application/json"),
    ("text/csv", "text/csv; charset=utf-8"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    (f"{JSON};q=0.5, text/csv;q=0.9", "text/csv; charset=utf-8"),
    (f"*/*;q=0.9, {JSON};q=0", "application/sparql-results+xml"),
    ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
]


@pytest.mark.parametrize(("accept", "expected"), ROWS)
@pytest.mark.parametrize("question", ["SELECT * { ?who a foaf:Person }", "ASK { ?who a foaf:Person }"])
def test_rows_come_in_the_form_that_is_accepted(
    client: TestClient, question: str, accept: str | None, expected: str
) -> None:
    answer = client.get("/sparql", params={"query": question}, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert "Accept" in answer.headers["vary"]


TRIPLES = [
    (None, "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ("*/*", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ("text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ("text/turtle;q=0.3, application/n-triples;q=0.7", "application/n-triples", ox.RdfFormat.N_TRIPLES),
]


@pytest.mark.parametrize(("accept", "expected", "form"), TRIPLES)
@pytest.mark.parametrize(
    "question",
    ["CONSTRUCT { ?who skos:prefLabel ?name } WHERE { ?who skos:prefLabel ?name }", "DESCRIBE id:person/chan-kwok-ki"],
)
def test_triples_come_in_the_form_that_is_accepted(
    client: TestClient, question: str, accept: str | None, expected: str, form: ox.RdfFormat
) -> None:
    plain = client.get("/sparql", params={"query": question}, headers={"Accept": "application/n-triples"})
    answer = client.get("/sparql", params={"query": question}, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    triples = {quad.triple for quad in ox.parse(answer.content, format=form)}
    assert triples == {quad.triple for quad in ox.parse(plain.content, format=ox.RdfFormat.N_TRIPLES)}
    assert triples


@pytest.mark.parametrize(("accept", "expected", "form"), TRIPLES)
def test_of_nothing_there_are_no_triples(
    client: TestClient, accept: str | None, expected: str, form: ox.RdfFormat
) -> None:
    question = {"query": "DESCRIBE <http://example.org/nothing>"}
    answer = client.get("/sparql", params=question, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert list(ox.parse(answer.content, format=form)) == []


@pytest.mark.parametrize(
    ("question", "accept"),
    [
        ("ASK {}", "image/png"),
        ("ASK {}", "text/turtle"),
        ("SELECT * {}", "application/n-triples, text/turtle"),
        ("DESCRIBE id:person/chan-kwok-ki", "text/csv"),
        ("DESCRIBE id:person/chan-kwok-ki", JSON),
        ("ASK {}", f"{JSON};q=0"),
    ],
)
def test_what_no_form_fits_is_told_which_there_are(client: TestClient, question: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": question}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert (JSON if "DESCRIBE" not in question else "text/turtle") in answer.text


def test_a_broken_question_is_broken_in_every_form(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK {"}, headers={"Accept": "image/png"}).status_code == 400


@pytest.mark.parametrize(
    ("form", "expected"), [("csv", "text/csv; charset=utf-8"), ("xml", "application/sparql-results+xml")]
)
def test_a_link_may_name_the_form(client: TestClient, form: str, expected: str) -> None:
    answer = client.get("/sparql", params={"query": NAMES, "format": form}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)


# Values of every kind, some of which a form must escape.
VALUES = (
    'SELECT ?iri ?plain ?told ?number ?mark { VALUES (?iri ?plain ?told ?number ?mark) { (<http://example.org/a&b> "a\\tb\\n<c>\\"d\\" \\\\ &e" '
    '"陳國基"@zh-Hant 7 "true"^^xsd:boolean) (UNDEF "" UNDEF UNDEF "\\u0001") } }'
)
PLAIN = 'a\tb\n<c>"d" \\ &e'


def test_json_holds_each_value(client: TestClient) -> None:
    found = client.get("/sparql", params={"query": VALUES}).json()
    assert found["head"] == {"vars": ["iri", "plain", "told", "number", "mark"]}
    integer, boolean = (f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "boolean"))
    assert found["results"]["bindings"] == [
        {
            "iri": {"type": "uri", "value": "http://example.org/a&b"},
            "plain": {"type": "literal", "value": PLAIN},
            "told": {"type": "literal", "value": "陳國基", "xml:lang": "zh-Hant"},
            "number": {"type": "literal", "value": "7", "datatype": integer},
            "mark": {"type": "literal", "value": "true", "datatype": boolean},
        },
        {"plain": {"type": "literal", "value": ""}, "mark": {"type": "literal", "value": "\x01"}},
    ]


def test_xml_holds_each_value_that_xml_can(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": VALUES}, headers={"Accept": "application/sparql-results+xml"})
    root = ElementTree.fromstring(answer.content)
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [each.attrib["name"] for each in root.iter(f"{space}variable")] == ["iri", "plain", "told", "number", "mark"]
    first, second = root.iter(f"{space}result")
    values = {each.attrib["name"]: each[0] for each in first}
    assert (values["iri"].tag, values["iri"].text) == (f"{space}uri", "http://example.org/a&b")
    assert values["plain"].text == PLAIN
    assert values["told"].attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "zh-Hant"}
    assert values["number"].attrib["datatype"].endswith("#integer")
    assert [each[0].text for each in second] == [None, "\ufffd"]


def test_csv_holds_each_value_as_text(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": VALUES}, headers={"Accept": "text/csv"})
    assert answer.text.startswith("iri,plain,told,number,mark\r\n")
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert rows[1:] == [["http://example.org/a&b", PLAIN, "陳國基", "7", "true"], ["", "", "", "", "\x01"]]


def test_tsv_holds_each_value_as_a_term(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": VALUES}, headers={"Accept": "text/tab-separated-values"})
    head, first, second, rest = answer.text.split("\n")
    assert (head, rest) == ("?iri\t?plain\t?told\t?number\t?mark", "")
    iri, plain, told, number, _ = first.split("\t")
    assert (iri, told, number) == (
        "<http://example.org/a&b>",
        '"陳國基"@zh-Hant',
        '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
    )
    assert json.loads(plain) == PLAIN
    assert second.split("\t")[:4] == ["", '""', "", ""]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (JSON, '"boolean": false'),
        ("application/sparql-results+xml", "<boolean>false</boolean>"),
        ("text/csv", "false\r\n"),
    ],
)
def test_no_is_an_answer(client: TestClient, accept: str, expected: str) -> None:
    question = "ASK { ?nobody skos:prefLabel 'Nobody at all' }"
    assert expected in client.get("/sparql", params={"query": question}, headers={"Accept": accept}).text


def test_a_column_called_answer_is_no_yes_or_no(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ('true' AS ?answer) {}"})
    assert answer.json()["results"]["bindings"] == [{"answer": {"type": "literal", "value": "true"}}]


# Limits.


@pytest.mark.parametrize("question", ["SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_more_rows_than_are_given_are_no_answer(client: TestClient, question: str) -> None:
    answer = client.get("/sparql", params={"query": question})
    assert answer.status_code == 503
    assert "more than 100 " in answer.text
    assert "LIMIT 100 and OFFSET" in answer.text


def test_rows_can_be_had_page_by_page(client: TestClient) -> None:
    question = "SELECT ?s ?p ?o {{ ?s ?p ?o }} ORDER BY ?s ?p ?o LIMIT 100 OFFSET {}"
    first, second = (
        client.get("/sparql", params={"query": question.format(offset)}).json()["results"]["bindings"]
        for offset in (0, 100)
    )
    assert (len(first), len(second)) == (100, 100)
    assert not [row for row in first if row in second]


# What the service says of itself.


@pytest.mark.parametrize(
    ("accept", "form"),
    [("*/*", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD), ("text/turtle", ox.RdfFormat.TURTLE)],
)
def test_without_a_question_the_service_describes_itself(client: TestClient, accept: str, form: ox.RdfFormat) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    graph = ox.Store()
    graph.bulk_load(input=answer.content, format=form)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = ox.NamedNode("http://testserver/sparql")
    assert ox.Quad(endpoint, ox.NamedNode(f"{sd}endpoint"), endpoint) in graph
    assert ox.Quad(endpoint, ox.NamedNode(f"{sd}supportedLanguage"), ox.NamedNode(f"{sd}SPARQL11Query")) in graph
    assert len(list(graph.quads_for_pattern(endpoint, ox.NamedNode(f"{sd}resultFormat"), None))) == 8


def test_a_browser_is_led_to_the_page_of_questions(client: TestClient) -> None:
    answer = client.get(
        "/sparql", headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/query")


def test_a_host_that_is_none_is_not_repeated(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Host": 'x"><b>'})
    assert answer.status_code == 200
    assert "<b>" not in answer.text
