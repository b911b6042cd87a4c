"""Turns quads into a store on disk that is replaced as a whole, and opens it for reading.

A store is a folder with versions (`version-...`) and a file `current`, the seal of the one to read. A build writes a
new version and then replaces `current`: killed before that, the old version goes on answering. Of two builds at one
time the second waits for the first; who reads waits for nobody.
"""

from __future__ import annotations

import re
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import OutputError, StoreError
from kg.files import write_whole
from kg.graph.index import INDEX_FOLDER, IndexWriter
from kg.graph.index_reader import IndexReader
from kg.graph.lock import hold_lock
from kg.graph.seal import FORMAT, LITTER, Seal, make_seal, read_seal
from kg.graph.terms import make_name
from kg.wording import say_count

_POINTER = "current"
_LOCK = ".lock"
_PATIENCE = 30.0
_VERSION = re.compile(r"version-\w+")
_HALF_POINTER = re.compile(r"\.current\.[0-9a-f]{16}")
# What the database keeps in the folder of a version, and the folder of the index of words.
_VERSION_FILE = re.compile(
    r"""
      (bulk-)?\d+\.sst | \d+\.(log|blob|dbtmp)
    | CURRENT | IDENTITY | LOCK | LOG(\.old\.\d+)?
    | (MANIFEST|OPTIONS)-\d+(\.dbtmp)?
    | words
    """,
    re.VERBOSE,
)
_Opened = TypeVar("_Opened")
_ANEW = "build it anew with `kg build --replace`, which writes over it"


def write_store(path: Path, quads: Iterable[ox.Quad], *, replace: bool = True, patience: float = _PATIENCE) -> None:
    """Replaces the store at `path` by one with these quads; StoreError leaves the old one as it was.

    Without `replace` an old one is an error. It waits as many seconds as it has `patience` for another build that
    writes the same store.
    """
    refuse_foreign_folder(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with hold_lock(path / _LOCK, patience):
            if not replace:
                refuse_store(path)
            _remove_versions(path, keep=_find_current(path))
            seal = _write_version(path, quads)
            write_whole(path / _POINTER, seal.write())
            _remove_versions(path, keep=seal.version)
    except (OSError, OutputError) as error:
        raise StoreError(f"{path}: the store cannot be written ({error}); the old one, if any, is untouched") from error


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
        "write over it with `kg build --replace`, or choose another folder with `--store`"
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


def _find_current(path: Path) -> str | None:
    """Gives the name of the version to read, whichever kg wrote it."""
    content = _read_pointer(path) or b""
    seal = read_seal(content)
    name = seal.version if seal else _read_older_pointer(content)
    return name if name and _VERSION.fullmatch(name) else None


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
    return entry.name == _LOCK or bool(_HALF_POINTER.fullmatch(entry.name) or LITTER.fullmatch(entry.name))


def _is_pointer(file: Path) -> bool:
    """Says whether a file `current` is ours, damaged or not: else a damaged store could not be built anew."""
    content = file.read_bytes()
    return not content.strip(b"\0") or b"version-" in content or any(map(_is_version, file.parent.iterdir()))


def _is_version(folder: Path) -> bool:
    """Says whether a folder is a version, whole or not: nothing of anybody else may be removed with it."""
    return (
        bool(_VERSION.fullmatch(folder.name))
        and folder.is_dir()
        and all(_VERSION_FILE.fullmatch(file.name) or LITTER.fullmatch(file.name) for file in folder.iterdir())
    )


def _write_version(path: Path, quads: Iterable[ox.Quad]) -> Seal:
    version = path / f"version-{secrets.token_hex(8)}"
    version.mkdir()
    try:
        store = ox.Store(version)
        index = IndexWriter(version / INDEX_FOLDER)
        store.bulk_extend(index.pick(quads))
        store.optimize()
        store.flush()
        index.close()
        del store  # closes its files, which can be sealed then
        return make_seal(version)
    except BaseException:
        shutil.rmtree(version, ignore_errors=True)
        raise


def _remove_versions(path: Path, *, keep: str | None) -> None:
    """Removes what an earlier build left behind."""
    for entry in sorted(path.iterdir()):
        if _VERSION.fullmatch(entry.name) and entry.name != keep:
            shutil.rmtree(entry, ignore_errors=True)
        elif _HALF_POINTER.fullmatch(entry.name):
            entry.unlink(missing_ok=True)
