"""Finds which events of a graph are one: told of by its month here and by its day there, announced in one sentence and
reported in another, put off or called off meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kg.isodates import find_first_day, find_last_day
from kg.views.events import Occasion
from kg.vocabulary import EventType, Status

# Fewer in common are no sign that two events are one.
_LEAST_SHARED = 2
# How many days a plan and the report of it may be apart.
_NEAR, _FAR = 3, 1_000
_NEVER = "9999-12-31"
_YEAR = len("2024")


@dataclass(frozen=True, slots=True)
class _Outline:
    """What of an event tells it apart."""

    id: str
    type: str
    label: str
    is_done: bool
    is_cancelled: bool
    first: str
    last: str
    previous: tuple[tuple[str, str], ...]
    places: frozenset[str]
    agents: frozenset[str]
    signed: frozenset[str]
    is_vague: bool

    def may_be(self, other: _Outline) -> bool:
        """Says whether this, of which no more is known, may be the other; of twins the later id may be the earlier."""
        is_before = not self.is_done and any(self._is_around(*days) for days in other.previous)
        if self.is_vague and (len(self.agents) < _LEAST_SHARED or not self.signed & other.signed):
            return False
        if not (self._is_around(other.first, other.last) or is_before) or not self.is_like(other):
            return False
        return other.id < self.id if self._rank() == other._rank() else True

    def is_like(self, other: _Outline) -> bool:
        """Says whether this may be the other by all but its time."""
        is_less = self.type == other.type and self.agents <= other.agents and self.is_done <= other.is_done
        is_elsewhere = self.places and other.places and not self.places & other.places
        if not is_less or is_elsewhere or (self.is_cancelled and other.is_done):
            return False
        is_one_visit = self.type == EventType.VISIT and bool(self.places & other.places)
        is_telling = len(self.agents) >= _LEAST_SHARED and self._rank() != other._rank()
        return self.label == other.label or is_telling or is_one_visit

    def has_day(self, days: Iterable[str]) -> bool:
        """Says whether one of some dates is its time."""
        return any(self.first == find_first_day(day) and self.last == find_last_day(day) for day in days)

    def _is_around(self, first: str, last: str) -> bool:
        return self.first <= first and last <= self.last

    def _rank(self) -> tuple[object, ...]:
        return self.first, self.last, self.is_done, self.agents


def find_same(
    occasions: Mapping[str, Occasion],
    drawn: Iterable[str],
    announced: Mapping[str, str] | None = None,
    *,
    signed: Mapping[str, Iterable[str]] | None = None,
    disagreeing: bool = False,
) -> dict[str, str]:
    """Gives, for each drawn event that surely is another one, the id of that one; of two that it may be, none.

    An event may be another where type, places and time agree and all who took part in it took part in that one too: at
    least two of them, or else both are called the same, or are visits to the same. Where one was put off, its time is
    also the one from which it was.

    `signed` gives the agreements that were signed at each. With that, what is told of by its year alone is another one
    only where both are the signing of one agreement by the same two or more, which comes once: in a year much else may
    happen that nobody tells. Without it a year is taken for a month, as a guess.

    `announced` gives the day on which each was first told of. With that, what was called off without saying of when is
    the only one planned since. With `disagreeing`, a plan of which nobody reports may be the only report of some days
    before or after that had no plan: that is no more than a guess.
    """
    outlines = [outline for id in sorted(set(drawn)) if (outline := _outline(occasions.get(id), signed))]
    register = _Register(outlines)
    found: dict[str, str] = {}
    for outline in outlines:
        _resolve(outline, register, found)
    if announced is not None:
        _join_called_off(occasions, register, announced, found)
    if announced is not None and disagreeing:
        _join_disagreeing({one.id: one for one in outlines}, occasions, register, announced, found)
    return {id: _follow(id, found) for id, other in found.items() if id != other}


def _follow(id: str, found: Mapping[str, str]) -> str:
    while found[id] != id:
        id = found[id]
    return id


def _join_called_off(
    occasions: Mapping[str, Occasion],
    register: _Register,
    announced: Mapping[str, str],
    found: dict[str, str],
) -> None:
    """Joins what was called off or put off, and has no time of its own, with the only plan that this may mean."""
    for id in sorted(announced.keys() & occasions.keys()):
        occasion = occasions[id]
        if occasion.date is None and (occasion.status == Status.CANCELLED or occasion.previous):
            outline = _outline(replace(occasion, date=announced[id], end=_NEVER))
            plans = {
                _follow(other.id, found)
                for other in (register.list_like(outline) if outline is not None else ())
                if not other.is_done and not other.is_vague and announced.get(other.id, _NEVER) <= announced[id]
                if other.last >= announced[id] and (not occasion.previous or other.has_day(occasion.previous))
            }
            found[id] = plans.pop() if len(plans) == 1 else id


def _join_disagreeing(
    outlines: Mapping[str, _Outline],
    occasions: Mapping[str, Occasion],
    register: _Register,
    announced: Mapping[str, str],
    found: dict[str, str],
) -> None:
    """Joins a plan that nobody reports with the only report near its day that nobody announced."""
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for id, other in found.items():
        if id != other:
            sources[_follow(other, found)].append(id)
    chosen: defaultdict[str, list[str]] = defaultdict(list)
    for plan in outlines.values():
        is_called_off = any(occasions[id].status == Status.CANCELLED for id in (plan.id, *sources[plan.id]))
        if plan.is_done or found[plan.id] != plan.id or is_called_off:
            continue
        reports = {
            _follow(other.id, found)
            for other in register.list_like(plan)
            if other.is_done and _is_near(plan, other) and _is_told_before(plan, other, announced)
        }
        if len(reports) == 1:
            chosen[reports.pop()].append(plan.id)
    for report, plans in chosen.items():
        is_announced = announced.get(report, _NEVER) < outlines[report].first
        if len(plans) == 1 and not is_announced and all(outlines[id].is_done for id in sources[report]):
            found[plans[0]] = report


def _is_told_before(plan: _Outline, report: _Outline, announced: Mapping[str, str]) -> bool:
    """Whether a plan was announced before the day of a report, or on it, and before anybody reported."""
    day = announced.get(plan.id, _NEVER)
    return day <= report.last and day < announced.get(report.id, "")


def _is_near(plan: _Outline, report: _Outline) -> bool:
    """Whether a day for which something was planned lies a few days from that of a report."""
    is_day = plan.first == plan.last and report.first == report.last
    gap = abs((date.fromisoformat(plan.first) - date.fromisoformat(report.first)).days) if is_day else _FAR
    return gap <= _NEAR


class _Register:
    """Some events, found by what one that may be another has in common with it, in order of their ids."""

    def __init__(self, outlines: Iterable[_Outline]) -> None:
        self._found: defaultdict[tuple[str, str, str], list[_Outline]] = defaultdict(list)
        for outline in outlines:
            for mark in ("agent", outline.agents), ("place", outline.places), ("label", (outline.label,)):
                for value in mark[1]:
                    self._found[outline.type, mark[0], value].append(outline)

    def list_others(self, outline: _Outline) -> list[_Outline]:
        """Gives the other events that it may be."""
        return [other for other in self._list_near(outline) if outline.id != other.id and outline.may_be(other)]

    def _list_near(self, outline: _Outline) -> list[_Outline]:
        """The events in which took part who took part in this; else those that are called alike, or are visits to the
        same."""
        if outline.agents:
            return min((self._get(outline, "agent", agent) for agent in outline.agents), key=len)
        alike = [self._get(outline, "label", outline.label)]
        alike += (self._get(outline, "place", place) for place in outline.places)
        return sorted({one.id: one for some in alike for one in some}.values(), key=lambda one: one.id)

    def list_like(self, outline: _Outline) -> list[_Outline]:
        """Gives the other events that it may be by all but its time."""
        return [other for other in self._list_near(outline) if outline.id != other.id and outline.is_like(other)]

    def _get(self, outline: _Outline, mark: str, value: str) -> list[_Outline]:
        return self._found[outline.type, mark, value]


def _resolve(outline: _Outline, register: _Register, found: dict[str, str]) -> str:
    if outline.id not in found:
        found[outline.id] = outline.id
        candidates = {_resolve(other, register, found) for other in register.list_others(outline)}
        if len(candidates) == 1:
            found[outline.id] = candidates.pop()
    return found[outline.id]


def _outline(occasion: Occasion | None, signed: Mapping[str, Iterable[str]] | None = None) -> _Outline | None:
    if occasion is None or occasion.date is None:
        return None
    return _Outline(
        occasion.id,
        occasion.type,
        occasion.label,
        occasion.status == Status.DONE,
        occasion.status == Status.CANCELLED,
        find_first_day(occasion.date),
        find_last_day(occasion.end or occasion.date),
        tuple((find_first_day(day), find_last_day(day)) for day in occasion.previous),
        frozenset((*occasion.places, *occasion.visited)),
        frozenset(part.agent for part in occasion.parts),
        frozenset(signed.get(occasion.id, ()) if signed is not None else ()),
        signed is not None and len(occasion.date) == _YEAR,
    )
