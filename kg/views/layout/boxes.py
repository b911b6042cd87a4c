"""What a layout is made from and what it gives: boxes, the lines between them, and places on the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Answers = npt.NDArray[np.bool_]

# What a window of 1280 by 800 leaves for the drawing.
PAGE_RATIO = 880 / 500
# By this angle a sunflower turns from seed to seed: points that are to differ are laid out so.
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
# Places are cut off behind so many digits: the last ones are other ones on processors of another kind.
DIGITS = 6
# Room for the name of a mark, in pixels: a line of so many letters of so much width.
_LINE_LENGTH, _LINE_HEIGHT = 24, 16
_LATIN, _HAN = 7.0, 13.0
_SHORT = 90.0
_MARK, _DOT = 30.0, 12.0
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a mark on the page, in pixels."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """What needs room on the page: a mark, its name below in up to two lines, and one more line below that.

    `names` and `second` hold the text in every language of the page, so that a thing needs the same room in each.
    `size` multiplies the mark. What `is_dot` shows no name.
    """

    id: str
    names: tuple[str, ...]
    second: tuple[str, ...] = ()
    size: float = 1.0
    is_dot: bool = False

    @property
    def mark(self) -> float:
        """How wide and how high the mark is."""
        return self.size * (_DOT if self.is_dot else _MARK)

    @property
    def width(self) -> float:
        """How wide the widest line of text is in any language, or the mark, with what is left free beside it."""
        texts = () if self.is_dot else (*map(_break, self.names), *map(_measure, self.second))
        return max(self.mark, *texts, 0.0) + _GAP

    @property
    def height(self) -> float:
        """How high the mark and its lines of text are, with what is left free below."""
        if self.is_dot:
            return self.mark + _GAP
        lines = max((1 if _measure(name) <= _SHORT else 2 for name in self.names), default=0) + any(self.second)
        return self.mark + lines * _LINE_HEIGHT + _GAP

    @property
    def drop(self) -> float:
        """How far the middle of the box lies below the middle of the mark."""
        return (self.height - _GAP - self.mark) / 2

    def cover(self, place: Place) -> tuple[float, float, float, float]:
        """Gives the left, top, right and bottom of the box whose mark stands at a place."""
        middle = place.y + self.drop
        return (
            place.x - self.width / 2,
            middle - self.height / 2,
            place.x + self.width / 2,
            middle + self.height / 2,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn between two things: one line for each pair and family of ties.

    `day` is the earliest known (in any form that sorts by time), `weight` how often or how strongly they are tied.
    """

    start: str
    end: str
    family: str = ""
    day: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Boxes in the order of their ids, as arrays, and which of them lines bind; so no order of input can matter."""

    boxes: tuple[Box, ...]
    sizes: Points
    drops: Points
    pairs: Indices
    weights: Points

    @classmethod
    def make(cls, boxes: Iterable[Box], lines: Iterable[Line]) -> Sheet:
        """Puts in order what is given; lines to what is not there are left out, those of one pair are one."""
        ordered = tuple(sorted(boxes, key=lambda box: box.id))
        at = {box.id: index for index, box in enumerate(ordered)}
        weights: dict[tuple[int, int], list[float]] = {}
        for line in lines:
            if line.start in at and line.end in at and line.start != line.end:
                first, other = sorted((at[line.start], at[line.end]))
                weights.setdefault((first, other), []).append(line.weight)
        pairs = sorted(weights)
        return cls(
            ordered,
            np.array([(box.width, box.height) for box in ordered], dtype=np.float64).reshape(-1, 2),
            np.array([(0.0, box.drop) for box in ordered], dtype=np.float64).reshape(-1, 2),
            np.array(pairs, dtype=np.int64).reshape(-1, 2),
            np.array([math.fsum(weights[pair]) for pair in pairs], dtype=np.float64),
        )

    def list_neighbours(self) -> list[list[int]]:
        """Gives for each box those that a line binds it to."""
        around: list[list[int]] = [[] for _ in self.boxes]
        for first, other in self.pairs.tolist():
            around[first].append(other)
            around[other].append(first)
        return around

    def give_places(self, middles: Points) -> dict[str, Place]:
        """Gives the place of each mark from the middles of the boxes, the middle of the drawing at 0, 0."""
        if not self.boxes:
            return {}
        low, high = find_corners(middles, self.sizes)
        marks = middles - (low + high) / 2 - self.drops
        return {box.id: Place(round(x), round(y)) for box, (x, y) in zip(self.boxes, marks.tolist(), strict=True)}


def find_corners(middles: Points, sizes: Points) -> tuple[Points, Points]:
    """Gives the left top and the right bottom of all boxes."""
    return (middles - sizes / 2).min(axis=0), (middles + sizes / 2).max(axis=0)


def measure_page(boxes: Iterable[Box], places: Mapping[str, Place]) -> tuple[float, float]:
    """Gives the width and the height of all boxes at their places."""
    corners = [box.cover(places[box.id]) for box in boxes]
    if not corners:
        return 0.0, 0.0
    left, top, right, bottom = zip(*corners, strict=True)
    return max(right) - min(left), max(bottom) - min(top)


def _measure(text: str) -> float:
    """Gives the width of a text in one line of at most 24 Latin letters."""
    return min(_add_up(text), _LINE_LENGTH * _LATIN)


def _break(text: str) -> float:
    """Gives the width of the longer of two lines of a name."""
    width = _add_up(text)
    return min(width, max(width / 2 + 3 * _LATIN, _SHORT), _LINE_LENGTH * _LATIN)


def _add_up(text: str) -> float:
    return sum(_HAN if east_asian_width(sign) in "WF" else _LATIN for sign in text)
