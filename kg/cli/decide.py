"""`kg merge`, `kg split`, `kg correct`: a reader's decision, written down for every build to come."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.options import Store, store_option
from kg.cli.terminal import echo
from kg.decisions import Verdict, find_folder, remove_decisions, write_correction, write_decisions
from kg.errors import UsageError
from kg.graph.graph import Graph
from kg.views.deciding import Stamp, decide_correction, decide_pair, decide_split

Command = TypeVar("Command", bound=Callable[..., Any])


def decisions_option(command: Command) -> Command:
    """Adds `--decisions`, the folder in which decisions are kept."""
    return click.option(
        "--decisions",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="The folder with decisions.csv and corrections.csv.  [default: the store's name with .decisions]",
    )(command)


def editor_options(command: Command) -> Command:
    """Adds `--why` and `--who`: what a decision rests on, and whose it is."""
    who = click.option("--who", envvar="KG_EDITOR", show_envvar=True, help="Who decides.  [default: your user name]")
    why = click.option("--why", default="", help="What it rests on.")
    return why(who(command))


def choose_folder(store: Store, decisions: Path | None) -> Path:
    """Gives the folder of decisions; UsageError where a server keeps the graph and none is named."""
    if decisions is not None:
        return decisions
    if not isinstance(store, Path):
        raise UsageError("a server keeps no decisions; name their folder with --decisions, here and for kg build")
    return find_folder(store)


def name_editor(who: str | None) -> str:
    """Gives the name of who decides; nobody's where the system knows none."""
    try:
        return who or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@click.command()
@click.argument("left")
@click.argument("right")
@click.option("--undo", is_flag=True, help="Take back what was decided on the two.")
@store_option
@decisions_option
@editor_options
def merge(  # noqa: PLR0913
    left: str, right: str, *, undo: bool, store: Store, decisions: Path | None, why: str, who: str | None
) -> None:
    """Say that two things are one: the id of LEFT stays, that of RIGHT leads to it.

    Both are named by a name or an id, as for `kg who`. The next `kg build` heeds it, and every one after that; no
    claim gets another id, and taking it back brings back what was before. What is known by a table keeps its id.

    Example: kg merge person/john-lee-ka-chiu "John K C Lee" --why "same office on the same day"
    """
    folder = choose_folder(store, decisions)
    if undo:
        _undo(folder, left, right)
        return
    row = decide_pair(Graph.open(store), left, right, Verdict.SAME, Stamp(name_editor(who), why))
    write_decisions(folder, [row])
    _confirm(folder, f"{row.right} is {row.left}")


def _undo(folder: Path, one: str, other: str) -> None:
    if not remove_decisions(folder, one=one.removeprefix("id:"), other=other.removeprefix("id:")):
        raise UsageError(f"nothing was decided on {one} and {other} in {folder}; name both by their ids")
    _confirm(folder, f"what was decided on {one} and {other} is taken back")


@click.command()
@click.argument("thing")
@click.option("--in", "releases", multiple=True, metavar="RELEASE", help="A release that means another.")
@click.option("--as", "new", metavar="ID", help="The id of the other one.  [default: the same with a number]")
@click.option("--undo", is_flag=True, help="Take back that THING and the one of --as are two.")
@store_option
@decisions_option
@editor_options
def split(  # noqa: PLR0913
    thing: str,
    *,
    releases: tuple[str, ...],
    new: str | None,
    undo: bool,
    store: Store,
    decisions: Path | None,
    why: str,
    who: str | None,
) -> None:
    """Say that in some releases a name means another than elsewhere.

    THING is a name or an id; each RELEASE an id as other commands print it, with or without its language. What they
    say of THING is then of one that has an id of its own.

    Example: kg split "Wong Ka-wai" --in P2024010500123 --why "a swimmer, not the official"
    """
    folder = choose_folder(store, decisions)
    if undo == bool(releases) or (undo and new is None):
        raise UsageError("name the releases with --in, or with --undo the id that they got with --as")
    if undo and new is not None:
        _undo(folder, thing, new)
        return
    rows = decide_split(Graph.open(store), thing, releases, new, Stamp(name_editor(who), why))
    write_decisions(folder, rows)
    _confirm(folder, f"{', '.join(row.right for row in rows[1:])} is {rows[0].right}")


@click.command()
@click.argument("about")
@click.argument("field", required=False)
@click.option("--old", help="What is wrong.  [default: the value that is there, where it is the only one]")
@click.option("--new", default="", help="What is right.  [default: nothing is]")
@click.option("--why", required=True, help="The reason.")
@click.option("--source", required=True, help="Where that is to be read: an address, or words.")
@click.option("--who", envvar="KG_EDITOR", show_envvar=True, help="Who corrects.  [default: your user name]")
@store_option
@decisions_option
def correct(  # noqa: PLR0913
    about: str,
    field: str | None,
    *,
    old: str | None,
    new: str,
    why: str,
    source: str,
    who: str | None,
    store: Store,
    decisions: Path | None,
) -> None:
    """Correct what a claim says, or a field of a thing.

    ABOUT is the id of a claim (then FIELD is rdf:object, or rdf:subject where another did it), or a thing, by name or
    id, with a FIELD of it such as schema:startDate or skos:prefLabel@en; `kg show` prints both. The sentence stays,
    marked as corrected; what is right stands beside it with the reason and the source. Every `kg build` from now on
    heeds it; where the old value is no longer there, the build says so and leaves all as it is.

    Example: kg correct event/0123456789abcdef schema:startDate --old 2024-05-03 --new 2024-05-02 --why "misprint"
    --source https://www.info.gov.hk/
    """
    stamp = Stamp(name_editor(who), why)
    row = decide_correction(Graph.open(store), about, field or "", old=old, new=new, source=source, stamp=stamp)
    folder = choose_folder(store, decisions)
    write_correction(folder, row)
    _confirm(folder, str(row))


def _confirm(folder: Path, said: str) -> None:
    echo(f"{said}; written to {folder}, to be heeded by the next kg build", err=True)
