"""Turns an English name and a Chinese one into a Likeness: how far each word of the one is told by the other.

`data/meanings/words.csv` says what the words of names mean; a known thing inside a name means all its own names. What
no word explains may still be written by its sound: "Rotary Antwerp" is 安特衞普扶輪社.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from kg.errors import DataError
from kg.files import find_shipped
from kg.gazetteer import Gazetteer
from kg.languages.romanisation import Sound
from kg.languages.scripts import has_han, to_simplified
from kg.slugs import fold_name

_COLUMNS = {"words.csv": ["english", "chinese"], "small.csv": ["use", "words"]}
_LONGEST = 5
_FEWEST_WORDS = 2
_LEAST_SOUND = 0.7
_MARKS = re.compile(r"[\W_]+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_HIDDEN = "\0"
_MOST_READ = 2_000  # names of which is kept what was found out

Words = tuple[str, ...]
Meaning = frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of each name the other explains, 0 to 1; `is_heard` where that rests on a sound in part.

    `is_other`: both hold a word of known meaning that the other has nothing for.
    """

    english: float = 0.0
    chinese: float = 0.0
    is_heard: bool = False
    is_other: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing of either name is left."""
        return self.english == self.chinese == 1.0

    @property
    def share(self) -> float:
        """The share of the name that is explained less."""
        return min(self.english, self.chinese)


@dataclass(frozen=True, slots=True)
class SmallWords:
    """What a name may hold in one language and not in the other: `english` words, Chinese characters `between` words,
    `ranks` behind a place's name, `free` words; `ordinals` are ways to write one."""

    english: frozenset[str]
    between: frozenset[str]
    ranks: frozenset[str]
    free: frozenset[str]
    ordinals: frozenset[str]


class _Fit(NamedTuple):
    """Words `start` to `end` of the English name mean the characters `first` to `last` of the Chinese one."""

    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Translator:
    """Compares names; keeps what it has found out of each English one."""

    gazetteer: Gazetteer
    hear: Sound
    _read: dict[str, tuple[Words, dict[Words, Meaning]]] = field(default_factory=dict)
    _table: dict[Words, Meaning] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)
    _places: dict[str, str] = field(default_factory=dict)

    def compare(self, english: str, chinese: str) -> Likeness:
        """Gives the likeness of two names; that of a single word is no more than half of one, since it may be of
        anything."""
        if english not in self._read:
            if len(self._read) >= _MOST_READ:
                self._read.clear()
            self._read[english] = self._read_english(english)
        words, meanings = self._read[english]
        characters = _spell(chinese)
        fits = _choose(_list_fits(words, meanings, characters))
        left = [word for at, word in enumerate(words) if not any(fit.start <= at < fit.end for fit in fits)]
        is_meant = any((word,) in meanings for word in left)
        rest = "".join(
            _HIDDEN if any(fit.first <= at < fit.last for fit in fits) else character
            for at, character in enumerate(characters)
        )
        rest = _HIDDEN.join(piece for piece in rest.split(_HIDDEN) if piece and piece not in read_small_words().free)
        is_known = self._is_known(rest)
        is_heard = not is_meant and not is_known and self._is_heard(left, rest)
        if is_heard:
            left, rest = [], ""
        weight = 1.0 if len(words) - len(left) >= _FEWEST_WORDS else 0.5
        return Likeness(
            weight * (1 - len(left) / len(words)) if words else 0.0,
            weight * (1 - len(rest.replace(_HIDDEN, "")) / len(characters)) if characters else 0.0,
            is_heard,
            is_meant and is_known,
        )

    def ends_with(self, chinese: str, english: str) -> bool:
        """Tells whether a Chinese name ends with words that an English title means: "deputy director" is 副局長."""
        return any(_spell(chinese).endswith(text) for text in self._get_table().get(split_words(english), ()))

    def find_places(self, english: str) -> frozenset[str]:
        """Gives the known places that single words of a name mean: "Korean" is 韓國."""
        table, words = self._get_table(), split_words(english)
        meant = {text for word in words for text in table.get((word,), ())}
        return frozenset(self._places[text] for text in meant & self._places.keys())

    def _read_english(self, name: str) -> tuple[Words, dict[Words, Meaning]]:
        """Gives the words of a name and what each row of them may mean, as far as that is known."""
        words, table = split_words(name), self._get_table()
        rows = {words[at:end] for at in range(len(words)) for end in range(at + 1, min(at + _LONGEST, len(words)) + 1)}
        meanings = {row: table[row] for row in rows if row in table}
        for hit in self.gazetteer.find_names(name, "en"):
            things = [self.gazetteer.things[thing] for thing in hit.ids]
            own = {to_simplified(label.text) for thing in things for label in thing.labels if has_han(label.text)}
            row = split_words(name[hit.start : hit.end])
            meanings[row] = meanings.get(row, frozenset()) | own
        for word in words:
            match = _ORDINAL.fullmatch(word)
            if match or word.isdecimal():
                forms = (form.format(match[1]) for form in read_small_words().ordinals) if match else (word,)
                meanings[word,] = frozenset(forms)
        return words, {row: meaning for row, meaning in meanings.items() if meaning}

    def _get_table(self) -> dict[Words, Meaning]:
        """The table of words, and what the known places are called; made when first asked for."""
        if not self._table:
            self._table.update(read_meanings())
            for thing in self.gazetteer.things.values():
                if thing.kind == "place":
                    own = frozenset(to_simplified(name.text) for name in thing.labels if has_han(name.text))
                    self._places.update(dict.fromkeys(own, thing.id))
                    for row in {split_words(name.text) for name in thing.labels if name.lang == "en"} if own else ():
                        self._table[row] = self._table.get(row, frozenset()) | own
            self._known.update(text for texts in self._table.values() for text in texts if len(text) > 1)
        return self._table

    def _is_known(self, characters: str) -> bool:
        """Tells whether a word of the table stands in some characters."""
        size = len(characters)
        return any(characters[at:end] in self._known for at in range(size) for end in range(at + 2, size + 1))

    def _is_heard(self, left: Sequence[str], rest: str) -> bool:
        """What alone is left of each, and in one piece, is one name written by its sound."""
        if not left or len(rest) < 2 or _HIDDEN in rest:
            return False
        shorter = rest[:-1] if rest[-1] in read_small_words().ranks and len(rest) > 2 else rest
        return max(self.hear(" ".join(left), form) for form in {rest, shorter}) >= _LEAST_SOUND


@cache
def read_small_words() -> SmallWords:
    """Reads the small words once; a place's rank is free too."""
    lists = {use: frozenset(to_simplified(words).split(" | ")) for use, words in _read_rows("small.csv")}
    return SmallWords(
        lists["english"], lists["between"], lists["ranks"], lists["free"] | lists["ranks"], lists["ordinals"]
    )


@lru_cache(maxsize=4096)
def split_words(name: str) -> Words:
    """Gives the words of an English name in the singular, without the small ones."""
    return tuple(_cut_plural(word) for word in fold_name(name).split() if word not in read_small_words().english)


def _cut_plural(word: str) -> str:
    return f"{word[:-3]}y" if len(word) > 4 and word.endswith("ies") else word.removesuffix("s")


@cache
def read_meanings() -> dict[Words, Meaning]:
    """Reads the table once: the words of a row, and what they mean in simplified characters."""
    rows = _read_rows("words.csv")
    return {split_words(english): frozenset(to_simplified(chinese).split(" | ")) for english, chinese in rows}


def _read_rows(name: str) -> list[list[str]]:
    path = find_shipped("data", "meanings", name)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read as UTF-8 CSV ({error})") from error
    if header != _COLUMNS[name] or not all(len(row) == len(header) and all(row) for row in rows):
        raise DataError(f"{path}: the columns must be {', '.join(_COLUMNS[name])}, each with a value in every row")
    return rows


@lru_cache(maxsize=4096)
def _spell(chinese: str) -> str:
    between = read_small_words().between
    return "".join(character for character in _MARKS.sub("", to_simplified(chinese)) if character not in between)


def _list_fits(words: Words, meanings: dict[Words, Meaning], characters: str) -> Iterator[_Fit]:
    for row, meaning in meanings.items():
        for text in meaning:
            first = characters.find(text)
            while first >= 0:
                for start in range(len(words) - len(row) + 1):
                    if words[start : start + len(row)] == row:
                        yield _Fit(start, start + len(row), first, first + len(text))
                first = characters.find(text, first + 1)


def _choose(fits: Iterator[_Fit]) -> list[_Fit]:
    """Takes the longest that leave each other alone, and of equal ones those that come first."""
    chosen: list[_Fit] = []
    for fit in sorted(fits, key=lambda fit: (fit.first - fit.last, fit.start - fit.end, fit)):
        if all(
            (fit.end <= other.start or other.end <= fit.start) and (fit.last <= other.first or other.last <= fit.first)
            for other in chosen
        ):
            chosen.append(fit)
    return chosen
