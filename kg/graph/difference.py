"""Turns two graphs into what differs: their N-Triples lines in one order, sorted outside memory, side by side.

However many lines there are, memory holds some 64 MB of them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.answers import Cell, read_cell
from kg.graph.settling import RETIRED, read_lines
from kg.graph.terms import make_name

_SUCCESSOR: Final = str(make_name("dct:isReplacedBy")).encode()
_RETIRED: Final = f"{RETIRED} .\n".encode()
_SORTED_AT_ONCE: Final = 32 * 1024**2  # bytes of lines
_KEPT_IN_MEMORY: Final = 8 * 1024**2  # bytes of lines


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line of N-Triples, with its end, that one graph has and the other lacks: added, or else removed."""

    line: bytes
    is_added: bool

    @property
    def subject(self) -> bytes:
        """The subject as it is written, `<...>`."""
        return self.line.partition(b" ")[0]

    @property
    def is_of_retirement(self) -> bool:
        """Whether it only says of an id that nothing bears it any more."""
        _, predicate, value = self.line.split(b" ", 2)
        return predicate == _SUCCESSOR or value == _RETIRED


@contextmanager
def sort_lines(lines: IO[bytes], folder: Path | None = None) -> Iterator[Iterator[bytes]]:
    """Gives the lines of a file sorted; what is not in memory at one time lies meanwhile in nameless files, in a folder
    if one is named."""
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        piece = lines.readlines(_SORTED_AT_ONCE)
        while rest := lines.readlines(_SORTED_AT_ONCE):
            run = stack.enter_context(TemporaryFile(dir=folder))
            run.writelines(sorted(piece))
            run.seek(0)
            runs.append(run)
            piece = rest
        piece.sort()
        yield heapq.merge(*runs, piece) if runs else iter(piece)


def compare_lines(old: Iterator[bytes], new: Iterator[bytes]) -> Iterator[ChangedLine]:
    """Gives what two sorted runs of lines differ in, in their order; a line that both have as often is in neither."""
    removed, added = next(old, None), next(new, None)
    while removed is not None or added is not None:
        if removed == added:
            removed, added = next(old, None), next(new, None)
        elif added is None or (removed is not None and removed < added):
            assert removed is not None
            yield ChangedLine(removed, is_added=False)
            removed = next(old, None)
        else:
            yield ChangedLine(added, is_added=True)
            added = next(new, None)


def group_by_subject(changes: Iterable[ChangedLine]) -> Iterator[list[ChangedLine]]:
    """Gives the changed lines of each subject together."""
    for _, own in groupby(changes, key=lambda change: change.subject):
        yield list(own)


def read_triples(changes: Iterable[ChangedLine]) -> Iterator[tuple[str, str, Cell]]:
    """Gives the triples of changed lines: the IRIs of subject and predicate, and the object. UsageError where a subject
    has no name, as none of ours is: nobody knows which of the other graph it is."""
    for quad in read_lines(change.line for change in changes):
        cell = read_cell(quad.object)
        assert cell is not None, quad
        if not isinstance(quad.subject, ox.NamedNode):
            raise UsageError(f"{quad.subject} is a blank node: graphs with such can only be compared line by line")
        yield quad.subject.value, quad.predicate.value, cell


class Journal:
    """Takes down what comes into a graph and what leaves it, in the order of events, and says what has changed in the
    end: what came and went again is no change. Only a little of it is in memory."""

    __slots__ = ("_added", "_folder", "_removed")

    def __init__(self, folder: Path | None = None) -> None:
        """What has no place in memory lies in nameless files, in a folder if one is named."""
        self._folder = folder
        self._removed, self._added = _open_spool(folder), _open_spool(folder)

    def note(self, removed: Iterable[bytes], added: Iterable[bytes]) -> None:
        """Takes down lines that leave the graph, and others that come into it."""
        self._removed.writelines(removed)
        self._added.writelines(added)

    @contextmanager
    def sum_up(self) -> Iterator[Iterator[ChangedLine]]:
        """Gives what has changed in the end, sorted."""
        for lines in (self._removed, self._added):
            lines.seek(0)
        with sort_lines(self._removed, self._folder) as old, sort_lines(self._added, self._folder) as new:
            yield compare_lines(old, new)

    def close(self) -> None:
        """Forgets all of it."""
        self._removed.close()
        self._added.close()


def _open_spool(folder: Path | None) -> SpooledTemporaryFile[bytes]:
    return SpooledTemporaryFile(_KEPT_IN_MEMORY, dir=None if folder is None else str(folder))
