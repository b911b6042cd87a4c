"""Packs what many releases have one of each: some kilobytes that a table keeps while others are worked on."""

from __future__ import annotations

import pickle
import zlib
from typing import Any

from kg.errors import LedgerError

_QUICK = 1


def pack(item: object) -> bytes:
    """Gives an object as bytes."""
    return zlib.compress(pickle.dumps(item, pickle.HIGHEST_PROTOCOL), _QUICK)


def unpack(packed: bytes) -> Any:
    """Gives back what was packed; LedgerError where it is not as it was."""
    try:
        content = zlib.decompress(packed)
    except (zlib.error, TypeError) as error:
        raise LedgerError(f"what was kept of a release is not as it was written ({error})") from error
    return pickle.loads(content)
