"""Takes a graph out of its store, and loads it with nothing but pyoxigraph.

python -m benchmarks.bulk dump STORE FILE.nt    python -m benchmarks.bulk load FILE.nt STORE
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pyoxigraph as ox

from kg.graph.graph import Graph


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
    made.flush()
    return {"triples": len(made), "seconds": time.perf_counter() - start, "bytes": Path(file).stat().st_size}


if __name__ == "__main__":
    print(json.dumps({"dump": dump, "load": load}[sys.argv[1]](*sys.argv[2:])))
