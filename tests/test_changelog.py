"""What a build keeps of what it has changed: line by line, for just the versions that ever answered."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from histories import History

from kg.building import builder
from kg.building.builder import build_store
from kg.cli.main import run
from kg.errors import StoreError
from kg.graph.changelog import Turnover, open_changes
from kg.graph.difference import ChangedLine
from kg.graph.graph import Graph
from kg.graph.patches import read_head
from kg.graph.store import StoreWriter, read_builds
from kg.views.builds import say_turnovers

HEAD = "id: {id}\nlang: en\ntitle: Kites\nissued: 2024-05-03T12:00+08:00\n\n{text}\n"
VISIT = "Mr Aldo Feng, the Mayor of Kitetown, visited the Pearl Tide Laboratory in Guangzhou today."
OTHER = "Ms Rosa Quill met the Director of Lanterns, Mr Bela Moss, today."


class EndedError(Exception):
    pass


def read_triples(store: Path) -> set[bytes]:
    return set(Graph.open(store).triples_sorted_ntriples().splitlines(keepends=True))


def read_last(store: Path) -> list[ChangedLine]:
    with open_changes(read_builds(store)[-1:]) as changes:
        return list(changes)


def compare(before: set[bytes], after: set[bytes]) -> list[ChangedLine]:
    return [ChangedLine(line, line in after) for line in sorted(before ^ after)]


def end(*_: object) -> None:
    raise EndedError


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """Gives a folder with a release in `files` and its graph, `gba.kg`, and another release beside them."""
    (tmp_path / "files").mkdir()
    for place, text in (("files/visit.txt", VISIT), ("meeting.txt", OTHER)):
        path = tmp_path / place
        path.write_text(HEAD.format(id=path.stem, text=text), encoding="utf-8")
    build_store([tmp_path / "files"], tmp_path / "gba.kg")
    return tmp_path


def add_other(grown: Path) -> None:
    shutil.copy(grown / "meeting.txt", grown / "files")
    build_store([grown / "files"], grown / "gba.kg", add=True)


# What is told.


def test_in_a_history_each_build_tells_just_the_lines_that_went_and_came(tmp_path: Path) -> None:
    history, store = History("changelog", tmp_path / "files"), tmp_path / "grown.kg"
    build_store(history.begin(8), store)
    before, builds = read_triples(store), len(read_builds(store))
    for number in range(4):
        build_store(history.step(4), store, add=number != 2, replace=number == 2)
        after = read_triples(store)
        if before != after:
            assert read_last(store) == compare(before, after), history.done
            builds += 1
            assert len(read_builds(store)) == builds
        before = after


def test_a_build_on_nothing_keeps_only_how_much_there_is(grown: Path) -> None:
    (build,) = read_builds(grown / "gba.kg")
    assert (build.number, build.is_first) == (1, True)
    assert Turnover("person", new=1) in build.turnovers
    assert build.path.stat().st_size < 500
    with pytest.raises(StoreError, match="only counts are kept"), open_changes([build]):
        pass


def test_what_is_new_changed_and_gone_is_counted_and_said(grown: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(grown / "meeting.txt", grown / "files")
    store = str(grown / "gba.kg")
    assert run(["build", str(grown / "files"), "--store", store, "--add"]) == 0
    assert "since the last build: 1 release new, 2 people new" in capsys.readouterr().err
    assert run(["build", str(grown / "files"), "--store", store, "--add"]) == 0
    assert "since the last build: nothing has changed\n" in capsys.readouterr().err
    (grown / "files" / "meeting.txt").unlink()
    assert run(["build", str(grown / "files"), "--store", store, "--replace"]) == 0
    assert "since the last build: 1 release gone, 2 people gone" in capsys.readouterr().err
    assert [(build.number, build.is_first) for build in read_builds(grown / "gba.kg")] == [
        (1, True),
        (2, False),
        (3, False),
    ]


def test_how_much_has_changed_is_said_in_a_few_words() -> None:
    turnovers = [
        Turnover("claim", 1),
        Turnover("person", 1200, 3, 0),
        Turnover("event", 0, 0, 1),
        Turnover("reference", 7),
    ]
    assert say_turnovers(turnovers) == "1,203 people (1,200 new, 3 changed), 1 event gone, 1 statement new"
    assert say_turnovers(turnovers).say("zh-Hant") == "1,203 位人物（1,200 新增，3 更改），1 項活動刪除，1 項陳述新增"
    assert say_turnovers([]) == "nothing has changed"


def test_the_file_says_which_version_it_makes_of_which(grown: Path) -> None:
    (before,) = (grown / "gba.kg").glob("version-*")
    add_other(grown)
    (after,) = (grown / "gba.kg").glob("version-*")
    with gzip.open(read_builds(grown / "gba.kg")[-1].path) as lines:
        head = read_head(lines)
    assert (head["prev"], head["id"]) == (before.name, after.name)


# Of what answered, and of nothing else.


def test_a_build_that_was_ended_before_it_answered_is_not_told(grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StoreWriter, "seal", end)
    with pytest.raises(EndedError):
        add_other(grown)
    assert len(read_builds(grown / "gba.kg")) == 1
    assert len(list((grown / "gba.kg").glob("changes-*"))) == 2
    monkeypatch.undo()
    before = read_triples(grown / "gba.kg")
    add_other(grown)
    assert len(read_builds(grown / "gba.kg")) == len(list((grown / "gba.kg").glob("changes-*"))) == 2
    assert read_last(grown / "gba.kg") == compare(before, read_triples(grown / "gba.kg"))


def test_a_version_that_answers_only_with_the_next_build_is_told(grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_triples(grown / "gba.kg")
    monkeypatch.setattr(StoreWriter, "switch", end)
    with pytest.raises(EndedError):
        add_other(grown)
    assert len(read_builds(grown / "gba.kg")) == 1
    monkeypatch.undo()
    add_other(grown)
    assert len(read_builds(grown / "gba.kg")) == 2
    assert read_last(grown / "gba.kg") == compare(before, read_triples(grown / "gba.kg"))


def test_a_build_that_was_ended_while_it_took_down_leaves_nothing_behind(
    grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "write_changes", lambda *_: end())
    with pytest.raises(EndedError):
        add_other(grown)
    assert len(list((grown / "gba.kg").glob("*changes-*"))) == 1


def test_a_store_that_is_built_anew_over_a_damaged_one_begins_anew(grown: Path) -> None:
    add_other(grown)
    (version,) = (grown / "gba.kg").glob("version-*")
    next(version.glob("*.sst")).unlink()
    report = build_store([grown / "files"], grown / "gba.kg", replace=True)
    assert report.turnovers is None
    assert [(build.number, build.is_first) for build in read_builds(grown / "gba.kg")] == [(1, True)]


def test_a_file_that_is_damaged_is_named(grown: Path) -> None:
    add_other(grown)
    path = read_builds(grown / "gba.kg")[-1].path
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(StoreError, match=rf"{path.name}: what a build has changed cannot be read"):
        read_last(grown / "gba.kg")
    path.write_bytes(b"kites")
    with pytest.raises(StoreError, match=rf"{path.name}: what a build has changed cannot be read"):
        read_builds(grown / "gba.kg")
    add_other(grown)  # to which a build adds all the same
