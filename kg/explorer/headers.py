"""Adds to each response what a browser must know: what a page may load, and that any site may read what is here."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
_POLICY_HEADER: Final = "Content-Security-Policy"
_ANCESTORS: Final = "frame-ancestors"
_SECURITY: Final = {
    _POLICY_HEADER: POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# For browsers that do not read the policy; what has a policy of its own that says nothing of frames may be framed.
_FRAME: Final = {"X-Frame-Options": "DENY"}
# All that is here is public and can only be read, so every site may.
_ANY_ORIGIN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}


class Headers:
    """Passes requests on, and adds these headers to what comes back where it has none of that name.

    It answers a browser that asks in advance whether another site may ask (CORS).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_for_frames = _ANCESTORS not in headers.get(_POLICY_HEADER, _ANCESTORS)
                for name, value in (_SECURITY | _ANY_ORIGIN | ({} if is_for_frames else _FRAME)).items():
                    headers.setdefault(name, value)
            await send(message)

        app = Response(status_code=204, headers=_PREFLIGHT) if _is_preflight(scope) else self._app
        await app(scope, receive, send_with_headers)


def _is_preflight(scope: Scope) -> bool:
    names = {name for name, _ in scope["headers"]}
    return scope["method"] == "OPTIONS" and {b"origin", b"access-control-request-method"} <= names
