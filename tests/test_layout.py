"""Layouts give places: no box on another, the same for the same input, and few crossings."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.layout import (
    PAGE_RATIO,
    Box,
    Line,
    Place,
    count_crossings,
    measure_page,
    place_around,
    place_clusters,
    place_columns,
    place_lanes,
    place_spare,
)

FAMILIES = ("met", "visited", "holds", "signed")
NAMES = ("Ho", "Lam Wing-yan", "Bureau of Harbours and Bridges of the Far Shore", "港珠澳大橋管理局")


def make_box(number: int) -> Box:
    names = (NAMES[number % 4], NAMES[number * 7 % 4])
    second = ("Secretary for Bridges",) if number % 3 == 0 else ()
    return Box(f"n{number:04}", names, second, 1 + number % 5 / 4, is_dot=number % 9 == 8)


def make_boxes(size: int) -> list[Box]:
    return [make_box(number) for number in range(size)]


def make_line(first: int, other: int) -> Line:
    day = f"20{(first + other) % 20:02}-01-01" if (first + other) % 5 else None
    return Line(f"n{first:04}", f"n{other:04}", FAMILIES[(first * 3 + other) % 4], day, 1 + first % 3)


@st.composite
def drawings(draw: st.DrawFn, most: int = 16) -> tuple[list[Box], list[Line]]:
    """Gives boxes and lines between them."""
    size = draw(st.integers(1, most))
    ends = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    pairs = draw(st.lists(ends, max_size=2 * size))
    return make_boxes(size), [make_line(*pair) for pair in pairs]


def find_overlaps(boxes: Iterable[Box], places: Mapping[str, Place]) -> list[tuple[str, str]]:
    covers = [(box.id, box.cover(places[box.id])) for box in boxes]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(covers, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


# A box.


def test_a_box_is_as_wide_as_the_widest_name_in_any_language() -> None:
    narrow, wide = Box("a", ("Ho",)), Box("a", ("Ho", "Secretary for Bridges and Roads"))
    assert wide.width > narrow.width
    assert Box("a", tuple(reversed(wide.names))).width == wide.width


def test_an_office_is_one_more_line() -> None:
    assert Box("a", ("Ho",), ("Mayor",)).height > Box("a", ("Ho",)).height


def test_a_dot_needs_no_room_for_its_name() -> None:
    assert Box("a", ("A very long name indeed",), is_dot=True).width < 30


def test_a_larger_mark_needs_more_room() -> None:
    assert Box("a", ("Ho",), size=2).height > Box("a", ("Ho",)).height


# Crossings.


@pytest.mark.parametrize(
    ("lines", "crossings"),
    [
        ([("a", "d"), ("b", "c")], 1),
        ([("a", "b"), ("c", "d")], 0),
        ([("a", "d"), ("a", "c")], 0),
        ([("a", "d"), ("d", "a"), ("c", "b")], 1),
        ([("a", "d"), ("b", "c"), ("e", "f")], 3),
        ([("a", "nobody"), ("b", "c")], 0),
        ([], 0),
    ],
)
def test_crossings_are_counted(lines: list[tuple[str, str]], crossings: int) -> None:
    places = {"a": Place(0, 0), "b": Place(10, 0), "c": Place(0, 10), "d": Place(10, 10)}
    places |= {"e": Place(3, -5), "f": Place(4, 15)}
    assert count_crossings(places, [Line(*ends) for ends in lines]) == crossings


# Everything.


@settings(max_examples=12, deadline=None)
@given(drawings())
def test_no_two_boxes_of_clusters_overlap(drawing: tuple[list[Box], list[Line]]) -> None:
    boxes, lines = drawing
    places = place_clusters(boxes, lines)
    assert places.keys() == {box.id for box in boxes}
    assert find_overlaps(boxes, places) == []


@settings(max_examples=6, deadline=None)
@given(drawings())
def test_clusters_do_not_depend_on_the_order_of_input(drawing: tuple[list[Box], list[Line]]) -> None:
    boxes, lines = drawing
    turned = [Line(line.end, line.start, line.family, line.day, line.weight) for line in reversed(lines)]
    assert place_clusters(list(reversed(boxes)), turned) == place_clusters(boxes, lines)


_STAR = """
from kg.views.layout import Box, Line, place_clusters
boxes = [Box(f"n{number:03}", ("Lam Wing-yan",)) for number in range(90)]
print(place_clusters(boxes, [Line("n000", box.id) for box in boxes[1:]]))
"""


def test_each_kind_of_processor_gives_the_same_places() -> None:
    """OpenBLAS is told for which one to calculate; what it does not know how to do here, it does as it would anyway."""
    told = [
        subprocess.run(
            [sys.executable, "-c", _STAR], env=os.environ | {"OPENBLAS_CORETYPE": kind}, capture_output=True, check=True
        ).stdout
        for kind in ("Nehalem", "Haswell")
    ]
    assert told[0] == told[1] != b""


@pytest.mark.parametrize(
    ("size", "pairs"),
    [
        (200, [(0, end) for end in range(1, 200)]),
        (300, list(pairwise(range(300)))),
        (500, []),
        (100, [(first, first + 1) for first in range(0, 100, 2)]),
        (60, [(first, first + step) for first in range(0, 60, 3) for step in (1, 2)]),
    ],
    ids=["a star", "a path", "single things", "pairs", "groups of three"],
)
def test_any_shape_fills_a_page(size: int, pairs: list[tuple[int, int]]) -> None:
    boxes = [Box(f"n{number:04}", ("Lam Wing-yan of the Far Shore",)) for number in range(size)]
    places = place_clusters(boxes, [make_line(*pair) for pair in pairs])
    width, height = measure_page(boxes, places)
    assert find_overlaps(boxes, places) == []
    assert PAGE_RATIO / 1.75 < width / height < PAGE_RATIO * 1.6  # a star fills a disc
    assert width * height < 6 * sum(box.width * box.height for box in boxes)


def test_nothing_has_no_place() -> None:
    assert place_clusters([], []) == {}
    assert place_around("a", [], []) == {}
    assert place_columns([], [], []) == {}
    assert place_lanes([], []) == {}
    assert place_spare({}, [], [], []) == {}
    assert measure_page([], {}) == (0, 0)


def test_one_thing_stands_in_the_middle() -> None:
    boxes = [Box("a", ("Ho",))]
    assert place_around("a", boxes, []) == {"a": Place(0, 0)}
    assert abs(place_clusters(boxes, [])["a"].x) <= 1


def make_villages(count: int, size: int) -> list[tuple[int, int]]:
    """Gives groups in which everybody is tied to many, with one line from each group to the next."""
    pairs = [pair for pair in combinations(range(size), 2) if sum(pair) % 3]
    inside = [(first + village * size, other + village * size) for village in range(count) for first, other in pairs]
    return inside + [(village * size, (village + 1) * size) for village in range(count - 1)]


def test_there_is_white_between_clusters() -> None:
    boxes = [Box(f"n{number:04}", ("Lam Wing-yan",)) for number in range(40)]
    places = place_clusters(boxes, [make_line(*pair) for pair in make_villages(4, 10)])
    covers = [measure_frame(boxes[village * 10 : village * 10 + 10], places) for village in range(4)]
    for one, other in combinations(covers, 2):
        assert one[0] > other[2] + 20 or other[0] > one[2] + 20 or one[1] > other[3] + 20 or other[1] > one[3] + 20


def measure_frame(boxes: Iterable[Box], places: Mapping[str, Place]) -> tuple[float, float, float, float]:
    left, top, right, bottom = zip(*(box.cover(places[box.id]) for box in boxes), strict=True)
    return min(left), min(top), max(right), max(bottom)


# Around one thing.


@settings(max_examples=12, deadline=None)
@given(drawings())
def test_no_two_boxes_around_a_thing_overlap(drawing: tuple[list[Box], list[Line]]) -> None:
    boxes, lines = drawing
    places = place_around("n0000", boxes, lines, FAMILIES)
    assert places.keys() == {box.id for box in boxes}
    assert places["n0000"] == Place(0, 0)
    assert find_overlaps(boxes, places) == []


@settings(max_examples=6, deadline=None)
@given(drawings())
def test_rings_do_not_depend_on_the_order_of_input(drawing: tuple[list[Box], list[Line]]) -> None:
    boxes, lines = drawing
    assert place_around("n0000", boxes[::-1], lines[::-1], FAMILIES) == place_around("n0000", boxes, lines, FAMILIES)


@pytest.mark.parametrize("size", [30, 200])
def test_a_star_has_no_crossings_and_fills_the_page(size: int) -> None:
    boxes = [Box(f"n{number:04}", ("Lam Wing-yan",)) for number in range(size)]
    lines = [make_line(0, number) for number in range(1, size)]
    places = place_around("n0000", boxes, lines, FAMILIES)
    width, height = measure_page(boxes, places)
    assert find_overlaps(boxes, places) == []
    assert count_crossings(places, lines) == 0
    assert PAGE_RATIO / 2 < width / height < PAGE_RATIO * 2


def measure_angle(place: Place) -> float:
    """Gives the angle clockwise from the top."""
    return math.atan2(place.x, -place.y) % (2 * math.pi)


def test_around_a_thing_families_are_sectors_and_time_runs_clockwise() -> None:
    boxes = [Box(f"n{number:04}", ("Ho",)) for number in range(13)]
    lines = [
        Line("n0000", f"n{number:04}", FAMILIES[(number - 1) // 4], f"20{number:02}-01-01") for number in range(1, 13)
    ]
    places = place_around("n0000", boxes, lines, FAMILIES)
    assert sorted(boxes[1:], key=lambda box: measure_angle(places[box.id])) == boxes[1:]


def test_the_heaviest_ties_stand_nearest() -> None:
    boxes = [Box(f"n{number:04}", ("Lam Wing-yan",)) for number in range(60)]
    lines = [Line("n0000", f"n{number:04}", "met", None, 9 if number % 12 == 0 else 1) for number in range(1, 60)]
    places = place_around("n0000", boxes, lines, FAMILIES)
    ordered = sorted(boxes[1:], key=lambda box: math.hypot(places[box.id].x / 1.6, places[box.id].y))
    assert {"n0012", "n0024", "n0036", "n0048"} <= {box.id for box in ordered[:20]}


def test_what_is_further_off_stands_behind_what_it_is_tied_to() -> None:
    boxes = [Box(f"n{number:04}", ("Ho",)) for number in range(17)]
    lines = [make_line(0, number) for number in range(1, 9)] + [
        make_line(number - 8, number) for number in range(9, 17)
    ]
    places = place_around("n0000", boxes, lines, FAMILIES)
    for number in range(9, 17):
        inner, outer = places[f"n{number - 8:04}"], places[f"n{number:04}"]
        assert math.hypot(outer.x, outer.y) > math.hypot(inner.x, inner.y)
        turn = abs(measure_angle(outer) - measure_angle(inner))
        assert min(turn, 2 * math.pi - turn) < math.pi / 4


def test_a_dot_stands_between_what_it_binds() -> None:
    boxes = [Box("a", ("Ho",)), Box("b", ("Lam",)), Box("c", ("Mok",)), Box("hub", (), is_dot=True)]
    places = place_around("a", boxes, [Line(end, "hub", "visited") for end in "abc"], FAMILIES)
    hub = math.hypot(places["hub"].x, places["hub"].y)
    assert all(hub < math.hypot(places[end].x, places[end].y) for end in "bc")


# The ways between two things.


def test_ways_are_lanes_from_left_to_right() -> None:
    boxes = [Box(id, ("Lam Wing-yan",)) for id in "sabcde"]
    places = place_lanes(boxes, [["s", "a", "e"], ["s", "b", "e"], ["s", "c", "d", "e"]])
    assert places["s"].x < places["a"].x == places["b"].x < places["d"].x < places["e"].x
    assert places["a"].y < places["b"].y < places["c"].y
    assert places["s"].y == places["e"].y == places["b"].y
    for one, other in pairwise("scde"):
        left, right = (next(box for box in boxes if box.id == id) for id in (one, other))
        assert right.cover(places[other])[0] - left.cover(places[one])[2] >= 200


def test_what_is_on_two_ways_stands_once_between_their_lanes() -> None:
    boxes = [Box(id, ("Ho",)) for id in "sabcxe"]
    ways = [["s", "a", "x", "e"], ["s", "b", "e"], ["s", "c", "x", "e"]]
    places = place_lanes(boxes, ways)
    assert count_crossings(places, [Line(*pair) for way in ways for pair in pairwise(way)]) == 0
    assert min(places["a"].y, places["c"].y) < places["x"].y < max(places["a"].y, places["c"].y)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.integers(1, 9), max_size=4), min_size=1, max_size=6))
def test_no_two_boxes_on_ways_overlap(inner: list[list[int]]) -> None:
    boxes = [Box(f"n{number:04}", ("Lam Wing-yan", "林"), ("Mayor",)) for number in range(11)]
    ways = [[f"n{number:04}" for number in (0, *way, 10)] for way in inner]
    places = place_lanes(boxes, ways)
    assert places.keys() == {id for way in ways for id in way}
    assert find_overlaps([box for box in boxes if box.id in places], places) == []
    assert place_lanes(boxes[::-1], ways) == places


# One release.


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40))
def test_two_sides_stand_in_the_order_of_the_text(left: int, right: int) -> None:
    boxes = [Box(f"n{number:04}", ("Lam Wing-yan",), ("Mayor",) * (number % 2)) for number in range(left + right)]
    places = place_columns(boxes[:left], boxes[left:], [])
    assert find_overlaps(boxes, places) == []
    for side in (boxes[:left], boxes[left:]):
        assert all(places[one.id].y < places[other.id].y for one, other in pairwise(side))
    if left and right:
        rightmost = max(box.cover(places[box.id])[2] for box in boxes[:left])
        assert min(box.cover(places[box.id])[0] for box in boxes[left:]) - rightmost >= 200


def test_what_stands_at_one_place_of_the_text_is_ordered_by_what_it_is_tied_to() -> None:
    left, right = [Box(id, ("Ho",)) for id in "abc"], [Box(id, ("Visit",)) for id in "xyz"]
    lines = [Line("a", "z"), Line("b", "y"), Line("c", "x")]
    crossed = place_columns(left, right, lines)
    freed = place_columns(left, right, lines, {"a": 1, "b": 1, "c": 1})
    assert count_crossings(crossed, lines) == 3
    assert count_crossings(freed, lines) == 0


def test_a_long_release_is_folded_into_a_page() -> None:
    boxes = [Box(f"n{number:04}", ("Lam Wing-yan of the Far Shore",)) for number in range(60)]
    width, height = measure_page(boxes, place_columns(boxes[:40], boxes[40:], []))
    assert PAGE_RATIO / 2 < width / height < PAGE_RATIO * 2


# What comes later.


@settings(max_examples=10, deadline=None)
@given(drawings(16), st.integers(1, 30))
def test_spare_things_take_free_places(drawing: tuple[list[Box], list[Line]], count: int) -> None:
    boxes, lines = drawing
    places = place_clusters(boxes, lines)
    spare = [Box(f"s{number}", (NAMES[number % 4],)) for number in range(count)]
    ties = [*lines, *(Line(box.id, boxes[number % len(boxes)].id) for number, box in enumerate(spare))]
    found = place_spare(places, boxes, ties, spare)
    assert found.keys() == {box.id for box in spare}
    assert find_overlaps([*boxes, *spare], places | found) == []
    assert place_spare(places, boxes[::-1], ties[::-1], spare) == found


def test_a_spare_thing_stands_near_what_it_is_tied_to() -> None:
    boxes = [Box("a", ("Ho",)), Box("b", ("Lam",))]
    places = {"a": Place(0, 0), "b": Place(2000, 0)}
    found = place_spare(places, boxes, [Line("new", "b")], [Box("new", ("Mok",))])
    assert math.dist((found["new"].x, found["new"].y), (2000, 0)) < 200


# Many things.


def test_no_two_of_five_hundred_boxes_overlap() -> None:
    boxes = [Box(f"n{number:04}", ("Lam Wing-yan",)) for number in range(500)]
    lines = [make_line(number, earlier % number) for number in range(1, 500) for earlier in (number // 2, number * 7)]
    assert find_overlaps(boxes, place_clusters(boxes, lines)) == []
