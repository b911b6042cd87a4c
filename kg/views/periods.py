"""Turns two days into a Period that says which dates lie within it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import UsageError
from kg.isodates import check_date, find_first_day, find_last_day, is_date
from kg.phrases import Phrase, make_phrase


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both within it; None leaves a side open.

    A side may be written as a year or a month ("2023" to "2024-03"). UsageError if it is no date, or ends too early.
    """

    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        """Refuses what is no period."""
        for side in (self.since, self.until):
            if side is not None:
                check_date(side)
        if self.since and self.until and find_first_day(self.since) > find_last_day(self.until):
            raise UsageError(f"a period cannot begin on {self.since} and end on {self.until}")

    @property
    def is_open(self) -> bool:
        """Says that everything lies within, even what has no date."""
        return self.since is None and self.until is None

    def covers(self, date: str | None) -> bool:
        """Says whether a date surely lies within; of a month or a year, all its days must."""
        if self.is_open:
            return True
        return date is not None and is_date(date) and self._holds(find_first_day(date), find_last_day(date))

    def meets(self, first: str, last: str) -> bool:
        """Says whether some day between two dates lies within."""
        begins = self.until is None or find_first_day(first) <= find_last_day(self.until)
        return begins and (self.since is None or find_last_day(last) >= find_first_day(self.since))

    def touches(self, span: str) -> bool:
        """Says whether some day of a day, month, year or span lies within."""
        return self.meets(*split_span(span))

    def _holds(self, first: str, last: str) -> bool:
        begins = self.since is None or find_first_day(self.since) <= first
        return begins and (self.until is None or last <= find_last_day(self.until))

    def __str__(self) -> str:
        return say_period(self) or "all dates"


ALWAYS = Period()


def say_period(period: Period) -> Phrase:
    """Says from when to when a period is; empty if it is open."""
    sides = {"from": period.since, "to": period.until}
    key = "_".join(name for name, side in sides.items() if side)
    return make_phrase(key, since=period.since, until=period.until) if key else Phrase("")


def make_span(first: str, last: str) -> str:
    """Writes the time between two dates as ISO 8601 does (`2023-01/2024-06-30`), or one date alone."""
    return first if first == last else f"{first}/{last}"


def split_span(span: str) -> tuple[str, str]:
    """Undoes `make_span`."""
    first, _, last = span.partition("/")
    return first, last or first
