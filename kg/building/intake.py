"""Takes files into the ledger: what is new or has changed is read, what has gone is marked to leave the graph."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kg.addresses import Address, Source, fetch_ahead
from kg.building.ledger import Ledger, State, read_text, write_text
from kg.building.reading import Batch, Read, read_batch
from kg.building.work import Work
from kg.errors import ReleaseError
from kg.linking.packing import unpack
from kg.releases import Release
from kg.releases.reader import find_files, read_file

_AT_ONCE = 40
# Whether a look through files came to its end.
_BEGUN, _ENDED = "begun", "ended"
_UNNAMED = (None,) * 6


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: the errors of what could not even be looked at, and whether any of it is a release; of what
    holds none, all errors."""

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

    Where something could not even be looked at, nothing is taken to be gone; where nothing is a release, all stays as
    it was. After each batch what was read is kept, whatever happens then; a file of which not all was read is read
    anew.
    """
    ledger = work.ledger
    _drop_half_read(ledger)
    if ledger.get("intake") != _ENDED:
        _drop_read_before(ledger)
    ledger.set("intake", _BEGUN)
    listed = list(paths)
    intake = _Intake(work)
    told = intake.look_through(listed)
    intake.keep(iter(lambda: list(islice(told, _AT_ONCE)), []))
    if not any(_is_good(ledger, source) for source in intake.seen):
        errors = [*intake.errors, *(error for source in sorted(intake.seen) for error in _list_errors(ledger, source))]
        intake.forget()
        ledger.set("intake", _ENDED)
        ledger.commit()
        return Taken(tuple(errors), is_any_good=False)
    intake.drop_read_before()
    if not keeps_others:
        _mark_gone(ledger, intake.seen)
    elif not intake.errors:
        for path in listed:
            _mark_gone(ledger, intake.seen, below=path)
    ledger.set("intake", _ENDED)
    ledger.commit()
    return Taken(tuple(intake.errors), is_any_good=True)


def take_in_releases(work: Work, releases: Iterable[Release | ReleaseError]) -> None:
    """Reads releases that are in no file we know of."""
    waiting = iter(releases)
    batches = iter(lambda: list(islice(waiting, _AT_ONCE)), [])
    for read in work.pool.map(read_batch, (Batch(work.knowledge, batch) for batch in batches)):
        for item in read:
            add_item(work.ledger, None, item)


def read_anew(work: Work) -> None:
    """Reads every release of the ledger again, from the text that is kept: the rules of reading have changed."""
    ledger = work.ledger
    ledger.write(f"DELETE FROM item WHERE state = {State.LEAVING}")
    places = [place for (place,) in ledger.iterate("SELECT place FROM packed ORDER BY place")]
    batches = (_unpack_batch(work, places[at : at + _AT_ONCE]) for at in range(0, len(places), _AT_ONCE))
    done = 0
    for read in work.pool.map(read_batch, batches):
        for item in read:
            _replace_item(ledger, places[done], item)
            done += 1
        work.show("reading anew", done, len(places))


def _unpack_batch(work: Work, places: Iterable[int]) -> Batch:
    packed = (work.ledger.ask_one("SELECT extraction FROM packed WHERE place = ?", place) for place in places)
    return Batch(work.knowledge, [unpack(one).release for one in packed])


class _Intake:
    """One look through files: `seen` are the sources that lie there."""

    def __init__(self, work: Work) -> None:
        self._work, self._ledger = work, work.ledger
        self.seen: set[int] = set()
        self.errors: list[ReleaseError] = []
        self._looked = 0
        self._total = 0
        # The hash of what a file holds, by the number that it has got.
        self._hashes: dict[int, str] = {}

    def look_through(self, paths: Sequence[Source]) -> Iterator[_Told]:
        """Gives the releases of the files that are new or have changed, each file's with a mark behind them."""
        self._total = sum(1 for _ in find_files(paths))
        for path in fetch_ahead(self._list_others(paths)):
            source = self._begin(path)
            if source is not None:
                yield from (_Told(source, release) for release in read_file(path))
                yield _Told(source, None)

    def _list_others(self, paths: Sequence[Source]) -> Iterator[Source]:
        """Gives the files of which the system does not say that they are as they were."""
        for found in find_files(paths):
            self._looked += 1
            if isinstance(found, ReleaseError):
                self.errors.append(found)
            elif isinstance(found, Path) and found in paths and not os.path.lexists(found):
                self.errors.append(ReleaseError(f"{found}: cannot be read ({os.strerror(errno.ENOENT)})"))
            elif not self._is_as_it_was(found):
                yield found

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
                    add_item(self._ledger, told.source, next(results))
            self._ledger.commit()
            self._work.show("reading", self._looked, self._total)

    def _recall(self, path: Source) -> tuple[Any, ...]:
        """Gives what is known of a file that was read before: its number, size, change and hash."""
        known = self._ledger.list(
            "SELECT number, size, changed, digest FROM source WHERE path = ? AND digest IS NOT NULL"
            " ORDER BY number DESC LIMIT 1",
            write_text(str(path.absolute())),
        )
        return known[0] if known else (None, None, None, None)

    def _is_as_it_was(self, path: Source) -> bool:
        """Says whether the system sees no change of a file since it was read, or it was looked at already."""
        number, *stamp, digest = self._recall(path)
        found = _find_stamp(path)
        if digest and found is not None and None not in found and list(found) == stamp:
            self.seen.add(number)
        return number in self.seen

    def _begin(self, path: Source) -> int | None:
        """Gives the number of a file that is to be read; None for one that holds what it held."""
        number, _, _, digest = self._recall(path)
        if number in self.seen:
            return None
        found = _find_stamp(path)
        content = _hash_file(path) if found is not None else ""
        if content and content == digest:
            self._ledger.write("UPDATE source SET size = ?, changed = ? WHERE number = ?", *(found or ()), number)
            self.seen.add(number)
            return None
        self._ledger.write(
            "INSERT INTO source (path, size, changed) VALUES (?, ?, ?)",
            *(write_text(str(path.absolute())), *(found or (None, None))),
        )
        source = int(self._ledger.ask_one("SELECT last_insert_rowid()"))
        self._hashes[source] = content
        self.seen.add(source)
        return source

    def _end(self, source: int) -> None:
        """Notes that all of a file was read."""
        self._ledger.write("UPDATE source SET digest = ? WHERE number = ?", self._hashes[source], source)

    def forget(self) -> None:
        """Drops what was read in this look."""
        for source in self._hashes:
            _let_go(self._ledger, source)

    def drop_read_before(self) -> None:
        """Lets go of what the files that were read in this look held before."""
        for source in self._hashes:
            for (number,) in self._ledger.list(
                "SELECT number FROM source WHERE path = (SELECT path FROM source WHERE number = ?1) AND number < ?1",
                source,
            ):
                _let_go(self._ledger, number)


def _find_stamp(path: Source) -> tuple[int | None, str | None] | None:
    """Gives the size of a file and when it was changed, by its writer and by the system, of whom nobody sets back both;
    None for a pipe, or where the system does not say.

    At an address it is whatever changes with the file, where that is said; else what it holds is looked at each time.
    """
    if isinstance(path, Address):
        return path.size, path.mark
    try:
        status = path.stat()
    except OSError:
        return None
    changed = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return (status.st_size, changed) if stat.S_ISREG(status.st_mode) else None


def _hash_file(path: Source) -> str:
    """Gives the hash of what a file holds, empty where it cannot be read: its reader says why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def add_item(ledger: Ledger, source: int | None, read: Read) -> int:
    """Notes what was read; gives its place."""
    sheet = read.sheet
    state = State.READ if sheet is not None else State.BROKEN
    named = (
        (sheet.release_id, sheet.release_id.casefold(), sheet.lang, sheet.url, sheet.content, sheet.counterpart)
        if sheet
        else _UNNAMED
    )
    ledger.write(
        "INSERT INTO item (source, state, origin, error, release, folded, lang, url, content, counterpart)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(source, state, write_text(read.origin), write_text(read.error) if read.error else None, *named),
    )
    if sheet is not None:
        ledger.write(
            "INSERT INTO packed (place, extraction, profile) VALUES (last_insert_rowid(), ?, ?)",
            *(read.extraction, read.profile),
        )
    return int(ledger.ask_one("SELECT last_insert_rowid()"))


def _replace_item(ledger: Ledger, place: int, read: Read) -> None:
    """Writes what was read anew in the place of what was read before, of which nothing is in the new graph."""
    source = ledger.ask_one("SELECT source FROM item WHERE place = ?", place)
    ledger.write("DELETE FROM item WHERE place = ?", place)
    add_item(ledger, source, read)


def _drop_half_read(ledger: Ledger) -> None:
    """Forgets the files in the middle of which a build was ended."""
    ledger.write("DELETE FROM item WHERE source IN (SELECT number FROM source WHERE digest IS NULL)")
    ledger.write("DELETE FROM source WHERE digest IS NULL")


def _drop_read_before(ledger: Ledger) -> None:
    """Lets go of what files held before they were read again by a build that was ended then."""
    for (number,) in ledger.list(
        "SELECT number FROM source JOIN (SELECT path, max(number) AS last FROM source GROUP BY path"
        " HAVING count(*) > 1) USING (path) WHERE number < last"
    ):
        _let_go(ledger, number)


def _list_errors(ledger: Ledger, source: int) -> list[ReleaseError]:
    rows = ledger.list("SELECT error FROM item WHERE source = ? AND error NOT NULL ORDER BY place", source)
    return [ReleaseError(read_text(error)) for (error,) in rows]


def _mark_gone(ledger: Ledger, seen: set[int], *, below: Source | None = None) -> None:
    """Lets go of the files that lie there no longer: of all, or of one and those below it."""
    if below is None:
        rows = ledger.list("SELECT number FROM source")
    else:
        root = str(below.absolute())
        separator = os.sep if isinstance(below, Path) else "/"
        inside = f"{root.rstrip(separator)}{separator}"
        question = "SELECT number FROM source WHERE path = ? OR (path > ? AND path < ?)"
        rows = ledger.list(question, write_text(root), write_text(inside), write_text(inside) + b"\xff")
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
