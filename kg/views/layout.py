"""Turns things and their ties into places on a page, the same for the same input: nothing moves in the browser."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

import networkx as nx
import numpy as np
import numpy.typing as npt

# The page that a drawing is made for: what a window of 1280 by 800 leaves beside the card.
_PAGE_RATIO = 700 / 610
# A mark with a name of up to two lines below it, in pixels.
_LINE_LENGTH, _LINE_HEIGHT, _MARK = 24, 16, 30
_LATIN, _HAN = 7.0, 13.0
_GAP = 10.0
_CELL = (_LINE_LENGTH * _LATIN + _GAP, _MARK + 2 * _LINE_HEIGHT + _GAP)
# How many times the room of all boxes the page has before boxes are moved off each other.
_SPACE = 1.4
_ROUNDS = 300
_TRIES = 3
_TOUCH = 0.5
_SEED = 1
# Enough that what is linked to nothing else stays in sight, and not so much that everything is drawn into a knot.
_GRAVITY = 6.0
# How much of a place comes from the order of the things across the page, which fills it evenly; the rest is force.
_EVENNESS = 0.6


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a mark on the page, in pixels."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """What needs room on the page: a thing's mark with its name below."""

    id: str
    name: str

    @property
    def width(self) -> float:
        """The width in pixels of the longer of two lines."""
        signs = [_HAN if east_asian_width(sign) in "WF" else _LATIN for sign in self.name]
        return max(_MARK, min(sum(signs), max(sum(signs) / 2 + 3 * _LATIN, 90), _LINE_LENGTH * _LATIN)) + _GAP

    @property
    def height(self) -> float:
        """The height in pixels of the mark and two lines."""
        return _MARK + 2 * _LINE_HEIGHT + _GAP / 2


_Points = npt.NDArray[np.float64]


def place_nodes(
    boxes: Sequence[Box], links: Iterable[tuple[str, str]], shown: int, steps: Mapping[str, int] | None = None
) -> dict[str, Place]:
    """Gives each thing its place: linked ones near each other, no two boxes on top of each other.

    The first `shown` things make the drawing; the others get free places near what they are linked to. What has `steps`
    stands in columns from left to right.
    """
    pairs = sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]})
    places = _draw_columns(boxes[:shown], steps) if steps else _draw(boxes[:shown], pairs)
    _place_spare(places, boxes[shown:], pairs)
    return {id: Place(round(x), round(y)) for id, (x, y) in places.items()}


def _draw(boxes: Sequence[Box], pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    if not boxes:
        return {}
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(box.id for box in boxes)
    network.add_edges_from(pair for pair in pairs if all(end in network for end in pair))
    found = nx.forceatlas2_layout(network, seed=_SEED, max_iter=_ROUNDS, gravity=_GRAVITY)
    points = np.array([found[box.id] for box in boxes], dtype=np.float64).round(9)
    sizes = np.array([(box.width, box.height) for box in boxes])
    spread = _spread(_fill(points), sizes)
    return {box.id: (float(x), float(y)) for box, (x, y) in zip(boxes, spread, strict=True)}


def _spread(filled: _Points, sizes: _Points) -> _Points:
    """Stretches places over a page on which all boxes have room and moves boxes off each other.

    Boxes are wider than high, so that parting them widens the drawing: it starts narrower until it comes out right.
    """
    room, ratio = float(sizes.prod(axis=1).sum()) * _SPACE, _PAGE_RATIO
    spread = filled
    for _ in range(_TRIES):
        height = math.sqrt(room / ratio)
        spread = _part_boxes(filled * np.array([height * ratio, height]), sizes)
        width, height = np.ptp(spread, axis=0)
        ratio *= _PAGE_RATIO * float(height) / max(float(width), 1.0)
        ratio = min(max(ratio, _PAGE_RATIO / 4), _PAGE_RATIO * 4)
    return spread


def _draw_columns(boxes: Sequence[Box], steps: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Puts each step of a way into a column, in the order given, a little lower from one to the next.

    So no line between neighbours runs through a third thing of a way that has one thing to a step.
    """
    columns: dict[int, list[str]] = {}
    for box in boxes:
        columns.setdefault(steps[box.id], []).append(box.id)
    return {
        id: (step * 1.4 * _CELL[0], (row - (len(ids) - 1) / 2 + step % 2 / 2) * 1.4 * _CELL[1])
        for step, ids in columns.items()
        for row, id in enumerate(ids)
    }


def _fill(points: _Points) -> _Points:
    """Spreads the places over a page of size 1, partly by their distance and partly by their order on each axis."""
    order = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    extent = np.ptp(points, axis=0)
    forced = (points - points.min(axis=0)) / np.where(extent > 0, extent, 1)
    mixed: _Points = _EVENNESS * (order + 0.5) / len(points) + (1 - _EVENNESS) * forced
    return mixed


def _part_boxes(points: _Points, sizes: _Points) -> _Points:
    """Moves boxes off each other until none overlap, each pair along the way that is shorter for its size."""
    reach = (sizes[:, None] + sizes[None, :]) / 2
    others = ~np.eye(len(points), dtype=np.bool_)
    first = np.where(np.arange(len(points))[:, None] < np.arange(len(points))[None, :], -1.0, 1.0)
    for _ in range(_ROUNDS):
        apart = points[:, None] - points[None, :]
        overlap = reach - np.abs(apart)
        hit = (overlap[..., 0] > _TOUCH) & (overlap[..., 1] > _TOUCH) & others
        if not hit.any():
            break
        across = overlap[..., 0] / reach[..., 0] < overlap[..., 1] / reach[..., 1]
        side = np.where(apart == 0, first[..., None], np.sign(apart))
        push = side * (overlap / 2 + _TOUCH) * np.stack([hit & across, hit & ~across], axis=2)
        points = points + push.sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None] ** 0.5
    return points


def _place_spare(
    places: dict[str, tuple[float, float]], boxes: Sequence[Box], pairs: Sequence[tuple[str, str]]
) -> None:
    """Gives each further thing the free place nearest to those things of the drawing that it is linked to."""
    around: dict[str, list[str]] = {}
    for one, other in pairs:
        around.setdefault(one, []).append(other)
        around.setdefault(other, []).append(one)
    taken = {cell for place in places.values() for cell in _cover(place)}
    for box in boxes:
        near = [places[id] for id in around.get(box.id, ()) if id in places] or [(0.0, 0.0)]
        middle = [sum(place[axis] for place in near) / len(near) / _CELL[axis] for axis in (0, 1)]
        cell = next(cell for cell in _spiral(round(middle[0]), round(middle[1])) if cell not in taken)
        taken.add(cell)
        places[box.id] = (cell[0] * _CELL[0], cell[1] * _CELL[1])


def _cover(place: tuple[float, float]) -> set[tuple[int, int]]:
    """Gives the cells of a grid that a box at a place reaches into."""
    columns, rows = ((math.floor(place[axis] / _CELL[axis]), math.ceil(place[axis] / _CELL[axis])) for axis in (0, 1))
    return {(column, row) for column in columns for row in rows}


def _spiral(column: int, row: int) -> Iterable[tuple[int, int]]:
    """Gives the cells of a grid from one outwards, ring after ring."""
    yield column, row
    ring = 1
    while True:
        edge = range(-ring, ring + 1)
        cells = {(x, y) for x in edge for y in edge if max(abs(x), abs(y)) == ring}
        for x, y in sorted(cells, key=lambda cell: (cell[0] ** 2 + cell[1] ** 2, cell)):
            yield column + x, row + y
        ring += 1
