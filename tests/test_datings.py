"""Dates: every line says which kind of date it shows, in words, JSON and CSV, and one filter finds days and months."""

from __future__ import annotations

import csv
import doctest
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from asking import Ask
from sample import CHAN, CS, ENTITIES, FIRST, HK, PACT, SUN, make_graph, make_meeting, name_part, state

from kg.graph.claims import make_quads, tenure_from_reference
from kg.graph.graph import Graph, write_store
from kg.graph.questions import find_question
from kg.languages import time
from kg.languages.time import RELATIVE, Time, turn_ahead
from kg.statements import Agreement, Event, Extraction, Indicator, Participation, Tenure
from kg.views import datings
from kg.views.datings import DateKind, Dating, date_day, date_days, date_membership, date_naming, rank_date, say_date
from kg.views.directory import list_directory
from kg.views.events import Holding
from kg.views.lookup import describe_person, list_meetings
from kg.views.offices import find_holders
from kg.views.parameters import ask_question
from kg.views.paths import find_path
from kg.views.periods import Period


def make_visit(id: str, start: str | None, end: str | None = None, *, status: str = "gba:done") -> Extraction:
    """Gives a release that tells of a visit of Chan, by day, month or year, or without a date."""
    part = Participation(name_part(id, CHAN), CHAN, "gba:participant")
    basis = "gba:statedDate" if start else None
    event = Event(
        id, "gba:visit", status, "Visit", "en", start, end, basis, ("place/guangzhou",), participations=(part,)
    )
    told = replace(state(CHAN, "gba:participatedIn", id, 1, part.id), status=status)
    return replace(FIRST, events=(event,), agreements=(), tenures=(), statements=(told,))


def hold(start: str | None, end: str | None, *, seen: str | None = None, capacity: str = "gba:substantive") -> Graph:
    """Gives a graph of one tenure of Sun, as a reference table states it."""
    graph = make_graph(Extraction(FIRST.release, FIRST.sentences, ENTITIES))
    graph.add(
        tenure_from_reference(Tenure("tenure/t", SUN, CS, HK, capacity, seen, start, end), row="7", source="a.csv")
    )
    return graph


@pytest.mark.parametrize("module", [datings, time])
def test_the_examples_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "status", "kind", "words"),
    [
        ("2024-01-08", None, "gba:done", "on", "on 2024-01-08"),
        ("2024-01-08", "2024-01-08", "gba:done", "on", "on 2024-01-08"),
        ("2024-01-08", "2024-01-10", "gba:done", "from-to", "from 2024-01-08 to 2024-01-10"),
        ("2024-01", None, "gba:done", "in", "in 2024-01"),
        ("2023", None, "gba:done", "in", "in 2023"),
        ("2024-03-05", None, "gba:planned", "planned for", "planned for 2024-03-05"),
        ("2024-03", "2024-04", "gba:planned", "planned for", "planned for 2024-03 to 2024-04"),
        ("2024-03-05", None, "gba:cancelled", "planned for", "planned for 2024-03-05"),
        (None, None, "gba:done", "reported on", "reported on 2024-01-08"),
    ],
)
def test_an_event_says_which_kind_of_date_it_has(
    start: str | None, end: str | None, status: str, kind: str, words: str
) -> None:
    (meeting,) = list_meetings(make_graph(make_visit("event/v", start, end, status=status)), CHAN, planned=True)
    assert meeting.date is not None
    assert (meeting.date.kind, str(meeting.date)) == (kind, words)


@pytest.mark.parametrize("start", ["2024-01-08", "2024-01", "2023", None])
def test_who_and_events_say_the_same_of_an_event(start: str | None) -> None:
    graph = make_graph(make_visit("event/v", start))
    (meeting,) = list_meetings(graph, CHAN)
    (line,) = (line for line in describe_person(graph, CHAN).lines if line.section == "event")
    assert (line.date, line.thing) == (meeting.date, meeting.event)


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        (hold("2020-01-01", None), "from 2020-01-01"),
        (hold(None, "2021-06-30"), "until 2021-06-30"),
        (hold("2020", "2021-06"), "from 2020 until 2021-06"),
        (hold(None, None, seen="2024-05-01"), "seen on 2024-05-01"),
        (hold(None, None, seen="2024-05-01", capacity="gba:former"), "None"),
    ],
)
def test_an_office_has_a_start_or_an_end_or_days_on_which_it_was_seen(graph: Graph, words: str) -> None:
    (line,) = (line for line in describe_person(graph, SUN).lines if line.section == "office")
    assert str(line.date) == words


def test_two_stated_periods_of_one_office_are_two_lines() -> None:
    graph = hold("2010", "2012")
    graph.add(
        tenure_from_reference(
            Tenure("tenure/u", SUN, CS, HK, "gba:substantive", "2021-02-02", "2020-01-01"), row="8", source="a.csv"
        )
    )
    dates = [str(line.date) for line in describe_person(graph, SUN).lines if line.section == "office"]
    assert dates == ["from 2010 until 2012", "from 2020-01-01"]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("2011-05-01", [("from 2010 until 2012", "seen on 2011-05-01"), ("from 2020-01-01", "")]),
        ("2021-05-01", [("from 2010 until 2012", ""), ("from 2020-01-01", "seen on 2021-05-01")]),
        ("2015-05-01", [("from 2010 until 2012", ""), ("seen on 2015-05-01", ""), ("from 2020-01-01", "")]),
    ],
)
def test_a_day_seen_stands_with_the_period_that_it_lies_in(seen: str, expected: list[tuple[str, str]]) -> None:
    graph = hold("2010", "2012")
    for id, day, start in (("tenure/u", None, "2020-01-01"), ("tenure/v", seen, None)):
        tenure = Tenure(id, SUN, CS, HK, "gba:substantive", day, start)
        graph.add(tenure_from_reference(tenure, row=id, source="a.csv"))
    offices = [line for line in describe_person(graph, SUN).lines if line.section == "office"]
    assert [(str(line.date), line.detail) for line in offices] == expected


@pytest.mark.parametrize(
    ("graph", "on", "words"),
    [
        (hold("2020-01-01", None, seen="2024-05-01"), "2021-01-01", "from 2020-01-01"),
        (hold(None, "2021-06-30", seen="2020-05-01"), "2021-01-01", "until 2021-06-30"),
        (hold("2020-01-01", "2021-06-30"), "2021-01-01", "from 2020-01-01 until 2021-06-30"),
        (hold(None, None, seen="2024-05-01"), "2024-05-01", "seen on 2024-05-01"),
    ],
)
def test_a_holder_comes_with_a_start_or_an_end_and_never_one_for_the_other(graph: Graph, on: str, words: str) -> None:
    (holder,) = find_holders(graph, CS, on=on).holders
    assert str(holder.date) == words


def test_what_is_told_of_a_body_is_only_reported_on_the_day_of_the_release() -> None:
    told = replace(FIRST, statements=(state("body/lwb", "org:subOrganizationOf", HK, 2),), tenures=())
    (hop,) = find_path(make_graph(told), "body/lwb", HK)
    assert str(hop.date) == "reported on 2024-01-08"


def test_a_step_of_a_path_has_the_date_of_what_it_says() -> None:
    steps = [(hop.verb, str(hop.date)) for hop in find_path(make_graph(FIRST), "Li Huanchun", "Zhang Xin")]
    assert steps == [("signed", "on 2024-01-08"), ("was witnessed by", "on 2024-01-08"), ("met", "on 2024-01-08")]


def test_who_acts_in_an_office_is_not_said_to_hold_it() -> None:
    graph = hold("2020-01-01", "2020-01-03", capacity="gba:acting")
    graph.add(make_quads([replace(FIRST, tenures=(), events=(), agreements=(), statements=())]))
    held = replace(state(SUN, "org:holds", CS, 1, "tenure/a"), rule="by-hand")
    acting = Tenure("tenure/a", SUN, CS, HK, "gba:acting", "2020-01-02")
    graph.add(make_quads([replace(FIRST, tenures=(acting,), events=(), agreements=(), statements=(held,))]))
    assert [hop.verb for hop in find_path(graph, SUN, CS)] == ["was acting"]
    assert [hop.verb for hop in find_path(graph, CS, SUN)] == ["had the acting holder"]


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        (["2024-01-08"], "on 2024-01-08"),
        (["2024-01-08", "2024-01"], "on 2024-01-08"),
        (["2024-01-08", "2024-02"], "on 2024-01-08 and in 2024-02"),
        (["2008", "2017-07"], "in 2008 and 2017-07"),
        (["2008", "2017-07-01"], "in 2008 and on 2017-07-01"),
        (["2024-01-08/2024-01-10", "2024-01-09"], "from 2024-01-08 to 2024-01-10"),
        (["2024-01/2024-03", "2024-02", "2024-02-03/2024-02-05"], "from 2024-01 to 2024-03"),
        (["2024-01-01/2024-01-31", "2024-01"], "from 2024-01-01 to 2024-01-31"),
        (["2024-01-08/2024-01-10", "2024-01-09", "2024-01-12"], "on 2024-01-08 and 2024-01-12"),
        (["2024-01-08/2024-01-10"], "from 2024-01-08 to 2024-01-10"),
        (["2024-01-08/2024-02-01", "2024-01"], "in 2024-01 and on 2024-02-01"),
        ([], "None"),
    ],
)
def test_a_month_beside_a_day_of_it_says_nothing_more(spans: list[str], words: str) -> None:
    assert str(date_days(spans)) == words


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ([("2015", "2019")], "from 2015 until 2019"),
        ([(None, "2019")], "until 2019"),
        ([("2015", None)], "from 2015"),
        ([("2015-01-01", "2017-06-30"), ("2017-07-01", "2019")], "from 2015-01-01 until 2019"),
        ([("2010", "2012"), ("2015", "2019")], "from 2010"),
        ([("2010", "2020"), ("2012", "2013"), ("2015", "2019")], "from 2010 until 2020"),
        ([("2010", "2012"), ("2011", None)], "from 2010"),
        ([(None, "2012"), ("2013", "2015")], "until 2015"),
        ([(None, "2012"), ("2013", None)], "None"),
        ([(None, None)], "None"),
    ],
)
def test_a_membership_has_the_start_and_the_end_that_are_stated(
    terms: list[tuple[str | None, str | None]], words: str
) -> None:
    holdings = [Holding(f"tenure/{start}", SUN, None, HK, "substantive", (), start, end) for start, end in terms]
    assert str(date_membership(holdings)) == words


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        (["2024-01-08", "2024-02-01"], "於 2024-01-08 及 2024-02-01"),
        (["2008", "2017-07"], "在 2008 及 2017-07 內"),
        (["2008", "2017-07-01"], "在 2008 內及於 2017-07-01"),
        (["2024-01-08", "2024-02"], "於 2024-01-08 及在 2024-02 內"),
    ],
)
def test_several_dates_are_said_in_chinese(spans: list[str], words: str) -> None:
    assert say_date(date_days(spans)).say("zh-Hant") == words


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        (
            ["2022-06-16", "2017-07-11"],
            "named in releases from 2017-07-11 to 2022-06-16",
            "由 2017-07-11 至 2022-06-16",
        ),
        (["2017-07-11"], "named in a release of 2017-07-11", "2017-07-11"),
    ],
)
def test_days_of_releases_that_name_something_are_a_range(days: list[str], english: str, chinese: str) -> None:
    words = say_date(date_naming(days))
    assert (words, words.say("zh-Hant")) == (english, f"新聞公報提及：{chinese}")


def test_dates_come_in_order_and_the_unknown_last() -> None:
    dates = [None, date_day("2024-02"), Dating(DateKind.END, None, "2023-05"), date_day("2024-01-08")]
    assert [str(date) for date in sorted(dates, key=rank_date)] == [
        "until 2023-05",
        "on 2024-01-08",
        "in 2024-02",
        "None",
    ]


@pytest.fixture
def months(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask) -> Ask:
    """Asks the command line of a store with an event of a month, one of a year and one of a day."""
    extractions = [make_visit("event/month", "2024-01"), make_visit("event/year", "2023")]
    write_store(tmp_path / "months.kg", make_quads([*extractions, make_visit("event/day", "2024-01-08")]))
    monkeypatch.setenv("KG_STORE", str(tmp_path / "months.kg"))
    return ask


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2024-01-20", "2024-01-25", ["event/month"]),
        ("2024-01-08", "2024-01-08", ["event/day", "event/month"]),
        ("2023-05", "2023-05", ["event/year"]),
        ("2024-02", None, []),
        (None, "2022", []),
    ],
)
def test_an_event_of_a_month_is_found_in_each_part_of_it(
    months: Ask, since: str | None, until: str | None, expected: list[str]
) -> None:
    period = [*(("--from", since) if since else ()), *(("--to", until) if until else ())]
    code, out, _ = months("list", "events", *period, "--format", "json")
    assert code == (0 if expected else 1)
    assert sorted(line["id"] for line in json.loads(out)["lines"]) == expected


def test_a_list_shows_the_kind_of_date(months: Ask) -> None:
    assert "in 2024-01 " in months("list", "events")[1]
    rows = csv.DictReader(io.StringIO(months("list", "events", "--format", "csv")[1]))
    dates = [(row["date_kind"], row["date_first"], row["date_last"]) for row in rows]
    assert dates == [("on", "2024-01-08", "2024-01-08"), ("in", "2024-01", "2024-01"), ("in", "2023", "2023")]
    rows = csv.DictReader(io.StringIO(months("list", "releases", "--format", "csv")[1]))
    assert {row["date_kind"] for row in rows} == {"issued on"}
    rows = csv.DictReader(io.StringIO(months("list", "people", "--format", "csv")[1]))
    assert {row["date_kind"] for row in rows} == {"named in"}


@pytest.mark.parametrize(
    "command",
    [
        ["who", CHAN],
        ["events", "--with", CHAN],
        ["timeline", CHAN],
        ["path", CHAN, SUN],
        ["office", CS, "--on", "2024-01-08"],
    ],
)
def test_json_and_csv_have_the_kind_beside_the_dates(ask: Ask, command: list[str]) -> None:
    lines = json.loads(ask(*command, "--format", "json")[1])["lines"]
    rows = list(csv.DictReader(io.StringIO(ask(*command, "--format", "csv")[1])))
    assert lines
    assert {tuple(line["date"].values()) for line in lines} == {
        (row["date_kind"], row["date_first"], row["date_last"]) for row in rows
    }
    assert all(row["date_kind"] in set(DateKind) for row in rows)
    shown = ask(*command)[1].splitlines()
    told = [line for line in shown if line.startswith("  ") and not line.startswith("   ")]
    words = ("on ", "from ", "in ", "until ", "seen on ", "reported on ", "planned for ")
    assert all(any(word in line for word in words) for line in told)


@pytest.mark.parametrize(
    ("term", "other", "expected"),
    [
        (("2022-07", None), ("2022-07-01", None), ["from 2022-07-01"]),
        (("2022", None), ("2022-07-01", "2025-06"), ["from 2022-07-01 until 2025-06"]),
        (("2022-07", "2025"), ("2022-07-01", "2025-06-30"), ["from 2022-07-01 until 2025-06-30"]),
        (
            ("2022-07", "2024"),
            ("2022-07-01", "2025-06-30"),
            ["from 2022-07 until 2024", "from 2022-07-01 until 2025-06-30"],
        ),
        ((None, "2025"), ("2022-07-01", "2025-06-30"), ["until 2025", "from 2022-07-01 until 2025-06-30"]),
    ],
)
def test_a_period_known_by_its_month_too_is_one_line(
    term: tuple[str | None, str | None], other: tuple[str | None, str | None], expected: list[str]
) -> None:
    graph = hold(*term)
    tenure = Tenure("tenure/u", SUN, CS, HK, "gba:substantive", None, *other)
    graph.add(tenure_from_reference(tenure, row="8", source="a.csv"))
    dates = [str(line.date) for line in describe_person(graph, SUN).lines if line.section == "office"]
    assert sorted(dates) == sorted(expected)


def test_a_term_that_is_over_is_not_told_again_as_one_that_goes_on() -> None:
    graph = hold("2019", None)
    over = Tenure("tenure/u", SUN, CS, HK, "gba:former", None, "2019-09", "2022-06")
    seen = Tenure("tenure/v", SUN, CS, HK, "gba:former", "2024-01-08")
    for row, tenure in enumerate((over, seen)):
        graph.add(tenure_from_reference(tenure, row=str(row), source="a.csv"))
    lines = [line for line in describe_person(graph, SUN).lines if line.section == "office"]
    assert sorted((str(line.date), line.capacity) for line in lines) == [
        ("None", "former"),
        ("from 2019-09 until 2022-06", "former"),
    ]


def test_what_is_planned_is_said_once(ask: Ask) -> None:
    out = ask("events", "--with", CHAN, "--planned")[1]
    assert [line.count("planned") for line in out.splitlines() if "Nobody Ng" in line and "with" in line] == [1]


def test_no_date_is_said_as_such() -> None:
    graph = hold(None, None, seen="2024-05-01", capacity="gba:former")
    assert [line.date for line in describe_person(graph, SUN).lines if line.section == "office"] == [None]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (FIRST, ["2024-01-08", "2024-01-08"]),
        (replace(FIRST, agreements=(Agreement(PACT, "gba:done", "2021-10"),)), ["2021-10-01", "2021-10-31"]),
    ],
)
def test_an_agreement_has_the_days_of_its_date(given: Extraction, expected: list[str]) -> None:
    question = f"SELECT ?first ?last WHERE {{ id:{PACT} gba:earliest ?first ; gba:latest ?last }}"
    assert [list(row) for row in make_graph(given).ask(question)] == [expected]


def test_a_tenure_and_a_figure_have_the_days_of_their_dates_too() -> None:
    days = "SELECT ?first ?last WHERE { ?thing a $class OPTIONAL { ?thing gba:earliest ?first } OPTIONAL { ?thing gba:latest ?last } }"
    tenures = days.replace("$class", "gba:Tenure")
    assert hold("2020", "2021-06").ask(tenures) == [("2020-01-01", "2021-06-30")]
    assert hold("2020-02", None).ask(tenures) == [("2020-02-01", None)]
    assert hold(None, "2020-02").ask(tenures) == [(None, "2020-02-29")]
    figure = Indicator("indicator/i", "body/lwb", "7", "least", "lamps", "en", "2024-02")
    graph = make_graph(replace(FIRST, indicators=(figure,)))
    assert graph.ask(days.replace("$class", "gba:Indicator")) == [("2024-02-01", "2024-02-29")]


def test_a_question_finds_the_events_of_a_period_by_day_and_by_month() -> None:
    graph = make_graph(make_visit("event/month", "2024-01"), make_visit("event/day", "2024-01-08"))
    question = find_question("events-in-a-period")
    found = ask_question(graph, question, since="2024-01-09", until="2024-01-31").list_values()
    assert [(row[0] or "").rpartition("/")[2] for row in found] == ["month"]
    assert len(ask_question(graph, question, since="2024-01-01", until="2024-01-08").rows) == 2


@pytest.mark.parametrize(
    ("date", "count"), [("2020-06-30", 0), ("2020-07-01", 1), ("2021-06-30", 1), ("2021-07-01", 0)]
)
def test_the_question_for_an_office_counts_all_days_of_a_month(date: str, count: int) -> None:
    rows = ask_question(hold("2020-07", "2021-06"), find_question("office-on-a-date"), date=date).rows
    assert len(rows) == count


def test_a_list_of_a_period_takes_what_lasts_into_it() -> None:
    graph = make_graph(make_visit("event/span", "2024-01-06", "2024-01-10"))
    assert len(list_directory(graph, "events", period=Period("2024-01-08", "2024-01-09")).entries) == 1
    assert len(list_directory(graph, "events", period=Period("2024-01-11", None)).entries) == 0


@pytest.mark.parametrize(
    ("last", "expected"), [("2025-10-16", "2025-10-23"), (None, None)], ids=["two days", "one day"]
)
def test_days_that_are_planned_move_together(last: str | None, expected: str | None) -> None:
    told = Time(0, 2, "2025-10-15", last, RELATIVE, ahead="2025-10-22")
    assert (turn_ahead(told).first, turn_ahead(told).last) == ("2025-10-22", expected)


def test_meetings_on_several_days_name_the_first_and_the_last() -> None:
    events = tuple(make_meeting(f"event/{day}", day, (CHAN, SUN)) for day in ("2024-01-08", "2024-01-09", "2024-02-01"))
    told = [
        state(who, "gba:participatedIn", one.id, 1, name_part(one.id, who)) for one in events for who in (CHAN, SUN)
    ]
    met = [state(CHAN, "gba:metWith", SUN, 1), state(SUN, "gba:metWith", CHAN, 1)]
    graph = make_graph(replace(FIRST, events=events, agreements=(), statements=(*told, *met)))
    (line,) = (line for line in describe_person(graph, CHAN).lines if line.section == "met")
    assert (str(line.date), line.detail) == ("on 2024-01-08 and 2024-02-01", "met (2024-01-08, 2024-01-09, 2024-02-01)")
