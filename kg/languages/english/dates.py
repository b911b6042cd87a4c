"""Reads times: "today (January 8)", "from May 11 to 17", "in October last year", "two weeks ago", "in recent years"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from kg.languages.calendar import (
    VAGUE,
    Day,
    Found,
    find_month,
    find_near_weekday,
    find_next_weekday,
    find_week,
    find_weekday,
    find_weekday_of_week,
    place_day,
    place_days,
    place_month,
    place_months,
    shift_day,
    shift_month,
    shift_year,
    widen,
)
from kg.languages.english.lexicon import EnglishLexicon
from kg.languages.english.timewords import TimePatterns, get_time_patterns
from kg.languages.time import RELATIVE, STATED, UNKNOWN_YEAR, YEAR_FROM_ISSUED, Time
from kg.noun import noun

_WORD = re.compile(r"[A-Za-z]+|[0-9]+")
_DIGIT = re.compile("[0-9]")
_ZEROS = {digits: "0" * digits for digits in range(1, 5)}
_LONGEST_MARKER = 24
_MARKER_WORDS = 5
_LONGEST_HOURS = 32
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_DAY_SHIFTS = {"yesterday": -1, "tomorrow": 1}


class _Core(NamedTuple):
    """A time phrase without the words around it; `is_word` tells "today" and its like."""

    end: int
    found: Found
    is_word: bool = False


@noun
class _Place:
    """Where a time phrase may begin: the sentence, the place, the words that lead to it, what is known around it."""

    text: str
    start: int
    marker: str
    is_part: bool
    issued: date
    words: TimePatterns

    def match(self, name: str, start: int | None = None) -> re.Match[str] | None:
        """The match of a pattern at this place, or at another."""
        return self.words.patterns[name].match(self.text, self.start if start is None else start)

    def follows(self, *characters: str) -> bool:
        """Whether one of these stands right in front."""
        return self.text.endswith(characters, 0, self.start)


_Reader = Callable[[_Place], _Core | None]
# By the first word of a phrase and its second: its readers; under "" those that any second word suits.
_Openers = dict[str, dict[str, list[_Reader]]]


def read_times(sentence: str, issued: date, lexicon: EnglishLexicon) -> list[Time]:
    """Reads the times of a sentence's reading text; years that are left out come from the issue date, and say so.

    What names a time but no day that is known ("recently", "February 30") is a Time whose `first` is "".
    """
    patterns = get_time_patterns(lexicon)
    if _DIGIT.search(sentence) is None and patterns.timely.isdisjoint(_WORD.findall(sentence)):
        return []
    return _join(sentence, _read(sentence, issued, patterns))


def _read(sentence: str, issued: date, patterns: TimePatterns) -> Iterator[Time]:
    openers = _get_openers(patterns)
    words = list(_WORD.finditer(sentence))
    keys = _make_keys([*map(re.Match.group, words)])
    free = 0
    for number, word in enumerate(words):
        if keys[number] not in openers or word.start() < free:
            continue
        readers = _choose(openers, keys[number], keys[number + 1])
        if readers:
            opening, marker = _find_marker(sentence, words[max(0, number - _MARKER_WORDS) : number + 1], free, patterns)
            place = _Place(sentence, word.start(), marker, False, issued, patterns)
            core = next((core for reader in readers if (core := reader(place)) is not None), None)
            if core is not None:
                time = _finish(place, core, opening, free)
                free = time.end
                yield time


def _make_keys(words: Sequence[str]) -> list[str]:
    """What phrases begin with: words, or as many zeros as a number has digits; "" behind the last."""
    return [*(_ZEROS.get(len(word), "") if word[0] <= "9" else word for word in words), ""]


def _choose(openers: _Openers, key: str, following: str) -> list[_Reader]:
    """The readers of a phrase that begins with these two words."""
    readers = openers.get(key, {})
    return readers[following] if following in readers else readers.get("", [])


def _find_marker(text: str, words: Sequence[re.Match[str]], free: int, patterns: TimePatterns) -> tuple[int, str]:
    """Where the words in front that belong to the time begin, and those words: the most that are known."""
    start = words[-1].start()
    if len(words) < 2 or words[-2].group().lower() not in patterns.marker_ends:
        return start, ""
    for word in words[:-1]:
        if free <= word.start() and start - word.start() <= _LONGEST_MARKER:
            marker = " ".join(text[word.start() : start].lower().split())
            if marker in patterns.words.markers or marker in patterns.words.stretch_markers:
                return word.start(), marker
    return start, ""


def _finish(place: _Place, core: _Core, opening: int, free: int) -> Time:
    """The time with the words around it: the day told once more, the marker, the hour."""
    text, patterns = place.text, place.words.patterns
    end, found, is_word = _read_again(place, core)
    end = patterns["behind"].match(text, end).end()  # type: ignore[union-attr]
    marker = place.marker
    if marker == "of" and text.endswith(("week ", "weekend "), 0, opening):
        found = Found(found.first[:7], None, found.basis)
    if marker in place.words.words.stretch_markers and marker not in place.words.words.markers:
        is_stretch = not found.first and not is_word
        opening, marker = (opening, marker) if is_stretch else (place.start, "")
    if text.startswith(("'s", "’s"), end):  # "in last year's report": the preposition is the report's
        opening, marker = place.start, ""
    clock = (
        patterns["clock"].search(text, max(free, opening - _LONGEST_HOURS), opening) if marker in ("", "on") else None
    )
    if clock is not None:
        led = (clock["led"] or "").lower()
        opening, marker = clock.start(), marker if marker and (clock["hours"] or led in ("", "at")) else led
    is_today = is_word and found.first == place.issued.isoformat()
    return Time(opening, end, found.first, found.last, found.basis, is_today, found.ahead, marker)


def _read_again(place: _Place, core: _Core) -> _Core:
    """ "last Friday (March 8)", "today, May 3": the date in brackets is the one that counts."""
    again = place.match("again", core.end) if core.found.basis == RELATIVE and core.found.last is None else None
    if again is None:
        return core
    inner = replace(place, start=again.end(), marker="on")
    dated = _read_date(inner) or _read_day_first(inner)
    if dated is None:
        return core
    end = place.match("bracket_end", dated.end) if again["bracket"] else None
    if again["bracket"] and end is None:
        return core
    is_ahead = dated.found.last is None and dated.found.basis == YEAR_FROM_ISSUED
    found = dated.found._replace(ahead=None) if is_ahead else dated.found
    return _Core(end.end() if end is not None else dated.end, found, core.is_word)


# The readers, in the order in which they are tried: what takes more words comes first.


def _read_part(place: _Place) -> _Core | None:
    """ "the end of this year", "mid-June": as precise as the whole."""
    part = None if place.is_part else place.match("part")
    words = _WORD.findall(place.text, part.end(), part.end() + 32) if part is not None else []
    if part is None or not words:
        return None
    key, following = _make_keys(words)[:2]
    inner = replace(place, start=part.end(), is_part=True)
    for reader in (*_choose(_get_openers(place.words), key, following), _read_period):
        core = reader(inner)
        if core is not None:
            return core
    return None


def _read_date(place: _Place) -> _Core | None:
    match = place.match("date")
    if match is None:
        return None
    is_amount = place.marker == "in" and match["to_day"] is None and match.end() == match.end("day")
    if is_amount and re.match(r"\s[a-z]{3,}s\b", place.text[match.end() : match.end() + 20]):
        return None  # "In May 30 delegates came"
    month = _number_month(place, match["month"])
    last_month = _number_month(place, match["to_month"]) if match["to_month"] else month
    last = (last_month, int(match["to_day"])) if match["to_day"] else None
    return _place_days(place, match, (month, int(match["day"])), last)


def _read_day_first(place: _Place) -> _Core | None:
    match = place.match("day_first")
    if match is None or place.follows("$", "#", ".", ",", "/", "-", "–"):
        return None
    month = _number_month(place, match["month"])
    first, last = (month, int(match["first_day"] or match["day"])), None
    if match["first_day"]:
        last = (month, int(match["day"]))
    elif match["to_day"]:
        last = (_number_month(place, match["to_month"]), int(match["to_day"]))
    return _place_days(place, match, first, last)


def _number_month(place: _Place, name: str) -> int:
    return place.words.months[name.rstrip(".")]


def _place_days(place: _Place, match: re.Match[str], first: tuple[int, int], last: tuple[int, int] | None) -> _Core:
    """Gives the days of a date their years."""
    relative = match["relative"]
    year = place.issued.year + _SHIFTS[relative] if relative else int(match["year"]) if match["year"] else None
    from_year = int(match["from_year"]) if match["from_year"] else None
    if last is None:
        found = place_day((*first, year), place.issued) or VAGUE
    else:
        start: Day = (*first, from_year)
        found = place_days(start, (*last, year), place.issued) or VAGUE
        joins = (match["join"], match.groupdict().get("near_join"))
        found = widen(found) if "or" in joins else found
    if match["near"]:  # "on May 9 (Antwerp time)", "on May 9 (Friday)": not of another year
        found = found._replace(ahead=None)
    if match["that"]:
        found = Found(UNKNOWN_YEAR + found.first[4:], None, YEAR_FROM_ISSUED) if found.first else VAGUE
    elif relative and found.first:
        found = found._replace(basis=RELATIVE)
    return _Core(match.end(), found)


def _read_figures(place: _Place) -> _Core | None:
    match = place.match("figures")
    if match is None or place.follows("-", "/", "."):
        return None
    if match["year"]:
        written: Day = (int(match["month"]), int(match["day"]), int(match["year"]))
        return _Core(match.end(), place_day(written, place.issued) or VAGUE)
    # 3/1 may be January 3 or March 1.
    day, month = sorted((int(match["left"]), int(match["right"])), reverse=True)
    found = place_day((month, day, int(match["last_year"])), place.issued) if day > 12 or day == month else None
    return _Core(match.end(), found or VAGUE)


def _read_month(place: _Place) -> _Core | None:
    match = place.match("month")
    if match is None:
        return None
    words, relative = place.words, match["relative"]
    is_dated = bool(match["year"] or relative or match["that"] or place.is_part)
    is_span = match["to_month"] is not None and match["and"] is None
    if not is_dated and not is_span and place.marker not in words.words.month_markers:
        return None
    is_name = match["month"] in words.words.name_months and match.end() == match.end("month")
    if is_name and place.marker != "in" and not is_dated and re.match(r"\s[A-Z]", place.text[match.end() :][:2]):
        return None  # "by May Chan"
    year = str(place.issued.year + _SHIFTS[relative]) if relative else match["year"]
    first = words.months[match["month"]]
    if match["to_month"]:
        found = place_months((first, match["from_year"]), (words.months[match["to_month"]], year), place.issued)
        found = widen(found) if match["join"] == "or" else found
    else:
        found = place_month(first, year, place.issued)
    if match["that"]:
        found = Found(UNKNOWN_YEAR + found.first[4:], None, YEAR_FROM_ISSUED)
    elif relative and found.first:
        found = found._replace(basis=RELATIVE)
    return _Core(match.end(), found)


def _read_year(place: _Place) -> _Core | None:
    is_led = place.marker in place.words.words.year_markers or place.is_part or place.follows(" to ")
    match = place.match("year") if is_led else None
    if match is None or (match["the"] and not (match["named"] or match["kind"])):
        return None
    first, last = match["year"], match["last"]
    if place.marker == "from" and re.match(r"\sto\s\d", place.text[match.end() : match.end() + 5]):
        return None  # "from 2019 to 2 300"
    if place.marker == "by" and not place.is_part and first < "2000":
        return None
    if match["short"]:
        last = first[:2] + match["short"]
    if last is not None and last <= first:
        return _Core(match.end(), VAGUE)
    return _Core(match.end(), VAGUE if match["join"] == "or" else Found(first, last, STATED))


def _read_word(place: _Place) -> _Core | None:
    match = place.match("word")
    if match is None:
        return None
    shift = _DAY_SHIFTS.get((match["word"] or "").lower(), 0)
    shift = -2 if match["before"] else 2 if match["after"] else -1 if match["night"] else shift
    return _Core(match.end(), shift_day(place.issued, shift), True)


def _read_weekday(place: _Place) -> _Core | None:
    match = place.match("weekday")
    if match is None:
        return None
    which, issued, text = (match["which"] or "").lower(), place.issued, place.text
    is_named = text[: match.start("weekday")].endswith(tuple(f"{word} " for word in place.words.words.named_weekdays))
    is_bare = not (which or match["week"] or place.marker)
    if is_named or (is_bare and re.match(r"\s[A-Z]", text[match.end() : match.end() + 2])):
        return None
    weekday = place.words.weekdays[match["weekday"]]
    is_vague = match["several"] or which in ("every", "each", "following")
    if is_vague or (match["the"] and which in ("last", "next", "past")):
        found = VAGUE
    elif match["week"]:
        found = find_weekday_of_week(weekday, _SHIFTS[match["week"]], issued)
    elif which == "next":
        found = find_next_weekday(weekday, issued)
    elif which:
        shift = 1 if which.endswith("coming") else _SHIFTS.get(which, -1)
        found = find_near_weekday(weekday, shift, issued)
    else:
        found = find_weekday(weekday, issued)
    return _Core(match.end(), found)


def _read_near(place: _Place) -> _Core | None:
    match = place.match("near")
    if match is None:
        return None
    shift, unit = _SHIFTS[match["which"].lower()], match["unit"]
    if match["month"]:
        found = find_month(place.words.months[match["month"]], shift, place.issued)
    elif unit is None:
        found = VAGUE
    else:
        found = _shift(shift, unit, place.issued)
    return _Core(match.end(), found)


def _shift(count: int, unit: str, issued: date) -> Found:
    """So many days, weeks, months or years from the day of issue; of one week only the month is known."""
    if unit == "week":
        return find_week(count, issued)
    return shift_month(issued, count) if unit == "month" else shift_year(issued, count)


def _read_amount(place: _Place) -> _Core | None:
    """ "three days ago" is a day, "three years ago" a year; "for three years" tells of no day."""
    match = place.match("amount")
    if match is None or place.follows("$", ".", ",", "-"):
        return None
    unit = match["unit"].lower()
    count = match["count"]
    if match["ago"]:
        is_sure = count and not (match["rough"] or match["half"] or match["half_behind"])
        number = int(place.words.words.numbers.get(count.lower(), count)) if is_sure else 0
        return _Core(match.end(), _count_back(number, unit, place.issued) if is_sure else VAGUE)
    is_amount = count or match["some"]
    if match["other"]:
        return _Core(match.end(), VAGUE) if is_amount or match["plural"] else None
    is_short = unit in ("hour", "minute") or (unit == "day" and (place.marker == "for" or not match["plural"]))
    # "over three years" is how long, not when.
    is_led = place.marker in place.words.words.stretch_markers and place.marker != "over"
    is_led = is_led and bool(is_amount or match["plural"])
    return _Core(match.end(), VAGUE) if is_led and not is_short else None


def _count_back(number: int, unit: str, issued: date) -> Found:
    """ "two weeks ago" is no day: of the week only the month is known."""
    if unit == "day":
        return shift_day(issued, -number)
    return _shift(-number, unit, issued) if unit in ("week", "month", "year") else VAGUE


def _read_stretch(place: _Place) -> _Core | None:
    match = place.match("stretch")
    if match is None:
        return None
    which, unit, the = match["which"].lower(), match["unit"].lower(), (match["the"] or "").lower()
    is_needy = which in ("last", "next", "following", "previous", "preceding", "coming")
    if is_needy and not (the.startswith("the") or match["count"] or (which == "coming" and the)):
        return None  # "last year", "coming years of age"
    if which == "last" and unit == "day" and not match["count"]:
        return None  # "the last day of the visit"
    return _Core(match.end(), VAGUE)


def _read_vague(place: _Place) -> _Core | None:
    match = place.match("vague")
    if match is None:
        return None
    before = place.text[max(0, place.start - 8) : place.start].lower().split()
    return None if before and before[-1] in place.words.words.not_before_vague else _Core(match.end(), VAGUE)


def _read_simple(name: str, found: Found = VAGUE) -> _Reader:
    """A reader of a pattern that says all by itself."""

    def read(place: _Place) -> _Core | None:
        match = place.match(name)
        return _Core(match.end(), found) if match is not None else None

    return read


def _read_period(place: _Place) -> _Core | None:
    match = place.match("period") if place.is_part else None
    return _Core(match.end(), VAGUE) if match is not None else None


_read_every, _read_decade = _read_simple("every"), _read_simple("decade")
_read_that_year = _read_simple("that_year", Found(UNKNOWN_YEAR, None, YEAR_FROM_ISSUED))


@cache
def _get_openers(patterns: TimePatterns) -> _Openers:
    """The readers by the words that a phrase begins with: most places of a sentence need no look at a pattern."""
    words = patterns.words
    days = [*patterns.weekdays, *(f"{name}s" for name in patterns.weekdays)]
    parts = ["early", "mid", "late", "end", "beginning", "start", "middle", "close", "turn", "rest", "very"]
    ordinals = ["first", "second", "third", "fourth", "last", "latter", "final"]
    digits = ["0", "00", "000", "0000"]
    joints = ["st", "nd", "rd", "th", "to", "and", "or", "until", "of"]
    kinds = ["financial", "fiscal", "school", "academic", "year"]
    units = [unit for unit in patterns.timely if unit[0].islower()]
    amounts = [*words.numbers, *words.roughly, *words.several]
    numbered = [*units, *(word for form in amounts for word in form.split()), *digits, "consecutive", "and"]
    stretched = ["past", "last", "next", "coming", "recent", "following", "previous", "preceding"]
    opened: list[tuple[_Reader, Sequence[str], Sequence[str] | None]] = [
        (_read_part, ["the"], [*parts, *ordinals]),
        (_read_part, [*parts, *ordinals, "earlier", "later"], None),
        (_read_figures, ["0", "00", "0000"], ["0", "00"]),
        (_read_date, list(patterns.months), ["0", "00"]),
        (_read_day_first, ["0", "00"], [*patterns.months, *digits, *joints]),
        (_read_day_first, ["the"], ["0", "00"]),
        (_read_month, list(patterns.months), None),
        (_read_word, ["today", "yesterday", "tomorrow", "tonight"], None),
        (_read_word, ["this", "last", "the", "day", "with"], [*words.day_parts, "day", "before", "after", "immediate"]),
        (_read_weekday, days, None),
        (_read_weekday, ["the", "this", *stretched, "every", "each"], [*days, *stretched]),
        (_read_stretch, ["the", "this"], stretched),
        (_read_stretch, stretched, numbered),
        (_read_near, ["last", "this", "next"], [*units, *patterns.months]),
        (_read_every, ["every", "each"], None),
        (_read_decade, ["the"], ["00", "0000"]),
        (_read_decade, ["00", "0000"], ["s"]),
        (_read_that_year, ["that", "the"], ["year", "same"]),
        (_read_year, ["0000"], None),
        (_read_year, ["the", *kinds], ["0000", *kinds]),
        (_read_amount, [*digits, *(form.split()[0] for form in amounts)], numbered),
        (_read_amount, ["days", "weeks", "months", "years", "decades", "centuries"], None),
        *((_read_vague, [phrase.split()[0]], phrase.split()[1:2] or None) for phrase in words.vague),
    ]
    found: dict[str, list[tuple[_Reader, Sequence[str] | None]]] = {}
    for reader, keys, seconds in opened:
        for key in dict.fromkeys(form for word in keys for form in (word, word[:1].upper() + word[1:])):
            found.setdefault(key, []).append((reader, seconds))
    return {
        key: {
            following: [reader for reader, seconds in readers if seconds is None or following in seconds]
            for following in {"", *(word for _, seconds in readers for word in seconds or ())}
        }
        for key, readers in found.items()
    }


def _join(text: str, times: Iterator[Time]) -> list[Time]:
    """Joins two times that are the ends of one: "from today (May 3) to Sunday (May 5)"."""
    joined: list[Time] = []
    for time in times:
        span = _make_span(text, joined[-1], time) if joined else None
        if span is None:
            joined.append(time)
        else:
            joined[-1] = span
    return joined


def _make_span(text: str, start: Time, end: Time) -> Time | None:
    gap = text[start.end : end.start].strip() if end.start - start.end < 12 else "none"
    if gap == "and" and end.last is not None and start.last is None and start.basis == RELATIVE and start.first:
        return replace(end, start=start.start, marker=start.marker)  # "yesterday and today (May 3 and 4)"
    is_joined = gap in ("to", "until", "till", "through", "-", "–") and end.marker in ("", "on")
    is_joined = is_joined or (not gap and end.marker in ("until", "till"))
    is_joined = is_joined or (gap == "and" and start.marker == "between")
    if not is_joined or start.last or end.last or len(start.first) != 10 or len(end.first) != 10:
        return None
    is_unsure = start.basis == end.basis == RELATIVE and start.ahead is not None and end.ahead is not None
    if is_unsure or end.first < start.first:
        return replace(start, end=end.end, first="", basis=RELATIVE, ahead=None)
    return replace(start, end=end.end, last=end.first, ahead=start.ahead if end.ahead is not None else None)
