"""What an event was about is kept in the words of the text, with its sentence, and shown wherever the event is; the
days that its date allows stand beside the date."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from clause_facts import read_text
from sample import CHAN, EXTRACTIONS, FIRST, SECOND, make_graph

from kg.cli.main import run
from kg.exports import export_graph, serialize_release, split_by_release
from kg.exports.tables import make_tables
from kg.graph.checks import check
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.linking.rewriting import Renaming, rename
from kg.scripting import restore_script
from kg.statements import Event, Extraction, state_matter
from kg.views.events import find_occasions
from kg.views.lookup import describe_person, list_meetings
from kg.views.parameters import ask_question
from kg.views.picture.data import make_data
from kg.views.scene import make_scene
from kg.views.timeline import tell_timeline

MATTER = "innovation and technology in both places"
CHINESE = "兩地的創新科技發展"


def tell(extraction: Extraction, event: str, matter: str, lang: str = "en") -> Extraction:
    """Gives a release in which an event is about something."""
    (known,) = [one for one in extraction.events if one.id == event]
    about = replace(known, matter=matter, lang=lang)
    events = tuple(about if one.id == event else one for one in extraction.events)
    said = state_matter(about, sentence=1, rule="by-hand")
    return replace(extraction, events=events, statements=(*extraction.statements, *said))


TOLD = tell(FIRST, "event/zhang", MATTER)
LATER = replace(SECOND, release=replace(SECOND.release, lang="zh-Hant"), events=(FIRST.events[0],), statements=())
TOLD_TWICE = (TOLD, tell(LATER, "event/zhang", CHINESE, "zh-Hant"))
Ask = Callable[..., str]


def list_problems_of_matters(graph: Graph) -> list[str]:
    return [problem.rule for problem in check(graph) if "matter" in problem.rule or "claim" in problem.node]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(*TOLD_TWICE)


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    write_store(tmp_path / "matters.kg", make_quads(TOLD_TWICE))
    monkeypatch.setenv("KG_STORE", str(tmp_path / "matters.kg"))

    def ask_kg(*arguments: str) -> str:
        assert run(arguments) == 0
        return capsys.readouterr().out

    return ask_kg


def test_a_matter_is_a_text_with_its_language_and_its_claim(graph: Graph) -> None:
    rows = graph.select("""SELECT ?matter ?exact WHERE { ?event gba:matter ?matter .
        ?claim rdf:subject ?event ; rdf:predicate gba:matter ; rdf:object ?matter ; prov:wasDerivedFrom ?sentence .
        ?sentence oa:exact ?exact } ORDER BY ?matter""").rows
    assert [(matter.value, matter.lang) for matter, _ in rows if matter] == [(MATTER, "en"), (CHINESE, "zh-Hant")]
    assert list_problems_of_matters(graph) == []


def test_a_matter_without_its_claim_is_found() -> None:
    silent = replace(TOLD, statements=FIRST.statements)
    assert list_problems_of_matters(make_graph(silent)) == [f"gba:matter {MATTER!r} has no claim"]


def test_an_event_without_a_matter_states_none() -> None:
    assert state_matter(FIRST.events[0], sentence=1, rule="by-hand") == ()


def test_the_matter_of_a_plan_is_only_claimed_as_planned() -> None:
    planned = tell(FIRST, "event/ng", MATTER)
    assert planned.statements[-1].status == "gba:planned"
    assert list_problems_of_matters(make_graph(planned)) == []


def test_words_that_look_like_an_id_stay_words() -> None:
    told = tell(FIRST, "event/zhang", CHAN)
    renamed = rename(told, Renaming({CHAN: "person/other"}))
    assert [said.object for said in renamed.statements if said.predicate == "gba:matter"] == [CHAN]
    assert make_graph(told).ask("SELECT ?matter WHERE { ?event gba:matter ?matter }") == [(CHAN,)]


def test_a_matter_read_in_simplified_characters_is_given_back_in_them() -> None:
    release = replace(SECOND.release, lang="zh-Hans")
    restored = restore_script(TOLD_TWICE[1], release, ())
    assert restored.events[0].matter == "两地的创新科技发展"
    assert (restored.statements[-1].object, restored.statements[-1].lang) == ("两地的创新科技发展", "zh-Hans")


@pytest.mark.parametrize(("lang", "expected"), [("en", MATTER), ("zh-Hant", CHINESE), ("zh-Hans", CHINESE)])
def test_lookups_show_the_matter_in_the_language_asked_for(graph: Graph, lang: str, expected: str) -> None:
    assert [meeting.matter for meeting in list_meetings(graph, CHAN, lang=lang) if meeting.matter] == [expected]
    for lines in (describe_person(graph, CHAN, lang=lang).lines, tell_timeline(graph, CHAN, lang=lang).lines):
        assert [line.matter for line in lines if line.matter] == [expected]


def test_matters_of_one_language_are_joined() -> None:
    again = tell(replace(SECOND, events=(FIRST.events[0],), statements=()), "event/zhang", "medicine")
    (occasion,) = [one for one in find_occasions(make_graph(TOLD, again), CHAN) if one.matters]
    assert occasion.get_matter("en") == f"{MATTER}; medicine"


def test_commands_show_the_matter(ask: Ask) -> None:
    assert f'about "{MATTER}"' in ask("events", "--with", CHAN)
    assert f'about "{MATTER}"' in ask("timeline", CHAN)
    assert MATTER in ask("who", CHAN)
    assert f"关于“{CHINESE}”" in ask("events", "--with", CHAN, "--lang", "zh-Hans")
    for command in (("events", "--with", CHAN), ("who", CHAN), ("timeline", CHAN)):
        lines = json.loads(ask(*command, "--format", "json"))["lines"]
        assert [line["matter"] for line in lines if line["matter"]] == [MATTER]
        rows = csv.DictReader(io.StringIO(ask(*command, "--format", "csv")))
        assert {row["matter"] for row in rows} == {"", MATTER}


def test_tables_and_networks_show_the_matter_and_the_days(graph: Graph) -> None:
    tables = {
        table.schema.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        for table in make_tables(graph)
    }
    days = {row["id"]: (row["earliest"], row["latest"]) for row in tables["events"]}
    assert days["event/zhang"] == ("2024-01-08", "2024-01-08")
    matters = [(row["event_id"], row["matter"], row["language"]) for row in tables["event_matters"]]
    assert sorted(matters) == sorted([("event/zhang", MATTER, "en"), ("event/zhang", CHINESE, "zh-Hant")])
    network = nx.read_gexf(io.BytesIO(export_graph(graph, "gexf")))
    assert network.nodes["id:event/zhang"]["matter"] == MATTER


def test_the_question_about_a_persons_events_gives_the_matter(graph: Graph) -> None:
    table = ask_question(graph, "events-of-a-person", person="Chan Kwok-ki")
    at = table.columns.index("matter")
    assert {cell.value for row in table.rows if (cell := row[at]) is not None} == {MATTER}


def test_a_picture_knows_the_matter_in_all_languages(graph: Graph) -> None:
    data = make_data(make_scene(graph))
    (node,) = [node for node in (*data.marks, *data.page["things"]) if "matters" in node]
    assert node["matters"] == [["en", MATTER], ["zh-Hant", CHINESE]]


def test_each_release_says_its_own_matter(graph: Graph) -> None:
    quads = [quad for quad in split_by_release(graph) if quad.predicate.value.endswith("#matter")]
    found = {(str(quad.object), str(quad.graph_name).rpartition("release/")[2]) for quad in quads}
    assert found == {(f'"{MATTER}"@en', "sample-20240108/en>"), (f'"{CHINESE}"@zh-hant', "sample-20250303/zh-Hant>")}


def test_turtle_holds_the_matter() -> None:
    assert f'gba:matter "{MATTER}"@en' in serialize_release(TOLD, "ttl").decode()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-01-08", None, [("2024-01-08", "2024-01-08")]),
        ("2024-02", None, [("2024-02-01", "2024-02-29")]),
        ("2023", None, [("2023-01-01", "2023-12-31")]),
        ("2024-01-08", "2024-01-10", [("2024-01-08", "2024-01-10")]),
        ("2024-01", "2024-03", [("2024-01-01", "2024-03-31")]),
        (None, None, []),
    ],
)
def test_the_days_that_a_date_allows_stand_beside_it(
    start: str | None, end: str | None, expected: list[tuple[str, str]]
) -> None:
    event = Event("event/e", "gba:visit", "gba:done", "Visit", "en", start, end, "gba:statedDate" if start else None)
    graph = make_graph(replace(FIRST, events=(event,), agreements=(), statements=(), tenures=()))
    assert graph.ask("SELECT ?first ?last WHERE { ?event gba:earliest ?first ; gba:latest ?last }") == expected


def test_every_dated_event_of_the_samples_has_its_days() -> None:
    bare = "SELECT ?event WHERE { ?event a schema:Event ; schema:startDate ?date MINUS { ?event gba:earliest ?day } }"
    assert make_graph(*EXTRACTIONS).ask(bare) == []


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Ms Wong Mei-fan met with Mr Qi Wenbo to discuss lamps and then thanked the guests.", "lamps"),
        ("Ms Wong Mei-fan exchanged views with Mr Qi Wenbo on lamps before thanking the guests.", "lamps"),
        (
            "Ms Wong Mei-fan talked with Mr Qi Wenbo about how both cities can co-operate.",
            "how both cities can co-operate",
        ),
        ("Ms Wong Mei-fan met with Mr Qi Wenbo to discuss lantern safety.", "lantern safety"),
        ("Ms Wong Mei-fan exchanged views with Mr Qi Wenbo on talent.", "talent"),
        ("Ms Wong Mei-fan met with Mr Qi Wenbo.", None),
        ("On her last day in Zhuhai (May 2), Ms Ada Pun called on Mr Bo Lin.", None),
        ("Ms Ada Pun met Mr Bo Lin on visitor flows and day trips.", "visitor flows and day trips"),
        ("Ms Ada Pun met Mr Bo Lin to discuss the way forward for lamps.", "the way forward for lamps"),
    ],
)
def test_what_a_meeting_was_about_is_read_from_its_sentence(text: str, matter: str | None) -> None:
    assert [event.matter for event in read_text(text).events] == [matter]


MEETING = "黃美芬女士與祁文博先生會面"


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("黃美芬女士就燈籠安全與祁文博先生交換意見。", "燈籠安全"),
        ("黃美芬女士與祁文博先生就燈籠安全交換意見。", "燈籠安全"),
        ("黃美芬女士與祁文博先生就燈籠安全進行深入交流。", "燈籠安全"),
        ("黃美芬女士與祁文博先生討論燈籠安全合作。", "燈籠安全合作"),
        (f"{MEETING}，就燈籠安全交換意見。", "燈籠安全"),
        (f"{MEETING}，雙方就燈籠安全交換意見。", "燈籠安全"),
        (f"{MEETING}，雙方就燈籠、潮汐研究和人才交流等議題進行交流。", "燈籠、潮汐研究和人才交流等議題"),
        (f"{MEETING}，就與珠海燈籠管理局的合作交換意見。", "與珠海燈籠管理局的合作"),
        (f"{MEETING}，圍繞珠海燈籠管理局深入交流。", "珠海燈籠管理局"),
        (f"{MEETING}，圍繞燈籠安全深入交流。", "燈籠安全"),
        (f"{MEETING}，探討燈籠安全。", "燈籠安全"),
        (f"{MEETING}，商討如何加強兩地合作。", "如何加強兩地合作"),
        (f"{MEETING}，討論兩地燈籠安全合作，並參觀珍珠潮汐研究院。", "兩地燈籠安全合作"),
        (f"{MEETING}，討論燈籠安全並參觀珍珠潮汐研究院。", "燈籠安全"),
        ("黃美芬女士會見祁文博先生，就加強兩地燈籠合作交換意見。", "加強兩地燈籠合作"),
        (f"{MEETING}。他們就燈籠安全交換意見。", "燈籠安全"),
        (f"{MEETING}。雙方就燈籠安全交換意見。", "燈籠安全"),
        (f"{MEETING}。二人討論燈籠安全。", "燈籠安全"),
        (f"{MEETING}。", None),
        (f"{MEETING}。何國華先生就燈籠安全交換意見。", None),
        (f"{MEETING}。她訪問珠海。雙方就燈籠安全交換意見。", None),
        (f"{MEETING}。雙方將就燈籠安全交換意見。", None),
        (f"{MEETING}，了解燈籠安全。", None),
        (f"{MEETING}，感謝他支持。", None),
        (f"{MEETING}，就相關事宜交換意見。", None),
        (f"{MEETING}，何國華先生討論燈籠安全。", None),
        (f"{MEETING}，參觀珍珠潮汐研究院，討論燈籠安全。", None),
    ],
)
def test_what_a_chinese_meeting_was_about_ends_with_its_own_words(text: str, matter: str | None) -> None:
    (meeting,) = [event for event in read_text(text, lang="zh").events if event.type == "gba:meeting"]
    assert meeting.matter == matter


def test_what_another_meeting_was_about_stays_with_it() -> None:
    events = read_text("黃美芬女士會見祁文博先生，就燈籠安全與何國華先生交換意見。", lang="zh").events
    assert sorted(event.matter or "" for event in events) == ["", "燈籠安全"]
