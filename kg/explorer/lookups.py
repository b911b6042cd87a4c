"""Looks up what may take long, for the JSON API and for pages, in processes that are ended at their limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar, cast

from starlette.requests import Request

from kg.explorer.answering import Lookup
from kg.explorer.pages.memory import Memory
from kg.explorer.snapshots import Snapshot
from kg.graph.graph import Graph
from kg.views.paths import Hop, Link, find_links, find_path_over

_Value = TypeVar("_Value")
_KNOWN: Final = Memory(64)
# Of the graph that a process has open.
_LINKS: Final = Memory(1)


async def look_up(request: Request, snapshot: Snapshot, what: object, find: Callable[[Graph], _Value]) -> _Value:
    """Gives what `find` gives, or gave before for `what` of the same graph; `find` is a function that pickle knows by
    its name. 503 where it takes too long. It is given up when whoever asked has gone."""
    key = (str(request.app.state.snapshots.store), snapshot.version, what)
    if snapshot.version and (known := _KNOWN.get(key)) is not None:
        return cast(_Value, known)
    value = await request.app.state.lookups.look(Lookup(find, snapshot.version), request.receive)
    if snapshot.version:
        _KNOWN.keep(key, value)
    return cast(_Value, value)


def find_way(graph: Graph, start: str, end: str, *, version: str, max_hops: int, lang: str) -> tuple[Hop, ...]:
    """Gives a shortest path through the graph, whose links are read once for each version."""

    def list_links() -> tuple[Link, ...]:
        return _LINKS.recall(version, lambda: find_links(graph)) if version else find_links(graph)

    return find_path_over(graph, list_links, start, end, max_hops=max_hops, lang=lang)
