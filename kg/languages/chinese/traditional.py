"""Writes simplified Chinese in traditional characters, one for one, by the word and the name they stand in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

from kg.languages.chinese.lexicon import read_chinese
from kg.languages.chinese.survey import survey_people
from kg.languages.chinese.words import SuffixFinder, WordFinder
from kg.languages.scripts import UNSEEN, drop_unseen, has_han, to_simplified, to_traditional

_JOINTS = "和與及由向"
_LONGEST_WORD = 10
_ADJUNCT = re.compile("[^，。；\n在由與和]{4,12}(?:後|前|時|下|期間|之際)")  # 局長於王美女士離任後
_QUOTES = str.maketrans("“”", "「」")


def write_traditional(text: str, surnames: frozenset[str], is_known: Callable[[str], bool]) -> str:
    """Gives a simplified text in as many traditional characters: known words as they are known, surnames in the names
    that the text shows, quotation marks as names hold them. `is_known` tells a known name: 部长游|珠海 shows nobody."""
    seen = drop_unseen(text)
    converted = iter(_keep_surnames(seen, _convert_words(seen, _convert(seen)), surnames, is_known).translate(_QUOTES))
    return "".join(character if character in UNSEEN else next(converted) for character in text)


def _convert(text: str) -> str:
    converted = to_traditional(text)
    return converted if len(converted) == len(text) else "".join(map(_convert_one, text))


def _convert_one(character: str) -> str:
    converted = to_traditional(character)
    return converted if len(converted) == 1 else character


def _convert_words(plain: str, converted: str) -> str:
    """Writes the words that are known as they are known: 二人參觀, not 二人蔘觀."""
    traditional, finder = _read_words()
    parts: list[str] = []
    at = 0
    for start, end in finder.find(plain):
        parts += (converted[at:start], traditional[plain[start:end]])
        at = end
    return "".join([*parts, converted[at:]])


@cache
def _read_words() -> tuple[Mapping[str, str], WordFinder]:
    """Gives the known words by their simplified form, where only one has it, and what finds them."""
    forms: dict[str, set[str]] = defaultdict(set)
    for word in read_chinese().words:
        forms[to_simplified(word)].add(word)
    traditional = {
        simplified: word for simplified, (word, *others) in forms.items() if not others and len(word) == len(simplified)
    }
    return traditional, WordFinder(traditional)


def _keep_surnames(plain: str, converted: str, known: frozenset[str], is_known: Callable[[str], bool]) -> str:
    """Keeps a surname that elsewhere is another character (范, 于) where it begins a name that the text shows."""
    surnames = _list_written_otherwise(known)
    places = [at for at, character in enumerate(plain) if character in surnames and converted[at] != character]
    free = set(places) - _find_covered(converted, places)
    if not free:
        return converted
    trial = _write(converted, plain, free)
    people = survey_people(trial, read_chinese(), known)
    names = {name for name in people if name[0] in surnames and not is_known(name[1:])}
    return _write(converted, plain, {at for at in free if _begins_name(trial, converted, at, names)})


@cache
def _list_written_otherwise(surnames: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in surnames if len(name) == 1 and to_traditional(name) not in surnames)


def _find_covered(converted: str, places: Sequence[int]) -> set[int]:
    """Gives the places inside a word: 由於, 示範."""
    covered = _find_words().find(converted) if places else ()
    return {at for start, end in covered for at in range(start, end)}


@cache
def _find_words() -> WordFinder:
    return WordFinder(read_chinese().words)


def _write(converted: str, plain: str, places: Collection[int]) -> str:
    return "".join(plain[at] if at in places else character for at, character in enumerate(converted))


def _begins_name(trial: str, converted: str, at: int, names: Collection[str]) -> bool:
    """Whether a name of three characters, or one with an honorific, begins here, behind a word or a mark. Where the
    surname else is a small word (于, 於) it takes an honorific, and a mark, joint or title in front."""
    lexicon = read_chinese()
    honorifics = tuple(lexicon.honorifics)
    lengths = [len(name) for name in names if trial.startswith(name, at)]
    honoured = any(trial.startswith(honorifics, at + length) for length in (1, *lengths))
    before = trial[max(0, at - _LONGEST_WORD) : at]
    opens = not has_han(before[-1:]) or before[-1:] in _JOINTS
    if converted[at] not in lexicon.small_words:
        is_name = honoured or max(lengths, default=0) > 2
        return is_name and (opens or bool(_find_ends().match(before)))
    titled = bool(_find_titles().match(before)) and not _ADJUNCT.match(trial, at)
    return honoured and (opens or titled)


@cache
def _find_ends() -> SuffixFinder:
    lexicon = read_chinese()
    return SuffixFinder(lexicon.words | lexicon.stops)


@cache
def _find_titles() -> SuffixFinder:
    lexicon = read_chinese()
    return SuffixFinder(lexicon.post_heads | lexicon.occupations)
