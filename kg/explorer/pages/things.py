"""The page of a thing, and its feed: which of them a thing has, tells its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from kg.explorer.pages import agreement, body, event, initiative, person, place, post, record
from kg.explorer.pages.failures import tell_unknown
from kg.explorer.pages.feeds import answer_feed
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.portraits import Portrait
from kg.explorer.pages.visit import Visit, make_route
from kg.graph.bindings import is_iri
from kg.graph.graph import Graph
from kg.views.names import KINDS, Names, Thing, shorten, to_iri
from kg.views.news import find_news

_SUCCESSORS = "SELECT ?other WHERE { $about dct:isReplacedBy ?other } ORDER BY ?other"
_IS_THERE = "ASK { $about ?predicate ?value }"
# The pages of these say most of what is named most.
PORTRAITS: Final[Mapping[str, Portrait]] = {
    "person": person.PORTRAIT,
    "post": post.PORTRAIT,
    "body": body.PORTRAIT,
    "mechanism": body.PORTRAIT,
    "initiative": initiative.PORTRAIT,
    "place": place.PORTRAIT,
}
_SHOW: Final[Mapping[str, Callable[[Visit, Names, Thing], Response]]] = {
    **{kind: portrait.show for kind, portrait in PORTRAITS.items()},
    "event": event.show,
    "agreement": agreement.show,
}


def pack_portrait(graph: Graph, *, id: str, lang: str) -> bytes:
    """Gives what the page of a thing shows, packed."""
    return PORTRAITS[id.partition("/")[0]].pack(graph, id, lang)


def show_thing(visit: Visit) -> Response:
    """Answers with the page of a thing."""
    return _answer(visit, lambda names, thing: _SHOW[thing.kind](visit, names, thing))


def show_feed(visit: Visit) -> Response:
    """Answers with the releases that name a thing, the latest first, as Atom."""

    def answer(_: Names, thing: Thing) -> Response:
        news = find_news(visit.graph, about=thing, limit=30, lang=visit.lang)
        return answer_feed(visit, thing.name, link_thing(thing.id), news)

    return _answer(visit, answer)


def show_part(visit: Visit) -> Response:
    """Leads from the id of a release, or of a sentence of it, to its page."""
    release, _, ordinal = str(visit.request.path_params["id"]).rpartition("/s")
    if release and ordinal.isdecimal():
        return RedirectResponse(f"{link_thing(f'release/{release}')}#s{ordinal}", 308)
    return RedirectResponse(link_thing(f"release/{visit.request.path_params['id']}"), 308)


def _answer(visit: Visit, answer: Callable[[Names, Thing], Response]) -> Response:
    """Finds the thing of the address; one that has become another leads there."""
    values = visit.request.path_params
    id = f"{values['kind']}/{values['slug']}"
    if is_iri(to_iri(id).value):
        names = Names(visit.graph, visit.lang)
        thing = names.get(id)
        if values["kind"] in KINDS and thing.labels:
            return answer(names, thing)
        others = [shorten(other) for (other,) in visit.graph.ask(_SUCCESSORS, about=to_iri(id))]
        if len(others) == 1 and link_thing(others[0]):
            return RedirectResponse(link_thing(others[0]), 308)
        if not others and values["kind"] not in KINDS and visit.graph.ask(_IS_THERE, about=to_iri(id)) == [("true",)]:
            return record.show(visit, id)
    return tell_unknown(visit, str(values["slug"]).replace("-", " "), id)


ROUTES: Final[list[BaseRoute]] = [
    make_route("/thing/release/{id:path}", show_part),
    make_route("/thing/{kind}/{slug}", show_thing),
    make_route("/thing/{kind}/{slug}/feed.atom", show_feed),
]
