"""The page of how two things are connected, with the sentences behind each step."""

from __future__ import annotations

from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.errors import NoPathError, UnknownNameError
from kg.explorer.lookups import find_way
from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.failures import find_nearest
from kg.explorer.pages.visit import Visit, make_route
from kg.views.names import Names, Thing
from kg.views.paths import Hop

_LONGEST = 200
_MOST_HOPS = 6


def show_path(visit: Visit) -> Response:
    """Answers with a shortest way between two things."""
    start, end = visit.get("from")[:_LONGEST], visit.get("to")[:_LONGEST]
    hops: tuple[Hop, ...] = ()
    near: dict[str, tuple[Thing, ...]] = {}
    wrong, code = "", 200
    if start and end:
        try:
            find = partial(find_way, start=start, end=end, version=visit.version, max_hops=_MOST_HOPS, lang=visit.lang)
            hops = visit.look_up(("path", start, end, _MOST_HOPS, visit.lang), find)
        except UnknownNameError as error:
            wrong, code, near = str(error), 404, _list_nearest(visit, {"from": start, "to": end})
        except NoPathError as error:
            wrong = str(error)
    title = visit.say("between", start=hops[0].start.name, end=hops[-1].end.name) if hops else visit.say("way:path")
    data = make_data("path", hops, Hop, lang=visit.lang, remarks={"from": start, "to": end})
    return visit.show(
        "path.html.j2",
        title=title,
        data=data if hops else None,
        code=code,
        start=_call(visit, start),
        end=_call(visit, end),
        hops=hops,
        wrong=wrong,
        near=near,
    )


def _call(visit: Visit, text: str) -> str:
    """Gives what an id is called; any other text as it was written."""
    if "/" not in text:
        return text
    found = Names(visit.graph, visit.lang).find(text)
    return found[0].name if len(found) == 1 and found[0].id == text else text


def _list_nearest(visit: Visit, asked: dict[str, str]) -> dict[str, tuple[Thing, ...]]:
    """Gives what may have been meant by each end that names nothing, or more than one thing."""
    names = Names(visit.graph, visit.lang)
    return {end: find_nearest(visit, text) for end, text in asked.items() if len(names.find(text)) != 1}


ROUTES: Final[list[BaseRoute]] = [make_route("/path", show_path)]
