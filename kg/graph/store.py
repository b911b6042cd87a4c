"""Turns quads into a store on disk that is replaced as a whole, and opens it for reading.

A store is a folder with versions (`version-...`) and a file `current` that names the one to read. A build writes a new
version and then replaces `current`: killed before that, the old version goes on answering.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OutputError, StoreError
from kg.files import write_whole

_POINTER = "current"
_VERSION_START = "version-"
# What may lie in a store's folder: a version, the pointer, and a pointer half written by a build that was killed.
_OURS = re.compile(r"version-\w+ | \.?current(\.\w+)?", re.VERBOSE)
_OPEN_ATTEMPTS = 3


def write_store(path: Path, quads: Iterable[ox.Quad]) -> None:
    """Replaces the store at `path` by one with these quads; StoreError leaves the old one as it was."""
    _refuse_foreign_folder(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        _remove_versions(path, keep=_read_pointer(path))
        name = _write_version(path, quads)
        write_whole(path / _POINTER, name.encode())
        _remove_versions(path, keep=name)
    except (OSError, OutputError) as error:
        raise StoreError(f"{path}: the store cannot be written ({error}); the old one, if any, is untouched") from error


def open_store(path: Path) -> ox.Store:
    """Opens the store at `path` for reading only, so that several readers can have it open at once."""
    for attempt in range(_OPEN_ATTEMPTS):
        try:
            return _open_current(path)
        except OSError as error:
            # A build may have swapped the version between reading `current` and opening it.
            if attempt == _OPEN_ATTEMPTS - 1:
                raise StoreError(f"{path}: the store cannot be opened ({error})") from error
    raise AssertionError("unreachable")


def is_store(path: Path) -> bool:
    """Says whether `path` is a folder that `write_store` has written."""
    return _read_pointer(path) is not None


def _open_current(path: Path) -> ox.Store:
    name = _read_pointer(path)
    if name is None:
        raise StoreError(f"{path}: no store here; write one with `kg build`")
    return ox.Store.read_only(str(path / name))


def _read_pointer(path: Path) -> str | None:
    try:
        name = (path / _POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if re.fullmatch(r"version-\w+", name) else None


def _refuse_foreign_folder(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not a folder for a store")
    strangers = [entry.name for entry in path.iterdir() if not _OURS.fullmatch(entry.name)] if path.is_dir() else []
    if strangers or ((path / _POINTER).exists() and not is_store(path)):
        name = min(strangers, default=_POINTER)
        raise StoreError(f"{path} is not a store of ours (it holds {name}); choose an empty or a new folder")


def _write_version(path: Path, quads: Iterable[ox.Quad]) -> str:
    version = Path(tempfile.mkdtemp(prefix=_VERSION_START, dir=path))
    try:
        store = ox.Store(version)
        store.bulk_extend(quads)
        store.optimize()
        store.flush()
    except BaseException:
        shutil.rmtree(version, ignore_errors=True)
        raise
    return version.name


def _remove_versions(path: Path, *, keep: str | None) -> None:
    """Removes what an earlier build left behind; a version that a build still writes stops us."""
    for entry in sorted(path.iterdir()):
        if entry.name.startswith(_VERSION_START) and entry.name != keep:
            _refuse_running_build(entry)
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name.startswith(f".{_POINTER}."):
            entry.unlink(missing_ok=True)


def _refuse_running_build(version: Path) -> None:
    try:
        ox.Store(version)
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreError(f"{version.parent}: another build is writing this store; wait for it to end") from error
