"""Reads days, months and years: "today (January 8)", "from May 11 to 17", "in October last year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from kg.languages.calendar import Found, find_ahead, place_day, place_month, shift_month
from kg.languages.english.lexicon import EnglishLexicon
from kg.languages.time import RELATIVE, STATED, UNKNOWN_YEAR, YEAR_FROM_ISSUED, Time

# "yesterday afternoon (May 10)", "on May 11 (Stockholm time)", "January 8, 2024", "May 8 to 11", "October last
# year", "in 2022"
_PATTERN = r"""
    \b(?:(?:on|in|at|from|since|until|by|during|of)\s+)?
    (?:
      (?P<word>with\s+immediate\s+effect|today|yesterday|tomorrow|[Tt]his\s+(?:morning|afternoon|evening|noon)|[Tt]onight|[Tt]oday|[Yy]esterday|[Tt]omorrow)
      (?:\s+(?:morning|afternoon|evening|noon|night))?
      (?:\s*\((?P<word_month>{months})\s+(?P<word_day>\d{{1,2}})(?:,\s+(?P<word_year>\d{{4}}))?(?:,\s*[^()]{{2,40}}\s+time)?\))?
    | (?:(?:{weekdays})\s*,?\s*)?(?P<month>{months})\s+(?P<day>\d{{1,2}})\b
      (?:\s*(?:to|-|–|and)\s*(?:(?P<to_month>{months})\s+)?(?P<to_day>\d{{1,2}})\b(?!\s*(?:am|pm|:)))?
      (?:,?\s+(?:(?P<that>of\s+(?:that|the\s+same)\s+year)|(?P<year>\d{{4}})\b|(?P<day_relative>last\s+year|this\s+year|next\s+year)))?
      (?:\s*\([^()]{{2,40}}\s+time\)|\s*\((?:{weekdays})\))?
    | (?P<weekday>{weekdays})(?:\s+(?:morning|afternoon|evening))?\b(?!\s+(?:{months})|\s*[,(]\s*(?:{months}))
    | (?P<day_first>\d{{1,2}})\s+(?P<month_after>{months})(?:,?\s+(?P<year_after>\d{{4}}))?
    | (?P<only_month>{months})(?:\s+of)?\s+
      (?:(?P<month_that>(?:that|the\s+same)\s+year)|(?P<month_year>\d{{4}})\b
        |(?P<month_relative>last\s+year|this\s+year|next\s+year))
    | (?P<in_month>(?<=[Ii]n\s)(?:{months}))\b(?!\s+\d)
    | (?P<relative>last\s+year|this\s+year|next\s+year|last\s+month|this\s+month|next\s+month)
    | (?P<only_year>(?:(?<=[Ii]n\s)|(?<=in\searly\s)|(?<=in\slate\s)|(?<=half\sof\s)|(?<=quarter\sof\s)
        |(?<=end\sof\s)|(?<=[Ss]ince\s)|(?<=to\s))(?:19|20)\d\d\b|(?<=by\s)20\d\d\b)
    )
"""
# Most sentences name no time: a cheap look before the long pattern.
_TIMELY = re.compile(
    r"\d|day|immediate|(?i:today|tomorrow|tonight|this|last|next)\b|\b[Ii]n [A-Z][a-z]*(?:ary|ch|il|ay|ne|ly|st|ber)\b"
)
_SHIFTS = {"yesterday": -1, "tomorrow": 1}


@cache
def _compile(lexicon: EnglishLexicon) -> re.Pattern[str]:
    return re.compile(_PATTERN.format(months="|".join(lexicon.months), weekdays="|".join(lexicon.weekdays)), re.VERBOSE)


def read_times(sentence: str, issued: date, lexicon: EnglishLexicon) -> list[Time]:
    """Reads the times of a sentence's reading text; years that are left out come from the issue date, and say so."""
    return list(_read(sentence, issued, lexicon)) if _TIMELY.search(sentence) else []


def _read(sentence: str, issued: date, lexicon: EnglishLexicon) -> Iterator[Time]:
    for match in _compile(lexicon).finditer(sentence):
        parts = match.groupdict()
        found = None if parts["weekday"] else _resolve(parts, issued, lexicon)
        if parts["weekday"]:
            yield _place_weekday(match, issued, lexicon)
        elif found is not None:
            first, last, basis = found
            if parts["that"] or parts["month_that"]:
                first, last = UNKNOWN_YEAR + first[4:], None
            is_guessed = basis == YEAR_FROM_ISSUED and len(first) == 10 and not first.startswith(UNKNOWN_YEAR)
            ahead = find_ahead(first, issued) if is_guessed else None
            is_today = _is_today(parts, first, issued)
            yield Time(match.start(), match.end(), first, last, basis, is_today, ahead)


def _place_weekday(match: re.Match[str], issued: date, lexicon: EnglishLexicon) -> Time:
    """ "on Tuesday": the last one, today included, and the next one."""
    back = (issued.weekday() - lexicon.weekdays.index(match["weekday"])) % 7
    first, ahead = issued - timedelta(days=back), issued + timedelta(days=7 - back)
    return Time(match.start(), match.end(), first.isoformat(), None, RELATIVE, ahead=ahead.isoformat())


def _is_today(parts: dict[str, str | None], first: str, issued: date) -> bool:
    return parts["word"] is not None and first == issued.isoformat()


Written = tuple[str | None, str | None, str | None]  # month, day, year, as far as they are written


def _resolve(parts: dict[str, str | None], issued: date, lexicon: EnglishLexicon) -> Found | None:
    if parts["word"]:
        return _resolve_word(parts, issued, lexicon)
    if parts["month"]:
        return _resolve_day(parts, issued, lexicon)
    if parts["month_after"]:
        return _place_day((parts["month_after"], parts["day_first"], parts["year_after"]), issued, lexicon)
    month = parts["only_month"] or parts["in_month"]
    if month:
        return _resolve_month(month, parts, issued, lexicon)
    if parts["only_year"]:
        return parts["only_year"], None, STATED
    return _resolve_relative(parts["relative"] or "", issued)


def _resolve_word(parts: dict[str, str | None], issued: date, lexicon: EnglishLexicon) -> Found | None:
    if parts["word_month"]:
        return _place_day((parts["word_month"], parts["word_day"], parts["word_year"]), issued, lexicon)
    shift = _SHIFTS.get((parts["word"] or "").lower(), 0)
    return (issued + timedelta(days=shift)).isoformat(), None, RELATIVE


def _resolve_day(parts: dict[str, str | None], issued: date, lexicon: EnglishLexicon) -> Found | None:
    year = parts["year"]
    if parts["day_relative"]:
        year = _resolve_relative(parts["day_relative"], issued)[0]
    first = _place_day((parts["month"], parts["day"], year), issued, lexicon)
    if first is None or not parts["to_day"]:
        return first
    last = _place_day((parts["to_month"] or parts["month"], parts["to_day"], year), issued, lexicon)
    return first[0], last[0] if last is not None else None, first[2]


def _place_day(words: Written, issued: date, lexicon: EnglishLexicon) -> Found | None:
    month, day, year = words
    number = lexicon.months.index(month or "") + 1
    return place_day((number, int(day or 0), int(year) if year else None), issued)


def _resolve_month(month: str, parts: dict[str, str | None], issued: date, lexicon: EnglishLexicon) -> Found:
    number = lexicon.months.index(month) + 1
    if parts["month_relative"]:
        return f"{_resolve_relative(parts['month_relative'], issued)[0]}-{number:02}", None, RELATIVE
    return place_month(number, parts["month_year"], issued)


def _resolve_relative(words: str, issued: date) -> Found:
    """ "last year" is a year, "next month" a month, both counted from the issue date."""
    which, unit = words.split()
    shift = {"last": -1, "this": 0, "next": 1}[which]
    return (str(issued.year + shift), None, RELATIVE) if unit == "year" else shift_month(issued, shift)
