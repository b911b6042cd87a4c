"""Moves boxes off each other; which boxes touch is looked up in a grid, so that the work grows with their number."""

from __future__ import annotations

import math

import numpy as np

from kg.views.layout.boxes import DIGITS, GOLDEN_ANGLE, Indices, Points

# Boxes part a little further than they must, since places are whole pixels in the end.
_MARGIN = 2.0
_TOUCH = 0.5
# After so many rounds without coming apart all places move outwards a little.
_PATIENCE, _GROWTH = 25, 1.04
# In so many steps a box is moved towards the middle.
_STEPS = 40


def part_boxes(middles: Points, sizes: Points) -> Points:
    """Gives middles of boxes of which no two overlap, each pair moved along the way that is shorter for its size."""
    if len(middles) < 2:
        return middles
    wide = sizes + _MARGIN
    middles = _loosen(middles, wide)
    turn = 0
    while True:
        first, other = find_pairs(middles, wide)
        apart = middles[first] - middles[other]
        reach = (wide[first] + wide[other]) / 2
        overlap = reach - np.abs(apart)
        hit = (overlap > _TOUCH).all(axis=1)
        if not hit.any():
            return middles
        first, other, apart, reach, overlap = first[hit], other[hit], apart[hit], reach[hit], overlap[hit]
        across = overlap[:, 0] / reach[:, 0] < overlap[:, 1] / reach[:, 1]
        side = np.where(apart < 0, -1.0, 1.0)
        push = side * (overlap / 2 + _TOUCH) * np.stack([across, ~across], axis=1)
        hits = np.bincount(np.concatenate([first, other]), minlength=len(middles))
        for axis in (0, 1):
            moved = np.bincount(first, push[:, axis], len(middles)) - np.bincount(other, push[:, axis], len(middles))
            middles[:, axis] += moved / np.sqrt(np.maximum(hits, 1))
        turn += 1
        if turn % _PATIENCE == 0:
            middle = middles.mean(axis=0)
            middles = middle + (middles - middle) * _GROWTH


def _loosen(middles: Points, sizes: Points) -> Points:
    """Gives the same places with room for all boxes, no two of them the same."""
    numbers = np.arange(len(middles))
    radius, angle = np.sqrt(numbers / len(numbers)), numbers * GOLDEN_ANGLE
    apart = middles + np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    page = np.ptp(apart, axis=0) + sizes.max(axis=0)
    growth = math.sqrt(max(float(sizes.prod(axis=1).sum()) / float(page.prod()), 1.0))
    middle = apart.mean(axis=0)
    grown: Points = (middle + (apart - middle) * growth).round(DIGITS)
    return grown


def pull_together(middles: Points, sizes: Points) -> Points:
    """Moves boxes towards the middle of all, each as far as it touches no other, the inner ones first."""
    middles = middles.copy()
    goal = np.average(middles, axis=0, weights=sizes.prod(axis=1))
    steps = np.linspace(0, 1, _STEPS)[:, None]
    for axes in (np.array([1.0, 1.0]), np.array([1.0, 0.0]), np.array([0.0, 1.0])):
        for index in np.argsort(np.hypot(*(middles - goal).T).round(3), kind="stable").tolist():
            tries = middles[index] + (goal - middles[index]) * axes * steps
            others = np.arange(len(middles)) != index
            apart = np.abs(tries[:, None] - middles[others])
            blocked = (apart < (sizes[index] + sizes[others]) / 2).all(axis=2).any(axis=1)
            middles[index] = tries[max(int(np.argmax(blocked)) - 1, 0) if blocked.any() else -1]
    return middles


def find_pairs(middles: Points, sizes: Points) -> tuple[Indices, Indices]:
    """Gives the pairs of boxes that lie in the same cell or in cells beside each other, each pair once."""
    cells = np.floor((middles - middles.min(axis=0)) / sizes.max(axis=0)).astype(np.int64)
    rows = int(cells[:, 1].max()) + 3
    keys = cells[:, 0] * rows + cells[:, 1]
    order = np.argsort(keys, kind="stable")
    ordered, numbers = keys[order], np.arange(len(keys))
    firsts, others = [], []
    for offset in (0, 1, rows - 1, rows, rows + 1):
        begin, end = (np.searchsorted(ordered, keys + offset, side) for side in ("left", "right"))
        counts = end - begin
        first = np.repeat(numbers, counts)
        other = order[np.arange(len(first)) + np.repeat(begin - np.cumsum(counts) + counts, counts)]
        kept = first < other if offset == 0 else np.ones(len(first), dtype=np.bool_)
        firsts.append(first[kept])
        others.append(other[kept])
    return np.concatenate(firsts), np.concatenate(others)
