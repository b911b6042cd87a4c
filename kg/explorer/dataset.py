"""Describes the graph that is served, in VoID."""

from __future__ import annotations

from kg.explorer.snapshots import Snapshot
from kg.exports import dataset
from kg.exports.descriptions import Triple
from kg.graph.graph import Table


def describe_dataset(snapshot: Snapshot, base: str) -> Table:
    """Gives the description of a graph that is reached at the address `base`, as triples."""
    about, name = f"{base}/void", f"{base}/void#dataset"
    access: list[Triple] = [
        (name, "foaf:homepage", f"{base}/"),
        (name, "void:sparqlEndpoint", f"{base}/sparql"),
        (name, "void:dataDump", f"{base}/dump.nt"),
    ]
    return dataset.describe_dataset(
        snapshot.graph, snapshot.contents, snapshot.size, about=about, dataset=name, access=access
    )
