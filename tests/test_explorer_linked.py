"""Linked data: each thing at its own address, in the form asked for; the ontology, and the graph as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from explorer import open_explorer
from retirement import make_retirement
from sample import EXTRACTIONS
from starlette.testclient import TestClient

from kg.explorer import linked
from kg.files import find_shipped
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.graph.terms import make_name, make_text, make_thing

TURTLE = "text/turtle; charset=utf-8"
CHAN = make_thing("person/chan-kwok-ki")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = (
    'body/<script>alert("x")</script>',
    "body/../../etc/passwd",
    "body/50%",
    "body/a b",
    "body/合作",
    "body/a?b#c",
)
FORMS = [
    ("*/*", TURTLE, ox.RdfFormat.TURTLE),
    ("text/turtle", TURTLE, ox.RdfFormat.TURTLE),
    ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ("text/turtle;q=0.2, application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ("text/html;q=0.2, text/turtle", TURTLE, ox.RdfFormat.TURTLE),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with ids that are no longer used, and with ids that hold what an address must escape."""
    path = tmp_path_factory.mktemp("linked") / "linked.kg"
    names = [ox.Quad(make_thing(id), make_name("skos:prefLabel"), make_text(id)) for id in HOSTILE]
    retired = [
        *make_retirement("person/chan-k-k", ["person/chan-kwok-ki"]),
        *make_retirement("person/two-in-one", ["person/chan-kwok-ki", "person/chris-sun"]),
        *make_retirement("body/old", ["body/合作"]),
    ]
    write_store(path, [*make_quads(EXTRACTIONS), *names, *retired])
    return path


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with open_explorer(path) as opened:
        yield opened


@pytest.mark.parametrize(("accept", "expected", "form"), FORMS)
def test_a_thing_comes_in_the_form_that_is_accepted(
    client: TestClient, accept: str, expected: str, form: ox.RdfFormat
) -> None:
    answer = client.get("/id/person/chan-kwok-ki", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    store = ox.Store()
    store.load(input=answer.content, format=form)
    assert ox.Quad(CHAN, make_name("skos:prefLabel"), make_text("Chan Kwok-ki", "en")) in store
    # What others say of it, and why.
    assert list(store.quads_for_pattern(None, make_name("gba:metWith"), CHAN))
    assert list(store.quads_for_pattern(None, make_name("prov:wasDerivedFrom"), None))


def test_a_browser_is_led_to_the_page_of_a_thing(client: TestClient) -> None:
    answer = client.get("/id/person/chan-kwok-ki", headers={"Accept": BROWSER})
    assert (answer.status_code, answer.headers["location"]) == (303, "/thing/person/chan-kwok-ki")
    assert answer.headers["vary"].startswith("Accept")


def test_a_link_may_name_the_form(client: TestClient) -> None:
    answer = client.get("/id/person/chan-kwok-ki?format=ttl", headers={"Accept": BROWSER})
    assert (answer.status_code, answer.headers["content-type"]) == (200, TURTLE)
    assert client.get("/id/person/chan-kwok-ki?format=exe").headers["content-type"] == TURTLE


def test_a_thing_tells_its_other_forms_and_where_it_is_from(client: TestClient) -> None:
    links = client.get("/id/person/chan-kwok-ki").headers["link"]
    assert '</id/person/chan-kwok-ki?format=jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert '<http://testserver/void>; rel="describedby"' in links


def test_what_no_form_fits_is_told_which_there_are(client: TestClient) -> None:
    answer = client.get("/id/person/chan-kwok-ki", headers={"Accept": "image/png"})
    assert (answer.status_code, "text/turtle" in answer.text) == (406, True)


@pytest.mark.parametrize("accept", ["*/*", "text/turtle", BROWSER])
@pytest.mark.parametrize("id", ["person/nobody-here", "", "org:holds", "http://example.org/", "person/", "%F0%28"])
def test_what_is_not_in_the_graph_is_not_found(client: TestClient, id: str, accept: str) -> None:
    assert client.get(f"/id/{id}", headers={"Accept": accept}).status_code == 404


@pytest.mark.parametrize("accept", ["*/*", "application/ld+json", BROWSER])
def test_a_retired_id_leads_to_what_took_its_place(client: TestClient, accept: str) -> None:
    answer = client.get("/id/person/chan-k-k", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (308, "/id/person/chan-kwok-ki")
    encoded = client.get("/id/body/old?format=ttl", headers={"Accept": accept})
    assert (encoded.status_code, encoded.headers["location"]) == (308, f"/id/body/{quote('合作')}?format=ttl")


def test_of_several_that_took_its_place_none_is_chosen(client: TestClient) -> None:
    answer = client.get("/id/person/two-in-one")
    assert answer.status_code == 300
    assert answer.text.splitlines() == [
        "http://testserver/id/person/chan-kwok-ki",
        "http://testserver/id/person/chris-sun",
    ]


@pytest.mark.parametrize("id", HOSTILE)
def test_an_id_of_any_letters_has_its_address(client: TestClient, id: str) -> None:
    address = f"/id/{quote(id, safe='/').replace('..', '%2E%2E')}"
    answer = client.get(address, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    assert str(make_text(id)) in answer.text
    page = client.get(address, headers={"Accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"].isascii()
    assert not set('<>"# ') & set(page.headers["location"])


# What a client has already.


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/id/person/chan-kwok-ki")
    known = {"If-None-Match": first.headers["etag"]}
    again = client.get("/id/person/chan-kwok-ki", headers=known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert again.headers["vary"] == "Accept, Accept-Encoding"
    weak = {"If-None-Match": f'"other", W/{first.headers["etag"].removeprefix("W/")}'}
    assert client.get("/id/person/chan-kwok-ki", headers=weak).status_code == 304
    assert client.get("/id/person/chan-kwok-ki", headers={"If-None-Match": '"other"'}).status_code == 200


def test_another_form_has_another_tag(client: TestClient) -> None:
    known = {"If-None-Match": client.get("/id/person/chan-kwok-ki").headers["etag"]}
    assert client.get("/id/person/chan-kwok-ki", headers={"Accept": "application/ld+json"} | known).status_code == 200


# The ontology.


@pytest.mark.parametrize(("accept", "expected", "form"), FORMS)
@pytest.mark.parametrize(("name", "file"), [("", "kg.ttl"), ("/shapes", "shapes.ttl")])
def test_the_ontology_comes_in_the_form_that_is_accepted(
    client: TestClient, name: str, file: str, accept: str, expected: str, form: ox.RdfFormat
) -> None:
    answer = client.get(f"/ns{name}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    known = Graph.load(find_shipped("ontology", file))
    assert len({quad.triple for quad in ox.parse(answer.content, format=form)}) == len(known)


@pytest.mark.parametrize("accept", [BROWSER, "text/plain"])
def test_the_ontology_is_shown_as_it_is_written(client: TestClient, accept: str) -> None:
    answer = client.get("/ns", headers={"Accept": accept})
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content == find_shipped("ontology", "kg.ttl").read_bytes()


def test_the_context_is_there_and_nothing_else(client: TestClient) -> None:
    assert client.get("/ns/context.jsonld").json()["@context"]["gba"] == "https://w3id.org/gba-kg/ns#"
    for name in ("nothing", "..%2Fkg.ttl", "kg.ttl", "questions"):
        assert client.get(f"/ns/{name}").status_code == 404


# The whole.


def test_the_whole_is_described(client: TestClient, path: Path) -> None:
    answer = client.get("/void", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, TURTLE)
    store = ox.Store()
    store.load(input=answer.content, format=ox.RdfFormat.TURTLE)
    dataset = Graph(store)
    ((triples, people),) = dataset.ask(
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?triples ?people { ?set void:triples ?triples ;"
        " void:sparqlEndpoint <http://testserver/sparql> ; void:dataDump <http://testserver/dump.nt> ;"
        " void:classPartition [ void:class foaf:Person ; void:entities ?people ] }"
    )
    assert (triples, people) == (str(len(Graph.open(path))), "6")
    known = {"If-None-Match": answer.headers["etag"], "Accept": "text/turtle"}
    assert client.get("/void", headers=known).status_code == 304
    assert client.get("/void", headers={"Accept": BROWSER}).headers["content-type"] == "text/plain; charset=utf-8"


def test_all_of_it_is_sent_to_many_at_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Oxigraph lets only the thread that has begun to read go on reading."""
    monkeypatch.setattr(linked, "_CHUNK", 500)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.get("/dump.nt"), range(16)))
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].text.count("\n") > 100
    assert answers[0].text.endswith(" .\n")


def test_all_of_it_can_be_had(client: TestClient, path: Path) -> None:
    answer = client.get("/dump.nt")
    assert answer.headers["content-type"] == "application/n-triples"
    lines = b"".join(sorted(answer.content.splitlines(keepends=True)))
    assert lines == Graph.open(path).triples_sorted_ntriples()
