"""Looks through a whole release for the people whom it names by shape: 副主任鄧林峰, 林建岳博士, 甲、乙及丙."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.languages.chinese.lexicon import ChineseLexicon

_HAN = "[\u4e00-\u9fff]"
_MARKS = "，。、；：！？「」『』《》（）()…—\n\r\t 　,.;:"
# A Latin name of two words or more: "Stefan Östlund", "Mohamed bin Hadi Al Hussaini".
_LATIN = "[A-ZÀ-Þ][A-Za-zÀ-ÿ’'.-]*"
_PARTICLES = "bin|bint|al|van|von|der|den|de|da|do|dos|di|du|la|le|y"
LATIN_NAME = rf"{_LATIN}(?: (?:{_LATIN}|{_PARTICLES}))*(?: {_LATIN})"
_FEWEST_IN_LIST = 3


@dataclass(frozen=True, slots=True)
class _Survey:
    text: str
    lexicon: ChineseLexicon
    surnames: frozenset[str]

    def find_follower(self, at: int) -> bool:
        """Whether a name may end at `at`: a mark, an honorific, a verb or a small word follows."""
        return (
            at >= len(self.text)
            or self.text[at] in _MARKS
            or _compile_followers(self.lexicon).match(self.text, at) is not None
        )

    def list_lengths(self, at: int) -> list[int]:
        """The lengths that a name starting at `at` may have by its surname and its characters."""
        double = self.text[at : at + 2] in self.surnames
        single = self.text[at : at + 1] in self.surnames
        lengths = {*((3, 2) if single else ()), *((4, 3) if double else ())}
        if single and self.text[at + 1 : at + 2] in self.surnames and not double:
            lengths.add(4)  # a husband's surname in front: 林鄭月娥
        return sorted((n for n in lengths if _is_han(self.text[at : at + n], n)), reverse=True)


def survey_people(text: str, lexicon: ChineseLexicon, surnames: frozenset[str]) -> frozenset[str]:
    """Gives the full names of people in a release's text, each with all the text as evidence of where it ends.

    A name is a known surname and one or two characters, behind a title of office, in front of an honorific, or in a
    list of such names.
    """
    survey = _Survey(text, lexicon, surnames)
    ways = (_survey_titles, _survey_honorifics, _survey_salutations)
    found = {name for way in ways for name in way(survey) if name not in lexicon.stops}
    found |= set(_survey_lists(survey, found))
    return frozenset(found | set(_survey_neighbours(survey, found)))


def _survey_titles(survey: _Survey) -> Iterator[str]:
    for match in _compile_titles(survey.lexicon).finditer(survey.text):
        name = _choose_length(survey, match.end())
        if name is not None:
            yield name


def _choose_length(survey: _Survey, at: int) -> str | None:
    """Of the lengths that fit, the one behind which the text goes on as behind a name.

    Of two the longer, unless behind the shorter a word goes on (周可|擔任) or its last character is rather a small word
    (沈博|和多間藥企).
    """
    lengths = [n for n in survey.list_lengths(at) if survey.find_follower(at + n)]
    if not lengths:
        return None
    chosen = lengths[0]
    for shorter in lengths[1:]:
        if _begins_word(survey, at + shorter) or _is_joint(survey, at, chosen):
            chosen = shorter
    return survey.text[at : at + chosen]


def _begins_word(survey: _Survey, at: int) -> bool:
    match = _compile_followers(survey.lexicon).match(survey.text, at)
    return match is not None and len(match.group()) > 1


def _is_joint(survey: _Survey, at: int, length: int) -> bool:
    """Whether the last character of a name is rather a small word: the name without it is followed by others too."""
    short, whole = survey.text[at : at + length - 1], survey.text[at : at + length]
    apart = survey.text.count(short) - survey.text.count(whole)
    return apart > 0 or survey.text[at + length - 1] in survey.lexicon.name_followers


def _survey_honorifics(survey: _Survey) -> Iterator[str]:
    for match in _compile_honorifics(survey.lexicon).finditer(survey.text):
        for length in (3, 4, 2):
            start = match.start() - length
            if start >= 0 and length in survey.list_lengths(start) and not _cuts_word(survey, start):
                yield survey.text[start : match.start()]
                break


def _survey_salutations(survey: _Survey) -> Iterator[str]:
    """ "羅永綱副主任（…副主任）、": a name at the front of an item, a short title, the full one in brackets."""
    for match in _compile_offices(survey.lexicon).finditer(survey.text):
        for length in (3, 4, 2):
            start = match.start() - length - len(_find_modifier(survey, match.start()))
            if start >= 0 and length in survey.list_lengths(start) and survey.text[start - 1 : start] in _MARKS:
                yield survey.text[start : start + length]
                break


def _find_modifier(survey: _Survey, end: int) -> str:
    return next((word for word in survey.lexicon.post_modifiers if survey.text.endswith(word, 0, end)), "")


def _survey_neighbours(survey: _Survey, known: set[str]) -> Iterator[str]:
    """ "譚一梅（飾演小青）和宋雨": whoever follows a known name in a list of two."""
    honorifics = "|".join(map(re.escape, survey.lexicon.honorifics))
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    pattern = re.compile(rf"(?:{names})(?:{honorifics})?(?:（[^（）]{{1,30}}）)?(?:、|和|及|，?以及)")
    for match in pattern.finditer(survey.text) if known else ():
        name = _choose_length(survey, match.end())
        if name is not None:
            yield name


def _cuts_word(survey: _Survey, start: int) -> bool:
    """Whether a name that would start here starts inside a word that is none: 副|主任委員先生."""
    return _compile_titles(survey.lexicon).match(survey.text, start) is not None


def _survey_lists(survey: _Survey, known: set[str]) -> Iterator[str]:
    """ "甲、乙、丙及丁": three items or more of the shape of a name, or two of which one is known already."""
    for match in _LIST.finditer(survey.text):
        items = [item for item in re.split("[、和及與]", match.group()) if item]
        shaped = [item for item in items if item in known or _is_name(item, survey.surnames)]
        is_list = len(items) >= _FEWEST_IN_LIST or any(item in known for item in items)
        if is_list and len(shaped) == len(items):
            yield from shaped


def _is_name(item: str, surnames: frozenset[str]) -> bool:
    return (2 <= len(item) <= 3 and item[0] in surnames) or (len(item) in (3, 4) and item[:2] in surnames)


_LIST = re.compile(
    f"(?<![\u4e00-\u9fff])(?:{_HAN}{{2,4}}、)+{_HAN}{{2,4}}(?:[和及與]{_HAN}{{2,4}})?(?![\u4e00-\u9fff])"
)


def _is_han(part: str, length: int) -> bool:
    return len(part) == length and all("\u4e00" <= character <= "\u9fff" for character in part)


@cache
def _compile_followers(lexicon: ChineseLexicon) -> re.Pattern[str]:
    return re.compile(
        "|".join(sorted(map(re.escape, lexicon.name_followers | set(lexicon.honorifics)), key=len, reverse=True))
    )


@cache
def _compile_titles(lexicon: ChineseLexicon) -> re.Pattern[str]:
    """A title of office, right behind which a name may stand; its own bracket may come between."""
    heads = sorted(map(re.escape, lexicon.post_heads | lexicon.occupations), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(heads)})(?:（[^（）]{{1,20}}）)?：?")


@cache
def _compile_offices(lexicon: ChineseLexicon) -> re.Pattern[str]:
    heads = sorted(map(re.escape, lexicon.post_heads), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(heads)})(?=（)")


@cache
def _compile_honorifics(lexicon: ChineseLexicon) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in lexicon.honorifics if word not in lexicon.office_honorifics))
