"""Pictures: one file, no requests, no text that becomes script; looked at in a real browser where there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from sample import CHAN, EXTRACTIONS, NG, TALENT, make_release, make_sentences

from kg.claims import make_quads
from kg.entities import Entity, Label
from kg.graph import Graph
from kg.statements import Extraction
from kg.views.layout import BOX_HEIGHT, BOX_WIDTH, place_nodes
from kg.views.picture import draw
from kg.views.scene import Scene, make_scene

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = (
    "</script><script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "<b>href</b> & {{ 7*7 }}",
)
Draw = Callable[[Scene], str]


def make_graph(*extractions: Extraction) -> Graph:
    made = Graph.in_memory()
    made.add(make_quads(extractions))
    return made


def make_hostile() -> Graph:
    """Gives the sample with attacks for names, sentences, title and address."""
    first = EXTRACTIONS[0]
    texts = tuple(f"{HOSTILE[index % 3]} {text}" for index, text in enumerate(TALENT))
    release = replace(
        make_release("hostile", "2024-01-08", texts), title=HOSTILE[0], url="https://x/?a=<b>\"'javascript:"
    )
    entities = tuple(_rename(entity, HOSTILE[index % 3]) for index, entity in enumerate(first.entities))
    return make_graph(replace(first, release=release, sentences=make_sentences(texts), entities=entities))


def _rename(entity: Entity, attack: str) -> Entity:
    return replace(entity, labels=tuple(Label(f"{label.text} {attack}", label.lang, True) for label in entity.labels))


def read_data(html: str) -> dict[str, list[dict[str, object]]]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert match
    data: dict[str, list[dict[str, object]]] = json.loads(match[1])
    return data


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draw:
    monkeypatch.chdir(tmp_path)

    def write_scene(scene: Scene) -> str:
        draw(scene, tmp_path / "picture.html")
        return (tmp_path / "picture.html").read_text(encoding="utf-8")

    return write_scene


def test_one_file_is_written_and_nothing_else(write: Draw, tmp_path: Path) -> None:
    write(make_scene(make_graph(*EXTRACTIONS)))
    assert [path.name for path in tmp_path.iterdir()] == ["picture.html"]


def test_the_same_graph_gives_the_same_bytes(write: Draw) -> None:
    graph = make_graph(*EXTRACTIONS)
    assert write(make_scene(graph)) == write(make_scene(make_graph(*reversed(EXTRACTIONS))))


def test_the_page_loads_nothing(write: Draw) -> None:
    html = write(make_scene(make_graph(*EXTRACTIONS)))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    assert not re.findall(r"<(?:link|img|iframe)\b|<script[^>]*\bsrc=|@import|url\(", html.partition("<script")[0])


def test_every_edge_has_a_sentence_and_every_sentence_stands_once(write: Draw) -> None:
    data = read_data(write(make_scene(make_graph(*EXTRACTIONS))))
    texts = [sentence["text"] for sentence in data["sentences"]]
    assert all(edge["evidence"] for edge in data["edges"])
    assert all(texts)
    assert len(texts) == len(set(texts))


def test_an_office_is_drawn_to_its_body_only_around_a_name(write: Draw) -> None:
    graph = make_graph(*EXTRACTIONS)
    assert "is an office of" not in {edge["verb"] for edge in read_data(write(make_scene(graph)))["edges"]}
    around = read_data(write(make_scene(graph, "Chris Sun", hops=2)))["edges"]
    assert ("post/slw", "body/lwb") in {(edge["from"], edge["to"]) for edge in around}


def test_planned_things_are_drawn_only_if_asked_for_and_then_dashed(write: Draw) -> None:
    graph = make_graph(*EXTRACTIONS)
    assert NG not in {node["id"] for node in read_data(write(make_scene(graph)))["nodes"]}
    edges = read_data(write(make_scene(graph, planned=True)))["edges"]
    assert {edge["dashes"] for edge in edges if edge["to"] == "event/ng"} == {True}
    assert {edge["dashes"] for edge in edges if edge["to"] != "event/ng"} == {False}


def test_a_name_is_drawn_with_its_neighbours_only(write: Draw) -> None:
    nodes = {node["id"] for node in read_data(write(make_scene(make_graph(*EXTRACTIONS), "李煥春")))["nodes"]}
    assert nodes == {"person/li-huanchun", "agreement/talent"}


def test_beyond_the_limit_the_least_linked_stay_out_and_that_is_said(write: Draw) -> None:
    scene = make_scene(make_graph(*EXTRACTIONS), limit=5)
    assert CHAN in {node.thing.id for node in scene.nodes}
    assert (len(scene.nodes), scene.hidden) == (5, 9)
    assert "5 of 14 things shown (9 with fewer links are left out)" in write(scene)


def test_attacks_in_names_and_sentences_stay_text(write: Draw) -> None:
    html = write(make_scene(make_hostile()))
    assert html.count("</script>") == 3
    assert "<img" not in html
    texts = [str(sentence["text"]) for sentence in read_data(html)["sentences"]]
    assert any(text.startswith(HOSTILE[0]) for text in texts)


def test_no_two_names_overlap_on_the_page() -> None:
    nodes = [f"n{number}" for number in range(60)]
    links = [*pairwise(nodes), *((nodes[0], node) for node in nodes[1::3])]
    places = list(place_nodes(nodes, links).values())
    overlapping = [
        (one, other)
        for index, one in enumerate(places)
        for other in places[:index]
        if abs(one[0] - other[0]) < BOX_WIDTH - 3 and abs(one[1] - other[1]) < BOX_HEIGHT - 3
    ]
    assert overlapping == []


def test_three_hundred_names_are_placed_in_three_seconds_and_always_alike() -> None:
    nodes = [f"n{number}" for number in range(300)]
    links = [*pairwise(nodes[:270]), *((nodes[0], node) for node in nodes[1:240:3]), (nodes[298], nodes[299])]
    start = time.perf_counter()
    places = place_nodes(nodes, links)
    assert time.perf_counter() - start < 3
    assert place_nodes(nodes, [(end, start) for start, end in reversed(links)]) == places


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]])
def test_few_names_are_placed_too(nodes: list[str]) -> None:
    assert list(place_nodes(nodes, [])) == nodes


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
@pytest.mark.parametrize("hostile", [False, True], ids=["sample", "attacks"])
def test_a_browser_draws_it_and_shows_sentences_as_text(write: Draw, tmp_path: Path, hostile: bool) -> None:
    graph = make_hostile() if hostile else make_graph(*EXTRACTIONS)
    write(make_scene(graph, CHAN))
    page = run_browser(tmp_path, "--dump-dom")
    assert 'data-ready="yes"' in page
    assert "<canvas" in page
    assert "<blockquote>" in page
    assert "<title>owned" not in page
    assert "<img" not in page
    assert page.count("</script>") == 3


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_a_browser_is_asked_for_nothing_else(write: Draw, tmp_path: Path) -> None:
    write(make_scene(make_graph(*EXTRACTIONS), CHAN))
    assert find_requests(tmp_path) == []
    (tmp_path / "picture.html").write_text('<img src="http://picture.invalid/x.png">', encoding="utf-8")
    assert find_requests(tmp_path) == ["http://picture.invalid/x.png"]  # else the test above proves nothing


def find_requests(folder: Path) -> list[str]:
    """Gives what the page itself asks for; the browser's own calls for updates have no origin."""
    log = folder / "requests.json"
    run_browser(folder, f"--log-net-log={log}", "--dump-dom")
    return re.findall(r'"initiator":"(?!not an origin)[^"]*".*?"url":"(http[^"]*)"', log.read_text(encoding="utf-8"))


def run_browser(folder: Path, *options: str) -> str:
    assert CHROMIUM
    fixed = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    address = (folder / "picture.html").as_uri()
    command = [CHROMIUM, *fixed, "--virtual-time-budget=5000", *options, address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout
