"""`kg merge`, `kg split`, `kg correct`: a reader's decision, written down for every build to come."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.options import Store, store_option
from kg.cli.terminal import echo
from kg.decisions import (
    Correction,
    Decision,
    Verdict,
    find_folder,
    remove_decisions,
    write_correction,
    write_decisions,
)
from kg.errors import DataError, UnknownNameError, UsageError
from kg.graph.graph import Graph, Iri
from kg.graph.terms import expand_iri
from kg.views.doubts import find_releases_naming
from kg.views.names import Names, Thing
from kg.views.thing import shorten, to_iri

_VALUES = "SELECT ?value (LCASE(LANG(?value)) AS ?lang) WHERE { $about $named ?value }"
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
    names = Names(Graph.open(store))
    kept, gone = _resolve_pair(names, left, right)
    row = Decision(kept.id, gone.id, Verdict.SAME, name_editor(who), date.today().isoformat(), why)
    write_decisions(folder, [row])
    _confirm(folder, f"{gone.name} ({gone.id}) is {kept.name} ({kept.id})")


def _undo(folder: Path, one: str, other: str) -> None:
    if not remove_decisions(folder, one=one.removeprefix("id:"), other=other.removeprefix("id:")):
        raise UsageError(f"nothing was decided on {one} and {other} in {folder}; name both by their ids")
    _confirm(folder, f"what was decided on {one} and {other} is taken back")


def _resolve_pair(names: Names, left: str, right: str) -> tuple[Thing, Thing]:
    kept, gone = names.resolve(left), names.resolve(right)
    if kept.kind != gone.kind:
        raise UsageError(f"{kept.id} and {gone.id} are of two kinds")
    if kept.id == gone.id:
        raise UsageError(f"both are {kept.id} already")
    return kept, gone


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
    graph = Graph.open(store)
    found = Names(graph).resolve(thing)
    told = {id.rpartition("/")[0] for id in find_releases_naming(graph, found.id)}
    wanted = [release.removeprefix("id:").removeprefix("release/").partition("/")[0] for release in releases]
    if strangers := [release for release in wanted if release not in told]:
        raise UnknownNameError(f"no release {strangers[0]} names {found.id}; those that do: {', '.join(sorted(told))}")
    other = new or _find_free(graph, found.id)
    stamp = (name_editor(who), date.today().isoformat(), why)
    rows = [Decision(found.id, other, Verdict.DIFFERENT, *stamp)]
    rows += [Decision(other, f"{found.id}@{release}", Verdict.SAME, *stamp) for release in dict.fromkeys(wanted)]
    write_decisions(folder, rows)
    _confirm(folder, f"{found.name} in {', '.join(wanted)} is {other}")


def _find_free(graph: Graph, id: str) -> str:
    number = 2
    while find_releases_naming(graph, f"{id}-{number}"):
        number += 1
    return f"{id}-{number}"


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
    graph = Graph.open(store)
    is_claim = about.removeprefix("id:").startswith("claim/")
    id = about.removeprefix("id:") if is_claim else Names(graph).resolve(about).id
    named = field or ("rdf:object" if is_claim else "")
    if not named:
        raise UsageError("which field of it is wrong? Name one, such as schema:startDate or skos:prefLabel@en")
    known = _list_values(graph, id, named)
    if old is None and len(known) != 1:
        raise UsageError(f"{id} {named} has {len(known)} values; say with --old which is wrong: {', '.join(known)}")
    wrong = known[0] if old is None else old
    if wrong not in known:
        raise DataError(f"{id} {named} is not {wrong!r}; it is {', '.join(known) or 'not there'}")
    row = Correction(id, named, wrong, new, why, source, name_editor(who), date.today().isoformat())
    folder = choose_folder(store, decisions)
    write_correction(folder, row)
    _confirm(folder, str(row))


def _list_values(graph: Graph, id: str, field: str) -> list[str]:
    """Gives the values of a field as a correction writes them."""
    named, _, lang = field.partition("@")
    rows = graph.ask(_VALUES, about=to_iri(id), named=Iri(expand_iri(named)))
    return sorted({shorten(value) for value, written in rows if not lang or written == lang.lower()})


def _confirm(folder: Path, said: str) -> None:
    echo(f"{said}; written to {folder}, to be heeded by the next kg build", err=True)
