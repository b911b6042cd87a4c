"""Places of the ways between two things: from left to right, one lane a way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import networkx as nx
import numpy as np

from kg.views.layout.boxes import Box, Line, Place, Sheet
from kg.views.layout.crossings import count_crossings

# What is left free between two steps, for a verb and a date on the line; and between two lanes.
_STEP, _LANE = 210.0, 26.0


def place_lanes(boxes: Iterable[Box], ways: Sequence[Sequence[str]]) -> dict[str, Place]:
    """Gives each thing on a way its place: the ways from top to bottom as given, their ends in the middle.

    A thing on several ways stands once, between their lanes. Ways that share things are drawn beside each other where
    fewer lines cross then. What is on no way has no place.
    """
    ways = [list(dict.fromkeys(way)) for way in ways if way]
    on_way = {id for way in ways for id in way}
    sheet = Sheet.make((box for box in boxes if box.id in on_way), ())
    at = {box.id: index for index, box in enumerate(sheet.boxes)}
    ways = [[id for id in way if id in at] for way in ways]
    lines = [Line(*pair) for way in ways for pair in pairwise(way)]
    drawn = [_draw(sheet, at, order) for order in (ways, _gather(ways))]
    return min(drawn, key=lambda places: count_crossings(places, lines))


def _draw(sheet: Sheet, at: dict[str, int], ways: Sequence[Sequence[str]]) -> dict[str, Place]:
    columns = _find_columns(ways)
    pitch = float(sheet.sizes[:, 1].max(initial=0.0)) + _LANE
    middles = np.zeros((len(sheet.boxes), 2))
    left = 0.0
    for column in range(max(columns.values(), default=-1) + 1):
        inside = [id for id in columns if columns[id] == column]
        width = max(float(sheet.sizes[at[id], 0]) for id in inside)
        wanted = {id: float(np.mean([lane for lane, way in enumerate(ways) if id in way])) * pitch for id in inside}
        inside.sort(key=lambda id: (wanted[id], id))
        for id, y in zip(inside, _space([wanted[id] for id in inside], pitch), strict=True):
            middles[at[id]] = left + width / 2, y
        left += width + _STEP
    return sheet.give_places(middles)


def _find_columns(ways: Sequence[Sequence[str]]) -> dict[str, int]:
    """Gives the column of each thing, behind all that stand before it; on ways of opposite order its first position."""
    network: nx.DiGraph[str] = nx.DiGraph()
    for way in ways:
        nx.add_path(network, way)
    if nx.is_directed_acyclic_graph(network):
        return {id: column for column, ids in enumerate(nx.topological_generations(network)) for id in sorted(ids)}
    found: dict[str, int] = {}
    for way in ways:
        for position, id in enumerate(way):
            found[id] = min(found.get(id, position), position)
    numbers = {column: number for number, column in enumerate(sorted(set(found.values())))}
    return {id: numbers[column] for id, column in found.items()}


def _space(wanted: Sequence[float], pitch: float) -> list[float]:
    """Gives places in the same order at least a pitch apart, as near as may be to those wanted."""
    groups: list[tuple[float, int]] = []
    for place in wanted:
        groups.append((place, 1))
        while len(groups) > 1 and _end(groups[-2], pitch) > _begin(groups[-1], pitch) - 1e-9:
            (one, count), (other, more) = groups[-2:]
            groups[-2:] = [((one * count + other * more) / (count + more), count + more)]
    return [_begin(group, pitch) + pitch * (0.5 + place) for group in groups for place in range(group[1])]


def _begin(group: tuple[float, int], pitch: float) -> float:
    return group[0] - pitch * group[1] / 2


def _end(group: tuple[float, int], pitch: float) -> float:
    return group[0] + pitch * group[1] / 2


def _gather(ways: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Puts behind each way those that share things with it, else in the order given."""
    waiting, gathered = list(ways), list[Sequence[str]]()
    while waiting:
        last = set(gathered[-1][1:-1]) if gathered else set()
        following = max(waiting, key=lambda way: len(last & set(way[1:-1])))
        waiting.remove(following)
        gathered.append(following)
    return gathered
