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
    """One way to call a thing; `tail` (a date, an ordinal) stays where `head` has to be cut, in the middle first if its
    end tells the most."""

    head: str
    tail: str = ""
    keeps_end: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return self.head + self.tail

    @property
    def fits(self) -> bool:
        """Whether it is no wider than a name on a drawing may be."""
        return measure(self.text) <= BUDGET


def measure(text: str) -> int:
    """Gives the width of a text in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def tell_apart(
    drafts: Mapping[str, Sequence[Draft]], key: Callable[[str], str], number: Callable[[str, int], str]
) -> dict[str, str]:
    """Gives each thing the first of its drafts that no other thing has, whatever order they come in.

    Two names are one where their keys are. What no draft tells apart is numbered, by id.
    """
    options = {id: tuple(dict.fromkeys(_list_options(drafts[id]))) for id in sorted(drafts)}
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


def _list_options(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        if draft.fits:
            yield draft.text
        else:
            room = max(BUDGET - measure(draft.tail), _LEAST_ROOM)
            cuts = (_cut_middle, _cut_end) if draft.keeps_end else (_cut_end, _cut_middle)
            yield from (cut(draft.head, room) + draft.tail for cut in cuts)
    yield drafts[-1].text


def _group(texts: Mapping[str, str], key: Callable[[str], str]) -> list[list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id, text in texts.items():
        groups[key(text)].append(id)
    return list(groups.values())


def _cut_end(text: str, room: int) -> str:
    """Cuts a text at a word: "Framework Agreement on Promoting…"."""
    return _take(_split(text), room - 1).rstrip().rstrip(_OPENING).rstrip() + _CUT


def _cut_middle(text: str, room: int) -> str:
    """Leaves out words in the middle: "Framework Agreement … Talent Co-operation"."""
    words = _split(text)
    start = _take(words, (room - 3) // 2).rstrip().rstrip(_OPENING).rstrip()
    end = _take([word[::-1] for word in reversed(words)], room - 3 - measure(start))[::-1].lstrip()
    return f"{start}{_CUT}{end}" if has_han(start[-1:]) or has_han(end[:1]) else f"{start} {_CUT} {end}"


def _split(text: str) -> list[str]:
    """Splits into what is not cut: words with the space before them, and Chinese characters."""
    words: list[str] = []
    for char in text:
        is_start = char.isspace() or measure(char) > 1 or not words or measure(words[-1][-1]) > 1
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
