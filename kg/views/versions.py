"""Turns what an asker names, a store, an export or a date, into two graphs and the lines that they differ in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from kg.errors import StoreError, UsageError
from kg.files import AnyPath, check_path
from kg.graph.address import is_address
from kg.graph.changelog import Build, open_changes
from kg.graph.difference import ChangedLine, compare_lines, sort_lines
from kg.graph.graph import Graph
from kg.graph.patches import write_patch
from kg.isodates import find_first_day, find_last_day, is_date
from kg.views.builds import list_builds


@dataclass(frozen=True, slots=True)
class Versions:
    """Two graphs and what they differ in, sorted, which can be gone through once.

    Where the changelog of a store tells what has changed, both are the graph as it is now: of what has gone only the
    changed lines know.
    """

    old: Graph
    new: Graph
    changes: Iterator[ChangedLine]


@contextmanager
def open_versions(old: AnyPath, new: AnyPath | None, store: AnyPath) -> Iterator[Versions]:
    """Opens two stores (folders or addresses), exports of one (files of RDF), or the changelog of `store` between two
    dates, both of them within; where `new` is not named it is `store`, or the present.

    UsageError where a date stands beside what is none, or what is named is not there; StoreError where a store cannot
    be read, or its changelog does not tell.
    """
    sides = [side for side in (old, new) if side is not None]
    dates = [side for side in sides if _is_date(side)]
    if not dates:
        with _compare(old, store if new is None else new) as versions:
            yield versions
    elif len(dates) < len(sides):
        raise UsageError(
            f"{dates[0]} is a date, {next(side for side in sides if side not in dates)} is none; name two of a kind"
        )
    else:
        first, last = str(old), str(new) if new is not None else None
        with open_changes(_choose_builds(store, first, last)) as changes:
            graph = Graph.open(store)
            yield Versions(graph, graph, changes)


def make_patch(old: AnyPath, new: AnyPath | None = None, *, store: AnyPath = "gba.kg") -> Iterator[bytes]:
    """Gives the lines of an RDF Patch, which Apache Jena applies, that makes the graph `old` the graph `new`; both are
    named as for `kg.compare`. However large they are, only a part of them is in memory.

    UsageError and StoreError as for `kg.compare`.

    >>> list(kg.make_patch("gba.kg", "gba.kg"))
    [b'TX .\\n', b'TC .\\n']
    """
    with open_versions(old, new, store) as versions:
        yield from write_patch(versions.changes)


def _is_date(side: AnyPath) -> bool:
    return is_date(str(side)) and not Path(side).exists()


def _choose_builds(store: AnyPath, first: str, last: str | None) -> list[Build]:
    """Gives the builds from a date to another, or to the last one; that with which the store began is none of them."""
    builds = list_builds(store)
    since, until = find_first_day(first), find_last_day(last) if last else None
    if until is not None and since > until:
        raise UsageError(f"{first} is after {last}")
    if not builds or since < builds[0].day:
        begins = f"begins on {builds[0].day}" if builds else "is empty"
        raise StoreError(f"{store}: its changelog {begins}, so what was there at the beginning of {first} is not known")
    return [one for one in builds if one.day >= since and (until is None or one.day <= until) and not one.is_first]


@contextmanager
def _compare(old: AnyPath, new: AnyPath) -> Iterator[Versions]:
    with ExitStack() as stack:
        graphs = [_open_graph(stack, side) for side in (old, new)]
        sides = []
        for graph in graphs:
            file = stack.enter_context(TemporaryFile())
            graph.write_lines(file)
            file.seek(0)
            sides.append(stack.enter_context(sort_lines(file)))
        yield Versions(graphs[0], graphs[1], compare_lines(*sides))


def _open_graph(stack: ExitStack, side: AnyPath) -> Graph:
    """Opens a store, or reads an export into one that is there as long as it is compared."""
    if is_address(side):
        return Graph.open(side)
    path = check_path(side)
    if path.is_dir():
        return Graph.open(path)
    if not path.exists():
        raise UsageError(f"{path} is no store, no export and no date; write a date as 2024-01-08, 2024-01 or 2024")
    folder = stack.enter_context(TemporaryDirectory(prefix="kg-"))
    return Graph.load_into(Path(folder), path)
