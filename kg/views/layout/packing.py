"""Puts boxes of different sizes on a page with little free between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kg.views.layout.boxes import PAGE_RATIO, Points, find_corners
from kg.views.layout.parting import part_boxes, pull_together

_TRIES = 4
# Only so few boxes are pulled together.
_FEW = 60


def pack(sizes: Sequence[tuple[float, float]]) -> tuple[list[tuple[float, float]], float]:
    """Gives rectangles, the largest first, their left top corners on a page as small as may be; and its width."""
    corners: list[tuple[float, float]] = []
    taken = np.zeros((0, 4))
    for width, height in sizes:
        edges = [(0.0, 0.0), *((right, top) for _, top, right, _ in taken), *((left, low) for left, _, _, low in taken)]
        tries = np.array(sorted({*edges, *((right, 0.0) for _, _, right, _ in taken)}))
        ends = tries + np.array([width, height])
        free = (
            (tries[:, None, 0] >= taken[:, 2])
            | (ends[:, None, 0] <= taken[:, 0])
            | (tries[:, None, 1] >= taken[:, 3])
            | (ends[:, None, 1] <= taken[:, 1])
        ).all(axis=1)
        pages = np.maximum(ends, taken[:, 2:].max(axis=0, initial=0.0))
        needed = np.maximum(pages[:, 0] / PAGE_RATIO, pages[:, 1])
        order = np.lexsort((tries[:, 0], ends.sum(axis=1), needed.round(3), ~free))
        left, top = tries[order[0]].tolist()
        corners.append((left, top))
        taken = np.vstack([taken, (left, top, left + width, top + height)])
    return corners, float(taken[:, 2].max(initial=0.0))


def fit_page(points: Points, sizes: Points, ratio: float) -> Points:
    """Spreads places over a page of a ratio and moves boxes off each other, of a few tries the smallest page."""
    if len(points) < 2:
        return points
    extent = np.maximum(np.ptp(points, axis=0), 1e-6)
    unit = (points - points.min(axis=0)) / extent - 0.5
    wanted, best = ratio, (math.inf, points)
    for _ in range(_TRIES):
        height = math.sqrt(float(sizes.prod(axis=1).sum()) / wanted)
        parted = part_boxes(unit * np.array([height * wanted, height]), sizes)
        low, high = find_corners(parted, sizes)
        width, height = (high - low).tolist()
        best = min(best, (max(width / ratio, height), parted), key=lambda tried: tried[0])
        wanted = min(max(wanted * ratio * height / width, ratio / 4), ratio * 4)
    return pull_together(best[1], sizes) if len(points) <= _FEW else best[1]
