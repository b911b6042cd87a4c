"""What lies around a thing, cut out of a graph: all that the whole graph says of it, or the latest of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from kg.graph.graph import Graph
from kg.views.fold import DrawnLine, fold
from kg.views.reach import find_reach
from kg.views.scene import make_scene
from kg.views.selection import Selection
from kg.views.ties import Almanac, Tie, drop_announcements, read_almanac, read_ties
from kg.views.vicinity import cut_vicinity

ALL = 10_000


@pytest.fixture(scope="module")
def graph(samples_store: Path) -> Graph:
    return Graph.open(samples_store)


def keep(ties: Iterable[Tie], thing: str) -> list[Tie]:
    return [tie for tie in ties if thing in (tie.subject, tie.object)]


def find_lines(ties: Collection[Tie], almanac: Almanac, thing: str) -> set[tuple[DrawnLine, tuple[Tie, ...]]]:
    """Gives the lines of a thing, each with its own ties."""
    folded = fold(drop_announcements(ties), almanac, {thing})
    return {
        (
            DrawnLine(line.start, line.end, line.family, line.is_mutual, ()),
            tuple(keep(map(folded.ties.__getitem__, line.ties), thing)),
        )
        for line in folded.lines
        if thing in (line.start, line.end)
    }


def test_the_part_tells_of_a_thing_what_the_whole_tells(graph: Graph) -> None:
    almanac = read_almanac(graph)
    ties = read_ties(graph, almanac)
    things = sorted({end for tie in ties for end in (tie.subject, tie.object)})
    chosen = [*things[::6], "body/hksarg", "body/msarg", "person/chan-kwok-ki", "person/tang-ping-keung"]
    for thing in chosen:
        part = cut_vicinity(graph, thing, most=ALL).graph
        near = read_almanac(part)
        found = read_ties(part, near)
        assert keep(found, thing) == keep(ties, thing)
        assert find_lines(found, near, thing) == find_lines(ties, almanac, thing)


def test_of_many_sentences_the_latest_tell(graph: Graph) -> None:
    whole = cut_vicinity(graph, "person/chan-kwok-ki", most=ALL)
    part = cut_vicinity(graph, "person/chan-kwok-ki", most=5)
    assert (part.told, part.sentences) == (5, whole.sentences)
    assert whole.told == whole.sentences > 5
    assert len(part.graph) < len(whole.graph)
    dates = [
        [source.date for source in make_scene(one.graph, Selection("person/chan-kwok-ki")).sentences]
        for one in (part, whole)
    ]
    assert max(dates[0]) == max(dates[1])


def test_around_what_no_sentence_tells_of_nothing_is_told(graph: Graph) -> None:
    part = cut_vicinity(graph, "place/nowhere", most=ALL)
    assert (part.told, part.sentences) == (0, 0)
    assert read_ties(part.graph, read_almanac(part.graph)) == ()


def test_a_scene_that_is_not_arranged_has_all_its_marks_in_the_middle(graph: Graph) -> None:
    scenes = [make_scene(graph, Selection("person/chan-kwok-ki"), arranged=arranged) for arranged in (True, False)]
    assert [node.thing for node in scenes[0].nodes] == [node.thing for node in scenes[1].nodes]
    assert {(node.place.x, node.place.y) for node in scenes[1].nodes if node.place} == {(0, 0)}


def test_a_graph_reaches_from_its_first_to_its_last_day(graph: Graph) -> None:
    first, last = find_reach(graph)
    assert (first < "2004", last > "2024") == (True, True)
    assert find_reach(Graph.in_memory()) == ()
