"""`kg list`: all things of a kind."""

from __future__ import annotations

from collections.abc import Iterable

import click

from kg.cli.forms import Form, show_csv, show_json
from kg.cli.grid import echo_grid
from kg.cli.options import Store, format_option, lang_option, limit_option, period_options, store_option
from kg.cli.terminal import echo
from kg.graph.graph import Graph
from kg.phrases import Phrase, make_phrase, name_value, say_phrase
from kg.views.datings import say_date
from kg.views.directory import LISTS, Directory, Entry, list_directory
from kg.views.periods import Period, say_period
from kg.views.rows import DATE_COLUMNS, list_date, say_name

_COLUMNS = ("id", "name", "name_lang", "status", *DATE_COLUMNS, "releases", "sentences")
_SHOWN = ("id", "name", "status", "date", "releases", "sentences")


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
    ctx: click.Context, what: str, *, like: str, limit: int | None, period: Period, store: Store, form: Form, lang: str
) -> None:
    """List people, offices, bodies, events, agreements or releases.

    Each line: id, name, date with its kind, how many releases name it (each language version is one) and how many
    sentences say something of it. Events, agreements and releases have the days they took place, were signed or were
    issued on and come latest first; those planned or cancelled say so, and an agreement that is only named has no
    status. People, offices and bodies have the days of the first and the last release that names them and come by the
    number of releases, then of sentences.

    With --from and --to what lies between these days is listed, or may: an event known by its month is in each part of
    it, one without a date in none; of people, offices and bodies what a release issued between them names, and only
    such releases count. Exit code 1: there are none.

    Example: kg list people --like chan
    """
    found = list_directory(Graph.open(store), what, period=period, like=like, limit=limit, lang=lang)
    if form.name == "json":
        show_json({"list": what, "total": found.total, "lines": [_to_dict(entry) for entry in found.entries]})
    elif form.name == "csv":
        rows = (map(str, _to_dict(entry).values()) for entry in found.entries)
        show_csv(_COLUMNS, rows, has_mark=form.has_mark)
    elif found.entries:
        _show_table(found, lang)
    if not found.entries:
        echo(_say_none(what, like, period).say(lang), err=True)
        ctx.exit(1)
    if found.total > len(found.entries):
        echo(say_phrase(lang, "shown_of", total=found.total, limit=limit), err=True)


def _say_none(what: str, like: str, period: Period) -> Phrase:
    listed = make_phrase(f"list:{what}")
    none = make_phrase("none_like", what=listed, like=like) if like else make_phrase("none", what=listed)
    return none if period.is_open else make_phrase("within", words=none, period=say_period(period))


def _to_dict(entry: Entry) -> dict[str, str | int]:
    thing = entry.thing
    name = (thing.name, thing.other_lang or thing.lang)
    cells = (thing.id, *name, entry.status or "", *list_date(entry.date))
    return dict(zip(_COLUMNS, (*cells, entry.releases, entry.sentences), strict=True))


def _show_table(found: Directory, lang: str) -> None:
    columns = (say_phrase(lang, f"column:{column}") for column in _SHOWN)
    echo_grid(columns, (_list_cells(entry, lang) for entry in found.entries), lang=lang)


def _list_cells(entry: Entry, lang: str) -> Iterable[str]:
    status = name_value(entry.status).say(lang) if entry.status else ""
    counts = (str(entry.releases), str(entry.sentences))
    return entry.thing.id, say_name(entry.thing), status, say_date(entry.date).say(lang), *counts
