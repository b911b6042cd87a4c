"""Gives days and months the year that a release leaves out."""

from __future__ import annotations

from datetime import date

from kg.languages.time import RELATIVE, STATED, YEAR_FROM_ISSUED

# (first day, month or year; last day; how it was known)
Found = tuple[str, str | None, str]
Day = tuple[int, int, int | None]  # month, day, year as far as it is written
_LONG_PAST = 60  # days


def place_day(written: Day, issued: date) -> Found | None:
    """Gives a day its year: the stated one, else the one that lies nearest to the issue date; None for no such day."""
    month, day, year = written
    years = [year] if year is not None else [issued.year - 1, issued.year, issued.year + 1]
    days = [placed for y in years if (placed := _make_day(y, month, day)) is not None]
    if not days:
        return None
    nearest = min(days, key=lambda placed: abs((placed - issued).days))
    return nearest.isoformat(), None, YEAR_FROM_ISSUED if year is None else STATED


def find_ahead(first: str, issued: date) -> str | None:
    """ "will be held on September 3", told in February: half a year back is nearer, but what is planned lies ahead."""
    day = date.fromisoformat(first)
    following = _make_day(day.year + 1, day.month, day.day)
    return following.isoformat() if following is not None and (issued - day).days > _LONG_PAST else None


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # "February 30"
        return None


def place_month(month: int, year: str | None, issued: date) -> Found:
    """Gives a month its year: the stated one, else the one that lies nearest to the issue date."""
    if year is not None:
        return f"{year}-{month:02}", None, STATED
    nearest = min(
        (issued.year - 1, issued.year, issued.year + 1),
        key=lambda y: abs(y * 12 + month - issued.year * 12 - issued.month),
    )
    return f"{nearest}-{month:02}", None, YEAR_FROM_ISSUED


def shift_month(issued: date, shift: int) -> Found:
    """ "last month", "next month": counted from the issue date."""
    months = issued.year * 12 + issued.month - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02}", None, RELATIVE
