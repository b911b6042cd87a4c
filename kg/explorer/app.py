"""Turns a store into the explorer, an application that any server of ASGI runs.

    app = make_app(Path("gba.kg"))

A handler finds the graph by `request.app.state.snapshots.get()`, and the limits in `request.app.state.settings`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from kg.explorer.access import AccessLog
from kg.explorer.api import make_api
from kg.explorer.clearing import Clearing
from kg.explorer.deadlines import TimeLimit
from kg.explorer.failures import HANDLERS, Unexpected, tell_lateness
from kg.explorer.headers import Headers
from kg.explorer.keeping import Keeping
from kg.explorer.linked import ROUTES as LINKED
from kg.explorer.operations import ROUTES as OPERATIONS
from kg.explorer.pages.routes import ROUTES as PAGES
from kg.explorer.preparing import Preparing
from kg.explorer.protocol import ROUTES as PROTOCOL
from kg.explorer.reconciliation import ROUTES as RECONCILIATION
from kg.explorer.settings import Settings
from kg.explorer.snapshots import Snapshots
from kg.explorer.workers import Workers

ROUTES: Final[tuple[BaseRoute, ...]] = (*PROTOCOL, *LINKED, *RECONCILIATION, *OPERATIONS, *PAGES)

# How many processes look up what takes long; they are not those of questions, so that neither waits for the other.
_LOOKING: Final = 2
# What is looked up here shares the processors with all that is looked up at the same time, so it has more time.
_SHARING: Final = 3


def make_app(store: Path | str, settings: Settings | None = None) -> Starlette:
    """Gives the explorer of a store: a folder, or a server at an address; StoreError where it does not answer."""
    settings = settings or Settings()
    app = Starlette(
        routes=ROUTES,
        middleware=[
            Middleware(AccessLog),
            Middleware(Clearing, settings.base),
            Middleware(Headers),
            Middleware(TimeLimit, settings.timeout * _SHARING, tell_lateness),
            Middleware(Unexpected),
            Middleware(Keeping),
        ],
        exception_handlers=HANDLERS,
        lifespan=_run_workers,
    )
    app.state.snapshots = Snapshots(store)
    app.state.settings = settings
    app.state.workers = Workers(store, settings, settings.workers)
    app.state.lookups = Workers(store, settings, _LOOKING)
    app.mount("/api", make_api(app.state))
    return app


@asynccontextmanager
async def _run_workers(app: Starlette) -> AsyncIterator[None]:
    app.state.loop = asyncio.get_running_loop()
    app.state.workers.start()
    preparing = Preparing(app.state.snapshots, app.state.settings)
    if app.state.settings.prepares:
        preparing.start()
    yield
    preparing.stop()
    app.state.workers.stop()
    app.state.lookups.stop()
