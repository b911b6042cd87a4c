"""How the command line is asked in a test."""

from __future__ import annotations

from collections.abc import Callable

Ask = Callable[..., tuple[int, str, str]]
