"""`kg check`: what is wrong with the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import Store, store_option
from kg.cli.progress import show_progress
from kg.cli.terminal import echo, echo_lines
from kg.graph import checks
from kg.graph.graph import Graph
from kg.graph.store import check_files
from kg.wording import say_count


@click.command()
@store_option
@click.pass_context
def check(ctx: click.Context, store: Store) -> None:
    """Check the graph against its shapes and its evidence.

    One line per problem. Exit code 1: there is a violation; a warning alone does not make a graph unsound. In a
    terminal a line says how far it is. That no byte of the store was changed, which no other command sees to where a
    file is large, is checked first.

    Example: kg check --store gba.kg
    """
    if isinstance(store, Path):
        check_files(store)
    with show_progress("checking") as note:
        problems = checks.check(Graph.open(store), show=note)
    echo_lines(map(str, problems))
    violations = [problem for problem in problems if problem.severity == "violation"]
    echo(
        f"{store}: {say_count(len(violations), 'violation')}, {say_count(len(problems) - len(violations), 'warning')}",
        err=True,
    )
    ctx.exit(1 if violations else 0)
