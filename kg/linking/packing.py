"""Packs what many releases have one of each: some kilobytes that a table keeps while others are worked on."""

from __future__ import annotations

import pickle
import zlib
from typing import Any

_QUICK = 1


def pack(item: object) -> bytes:
    """Gives an object as bytes."""
    return zlib.compress(pickle.dumps(item, pickle.HIGHEST_PROTOCOL), _QUICK)


def unpack(packed: bytes) -> Any:
    """Gives back what was packed."""
    return pickle.loads(zlib.decompress(packed))
