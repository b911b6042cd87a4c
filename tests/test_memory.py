"""A build gives back at once what it no longer needs."""

from __future__ import annotations

import platform
import re
import subprocess
import sys

import pytest

# glibc says in XML where memory was taken (malloc_info(3)).
TAKE = """
import ctypes
{before}
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fdopen.restype = ctypes.c_void_p
for _ in range(2):
    libc.free(ctypes.c_void_p(libc.malloc(ctypes.c_size_t(16 * 1024 ** 2))))
libc.malloc(ctypes.c_size_t(8 * 1024 ** 2))
stream = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, stream)
libc.fflush(stream)
"""


def measure_own_mappings(before: str) -> int:
    """Gives how many bytes lie in mappings of their own, which are gone as soon as they are freed."""
    command = [sys.executable, "-c", TAKE.format(before=before)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return max(int(size) for size in re.findall(r'<total type="mmap" count="\d+" size="(\d+)"/>', told))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="it is glibc that keeps memory")
def test_what_is_large_is_given_back_though_more_was_freed_before() -> None:
    assert measure_own_mappings("from kg.cli.memory import give_back_at_once; give_back_at_once()") >= 8 * 1024**2
    assert measure_own_mappings("") < 8 * 1024**2
