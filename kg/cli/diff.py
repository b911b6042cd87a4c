"""`kg diff`: what two graphs differ in, or what the builds of one have changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, islice

import click

from kg.cli.forms import Form, show_json
from kg.cli.grid import echo_grid
from kg.cli.options import Store, format_option, lang_option, limit_option, store_option
from kg.cli.terminal import echo, echo_lines
from kg.controls import escape_in_turtle
from kg.exports.markdown import write_markdown
from kg.phrases import say_in, say_phrase
from kg.views.difference import Change, ChangeKind, Difference, Section, compare, say_field
from kg.views.evidence import say_text
from kg.views.rows import choose_source, to_json
from kg.views.versions import make_patch

_COLUMNS = ("change", "name", "id", "what", "releases")
_WRITTEN_AT_ONCE = 1000  # lines


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@store_option
@format_option(
    "table",
    "json",
    "md",
    "patch",
    about="md is Markdown, with all sentences; patch is an RDF Patch, which Apache Jena applies to the old graph.",
)
@limit_option(20, "changes of each sort in a table")
@click.option("--exit-code", "tells", is_flag=True, help="Exit with 1 where anything differs.")
@lang_option
@click.pass_context
def diff(  # noqa: PLR0913
    ctx: click.Context,
    old: str,
    new: str | None,
    *,
    store: Store,
    form: Form,
    limit: int | None,
    tells: bool,
    lang: str,
) -> None:
    """Show what is new, has changed or is gone, and which release brought it.

    OLD and NEW are stores (folders, or addresses of servers) or files that `kg export` wrote as ttl, nt, nq or jsonld;
    or both are dates: then it is shown what the builds of --store from one day to the other have changed, as its
    changelog tells, which `kg build` keeps beside the graph. Without NEW, OLD is compared with the graph of --store, or
    all builds since that day are shown.

    People, holders of offices, agreements, events, statements and all else are compared by their ids: what has the same
    id and says something else has changed, and each property is shown with the value before and after. A patch is made
    without keeping more than a part of it in memory, however large the graphs are; for the other formats what differs
    has to fit into it.

    Exit code 0, whether anything differs or not, unless --exit-code is given.

    Example: kg diff 2024-01-08 2024-02-01 --store gba.kg
    """
    if form.name == "patch":
        differs = _show_patch(make_patch(old, new, store=store))
        ctx.exit(1 if tells and differs else 0)
    difference = compare(old, new, store=store, lang=lang)
    if form.name == "json":
        show_json(to_json(difference))
    elif form.name == "md":
        echo_lines(write_markdown(difference, lang))
    else:
        _show_tables(difference, limit, lang)
    ctx.exit(1 if tells and difference.changes else 0)


def _show_patch(lines: Iterator[bytes]) -> bool:
    """Writes a patch; says whether it changes anything."""
    count = 0
    while piece := list(islice(lines, _WRITTEN_AT_ONCE)):
        count += len(piece)
        echo_lines(escape_in_turtle(line.decode().removesuffix("\n")) for line in piece)
    return count > 2


def _show_tables(difference: Difference, limit: int | None, lang: str) -> None:
    is_cut = False
    for section in Section:
        changes = difference.list_section(section)
        if changes:
            echo(_say_head(section, changes, lang), bold=True)
            _show_table(changes[:limit], lang)
            is_cut |= limit is not None and len(changes) > limit
    if not difference.changes:
        echo(say_phrase(lang, "no_difference"), err=True)
    if is_cut:
        echo(say_phrase(lang, "more_than_shown", limit=limit), err=True)


def _show_table(changes: Sequence[Change], lang: str) -> None:
    """Shows a row for each change; a column in which nothing stands is left out."""
    rows = [_list_cells(change, lang) for change in changes]
    kept = [any(cells) for cells in zip(*rows, strict=True)]
    columns = (say_phrase(lang, f"column:{column}") for column in _COLUMNS)
    echo_grid(compress(columns, kept), (compress(row, kept) for row in rows), lang=lang)


def _say_head(section: Section, changes: Sequence[Change], lang: str) -> str:
    counts = {kind: sum(change.kind is kind for change in changes) for kind in ChangeKind}
    said = say_phrase(lang, "and").join(
        f"{count} {say_phrase(lang, f'change:{kind}')}" for kind, count in counts.items() if count
    )
    return say_phrase(lang, "labelled", label=say_phrase(lang, f"changed:{section}"), text=said)


def _list_cells(change: Change, lang: str) -> tuple[str, ...]:
    kind = say_phrase(lang, f"change:{change.kind}")
    releases = "; ".join(release.id.removeprefix("release/") for release in change.releases)
    return kind, change.what.say(lang), change.thing.id, _say_details(change, lang), releases


def _say_details(change: Change, lang: str) -> str:
    """Says what has changed of a thing; of a statement its sentence."""
    if change.section is Section.CLAIM and change.evidence:
        source = choose_source(change.evidence, lang)
        return say_in(lang, say_text(source, lang) or source.title)
    fields = change.fields if change.is_told_by_fields else ()
    return "; ".join(say_field(field).say(lang) for field in fields)
