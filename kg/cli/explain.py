"""`kg explain`: how a sentence or a release is read."""

from __future__ import annotations

from pathlib import Path

import click

from kg.explain import explain_file, explain_text

# A longer text is not the name of a file, and asking the system about it is an error.
_LONGEST_NAME = 250


@click.command()
@click.argument("what", metavar="TEXT|FILE")
def explain(what: str) -> None:
    """Show step by step how a sentence or a release is read.

    Sentence, mentions, entities, rule, statements: what was found, and what was left open and why.

    Example: kg explain "The Chief Secretary for Administration, Mr Chan Kwok-ki, today visited Guangzhou."
    """
    is_file = len(what.encode()) < _LONGEST_NAME and Path(what).is_file()
    click.echo(str(explain_file(Path(what)) if is_file else explain_text(what)))
