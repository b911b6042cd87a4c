"""The page of a place: what lies around it and within it, what took place there, who visited."""

from __future__ import annotations

from starlette.responses import Response

from kg.explorer.pages.downloads import make_late_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.shown import complete_moments
from kg.explorer.pages.visit import Visit
from kg.views.names import Names, Thing, shorten, to_iri
from kg.views.timeline import Moment, outline_timeline, tell_timeline

_AROUND = """SELECT DISTINCT ?way ?other WHERE {
  { $about schema:containedInPlace ?other BIND ("above" AS ?way) }
  UNION { ?other schema:containedInPlace $about BIND ("below" AS ?way) }
  UNION { ?other dct:spatial $about BIND ("body" AS ?way) }
} ORDER BY ?way ?other"""


def show(visit: Visit, names: Names, thing: Thing) -> Response:
    """Answers with the page of a place."""
    around: dict[str, list[str]] = {"above": [], "below": [], "body": []}
    for way, other in visit.graph.ask(_AROUND, about=to_iri(thing.id)):
        around[way or ""].append(shorten(other))
    names.read_some(other for found in around.values() for other in found)
    outlined = outline_timeline(visit.graph, names, thing)[::-1]
    return visit.show(
        "place.html.j2",
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
        around={
            way: sorted(map(names.get, found), key=lambda one: (one.name, one.id)) for way, found in around.items()
        },
    )
