"""Reads days, months and years: 今日（五月十二日）, 五月十一日至十七日, 去年十月, 二○二四年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.languages.calendar import (
    VAGUE,
    Found,
    find_day_of_month,
    find_week,
    find_weekday,
    find_weekday_of_week,
    is_year,
    place_day,
    place_days,
    place_month,
    shift_day,
    shift_month,
    shift_year,
)
from kg.languages.numerals import read_number
from kg.languages.time import EVERY, RELATIVE, STATED, UNKNOWN_YEAR, Time

_N = "[一二三四五六七八九十廿]{1,3}|\\d{1,2}"
_YEAR = "[一二三四五六七八九○〇零]{4}|(?:19|20)\\d\\d"
_ZONE = "(?:[^（）()]{1,12}時間)"
_HOUR = "(?:上午|下午|早上|中午|晚上|傍晚|晚(?![宴會餐飯間]))"
_WEEK = "(?:星期|周|週)"
_DAY = "[一二三四五六日天]"
# 五月九日（星期四）: the weekday of a date says nothing new.
_ITS_WEEKDAY = f"(?:（{_WEEK}[^（）]{{1,6}}）|{_WEEK}{_DAY}(?![至到]{_WEEK}?{_DAY}))"
_PATTERN = re.compile(
    rf"""
    (?:於|在|自|由|(?P<until>截至|直至|(?<!年)至))?
    (?:
      (?P<word>今日|今天|今早|今晚|今午|昨日|昨天|昨晚|昨早|明日|明天|明早|明晚|(?<!處)前日(?!本)|前天|後日|後天)
      (?:上午|下午|早上|中午|晚上|傍晚|晚)?
      (?:（{_ZONE}?(?P<word_month>{_N})月(?P<word_day>{_N})[日號]?(?:，?{_ZONE})?(?:，?星期.)?）)?
    | (?P<near>[今昨明])（(?P<near_day>\d{{1,2}})）日
    | (?:(?P<year>{_YEAR})年|(?P<relative>去年|今年|明年|同年|當年|翌年|前年)的?)?
      (?P<open>(?:(?:上|本|下)?(?:星期|周)[一二三四五六日]|翌日|同日|當日)?（)?
      {_ZONE}?(?<![\d○〇零])(?P<month>{_N})月(?P<day>{_N})[日號]?
      (?:（{_ZONE}）|{_ITS_WEEKDAY})?{_HOUR}?
      (?:(?:至|到|及|和|－|–|-|、)(?:(?P<to_month>{_N})月)?(?P<to_day>{_N})[日號]
         (?:（{_ZONE}）|{_ITS_WEEKDAY})?)?
      (?(open)）?)
    | (?P<week>[上本下今])(?:個)?{_WEEK}(?P<weekday>{_DAY})
      (?:[至到－–-]{_WEEK}?(?P<to_weekday>{_DAY})|[、及和]{_WEEK}{_DAY})?(?:上午|下午|早上|中午|晚上|傍晚|晚)?
    | (?P<habit>(?:每?逢|每個?){_WEEK}{_DAY}(?:[至到、及和或－–-]{_WEEK}?{_DAY})*)
    | (?P<days>(?<![（日號]){_WEEK}{_DAY}(?:[至到－–-]{_WEEK}?|[、及和]|或{_WEEK}?){_DAY}(?![月\dA-Za-z]))
    | (?<![（）日號到個兩數幾多首四圓環外\d一二三五六七八九十])
      (?:星期(?P<alone>{_DAY})|[周週](?!日[常後本])(?P<alone_short>[一二三四五六日])(?!\w?(?:先生|女士|小姐|博士|教授|醫生)))
      (?![一二三四五六七八九十天]|，?(?:{_N})月)(?:[、及和]{_WEEK}(?P<with_weekday>{_DAY}))?(?:上午|下午|早上|中午|晚上|傍晚|晚)?
    | (?<![月\d一二三四五六七八九十廿百千○〇第數幾多])(?P<ago>兩|{_N})
      (?P<unit>日|天|個?星期|周|週|個月|年)(?:之|以)?前(?![往來赴夕瞻])
    | (?P<vague>(?<![今昨明當同翌即\d一二三四五六七八九十廿兩數幾多月])日前(?![往來赴夕])
        |(?<![最附])近日(?!本)|翌日(?!（)|(?:此?前|隔|次)一?[天日](?=[，上下早晚])|不久前|較?早前|上個?(?:星期|周|週)(?![一二三四五六日天末])
        |(?<=，)(?:今|這|此)次(?=再|率|到訪|訪|赴|與|前往)|近年|近月|過去[數幾多]?(?:{_N})?(?:日|天|個?星期|個?月|年)(?!度))
    | (?:(?P<month_year>{_YEAR})年|(?P<month_relative>去年|今年|明年|同年|當年|翌年)的?)
      (?P<only_month>{_N})月(?!{_N}日)(?:份)?
    | (?<![\d一二三四五六七八九十])(?P<near_month>{_N})月份?(?!\d|[一二三四五六七八九十])
    | (?P<this_month>本月|上月|上個月|下月|下個月|這個月)(?:(?P<this_day>{_N})[日號])?
    | (?<![月年\d])(?P<only_day>\d{{1,2}})日(?![內後前間遊起元報本期程]){_HOUR}?
    | (?P<only_year>{_YEAR})年(?!代|度|施政)
    | (?P<only_relative>去年|今年|明年|前年)(?:年?[初底中]|上半年|下半年|夏季|春季|秋季|冬季|第.季)?
    )
    """,
    re.VERBOSE,
)
# What a time may begin with where no clock of another place is named in front of it: only there the pattern is tried.
_OPENER = re.compile(
    r"[於在自由截直至今昨明前後去同當翌上下本（每逢星周週兩日近此隔次不較早過這一二三四五六七八九十廿○〇零\d]"
)
_CLOCK = "時間"
_TIMELY = re.compile(
    f"[年月]|\\d日|今|昨|明[日天早晚]|前[日天]|後[日天]|{_WEEK}{_DAY}|[上本下]個?{_WEEK}|[日天期周週][之以]?前|近日|翌日|[前隔次]一?[天日]|過去|不久|早前|[今這此]次"
)
_SHIFTS = {"今": 0, "昨": -1, "明": 1, "前": -2, "後": 2}
_YEARS = {"去": -1, "今": 0, "明": 1, "前": -2}
_MONTHS = {"本": 0, "這": 0, "上": -1, "下": 1}
_WEEKS = {"上": -1, "本": 0, "今": 0, "下": 1}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_MARKERS = {"至": "until", "直": "until", "截": "as at"}
# 自二○二四年四月以來, 自二○二四年四月成立以來擔任組長: since when it is so, not when it was.
_SINCE = re.compile("以來|[^，。；：、]{0,8}以來(?:一直|都)?(?:擔任|出任|兼任)")
_SAME = ("同年", "當年", "翌年")


def read_times(sentence: str, issued: date) -> list[Time]:
    """Reads the times of a sentence's reading text; years that are left out come from the issue date, and say so."""
    return list(_read(sentence, issued)) if _TIMELY.search(sentence) else []


def _read(sentence: str, issued: date) -> Iterator[Time]:
    for match in _find(sentence):
        parts = match.groupdict()
        found = _resolve(parts, issued)
        if found is not None:
            first, last, basis, ahead = found
            if first and (parts["relative"] or parts["month_relative"]) in _SAME:
                first, last = UNKNOWN_YEAR + first[4:], None
            is_today = (parts["word"] or parts["near"] or "").startswith("今") and first == issued.isoformat()
            marker = EVERY if parts["habit"] else _MARKERS.get(match.group()[:1], "")  # 署任至五月三十一日
            marker = "since" if not marker and _SINCE.match(sentence, match.end()) else marker
            ahead = ahead if basis == RELATIVE else None  # 周四, 29日: but a day of a month is that of one year
            yield Time(match.start(), match.end(), first, last, basis, is_today, ahead, marker)


def _find(sentence: str) -> Iterator[re.Match[str]]:
    """Gives the matches of the pattern, as a search from the front would find them."""
    if _CLOCK in sentence:
        yield from _PATTERN.finditer(sentence)
        return
    opener = _OPENER.search(sentence)
    while opener is not None:
        match = _PATTERN.match(sentence, opener.start())
        if match is not None:
            yield match
        opener = _OPENER.search(sentence, match.end() if match is not None else opener.end())


def _resolve(parts: dict[str, str | None], issued: date) -> Found | None:
    if parts["word"]:
        return _resolve_word(parts, issued)
    if parts["near"]:
        found = shift_day(issued, _SHIFTS[parts["near"]])
        return found if found.first.endswith(f"-{_count(parts['near_day']):02}") else VAGUE  # 今（30）日
    if parts["month"]:
        return _resolve_day(parts, issued)
    if parts["weekday"]:
        shift = _WEEKS[parts["week"] or "本"]
        found = find_weekday_of_week(_WEEKDAYS[parts["weekday"]], shift, issued)
        last = _WEEKDAYS[parts["to_weekday"]] if parts["to_weekday"] else None
        return found if last is None else found._replace(last=find_weekday_of_week(last, shift, issued).first)
    if parts["alone"] or parts["alone_short"]:
        return _resolve_weekday(parts, issued) if not parts["until"] else None  # 今日至周五: on the first day
    if parts["ago"]:
        return _count_back(_count(parts["ago"]), (parts["unit"] or "")[-1], issued)
    if parts["only_month"]:
        year = _find_year(parts["month_year"], parts["month_relative"], issued)
        basis = STATED if parts["month_year"] else RELATIVE
        found = place_month(_count(parts["only_month"]), year, issued)
        return found if year is None or found == VAGUE else found._replace(basis=basis)
    return _resolve_vague(parts, issued)


def _resolve_weekday(parts: dict[str, str | None], issued: date) -> Found:
    weekday = _WEEKDAYS[parts["alone"] or parts["alone_short"] or ""]
    found = find_weekday(weekday, issued)
    if not parts["with_weekday"]:
        return found
    later = (_WEEKDAYS[parts["with_weekday"]] - weekday) % len(set(_WEEKDAYS.values()))
    return found._replace(last=shift_day(date.fromisoformat(found.first), later).first)  # 周三、周四


def _count_back(count: int, unit: str, issued: date) -> Found:
    """三日前, 兩星期前, 三個月前, 五年前."""
    if unit == "月":
        return shift_month(issued, -count)
    if unit == "年":
        return shift_year(issued, -count)
    return shift_day(issued, -count) if unit in "日天" else find_week(-count, issued)


def _resolve_vague(parts: dict[str, str | None], issued: date) -> Found | None:
    if parts["vague"] or parts["habit"] or parts["days"]:
        return VAGUE
    if parts["near_month"]:
        month = _count(parts["near_month"])
        return place_month(month, None, issued) if 1 <= month <= 12 else None
    if parts["this_month"]:
        found = shift_month(issued, _MONTHS[parts["this_month"][0]])
        return _resolve_day_of_month(found, _count(parts["this_day"]), issued) if parts["this_day"] else found
    if parts["only_day"]:
        return find_day_of_month(int(parts["only_day"]), issued)
    if parts["only_year"]:
        number = read_number(parts["only_year"])
        return Found(number, None, STATED) if is_year(number) else VAGUE
    year = _find_year(None, parts["only_relative"], issued)
    return Found(year) if year is not None else None


def _resolve_day_of_month(month: Found, day: int, issued: date) -> Found:
    """本月八日."""
    if month == VAGUE:
        return VAGUE
    start = date.fromisoformat(f"{month.first}-01")
    found = place_day((start.month, day, start.year), issued)
    return found._replace(basis=RELATIVE) if found is not None else VAGUE


def _resolve_word(parts: dict[str, str | None], issued: date) -> Found | None:
    if parts["word_month"]:
        return place_day((_count(parts["word_month"]), _count(parts["word_day"]), None), issued) or VAGUE
    return shift_day(issued, _SHIFTS[(parts["word"] or "今")[0]])


def _resolve_day(parts: dict[str, str | None], issued: date) -> Found | None:
    year = _find_year(parts["year"], parts["relative"], issued)
    number = int(year) if year is not None else None
    month = _count(parts["month"])
    first = (month, _count(parts["day"]), number)
    if not parts["to_day"]:
        return place_day(first, issued) or VAGUE
    last = (_count(parts["to_month"]) if parts["to_month"] else month, _count(parts["to_day"]))
    years = int(year) + (last[0] < month) if year is not None else None
    return place_days(first, (*last, years), issued) or VAGUE


def _find_year(stated: str | None, relative: str | None, issued: date) -> str | None:
    if stated:
        return read_number(stated)
    return str(issued.year + _YEARS[relative[0]]) if relative and relative not in _SAME else None


def _count(numeral: str | None) -> int:
    return int(read_number((numeral or "0").replace("廿", "二十").replace("兩", "二")))
