"""Turns the tenures in an office into Stays: all of one person in one capacity, with the days that are certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.isodates import find_first_day, find_last_day
from kg.views.events import Holding
from kg.vocabulary import Capacity

_DAY = len("2024-01-08")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a holding: it is held from `begun` to `kept` for certain, and not outside `earliest` and `latest`."""

    earliest: str
    begun: str
    kept: str
    latest: str

    def covers(self, on: str) -> bool:
        """Says whether all of a day, month or year lies in it for certain."""
        return self.begun <= find_first_day(on) and find_last_day(on) <= self.kept

    def touches(self, on: str) -> bool:
        """Says whether a part of a day, month or year may lie in it."""
        return self.earliest <= find_last_day(on) and find_first_day(on) <= self.latest


@dataclass(frozen=True, slots=True)
class Stay:
    """All tenures of one person in one capacity, taken together; `successions` are the days, by the id of a tenure, on
    which another one takes its place."""

    person: str
    capacity: str
    holdings: tuple[Holding, ...]
    successions: Mapping[str, str] = field(default_factory=dict)

    @property
    def days(self) -> tuple[str, ...]:
        """The days on which it was seen."""
        return tuple(sorted({day for holding in self.holdings for day in self.list_days(holding)}))

    @property
    def marks(self) -> tuple[str, ...]:
        """The days on which it was seen, and the starts of what was never seen: "was appointed in 2019"."""
        starts = {held.start for held in self.holdings if held.start and not (held.end or held.days)}
        return tuple(sorted({*self.days, *starts}))

    @property
    def starts(self) -> tuple[str, ...]:
        """The days by which its stated terms had surely begun."""
        return tuple(sorted({find_last_day(held.start) for held in self.holdings if held.start}))

    @property
    def ends(self) -> tuple[str, ...]:
        """The days by which its stated terms were surely over."""
        return tuple(sorted({find_last_day(held.end) for held in self.holdings if held.end}))

    @property
    def lasting(self) -> tuple[str, ...]:
        """The days to which its stated terms surely lasted."""
        return tuple(sorted({find_first_day(held.end) for held in self.holdings if held.end}))

    def list_days(self, holding: Holding) -> tuple[str, ...]:
        """Gives the days on which one of its holdings was seen, up to the one on which another takes its place."""
        before = self.successions.get(holding.id, "9999")
        return tuple(day for day in holding.days if day < before)

    def get_span(self, holding: Holding) -> Span | None:
        """Gives the days of one of its holdings: without a stated end up to the day that the stay was last seen;
        without a stated start from the day that the holding was first seen. None where neither is stated."""
        if not (holding.start or holding.end):
            return None
        earliest = find_first_day(holding.start) if holding.start else min(holding.days, default="")
        latest = self._find_latest(holding)
        seen = [day for day in self.days if earliest <= day <= latest]
        begun = min([*([find_last_day(holding.start)] if holding.start else []), *seen], default=latest)
        sure = [min(find_first_day(holding.end), latest)] if holding.end else []
        kept = latest if holding.id in self.successions else max([*sure, *seen, earliest or latest])
        return Span(earliest or begun, begun, kept, latest if holding.end else max(begun, kept))

    def _find_latest(self, holding: Holding) -> str:
        succession = self.successions.get(holding.id)
        if succession is not None:
            return (date.fromisoformat(succession) - timedelta(days=1)).isoformat()
        return find_last_day(holding.end) if holding.end else "9999-12-31"


def gather_stays(holdings: Iterable[Holding], successions: Mapping[str, str] | None = None) -> list[Stay]:
    """Gives the stays of these holdings, one for each person and capacity."""
    stays: defaultdict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in holdings:
        stays[holding.person, holding.capacity].append(holding)
    found = sorted(stays.items(), reverse=True)
    return [Stay(person, capacity, tuple(held), successions or {}) for (person, capacity), held in found]


def find_successions(holdings: Sequence[Holding]) -> dict[str, str]:
    """Gives the day on which another term takes the place of one, by the id of the tenure: it lies in its stated end.

    On the day of a change the new holder counts, and of a month in which it lies only the days up to it are the old
    one's.
    """
    found = {holding.id: min(_list_successions(holding, holdings), default="") for holding in holdings}
    return {id: day for id, day in found.items() if day}


def _list_successions(holding: Holding, holdings: Sequence[Holding]) -> list[str]:
    """Gives the days within the stated end of a holding on which somebody takes the office for good."""
    if holding.end is None:
        return []
    first, last, own = find_first_day(holding.end), find_last_day(holding.end), find_last_day(holding.start or "0001")
    return [
        other.start
        for other in holdings
        if other.capacity == Capacity.SUBSTANTIVE
        and (other.person, other.capacity) != (holding.person, holding.capacity)
        and other.start is not None
        and len(other.start) == _DAY
        and first <= other.start <= last
        and other.start > own
    ]
