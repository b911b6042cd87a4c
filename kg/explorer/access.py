"""Logs each request in a line: who asked, what, how that ended and how long it took."""

from __future__ import annotations

import logging
import time
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.controls import show_controls

LOG: Final = logging.getLogger("kg.explorer.access")
# How much of an address is shown.
_SHOWN: Final = 500


class AccessLog:
    """Passes requests on and logs them when they are through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        if scope["type"] != "http" or not LOG.isEnabledFor(logging.INFO):
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status = 500  # where nothing was sent

        async def send_and_look(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_look)
        finally:
            spent = (time.perf_counter() - start) * 1000
            client = scope["client"][0] if scope.get("client") else "-"
            path = show_controls(scope["path"][:_SHOWN])
            LOG.info("%s %s %s %d %.1f ms", client, scope["method"], path, status, spent)
