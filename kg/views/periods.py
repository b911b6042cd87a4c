"""Turns two days into a Period that says which dates lie within it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.errors import UsageError
from kg.isodates import check_date, find_first_day, find_last_day, is_date
from kg.phrases import Phrase, make_phrase, say_in


@dataclass(frozen=True, slots=True, init=False)
class Period:
    """From one day to another, both within it; None leaves a side open.

    A side is a `datetime.date`, or text: a day, a month or a year in ISO form; it is kept as text. UsageError if it is
    no date, or ends too early.

    >>> str(kg.Period("2023", date(2024, 6, 30)))
    'from 2023 to 2024-06-30'
    """

    since: str | None
    until: str | None

    def __init__(self, since: str | date | None = None, until: str | date | None = None) -> None:
        object.__setattr__(self, "since", None if since is None else _check_side(since))
        object.__setattr__(self, "until", None if until is None else _check_side(until))
        if self.since and self.until and find_first_day(self.since) > find_last_day(self.until):
            raise UsageError(make_phrase("no_period", since=self.since, until=self.until))

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


def read_period(since: str | None, until: str | None, lang: str) -> Period:
    """Gives the period that an asker writes; UsageError in a language where it is none."""
    try:
        return Period(since, until)
    except UsageError as error:
        raise UsageError(say_in(lang, error.args[0])) from error


def _check_side(given: str | date) -> str:
    if isinstance(given, str) and not is_date(given):
        raise UsageError(make_phrase("not_a_date", text=given))
    return check_date(given)


def say_period(period: Period) -> Phrase:
    """Says from when to when a period is; empty if it is open."""
    if period.since and period.until:
        return make_phrase("from_to", since=period.since, until=period.until)
    if period.since:
        return make_phrase("from", since=period.since)
    return make_phrase("to", until=period.until) if period.until else Phrase("")


def make_span(first: str, last: str) -> str:
    """Writes the time between two dates as ISO 8601 does (`2023-01/2024-06-30`), or one date alone."""
    return first if first == last else f"{first}/{last}"


def split_span(span: str) -> tuple[str, str]:
    """Undoes `make_span`."""
    first, _, last = span.partition("/")
    return first, last or first
