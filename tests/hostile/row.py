"""What came of one kind of attack: how much was tried, and what broke."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hostile.children import Outcome


@dataclass(frozen=True, slots=True)
class Row:
    """`tried` says of what and how much; each of `failures` says in one line what was done and what came of it."""

    kind: str
    tried: int
    failures: tuple[str, ...]


def make_row(kind: str, tried: Iterable[tuple[str, Outcome[str]]]) -> Row:
    """Makes a row of what was tried: each by its name, with what it says is wrong, or why it says nothing."""
    pairs = list(tried)
    return Row(kind, len(pairs), tuple(_list_failures(pairs)))


def _list_failures(tried: Iterable[tuple[str, Outcome[str]]]) -> Iterator[str]:
    for name, outcome in tried:
        if wrong := outcome.fault or outcome.made:
            yield f"{name}: {wrong}"
