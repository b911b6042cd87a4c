"""`kg build --add`: after any history of files the graph is the one that a build from nothing gives."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from histories import History
from living import read_living

from kg.building import builder
from kg.building.builder import build_store
from kg.building.report import BuildReport
from kg.building.work import Settings
from kg.errors import LedgerError, ReleaseError, StoreError
from kg.graph.graph import Graph
from kg.graph.store import StoreWriter, change_version, load_version, open_writer
from kg.views.search import Findings, search_words

WORDS = ("Guangzhou", "廣州", "agreement", "met", "陈国基", "Lee", "合作 會", "Feng")
STEPS = 4
VISIT = "Mr Aldo Feng, the Mayor of Kitetown, visited the Pearl Tide Laboratory in Guangzhou today."
OTHER = "Ms Rosa Quill met the Mayor of Guangzhou, Mr Sun Zhiyang, today."


def add(paths: list[Path] | Path, store: Path) -> BuildReport:
    return build_store(paths if isinstance(paths, list) else [paths], store, add=True)


def list_figures(report: BuildReport) -> tuple[object, ...]:
    counts = (report.releases, report.sentences, report.statements, report.open_mentions, report.pairs)
    return *counts, dict(report.things)


def search_all(store: Path) -> list[Findings]:
    return [search_words(store, words, limit=None) for words in WORDS]


def write(path: Path, text: str, **header: str) -> None:
    path.parent.mkdir(exist_ok=True)
    fields = {"id": path.stem, "lang": "en", "title": "Kites", "issued": "2024-05-03T12:00+08:00"} | header
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path.write_text(f"{head}\n{text}\n", encoding="utf-8")


# Whatever happens to the files.


@pytest.mark.parametrize("seed", range(4))
def test_what_has_grown_is_what_is_built_from_nothing(seed: int, tmp_path: Path) -> None:
    history, store = History(seed, tmp_path / "files"), tmp_path / "grown.kg"
    for number in range(STEPS):
        paths = history.step(history.random.randrange(1, 5)) if number else history.begin(10)
        history.write_read(tmp_path / str(number))
        grown = add(paths, store)
        built = build_store([tmp_path / str(number)], tmp_path / f"{number}.kg")
        assert read_living(store) == read_living(tmp_path / f"{number}.kg"), history.done
        assert list_figures(grown) == list_figures(built), history.done
        assert search_all(store) == search_all(tmp_path / f"{number}.kg"), history.done


def test_of_copies_the_same_one_counts_in_whatever_order_they_came(tmp_path: Path) -> None:
    """They say the same, but name other addresses and other versions."""
    files, store = tmp_path / "files", tmp_path / "grown.kg"
    for number, address in enumerate("bac"):
        write(files / f"{number}.txt", VISIT, id="kites", url=f"https://e.invalid/{address}")
    add(files, store)
    write(files / "0.txt", VISIT, id="kites", counterpart="drachen")
    write(files / "1.txt", VISIT, id="kites", url="https://e.invalid/d")
    add(files, store)
    build_store([files], tmp_path / "built.kg")
    assert read_living(store) == read_living(tmp_path / "built.kg")


def test_a_file_that_is_changed_behind_its_time_is_read(tmp_path: Path) -> None:
    file, store = tmp_path / "files" / "kites.txt", tmp_path / "grown.kg"
    write(file, VISIT)
    add(file, store)
    before = file.stat()
    write(file, VISIT.replace("Aldo", "Bela"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert add(file, store).added == 1
    assert "Bela" in read_living(store).decode()


def test_a_version_that_was_changed_is_closed_whoever_still_can_change_it(tmp_path: Path) -> None:
    """Else the database goes on merging its files while they are sealed."""
    version = tmp_path / "version-1"
    version.mkdir()
    load_version(version, [])
    with change_version(version) as change:
        change([], ["<http://e/a> <http://e/b> <http://e/c> .\n"])
    assert callable(change)
    assert len(ox.Store(version)) == 1  # which another one that has it open would refuse


# What is not there is not gone.

Ruin = Callable[[Path], None]


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def break_all(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"")


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    write(tmp_path / "a" / "visit.txt", VISIT)
    write(tmp_path / "b" / "meeting.txt", OTHER)
    add([tmp_path / "a", tmp_path / "b"], tmp_path / "grown.kg")
    return tmp_path


@pytest.mark.parametrize("ruin", [remove, empty, break_all])
def test_what_cannot_be_read_any_more_takes_nothing_out_of_the_graph(ruin: Ruin, grown: Path) -> None:
    """Neither now nor with the next build, which reads something else."""
    store, before = grown / "grown.kg", read_living(grown / "grown.kg")
    ruin(grown / "a")
    with pytest.raises(ReleaseError):
        add(grown / "a", store)
    assert read_living(store) == before
    assert add(grown / "b", store).withdrawn == 0
    assert read_living(store) == before


@pytest.mark.parametrize("ruin", [remove, empty])
def test_of_two_folders_the_missing_one_keeps_what_was_read_of_it(ruin: Ruin, grown: Path) -> None:
    store, before = grown / "grown.kg", read_living(grown / "grown.kg")
    ruin(grown / "a")
    report = add([grown / "a", grown / "b"], store)
    assert (len(report.skipped), report.withdrawn) == (1, 0)
    assert read_living(store) == before


def test_with_a_damaged_ledger_a_store_answers_and_says_that_nothing_can_be_added(grown: Path) -> None:
    """Also the second time; a build from nothing does not read it."""
    store, before = grown / "grown.kg", read_living(grown / "grown.kg")
    (ledger,) = store.glob("ledger-*.sqlite")
    flip(ledger)
    for _ in range(2):
        with pytest.raises(LedgerError, match=r"ledger is damaged.*answers as before.*kg build --replace"):
            add(grown / "a", store)
    assert read_living(store) == before
    build_store([grown / "a", grown / "b"], store, replace=True)
    assert read_living(store) == before
    assert add(grown / "a", store).withdrawn == 0


def test_a_damaged_ledger_that_a_killed_build_has_left_is_dropped(grown: Path) -> None:
    store, before = grown / "grown.kg", read_living(grown / "grown.kg")
    (store / "current").unlink()
    (ledger,) = store.glob("ledger-*.sqlite")
    flip(ledger)
    add([grown / "a", grown / "b"], store)
    assert read_living(store) == before


def test_what_a_killed_build_had_no_time_to_remove_answers_no_more(
    grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, before = grown / "grown.kg", read_living(grown / "grown.kg")
    write(grown / "a" / "visit.txt", VISIT.replace("Aldo", "Bela"))
    end_at(monkeypatch, StoreWriter, "tidy", beginning_with=2)
    build_again(grown)
    after = read_living(store)
    assert before != after
    assert len(list(store.glob("ledger-*.sqlite"))) == len(list(store.glob("version-*"))) == 2
    end_at(monkeypatch, builder, "load_version")
    build_again(grown)
    assert read_living(store) == after
    monkeypatch.undo()
    build_store([grown / "a", grown / "b"], store, replace=True)
    assert read_living(store) == after
    assert len(list(store.glob("ledger-*.sqlite"))) == len(list(store.glob("version-*"))) == 1


def end_at(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, beginning_with: int = 1) -> None:
    """Ends what calls something, the first time or a later one."""
    real = getattr(owner, name)
    calls = 0

    def end(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls < beginning_with:
            return real(*arguments)
        raise EndedError

    monkeypatch.setattr(owner, name, end)


class EndedError(Exception):
    pass


def build_again(grown: Path) -> None:
    with pytest.raises(EndedError):
        build_store([grown / "a", grown / "b"], grown / "grown.kg", replace=True)


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


# Two at once.


def test_of_two_builds_at_once_the_second_says_so(grown: Path) -> None:
    store, before = grown / "grown.kg", read_living(grown / "grown.kg")
    with open_writer(store), pytest.raises(StoreError, match="another build is writing this store; wait for it"):
        build_store([grown / "a"], store, add=True, settings=Settings(patience=0.1))
    assert read_living(store) == before


def test_who_has_the_old_version_open_goes_on_reading_it(grown: Path) -> None:
    reader = Graph.open(grown / "grown.kg")
    before = reader.triples_sorted_ntriples()
    (version,) = (grown / "grown.kg").glob("version-*")
    write(grown / "a" / "visit.txt", VISIT.replace("Aldo", "Bela"))
    add(grown / "a", grown / "grown.kg")
    assert not version.exists()
    assert reader.triples_sorted_ntriples() == before != read_living(grown / "grown.kg")
    assert reader.names is not None
    assert reader.names.find_named([("aldo",)], None)


def test_without_its_ledger_a_store_answers_and_says_that_nothing_can_be_added(grown: Path) -> None:
    store, before = grown / "grown.kg", read_living(grown / "grown.kg")
    (ledger,) = store.glob("ledger-*.sqlite")
    ledger.unlink()
    with pytest.raises(StoreError, match=r"ledger of this store is missing.*kg build --replace"):
        add(grown / "a", store)
    assert read_living(store) == before
