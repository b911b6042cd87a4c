"""Says at which address the explorer is reached."""

from __future__ import annotations

from starlette.requests import Request


def find_base(request: Request) -> str:
    """Gives the address that the explorer is reached at, as it is set or else as the request has it, without a slash
    at its end."""
    base: str = request.app.state.settings.base
    if base:
        return base
    return f"{request.url.scheme}://{request.headers['host']}{request.scope.get('root_path', '')}"
