"""Turns what each thing of a drawing may be called into short names that tell all of them apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.languages.scripts import has_han

BUDGET: Final = 48  # Latin letters on two lines; a Chinese character is as wide as two
_CUT = "…"
_LEAST_ROOM = 8
_OPENING = " \u3000/·・‧-–—:：,，、;；(（×"


@dataclass(frozen=True, slots=True)
class Draft:
    """One way to call a thing: `lead` ("signing: ") and `tail` (a date) stay where `head` has to be cut.

    It is cut in the middle first if its end tells the most.
    """

    head: str
    tail: str = ""
    lead: str = ""
    keeps_end: bool = False

    def list_texts(self) -> Iterator[str]:
        """Gives all of it, or where that is too wide what is left when it is cut in one place or another."""
        text = self.lead + self.head + self.tail
        if measure(text) <= BUDGET:
            yield text
            return
        room = max(BUDGET - measure(self.lead + self.tail), _LEAST_ROOM)
        for cut in (cut_middle, cut_end) if self.keeps_end else (cut_end, cut_middle):
            yield self.lead + cut(self.head, room) + self.tail


@dataclass(frozen=True, slots=True)
class Naming:
    """What a thing may be called under its mark, the shortest first, and in full."""

    drafts: tuple[Draft, ...]
    whole: str


def measure(text: str) -> int:
    """Gives the width of a text in Latin letters."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def tell_apart(
    drafts: Mapping[str, Sequence[Draft]], key: Callable[[str], str], number: Callable[[int], str]
) -> dict[str, str]:
    """Gives each thing the first of its drafts that no other thing has, whatever order they come in.

    Two names are one where their keys are. What no draft tells apart is numbered, by id; `number` gives how a number
    stands behind a name.
    """
    options = {id: _Options(drafts[id]) for id in sorted(drafts)}
    shared = _find_shared(options, key)
    while sum(options[id].rise() for ids in shared for id in ids):
        shared = _find_shared(options, key)
    told = {id: option.text for id, option in options.items()}
    for ids in shared:
        told |= {id: options[id].number(number(n)) for n, id in enumerate(ids, 1)}
    return told


class _Options:
    """What a thing may be called, one after the other; `text` is what it is called by now."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._first = drafts[0]
        self._rest = (text for draft in drafts for text in draft.list_texts())
        self.text = next(self._rest)
        self._tried = {self.text}

    def rise(self) -> bool:
        """Goes on to the next text; false where there is none."""
        for text in self._rest:
            if text not in self._tried:
                self._tried.add(text)
                self.text = text
                return True
        return False

    def number(self, number: str) -> str:
        """Gives the first text with a number behind it."""
        return next(replace(self._first, tail=self._first.tail + number).list_texts())


def _find_shared(options: Mapping[str, _Options], key: Callable[[str], str]) -> list[list[str]]:
    """Gives the ids of each name that several things have."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id, option in options.items():
        groups[key(option.text)].append(id)
    return [ids for ids in groups.values() if len(ids) > 1]


def cut_end(text: str, room: int) -> str:
    """Cuts a text at a word: "Framework Agreement on Promoting…"."""
    return _strip(_take(_split(text), room - 1)) + _CUT


def cut_middle(text: str, room: int) -> str:
    """Leaves out words in the middle: "Framework Agreement … Talent Co-operation"."""
    words = _split(text)
    start = _strip(_take(words, (room - 3) // 2))
    end = ""
    for word in reversed(words):
        if measure(start + word + end) > room - 3:
            break
        end = word + end
    if not end.strip():
        return cut_end(text, room)
    return f"{start}{_CUT}{end}" if has_han(start[-1:]) or has_han(end[:1]) else f"{start} {_CUT} {end.strip()}"


def _strip(text: str) -> str:
    """Drops the marks and spaces that a text ends with."""
    return text.rstrip(_OPENING)


def _split(text: str) -> list[str]:
    """Splits into what is not cut: words with the space before them, and Chinese characters."""
    words: list[str] = []
    for char in text:
        is_start = (
            char.isspace() or measure(char) > 1 or not words or measure(words[-1][-1]) > 1 or words[-1][-1] == "/"
        )
        if is_start and not (words and words[-1].isspace()):
            words.append(char)
        else:
            words[-1] += char
    return words


def _take(words: Sequence[str], room: int) -> str:
    """Gives the first words, as many as there is room for; of a first that is too wide its first letters."""
    taken = ""
    for word in words:
        if measure(taken + word) > room:
            return taken or word[:room]
        taken += word
    return taken
