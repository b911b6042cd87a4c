"""Periods: which dates lie within, and which links and offices of a graph; worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample import (
    BRIEFING,
    CHAN,
    CHRIS,
    CS,
    ENTITIES,
    EXTRACTIONS,
    HK,
    LI,
    MAYOR,
    PACT,
    SLW,
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

from kg.errors import KgError, UsageError
from kg.graph.graph import Graph
from kg.isodates import find_last_day, is_date
from kg.statements import Extraction
from kg.views.multigraph import make_multigraph
from kg.views.network import find_sentences, project, rank
from kg.views.paths import Link
from kg.views.periods import ALWAYS, Period
from kg.views.slices import cut_links
from kg.views.trends import trace_centrality

YEAR_2024, YEAR_2025 = Period("2024", "2024"), Period("2025", "2025")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(*EXTRACTIONS)


@pytest.mark.parametrize(
    ("since", "until", "date", "is_within"),
    [
        ("2024-01-08", "2024-01-08", "2024-01-08", True),
        ("2024-01-09", None, "2024-01-08", False),
        (None, "2024-01-07", "2024-01-08", False),
        ("2024", "2024", "2024-12-31", True),
        ("2024-02", "2024-02", "2024-02-29", True),
        ("2024", "2024", "2024", True),
        ("2024-01-02", "2024", "2024", False),
        ("2024-01-15", None, "2024-01", False),
        ("2023-12", "2024-01", "2024-01", True),
        ("2024", "2024", None, False),
        (None, None, None, True),
        ("2024", None, "soon", False),
    ],
)
def test_a_date_lies_within_when_all_its_days_do(
    since: str | None, until: str | None, date: str | None, is_within: bool
) -> None:
    assert Period(since, until).covers(date) is is_within


@pytest.mark.parametrize(
    ("since", "until"),
    [("2024-13", None), (None, "8 January"), ("2024-02-30", None), ("", None), ("2022-6-30", None), (None, "２０２４")],
)
def test_a_side_that_is_no_date_is_refused(since: str | None, until: str | None) -> None:
    with pytest.raises(UsageError, match="is no date"):
        Period(since, until)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot begin on 2024-02 and end on 2024-01"):
        Period("2024-02", "2024-01")
    assert str(Period("2024-02", "2024-02-10")) == "from 2024-02 to 2024-02-10"


def test_the_calendar_is_known() -> None:
    assert [find_last_day(date) for date in ("2024", "2024-02", "2023-02", "2024-04-05")] == [
        "2024-12-31",
        "2024-02-29",
        "2023-02-28",
        "2024-04-05",
    ]
    assert not is_date("2023-02-29")


def test_an_open_period_leaves_every_link(graph: Graph) -> None:
    assert set(project(graph, "all", period=ALWAYS).edges) == set(project(graph, "all").edges)


def test_meetings_of_a_year_link_only_who_met_in_it(graph: Graph) -> None:
    edges = {frozenset(edge) for edge in project(graph, "meetings", period=YEAR_2025).edges}
    assert edges == {frozenset({CHAN, SUN})}
    assert set(project(graph, "meetings", period=YEAR_2024)) == {CHAN, SUN, CHRIS, ZHANG}


def test_agreements_count_by_the_day_of_signing(graph: Graph) -> None:
    assert LI in project(graph, "agreements", period=YEAR_2024)
    assert not project(graph, "agreements", period=YEAR_2025)


def test_offices_count_on_the_days_they_were_seen_and_posts_bring_their_bodies(graph: Graph) -> None:
    links = set(cut_links(graph, YEAR_2025).links)
    assert {Link(CHAN, "org:holds", CS), Link(SUN, "org:holds", MAYOR), Link(CS, "org:postIn", HK)} <= links
    assert Link(CHRIS, "org:holds", SLW) not in links
    assert not any(link.subject == SLW for link in links)


def test_people_met_in_a_period_when_a_meeting_of_it_had_both(graph: Graph) -> None:
    met = {frozenset((a.subject, a.object)) for a in cut_links(graph, YEAR_2025).links if a.predicate == "gba:metWith"}
    assert met == {frozenset({CHAN, SUN})}


def test_a_meeting_that_is_only_planned_puts_nobody_into_its_period() -> None:
    event = make_meeting("event/next", "2026-05-01", (CHAN, ZHANG), status="gba:planned")
    said = (state(CHAN, "gba:metWith", ZHANG, 1), *meet("event/next", 1, (CHAN, ZHANG)))
    plan = Extraction(
        make_release("plan", "2026-04-01", TALENT),
        make_sentences(TALENT),
        ENTITIES,
        events=(event,),
        statements=tuple(replace(one, status="gba:planned") for one in said),
    )
    planned = make_graph(*EXTRACTIONS, plan)
    assert cut_links(planned, Period("2026", "2026")).links == ()
    met = make_multigraph(planned)[f"id:{CHAN}"][f"id:{ZHANG}"]
    assert [(edge["status"], edge["last"]) for edge in met.values()] == [("done", "2024-01-08")]


def test_a_rank_of_a_period_has_a_sentence_of_the_period(graph: Graph) -> None:
    assert [line.evidence[0].text for line in rank(graph, by="degree", period=YEAR_2025)] == [BRIEFING[0]] * 2
    first = rank(graph, by="degree", period=YEAR_2024)[0]
    assert (first.thing.id, first.links, first.evidence[0].text) == (CHAN, 3, TALENT[3])


def test_an_office_of_a_period_has_a_sentence_of_the_period(graph: Graph) -> None:
    for period, text in ((YEAR_2024, TALENT[0]), (YEAR_2025, BRIEFING[0])):
        found = {line.thing.id: line for line in rank(graph, by="degree", projection="offices", period=period)}
        assert found[CS].evidence[0].text == text
        assert all(line.score > 0 for line in found.values())


def test_an_empty_period_is_said_to_be_empty(graph: Graph) -> None:
    with pytest.raises(KgError, match="from 1997 to 1999"):
        rank(graph, by="degree", period=Period("1997", "1999"))


def test_all_sentences_behind_a_point(graph: Graph) -> None:
    found = find_sentences(graph, CHAN, projection="meetings", period=YEAR_2024)
    assert {source.text for source in found} == {TALENT[3], TALENT[4]}
    assert find_sentences(graph, CHRIS, projection="meetings", period=YEAR_2025) == ()


def test_the_centrality_of_each_year(graph: Graph) -> None:
    """In 2024 four people and two events, of which one was in both. In 2025 two people and one event."""
    history = trace_centrality(graph, by="degree", top=3)
    assert (history.years, history.sizes) == (("2024", "2025"), (4, 2))
    assert {course.thing.id: course.list_scores() for course in history.courses} == {
        CHAN: [2.0, 1.0],
        CHRIS: [1.0, None],
        SUN: [1.0, 1.0],
    }
    assert [point.links for point in history.courses[0].points] == [3, 1]


def test_the_foremost_of_a_period_are_those_of_its_own_network(graph: Graph) -> None:
    history = trace_centrality(graph, by="degree", top=5, period=YEAR_2025)
    assert (history.years, history.sizes) == (("2025",), (2,))
    assert {course.thing.id for course in history.courses} == {CHAN, SUN}


def test_years_of_agreements_are_those_of_signing(graph: Graph) -> None:
    history = trace_centrality(graph, by="degree", projection="agreements", top=9)
    assert history.years == ("2024",)
    assert PACT not in {course.thing.id for course in history.courses}
