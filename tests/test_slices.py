"""What only a part of is shown is read only for that part, and says the same as all of it does."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from explorer import open_explorer
from sample import CHAN, EXTRACTIONS, make_graph

from kg.explorer.pages import person, shown
from kg.explorer.pages.shown import complete_lists
from kg.graph.graph import Graph
from kg.views.attendance import find_attendance, read_meetings
from kg.views.datings import rank_date
from kg.views.directory import LISTS, complete_entries, find_like, list_directory, list_entries
from kg.views.events import Occasion, Part, find_occasions
from kg.views.evidence import Evidence, complete_evidence
from kg.views.history import find_histories
from kg.views.lookup import Meeting, list_meetings, make_lines, read_record, read_record_apart
from kg.views.names import Names
from kg.views.sameness import find_same
from kg.views.scene import make_scene, make_scene_on, read_ground
from kg.views.selection import Selection
from kg.views.timeline import tell_timeline


@pytest.fixture(scope="module")
def graph(samples_store: Path) -> Graph:
    return Graph.open(samples_store)


def list_of(graph: Graph, *kinds: str) -> list[str]:
    return [thing.id for thing in Names(graph).list_things(*kinds)]


def rank(meeting: Meeting) -> tuple[str, str]:
    return rank_date(meeting.date) if meeting.date else ("", "")


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_events_that_are_read_one_by_one_are_those_that_are_listed(graph: Graph, lang: str) -> None:
    for id in list_of(graph, "person", "body"):
        names = Names(graph, lang)
        attendance = find_attendance(graph, read_record_apart(graph, names, names.get(id)))
        found = [read_meetings(graph, attendance, [occasion])[0] for occasion in attendance.occasions]
        listed = sorted(list_meetings(graph, id, planned=True, lang=lang), key=rank, reverse=True)
        histories = find_histories(graph, find_occasions(graph, id))
        alone = {event for event, history in histories.items() if len(history.events) == 1}
        assert {meeting.event.id for meeting in found} == set(histories)
        assert [one for one in found if one.event.id in alone] == [
            replace(one, history=()) for one in listed if one.event.id in alone
        ]
        assert [attendance.dates[meeting.event.id] for meeting in found] == [meeting.date for meeting in found]


def test_lines_apart_from_events_are_those_among_all(graph: Graph) -> None:
    for id in list_of(graph, "person", "body", "post"):
        names = Names(graph)
        whole, apart = (make_lines(read(graph, names, names.get(id))) for read in (read_record, read_record_apart))
        completed = complete_lists(graph, {"all": apart}, "en")["all"].shown
        assert list(completed) == [line for line in whole if line.section != "event"]


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_the_last_lines_of_a_timeline_are_those_of_the_whole(
    graph: Graph, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "MOST_LINES", 3)
    for id in list_of(graph, "place", "initiative"):
        names = Names(graph, lang)
        last = shown.read_moments(graph, names, names.get(id))
        whole = tell_timeline(graph, id, lang=lang).lines
        assert last.shown == tuple(replace(line, history=()) for line in whole[::-1][:3])
        assert len(last) == len(whole)


def test_of_sentences_that_are_not_shown_only_the_place_is_read(
    samples_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/thing/{CHAN}"
    with open_explorer(samples_store) as client:
        whole = client.get(address).text
        data = client.get(f"{address}?format=json").text
    monkeypatch.setattr(shown, "MOST_LINES", 1)
    monkeypatch.setattr(shown, "MOST_SOURCES", 1)
    read: list[int] = []

    def count(graph: Graph, outlined: Iterable[Evidence]) -> dict[str, Evidence]:
        read.append(len(found := complete_evidence(graph, outlined)))
        return found

    monkeypatch.setattr(shown, "complete_evidence", count)
    with open_explorer(samples_store) as client:
        assert client.get(address).text != whole
        assert client.get(f"{address}?format=json").text == data
    assert 0 < read[0] < whole.count('<p class="from">')


@pytest.mark.parametrize("what", LISTS)
@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_a_part_of_a_list_says_what_the_whole_says(graph: Graph, what: str, lang: str) -> None:
    whole = list_directory(graph, what, lang=lang)
    entries = list_entries(graph, what, lang=lang)
    assert len(entries) == whole.total
    assert complete_entries(graph, what, entries[2:5], lang=lang) == whole.entries[2:5]
    alike = find_like(entries, "a", lang=lang)
    assert len(alike) == list_directory(graph, what, like="a", lang=lang).total


def test_of_many_shared_events_the_page_shows_the_latest(samples_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/thing/{CHAN}"
    with open_explorer(samples_store) as client:
        whole = client.get(address).text
    monkeypatch.setattr(person, "MOST_SHARED", 1)
    with open_explorer(samples_store) as client:
        short = client.get(address).text
    counts = [page.count('<a class="thing" href="/thing/event/') for page in (whole, short)]
    assert counts[0] > counts[1] > 0
    assert whole.count("events together") == short.count("events together") > 0


def test_pages_of_events_together_hold_all_of_them(samples_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "_SHELF", 2)
    graph = Graph.open(samples_store)
    events = {occasion.id for occasion in find_occasions(graph, CHAN)}
    with open_explorer(samples_store) as client:
        pages = [client.get(f"/thing/{CHAN}", params={"page": at + 1}).text for at in range(-(-len(events) // 2))]
    shown = [page.partition('id="events"')[2].partition("</section>")[0] for page in pages]
    assert all(sum(f"/thing/{id}" in page for page in shown) >= 1 for id in events)


def test_pictures_of_one_ground_are_as_if_each_had_its_own() -> None:
    graph = make_graph(*EXTRACTIONS)
    ground = read_ground(graph, "en")
    for selection in (Selection(CHAN), Selection(CHAN, hops=2), Selection(CHAN, kinds=frozenset({"person"}))):
        assert make_scene_on(ground, graph, selection) == make_scene(graph, selection)


def test_a_page_holds_no_more_marks_than_it_is_told() -> None:
    graph = make_graph(*EXTRACTIONS)
    whole, small = (make_scene(graph, Selection(CHAN, limit=2, most=most)) for most in (500, 3))
    assert len([node for node in whole.nodes if node.place]) > 3
    assert len([node for node in small.nodes if node.place]) <= 3


def test_events_are_the_same_whatever_stands_beside_them() -> None:
    chooser = random.Random(3)
    occasions: dict[str, Occasion] = {}
    for number in range(60):
        month = f"2024-{chooser.randint(1, 2):02}"
        parts = tuple(
            Part(f"part/{number}-{agent}", f"person/{agent}", "participant", None, None)
            for agent in chooser.sample("abcd", chooser.randint(0, 3))
        )
        id = f"event/{number:02}"
        occasions[id] = Occasion(
            id,
            chooser.choice(["visit", "meeting"]),
            chooser.choice(["done", "planned"]),
            chooser.choice([month, f"{month}-0{chooser.randint(1, 2)}"]),
            chooser.choice(["talks", "tour"]),
            tuple(chooser.sample(["place/x", "place/y"], chooser.randint(0, 1))),
            parts,
        )
    found = find_same(occasions, occasions)
    assert found
    for id, other in found.items():
        one, another = occasions[id], occasions[other]
        assert one.type == another.type
        assert not one.places or not another.places or set(one.places) & set(another.places)
    groups = {kind: [id for id, one in occasions.items() if one.type == kind] for kind in ("visit", "meeting")}
    assert find_same(occasions, groups["visit"]) | find_same(occasions, groups["meeting"]) == found
