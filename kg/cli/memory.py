"""Gives back at once what a long run no longer needs."""

from __future__ import annotations

import ctypes
import sys

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of mallopt(3)
_LARGE = 128 * 1024  # bytes: where glibc begins, until something larger was freed


def give_back_at_once() -> None:
    """Has memory of 128 KB or more go back to the system as soon as it is free, however much was freed before; else
    each thread keeps its own.

    With another C library than glibc nothing is done. Source: mallopt(3).
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
