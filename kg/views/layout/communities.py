"""Places of what hangs together: each community by itself, then all of them on a page, with few lines crossing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

import networkx as nx
import numpy as np

from kg.views.layout.boxes import DIGITS, PAGE_RATIO, Points, Sheet, find_corners
from kg.views.layout.crossings import count_among, count_between
from kg.views.layout.forces import curl, measure_steps, spread_by_order, spread_by_stress
from kg.views.layout.packing import fit_page
from kg.views.layout.parting import part_boxes, pull_together
from kg.views.layout.untangling import COMPASS, Board, untangle

# What is left free around a community, in pixels.
WHITE = 30.0
# Beyond so many things a community is laid out by order only.
_MANY = 400
# What has at most so many lines is drawn in several ways, and the best one is taken.
_FEW = 500
_RESOLUTIONS = (1.0, 0.7, 1.4)
_SEEDS = 3
# So many lines are untangled in all the ways together.
_FINISHED, _MOST = 800, 4
# How many times the room of its boxes a community has before they are moved off each other.
_LOOSE = 1.3
_ROUNDS = 4
# More communities than this are not pulled together.
_PULLED = 60
# More communities than this change no places.
_SWAPPED = 30
# How much of their size boxes have while lines are untangled: the smaller, the freer they move.
_ROOMS = (0.3, 0.65, 1.0)
# What twice the length and width of a page weighs in crossings.
_LARGE = 20.0


def place_communities(sheet: Sheet) -> Points:
    """Gives middles of boxes that all hang together, of a few ways to draw them the one with the fewest crossings."""
    drawn: list[_Drawing] = []
    for found in _find_communities(sheet):
        drawing = _Drawing(sheet, found)
        drawing.arrange()
        drawn.append(drawing)
        if len(sheet.pairs) <= _FEW and not drawing.count():
            drawn = [drawing]
            break
    if len(drawn) > 1:
        drawn = sorted(drawn, key=lambda drawing: drawing.rate())[: min(max(_FINISHED // len(sheet.pairs), 1), _MOST)]
    for drawing in drawn:
        for room in _ROOMS:
            drawing.untangle(room)
        drawing.tighten()
        drawing.untangle(1.0)
    best = min(drawn, key=lambda drawing: drawing.rate()) if len(drawn) > 1 else drawn[0]
    return part_boxes(best.middles, sheet.sizes)


def _find_communities(sheet: Sheet) -> Iterator[list[list[int]]]:
    """Gives several ways to part a network into communities, each once."""
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(len(sheet.boxes)))
    for (first, other), weight in zip(sheet.pairs.tolist(), sheet.weights.tolist(), strict=True):
        network.add_edge(first, other, weight=weight)
    seen = set()
    for resolution in _RESOLUTIONS if len(sheet.pairs) <= _FEW else _RESOLUTIONS[:1]:
        for seed in range(_SEEDS if len(sheet.pairs) <= _FEW else 1):
            parts = nx.community.louvain_communities(network, resolution=resolution, seed=seed)
            found = sorted(sorted(part) for part in parts)
            if str(found) not in seen:
                seen.add(str(found))
                yield found


class _Drawing:
    """Communities on the page: where their middles are, how large they are, and where their things are from there."""

    def __init__(self, sheet: Sheet, clusters: Sequence[list[int]]) -> None:
        self.sheet, self.clusters = sheet, clusters
        self.around = sheet.list_neighbours()
        self.home = np.zeros(len(sheet.boxes), dtype=np.int64)
        for number, cluster in enumerate(clusters):
            self.home[cluster] = number
        self.offsets = np.zeros((len(sheet.boxes), 2))
        self.centres = np.zeros((len(clusters), 2))
        self.sizes = np.zeros((len(clusters), 2))

    @property
    def middles(self) -> Points:
        """The middles of all boxes."""
        middles: Points = self.centres[self.home] + self.offsets
        return middles

    def count(self) -> int:
        """Gives how many lines cross."""
        return count_among(self.middles - self.sheet.drops, self.sheet.pairs)

    def rate(self) -> float:
        """Says what the drawing costs: its crossings, and its size."""
        low, high = find_corners(self.centres, self.sizes)
        width, height = (high - low).tolist()
        return self.count() + _LARGE * math.log2(max(width / PAGE_RATIO, height))

    def arrange(self) -> None:
        """Gives each community a shape and a place, turned to where fewer lines cross."""
        shapes = [_spread(self.sheet, self.around, cluster) for cluster in self.clusters]
        for cluster, shape in zip(self.clusters, shapes, strict=True):
            self.offsets[cluster] = shape
        self.centres = self._spread_centres(shapes)
        for _ in range(3):
            for number, shape in enumerate(shapes):
                self._turn(number, shape)
        for number, cluster in enumerate(self.clusters):
            self._recentre(number, self.offsets[cluster])
        is_small = len(self.sheet.pairs) <= _FEW and len(self.clusters) <= _SWAPPED
        if is_small:
            self._swap()
        self.centres = fit_page(self.centres, self.sizes, PAGE_RATIO)
        if is_small:
            self._mirror()

    def untangle(self, room: float) -> None:
        """Moves things within their communities to where fewer lines cross."""
        board = Board(self.sheet, self.middles, room=room)

        def propose(index: int) -> tuple[Points, float]:
            here, ends = board.middles[index], board.around[index]
            centre, half = self.centres[self.home[index]], self.sizes[self.home[index]] / 2 - WHITE
            middle = board.middles[ends].mean(axis=0) if len(ends) else here
            tries = [here + COMPASS * radius for radius in (45.0, 110.0, 220.0)]
            tries += [middle + COMPASS * 100.0, middle[None]]
            tries += [centre + half * COMPASS * part for part in (0.5, 1.0)]
            half = np.maximum(half - self.sheet.sizes[index] / 2, 0)
            return np.concatenate([here[None], np.clip(np.concatenate(tries), centre - half, centre + half)]), 0.0

        untangle(board, propose, _ROUNDS)
        self.offsets = board.middles - self.centres[self.home]

    def tighten(self) -> None:
        """Moves communities together that lie apart."""
        for number, cluster in enumerate(self.clusters):
            self.centres[number] += self._recentre(number, part_boxes(self.offsets[cluster], self.sheet.sizes[cluster]))
        if len(self.clusters) <= _PULLED:
            self.centres = pull_together(part_boxes(self.centres, self.sizes), self.sizes)

    def _recentre(self, number: int, offsets: Points) -> Points:
        """Puts a community into the middle of its frame; gives by how much its middle was beside that."""
        cluster = self.clusters[number]
        low, high = find_corners(offsets, self.sheet.sizes[cluster])
        self.offsets[cluster] = offsets - (low + high) / 2
        self.sizes[number] = high - low + 2 * WHITE
        middle: Points = (low + high) / 2
        return middle

    def _spread_centres(self, shapes: Sequence[Points]) -> Points:
        """Gives the communities places at distances that fit their sizes and how many steps lie between them."""
        reach = np.array([float(np.hypot(*np.ptp(shape, axis=0))) / 2 for shape in shapes]) + 2 * WHITE
        between = self.home[self.sheet.pairs]
        links: list[set[int]] = [set() for _ in shapes]
        for first, other in between[between[:, 0] != between[:, 1]].tolist():
            links[first].add(other)
            links[other].add(first)
        distances = curl(measure_steps([sorted(ends) for ends in links])) * (reach[:, None] + reach) * 0.8
        np.fill_diagonal(distances, 0)
        return spread_by_stress(distances)

    def _turn(self, number: int, shape: Points) -> None:
        """Turns or mirrors a community so that its things stand on the side of what they are tied to elsewhere."""
        cluster, middles = self.clusters[number], self.middles
        wanted = np.zeros(len(cluster), dtype=np.complex128)
        for place, index in enumerate(cluster):
            for end in self.around[index]:
                if self.home[end] != number:
                    way = middles[end] - self.centres[number]
                    wanted[place] += complex(*way) / max(float(np.hypot(*way)), 1e-9)
        own = shape[:, 0] + 1j * shape[:, 1]
        turned, mirrored = (wanted * own.conj()).sum(), (wanted * own).sum()
        better, length = own * turned, abs(turned)
        if abs(mirrored) > abs(turned) + 1e-6:
            better, length = own.conj() * mirrored, abs(mirrored)
        if length > 1e-6:
            self.offsets[cluster] = (np.stack([better.real, better.imag], axis=1) / length).round(DIGITS)

    def _swap(self) -> None:
        """Lets two communities change their places where fewer of the lines between communities cross then."""
        pairs = self.sheet.pairs
        pairs = pairs[self.home[pairs[:, 0]] != self.home[pairs[:, 1]]]
        best = count_among(self.middles, pairs)
        for one, other in combinations(range(len(self.clusters)), 2):
            self.centres[[one, other]] = self.centres[[other, one]]
            found = count_among(self.middles, pairs)
            if found < best:
                best = found
            else:
                self.centres[[one, other]] = self.centres[[other, one]]

    def _mirror(self) -> None:
        """Mirrors communities within their frames where fewer lines cross then."""
        pairs = self.sheet.pairs
        homes = self.home[pairs]
        for number, cluster in enumerate(self.clusters):
            outer = pairs[(homes == number).sum(axis=1) == 1]
            kept = self.offsets[cluster]
            tries = [kept * np.array(turn) for turn in ((1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0))]
            counts = []
            for tried in tries:
                self.offsets[cluster] = tried
                counts.append(count_between(self.middles - self.sheet.drops, outer, pairs))
            self.offsets[cluster] = tries[counts.index(min(counts))]


def _spread(sheet: Sheet, around: Sequence[Sequence[int]], cluster: Sequence[int]) -> Points:
    """Gives the things of a community their places around 0, 0, with about the room that they need."""
    at = {index: number for number, index in enumerate(cluster)}
    inner = [[at[end] for end in around[index] if end in at] for index in cluster]
    points = spread_by_order(inner) if len(cluster) > _MANY else spread_by_stress(curl(measure_steps(inner)))
    return _scale(points - points.mean(axis=0), sheet.sizes[cluster])


def _scale(points: Points, sizes: Points) -> Points:
    """Stretches points so that the boxes have about the room that they need."""
    extent = np.ptp(points, axis=0)
    long = float(extent.max(initial=0.0))
    if long < 1e-6:
        return points
    extent = np.maximum(extent, long / 5)
    scaled: Points = points * math.sqrt(float(sizes.prod(axis=1).sum()) * _LOOSE / float(extent.prod()))
    return scaled
