"""Small graphs to put into stores, made without reading a release, and what is found in a store afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from sample import FIRST, SECOND, make_graph
from seed import EXTRACTION

from hostile.children import call
from kg.errors import StoreError
from kg.graph.graph import Graph
from kg.graph.store import write_store
from kg.statements import Extraction

NONE = "none"
_SOURCES = {"old": FIRST, "new": EXTRACTION, "next": SECOND}


@cache
def make_contents() -> dict[str, bytes]:
    """Gives graphs by name, each as sorted N-Triples; made in children, since what has threads may not be forked."""
    contents = {name: call(_write_triples, extraction).made for name, extraction in _SOURCES.items()}
    return {name: triples for name, triples in contents.items() if triples}


def write_content(name: str, store: Path) -> None:
    """Writes the graph of this name into a store."""
    write_store(store, ox.parse(make_contents()[name], format=ox.RdfFormat.N_TRIPLES))


def look_into(store: Path) -> str:
    """Says which graph a store holds, whole; "none" where it says that there is no store."""
    try:
        triples = Graph.open(store).triples_sorted_ntriples()
    except StoreError as error:
        if "no store here" in str(error):
            return NONE
        raise
    return next((name for name, content in make_contents().items() if content == triples), "a part of a graph")


@contextmanager
def make_folder(kind: str) -> Iterator[Path]:
    """Gives an empty folder for a while."""
    folder = Path(tempfile.mkdtemp(prefix=f"hostile-{kind}-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_triples(extraction: Extraction) -> bytes:
    return make_graph(extraction).triples_sorted_ntriples()
