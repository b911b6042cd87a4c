"""`kg stats`: what is in a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import click

from kg.cli.forms import Form, show_csv, show_json
from kg.cli.grid import echo_grid
from kg.cli.options import Store, format_option, lang_option, store_option
from kg.cli.output import say_predicate
from kg.cli.terminal import echo
from kg.graph.graph import Graph
from kg.phrases import Phrase, make_phrase, name_language, name_value, read_kind, say_phrase
from kg.views.contents import REFERENCE, SOURCES, Contents, Count, Span, count_contents

_COLUMNS = ("section", "name", "part", "count")


@click.command()
@store_option
@format_option("table", "json", "csv", about="CSV has one row for each count.")
@lang_option
def stats(*, store: Store, form: Form, lang: str) -> None:
    """Show what is in the graph: releases, things, statements and the time they cover.

    Releases are counted by the year they were issued in and by language, sentences by language (only those that say
    something are kept), things by kind. A statement counts once for each sentence or row of a reference table that says
    it: by predicate, and by whether it is said to be done, cancelled or planned.

    Example: kg stats
    """
    contents = count_contents(Graph.open(store))
    if form.name == "json":
        show_json({**asdict(contents), "note": make_phrase("left_open")})
    elif form.name == "csv":
        show_csv(_COLUMNS, _list_rows(contents), has_mark=form.has_mark)
    else:
        _show_tables(contents, lang)


def _list_rows(contents: Contents) -> list[list[str]]:
    spans = {"issued": contents.issued, "happened": contents.happened}
    rows = [[count.section, count.name, count.part, str(count.count)] for count in contents.counts]
    return rows + [
        ["period", name, side, day or ""]
        for name, span in spans.items()
        for side, day in (("first", span.first), ("last", span.last))
    ]


def _show_tables(contents: Contents, lang: str) -> None:
    releases, sentences = contents.list_section("releases"), contents.list_section("sentences")
    languages = {count.part: name_language(count.part) for count in (*releases, *sentences)}
    _show_head("releases_issued", contents, "releases", lang, days=_say_span(contents.issued))
    _show_parts(make_phrase("column:year"), languages, releases, lang)
    _show_head("sentences_kept", contents, "sentences", lang)
    _show_parts(Phrase(""), languages, [replace(count, name=say_phrase(lang, "all")) for count in sentences], lang)
    _show_head("things_happened", contents, "things", lang, days=_say_span(contents.happened))
    things = [replace(count, name=read_kind(count.name).say(lang)) for count in contents.list_section("things")]
    _show_parts(make_phrase("column:kind"), {"": make_phrase("column:things")}, things, lang)
    _show_head("statements", contents, "statements", lang)
    sources = {source: name_value(source) for source in SOURCES} | {REFERENCE: make_phrase("reference")}
    statements = [replace(count, name=say_predicate(count.name, lang)) for count in contents.list_section("statements")]
    _show_parts(make_phrase("column:predicate"), sources, statements, lang)
    echo(say_phrase(lang, "left_open"), err=True)


def _show_head(key: str, contents: Contents, section: str, lang: str, **values: str) -> None:
    echo(say_phrase(lang, key, n=contents.sum_section(section), **values), bold=True)


def _say_span(span: Span) -> Phrase:
    return make_phrase("period", first=span.first, last=span.last) if span.first else make_phrase("days_unknown")


def _show_parts(head: Phrase, parts: Mapping[str, Phrase], counts: Sequence[Count], lang: str) -> None:
    """Shows a row for each name, with a column for each part."""
    by_name: dict[str, dict[str, int]] = {}
    for count in counts:
        by_name.setdefault(count.name, {})[count.part] = count.count
    echo_grid(
        (head.say(lang), *(part.say(lang) for part in parts.values())),
        ((name, *(str(found[part]) if part in found else "" for part in parts)) for name, found in by_name.items()),
        lang=lang,
    )
