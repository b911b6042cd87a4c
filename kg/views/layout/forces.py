"""Finds places for linked things by how many steps lie between them (stress majorization): no chance is in it.

The last digits are cut off at each step, and nothing is so regular that several solutions are equally good: processors
of different kinds would take different ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.views.layout.boxes import DIGITS, GOLDEN_ANGLE, Points

_ROUNDS = 60
_UNEVEN = 0.05


def measure_steps(around: Sequence[Sequence[int]]) -> Points:
    """Gives how many steps lie between any two things, infinite where no way leads from one to the other."""
    size = len(around)
    steps = np.full((size, size), np.inf)
    linked = np.zeros((size, size), dtype=np.float32)
    for index, ends in enumerate(around):
        linked[index, ends] = 1
    rim = np.eye(size, dtype=np.float32)
    step = 0
    while rim.any():
        steps[rim > 0] = step
        rim = ((rim @ linked > 0) & np.isinf(steps)).astype(np.float32)
        step += 1
    return steps


def curl(steps: Points) -> Points:
    """Shortens long distances, so that what hangs together fills a disc, even if it is a chain."""
    most = 0.9 * np.sqrt(len(steps)) + 1
    finite = np.where(np.isinf(steps), 4 * most, steps)
    curled: Points = most * (1 - np.exp(-finite / most))
    return curled


def spread_by_stress(distances: Points, start: Points | None = None) -> Points:
    """Gives points whose distances from each other come near those asked for (SMACOF)."""
    size = len(distances)
    if size < 2:
        return np.zeros((size, 2))
    points = _scale_classically(distances) if start is None else start.copy()
    weights = 1 / np.where(distances > 0, distances, 1) ** 2
    np.fill_diagonal(weights, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / size) - 1 / size
    for _ in range(_ROUNDS):
        apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
        pull = -weights * distances / np.where(apart > 1e-9, apart, 1)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = (inverse @ (pull @ points)).round(DIGITS)
    return points.round(DIGITS - 2)


def spread_by_order(around: Sequence[Sequence[int]]) -> Points:
    """Gives points on a sunflower, the most linked in the middle and what is tied to it around: fast for any number."""
    order = sorted(range(len(around)), key=lambda index: (-len(around[index]), index))
    seen: dict[int, None] = {}
    for root in order:
        line = [root] if root not in seen else []
        while line:
            seen |= dict.fromkeys(line)
            line = list(dict.fromkeys(end for index in line for end in around[index] if end not in seen))
    ranks = np.argsort(np.array(list(seen), dtype=np.int64))
    radius, angle = np.sqrt(ranks), ranks * GOLDEN_ANGLE
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).round(DIGITS)


def _scale_classically(distances: Points) -> Points:
    """Gives the points of classical multidimensional scaling, slightly turned so that no two are the same."""
    uneven = 1 + _UNEVEN * (np.arange(len(distances)) * GOLDEN_ANGLE % 1)
    squares = distances**2 * uneven * uneven[:, None]
    centred = -(squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()) / 2
    values, vectors = np.linalg.eigh(centred)
    points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
    points *= np.where(np.abs(points).argmax(axis=0) >= 0, np.sign(points[np.abs(points).argmax(axis=0), (0, 1)]), 1)
    turn = np.arange(len(points)) * GOLDEN_ANGLE
    jitter = 0.02 * np.abs(distances).max() * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    turned: Points = (points + jitter)[:, ::-1].round(DIGITS)
    return turned
