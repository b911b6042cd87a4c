"""Finds free places for things that come to a drawing later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from kg.views.layout.boxes import Box, Line, Place, Points

# How far apart the places are that are looked at, and how many each way at first. Of a wider grid those come first that
# lie behind so many times the chunk.
_STEP = 24.0
_CHUNK, _RADIUS = 256, 24


def place_spare(
    places: Mapping[str, Place], boxes: Sequence[Box], lines: Iterable[Line], spare: Sequence[Box]
) -> dict[str, Place]:
    """Gives each spare box, the most important first, the free place nearest to what lines tie it to.

    `boxes` are those that have `places`; these stay where they are. What is tied to nothing stands below the middle.
    """
    around: dict[str, set[str]] = {}
    for line in lines:
        around.setdefault(line.start, set()).add(line.end)
        around.setdefault(line.end, set()).add(line.start)
    standing = [box for box in boxes if box.id in places]
    known = {box.id: (float(places[box.id].x), places[box.id].y + box.drop) for box in standing}
    middles = np.zeros((len(standing) + len(spare), 2))
    sizes = np.array([(box.width, box.height) for box in (*standing, *spare)], dtype=np.float64).reshape(-1, 2)
    middles[: len(standing)] = np.array([known[box.id] for box in standing]).reshape(-1, 2)
    begun: dict[tuple[int, int], int] = {}
    found: dict[str, Place] = {}
    for taken, box in enumerate(spare, start=len(standing)):
        near = [known[id] for id in sorted(around.get(box.id, ())) if id in known]
        goal = np.array(near or [(0.0, 0.0)]).mean(axis=0)
        middles[taken] = _find_free(goal, sizes[taken], middles[:taken], sizes[:taken], begun)
        middles[taken, 1] = round(middles[taken, 1] - box.drop) + box.drop
        known[box.id] = (float(middles[taken, 0]), float(middles[taken, 1]))
        found[box.id] = Place(round(middles[taken, 0]), round(middles[taken, 1] - box.drop))
    return found


def _find_free(goal: Points, size: Points, middles: Points, sizes: Points, begun: dict[tuple[int, int], int]) -> Points:
    """Gives the free place nearest to a goal; where others with the same goal have looked is not looked at again."""
    at = (round(float(goal[0])), round(float(goal[1])))
    begin, radius = begun.get(at, 0), _RADIUS
    halves = (size + sizes) / 2 + 1
    while True:
        offsets = _list_offsets(radius)
        steps = np.arange(-radius, radius + 1) * _STEP
        # Which columns, and which rows, of the grid each box covers; a place is taken where one covers both.
        columns, rows = (
            (np.abs(at[axis] + steps - middles[:, axis, None]) < halves[:, axis, None]).astype(np.float32)
            for axis in (0, 1)
        )
        cells = (offsets[begin:] / _STEP).astype(np.intp) + radius
        free = (columns.T @ rows)[cells[:, 0], cells[:, 1]] == 0
        if free.any():
            first = begin + int(np.argmax(free))
            begun[at] = first
            place: Points = np.array(at) + offsets[first]
            return place
        begin += -(-max(0, len(offsets) - begin) // _CHUNK) * _CHUNK
        radius *= 2


@cache
def _list_offsets(radius: int) -> Points:
    """Gives the steps of a grid around 0, 0 within a radius, the nearest first."""
    edge = np.arange(-radius, radius + 1)
    steps = np.stack(np.meshgrid(edge, edge), axis=-1).reshape(-1, 2)
    lengths = (steps**2).sum(axis=1)
    kept = lengths <= radius**2
    order = np.lexsort((steps[kept, 0], steps[kept, 1], lengths[kept]))
    offsets: Points = steps[kept][order] * _STEP
    return offsets
