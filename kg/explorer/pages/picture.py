"""The picture of what is around a thing: the same page that `kg draw` writes, which needs nothing else."""

from __future__ import annotations

import threading
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.errors import KgError
from kg.explorer.pages.failures import tell_failure, tell_unknown
from kg.explorer.pages.visit import Visit, make_route
from kg.graph.bindings import is_iri
from kg.views.names import KINDS, Names, to_iri
from kg.views.picture import draw_page
from kg.views.scene import make_scene_on, read_ground
from kg.views.selection import Selection

# One picture is drawn at a time: it needs all of the graph, and others are to be answered meanwhile.
_DRAWING: Final = threading.Lock()
_PATIENCE = 20
_MOST_HOPS = 2
_MOST_DRAWN = 150
# With those kept ready behind them; what is further off is only counted.
_MOST_HELD = 200


def show_picture(visit: Visit) -> Response:
    """Answers with the picture around a thing; `hops` says how far."""
    values = visit.request.path_params
    id = f"{values['kind']}/{values['slug']}"
    if values["kind"] not in KINDS or not is_iri(to_iri(id).value) or not Names(visit.graph).get(id).labels:
        return tell_unknown(visit, str(values["slug"]).replace("-", " "), id)
    hops = visit.get_number("hops", 1, _MOST_HOPS)
    selection = Selection(id, hops=hops, limit=_MOST_DRAWN, lang=visit.lang, most=_MOST_HELD)
    if not _DRAWING.acquire(timeout=_PATIENCE):
        raise HTTPException(503, visit.say("drawing_busy"), {"Retry-After": "30"})
    try:
        ground = visit.recall(("ground", visit.lang), lambda: read_ground(visit.graph, visit.lang))
        page = draw_page(make_scene_on(ground, visit.graph, selection))
    except KgError as error:  # there is nothing to draw around it
        return tell_failure(visit, str(error), 404)
    finally:
        _DRAWING.release()
    headers = {
        "Content-Security-Policy": f"{page.policy}; frame-ancestors 'none'",
        "Content-Language": visit.lang,
        "Vary": "Accept-Language, Cookie",
    }
    return Response(page.html.encode("utf-8", "replace"), media_type="text/html", headers=headers)


ROUTES: Final[list[BaseRoute]] = [make_route("/thing/{kind}/{slug}/picture", show_picture)]
