"""`kg watch`: a list of names, and what is new about each since the last time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from kg.cli.forms import Form, show_json
from kg.cli.lookups import say_moment
from kg.cli.options import Command, Store, format_option, lang_option, store_option
from kg.cli.output import show_lines
from kg.cli.terminal import echo, echo_lines
from kg.graph.graph import Graph
from kg.phrases import say_phrase
from kg.views.rows import to_json
from kg.views.timeline import Moment
from kg.views.watching import Tidings, add_watched, list_watched, look_at_watched, remove_watched, write_feeds


def list_option(command: Command) -> Command:
    """Adds `--list`, the file with the watched names."""
    add: Callable[[Command], Command] = click.option(
        "--list",
        "path",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        default=lambda: Path(click.get_app_dir("gba-kg")) / "watched.json",
        envvar="KG_WATCHED",
        show_envvar=True,
        help="The list.  [default: watched.json among your settings]",
    )
    return add(command)


@click.group()
def watch() -> None:
    """Keep a list of names, and show what is new about each since the last time.

    The list is a small file of JSON among your settings, or the one that --list names; beside it lies what was seen of
    each store.

    Example: kg watch add "Chan Kwok-ki"
    """


@watch.command()
@click.argument("name")
@list_option
@store_option
@lang_option
def add(name: str, *, path: Path, store: Store, lang: str) -> None:
    """Watch a person, office, body, place, agreement, initiative or event.

    NAME is found as `kg who` finds it, or is an id; where several things are called so, each is listed with its id.

    Example: kg watch add "Chan Kwok-ki"
    """
    thing = add_watched(Graph.open(store), name, path, lang=lang)
    echo(f"{path}: {say_phrase(lang, 'is_watched', name=thing.name, id=thing.id)}", err=True)


@watch.command("list")
@list_option
def list_names(*, path: Path) -> None:
    """List what is watched: the id of each, and the name that it was added under.

    Example: kg watch list
    """
    for one in list_watched(path):
        echo(f"{one.id}  {one.name}")


@watch.command()
@click.argument("name")
@list_option
@lang_option
def remove(name: str, *, path: Path, lang: str) -> None:
    """Watch something no longer; NAME is the one that it was added under, or its id.

    Example: kg watch remove "Chan Kwok-ki"
    """
    one = remove_watched(name, path, lang=lang)
    echo(f"{path}: {say_phrase(lang, 'no_longer_watched', name=one.name, id=one.id)}", err=True)


@watch.command()
@list_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Also write Atom feeds: into a folder one for each name and one of all, watched.atom; into a file that ends in"
    " .atom or .xml that of all.",
)
@store_option
@format_option("table", "json")
@lang_option
def run(*, path: Path, out: Path | None, store: Store, form: Form, lang: str) -> None:
    """Show what is new about each watched name since the last run, with its sentence and release.

    The first run of a name notes what is known by then. New is what a sentence, or a row of a reference table, says
    that was not there before, whenever its release was issued. A feed holds the latest releases about a name, and those
    that runs have found; without changes it is written with the same bytes.

    Example: kg watch run --out feeds
    """
    graph = Graph.open(store)
    watching = look_at_watched(graph, path, store=store, lang=lang)
    if form.name == "json":
        show_json({"names": [_to_dict(one) for one in watching.tidings]})
    else:
        for number, one in enumerate(watching.tidings):
            echo_lines([""] if number else [])
            show_lines(one.lines, form, kind=Moment, about=one.thing, note=one.note, say=say_moment, lang=lang)
    for missing in watching.missing:
        echo(f"kg: note: {say_phrase(lang, 'no_id', id=missing.id)}", err=True)
    if out is not None:
        write_feeds(graph, watching, out, lang=lang)
    watching.keep()


def _to_dict(one: Tidings) -> dict[str, object]:
    counts = {"known": one.known, "gone": one.gone, "is_first": one.is_first}
    return {"about": to_json(one.thing), "note": one.note, **counts, "lines": to_json(one.lines)}
