"""What is asked again is not made again: responses are kept as long as the graph is the same, and packed for whoever
takes them packed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from explorer import open_explorer
from sample import EXTRACTIONS, FIRST
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from kg.explorer import snapshots
from kg.explorer.keeping import KeptResponses, Sent
from kg.explorer.packing import pack, takes_gzip
from kg.explorer.settings import Settings
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store

PERSON = "/thing/person/chan-kwok-ki"
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one release, at which is looked for each request."""
    monkeypatch.setattr(snapshots, "_FRESH", 0.0)
    write_store(tmp_path / "graph.kg", make_quads([FIRST]))
    return tmp_path / "graph.kg"


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with open_explorer(path, Settings(timeout=5, workers=1)) as opened:
        yield opened


@pytest.fixture
def asked(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that the graph is asked."""
    questions: list[str] = []
    ask = Graph.ask

    def note(graph: Graph, sparql: str, **values: object) -> object:
        questions.append(sparql)
        return ask(graph, sparql, **values)  # type: ignore[arg-type]

    client.get("/recent")  # what is the same for all pages
    monkeypatch.setattr(Graph, "ask", note)
    return questions


def make_sent(size: int) -> Sent:
    return Sent(Headers(), b"x" * size)


@pytest.mark.parametrize(
    "address",
    [PERSON, f"{PERSON}?format=csv", f"{PERSON}/feed.atom", "/id/person/chan-kwok-ki", "/search?q=talent", "/"],
)
def test_what_is_asked_again_does_not_ask_the_graph(client: TestClient, asked: list[str], address: str) -> None:
    first = client.get(address)
    asked.clear()
    again = client.get(address)
    assert (again.status_code, again.content) == (200, first.content)
    assert dict(again.headers) == dict(first.headers)
    assert asked == []


def test_each_language_form_and_host_has_a_response_of_its_own(client: TestClient) -> None:
    for _ in range(2):
        assert '<html lang="en">' in client.get(PERSON).text
        assert '<html lang="zh-Hant">' in client.get(PERSON, headers={"Accept-Language": "zh-HK"}).text
        assert '<html lang="zh-Hans">' in client.get(PERSON, headers={"Cookie": "lang=zh-Hans"}).text
        assert '<html lang="zh-Hant">' in client.get(PERSON, params={"lang": "zh-Hant"}).text
        client.cookies.clear()
        assert "http://one.example/" in client.get(PERSON, headers={"Host": "one.example"}).text
        assert "http://two.example/" in client.get(PERSON, headers={"Host": "two.example"}).text
        for kind in ("text/turtle", "application/ld+json"):
            answer = client.get("/id/person/chan-kwok-ki", headers={"Accept": kind})
            assert answer.headers["content-type"].startswith(kind)


def test_a_language_that_is_chosen_is_kept_by_the_browser_each_time(client: TestClient) -> None:
    for _ in range(2):
        answer = client.get(PERSON, params={"lang": "zh-Hant"})
        assert answer.headers["set-cookie"].startswith("lang=zh-Hant")
        client.cookies.clear()


def test_a_new_graph_is_seen_at_once(client: TestClient, path: Path) -> None:
    before = [client.get(address) for address in ("/recent", "/id/person/chan-kwok-ki")]
    write_store(path, make_quads(EXTRACTIONS))
    after = [client.get(address) for address in ("/recent", "/id/person/chan-kwok-ki")]
    assert [one.text == other.text for one, other in zip(before, after, strict=True)] == [False, False]
    known = {"If-None-Match": before[0].headers["etag"]}
    assert client.get("/recent", headers=known).status_code == 200


def test_what_fails_is_not_kept(client: TestClient, asked: list[str]) -> None:
    for _ in range(2):
        asked.clear()
        assert client.get("/thing/person/nobody-at-all").status_code == 404
        assert asked != []


def test_a_browser_that_has_a_page_is_told_so(client: TestClient) -> None:
    for headers in ({}, PLAIN):
        first = client.get(PERSON, headers=headers)
        again = client.get(PERSON, headers={**headers, "If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert "content-encoding" not in again.headers
        assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert client.get(PERSON, headers={"If-None-Match": '"other"'}).status_code == 200


def test_who_takes_it_packed_gets_it_packed_and_nobody_else(client: TestClient) -> None:
    for _ in range(2):
        packed, plain = client.get(PERSON), client.get(PERSON, headers=PLAIN)
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.content == plain.content
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) == len(plain.content)
        assert "Accept-Encoding" in packed.headers["vary"]
        assert "Accept-Encoding" in plain.headers["vary"]
    script = "/static/vendor/yasqe-4.6.2.min.js"
    packed, plain = client.get(script), client.get(script, headers=PLAIN)
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert client.get(script, headers={"If-None-Match": packed.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "is_taken"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("gzip;q=0.001", True),
        ("identity", False),
        ("", False),
    ],
)
def test_what_a_client_takes_is_read_from_its_header(accepted: str, is_taken: bool) -> None:
    assert takes_gzip(accepted) == is_taken


def test_the_same_is_packed_into_the_same_bytes() -> None:
    assert pack(b"words " * 500) == pack(b"words " * 500)
    assert gzip.decompress(pack(b"words " * 500)) == b"words " * 500


def test_responses_are_kept_up_to_a_size() -> None:
    kept = KeptResponses(most=10)
    kept.keep("1", "a", make_sent(5))
    kept.keep("1", "b", make_sent(5))
    assert kept.get("1", "a") == make_sent(5)
    kept.keep("1", "c", make_sent(1))
    assert (kept.get("1", "a"), kept.get("1", "b"), kept.get("1", "c")) == (make_sent(5), None, make_sent(1))
    kept.keep("1", "d", make_sent(11))
    assert kept.get("1", "d") is None
    kept.keep("1", "a", make_sent(1))
    assert (kept.get("1", "a"), kept.get("1", "c")) == (make_sent(1), make_sent(1))


def test_of_an_older_graph_nothing_stays() -> None:
    kept = KeptResponses(most=10)
    kept.keep("1", "a", make_sent(5))
    assert kept.get("2", "a") is None
    kept.keep("2", "b", make_sent(6))
    assert (kept.get("1", "a"), kept.get("2", "a"), kept.get("2", "b")) == (None, None, make_sent(6))
