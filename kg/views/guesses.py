"""Turns a text that is no name of the graph into guesses: the name without its titles or in another order, the names
spelt much alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from kg.gazetteer import read_surnames
from kg.languages.chinese.lexicon import read_chinese
from kg.languages.english.lexicon import read_english
from kg.languages.keys import make_key
from kg.languages.scripts import has_han

# No name with its titles is longer, and the work grows with the square.
_LONGEST = 200
_BREAKS = " ,.，、"
# "Jonh Lee" shares 86 in 100 of its letters with "John Lee", 陳国機 67 of its characters with 陳國基.
_LEAST_ALIKE = {True: 65, False: 80}
_MOST = 5


@dataclass(frozen=True, slots=True)
class BareName:
    """What may be a person's name, and the keys of the offices that stood about it."""

    text: str
    offices: frozenset[str] = frozenset()


def drop_titles(text: str, offices: Collection[str]) -> tuple[BareName, ...]:
    """Gives what is left of a text without a title in front of it or behind: 陳國基司長 -> 陳國基, "Mr Chan" -> "Chan".

    A title is an honorific, a head of offices, or one of `offices` (keys); in front also "former" and "The Hon",
    behind also "GBS".
    """
    plain = unicodedata.normalize("NFKC", text).strip(_BREAKS)
    if len(plain) > _LONGEST:
        return ()
    left = {plain: BareName(plain)}
    waiting = [left[plain]]
    for each in waiting:
        for at in _list_cuts(each.text):
            front, back = each.text[:at].strip(_BREAKS), each.text[at:].strip(_BREAKS)
            for title, rest, titles in ((front, back, _read_titles()), (back, front, _read_honours())):
                key = make_key(title)
                if rest not in left and make_key(rest) and (key in titles or key in offices):
                    left[rest] = BareName(rest, each.offices | ({key} & frozenset(offices)))
                    waiting.append(left[rest])
    return tuple(waiting[1:])


def turn_round(name: str) -> tuple[str, ...]:
    """Gives the other orders of a name's words: "Chan Kwok-ki" for "Kwok-ki Chan", "Dora Chan" for "Chan, Dora" and for
    "Chan Dora", "Dora Chan Kwok-ki" for "Chan Kwok-ki Dora"; none where either end may be the surname: "Lam Chan"."""
    front, comma, back = unicodedata.normalize("NFKC", name).partition(",")
    if comma:
        return (f"{back.strip()} {front}",)
    first, *middle, last = front.split() if " " in front.strip() else ("", "")
    surnames = _read_surnames()
    if (first.casefold() in surnames) == (last.casefold() in surnames):
        return ()
    if last.casefold() in surnames:
        return (" ".join((last, first, *middle)),)
    return tuple(dict.fromkeys((" ".join((*middle, last, first)), " ".join((last, first, *middle)))))


def least_alike(text: str) -> float:
    """Gives how many of a hundred letters a spelling must share with a text to be much like it."""
    return _LEAST_ALIKE[has_han(text)]


def rank_alike(text: str, spellings: Sequence[str]) -> list[int]:
    """Gives the places of the spellings that are most like a text, the nearest first; the order of words is free."""
    words = _fold_words(text)
    folded = [_fold_words(spelling) for spelling in spellings]
    least = least_alike(text)
    scores: dict[int, float] = {}
    joined = [spelling.replace(" ", "") for spelling in folded]
    for asked, given, scorer in ((words.replace(" ", ""), joined, fuzz.ratio), (words, folded, fuzz.token_sort_ratio)):
        for _, score, at in process.extract(asked, given, scorer=scorer, score_cutoff=least, limit=10 * _MOST):
            scores[at] = max(score, scores.get(at, 0))
    return sorted(scores, key=lambda at: (-scores[at], spellings[at]))


def _list_cuts(text: str) -> Iterator[int]:
    """Gives the places between words, and those beside a Chinese character."""
    for at in range(1, len(text)):
        if text[at - 1] in _BREAKS or has_han(text[at - 1 : at + 1]):
            yield at


@lru_cache(maxsize=1 << 16)
def _fold_words(text: str) -> str:
    """Folds each word by itself; a hyphen parts words too."""
    parted = "".join(sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in text)
    return " ".join(filter(None, map(make_key, parted.split())))


@cache
def _read_titles() -> frozenset[str]:
    english, chinese = read_english(), read_chinese()
    words = (*english.capacities, *english.styles, *chinese.capacities, *chinese.present)
    return _read_ranks() | frozenset(map(make_key, words))


@cache
def _read_honours() -> frozenset[str]:
    return _read_ranks() | frozenset(map(make_key, read_english().honours))


@cache
def _read_ranks() -> frozenset[str]:
    """Gives what may stand in front of a name or behind it."""
    english, chinese = read_english(), read_chinese()
    words = (
        *english.honorifics,
        *english.address_titles,
        *chinese.honorifics,
        *chinese.office_honorifics,
        *chinese.post_heads,
        *chinese.weak_posts,
    )
    return frozenset(map(make_key, words))


@cache
def _read_surnames() -> frozenset[str]:
    return read_surnames()
