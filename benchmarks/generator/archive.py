"""Gives the releases of an archive one after the other: release n is the same whatever number is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from benchmarks.generator.days import list_slots
from benchmarks.generator.story import Version, tell


def generate(seed: int, count: int) -> Iterator[Version]:
    """Gives so many releases; the versions of one story stand behind each other."""
    versions = (version for number, slot in enumerate(list_slots(seed)) for version in tell(seed, number, slot))
    return islice(versions, count)
