"""Looks through a whole release for the people whom it names by shape: 副主任鄧林峰, 林建岳博士, 甲、乙及丙."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.words import WordFinder

_HAN = "[\u4e00-\u9fff]"
_MARKS = "，。、；：！？「」『』《》（）()…—\n\r\t 　,.;:"
# A Latin name of two words or more: "Stefan Östlund", "Mohamed bin Hadi Al Hussaini", "Aoife O’Dowd".
_LATIN = "[A-ZÀ-ÞĀ-Ɏ][A-Za-zÀ-ɏ’'.-]*"
_PARTICLES = "bin|binti|bint|ibn|al|el|van|von|der|den|ter|ten|zu|de|da|do|dos|das|di|du|del|della|la|le|y|e|af|av"
LATIN_NAME = rf"{_LATIN}(?: (?:{_LATIN}|{_PARTICLES}))*(?: {_LATIN})"
_FEWEST_IN_LIST = 3
_BRACKET = re.compile(r"(?:（[^（）]{1,30}）)?：?")
_HELD = re.compile(rf"[（(](?P<name>{_HAN}{{3,4}})(?:先生|女士|博士|教授)?[）)]")
_FULL_LATIN = re.compile(LATIN_NAME)
_DOTTED = re.compile(rf"{_HAN}{{1,6}}[·•‧．](?:{_HAN}{{1,6}}[·•‧．])*")
_LONGEST_LAST = 8  # characters of the last part of a dotted name
_LATIN_END = re.compile(rf"{LATIN_NAME}(?=（\Z)")
_DOT = re.compile("[·•‧．]")
_FEWEST_SOUNDS, _MOST_SOUNDS = 3, 8
_RECEIVED = ("會見", "接見", "會晤", "拜會", "拜訪", "見了", "晤了", "會了", "訪了")
_LED = re.compile(
    rf"(?:(?<=由)|{'|'.join(f'(?<={word})' for word in _RECEIVED)})"
    rf"(?P<name>{_HAN}{{2,4}}?)(?=率領|帶領|任團長|一行|等人)"
)
_SUCCEEDED = re.compile(rf"(?:接替|取代)[^，。；、]{{1,14}}的(?P<name>{_HAN}{{2,4}})(?=[，。；、])")
_ROSTER = re.compile("名單")
_WEEKDAY = re.compile("周[一二三四五六日]")
_NOBLE = ("夫人", "爵士", "太平紳士", "醫生")  # also in the names of schools and hospitals
_LENGTHS = (3, 4, 2)  # of a name, the likeliest first


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon's words that the survey looks for: titles in front of names, honorifics behind them, and so on."""

    titles: WordFinder
    offices: WordFinder
    honorifics: WordFinder
    followers: WordFinder
    common: WordFinder
    changes: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Survey:
    text: str
    lexicon: ChineseLexicon
    surnames: frozenset[str]
    words: _Words
    title_ends: frozenset[int]

    def can_end(self, at: int) -> bool:
        """Whether a name may end at `at`: a mark, an honorific, a title, a verb or a small word follows."""
        is_closed = at >= len(self.text) or self.text[at] in _MARKS or bool(self.words.followers.match(self.text, at))
        return is_closed or self.is_titled(at)

    def is_titled(self, at: int) -> bool:
        """Whether a title with what modifies it stands at `at`: 潘霖|副主任."""
        modifier = next((word for word in self.lexicon.post_modifiers if self.text.startswith(word, at)), "")
        return bool(modifier) and bool(self.words.offices.match(self.text, at + len(modifier)))

    def can_begin(self, at: int) -> bool:
        """Whether a name surely may begin at `at`: a mark, a title or a small word stands before."""
        if at == 0 or self.text[at - 1] in _MARKS or self.text[at - 1] in "和與及由向" or at in self.title_ends:
            return True
        return any(self.text[at - n : at] in self.lexicon.stops for n in (1, 2, 3, 4))

    def list_lengths(self, at: int) -> list[int]:
        """The lengths that a name starting at `at` may have by its surname and its characters, longest first."""
        if _WEEKDAY.match(self.text, at):  # 局長周三福, but 局長周三赴佛山
            is_name = not any(words.match(self.text, at + 2) for words in (self.words.followers, self.words.common))
            return [3] if is_name and _is_han(self.text[at : at + 3], 3) else []
        if len(self.words.common.match(self.text, at)) > 1 or self.text[at : at + 1] in ("和", "與", "及"):
            return []
        if self.words.offices.match(self.text, at + 1):
            return []  # 施主席
        double = self.text[at : at + 2] in self.surnames
        single = self.text[at : at + 1] in self.surnames
        lengths = {*((3, 2) if single else ()), *((4, 3) if double else ())}
        if single and self.text[at + 1 : at + 2] in self.surnames and not double:
            lengths.add(4)  # a husband's surname in front: 林鄭月娥
        return sorted((n for n in lengths if _is_han(self.text[at : at + n], n)), reverse=True)

    def choose_front(self, end: int) -> str | None:
        """Of the names that may end at `end`, the one in front of which a name may begin, or else the likeliest."""
        starts = [end - n for n in _LENGTHS if end >= n and n in self.list_lengths(end - n)]
        likeliest = starts[0] if starts and not self.text.startswith(_NOBLE, end) else None
        best = next((start for start in starts if self.can_begin(start)), likeliest)
        return self.text[best:end] if best is not None else None


def survey_people(text: str, lexicon: ChineseLexicon, surnames: frozenset[str]) -> frozenset[str]:
    """Gives the full names of people in a release's text, each with all the text as evidence of where it ends.

    A name is a known surname and one or two characters, behind a title of office, in front of an honorific or of a
    bracket or a comma with an office, at the front of a clause that tells of an office, or in a list of such names; or
    a Latin name of several words behind a title.
    """
    words = _read_words(lexicon)
    ends = frozenset(end for _, end in words.titles.find(text))
    survey = _Survey(text, lexicon, surnames, words, ends)
    ways = (
        _survey_titles, _survey_honorifics, _survey_salutations, _survey_brackets, _survey_appositions,
        _survey_changes, _survey_succeeded, _survey_rosters, _survey_company,
    )  # fmt: skip
    found = {name for way in ways for name in way(survey) if name not in lexicon.stops}
    found |= set(_survey_lists(survey, found))
    found |= set(_survey_neighbours(survey, found))
    return frozenset(found | set(_survey_short(survey, found)))


def _survey_titles(survey: _Survey) -> Iterator[str]:
    for end in survey.title_ends:
        held = _HELD.match(survey.text, end)
        if held is not None and _is_whole_name(survey, held["name"]):
            yield held["name"]
        bracket = _BRACKET.match(survey.text, end)
        at = bracket.end() if bracket is not None else end
        latin = _FULL_LATIN.match(survey.text, at)
        name = latin.group() if latin is not None else _read_dotted(survey, at) or _choose_length(survey, at)
        name = name or _read_sounds(survey, at)
        if name is not None:
            yield name


def _is_whole_name(survey: _Survey, name: str) -> bool:
    """Whether what stands in a bracket behind a title is its holder (陳大文), not where he stands (左二)."""
    return len(name) >= _FEWEST_SOUNDS and _is_name(name, survey)


def _read_dotted(survey: _Survey, at: int) -> str | None:
    """ "馬查·龐西": a foreign name in Chinese characters; its last part ends where a name may end."""
    dotted = _DOTTED.match(survey.text, at)
    if dotted is None:
        return None
    ends = range(dotted.end() + 1, dotted.end() + _LONGEST_LAST)
    end = next((end for end in ends if survey.can_end(end)), None)
    return survey.text[at:end] if end is not None else None


def _read_sounds(survey: _Survey, at: int) -> str | None:
    """ "總裁|格奧爾基耶娃|會面": a foreign name written by its sound; it ends where a name may end."""
    if len(survey.words.common.match(survey.text, at)) > 1:
        return None
    end = at
    while end < len(survey.text) and survey.text[end] in survey.lexicon.sounds:
        end += 1
    is_whole = _FEWEST_SOUNDS <= end - at <= _MOST_SOUNDS and survey.can_end(end)
    return survey.text[at:end] if is_whole else None


def _choose_length(survey: _Survey, at: int) -> str | None:
    """Of the lengths that fit, the one behind which the text goes on as behind a name.

    Of two the longer, unless behind the shorter a word goes on (周可|擔任) or its last character is rather a small word
    (沈博|和多間藥企).
    """
    lengths = [n for n in survey.list_lengths(at) if survey.can_end(at + n)]
    if survey.text[at : at + 1] in survey.lexicon.facing:  # 局長向學員致辭: 向 faces somebody, but 局長向玉蘭會面
        lengths = [n for n in lengths if not _is_spoken_to(survey, at + n)]
    if not lengths:
        return None
    chosen = lengths[0]
    for shorter in lengths[1:]:
        goes_on = len(survey.words.followers.match(survey.text, at + shorter)) > 1
        if goes_on or survey.is_titled(at + shorter) or _is_joint(survey, at, chosen):
            chosen = shorter
    return survey.text[at : at + chosen]


def _is_spoken_to(survey: _Survey, end: int) -> bool:
    """Whether a verb follows that is done to whoever a word such as 向 faces."""
    verbs = (*survey.lexicon.speech_verbs, *sorted(survey.lexicon.toward))
    at = end + (survey.text[end : end + 1] in survey.lexicon.small_words)  # 向社會表示
    return survey.text.startswith(verbs, end) or survey.text.startswith(verbs, at)


def _is_joint(survey: _Survey, at: int, length: int) -> bool:
    """Whether the last character of a name is rather a small word: the name without it is followed by others too."""
    if survey.text.startswith(tuple(survey.lexicon.joint_verbs), at + length):
        return False  # 與張勝和|會面: nobody follows whom a conjunction could bring
    short, whole = survey.text[at : at + length - 1], survey.text[at : at + length]
    if whole[-1] not in survey.lexicon.speech_verbs and survey.text[at + length : at + length + 1] in _MARKS:
        return False  # 區長曾可為，: of small words only 說 stands in front of a mark
    if whole[-1] in survey.lexicon.of_several and not _is_listed(survey, at):
        return False  # 書記倪可均率團: one alone
    apart = survey.text.count(short) - survey.text.count(whole)
    return apart > 0 or survey.text[at + length - 1] in survey.lexicon.small_words


def _is_listed(survey: _Survey, at: int) -> bool:
    """Whether in the same clause a conjunction stands in front, but between two titles: 常委、書記|倪可均."""
    begin = max((survey.text.rfind(mark, 0, at) for mark in "，。；！？\n"), default=-1) + 1
    joints = [place for place in range(begin, at) if survey.text[place] in "、和與及跟"]
    return any(place not in survey.title_ends for place in joints)


def _survey_honorifics(survey: _Survey) -> Iterator[str]:
    for start, end in survey.words.honorifics.find(survey.text):
        name = survey.choose_front(start)
        if name is None or _cuts_word(survey, start - len(name)):
            continue
        is_title = end in survey.title_ends and _choose_length(survey, end) is not None  # 歷史系教授|倪可兒
        if not is_title or survey.can_begin(start - len(name)):
            yield name


def _cuts_word(survey: _Survey, start: int) -> bool:
    """Whether a name that would start here starts inside a word that is none: 副|主任委員先生."""
    is_office = survey.text.startswith(tuple(survey.lexicon.post_modifiers), start + 1)  # 任|助理工程師
    return bool(survey.words.titles.match(survey.text, start)) or is_office


def _survey_salutations(survey: _Survey) -> Iterator[str]:
    """ "羅永綱副主任（…副主任）、": a name at the front of an item, a short title, the full one in brackets."""
    for start, end in survey.words.offices.find(survey.text):
        if survey.text.startswith("（", end) and survey.text.find("）", end) in survey.title_ends:
            name = survey.choose_front(start - len(_find_modifier(survey, start)))
            at = start - len(_find_modifier(survey, start)) - len(name or "")
            if name is not None and survey.can_begin(at) and at not in survey.title_ends:
                yield name  # but 局長潘霖及|副局長（供水）


def _find_modifier(survey: _Survey, end: int) -> str:
    return next((word for word in survey.lexicon.post_modifiers if survey.text.endswith(word, 0, end)), "")


def _survey_brackets(survey: _Survey) -> Iterator[str]:
    """ "委員包括：何國華（潮汐局局長）、": a name whose office stands in brackets behind it."""
    for start, end in survey.words.offices.find(survey.text):
        opened = survey.text.rfind("（", max(0, start - 40), start)
        if opened in survey.title_ends:
            continue  # 何國華主任（…副主任）: a salutation
        if opened > 0 and survey.text.startswith("）", end) and "）" not in survey.text[opened:start]:
            latin = _LATIN_END.search(survey.text, max(0, opened - 40), opened + 1)
            name = latin.group() if latin is not None else survey.choose_front(opened)
            if name is not None and survey.can_begin(opened - len(name)):
                yield name


def _survey_appositions(survey: _Survey) -> Iterator[str]:
    """ "何國華，潮汐局局長，": a name that is a clause by itself, its whole office behind it between commas."""
    for start, end in survey.words.offices.find(survey.text):
        opened = max((survey.text.rfind(mark, max(0, start - 40), start) for mark in "，。；：\n"), default=-1)
        if opened < 0 or survey.text[opened] != "，" or survey.text[end : end + 1] not in ("，", "；", "。"):
            continue
        name = survey.choose_front(opened)
        begin = opened - len(name or "")
        is_clause = begin == 0 or survey.text[begin - 1] in "，。；：\n"
        if name is not None and is_clause and len(name) >= _FEWEST_SOUNDS:
            yield name


def _survey_changes(survey: _Survey) -> Iterator[str]:
    """ "何國華於五月辭任": a name at the front of a clause that tells of an office taken or left."""
    for match in survey.words.changes.finditer(survey.text):
        if len(match["name"]) in survey.list_lengths(match.start("name")):
            yield match["name"]


def _survey_succeeded(survey: _Survey) -> Iterator[str]:
    """ "接替任期屆滿的何國華": whose place somebody takes is a person."""
    for match in _SUCCEEDED.finditer(survey.text):
        if len(match["name"]) in survey.list_lengths(match.start("name")):
            yield match["name"]


def _survey_rosters(survey: _Survey) -> Iterator[str]:
    """ "成員名單如下", and below it a line for each: whatever is of the shape of a name."""
    lead = _ROSTER.search(survey.text)
    for match in _compile_line(survey.lexicon).finditer(survey.text, lead.end()) if lead is not None else ():
        is_latin = match["latin"] is not None
        if is_latin or len(match["name"]) in survey.list_lengths(match.start("name")):
            yield match["name"]


def _survey_company(survey: _Survey) -> Iterator[str]:
    """ "由陳大文率領的代表團", "會見陳大文一行": who leads others is a person."""
    for match in _LED.finditer(survey.text):
        if len(match["name"]) in survey.list_lengths(match.start("name")):
            yield match["name"]


def _survey_neighbours(survey: _Survey, known: set[str]) -> Iterator[str]:
    """ "譚一梅（飾演小青）和宋雨": whoever follows a known name in a list of two."""
    honorifics = "|".join(map(re.escape, survey.lexicon.honorifics))
    pattern = re.compile(rf"(?:{honorifics})?(?:（[^（）]{{1,30}}）)?(?:、|和|及|，?以及)")
    for name in known:
        at = survey.text.find(name)
        while at >= 0:
            match = pattern.match(survey.text, at + len(name))
            latin = _FULL_LATIN.match(survey.text, match.end()) if match is not None else None
            neighbour = _choose_length(survey, match.end()) if match is not None else None
            if latin is not None or neighbour is not None:
                yield latin.group() if latin is not None else str(neighbour)
            at = survey.text.find(name, at + len(name))


def _survey_short(survey: _Survey, names: set[str]) -> Iterator[str]:
    """ "黃女士", "費雷拉": how a text goes on about 黃美芬, 若昂·費雷拉, where one alone may be meant."""
    parts = Counter(_DOT.split(name)[-1] for name in names if _DOT.search(name))
    for part, count in parts.items():
        if count == 1 and len(part) > 1 and re.search(rf"(?<!{_DOT.pattern}){part}", survey.text):
            yield part
    whole = [name for name in names if _is_han(name, len(name))]
    surnames = Counter(name[:2] if name[:2] in survey.surnames and len(name) > 2 else name[:1] for name in whole)
    own = "|".join(sorted(surname for surname, count in surnames.items() if count == 1))
    called = re.compile(f"(?:{own})(?:{'|'.join(map(re.escape, survey.lexicon.honorifics))})")
    places: dict[str, list[int]] = {}
    for match in called.finditer(survey.text) if own else ():
        places.setdefault(match.group(), []).append(match.start())
    yield from (short for short, starts in places.items() if all(map(survey.can_begin, starts)))


def _survey_lists(survey: _Survey, known: set[str]) -> Iterator[str]:
    """ "甲、乙、丙及丁": three items or more of the shape of a name, or two of which one is known already."""
    if "、" not in survey.text:
        return
    for match in _LIST.finditer(survey.text):
        items = [item for item in re.split("[、和及與]", match.group()) if item]
        shaped = [item for item in items if item in known or _is_name(item, survey)]
        is_list = len(items) >= _FEWEST_IN_LIST or any(item in known for item in items)
        if is_list and len(shaped) == len(items):
            yield from shaped
    for match in _CHAIN.finditer(survey.text):
        names = _read_chain(survey, match)
        if known.intersection(names) or (names and _is_of_people(survey, match, names[-1])):
            yield from names


def _is_of_people(survey: _Survey, chain: re.Match[str], last: str) -> bool:
    """Whether words around a list say that it is of people: 會見甲、乙及丙, 甲、乙及丙等人."""
    behind = _PEOPLE.match(survey.text, chain.start("last") + len(last))
    return behind is not None or any(word in chain["first"] for word in _RECEIVED)


def _read_chain(survey: _Survey, chain: re.Match[str]) -> list[str]:
    """ "會見甲、乙及丙等人": the names of a list that words stand around, if all its items are names."""
    first, last = chain["first"], _choose_length(survey, chain.start("last"))
    inner = [item for item in chain["inner"].split("、") if item]
    end = chain.end("first")
    fronts = [first[-n:] for n in _LENGTHS if len(first) >= n and n in survey.list_lengths(end - n)]
    front = next((name for name in fronts if survey.can_begin(end - len(name))), None)
    is_list = front is not None and last is not None and all(_is_name(item, survey) for item in inner)
    return [front, *inner, last] if front is not None and last is not None and is_list else []


def _is_name(item: str, survey: _Survey) -> bool:
    if len(survey.words.common.match(item, 0)) > 1:
        return False
    return (2 <= len(item) <= 3 and item[0] in survey.surnames) or (len(item) in (3, 4) and item[:2] in survey.surnames)


_PEOPLE = re.compile("等?[兩三四五六七八九十]?人")
_CHAIN = re.compile(rf"(?P<first>{_HAN}{{2,12}})(?P<inner>(?:、{_HAN}{{2,4}})+)[、和及與](?P<last>{_HAN}{{2}})")
_LIST = re.compile(
    f"(?<![\u4e00-\u9fff])(?:{_HAN}{{2,4}}、)+{_HAN}{{2,4}}(?:[和及與]{_HAN}{{2,4}})?(?![\u4e00-\u9fff])"
)


def _is_han(part: str, length: int) -> bool:
    return len(part) == length and all("\u4e00" <= character <= "\u9fff" for character in part)


@cache
def _read_words(lexicon: ChineseLexicon) -> _Words:
    honorifics = set(lexicon.honorifics) - lexicon.office_honorifics
    return _Words(
        WordFinder(lexicon.post_heads | lexicon.occupations | lexicon.introducers),
        WordFinder(lexicon.post_heads),
        WordFinder(honorifics),
        WordFinder(lexicon.name_followers),
        WordFinder(lexicon.words),
        _compile_changes(lexicon),
    )


@cache
def _compile_line(lexicon: ChineseLexicon) -> re.Pattern[str]:
    """Matches a line of nothing but a name with its honorific, a mark and a bracket."""
    words = "|".join(map(re.escape, sorted({*lexicon.honorifics, *lexicon.occupations}, key=len, reverse=True)))
    name = rf"(?P<name>{_HAN}{{2,4}}?|(?P<latin>{LATIN_NAME}))"
    mark = "[ ＊*#＃^]*"
    return re.compile(rf"^[ \u3000]*{name}(?:{words})?{mark}(?:（[^（）\n]*）)?{mark}$", re.MULTILINE)


def _compile_changes(lexicon: ChineseLexicon) -> re.Pattern[str]:
    """Matches a name at the front of a clause, a small word, and a verb of office before the sentence ends."""
    verbs = "|".join(sorted(map(re.escape, lexicon.changes), key=len, reverse=True))
    small = "於|自|將|獲|會|已|現|曾|原|在|向|由|因|博士|教授|女士|先生|(?:下?周|星期)[一二三四五六日]|今日|明日|昨日"
    return re.compile(
        rf"(?:^|(?<=[。，；：「\n　由]))(?P<name>{_HAN}{{2,4}}?)(?={small}|{verbs})(?=[^。\n]{{0,40}}?(?:{verbs}))"
    )
