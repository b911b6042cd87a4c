"""Keeps extractions small while others are read: some kilobytes each, packed."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import ReleaseError
from kg.statements import Extraction

_QUICK = 1


@dataclass(slots=True)
class Shelf:
    """What was read of each release, or the error that says why nothing was, in the order of reading."""

    _items: list[bytes | ReleaseError] = field(default_factory=list)

    def add(self, item: Extraction | ReleaseError) -> int:
        """Puts an item at the end and gives its place."""
        self._items.append(item if isinstance(item, ReleaseError) else zlib.compress(pickle.dumps(item), _QUICK))
        return len(self._items) - 1

    def get(self, place: int) -> Extraction:
        """Takes a copy of the extraction at a place."""
        item = self._items[place]
        assert isinstance(item, bytes), item
        return _unpack(item)

    def __iter__(self) -> Iterator[Extraction | ReleaseError]:
        return (item if isinstance(item, ReleaseError) else _unpack(item) for item in self._items)


def _unpack(packed: bytes) -> Extraction:
    extraction = pickle.loads(zlib.decompress(packed))
    assert isinstance(extraction, Extraction)
    return extraction
