"""Has an application listen at an address until it is told to stop; what it is at then is done first."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from kg.errors import ListenError
from kg.explorer.connections import PatientProtocol

# How many connections may wait to be taken, and how many are taken at one time.
_BACKLOG: Final = 2048
_MOST_CONNECTIONS: Final = 1000
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def run_server(app: ASGIApp, host: str, port: int, *, patience: float, tell: Callable[[str], None]) -> None:
    """Serves an application until SIGINT or SIGTERM, then waits as many seconds as it has `patience` for requests under
    way. `tell` gets the address as soon as it is answered there; port 0 is any that is free.

    ListenError where the address is not ours, or another program has it.
    """
    with _listen(host, port) as listener:
        config = uvicorn.Config(
            app,
            http=PatientProtocol,
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            backlog=_BACKLOG,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=max(1, round(patience)),
        )
        with _ignore_signals():
            _Server(config, lambda: tell(_write_address(host, listener))).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that says when it has begun."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to listen, and says so."""
        await super().startup(sockets)
        if self.started:
            self._tell()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        why = os.strerror(number) if number and not isinstance(error, socket.gaierror) else error
        raise ListenError(
            f"{host} port {port}: cannot listen there ({why}); choose another --host or --port (0 is any that is free)"
        ) from error
    # asyncio sets it for sockets that it makes itself; else the body of a response waits 40 ms behind its head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _write_address(host: str, listener: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"


@contextmanager
def _ignore_signals() -> Iterator[None]:
    """Has the signals that stop the server end nothing more: uvicorn raises them again when it has stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: None) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
