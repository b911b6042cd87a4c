"""Words that the reports share."""

from __future__ import annotations


def say_count(count: int, noun: str) -> str:
    """Gives "1 release", "2 releases": a number with its English noun, whose plural takes an s."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def say_number(number: float) -> str:
    """Writes a number to six digits behind the point, without idle noughts: 51, 0.0197."""
    return f"{number:.6f}".rstrip("0").rstrip(".")
