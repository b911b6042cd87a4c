"""Takes a graph out of its store, and loads it with nothing but pyoxigraph, or as `kg build` does.

python -m benchmarks.bulk dump STORE FILE.nt    python -m benchmarks.bulk load|kg|index FILE.nt STORE
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.graph.graph import Graph
from kg.graph.store import load_lines, load_version

_PIECE = 1_000_000  # bytes


def dump(store: str, file: str) -> dict[str, float]:
    """Writes N-Triples and gives their number."""
    graph = Graph.open(store)
    graph.store.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return {"triples": len(graph)}


def load(file: str, store: str) -> dict[str, float]:
    """Bulk-loads N-Triples into a new store on disk and gives the seconds it took."""
    start = time.perf_counter()
    made = ox.Store(store)
    made.bulk_load(path=file, format=ox.RdfFormat.N_TRIPLES)
    made.optimize()
    made.flush()
    return {"triples": len(made), "seconds": time.perf_counter() - start}


def load_as_kg(file: str, store: str) -> dict[str, float]:
    """The same as `kg build` loads them, without its index of words."""
    start = time.perf_counter()
    made = ox.Store(store)
    for _ in load_lines(made, _cut(file)):
        continue
    made.optimize()
    made.flush()
    return {"triples": len(made), "seconds": time.perf_counter() - start}


def load_with_index(file: str, store: str) -> dict[str, float]:
    """The same with the index of words and names, which pyoxigraph has none of."""
    start = time.perf_counter()
    Path(store).mkdir()
    load_version(Path(store), _cut(file))
    return {"seconds": time.perf_counter() - start}


def _cut(file: str) -> Iterator[bytes]:
    with Path(file).open("rb") as lines:
        while piece := lines.readlines(_PIECE):
            yield b"".join(piece)


if __name__ == "__main__":
    ways = {"dump": dump, "load": load, "kg": load_as_kg, "index": load_with_index}
    print(json.dumps(ways[sys.argv[1]](*sys.argv[2:])))
