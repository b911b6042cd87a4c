"""Checks which times a sentence names, where their words stand, and how their days were known.

Rows are (text, issue day, [(words, first, last, basis)]); `first` is "" where no day, month or year is known.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

from kg.files import find_shipped
from kg.languages.chinese.dates import read_times as read_chinese_times
from kg.languages.english.dates import read_times
from kg.languages.english.lexicon import read_english
from kg.languages.time import RELATIVE, STATED, UNKNOWN_YEAR, YEAR_FROM_ISSUED, Time

FRIDAY = date(2024, 3, 15)
MONDAY = date(2024, 3, 11)
Shown = tuple[str, str, str | None, str]
Row = tuple[str, date, list[Shown]]


def read(text: str, issued: date = FRIDAY) -> list[Time]:
    return read_times(text, issued, read_english())


def show(text: str, times: list[Time]) -> list[Shown]:
    return [(text[time.start : time.end], time.first, time.last, time.basis) for time in times]


def vague(words: str) -> Shown:
    return words, "", None, RELATIVE


def relative(words: str, first: str, last: str | None = None) -> Shown:
    return words, first, last, RELATIVE


def stated(words: str, first: str, last: str | None = None) -> Shown:
    return words, first, last, STATED


def guessed(words: str, first: str, last: str | None = None) -> Shown:
    return words, first, last, YEAR_FROM_ISSUED


DAYS: list[Row] = [
    ("He left today.", FRIDAY, [relative("today", "2024-03-15")]),
    ("He left earlier today.", FRIDAY, [relative("earlier today", "2024-03-15")]),
    ("He left this morning.", FRIDAY, [relative("this morning", "2024-03-15")]),
    ("He dines tonight.", FRIDAY, [relative("tonight", "2024-03-15")]),
    ("He left last night.", FRIDAY, [relative("last night", "2024-03-14")]),
    ("He left yesterday evening.", FRIDAY, [relative("yesterday evening", "2024-03-14")]),
    ("It starts at 3pm today.", FRIDAY, [relative("at 3pm today", "2024-03-15")]),
    ("It starts at 10.30am tomorrow (March 16).", FRIDAY, [guessed("at 10.30am tomorrow (March 16)", "2024-03-16")]),
    ("It starts at 3pm on March 20.", FRIDAY, [guessed("at 3pm on March 20", "2024-03-20")]),
    ("It starts today at 3pm.", FRIDAY, [relative("today at 3pm", "2024-03-15")]),
    ("It starts at 3pm.", FRIDAY, []),
    ("It runs from 3pm to 5pm on March 20.", FRIDAY, [guessed("from 3pm to 5pm on March 20", "2024-03-20")]),
    ("He left today (March 15).", FRIDAY, [guessed("today (March 15)", "2024-03-15")]),
    ("He left this afternoon (March 15).", FRIDAY, [guessed("this afternoon (March 15)", "2024-03-15")]),
    (
        "He left yesterday (March 14, Paris time).",
        FRIDAY,
        [guessed("yesterday (March 14, Paris time)", "2024-03-14")],
    ),
    (
        "He left this morning (Paris time).",
        FRIDAY,
        [relative("this morning (Paris time)", "2024-03-15")],
    ),
    ("He left today (15 March 2024).", FRIDAY, [stated("today (15 March 2024)", "2024-03-15")]),
    ("He left the day before yesterday.", FRIDAY, [relative("the day before yesterday", "2024-03-13")]),
    ("He leaves the day after tomorrow.", FRIDAY, [relative("the day after tomorrow", "2024-03-17")]),
    ("He left three days ago.", FRIDAY, [relative("three days ago", "2024-03-12")]),
    ("Two weeks ago she visited Huizhou.", FRIDAY, [relative("Two weeks ago", "")]),
    ("He left a week ago.", FRIDAY, [relative("a week ago", "2024-03")]),
    ("It is in force with immediate effect.", FRIDAY, [relative("with immediate effect", "2024-03-15")]),
    ("He left on Friday.", FRIDAY, [relative("on Friday", "2024-03-15")]),
    ("He left last Friday.", FRIDAY, [relative("last Friday", "2024-03-08")]),
    ("He left last Wednesday.", FRIDAY, [relative("last Wednesday", "2024-03-13")]),
    ("He left this Friday.", FRIDAY, [relative("this Friday", "2024-03-15")]),
    ("He leaves this Sunday.", FRIDAY, [relative("this Sunday", "2024-03-17")]),
    ("He leaves next Monday.", FRIDAY, [relative("next Monday", "2024-03-18")]),
    ("He leaves next Friday.", FRIDAY, [relative("next Friday", "2024-03-22")]),
    ("He leaves this coming Sunday.", FRIDAY, [relative("this coming Sunday", "2024-03-17")]),
    # Friday of this week or of the next: the month is all that is sure.
    ("He leaves next Friday.", MONDAY, [relative("next Friday", "2024-03")]),
    ("He leaves next Friday.", date(2024, 3, 25), [vague("next Friday")]),
    ("He left on Tuesday last week.", FRIDAY, [relative("on Tuesday last week", "2024-03-05")]),
    ("He leaves on Tuesday next week.", FRIDAY, [relative("on Tuesday next week", "2024-03-19")]),
    ("He left last Friday (March 8).", FRIDAY, [guessed("last Friday (March 8)", "2024-03-08")]),
    ("He left on Thursday (March 14).", FRIDAY, [guessed("on Thursday (March 14)", "2024-03-14")]),
    ("He left on Thursday, March 14.", FRIDAY, [guessed("on Thursday, March 14", "2024-03-14")]),
    ("He left on March 14 (Thursday).", FRIDAY, [guessed("on March 14 (Thursday)", "2024-03-14")]),
    ("He left on March 14 (Oslo time).", FRIDAY, [guessed("on March 14 (Oslo time)", "2024-03-14")]),
    ("He left on March 15, 2023.", FRIDAY, [stated("on March 15, 2023", "2023-03-15")]),
    ("He left on March 15, 2023, by train.", FRIDAY, [stated("on March 15, 2023", "2023-03-15")]),
    ("He left on 15 March 2023.", FRIDAY, [stated("on 15 March 2023", "2023-03-15")]),
    ("He left on 15th March.", FRIDAY, [guessed("on 15th March", "2024-03-15")]),
    ("He left on the 15th of March.", FRIDAY, [guessed("on the 15th of March", "2024-03-15")]),
    ("He left on March 15th.", FRIDAY, [guessed("on March 15th", "2024-03-15")]),
    ("He left on Nov 12.", FRIDAY, [guessed("on Nov 12", "2023-11-12")]),
    ("He left on Sept. 12, 2022.", FRIDAY, [stated("on Sept. 12, 2022", "2022-09-12")]),
    ("He left on December 5 last year.", FRIDAY, [relative("on December 5 last year", "2023-12-05")]),
    ("He left on December 5 of last year.", FRIDAY, [relative("on December 5 of last year", "2023-12-05")]),
    ("He left on 2024-03-12.", FRIDAY, [stated("on 2024-03-12", "2024-03-12")]),
    ("He left on 31/1/2024.", FRIDAY, [stated("on 31/1/2024", "2024-01-31")]),
    ("He left on 3/1/2024.", FRIDAY, [vague("on 3/1/2024")]),
    ("He left on June 17 of that year.", FRIDAY, [guessed("on June 17 of that year", f"{UNKNOWN_YEAR}-06-17")]),
    ("He left in June of that year.", FRIDAY, [guessed("in June of that year", f"{UNKNOWN_YEAR}-06")]),
    ("He left in the same year.", FRIDAY, [guessed("in the same year", UNKNOWN_YEAR)]),
    ("It is in force with effect from April 1.", FRIDAY, [guessed("with effect from April 1", "2024-04-01")]),
    ("It is in force from April 1 onwards.", FRIDAY, [guessed("from April 1 onwards", "2024-04-01")]),
    ("It is open until June 30.", FRIDAY, [guessed("until June 30", "2024-06-30")]),
    ("It is open on and after June 30.", FRIDAY, [guessed("on and after June 30", "2024-06-30")]),
    ("It was postponed to March 20.", FRIDAY, [guessed("March 20", "2024-03-20")]),
]

SPANS: list[Row] = [
    ("It ran from November 18 to 20.", FRIDAY, [guessed("from November 18 to 20", "2023-11-18", "2023-11-20")]),
    ("It ran on November 18-20.", FRIDAY, [guessed("on November 18-20", "2023-11-18", "2023-11-20")]),
    ("It ran on November 18 – 20.", FRIDAY, [guessed("on November 18 – 20", "2023-11-18", "2023-11-20")]),
    (
        "It ran from November 30 to December 2.",
        FRIDAY,
        [guessed("from November 30 to December 2", "2023-11-30", "2023-12-02")],
    ),
    (
        "It ran from December 30 to January 2.",
        FRIDAY,
        [guessed("from December 30 to January 2", "2023-12-30", "2024-01-02")],
    ),
    (
        "It ran from December 30 to January 2, 2021.",
        FRIDAY,
        [stated("from December 30 to January 2, 2021", "2020-12-30", "2021-01-02")],
    ),
    (
        "It ran from May 3, 2022 to June 4, 2023.",
        FRIDAY,
        [stated("from May 3, 2022 to June 4, 2023", "2022-05-03", "2023-06-04")],
    ),
    (
        "It runs between May 3 and 5, 2024.",
        FRIDAY,
        [stated("between May 3 and 5, 2024", "2024-05-03", "2024-05-05")],
    ),
    ("It runs on October 2 and 3.", date(2024, 9, 2), [guessed("on October 2 and 3", "2024-10-02", "2024-10-03")]),
    ("It runs on 15 and 16 March.", FRIDAY, [guessed("on 15 and 16 March", "2024-03-15", "2024-03-16")]),
    ("It ran on 15-17 May 2023.", FRIDAY, [stated("on 15-17 May 2023", "2023-05-15", "2023-05-17")]),
    (
        "It ran from 30 May to 2 June 2023.",
        FRIDAY,
        [stated("from 30 May to 2 June 2023", "2023-05-30", "2023-06-02")],
    ),
    (
        "It ran from Monday (March 11) to Wednesday (March 13).",
        FRIDAY,
        [guessed("from Monday (March 11) to Wednesday (March 13)", "2024-03-11", "2024-03-13")],
    ),
    (
        "She visits Porto from today (March 15) to March 18.",
        FRIDAY,
        [guessed("from today (March 15) to March 18", "2024-03-15", "2024-03-18")],
    ),
    (
        "She was in Porto yesterday and today (March 14 and 15).",
        FRIDAY,
        [guessed("yesterday and today (March 14 and 15)", "2024-03-14", "2024-03-15")],
    ),
    (
        "She visits Porto next week (March 18 to 22).",
        FRIDAY,
        [guessed("next week (March 18 to 22)", "2024-03-18", "2024-03-22")],
    ),
    (
        "It runs from 3pm on May 3 to 5pm on May 5.",
        FRIDAY,
        [guessed("from 3pm on May 3 to 5pm on May 5", "2024-05-03", "2024-05-05")],
    ),
    (
        "It runs on April 13 (Saturday) and 14 (Sunday).",
        FRIDAY,
        [guessed("on April 13 (Saturday) and 14 (Sunday)", "2024-04-13", "2024-04-14")],
    ),
    ("It runs from Monday to Wednesday.", FRIDAY, [vague("from Monday to Wednesday")]),
    ("It runs from May to July.", FRIDAY, [guessed("from May to July", "2024-05", "2024-07")]),
    ("It runs in May and June.", FRIDAY, [guessed("in May and June", "2024-05", "2024-06")]),
    ("It runs in May, June and July.", FRIDAY, [guessed("in May, June and July", "2024-05", "2024-07")]),
    ("It ran from May to July 2022.", FRIDAY, [stated("from May to July 2022", "2022-05", "2022-07")]),
    (
        "It ran from November 2021 to July 2022.",
        FRIDAY,
        [stated("from November 2021 to July 2022", "2021-11", "2022-07")],
    ),
    ("It ran from November to January.", FRIDAY, [guessed("from November to January", "2023-11", "2024-01")]),
    ("It runs on May 3 or 4.", FRIDAY, [guessed("on May 3 or 4", "2024-05")]),
    ("It runs in May or June.", FRIDAY, [vague("in May or June")]),
    ("It ran from 2019 to 2022.", FRIDAY, [stated("from 2019 to 2022", "2019", "2022")]),
    ("It rose in 2018-19.", FRIDAY, [stated("in 2018-19", "2018", "2019")]),
    ("It rose in 2018/19.", FRIDAY, [stated("in 2018/19", "2018", "2019")]),
    ("It rose in the 2018-19 financial year.", FRIDAY, [stated("in the 2018-19 financial year", "2018", "2019")]),
]

MONTHS_AND_YEARS: list[Row] = [
    ("He took office in March 2022.", FRIDAY, [stated("in March 2022", "2022-03")]),
    ("He has held the post since July 2022.", FRIDAY, [stated("since July 2022", "2022-07")]),
    ("He took office in January.", FRIDAY, [guessed("in January", "2024-01")]),
    ("He has held the post since January.", FRIDAY, [guessed("since January", "2024-01")]),
    ("It opens by May.", FRIDAY, [guessed("by May", "2024-05")]),
    ("It opened in early May.", date(2024, 6, 3), [guessed("in early May", "2024-05")]),
    ("It opens in mid-June.", FRIDAY, [guessed("in mid-June", "2024-06")]),
    ("It opens at the end of June.", FRIDAY, [guessed("at the end of June", "2024-06")]),
    ("It opens in the last week of June.", FRIDAY, [guessed("in the last week of June", "2024-06")]),
    ("It opens in January next year.", FRIDAY, [relative("in January next year", "2025-01")]),
    ("It opened in December last year.", FRIDAY, [relative("in December last year", "2023-12")]),
    ("It opened in April and May last year.", FRIDAY, [relative("in April and May last year", "2023-04", "2023-05")]),
    ("It opened last December.", FRIDAY, [relative("last December", "2023-12")]),
    ("It opened last March.", FRIDAY, [relative("last March", "2023-03")]),
    ("It opens next March.", FRIDAY, [relative("next March", "2025-03")]),
    ("It opens this October.", FRIDAY, [relative("this October", "2024-10")]),
    ("It opened last week.", date(2024, 3, 29), [relative("last week", "2024-03")]),
    ("It opens next week.", date(2024, 3, 29), [relative("next week", "2024-04")]),
    ("It opens this week.", date(2024, 3, 29), [relative("this week", "2024-03")]),
    ("It opened last week.", date(2024, 3, 6), [vague("last week")]),
    ("It opened earlier this week.", date(2024, 5, 3), [vague("earlier this week")]),
    ("It opened earlier this week.", FRIDAY, [relative("earlier this week", "2024-03")]),
    ("It opened earlier this month.", FRIDAY, [relative("earlier this month", "2024-03")]),
    ("It opened late last month.", FRIDAY, [relative("late last month", "2024-02")]),
    ("It opened a month ago.", FRIDAY, [relative("a month ago", "2024-02")]),
    ("It opened in the week of March 4.", FRIDAY, [guessed("of March 4", "2024-03")]),
    ("It opened a year ago today.", FRIDAY, [relative("a year ago today", "2023")]),
    ("It opened three years ago.", FRIDAY, [relative("three years ago", "2021")]),
    ("It opened 18 months ago.", FRIDAY, [relative("18 months ago", "2022-09")]),
    ("It opened earlier this year.", FRIDAY, [relative("earlier this year", "2024")]),
    ("It opened last year.", FRIDAY, [relative("last year", "2023")]),
    ("It opens by the end of this year.", FRIDAY, [relative("by the end of this year", "2024")]),
    ("It rose in the first half of 2023.", FRIDAY, [stated("in the first half of 2023", "2023")]),
    (
        "It rose in the first ten months of last year.",
        FRIDAY,
        [relative("in the first ten months of last year", "2023")],
    ),
    ("It opens by 2030.", FRIDAY, [stated("by 2030", "2030")]),
    ("It opened in 1997.", FRIDAY, [stated("in 1997", "1997")]),
    ("It opened in early 2023.", FRIDAY, [stated("in early 2023", "2023")]),
    ("It opens in late 2024 or early 2025.", FRIDAY, [stated("in late 2024", "2024"), stated("early 2025", "2025")]),
    ("It opened in the year 2000.", FRIDAY, [stated("in the year 2000", "2000")]),
    ("It was named in last year's Policy Address.", FRIDAY, [relative("last year", "2023")]),
]

VAGUE: list[Row] = [
    ("It grew in recent years.", FRIDAY, [vague("in recent years")]),
    ("It recently grew.", FRIDAY, [vague("recently")]),
    ("It grew in the past three days.", FRIDAY, [vague("in the past three days")]),
    ("It grew over the past year or two.", FRIDAY, [vague("over the past year or two")]),
    ("It grew over the past year.", FRIDAY, [vague("over the past year")]),
    ("It grew over the last few years.", FRIDAY, [vague("over the last few years")]),
    ("He left a few days ago.", FRIDAY, [vague("a few days ago")]),
    ("He left more than ten years ago.", FRIDAY, [vague("more than ten years ago")]),
    ("He left three and a half years ago.", FRIDAY, [vague("three and a half years ago")]),
    ("He has been away for three years.", FRIDAY, [vague("for three years")]),
    ("He has been away for many years.", FRIDAY, [vague("for many years")]),
    ("He will soon leave.", FRIDAY, [vague("soon")]),
    ("He left the other day.", FRIDAY, [vague("the other day")]),
    ("He left some time ago.", FRIDAY, [vague("some time ago")]),
    ("He left the next day.", FRIDAY, [vague("the next day")]),
    ("He left two days later.", FRIDAY, [vague("two days later")]),
    ("He left the day before.", FRIDAY, [vague("the day before")]),
    ("It meets every year.", FRIDAY, [vague("every year")]),
    ("It meets every Friday.", FRIDAY, [vague("every Friday")]),
    ("It meets on Fridays.", FRIDAY, [vague("on Fridays")]),
    ("It grew in the 1990s.", FRIDAY, [vague("in the 1990s")]),
    ("It grew in the early 1990s.", FRIDAY, [vague("in the early 1990s")]),
    ("It grew last summer.", FRIDAY, [vague("last summer")]),
    ("It opens by the end of the year.", FRIDAY, [vague("by the end of the year")]),
    ("It opens in the near future.", FRIDAY, [vague("in the near future")]),
    ("It opens within two weeks.", FRIDAY, [vague("within two weeks")]),
    ("It has grown since then.", FRIDAY, [vague("since then")]),
    # Days that are none: never another day.
    ("It opened on February 30.", FRIDAY, [vague("on February 30")]),
    ("It opened on February 29.", date(2026, 3, 15), [vague("on February 29")]),
    ("It opened on 31 June 2023.", FRIDAY, [vague("on 31 June 2023")]),
    ("It opened on 2024-13-40.", FRIDAY, [vague("on 2024-13-40")]),
    ("It opened today (February 30).", FRIDAY, [vague("today (February 30)")]),
    ("It opened on June 0.", FRIDAY, [vague("on June 0")]),
    ("It ran from February 27 to 31.", FRIDAY, [vague("from February 27 to 31")]),
]


@pytest.mark.parametrize(("text", "issued", "expected"), [*DAYS, *SPANS, *MONTHS_AND_YEARS, *VAGUE])
def test_a_time_is_read_as_precisely_as_it_is_stated(text: str, issued: date, expected: list[Shown]) -> None:
    assert show(text, read(text, issued)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may leave.",
        "May I leave?",
        "Ms May Chan left with April Ho and June Lee.",
        "The plan was drawn up by May Chan.",
        "It was a letter from June Lee.",
        "The march was long.",
        "The March of Progress is a picture.",
        "They march 15 miles.",
        "It grew in the second half.",
        "It is the last day of the visit.",
        "The Sunday Times wrote of it.",
        "The August Moon is a hotel.",
        "It is at 28 August Street.",
        "It is in Room 2019.",
        "It is at 2019 Harbour Road.",
        "It has 2 024 rooms.",
        "It was found in 2000 cases.",
        "It was told to over 2 000 people.",
        "It rose by 1 200 to 2 300.",
        "It rose by 2.024 per cent.",
        "It rose to 20.24 per cent.",
        "It costs $2024.",
        "It is Policy No. 2019.",
        "He came as soon as he could.",
        "He came for two hours.",
        "He came for three days.",
        "He was appointed for a term of office.",
        "Women are over 88 years old.",
        "Every minute counts.",
        "The next pandemic will come.",
        "The last train left.",
        "This week-long fair is large.",
        "On the same day, he visited Porto.",
        "That evening, he dined.",
        "It is a three-year plan.",
        "He has a day off.",
        "On Good Friday Agreement matters he said nothing.",
        "",
    ],
)
def test_what_is_no_time_gives_none(text: str) -> None:
    assert show(text, read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 3 000 people came.", [guessed("In May", "2024-05")]),
        ("On May 3, 5 000 people came.", [guessed("On May 3", "2024-05-03")]),
        ("On May 3, 25 people came.", [guessed("On May 3", "2024-05-03")]),
        ("On May 3 and 4 000 people came.", [guessed("On May 3", "2024-05-03")]),
        ("On October 2 and 3 delegates came.", [guessed("On October 2", "2023-10-02")]),
        ("It rose on May 3 to 5 per cent.", [guessed("on May 3", "2024-05-03")]),
        ("It rose on May 3 to 5.2%.", [guessed("on May 3", "2024-05-03")]),
        ("On May 3, 3pm is late.", [guessed("On May 3", "2024-05-03")]),
        ("In 2022, 2 300 people came.", [stated("In 2022", "2022")]),
        ("It rose from 2019 to 2 300.", []),
        ("It rose from 2 000 in 2019 to 3 500.", [stated("in 2019", "2019")]),
        ("It opens this May Day.", []),
        ("On Monday Mr Ho left.", [relative("On Monday", "2024-03-11")]),
        ("In May Mr Ho left.", [guessed("In May", "2024-05")]),
    ],
)
def test_an_amount_is_no_part_of_a_time(text: str, expected: list[Shown]) -> None:
    assert show(text, read(text)) == expected


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("He left on March 3.", "on"),
        ("In 2019, he left.", "in"),
        ("He has led it since July 2022.", "since"),
        ("He leads it until June 30.", "until"),
        ("It opens by 2030.", "by"),
        ("It runs from May 3 to 5.", "from"),
        ("It runs between May 3 and 5.", "between"),
        ("He leads it with effect from April 1.", "with effect from"),
        ("He leads it with\neffect  from April 1.", "with effect from"),
        ("He leads it starting from next month.", "starting from"),
        ("It is open as of today (March 15).", "as of"),
        ("He came during May.", "during"),
        ("He came after May 3.", "after"),
        ("He came before last Friday.", "before"),
        ("It starts at 3pm on March 20.", "on"),
        ("It is open until 3pm on March 20.", "until"),
        ("It starts at 3pm today.", "at"),
        ("It runs from 3pm to 5pm on March 20.", "on"),
        ("It runs from 3pm on March 20.", "from"),
        ("He comes at the end of May.", "at"),
        ("He has been away for three years.", "for"),
        ("He left today.", ""),
        ("He comes on. May 3 is fine.", ""),
        ("It was moved to May 3.", ""),
        ("It is told in last year's report.", ""),
    ],
)
def test_the_word_in_front_tells_how_a_time_is_meant(text: str, marker: str) -> None:
    (time,) = read(text)
    assert time.marker == marker


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("She will visit Porto on February 3.", "2025-02-03"),
        ("She will visit Porto from February 3 to 5.", "2025-02-03"),
        ("She will visit Porto from March 14 to 17.", None),
        ("She will visit Porto in February.", "2025-02"),
        ("She will visit Porto in March.", None),
        ("She will visit Porto on March 15.", None),
        ("She will visit Porto on May 3.", None),
        ("She will visit Porto on February 3, 2024.", None),
        ("She will visit Porto on December 5 last year.", None),
        ("She will visit Porto today (March 14).", None),
        ("She will visit Porto on Friday.", "2024-03-22"),
        ("She will visit Porto on Thursday.", "2024-03-21"),
        ("She will visit Porto on Thursday (March 14).", None),
        ("She will visit Porto on March 14 (Thursday).", None),
        ("She will visit Porto on March 14 (Oslo time).", None),
        ("She will visit Porto this Thursday.", "2024-03-21"),
        ("She will visit Porto last Thursday.", None),
    ],
)
def test_what_is_planned_lies_ahead(text: str, ahead: str | None) -> None:
    (time,) = read(text)
    assert time.ahead == ahead


@pytest.mark.parametrize(
    ("text", "is_today"),
    [
        ("today", True),
        ("this evening", True),
        ("today (March 15)", True),
        ("tomorrow (March 15)", True),
        ("yesterday", False),
        ("today (March 14)", False),
        ("on March 15", False),
        ("on Friday", False),
    ],
)
def test_today_is_the_day_of_issue(text: str, is_today: bool) -> None:
    (time,) = read(f"He left {text}.")
    assert time.is_today is is_today


def test_every_day_of_a_year_keeps_its_meaning() -> None:
    first = date(2024, 1, 1).toordinal()
    for issued in map(date.fromordinal, range(first, first + 366)):
        (time,) = read(f"He left last {issued:%A}.", issued)
        assert (issued - date.fromisoformat(time.first)).days == 7
        (time,) = read(f"He left on {issued:%A}.", issued)
        assert time.first == issued.isoformat()
        (time,) = read(f"He left on {issued:%B} {issued.day}.", issued)
        assert (time.first, time.ahead) == (issued.isoformat(), None)
        (time,) = read("He left three days ago.", issued)
        assert (issued - date.fromisoformat(time.first)).days == 3


def test_times_stand_in_order_and_apart() -> None:
    text = "From today (March 15) to March 18, at 3pm on May 3, in 2019 and 2020, last week and for three years."
    spans = [(time.start, time.end) for time in read(text)]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


LONG = 20_000


@pytest.mark.parametrize(
    "words",
    [
        "May 3 ",
        "3 May ",
        "May ",
        "3 ",
        "2019 ",
        "2019-20 ",
        "March, ",
        "May 3, 2019 to ",
        "the ",
        "the last ",
        "the first three ",
        "Friday (May 3 ",
        "today (",
        "at 3pm ",
        "over more than ",
        "for a few ",
        "with effect from ",
        "earlier late mid-",
        "in May, June, ",
        "3 and ",
    ],
)
def test_a_sentence_of_20_000_words_is_read_within_a_second(words: str) -> None:
    text = words * (LONG // len(words.split()))
    start = process_time()
    read(text)
    assert process_time() - start < 1


def test_white_space_without_end_is_read_at_once() -> None:
    gap = " " * LONG
    start = process_time()
    for text in (f"on{gap}May{gap}3{gap}to", f"May 3{gap},{gap}2019", f"at 3{gap}pm", f"today{gap}(May 3{gap}"):
        read(text)
    read("May 3" + gap * 10 + "May 3")
    assert process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("她上周五到訪。", [relative("上周五", "2024-03-08")]),
        ("她上星期五（三月八日）到訪。", [guessed("上星期五（三月八日", "2024-03-08")]),
        ("她本周二到訪。", [relative("本周二", "2024-03-12")]),
        ("她將於下周一到訪。", [relative("於下周一", "2024-03-18")]),
        ("她前日到訪。", [relative("前日", "2024-03-13")]),
        ("她將於後日到訪。", [relative("於後日", "2024-03-17")]),
        ("她日前到訪。", [vague("日前")]),
        ("她近日到訪。", [vague("近日")]),
        ("她翌日到訪。", [vague("翌日")]),
        ("她三日前到訪。", [relative("三日前", "2024-03-12")]),
        ("她於二月三十日到訪。", [vague("於二月三十日")]),
        ("她今日前往惠州。", [relative("今日", "2024-03-15")]),
        ("她最近日本之行。", []),
        ("她於五月三日前到訪。", [guessed("於五月三日", "2024-05-03")]),
        ("她同日到訪。", []),
        ("公司註冊處前日本代表。", []),
        ("她周四到訪。", [relative("周四", "2024-03-14")]),
        ("她週五晚上到訪。", [relative("週五晚上", "2024-03-15")]),
        ("她將於星期六到訪。", [relative("於星期六", "2024-03-09")]),
        ("她周三、周四到訪。", [relative("周三、周四", "2024-03-13", "2024-03-14")]),
        ("她於三月二十一日（星期四）到訪。", [guessed("於三月二十一日（星期四", "2024-03-21")]),
        ("她於三月二十一日（周四）到訪。", [guessed("於三月二十一日（周四", "2024-03-21")]),
        ("她於三月二十一日星期四到訪。", [guessed("於三月二十一日星期四", "2024-03-21")]),
        ("她星期六，三月十六日到訪。", [guessed("三月十六日", "2024-03-16")]),
        ("她明日（星期六）到訪。", [relative("明日", "2024-03-16")]),
        ("她逢周四到訪。", [vague("逢周四")]),
        ("她每周四到訪。", [vague("每周四")]),
        ("她逢星期六、星期日到訪。", [vague("逢星期六、星期日")]),
        ("展覽周四至周六舉行。", [vague("周四至周六")]),
        ("她周四或周五到訪。", [vague("周四或周五")]),
        ("展覽今日至周六舉行。", [relative("今日", "2024-03-15")]),
        ("展覽本周四至周六舉行。", [relative("本周四至周六", "2024-03-14", "2024-03-16")]),
        ("她下周三、周四到訪。", [relative("下周三、周四", "2024-03-20")]),
        ("周一嶽先生到訪。", []),
        ("周日常到訪。", []),
        ("她一周四次到訪。", []),
        ("她29日到訪。", [relative("29日", "2024-02-29")]),
        ("她15日到訪。", [relative("15日", "2024-03-15")]),
        ("她30日到訪。", [relative("30日", "2024-01-30")]),
        ("她32日到訪。", []),
        ("她本月八日到訪。", [relative("本月八日", "2024-03-08")]),
        ("她上月三十一日到訪。", [vague("上月三十一日")]),
        ("她去年十月到訪。", [relative("去年十月", "2023-10")]),
        ("她去年廿月到訪。", [vague("去年廿月")]),
        ("她去年0月到訪。", [vague("去年0月")]),
        ("她於二○二三年十三月到訪。", [vague("於二○二三年十三月")]),
        ("她於○○○○年五月到訪。", [vague("於○○○○年五月")]),
        ("她於○○○○年到訪。", [vague("於○○○○年")]),
    ],
)
def test_chinese_days_use_the_same_calendar(text: str, expected: list[Shown]) -> None:
    found = read_chinese_times(text, FRIDAY)
    shown = [(re.sub("[）)]$", "", words), *rest) for words, *rest in show(text, found)]
    assert shown == [(words, *rest) for words, *rest in expected]


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("她周四到訪。", "2024-03-21"),
        ("她周六到訪。", "2024-03-16"),
        ("她29日到訪。", "2024-03-29"),
        ("她15日到訪。", "2024-04-15"),
        ("她上周四到訪。", None),
        ("她三月一日到訪。", None),
    ],
)
def test_what_is_planned_in_chinese_lies_ahead(text: str, ahead: str | None) -> None:
    (time,) = read_chinese_times(text, FRIDAY)
    assert time.ahead == ahead


def test_a_chinese_sentence_that_ends_with_a_clock_has_the_times_that_it_has_without() -> None:
    """With a clock in it, which may stand in front of a time, each place of it is looked at."""
    folders = (find_shipped("data", "releases"), Path(__file__).parent / "gold" / "releases")
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.zh-*"))]
    lines = {line: read_chinese_times(line, FRIDAY) for text in texts for line in text.splitlines()}
    assert sum(map(len, lines.values())) > len(texts)
    assert [line for line in lines if read_chinese_times(f"{line}。時間", FRIDAY) != lines[line]] == []
