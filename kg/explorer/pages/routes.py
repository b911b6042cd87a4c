"""The addresses of the explorer's pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []


def show_failure(request: Request, status: int, message: str) -> Response:  # noqa: ARG001
    """Gives the page that a browser gets where a request fails."""
    return PlainTextResponse(f"{message}\n", status)
