"""The page of an initiative: who is involved in it, and the releases that name it."""

from __future__ import annotations

from starlette.responses import Response

from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.visit import Visit
from kg.views.names import Names, Thing
from kg.views.timeline import Moment, tell_timeline


def show(visit: Visit, names: Names, thing: Thing) -> Response:  # noqa: ARG001
    """Answers with the page of an initiative."""
    moments = tell_timeline(visit.graph, thing.id, lang=visit.lang).lines[::-1]
    return visit.show(
        "initiative.html.j2",
        title=thing.name,
        data=make_data(thing.id, moments, Moment, about=thing, lang=visit.lang),
        feed=f"{link_thing(thing.id)}/feed.atom",
        thing=thing,
        moments=moments,
    )
