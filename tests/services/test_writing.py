"""What a build writes onto a server is whole, ours alone and what was sent; what is broken off is seen and mended."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from living import read_living

import kg
from kg.building import on_server
from kg.cli.main import run
from kg.errors import StoreError
from kg.files import find_shipped
from kg.graph.address import read_address
from kg.graph.endpoint import Endpoint
from kg.graph.graph import Graph
from kg.graph.remote import WRITING
from kg.graph.sending import apply_change, replace_all
from kg.graph.terms import make_name
from services.servers import Service, run_virtuoso

SAMPLES = find_shipped("data", "releases")
ONE, OTHER = (SAMPLES / f"seed-20240108.{lang}.txt" for lang in ("en", "zh-Hant"))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (STRLEN(CONCAT(STR(?a), STR(?i))) = 1) }"
TEXTS = [
    "plain",
    "'single' and \"double\" and \\backslash\\",
    "a line\nbreak, a\ttab and a \r",
    "陳國基與李家超 \U0001f600 é \u200b \u202e",
    "?who $what {x} <y> ; . } DATA",
    "a long one " + "x陳" * 20_000,
    "",
]


def open_endpoint(service: Service) -> Endpoint:
    return Endpoint(read_address(service.address))


def make_quads(texts: list[str]) -> list[ox.Quad]:
    return [
        ox.Quad(make_name(f"id:place/x{place}"), make_name("skos:prefLabel"), term)
        for place, text in enumerate(texts)
        for term in (ox.Literal(text), ox.Literal(text, language="zh-Hant"))
    ]


def read_lines(store: str) -> bytes:
    return Graph.open(store).triples_sorted_ntriples()


def write_lines(quads: list[ox.Quad]) -> bytes:
    graph = Graph.in_memory()
    graph.add(quads)
    return graph.triples_sorted_ntriples()


def test_a_graph_that_is_there_is_dropped_only_when_told_so_and_no_other_graph(
    empty_service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint = open_endpoint(empty_service)
    foreign = "GRAPH <http://foreign.example/graph> { <a:x> <a:y> 1 }"
    endpoint.update(f"INSERT DATA {{ {foreign} }}")
    assert run(["build", str(ONE), "--store", empty_service.address]) == 0
    before = read_lines(empty_service.address)
    assert run(["build", str(OTHER), "--store", empty_service.address]) == 1
    assert re.search(r"holds \d+ triples already, which a build drops; write over it with", capsys.readouterr().err)
    assert read_lines(empty_service.address) == before
    assert run(["build", str(OTHER), "--store", empty_service.address, "--replace"]) == 0
    assert Graph.open(empty_service.address).ask("SELECT ?lang WHERE { ?x a gba:Release ; dct:language ?lang }") == [
        ("zh-Hant",)
    ]
    assert endpoint.ask(f"ASK {{ {foreign} }}")


def test_texts_come_back_as_they_were_sent(empty_service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint, quads = open_endpoint(empty_service), make_quads(TEXTS)
    replace_all(endpoint, quads)
    assert read_lines(empty_service.address) == write_lines(quads)
    apply_change(endpoint, quads, [])
    assert len(Graph.open(empty_service.address)) == 0
    apply_change(endpoint, [], quads)
    assert read_lines(empty_service.address) == write_lines(quads)
    monkeypatch.setattr(Endpoint, "has_data", False)
    replace_all(endpoint, quads)
    assert [row[0] for row in Graph.open(empty_service.address).ask(
        'SELECT ?text WHERE { ?x skos:prefLabel ?text FILTER (LANG(?text) = "") } ORDER BY ?x'
    )] == TEXTS  # fmt: skip


def test_a_change_made_twice_is_made_once(empty_service: Service) -> None:
    endpoint = open_endpoint(empty_service)
    old, new = make_quads(["old", "kept"]), make_quads(["new", "kept"])
    replace_all(endpoint, old)
    for _ in range(2):
        apply_change(endpoint, old, new)
        assert read_lines(empty_service.address) == write_lines(new)


def test_a_change_of_many_triples_is_made_in_batches(empty_service: Service) -> None:
    endpoint = open_endpoint(empty_service)
    quads = make_quads([f"text {number}" for number in range(900)])
    apply_change(endpoint, [], quads)
    assert read_lines(empty_service.address) == write_lines(quads)
    apply_change(endpoint, quads[7:], [])
    assert read_lines(empty_service.address) == write_lines(quads[:7])


def test_a_build_that_was_broken_off_answers_nothing_until_it_is_built_anew(
    empty_service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = open_endpoint(empty_service)

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.graph.sending._BATCH", 4)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Endpoint, "post", break_off)
        replace_all(endpoint, make_quads(TEXTS))
    for look in (len, lambda graph: graph.ask("ASK { ?a ?b ?c }"), lambda graph: list(graph.quads())):
        with pytest.raises(StoreError, match="is being written, or a build of it was broken off"):
            look(Graph.open(empty_service.address))
    replace_all(endpoint, make_quads(TEXTS))
    assert read_lines(empty_service.address) == write_lines(make_quads(TEXTS))
    assert not endpoint.ask(f"ASK {{ {WRITING.subject} ?any ?thing }}")


def test_whole_graphs_go_both_ways(empty_service: Service) -> None:
    endpoint = open_endpoint(empty_service)
    triple = b"<a:x> <a:y> <a:z> .\n"
    endpoint.put(triple)
    endpoint.post(b"<a:x> <a:y> <a:z2> .\n")
    assert sorted(line.split() for line in endpoint.get().splitlines() if line.strip() and line[:1] != b"#") == [
        [b"<a:x>", b"<a:y>", b"<a:z2>", b"."],
        [b"<a:x>", b"<a:y>", b"<a:z>", b"."],
    ]
    endpoint.delete()
    endpoint.delete()
    assert len(Graph.open(empty_service.address)) == 0


def test_a_graph_may_have_a_name_of_its_own(empty_service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_GRAPH", "http://own.example/graph")
    replace_all(open_endpoint(empty_service), make_quads(["own"]))
    assert read_lines(empty_service.address) == write_lines(make_quads(["own"]))
    monkeypatch.delenv("KG_STORE_GRAPH")
    assert len(Graph.open(empty_service.address)) == 0


def test_an_endless_question_ends_in_time(empty_service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    """On a server that ends with it: Virtuoso goes on with what nobody waits for, on all cores."""
    kg.build([ONE], empty_service.address)
    start = time.monotonic()
    assert run(["query", ENDLESS, "--timeout", "1", "--store", empty_service.address]) == 1
    assert time.monotonic() - start < 20
    assert "no answer within 1 second" in capsys.readouterr().err


@pytest.mark.parametrize("password", ["", "wrong"])
def test_who_may_not_write_is_told_so_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    with run_virtuoso(tmp_path) as started:
        if password:
            monkeypatch.setenv("KG_STORE_USER", "dba")
            monkeypatch.setenv("KG_STORE_PASSWORD", password)
        monkeypatch.setattr("kg.building.on_server.build_store", lambda *_, **__: pytest.fail("it was read"))
        with pytest.raises(StoreError, match="does not accept who asks" if password else "does not allow that"):
            kg.build(ONE, started.address)


def test_a_server_that_cuts_every_answer_still_gives_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    with run_virtuoso(tmp_path, most_rows=1_000) as started:
        for name, value in started.environment.items():
            monkeypatch.setenv(name, value)
        replace_all(open_endpoint(started), Graph.open(folder).quads())
        assert read_lines(started.address) == read_lines(str(folder))
        for question in (
            "SELECT ?a ?b WHERE { ?a skos:prefLabel ?b } ORDER BY ?b ?a",
            "SELECT ?b WHERE { ?a skos:prefLabel ?c ; rdf:type ?b } ORDER BY ?b",
            "CONSTRUCT { ?a a ?b } WHERE { ?a a ?b }",
        ):
            here, there = (Graph.open(store).select(question).rows for store in (folder, started.address))
            assert len(there) > 1_000
            assert (sorted(map(str, here)), here[:1]) == (sorted(map(str, there)), there[:1]) or "CONSTRUCT" in question


def test_what_is_added_is_sent_and_a_sending_that_broke_off_is_done_again(
    empty_service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder for the work keeps what was read, and which changes the server has not got yet."""
    releases, work = tmp_path / "releases", tmp_path / "work.kg"
    releases.mkdir()
    shutil.copy(ONE, releases)
    build = ["build", str(releases), "--store", empty_service.address, "--work", str(work)]
    assert run(build) == 0
    shutil.copy(OTHER, releases)
    with monkeypatch.context() as broken:
        broken.setattr(on_server, "apply_change", fail)
        assert run([*build, "--add"]) == 1
    (releases / ONE.name).unlink()
    assert run([*build, "--add"]) == 0
    kg.build(OTHER, tmp_path / "alone.kg")
    assert read_living(empty_service.address) == read_living(tmp_path / "alone.kg")
    assert run([*build[:-2], "--add"]) == 2


def fail(*_: object) -> None:
    raise StoreError("the line is dead")
