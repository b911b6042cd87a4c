"""Gives the graph as it is now: after a build the next request gets the new one, those under way keep the old."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.explorer.deadlines import TimedGraph
from kg.graph.graph import Graph
from kg.graph.store import find_version
from kg.views.contents import Contents, count_contents

_RELEASES: Final = "SELECT (COUNT(*) AS ?count) WHERE { ?release a gba:Release }"
# How many seconds a graph is taken for the newest without looking; one of a server, which cannot be looked at, for what
# was counted.
_FRESH: Final = 1.0
_COUNTED: Final = 60.0


@dataclass(frozen=True)
class Snapshot:
    """A graph that does not change, and the version of the store that it is; empty where a server keeps it."""

    graph: Graph
    version: str

    @cached_property
    def contents(self) -> Contents:
        """Gives how much of what it holds; it is counted once."""
        return count_contents(self.graph)

    @cached_property
    def releases(self) -> int:
        """Gives how many releases there are; they are counted once."""
        return int(self.graph.ask(_RELEASES)[0][0] or 0)

    @cached_property
    def size(self) -> int:
        """Gives how many triples there are; they are counted once."""
        return len(self.graph)


class Snapshots:
    """What the store at a path, or of a server at an address, held and holds."""

    def __init__(self, store: Path | str) -> None:
        """StoreError where there is no store, or one that does not answer."""
        self.store = store
        self._changing = threading.Lock()
        self._seen = time.monotonic()
        self.newest = self._open()

    @property
    def is_due(self) -> bool:
        """Whether it is time to look for a newer graph than the newest that is known."""
        fresh = _FRESH if isinstance(self.store, Path) else _COUNTED
        return time.monotonic() - self._seen > fresh

    def get(self) -> Graph:
        """Gives the graph as it is now."""
        return self.get_snapshot().graph

    def get_version(self) -> str:
        """Gives the version of the graph as it is now: with another graph it is another."""
        return self.get_snapshot().version

    def get_snapshot(self) -> Snapshot:
        """Gives the graph as it is now with its version. A store that is gone or damaged does not take its place."""
        if self.is_due and self._changing.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._seen = time.monotonic()
                self._changing.release()
        return self.newest

    def _look(self) -> None:
        if not isinstance(self.store, Path):
            self.newest = Snapshot(self.newest.graph, "")
            return
        with suppress(StoreError):
            if find_version(self.store) not in (None, self.newest.version):
                self.newest = self._open()

    def _open(self) -> Snapshot:
        """Opens the store; the version is that from before, so that of a build in between the next look hears."""
        version = find_version(self.store) if isinstance(self.store, Path) else None
        return Snapshot(TimedGraph.open(self.store), version or "")
