"""The explorer under attack: it answers what it can, refuses the rest clearly, and goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from explorer import ENDLESS, open_explorer
from starlette.testclient import TestClient

from kg.explorer.settings import Settings

QUESTION = {"Content-Type": "application/sparql-query"}
TIMEOUT = 2


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with open_explorer(store, Settings(timeout=TIMEOUT, workers=2, largest_body=10_000)) as opened:
        yield opened


def is_well(client: TestClient) -> bool:
    asked = client.get("/sparql", params={"query": "ASK { ?who a foaf:Person }"})
    return bool(client.get("/health").json()["ok"] and asked.json()["boolean"])


@pytest.mark.parametrize("size", [10_001, 10 * 1024**2])
@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_a_body_that_is_too_large_is_refused(client: TestClient, size: int, kind: str) -> None:
    answer = client.post("/sparql", content=b"x" * size, headers={"Content-Type": kind})
    assert (answer.status_code, "10000 bytes" in answer.text) == (413, True)
    assert is_well(client)


def test_a_body_without_a_length_is_refused_as_well(client: TestClient) -> None:
    answer = client.post("/sparql", content=(b"x" * 1000 for _ in range(11)), headers=QUESTION)
    assert answer.status_code == 413


def test_a_body_of_the_largest_size_is_read(client: TestClient) -> None:
    answer = client.post("/sparql", content=b"ASK {}".ljust(10_000), headers=QUESTION)
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    "path",
    [
        "/id/../../etc/passwd",
        "/id/..%2f..%2fetc%2fpasswd",
        "/id/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/id//etc/passwd",
        "/id/file:%2F%2F%2Fetc%2Fpasswd",
        "/ns/..%2f..%2fREADME.md",
        "/ns/%2e%2e%2fkg.ttl",
        "/id/a%00b",
        "/id/a%0d%0aSet-Cookie:%20x=1",
        "/id/%1b[31mred",
        "/id/%ff%fe",
        "/id/%F0%9F%92%A9",
        "/id/person/chan-kwok-ki%00",
        "/id/person/chan-kwok-ki%3E",
        "/id/%3Cscript%3Ealert(1)%3C/script%3E",
        "/id/" + "a/" * 5000,
        "/id/" + "%41" * 20_000,
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_a_path_that_leads_nowhere_is_not_found(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "set-cookie" not in answer.headers
    assert "\x1b" not in answer.text
    assert len(answer.content) < 200_000


@pytest.mark.parametrize(
    "accept",
    [",", ";;;", "q=1", "text/turtle;q=nan", "*/turtle", "a" * 100_000, "text/turtle;q=2", "*/*;q=-1", "\u00e9/\u00e9"],
)
def test_an_accept_header_that_makes_no_sense_is_answered(client: TestClient, accept: str) -> None:
    answer = client.get("/id/person/chan-kwok-ki", headers={"Accept": accept.encode("latin-1")})
    assert answer.status_code in (200, 406)


@pytest.mark.parametrize(
    "query",
    [
        "query=%ff",
        "query=%u1234",
        "&&&&",
        "=",
        "query",
        "&".join(f"a{number}=1" for number in range(2000)),
        "query=ASK%20%7B%7D&query",
        "query=%00",
        "query=" + "%7B" * 1000,
        "query=ASK%7B" + "%7B" * 500 + "%7D" * 501,
    ],
)
def test_parameters_that_make_no_sense_are_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/sparql?{query}", headers={"Accept": "application/sparql-results+json"})
    assert 400 <= answer.status_code < 500
    assert is_well(client)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:22/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://localhost/> { ?s ?p ?o } }",
        "LOAD <file:///etc/passwd>",
        "LOAD <http://localhost/>",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://localhost/> { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "DESCRIBE <file:///etc/passwd> FROM <file:///etc/passwd>",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
        "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
        "SELECT * {" + "{" * 200 + "}" * 200 + "}",
        "DESCRIBE " + "<a:b> " * 1500 + "<",
    ],
)
def test_a_question_reaches_nothing_else(client: TestClient, question: str) -> None:
    assert client.post("/sparql", content=question, headers=QUESTION).status_code == 400
    assert is_well(client)


def test_a_file_is_an_iri_like_any_other(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "DESCRIBE <file:///etc/passwd>"})
    assert (answer.status_code, "root:" in answer.text) == (200, False)


def test_an_endless_question_is_stopped_while_others_are_answered(client: TestClient) -> None:
    client.get("/sparql", params={"query": "ASK {}"})
    ended: list[tuple[int, str, float]] = []

    def ask_endlessly() -> None:
        start = time.monotonic()
        answer = client.get("/sparql", params={"query": ENDLESS})
        ended.append((answer.status_code, answer.text, time.monotonic() - start))

    endless = threading.Thread(target=ask_endlessly)
    endless.start()
    time.sleep(0.2)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: client.get("/sparql", params={"query": "ASK {}"}), range(10)))
    assert not ended
    assert [answer.json()["boolean"] for answer in answers] == [True] * 10
    endless.join()
    ((status, text, spent),) = ended
    assert (status, "no answer within 2 seconds" in text) == (503, True)
    assert TIMEOUT <= spent < TIMEOUT + 3
    assert is_well(client)


def test_where_all_processes_are_at_endless_questions_the_rest_goes_on(client: TestClient) -> None:
    """What waits for a process is answered when one is free, or told to ask again."""
    with ThreadPoolExecutor(6) as pool:
        endless = [pool.submit(client.get, "/sparql", params={"query": ENDLESS}) for _ in range(4)]
        time.sleep(0.2)
        start = time.monotonic()
        assert client.get("/health").json()["ok"]
        assert client.get("/id/person/chan-kwok-ki").status_code == 200
        assert time.monotonic() - start < TIMEOUT
        refused = [each.result() for each in endless]
    assert {answer.status_code for answer in refused} == {503}
    for answer in refused:
        assert "no answer within" in answer.text or answer.headers["retry-after"] == "2"
    assert is_well(client)


def test_a_question_that_takes_all_memory_ends_alone(client: TestClient) -> None:
    question = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?l))) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?j ?k ?l }"
    assert client.get("/sparql", params={"query": question}).status_code == 503
    assert is_well(client)


def test_more_questions_than_can_wait_are_told_to_come_again(store: Path) -> None:
    with open_explorer(store, Settings(timeout=1, workers=1)) as client, ThreadPoolExecutor(25) as pool:
        answers = list(pool.map(lambda _: client.get("/sparql", params={"query": ENDLESS}), range(25)))
        assert {answer.status_code for answer in answers} == {503}
        assert [answer for answer in answers if answer.headers.get("retry-after") == "1"]
        assert is_well(client)
