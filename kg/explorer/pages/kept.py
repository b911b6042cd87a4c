"""Keeps pages that took long to make, as they were sent, as long as the graph is the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

_MOST_BYTES: Final = 32 * 1024**2


class KeptPages:
    """Pages by their keys, which name all that a page depends on; of too many bytes the longest unasked go first."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable) -> bytes | None:
        """Gives a page that is kept."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: Hashable, page: bytes) -> None:
        """Keeps a page, unless it is larger than all that may be kept."""
        with self._lock:
            self._size -= len(self._pages.pop(key, b""))
            if len(page) <= self._most:
                self._pages[key] = page
                self._size += len(page)
            while self._size > self._most:
                _, oldest = self._pages.popitem(last=False)
                self._size -= len(oldest)


KEPT: Final = KeptPages()
