"""Places of everything: what hangs together stands together, with white between the clusters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np

from kg.views.layout.boxes import PAGE_RATIO, Box, Indices, Line, Place, Points, Sheet
from kg.views.layout.forces import curl, measure_steps, spread_by_order, spread_by_stress
from kg.views.layout.parting import part_boxes, pull_together
from kg.views.layout.untangling import Board, untangle

# Beyond so many things a cluster is laid out by order only.
_MANY = 400
# A drawing with at most so many lines is tried in several ways.
_FEW = 400
_TRIES = 4
# How many times the room of its boxes a cluster has before they are moved off each other.
_LOOSE = 1.5
# What is left free around a cluster, in pixels; and between two things alone with each other.
_WHITE, _LINK = 24.0, 60.0
# Clusters of fewer things than this stand in rows at the bottom.
_SMALL = 3
_FITS = 4
_ROUNDS = 5

Frame = tuple[list[int], Points, Points]


def place_clusters(
    boxes: Iterable[Box], lines: Iterable[Line], near: Mapping[str, Place] | None = None
) -> dict[str, Place]:
    """Gives each thing its place on a page of about 880 to 700, what is alone or a pair in rows at the bottom.

    What has a place in `near` stays about there, relative to the others of it.
    """
    sheet = Sheet.make(boxes, lines)
    if not sheet.boxes:
        return {}
    if near and any(box.id in near for box in sheet.boxes):
        return sheet.give_places(_place_near(sheet, near))
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(len(sheet.boxes)))
    network.add_weighted_edges_from(
        (first, other, float(weight))
        for (first, other), weight in zip(sheet.pairs.tolist(), sheet.weights.tolist(), strict=True)
    )
    parts = sorted((sorted(part) for part in nx.connected_components(network)), key=lambda part: (-len(part), part))
    middles = np.zeros((len(sheet.boxes), 2))
    blocks = [part for part in parts if len(part) >= _SMALL]
    sizes = [_place_part(sheet, network, part, middles) for part in blocks]
    corners, page = pack(sizes)
    for part, corner, size in zip(blocks, corners, sizes, strict=True):
        middles[part] += np.array(corner) + np.array(size) / 2
    small = [part for part in parts if len(part) < _SMALL]
    _place_rows(sheet, small, page, middles)
    return sheet.give_places(part_boxes(middles, sheet.sizes))


def _find_communities(network: nx.Graph[int], seed: int) -> list[list[int]]:
    """Gives the communities of what hangs together."""
    ordered: nx.Graph[int] = nx.Graph()
    ordered.add_nodes_from(sorted(network))
    ordered.add_edges_from(sorted((min(a, b), max(a, b), data) for a, b, data in network.edges(data=True)))
    return sorted(sorted(part) for part in nx.community.louvain_communities(ordered, seed=seed))


def _place_part(sheet: Sheet, network: nx.Graph[int], part: Sequence[int], middles: Points) -> tuple[float, float]:
    """Places around 0, 0 what hangs together, of a few ways the one with the fewest crossings; gives its size."""
    inside = {index: number for number, index in enumerate(part)}
    kept = np.isin(sheet.pairs, part).all(axis=1)
    pairs = np.array([[inside[end] for end in pair] for pair in sheet.pairs[kept].tolist()], dtype=np.int64)
    own = Sheet(
        tuple(sheet.boxes[index] for index in part), sheet.sizes[part], sheet.drops[part], pairs, sheet.weights[kept]
    )
    drawn: list[tuple[float, int, Points, list[Frame]]] = []
    for seed in range(_TRIES if len(pairs) <= _FEW else 1):
        clusters = [[inside[index] for index in found] for found in _find_communities(network.subgraph(part), seed)]
        found = np.zeros((len(part), 2))
        frames = _place_large(own, own.list_neighbours(), clusters, PAGE_RATIO, found)
        drawn.append((Board(own, found).count() if len(pairs) <= _FEW else 0.0, len(drawn), found, frames))
    _, _, best, frames = min(drawn)
    _untangle(own, frames, best)
    best = part_boxes(best, own.sizes)
    low, high = _find_corners(own, best, np.arange(len(part)))
    middles[part] = best - (low + high) / 2
    width, height = (high - low).tolist()
    return width + 2 * _WHITE, height + 2 * _WHITE


def pack(sizes: Sequence[tuple[float, float]]) -> tuple[list[tuple[float, float]], float]:
    """Gives rectangles, the largest first, their left top corners on a page as small as may be; and its width."""
    corners: list[tuple[float, float]] = []
    taken = np.zeros((0, 4))
    for width, height in sizes:
        edges = [(0.0, 0.0), *((right, top) for _, top, right, _ in taken), *((left, low) for left, _, _, low in taken)]
        tries = np.array(sorted({*edges, *((right, 0.0) for _, _, right, _ in taken)}))
        ends = tries + np.array([width, height])
        free = (
            (tries[:, None, 0] >= taken[:, 2])
            | (ends[:, None, 0] <= taken[:, 0])
            | (tries[:, None, 1] >= taken[:, 3])
            | (ends[:, None, 1] <= taken[:, 1])
        ).all(axis=1)
        pages = np.maximum(ends, taken[:, 2:].max(axis=0, initial=0.0))
        needed = np.maximum(pages[:, 0] / PAGE_RATIO, pages[:, 1])
        order = np.lexsort((tries[:, 0], ends.sum(axis=1), needed.round(3), ~free))
        left, top = tries[order[0]].tolist()
        corners.append((left, top))
        taken = np.vstack([taken, (left, top, left + width, top + height)])
    return corners, float(taken[:, 2].max(initial=0.0))


def _place_large(
    sheet: Sheet, around: Sequence[Sequence[int]], clusters: Sequence[list[int]], ratio: float, middles: Points
) -> list[Frame]:
    """Places the clusters: each by itself, then all of them on the page, each turned towards what it is tied to.

    Gives for each its members, its middle and how far it reaches from there.
    """
    shapes = [_place_cluster(sheet, around, cluster) for cluster in clusters]
    home = np.zeros(len(sheet.boxes), dtype=np.int64)
    for number, (cluster, shape) in enumerate(zip(clusters, shapes, strict=True)):
        home[cluster] = number
        middles[cluster] = shape
    centres = _place_centres(sheet, home, shapes)
    for _ in range(3):
        for number, cluster in enumerate(clusters):
            middles[cluster] = _turn(around, home, cluster, (middles, centres, shapes[number]))
    sizes = np.zeros((len(clusters), 2))
    for number, cluster in enumerate(clusters):
        parted = part_boxes(middles[cluster] - centres[number], sheet.sizes[cluster])
        low, high = (parted - sheet.sizes[cluster] / 2).min(axis=0), (parted + sheet.sizes[cluster] / 2).max(axis=0)
        middles[cluster] = parted - (low + high) / 2
        sizes[number] = high - low + 2 * _WHITE
    centres = fit_page(centres, sizes, ratio)
    for number, cluster in enumerate(clusters):
        middles[cluster] += centres[number]
    return [(cluster, centres[n], sizes[n] / 2 - _WHITE / 2) for n, cluster in enumerate(clusters)]


def _place_cluster(sheet: Sheet, around: Sequence[Sequence[int]], cluster: Sequence[int]) -> Points:
    """Gives the things of a cluster their places around 0, 0, with about the room that they need."""
    at = {index: number for number, index in enumerate(cluster)}
    inner = [[at[end] for end in around[index] if end in at] for index in cluster]
    points = spread_by_order(inner) if len(cluster) > _MANY else spread_by_stress(curl(measure_steps(inner)))
    points = points - points.mean(axis=0)
    extent = max(float(np.ptp(points, axis=0).prod()), 1e-6)
    scaled: Points = points * math.sqrt(float(sheet.sizes[cluster].prod(axis=1).sum()) * _LOOSE / extent)
    return scaled


def _place_centres(sheet: Sheet, home: Indices, shapes: Sequence[Points]) -> Points:
    """Gives the clusters places at distances that fit their sizes and how many steps lie between them."""
    reach = np.array([float(np.hypot(*np.ptp(shape, axis=0))) / 2 for shape in shapes]) + 2 * _WHITE
    count = len(shapes)
    between = home[sheet.pairs]
    links: list[set[int]] = [set() for _ in shapes]
    for first, other in between[between[:, 0] != between[:, 1]].tolist():
        links[first].add(other)
        links[other].add(first)
    steps = curl(measure_steps([sorted(ends) for ends in links]))
    distances = steps * (reach[:, None] + reach[None, :]) * 0.8
    np.fill_diagonal(distances, 0)
    return spread_by_stress(distances) if count > 1 else np.zeros((count, 2))


def _turn(
    around: Sequence[Sequence[int]],
    home: Indices,
    cluster: Sequence[int],
    known: tuple[Points, Points, Points],
) -> Points:
    """Turns or mirrors a cluster so that its things stand on the side of what they are tied to elsewhere."""
    middles, centres, shape = known
    number = home[cluster[0]]
    offsets = middles - centres[home]
    wanted = np.zeros(len(cluster), dtype=np.complex128)
    for place, index in enumerate(cluster):
        for end in around[index]:
            if home[end] != number:
                way = centres[home[end]] + offsets[end] - centres[number]
                wanted[place] += complex(*way) / max(float(np.hypot(*way)), 1e-9)
    own = shape[:, 0] + 1j * shape[:, 1]
    turned, mirrored = (wanted * own.conj()).sum(), (wanted * own).sum()
    better = own * turned if abs(turned) >= abs(mirrored) - 1e-6 else own.conj() * mirrored
    length = max(abs(turned), abs(mirrored))
    if length < 1e-6:
        better, length = own, 1.0
    placed: Points = np.stack([better.real, better.imag], axis=1) / length + centres[number]
    return placed


def fit_page(points: Points, sizes: Points, ratio: float) -> Points:
    """Spreads places over a page of a ratio and moves boxes off each other, of a few tries the one that fits best."""
    if len(points) < 2:
        return points
    extent = np.maximum(np.ptp(points, axis=0), 1e-6)
    unit = (points - points.min(axis=0)) / extent - 0.5
    room, wanted = float(sizes.prod(axis=1).sum()), ratio
    best: tuple[float, Points] | None = None
    for _ in range(_FITS):
        height = math.sqrt(room / wanted)
        parted = pull_together(part_boxes(unit * np.array([height * wanted, height]), sizes), sizes)
        width, height = ((parted + sizes / 2).max(axis=0) - (parted - sizes / 2).min(axis=0)).tolist()
        off = abs(math.log(width / height / ratio)) + 0.5 * math.log(width * height / room)
        if best is None or off < best[0] - 1e-9:
            best = off, parted
        wanted = min(max(wanted * ratio * height / width, ratio / 4), ratio * 4)
    assert best
    return best[1]


def _untangle(sheet: Sheet, frames: Sequence[Frame], middles: Points) -> None:
    """Moves things within the frame of their cluster to where fewer lines cross."""
    frame = {index: (centre, half) for cluster, centre, half in frames for index in cluster}
    kept = sorted(frame)
    board = Board(sheet, middles, np.isin(np.arange(len(middles)), kept))
    angles = np.arange(8) * math.pi / 4
    compass = np.stack([np.cos(angles), np.sin(angles)], axis=1)

    def propose(index: int) -> tuple[Points, float]:
        here = board.middles[index]
        if index not in frame:
            return here[None], 0.0
        centre, half = frame[index]
        ends = board.around[index]
        middle = board.middles[ends].mean(axis=0) if len(ends) else here
        tries = [here + compass * radius for radius in (45.0, 110.0, 220.0)]
        tries += [middle + compass * 100.0, middle[None]]
        half = np.maximum(half - sheet.sizes[index] / 2, 0)
        return np.concatenate([here[None], np.clip(np.concatenate(tries), centre - half, centre + half)]), 0.0

    untangle(board, propose, _ROUNDS)
    middles[:] = board.middles


def _measure_unit(sheet: Sheet, part: Sequence[int]) -> float:
    return float(sheet.sizes[part, 0].sum()) + _LINK * (len(part) - 1)


def _place_rows(sheet: Sheet, small: Sequence[list[int]], page: float, middles: Points) -> None:
    """Puts pairs and then single things into rows as wide as the page, below what is there."""
    if not small:
        return
    large = np.setdiff1d(np.arange(len(sheet.boxes)), [index for part in small for index in part])
    room = sum(_measure_unit(sheet, part) * float(sheet.sizes[part, 1].max()) for part in small)
    base = float((middles[large] + sheet.sizes[large] / 2)[:, 1].max()) if len(large) else 0.0
    width = max(math.sqrt((room + page * base) * PAGE_RATIO), page, *(_measure_unit(sheet, part) for part in small))
    rows: list[list[list[int]]] = []
    left = 0.0
    for part in small:
        needed = _measure_unit(sheet, part) + 4
        if not rows or left < needed:
            rows.append([])
            left = width
        rows[-1].append(part)
        left -= needed
    top = base + 2 * _WHITE
    for row in rows:
        height = max(float(sheet.sizes[part, 1].max()) for part in row)
        spare = max(width - sum(_measure_unit(sheet, part) for part in row), 0.0)
        gap = spare / len(row) if row is not rows[-1] or len(rows) == 1 else min(spare / len(row), 40.0)
        x = gap / 2
        for part in row:
            for index in part:
                own = float(sheet.sizes[index, 0])
                middles[index] = x + own / 2, top + float(sheet.sizes[index, 1]) / 2
                x += own + _LINK
            x += gap - _LINK
        top += height + 4


def _find_corners(sheet: Sheet, middles: Points, chosen: Indices) -> tuple[Points, Points]:
    halves = sheet.sizes[chosen] / 2
    return (middles[chosen] - halves).min(axis=0), (middles[chosen] + halves).max(axis=0)


def _place_near(sheet: Sheet, near: Mapping[str, Place]) -> Points:
    """Keeps what has a place about there, with as much more room as there are more things; the rest stands between."""
    known = np.array([box.id in near for box in sheet.boxes])
    middles = np.zeros((len(sheet.boxes), 2))
    for index in np.flatnonzero(known).tolist():
        place = near[sheet.boxes[index].id]
        middles[index] = (place.x, place.y)
    middles += sheet.drops
    room = sheet.sizes.prod(axis=1)
    middles[known] *= math.sqrt(float(room.sum() / room[known].sum()))
    around = sheet.list_neighbours()
    turn = np.arange(len(middles)) * math.pi * (3 - math.sqrt(5))
    aside = 60.0 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    waiting = [int(index) for index in np.flatnonzero(~known)]
    placed = known.copy()
    while waiting:
        ready = [index for index in waiting if placed[around[index]].any()]
        for index in ready or waiting:
            ends = [end for end in around[index] if placed[end]]
            below = np.array([0.0, float(middles[placed][:, 1].max()) + 120.0])
            middles[index] = (middles[ends].mean(axis=0) if ends else below) + aside[index]
        placed[ready or waiting] = True
        waiting = [index for index in waiting if not placed[index]]
    board = Board(sheet, part_boxes(middles, sheet.sizes))
    angles = np.arange(8) * math.pi / 4
    compass = np.stack([np.cos(angles), np.sin(angles)], axis=1)

    def propose(index: int) -> tuple[Points, float]:
        here = board.middles[index]
        if known[index]:
            return here[None], 0.0
        return np.concatenate([here[None], *(here + compass * radius for radius in (45.0, 110.0, 220.0))]), 0.0

    untangle(board, propose, _ROUNDS)
    return part_boxes(board.middles, sheet.sizes)
