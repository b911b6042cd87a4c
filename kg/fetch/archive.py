"""Keeps what was fetched in a folder, byte for byte, with a record of each answer; a kill at any moment breaks nothing.

    www.info.gov.hk/gia/...   the pages as they are now, which `kg build` reads
    .fetch/records.jsonl      a line for each answer, the latest last
    .fetch/lists/...          lists and feeds as they are now
    .fetch/versions/...       what a page was before, each in a file named by its hash
    .fetch/parts/             what is being written

A page is written whole below `parts`, then its record, then it is put into its place: what a kill leaves undone the
next run does.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from kg.errors import FetchError, OutputError, StoreError
from kg.fetch.client import Answer
from kg.fetch.places import make_place
from kg.graph.lock import hold_lock

_INSIDE = ".fetch"


class Change(StrEnum):
    """What an answer says of a page that is kept, or is not."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Record:
    """One answer: when it came (in UTC), to which address, and what it says; `file` and `sha256` are those of the
    content that is kept, None where there never was any."""

    time: str
    address: str
    status: int
    change: Change
    file: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def is_gone(self) -> bool:
        """Whether there is no such page, or none any more."""
        return self.change in (Change.GONE, Change.WITHDRAWN)

    @property
    def moment(self) -> datetime:
        """When the answer came."""
        return datetime.fromisoformat(self.time)


class Archive:
    """A folder of pages. One program at a time writes into it."""

    def __init__(self, folder: Path) -> None:
        """Reads the records of a folder that is there; `open_archive` opens one."""
        self._folder = folder
        self._inside = folder / _INSIDE
        self._parts = self._inside / "parts"
        self._records: dict[str, Record] = {}
        self._last: Record | None = None
        self._path = self._inside / "records.jsonl"
        for record in _read_records(self._path):
            self._records[record.address] = record
            self._last = record
        self._finish()

    def get_record(self, address: str) -> Record | None:
        """Gives the latest answer of an address; None where it was never asked, or where its file was removed since."""
        record = self._records.get(address)
        return None if record is None or (record.file and not (self._folder / record.file).is_file()) else record

    def read(self, record: Record) -> bytes:
        """Gives the content that is kept for a record."""
        assert record.file, record.address
        return (self._folder / record.file).read_bytes()

    def keep(self, address: str, answer: Answer, *, is_list: bool = False) -> Record:
        """Notes an answer and keeps its content; what its address held before stays as a version. Gives the record."""
        before = self.get_record(address)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if answer.content is None:
            record = _renew(before, now, answer, address)
            self._note(record)
            return record
        digest = _hash(answer.content)
        place = make_place(address)
        record = Record(
            now,
            address,
            answer.status,
            Change.NEW if before is None or before.sha256 is None else Change.CHANGED,
            str(Path(_INSIDE, "lists", place) if is_list else place),
            digest,
            len(answer.content),
            answer.etag,
            answer.last_modified,
        )
        if before is not None and before.sha256 == digest:
            record = replace(record, change=Change.SAME)
            self._note(record)
            return record
        _write(self._parts / digest, answer.content)
        self._note(record)
        self._put(record)
        return record

    def _finish(self) -> None:
        """Does what a kill left undone: the last record may want its page put into its place."""
        for part in list(self._parts.iterdir()):
            if self._last and part.name == self._last.sha256 and _hash(part.read_bytes()) == part.name:
                self._put(self._last)
            part.unlink(missing_ok=True)

    def _note(self, record: Record) -> None:
        line = json.dumps(
            {key: value for key, value in asdict(record).items() if value is not None}, ensure_ascii=False
        )
        with self._path.open("ab", buffering=0) as file:
            file.write(f"{line}\n".encode())
            os.fsync(file.fileno())
        self._records[record.address] = self._last = record

    def _put(self, record: Record) -> None:
        assert record.file and record.sha256, record.address
        place = self._folder / record.file
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_file() and not record.file.startswith(_INSIDE):  # of a list only the latest is of use
            content = place.read_bytes()
            digest = _hash(content)
            if digest != record.sha256:
                kept = self._inside / "versions" / make_place(record.address) / f"{digest}{place.suffix}"
                kept.parent.mkdir(parents=True, exist_ok=True)
                part = self._parts / digest
                _write(part, content)
                part.replace(kept)
        (self._parts / record.sha256).replace(place)


@contextmanager
def open_archive(folder: Path) -> Iterator[Archive]:
    """Opens a folder of pages, which is made where there is none, for one program at a time. Raises FetchError where
    another writes into it or a record of it is damaged, and OutputError where it cannot be written."""
    with ExitStack() as stack:
        try:
            (folder / _INSIDE / "parts").mkdir(parents=True, exist_ok=True)
            stack.enter_context(hold_lock(folder / _INSIDE / "lock", patience=0))
            archive = Archive(folder)
        except StoreError as error:
            raise FetchError(f"{folder}: another kg fetch is writing this folder; wait for it to end") from error
        except OSError as error:
            raise _blame(folder, error) from error
        try:
            yield archive
        except OSError as error:
            raise _blame(folder, error) from error


def _blame(folder: Path, error: OSError) -> OutputError:
    return OutputError(f"{error.filename or folder}: cannot be written ({error.strerror or error})")


def _renew(before: Record | None, now: str, answer: Answer, address: str) -> Record:
    """Gives the record of an answer without content, which speaks of what is kept already."""
    was_there = before is not None and before.sha256 is not None
    change = Change.SAME if not answer.is_gone else Change.WITHDRAWN if was_there else Change.GONE
    known = before or Record(now, address, answer.status, change)
    return replace(known, time=now, status=answer.status, change=change)


def _read_records(path: Path) -> Iterator[Record]:
    """Gives the records in order; half a line at the end, as a full disk leaves it, is cut off."""
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        os.truncate(path, len(whole))
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            yield _read_record(line)
        except (ValueError, TypeError, KeyError) as error:
            raise FetchError(f"{path}, line {number}: not a record of an answer ({error})") from error


def _read_record(line: bytes) -> Record:
    fields = json.loads(line)
    record = Record(**{**fields, "change": Change(fields["change"])})
    if record.moment.tzinfo is None:
        raise ValueError("its time has no offset")
    return record


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
