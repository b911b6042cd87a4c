"""The page of an event: who was there, in which office, for whom, where, and about what."""

from __future__ import annotations

from starlette.responses import Response

from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.visit import Visit
from kg.views.gathering import Seat, describe_event
from kg.views.names import Names, Thing


def show(visit: Visit, names: Names, thing: Thing) -> Response:  # noqa: ARG001
    """Answers with the page of an event."""
    gathering = describe_event(visit.graph, thing.id, lang=visit.lang)
    return visit.show(
        "event.html.j2",
        title=thing.name,
        data=make_data(thing.id, gathering.seats, Seat, about=thing, lang=visit.lang),
        feed=f"{link_thing(thing.id)}/feed.atom",
        thing=thing,
        gathering=gathering,
    )
