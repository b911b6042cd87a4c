"""Packs what many releases have one of each: some kilobytes that a table keeps while others are worked on.

What is packed holds no more than what this program put there; the tables are as trusted as the program itself.
"""

from __future__ import annotations

import pickle
import zlib
from typing import Any

from kg.errors import LedgerError

_QUICK = 1


_SMALL = 1024
_ZIPPED, _PLAIN = b"z", b"p"


def pack(item: object) -> bytes:
    """Gives an object as bytes, with a checksum."""
    written = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
    if len(written) > _SMALL:
        return _ZIPPED + zlib.compress(written, _QUICK)
    return _PLAIN + zlib.crc32(written).to_bytes(4, "big") + written


def unpack(packed: bytes) -> Any:
    """Gives back what was packed; LedgerError where it is not as it was written."""
    try:
        if packed[:1] == _ZIPPED:
            return pickle.loads(zlib.decompress(packed[1:]))
    except zlib.error as error:
        raise LedgerError(f"what was kept of a release is not as it was written ({error})") from error
    written = packed[5:]
    if packed[:1] != _PLAIN or zlib.crc32(written).to_bytes(4, "big") != packed[1:5]:
        raise LedgerError("what was kept of a release is not as it was written")
    return pickle.loads(written)
