"""The page of who stands in the middle of a network of meetings, offices or agreements, in a period."""

from __future__ import annotations

from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.errors import KgError, UsageError
from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.visit import Visit, make_route
from kg.views.centrality import CENTRALITIES, explain_measure
from kg.views.network import PROJECTIONS, Rank, rank
from kg.views.periods import read_period

_FIRST = 20
_MOST = 200


def show_rank(visit: Visit) -> Response:
    """Answers with a ranking."""
    by = visit.get("by", "degree")
    projection = visit.get("projection", "meetings")
    top = visit.get_number("top", _FIRST, _MOST)
    since, until = visit.get("from"), visit.get("to")
    ranks: tuple[Rank, ...] = ()
    wrong, code = "", 200

    try:
        period = read_period(since or None, until or None, visit.lang)
        find = partial(rank, by=by, projection=projection, top=top, period=period, lang=visit.lang)
        ranks = visit.look_up(("rank", by, projection, top, since, until, visit.lang), find)
    except UsageError as error:
        wrong, code = str(error), 400
    except KgError as error:  # there is nothing in such a network
        wrong = str(error)
    by, projection = by if by in CENTRALITIES else "degree", projection if projection in PROJECTIONS else "meetings"
    return visit.show(
        "rank.html.j2",
        title=visit.say("way:rank"),
        data=make_data("rank", ranks, Rank, lang=visit.lang, remarks={"by": by, "projection": projection}),
        code=code,
        ranks=ranks,
        by=by,
        projection=projection,
        top=top,
        since=since,
        until=until,
        wrong=wrong,
        measures=tuple(CENTRALITIES),
        projections=PROJECTIONS,
        explained=explain_measure(by),
    )


ROUTES: Final[list[BaseRoute]] = [make_route("/rank", show_rank)]
