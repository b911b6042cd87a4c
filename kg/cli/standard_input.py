"""Gives what stands on standard input, where a command is given `-` instead of a file."""

from __future__ import annotations

import sys

from kg.errors import UsageError

DASH = "-"
STANDARD_INPUT = "standard input"


def read_standard_input() -> bytes:
    """Gives all bytes of standard input; UsageError where there are none or it cannot be read."""
    if sys.stdin is None:
        raise UsageError(f"{STANDARD_INPUT}: closed")
    try:
        content = sys.stdin.buffer.read()
    except OSError as error:
        raise UsageError(f"{STANDARD_INPUT}: cannot be read ({error.strerror or error})") from error
    if not content.strip():
        raise UsageError(f"{STANDARD_INPUT}: empty")
    return content
