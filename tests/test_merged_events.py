"""A plan and a report that a reader found to be one keep both their days, each with its sentence; what sentences
contradict is said of no day alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from asking import Ask
from explorer import open_explorer
from living import read_living
from test_decisions import build_again, check_all, list_claims, read_anew, read_triples
from test_event_histories import HO, PLAN, PUT_OFF, RECALLED, WHO, ZH, list_histories, read
from test_growth import write

from kg.building.builder import build_store
from kg.decisions import Correction, Decision, Verdict, find_folder, remove_decisions, write_correction, write_decisions
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.linking.identities import Choice
from kg.views.history import list_disputed, say_history
from kg.views.lookup import list_meetings
from kg.views.timeline import tell_timeline

HELD = ("2024-05-04", f"{WHO} today (May 4) visited Zhuhai.")
HELD_LATE = ("2024-06-02", f"{WHO} today (June 2) visited Zhuhai.")
MARCH = ("2024-02-10", f"{WHO} will visit Zhuhai in March.")
IN_MARCH = ("2024-03-12", f"{WHO} today (March 12) visited Zhuhai.")
ON_12_MARCH = ("2024-02-20", f"{WHO} will visit Zhuhai on March 12.")
RECALLED_MARCH = ("2025-06-02", f"{WHO} visited Zhuhai in March last year.")
TOLD = "planned for 2024-05-03 (announced on 2024-05-01)"
DATES = "SELECT ?value WHERE { ?event a schema:Event ; %s ?value } ORDER BY ?value"

# What was told, when the one event was or is by the graph, for when it was planned before, and its history.
CASES: dict[str, tuple[list[tuple[str, str]], list[str], list[str], str]] = {
    "held on another day than planned": ([PLAN, HELD], ["2024-05-04"], ["2024-05-03"], f"{TOLD}, held on 2024-05-04"),
    "planned for its month": (
        [MARCH, IN_MARCH],
        ["2024-03-12"],
        [],
        "planned for 2024-03 (announced on 2024-02-10), held on 2024-03-12",
    ),
    "planned for a day of the month that is recalled": (
        [ON_12_MARCH, RECALLED_MARCH],
        ["2024-03"],
        [],
        "planned for 2024-03-12 (announced on 2024-02-20), held in 2024-03",
    ),
    "planned for another month": (
        [MARCH, HELD],
        ["2024-05-04"],
        ["2024-03"],
        "planned for 2024-03 (announced on 2024-02-10), held on 2024-05-04",
    ),
    "put off, and held on a third day": (
        [PLAN, PUT_OFF, HELD_LATE],
        ["2024-06-02"],
        ["2024-05-03", "2024-05-10"],
        f"{TOLD}, put off from 2024-05-03 to 2024-05-10 (announced on 2024-05-02), held on 2024-06-02",
    ),
    "reported of two days of a month": (
        [("2024-05-03", f"{WHO} today (May 3) visited Zhuhai."), HELD],
        ["2024-05"],
        [],
        "held on 2024-05-03, held on 2024-05-04",
    ),
    "reported of two months, once in another language": (
        [("2024-05-10", f"{ZH}今日（五月十日）到訪珠海。"), HELD_LATE],
        ["2024"],
        [],
        "held on 2024-05-10, held on 2024-06-02",
    ),
    "reported of two years": (
        [HELD, ("2025-05-04", f"{WHO} today (May 4) visited Zhuhai.")],
        [],
        [],
        "held on 2024-05-04, held on 2025-05-04",
    ),
    "recalled by its month": (
        [HELD, RECALLED],
        ["2024-05-04"],
        [],
        "held on 2024-05-04, told of again on 2025-06-02",
    ),
    "planned for two days, of which the last told holds": (
        [PLAN, ("2024-05-02", f"{WHO} will visit Zhuhai on May 10.")],
        ["2024-05-10"],
        ["2024-05-03"],
        f"{TOLD}, planned for 2024-05-10 (announced on 2024-05-02)",
    ),
    "planned for two days by what was told on one": (
        [PLAN, ("2024-05-01", f"{WHO} will visit Zhuhai on May 10.")],
        ["2024-05"],
        [],
        f"{TOLD}, planned for 2024-05-10 (announced on 2024-05-01)",
    ),
}


def merge(told: Iterable[tuple[str, str]]) -> Graph:
    """Gives the graph in which all events are found to be one."""
    extractions = read(list(told))
    events = list(dict.fromkeys(event.id for one in extractions for event in one.events))
    choice = Choice(dict.fromkeys(events, events[0]), told_as={event: event for event in events})
    graph = Graph.in_memory()
    graph.add(make_quads(choice.apply(extraction) for extraction in extractions))
    return graph


def list_dates(graph: Graph, predicate: str) -> list[str | None]:
    return [value for (value,) in graph.ask(DATES % predicate)]


@pytest.mark.parametrize("case", CASES)
def test_one_event_of_several_days_keeps_them_all(case: str) -> None:
    told, start, previous, expected = CASES[case]
    for order in (told, told[::-1]):
        graph = merge(order)
        assert list_dates(graph, "schema:startDate") == start
        assert list_dates(graph, "schema:previousStartDate") == previous
        (history,) = list_histories(graph)
        assert say_history(history.list_told()) == expected
        assert [stage.evidence[0].text for stage in history.stages] == [text for _, text in told]


def test_the_days_that_reports_allow_are_those_that_they_tell() -> None:
    graph = merge(CASES["reported of two days of a month"][0])
    assert list_dates(graph, "gba:earliest") == ["2024-05-03"]
    assert list_dates(graph, "gba:latest") == ["2024-05-04"]


@pytest.mark.parametrize(
    ("case", "is_disputed"),
    [
        ("held on another day than planned", True),
        ("reported of two days of a month", True),
        ("planned for its month", False),
        ("recalled by its month", False),
    ],
)
def test_what_disagrees_is_listed_for_a_reader_also_once_it_is_one(case: str, is_disputed: bool) -> None:
    found = [say_history(history.stages) for history in list_disputed(merge(CASES[case][0]))]
    assert found == ([CASES[case][3]] if is_disputed else [])


def test_the_lookups_tell_both_days_with_both_sentences() -> None:
    graph = merge([PLAN, HELD])
    (meeting,) = list_meetings(graph, HO)
    (moment,) = [moment for moment in tell_timeline(graph, HO).lines if moment.history]
    for found in (meeting, moment):
        assert str(found.date) == "on 2024-05-04"
        assert [stage.evidence[0].text for stage in found.history] == [PLAN[1], HELD[1]]


# In a store.


@pytest.fixture
def built(tmp_path: Path) -> Path:
    for name, (day, text) in {"plan": PLAN, "report": HELD}.items():
        write(tmp_path / "r" / f"{name}.txt", text, issued=f"{day}T12:00+08:00")
    build_store([tmp_path / "r"], tmp_path / "x.kg")
    return tmp_path


def find_events(folder: Path) -> list[str]:
    """Gives the plan and the report."""
    rows = Graph.open(folder / "x.kg").ask("SELECT ?e WHERE { ?e a schema:Event ; schema:startDate ?d } ORDER BY ?d")
    return [str(event).partition("/id/")[2] for (event,) in rows]


@pytest.mark.parametrize("is_plan_left", [True, False])
def test_a_merge_keeps_both_days_and_is_undone_byte_for_byte(built: Path, is_plan_left: bool) -> None:
    before, claims = read_triples(built / "x.kg"), list_claims(built)
    left, right = find_events(built) if is_plan_left else find_events(built)[::-1]
    write_decisions(find_folder(built / "x.kg"), [Decision(left, right, Verdict.SAME)])
    assert build_again(built).idle == ()
    graph = Graph.open(built / "x.kg")
    assert list_claims(built) == claims
    assert list_dates(graph, "schema:startDate") == ["2024-05-04"]
    assert list_dates(graph, "schema:previousStartDate") == ["2024-05-03"]
    assert check_all(built) == []
    assert read_living(built / "x.kg") == read_anew(built)
    write(built / "r" / "third.txt", PUT_OFF[1], issued=f"{PUT_OFF[0]}T12:00+08:00")
    build_again(built)
    assert read_living(built / "x.kg") == read_anew(built)
    (built / "r" / "third.txt").unlink()
    assert remove_decisions(find_folder(built / "x.kg"), one=left, other=right) == 1
    build_again(built)
    assert read_living(built / "x.kg") == before


def test_a_day_of_a_merged_event_is_corrected_where_it_is_told(built: Path) -> None:
    plan, report = find_events(built)
    write_decisions(find_folder(built / "x.kg"), [Decision(report, plan, Verdict.SAME)])
    why = ("misprint", "https://example.org/notice")
    write_correction(
        find_folder(built / "x.kg"), Correction(report, "schema:startDate", "2024-05-03", "2024-05-02", *why)
    )
    assert build_again(built).idle == ()
    graph = Graph.open(built / "x.kg")
    assert list_dates(graph, "schema:previousStartDate") == ["2024-05-02"]
    (history,) = list_histories(graph)
    assert say_history(history.stages) == "planned for 2024-05-02 (announced on 2024-05-01), held on 2024-05-04"
    assert read_living(built / "x.kg") == read_anew(built)
    assert check_all(built) == []


def test_the_commands_and_the_page_show_both_days(built: Path, ask: Ask) -> None:
    plan, report = find_events(built)
    write_decisions(find_folder(built / "x.kg"), [Decision(plan, report, Verdict.SAME)])
    build_again(built)
    store = ("--store", str(built / "x.kg"))
    shown = [ask(*words, *store)[1] for words in (("events", "--with", HO), ("timeline", HO), ("review", "--list"))]
    with open_explorer(built / "x.kg") as client:
        page = client.get(f"/thing/{plan}", headers={"Accept": "text/html"}).text
    shown.append(page.partition('<h2 id="history">')[2].partition("</section>")[0])
    for out in (" ".join(text.split()) for text in shown):
        assert all(words in out for words in ("planned for 2024-05-03", PLAN[1], "held on 2024-05-04", HELD[1])), out
