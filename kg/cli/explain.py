"""`kg explain`: how a sentence or a release is read."""

from __future__ import annotations

import click

from kg.explain import explain as explain_text


@click.command()
@click.argument("what", metavar="TEXT|FILE")
def explain(what: str) -> None:
    """Show step by step how a sentence or a release is read.

    Sentence, mentions, entities, rule, statements: what was found, and what was left open and why.

    Example: kg explain "The Chief Secretary for Administration, Mr Chan Kwok-ki, today visited Guangzhou."
    """
    click.echo(str(explain_text(what)))
