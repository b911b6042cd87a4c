"""The addresses of the explorer's pages."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from kg.errors import KgError
from kg.explorer.pages import (
    centre,
    changes,
    connection,
    editing,
    encounters,
    files,
    holders,
    home,
    lists,
    matrix,
    picture,
    query,
    recent,
    release,
    searching,
    things,
)
from kg.explorer.pages.failures import tell_failure
from kg.explorer.pages.visit import open_visit

ROUTES: Final[list[BaseRoute]] = [
    *home.ROUTES,
    *searching.ROUTES,
    *things.ROUTES,
    *picture.ROUTES,
    *release.ROUTES,
    *lists.ROUTES,
    *holders.ROUTES,
    *connection.ROUTES,
    *centre.ROUTES,
    *encounters.ROUTES,
    *matrix.ROUTES,
    *recent.ROUTES,
    *changes.ROUTES,
    *query.ROUTES,
    *editing.ROUTES,
    *files.ROUTES,
]


def show_failure(request: Request, status: int, message: str) -> Response:
    """Gives the page that a browser gets where a request fails; its words alone where there is no graph to look at."""
    if status < 500:
        try:
            return tell_failure(open_visit(request), message, status)
        except KgError:
            pass
    return PlainTextResponse(f"{message}\n", status)
