"""Reads days, months and years: 今日（五月十二日）, 五月十一日至十七日, 去年十月, 二○二四年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kg.languages.calendar import Found, place_day, place_month, shift_month
from kg.languages.numerals import read_number
from kg.languages.time import RELATIVE, STATED, UNKNOWN_YEAR, Time

_N = "[一二三四五六七八九十廿]{1,3}|\\d{1,2}"
_YEAR = "[一二三四五六七八九○〇零]{4}|(?:19|20)\\d\\d"
_ZONE = "(?:[^（）()]{1,12}時間)"
_PATTERN = re.compile(
    rf"""
    (?:於|在|自|由|截至|直至|(?<!年)至)?
    (?:
      (?P<word>今日|今天|今早|今晚|今午|昨日|昨天|昨晚|昨早|明日|明天|明早|明晚|前日|前天|後日)
      (?:上午|下午|早上|中午|晚上|傍晚|晚)?
      (?:（{_ZONE}?(?P<word_month>{_N})月(?P<word_day>{_N})[日號]?(?:，?{_ZONE})?(?:，?星期.)?）)?
    | (?:(?P<year>{_YEAR})年|(?P<relative>去年|今年|明年|同年|當年|翌年|前年)的?)?
      (?P<open>(?:(?:上|本|下)?(?:星期|周)[一二三四五六日]|翌日|同日|當日)?（)?
      {_ZONE}?(?<![\d○〇零])(?P<month>{_N})月(?P<day>{_N})[日號]?
      (?:（{_ZONE}）|（星期[^（）]{{1,6}}）)?
      (?:(?:至|到|及|和|－|–|-|、)(?:(?P<to_month>{_N})月)?(?P<to_day>{_N})[日號]
         (?:（{_ZONE}）|（星期[^（）]{{1,6}}）)?)?
      (?(open)）?)
    | (?:(?P<month_year>{_YEAR})年|(?P<month_relative>去年|今年|明年|同年|當年|翌年)的?)
      (?P<only_month>{_N})月(?!{_N}日)(?:份)?
    | (?<![\d一二三四五六七八九十])(?P<near_month>{_N})月份?(?!\d|[一二三四五六七八九十])
    | (?P<this_month>本月|上月|上個月|下月|下個月|這個月)(?:(?P<this_day>{_N})[日號])?
    | (?P<only_year>{_YEAR})年(?!代|度|施政)
    | (?P<only_relative>去年|今年|明年|前年)(?:年?[初底中]|上半年|下半年|夏季|春季|秋季|冬季|第.季)?
    )
    """,
    re.VERBOSE,
)
_TIMELY = re.compile("[年月]|今|昨|明[日天早晚]|前[日天]|後日")
_SHIFTS = {"今": 0, "昨": -1, "明": 1, "前": -2, "後": 2}
_YEARS = {"去": -1, "今": 0, "明": 1, "前": -2}
_MONTHS = {"本": 0, "這": 0, "上": -1, "下": 1}
_SAME = ("同年", "當年", "翌年")


def read_times(sentence: str, issued: date) -> list[Time]:
    """Reads the times of a sentence's reading text; years that are left out come from the issue date, and say so."""
    return list(_read(sentence, issued)) if _TIMELY.search(sentence) else []


def _read(sentence: str, issued: date) -> Iterator[Time]:
    for match in _PATTERN.finditer(sentence):
        parts = match.groupdict()
        found = _resolve(parts, issued)
        if found is not None:
            first, last, basis = found
            if (parts["relative"] or parts["month_relative"]) in _SAME:
                first, last = UNKNOWN_YEAR + first[4:], None
            is_today = (parts["word"] or "").startswith("今") and first == issued.isoformat()
            yield Time(match.start(), match.end(), first, last, basis, is_today=is_today)


def _resolve(parts: dict[str, str | None], issued: date) -> Found | None:
    if parts["word"]:
        return _resolve_word(parts, issued)
    if parts["month"]:
        return _resolve_day(parts, issued)
    if parts["only_month"]:
        year = _find_year(parts["month_year"], parts["month_relative"], issued)
        basis = STATED if parts["month_year"] else RELATIVE
        first, _, own = place_month(_count(parts["only_month"]), year, issued)
        return first, None, own if year is None else basis
    return _resolve_vague(parts, issued)


def _resolve_vague(parts: dict[str, str | None], issued: date) -> Found | None:
    if parts["near_month"]:
        month = _count(parts["near_month"])
        return place_month(month, None, issued) if 1 <= month <= 12 else None
    if parts["this_month"]:
        first, _, basis = shift_month(issued, _MONTHS[parts["this_month"][0]])
        return (f"{first}-{_count(parts['this_day']):02}" if parts["this_day"] else first), None, basis
    if parts["only_year"]:
        return read_number(parts["only_year"]), None, STATED
    year = _find_year(None, parts["only_relative"], issued)
    return (year, None, RELATIVE) if year is not None else None


def _resolve_word(parts: dict[str, str | None], issued: date) -> Found | None:
    if parts["word_month"]:
        return place_day((_count(parts["word_month"]), _count(parts["word_day"]), None), issued)
    return (issued + timedelta(days=_SHIFTS[(parts["word"] or "今")[0]])).isoformat(), None, RELATIVE


def _resolve_day(parts: dict[str, str | None], issued: date) -> Found | None:
    year = _find_year(parts["year"], parts["relative"], issued)
    number = int(year) if year is not None else None
    first = place_day((_count(parts["month"]), _count(parts["day"]), number), issued)
    if first is None or not parts["to_day"]:
        return first
    last = place_day((_count(parts["to_month"] or parts["month"]), _count(parts["to_day"]), number), issued)
    return first[0], last[0] if last is not None else None, first[2]


def _find_year(stated: str | None, relative: str | None, issued: date) -> str | None:
    if stated:
        return read_number(stated)
    return str(issued.year + _YEARS[relative[0]]) if relative and relative not in _SAME else None


def _count(numeral: str | None) -> int:
    return int(read_number((numeral or "0").replace("廿", "二十")))
