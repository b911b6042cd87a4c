"""`kg explain`: how a sentence or a release is read."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from kg.cli.standard_input import DASH, STANDARD_INPUT, read_standard_input
from kg.cli.terminal import echo, echo_lines
from kg.controls import has_half_character
from kg.errors import UsageError
from kg.explain import Explanation, explain_content, explain_file, explain_text, write_page
from kg.releases.dates import parse_date
from kg.wording import say_count

# A longer text is not the name of a file, and asking the system about it is an error.
_LONGEST_NAME = 250
_FILE_ENDINGS = (".txt", ".html", ".htm", ".json", ".jsonl", ".csv")


class IssueDay(click.ParamType[datetime]):
    """A day such as 2024-01-08, or a moment."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Reads the day; a usage error where it is none."""
        day = parse_date(str(value))
        return day if day is not None else self.fail(f"{value!r} is not a date; write it as 2024-01-08", param, ctx)


@click.command()
@click.argument("what", metavar="FILE|TEXT|-")
@click.option("--issued", type=IssueDay(), help="The day of issue: what “today” and “last March” start from.")
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write one HTML page instead.")
def explain(what: str, *, issued: datetime | None, page: Path | None) -> None:
    """Show step by step how a sentence or a release is read.

    Each sentence with what its words name, its clauses with the frame that took each and what was made of it, or why
    nothing was, what is stated, and what was left open and why.
    With - standard input is read: a release with a header block or as JSON, or else sentences.
    A TEXT without --issued is read as of today, a FILE as of its own day. The page needs no network.

    Example: kg explain data/releases/seed-20240108.en.txt --html out/seed.html
    """
    explanation = _explain(what, issued)
    if page is None:
        echo_lines(str(explanation).split("\n"))
        return
    write_page(explanation, page)
    echo(f"{page}: {say_count(len(explanation.passages), 'sentence')}", err=True)


def _explain(what: str, issued: datetime | None) -> Explanation:
    if what == DASH:
        return explain_content(read_standard_input(), STANDARD_INPUT, issued=issued)
    if len(os.fsencode(what)) < _LONGEST_NAME and Path(what).exists():
        return explain_file(Path(what), issued=issued)
    if not what.strip():
        raise UsageError("there is no text to explain")
    if len(what.split()) == 1 and what.casefold().endswith(_FILE_ENDINGS):
        raise UsageError(f"{what}: there is no such file")
    if has_half_character(what):
        raise UsageError("the text holds bytes that are no letters: write it in UTF-8")
    return explain_text(what, issued=issued)
