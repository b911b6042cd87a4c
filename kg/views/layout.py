"""Turns nodes and links into places on a page, the same for the same input, so that nothing moves in the browser."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

# The room that a node with a two-line name needs, in pixels.
BOX_WIDTH, BOX_HEIGHT = 190.0, 84.0
# How many times the room of all names the page is wide and high together, before names are moved off each other.
_SPACE = 6.0
_ROUNDS = 200
_SEED = 1
# Enough that what is linked to nothing else stays in sight, and not so much that everything is drawn into a knot.
_GRAVITY = 10.0


@dataclass(slots=True)
class Point:
    """A place on the page, in pixels."""

    x: float
    y: float


def place_nodes(nodes: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Gives each node its place: linked nodes near each other, no two names on top of each other."""
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(nodes)
    network.add_edges_from(sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]}))
    found = nx.forceatlas2_layout(network, seed=_SEED, max_iter=_ROUNDS, gravity=_GRAVITY)
    points = {node: Point(float(found[node][0]), float(found[node][1])) for node in nodes}
    _spread(list(points.values()))
    _part_boxes(list(points.values()))
    return {node: (round(point.x), round(point.y)) for node, point in points.items()}


def _spread(points: list[Point]) -> None:
    """Stretches the places, alike in both directions, over a page on which all names have room."""
    width = max((point.x for point in points), default=0) - min((point.x for point in points), default=0)
    height = max((point.y for point in points), default=0) - min((point.y for point in points), default=0)
    scale = math.sqrt(_SPACE * len(points) * BOX_WIDTH * BOX_HEIGHT / max(width * height, 0.1))
    for point in points:
        point.x, point.y = point.x * scale, point.y * scale


def _part_boxes(points: list[Point]) -> None:
    """Moves names off each other, each time along the shorter way, until none overlap."""
    for _ in range(_ROUNDS):
        points.sort(key=lambda point: (point.x, point.y))
        if not sum(_part_from_next(points, index) for index in range(len(points))):
            break


def _part_from_next(points: list[Point], index: int) -> int:
    """Moves a point and those to the right of it that are too near; gives how many those were."""
    point, parted = points[index], 0
    for other in points[index + 1 :]:
        if other.x - point.x >= 2 * BOX_WIDTH:
            break
        parted += _part(point, other)
    return parted


def _part(point: Point, other: Point) -> bool:
    dx, dy = point.x - other.x, point.y - other.y
    across, down = BOX_WIDTH - abs(dx), BOX_HEIGHT - abs(dy)
    if across <= 0.5 or down <= 0.5:
        return False
    if across < down:
        push = math.copysign(across / 2, dx)
        point.x, other.x = point.x + push, other.x - push
    else:
        push = math.copysign(down / 2, dy)
        point.y, other.y = point.y + push, other.y - push
    return True
