"""Reads what a store says of all that it still tells of: what stood there once is not the concern of a comparison."""

from __future__ import annotations

from pathlib import Path

from kg.graph.graph import Graph

_RETIRED = b"<https://w3id.org/gba-kg/ns#Retired> .\n"


def read_living(store: Path | str) -> bytes:
    """Gives the sorted N-Triples of a store without those of retired ids."""
    lines = Graph.open(store).triples_sorted_ntriples().splitlines(keepends=True)
    retired = {line.split(b" ", 1)[0] for line in lines if line.endswith(_RETIRED)}
    return b"".join(line for line in lines if line.split(b" ", 1)[0] not in retired)
