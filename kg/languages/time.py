"""The noun for a time read in a sentence, and how its year or day was known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.noun import noun

STATED = "gba:statedDate"
YEAR_FROM_ISSUED = "gba:yearFromIssued"
RELATIVE = "gba:relativeToIssued"
# "June 17 of that year": the year is the one that the story named last.
UNKNOWN_YEAR = "????"
EVERY = "every"  # the marker of days that come again and again: what is told of them happened on none of them


@noun
class Time:
    """A day, month or year (ISO, as precise as stated) at a place of a sentence; `basis` is a value of gba:dateBasis.

    `first` is "" where the words name a time, but no day, month or year is known of it ("recently", "February 30").
    A bare weekday is the last one up to the issue date; `ahead` is the next one, for what is planned. So it is for a
    day or month whose year is left out and that lies before the issue date: `ahead` is that of the next year.
    `marker` is the preposition or connective in front that belongs to the words, in lower case ("with effect from");
    only English gives all of them.
    """

    start: int
    end: int
    first: str
    last: str | None
    basis: str
    is_today: bool = False
    ahead: str | None = None
    marker: str = ""


def turn_ahead(time: Time) -> Time:
    """Gives the time as the next one, where it is told of a plan; its last day comes as long after the first.

    >>> turn_ahead(Time(0, 2, "2025-10-15", "2025-10-16", RELATIVE, ahead="2025-10-22")).last
    '2025-10-23'
    """
    if time.ahead is None or time.last is None or not len(time.first) == len(time.last) == len("2025-10-15"):
        return replace(time, first=time.ahead or time.first)
    later = date.fromisoformat(time.ahead) - date.fromisoformat(time.first)
    return replace(time, first=time.ahead, last=(date.fromisoformat(time.last) + later).isoformat())
