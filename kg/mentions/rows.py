"""Turns a sentence's mentions into a Row: its text with each mention as a typed slot, which rules and clauses read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from kg.languages.language import Language
from kg.languages.time import Time
from kg.mentions.mentions import Mention
from kg.patterns import FIRST_NUMBER, KIND_MARKS, LAST_NUMBER, get_expression
from kg.scanner import Scanner

_MARK_SET = frozenset(KIND_MARKS.values())
_SLOT = re.compile(f"[{''.join(KIND_MARKS.values())}][{chr(FIRST_NUMBER)}-{chr(LAST_NUMBER)}]")


@dataclass(slots=True)
class Slot:
    """A mention in a row; after folding, a person with the posts that the sentence gives him or her."""

    mention: Mention
    start: int
    end: int
    posts: tuple[tuple[Mention, str], ...] = ()


@dataclass(slots=True)
class Row:
    """A sentence as all else sees it. `offsets` gives, per character of `text`, its place in the sentence's reading
    text."""

    text: str
    offsets: list[int]
    language: Language
    slots: list[Slot] = field(default_factory=list)

    def find_slots(self, start: int, end: int) -> list[int]:
        """Gives the numbers of the slots between two places of `text`, in order.

        A place that owns the next slot ("the X's mayor") is left out.
        """
        return [
            ord(match.group()[1]) - FIRST_NUMBER
            for match in _compile_unowned(self.language).finditer(self.text, start, end)
        ]

    def cut(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Takes stretches (in order, not overlapping) out of the row."""
        if not ranges:
            return
        keep = list(_invert(ranges, len(self.text)))
        self.text = "".join([self.text[start:end] for start, end in keep])
        self.offsets = list(chain.from_iterable([self.offsets[start:end] for start, end in keep]))

    def replace(self, start: int, end: int, text: str) -> None:
        """Puts other words in the place of a stretch; they count as standing where it began."""
        place = self.offsets[start]
        self.text = self.text[:start] + text + self.text[end:]
        self.offsets[start:end] = [place] * len(text)

    def lead_with(self, mention: Mention) -> None:
        """Puts a mention that the sentence leaves out in front of it."""
        if len(self.slots) <= LAST_NUMBER - FIRST_NUMBER:
            self.text = f"{KIND_MARKS[mention.kind]}{chr(FIRST_NUMBER + len(self.slots))}{self.text}"
            self.offsets = [0, 0, *self.offsets]
            self.slots.append(Slot(mention, 0, 0))

    def find_place(self, position: int) -> int:
        """Gives the sentence's position for a position of the row."""
        return self.offsets[min(position, len(self.offsets) - 1)] if self.offsets else 0


def _invert(ranges: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in ranges:
        yield at, max(at, start)
        at = max(at, end)
    yield at, length


def make_row(text: str, mentions: Sequence[Mention], times: Sequence[Time], language: Language) -> Row:
    """Makes the row of a sentence: mentions as slots; times, brackets and filling adverbs left out."""
    text = _clean(text)
    row = Row("", [], language)
    parts: list[str] = []
    at = 0
    for mention in _choose_outer(mentions):
        phrase = mention.phrase
        number = len(row.slots)
        if number > LAST_NUMBER - FIRST_NUMBER:
            break
        parts += (text[at : phrase.start], KIND_MARKS[phrase.kind], chr(FIRST_NUMBER + number))
        row.offsets += [*range(at, phrase.start), phrase.start, max(phrase.start, phrase.end - 1)]
        row.slots.append(Slot(mention, phrase.start, phrase.end))
        at = phrase.end
    row.text = "".join([*parts, text[at:]])
    row.offsets += range(at, len(text))
    _cut_times(row, times)
    _cut_matches(row, "titled")
    if any(map(row.text.__contains__, _BRACKETS)):
        _cut_matches(row, "bracket")
    row.cut([_widen(row.text, *span) for span in _find_fillers(row.text, language)])
    _cut_matches(row, "quoted_slot")
    _cut_matches(row, "untidy")
    return row


def _cut_matches(row: Row, name: str) -> None:
    row.cut([match.span() for match in get_expression(row.language, name).finditer(row.text)])


_BRACKETS = ("(", "（")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def _clean(text: str) -> str:
    """A private character of the text itself must not look like a slot."""
    return _PRIVATE.sub(" ", text)


def _choose_outer(mentions: Sequence[Mention]) -> Iterator[Mention]:
    end = 0
    for mention in mentions:
        phrase = mention.phrase
        if phrase.start >= end and phrase.kind in KIND_MARKS:
            yield mention
            end = phrase.end


def _cut_times(row: Row, times: Sequence[Time]) -> None:
    ranges = []
    for time in times:
        first, last = bisect_left(row.offsets, time.start), bisect_left(row.offsets, time.end)
        if first < last and not _SLOT.search(row.text, first, last):
            # 明年|會議: a name that begins with a time is none; one that ends in a time stays whole.
            is_in_name = row.text[first - 1 : first] in _MARK_SET
            ranges.append((first + is_in_name, last + (row.text[last - 1] in _MARK_SET)))
    row.cut(ranges)


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Takes the space and the comma in front of a filler as well; a comma behind a title closes it."""
    start -= text[start - 1 : start] == " "
    is_closing = text[start - 3 : start - 2] == KIND_MARKS["post"]
    return start - (text[start - 1 : start] == "," and not is_closing), end


def _find_fillers(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """One pass finds where a filler may begin; only there the expression that knows their surroundings is tried."""
    scanner, pattern = _compile_fillers(language)
    free_from = 0
    for start in sorted({start for _, start, _ in scanner.find(text)}):
        match = pattern.match(text, start) if start >= free_from else None
        if match is not None:
            free_from = match.end()
            yield match.span()


@cache
def _compile_fillers(language: Language) -> tuple[Scanner, re.Pattern[str]]:
    return (
        Scanner(form for word in language.lexicon.fillers for form in {word, word[:1].upper() + word[1:]}),
        re.compile(get_expression(language, "filler").pattern, re.IGNORECASE),
    )


@cache
def _compile_unowned(language: Language) -> re.Pattern[str]:
    return re.compile(f"(?!{get_expression(language, 'owner').pattern}){_SLOT.pattern}")
