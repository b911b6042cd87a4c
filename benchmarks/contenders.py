"""Our two contenders. Each is made once, reads one release after the other, and counts what it finds in each."""

from __future__ import annotations

from collections.abc import Callable

from kg.pipeline import extract_release, load_gazetteer
from kg.releases import Release

Read = Callable[[Release], int]


def make_kg() -> Read:
    """Our whole extraction: it counts statements."""
    return lambda release: len(extract_release(release).statements)


def make_automaton() -> Read:
    """The bare scan for known names: it counts hits."""
    gazetteer = load_gazetteer()
    return lambda release: len(gazetteer.find_names(release.text, release.lang))
