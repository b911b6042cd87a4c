"""Releases at addresses: read as those of a folder are, and only when they are new or have changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from asking import Ask
from living import read_living

import kg
from kg.errors import ReleaseError

ENGLISH = """\
id: lanterns
lang: en
title: A visit
issued: 2024-05-03

The Mayor, Mr Aldo Feng, visited Zhuhai today (May 3).
"""
TABLE = 'id,title,text,issued\nkites,A talk,"Mr Aldo Feng, the Mayor, visited Macao today (May 4).",2024-05-04\n'
LINES = '{"id": "drums", "title": "A visit", "text": "Mr Aldo Feng visited Foshan today (May 5).", "issued": "2024-05-05"}\n'
CONTENTS = {
    "b/lanterns.txt": ENGLISH,
    "a.csv": TABLE,
    "c.jsonl": LINES,
    ".hidden/x.txt": "x",
    "README.txt": "x",
    "pictures/x.png": "x",
}


def list_triples(store: Path) -> list[bytes]:
    return sorted(kg.export_graph(kg.open(store), "nt").splitlines())


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Gives an address and a folder that hold the same releases."""
    memory = fsspec.filesystem("memory")
    for name, content in CONTENTS.items():
        memory.pipe_file(f"/releases/{name}", content.encode())
        (tmp_path / "releases" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "releases" / name).write_text(content)
    yield "memory://releases", tmp_path / "releases"
    memory.rm("/releases", recursive=True)


def test_releases_at_an_address_are_read_as_those_in_a_folder(places: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = places
    report = kg.build(address, tmp_path / "address.kg")
    assert (report.releases, report.skipped) == (3, ())
    kg.build(folder, tmp_path / "folder.kg")
    assert list_triples(tmp_path / "address.kg") == list_triples(tmp_path / "folder.kg")
    assert [one.release.id for one in kg.read(address)] == [one.release.id for one in kg.read(folder)]
    assert [one.release.id for one in kg.read(f"{address}/a.csv")] == ["kites"]


def test_what_is_new_has_changed_or_is_gone_at_an_address_is_added(places: tuple[str, Path], tmp_path: Path) -> None:
    address, _ = places
    memory = fsspec.filesystem("memory")
    store = tmp_path / "x.kg"
    kg.build(address, store)
    report = kg.build(f"{address}/", store, add=True)
    assert (report.releases, report.added, report.withdrawn) == (3, 0, 0)
    memory.rm("/releases/a.csv")
    memory.pipe_file("/releases/b/lanterns.txt", ENGLISH.replace("Zhuhai", "Jiangmen").encode())
    memory.pipe_file("/releases/d.txt", ENGLISH.replace("lanterns", "boats").encode())
    report = kg.build(address, store, add=True)
    assert (report.releases, report.added, report.withdrawn) == (3, 2, 2)
    kg.build(address, tmp_path / "anew.kg")
    assert read_living(store) == read_living(tmp_path / "anew.kg")


def test_each_file_at_an_address_is_fetched_once_and_not_at_all_where_it_is_as_it_was(
    places: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []
    memory = type(fsspec.filesystem("memory"))
    cat_file = memory.cat_file

    def note(system: Any, path: str, *arguments: Any, **options: Any) -> bytes:
        fetched.append(path)
        return bytes(cat_file(system, path, *arguments, **options))

    monkeypatch.setattr(memory, "cat_file", note)
    kg.build(places[0], tmp_path / "x.kg")
    assert sorted(fetched) == ["/releases/a.csv", "/releases/b/lanterns.txt", "/releases/c.jsonl"]
    kg.build(places[0], tmp_path / "x.kg", add=True)
    assert len(fetched) == 3


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://nowhere", "memory://nowhere: cannot be read (no file or folder with files is there)"),
        ("memory://releases/README.txt/", "memory://releases/README.txt: no text"),
        ("memory://releases/pictures", "memory://releases/pictures: no releases in this folder"),
    ],
)
def test_what_cannot_be_read_at_an_address_is_named(tmp_path: Path, address: str, said: str) -> None:
    with pytest.raises(ReleaseError) as error:
        kg.build(address, tmp_path / "x.kg")
    assert said in str(error.value)


@pytest.mark.parametrize("address", ["nosuch://bucket/releases", "memory://"])
def test_a_kind_of_address_that_is_not_known_is_a_wrong_call(ask: Ask, tmp_path: Path, address: str) -> None:
    code, _, err = ask("build", address, "--store", str(tmp_path / "x.kg"))
    assert (code, address in err) == (1 if address == "memory://" else 2, True)
