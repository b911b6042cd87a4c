"""How the command line is asked in a test, and what it writes to a terminal."""

from __future__ import annotations

import os
from collections.abc import Callable

Ask = Callable[..., tuple[int, str, str]]


def read_terminal(terminal: int) -> bytes:
    """Reads the side of a terminal that is ours until nobody writes any more, which Linux reports as an error."""
    parts = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:
        pass
    return b"".join(parts)
