"""Turns nodes and links into places on a page, the same for the same input, so that nothing moves in the browser."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The room that a node with a two-line name needs, in pixels.
BOX_WIDTH, BOX_HEIGHT = 190.0, 84.0
_ROUNDS = 120
_GRAVITY = 2.0
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(slots=True)
class Point:
    """A place on the page, in pixels, and the push it gets in this round."""

    x: float
    y: float
    dx: float = 0.0
    dy: float = 0.0


def place_nodes(nodes: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Gives each node its place: linked nodes near each other, no two names on top of each other.

    Fruchterman and Reingold's forces from a fixed spiral start; first come the nodes that should stand in the middle.
    """
    points = {node: _start(rank) for rank, node in enumerate(nodes)}
    pairs = sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]})
    for round_ in range(_ROUNDS):
        _push_apart(list(points.values()))
        _pull_together(points, pairs)
        _move(points.values(), limit=BOX_WIDTH * (1 - round_ / _ROUNDS))
    _part_boxes(list(points.values()))
    return {node: (round(point.x), round(point.y)) for node, point in points.items()}


def _start(rank: int) -> Point:
    radius, angle = BOX_WIDTH * 0.7 * math.sqrt(rank), rank * _GOLDEN_ANGLE
    return Point(radius * math.cos(angle), radius * math.sin(angle))


def _push_apart(points: list[Point]) -> None:
    force = BOX_WIDTH**2
    for index, point in enumerate(points):
        for other in points[:index]:
            dx, dy = point.x - other.x, point.y - other.y
            share = force / max(dx * dx + dy * dy, 1.0)
            point.dx += dx * share
            point.dy += dy * share
            other.dx -= dx * share
            other.dy -= dy * share


def _pull_together(points: dict[str, Point], pairs: Iterable[tuple[str, str]]) -> None:
    for first, second in pairs:
        point, other = points[first], points[second]
        dx, dy = point.x - other.x, point.y - other.y
        share = math.hypot(dx, dy) / BOX_WIDTH
        point.dx -= dx * share
        point.dy -= dy * share
        other.dx += dx * share
        other.dy += dy * share
    for point in points.values():  # what is linked to nothing must not drift away
        point.dx -= point.x * _GRAVITY
        point.dy -= point.y * _GRAVITY


def _move(points: Iterable[Point], *, limit: float) -> None:
    for point in points:
        length = math.hypot(point.dx, point.dy) or 1.0
        step = min(length, limit)
        point.x += point.dx / length * step
        point.y += point.dy / length * step
        point.dx = point.dy = 0.0


def _part_boxes(points: list[Point]) -> None:
    """Moves names off each other, each time along the shorter way, until none overlap."""
    for _ in range(2 * _ROUNDS):
        overlaps = [_part(point, other) for index, point in enumerate(points) for other in points[:index]]
        if not any(overlaps):
            break


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
