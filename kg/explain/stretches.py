"""Turns the mentions of a sentence, which may nest and overlap, into Stretches: a tree that markup can follow."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from kg.explain.grounds import Span
from kg.explain.passages import Gap, Named, Passage


@dataclass(slots=True)
class Stretch:
    """A stretch of the stored text and what stands inside it, in order: plain words and smaller stretches.

    `named` are all the entities that its words name ("they" names two); empty where it is open whom they name.
    `lines` are the numbers of the statements, from 1, that rest on it. `is_rest` marks the second part of a mention
    that had to be cut in two, since it overlaps another.
    """

    start: int
    end: int
    named: tuple[Named, ...] = ()
    gap: Gap | None = None
    lines: tuple[int, ...] = ()
    is_rest: bool = False
    parts: list[str | Stretch] = field(default_factory=list)

    @property
    def height(self) -> int:
        """How many levels of stretches stand inside it."""
        return max((part.height + 1 for part in self.parts if isinstance(part, Stretch)), default=0)


def make_stretch(text: str, passage: Passage) -> Stretch:
    """Gives the whole sentence as a stretch; `text` is the release's stored text."""
    whole = Stretch(passage.sentence.start, passage.sentence.end)
    path, at = [whole], whole.start
    for stretch in _cut(_list_all(text, passage), whole):
        while path[-1].end <= stretch.start:
            at = _close(text, path, at)
        _add_text(path[-1], text[at : stretch.start])
        path[-1].parts.append(stretch)
        path.append(stretch)
        at = stretch.start
    while path:
        at = _close(text, path, at)
    return whole


def _cut(stretches: Iterable[Stretch], whole: Stretch) -> Iterator[Stretch]:
    """Gives the stretches outer before inner; one that reaches out of another it begins in is cut in two there."""
    order = count()
    queue = [(stretch.start, -stretch.end, next(order), stretch) for stretch in stretches]
    heapq.heapify(queue)
    open_ends = [whole.end]
    while queue:
        stretch = heapq.heappop(queue)[-1]
        while len(open_ends) > 1 and open_ends[-1] <= stretch.start:
            open_ends.pop()
        if not whole.start <= stretch.start < min(stretch.end, whole.end):
            continue
        if stretch.end > open_ends[-1]:
            rest = replace(stretch, start=open_ends[-1], is_rest=True, parts=[])
            heapq.heappush(queue, (rest.start, -rest.end, next(order), rest))
            stretch.end = open_ends[-1]
        open_ends.append(stretch.end)
        yield stretch


def _close(text: str, path: list[Stretch], at: int) -> int:
    last = path.pop()
    _add_text(last, text[at : last.end])
    return last.end


def _add_text(stretch: Stretch, words: str) -> None:
    if words:
        stretch.parts.append(words)


def _list_all(text: str, passage: Passage) -> Iterator[Stretch]:
    places: dict[Span, list[Named]] = {}
    for named in passage.named:
        places.setdefault((named.start, named.end), []).append(named)
    grounds: dict[Span, list[int]] = {}
    for number, line in enumerate(passage.lines, 1):
        for ground in line.grounds:
            grounds.setdefault(ground, []).append(number)
    for place in dict.fromkeys((*places, *grounds)):
        yield Stretch(*place, tuple(places.get(place, ())), lines=tuple(grounds.get(place, ())))
    for start, end, gap in _place_gaps(text, passage):
        yield Stretch(start, end, gap=gap)


def _place_gaps(text: str, passage: Passage) -> Iterator[tuple[int, int, Gap]]:
    """An open mention has words but no place: it is marked only where each place of its words must be meant."""
    groups: dict[str, list[Gap]] = {}
    for gap in passage.gaps:
        groups.setdefault(gap.words, []).append(gap)
    for words, gaps in groups.items():
        places = _find_free(text, words, passage)
        if len(places) == len(gaps):
            yield from ((*place, gap) for place, gap in zip(places, gaps, strict=True))


def _find_free(text: str, words: str, passage: Passage) -> Sequence[tuple[int, int]]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    pattern = re.compile(rf"(?<!\w){spaced}(?!\w)")
    found = (match.span() for match in pattern.finditer(text, passage.sentence.start, passage.sentence.end))
    return [span for span in found if not _is_taken(span, passage.named)]


def _is_taken(span: tuple[int, int], named: Iterable[Named]) -> bool:
    return any(other.start < span[1] and span[0] < other.end for other in named)
