"""`kg rank`: who stands in the middle of a network."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.forms import Form
from kg.cli.options import evidence_format_option, lang_option, period_options, store_option
from kg.cli.output import say_name, show_lines
from kg.graph.graph import Graph
from kg.views import network
from kg.views.periods import Period


@click.command()
@click.option("--by", type=click.Choice(list(network.CENTRALITIES)), required=True, help="The centrality.")
@click.option(
    "--projection",
    type=click.Choice(list(network.PROJECTIONS)),
    default="meetings",
    show_default=True,
    help="The network.",
)
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="How many lines.")
@period_options
@store_option
@evidence_format_option
@lang_option
def rank(  # noqa: PLR0913
    *, by: str, projection: str, top: int, period: Period, store: Path, form: Form, lang: str
) -> None:
    """Rank people and bodies by their place in a network.

    The network is a projection of the graph: meetings (people, linked when they took part in the same event), offices
    (people, offices and bodies), agreements (people and bodies with a part in the same agreement) or all. Only done
    things count, each link once. Each line: rank, name, score, number of neighbours, and its latest
    sentence in the language of the answer.

    With --from and --to, only what surely happened between these days counts: what has no date, or only a month that
    reaches beyond them, stays out. Offices count on the days they were seen or stated to be held.

    Example: kg rank --by degree --projection meetings --top 5
    """
    ranks = network.rank(Graph.open(store), by=by, projection=projection, top=top, period=period, lang=lang)
    when = "" if period.is_open else f", {period}"
    note = f"{by} in the projection {projection}{when}: {network.PROJECTIONS[projection]}"
    show_lines(ranks, form, note=note, say=_say_rank, lang=lang)


def _say_rank(line: network.Rank) -> list[str]:
    return [
        str(line.rank),
        say_name(line.thing),
        f"{line.score:.4f}",
        f"{line.links} neighbour{'s'[: line.links != 1]}",
    ]
