"""Says at which address the explorer is reached."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request

# Example: www.example.org:8000, [::1]:8000. What else a request calls its host is not repeated.
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")


def find_base(request: Request) -> str:
    """Gives the address that the explorer is reached at, as it is set or else as the request has it, without a slash
    at its end."""
    base: str = request.app.state.settings.base
    if base:
        return base
    host = request.headers.get("host", "")
    return (
        f"{request.url.scheme}://{host if _HOST.fullmatch(host) else 'localhost'}{request.scope.get('root_path', '')}"
    )
