"""The page of an initiative: who is involved in it, and the releases that name it."""

from __future__ import annotations

from starlette.responses import Response

from kg.explorer.pages.downloads import make_late_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.shown import complete_moments
from kg.explorer.pages.visit import Visit
from kg.views.names import Names, Thing
from kg.views.timeline import Moment, outline_timeline, tell_timeline


def show(visit: Visit, names: Names, thing: Thing) -> Response:
    """Answers with the page of an initiative."""
    outlined = outline_timeline(visit.graph, names, thing)[::-1]
    return visit.show(
        "initiative.html.j2",
        title=thing.name,
        data=make_late_data(
            thing.id,
            lambda: tell_timeline(visit.graph, thing.id, lang=visit.lang).lines[::-1],
            Moment,
            about=thing,
            lang=visit.lang,
        ),
        feed=f"{link_thing(thing.id)}/feed.atom",
        thing=thing,
        moments=complete_moments(visit.graph, thing, outlined, visit.lang),
    )
