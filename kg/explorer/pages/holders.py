"""The page of who held an office on a day, and on what basis that is known."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.errors import UnknownNameError, UsageError
from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.failures import find_nearest
from kg.explorer.pages.visit import Visit, make_route
from kg.views.names import Thing
from kg.views.offices import Holder, OfficeAnswer, find_holders

_LONGEST = 200


def show_office(visit: Visit) -> Response:
    """Answers with the holders of an office on a day."""
    name, on = visit.get("name")[:_LONGEST], visit.get("on")
    answer: OfficeAnswer | None = None
    near: tuple[Thing, ...] = ()
    wrong, code = "", 200
    if name and on:
        try:
            answer = find_holders(visit.graph, name, on=on, lang=visit.lang)
        except UnknownNameError as error:
            wrong, code, near = str(error), 404, find_nearest(visit, name, ("post",)) or find_nearest(visit, name)
        except UsageError as error:
            wrong, code = str(error), 400
    holders = answer.holders if answer else ()
    title = visit.say("holders_on", office=answer.office.name, day=answer.on) if answer else visit.say("way:office_on")
    data = make_data("office", holders, Holder, about=None, lang=visit.lang, remarks={"office": name, "on": on})
    return visit.show(
        "office.html.j2",
        title=title,
        data=data if answer else None,
        code=code,
        name=answer.office.name if answer else name,
        on=on,
        answer=answer,
        wrong=wrong,
        near=near,
    )


ROUTES: Final[list[BaseRoute]] = [make_route("/office", show_office)]
