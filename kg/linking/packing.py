"""Packs what many releases have one of each: some kilobytes that a table keeps while others are worked on.

What is packed holds no more than what this program put there; for a build the tables are as trusted as the program
itself. Who only shows what lies there takes nothing out of it but values of some classes.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Iterable
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
    return pickle.loads(_unzip(packed))


def unpack_values(packed: bytes, classes: Iterable[type]) -> Any:
    """Gives back what was packed, if it is made of values of these classes alone, so that nothing is run; LedgerError
    where it is not, or not as it was written."""
    try:
        return _Reader(_unzip(packed), classes).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, IndexError, KeyError, TypeError, ValueError) as error:
        raise LedgerError(f"what was kept of a release cannot be read ({error})") from error


class _Reader(pickle.Unpickler):
    """Reads values of some classes."""

    def __init__(self, written: bytes, classes: Iterable[type]) -> None:
        super().__init__(io.BytesIO(written))
        self._classes = {(known.__module__, known.__qualname__): known for known in classes}

    def find_class(self, module: str, name: str) -> Any:
        """Gives a class that is known; any other name is refused."""
        if (module, name) not in self._classes:
            raise pickle.UnpicklingError(f"{module}.{name} is none of the values that are read here")
        return self._classes[module, name]


def _unzip(packed: bytes) -> bytes:
    try:
        if packed[:1] == _ZIPPED:
            return zlib.decompress(packed[1:])
    except zlib.error as error:
        raise LedgerError(f"what was kept of a release is not as it was written ({error})") from error
    written = packed[5:]
    if packed[:1] != _PLAIN or zlib.crc32(written).to_bytes(4, "big") != packed[1:5]:
        raise LedgerError("what was kept of a release is not as it was written")
    return written
