"""`kg export`: the graph in another format."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.terminal import echo
from kg.exports import FORMATS, export_graph
from kg.files import write_whole
from kg.graph.graph import Graph
from kg.graph.tables import export_tables


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "csv"]),
    required=True,
    help="Format.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write; for csv, a folder.")
@store_option
def export(form: str, out: Path, store: Path) -> None:
    """Write the graph in another format.

    nq has one named graph per release; csv is a folder with one table per kind of thing.

    gexf is for Gephi and Gephi Lite, graphml for yEd and Cytoscape: a node for each thing, with its names, and an edge
    for each triple, with its dates, its status (done, planned or cancelled), the number of sentences behind it, one of
    them and the address of its release. Gephi's timeline shows what the dates say.

    Example: kg export --format ttl --out gba.ttl
    """
    graph = Graph.open(store)
    if form == "csv":
        written = export_tables(graph, out)
        echo(f"{out}: {len(written)} tables", err=True)
    else:
        write_whole(out, export_graph(graph, form))
        echo(f"{out}: written", err=True)
