"""How long a lookup may take, and what becomes of it when nobody waits for it any more."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import lookups
import pytest
import uvicorn
from explorer import ENDLESS, open_explorer, run_explorer
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from kg.errors import UnknownNameError
from kg.explorer import api, connections
from kg.explorer.answering import Lookup
from kg.explorer.app import make_app
from kg.explorer.connections import PatientProtocol
from kg.explorer.deadlines import TimeLimit
from kg.explorer.pages.memory import Memory
from kg.explorer.settings import Settings
from kg.explorer.workers import Workers
from kg.graph.graph import Graph

PROBLEM = "application/problem+json"


@contextmanager
def run_workers(store: Path, timeout: float) -> Iterator[Workers]:
    workers = Workers(store, Settings(timeout=timeout), 1)
    try:
        yield workers
    finally:
        workers.stop()


async def stay() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def leave() -> Message:
    await asyncio.sleep(0.5)
    return {"type": "http.disconnect"}


def test_a_lookup_that_takes_too_long_is_ended_and_the_next_one_answered(store: Path) -> None:
    with run_workers(store, 1) as workers:
        assert asyncio.run(workers.look(Lookup(lookups.count_releases), stay)) == 2
        start = time.monotonic()
        with pytest.raises(HTTPException, match="no answer within"):
            asyncio.run(workers.look(Lookup(lookups.sleep), stay))
        assert time.monotonic() - start < 5
        assert asyncio.run(workers.look(Lookup(lookups.count_releases), stay)) == 2


def test_a_lookup_whose_asker_has_gone_is_ended(store: Path) -> None:
    with run_workers(store, 60) as workers:
        start = time.monotonic()
        with suppress(HTTPException):
            asyncio.run(workers.look(Lookup(lookups.sleep), leave))
        assert asyncio.run(workers.look(Lookup(lookups.count_releases), stay)) == 2
        assert time.monotonic() - start < 30


def test_a_lookup_that_finds_nothing_says_so_and_one_that_breaks_is_not_shown(store: Path) -> None:
    with run_workers(store, 10) as workers:
        with pytest.raises(UnknownNameError, match="Nobody Known"):
            asyncio.run(workers.look(Lookup(lookups.find_nobody), stay))
        with pytest.raises(HTTPException) as raised:
            asyncio.run(workers.look(Lookup(lookups.break_down), stay))
        assert (raised.value.status_code, "Graph" in raised.value.detail) == (500, False)
        assert asyncio.run(workers.look(Lookup(lookups.count_releases), stay)) == 2


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("/api/rank?by=degree", PROBLEM),
        ("/api/path?from=Zhang+Xin&to=Chris+Sun", PROBLEM),
        ("/rank?by=closeness", "text/plain; charset=utf-8"),
        ("/path?from=Zhang+Xin&to=Chris+Sun", "text/plain; charset=utf-8"),
        ("/matrix", "text/plain; charset=utf-8"),
        ("/thing/person/chris-sun/picture", "text/plain; charset=utf-8"),
    ],
)
def test_what_is_known_to_take_long_has_a_limit(
    store: Path, monkeypatch: pytest.MonkeyPatch, address: str, media_type: str
) -> None:
    monkeypatch.setattr("kg.explorer.lookups._KNOWN", Memory(1))  # others may have asked the same
    monkeypatch.setattr("kg.explorer.lookups.Lookup", lambda _find, version: Lookup(lookups.sleep, version))
    with open_explorer(store, Settings(timeout=0.5, workers=1)) as client:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (503, media_type)
        assert "no answer within" in answer.text
        assert client.get("/health").status_code == 200


def test_any_other_lookup_is_told_when_its_time_is_over_and_asks_no_more(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def ask_again_and_again(graph: Graph, *_: object, **__: object) -> None:
        try:
            for _step in range(600):
                lookups.count_releases(graph)
                time.sleep(0.1)
        except HTTPException:
            ended.set()
            raise

    monkeypatch.setattr(api, "describe_person", ask_again_and_again)
    with open_explorer(store, Settings(timeout=0.5, workers=1)) as client:
        start = time.monotonic()
        answer = client.get("/api/person?name=Chris+Sun")
        assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert time.monotonic() - start < 10
        assert ended.wait(10)


@contextmanager
def serve(store: Path) -> Iterator[tuple[str, int]]:
    """Gives the address at which uvicorn in this process serves a store."""
    config = uvicorn.Config(make_app(store, Settings(workers=1)), port=0, http=PatientProtocol, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield server.servers[0].sockets[0].getsockname()
    finally:
        server.should_exit = True
        thread.join()


def test_what_has_begun_to_be_answered_is_answered_to_the_end() -> None:
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
        for number in range(3):
            await send({"type": f"part {number}"})
            await asyncio.sleep(0.1)

    async def send(message: Message) -> None:
        sent.append(message)

    limit = TimeLimit(app, 0.05, pytest.fail)  # type: ignore[arg-type]
    asyncio.run(limit({"type": "http", "path": "/dump.nt"}, stay, send))
    assert [message["type"] for message in sent] == ["part 0", "part 1", "part 2"]


def test_endless_questions_whose_askers_have_gone_hold_up_nobody(store: Path) -> None:
    with run_explorer(store, "--quiet", "--timeout", "100") as (address, _):
        place = urlsplit(address)
        for _ in range(8):
            with socket.create_connection((place.hostname or "", place.port or 0)) as asker:
                asker.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                time.sleep(0.1)
        assert httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=50).json()["boolean"] is True


@pytest.mark.parametrize("path", ["/sparql", "/reconcile"])
def test_a_body_that_does_not_come_to_its_end_is_not_waited_for(store: Path, path: str) -> None:
    with run_explorer(store, "--quiet", "--timeout", "1") as (address, _):
        place = urlsplit(address)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as asker:
            head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
            asker.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\nquery=".encode())
            assert b" 408 " in asker.recv(1000).partition(b"\r\n")[0]


def test_half_a_request_takes_no_place_for_long(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.5)
    with serve(store) as (host, port):
        for begun in (
            b"",
            b"GET / HT",
            b"GET / HTTP/1.1\r\nHost: x\r\nX: ",
            b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\nGET",
        ):
            with socket.create_connection((host, port), timeout=10) as asker:
                asker.sendall(begun)
                received = b""
                while part := asker.recv(10_000):
                    received += part
            assert (b"200 OK" in received) == (b"robots" in begun)


def test_a_response_that_nobody_takes_is_given_up(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.5)
    with serve(store) as (host, port), socket.create_connection((host, port), timeout=10) as asker:
        asker.sendall(b"GET /static/explorer.css HTTP/1.1\r\nHost: x\r\n\r\n" * 1500)
        time.sleep(3)
        with pytest.raises(ConnectionError):
            while asker.recv(1_000_000):
                pass
            raise ConnectionError


def test_who_hangs_up_is_no_fault_of_ours(store: Path) -> None:
    with run_explorer(store) as (address, process):
        place = urlsplit(address)
        with socket.create_connection((place.hostname or "", place.port or 0)) as asker:
            head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
            asker.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\nASK".encode())
            time.sleep(0.3)
        assert httpx.get(f"{address}/health").status_code == 200
        process.terminate()
        assert "Traceback" not in process.communicate()[1]
