"""Places around one thing: rings by how far off, sectors by kind of tie, clockwise by time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np

from kg.views.layout.boxes import DIGITS, PAGE_RATIO, Answers, Box, Line, Place, Points, Sheet
from kg.views.layout.parting import part_boxes
from kg.views.layout.untangling import Board, untangle

# The first ring, in pixels below the middle; between it and the next are half rings.
_RING = 120.0
_HALF = 0.5
_SPARE_RINGS = 7
# How much of a thing's own share of the circle each thing behind it adds.
_BEHIND = 0.7
# Between two sectors this much more of the circle is left free than between two things.
_BREAK = 0.6
# What a half ring further out, or a radian off the own angle, weighs in crossings.
_OUTWARDS, _ASIDE = 0.25, 0.4
# What it weighs that two things of a sector do not stand in the order of their days.
_INVERTED = 0.15
_ROUNDS = 4
# How much of their size boxes have while lines are untangled, in each way to do so: the smaller, the freer they move.
_WAYS = ((0.3, 1.0), (0.3, 0.65, 1.0))
# How much wider than high the rings are tried.
_SHAPES = (1.3, 1.6, 2.0)
_FEW = 200


def place_around(
    center: str, boxes: Iterable[Box], lines: Iterable[Line], families: Sequence[str] = ()
) -> dict[str, Place]:
    """Gives each thing its place around `center`, which stands at 0, 0.

    On the first rings is what is tied to it, also by way of a dot: in sectors by the family of the line in the order of
    `families`, in a sector clockwise by day, the heaviest nearest. Further out is what is tied to that, behind it. Dots
    stand between what they bind.
    """
    kept = sorted(lines, key=lambda line: (line.start, line.end, line.family, line.day or "", line.weight))
    sheet = Sheet.make(boxes, kept)
    at = {box.id: index for index, box in enumerate(sheet.boxes)}
    if center not in at:
        return {}
    tree = _Tree(sheet, at[center], [line for line in kept if line.start in at and line.end in at], families)
    ways = list(product(_SHAPES, _WAYS)) if len(sheet.pairs) <= _FEW else [(_SHAPES[0], _WAYS[0])]
    drawn = [_draw(sheet, tree, shape, rooms) for shape, rooms in ways]
    best = min(drawn, key=_rate)
    shift = best.middles[at[center]] - sheet.drops[at[center]]
    marks = best.middles - sheet.drops - shift
    return {box.id: Place(round(x), round(y)) for box, (x, y) in zip(sheet.boxes, marks.tolist(), strict=True)}


class _Tree:
    """By which line each thing is reached first, how many rings out it is, and at what angle it is to stand."""

    def __init__(self, sheet: Sheet, root: int, lines: Sequence[Line], families: Sequence[str]) -> None:
        self.sheet, self.root = sheet, root
        at = {box.id: index for index, box in enumerate(sheet.boxes)}
        self.weights = {
            (a, b): weight
            for (first, other), weight in zip(sheet.pairs.tolist(), sheet.weights.tolist(), strict=True)
            for a, b in ((first, other), (other, first))
        }
        ranks = {family: rank for rank, family in enumerate((*families, *sorted({line.family for line in lines})))}
        ranks |= {family: rank for rank, family in enumerate(families)}
        self.firsts: dict[tuple[int, int], tuple[float, int, str]] = {}
        for line in lines:
            said = (-line.weight, ranks[line.family], line.day or "~")
            for pair in ((at[line.start], at[line.end]), (at[line.end], at[line.start])):
                self.firsts[pair] = min(self.firsts.get(pair, said), said)
        self.around = sheet.list_neighbours()
        self.depths = self._measure_depths()
        self.last = max(math.ceil(max(self.depths.values()) / 2), 1)
        self.parents = {index: self._find_parent(index) for index in self.depths if index != root}
        self.children: dict[int, list[int]] = {index: [] for index in range(len(sheet.boxes))}
        for index, parent in self.parents.items():
            self.children[parent].append(index)
        self.angles: dict[int, float] = {root: 0.0}
        self._share_circle()
        for number, index in enumerate(sorted(set(range(len(sheet.boxes))) - self.depths.keys())):
            self.angles[index] = math.pi * (0.75 + 0.5 * (number % 12) / 12)

    def get_ring(self, index: int) -> int:
        """Gives how many steps out a thing is; what no line leads to is furthest out."""
        return math.ceil(self.depths[index] / 2) if index in self.depths else self.last + 1

    def get_weight(self, index: int) -> float:
        """Gives how heavy the line is by which something on the first ring is reached."""
        return self.weights[index, self.parents[index]] if self.get_ring(index) == 1 and index in self.parents else 0.0

    def _measure_depths(self) -> dict[int, int]:
        """Gives how far off everything is in half steps: to a dot it is half a step."""
        dots = [box.is_dot for box in self.sheet.boxes]
        depths, rims = {self.root: 0}, {0: [self.root]}
        depth = 0
        while depth <= max(rims):
            for index in rims.get(depth, ()):
                if depths[index] == depth:
                    for end in self.around[index]:
                        further = depth + (1 if dots[index] or dots[end] else 2)
                        if further < depths.get(end, further + 1):
                            depths[end] = further
                            rims.setdefault(further, []).append(end)
            depth += 1
        return depths

    def _find_parent(self, index: int) -> int:
        nearer = [end for end in self.around[index] if self.depths[end] < self.depths[index]]
        return min(nearer, key=lambda end: (self.depths[end], *self.firsts[index, end], end))

    def _share_circle(self) -> None:
        """Gives each thing an angle clockwise from the top, and room for what is behind it; each sector its arc."""
        shares = dict.fromkeys(self.depths, 1.0)
        for index in sorted(self.parents, key=lambda index: -self.depths[index]):
            own = 0.0 if self.sheet.boxes[index].is_dot else 1.0
            behind = [shares[child] for child in self.children[index]]
            shares[index] = max(own, sum(behind) * (1.0 if own == 0 else _BEHIND), 0.3)
        first = self._sort(self.root)
        sectors = len({self.get_sector(index) for index in first})
        total = sum(shares[index] for index in first) + (_BREAK * sectors if sectors > 1 else 0)
        unit, turn = 2 * math.pi / max(total, 1e-9), 0.0
        self.arcs: dict[int, tuple[float, float]] = {}
        waiting: list[tuple[int, float, float]] = []
        for index in first:
            sector = self.get_sector(index)
            if sectors > 1 and sector not in self.arcs:
                turn += _BREAK
            waiting.append((index, turn, shares[index]))
            begin = self.arcs.get(sector, (turn * unit, 0.0))[0]
            turn += shares[index]
            self.arcs[sector] = begin, turn * unit
        while waiting:
            index, begin, share = waiting.pop()
            self.angles[index] = (begin + share / 2) * unit
            inner = sum(shares[child] for child in self.children[index])
            for child in self._sort(index):
                part = share * shares[child] / inner
                waiting.append((child, begin, part))
                begin += part

    def get_sector(self, index: int) -> int:
        """Gives which sector a thing on the first ring is in."""
        while self.parents[index] != self.root:
            index = self.parents[index]
        return self.firsts[index, self.root][1]

    def get_day(self, index: int) -> str:
        """Gives the day by which a thing on the first ring is sorted, the tilde where it is not known."""
        while self.parents[index] != self.root:
            index = self.parents[index]
        return self.firsts[index, self.root][2]

    def _sort(self, parent: int) -> list[int]:
        """Gives what is behind a thing by family and day."""
        return sorted(self.children[parent], key=lambda index: (*self.firsts[index, parent][1:], index))


def _draw(sheet: Sheet, tree: _Tree, shape: float, rooms: Sequence[float]) -> Board:
    placed: Answers = np.zeros(len(sheet.boxes), dtype=np.bool_)
    placed[tree.root] = True
    board = Board(sheet, np.zeros((len(sheet.boxes), 2)), placed)
    rings: dict[int, list[int]] = {}
    dots = [index for index, box in enumerate(sheet.boxes) if box.is_dot and index != tree.root]
    for index, box in enumerate(sheet.boxes):
        if index != tree.root and not box.is_dot:
            rings.setdefault(tree.get_ring(index), []).append(index)
    begins = {0: 0.0}
    for ring in sorted(rings):
        begins[ring] = 1.0
        if ring > 1:
            before = [_find_level(board, tree, index, shape) for index in rings[ring - 1]] if ring - 1 in rings else [1]
            begins[ring] = float(np.quantile(before, 0.7)) + 1.0
        for index in sorted(rings[ring], key=lambda index: (-tree.get_weight(index), tree.angles[index], index)):
            candidates, extra = _list_slots(tree.angles[index], begins[ring], _SWINGS, shape)
            board.move(index, candidates + sheet.drops[tree.root], extra)
    for index in dots:
        board.move(index, _list_between(board, tree, index))

    def propose(index: int) -> tuple[Points, Points | float]:
        here, ring = board.middles[index][None], tree.get_ring(index)
        if index == tree.root:
            return here, 0.0
        if sheet.boxes[index].is_dot:
            return np.concatenate([here, _list_between(board, tree, index)]), 0.0
        if ring == 1:
            begin, end = tree.arcs[tree.get_sector(index)]
            middle = (begin + end) / 2
            swings = np.linspace(begin, end, max(math.ceil((end - begin) / 0.15), 1) + 2)[1:-1] - middle
            candidates, extra = _list_slots(middle, 1.0, swings, shape)
            candidates = np.concatenate([here - sheet.drops[tree.root], candidates])
            radii = _measure_levels(candidates, shape)
            weight = 1 + tree.get_weight(index) / 4
            extra = _OUTWARDS * weight * (radii - 1) / _HALF + _count_inversions(board, tree, index, candidates, shape)
            return candidates + sheet.drops[tree.root], extra
        angle = _find_angle(board, tree, index, shape)
        candidates, _ = _list_slots(angle, begins[ring], _ROUND, shape)
        candidates = np.concatenate([here - sheet.drops[tree.root], candidates])
        off = np.abs((_measure_angles(candidates, shape) - angle + math.pi) % (2 * math.pi) - math.pi)
        extra = _OUTWARDS * (_measure_levels(candidates, shape) - begins[ring]) / _HALF + _ASIDE * off
        return candidates + sheet.drops[tree.root], extra

    for room in rooms:
        board = Board(sheet, board.middles, room=room)
        untangle(board, propose, _ROUNDS)
    return Board(sheet, part_boxes(board.middles, sheet.sizes))


_SWINGS = np.array([0.0, -0.08, 0.08, -0.16, 0.16, -0.26, 0.26, -0.4, 0.4, -0.6, 0.6, -0.9, 0.9])
_ROUND = np.arange(-18, 19) * math.pi / 18


def _measure_angles(points: Points, shape: float) -> Points:
    """Gives the angles clockwise from the top on rings so much wider than high."""
    angles: Points = (np.arctan2(points[:, 0] / shape, -points[:, 1]) % (2 * math.pi)).round(DIGITS)
    return angles


def _measure_levels(points: Points, shape: float) -> Points:
    """Gives on which ring points are."""
    levels: Points = (np.hypot(points[:, 0] / shape, points[:, 1]) / _RING).round(DIGITS)
    return levels


def _find_level(board: Board, tree: _Tree, index: int, shape: float) -> float:
    return float(_measure_levels(board.middles[index][None] - board.sheet.drops[tree.root], shape)[0])


def _count_inversions(board: Board, tree: _Tree, index: int, candidates: Points, shape: float) -> Points:
    """Gives what standing before earlier things of the same sector, or behind later ones, costs at each place."""
    sector, day = tree.get_sector(index), tree.get_day(index)
    others = [
        other
        for other in tree.parents
        if other != index
        and not board.sheet.boxes[other].is_dot
        and tree.get_ring(other) == 1
        and tree.get_sector(other) == sector
        and tree.get_day(other) != day
    ]
    if not others:
        return np.zeros(len(candidates))
    begin = tree.arcs[sector][0]
    own = (_measure_angles(candidates, shape) - begin) % (2 * math.pi)
    angles = (_measure_angles(board.middles[others] - board.sheet.drops[tree.root], shape) - begin) % (2 * math.pi)
    later = np.array([tree.get_day(other) > day for other in others])
    inverted: Points = _INVERTED * ((own[:, None] > angles) == later).sum(axis=1)
    return inverted


def _find_angle(board: Board, tree: _Tree, index: int, shape: float) -> float:
    """Gives the angle of what a thing is tied to further in."""
    inner = [end for end in board.around[index] if tree.get_ring(int(end)) < tree.get_ring(index)]
    if not inner:
        return tree.angles[index]
    x, y = (board.middles[inner] - board.middles[tree.root]).mean(axis=0)
    return math.atan2(x / shape, -y) if abs(x) + abs(y) > 1 else tree.angles[index]


def _list_slots(angle: float, begin: float, swings: Points, shape: float) -> tuple[Points, Points]:
    """Gives places at an angle and to both sides of it, on a ring and half rings further out, and what each costs."""
    levels, sides = np.meshgrid(begin + _HALF * np.arange(_SPARE_RINGS), swings, indexing="ij")
    turned = angle + sides.ravel()
    radius = _RING * levels.ravel()
    points = np.stack([radius * shape * np.sin(turned), -radius * np.cos(turned)], axis=1).round(DIGITS)
    extra = _OUTWARDS * (levels - begin) / _HALF + _ASIDE * np.abs(sides)
    return points, extra.ravel()


def _list_between(board: Board, tree: _Tree, index: int) -> Points:
    """Gives places in the middle of what a dot binds and around it."""
    ends = board.around[index]
    middle = board.middles[ends].mean(axis=0) if len(ends) else board.middles[tree.root]
    angles = np.arange(12) * math.pi / 6
    compass = np.stack([np.cos(angles), np.sin(angles)], axis=1).round(DIGITS)
    return np.concatenate([middle[None], *(middle + compass * radius for radius in (30.0, 60.0, 100.0, 150.0))])


def _rate(board: Board) -> float:
    """Says what a drawing costs, small pages before large ones."""
    low = (board.middles - board.sheet.sizes / 2).min(axis=0)
    high = (board.middles + board.sheet.sizes / 2).max(axis=0)
    width, height = (high - low).tolist()
    return board.count() + 10 * math.log(max(width / PAGE_RATIO, height))
