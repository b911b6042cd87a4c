"""Settles when a thing was, of all the dates that releases give; an event that a reader found to be one with another
may have several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kg.graph.terms import write_concept
from kg.isodates import find_first_day, find_last_day
from kg.vocabulary import Status

_START, _END, _PREVIOUS = "schema:startDate", "schema:endDate", "schema:previousStartDate"
_BASIS_RANKS = {
    name: rank for rank, name in enumerate(("gba:statedDate", "gba:yearFromIssued", "gba:relativeToIssued"))
}
# Beside its dates stand the first and the last day that they allow, so that one filter finds days, months and years
# alike: by kind of thing, the predicate of its first date and those of which the latest is its last.
_SPANS = {
    "tenure": (_START, (_END,)),
    "naming": (_START, (_END,)),
    "change": ("dct:date", ("dct:date",)),
    "event": (_START, (_START, _END)),
    "agreement": ("gba:signedOn", ("gba:signedOn",)),
    "indicator": ("gba:asOf", ("gba:asOf",)),
}
# The parts of a date that several may have in common: its month, or its year.
_COMMON: Final = (len("2024-05"), len("2024"))
_DAYS: Final = ("gba:earliest", "gba:latest")


def write_date(date: str, basis: str | None = None, telling: str = "") -> str:
    """Writes a date as the value of a row: with how it is known, and in what it was told where that counts."""
    return " ".join(filter(None, (date, basis, telling)))


def write_telling(told_on: str, status: str, event: str) -> str:
    """Writes in what a date was told: on which day, with what status, as of which event."""
    return f"{told_on}@{status}@{event}"


def replace_date(written: str, new: str, basis: str) -> str:
    """Writes another date in place of that of a row, and how it is known where that was said."""
    date = _read_date(written)
    return write_date(new, basis if date.basis else None, date.telling)


def settle_dates(kind: str, slots: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Gives predicates with their dates, or the concept that says how a date is known, of the dates that releases give
    for each predicate of one thing of a kind."""
    dates = {predicate: sorted(map(_read_date, written), key=_rank) for predicate, written in slots.items()}
    if any(date.telling for found in dates.values() for date in found):
        yield from _settle_tellings(dates)
        return
    settled = {predicate: found[0] for predicate, found in dates.items()}
    for predicate, date in settled.items():
        yield predicate, date.date
        if date.basis:
            yield "gba:dateBasis", date.basis
    if settled:
        first, lasts = _SPANS[kind]
        ends = [find_last_day(settled[last].date) for last in lasts if last in settled]
        if first in settled:
            yield _DAYS[0], find_first_day(settled[first].date)
        if ends:
            yield _DAYS[1], max(ends)


@dataclass(frozen=True, slots=True)
class _Date:
    """A date as a row has it."""

    date: str
    basis: str
    telling: str


def _read_date(written: str) -> _Date:
    date, *rest = written.split(" ")
    telling = next((word for word in rest if "@" in word), "")
    basis = next((word for word in rest if word != telling), "")
    return _Date(date, write_concept(basis) if basis else "", telling)


def _rank(date: _Date) -> tuple[int, str, int, str]:
    """A day comes before a month, and what is stated before what is reckoned."""
    return -len(date.date), date.date, _BASIS_RANKS.get(date.basis, len(_BASIS_RANKS)), date.basis


# Of an event that a reader found to be one with another.


@dataclass(frozen=True, slots=True)
class _Telling:
    """What was told of when an event is, or was, on one day as of one event."""

    told_on: str
    status: str
    start: _Date | None
    end: str | None
    previous: tuple[str, ...]

    @property
    def span(self) -> tuple[str, str]:
        """Its first and its last date."""
        assert self.start is not None
        return self.start.date, self.end or self.start.date

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day that it allows."""
        first, last = self.span
        return find_first_day(first), find_last_day(last)

    def is_within(self, other: _Telling) -> bool:
        """Whether the other allows all of its days."""
        return other.days[0] <= self.days[0] and self.days[1] <= other.days[1]

    def meets(self, other: _Telling) -> bool:
        """Whether they have a day in common."""
        return self.days[0] <= other.days[1] and other.days[0] <= self.days[1]

    def is_finer(self, other: _Telling) -> bool:
        """Whether it says the day of the other's month or year, or the month of its year."""
        return len(self.span[0]) > len(other.span[0]) and self.is_within(other)

    def says_more(self, other: _Telling) -> bool:
        """Whether the other says nothing beside it: the month of its day, or a day of its days."""
        is_longer = len(self.span[0]) == len(other.span[0]) and self.span != other.span and other.is_within(self)
        return is_longer or self.is_finer(other)


def _settle_tellings(dates: Mapping[str, Sequence[_Date]]) -> Iterator[tuple[str, str]]:
    """Reports come before plans: when it was is said by who reports it, be it only the month, and not by who planned it
    for a day of that; of plans the last one told holds.

    A plan that agrees with none of them was for a date on which it was not. Where those that count disagree among
    themselves, what they have in common is said, the month or the year, or nothing: either day may be the wrong one.
    """
    tellings = _gather(dates)
    dated = [one for one in tellings if one.start is not None]
    leading = _find_leading(dated)
    plans = [one for one in dated if one.status == Status.PLANNED.term and one not in leading]
    previous = {date for one in tellings for date in one.previous}
    spans = _narrow(leading)
    previous |= {plan.span[0] for plan in plans if not any(plan.meets(one) for one in leading)}
    start = _find_common(spans)
    yield from ((_PREVIOUS, date) for date in sorted(previous - {start}))
    if start:
        bases = [one.start for one in spans if one.start is not None]
        yield _START, start
        if basis := max(bases, key=_rank).basis:
            yield "gba:dateBasis", basis
        if len(spans) == 1 and spans[0].end:
            yield _END, spans[0].end
        yield _DAYS[0], min(one.days[0] for one in spans)
        yield _DAYS[1], max(one.days[1] for one in spans)


def _gather(dates: Mapping[str, Sequence[_Date]]) -> list[_Telling]:
    """Gives the tellings in a fixed order; each predicate's dates are sorted, so that the first one holds."""
    told = sorted((date.telling, predicate, at) for predicate, found in dates.items() for at, date in enumerate(found))
    tellings: list[_Telling] = []
    for name, rows in groupby(told, key=lambda row: row[0]):
        own: dict[str, list[_Date]] = {}
        for _, predicate, at in rows:
            own.setdefault(predicate, []).append(dates[predicate][at])
        told_on, status, _ = name.split("@", 2)
        start, end = (next(iter(own.get(predicate, ())), None) for predicate in (_START, _END))
        previous = tuple(date.date for date in own.get(_PREVIOUS, ()))
        tellings.append(_Telling(told_on, status, start, end.date if end else None, previous))
    return tellings


def _find_leading(dated: Sequence[_Telling]) -> list[_Telling]:
    """Gives the tellings that say when it was, or else for when it is planned by what was told last."""
    for status in (Status.DONE, Status.PLANNED, Status.CANCELLED):
        found = [one for one in dated if one.status == status.term]
        if found:
            last = max(one.told_on for one in found)
            return found if status is Status.DONE else [one for one in found if one.told_on == last]
    return []


def _narrow(tellings: Iterable[_Telling]) -> list[_Telling]:
    """Leaves out those beside which another says more, and all but one of those for one time."""
    found = list(tellings)
    kept = [one for one in found if not any(other.says_more(one) for other in found)]
    by_span = {one.span: one for one in sorted(kept, key=_rank_telling, reverse=True)}
    return [by_span[span] for span in sorted(by_span)]


def _rank_telling(telling: _Telling) -> tuple[int, str, int, str]:
    assert telling.start is not None
    return _rank(telling.start)


def _find_common(tellings: Sequence[_Telling]) -> str | None:
    """Gives the date of a single telling; of several the month that all are in, or the year, if there is one."""
    if len(tellings) == 1:
        return tellings[0].span[0]
    dates = {date for one in tellings for date in one.span}
    for length in _COMMON:
        if len({date[:length] for date in dates}) == 1 and all(len(date) >= length for date in dates):
            return dates.pop()[:length]
    return None
