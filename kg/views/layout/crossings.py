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


def count_between(points: Points, pairs: Indices, others: Indices) -> int:
    """Gives how often some lines between points cross others."""
    ends = points[pairs]
    crossing = is_crossing(ends[:, None, 0], ends[:, None, 1], points[others[:, 0]], points[others[:, 1]])
    return int((crossing & ~is_sharing(pairs[:, None], others)).sum())


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
    x, y = start[..., 0], start[..., 1]
    across, down = end[..., 0] - x, end[..., 1] - y
    half_width, half_height = size[..., 0] / 2, size[..., 1] / 2
    right, below = middle[..., 0] - (x + across / 2), middle[..., 1] - (y + down / 2)
    through: Answers = (
        (np.abs(right) < half_width + np.abs(across) / 2)
        & (np.abs(below) < half_height + np.abs(down) / 2)
        & (np.abs(across * below - down * right) < half_width * np.abs(down) + half_height * np.abs(across))
    )
    return through


def _turn(start: Points, end: Points, point: Points) -> Points:
    """Gives a number above or below 0 for the side of a line on which a point lies."""
    across, down = end[..., 0] - start[..., 0], end[..., 1] - start[..., 1]
    side: Points = across * point[..., 1] - down * point[..., 0] - (across * start[..., 1] - down * start[..., 0])
    return side
