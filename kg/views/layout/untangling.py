"""Says what a thing costs at a place (crossings, lines through boxes, boxes on boxes) and finds it a better one."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from kg.views.layout.boxes import DIGITS, Answers, Points, Sheet
from kg.views.layout.crossings import count_among, is_crossing, is_sharing, is_through

# What weighs how much, in crossings.
_THROUGH, _OVERLAP = 0.8, 6.0
# A way as long as this weighs as much as a crossing.
_FAR = 2500.0
# How many pairs of lines or boxes may be looked at in all: it bounds the time.
_WORK = 12_000_000

# Eight ways to look for a better place.
COMPASS = np.array([(math.cos(turn * math.pi / 4), math.sin(turn * math.pi / 4)) for turn in range(8)]).round(DIGITS)


class Board:
    """The boxes of a sheet on the page, by the middles of their boxes; those not `placed` count for nothing yet.

    `room` is how much of their width and height boxes need: with less of it more of them can be moved.
    """

    def __init__(self, sheet: Sheet, middles: Points, placed: Answers | None = None, *, room: float = 1.0) -> None:
        self.sizes = sheet.sizes * room
        self.sheet = sheet
        self.work = 0
        self.middles = middles.copy()
        self.placed = np.ones(len(middles), dtype=np.bool_) if placed is None else placed.copy()
        self.around = [np.array(ends, dtype=np.int64) for ends in sheet.list_neighbours()]

    def rate(self, index: int, candidates: Points) -> Points:
        """Gives what crossings, lines through boxes and boxes on boxes cost for each of some middles of a box."""
        sheet, marks = self.sheet, self.middles - self.sheet.drops
        here = candidates - sheet.drops[index]
        others = np.flatnonzero(self.placed & (np.arange(len(marks)) != index))
        lines = sheet.pairs[self.placed[sheet.pairs].all(axis=1) & (sheet.pairs != index).all(axis=1)]
        starts, ends = marks[lines[:, 0]], marks[lines[:, 1]]
        apart = np.abs(candidates[:, None] - self.middles[others])
        cost: Points = _OVERLAP * (apart < (self.sizes[index] + self.sizes[others]) / 2).all(axis=2).sum(axis=1)
        cost += _THROUGH * is_through(starts, ends, candidates[:, None], self.sizes[index]).sum(axis=1)
        near = self.around[index][self.placed[self.around[index]]]
        self.work += len(candidates) * (len(near) + 1) * (len(lines) + len(others))
        if len(near):
            from_, to = here[:, None, None], marks[near][None, :, None]
            crossing = is_crossing(from_, to, starts, ends) & ~(lines[None] == near[:, None, None]).any(axis=2)
            cost += crossing.sum(axis=(1, 2))
            through = is_through(from_, to, self.middles[others], self.sizes[others]) & (others != near[:, None])
            cost += _THROUGH * through.sum(axis=(1, 2))
        return cost

    def measure(self, index: int, candidates: Points) -> Points:
        """Gives what the length of its lines costs for each of some middles of a box."""
        here, marks = candidates - self.sheet.drops[index], self.middles - self.sheet.drops
        near = self.around[index][self.placed[self.around[index]]]
        lengths: Points = np.hypot(*(here[:, None] - marks[near]).transpose(2, 0, 1)).sum(axis=1)
        return lengths / _FAR

    def move(self, index: int, candidates: Points, extra: Points | float = 0.0) -> bool:
        """Puts the box on the cheapest of some middles; says whether it is another than before."""
        costs = self.rate(index, candidates) + self.measure(index, candidates) + extra
        best = candidates[int(np.argmin(costs.round(6)))]
        is_moved = not self.placed[index] or bool((best != self.middles[index]).any())
        self.middles[index], self.placed[index] = best, True
        return is_moved

    def count(self) -> float:
        """Gives what the whole drawing costs, length aside."""
        marks, pairs = self.middles - self.sheet.drops, self.sheet.pairs
        return count_among(marks, pairs) + _THROUGH * self.count_through()

    def count_through(self) -> int:
        """Gives how often a line runs through the box of a third thing."""
        marks, pairs = self.middles - self.sheet.drops, self.sheet.pairs
        found = is_through(marks[pairs[:, 0], None], marks[pairs[:, 1], None], self.middles, self.sizes)
        third = (pairs[:, :, None] != np.arange(len(marks))).all(axis=1)
        return int((found & third).sum())

    def find_tangled(self) -> list[int]:
        """Gives the boxes whose lines cross others, those with the most crossings first."""
        marks, pairs = self.middles - self.sheet.drops, self.sheet.pairs
        starts, ends = marks[pairs[:, 0]], marks[pairs[:, 1]]
        crossing = is_crossing(starts[:, None], ends[:, None], starts, ends) & ~is_sharing(pairs[:, None], pairs)
        counts = np.bincount(pairs.ravel(), np.repeat(crossing.sum(axis=1), 2), len(marks))
        return [int(index) for index in np.argsort(-counts, kind="stable") if counts[index]]


def untangle(board: Board, propose: Callable[[int], tuple[Points, Points | float]], rounds: int) -> None:
    """Moves things that cross others to the cheapest of the middles proposed for them, with what each costs besides.

    The first middle proposed is to be that where the thing is. It ends after so much work; a drawing too large for it
    stays as it is.
    """
    if len(board.sheet.pairs) ** 2 > _WORK:
        return
    for _ in range(rounds):
        tangled = board.find_tangled()
        order = (*tangled, *sorted(set(range(len(board.middles))) - set(tangled)))
        is_moved = False
        for index in order:
            if board.rate(index, board.middles[index][None])[0]:
                is_moved |= board.move(index, *propose(index))
            if board.work > _WORK:
                return
        if not is_moved:
            return
