"""Places of one release: people and bodies on the left, what happened on the right, in the order of the text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from kg.views.layout.boxes import PAGE_RATIO, Box, Line, Place, Points, Sheet

# What is left free between left and right, for a verb and a date on the line; between columns of a side; between rows.
_MIDDLE, _COLUMN, _ROW = 260.0, 30.0, 12.0
# How much closer than the boxes of one column the staggered rows of several follow each other.
_STAGGER = 1.3
_MOST_COLUMNS = 6


def place_columns(
    left: Sequence[Box], right: Sequence[Box], lines: Iterable[Line], order: Mapping[str, int] | None = None
) -> dict[str, Place]:
    """Gives each thing its place on its side, from top to bottom in the order given.

    A long side is folded into several columns whose rows are staggered. `order` says where in the text the things on
    the left stand: those of the same number are sorted by what they are tied to on the right.
    """
    sheet = Sheet.make((*left, *right), ())
    at = {box.id: index for index, box in enumerate(sheet.boxes)}
    sides = [_sort(left, right, lines, order or {}), [box.id for box in right]]
    counts = min(
        ((a, b) for a in range(1, _MOST_COLUMNS + 1) for b in range(1, _MOST_COLUMNS + 1)),
        key=lambda counts: _rate(sheet, [[at[id] for id in side] for side in sides], counts),
    )
    middles = np.zeros((len(sheet.boxes), 2))
    heights = [_measure(sheet, [at[id] for id in side], count) for side, count in zip(sides, counts, strict=True)]
    for number, (side, count) in enumerate(zip(sides, counts, strict=True)):
        inside = [at[id] for id in side]
        stretch = max(heights) / heights[number] if heights[number] and len(inside) > 1 else 1.0
        _place_side(sheet, inside, count, -1 if number == 0 else 1, min(stretch, 3.0), middles)
    return sheet.give_places(middles)


def _sort(left: Sequence[Box], right: Sequence[Box], lines: Iterable[Line], order: Mapping[str, int]) -> list[str]:
    rows = {box.id: row for row, box in enumerate(right)}
    tied: dict[str, list[int]] = {}
    for line in lines:
        for one, other in ((line.start, line.end), (line.end, line.start)):
            if other in rows:
                tied.setdefault(one, []).append(rows[other])
    given = {box.id: row for row, box in enumerate(left)}

    def rank(id: str) -> tuple[int, float, int]:
        if id not in order:
            return given[id], 0.0, 0
        return order[id], float(np.mean(tied.get(id, [len(rows)]))), given[id]

    return sorted(given, key=rank)


def _rate(sheet: Sheet, sides: Sequence[Sequence[int]], counts: tuple[int, int]) -> tuple[float, int]:
    """Says by how much the page must shrink for so many columns, rather few columns than many."""
    width = _MIDDLE + sum(
        count * _get_width(sheet, side) for side, count in zip(sides, counts, strict=True) if len(side)
    )
    height = max(_measure(sheet, side, count) for side, count in zip(sides, counts, strict=True))
    return max(round(max(width / PAGE_RATIO, height) * (1 + 0.02 * sum(counts)), 3), 500.0), sum(counts)


def _get_width(sheet: Sheet, side: Sequence[int]) -> float:
    return float(sheet.sizes[list(side), 0].max(initial=0.0)) + _COLUMN


def _get_pitch(sheet: Sheet, side: Sequence[int], count: int) -> float:
    """Gives how far each thing stands below the one before."""
    row = float(sheet.sizes[list(side), 1].max(initial=0.0)) + _ROW
    return row if count == 1 else row * _STAGGER / count


def _measure(sheet: Sheet, side: Sequence[int], count: int) -> float:
    """Gives how high a side is in so many columns."""
    if not side:
        return 0.0
    row = _get_pitch(sheet, side, 1)
    return row + (len(side) - 1) * _get_pitch(sheet, side, min(count, math.ceil(len(side) / 2) or 1))


def _place_side(sheet: Sheet, side: Sequence[int], count: int, direction: int, stretch: float, middles: Points) -> None:
    count = min(count, math.ceil(len(side) / 2) or 1)
    pitch = _get_pitch(sheet, side, count) * stretch
    for row, index in enumerate(side):
        column = row % count if direction > 0 else count - 1 - row % count
        x = direction * (_MIDDLE / 2 + (column + 0.5) * _get_width(sheet, side))
        middles[index] = x, (row - (len(side) - 1) / 2) * pitch
