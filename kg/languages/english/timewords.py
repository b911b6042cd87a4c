"""Reads the words of English time phrases from `data/words/times-en.yaml`, and makes the patterns they are read by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import yaml

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.english.lexicon import EnglishLexicon


@dataclass(frozen=True, slots=True, eq=False)
class TimeWords:
    """The closed classes of time words; each is explained in the file."""

    markers: tuple[str, ...]
    month_markers: tuple[str, ...]
    year_markers: tuple[str, ...]
    stretch_markers: tuple[str, ...]
    day_parts: tuple[str, ...]
    short_months: Mapping[str, str]
    name_months: tuple[str, ...]
    not_after_months: tuple[str, ...]
    named_weekdays: tuple[str, ...]
    not_after_weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    numbers: Mapping[str, str]
    roughly: tuple[str, ...]
    several: tuple[str, ...]
    vague: tuple[str, ...]
    not_after_vague: tuple[str, ...]
    not_before_vague: tuple[str, ...]
    counted: tuple[str, ...]


# Macros of the patterns below: <S> is white space, <O> perhaps some, both bounded, so that no text makes them slow.
_UNITS = "day|week|month|year|decade|century|centurie|quarter|hour|minute"
_MACROS = {
    "S": r"\s{1,4}",
    "O": r"\s{0,4}",
    "YEAR": r"(?:19|20)\d\d",
    "TH": "(?:st|nd|rd|th)?",
    "UNIT": f"(?:{_UNITS})",
    "DATE_MONTHS": r"(?:<MONTHS>|<SHORT_MONTHS>(?:\.(?=<S>\d|,))?)",
    # Behind digits that end there, and do not go on as an amount: "May 3 000 people", "to 5.2%", "to 5 per cent"
    "END": r"""(?![\w%]|[.,:/]\d|<O>%
        |<S>(?:per<S>cent|percent|[ap]m\b|\d{3}\b|million|billion|hundred|thousand))""",
    # "2 and 3 delegates", "in 2000 cases"
    "COUNTED": r"""<S>(?:<COUNTED_WORDS>
        |(?!towards|across|overseas|afterwards|perhaps|always|was\b|is\b|has\b|as\b|this\b)[a-z]{3,}(?<!s)s)\b""",
    "CLOCK": r"\d{1,2}(?:[.:]\d\d)?<O>(?:am|pm|noon)",
    "ZONE": r"[^()\d]{2,40}?<S>time",
    "TO": r"(?:<O>[-–—]<O>|<S>(?P<join>to|until|till|through|(?P<and>and|or|&))<S>)",
    "NEAR_YEAR": r"(?:of<S>)?(?P<relative>last|this|next)<S>year\b",
    # ", 2024", " last year", " of that year"; then "(Friday)", "(Paris time)", "(Friday, Paris time)"
    "TAIL": r"""
        (?:(?:,<O>|<S>)(?:(?P<that>of<S>(?:that|the<S>same)<S>year)\b|(?P<year><YEAR>)<END>(?!<COUNTED>)|<NEAR_YEAR>))?
        (?:<O>\((?P<near><WEEKDAYS>(?:,?<S><ZONE>)?|<ZONE>)\))?""",
}
_PATTERNS = {
    # "March 15", "November 18 to 20", "Nov 30 - December 2, 2023", "May 3, 2022 to June 4, 2023"
    "date": r"""
        (?P<month><DATE_MONTHS>)<S>(?P<day>\d{1,2})<TH><END>
        (?:(?:<O>\(<WEEKDAYS>\))?(?:,<O>(?P<from_year><YEAR>)\b)?<TO>(?:(?P<to_month><DATE_MONTHS>)<S>)?(?P<to_day>\d{1,2})<TH><END>
            (?(to_month)|(?(and)(?!<COUNTED>))))?
        <TAIL>""",
    # "15 March 2024", "the 15th of March", "15-17 May", "30 May to 2 June 2023"
    "day_first": r"""
        (?:[Tt]he<S>)?
        (?:(?P<first_day>\d{1,2})<TH>(?:<O>[-–—]<O>|<S>(?P<near_join>to|and|or|until)<S>(?:the<S>)?))?
        (?P<day>\d{1,2})<TH><S>(?:of<S>)?(?P<month><DATE_MONTHS>)(?!\w)(?!<S><NOT_AFTER_MONTHS>\b)
        (?:(?:,?<S>(?P<from_year><YEAR>)\b)?<TO>(?P<to_day>\d{1,2})<TH><S>(?P<to_month><DATE_MONTHS>)(?!\w))?
        <TAIL>""",
    # "2024-03-15", "31/1/2024"
    "figures": r"""
        (?:(?P<year><YEAR>)-(?P<month>\d\d)-(?P<day>\d\d)
        |(?P<left>\d{1,2})/(?P<right>\d{1,2})/(?P<last_year><YEAR>))(?![\w/-])""",
    # "May", "May 2024", "May, June and July last year", "November 2021 to July 2022"
    "month": r"""
        (?P<month><MONTHS>)\b(?!<S><NOT_AFTER_MONTHS>\b)
        (?:(?:(?:,<O>|<S>)(?:of<S>)?(?P<from_year><YEAR>)<END>)?
            (?:,<O><MONTHS>){0,4}<TO>(?P<to_month><MONTHS>)\b(?!<S>\d{1,2}\b|<S><NOT_AFTER_MONTHS>\b))?
        (?:(?:,<O>|<S>)(?:(?:of<S>)?(?:(?P<that>(?:that|the<S>same)<S>year)\b|(?P<year><YEAR>)<END>(?!<ROUND>))
            |<NEAR_YEAR>))?""",
    # "2019", "the year 2000", "2019 to 2022", "2018-19", "the 2018-19 financial year"
    "year": r"""
        (?P<the>the<S>)?(?P<named>(?:<KIND><S>)?year<S>)?(?P<year><YEAR>)
        (?:<O>[-–/]<O>(?P<short>\d\d)(?!\d)|(?:<O>[-–]<O>|<S>(?P<join>to|until|and|or)<S>)(?P<last><YEAR>))?
        (?P<kind><S><KIND><S>year\b)?
        (?![\w%-]|<O>[/%]|[.,]\d|<S>(?:per<S>cent|percent|\d{3}\b)|<ROUND>)""",
    # "the 1990s"
    "decade": r"(?:the<S>)?(?:(?:1\d|20)\d0|\d0)s\b",
    # "that year": the one that the story named
    "that_year": r"(?:that|the<S>same)<S>year\b",
    # "today", "yesterday evening", "this morning", "the day before yesterday"
    "word": r"""
        (?i:(?P<word>today|yesterday|tomorrow|tonight)(?:<S><DAY_PARTS>)?
            |this<S>(?P<this><DAY_PARTS>)|(?<!the\s)last<S>(?P<night>night|evening)
            |(?:the<S>)?day<S>before<S>(?P<before>yesterday)|(?:the<S>)?day<S>after<S>(?P<after>tomorrow)
            |with<S>immediate<S>(?P<now>effect))(?![\w-])
        (?:<O>\(<ZONE>\))?""",
    # "Friday", "last Friday", "this coming Friday morning", "Tuesday last week", "Fridays", "every Friday"
    "weekday": r"""
        (?i:(?P<the>the<S>)?(?P<which>(?:this<S>)?coming|past|following|last|this|next|every|each)<S>)?
        (?P<weekday><WEEKDAYS>)(?P<several>s)?\b(?:<S><DAY_PARTS>\b)?(?:<S>(?:of<S>)?(?P<week>last|this|next)<S>week\b)?
        (?!<S><NOT_AFTER_WEEKDAYS>\b)""",
    # "last week", "this year", "next March", "last summer"
    "near": r"""
        (?<![Tt]he\s)(?P<which>(?i:last|this|next))<S>
        (?:(?P<unit>week|month|year)|(?P<season><SEASONS>)|(?P<month><MONTHS>))
        (?![\w-]|<S><NOT_AFTER_MONTHS>\b)""",
    # "three days ago", "more than ten years ago", "two days later"; "(for) three years", "(for) decades"
    "amount": r"""
        (?i:(?:(?P<rough><ROUGHLY><S>)?(?:(?P<count><NUMBERS>|\d{1,4})|(?P<some><SEVERAL>))<S>
                (?P<half>and<S>a<S>half<S>)?(?:consecutive<S>)?)?
            (?P<unit><UNIT>)(?P<plural>s)?(?P<half_behind><S>and<S>a<S>half)?(?![\w-])
            (?:<S>(?:(?P<ago>ago(?:<S>today)?)|(?P<other>earlier|later|before|after|afterwards|from<S>now))\b)?)""",
    # "the past three days", "recent years", "the last few years", "the past year or two", "the following month"
    "stretch": r"""
        (?i:(?P<the>(?:the|this)<S>)?(?P<which>past|last|next|coming|recent|following|previous|preceding)<S>
            (?P<count>(?:<ROUGHLY><S>)?(?:<NUMBERS>|<SEVERAL>|couple<S>of|dozen|\d{1,3})<S>(?:and<S>a<S>half<S>)?)?
            (?P<unit><UNIT>|<SEASONS>)s?(?:<S>or<S>(?:two|so))?)(?![\w-])""",
    # "every year", "each month", "every two years"
    "every": r"""
        (?i:every|each)<S>(?:(?:<NUMBERS>|other|second|few|\d{1,3})<S>)?
        (?!hour|minute)(?:<UNIT>s?|<SEASONS>|<MONTHS>)(?![\w-])""",
    # "recently", "some time ago", "since then"
    "vague": r"(?i:<VAGUE>)(?![\w-])(?!<S><NOT_AFTER_VAGUE>\b|(?<=past)<S>(?:<NUMBERS>|<SEVERAL>|<UNIT>|\d))",
    # "(the end of) the year": a time only with its part
    "period": r"(?:the<S>)?(?:year|month|week|decade|century)(?![\w-])",
    # "early", "mid-", "the end of", "the first half of", "the last week of", "the first three months of"
    "part": r"""
        (?i:(?:the<S>)?(?:early|mid|late)(?:<O>[-–]<O>|<S>)(?:in<S>)?|end<O>[-–]<O>|(?:earlier|later)<S>(?:in<S>)?
        |(?:the<S>)?(?:very<S>)?(?:end|beginning|start|middle|close|turn|rest)<S>of<S>
        |(?:the<S>)?(?:first|second|third|fourth|last|latter|final)<S>(?:(?:<NUMBERS>|few|\d{1,2})<S>)?
            (?:half|<UNIT>s?|weekend|fortnight)<S>of<S>)""",
    # "(March 15", "(Friday, March 15", "(Paris time, March 15", ", March 15": the day told once more
    "again": r"(?:<O>(?P<bracket>\()(?:<WEEKDAYS>(?:,<O>|<S>)|<ZONE>,?<S>)?|,<S>)(?=\d|<DATE_MONTHS>(?!\w))",
    "bracket_end": r"(?:(?:,<O>|<S>)(?:<WEEKDAYS>|<ZONE>)){0,2}<O>\)",
    # "at 3pm", "10.30 am", "from 3pm to 5pm"
    "clock": r"""
        (?:\b(?P<led>(?i:at|from|until|till|by|before|after))<S>)?(?<![\w.,:$])
        (?P<hours><CLOCK>(?:<S>to<S>|<O>[-–]<O>))?<CLOCK><S>\Z""",
    # "onwards", "at 3pm"
    "behind": r"(?:<S>onwards?\b)?(?:,?<S>at<S><CLOCK>\b)?",
}


@dataclass(frozen=True, slots=True, eq=False)
class TimePatterns:
    """The patterns of time phrases, the number of each month and weekday, and the words without which, or a digit,
    there is no time."""

    words: TimeWords
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    timely: frozenset[str]
    marker_ends: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]


@cache
def get_time_patterns(lexicon: EnglishLexicon) -> TimePatterns:
    """Makes the patterns once per process; a broken file of words is a DataError that names it."""
    words = _read_words()
    months = {name: number for number, name in enumerate(lexicon.months, 1)}
    weekdays = {name: number for number, name in enumerate(lexicon.weekdays)}
    units = [unit + ending for unit in _UNITS.split("|") for ending in ("", "s")]
    timely = ["today", "yesterday", "tomorrow", "tonight", "immediate", *words.day_parts, *words.seasons, *units]
    timely += [max(phrase.split(), key=len) for phrase in words.vague]
    return TimePatterns(
        words,
        {**{name: months[full] for name, full in words.short_months.items()}, **months},
        weekdays,
        frozenset([*timely, *map(str.capitalize, timely), *months, *weekdays, *(f"{name}s" for name in weekdays)]),
        frozenset(marker.split()[-1] for marker in (*words.markers, *words.stretch_markers)),
        _compile(words, lexicon),
    )


def _read_words() -> TimeWords:
    path = find_shipped("data", "words", "times-en.yaml")
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    wanted = {field.name: str(field.type).startswith("Mapping") for field in fields(TimeWords)}
    if not isinstance(raw, dict) or set(raw) != set(wanted):
        difference = ", ".join(sorted(set(raw if isinstance(raw, dict) else ()) ^ set(wanted)))
        raise DataError(f"{path}: the word classes must be exactly those of TimeWords; check: {difference}")
    broken = [name for name, is_map in wanted.items() if not isinstance(raw[name], dict if is_map else list)]
    if broken:
        raise DataError(f"{path}: a list, or words with what they mean, should stand under: {', '.join(broken)}")
    shaped: dict[str, Any] = {name: raw[name] if is_map else tuple(raw[name]) for name, is_map in wanted.items()}
    return TimeWords(**shaped)


def _compile(words: TimeWords, lexicon: EnglishLexicon) -> dict[str, re.Pattern[str]]:
    classes = {
        "MONTHS": lexicon.months,
        "SHORT_MONTHS": words.short_months,
        "WEEKDAYS": lexicon.weekdays,
        "NOT_AFTER_MONTHS": words.not_after_months,
        "NOT_AFTER_WEEKDAYS": words.not_after_weekdays,
        "NOT_AFTER_VAGUE": words.not_after_vague,
        "DAY_PARTS": words.day_parts,
        "SEASONS": words.seasons,
        "ROUGHLY": words.roughly,
        "NUMBERS": words.numbers,
        "SEVERAL": words.several,
        "VAGUE": words.vague,
        "COUNTED_WORDS": words.counted,
    }
    kinds = ("financial", "fiscal", "school", "academic")
    macros = {
        **_MACROS,
        **{name: _join(forms) for name, forms in {**classes, "KIND": kinds}.items()},
        "ROUND": "(?:(?<=00)|(?<=50))<COUNTED>",
    }
    return {name: re.compile(_expand(pattern, macros), re.VERBOSE) for name, pattern in _PATTERNS.items()}


def _join(forms: Iterable[str]) -> str:
    """The longest first: "a few" before "a"."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return f"(?:{'|'.join('<S>'.join(map(re.escape, form.split())) for form in ordered)})"


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    expanded = re.sub("<([A-Z_]+)>", lambda match: macros[match[1]], pattern)
    return expanded if expanded == pattern else _expand(expanded, macros)
