"""The noun for a stated figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something at a place of a sentence; `bound` is exactly, least ("over"), most ("up to") or about."""

    start: int
    end: int
    value: str
    bound: str
    unit: str
