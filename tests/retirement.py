"""Turns an id that is no longer used into the quads that say what took its place."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.claims import add_retirement
from kg.graph.drafts import Draft
from kg.graph.settling import list_quads


def make_retirement(retired: str, successors: Iterable[str]) -> list[ox.Quad]:
    """Gives the quads that say so: one successor after a merge, several after a split."""
    draft = Draft()
    add_retirement(draft, retired, successors)
    return list_quads(draft)
