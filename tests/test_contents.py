"""What is in a graph: the counts of `kg stats` and the lists of `kg list`, over real stores."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from asking import Ask
from sample import CHRIS, EXTRACTIONS, FIRST, PACT, make_graph, state

from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.views.activity import count_activity
from kg.views.contents import count_contents
from kg.views.directory import LISTS, list_directory
from kg.views.events import read_pacts
from kg.views.lookup import describe_person
from kg.views.periods import Period
from kg.views.timeline import tell_timeline


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_counts_are_those_of_what_was_written() -> None:
    graph = Graph.in_memory()
    graph.add(make_quads(EXTRACTIONS))
    contents = count_contents(graph)
    cited = sum(len({statement.sentence for statement in one.statements}) for one in EXTRACTIONS)
    assert contents.sum_section("releases") == len(EXTRACTIONS)
    assert contents.sum_section("sentences") == cited
    assert contents.sum_section("statements") == sum(len(one.statements) for one in EXTRACTIONS)
    people = {entity.id for one in EXTRACTIONS for entity in one.entities if entity.kind == "person"}
    assert [count.count for count in contents.list_section("things") if count.name == "person"] == [len(people)]
    issued = sorted(one.release.issued.date().isoformat() for one in EXTRACTIONS)
    assert (contents.issued.first, contents.issued.last) == (issued[0], issued[-1])


def test_what_is_planned_is_counted_apart(ask: Ask) -> None:
    rows = read_rows(ask("stats", "--format", "csv")[1])
    counts = {row["part"]: int(row["count"]) for row in rows if row["name"] == "gba:participatedIn"}
    said = [statement for one in EXTRACTIONS for statement in one.statements]
    planned = [one for one in said if one.predicate == "gba:participatedIn" and one.status == "gba:planned"]
    assert counts["planned"] == len(planned) > 0


def test_an_empty_graph_has_counts_of_nothing() -> None:
    contents = count_contents(Graph.in_memory())
    assert (contents.issued.first, contents.sum_section("things"), contents.list_section("releases")) == (None, 0, [])


def test_the_formats_of_stats_hold_the_same_counts(ask: Ask) -> None:
    code, table, note = ask("stats")
    assert (code, "left open are not kept" in note) == (0, True)
    document = json.loads(ask("stats", "--format", "json")[1])
    rows = read_rows(ask("stats", "--format", "csv")[1])
    counts = [(one["section"], one["name"], one["part"], str(one["count"])) for one in document["counts"]]
    assert counts == [tuple(row.values()) for row in rows if row["section"] != "period"]
    assert all(name in table for _, name, _, _ in counts)


@pytest.mark.parametrize("what", LISTS)
def test_every_list_gives_ids_in_every_format(ask: Ask, what: str) -> None:
    code, table, _ = ask("list", what)
    lines = json.loads(ask("list", what, "--format", "json")[1])["lines"]
    rows = read_rows(ask("list", what, "--format", "csv")[1])
    assert code == 0
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    assert lines
    assert all(line["id"].partition("/")[0] in LISTS[what] for line in lines)
    assert table.splitlines()[1].split() == ["id", "name", "status", "date", "releases", "sentences"]


def test_people_come_by_how_often_they_are_named(ask: Ask) -> None:
    lines = json.loads(ask("list", "people", "--format", "json")[1])["lines"]
    ranks = [(-line["releases"], -line["sentences"], line["name"]) for line in lines]
    assert ranks == sorted(ranks)
    assert lines[0]["id"] == "person/chan-kwok-ki"


def test_events_and_releases_come_latest_first(ask: Ask) -> None:
    for what in ("events", "releases"):
        days = [line["date_first"] for line in json.loads(ask("list", what, "--format", "json")[1])["lines"]]
        assert days == sorted(days, reverse=True)


def test_a_planned_event_is_not_listed_as_done(ask: Ask) -> None:
    lines = json.loads(ask("list", "events", "--format", "json")[1])["lines"]
    assert [line["status"] for line in lines if line["id"] == "event/ng"] == ["planned"]


def test_an_agreement_that_is_only_named_is_nowhere_called_done() -> None:
    graph = make_graph(replace(FIRST, agreements=(), statements=()))
    (entry,) = list_directory(graph, "agreements").entries
    assert (entry.thing.id, entry.status, read_pacts(graph)[PACT].status) == (PACT, None, None)
    assert {moment.section for moment in tell_timeline(graph, PACT).lines} == {"release"}
    activity = count_activity(graph)
    assert PACT not in (*activity.undated, *(thing for count in activity.counts for thing in count.things))


def test_a_sentence_that_says_who_signed_counts_whatever_else_is_known_of_the_agreement() -> None:
    graph = make_graph(replace(FIRST, agreements=(), statements=(state(CHRIS, "gba:signed", PACT, 2),)))
    told = [(line.section, line.thing.id) for line in describe_person(graph, CHRIS).lines]
    assert ("agreement", PACT) in told
    (moment,) = (moment for moment in tell_timeline(graph, CHRIS).lines if moment.section == "agreement")
    assert str(moment.date) == "reported on 2024-01-08"


@pytest.mark.parametrize("words", ["chan kwok", "KWOK-KI chan", "陳國基", "陈国", "國基"])
def test_a_name_is_found_by_words_in_any_script(ask: Ask, words: str) -> None:
    rows = read_rows(ask("list", "people", "--like", words, "--format", "csv", "--lang", "zh-Hant")[1])
    assert [row["name"] for row in rows] == ["陳國基"]


def test_a_period_keeps_what_lies_within_it_and_counts_no_more(store: Path) -> None:
    graph, march = Graph.open(store), Period("2025-03", "2025-03")
    chan = list_directory(graph, "people").entries[0]
    assert (str(chan.date), chan.releases, chan.sentences) == ("named in releases from 2024-01-08 to 2025-03-03", 2, 6)
    chan = list_directory(graph, "people", period=march).entries[0]
    assert (str(chan.date), chan.releases, chan.sentences) == ("named in a release of 2025-03-03", 1, 1)
    assert [entry.thing.id for entry in list_directory(graph, "events", period=march).entries] == ["event/later"]
    assert list_directory(graph, "people", period=Period("1999", "1999")).entries == ()


def test_a_list_that_is_cut_says_so(ask: Ask) -> None:
    code, out, err = ask("list", "people", "--limit", "2", "--format", "csv")
    assert (code, len(read_rows(out))) == (0, 2)
    assert "of which 2 are shown; --limit 0 shows all" in err
    code, out, err = ask("list", "people", "--limit", "0", "--format", "csv")
    assert (len(read_rows(out)) > 2, err) == (True, "")


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        (("people", "--like", "dragon"), 'there are no people with "dragon" in a name'),
        (("events", "--from", "1999", "--to", "1999"), "there are no events from 1999 to 1999"),
    ],
)
def test_a_list_without_a_line_says_so(ask: Ask, asked: tuple[str, ...], note: str) -> None:
    for form, written in (("table", ""), ("json", '"total": 0'), ("csv", "id,name")):
        code, out, err = ask("list", *asked, "--format", form)
        assert (code, err, written in out, bool(out)) == (1, f"{note}\n", True, bool(written))


def test_a_list_of_nothing_known_is_a_wrong_call(ask: Ask) -> None:
    code, out, err = ask("list", "dragons")
    assert (code, out) == (2, "")
    assert "people" in err


@pytest.mark.parametrize("words", ["...", " ", "-", "\udcff"])
def test_words_without_a_letter_are_a_wrong_call_and_not_everything(ask: Ask, words: str) -> None:
    code, out, err = ask("list", "people", "--like", words)
    assert (code, out) == (2, "")
    assert "holds no word" in err
    assert len(read_rows(ask("list", "people", "--like", f"chan {words} kwok", "--format", "csv")[1])) == 1
