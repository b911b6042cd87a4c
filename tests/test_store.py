"""A store on disk: one writes at a time, a damaged one answers nothing, and a folder of somebody else is left alone."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample import EXTRACTIONS

from kg.cli.main import run
from kg.errors import StoreError
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.graph.store import open_writer
from kg.graph.terms import make_name, make_thing

TESTS = Path(__file__).resolve().parent
OLD = [ox.Quad(make_thing("person/old"), make_name("rdf:type"), make_name("foaf:Person"))]
QUADS = make_quads(EXTRACTIONS)
ANEW = "build it anew with `kg build --replace`, which writes over it"
# Writes a store again and again, each time another graph, of as many triples as its one number says.
WRITER = """
import sys
from pathlib import Path
import pyoxigraph as ox
from kg.graph.store import write_store
name = ox.NamedNode
for size in map(int, sys.argv[2:]):
    write_store(Path(sys.argv[1]), [ox.Quad(name(f"http://e/{n}"), name("http://e/of"), name(f"http://e/{size}")) for n in range(size)])
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "sample.kg"
    write_store(path, QUADS)
    return path


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Path:
    """Gives a store of one's own, to do with as one likes."""
    return shutil.copytree(sample, tmp_path / "gba.kg")


def find_version(store: Path) -> Path:
    (version,) = store.glob("version-*")
    return version


def answers_all(store: Path) -> bool:
    """Says whether the whole sample is what a store answers."""
    in_memory = Graph.in_memory()
    in_memory.add(QUADS)
    return Graph.open(store).triples_sorted_ntriples() == in_memory.triples_sorted_ntriples()


def start_writer(store: Path, *sizes: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(store), *map(str, sizes)], stderr=subprocess.PIPE)


def count_whole(store: Path) -> int:
    """Gives the size of the graph that answers, after seeing that it is one graph and whole."""
    graph = Graph.open(store)
    ((size, count),) = graph.ask("SELECT ?of (COUNT(*) AS ?count) { ?s <http://e/of> ?of } GROUP BY ?of")
    assert size == f"http://e/{count}"
    assert len(graph) == int(count or 0)
    return len(graph)


# One writes at a time.


def test_of_many_writers_at_once_each_writes_a_whole_store(tmp_path: Path) -> None:
    store = tmp_path / "gba.kg"
    writers = [start_writer(store, *range(first, 45, 5)) for first in (1, 2, 3)]
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert (writer.returncode, said) == (0, b"")
    assert count_whole(store) in (41, 42, 43)
    assert len(list(store.iterdir())) == 3


def test_who_reads_while_others_write_sees_one_whole_graph(tmp_path: Path) -> None:
    store = tmp_path / "gba.kg"
    write_store(store, OLD)
    writers = [start_writer(store, *range(first, 100, 5)) for first in (3, 4)]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        if len(graph := Graph.open(store)) > len(OLD):
            seen.add(count_whole(store))
        del graph
    assert [writer.communicate()[1] for writer in writers] == [b"", b""]
    assert len(seen) > 3


def test_a_second_build_that_has_waited_long_enough_says_so(tmp_path: Path) -> None:
    def write_in_the_middle() -> Iterator[ox.Quad]:
        with pytest.raises(StoreError, match=r"gba\.kg: another build is writing this store; wait for it to end"):
            write_store(tmp_path / "gba.kg", QUADS, patience=0.2)
        yield from OLD

    write_store(tmp_path / "gba.kg", write_in_the_middle())
    assert set(Graph.open(tmp_path / "gba.kg").quads()) == set(OLD)


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    """The first ends only after the second has been waiting for a while: it cannot be the one that answers then."""
    second: list[subprocess.Popen[bytes]] = []

    def write_in_the_middle() -> Iterator[ox.Quad]:
        second.append(start_writer(tmp_path / "gba.kg", 7))
        with pytest.raises(subprocess.TimeoutExpired):
            second[0].wait(timeout=1)
        yield from OLD

    write_store(tmp_path / "gba.kg", write_in_the_middle())
    assert second[0].communicate(timeout=60)[1] == b""
    assert count_whole(tmp_path / "gba.kg") == 7


def test_whoever_is_killed_while_writing_locks_nobody_out(tmp_path: Path) -> None:
    """Killed at any moment: what answers is the old graph or the new one, and the next build needs no help."""
    store = tmp_path / "gba.kg"
    write_store(store, OLD)
    seen = []
    for turn in range(5):
        writer = start_writer(store, *[20_000 + turn] * 50)
        versions = set(store.glob("version-*"))
        while writer.poll() is None and set(store.glob("version-*")) == versions:
            pass
        time.sleep(turn * 0.03)
        writer.send_signal(signal.SIGKILL)
        writer.communicate(timeout=60)
        assert writer.returncode == -signal.SIGKILL
        seen.append(len(Graph.open(store)))
        write_store(store, OLD, patience=0)
        assert set(Graph.open(store).quads()) == set(OLD)
        assert len(list(store.iterdir())) == 3
    assert set(seen) <= {len(OLD), *range(20_000, 20_005)}


# A damaged store answers nothing.


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 0x10
    path.write_bytes(bytes(content))


def list_files(store: Path) -> list[Path]:
    """Gives the files of a store that hold what it knows: not what the database tells of itself, nor its locks."""
    return [path for path in sorted(store.rglob("*")) if path.is_file() and path.name not in ("LOG", "LOCK", ".lock")]


def swap(one: Path, other: Path) -> None:
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


def damage(store: Path, dice: random.Random) -> str:
    """Does something to one of the files, and says what."""
    path = dice.choice(list_files(store))
    size = path.stat().st_size
    match dice.choice(["flip", "cut", "delete", "empty", "swap", "grow", "blank"]):
        case "flip" if size:
            flip(path, dice.randrange(size))
        case "cut" if size:
            os.truncate(path, dice.randrange(size))
        case "empty" if size:
            os.truncate(path, 0)
        case "blank" if size:
            path.write_bytes(bytes(size))
        case "swap":
            swap(path, dice.choice(list_files(store)))
        case "grow":
            path.write_bytes(path.read_bytes() * 2 + b"\0")
        case _:
            path.unlink()
    return path.name


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_store_answers_rightly_or_not_at_all(sample: Path, tmp_path: Path, seed: int) -> None:
    store = shutil.copytree(sample, tmp_path / "gba.kg")
    damage(store, random.Random(seed))
    try:
        assert answers_all(store)
    except StoreError as error:
        assert str(error).startswith(f"{store}: ")
        assert "`kg build" in str(error)
    write_store(store, OLD)
    assert set(Graph.open(store).quads()) == set(OLD)


@pytest.mark.parametrize("command", [("who", "Chan Kwok-ki"), ("check",), ("query", "SELECT ?s { ?s ?p ?o }")])
def test_a_damaged_store_is_one_message_that_says_what_to_do(
    store: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    table = max(find_version(store).glob("*.sst"), key=lambda path: path.stat().st_size)
    flip(table, table.stat().st_size // 2)
    assert run([*command, "--store", str(store)]) == 1
    said = f"the store is damaged ({table.name} is not as it was written); {ANEW}"
    assert capsys.readouterr() == ("", f"kg: {store}: {said}\n")


def test_a_file_too_many_in_a_version_is_damage(store: Path) -> None:
    """The database reads whatever is called as its own files are."""
    log = next(find_version(store).glob("*.log"))
    shutil.copy(log, log.with_name("000099.log"))
    with pytest.raises(StoreError, match=r"000099\.log is none of its files\); build it anew"):
        Graph.open(store)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (b"version-k3_x9abc", "written by an older kg"),
        ({"format": 0}, "written by an older kg"),
        ({"format": 999}, "written by a newer kg"),
        ({"version": "../other"}, "current is not as it was written"),
        ({"version": "version-gone"}, "version-gone is missing"),
        ({"files": {}}, "is none of its files"),
        ({"files": None}, "current is not as it was written"),
        (b'[{"version": "version-1"}]', "current is not as it was written"),
        (b'{"version": "version-1", "fo', "current is not as it was written"),
        (b"", "current is not as it was written"),
        (bytes(200), "current is not as it was written"),
        (b"\xff\xfe", "current is not as it was written"),
    ],
)
def test_a_store_of_another_kg_or_with_a_broken_seal_is_refused_and_can_be_built_anew(
    store: Path, change: bytes | dict[str, object], said: str
) -> None:
    seal = json.loads((store / "current").read_bytes())
    content = change if isinstance(change, bytes) else json.dumps(seal | change).encode()
    (store / "current").write_bytes(content)
    with pytest.raises(StoreError, match=f"{said}.*{ANEW}"):
        Graph.open(store)
    write_store(store, OLD)
    assert set(Graph.open(store).quads()) == set(OLD)


@pytest.mark.parametrize("files", ["words/*.store", "*.sst"])
def test_a_check_sees_every_byte(
    files: str, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a large file only samples are looked at otherwise; here each is large, and the samples are none."""
    monkeypatch.setattr("kg.graph.seal._LARGE", 0)
    monkeypatch.setattr("kg.graph.seal._SAMPLE", 0)
    with open_writer(store) as writer:
        current = writer.find_current()
        assert current is not None
        writer.switch(writer.seal(store / current.version))
    run(["check", "--store", str(store)])
    assert "5 violations, 0 warnings" in capsys.readouterr().err  # of what the sample says
    file = max(find_version(store).glob(files), key=lambda path: path.stat().st_size)
    flip(file, file.stat().st_size // 2)
    assert run(["check", "--store", str(store)]) == 1
    assert f"{file.name} is not as it was written" in capsys.readouterr().err


def test_a_store_that_is_copied_is_a_store(store: Path, tmp_path: Path) -> None:
    assert answers_all(shutil.copytree(store, tmp_path / "copy"))


# Whose folder it is.


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "._current", ".current.0123456789abcdef"])
def test_what_a_system_or_a_killed_build_leaves_refuses_nothing(store: Path, name: str) -> None:
    (store / name).write_bytes(b"\0")
    assert answers_all(store)
    if not name.startswith(".current"):
        (find_version(store) / name).write_bytes(b"\0")
        assert answers_all(store)
    write_store(store, OLD)
    assert set(Graph.open(store).quads()) == set(OLD)
    assert (store / name).exists() != name.startswith(".current")


def test_a_version_half_written_is_cleaned_away(store: Path) -> None:
    for number, files in enumerate([(), ("CURRENT", "000001.dbtmp"), ("bulk-17.sst", "000004.log", "MANIFEST-000005")]):
        (store / f"version-left{number}").mkdir()
        for name in files:
            (store / f"version-left{number}" / name).write_bytes(b"half")
    assert answers_all(store)
    write_store(store, OLD)
    assert len(list(store.glob("version-*"))) == 1


@pytest.mark.parametrize(
    "name", ["version-2/thesis.doc", "version-2", "version-2/build.log", "version-2/a/000001.sst", "photos/x", "x.lock"]
)
def test_a_folder_that_holds_anything_of_somebody_else_is_left_as_it_is(store: Path, name: str) -> None:
    (store / name).parent.mkdir(exist_ok=True, parents=True)
    (store / name).write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="not a store of ours"):
        write_store(store, OLD)
    assert (store / name).read_text(encoding="utf-8") == "mine"
    assert answers_all(store)


def test_a_link_in_the_folder_is_of_somebody_else(store: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (store / "version-photos").symlink_to(tmp_path / "photos")
    with pytest.raises(StoreError, match="version-photos"):
        write_store(store, OLD)


def test_a_folder_of_somebody_else_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\0")
    assert run(["build", str(tmp_path / "broken.txt"), "--store", str(tmp_path)]) == 1
    assert "not a store of ours (it holds broken.txt)" in capsys.readouterr().err


# Who may read it.


@pytest.mark.parametrize(("umask", "folder", "file"), [(0o022, 0o755, 0o644), (0o077, 0o700, 0o600)])
def test_whoever_the_umask_allows_may_read_a_store(tmp_path: Path, umask: int, folder: int, file: int) -> None:
    before = os.umask(umask)
    try:
        write_store(tmp_path / "gba.kg", OLD)
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "gba.kg").rglob("*")}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {folder}
    assert {mode for path, mode in modes.items() if path.is_file()} == {file}
