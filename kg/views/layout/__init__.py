"""Turns things and the lines between them into places on a page, the same for the same input: nothing moves later."""

from __future__ import annotations

from kg.views.layout.boxes import PAGE_RATIO, Box, Line, Place, measure_page
from kg.views.layout.clusters import place_clusters
from kg.views.layout.columns import place_columns
from kg.views.layout.crossings import count_crossings
from kg.views.layout.lanes import place_lanes
from kg.views.layout.rings import place_around
from kg.views.layout.spare import place_spare

__all__ = [
    "PAGE_RATIO",
    "Box",
    "Line",
    "Place",
    "count_crossings",
    "measure_page",
    "place_around",
    "place_clusters",
    "place_columns",
    "place_lanes",
    "place_spare",
]
