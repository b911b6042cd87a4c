"""`kg build`: releases into a graph on disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kg.addresses import Address, Source, to_source
from kg.building.publishing import publish
from kg.building.report import say_things
from kg.building.work import Settings
from kg.cli.memory import give_back_at_once
from kg.cli.options import Store, store_option, strict_option
from kg.cli.progress import show_steps
from kg.cli.terminal import echo
from kg.errors import UsageError
from kg.views.builds import say_turnovers


class ReleasePath(click.Path):
    """A path that has to be there, or an address."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Gives either; what lies at an address is seen when it is read."""
        source = to_source(value) if value else value
        return source if isinstance(source, Address) else super().convert(value, param, ctx)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=ReleasePath(exists=True, path_type=Path))
@store_option
@click.option("--replace", is_flag=True, help="Write over the store that lies there.")
@click.option("--add", is_flag=True, help="Add to the store that lies there: read only what is new or has changed.")
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder in which a graph is built that a server keeps.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    help="How many processes read.  [default: one for each core]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Read on the workers of the Dask scheduler at this address, such as tcp://host:8786.",
)
@click.option(
    "--parts",
    metavar="URL",
    help="With --cluster: a folder that all workers reach, such as /shared/parts or s3://bucket/parts, for what they"
    " have done; what lies there is not done again. Whoever may write there can make this program do anything.",
)
@click.option(
    "--no-general-knowledge",
    is_flag=True,
    help="Leave out what the reference tables say without a source.",
)
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="A folder with decisions.csv or corrections.csv to heed, beside the one that has the store's name.",
)
@strict_option
@click.pass_context
def build(  # noqa: PLR0913
    ctx: click.Context,
    paths: tuple[Source, ...],
    store: Store,
    *,
    replace: bool,
    add: bool,
    jobs: int,
    work: Path | None,
    cluster: str | None,
    parts: str | None,
    no_general_knowledge: bool,
    decisions: tuple[Path, ...],
    strict: bool,
) -> None:
    """Read releases into a graph on disk.

    PATHS are releases or folders of them, on disk or at an address such as s3://bucket/releases. A release that
    cannot be read is reported and skipped; the exit code is 1 where not one could be read, and the store then stays
    as it was; with --strict it is 1 where one could not be read, though the others are in the store. Of two texts
    with one id the second gets an id of its own, which is said; a copy counts once.

    A store that lies there already, whole or damaged, is left as it is unless --replace or --add is given. With
    --add the files that are as they were are not read again, what lay below PATHS and is gone leaves the graph, and
    what was read from elsewhere stays; the graph is the same as one built from nothing. A build that was ended
    in the middle goes on where it was; until it is through, the old graph answers. How much is new, has changed or is
    gone since the build before is said, and kept line by line beside the graph, for `kg diff`.

    What readers decided and corrected (`kg merge`, `kg split`, `kg correct`, `kg review`) is heeded at every build; of
    what no longer applies a note says so.

    --store may be the address of a server: there --replace drops what our graph holds, which is the default graph, or
    on Virtuoso one of our own; for --add name a folder with --work, in which what was read is kept.

    Example: kg build data/releases --store gba.kg
    """
    if replace and add:
        raise UsageError("--replace drops what lies there, --add keeps it; give one of them")
    if cluster is not None and ctx.get_parameter_source("jobs") != ParameterSource.DEFAULT:
        raise UsageError("--jobs are processes of this machine, --cluster has workers of its own; give one of them")
    if parts is not None and cluster is None:
        raise UsageError("--parts is where the workers of a cluster put what they have done; it needs --cluster")
    give_back_at_once()
    with show_steps() as tell:
        settings = Settings(not no_general_knowledge, jobs, tell, cluster=cluster, parts=parts, decisions=decisions)
        report = publish(paths, store, replace=replace, add=add, work=work, settings=settings)
    for remark in report.remarks:
        echo(f"kg: note: {remark}", err=True)
    for idle in report.idle:
        echo(f"kg: not applied: {idle}", err=True)
    for error in report.skipped:
        echo(f"kg: skipped: {error}", err=True)
    echo(f"{store}: {report}", err=True)
    if report.things:
        echo(f"{store}: {say_things(report.things)}", err=True)
    if report.turnovers is not None:
        echo(f"{store}: since the last build: {say_turnovers(report.turnovers)}", err=True)
    ctx.exit(1 if strict and report.skipped else 0)
