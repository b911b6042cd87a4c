"""Turns a name in Latin letters and one in Chinese characters into how well they sound alike.

Sound confirms or refutes what the two versions of a release propose by office, event and order; it decides nothing
alone, since many people share a name. It knows how Hong Kong, Macao, the Mainland and Taiwan write a name.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.languages.spellings import (
    SYSTEMS,
    Spellings,
    find_spellings,
    find_surname_spellings,
    list_compound_surnames,
    list_surnames,
    list_syllables,
)

# Rates a name in Latin letters against one in Chinese characters.
Sound = Callable[[str, str], float]

WHOLE: Final = 1.0
MIXED: Final = 0.8
SCATTERED: Final = 0.6
SURNAME: Final = 0.4
CONTRADICTION: Final = 0.0

_HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)*")
Words = tuple[str, ...]
Options = tuple[Spellings, ...]


@dataclass(frozen=True, slots=True)
class _Romanised:
    """Words of a name, split at hyphens too; `starts` are the words no hyphen stands before.

    `is_ordered`: written as a Chinese name is, surname first, as far as the words alone can tell.
    """

    words: Words
    starts: tuple[int, ...]
    is_ordered: bool
    has_hyphened_syllables: bool


@dataclass(frozen=True, slots=True)
class _Han:
    """Spellings of each character of a name; `surname` of those the surname has, `surnames` with a husband's."""

    whole: dict[str, Options]
    anyhow: Options
    surname: int
    surnames: int


def rate_sound(romanised: str, han: str) -> float:
    """Gives 1 where each character's sound is written, all in one system; 0 where the names contradict each other.

    The Chinese name may be in traditional or simplified characters, the romanised one with the surname first or last, a
    forename before it, a husband's surname before the own one, any hyphens and accents.

    0.8: the surname is written in another system, or a husband's surname stands in the romanised name alone.
    0.6: each character's sound is written, but in several systems.
    0.4: no more than the surname can be compared ("Peter Lam"), or it is open which word is the surname.
    """
    name, sounds = _read_romanised(romanised), _read_han(han)
    if name is None or sounds is None:
        return CONTRADICTION
    return _rate_surname_first(name, sounds) or _rate_surname_last(name, sounds)


def is_syllable(word: str) -> bool:
    """Tells whether a lower-case word may be a Chinese syllable, as "kin" is and "andy" is not."""
    return any(word in list_syllables(system) for system in SYSTEMS)


@lru_cache(maxsize=4096)
def _read_romanised(romanised: str) -> _Romanised | None:
    tokens = [tuple(token.split("-")) for token in _TOKEN.findall(_fold(romanised))]
    if not tokens:
        return None
    words = tuple(word for token in tokens for word in token)
    starts = tuple(sum(map(len, tokens[:at])) for at in range(len(tokens)))
    hyphened = [token for token in tokens if len(token) > 1]
    return _Romanised(
        words,
        starts,
        any(_is_surname_first(tokens[at:], system) for at in range(len(tokens)) for system in SYSTEMS),
        any(_are_syllables(token, system) for token in hyphened for system in SYSTEMS),
    )


def _fold(romanised: str) -> str:
    """Drops case, apostrophes and accents, but keeps ü apart as "v"; "Lam, Peter" becomes "peter lam"."""
    family, _, forename = romanised.partition(",")
    plain = unicodedata.normalize("NFD", f"{forename} {family}".casefold()).replace("u\u0308", "v")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’")
    return re.sub(r"[‐‑–]", "-", letters)


def _is_surname_first(tokens: Sequence[Words], system: str) -> bool:
    surnames = list_surnames(system)
    has_two = "".join(itertools.chain(*tokens[:2])) in surnames
    given = [word for token in tokens[2 if has_two else 1 :] for word in token]
    is_surname = has_two or "".join(tokens[0]) in surnames
    return is_surname and bool(given) and _are_syllables(given, system)


def _are_syllables(words: Sequence[str], system: str) -> bool:
    return all(_is_of_syllables(word, list_syllables(system)) for word in words)


def _is_of_syllables(word: str, syllables: Spellings) -> bool:
    return word in syllables or any(
        word[:end] in syllables and _is_of_syllables(word[end:], syllables) for end in range(1, len(word))
    )


@lru_cache(maxsize=4096)
def _read_han(han: str) -> _Han | None:
    characters = "".join(han.split())
    if not _HAN.fullmatch(characters):
        return None
    surname = 2 if len(characters) > 2 and characters[:2] in list_compound_surnames() else 1
    surnames = max(surname, 2 if len(characters) > 3 else 1)
    whole = {system: _list_options(characters, system, surnames) for system in SYSTEMS}
    anyhow = tuple(Spellings().union(*spelt) for spelt in zip(*whole.values(), strict=True))
    return _Han(whole, anyhow, surname, surnames)


def _list_options(characters: str, system: str, surnames: int) -> Options:
    return tuple(
        (find_surname_spellings if at < surnames else find_spellings)(character, system)
        for at, character in enumerate(characters)
    )


def _rate_surname_first(name: _Romanised, sounds: _Han) -> float:
    """Rates "Chan Tai-man" and "Peter Chan Tai-man": the last words of the name write all the characters."""
    length = len(sounds.anyhow)
    starts = [start for start in name.starts if len(name.words) - start <= length]
    return max((_rate_rest(name, start, sounds) for start in starts), default=CONTRADICTION)


def _rate_rest(name: _Romanised, start: int, sounds: _Han) -> float:
    grade = _grade(name.words[start:], sounds)
    if grade and start and any(name.words[start - 1] in list_surnames(system) for system in SYSTEMS):
        # "Anna Lee Chan Tai-man" may be 陳大文 with a husband's surname; "Lee Chan Man" is not 陳文.
        return min(grade, MIXED) if len(sounds.anyhow) > 2 else CONTRADICTION
    return grade


def _grade(words: Words, sounds: _Han) -> float:
    if not _spells(words, sounds.anyhow):
        return CONTRADICTION
    if any(_spells(words, options) for options in sounds.whole.values()):
        return WHOLE
    size = sounds.surnames
    is_mixed = any(_spells(words, sounds.anyhow[:size] + options[size:]) for options in sounds.whole.values())
    return MIXED if is_mixed else SCATTERED


def _rate_surname_last(name: _Romanised, sounds: _Han) -> float:
    """Rates "Tai-man Chan" by all its words, and "Peter Chan" by the surname."""
    ends = [start for start in name.starts if len(name.words) - start <= sounds.surname]
    return max((_rate_before(name, end, sounds) for end in ends), default=CONTRADICTION)


def _rate_before(name: _Romanised, end: int, sounds: _Han) -> float:
    """Rates a name whose surname begins at word `end`."""
    if not _spells(name.words[end:], sounds.anyhow[: sounds.surname]):
        return CONTRADICTION
    starts = [start for start in name.starts if start < end]
    grade = max((_grade_turned(name.words[start:], end - start, sounds) for start in starts), default=CONTRADICTION)
    if name.is_ordered:
        # "Lin Wang" is 林旺 or 王林.
        return SURNAME if grade and len(name.starts) == 2 else CONTRADICTION
    return grade or (CONTRADICTION if name.has_hyphened_syllables else SURNAME)


def _grade_turned(words: Words, end: int, sounds: _Han) -> float:
    """Grades the words in their Chinese order; no word may write both surname and given name."""
    given = words[:end]
    return _grade(words[end:] + given, sounds) if _spells(given, sounds.anyhow[sounds.surname :]) else CONTRADICTION


def _spells(words: Sequence[str], options: Options) -> bool:
    """Tells whether the words write one option after the other, each word one or more of them."""
    if len(words) >= len(options):
        return len(words) == len(options) and all(word in option for word, option in zip(words, options, strict=True))
    if len(words) < 2:
        return bool(words) and _joins(words[0], options)
    sizes = range(1, len(options) - len(words) + 2)
    return any(_joins(words[0], options[:size]) and _spells(words[1:], options[size:]) for size in sizes)


def _joins(word: str, options: Options) -> bool:
    """Tells whether one word writes all the options: "Hongyi"."""
    if not options:
        return not word
    return any(word.startswith(spelt) and _joins(word[len(spelt) :], options[1:]) for spelt in options[0])
