"""Counts where lines cross and where they run through boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from kg.views.layout.boxes import Answers, Indices, Line, Place, Points

# So many pairs of lines are looked at in one go.
_CHUNK = 1_000_000


def count_crossings(places: Mapping[str, Place], lines: Iterable[Line]) -> int:
    """Gives how many pairs of straight lines cross; lines that share an end do not, lines of one pair are one."""
    pairs = sorted({(min(line.start, line.end), max(line.start, line.end)) for line in lines})
    kept = [pair for pair in pairs if pair[0] != pair[1] and all(end in places for end in pair)]
    at = {id: index for index, id in enumerate(dict.fromkeys(end for pair in kept for end in pair))}
    points = np.array([(places[id].x, places[id].y) for id in at], dtype=np.float64).reshape(-1, 2)
    return count_among(points, np.array([(at[a], at[b]) for a, b in kept], dtype=np.int64).reshape(-1, 2))


def count_among(points: Points, pairs: Indices) -> int:
    """Gives how many pairs of lines between points cross."""
    starts, ends = points[pairs[:, 0]], points[pairs[:, 1]]
    found, step = 0, max(_CHUNK // max(len(pairs), 1), 1)
    for begin in range(0, len(pairs), step):
        some = slice(begin, begin + step)
        crossing = is_crossing(starts[some, None], ends[some, None], starts[None], ends[None])
        found += int((crossing & ~is_sharing(pairs[some, None], pairs[None])).sum())
    return found // 2


def is_sharing(pairs: Indices, others: Indices) -> Answers:
    """Says of pairs of lines whether they have an end in common."""
    shared: Answers = (pairs[..., :, None] == others[..., None, :]).any(axis=(-1, -2))
    return shared


def is_crossing(start: Points, end: Points, other_start: Points, other_end: Points) -> Answers:
    """Says of pairs of lines whether each has the ends of the other on both its sides."""
    crossing: Answers = (_turn(start, end, other_start) * _turn(start, end, other_end) < 0) & (
        _turn(other_start, other_end, start) * _turn(other_start, other_end, end) < 0
    )
    return crossing


def is_through(start: Points, end: Points, middle: Points, size: Points) -> Answers:
    """Says of lines and boxes whether the line runs through the box: no straight line can be drawn between them."""
    way, off = end - start, (start + end) / 2 - middle
    near = np.abs(off) < size / 2 + np.abs(way) / 2
    aside = np.abs(way[..., 0] * off[..., 1] - way[..., 1] * off[..., 0])
    through: Answers = (
        near[..., 0]
        & near[..., 1]
        & (aside < (size[..., 0] * np.abs(way[..., 1]) + size[..., 1] * np.abs(way[..., 0])) / 2)
    )
    return through


def _turn(start: Points, end: Points, point: Points) -> Points:
    """Gives the sign of the side of a line on which a point lies."""
    along, off = end - start, point - start
    side: Points = np.sign(along[..., 0] * off[..., 1] - along[..., 1] * off[..., 0])
    return side
