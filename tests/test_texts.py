"""The text of a release beside a store: whole and as it was read, or none at all, whatever became of the ledger."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from explorer import open_explorer

from kg.building.texts import ReleaseText, read_text
from kg.errors import LedgerError
from kg.files import find_shipped
from kg.graph.graph import Graph
from kg.library import build
from kg.linking.packing import pack, unpack, unpack_values
from kg.views.fulltext import Paragraph, read_paragraphs

ID = "seed-20240108/en"
TITLE = "CS attends talent agreement signing and meets Guangdong and Guangzhou leaders as visit to GBA Mainland cities starts"


@pytest.fixture(scope="module")
def built(samples_store: Path) -> Path:
    return samples_store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "own.kg"))


def find_ledger(store: Path) -> Path:
    (ledger,) = store.glob("ledger-*.sqlite")
    return ledger


@contextmanager
def write(store: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(find_ledger(store))) as database:
        yield database
        database.commit()


def change_extraction(store: Path, old: str, new: str) -> None:
    """Writes another text, as a build does that has read it anew and has not switched to its graph yet."""
    with write(store) as database:
        for place, packed in database.execute("SELECT place, extraction FROM packed").fetchall():
            extraction = unpack(packed)
            text = extraction.release.text
            if old in text:
                changed = replace(extraction, release=replace(extraction.release, text=text.replace(old, new)))
                database.execute("UPDATE packed SET extraction = ? WHERE place = ?", (pack(changed), place))


def say(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join(piece.text for one in paragraphs for stretch in one.stretches for piece in stretch.pieces)


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", sorted(find_shipped("data", "releases").glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_is_whole_and_its_paragraphs_are_kept(built: Path, path: Path) -> None:
    head, _, own = path.read_text(encoding="utf-8").partition("\n\n")
    name = dict(line.partition(": ")[::2] for line in head.splitlines())
    id = f"{name['id']}/{name['lang']}"
    text = read_text(built, id)
    assert text is not None
    paragraphs = read_paragraphs(Graph.open(built), id, text.title, text)
    assert squeeze(say(paragraphs)) == squeeze(own)
    assert len(paragraphs) == len([line for line in own.splitlines() if line.strip()])


def test_a_mention_is_marked_where_it_stands_also_by_a_surname(built: Path) -> None:
    text = read_text(built, "20081113-hk-shenzhen-pacts/en")
    assert text is not None
    paragraphs = read_paragraphs(Graph.open(built), "20081113-hk-shenzhen-pacts/en", text.title, text)
    marked = {
        (piece.text, piece.thing.id)
        for one in paragraphs
        for stretch in one.stretches
        for piece in stretch.pieces
        if piece.thing
    }
    assert {("Mr Henry Tang", "person/tang-ying-yen"), ("Mr Tang", "person/tang-ying-yen")} <= marked
    assert {ordinal for one in paragraphs for ordinal in one.cited} < {sentence.ordinal for sentence in text.sentences}


def test_what_the_graph_holds_must_stand_in_the_text(built: Path) -> None:
    text = ReleaseText("Title", "One. Two.", (), ())
    assert text.holds("Title", {})
    assert not text.holds("Other title", {})
    assert not text.holds("Title", {1: (0, 4, "One.")})
    assert read_paragraphs(Graph.open(built), ID, TITLE, text) == ()
    assert read_paragraphs(Graph.open(built), ID, TITLE, None) == ()


def remove(store: Path) -> None:
    find_ledger(store).unlink()


def cut(store: Path) -> None:
    ledger = find_ledger(store)
    ledger.write_bytes(ledger.read_bytes()[:5000])


def flip(store: Path) -> None:
    with write(store) as database:
        database.execute("UPDATE packed SET extraction = substr(extraction, 1, 200) || zeroblob(500)")


def fill_with_noise(store: Path) -> None:
    find_ledger(store).write_bytes(bytes(range(256)) * 100)


def make_folder(store: Path) -> None:
    ledger = find_ledger(store)
    ledger.unlink()
    ledger.mkdir()


def be_of_another_kg(store: Path) -> None:
    with write(store) as database:
        database.execute("PRAGMA user_version = 3")


def leave_a_journal(store: Path) -> None:
    """What a killed build leaves, which only a build may roll back."""
    find_ledger(store).with_name(f"{find_ledger(store).name}-journal").write_bytes(
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1000)
    )


def name_a_file_elsewhere(store: Path) -> None:
    seal = store / "current"
    seal.write_text(seal.read_text().replace("ledger-", "../ledger-"))


def forget_the_release(store: Path) -> None:
    with write(store) as database:
        database.execute("DELETE FROM item WHERE release = 'seed-20240108'")


def run_ahead(store: Path) -> None:
    change_extraction(store, "arrived in Guangzhou", "came to Guangzhou")


@pytest.mark.parametrize(
    "spoil", [remove, cut, flip, fill_with_noise, make_folder, be_of_another_kg, forget_the_release, run_ahead]
)
def test_without_its_text_a_release_is_shown_by_its_sentences(store: Path, spoil: Callable[[Path], None]) -> None:
    with open_explorer(store) as client:
        whole = client.get(f"/release/{ID}", headers={"Accept": "text/html"}).text
    spoil(store)
    with open_explorer(store) as client:  # what was sent before would be sent again
        answer = client.get(f"/release/{ID}", headers={"Accept": "text/html"})
    assert "The whole text, as it was read." in whole
    assert answer.status_code == 200
    assert "Only the sentences that state something are kept" in answer.text
    assert 'id="s1"' in answer.text


@pytest.mark.parametrize("spoil", [leave_a_journal, name_a_file_elsewhere])
def test_what_lies_beside_a_ledger_breaks_nothing_and_is_left_alone(store: Path, spoil: Callable[[Path], None]) -> None:
    spoil(store)
    before = {path.name: path.read_bytes() for path in store.glob("*") if path.is_file()}
    text = read_text(store, ID)
    assert text is None or text.title == TITLE
    assert {path.name: path.read_bytes() for path in store.glob("*") if path.is_file()} == before


def test_a_ledger_that_is_being_written_is_not_waited_for_nor_held_up(store: Path) -> None:
    with closing(sqlite3.connect(find_ledger(store), isolation_level=None)) as builder:
        builder.execute("BEGIN IMMEDIATE")
        builder.execute("DELETE FROM item")
        text = read_text(store, ID)
        assert text is not None
        assert text.title == TITLE
        builder.execute("ROLLBACK")
        builder.execute("BEGIN EXCLUSIVE")
        assert read_text(store, ID) is None
        builder.execute("ROLLBACK")
    assert read_text(store, ID) == text


def test_a_build_goes_on_from_a_ledger_that_was_looked_at(tmp_path: Path) -> None:
    store, releases = tmp_path / "own.kg", find_shipped("data", "releases")
    build(releases / "seed-20240108.en.txt", store)
    assert read_text(store, ID) is not None
    build(releases / "seed-20240108.zh-Hant.txt", store, add=True)
    assert read_text(store, ID) is not None
    assert read_text(store, "seed-20240108/zh-Hant") is not None


class Harm:
    """What would write a file where it is unpacked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.write_text, (self.path, "harm")


def test_what_would_run_something_is_not_unpacked(store: Path, tmp_path: Path) -> None:
    harm = pack(Harm(tmp_path / "harm"))
    with write(store) as database:
        database.execute("UPDATE packed SET extraction = ?, written = ?", (harm, harm))
    assert read_text(store, ID) is None
    assert not (tmp_path / "harm").exists()
    with pytest.raises(LedgerError, match=r"Path\.write_text is none of the values"):
        unpack_values(harm, ())
    with pytest.raises(LedgerError, match="cannot be read"):
        unpack_values(b"z" + zlib.compress(b"no pickle"), ())
    assert unpack_values(pack(("a", 1)), ()) == ("a", 1)


@pytest.mark.parametrize("id", ["nowhere/en", "seed-20240108", "", "/", "seed-20240108/zh-Hans", "\0/en", "seed'--/en"])
def test_of_a_release_that_there_is_not_no_text_is_had(built: Path, id: str) -> None:
    assert read_text(built, id) is None


def test_beside_no_store_no_text_is_had(tmp_path: Path) -> None:
    assert read_text(tmp_path / "nowhere.kg", ID) is None
    (tmp_path / "current").write_text("{}")
    assert read_text(tmp_path, ID) is None
