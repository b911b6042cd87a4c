"""`kg serve` as a program: asked by the clients that people have, stopped, and read while a build writes."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import Ask
from explorer import ENDLESS, open_explorer, run_explorer
from rdflib import Graph as RdflibGraph
from rdflib.namespace import FOAF, SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.term import Literal, URIRef
from sample import EXTRACTIONS, FIRST
from SPARQLWrapper import CSV, GET, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.explorer.settings import Settings
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store

CHAN = URIRef("https://w3id.org/gba-kg/id/person/chan-kwok-ki")
NAMES = (
    "PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "SELECT ?name WHERE { ?who a foaf:Person ; skos:prefLabel ?name FILTER (LANG(?name) = 'en') } ORDER BY ?name"
)
PEOPLE = ["Chan Kwok-ki", "Chris Sun", "Li Huanchun", "Nobody Ng", "Sun Zhiyang", "Zhang Xin"]
CURL = shutil.which("curl")


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with run_explorer(store, "--timeout", "5") as (address, _):
        yield address


def convert(wrapper: SPARQLWrapper, form: str) -> Any:
    wrapper.setReturnFormat(form)
    return wrapper.queryAndConvert()


@pytest.mark.parametrize(("method", "how"), [(GET, None), (POST, None), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_gets_answers(address: str, method: str, how: str | None) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setMethod(method)
    if how:
        wrapper.setRequestMethod(how)
    wrapper.setQuery(NAMES)
    found = convert(wrapper, JSON)
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == PEOPLE


def test_sparqlwrapper_gets_every_form(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery(NAMES)
    assert len(convert(wrapper, XML).getElementsByTagName("result")) == len(PEOPLE)
    assert convert(wrapper, CSV).decode().splitlines() == ["name", *PEOPLE]
    wrapper.setQuery(f"DESCRIBE <{CHAN}>")
    for graph in (
        RdflibGraph().parse(data=convert(wrapper, TURTLE)),
        convert(wrapper, RDFXML),
        convert(wrapper, JSONLD),
    ):
        assert (CHAN, SKOS.prefLabel, Literal("Chan Kwok-ki", "en")) in graph


def test_sparqlwrapper_is_told_what_is_wrong(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery("ASK {")
    with pytest.raises(QueryBadFormed, match="line 1, column 6"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_rdflib_reads_the_graph_as_a_store(address: str, method: str) -> None:
    graph = RdflibGraph(SPARQLStore(f"{address}/sparql", method=method))
    assert sorted(str(name) for (name,) in graph.query(NAMES)) == PEOPLE  # type: ignore[misc]
    assert {str(name) for name in graph.objects(CHAN, SKOS.prefLabel)} == {"Chan Kwok-ki", "陳國基", "陈国基"}
    assert (CHAN, None, FOAF.Person) in graph
    assert bool(graph.query(f"ASK {{ <{CHAN}> ?p ?o }}"))


def test_rdflib_follows_an_id_to_what_is_said_of_it(address: str) -> None:
    graph = RdflibGraph().parse(f"{address}/id/person/chan-kwok-ki")
    assert (CHAN, SKOS.prefLabel, Literal("Chan Kwok-ki", "en")) in graph


@pytest.mark.skipif(CURL is None, reason="there is no curl here")
def test_curl_gets_answers(address: str) -> None:
    def call(*arguments: str) -> str:
        done = subprocess.run([CURL or "", "-sS", *arguments], capture_output=True, text=True, timeout=60, check=True)
        return done.stdout

    sparql = f"{address}/sparql"
    assert json.loads(call(sparql, "--data-urlencode", f"query={NAMES}"))["results"]["bindings"][0]
    assert call("-G", sparql, "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv").startswith("name\nChan")
    assert "true" in call(sparql, "-H", "Content-Type: application/sparql-query", "--data-binary", "ASK {}")
    assert call("-I", f"{address}/health").startswith("HTTP/1.1 200")
    assert "Chan Kwok-ki" in call("-H", "Accept: text/turtle", f"{address}/id/person/chan-kwok-ki")
    said = call("--path-as-is", "-w", "%{http_code}", f"{address}/id/../../etc/passwd")
    assert said.endswith("404")


def test_kg_itself_asks_it_as_it_asks_any_server(address: str, ask: Ask) -> None:
    code, out, _ = ask("who", "Chan Kwok-ki", "--store", f"{address}/sparql")
    assert (code, out) == (0, ask("who", "Chan Kwok-ki")[1])


def test_a_graph_that_a_server_keeps_is_explored_alike(address: str) -> None:
    with open_explorer(f"{address}/sparql", Settings(timeout=2)) as client:
        assert client.get("/health").json()["releases"] == 2
        found = client.get("/sparql", params={"query": NAMES}).json()
        assert [row["name"]["value"] for row in found["results"]["bindings"]] == PEOPLE
        described = client.get("/id/person/chan-kwok-ki")
        assert "Chan Kwok-ki" in described.text
        assert "etag" not in described.headers
        late = client.get("/sparql", params={"query": ENDLESS})
        assert (late.status_code, "no answer within 2 seconds" in late.text) == (503, True)


def test_ten_megabytes_are_refused_and_a_long_header_is_survived(address: str) -> None:
    question = {"Content-Type": "application/sparql-query"}
    with suppress(httpx.TransportError):  # it may hang up before all is sent
        answer = httpx.post(f"{address}/sparql", content=b"x" * 10 * 1024**2, headers=question, timeout=60)
        assert answer.status_code == 413
    for headers, path in (({"X-Long": "x" * 100_000}, "/health"), ({}, f"/id/{'x' * 60_000}")):
        with suppress(httpx.TransportError):  # it may hang up on such
            assert httpx.get(address + path, headers=headers, timeout=60).status_code in (200, 400, 404, 414, 431)
    assert httpx.get(f"{address}/health", timeout=60).json()["ok"]


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /health\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00\xff\xfe\r\n\r\n",
        b"GET /id/\x1b[31m HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\nX: a\r\n b: c\r\n\r\n",
    ],
)
def test_what_is_no_http_is_survived(address: str, request_bytes: bytes) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request_bytes)
        connection.settimeout(2)
        with suppress(OSError):
            assert b" 500 " not in connection.recv(4096)
    assert httpx.get(f"{address}/health", timeout=60).json()["ok"]


# Start and stop.


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_what_it_is_at_is_done(store: Path, number: signal.Signals) -> None:
    with run_explorer(store, "--timeout", "2") as (address, process):
        httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=60)
        answers: list[httpx.Response] = []
        asked = threading.Thread(
            target=lambda: answers.append(httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=60))
        )
        asked.start()
        time.sleep(0.5)
        process.send_signal(number)
        assert process.wait(timeout=60) == 0
        asked.join()
        assert [answer.status_code for answer in answers] == [503]
        assert process.stderr is not None
        said = process.stderr.read()
    assert "Traceback" not in said
    assert " GET /sparql 503 " in said


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system does not list the children of a process")
def test_no_process_outlives_one_that_is_killed(store: Path) -> None:
    with run_explorer(store, "--timeout", "60") as (address, process):
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
        children = [Path(f"/proc/{number}") for number in listed.split()]
        endless = threading.Thread(target=ask_and_forget, args=(f"{address}/sparql",))
        endless.start()
        time.sleep(1)
        process.kill()
        endless.join()
        assert children
        end = time.monotonic() + 20
        while any(child.exists() for child in children) and time.monotonic() < end:
            time.sleep(0.1)
        assert [child for child in children if child.exists()] == []


def ask_and_forget(address: str) -> None:
    with suppress(httpx.HTTPError):
        httpx.get(address, params={"query": ENDLESS}, timeout=60)


def test_it_logs_each_request_unless_it_is_to_be_quiet(store: Path) -> None:
    for arguments, count in (((), 1), (("--quiet",), 0)):
        with run_explorer(store, *arguments) as (address, process):
            httpx.get(f"{address}/health?a=b", timeout=60)
            process.terminate()
            assert process.stderr is not None
            lines = process.stderr.read().splitlines()
        assert len(lines) == count
        assert [line for line in lines if " 127.0.0.1 GET /health 200 " not in line] == []


def test_a_port_that_another_program_has_is_told(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, out, err = ask("serve", "--port", str(taken.getsockname()[1]))
    assert (code, out) == (1, "")
    assert "cannot listen there (Address already in use)" in err


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host", "x" * 300, "\x1b[31m", "a\0b", "\ud800"])
def test_an_address_that_is_not_ours_is_told(ask: Ask, host: str) -> None:
    code, _, err = ask("serve", "--port", "0", "--host", host)
    assert (code, "cannot listen there" in err) == (1, True)


def test_a_store_that_is_not_there_is_told(ask: Ask, tmp_path: Path) -> None:
    code, _, err = ask("serve", "--port", "0", "--store", str(tmp_path / "nothing.kg"))
    assert (code, "no store here" in err) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "65536"),
        ("--port", "x"),
        ("--timeout", "0"),
        ("--limit", "0"),
        ("--base", "x"),
        ("--base", 'http://x"y'),
    ],
)
def test_a_wrong_call_is_told(ask: Ask, arguments: tuple[str, ...]) -> None:
    assert ask("serve", *arguments)[0] == 2


def test_it_listens_at_an_address_of_ip_version_6(store: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("there is no IPv6 here")
    with run_explorer(store, "--host", "::1") as (address, _):
        assert address.startswith("http://[::1]:")
        assert httpx.get(f"{address}/health", timeout=60).json()["ok"]


# A build beside it.


def test_readers_see_the_old_graph_or_the_new_one_while_builds_write(tmp_path: Path) -> None:
    path = tmp_path / "graph.kg"
    write_store(path, make_quads([FIRST]))
    sizes = {1: len(Graph.open(path))}
    write_store(path, make_quads(EXTRACTIONS))
    sizes[2] = len(Graph.open(path))
    both = "SELECT (COUNT(*) AS ?all) (COUNT(?release) AS ?count) { ?s ?p ?o OPTIONAL { ?s a gba:Release BIND (?s AS ?release) FILTER (?p = rdf:type && ?o = gba:Release) } }"
    seen: set[tuple[int, int]] = set()
    failed: list[str] = []
    is_over = threading.Event()
    with run_explorer(path, "--quiet") as (address, _):

        def read() -> None:
            with httpx.Client(timeout=60) as client:
                while not is_over.is_set():
                    asked = client.get(f"{address}/sparql", params={"query": both})
                    described = client.get(f"{address}/id/person/chan-kwok-ki")
                    if {asked.status_code, described.status_code} != {200}:
                        failed.append(asked.text + described.text)
                        return
                    (row,) = asked.json()["results"]["bindings"]
                    seen.add((int(row["count"]["value"]), int(row["all"]["value"])))

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for number in range(6):
            write_store(path, make_quads(EXTRACTIONS if number % 2 else [FIRST]))
            time.sleep(1.3)
        is_over.set()
        for reader in readers:
            reader.join()
    assert failed == []
    assert seen == set(sizes.items())
