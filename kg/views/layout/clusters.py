"""Places of everything: what hangs together stands together, with white between the clusters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np

from kg.views.layout.boxes import PAGE_RATIO, Box, Line, Place, Points, Sheet, find_corners
from kg.views.layout.communities import WHITE, place_communities
from kg.views.layout.packing import pack
from kg.views.layout.parting import part_boxes

# What is left free between two things alone with each other, in pixels.
_LINK = 60.0
# What hangs together and is less than this stands in rows at the bottom.
_SMALL = 3


def place_clusters(boxes: Iterable[Box], lines: Iterable[Line]) -> dict[str, Place]:
    """Gives each thing its place on a page of about PAGE_RATIO, what is alone or a pair in rows at the bottom."""
    sheet = Sheet.make(boxes, lines)
    if not sheet.boxes:
        return {}
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(len(sheet.boxes)))
    network.add_weighted_edges_from(
        (first, other, float(weight))
        for (first, other), weight in zip(sheet.pairs.tolist(), sheet.weights.tolist(), strict=True)
    )
    parts = sorted((sorted(part) for part in nx.connected_components(network)), key=lambda part: (-len(part), part))
    middles = np.zeros((len(sheet.boxes), 2))
    blocks = [part for part in parts if len(part) >= _SMALL]
    sizes = [_place_part(sheet, part, middles) for part in blocks]
    corners, page = pack(sizes)
    for part, corner, size in zip(blocks, corners, sizes, strict=True):
        middles[part] += np.array(corner) + np.array(size) / 2
    small = [part for part in parts if len(part) < _SMALL]
    _place_rows(sheet, small, page, middles)
    return sheet.give_places(part_boxes(middles, sheet.sizes))


def _place_part(sheet: Sheet, part: Sequence[int], middles: Points) -> tuple[float, float]:
    """Places around 0, 0 what hangs together; gives the size of that with what is left free around it."""
    inside = {index: number for number, index in enumerate(part)}
    kept = np.isin(sheet.pairs, part).all(axis=1)
    pairs = np.array([[inside[end] for end in pair] for pair in sheet.pairs[kept].tolist()], dtype=np.int64)
    own = Sheet(
        tuple(sheet.boxes[index] for index in part), sheet.sizes[part], sheet.drops[part], pairs, sheet.weights[kept]
    )
    middles[part] = place_communities(own)
    low, high = find_corners(middles[part], own.sizes)
    middles[part] -= (low + high) / 2
    width, height = (high - low).tolist()
    return width + 2 * WHITE, height + 2 * WHITE


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
    top = base + 2 * WHITE
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
