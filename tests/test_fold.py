"""The fold: every fact is drawn once, and events, offices and signings look like what they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample import (
    CHAN,
    CHRIS,
    CS,
    ENTITIES,
    EXTRACTIONS,
    LI,
    PACT,
    SUN,
    TALENT,
    ZHANG,
    make_graph,
    make_meeting,
    make_release,
    make_sentences,
    meet,
    state,
)

from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.library import read
from kg.statements import Extraction
from kg.views.fold import DrawnLine, Family, Fold, fold
from kg.views.sameness import find_same
from kg.views.ties import drop_announcements, read_almanac, read_ties

GOLD = Path(__file__).resolve().parent / "gold" / "releases"


def fold_graph(graph: Graph, *kept: str) -> Fold:
    almanac = read_almanac(graph)
    return fold(drop_announcements(read_ties(graph, almanac)), almanac, kept)


def tell(events: tuple[object, ...], *said: object) -> Graph:
    told = Extraction(
        make_release("told", "2024-01-08", TALENT),
        make_sentences(TALENT),
        ENTITIES,
        events=events,  # type: ignore[arg-type]
        statements=said,  # type: ignore[arg-type]
    )
    return make_graph(told)


def find_line(folded: Fold, *ends: str) -> DrawnLine:
    [line] = [line for line in folded.lines if {line.start, line.end} == set(ends)]
    return line


@pytest.fixture(scope="module")
def gold_graph() -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads(read(GOLD)))
    return graph


@pytest.fixture(params=["sample", "written", "gold"])
def any_graph(request: pytest.FixtureRequest, sample_graph: Graph, gold_graph: Graph) -> Graph:
    return {"sample": sample_graph, "gold": gold_graph}.get(request.param) or make_graph(*EXTRACTIONS)


def test_no_fact_is_drawn_twice_and_none_is_lost(any_graph: Graph) -> None:
    folded = fold_graph(any_graph)
    places = Counter(at for line in folded.lines for at in line.ties)
    places.update(folded.inner.keys())
    assert places == Counter(range(len(folded.ties)))
    assert len(folded.ties) > 20


def test_no_two_lines_between_two_marks_are_of_one_family(any_graph: Graph) -> None:
    lines = fold_graph(any_graph).lines
    keys = Counter((frozenset((line.start, line.end)), line.family) for line in lines)
    assert set(keys.values()) == {1}
    assert all(line.start != line.end for line in lines)


def test_no_event_is_both_a_mark_and_a_line_between_others(any_graph: Graph) -> None:
    folded = fold_graph(any_graph)
    for line in folded.lines:
        for tie in (folded.ties[at] for at in line.ties):
            if tie.object.startswith("event/") and tie.object not in (line.start, line.end):
                assert tie.object not in folded.marks


def test_no_office_is_a_mark_but_one_without_a_body(any_graph: Graph) -> None:
    folded = fold_graph(any_graph)
    with_body = {tie.subject for tie in folded.ties if tie.predicate == "org:postIn"}
    assert with_body
    assert not with_body & folded.marks


def test_an_event_of_two_people_is_one_line_with_all_that_tells_of_it() -> None:
    told = (state(CHAN, "gba:metWith", ZHANG, 1), *meet("event/two", 1, (CHAN, ZHANG)))
    folded = fold_graph(tell((make_meeting("event/two", "2024-01-08", (CHAN, ZHANG)),), *told))
    line = find_line(folded, CHAN, ZHANG)
    assert (line.family, line.is_mutual) == (Family.MET, True)
    assert {folded.ties[at].predicate for at in line.ties} == {"gba:metWith", "gba:participatedIn"}
    assert "event/two" not in folded.marks


def test_an_event_of_three_is_a_mark_that_tells_who_met_at_it() -> None:
    told = (state(CHAN, "gba:metWith", ZHANG, 1), *meet("event/three", 1, (CHAN, CHRIS, ZHANG)))
    folded = fold_graph(tell((make_meeting("event/three", "2024-01-08", (CHAN, CHRIS, ZHANG)),), *told))
    assert {line.end for line in folded.lines if line.start in (CHAN, CHRIS, ZHANG)} == {"event/three"}
    assert {folded.ties[at].predicate for at in folded.inner} == {"gba:metWith"}
    assert set(folded.inner.values()) == {"event/three"}


def test_a_meeting_that_no_event_tells_of_is_a_line_beside_the_mark_of_another_day() -> None:
    three = make_meeting("event/three", "2023-05-01", (CHAN, CHRIS, ZHANG))
    said = meet("event/three", 1, (CHAN, CHRIS, ZHANG))
    apart = Extraction(
        make_release("later", "2024-01-08", TALENT),
        make_sentences(TALENT),
        ENTITIES,
        statements=(state(CHAN, "gba:metWith", ZHANG, 1),),
    )
    told = Extraction(
        make_release("told", "2023-05-01", TALENT), make_sentences(TALENT), ENTITIES, events=(three,), statements=said
    )
    folded = fold_graph(make_graph(told, apart))
    assert find_line(folded, CHAN, ZHANG).family is Family.MET
    assert "event/three" in folded.marks


def test_a_visit_is_a_line_to_the_place_and_a_meeting_at_it_is_none_of_it() -> None:
    folded = fold_graph(make_graph(*EXTRACTIONS))
    line = find_line(folded, CHAN, "place/guangzhou")
    assert (line.family, line.start, line.is_mutual) == (Family.JOINED, CHAN, False)


def test_an_office_is_a_line_to_its_body_unless_it_is_asked_for() -> None:
    graph = make_graph(*EXTRACTIONS)
    folded = fold_graph(graph)
    line = find_line(folded, CHAN, "body/hksar-government")
    assert {folded.ties[at].object for at in line.ties} >= {CS, "body/hksar-government"}
    asked = fold_graph(graph, CS)
    assert find_line(asked, CHAN, CS).family is Family.BELONGS
    assert CS in asked.marks


def test_a_signing_is_the_mark_of_what_was_signed(sample_graph: Graph) -> None:
    almanac = read_almanac(sample_graph)
    folded = fold_graph(sample_graph)
    signings = [event for event, signed in almanac.signings.items() if len(signed) == 1]
    assert signings
    assert not folded.marks & set(signings)
    assert {line.family for line in folded.lines if PACT in (line.end, line.start)} <= {Family.SIGNED}
    assert {LI, SUN} & folded.marks


def test_the_month_told_here_and_the_day_told_there_are_one_event() -> None:
    month = make_meeting("event/month", "2024-01", (CHAN, ZHANG, CHRIS))
    day = make_meeting("event/day", "2024-01-08", (CHAN, ZHANG, CHRIS, SUN))
    said = (*meet("event/month", 1, (CHAN, ZHANG, CHRIS)), *meet("event/day", 1, (CHAN, ZHANG, CHRIS, SUN)))
    folded = fold_graph(tell((month, day), *said))
    assert {id for id in folded.marks if id.startswith("event/")} == {"event/day"}


def test_of_two_days_that_a_month_may_mean_none_is_chosen() -> None:
    days = [make_meeting(f"event/{day}", f"2024-01-{day}", (CHAN, ZHANG, CHRIS)) for day in ("08", "22")]
    month = make_meeting("event/month", "2024-01", (CHAN, ZHANG, CHRIS))
    said = [part for event in (*days, month) for part in meet(event.id, 1, (CHAN, ZHANG, CHRIS))]
    graph = tell((*days, month), *said)
    almanac = read_almanac(graph)
    assert find_same(almanac.occasions, almanac.occasions) == {}


@pytest.mark.parametrize(
    "change", [{"type": "gba:visit"}, {"start": "2024-02"}, {"label": "another", "participations": ()}]
)
def test_events_that_differ_stay_two(change: dict[str, Any]) -> None:
    day = make_meeting("event/day", "2024-01-08", (CHAN, ZHANG))
    month = replace(make_meeting("event/month", "2024-01", (CHAN, ZHANG)), **change)
    said = (*meet("event/month", 1, (CHAN, ZHANG)), *meet("event/day", 1, (CHAN, ZHANG)))
    almanac = read_almanac(tell((day, month), *said))
    assert len(almanac.occasions) == 2
    assert find_same(almanac.occasions, almanac.occasions) == {}


def test_the_fold_is_the_same_whatever_is_asked_first(any_graph: Graph) -> None:
    assert fold_graph(any_graph) == fold_graph(any_graph)


def test_what_is_left_keeps_its_ties(any_graph: Graph) -> None:
    folded = fold_graph(any_graph)
    kept = folded.keep(lambda line: line.family is Family.MET)
    told = {(tie.subject, tie.predicate, tie.object) for tie in kept.ties}
    for line in kept.lines:
        assert line.family is Family.MET
        assert line.ties
    places = Counter(at for line in kept.lines for at in line.ties)
    places.update(kept.inner.keys())
    assert places == Counter(range(len(kept.ties)))
    assert told <= {(tie.subject, tie.predicate, tie.object) for tie in folded.ties}
