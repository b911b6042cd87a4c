"""Turns what a time phrase says into days, months and years, counted from the day of issue: for every language."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from kg.languages.time import RELATIVE, STATED, YEAR_FROM_ISSUED

Day = tuple[int, int, int | None]  # month, day, year as far as it is written
_WEEK = 7
_MONTHS = 12


class Found(NamedTuple):
    """The first and last day, month or year (ISO), how it was known, and the next one where the first lies behind."""

    first: str
    last: str | None = None
    basis: str = RELATIVE
    ahead: str | None = None


# A time there is, but nobody knows which: "recently", "February 30".
VAGUE = Found("")


def place_day(written: Day, issued: date) -> Found | None:
    """Gives a day its year: the stated one, else the one that lies nearest to the issue date; None for no such day."""
    month, day, year = written
    years = [year] if year is not None else [issued.year - 1, issued.year, issued.year + 1]
    days = [placed for y in years if (placed := _make_day(y, month, day)) is not None]
    if not days:
        return None
    nearest = min(days, key=lambda placed: abs((placed - issued).days))
    if year is not None:
        return Found(nearest.isoformat(), None, STATED)
    following = _make_day(nearest.year + 1, month, day) if nearest < issued else None
    return Found(nearest.isoformat(), None, YEAR_FROM_ISSUED, following.isoformat() if following else None)


def place_days(first: Day, last: Day, issued: date) -> Found | None:
    """Gives two days their years: "December 30 to January 2, 2021" begins in 2020; None if one is no day, or they are
    the wrong way round."""
    is_over_new_year = last[:2] < first[:2]
    if first[2] is None and last[2] is not None:
        first = (*first[:2], last[2] - is_over_new_year)
    start = place_day(first, issued)
    if start is None:
        return None
    year = last[2] if last[2] is not None else int(start.first[:4]) + is_over_new_year
    end = place_day((*last[:2], year), issued)
    if end is None or end.first < start.first or (first[0] == last[0] and is_over_new_year):
        return None
    is_over = end.first < issued.isoformat()
    return Found(start.first, end.first, start.basis, start.ahead if is_over else None)


def place_month(month: int, year: str | None, issued: date) -> Found:
    """Gives a month its year: the stated one, else the one that lies nearest to the issue date; vague for no such
    month."""
    if not 1 <= month <= _MONTHS or (year is not None and not is_year(year)):
        return VAGUE
    if year is not None:
        return Found(f"{year}-{month:02}", None, STATED)
    nearest = min(
        (issued.year - 1, issued.year, issued.year + 1),
        key=lambda y: abs(y * _MONTHS + month - issued.year * _MONTHS - issued.month),
    )
    first = f"{nearest}-{month:02}"
    ahead = f"{nearest + 1}-{month:02}" if first < issued.isoformat()[:7] else None
    return Found(first, None, YEAR_FROM_ISSUED, ahead)


def is_year(written: str) -> bool:
    """Tells whether the calendar has this year: it begins with the year 1."""
    return date.min.year <= int(written) <= date.max.year


def place_months(first: tuple[int, str | None], last: tuple[int, str | None], issued: date) -> Found:
    """Gives two months (month, year as far as it is written) their years: "from November to January"."""
    is_over_new_year = last[0] < first[0]
    if first[1] is None and last[1] is not None:
        first = (first[0], str(int(last[1]) - is_over_new_year))
    start = place_month(*first, issued)
    end = f"{last[1] or int(start.first[:4]) + is_over_new_year}-{last[0]:02}"
    is_over = end < issued.isoformat()[:7]
    return Found(start.first, end, start.basis, start.ahead if is_over else None) if start.first < end else VAGUE


def shift_day(issued: date, shift: int) -> Found:
    """ "yesterday", "three days ago", "two weeks ago": counted in days."""
    try:
        return Found((issued + timedelta(days=shift)).isoformat())
    except OverflowError:
        return VAGUE


def shift_month(issued: date, shift: int) -> Found:
    """ "last month", "six months ago": counted from the issue date."""
    year, month = divmod(issued.year * _MONTHS + issued.month - 1 + shift, _MONTHS)
    return Found(f"{year:04}-{month + 1:02}") if 0 < year <= date.max.year else VAGUE


def shift_year(issued: date, shift: int) -> Found:
    """ "last year", "three years ago"."""
    return Found(f"{issued.year + shift:04}") if 0 < issued.year + shift <= date.max.year else VAGUE


def find_month(month: int, shift: int, issued: date) -> Found:
    """ "last March" (-1), "this March" (0), "next March" (1): the nearest one before, of, or after the issue date."""
    year = issued.year
    if shift < 0 and month >= issued.month:
        year -= 1
    if shift > 0 and month <= issued.month:
        year += 1
    return Found(f"{year}-{month:02}")


def find_day_of_month(day: int, issued: date) -> Found | None:
    """ "the 29th", 29日: the last one, the day of issue included; the next one lies ahead. None for no such day."""
    months = [divmod(issued.year * _MONTHS + issued.month - 1 + shift, _MONTHS) for shift in range(-2, 3)]
    days = [placed for year, month in months if (placed := _make_day(year, month + 1, day)) is not None]
    behind, ahead = [placed for placed in days if placed <= issued], [placed for placed in days if placed > issued]
    return Found(behind[-1].isoformat(), ahead=ahead[0].isoformat()) if behind and ahead else None


def find_weekday(weekday: int, issued: date) -> Found:
    """ "on Tuesday": the last one, the day of issue included; the next one lies ahead. Monday is 0."""
    back = (issued.weekday() - weekday) % _WEEK
    return shift_day(issued, -back)._replace(ahead=shift_day(issued, _WEEK - back).first)


def find_near_weekday(weekday: int, shift: int, issued: date) -> Found:
    """ "last Friday" (-1): the last one before the day of issue; "this" (0): that of this week; "the coming" (1): the
    first one after the day of issue."""
    if shift < 0:
        return shift_day(issued, -((issued.weekday() - weekday - 1) % _WEEK + 1))
    if shift > 0:
        return shift_day(issued, (weekday - issued.weekday() - 1) % _WEEK + 1)
    found = find_weekday_of_week(weekday, 0, issued)
    is_over = found.first < issued.isoformat()
    return found._replace(ahead=find_weekday_of_week(weekday, 1, issued).first if is_over else None)


def find_next_weekday(weekday: int, issued: date) -> Found:
    """ "next Friday", told on a Monday: some mean that of this week, some that of the next; then only their month is
    known."""
    coming, following = find_near_weekday(weekday, 1, issued), find_weekday_of_week(weekday, 1, issued)
    return Found(_find_common(coming.first, following.first))


def find_weekday_of_week(weekday: int, shift: int, issued: date) -> Found:
    """ "Tuesday last week" (-1), 上周二: a day of a week that begins on Monday."""
    return shift_day(issued, weekday - issued.weekday() + shift * _WEEK)


def find_week(shift: int, issued: date) -> Found:
    """ "last week", "next week": the month that all its days lie in, if there is one."""
    days = [find_weekday_of_week(weekday, shift, issued).first for weekday in (0, _WEEK - 1)]
    return Found(_find_common(*days))


def widen(found: Found) -> Found:
    """ "May 3 or 4": what is sure of two days is their month."""
    first, last = found.first, found.last
    return (
        found
        if last is None
        else Found(_find_common(first, last), None, found.basis if first[:7] == last[:7] else RELATIVE)
    )


def _find_common(first: str, last: str) -> str:
    """The day or month that two days share, or nothing: "in May or June" is no year's worth of May."""
    if first == last:
        return first
    return first[:7] if len(first) == 10 and first[:7] == last[:7] else ""


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # "February 30"
        return None
