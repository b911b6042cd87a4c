"""The index of words after any number of changes: it finds what one of the same rows finds that was written at once."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import OutputError, StoreError
from kg.graph.index import IndexWriter, Row, change_index, is_segment, read_row
from kg.graph.index_reader import IndexReader
from kg.graph.terms import make_name, make_text, make_thing
from kg.languages.wordcuts import cut_phrases

ENGLISH = ["the", "Lantern", "Tide", "Moon", "Kite", "office", "met", "signed", "talks", "talks", "forum", "bridge"]
CHINESE = "燈籠潮汐月亮風箏辦公室會談論壇海港大橋訪問廣東廣州"
ASKED = (
    "lantern",
    "talks",
    "the",
    "moon kite",
    "lantern tide",
    "lantern-tide",
    "燈",
    "論壇",
    "广东 月",
    "潮汐",
    "the the moon",
)
Quads = set[ox.Quad]


def invent_text(chance: random.Random) -> ox.Literal:
    if chance.random() < 0.5:
        return make_text(" ".join(chance.choices(ENGLISH, k=chance.randint(1, 14))), "en")
    return make_text("".join(chance.choices(CHINESE, k=chance.randint(1, 20))), "zh-Hant")


def invent_release(number: int, chance: random.Random) -> Quads:
    release = make_thing(f"release/r{number}/en")
    quads = {
        ox.Quad(make_thing(f"release/r{number}/en/s{place}"), make_name("oa:exact"), invent_text(chance))
        for place in range(chance.randint(1, 4))
    }
    quads.add(ox.Quad(release, make_name("dct:title"), invent_text(chance)))
    quads.add(ox.Quad(release, make_name("dct:issued"), ox.Literal(f"2024-01-{chance.randint(10, 28)}")))
    quads.add(ox.Quad(release, make_name("dct:language"), ox.Literal("en")))
    thing = make_thing(f"person/p{chance.randint(0, 12)}")
    quads.add(ox.Quad(thing, make_name(chance.choice(("skos:prefLabel", "skos:altLabel"))), invent_text(chance)))
    return quads


def write_index(folder: Path, quads: Iterable[ox.Quad]) -> Path:
    index = IndexWriter(folder)
    for quad in quads:
        index.add(quad)
    index.close()
    return folder


def clone(folder: Path, target: Path) -> Path:
    target.mkdir()
    for file in folder.iterdir():
        (shutil.copy if not is_segment(file.name) else os.link)(file, target / file.name)
    return target


def read_all(folder: Path) -> list[object]:
    """Gives all that an index answers, in its order."""
    reader = IndexReader(folder)
    found: list[object] = []
    for asked in ASKED:
        phrases = cut_phrases(asked)
        found += [(reader.find_sentences(phrases, limit), reader.find_named(phrases, limit)) for limit in (2, None)]
    found.append(reader.list_rows([f"person/p{number}" for number in range(13)]))
    found.append(reader.list_rows([f"release/r{number}/en" for number in range(60)]))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_findings_do_not_depend_on_how_an_index_came_about(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    graph: Quads = set().union(*(invent_release(number, chance) for number in range(40)))
    folder = write_index(tmp_path / "0", sorted(graph, key=str))
    for step in range(1, 21):
        removed = set(chance.sample(sorted(graph, key=str), chance.randint(0, 25)))
        added = set().union(*(invent_release(chance.randint(0, 59), chance) for _ in range(chance.randint(0, 5))))
        before = {file.name: (file.read_bytes(), file.stat().st_ino) for file in folder.iterdir()}
        answers = read_all(folder)
        changed = clone(folder, tmp_path / str(step))
        change_index(changed, removed, added)
        assert {file.name: (file.read_bytes(), file.stat().st_ino) for file in folder.iterdir()} == before
        assert read_all(folder) == answers
        folder, graph = changed, graph - removed | added
    mixed = sorted(graph, key=str) * 2
    chance.shuffle(mixed)
    assert read_all(folder) == read_all(write_index(tmp_path / "anew", mixed))


def test_a_change_shares_what_it_leaves_and_leaves_nothing_that_is_not_used(tmp_path: Path) -> None:
    chance = random.Random(7)
    folder = write_index(tmp_path / "0", set().union(*(invent_release(number, chance) for number in range(300))))
    shared = [file.name for file in folder.iterdir() if is_segment(file.name)]
    for step in range(1, 31):
        folder = clone(folder, tmp_path / str(step))
        change_index(folder, [], invent_release(1000 + step, chance))
        if step == 1:
            assert all((folder / name).stat().st_nlink > 1 for name in shared)
    segments = {file.name.partition(".")[0] for file in folder.iterdir() if is_segment(file.name)}
    assert len(segments) < 12
    assert not [file.name for file in folder.iterdir() if file.suffix == ".lock"]


def test_a_row_that_was_never_there_may_be_removed_and_one_that_is_there_added(tmp_path: Path) -> None:
    quads = invent_release(1, random.Random(1))
    folder = write_index(tmp_path / "index", quads)
    answers = read_all(folder)
    change_index(folder, invent_release(2, random.Random(2)), quads)
    assert read_all(folder) == answers
    change_index(folder, quads, quads)
    assert read_all(folder) == answers
    change_index(folder, quads, [])
    assert not any(IndexReader(folder).list_rows(["release/r1/en"]))


def test_a_quad_that_comes_again_after_many_others_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.index._MOST_RECENT", 3)
    quads = sorted(set().union(*(invent_release(number, random.Random(number)) for number in range(20))), key=str)
    answers = read_all(write_index(tmp_path / "once", quads))
    assert read_all(write_index(tmp_path / "again", quads * 3)) == answers


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    reader = IndexReader(write_index(tmp_path / "index", []))
    assert (reader.find_sentences([("moon",)], None), reader.find_named([("moon",)], None)) == ([], [])


def test_what_was_cut_off_or_is_no_index_is_refused(tmp_path: Path) -> None:
    quads = [quad for number in range(20) for quad in invent_release(number, random.Random(number))]
    whole = write_index(tmp_path / "whole", quads)
    for file in sorted(whole.iterdir()):
        folder = shutil.copytree(whole, tmp_path / f"cut-{file.name}")
        (folder / file.name).write_bytes(file.read_bytes()[: -file.stat().st_size // 2])
        with pytest.raises(StoreError, match="the index of words is damaged"):
            IndexReader(folder)
        (folder / file.name).unlink()
        if file.name != ".managed.json":
            with pytest.raises(StoreError, match="the index of words is damaged"):
                read_all(folder)
    with pytest.raises(OutputError, match="the index of words cannot be written"):
        change_index(folder, [], quads)


def test_a_text_that_was_changed_is_never_given() -> None:
    content = Row("person/moon", "skos:prefLabel", "Moon", "en").write()
    assert read_row(content) == Row("person/moon", "skos:prefLabel", "Moon", "en")
    assert [read_row(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]) for at in range(len(content))] == [
        None
    ] * len(content)


def test_an_index_that_only_its_owner_may_write_can_be_read(tmp_path: Path) -> None:
    folder = write_index(tmp_path / "index", invent_release(1, random.Random(1)))
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    before = sorted(folder.iterdir())
    assert read_all(folder)
    assert sorted(folder.iterdir()) == before
