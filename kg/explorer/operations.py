"""Tells whoever runs the explorer, and robots, how it is."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import KgError

_ANY = "ASK { ?release a gba:Release }"
# A robot that follows every question asked of the graph comes to no end.
_ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /query\nDisallow: /api\n"


def show_health(request: Request) -> Response:
    """Says whether the store can be read, in JSON; status 503 where it cannot."""
    state = request.app.state
    snapshot = state.snapshots.get_snapshot()
    told = {"version": state.settings.version, "store": snapshot.version}
    headers = {"Cache-Control": "no-store"}
    try:
        snapshot.graph.ask(_ANY)
        count = snapshot.releases
    except KgError as error:
        return JSONResponse({"ok": False, **told, "error": str(error)}, 503, headers)
    return JSONResponse({"ok": True, **told, "releases": count}, headers=headers)


def show_robots(request: Request) -> Response:  # noqa: ARG001
    """Says what robots are to leave alone."""
    return PlainTextResponse(_ROBOTS)


ROUTES: list[BaseRoute] = [Route("/health", show_health), Route("/robots.txt", show_robots)]
