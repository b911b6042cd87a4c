"""Turns a store into the explorer, an application that any server of ASGI runs.

    app = make_app(Path("gba.kg"))

A handler finds the graph by `request.app.state.snapshots.get()`, and the limits in `request.app.state.settings`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from kg.explorer.access import AccessLog
from kg.explorer.failures import HANDLERS
from kg.explorer.headers import Headers
from kg.explorer.linked import ROUTES as LINKED
from kg.explorer.operations import ROUTES as OPERATIONS
from kg.explorer.pages.routes import ROUTES as PAGES
from kg.explorer.protocol import ROUTES as PROTOCOL
from kg.explorer.settings import Settings
from kg.explorer.snapshots import Snapshots

ROUTES: Final[tuple[BaseRoute, ...]] = (*PROTOCOL, *LINKED, *OPERATIONS, *PAGES)


def make_app(store: Path | str, settings: Settings | None = None) -> Starlette:
    """Gives the explorer of a store: a folder, or a server at an address; StoreError where it does not answer."""
    app = Starlette(routes=ROUTES, middleware=[Middleware(AccessLog), Middleware(Headers)], exception_handlers=HANDLERS)
    app.state.snapshots = Snapshots(store)
    app.state.settings = settings or Settings()
    return app
