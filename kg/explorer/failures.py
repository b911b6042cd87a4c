"""Turns an error into a response: a page for a browser, else its words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import KgError, NoPathError, QueryError, StoreError, UnknownNameError, UsageError
from kg.explorer.pages.routes import show_failure

LOG: Final = logging.getLogger("kg.explorer")
_STATUSES: Final[Mapping[type[KgError], int]] = {
    UnknownNameError: 404,
    NoPathError: 404,
    UsageError: 400,
    QueryError: 400,
    StoreError: 503,
}


def find_status(error: KgError) -> int:
    """Gives the status of HTTP that says what an error says."""
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)


def tell_error(request: Request, error: Exception) -> Response:
    """Tells an error of ours, as what it is."""
    assert isinstance(error, KgError)
    return _respond(request, find_status(error), str(error))


def tell_refusal(request: Request, error: Exception) -> Response:
    """Tells that there is nothing at this address, or not for this method."""
    assert isinstance(error, HTTPException)
    return _respond(request, error.status_code, error.detail, error.headers)


def tell_unexpected(request: Request, error: Exception) -> Response:
    """Tells that something broke, and logs what; nobody else is to read that."""
    LOG.error("unexpected %s: %s", type(error).__name__, error, exc_info=error)
    return _respond(request, 500, "something is wrong here, not with what was asked")


def _respond(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        response = show_failure(request, status, message)
    else:
        response = PlainTextResponse(f"{message}\n", status)
    response.headers.update(headers or {})
    return response


HANDLERS: Final[Mapping[type[Exception], Callable[[Request, Exception], Response]]] = {
    KgError: tell_error,
    HTTPException: tell_refusal,
    Exception: tell_unexpected,
}
