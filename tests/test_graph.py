"""The graph keeps what it is given, answers safely, and is replaced on disk as a whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from seed import EXTRACTION

from kg.errors import DataError, QueryError, StoreError, UsageError
from kg.graph.bridge import to_rdflib
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, Iri, Text, write_store
from kg.graph.terms import PREFIXES, make_name, make_thing

TESTS = Path(__file__).resolve().parent
QUADS = make_quads([EXTRACTION])
OLD = [ox.Quad(make_thing("person/old"), make_name("rdf:type"), make_name("foaf:Person"))]
NAMES = "SELECT ?who ?name WHERE { ?who skos:prefLabel|skos:altLabel ?name } ORDER BY ?who ?name"


def list_versions(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir() if entry.name.startswith("version-"))


def test_a_store_gives_back_what_was_written(tmp_path: Path) -> None:
    write_store(tmp_path / "store", QUADS)
    graph = Graph.open(tmp_path / "store")
    assert set(graph.quads()) == set(QUADS)
    assert len(graph) == len(QUADS)


def test_a_graph_from_a_file_is_the_graph_that_was_saved(tmp_path: Path, seed_graph: Graph) -> None:
    path = tmp_path / "seed.nt"
    path.write_bytes(seed_graph.triples_sorted_ntriples())
    assert Graph.load(path).triples_sorted_ntriples() == path.read_bytes()


def test_named_graphs_of_a_file_are_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "two.nq"
    path.write_text("<http://e/a> <http://e/p> <http://e/b> <http://e/g> .\n", encoding="utf-8")
    assert Graph.load(path).ask("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s") == [("http://e/a",)]


@pytest.mark.parametrize("content", ["<http://e/a> <http://e/p> .", "\x00"])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"broken\.ttl"):
        Graph.load(path)


def test_several_readers_and_a_writer_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(path, OLD)
    first, second = Graph.open(path), Graph.open(path)
    write_store(path, QUADS)
    assert len(first) == len(second) == len(OLD)
    assert first.ask("SELECT ?s WHERE { ?s a foaf:Person } ORDER BY ?s") == [(f"{PREFIXES['id']}person/old",)]
    assert len(Graph.open(path)) == len(QUADS)
    assert len(list_versions(path)) == 1


def test_a_build_killed_before_the_swap_leaves_the_old_store(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(path, OLD)
    code = """
import os, sys
from pathlib import Path
import kg.graph.store
from kg.graph.graph import write_store
def kill_in_the_middle():
    for number in range(3):
        yield __import__("pyoxigraph").Quad(*[kg.graph.store.ox.NamedNode(f"http://e/{number}")] * 3)
    os._exit(9)
write_store(Path(sys.argv[1]), kill_in_the_middle())
"""
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == 9
    assert len(list_versions(path)) == 2
    assert set(Graph.open(path).quads()) == set(OLD)
    write_store(path, QUADS)
    assert len(list_versions(path)) == 1
    assert len(Graph.open(path)) == len(QUADS)


def test_quads_that_fail_in_the_middle_leave_the_old_store(tmp_path: Path) -> None:
    def fail_in_the_middle() -> Iterator[ox.Quad]:
        yield QUADS[0]
        raise DataError("a bad rule")

    write_store(tmp_path, OLD)
    with pytest.raises(DataError, match="a bad rule"):
        write_store(tmp_path, fail_in_the_middle())
    assert set(Graph.open(tmp_path).quads()) == set(OLD)
    assert len(list_versions(tmp_path)) == 1


def test_a_disk_that_takes_no_more_leaves_the_old_store(tmp_path: Path) -> None:
    write_store(tmp_path, OLD)
    code = """
import resource, sys
from pathlib import Path
from seed import EXTRACTION
from kg.graph.claims import make_quads
from kg.errors import StoreError
from kg.graph.graph import write_store
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_store(Path(sys.argv[1]), make_quads([EXTRACTION]))
except StoreError as error:
    print(error)
"""
    command = [sys.executable, "-c", code, str(tmp_path)]
    paths = {"PYTHONPATH": f"{TESTS}:{TESTS.parent}"}
    done = subprocess.run(command, env=paths, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{tmp_path}: the store cannot be written")
    assert set(Graph.open(tmp_path).quads()) == set(OLD)
    assert len(list_versions(tmp_path)) == 1


@pytest.mark.parametrize("path", ["/proc/kg-store", "/dev/null/store"])
def test_a_place_that_cannot_be_written_is_named(path: str) -> None:
    with pytest.raises(StoreError, match=path):
        write_store(Path(path), QUADS)


def test_a_file_is_not_taken_for_a_store(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes\.txt"):
        write_store(path, QUADS)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["thesis.doc", "current", ".git"])
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="not a store of ours"):
        write_store(tmp_path, QUADS)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_missing_store_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        Graph.open(tmp_path / "nothing")


def test_an_open_store_is_for_reading_only(tmp_path: Path) -> None:
    write_store(tmp_path, OLD)
    with pytest.raises(StoreError):
        Graph.open(tmp_path).add(QUADS)


@pytest.mark.parametrize(
    "value",
    [
        '" } UNION { ?who ?p ?name } #',
        'x" . ?who ?p ?name . ?who skos:prefLabel "y',
        'quote " backslash \\ newline \n tab \t',
        "陳國基 🤝 \u2028 \x0c \x85",
        r"\u0022 } UNION { ?who ?p ?o } #",
        "?who",
    ],
)
def test_a_bound_text_is_only_ever_a_text(value: str) -> None:
    graph = Graph.in_memory()
    graph.add([ox.Quad(make_thing("person/a"), make_name("skos:prefLabel"), ox.Literal(value)), *QUADS])
    sparql = "SELECT ?who WHERE { ?who skos:prefLabel ?name } ORDER BY ?who"
    assert graph.ask(sparql, name=value) == [(f"{PREFIXES['id']}person/a",)]
    assert graph.ask(sparql, name=Text(value, "en")) == []


@pytest.mark.parametrize("value", ["http://e/a> ?p ?o } #", "http://e/a b", "no scheme", ""])
def test_a_bound_iri_that_is_none_is_refused(seed_graph: Graph, value: str) -> None:
    with pytest.raises(QueryError, match=r"\?who"):
        seed_graph.ask(NAMES, who=Iri(value))


def test_a_variable_in_a_text_an_iri_or_a_comment_is_left_alone(seed_graph: Graph) -> None:
    sparql = """
        # ?name is not bound here
        SELECT ?text WHERE { BIND ("?name" AS ?text) FILTER (?name = "?name" && <http://e/?name> != ?name) }"""
    assert seed_graph.ask(sparql, name="?name") == [("?name",)]


def test_a_bound_variable_may_be_selected_grouped_and_ordered_by(seed_graph: Graph) -> None:
    chan = Iri("id:person/chan-kwok-ki")
    sparql = "SELECT ?who (COUNT(?name) AS ?names) WHERE { ?who skos:prefLabel ?name } GROUP BY ?who ORDER BY ?who"
    assert seed_graph.ask(sparql, who=chan) == [(f"{PREFIXES['id']}person/chan-kwok-ki", "3")]


def test_a_bound_variable_reaches_into_every_part_of_a_question(seed_graph: Graph) -> None:
    sparql = """
        SELECT ?n WHERE {
          { SELECT (COUNT(*) AS ?n) WHERE { ?who skos:prefLabel ?name FILTER EXISTS { ?who a foaf:Person } } }
          UNION { BIND (1 AS ?n) FILTER NOT EXISTS { ?who a org:Post } }
        } ORDER BY ?n"""
    assert seed_graph.ask(sparql, who=Iri("id:person/chan-kwok-ki")) == [("1",), ("3",)]


def test_a_malformed_question_names_its_line(seed_graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"line 2.*WHERE"):
        seed_graph.ask("SELECT ?s\nWHERE { ?s <p> }")


@pytest.mark.parametrize(
    "sparql",
    [
        "",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        r"SELECT * { ?s gba:a\#b ?o . service<http://127.0.0.1:1/> { ?s ?p ?o } }",
        r"SELECT * { ?s gba:a\'b ?o . SERVICE SILENT <http://127.0.0.1:1/> { ?s gba:c\'d ?o } }",
        "SELECT * { FILTER('#' = '''\"''')SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    ],
)
def test_a_question_can_neither_write_nor_leave_the_graph(seed_graph: Graph, sparql: str) -> None:
    size = len(seed_graph)
    with pytest.raises(QueryError, match=r"SERVICE is not allowed|line \d|not SPARQL"):
        seed_graph.ask(sparql)
    assert len(seed_graph) == size


def test_an_answer_keeps_languages_and_datatypes(seed_graph: Graph) -> None:
    sparql = """SELECT ?who ?name ?day WHERE {
        ?tenure org:member ?who ; gba:attestedOn ?day .
        ?who skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh-Hant"))
        } ORDER BY ?who ?name"""
    table = seed_graph.select(sparql)
    who, name, day = table.rows[0]
    assert table.columns == ("who", "name", "day")
    assert who is not None and name is not None and day is not None
    assert (who.kind, name.lang, day.datatype) == ("iri", "zh-Hant", f"{PREFIXES['xsd']}date")


def test_a_yes_or_no_question_has_one_row(seed_graph: Graph) -> None:
    assert seed_graph.ask("ASK { ?s a foaf:Person }") == [("true",)]
    assert seed_graph.ask("ASK { ?s a foaf:Nobody }") == [("false",)]


def test_rdflib_sees_the_same_graph(seed_graph: Graph) -> None:
    view = to_rdflib(seed_graph)
    assert len(view) == len(seed_graph)
    assert len(list(view.query("SELECT ?s WHERE { ?s a foaf:Person }"))) == 6
