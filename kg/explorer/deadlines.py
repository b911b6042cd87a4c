"""Gives each request a time in which it is answered: then it is told that this is over, and what still looks for an
answer ends at its next question to the graph.

Questions in SPARQL and what is known to take long have processes of their own, which end at once: see
`kg.explorer.workers`.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.graph.answers import Values
from kg.graph.bindings import Bound
from kg.graph.graph import Graph, Table
from kg.wording import say_count

# What has limits of its own, and may have to wait for its turn.
_FREE: Final = "/sparql"


class _Clock:
    """The time of one request, which runs from its first question to the graph: to wait for a turn costs nothing."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = math.inf

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return min(self._end - time.monotonic(), self._seconds)

    def check(self) -> None:
        """Refuses to go on where no time is left."""
        if self._end == math.inf:
            self._end = time.monotonic() + self._seconds
        if self.left < 0:
            raise HTTPException(503, explain_lateness(self._seconds))


_CLOCK: Final[ContextVar[_Clock | None]] = ContextVar("clock", default=None)


class TimedGraph(Graph):
    """A graph that answers nothing more when the time of the request is over; 503 then."""

    __slots__ = ()

    def ask(self, sparql: str, **bindings: Bound) -> list[Values]:
        """Answers a question with rows of plain text."""
        _check_time()
        return super().ask(sparql, **bindings)

    def select(self, sparql: str, **bindings: Bound) -> Table:
        """Answers a question with the kind of each value kept."""
        _check_time()
        return super().select(sparql, **bindings)

    def find_nodes(self, sparql: str) -> Iterator[str]:
        """Gives the IRIs that a question of one column finds, one by one."""
        for node in super().find_nodes(sparql):
            _check_time()
            yield node


class TimeLimit:
    """Passes requests on; where none has begun to be answered in time it answers by `tell`, with the reason."""

    def __init__(self, app: ASGIApp, seconds: float, tell: Callable[[Scope, str], Response]) -> None:
        self._app = app
        self._seconds = seconds
        self._tell = tell
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        if scope["type"] != "http" or scope["path"] == _FREE:
            await self._app(scope, receive, send)
            return
        has_begun = is_late = False

        async def send_in_time(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            if not is_late:
                await send(message)

        clock = _Clock(self._seconds)
        token = _CLOCK.set(clock)
        task = asyncio.create_task(_run(self._app, scope, receive, send_in_time))
        _CLOCK.reset(token)
        while not task.done() and not has_begun and clock.left > 0:
            await asyncio.wait({task}, timeout=clock.left)
        if task.done() or has_begun:
            await task
            return
        is_late = True
        self._late.add(task)
        task.add_done_callback(self._forget)
        await self._tell(scope, explain_lateness(self._seconds))(scope, receive, send)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._late.discard(task)
        if not task.cancelled():
            task.exception()  # it has been told that there is no answer


def explain_lateness(seconds: float) -> str:
    """Says that an answer took too long."""
    within = say_count(round(seconds), "second")
    return f"no answer within {within}, the most that a lookup may take; ask for less, such as a shorter period"


async def _run(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


def _check_time() -> None:
    clock = _CLOCK.get()
    if clock is not None:
        clock.check()
