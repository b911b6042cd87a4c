"""The pages that say that something is not there or was asked wrongly, with what may have been meant."""

from __future__ import annotations

from starlette.responses import Response

from kg.explorer.pages.visit import Visit
from kg.explorer.pages.wording import say
from kg.phrases import Phrase, say_phrase
from kg.views.names import Names, Thing

_MOST_NEAREST = 10
_LONGEST = 200


def tell_unknown(visit: Visit, asked: str, id: str) -> Response:
    """Says that the graph has nothing of an id, with the names that are nearest to what was asked."""
    return tell_failure(visit, say_phrase(visit.lang, "no_id", id=id), 404, asked=asked)


def tell_failure(visit: Visit, message: str, status: int, *, asked: str = "", kinds: tuple[str, ...] = ()) -> Response:
    """Says what is wrong, with the names that are nearest to what was asked."""
    near = find_nearest(visit, asked, kinds) if asked else ()
    return visit.show("failure.html.j2", title=say_title(status), code=status, message=message, near=near)


def say_title(status: int) -> Phrase:
    """Gives the heading of a page that fails."""
    return say("not_found" if status == 404 else "asked_wrongly" if status < 500 else "out_of_order")


def find_nearest(visit: Visit, asked: str, kinds: tuple[str, ...] = ()) -> tuple[Thing, ...]:
    """Gives the things that a text names, or else those that are called much like it."""
    text = asked.strip()[:_LONGEST]
    names = Names(visit.graph, visit.lang)
    found = list(names.find(text, *kinds)) or list(names.find_near(text, *kinds)) if text else []
    return tuple(found[:_MOST_NEAREST])
