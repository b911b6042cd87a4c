"""Turns ties and two things into all the shortest Ways between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.isodates import find_first_day, find_last_day
from kg.views.evidence import PREDICATES
from kg.views.periods import split_span
from kg.views.ties import Tie

# Everybody has been to the capital: what only shares a place or an initiative is not near each other.
_ENDS = frozenset({"place", "initiative"})
# Nobody compares more ways than these.
MOST_WAYS = 100


@dataclass(frozen=True, slots=True)
class Way:
    """One way between two things: the things along it, and the ties of each step.

    `is_apart` says that it leads through an office that its neighbours held in other years.
    """

    things: tuple[str, ...]
    steps: tuple[tuple[Tie, ...], ...]
    is_apart: bool


def is_end(id: str) -> bool:
    """Says whether no way leads through a thing, only to it."""
    return id.partition("/")[0] in _ENDS


def find_ways(ties: Iterable[Tie], start: str, end: str) -> tuple[Way, ...]:
    """Gives the shortest ways, at most MOST_WAYS: those over meetings and signatures first, those through an office
    held in other years last. None where there is no way."""
    between: defaultdict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        between[tie.subject, tie.object].append(tie)
        if tie.subject != tie.object:
            between[tie.object, tie.subject].append(tie)
    distances = measure_distances(between, start)
    if end not in distances:
        return ()
    before: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in between:
        if distances.get(one, -2) + 1 == distances.get(other, -1) and (one == start or not is_end(one)):
            before[other].append(one)
    trails = _trace(before, start, end, between)
    ways = [_make_way(trail, between) for trail in trails]
    return tuple(sorted(ways, key=lambda way: (way.is_apart, sum(map(_rank_step, way.steps)), way.things)))


def measure_distances(pairs: Iterable[tuple[str, str]], start: str, most: int | None = None) -> dict[str, int]:
    """Gives each thing within `most` steps its distance in steps; the way leads through no place and no initiative."""
    around: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        around[one].add(other)
        around[other].add(one)
    distances, rim, step = {start: 0}, {start}, 0
    while rim and step != most:
        step += 1
        walked = (id for id in rim if id == start or not is_end(id))
        rim = {other for id in walked for other in around[id]} - distances.keys()
        distances |= dict.fromkeys(sorted(rim), step)
    return distances


def _trace(
    before: Mapping[str, Sequence[str]], start: str, end: str, between: Mapping[tuple[str, str], Sequence[Tie]]
) -> list[tuple[str, ...]]:
    """Walks back from the end, the best step first, until there are enough ways."""
    found: list[tuple[str, ...]] = []
    stack: list[tuple[str, ...]] = [(end,)]
    while stack and len(found) < MOST_WAYS:
        trail = stack.pop()
        if trail[0] == start:
            found.append(trail)
            continue
        steps = sorted(before.get(trail[0], ()), key=lambda id: (_rank_step(between[id, trail[0]]), id), reverse=True)
        stack.extend((id, *trail) for id in steps)
    return found


def _make_way(things: tuple[str, ...], between: Mapping[tuple[str, str], Sequence[Tie]]) -> Way:
    steps = tuple(tuple(between[pair]) for pair in pairwise(things))
    is_apart = any(_is_apart(one, other) for one, other in pairwise(steps))
    return Way(things, steps, is_apart)


def _is_apart(one: Sequence[Tie], other: Sequence[Tie]) -> bool:
    """Says whether two steps are of offices held in other years."""
    years = [_list_years(step) for step in (one, other)]
    return all(years) and not years[0] & years[1]


def _list_years(step: Sequence[Tie]) -> frozenset[int]:
    """Gives the years in which offices are said to be held, none if the step is not only of offices."""
    if not all(tie.predicate == "org:holds" for tie in step):
        return frozenset()
    spans = [split_span(day) for tie in step for day in tie.days]
    return frozenset(
        year
        for first, last in spans
        for year in range(int(find_first_day(first)[:4]), int(find_last_day(last)[:4]) + 1)
    )


def _rank_step(step: Sequence[Tie]) -> int:
    return min(PREDICATES.index(tie.predicate) for tie in step)
