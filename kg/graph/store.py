"""Turns quads into a store on disk that is replaced as a whole, and opens it for reading.

A store is a folder with versions (`version-...`) and a file `current`, the seal of the one to read. A build writes a
new version and then replaces `current`: killed before that, the old version goes on answering. A version that changes
little shares the files of the old one that never change, so it is made at once. Of two builds at one time the second
waits for the first; who reads waits for nobody. Beside the versions lies the ledger of the build, which is not read to
answer anything; only the texts of releases are shown from it. Beside them lies also what each build has changed.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sqlite3
import stat
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, groupby, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, TypeVar

import pyoxigraph as ox

from kg.errors import OutputError, StoreError
from kg.files import write_whole
from kg.graph.changelog import CHANGES_FILE, Build, list_builds, list_stale
from kg.graph.difference import ChangedLine, compare_lines, sort_lines
from kg.graph.embedded import EmbeddedStore
from kg.graph.index import INDEX_FOLDER, IndexWriter, change_index, is_segment, pick_lines
from kg.graph.index_reader import IndexReader
from kg.graph.lock import hold_lock
from kg.graph.seal import FORMAT, LITTER, Seal, make_seal, read_seal
from kg.graph.settling import read_lines
from kg.graph.terms import PREFIXES, make_name
from kg.vocabulary import Kind
from kg.wording import say_count

_POINTER = "current"
_LOCK = ".lock"
PATIENCE: Final = 30.0
_VERSION = re.compile(r"version-\w+")
_LEDGER = re.compile(r"(?P<ledger>ledger-\w+\.sqlite)(-journal|-wal|-shm|-sum)?")
# The copy for readers of all ids that the store has ever had.
REGISTRY_FILE: Final = "registry.csv"
_HALF_WRITTEN = re.compile(r"\.(current|registry\.csv|(ledger|changes)-[\w.-]+)\.[0-9a-f]{16}")
# What the database keeps in the folder of a version, the index of words (once a file), what a build puts aside.
_VERSION_FILE = re.compile(
    r"""
      (bulk-)?\d+\.sst | \d+\.(log|blob|dbtmp)
    | CURRENT | IDENTITY | LOCK | LOG(\.old\.\d+)?
    | (MANIFEST|OPTIONS)-\d+(\.dbtmp)?
    | words(\.sqlite)? | part-\d+
    """,
    re.VERBOSE,
)
# Files of the database that are written once.
_UNCHANGING = frozenset({".sst", ".blob"})
_LOADED_AT_ONCE = 8 * 1024**2  # bytes of N-Triples
_LOADERS = 2  # loads at one time
_CHANGED_AT_ONCE = 10_000  # lines
_Opened = TypeVar("_Opened")
# N-Triples that have gone, and that have come.
ChangedLines = tuple[list[str], list[str]]
_ANEW = "build it anew with `kg build --replace`, which writes over it"


class StoreWriter:
    """Writes versions of a store while nobody else does."""

    __slots__ = ("_begun", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._begun: list[Path] = []

    def find_current(self) -> Seal | None:
        """Gives the seal of the version that answers; None where there is none, or none that this kg wrote."""
        seal = read_seal(_read_pointer(self.path) or b"")
        return seal if seal and seal.format == FORMAT and _VERSION.fullmatch(seal.version) else None

    def find_ledger(self) -> Path:
        """Gives the path of the ledger of a build that never ended, if one lies here, else of a new one."""
        current = self.find_current()
        known = current.ledger if current else None
        left = sorted(entry for entry in self.path.iterdir() if entry.suffix == ".sqlite" and entry.name != known)
        return left[0] if left else self.path / f"ledger-{secrets.token_hex(8)}.sqlite"

    def is_whole(self, seal: Seal) -> bool:
        """Says whether a version lies here as it was sealed."""
        return seal.format == FORMAT and seal.find_damage(self.path / seal.version) is None

    def begin(self, base: Seal | None = None) -> Path:
        """Makes the folder of a new version: empty, or with all that is in the version `base`."""
        version = self.path / f"version-{secrets.token_hex(8)}"
        version.mkdir()
        self._begun.append(version)
        if base is not None:
            for name in base.files:
                _share(self.path / base.version / name, version / name)
        return version

    def seal(self, version: Path, ledger: Path | None = None, base: Seal | None = None) -> Seal:
        """Seals a version that nothing writes to any more."""
        return make_seal(version, ledger.name if ledger else None, base)

    def switch(self, seal: Seal) -> None:
        """Makes a sealed version the one that answers, and removes all others."""
        write_whole(self.path / _POINTER, seal.write())
        self._begun.clear()
        self.tidy()

    def tidy(self, *kept: str | None) -> None:
        """Removes what earlier builds left behind: all versions and ledgers but those that answer, or have a name of
        `kept`, and what was changed on the way to others."""
        current = self.find_current()
        version = find_version(self.path)
        names = {version, current.ledger if current else None, *kept}
        for path in list_stale(self.path, version):
            path.unlink(missing_ok=True)
        for entry in sorted(self.path.iterdir()):
            ledger = _LEDGER.fullmatch(entry.name)
            if _VERSION.fullmatch(entry.name) and entry.name not in names:
                shutil.rmtree(entry, ignore_errors=True)
            elif _HALF_WRITTEN.fullmatch(entry.name) or (ledger and ledger["ledger"] not in names):
                entry.unlink(missing_ok=True)

    def drop(self) -> None:
        """Removes what was begun and has not become the one that answers."""
        for version in self._begun:
            shutil.rmtree(version, ignore_errors=True)


@contextmanager
def open_writer(path: Path, *, patience: float = PATIENCE) -> Iterator[StoreWriter]:
    """Gives what writes the store at `path`, once no other build does.

    StoreError where it has waited as many seconds as it has `patience`, where something else lies there, or where what
    is done meanwhile cannot be written: then the old version goes on answering.
    """
    refuse_foreign_folder(path)
    is_new = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
        with hold_lock(path / _LOCK, patience):
            writer = StoreWriter(path)
            try:
                yield writer
            finally:
                writer.drop()
                if is_new and {entry.name for entry in path.iterdir()} == {_LOCK}:
                    shutil.rmtree(path)
    except (OSError, OutputError, sqlite3.Error) as error:
        raise StoreError(f"{path}: the store cannot be written ({error}); the old one, if any, is untouched") from error


def write_store(path: Path, quads: Iterable[ox.Quad], *, replace: bool = True, patience: float = PATIENCE) -> None:
    """Replaces the store at `path` by one with these quads; StoreError leaves the old one as it was.

    Without `replace` an old one is an error. It waits as many seconds as it has `patience` for another build that
    writes the same store.
    """
    with open_writer(path, patience=patience) as writer:
        if not replace:
            refuse_store(path)
        writer.tidy()
        version = writer.begin()
        load_version(version, (f"{quad} .\n".encode() for quad in quads))
        writer.switch(writer.seal(version))


def load_version(version: Path, lines: Iterable[bytes]) -> None:
    """Fills the folder of a new version with a graph: N-Triples, in pieces that end with a line."""
    store = ox.Store(version)
    index = IndexWriter(version / INDEX_FOLDER)
    for piece in load_lines(store, lines):
        for quad in read_lines(pick_lines(piece)):
            index.add(quad)
    store.optimize()
    store.flush()
    del store  # closes its files, which can be sealed then, before the index needs memory for its last part
    index.close()


def load_lines(store: ox.Store, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Loads N-Triples into a database, so many at once as it takes in without gigabytes of memory; gives what it loads,
    while it does: of two loads one sorts while the other writes."""
    waiting: list[bytes] = []
    size = 0
    loading: deque[Future[None]] = deque()
    with ThreadPoolExecutor(_LOADERS) as loader:
        for piece in chain(pieces, [None]):
            if piece is not None:
                waiting.append(piece)
                size += len(piece)
            if waiting and (piece is None or size > _LOADED_AT_ONCE):
                if len(loading) == _LOADERS:
                    loading.popleft().result()
                loaded = b"".join(waiting)
                loading.append(loader.submit(store.bulk_load, input=loaded, format=ox.RdfFormat.N_TRIPLES))
                yield loaded
                waiting, size = [], 0
        for last in loading:
            last.result()


@contextmanager
def compare_version(old: Path, lines: IO[bytes], folder: Path) -> Iterator[Iterator[ChangedLine]]:
    """Gives what a version of a store and a graph, as a file of N-Triples, differ in, sorted; what has no place in
    memory lies meanwhile in files without a name, in a folder."""
    with TemporaryFile(dir=folder) as file:
        EmbeddedStore(ox.Store.read_only(str(old))).write_to(file)
        file.seek(0)
        with sort_lines(file, folder) as before, sort_lines(lines, folder) as after:
            yield compare_lines(before, (line for line, _ in groupby(after)))


@contextmanager
def change_version(version: Path) -> Iterator[Callable[[Collection[str], Collection[str]], ChangedLines]]:
    """Gives what takes N-Triples lines out of the version in a folder and puts others in, and gives what this changes:
    what was not there cannot go, what was there does not come."""
    changer = _Changer(ox.Store(version))
    yield changer.change
    is_there = changer.close()
    change_index(
        version / INDEX_FOLDER,
        read_lines(line for line, stays in is_there.items() if not stays),
        read_lines(line for line, stays in is_there.items() if stays),
    )


class _Changer:
    """Changes a database until it is closed, whoever still has it then: its files must not change once sealed."""

    __slots__ = ("_is_there", "_store")

    def __init__(self, store: ox.Store) -> None:
        self._store: ox.Store | None = store
        self._is_there: dict[bytes, bool] = {}  # of the lines that the index of words holds

    def change(self, removed: Collection[str], added: Collection[str]) -> ChangedLines:
        assert self._store is not None
        gone, come = (
            [
                line
                for line, quad in zip(lines, read_lines(map(str.encode, lines)), strict=True)
                if (quad in self._store) is was
            ]
            for lines, was in (([line for line in removed if line not in added], True), (list(added), False))
        )
        for verb, lines, stays in (("DELETE", removed, False), ("INSERT", added, True)):
            for piece in _cut(lines):
                self._store.update(f"{verb} DATA {{ {piece} }}")
                self._is_there.update((line, stays) for line in pick_lines(piece.encode()))
        return gone, come

    def close(self) -> dict[bytes, bool]:
        """Closes the files; says which lines for the index of words came and which went."""
        assert self._store is not None
        self._store.flush()
        self._store = None
        return self._is_there


def _cut(lines: Iterable[str]) -> Iterator[str]:
    waiting = iter(lines)
    while piece := "".join(islice(waiting, _CHANGED_AT_ONCE)):
        yield piece


def list_named(version: Path, kinds: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Gives the ids of all things of some kinds in the folder of a version, once for each preferred name."""
    start = PREFIXES["id"]
    store = EmbeddedStore(ox.Store.read_only(str(version)))
    for kind in kinds:
        name = Kind(kind).class_name if kind != "event" else "schema:Event"
        question = f"SELECT ?thing ?name WHERE {{ ?thing a {name} OPTIONAL {{ ?thing skos:prefLabel ?name }} }}"
        for thing, label in store.list_answers(question, {}):
            if thing is not None and thing.startswith(start):
                yield thing.removeprefix(start), label


def refuse_foreign_folder(path: Path) -> None:
    """StoreError where `path` is a file, or a folder in which anything lies that no build has written."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not a folder for a store")
    try:
        strangers = [entry.name for entry in path.iterdir() if not _is_ours(entry)]
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be written ({error})") from error
    if strangers:
        raise StoreError(f"{path} is not a store of ours (it holds {min(strangers)}); choose an empty or a new folder")


def refuse_store(path: Path) -> None:
    """StoreError where a store lies at `path`: it says how many releases it holds, or else why it does not answer."""
    if _read_pointer(path) is None:
        return
    held = open_store(path).quads_for_pattern(None, make_name("rdf:type"), make_name("gba:Release"), None)
    raise StoreError(
        f"{path}: a store with {say_count(sum(1 for _ in held), 'release')} lies here, which a build drops; "
        "add to it with `kg build --add`, write over it with `--replace`, or choose another folder with `--store`"
    )


def open_store(path: Path) -> ox.Store:
    """Opens the store at `path` for reading only, so that several readers can have it open at once.

    StoreError where there is none, or where it is damaged or written by another kg: then it answers nothing.
    """
    return _open_current(path, _open_database)


def open_store_with_words(path: Path) -> tuple[ox.Store, IndexReader]:
    """Opens the store at `path` and the index of its words, both of one version; StoreError as for `open_store`."""
    return _open_current(path, _open_both)


def open_words(path: Path) -> IndexReader:
    """Opens the index of the words of the store at `path`, for reading only.

    Of a store only the files of the index are read, so that a search need not wait for the whole to be seen through.
    StoreError as for `open_store`.
    """
    return _open_current(path, _open_index)


def find_version(path: Path) -> str | None:
    """Gives the name of the version to read, whichever kg wrote it; None where there is none, StoreError where that
    cannot be read."""
    content = _read_pointer(path) or b""
    seal = read_seal(content)
    name = seal.version if seal else _read_older_pointer(content)
    return name if name and _VERSION.fullmatch(name) else None


def find_ledger(path: Path) -> Path | None:
    """Gives the path of the ledger of the version that answers; None where its build left none."""
    seal = read_seal(_read_pointer(path) or b"")
    if seal is None or seal.format != FORMAT or not _LEDGER.fullmatch(seal.ledger or ""):
        return None
    return path / str(seal.ledger)


def read_builds(path: Path) -> tuple[Build, ...]:
    """Gives what each build of the store at `path` has changed, the first one first; none where that was not kept.

    StoreError where there is no store, or a file is damaged.
    """
    version = find_version(path)
    if version is None:
        raise StoreError(f"{path}: no store here; write one with `kg build`")
    return list_builds(path, version)


def check_files(path: Path) -> None:
    """Sees every byte of the store at `path` through, which opening it does not; StoreError as for `open_store`."""
    _open_current(path, _see_through)


def _open_current(path: Path, open_version: Callable[[Path, Seal], _Opened]) -> _Opened:
    while True:
        content = _read_pointer(path)
        if content is None:
            raise StoreError(f"{path}: no store here; write one with `kg build`")
        try:
            return _open_version(path, content, open_version)
        except StoreError:
            # A build may have put another version in the place of the one that was being opened.
            if _read_pointer(path) == content:
                raise


def _open_version(path: Path, content: bytes, open_version: Callable[[Path, Seal], _Opened]) -> _Opened:
    seal = read_seal(content)
    if seal is None and _read_older_pointer(content) is not None:
        raise StoreError(f"{path}: the store was written by an older kg; {_ANEW}")
    if seal is None or not _VERSION.fullmatch(seal.version):
        raise StoreError(f"{path}: the store is damaged ({_POINTER} is not as it was written); {_ANEW}")
    if seal.format != FORMAT:
        age = "an older" if seal.format < FORMAT else "a newer"
        raise StoreError(f"{path}: the store was written by {age} kg; {_ANEW}")
    try:
        return open_version(path, seal)
    except PermissionError as error:
        raise StoreError(f"{path}: the store cannot be read ({error})") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{path}: the store cannot be opened ({error}); {_ANEW}") from error


def _open_database(path: Path, seal: Seal) -> ox.Store:
    _refuse_damage(path, seal.find_damage(path / seal.version))
    return ox.Store.read_only(str(path / seal.version))


def _open_both(path: Path, seal: Seal) -> tuple[ox.Store, IndexReader]:
    return _open_database(path, seal), IndexReader(path / seal.version / INDEX_FOLDER)


def _open_index(path: Path, seal: Seal) -> IndexReader:
    version = path / seal.version
    files = [name for name in seal.files if name.startswith(f"{INDEX_FOLDER}/")]
    found = (seal.find_damage_of(version, name) for name in files)
    _refuse_damage(path, next(filter(None, found), None))
    return IndexReader(version / INDEX_FOLDER)


def _see_through(path: Path, seal: Seal) -> None:
    _refuse_damage(path, seal.find_damage(path / seal.version, is_thorough=True))


def _refuse_damage(path: Path, damage: str | None) -> None:
    if damage:
        raise StoreError(f"{path}: the store is damaged ({damage}); {_ANEW}")


def _read_pointer(path: Path) -> bytes | None:
    try:
        return (path / _POINTER).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be read ({error})") from error


def _read_older_pointer(content: bytes) -> str | None:
    """Gives what `current` held before stores were sealed: the name of the version and nothing else."""
    name = content.decode(errors="replace").strip()
    return name if _VERSION.fullmatch(name) else None


def _is_ours(entry: Path) -> bool:
    """Says whether an entry of a store's folder may lie there: a build has written it, or a system that looked in.

    What is no longer there has been cleaned away by another build.
    """
    try:
        kind = entry.lstat().st_mode
        if stat.S_ISDIR(kind):
            return _is_version(entry)
        if not stat.S_ISREG(kind):
            return False
        if entry.name == _POINTER:
            return _is_pointer(entry)
    except FileNotFoundError:
        return True
    names = (_HALF_WRITTEN, LITTER, _LEDGER, CHANGES_FILE)
    return entry.name in (_LOCK, REGISTRY_FILE) or any(name.fullmatch(entry.name) for name in names)


def _is_pointer(file: Path) -> bool:
    """Says whether a file `current` is ours, damaged or not: else a damaged store could not be built anew."""
    content = file.read_bytes()
    return not content.strip(b"\0") or b"version-" in content or any(map(_is_version, file.parent.iterdir()))


def _is_version(folder: Path) -> bool:
    """Says whether a folder is a version, whole or not: nothing of anybody else may be removed with it.

    FileNotFoundError where another build removes it at this moment.
    """
    if not _VERSION.fullmatch(folder.name):
        return False
    try:
        names = [file.name for file in folder.iterdir()]
    except NotADirectoryError:
        return False
    return all(_VERSION_FILE.fullmatch(name) or LITTER.fullmatch(name) for name in names)


def _share(old: Path, new: Path) -> None:
    """Gives a new version a file of the old one: the same file where it never changes, else a copy."""
    new.parent.mkdir(exist_ok=True)
    if old.suffix in _UNCHANGING or is_segment(old.name):
        try:
            os.link(old, new)
            return
        except OSError:  # a disk that knows no links
            pass
    shutil.copyfile(old, new)
