"""Finds which events of a graph a drawing shows as one: told of by its month here and by its day there, or announced in
one sentence and reported in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.isodates import find_first_day, find_last_day
from kg.views.events import Occasion
from kg.vocabulary import EventType, Status

# Fewer in common are no sign that two events are one.
_LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class _Outline:
    """What of an event tells it apart."""

    id: str
    type: str
    label: str
    is_done: bool
    first: str
    last: str
    places: frozenset[str]
    agents: frozenset[str]

    def may_be(self, other: _Outline) -> bool:
        """Says whether this, of which no more is known, may be the other; of twins the later id may be the earlier."""
        is_less = self.type == other.type and self.agents <= other.agents and self.is_done <= other.is_done
        is_around = self.first <= other.first and other.last <= self.last
        is_elsewhere = self.places and other.places and not self.places & other.places
        if not is_less or not is_around or is_elsewhere:
            return False
        is_twin = self._rank() == other._rank()
        is_one_visit = self.type == EventType.VISIT and bool(self.places & other.places)
        is_telling = len(self.agents) >= _LEAST_SHARED and not is_twin
        if not (self.label == other.label or is_telling or is_one_visit):
            return False
        return other.id < self.id if is_twin else True

    def _rank(self) -> tuple[object, ...]:
        return self.first, self.last, self.is_done, self.agents


def find_same(occasions: Mapping[str, Occasion], drawn: Iterable[str]) -> dict[str, str]:
    """Gives, for each drawn event that surely is another one, the id of that one; of two that it may be, none.

    An event may be another where type, places and time agree and all who took part in it took part in that one too: at
    least two of them, or else both are called the same, or are visits to the same.
    """
    outlines = [outline for id in sorted(set(drawn)) if (outline := _outline(occasions.get(id)))]
    register = _Register(outlines)
    found: dict[str, str] = {}
    for outline in outlines:
        _resolve(outline, register, found)
    return {id: other for id, other in found.items() if id != other}


class _Register:
    """Some events, found by what one that may be another has in common with it, in order of their ids."""

    def __init__(self, outlines: Iterable[_Outline]) -> None:
        self._found: defaultdict[tuple[str, str, str], list[_Outline]] = defaultdict(list)
        for outline in outlines:
            for mark in ("agent", outline.agents), ("place", outline.places), ("label", (outline.label,)):
                for value in mark[1]:
                    self._found[outline.type, mark[0], value].append(outline)

    def list_others(self, outline: _Outline) -> list[_Outline]:
        """Gives the other events that it may be: who took part in it took part in them too; else they are called alike,
        or are visits to the same."""
        if outline.agents:
            near = min((self._get(outline, "agent", agent) for agent in outline.agents), key=len)
        else:
            alike = [self._get(outline, "label", outline.label)]
            alike += (self._get(outline, "place", place) for place in outline.places)
            near = sorted({one.id: one for some in alike for one in some}.values(), key=lambda one: one.id)
        return [other for other in near if outline.id != other.id and outline.may_be(other)]

    def _get(self, outline: _Outline, mark: str, value: str) -> list[_Outline]:
        return self._found[outline.type, mark, value]


def _resolve(outline: _Outline, register: _Register, found: dict[str, str]) -> str:
    if outline.id not in found:
        found[outline.id] = outline.id
        candidates = {_resolve(other, register, found) for other in register.list_others(outline)}
        if len(candidates) == 1:
            found[outline.id] = candidates.pop()
    return found[outline.id]


def _outline(occasion: Occasion | None) -> _Outline | None:
    if occasion is None or occasion.date is None:
        return None
    return _Outline(
        occasion.id,
        occasion.type,
        occasion.label,
        occasion.status == Status.DONE,
        find_first_day(occasion.date),
        find_last_day(occasion.end or occasion.date),
        frozenset((*occasion.places, *occasion.visited)),
        frozenset(part.agent for part in occasion.parts),
    )
