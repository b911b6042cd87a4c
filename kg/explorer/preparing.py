"""Has ready what whoever asks first would wait for long: at the beginning, and when a build has made another graph.

It is counted by a process of its own, which ends when that is done: meanwhile all requests are answered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException

from kg.errors import KgError
from kg.explorer.answering import Found, Lookup
from kg.explorer.pages.environment import compile_templates
from kg.explorer.pages.lists import name_list
from kg.explorer.pages.memory import MEMORY
from kg.explorer.settings import Settings
from kg.explorer.snapshots import Snapshot, Snapshots
from kg.explorer.workers import Workers
from kg.graph.graph import Graph
from kg.views.contents import count_contents
from kg.views.directory import LISTS, list_entries
from kg.views.evidence import find_last_issue
from kg.views.names import Names

# Seconds until it looks for another graph.
_PAUSE: Final = 5.0
# By what a visit remembers it, in the order in which people come to it.
_COUNTED: Final[Mapping[object, Callable[[Graph], object]]] = {
    "last issue": find_last_issue,
    "contents": count_contents,
    **{name_list(what): partial(list_entries, what=what) for what in LISTS},
}


class Preparing:
    """Prepares each version of the graph that a store on disk comes to hold; what a server keeps has no versions."""

    def __init__(self, snapshots: Snapshots, settings: Settings) -> None:
        self._snapshots = snapshots
        self._settings = settings
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begins, beside all that is asked."""
        if isinstance(self._snapshots.store, Path):
            threading.Thread(target=self._run, name="preparing", daemon=True).start()

    def stop(self) -> None:
        """Has it end soon."""
        self._stopping.set()

    def _run(self) -> None:
        compile_templates()
        done = ""
        while True:
            snapshot = self._snapshots.get_snapshot()
            if snapshot.version != done:
                done = snapshot.version
                self._prepare(snapshot)
            if self._stopping.wait(_PAUSE):
                return

    def _prepare(self, snapshot: Snapshot) -> None:
        """Counts what is remembered of a version; what cannot be, is counted when it is asked for."""
        workers = Workers(self._snapshots.store, self._settings, 1)
        try:
            Names(snapshot.graph).find(snapshot.version)  # to look for a name opens the index of all
            for what, find in _COUNTED.items():
                if self._stopping.is_set() or snapshot is not self._snapshots.newest:
                    return
                key = (str(self._snapshots.store), snapshot.version, what)
                found = Found() if MEMORY.get(key) else workers.find(Lookup(find, snapshot.version))
                if found.value:
                    MEMORY.keep(key, found.value)
        except (HTTPException, KgError):
            return
        finally:
            workers.stop()
