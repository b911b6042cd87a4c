"""Takes files into the ledger: what is new or has changed is read, what has gone is marked to leave the graph."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kg.addresses import Address, Source, fetch_ahead
from kg.building.ledger import Ledger, State
from kg.building.reading import Batch, Read, read_batch
from kg.building.work import Work
from kg.errors import ReleaseError
from kg.linking.packing import unpack
from kg.releases import Release
from kg.releases.reader import find_files, read_file

_AT_ONCE = 40
_UNNAMED = (None,) * 5


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: the errors of what could not even be looked at, and whether any of it is a release."""

    errors: tuple[ReleaseError, ...]
    is_any_good: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A release of a file, or the end of one."""

    source: int
    release: Release | ReleaseError | None


def take_in(work: Work, paths: Iterable[Source], *, keeps_others: bool) -> Taken:
    """Reads what lies below `paths` and is not in the ledger as it is now; marks what no longer lies there, and what
    lies elsewhere, unless that is to be kept.

    Where something could not even be looked at, nothing is taken to be gone. After each batch what was
    read is kept, whatever happens then; a file of which not all was read is read anew.
    """
    ledger = work.ledger
    _drop_half_read(ledger)
    listed = list(paths)
    intake = _Intake(work)
    told = intake.look_through(listed)
    intake.keep(iter(lambda: list(islice(told, _AT_ONCE)), []))
    if not keeps_others:
        _mark_gone(ledger, intake.seen)
    elif not intake.errors:
        for path in listed:
            _mark_gone(ledger, intake.seen, below=path)
    ledger.commit()
    return Taken(tuple(intake.errors), any(_is_good(ledger, source) for source in intake.seen))


def take_in_releases(work: Work, releases: Iterable[Release | ReleaseError]) -> None:
    """Reads releases that are in no file we know of."""
    waiting = iter(releases)
    batches = iter(lambda: list(islice(waiting, _AT_ONCE)), [])
    for read in work.pool.map(read_batch, (Batch(work.knowledge, batch) for batch in batches)):
        for item in read:
            _add_item(work.ledger, None, item)


def read_anew(work: Work) -> None:
    """Reads every release of the ledger again, from the text that is kept: the rules of reading have changed."""
    ledger = work.ledger
    ledger.write(f"DELETE FROM item WHERE state = {State.LEAVING}")
    places = [
        place for (place,) in ledger.iterate("SELECT place FROM item WHERE extraction IS NOT NULL ORDER BY place")
    ]
    done = 0
    for start in range(0, len(places), _AT_ONCE * 50):
        part = places[start : start + _AT_ONCE * 50]
        batches = (_unpack_batch(work, part[at : at + _AT_ONCE]) for at in range(0, len(part), _AT_ONCE))
        at = iter(part)
        for read in work.pool.map(read_batch, batches):
            for item in read:
                _replace_item(ledger, next(at), item)
            done += len(read)
            work.show("reading anew", done, len(places))


def _unpack_batch(work: Work, places: Iterable[int]) -> Batch:
    packed = (work.ledger.ask_one("SELECT extraction FROM item WHERE place = ?", place) for place in places)
    return Batch(work.knowledge, [unpack(one).release for one in packed])


class _Intake:
    """One look through files: `seen` are the sources that lie there."""

    def __init__(self, work: Work) -> None:
        self._work, self._ledger = work, work.ledger
        self.seen: set[int] = set()
        self.errors: list[ReleaseError] = []
        self._looked = 0
        self._total = 0
        # The number that a file had before, and the hash of what it holds.
        self._begun: dict[int, tuple[int | None, str]] = {}

    def look_through(self, paths: Iterable[Source]) -> Iterator[_Told]:
        """Gives the releases of the files that are new or have changed, each file's with a mark behind them."""
        files: list[Source] = []
        for found in find_files(paths):
            if isinstance(found, ReleaseError):
                self.errors.append(found)
            else:
                files.append(found)
        self._total = len(files)
        others = (path for self._looked, path in enumerate(files, 1) if not self._is_as_it_was(path))
        for path in fetch_ahead(others):
            source = self._begin(path)
            if source is not None:
                yield from (_Told(source, release) for release in read_file(path))
                yield _Told(source, None)

    def keep(self, batches: Iterable[list[_Told]]) -> None:
        """Reads batches and keeps what was read."""
        order: list[list[_Told]] = []

        def unwrap() -> Iterator[Batch]:
            for told in batches:
                order.append(told)
                yield Batch(self._work.knowledge, [one.release for one in told if one.release is not None])

        for read in self._work.pool.map(read_batch, unwrap()):
            results = iter(read)
            for told in order.pop(0):
                if told.release is None:
                    self._end(told.source)
                else:
                    _add_item(self._ledger, told.source, next(results))
            self._ledger.commit()
            self._work.show("reading", self._looked, self._total)

    def _recall(self, path: Source) -> tuple[Any, ...]:
        """Gives what is known of a file that was read before: its number, size, change and hash."""
        question = "SELECT number, size, changed, digest FROM source WHERE path = ? AND digest IS NOT NULL"
        known = self._ledger.list(question, str(path.absolute()))
        return known[0] if known else (None, None, None, None)

    def _is_as_it_was(self, path: Source) -> bool:
        """Says whether the system sees no change of a file since it was read, or it was looked at already."""
        number, *stamp, digest = self._recall(path)
        found = _look_at(path).stamp
        if digest and found is not None and None not in found and list(found) == stamp:
            self.seen.add(number)
        return number in self.seen

    def _begin(self, path: Source) -> int | None:
        """Gives the number of a file that is to be read; None for one that holds what it held."""
        number, _, _, digest = self._recall(path)
        if number in self.seen:
            return None
        found = _look_at(path)
        content = _hash_file(path) if found.stamp is not None else ""
        if content and content == digest:
            self._ledger.write("UPDATE source SET size = ?, changed = ? WHERE number = ?", *(found.stamp or ()), number)
            self.seen.add(number)
            return None
        self._ledger.write(
            "INSERT INTO source (path, size, changed) VALUES (?, ?, ?)",
            *(str(path.absolute()), *(found.stamp or (None, None))),
        )
        source = int(self._ledger.ask_one("SELECT last_insert_rowid()"))
        self._begun[source] = (number, content)
        self.seen.add(source)
        return source

    def _end(self, source: int) -> None:
        """Notes that all of a file was read: what it held before is to leave the graph."""
        old, content = self._begun.pop(source)
        self._ledger.write("UPDATE source SET digest = ? WHERE number = ?", content, source)
        if old is not None:
            _let_go(self._ledger, old)


@dataclass(frozen=True, slots=True)
class _Look:
    """What the system says of a file: its size and when it was changed; None for a pipe, or where it says nothing.

    At an address it is whatever changes with the file, where that is said; else what it holds is looked at each time.
    """

    stamp: tuple[int | None, int | str | None] | None


def _look_at(path: Source) -> _Look:
    if isinstance(path, Address):
        return _Look((path.size, path.mark))
    try:
        status = path.stat()
    except OSError:
        return _Look(None)
    return _Look((status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None)


def _hash_file(path: Source) -> str:
    """Gives the hash of what a file holds, empty where it cannot be read: its reader says why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _add_item(ledger: Ledger, source: int | None, read: Read) -> None:
    sheet = read.sheet
    state = State.READ if sheet is not None else State.BROKEN
    named = (sheet.release_id, sheet.release_id.casefold(), sheet.lang, sheet.url, sheet.content) if sheet else _UNNAMED
    ledger.write(
        "INSERT INTO item (source, state, origin, error, release, folded, lang, url, content, profile, extraction)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(source, state, read.origin, read.error, *named, read.profile or None, read.extraction or None),
    )


def _replace_item(ledger: Ledger, place: int, read: Read) -> None:
    """Writes what was read anew in the place of what was read before, of which nothing is in the new graph."""
    source = ledger.ask_one("SELECT source FROM item WHERE place = ?", place)
    ledger.write("DELETE FROM item WHERE place = ?", place)
    _add_item(ledger, source, read)


def _drop_half_read(ledger: Ledger) -> None:
    """Forgets the files in the middle of which a build was ended."""
    ledger.write("DELETE FROM item WHERE source IN (SELECT number FROM source WHERE digest IS NULL)")
    ledger.write("DELETE FROM source WHERE digest IS NULL")


def _mark_gone(ledger: Ledger, seen: set[int], *, below: Source | None = None) -> None:
    """Lets go of the files that lie there no longer: of all, or of one and those below it."""
    if below is None:
        rows = ledger.list("SELECT number FROM source")
    else:
        root = str(below.absolute())
        separator = os.sep if isinstance(below, Path) else "/"
        inside = f"{root.rstrip(separator)}{separator}"
        question = "SELECT number FROM source WHERE path = ? OR (path > ? AND path < ?)"
        rows = ledger.list(question, root, inside, f"{inside}\U0010ffff")
    for (number,) in rows:
        if number not in seen:
            _let_go(ledger, number)


def _is_good(ledger: Ledger, source: int) -> bool:
    return bool(
        ledger.ask_one(
            f"SELECT EXISTS (SELECT * FROM item WHERE source = ? AND state IN ({State.READ}, {State.LINKED}))", source
        )
    )


def _let_go(ledger: Ledger, source: int) -> None:
    ledger.write(f"DELETE FROM item WHERE source = ? AND state <> {State.LINKED}", source)
    ledger.write(f"UPDATE item SET state = {State.LEAVING}, source = NULL WHERE source = ?", source)
    ledger.write("DELETE FROM source WHERE number = ?", source)
