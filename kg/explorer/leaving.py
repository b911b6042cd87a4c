"""Hears that whoever asked has gone."""

from __future__ import annotations

from starlette.types import Receive


async def wait_until_left(receive: Receive) -> None:
    """Comes back when the connection that a request came by has ended; what is left of the request is passed over."""
    while (await receive())["type"] != "http.disconnect":
        pass
