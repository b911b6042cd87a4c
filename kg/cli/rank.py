"""`kg rank`: who stands in the middle of a network."""

from __future__ import annotations

import click

from kg.cli.forms import Form
from kg.cli.options import Store, evidence_format_option, lang_option, period_options, store_option
from kg.cli.output import show_lines
from kg.cli.terminal import echo
from kg.graph.graph import Graph
from kg.phrases import join_phrases, make_phrase, say_phrase
from kg.views import network
from kg.views.centrality import CENTRALITIES, explain_measure
from kg.views.periods import Period, say_period
from kg.views.rows import say_name
from kg.wording import say_number


@click.command()
@click.option("--by", type=click.Choice(list(CENTRALITIES)), required=True, help="The centrality.")
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
    *, by: str, projection: str, top: int, period: Period, store: Store, form: Form, lang: str
) -> None:
    """Rank people and bodies by their place in a network.

    The network is a projection of the graph: meetings (people, linked when they took part in the same event), offices
    (people, offices and bodies), agreements (people and bodies with a part in the same agreement) or all. Only done
    things count. Each line: rank, name, score, number of neighbours, and its latest sentence in the language of the
    answer. Who have the same score share a rank ("2="), by name. Two lines above the answer say what the score is and
    what an edge weighs.

    An event or agreement of n adds 1/(n-1) to the weight of each pair, so that one long list of guests counts no more
    than one talk between two (Newman, Physical Review E 64, 016132, 2001). Degree, pagerank and eigenvector add up
    these weights; for betweenness and closeness an edge is 1/weight long.

    With --from and --to, only what surely happened between these days counts: what has no date, or only a month that
    reaches beyond them, stays out. Offices count on the days they were seen or stated to be held.

    Example: kg rank --by degree --projection meetings --top 5
    """
    ranks = network.rank(Graph.open(store), by=by, projection=projection, top=top, period=period, lang=lang)
    within = join_phrases([make_phrase(f"projection:{projection}"), say_period(period)])
    about = join_phrases([make_phrase(f"network:{projection}"), make_phrase(f"weight:{projection}")], by="semicolon")
    remarks = {
        "measure": make_phrase("labelled", label=make_phrase(f"centrality:{by}"), text=explain_measure(by)),
        "network": make_phrase("labelled", label=within, text=about),
    }
    show_lines(ranks, form, kind=network.Rank, remarks=remarks, say=_say_rank, lang=lang)
    last = ranks[-1]
    left_out = last.shared_by - sum(line.rank == last.rank for line in ranks)
    if left_out:
        echo(say_phrase(lang, "more_share_rank", n=left_out, rank=last.rank), err=True)


def _say_rank(line: network.Rank) -> list[str]:
    return [
        f"{line.rank}{'=' if line.shared_by > 1 else ''}",
        say_name(line.thing),
        say_number(line.score),
        make_phrase("neighbours", n=line.links),
    ]
