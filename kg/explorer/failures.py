"""Turns an error into a response: a page for a browser, else its words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.controls import show_controls
from kg.errors import KgError
from kg.explorer.answering import BROKEN
from kg.explorer.api import make_problem
from kg.explorer.pages.routes import show_failure
from kg.explorer.statuses import find_status

LOG: Final = logging.getLogger("kg.explorer")
# How much of an error is told: what was asked for may be a part of it, and long.
_SHOWN: Final = 2000


def tell_error(request: Request, error: Exception) -> Response:
    """Tells an error of ours, as what it is."""
    assert isinstance(error, KgError)
    return _respond(request, find_status(error), str(error))


def tell_refusal(request: Request, error: Exception) -> Response:
    """Tells that there is nothing at this address, or not for this method."""
    assert isinstance(error, HTTPException)
    return _respond(request, error.status_code, error.detail, error.headers)


def tell_lateness(scope: Scope, message: str) -> Response:
    """Tells that an answer took too long: a program that asks for JSON as a problem."""
    if scope["path"].startswith("/api/"):
        return make_problem(503, message)
    return PlainTextResponse(f"{message}\n", 503)


class Unexpected:
    """Passes requests on; where something breaks it logs what, which nobody else is to read, and says so.

    Starlette has a handler for that too, but outside of all that adds headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        has_begun = False

        async def send_and_look(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_look)
        except ClientDisconnect:
            return  # nobody is there to be told
        except Exception as error:
            LOG.error("unexpected %s: %s", type(error).__name__, error, exc_info=error)
            if has_begun or scope["type"] != "http":
                raise
            response = _respond(Request(scope), 500, BROKEN)
            await response(scope, receive, send)


def _respond(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    message = message if len(message) <= _SHOWN else f"{message[:_SHOWN]} ..."
    message = show_controls(message)
    if "text/html" in request.headers.get("accept", ""):
        response = show_failure(request, status, message)
    else:
        response = PlainTextResponse(f"{message}\n", status)
    response.headers.update(headers or {})
    return response


HANDLERS: Final[Mapping[type[Exception], Callable[[Request, Exception], Response]]] = {
    KgError: tell_error,
    HTTPException: tell_refusal,
}
