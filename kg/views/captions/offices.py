"""Turns the tenures of a person into the one office that the person held last, up to a day."""

from __future__ import annotations

from collections.abc import Iterable

from kg.isodates import find_first_day, find_last_day
from kg.views.events import HELD, Holding
from kg.views.periods import split_span
from kg.vocabulary import Capacity


def find_latest(holdings: Iterable[Holding], last: str | None) -> Holding | None:
    """Gives the tenure, with an office, that was held latest; up to the end of a day, month or year if one is given.

    What is said to have ended before is not held any more. Who acts in an office beside the own one is called by the own
    one. None where nothing is known, or two are left.
    """
    end = find_last_day(last) if last else None
    seen = [(day, holding) for holding in holdings if (day := _find_last_seen(holding, end))]
    now = end or max((day for day, _ in seen), default="")
    held = [(day, holding) for day, holding in seen if not holding.end or find_last_day(holding.end) >= now]
    own = [(day, holding) for day, holding in held if holding.capacity != Capacity.ACTING] or held
    latest = max((day for day, _ in own), default=None)
    found = {holding.post: holding for day, holding in own if day == latest}
    return next(iter(found.values())) if len(found) == 1 else None


def _find_last_seen(holding: Holding, end: str | None) -> str | None:
    """Gives the last day, up to an end, on which an office is known to be held."""
    if holding.post is None or holding.capacity not in HELD:
        return None
    sides = [split_span(span) for span in holding.spans]
    begun = [find_last_day(last) for first, last in sides if end is None or find_first_day(first) <= end]
    return max((min(day, end) if end else day for day in begun), default=None)
