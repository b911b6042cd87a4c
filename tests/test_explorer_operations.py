"""What whoever runs the explorer sees of it: health, headers, the log, and the graph that a build puts in its place."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from explorer import open_explorer
from sample import EXTRACTIONS, FIRST
from starlette.testclient import TestClient

from kg.errors import StoreError
from kg.explorer import snapshots
from kg.explorer.app import make_app
from kg.explorer.settings import Settings
from kg.explorer.snapshots import Snapshots
from kg.graph.claims import make_quads
from kg.graph.graph import write_store

COUNT = "SELECT (COUNT(*) AS ?count) { ?release a gba:Release }"
FORM = "application/sparql-results+json"


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


def count_releases(client: TestClient) -> tuple[int, int]:
    """Gives how many releases the process itself sees, and how many those that answer questions see."""
    ((row),) = client.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"]
    return client.get("/health").json()["releases"], int(row["count"]["value"])


def test_health_tells_how_it_is(client: TestClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["ok"], told["releases"], told["store"][:8]) == (True, 1, "version-")
    assert answer.headers["cache-control"] == "no-store"


def test_robots_leave_alone_what_has_no_end(client: TestClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Disallow: /sparql" in answer.text.splitlines()


@pytest.mark.parametrize(
    "address", ["/health", "/nothing", "/id/person/chan-kwok-ki", "/sparql?query=ASK", "/sparql?query=ASK{}"]
)
def test_every_response_is_guarded(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_what_breaks_is_logged_and_not_shown(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr(client.app.state.snapshots, "get_snapshot", fail)  # type: ignore[attr-defined]
    answer = client.get("/health")
    assert (answer.status_code, "secret" in answer.text) == (500, False)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "ZeroDivisionError: a secret" in caplog.text


def test_each_request_is_a_line_of_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kg.explorer.access"):
        client.get("/health?secret=1")
        client.get("/id/a%1b[31m%0d%0a127.0.0.1 GET /forged 200")
    first, second = (record.getMessage() for record in caplog.records)
    assert first.startswith("testclient GET /health 200 ")
    assert first.endswith(" ms")
    assert second.startswith("testclient GET /id/a\\x1b[31m\\x0d\\x0a127.0.0.1 GET /forged 200 404 ")


# A build puts another graph in the place of this one.


def test_the_next_request_sees_the_new_graph(client: TestClient, path: Path) -> None:
    before = client.get("/id/person/chan-kwok-ki")
    assert count_releases(client) == (1, 1)
    write_store(path, make_quads(EXTRACTIONS))
    assert count_releases(client) == (2, 2)
    known = {"If-None-Match": before.headers["etag"]}
    assert client.get("/id/person/chan-kwok-ki", headers=known).status_code == 200


def test_a_request_under_way_keeps_the_old_graph(path: Path) -> None:
    current = Snapshots(path)
    old = current.get()
    write_store(path, make_quads(EXTRACTIONS))
    new = current.get()
    assert old is not new
    assert [int(graph.ask(COUNT)[0][0] or 0) for graph in (old, new)] == [1, 2]


def test_while_nothing_changes_the_graph_stays_open(path: Path) -> None:
    current = Snapshots(path)
    assert current.get() is current.get()
    assert current.get_version() == current.get_version() != ""


@pytest.mark.parametrize("damage", ["gone", "broken", "half"])
def test_a_store_that_is_gone_or_damaged_does_not_take_its_place(client: TestClient, path: Path, damage: str) -> None:
    kept = path.with_name("kept")
    assert count_releases(client) == (1, 1)
    path.rename(kept)
    if damage != "gone":
        write_store(path, make_quads(EXTRACTIONS))
    if damage == "broken":
        (path / "current").write_bytes(b"nonsense")
    if damage == "half":
        next(path.glob("version-*/*.sst")).write_bytes(b"nonsense")
    assert count_releases(client) == (1, 1)
    if path.exists():
        shutil.rmtree(path)
    write_store(path, make_quads(EXTRACTIONS))
    assert count_releases(client) == (2, 2)


def test_the_processes_that_answer_are_replaced_when_they_die(client: TestClient) -> None:
    workers = client.app.state.workers  # type: ignore[attr-defined]
    (worker,) = workers._started
    assert count_releases(client) == (1, 1)
    worker._process.kill()
    worker._process.wait()
    assert count_releases(client) == (1, 1)
    assert workers._started.isdisjoint({worker})


def test_no_process_outlives_the_explorer(path: Path) -> None:
    with open_explorer(path, Settings(workers=2)) as client:
        processes = [worker._process for worker in client.app.state.workers._started]  # type: ignore[attr-defined]
        assert count_releases(client) == (1, 1)
    assert len(processes) == 2
    assert None not in [process.poll() for process in processes]


def test_links_go_to_the_address_that_others_use(path: Path) -> None:
    with open_explorer(path, Settings(workers=1, base="https://graph.example.org")) as client:
        assert "<https://graph.example.org/void>" in client.get("/id/person/chan-kwok-ki").headers["link"]
        assert "<https://graph.example.org/sparql>" in client.get("/void").text


PLACES = ["/", "/thing/person/chan-kwok-ki", "/id/person/chan-kwok-ki", "/void", "/sparql", "/reconcile", "/feed.atom"]
PLACES += [
    "/id/person/chan-kwok-ki?format=jsonld",
    "/rank?by=degree",
    "/reconcile/suggest/entity/",
    "/api/openapi.json",
]


@pytest.mark.parametrize("place", PLACES)
def test_another_host_stands_in_nothing_where_the_address_is_set(path: Path, place: str) -> None:
    attacks = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    with open_explorer(path, Settings(workers=1, base="https://graph.example.org")) as client:
        answers = [client.get(place, headers=headers) for headers in ({}, attacks, {})]
    for answer in answers:
        assert "evil.example" not in answer.text + str(answer.headers)
        assert (answer.content, answer.headers) == (answers[0].content, answers[0].headers)


@pytest.mark.parametrize("host", ["evil.example/<b>", "a b", "", "x" * 300, "x:123456", "user@x", "\u00e9"])
def test_what_is_no_host_is_not_repeated(client: TestClient, host: str) -> None:
    answer = client.get("/void", headers={"Host": host.encode("latin-1")})
    assert (answer.status_code, "<http://localhost/void>" in answer.text) == (200, True)


def test_cookies_of_other_programs_change_nothing(client: TestClient) -> None:
    cookies = ("lang=zh-Hant", "session=1; lang=zh-Hant; x=<b>", "a=b" * 2000 + "; lang=zh-Hant")
    pages = [client.get("/", headers={"Cookie": cookie}) for cookie in cookies]
    assert [page.headers["content-language"] for page in pages] == ["zh-Hant"] * 3
    assert client.get("/", headers={"Cookie": "lang=xx; lang"}).headers["content-language"] == "en"


def test_without_a_store_there_is_no_explorer(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        make_app(tmp_path / "nothing.kg")
