"""`kg build`: releases into a graph on disk."""

from __future__ import annotations

from pathlib import Path

import click

from kg.build import build_store
from kg.cli.options import store_option


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@store_option
@click.option(
    "--no-general-knowledge",
    is_flag=True,
    help="Leave out what the reference tables say without a source.",
)
def build(paths: tuple[Path, ...], store: Path, *, no_general_knowledge: bool) -> None:
    """Read releases into a graph on disk.

    PATHS are releases or folders of them. A release that cannot be read is reported and skipped;
    the exit code is 1 where not one could be read, and the store then stays as it was.

    Example: kg build data/releases --store gba.kg
    """
    report = build_store(paths, store, general_knowledge=not no_general_knowledge)
    for error in report.skipped:
        click.echo(f"kg: skipped: {error}", err=True)
    click.echo(f"{store}: {report}", err=True)
