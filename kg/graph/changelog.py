"""Keeps beside the versions of a store what each build has changed: the changelog.

A build that changes the graph leaves a file, an RDF Patch, which has in its name the number of the build and the
version that it made. It is whole before that version answers, so what tells of a version that never did is known: it
has the number of the version that answers and another name, or a higher number. A build on nothing leaves only how much
there was then.
"""

from __future__ import annotations

import gzip
import json
import re
import secrets
import shutil
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final, cast

from kg.errors import StoreError
from kg.graph.difference import ChangedLine, Journal, group_by_subject
from kg.graph.patches import read_head, read_patch, write_head, write_patch
from kg.graph.terms import PREFIXES, make_name

# "changes-000012-6e1f0c2d5a7b8c90.gz"
CHANGES_FILE: Final = re.compile(r"changes-(?P<number>\d{6,})-(?P<version>\w+)\.gz")
_KEPT_IN_MEMORY: Final = 4 * 1024**2  # packed bytes
_LEVEL: Final = 1  # of packing: names repeat, which the quickest finds too
_TYPE: Final = str(make_name("rdf:type")).encode()
_KIND: Final = re.compile(re.escape(f"<{PREFIXES['id']}".encode()) + rb"(\w+)/")
_SENTENCE: Final = re.compile(rb"/s\d+>$")


@dataclass(frozen=True, slots=True)
class Turnover:
    """How many things of a kind (`person`, `tenure`, `release`) are new, have changed and are gone. A thing has changed
    where other triples begin with it."""

    kind: str
    new: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Build:
    """A build that changed a store: its number, counted from the first, the version that it made, the moment it ended,
    and how much it changed.

    Where nothing lay there that could be compared, `is_first` says so, and all that there is counts as new.
    """

    number: int
    version: str
    made: str
    turnovers: tuple[Turnover, ...]
    is_first: bool
    path: Path = field(repr=False)

    @property
    def day(self) -> str:
        """The day of the build, by the clock of the machine that built."""
        return self.made[:10]


def list_builds(folder: Path, version: str | None, *, most: int | None = None) -> tuple[Build, ...]:
    """Gives what the builds up to a version of the store in a folder have changed, the first one first, of more than
    `most` the last ones; none where nothing of it was kept. StoreError where a file is damaged."""
    files = _find_files(folder)
    last = _find_number(files, version)
    told = [file for file in files if file[0] < last or file[:2] == (last, version)]
    return tuple(_read_build(*file) for file in (told if most is None else told[-most:]))


@contextmanager
def open_changes(builds: Iterable[Build]) -> Iterator[Iterator[ChangedLine]]:
    """Gives what some builds have changed together, in the end, sorted; StoreError where that was not kept."""
    journal = Journal()
    try:
        for build in builds:
            if build.is_first:
                raise StoreError(f"{build.path}: of the build that a store began with only counts are kept")
            for change in _read_changes(build.path):
                journal.note(*([], [change.line]) if change.is_added else ([change.line], []))
        with journal.sum_up() as changes:
            yield changes
    finally:
        journal.close()


def keep_changes(folder: Path, base: str | None, version: str, changes: Iterable[ChangedLine]) -> tuple[Turnover, ...]:
    """Keeps what a build has changed, that makes `version` of `base`; gives how much that is."""
    with SpooledTemporaryFile(_KEPT_IN_MEMORY, dir=str(folder)) as body:
        counts: Counter[tuple[str, str]] = Counter()
        with gzip.GzipFile(fileobj=body, mode="wb", compresslevel=_LEVEL, mtime=0) as packed:
            packed.writelines(write_patch(_count(changes, counts)))
        turnovers = make_turnovers(counts)
        body.seek(0)
        _keep(folder, base, version, turnovers, cast(IO[bytes], body))
    return turnovers


def keep_beginning(folder: Path, version: str, things: Mapping[str, int]) -> None:
    """Keeps that a store began with a version, and how many things of each kind it held."""
    _keep(folder, None, version, make_turnovers(Counter({(kind, "new"): count for kind, count in things.items()})))


def list_stale(folder: Path, version: str | None) -> list[Path]:
    """Gives the files of a changelog that tell of what never answered, or of what this version does not come from."""
    files = _find_files(folder)
    last = _find_number(files, version)
    return [path for number, name, path in files if number > last or (number == last and name != version)]


def make_turnovers(counts: Mapping[tuple[str, str], int]) -> tuple[Turnover, ...]:
    """Gives the counts of what is new, changed and gone by kind."""
    kinds = sorted({kind for kind, _ in counts})
    return tuple(
        Turnover(kind, *(counts.get((kind, which), 0) for which in ("new", "changed", "gone"))) for kind in kinds
    )


def _find_files(folder: Path) -> list[tuple[int, str, Path]]:
    found = [(CHANGES_FILE.fullmatch(entry.name), entry) for entry in folder.iterdir()]
    return sorted((int(match["number"]), f"version-{match['version']}", entry) for match, entry in found if match)


def _find_number(files: Iterable[tuple[int, str, Path]], version: str | None) -> int:
    """Gives the number of the build that made a version; 0 where no file tells of it."""
    return next((number for number, name, _ in files if name == version), 0)


def _keep(
    folder: Path, base: str | None, version: str, turnovers: Iterable[Turnover], body: IO[bytes] | None = None
) -> None:
    number = _find_number(_find_files(folder), base) + 1
    counts = {one.kind: [one.new, one.changed, one.gone] for one in turnovers}
    fields = {"id": version} | ({"prev": base} if base and body else {})
    fields |= {"made": datetime.now().astimezone().isoformat(timespec="seconds"), "counts": json.dumps(counts)}
    path = folder / f"changes-{number:06}-{version.removeprefix('version-')}.gz"
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with part.open("xb") as file:
        file.write(gzip.compress(b"".join(write_head(fields)), mtime=0))
        if body is not None:
            shutil.copyfileobj(body, file)
    part.replace(path)


def _read_build(number: int, version: str, path: Path) -> Build:
    with _blame(path), gzip.open(path) as lines:
        fields = read_head(lines)
        counts: dict[str, list[int]] = json.loads(fields["counts"])
        turnovers = tuple(Turnover(kind, *numbers) for kind, numbers in counts.items())
        return Build(number, version, fields["made"], turnovers, "prev" not in fields, path)


def _read_changes(path: Path) -> Iterator[ChangedLine]:
    with _blame(path), gzip.open(path) as lines:
        yield from read_patch(lines)


@contextmanager
def _blame(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
        raise StoreError(f"{path}: what a build has changed cannot be read ({error})") from error


def _count(changes: Iterable[ChangedLine], counts: Counter[tuple[str, str]]) -> Iterator[ChangedLine]:
    """Gives changed lines as they come, and counts the things that they are of."""
    for own in group_by_subject(changes):
        kind = read_kind(own[0].subject)
        told = [change for change in own if not change.is_of_retirement]
        if kind and told:
            counts[kind, _name_change(told)] += 1
        yield from own


def _name_change(own: Iterable[ChangedLine]) -> str:
    types = {change.is_added for change in own if change.line.split(b" ", 2)[1] == _TYPE}
    return "changed" if len(types) != 1 else "new" if types == {True} else "gone"


def read_kind(subject: bytes) -> str:
    """Gives the kind of thing that a subject is, as its id says: `person`, `sentence`; empty if it is none of ours."""
    match = _KIND.match(subject)
    if match is None:
        return ""
    return "sentence" if match[1] == b"release" and _SENTENCE.search(subject) else match[1].decode()
