"""What was announced, put off, called off, reported and told of again is one event with a history, each stage with its
sentence; what may be of either of two is of neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from asking import Ask
from explorer import open_explorer

from kg.building.corpus import extract_releases
from kg.decisions import NO_DECISIONS
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.pipeline import extract_release
from kg.releases import Release
from kg.statements import Extraction
from kg.views.doubts import Ground, find_doubts
from kg.views.events import find_occasions, find_occasions_of
from kg.views.gathering import describe_event
from kg.views.history import History, find_histories, find_history, list_disputed, say_history
from kg.views.lookup import list_meetings
from kg.views.names import shorten
from kg.views.timeline import tell_timeline

HO = "Ho Hoi-lam"
WHO = "The Director of the Harbour Records Office, Ms Ho Hoi-lam,"
ZH = "海港紀錄處處長何海嵐"
PLAN = ("2024-05-01", f"{WHO} will visit Zhuhai on May 3.")
REPORT = ("2024-05-03", f"{WHO} today (May 3) visited Zhuhai.")
MONTH = ("2024-04-10", f"{WHO} will visit Zhuhai next month.")
LATER = ("2024-05-10", f"{WHO} today (May 10) visited Zhuhai.")
RECALLED = ("2025-06-02", f"In May last year, {WHO[0].lower()}{WHO[1:]} visited Zhuhai.")
PUT_OFF = ("2024-05-02", f"{WHO} has postponed her visit to Zhuhai from May 3 to May 10.")
CALLED_OFF = ("2024-05-02", f"{WHO} has cancelled her visit to Zhuhai.")
PLANNED = "planned for 2024-05-03 (announced on 2024-05-01)"
CASES: dict[str, tuple[Sequence[tuple[str, str]], list[str]]] = {
    "announced and held on the day": ([PLAN, REPORT], [f"{PLANNED}, held on 2024-05-03"]),
    "announced in the morning and reported at night": (
        [("2024-05-03", f"{WHO} will visit Zhuhai today (May 3)."), REPORT],
        ["planned for 2024-05-03 (announced on 2024-05-03), held on 2024-05-03"],
    ),
    "announced for a month and held on a day of it": (
        [MONTH, REPORT],
        ["planned for 2024-05 (announced on 2024-04-10), held on 2024-05-03"],
    ),
    "announced for a month, then for a day, and held": (
        [MONTH, PLAN, REPORT],
        [f"planned for 2024-05 (announced on 2024-04-10), {PLANNED}, held on 2024-05-03"],
    ),
    "put off and held later": (
        [PLAN, PUT_OFF, LATER],
        [f"{PLANNED}, put off from 2024-05-03 to 2024-05-10 (announced on 2024-05-02), held on 2024-05-10"],
    ),
    "put off until nobody knows when": (
        [PLAN, ("2024-05-02", f"{WHO} postponed her visit to Zhuhai, originally scheduled for May 3.")],
        [f"{PLANNED}, put off from 2024-05-03 (announced on 2024-05-02)"],
    ),
    "called off": ([PLAN, CALLED_OFF], [f"{PLANNED}, called off (announced on 2024-05-02)"]),
    "called off, and another visit made months later": (
        [PLAN, CALLED_OFF, ("2024-09-03", f"{WHO} today (September 3) visited Zhuhai.")],
        [f"{PLANNED}, called off (announced on 2024-05-02)", ""],
    ),
    "announced for two cities and held in one": (
        [("2024-05-01", f"{WHO} will visit Zhuhai and Foshan on May 3."), REPORT],
        ["", f"{PLANNED}, held on 2024-05-03"],
    ),
    "told of again a year later by its month": (
        [REPORT, RECALLED],
        ["held on 2024-05-03, told of again on 2025-06-02"],
    ),
    "the plan and the report a day apart, which may be days of one journey": (
        [PLAN, ("2024-05-04", f"{WHO} today (May 4) visited Zhuhai.")],
        ["", ""],
    ),
    "a plan and a report a week apart are two": ([PLAN, LATER], ["", ""]),
    "two visits in a month are two": ([REPORT, LATER], ["", ""]),
    "two visits in a month, and a plan for the month": ([MONTH, REPORT, LATER], ["", "", ""]),
    "two visits in a month, and either recalled": ([REPORT, LATER, RECALLED], ["", "", ""]),
    "told of again by its year alone": (
        [REPORT, LATER, ("2025-06-02", f"{WHO} visited Zhuhai last year.")],
        ["", "", ""],
    ),
    "in Chinese, put off and held later": (
        [
            ("2024-05-01", f"{ZH}將於五月三日到訪珠海。"),
            ("2024-05-02", f"{ZH}原定五月三日到訪珠海，現延期至五月十日。"),
            ("2024-05-10", f"{ZH}今日（五月十日）到訪珠海。"),
        ],
        [f"{PLANNED}, put off from 2024-05-03 to 2024-05-10 (announced on 2024-05-02), held on 2024-05-10"],
    ),
    "a meeting of two people, announced for a month": (
        [
            ("2024-04-10", f"{WHO} will meet with the Director of the Lantern Office, Mr Au Ka-ming, in May."),
            ("2024-05-03", f"{WHO} today (May 3) met with the Director of the Lantern Office, Mr Au Ka-ming."),
        ],
        ["planned for 2024-05 (announced on 2024-04-10), held on 2024-05-03"],
    ),
}


OTHER = "the Director of the Lantern Office, Mr Au Ka-ming,"
KITE = "the Director of the Kite Office, Ms Yau Man-wai,"
SIGNED = ("2019-05-03", f"{WHO} and {OTHER} today (May 3) signed the Framework Agreement on Talent.")
IN_2019 = f"In 2019, {WHO[0].lower()}{WHO[1:]}"
# What is told of by its year alone.
YEARS: dict[str, tuple[Sequence[tuple[str, str]], list[str]]] = {
    "the signing of one agreement": (
        [SIGNED, ("2024-05-03", f"{IN_2019} and {OTHER} signed the Framework Agreement on Talent.")],
        ["held on 2019-05-03, told of again on 2024-05-03"],
    ),
    "the signing of one agreement, announced for the year": (
        [("2018-12-01", f"{WHO} and {OTHER} will sign the Framework Agreement on Talent in 2019."), SIGNED],
        ["planned for 2019 (announced on 2018-12-01), held on 2019-05-03"],
    ),
    "an agreement that was signed on two days of it": (
        [
            SIGNED,
            ("2019-08-05", f"{WHO} and {OTHER} today (August 5) signed the Framework Agreement on Talent."),
            ("2024-05-03", f"{IN_2019} and {OTHER} signed the Framework Agreement on Talent."),
        ],
        ["", "", ""],
    ),
    "an agreement of that name signed with somebody else": (
        [SIGNED, ("2024-05-03", f"{IN_2019} and {KITE} signed the Framework Agreement on Talent.")],
        ["", ""],
    ),
    "an agreement of that name signed with nobody knows whom": (
        [SIGNED, ("2024-05-03", f"{IN_2019} signed the Framework Agreement on Talent.")],
        ["", ""],
    ),
    "another agreement": (
        [SIGNED, ("2024-05-03", f"{IN_2019} and {OTHER} signed the Framework Agreement on Kites.")],
        ["", ""],
    ),
    "an agreement that has no name": (
        [
            ("2019-05-03", f"{WHO} and {OTHER} today (May 3) signed a memorandum of understanding."),
            ("2024-05-03", f"{IN_2019} and {OTHER} signed a memorandum of understanding."),
        ],
        ["", ""],
    ),
    "a meeting of two, who may have met more than once": (
        [
            ("2019-05-03", f"{WHO} today (May 3) met with {OTHER} in Zhuhai."),
            ("2024-05-03", f"{IN_2019} met with {OTHER} in Zhuhai."),
        ],
        ["", ""],
    ),
    "a visit, of which there may have been several": (
        [REPORT, ("2025-06-02", f"{WHO} visited Zhuhai in 2024.")],
        ["", ""],
    ),
    "a conference that is held every year": (
        [
            ("2019-05-03", f"{WHO} and {OTHER} today (May 3) attended the Kite Summit in Zhuhai."),
            ("2024-05-03", f"{IN_2019} and {OTHER} attended the Kite Summit in Zhuhai."),
        ],
        ["", ""],
    ),
}


def read(told: Sequence[tuple[str, str]]) -> list[Extraction]:
    releases = [
        Release(
            f"told-{number}",
            "en" if text.isascii() else "zh-Hant",
            "News",
            datetime.fromisoformat(f"{day}T12:00"),
            text,
        )
        for number, (day, text) in enumerate(told)
    ]
    return [found for found in extract_releases(releases) if isinstance(found, Extraction)]


def make_graph(told: Sequence[tuple[str, str]]) -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads(read(told)))
    return graph


def list_histories(graph: Graph) -> list[History]:
    people = [shorten(person) for (person,) in graph.ask("SELECT ?person WHERE { ?person a foaf:Person }")]
    occasions = find_occasions_of(graph, people)
    return list({history.events: history for history in find_histories(graph, occasions).values()}.values())


@pytest.mark.parametrize("case", CASES)
def test_an_event_has_one_history(case: str) -> None:
    told, expected = CASES[case]
    assert sorted(say_history(history.list_told()) for history in list_histories(make_graph(told))) == sorted(expected)


@pytest.mark.parametrize("case", YEARS)
def test_a_year_alone_is_the_time_of_what_comes_once(case: str) -> None:
    told, expected = YEARS[case]
    for order in (told, told[::-1]):
        histories = list_histories(make_graph(order))
        assert sorted(say_history(history.list_told()) for history in histories) == sorted(expected)


def test_whether_they_met_on_the_day_or_once_more_in_its_year_is_for_a_reader_to_say() -> None:
    told, _ = YEARS["a meeting of two, who may have met more than once"]
    assert [doubt.ground for doubt in find_doubts(make_graph(told), NO_DECISIONS)] == [Ground.ONE_EVENT]


@pytest.mark.parametrize("case", ["put off and held later", "announced for a month, then for a day, and held"])
def test_the_order_of_reading_changes_no_history(case: str) -> None:
    told, expected = CASES[case]
    assert sorted(say_history(history.list_told()) for history in list_histories(make_graph(told[::-1]))) == sorted(
        expected
    )


PUT_OFF_TEXTS = (
    ("en", f"{WHO} has postponed her visit to Zhuhai from May 3 to May 10.", "2024-05-10", "2024-05-03"),
    ("en", f"{WHO} has postponed her visit to Zhuhai to May 10.", "2024-05-10", None),
    ("en", f"{WHO} will visit Zhuhai on May 3. The visit has been postponed to May 10.", "2024-05-10", "2024-05-03"),
    ("en", f"{WHO} will visit Zhuhai on May 3. The visit has been postponed.", None, "2024-05-03"),
    ("zh-Hant", f"{ZH}原定五月三日到訪珠海，因天氣延期。", None, "2024-05-03"),
    ("zh-Hant", f"{ZH}將於五月三日到訪珠海。訪問延期至五月十日。", "2024-05-10", "2024-05-03"),
    ("zh-Hant", f"{ZH}將於五月三日到訪珠海。訪問延期。", None, "2024-05-03"),
    ("zh-Hant", f"{ZH}五月三日到訪珠海的行程改期至五月十日。", "2024-05-10", "2024-05-03"),
)


@pytest.mark.parametrize(("lang", "text", "start", "previous"), PUT_OFF_TEXTS)
def test_what_was_put_off_keeps_its_old_day(lang: str, text: str, start: str | None, previous: str | None) -> None:
    release = Release("told", lang, "News", datetime.fromisoformat("2024-05-02T12:00"), text)
    (event,) = extract_release(release).events
    assert (event.status, event.start, event.end, event.previous_start) == ("gba:planned", start, None, previous)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", f"{WHO} will visit Zhuhai on May 3. The visit has been called off."),
        ("zh-Hant", f"{ZH}將於五月三日到訪珠海。訪問取消。"),
    ],
)
def test_what_was_called_off_in_a_sentence_of_its_own_is_not_planned(lang: str, text: str) -> None:
    (event,) = extract_release(Release("told", lang, "News", datetime.fromisoformat("2024-05-02T12:00"), text)).events
    assert (event.status, event.start) == ("gba:cancelled", "2024-05-03")


def test_what_was_held_is_not_planned_again_by_its_old_day() -> None:
    text = f"{WHO} met with the Mayor of Foshan, Mr Guan Hong, on May 1. The meeting was brought forward from May 3."
    (event,) = extract_release(Release("told", "en", "News", datetime.fromisoformat("2024-05-02T12:00"), text)).events
    assert (event.status, event.start, event.previous_start) == ("gba:done", "2024-05-01", "2024-05-03")


def test_each_stage_has_its_sentence() -> None:
    (history,) = list_histories(make_graph([PLAN, PUT_OFF, LATER]))
    assert [stage.evidence[0].text for stage in history.stages] == [PLAN[1], PUT_OFF[1], LATER[1]]
    assert [len(stage.evidence) for stage in history.stages] == [1, 1, 1]


def test_a_plan_and_a_report_that_disagree_are_for_a_reader_to_look_at() -> None:
    graph = make_graph([PLAN, ("2024-05-04", f"{WHO} today (May 4) visited Zhuhai.")])
    (disputed,) = list_disputed(graph)
    assert say_history(disputed.stages) == f"{PLANNED}, held on 2024-05-04"
    assert len(list_histories(graph)) == 2
    assert list_disputed(make_graph([PLAN, PUT_OFF, LATER])) == ()


def test_the_events_of_somebody_are_told_once_with_their_history() -> None:
    graph = make_graph([PLAN, PUT_OFF, LATER])
    (meeting,) = list_meetings(graph, HO, planned=True)
    assert (str(meeting.date), meeting.status) == ("on 2024-05-10", "done")
    assert [source.text for source in meeting.evidence] == [LATER[1]]
    assert [stage.evidence[0].text for stage in meeting.history] == [PLAN[1], PUT_OFF[1], LATER[1]]
    assert [meeting.history for meeting in list_meetings(make_graph([REPORT]), HO)] == [()]


def test_what_was_called_off_is_not_planned_any_more() -> None:
    graph = make_graph([PLAN, CALLED_OFF])
    assert list_meetings(graph, HO) == ()
    assert [meeting.status for meeting in list_meetings(graph, HO, planned=True)] == ["cancelled"]


@pytest.mark.parametrize("name", [HO, "Zhuhai"])
def test_a_timeline_tells_the_history(name: str) -> None:
    moments = [moment for moment in tell_timeline(make_graph([MONTH, REPORT, RECALLED]), name).lines if moment.history]
    expected = "planned for 2024-05 (announced on 2024-04-10), held on 2024-05-03, told of again on 2025-06-02"
    assert [say_history(moment.history) for moment in moments] == [expected]
    assert [stage.evidence[0].text for stage in moments[0].history] == [MONTH[1], REPORT[1], RECALLED[1]]


def test_the_page_of_an_event_has_its_history() -> None:
    graph = make_graph([PLAN, REPORT])
    (history,) = list_histories(graph)
    assert describe_event(graph, history.events[0]).history == history
    assert find_history(graph, find_occasions(graph, "person/ho-hoi-lam")[0]).events == history.events


def test_the_history_is_said_in_chinese_too() -> None:
    (history,) = list_histories(make_graph([PLAN, REPORT]))
    assert say_history(history.stages).say("zh-Hant") == "預定 2024-05-03（2024-05-01 公布），於 2024-05-03 舉行"


def test_the_command_line_shows_the_history(tmp_path: Path, ask: Ask) -> None:
    write_store(tmp_path / "told.kg", make_quads(read([PLAN, PUT_OFF, LATER])))
    code, out, _ = ask("events", "--with", HO, "--store", str(tmp_path / "told.kg"))
    assert code == 0
    words = " ".join(out.split())
    assert "history: planned for 2024-05-03 (announced on 2024-05-01), put off from" in words
    assert all(words.count(text) == 1 for _, text in (PLAN, PUT_OFF, LATER))


def test_the_page_of_an_event_shows_each_stage_with_its_sentence(tmp_path: Path) -> None:
    write_store(tmp_path / "told.kg", make_quads(read([PLAN, PUT_OFF, LATER])))
    (history,) = list_histories(Graph.open(tmp_path / "told.kg"))
    with open_explorer(tmp_path / "told.kg") as client:
        page = client.get(f"/thing/{history.events[0]}", headers={"Accept": "text/html"}).text
    section = page.partition('<h2 id="history">')[2].partition("</section>")[0]
    assert section.startswith("What was said of it, in order")
    told = ("planned for 2024-05-03", PLAN[1], "put off from 2024-05-03", PUT_OFF[1], "held on 2024-05-10", LATER[1])
    places = [section.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_plans_and_reports_of_another_day_are_listed_for_a_reader(tmp_path: Path, ask: Ask) -> None:
    told = CASES["the plan and the report a day apart, which may be days of one journey"][0]
    write_store(tmp_path / "told.kg", make_quads(read(told)))
    _, out, _ = ask("review", "--list", "--store", str(tmp_path / "told.kg"))
    assert "planned for one day and reported for another, or reported of two: 1\n" in out
    assert all(text in out for _, text in told)


def test_nobody_is_asked_whether_what_was_put_off_is_one_day() -> None:
    assert find_doubts(make_graph([PLAN, PUT_OFF, LATER]), NO_DECISIONS) == ()
