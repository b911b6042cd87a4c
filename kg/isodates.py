"""Tells what an ISO date is, refuses what is none, and tells which days a year or month has.

Wherever a caller gives a date it may be text or a `datetime.date`; inside it is text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from kg.errors import UsageError

# "2024", "2024-01", "2024-01-08"
_ISO = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?", re.ASCII)

_DAY = len("2024-01-08")


def is_date(text: str) -> bool:
    """Says whether this is a day, a month or a year of the calendar, in ISO form."""
    match = _ISO.fullmatch(text)
    if match is None:
        return False
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Says whether this is a day of the calendar, in ISO form."""
    return len(text) == _DAY and is_date(text)


def check_date(given: str | date) -> str:
    """Gives a day, month or year in ISO form; UsageError, which says how one is written, where it is none."""
    text = _write_date(given)
    if not is_date(text):
        raise UsageError(f'"{text}" is no date; write it as 2024-01-08, 2024-01 or 2024')
    return text


def check_day(given: str | date) -> str:
    """Gives a day in ISO form; UsageError where it is none, as a month or a year is none."""
    text = _write_date(given)
    if not is_day(text):
        raise UsageError(f'"{text}" is no date of a day; write it as 2024-01-08')
    return text


def _write_date(given: object) -> str:
    """Gives text as it is; of a moment its day. UsageError for anything else."""
    if isinstance(given, str):
        return given
    if not isinstance(given, date):
        raise UsageError(f"{given!r} is no date; give text, such as 2024-01-08, or a datetime.date")
    return (given.date() if isinstance(given, datetime) else given).isoformat()


def find_first_day(date: str) -> str:
    """Gives the first day of a year or month; a day is its own."""
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10]


def find_last_day(date: str) -> str:
    """Gives the last day of a year or month; a day is its own."""
    if len(date) == _DAY:
        return date
    month = date if len(date) == 7 else f"{date}-12"
    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]:02}"
