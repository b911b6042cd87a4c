"""Lookups that end well, badly or not at all, for the processes that the explorer looks up in."""

from __future__ import annotations

import time

from kg.errors import UnknownNameError
from kg.graph.graph import Graph


def count_releases(graph: Graph) -> int:
    """Gives how many releases there are."""
    return len(graph.ask("SELECT ?release { ?release a gba:Release }"))


def find_nobody(graph: Graph) -> None:  # noqa: ARG001
    """Finds nobody."""
    raise UnknownNameError("Nobody Known")


def sleep(graph: Graph) -> None:  # noqa: ARG001
    """Comes back after a minute."""
    time.sleep(60)


def break_down(graph: Graph) -> None:
    """Does what it should not."""
    raise ZeroDivisionError(str(graph))
