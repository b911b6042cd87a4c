"""`kg check` and `kg export`: the graph as a whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

from kg.cli.options import store_option
from kg.exports import FORMATS, export_graph
from kg.files import write_whole
from kg.graph import checks
from kg.graph.graph import Graph
from kg.graph.tables import export_tables
from kg.wording import say_count


@click.command()
@store_option
@click.pass_context
def check(ctx: click.Context, store: Path) -> None:
    """Check the graph against its shapes and its evidence.

    One line per problem. Exit code 1: there is a violation; a warning alone does not make a graph unsound. In a
    terminal a line says how far it is.

    Example: kg check --store gba.kg
    """
    problems = _check(Graph.open(store))
    for problem in problems:
        click.echo(str(problem))
    violations = [problem for problem in problems if problem.severity == "violation"]
    click.echo(
        f"{store}: {say_count(len(violations), 'violation')}, {say_count(len(problems) - len(violations), 'warning')}",
        err=True,
    )
    ctx.exit(1 if violations else 0)


def _check(graph: Graph) -> list[checks.Problem]:
    """Gives all problems; where standard error is a terminal, a bar says how far it is and is gone at the end."""
    columns = ("checking", BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    is_watched = sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_watched) as bar:
        task = bar.add_task("", total=None)
        return checks.check(graph, show=lambda done, total: bar.update(task, completed=done, total=total))


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
        click.echo(f"{out}: {len(written)} tables", err=True)
    else:
        write_whole(out, export_graph(graph, form))
        click.echo(f"{out}: written", err=True)
