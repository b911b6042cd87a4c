"""Turns a release's text into sentences that know their place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from kg.languages.scripts import UNSEEN, drop_unseen
from kg.noun import noun


@noun
class Sentence:
    """A sentence: `text` is for reading (page breaks joined, spaces folded, what nobody sees left out), `start` and
    `end` are places in the stored text.

    `folds` lists (place in `text`, characters dropped before it), so that `find_offset` leads back to the stored text.
    `quotes` are the stretches of `text` that stand inside quotation marks. `is_part` marks what was cut out of a
    sentence of more than LONGEST characters.
    """

    ordinal: int
    start: int
    end: int
    text: str
    paragraph: int = 0
    quotes: tuple[tuple[int, int], ...] = ()
    folds: tuple[tuple[int, int], ...] = ()
    is_part: bool = False

    def find_offset(self, position: int) -> int:
        """Gives the stored text's offset of a position in `text`."""
        offset = self.start + position
        return offset + sum(dropped for place, dropped in self.folds if place <= position) if self.folds else offset

    def is_quoted(self, position: int) -> bool:
        """Tells whether a position of `text` stands inside quotation marks."""
        return bool(self.quotes) and any(start <= position < end for start, end in self.quotes)


LONGEST = 5_000
_BREAK = re.compile(r"[\r\n]\s*")
_BLANKS = f" \t\u3000\xa0{UNSEEN}"  # what may stand in front of one
_LEAD = re.compile(rf"[\s{UNSEEN}]*")
_SPACES = re.compile(rf"[\s{UNSEEN}]*\s[\s{UNSEEN}]*|[{UNSEEN}]+")
_TERMINAL = re.compile(r"[.!?:;。！？：；」』”\"')）]\s*\Z")
_MARK = re.compile("[.!?。！？]")
# "... 2030.The next" has no space; "Mr. X", "No. 308" and "Cap. 599A" end nothing.
_STOP = re.compile(
    r"""[.!?]+(?<!\bNo\.)(?<!\bCap\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\bCo\.)(?<!\b[A-Z]\.)
        (?: ["”’')\]]*(?=\s+["“‘'(\[]?[A-Z0-9À-Þ]) | (?<=[a-z0-9]\.)(?=[A-Z][a-z]) )
      | [.!?]+["”’')\]]*\Z
      | [。！？]+[」』”）]*""",
    re.VERBOSE,
)
# What parts the cells of a table's row.
_CELL = re.compile(r"\t| \| | {4,}")
_FEWEST_WORDS_BEFORE_PAGE_BREAK = 12
_LAST_LINE = 400  # characters before a break that tell whether it cuts a sentence
_PAUSES = (";；", ",，、", " \t\u3000")  # where a sentence that is too long is cut, the best first
_QUOTE = re.compile(r"[\"“”「」]")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Splits a release's text; ordinals count from 1. A sentence cut by a page break is one sentence; one of more than
    LONGEST characters is cut at its pauses, so that the time to read a text grows as the text does."""
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_find_paragraphs(text)):
        quote_is_open = False
        cells = _find_cells(text, start, end)
        for whole in chain.from_iterable(_find_stretches(text, *cell) for cell in cells):
            is_part = whole[1] - whole[0] > LONGEST
            for left, right in _cut_long(text, *whole) if is_part else (whole,):
                reading, folds = _fold_spaces(text[left:right])
                quotes, quote_is_open = _find_quotes(reading, quote_is_open)
                sentences.append(Sentence(len(sentences) + 1, left, right, reading, paragraph, quotes, folds, is_part))
    return tuple(sentences)


def _find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Gives the stretches between line breaks, joined where a break cuts a sentence in two."""
    start = 0
    for match in _BREAK.finditer(text):
        end = _drop_blanks(text, start, match.start())
        if _cuts_sentence(text[max(start, end - _LAST_LINE) : end], text[match.end() : match.end() + 1]):
            continue
        yield start, end
        start = match.end()
    yield start, len(text)


def _drop_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return end


def _cuts_sentence(last: str, after: str) -> bool:
    """Tells a page break inside a sentence from a paragraph's end and from a heading (short, without a full stop)."""
    if not after or not last.strip() or _TERMINAL.search(last) or after in "(•":  # "(e) ..." is the next item
        return False
    if _CELL.search(last.strip(_BLANKS)):
        return False
    return after.islower() or last.rstrip().endswith(",") or len(last.split()) > _FEWEST_WORDS_BEFORE_PAGE_BREAK


def _find_cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Gives the stretches between what parts cells: each says what it says alone."""
    for match in _CELL.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _find_stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = _skip_blanks(text, start, end)
    for candidate in _MARK.finditer(text, left, end):  # few places of a text are worth the look that _STOP takes
        match = _STOP.match(text, candidate.start(), end) if candidate.start() >= left else None
        if match is None:
            continue
        yield left, match.end()
        left = _skip_blanks(text, match.end(), end)
    end = _drop_space(text, left, end)
    if left < end:
        yield left, end


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Gives the parts of a sentence, each of at most LONGEST characters and ending where the sentence pauses."""
    while end - start > LONGEST:
        last = start + LONGEST
        pauses = (max(text.rfind(pause, start, last) for pause in same) for same in _PAUSES)
        cut = next((pause + 1 for pause in pauses if pause >= start + LONGEST // 2), last)
        yield start, _drop_space(text, start, cut)
        start = _skip_blanks(text, cut, end)
    if start < end:
        yield start, end


def _drop_space(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in UNSEEN):
        end -= 1
    return end


def _skip_blanks(text: str, start: int, end: int) -> int:
    blanks = _LEAD.match(text, start, end)
    return blanks.end() if blanks is not None else start


def _fold_spaces(raw: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    if " ".join(raw.split()) == raw == drop_unseen(raw):
        return raw, ()
    folds: list[tuple[int, int]] = []
    parts: list[str] = []
    at = length = 0
    for match in _SPACES.finditer(raw):
        space = " " if drop_unseen(match.group()) else ""
        parts += (raw[at : match.start()], space)
        length += match.start() - at + len(space)
        at = match.end()
        if len(match.group()) > len(space):
            folds.append((length, len(match.group()) - len(space)))
    return "".join([*parts, raw[at:]]), tuple(folds)


def _find_quotes(reading: str, is_open: bool) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Pairs the double quotation marks; one left open goes on in the paragraph's next sentence."""
    quotes: list[tuple[int, int]] = []
    start = 0 if is_open else -1
    for match in _QUOTE.finditer(reading):
        if start < 0 and match.group() not in "”」":
            start = match.end()
        elif start >= 0:
            quotes.append((start, match.start()))
            start = -1
    if start >= 0:
        quotes.append((start, len(reading)))
    return tuple(quotes), start >= 0
