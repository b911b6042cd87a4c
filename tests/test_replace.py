"""A build never drops a store that lies there unless it is told to, and says what it would have dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import EXTRACTIONS

from kg.building.builder import build_store
from kg.cli.main import run
from kg.errors import StoreError
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.graph.seal import FORMAT

QUADS = make_quads(EXTRACTIONS)
RELEASE = """\
id: visit
lang: en
title: A visit
issued: 2024-05-03

The Mayor, Mr Aldo Feng, visited Zhuhai today (May 3).
"""
ANEW = "build it anew with `kg build --replace`, which writes over it"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "visit.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write_store(tmp_path / "gba.kg", QUADS)
    return tmp_path / "gba.kg"


def read_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def list_releases(store: Path) -> list[str | None]:
    return [row[0] for row in Graph.open(store).ask("SELECT ?title { ?r a gba:Release ; dct:title ?title }")]


def test_a_build_into_a_store_is_refused_and_says_how_many_releases_it_would_drop(
    store: Path, release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_files(store)
    assert run(["build", str(release), "--store", str(store)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"kg: {store}: a store with 2 releases lies here, which a build drops; add to it with `kg build --add`, "
        "write over it with `--replace`, or choose another folder with `--store`\n"
    )
    assert read_files(store) == before


def test_with_replace_the_store_is_written_over(store: Path, release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(release), "--store", str(store), "--replace"]) == 0
    assert capsys.readouterr().err.startswith(f"{store}: 1 release, ")
    assert list_releases(store) == ["A visit"]


def test_the_library_refuses_alike(store: Path, release: Path) -> None:
    with pytest.raises(StoreError, match="a store with 2 releases lies here"):
        build_store([release], store)
    assert len(list_releases(store)) == 2
    build_store([release], store, replace=True)
    assert list_releases(store) == ["A visit"]


@pytest.mark.parametrize("makes", [False, True])
@pytest.mark.parametrize("flag", [[], ["--replace"]])
def test_an_empty_or_a_new_folder_needs_no_flag(tmp_path: Path, release: Path, flag: list[str], *, makes: bool) -> None:
    if makes:
        (tmp_path / "new.kg").mkdir()
    assert run(["build", str(release), "--store", str(tmp_path / "new.kg"), *flag]) == 0
    assert list_releases(tmp_path / "new.kg") == ["A visit"]


def test_what_a_killed_first_build_left_needs_no_flag(store: Path, release: Path) -> None:
    """Without its pointer no version was ever read by anybody."""
    (store / "current").unlink()
    build_store([release], store)
    assert list_releases(store) == ["A visit"]


def test_a_store_that_does_not_answer_is_refused_as_well_and_says_what_writes_over_it(
    store: Path, release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal, version = (store / "current").read_bytes(), next(store.glob("version-*")).name
    for content, what in (
        (version.encode(), "the store was written by an older kg"),
        (seal.replace(b'"format": %d' % FORMAT, b'"format": 999'), "the store was written by a newer kg"),
        (b"", "the store is damaged (current is not as it was written)"),
    ):
        (store / "current").write_bytes(content)
        before = read_files(store)
        for command in (["build", str(release)], ["who", "Chan Kwok-ki"]):
            assert run([*command, "--store", str(store)]) == 1
            assert capsys.readouterr().err == f"kg: {store}: {what}; {ANEW}\n"
        assert read_files(store) == before
    assert run(["build", str(release), "--store", str(store), "--replace"]) == 0
    assert list_releases(store) == ["A visit"]


def test_a_store_is_refused_before_anything_is_read(store: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\0")
    with pytest.raises(StoreError, match="2 releases"):
        build_store([tmp_path / "broken.txt"], store)


def test_replace_writes_over_nothing_of_anybody_else(store: Path, release: Path) -> None:
    (store / "diary.doc").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"holds diary\.doc"):
        build_store([release], store, replace=True)
    assert len(list_releases(store)) == 2
