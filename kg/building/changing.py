"""Keeps what a build changes in the changelog of its store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from kg.building.ledger import Ledger
from kg.building.report import KIND_CLASSES
from kg.graph.changelog import Turnover, keep_beginning, keep_changes
from kg.graph.difference import Journal
from kg.graph.seal import Seal
from kg.graph.store import StoreWriter, compare_version
from kg.graph.terms import shorten_iri


class ChangeKeeper:
    """Keeps what a build makes other than it is in the version that answers until then.

    `turnovers` says afterwards how much that is; None where nothing lies there that it could be compared with.
    """

    __slots__ = ("_base", "_writer", "turnovers")

    def __init__(self, writer: StoreWriter, base: Seal | None) -> None:
        """`base` is the version that answers, where it is known to be whole."""
        current = base or writer.find_current()
        self._writer = writer
        self._base = current if current and (base or writer.is_whole(current)) else None
        self.turnovers: tuple[Turnover, ...] | None = () if self._base else None

    @contextmanager
    def take_down(self, version: Path) -> Iterator[Callable[[Iterable[str], Iterable[str]], None]]:
        """Gives what takes down the lines that go and that come, step by step, on the way to a version."""
        assert self._base is not None
        journal = Journal(self._writer.path)
        try:
            yield lambda gone, come: journal.note(map(str.encode, gone), map(str.encode, come))
            with journal.sum_up() as changes:
                self.turnovers = keep_changes(self._writer.path, self._base.version, version.name, changes)
        finally:
            journal.close()

    @contextmanager
    def compare(self, version: Path, ledger: Ledger) -> Iterator[Callable[[Iterable[bytes]], Iterator[bytes]]]:
        """Gives what the N-Triples of a version that is written anew go through, to be compared with the one that
        answers until then; where there is none, what it holds is only counted."""
        if self._base is None:
            yield iter
            keep_beginning(self._writer.path, version.name, _count_things(ledger))
            return
        with TemporaryFile(dir=version) as lines:
            yield lambda pieces: _copy(pieces, lines)
            lines.seek(0)
            with compare_version(self._writer.path / self._base.version, lines, version) as changes:
                self.turnovers = keep_changes(self._writer.path, self._base.version, version.name, changes)


def _copy(pieces: Iterable[bytes], file: IO[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        file.write(piece)
        yield piece


def _count_things(ledger: Ledger) -> dict[str, int]:
    rows = ledger.iterate("SELECT class, things FROM kind WHERE things > 0 ORDER BY class")
    counts = {shorten_iri(name.strip("<>")): things for name, things in rows}
    releases = ledger.ask_one("SELECT count(*) FROM item WHERE is_written")
    return {"release": releases} | {kind: counts[name] for kind, name in KIND_CLASSES.items() if name in counts}
