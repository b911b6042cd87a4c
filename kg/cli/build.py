"""`kg build`: releases into a graph on disk."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import Store, store_option, strict_option
from kg.cli.terminal import echo
from kg.publishing import publish


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@store_option
@click.option("--replace", is_flag=True, help="Write over the store that lies there.")
@click.option(
    "--no-general-knowledge",
    is_flag=True,
    help="Leave out what the reference tables say without a source.",
)
@strict_option
@click.pass_context
def build(
    ctx: click.Context,
    paths: tuple[Path, ...],
    store: Store,
    *,
    replace: bool,
    no_general_knowledge: bool,
    strict: bool,
) -> None:
    """Read releases into a graph on disk.

    PATHS are releases or folders of them. A release that cannot be read is reported and skipped;
    the exit code is 1 where not one could be read, and the store then stays as it was; with --strict it is 1
    where one could not be read, though the others are in the store. Of two texts with one id the second gets
    an id of its own, which is said; a copy counts once.

    A store that lies there already, whole or damaged, is left as it is unless --replace is given. --store may be the
    address of a server: there --replace drops what our graph holds, which is the default graph, or on Virtuoso
    one of our own.

    Example: kg build data/releases --store gba.kg
    """
    report = publish(paths, store, replace=replace, general_knowledge=not no_general_knowledge)
    for remark in report.remarks:
        echo(f"kg: note: {remark}", err=True)
    for error in report.skipped:
        echo(f"kg: skipped: {error}", err=True)
    echo(f"{store}: {report}", err=True)
    ctx.exit(1 if strict and report.skipped else 0)
