"""Refuses a limit that is none."""

from __future__ import annotations

from kg.errors import UsageError


def check_limit(limit: int | None) -> None:
    """Refuses what does not say how many things are wanted at most; None wants all of them."""
    if limit is not None and (not isinstance(limit, int) or limit < 0):
        raise UsageError(f"{limit!r} is no limit; it is a whole number, 0 or more")
