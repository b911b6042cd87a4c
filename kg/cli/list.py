"""`kg list`: all things of a kind."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli.forms import show_csv, show_json
from kg.cli.grid import echo_grid
from kg.cli.options import format_option, lang_option, limit_option, period_options, store_option
from kg.cli.output import say_name
from kg.cli.terminal import echo
from kg.graph.graph import Graph
from kg.views.directory import LISTS, Directory, Entry, list_directory
from kg.views.periods import Period

_COLUMNS = ("id", "name", "name_lang", "status", "first", "last", "releases", "sentences")


@click.command("list")
@click.argument("what", type=click.Choice(list(LISTS)), metavar=f"[{'|'.join(LISTS)}]")
@click.option(
    "--like", metavar="WORDS", default="", help="Only what has these words, in any script, in one of its names."
)
@limit_option(100, "lines")
@period_options
@store_option
@format_option("table", "json", "csv")
@lang_option
@click.pass_context
def list_things(  # noqa: PLR0913
    ctx: click.Context, what: str, *, like: str, limit: int | None, period: Period, store: Path, form: str, lang: str
) -> None:
    """List people, offices, bodies, events, agreements or releases.

    Each line: id, name, first and last day, how many releases name it (each language version is one) and how many
    sentences say something of it. Events, agreements and releases have the days they took place, were signed or were
    issued on and come latest first; those planned or cancelled say so. People, offices and bodies have the days of the
    first and the last release that names them and come by the number of releases, then of sentences.

    With --from and --to only what surely lies between these days is listed; of people, offices and bodies what a
    release issued between them names, and only such releases count. Exit code 1: there are none.

    Example: kg list people --like chan
    """
    found = list_directory(Graph.open(store), what, period=period, like=like, limit=limit, lang=lang)
    if form == "json":
        show_json({"list": what, "total": found.total, "lines": [_to_dict(entry) for entry in found.entries]})
    elif form == "csv":
        show_csv(_COLUMNS, (map(str, _to_dict(entry).values()) for entry in found.entries))
    elif found.entries:
        _show_table(found)
    if not found.entries:
        echo(_say_none(what, like, period), err=True)
        ctx.exit(1)
    if found.total > len(found.entries):
        echo(f"there are {found.total}, of which {limit} are shown; --limit 0 shows all", err=True)


def _say_none(what: str, like: str, period: Period) -> str:
    words = f' with "{like}" in a name' if like else ""
    return f"there are no {what}{words}{'' if period.is_open else f' {period}'}"


def _to_dict(entry: Entry) -> dict[str, str | int]:
    thing = entry.thing
    cells = (
        thing.id,
        thing.name,
        thing.other_lang or thing.lang,
        entry.status or "",
        entry.first or "",
        entry.last or "",
    )
    return dict(zip(_COLUMNS, (*cells, entry.releases, entry.sentences), strict=True))


def _show_table(found: Directory) -> None:
    echo_grid((column for column in _COLUMNS if column != "name_lang"), map(_list_cells, found.entries))


def _list_cells(entry: Entry) -> Iterable[str]:
    days = (entry.first or "", entry.last or "")
    return entry.thing.id, say_name(entry.thing), entry.status or "", *days, str(entry.releases), str(entry.sentences)
