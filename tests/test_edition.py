"""`kg export --edition`: a folder that says what it holds and where that comes from, the same bytes on the same day."""

from __future__ import annotations

import gzip
import hashlib
import json
import stat
from pathlib import Path

import pytest
import rdflib

from kg.cli.main import run
from kg.errors import OutputError
from kg.exports.edition import list_sources, write_edition
from kg.graph.graph import Graph

DAY = "2026-11-30"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory, sample_graph: Graph) -> Path:
    folder = tmp_path_factory.mktemp("editions") / "first"
    write_edition(sample_graph, folder, DAY, {"registry.csv": b"id\n"})
    return folder


def test_every_file_is_as_its_hash_says(edition: Path) -> None:
    lines = (edition / "SHA256SUMS").read_text().splitlines()
    sums = {name: known for known, name in (line.split("  ") for line in lines)}
    assert {path.name for path in edition.iterdir()} == {*sums, "SHA256SUMS"}
    assert {"graph.nt.gz", "kg.ttl", "void.ttl", "sources.csv", "README.md", "registry.csv"} <= sums.keys()
    for name, known in sums.items():
        assert hashlib.sha256((edition / name).read_bytes()).hexdigest() == known


def test_the_triples_are_those_of_the_graph(edition: Path, sample_graph: Graph) -> None:
    lines = gzip.decompress((edition / "graph.nt.gz").read_bytes())
    assert lines == sample_graph.triples_sorted_ntriples()
    readme = (edition / "README.md").read_text(encoding="utf-8")
    assert (
        f"Edition of {DAY}: {lines.count(bytes([10])):,} triples, sha256 {hashlib.sha256(lines).hexdigest()}." in readme
    )
    assert "- releases: 30, issued 2008-11-13 to 2025-02-14" in readme


def test_programs_read_its_description(edition: Path) -> None:
    graph = rdflib.Graph().parse(edition / "void.ttl", format="turtle")
    dataset = graph.value(None, rdflib.RDF.type, rdflib.VOID.Dataset)
    assert str(graph.value(dataset, rdflib.DCTERMS.issued)) == DAY
    assert str(graph.value(dataset, rdflib.DCTERMS.license)) == "https://opensource.org/license/mit"
    lines = gzip.decompress((edition / "graph.nt.gz").read_bytes()).count(b"\n")
    assert str(graph.value(dataset, rdflib.VOID.triples)) == str(lines)


def test_the_same_graph_on_the_same_day_gives_the_same_bytes(
    edition: Path, tmp_path: Path, sample_graph: Graph
) -> None:
    write_edition(sample_graph, tmp_path / "again", DAY, {"registry.csv": b"id\n"})
    for path in edition.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    assert stat.S_IMODE((tmp_path / "again").stat().st_mode) & 0o055


def test_each_source_says_its_terms(samples_store: Path) -> None:
    sources = {(source.name, source.kind): source for source in list_sources(Graph.open(samples_store))}
    assert "single sentences are quoted" in sources["info.gov.hk", "release"].terms
    assert "under its licence" in sources["own tables", "reference row"].terms
    assert not [source.name for source in sources.values() if source.name.startswith(("data/", "http"))]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, sample_graph: Graph) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds something already; an edition wants a new folder"):
        write_edition(sample_graph, tmp_path, DAY, {})
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_writes_what_lies_beside_the_store(
    samples_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--store", str(samples_store), "--out", str(tmp_path / "edition")]
    assert run(["export", "--edition", "--date", DAY, *told]) == 0
    assert f"edition of {DAY}" in capsys.readouterr().err
    assert (tmp_path / "edition" / "registry.csv").read_bytes() == (samples_store / "registry.csv").read_bytes()
    assert ": the graph began: 30 releases" in (tmp_path / "edition" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "edition" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert run(["export", *told]) == 2
    assert run(["export", "--format", "nt", "--date", DAY, *told]) == 2
    assert run(["export", "--edition", "--date", "2026-13-01", *told]) == 2
