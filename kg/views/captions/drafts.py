"""Turns what each thing of a drawing may be called into short names that tell all of them apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.languages.scripts import has_han

BUDGET: Final = 48  # Latin letters on two lines; a Chinese character is as wide as two
_CUT = "…"
_LEAST_ROOM = 8
_OPENING = "·・‧-–—:：,，、;；(（×"


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
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def tell_apart(
    drafts: Mapping[str, Sequence[Draft]], key: Callable[[str], str], number: Callable[[str, int], str]
) -> dict[str, str]:
    """Gives each thing the first of its drafts that no other thing has, whatever order they come in.

    Two names are one where their keys are. What no draft tells apart is numbered, by id.
    """
    options = {
        id: tuple(dict.fromkeys(text for draft in drafts[id] for text in draft.list_texts())) for id in sorted(drafts)
    }
    at = dict.fromkeys(options, 0)
    while True:
        groups = _group({id: options[id][at[id]] for id in options}, key)
        rising = [id for ids in groups if len(ids) > 1 for id in ids if at[id] + 1 < len(options[id])]
        if not rising:
            break
        for id in rising:
            at[id] += 1
    told = {id: options[id][at[id]] for id in options}
    for ids in groups:
        if len(ids) > 1:
            told |= {id: number(options[id][0], n) for n, id in enumerate(ids, 1)}
    return told


def _group(texts: Mapping[str, str], key: Callable[[str], str]) -> list[list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id, text in texts.items():
        groups[key(text)].append(id)
    return list(groups.values())


def cut_end(text: str, room: int) -> str:
    """Cuts a text at a word: "Framework Agreement on Promoting…"."""
    return _take(_split(text), room - 1).rstrip().rstrip(_OPENING).rstrip() + _CUT


def cut_middle(text: str, room: int) -> str:
    """Leaves out words in the middle: "Framework Agreement … Talent Co-operation"."""
    words = _split(text)
    start = _take(words, (room - 3) // 2).rstrip().rstrip(_OPENING).rstrip()
    end = _take([word[::-1] for word in reversed(words)], room - 3 - measure(start))[::-1].lstrip()
    return f"{start}{_CUT}{end}" if has_han(start[-1:]) or has_han(end[:1]) else f"{start} {_CUT} {end}"


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
