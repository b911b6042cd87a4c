"""Ends connections on which nothing goes on: half a request that is never finished, a response that nobody takes.

A server has only so many connections, and uvicorn itself waits for both without end.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds in which the head of a request is there, and in which some of a response is taken.
PATIENCE = 10.0


class PatientProtocol(H11Protocol):
    """HTTP on one connection, which is ended when its time is over."""

    _waiting: asyncio.TimerHandle | None = None
    _sending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Takes a part of a request."""
        super().data_received(data)
        if self._waiting and not self._is_idle:
            self._waiting.cancel()
            self._waiting = None

    def on_response_complete(self) -> None:
        """Begins to wait for the next request."""
        super().on_response_complete()
        if self._is_idle:
            self._wait()

    def pause_writing(self) -> None:
        """Begins to wait for the client to take what is sent."""
        super().pause_writing()
        self._sending = self.loop.call_later(PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """Goes on to send."""
        super().resume_writing()
        if self._sending:
            self._sending.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing any more."""
        super().connection_lost(exc)
        for timer in filter(None, (self._waiting, self._sending)):
            timer.cancel()

    @property
    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._waiting:
            self._waiting.cancel()
        self._waiting = self.loop.call_later(PATIENCE, self.transport.close)
