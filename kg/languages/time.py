"""The noun for a time read in a sentence, and how its year or day was known."""

from __future__ import annotations

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
