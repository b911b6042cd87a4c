"""Holds a lock on a file that ends with the process that holds it, however it ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE = 0.05


@contextmanager
def hold_lock(path: Path, patience: float) -> Iterator[None]:
    """Holds the lock, for which it waits as many seconds as it has `patience`; StoreError if another has it then.

    The file stays: whoever removed it would let two hold it at once.
    """
    with path.open("ab") as file:
        deadline = time.monotonic() + patience
        while not _try_lock(file.fileno()):
            if time.monotonic() > deadline:
                raise StoreError(f"{path.parent}: another build is writing this store; wait for it to end")
            time.sleep(_PAUSE)
        yield


def _try_lock(file: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # Windows says that it is not permitted
        return False
    return True
