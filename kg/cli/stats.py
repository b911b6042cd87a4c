"""`kg stats`: what is in a graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.forms import Form, show_csv, show_json
from kg.cli.grid import echo_grid
from kg.cli.options import format_option, store_option
from kg.cli.terminal import echo
from kg.graph.graph import Graph
from kg.views.contents import SOURCES, Contents, Count, Span, count_contents
from kg.wording import say_count

_COLUMNS = ("section", "name", "part", "count")
_LEFT_OPEN = "mentions left open are not kept in a graph: `kg build` says how many there are"


@click.command()
@store_option
@format_option("table", "json", "csv", about="CSV has one row for each count.")
def stats(*, store: Path, form: Form) -> None:
    """Show what is in the graph: releases, things, statements and the time they cover.

    Releases are counted by the year they were issued in and by language, sentences by language (only those that say
    something are kept), things by kind. A statement counts once for each sentence or row of a reference table that says
    it: by predicate, and by whether it is said to be done, cancelled or planned.

    Example: kg stats
    """
    contents = count_contents(Graph.open(store))
    if form.name == "json":
        show_json({**asdict(contents), "note": _LEFT_OPEN})
    elif form.name == "csv":
        show_csv(_COLUMNS, _list_rows(contents), has_mark=form.has_mark)
    else:
        _show_tables(contents)


def _list_rows(contents: Contents) -> list[list[str]]:
    spans = {"issued": contents.issued, "happened": contents.happened}
    rows = [[count.section, count.name, count.part, str(count.count)] for count in contents.counts]
    return rows + [
        ["period", name, side, day or ""]
        for name, span in spans.items()
        for side, day in (("first", span.first), ("last", span.last))
    ]


def _show_tables(contents: Contents) -> None:
    releases, sentences = contents.list_section("releases"), contents.list_section("sentences")
    langs = list(dict.fromkeys(count.part for count in (*releases, *sentences)))
    echo(f"{say_count(contents.sum_section('releases'), 'release')}, issued {_say_span(contents.issued)}", bold=True)
    _show_parts("year", langs, releases)
    echo(f"{say_count(contents.sum_section('sentences'), 'sentence')} that say something", bold=True)
    _show_parts("", langs, sentences)
    echo(
        f"{say_count(contents.sum_section('things'), 'thing')}; events took place {_say_span(contents.happened)}",
        bold=True,
    )
    echo_grid(("kind", "things"), ((count.name, str(count.count)) for count in contents.list_section("things")))
    echo(say_count(contents.sum_section("statements"), "statement"), bold=True)
    _show_parts("predicate", SOURCES, contents.list_section("statements"))
    echo(_LEFT_OPEN, err=True)


def _say_span(span: Span) -> str:
    return f"{span.first} to {span.last}" if span.first else "on days not known"


def _show_parts(head: str, parts: Sequence[str], counts: Sequence[Count]) -> None:
    """Shows a row for each name, with a column for each part."""
    by_name: dict[str, dict[str, int]] = {}
    for count in counts:
        by_name.setdefault(count.name, {})[count.part] = count.count
    echo_grid(
        (head, *parts),
        ((name, *(str(found[part]) if part in found else "" for part in parts)) for name, found in by_name.items()),
    )
