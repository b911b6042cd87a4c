"""Lets requests go at most so many a second, and waits longer where a server asks for it."""

from __future__ import annotations

import random
import time

_JITTER = 0.5  # of a pause, at most, is added to it


class Pace:
    """Knows when the next request may go, to anybody and to each host."""

    def __init__(self, rate: float) -> None:
        """Takes how many requests a second may go."""
        self._gap = 1 / rate
        self._next = 0.0
        self._next_of: dict[str, float] = {}

    def wait(self, host: str, delay: float = 0.0) -> None:
        """Returns when the next request may go to a host, which wants `delay` seconds between two."""
        time.sleep(max(0.0, self._next - time.monotonic(), self._next_of.get(host, 0.0) - time.monotonic()))
        now = time.monotonic()
        self._next = now + _vary(self._gap)
        self._next_of[host] = now + delay

    def rest(self, seconds: float) -> None:
        """Lets no request go for so long, and a little longer."""
        self._next = max(self._next, time.monotonic() + _vary(seconds))


def _vary(seconds: float) -> float:
    return seconds * (1 + random.uniform(0, _JITTER))
