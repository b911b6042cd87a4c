"""Clears a request of what no answer may depend on, so that whoever asks under another host or with cookies of other
programs is answered like everybody else."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.explorer.pages.languages import COOKIE
from kg.phrases import LANGUAGES

# Example: www.example.org:8000, [::1]:8000. What else a request calls its host is not repeated.
_HOST: Final = re.compile(rb"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_UNKNOWN: Final = b"localhost"


class Clearing:
    """Passes requests on with one host, that of the address that others reach the explorer at where it is set, and with
    no cookie but that of the language."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._scheme = urlsplit(base).scheme
        self._host = urlsplit(base).netloc.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        if scope["type"] == "http":
            hosts = [value for name, value in scope["headers"] if name == b"host"]
            cookies = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
            kept = [(name, value) for name, value in scope["headers"] if name not in (b"host", b"cookie")]
            kept += [(b"host", self._choose_host(hosts)), *_choose_cookie(cookies)]
            scope = {**scope, "scheme": self._scheme or scope["scheme"], "headers": kept}
        await self._app(scope, receive, send)

    def _choose_host(self, hosts: list[bytes]) -> bytes:
        if self._host:
            return self._host
        return hosts[0].lower() if len(hosts) == 1 and _HOST.fullmatch(hosts[0]) else _UNKNOWN


def _choose_cookie(cookies: bytes) -> list[tuple[bytes, bytes]]:
    lang = cookie_parser(cookies.decode("latin-1")).get(COOKIE) if cookies else None
    return [(b"cookie", f"{COOKIE}={lang}".encode())] if lang in LANGUAGES else []
