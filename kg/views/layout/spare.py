"""Finds free places for things that come to a drawing later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from kg.views.layout.boxes import Box, Line, Place, Points

# How far apart the places are that are looked at, and how many at a time.
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
    begin, radius, offsets = begun.get(at, 0), _RADIUS, _list_offsets(_RADIUS)
    while True:
        while begin >= len(offsets):
            radius *= 2
            offsets = _list_offsets(radius)
        tries = np.array(at) + offsets[begin : begin + _CHUNK]
        apart = np.abs(tries[:, None] - middles)
        taken = (apart < (size + sizes) / 2 + 1).all(axis=2)
        free = np.logical_not(np.logical_or.reduce(taken, axis=1))
        if free.any():
            first = int(np.argmax(free))
            begun[at] = begin + first
            place: Points = tries[first]
            return place
        begin += _CHUNK


def _list_offsets(radius: int) -> Points:
    """Gives the steps of a grid around 0, 0 within a radius, the nearest first."""
    edge = np.arange(-radius, radius + 1)
    steps = np.stack(np.meshgrid(edge, edge), axis=-1).reshape(-1, 2)
    lengths = (steps**2).sum(axis=1)
    kept = lengths <= radius**2
    order = np.lexsort((steps[kept, 0], steps[kept, 1], lengths[kept]))
    offsets: Points = steps[kept][order] * _STEP
    return offsets
