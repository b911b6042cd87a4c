"""`kg watch`: a list of names, what is new about each since the last run, and its feeds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from explorer import open_explorer
from retirement import make_retirement

from kg.building.builder import build_store
from kg.cli.main import run
from kg.graph.graph import Graph
from kg.views.watching import Watched, list_watched, look_at_watched

HEAD = "id: {id}\nlang: en\ntitle: {title}\nissued: {day}T12:00+08:00\nurl: https://e.invalid/{id}\n\n{text}\n"
TEXTS = {
    "visit": ("2024-05-03", "The Mayor of Kitetown, Mr Aldo Feng, visited Guangzhou today (May 3)."),
    "older": ("2024-05-01", "The Mayor of Kitetown, Mr Aldo Feng, met with the Director of Lanterns, Ms Rosa Quill."),
    "other": ("2024-05-04", "The Director of Lanterns, Ms Rosa Quill, visited Shenzhen today (May 4)."),
}
ATOM = "{http://www.w3.org/2005/Atom}"
Shown = tuple[int, str, str]


class Desk:
    """A reader's folder: releases, their graph, a list of watched names."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self.files, self.store, self.list = (path / name for name in ("files", "gba.kg", "watched.json"))
        self._capsys = capsys
        self.files.mkdir()

    def put(self, *ids: str) -> None:
        for id in ids:
            day, text = TEXTS[id]
            content = HEAD.format(id=id, title=f"A {id}", day=day, text=text)
            (self.files / f"{id}.txt").write_text(content, encoding="utf-8")
        build_store([self.files], self.store, add=True)

    def watch(self, *arguments: str) -> Shown:
        store = [] if arguments[0] in ("list", "remove") else ["--store", str(self.store)]
        code = run(["watch", *arguments, "--list", str(self.list), *store])
        return (code, *self._capsys.readouterr())

    def read_feeds(self) -> dict[str, bytes]:
        assert self.watch("run", "--out", str(self.path / "feeds"))[0] == 0
        return {path.name: path.read_bytes() for path in (self.path / "feeds").iterdir()}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = Desk(tmp_path, capsys)
    desk.put("visit")
    return desk


def list_entries(feed: bytes) -> list[tuple[str | None, str | None]]:
    entries = ElementTree.fromstring(feed).findall(f"{ATOM}entry")
    return [(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}published")) for entry in entries]


def test_a_name_is_added_once_listed_and_removed_under_what_it_was_called(desk: Desk) -> None:
    assert desk.watch("list") == (0, "", "")
    for name in ("Mr Aldo Feng", "person/aldo-feng"):
        assert desk.watch("add", name)[0] == 0
    assert desk.watch("add", "Mayor of Kitetown")[0] == 0
    assert desk.watch("list")[1].splitlines()[0] == "person/aldo-feng  Mr Aldo Feng"
    assert len(list_watched(desk.list)) == 2
    assert desk.watch("remove", "mr aldo feng")[0] == 0
    code, out, err = desk.watch("remove", "Aldo Feng")
    assert (code, out) == (1, "")
    assert '"Aldo Feng" is not watched; watched are: Mayor of Kitetown (post/' in err
    assert desk.watch("remove", "Mayor of Kitetown")[0] == 0
    assert "nothing else is" in desk.watch("remove", "Mayor of Kitetown")[2]


def test_a_name_that_nothing_or_more_than_one_thing_has_is_not_added(desk: Desk) -> None:
    code, out, err = desk.watch("add", "Aldo")
    assert (code, out) == (1, "")
    assert "did you mean Aldo Feng (person/aldo-feng)" in err
    assert not desk.list.exists()


def test_only_what_came_since_the_last_run_is_shown_with_its_sentence_and_release(desk: Desk) -> None:
    desk.watch("add", "Aldo Feng")
    first = desk.watch("run")[1]
    assert "watched from now on; 2 facts are known of it by now" in first
    assert "Guangzhou" not in first
    assert "nothing new" in desk.watch("run")[1]
    desk.put("other", "older")
    shown = desk.watch("run")[1]
    assert "took part in  meeting with Rosa Quill" in shown
    assert TEXTS["older"][1] in shown
    assert "A older, issued on 2024-05-01, https://e.invalid/older" in shown
    assert TEXTS["visit"][1] not in shown
    assert TEXTS["other"][1] not in shown
    again = desk.watch("run")[1]
    assert again.splitlines()[1:] == ["nothing new"]
    (desk.files / "older.txt").unlink()
    build_store([desk.files], desk.store, add=True)
    assert desk.watch("run")[1].splitlines()[1:] == ["nothing new; 1 sentence about it is gone"]


def test_without_changes_the_feeds_are_written_with_the_same_bytes(desk: Desk) -> None:
    desk.watch("add", "Aldo Feng")
    desk.watch("add", "Guangzhou")
    first = desk.read_feeds()
    assert sorted(first) == ["person-aldo-feng.atom", "place-guangzhou.atom", "watched.atom"]
    assert desk.read_feeds() == first
    desk.put("older", "other")
    second = desk.read_feeds()
    assert desk.read_feeds() == second
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {"person-aldo-feng.atom", "watched.atom"}


def test_what_was_found_by_a_run_comes_first_in_the_feeds_whenever_it_was_issued(desk: Desk) -> None:
    desk.watch("add", "Aldo Feng")
    desk.read_feeds()
    desk.put("older", "other")
    for name in ("person-aldo-feng.atom", "watched.atom"):
        entries = list_entries(desk.read_feeds()[name])
        assert entries == [("A older", "2024-05-01T04:00:00+00:00"), ("A visit", "2024-05-03T04:00:00+00:00")]
    desk.watch("run", "--out", str(desk.path / "all.xml"))
    assert (desk.path / "all.xml").read_bytes() == desk.read_feeds()["watched.atom"]


def test_of_each_store_it_is_remembered_by_itself_what_was_seen(desk: Desk) -> None:
    desk.watch("add", "Aldo Feng")
    desk.watch("run")
    other = shutil.copytree(desk.store, desk.path / "other.kg")
    assert look_at_watched(Graph.open(other), desk.list, store=other).tidings[0].is_first
    assert not look_at_watched(Graph.open(desk.store), desk.list, store=desk.store).tidings[0].is_first


def test_what_a_graph_does_not_know_is_said_and_costs_no_other_name(desk: Desk) -> None:
    desk.list.write_text(json.dumps([{"id": "person/nobody", "name": "Nobody"}, {"id": "post/x", "name": "X"}]))
    desk.watch("add", "Aldo Feng")
    code, out, err = desk.watch("run", "--format", "json")
    shown = json.loads(out)["names"]
    assert (code, [one["about"]["id"] for one in shown]) == (0, ["person/aldo-feng"])
    assert err.count("kg: note: nothing in the graph has the id") == 2


def test_what_has_taken_the_place_of_a_watched_thing_is_watched_instead(desk: Desk) -> None:
    desk.watch("add", "Aldo Feng")
    desk.watch("run")
    lines = Graph.open(desk.store).triples_sorted_ntriples().replace(b"person/aldo-feng>", b"person/aldo-feng-2>")
    retired = [str(quad).encode() + b" .\n" for quad in make_retirement("person/aldo-feng", ["person/aldo-feng-2"])]
    graph = Graph.in_memory()
    graph.add_lines([lines, *retired])
    (tidings,) = look_at_watched(graph, desk.list, store=desk.store).tidings
    assert (tidings.thing.id, tidings.is_first, tidings.lines) == ("person/aldo-feng-2", False, ())


@pytest.mark.parametrize("content", ["kites", "7", '{"id": 3}', "[7]"])
def test_a_list_that_is_none_is_refused_and_stays(desk: Desk, content: str) -> None:
    desk.list.write_text(content)
    for command in (["list"], ["run"], ["add", "Aldo Feng"], ["remove", "x"]):
        code, out, err = desk.watch(*command)
        assert (code, out, "watched.json: " in err, "unexpected" in err) == (2, "", True, False)
    assert desk.list.read_text() == content


def test_a_file_of_what_was_seen_that_is_none_is_named(desk: Desk) -> None:
    desk.watch("add", "Aldo Feng")
    assert list_watched(desk.list) == (Watched("person/aldo-feng", "Aldo Feng"),)
    for content in (
        "kites",
        "[]",
        '{"x": 7}',
        json.dumps({str(desk.store.resolve()): {"person/aldo-feng": {"news": 7}}}),
    ):
        desk.path.joinpath("watched-seen.json").write_text(content)
        code, _, err = desk.watch("run")
        assert (code, "watched-seen.json: " in err, "unexpected" in err) == (2, True, False)


def test_the_explorer_tells_of_what_is_gone_and_leads_to_nothing_that_is(desk: Desk) -> None:
    desk.put("other")
    (desk.files / "other.txt").unlink()
    build_store([desk.files], desk.store, add=True)
    with open_explorer(desk.store) as client:
        told = client.get("/changes/3?lang=en", headers={"Accept": "text/html"}).text.partition("<h1>")[2]
    assert "<strong>removed</strong> <bdi>Rosa Quill</bdi>" in told
    assert TEXTS["other"][1] in told
    assert "/release/other" not in told


def test_the_explorer_tells_of_the_latest_builds(desk: Desk) -> None:
    desk.put("other")
    with open_explorer(desk.store) as client:
        page = client.get("/recent?lang=en", headers={"Accept": "text/html"}).text
        feed = client.get("/feed.atom").content
        html = client.get("/recent?lang=zh-Hant", headers={"Accept": "text/html"}).text
        told = client.get("/changes/2?lang=en", headers={"Accept": "text/html"}).text
        began = client.get("/changes/1?lang=en", headers={"Accept": "text/html"}).text
        assert client.get("/changes/3", headers={"Accept": "text/html"}).status_code == 404
    assert 'href="/changes/2"' in page
    assert '<strong>added</strong> <a class="thing" href="/thing/person/rosa-quill">' in told
    assert TEXTS["other"][1] in told
    assert "Only how much it was is shown." in began
    assert page.index("1 release new") < page.index("the graph began: 1 release, ")
    assert "1 篇新聞公報新增" in html
    entries = ElementTree.fromstring(feed).findall(f"{ATOM}entry")
    assert [("build" in (entry.findtext(f"{ATOM}title") or "")) for entry in entries] == [True, True, False, False]
    assert "1 release new" in (entries[0].findtext(f"{ATOM}summary") or "")
