"""Keeps what takes long to count, as long as the graph is the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, cast

_Value = TypeVar("_Value")
_MOST = 32


class Memory:
    """What was counted of one version of a graph; the longest unasked is forgotten where there is much.

    Who asks for what somebody else is counting waits for it: nothing is counted twice at the same time.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._counting: dict[object, threading.Lock] = {}
        self._known: OrderedDict[object, object] = OrderedDict()

    def get(self, key: object) -> object | None:
        """Gives what is known for a key."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def keep(self, key: object, value: object) -> None:
        """Keeps a value for a key."""
        with self._lock:
            self._known[key] = value
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def recall(self, key: object, count: Callable[[], _Value]) -> _Value:
        """Gives what `count` gives, or gave before for the same key; a key names the version and all that is asked."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return cast(_Value, self._known[key])
            own = self._counting.setdefault(key, threading.Lock())
        with own:
            with self._lock:
                if key in self._known:
                    return cast(_Value, self._known[key])
            try:
                value = count()
            finally:
                with self._lock:
                    self._counting.pop(key, None)
            self.keep(key, value)
            return value


class Packed:
    """What was found of the newest version of a graph, in bytes, which are never more than `most` together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._age: object = None
        self._known: dict[object, bytes] = {}

    def get(self, key: tuple[object, ...]) -> bytes | None:
        """Gives what is known for a key, which begins with the store and the version."""
        with self._lock:
            return self._known.get(key)

    def keep(self, key: tuple[object, ...], packed: bytes) -> bool:
        """Keeps bytes for a key, and says whether there was room for them; what is of another version goes."""
        with self._lock:
            if key[:2] != self._age:
                self._age, self._known = key[:2], {}
            has_room = sum(map(len, self._known.values())) + len(packed) <= self._most
            if has_room:
                self._known[key] = packed
            return has_room


MEMORY = Memory()
