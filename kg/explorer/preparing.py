"""Has ready what whoever asks first would wait for long: at the beginning, and when a build has made another graph.

It is counted by a process of its own, which ends when that is done: meanwhile all requests are answered.
"""

from __future__ import annotations

import gc
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final
from zlib import compress

from starlette.exceptions import HTTPException

from kg.errors import KgError
from kg.explorer.answering import Lookup
from kg.explorer.offers import TURTLE
from kg.explorer.pages.environment import compile_templates
from kg.explorer.pages.lists import name_list
from kg.explorer.pages.memory import MEMORY
from kg.explorer.pages.portraits import PREPARED
from kg.explorer.pages.things import PORTRAITS, pack_portrait
from kg.explorer.settings import Settings
from kg.explorer.snapshots import Snapshot, Snapshots
from kg.explorer.workers import Workers
from kg.exports.answers import write_quads
from kg.graph.graph import Graph
from kg.phrases import LANGUAGES
from kg.views.contents import count_contents
from kg.views.directory import LISTS, list_entries
from kg.views.dossier import find_quads
from kg.views.evidence import find_last_issue
from kg.views.names import Names, shorten

# Seconds until it looks for another graph, and those that what is named most may take of one version.
_PAUSE: Final = 5.0
_LONGEST: Final = 90.0
# What takes fewer seconds of a core is found when it is asked for. Where so many of a kind, one after the other, take
# no longer, those that are named less take no longer either.
_QUICK: Final = 0.06
_ENOUGH: Final = 10
_MOST: Final = 200
_NAMED: Final = "SELECT ?thing (COUNT(?release) AS ?count) WHERE { ?release schema:mentions ?thing } GROUP BY ?thing"
_WITHIN: Final = "SELECT DISTINCT ?place ?around WHERE { ?place schema:containedInPlace+ ?around }"
_Find = Callable[[Callable[[Graph], object]], object]
# By what a visit remembers it, in the order in which people come to it.
_COUNTED: Final[Mapping[object, Callable[[Graph], object]]] = {
    "last issue": find_last_issue,
    "contents": count_contents,
    **{name_list(what): partial(list_entries, what=what) for what in LISTS},
}


def list_most_named(graph: Graph) -> dict[str, list[str]]:
    """Gives the things of each kind that has portraits, those first that most releases name; to name a place names
    those around it."""
    own = {shorten(thing): int(count or 0) for thing, count in graph.ask(_NAMED)}
    counts = Counter(own)
    for place, around in graph.ask(_WITHIN):
        counts[shorten(around)] += own.get(shorten(place), 0)
    found: dict[str, list[str]] = {kind: [] for kind in PORTRAITS}
    for thing in sorted(counts, key=lambda thing: (-counts[thing], thing)):
        kind = thing.partition("/")[0]
        if kind in found and len(found[kind]) < _MOST:
            found[kind].append(thing)
    return found


def pack_turtle(graph: Graph, *, id: str) -> bytes:
    """Gives what `/id/...` says of a thing in Turtle, packed."""
    return compress(write_quads(find_quads(graph, id), TURTLE.form), 1)


def pack_slow(pack: Callable[[Graph], bytes], quick: float, graph: Graph) -> bytes | None:
    """Gives what `pack` gives, unless that takes a core less than so many seconds."""
    start = time.process_time()
    packed = pack(graph)
    return packed if time.process_time() - start >= quick else None


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

        def find(look: Callable[[Graph], object]) -> object:
            if self._stopping.is_set() or snapshot is not self._snapshots.newest:
                raise _StoppedError
            return workers.find(Lookup(look, snapshot.version)).value

        try:
            Names(snapshot.graph).find(snapshot.version)  # to look for a name opens the index of all
            self._count(snapshot, find)
            gc.freeze()  # what lasts as long as the graph need not be gone through for what is no longer used
            self._draw_portraits(snapshot, find)
        except (HTTPException, KgError, _StoppedError):
            return
        finally:
            workers.stop()

    def _count(self, snapshot: Snapshot, find: _Find) -> None:
        for what, count in _COUNTED.items():
            key = (str(self._snapshots.store), snapshot.version, what)
            if MEMORY.get(key) is None and (found := find(count)) is not None:
                MEMORY.keep(key, found)

    def _draw_portraits(self, snapshot: Snapshot, find: _Find) -> None:
        """Finds what is slow of what is named most: the pages, in the first language and then those in the others, and
        the Turtle."""
        end = time.monotonic() + _LONGEST
        named = find(list_most_named)
        if not isinstance(named, dict):
            return
        first, *others = LANGUAGES
        slow = {kind: self._keep_slow(snapshot, find, named[kind], first, end) for kind in named}
        for form, kind in product(others, slow):
            self._keep_slow(snapshot, find, slow[kind], form, end)
        for kind in named:
            self._keep_slow(snapshot, find, named[kind], TURTLE.form, end)

    def _keep_slow(self, snapshot: Snapshot, find: _Find, things: Sequence[str], form: str, end: float) -> list[str]:
        """Keeps what is slow of some things, in a language or as Turtle, and gives the things that are."""
        slow: list[str] = []
        quick = 0
        for thing in things:
            if quick == _ENOUGH or time.monotonic() > end:
                break
            is_page = form != TURTLE.form
            pack = partial(pack_portrait, id=thing, lang=form) if is_page else partial(pack_turtle, id=thing)
            packed = find(partial(pack_slow, pack, _QUICK))
            quick = 0 if packed else quick + 1
            if not isinstance(packed, bytes):
                continue
            if not PREPARED.keep((str(self._snapshots.store), snapshot.version, thing, form), packed):
                break
            slow.append(thing)
        return slow


class _StoppedError(Exception):
    """Nobody needs any more what is prepared."""
