"""Turns the offices of a person into the Gaps between them: times of which nothing is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.views.datings import DateKind, Dating

_FIRST, _LAST = "0000-00-00", "9999-99-99"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The days for which an office says where somebody was: `begun` and `ended` are the dates that a source states for
    its ends, None where it states none."""

    first: str
    last: str
    begun: str | None
    ended: str | None


def find_gaps(offices: Iterable[Dating | None]) -> list[Dating]:
    """Gives the times between the stated end of one office and the stated start of the next of which no office is
    known, the earliest first.

    That nothing is known of a time does not say that somebody held no office in it. Beyond an end that nobody states
    there is no gap.

    >>> term, later = Dating(DateKind.TERM, "2017-07-01", "2020-04-22"), Dating(DateKind.START, "2022-07-01", None)
    >>> [(gap.first, gap.last) for gap in find_gaps([later, term])]
    [('2020-04-22', '2022-07-01')]
    """
    stretches = sorted(filter(None, map(_read_stretch, filter(None, offices))), key=lambda one: (one.first, one.last))
    gaps = []
    reached: _Stretch | None = None
    for one in stretches:
        if reached and reached.ended and one.begun and _is_apart(reached.last, one.first):
            gaps.append(Dating(DateKind.BETWEEN, reached.ended, one.begun))
        if reached is None or one.last > reached.last:
            reached = one
    return gaps


def _read_stretch(office: Dating) -> _Stretch | None:
    """Gives the days of an office; without a stated start or end those before or after it may all be in it."""
    first, last = office.days
    match office.kind:
        case DateKind.TERM:
            return _Stretch(first, last, office.first, office.last)
        case DateKind.START:
            return _Stretch(first, _LAST, office.first, None)
        case DateKind.END:
            return _Stretch(_FIRST, last, None, office.last)
        case DateKind.SEEN:
            return _Stretch(first, last, None, None)
        case _:
            return None


def _is_apart(last: str, first: str) -> bool:
    """Whether a day lies between two."""
    return date.fromisoformat(last) + timedelta(days=1) < date.fromisoformat(first)
