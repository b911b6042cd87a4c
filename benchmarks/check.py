"""Measures `kg check` on two sizes of graph, and how its time grows with the number of releases.

python -m benchmarks.check
"""

from __future__ import annotations

import math
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.corpus import FOLDERS
from kg.building.builder import build_store
from kg.graph.checks import check
from kg.graph.graph import Graph, write_store
from kg.graph.terms import PREFIXES

# How often the releases are in the graph.
_COPIES = (7, 28)
# What many releases speak of stays one thing, with ever more said about it; the rest there is once in each copy.
_SHARED = ("person", "body", "post", "place", "initiative", "record")
_RELEASES = "SELECT (COUNT(*) AS ?count) WHERE { ?release a gba:Release }"
Figures = tuple[int, int, float]


def multiply(quads: Iterable[ox.Quad], copies: int) -> Iterator[ox.Quad]:
    """Gives quads several times, each time with other ids for releases, sentences, claims, events and offices held."""
    once = list(quads)
    for number in range(copies):
        for quad in once:
            end = quad.object
            yield ox.Quad(
                _rename(quad.subject, number),
                quad.predicate,
                end if isinstance(end, ox.Literal) else _rename(end, number),
            )


def _rename(term: object, number: int) -> ox.NamedNode:
    assert isinstance(term, ox.NamedNode), term
    own = term.value.startswith(PREFIXES["id"])
    kind = term.value.removeprefix(PREFIXES["id"]).partition("/")[0]
    return ox.NamedNode(f"{term.value}-{number}") if own and kind not in _SHARED else term


def measure(quads: Iterable[ox.Quad], copies: int, folder: Path) -> Figures:
    """Gives the releases and triples of a graph on disk, and the seconds of one core that its check takes."""
    write_store(folder, multiply(quads, copies))
    graph = Graph.open(folder)
    ((releases,),) = graph.ask(_RELEASES)
    start = time.process_time()
    check(graph)
    return int(releases or 0), len(graph), time.process_time() - start


def make_table(runs: Iterable[Figures]) -> Table:
    """Gives a line for each graph; below them the exponent: 1 is linear, 2 is quadratic."""
    small, large = runs
    exponent = math.log(large[2] / small[2]) / math.log(large[0] / small[0])
    table = Table(title="kg check", caption=f"grows with the releases to the power of {exponent:.2f}", min_width=50)
    for column in ("releases", "triples", "CPU s", "releases/s"):
        table.add_column(column, justify="right")
    for releases, triples, seconds in (small, large):
        table.add_row(f"{releases:,}", f"{triples:,}", f"{seconds:.1f}", f"{releases / seconds:.0f}")
    return table


def main() -> None:
    """Builds a graph from the releases, measures the small and then the large one made of it, prints the table."""
    console = Console(width=None if sys.stdout.isatty() else 150)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_store(FOLDERS, folder / "one")
        quads = list(Graph.open(folder / "one").quads())
        copies = track(_COPIES, "measuring check", console=Console(stderr=True), transient=True)
        console.print(make_table([measure(quads, count, folder / str(count)) for count in copies]))


if __name__ == "__main__":
    main()
