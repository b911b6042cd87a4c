"""Turns things and the lines between them into places on a page, the same for the same input: nothing moves later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
    "place_nodes",
    "place_spare",
]


def place_nodes(
    boxes: Sequence[Box], links: Iterable[tuple[str, str]], shown: int, steps: Mapping[str, int] | None = None
) -> dict[str, Place]:
    """Gives each thing its place: linked ones near each other, no two boxes on top of each other.

    The first `shown` things make the drawing; the others get free places near what they are linked to. What has `steps`
    stands in columns from left to right.
    """
    lines = [Line(*pair) for pair in sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]})]
    drawn, spare = boxes[:shown], boxes[shown:]
    places = _place_steps(drawn, steps) if steps else place_clusters(drawn, lines)
    return places | place_spare(places, drawn, lines, spare)


def _place_steps(boxes: Sequence[Box], steps: Mapping[str, int]) -> dict[str, Place]:
    """Puts each step of a way into a column, in the order given, a little lower from one to the next."""
    columns: dict[int, list[str]] = {}
    for box in boxes:
        columns.setdefault(steps[box.id], []).append(box.id)
    return {
        id: Place(250 * step, round((row - (len(ids) - 1) / 2 + step % 2 / 2) * 130))
        for step, ids in columns.items()
        for row, id in enumerate(ids)
    }
