"""Turns a Choice into places on a page, by what was asked: around a name, between two, of a release, or of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from kg.views.captions import Caption
from kg.views.fold import DrawnLine, Family, Fold
from kg.views.layout import (
    Box,
    Line,
    Place,
    count_crossings,
    place_around,
    place_clusters,
    place_columns,
    place_lanes,
    place_spare,
)
from kg.views.selection import Choice

# What stands on the left of the picture of a release; what happened stands on the right.
_ACTORS = frozenset({"person", "post", "body", "mechanism"})
# A mark with many lines is larger than one with one, as far as this.
_LARGEST = 1.9
# By which powers of how often it was the lines are weighed, and up to how many lines that is tried; with so many
# crossings for each line a drawing is good enough.
_POWERS = (0.5, 0.0, 1.0)
_FEW_LINES = 250
_GOOD = 0.6


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands below the marks: names in every language, and the offices of people."""

    captions: Mapping[str, Caption]
    offices: Mapping[str, tuple[str, ...]]


def arrange(choice: Choice, labels: Labels) -> dict[str, Place]:
    """Gives each mark its place: those drawn at first by what was asked, the others where room is left near them."""
    folded = choice.folded
    lines = _make_lines(folded)
    counts = folded.count_lines()
    boxes = {id: _make_box(id, labels, counts[id]) for id in (*choice.shown, *choice.spare)}
    shown, spare = ([boxes[id] for id in ids] for ids in (choice.shown, choice.spare))
    places = _place(choice, shown, lines)
    return places | place_spare(places, shown, lines, spare)


def arrange_people(choice: Choice, labels: Labels) -> dict[str, Place]:
    """Gives the places of the people with whom a picture of all begins, and of what two or more of them were at."""
    people = frozenset(choice.core) & frozenset(choice.shown)
    binding = choice.folded.find_gatherings(people)
    kept = choice.folded.keep(lambda line: {line.start, line.end} <= people | binding)
    counts = kept.count_lines()
    boxes = [_make_box(id, labels, counts[id]) for id in sorted(people & kept.marks)]
    dots = [Box(id, (), is_dot=True) for id in sorted(binding & kept.marks)]
    return place_clusters([*boxes, *dots], _make_lines(kept))


def _place(choice: Choice, boxes: Sequence[Box], lines: Sequence[Line]) -> dict[str, Place]:
    if choice.lanes:
        return place_lanes(boxes, [lane.marks for lane in choice.lanes])
    if choice.ends:
        return place_around(choice.ends[0].id, boxes, lines, [family.value for family in Family])
    if choice.is_release:
        return _place_release(choice, boxes, lines)
    return _place_all(boxes, lines)


def _place_all(boxes: Sequence[Box], lines: Sequence[Line]) -> dict[str, Place]:
    """Gives the places at which the fewest lines cross, of some that weigh differently how often two had to do with
    each other; the first is taken that is good enough."""
    best: tuple[int, dict[str, Place]] | None = None
    for power in _POWERS if len(lines) <= _FEW_LINES else _POWERS[:1]:
        weighed = [replace(line, weight=line.weight**power) for line in lines]
        places = place_clusters(boxes, weighed)
        crossings = count_crossings(places, lines)
        best = min(best or (crossings, places), (crossings, places), key=lambda found: found[0])
        if crossings <= len(lines) * _GOOD:
            break
    return best[1] if best else {}


def _place_release(choice: Choice, boxes: Iterable[Box], lines: Sequence[Line]) -> dict[str, Place]:
    order = _find_order(choice.folded)
    ordered = sorted(boxes, key=lambda box: (order.get(box.id, 0), box.id))
    left = [box for box in ordered if box.id.partition("/")[0] in _ACTORS]
    right = [box for box in ordered if box.id.partition("/")[0] not in _ACTORS]
    return place_columns(left, right, lines, order)


def _find_order(folded: Fold) -> dict[str, int]:
    """Gives the sentence that first tells of each mark."""
    order: dict[str, int] = {}
    for line in folded.lines:
        first = min(folded.ties[at].first_sentence for at in line.ties)
        for id in (line.start, line.end):
            order[id] = min(order.get(id, first), first)
    return order


def _make_lines(folded: Fold) -> list[Line]:
    return [_make_line(line, folded) for line in folded.lines]


def _make_line(line: DrawnLine, folded: Fold) -> Line:
    days = {day for at in line.ties for day in folded.ties[at].days}
    return Line(line.start, line.end, line.family.value, min(days, default=None), float(len(days) or 1))


def _make_box(id: str, labels: Labels, lines: int) -> Box:
    size = min(_LARGEST, 1 + sqrt(lines) / 14)
    return Box(id, labels.captions[id].short, labels.offices.get(id, ()), size)
