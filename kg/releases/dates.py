"""Turns the ways in which a page dates itself into a moment with an offset; Hong Kong time where none is given."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from kg.releases.marks import read_marks

HONG_KONG = timezone(timedelta(hours=8), "HKT")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "P2024010800573.htm", "20240108-visit.txt", "2024-01-08.txt"
_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)")


def parse_date(written: str) -> datetime | None:
    """Reads an ISO date or moment ("2024-01-08", "2024-01-08 19:30"), or a date as a dateline writes it."""
    try:
        issued = datetime.fromisoformat(written.strip())
    except ValueError:
        return find_dateline(written.strip())
    return issued if issued.tzinfo else issued.replace(tzinfo=HONG_KONG)


def find_dateline(text: str) -> datetime | None:
    """Finds a line that is a date ("Monday, January 8, 2024"; the closing line first), and the hour after it."""
    days = _list_days(text)
    if not days:
        return None
    _, start, day = min(days)
    hour = next((match for pattern in read_marks().hours if (match := pattern.search(text, start))), None)
    return _set_hour(day, hour) if hour else day


def find_only_day(text: str) -> datetime | None:
    """Finds a line that is a date, as `find_dateline` does; None where several lines are dates of different days."""
    return find_dateline(text) if len({day for _, _, day in _list_days(text)}) == 1 else None


def is_dateline(line: str) -> bool:
    """Says whether a line is a date and nothing else."""
    return any(pattern.fullmatch(line) for pattern in read_marks().dates)


def find_name_date(name: str) -> datetime | None:
    """Finds the date in a file's name or an address: eight digits, or 2024-01-08."""
    return next((day for match in _IN_NAME.finditer(name) if (day := _make_day(match))), None)


def _list_days(text: str) -> list[tuple[bool, int, datetime]]:
    """Gives the lines that are dates: whether it is another line than the closing one, where it begins, and its day."""
    marks = read_marks()
    found = [match for pattern in marks.dates for match in pattern.finditer(text)]
    return [(not marks.ends.match(match[0]), match.start(), day) for match in found if (day := _make_day(match))]


def _make_day(match: re.Match[str]) -> datetime | None:
    try:
        return datetime(int(match["year"]), _read_month(match["month"]), int(match["day"]), tzinfo=HONG_KONG)
    except ValueError:
        return None


def _read_month(written: str) -> int:
    """Reads "1", "Jan" or "January". Raises ValueError for any other word."""
    return int(written) if written.isdecimal() else _MONTHS.index(written[:3].casefold()) + 1


def _set_hour(day: datetime, hour: re.Match[str]) -> datetime:
    try:
        return day.replace(hour=int(hour["hour"]), minute=int(hour["minute"]))
    except ValueError:
        return day
