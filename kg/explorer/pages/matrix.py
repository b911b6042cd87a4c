"""The page of which bureaux worked with which cities: events by body and city, each with its list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.errors import UnknownNameError, UsageError
from kg.explorer.pages.downloads import make_list
from kg.explorer.pages.failures import find_nearest
from kg.explorer.pages.viewpoint import find_home
from kg.explorer.pages.visit import Visit, make_route
from kg.views.cooperation import Crossing, Matrix, count_cooperation
from kg.views.datings import Dating, date_occasion
from kg.views.events import find_occasions_around
from kg.views.names import Names, Thing
from kg.views.periods import read_period

_COLUMNS: Final = ("body", "body_id", "city", "city_id", "events", "event_ids")
_MOST_CITIES = 14
_MOST_EVENTS = 100


def show_matrix(visit: Visit) -> Response:
    """Answers with a table of bodies and cities; `body` and `city` choose a cell, whose events are listed."""
    home, since, until = visit.get("home", find_home())[:200], visit.get("from"), visit.get("to")
    matrix: Matrix | None = None
    near: tuple[Thing, ...] = ()
    wrong, code = "", 200

    try:
        period = read_period(since or None, until or None, visit.lang)
        find = partial(count_cooperation, home=home, period=period, lang=visit.lang)
        matrix = visit.look_up(("matrix", home, since, until, visit.lang), find)
    except UnknownNameError as error:
        wrong, code, near = str(error), 404, find_nearest(visit, home, ("place",))
    except UsageError as error:
        wrong, code = str(error), 400
    chosen = _choose(matrix, visit) if matrix else None
    events = chosen.events if chosen else ()
    return visit.show(
        "matrix.html.j2",
        title=visit.say("way:matrix"),
        data=make_list("matrix", _COLUMNS, map(_to_row, matrix.crossings)) if matrix else None,
        code=code,
        matrix=matrix,
        cities=matrix.cities[:_MOST_CITIES] if matrix else (),
        numbers={(one.bureau.id, one.city.id): len(one.events) for one in matrix.crossings} if matrix else {},
        chosen=chosen,
        events=_list_events(visit, events),
        home=home,
        since=since,
        until=until,
        wrong=wrong,
        near=near,
    )


def _list_events(visit: Visit, ids: Sequence[str]) -> list[tuple[Thing, Dating | None]]:
    """Gives some events with their dates, the latest first."""
    names = Names(visit.graph, visit.lang)
    names.read_some(ids)
    found = [(names.get(id), find_occasions_around(visit.graph, id)) for id in reversed(ids[-_MOST_EVENTS:])]
    return [(thing, date_occasion(occasions[0]) if occasions else None) for thing, occasions in found]


def _choose(matrix: Matrix, visit: Visit) -> Crossing | None:
    """Gives the crossing that the address names, if it is one."""
    sides = (visit.get("body"), visit.get("city"))
    return next((one for one in matrix.crossings if (one.bureau.id, one.city.id) == sides), None)


def _to_row(crossing: Crossing) -> dict[str, object]:
    bureau, city, events = crossing.bureau, crossing.city, crossing.events
    cells = (bureau.name, bureau.id, city.name, city.id, len(events), "; ".join(events))
    return dict(zip(_COLUMNS, cells, strict=True))


ROUTES: Final[list[BaseRoute]] = [make_route("/matrix", show_matrix)]
