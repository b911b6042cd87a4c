"""The picture of what is around a thing: that of `kg draw`, with a script by which its marks open further."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.errors import KgError, StoreError
from kg.explorer.pages.failures import tell_failure, tell_unknown
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.memory import Memory
from kg.explorer.pages.visit import Visit, make_route
from kg.explorer.pages.wording import list_words
from kg.graph.bindings import is_iri
from kg.graph.graph import Graph
from kg.views.names import KINDS, Names, Thing, to_iri
from kg.views.picture import Extension, draw_page, make_addition
from kg.views.reach import find_reach
from kg.views.scene import Ground, Scene, make_scene, make_scene_on, read_ground
from kg.views.selection import Selection
from kg.views.vicinity import cut_vicinity

_HERE = Path(__file__).resolve().parent / "static"
# One picture is drawn at a time, so that others are answered meanwhile.
_DRAWING: Final = threading.Lock()
# Of the graph that a process has open.
_GROUNDS: Final = Memory(1)
_PATIENCE = 5
_MOST_HOPS = 2
# How many marks are drawn at first, and added at a time, and how many sentences about a thing are read for either.
_MOST_DRAWN, _MOST_READ = 60, 200
# With those kept ready behind them; what is further off is only counted.
_MOST_HELD = 200
_MOST_ADDED, _MOST_TOLD = 60, 120
# How many marks one address opens.
_MOST_OPENED = 20


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to be drawn, and out of how many of all sentences about its thing, where not of all."""

    scene: Scene
    told: int = 0
    sentences: int = 0


def show_picture(visit: Visit) -> Response:
    """Answers with the picture around a thing; `hops` says how far."""
    thing = _find_thing(visit)
    if thing is None:
        return _tell_unknown(visit)
    hops = visit.get_number("hops", 1, _MOST_HOPS)
    selection = Selection(thing.id, hops=hops, limit=_MOST_DRAWN, lang=visit.lang, most=_MOST_HELD)
    try:
        found = visit.look_up(("picture", selection), partial(_find_scene, selection=selection, version=visit.version))
    except StoreError:
        raise
    except KgError as error:  # there is nothing to draw around it
        return tell_failure(visit, str(error), 404)
    if not _DRAWING.acquire(timeout=_PATIENCE):
        raise HTTPException(503, visit.say("drawing_busy"), {"Retry-After": "30"})
    try:
        page = draw_page(found.scene, _make_extension(visit, thing, found))
    finally:
        _DRAWING.release()
    headers = {
        "Content-Security-Policy": f"{page.policy}; frame-ancestors 'none'",
        "Content-Language": visit.lang,
        "Vary": "Accept-Language, Cookie",
    }
    return Response(page.html.encode("utf-8", "replace"), media_type="text/html", headers=headers)


def show_around(visit: Visit) -> Response:
    """Answers with what a picture is to be extended with where the mark of a thing is opened, as JSON: the part of a
    page's data, with how many sentences tell of it out of all those about the thing."""
    thing = _find_thing(visit)
    if thing is None:
        return _tell_unknown(visit)
    content = visit.look_up(("around", thing.id), partial(_write_addition, id=thing.id))
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-cache"})


def _find_scene(graph: Graph, selection: Selection, version: str) -> _Found:
    """Gives what is around a thing: of one step out of the sentences that tell most of it, of two out of all, which are
    read once for each version."""
    if selection.hops > 1:

        def read() -> Ground:
            return read_ground(graph, selection.lang)

        ground = _GROUNDS.recall((version, selection.lang), read) if version else read()
        return _Found(make_scene_on(ground, graph, selection))
    near = cut_vicinity(graph, selection.name or "", most=_MOST_READ)
    return _Found(make_scene(near.graph, selection), near.told, near.sentences)


def _write_addition(graph: Graph, id: str) -> bytes:
    vicinity = cut_vicinity(graph, id, most=_MOST_TOLD)
    scene = make_scene(vicinity.graph, Selection(id, limit=_MOST_ADDED), arranged=False)
    values = {**make_addition(scene), "told": vicinity.told, "sentences": vicinity.sentences}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _find_thing(visit: Visit) -> Thing | None:
    """Gives the thing of the address, if it has a name."""
    values = visit.request.path_params
    id = f"{values['kind']}/{values['slug']}"
    if values["kind"] not in KINDS or not is_iri(to_iri(id).value):
        return None
    thing = Names(visit.graph, visit.lang).get(id)
    return thing if thing.labels else None


def _tell_unknown(visit: Visit) -> Response:
    kind, slug = (str(visit.request.path_params[name]) for name in ("kind", "slug"))
    return tell_unknown(visit, slug.replace("-", " "), f"{kind}/{slug}")


def _make_extension(visit: Visit, thing: Thing, found: _Found) -> Extension:
    links = ((link_thing(thing.id), visit.say("page_of_thing", name=thing.name)), ("/", visit.say("site")))
    days = visit.recall("reach", lambda: find_reach(visit.graph))
    script, style = (_read(f"expanding.{form}") for form in ("js", "css"))
    data = {"words": list_words("picture_"), "most": _MOST_OPENED}
    hints = [visit.say("opens_further")]
    if found.told < found.sentences:
        hints.append(visit.say("drawn_from", n=found.told, m=found.sentences))
    return Extension(script, style, data, links, " ".join(hints), days)


@cache
def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


ROUTES: Final[list[BaseRoute]] = [
    make_route("/thing/{kind}/{slug}/picture", show_picture),
    make_route("/thing/{kind}/{slug}/around", show_around),
]
