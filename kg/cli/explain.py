"""`kg explain`: how a sentence or a release is read."""

from __future__ import annotations

from pathlib import Path

import click

from kg.explain import explain_file, explain_text

_LONGEST_PATH = 1000


@click.command()
@click.argument("what", metavar="TEXT|FILE")
def explain(what: str) -> None:
    """Show step by step how a sentence or a release is read.

    Sentence, mentions, entities, rule, statements: what was found, and what was left open and why.

    Example: kg explain "The Chief Secretary for Administration, Mr Chan Kwok-ki, today visited Guangzhou."
    """
    path = Path(what)
    click.echo(str(explain_file(path) if len(what) < _LONGEST_PATH and path.is_file() else explain_text(what)))
