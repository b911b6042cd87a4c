"""Turns a foreign name in Latin letters and one in Chinese characters into how well the one writes the sound of the
other: Antwerp is 安特衞普, by its consonants.

Vowels come and go, and so do consonants at the end of a syllable; what is left are the consonants in their order, in
classes of those that stand for each other. It decides nothing alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kg.languages.readings import list_jyutping, list_pinyin

# The longest first; what is in no class is a vowel. "Hs" is one sound, the "h" of "Oh" and the "w" of "Low" are none.
_SOUND: Final = re.compile(
    r"""(?P<s>tch|sch|tsh|sh|zh|ch|ts|tz|dz|cz|dj|ss|zz|[xszj]|c(?=[eiy]))
    | (?P<f>ph|ff|[fv]|w(?=[aeiouy]))
    | (?P<t>th|tt|dd|[td])
    | (?P<k>ck|cc|kk|gg|gh|kh|qu|[kqcg])
    | (?P<p>pp|bb|[pb])
    | (?P<l>ll|rr|rh|[lr])
    | (?P<m>mm|m)
    | (?P<n>nn|ng|n)
    | (?P<h>h(?=[aeiouyw]))""",
    re.VERBOSE,
)
_READING: Final = re.compile(r"(?P<initial>zh|ch|sh|gw|kw|ng|[bpmfdtnlgkhjqxrzcsw])?[^mnptk]*(?P<final>[mnptk])?")
_INITIALS: Final = {
    **dict.fromkeys(("zh", "ch", "sh", "z", "c", "s", "x", "q"), "s"),
    **dict.fromkeys(("f", "w"), "f"),
    **dict.fromkeys(("d", "t"), "t"),
    **dict.fromkeys(("g", "k", "gw", "kw"), "k"),
    **dict.fromkeys(("b", "p"), "p"),
    **dict.fromkeys(("l", "r"), "l"),
    "m": "m",
    "n": "n",
    "h": "h",
}
# What one class costs in the place of another, where that is less than a whole one.
_NEAR: Final = {frozenset(pair): 0.4 for pair in ("hk", "fp", "fh", "st", "sk", "mn", "hs", "ln", "lt")}
_WHOLE, _WEAK = 1.0, 0.4
_FEWEST = 1.5
Sounds = tuple[tuple[str, float], ...]


@lru_cache(maxsize=4096)
def rate_transcription(latin: str, han: str) -> float:
    """Gives 1 where the consonants are the same in the same order, 0 where none is.

    All words are compared, and each alone: 哈立德 is all that is told of "Khaled bin Mohamed".
    """
    words = [_list_spoken(word) for word in _fold(latin)]
    names = [tuple(sound for word in words for sound in word), *(words if len(words) > 1 else ())]
    heard = [[_hear(character, lang) for character in han] for lang in ("zh", "yue")]
    return max((_rate(name, row) for name in names if _weigh(name) >= _FEWEST for row in heard), default=0.0)


def _fold(latin: str) -> list[str]:
    plain = unicodedata.normalize("NFD", latin.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’")
    return re.findall("[a-z]+", letters)


@lru_cache(maxsize=4096)
def _list_spoken(word: str) -> Sounds:
    """Gives the consonants of a word; what no vowel follows weighs less, since a syllable may lose its end."""
    return tuple(
        (match.lastgroup or "", _WHOLE if word[match.end() : match.end() + 1] in tuple("aeiouy") else _WEAK)
        for match in _SOUND.finditer(word)
    )


@lru_cache(maxsize=4096)
def _hear(character: str, lang: str) -> frozenset[Sounds]:
    """Gives the consonants of a character, by each of its readings."""
    readings = list_pinyin(character) if lang == "zh" else list_jyutping(character)
    return frozenset(_cut_reading(reading, lang) for reading in readings) or frozenset({()})


def _cut_reading(reading: str, lang: str) -> Sounds:
    match = _READING.match(reading)
    assert match is not None, reading
    initials = {**_INITIALS, **({"j": "s"} if lang == "zh" else {})}
    start = initials.get(match["initial"] or "")
    return tuple((sound, weight) for sound, weight in ((start, _WHOLE), (match["final"], _WEAK)) if sound is not None)


def _rate(spoken: Sounds, heard: Sequence[frozenset[Sounds]]) -> float:
    """Compares two rows of consonants: the cheapest way to make the one the other, by the weight of both."""
    costs = [0.0]
    for _, weight in spoken:
        costs.append(costs[-1] + weight)
    row = [(cost, 0.0) for cost in costs]
    for options in heard:
        row = [min(found) for found in zip(*(_add_all(row, spoken, option) for option in options), strict=True)]
    cost, weight = row[-1]
    return max(0.0, 1 - 2 * cost / (_weigh(spoken) + weight))


def _add_all(row: list[tuple[float, float]], spoken: Sounds, option: Sounds) -> list[tuple[float, float]]:
    for sound, weight in option:
        row = _add(row, spoken, sound, weight)
    return row


def _add(row: list[tuple[float, float]], spoken: Sounds, sound: str, weight: float) -> list[tuple[float, float]]:
    """Goes on by one heard consonant: it stands for the next spoken one, or for none, or one spoken is skipped."""
    new = [(row[0][0] + weight, row[0][1] + weight)]
    for at, (other, other_weight) in enumerate(spoken, 1):
        unlike = 0.0 if sound == other else _NEAR.get(frozenset((sound, other)), 1.0)
        stand = (row[at - 1][0] + unlike * (weight + other_weight) / 2, row[at - 1][1] + weight)
        add = (row[at][0] + weight, row[at][1] + weight)
        skip = (new[at - 1][0] + other_weight, new[at - 1][1])
        new.append(min(stand, add, skip))
    return new


def _weigh(sounds: Sounds) -> float:
    return sum(weight for _, weight in sounds)
