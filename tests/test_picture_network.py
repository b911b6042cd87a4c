"""The plain network of pyvis: each of its methods works, its page asks nothing of the network, no text is markup."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx
import pytest
import pyvis
from asking import Ask
from attacks import make_hostile
from browser import visit
from hash_seeds import collect_outputs
from playwright.sync_api import Browser, Page
from pyvis.network import Network
from sample import CHAN, EVERY_KIND, EXTRACTIONS, LI, NG, PACT, SUN, make_graph

from kg.errors import OutputError, UsageError
from kg.graph.graph import Graph
from kg.views.fold import Family
from kg.views.names import KINDS
from kg.views.picture import network as network_module
from kg.views.picture import to_network
from kg.views.picture.picture import Picture
from kg.views.picture.plain import COLOURS, SHAPES
from kg.views.scene import Scene, make_scene
from kg.views.selection import Selection

METHODS = {name for name, _ in inspect.getmembers(Network, inspect.isfunction) if not name.startswith("_")}
OPTIONS = '{"nodes": {"font": {"face": "Noto Serif"}}, "edges": {"smooth": false, "color": "red"}}'
DOT = 'digraph { // two of them\n "a </script>" -> "b" [label="of both"];\n}'
SOLVERS = {
    "barnes_hut": "barnesHut",
    "force_atlas_2based": "forceAtlas2Based",
    "repulsion": "repulsion",
    "hrepulsion": "hierarchicalRepulsion",
}
Call = Callable[[Network], Any]
CHANGES: Mapping[str, Call] = {
    "add_node": lambda network: network.add_node("own", "Own"),
    "add_nodes": lambda network: network.add_nodes(["one", "two"], size=[2, 4]),
    "add_edge": lambda network: network.add_edge(CHAN, LI, title="own"),
    "add_edges": lambda network: network.add_edges([(CHAN, LI), (CHAN, SUN, 3)]),
    "from_nx": lambda network: network.from_nx(networkx.path_graph(3)),
    "from_DOT": lambda network: network.from_DOT("own.dot"),
    "set_options": lambda network: network.set_options(OPTIONS),
    "set_template": lambda network: network.set_template("own.html"),
    "set_template_dir": lambda network: network.set_template_dir(".", "own.html"),
    "prep_notebook": lambda network: network.prep_notebook(custom_template=True, custom_template_path="own.html"),
    "show_buttons": lambda network: network.show_buttons(filter_=["physics"]),
    "barnes_hut": lambda network: network.barnes_hut(gravity=-5000, overlap=0.5),
    "force_atlas_2based": lambda network: network.force_atlas_2based(),
    "repulsion": lambda network: network.repulsion(200),
    "hrepulsion": lambda network: network.hrepulsion(),
    "toggle_physics": lambda network: network.toggle_physics(True),
    "toggle_stabilization": lambda network: network.toggle_stabilization(False),
    "toggle_drag_nodes": lambda network: network.toggle_drag_nodes(False),
    "toggle_hide_edges_on_drag": lambda network: network.toggle_hide_edges_on_drag(True),
    "toggle_hide_nodes_on_drag": lambda network: network.toggle_hide_nodes_on_drag(True),
    "set_edge_smooth": lambda network: network.set_edge_smooth("curvedCW"),
    "inherit_edge_colors": lambda network: network.inherit_edge_colors(True),
}
QUESTIONS: Mapping[str, Call] = {
    "generate_html": lambda network: network.generate_html(notebook=True),
    "get_adj_list": lambda network: network.get_adj_list(),
    "get_edges": lambda network: network.get_edges(),
    "get_network_data": lambda network: network.get_network_data(),
    "get_node": lambda network: network.get_node(network.get_nodes()[0]),
    "get_nodes": lambda network: network.get_nodes(),
    "neighbors": lambda network: network.neighbors(network.get_nodes()[0]),
    "num_edges": lambda network: network.num_edges(),
    "num_nodes": lambda network: network.num_nodes(),
    "to_json": lambda network: network.to_json(),
    "save_graph": lambda network: network.save_graph("saved.html"),
    "show": lambda network: network.show("shown.html"),
    "write_html": lambda network: network.write_html("written.html"),
}
TRIED = {**CHANGES, **QUESTIONS}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(*EXTRACTIONS)


@pytest.fixture(scope="module")
def scene(graph: Graph) -> Scene:
    return make_scene(graph, Selection(kinds=EVERY_KIND))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives a working directory with a template and a graph of the user's own."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.html").write_text("<h1>{{heading}}</h1>{{nodes|tojson}}{{options|safe}}", encoding="utf-8")
    (own / "own.dot").write_text(DOT, encoding="utf-8")
    monkeypatch.chdir(own)
    return own


def read_options(network: Network) -> dict[str, Any]:
    options: dict[str, Any] = json.loads(network.get_network_data()[-1])
    return options


# What a scene becomes.


def test_a_network_has_the_marks_and_lines_that_are_drawn_at_first(graph: Graph) -> None:
    for asked in (
        Selection(),
        Selection(CHAN),
        Selection(path=(LI, SUN)),
        Selection(limit=5),
        Selection(NG, planned=True),
    ):
        scene = make_scene(graph, asked)
        nodes, lines = scene.list_drawn()
        network = to_network(scene)
        assert network.get_nodes() == [node.thing.id for node in nodes]
        assert [(edge["from"], edge["to"]) for edge in network.get_edges()] == [(one.start, one.end) for one in lines]
        assert {end.id for end in scene.ends} <= set(network.get_nodes())
        assert isinstance(network, Network)


def test_every_kind_has_a_shape_and_every_family_a_colour_of_its_own() -> None:
    assert set(SHAPES) == set(KINDS)
    assert set(COLOURS) == set(Family)
    assert len({*SHAPES.values()}) == len(KINDS)
    assert len({*COLOURS.values()}) == len(Family)


def test_a_node_is_called_and_shaped_by_its_thing_and_sized_by_its_lines(scene: Scene) -> None:
    network = to_network(scene)
    chan, pact = network.get_node(CHAN), network.get_node(PACT)
    assert (chan["label"], chan["shape"], chan["kind"], pact["shape"]) == ("Chan Kwok-ki", "dot", "person", "star")
    assert chan["size"] > network.get_node(LI)["size"]
    assert chan["title"].splitlines()[:2] == ["Chan Kwok-ki · 陳國基 · 陈国基", "person"]
    assert "Chief Secretary for Administration" in chan["title"]


def test_a_line_tells_its_facts_and_sentences_and_where_they_stand(scene: Scene) -> None:
    [edge] = [edge for edge in to_network(scene).get_edges() if {edge["from"], edge["to"]} == {CHAN, PACT}]
    assert edge["title"].splitlines() == [
        f"Chan Kwok-ki witnessed the signing of {scene_name(scene, PACT)}, 2024-01-08",
        "",
        '"The signing was witnessed by Mr Chan."',
        "— Release of 2024-01-08, 2024-01-08",
    ]
    assert (edge["family"], edge["arrows"], edge["dashes"]) == ("signed", "to", False)


def scene_name(scene: Scene, id: str) -> str:
    return next(node.caption.whole[0] for node in scene.nodes if node.thing.id == id)


def test_only_a_line_that_runs_one_way_has_an_arrow_and_only_a_plan_is_dashed(graph: Graph) -> None:
    scene = make_scene(graph, Selection(planned=True))
    for line, edge in zip(scene.list_drawn()[1], to_network(scene).get_edges(), strict=True):
        assert edge["arrows"] == ("" if line.is_mutual else "to")
        assert edge["dashes"] is not any(scene.edges[at].is_done for at in line.ties)
    assert any(edge["dashes"] for edge in to_network(scene).get_edges())


def test_a_plan_is_not_told_where_only_what_is_done_is_asked_for(graph: Graph) -> None:
    for edge in to_network(make_scene(graph, Selection(CHAN))).get_edges():
        assert "planned" not in edge["title"]


def test_the_words_are_those_of_the_language_asked_for(graph: Graph) -> None:
    network = to_network(make_scene(graph, Selection(CHAN, lang="zh-Hant")))
    assert network.heading == "陳國基的關係"
    assert network.get_node(CHAN)["title"].splitlines()[0] == "Chan Kwok-ki · 陳國基 · 陈国基"
    assert network.get_node(CHAN)["label"] == "陳國基"
    assert any("見證" in edge["title"] for edge in network.get_edges())


def test_neighbours_are_found_whichever_way_a_line_runs(scene: Scene) -> None:
    network = to_network(scene)
    assert PACT in network.neighbors(CHAN)
    assert CHAN in network.neighbors(PACT)


def test_lines_between_the_same_two_are_all_there(scene: Scene) -> None:
    network = to_network(scene)
    count = network.num_edges()
    network.add_edge(CHAN, PACT)
    network.add_edge(CHAN, PACT)
    assert network.num_edges() == count + 2


def test_the_options_of_pyvis_may_be_given(scene: Scene) -> None:
    network = to_network(scene, height="900px", heading="Own", select_menu=True, bgcolor="#eeeeee")
    html = network.generate_html()
    assert (network.height, html.count("<h1>Own</h1>")) == ("900px", 1)
    assert "#eeeeee" in html
    assert 'id="select-node"' in html


# Each method.


def test_every_method_of_pyvis_is_tried() -> None:
    assert set(TRIED) == METHODS


@pytest.mark.parametrize("name", sorted(TRIED))
def test_each_method_works_before_and_after_options_are_set_and_twice(scene: Scene, name: str) -> None:
    network = to_network(scene)
    for _ in range(2):
        TRIED[name](network)
        network.set_options(OPTIONS)
        TRIED[name](network)
    assert read_options(network)["nodes"]["font"]["face"] == "Noto Serif"
    assert network.generate_html()


@pytest.mark.parametrize("first", sorted(CHANGES))
def test_each_setter_has_its_effect_whatever_was_set_before(scene: Scene, first: str) -> None:
    network = to_network(scene)
    CHANGES[first](network)
    network.set_options('{"physics": false}')
    for setter, solver in SOLVERS.items():
        CHANGES[setter](network)
        physics = read_options(network)["physics"]
        assert (physics["solver"], physics["enabled"], solver in physics) == (solver, True, True)
    for name in ("toggle_stabilization", "toggle_drag_nodes", "toggle_hide_edges_on_drag", "toggle_hide_nodes_on_drag"):
        CHANGES[name](network)
    for name in ("set_edge_smooth", "inherit_edge_colors", "show_buttons"):
        CHANGES[name](network)
    network.toggle_physics(False)
    options = read_options(network)
    assert options["interaction"] == {"dragNodes": False, "hideEdgesOnDrag": True, "hideNodesOnDrag": True}
    assert options["edges"]["smooth"] == {"enabled": True, "type": "curvedCW"}
    assert options["edges"]["color"]["inherit"] is True
    assert options["configure"] == {"enabled": True, "filter": ["physics"]}
    assert options["physics"]["stabilization"]["enabled"] is False
    assert options["physics"]["enabled"] is False
    assert options["physics"]["barnesHut"]["gravitationalConstant"] == -5000


def test_physics_is_off_until_it_is_asked_for(scene: Scene) -> None:
    network = to_network(scene)
    network.set_options(OPTIONS)
    assert read_options(network)["physics"]["enabled"] is False
    network.set_options('var options = {"physics": {"minVelocity": 0.75}};')
    assert read_options(network)["physics"] == read_options(network)["physics"] | {"enabled": True, "minVelocity": 0.75}


@pytest.mark.parametrize("options", ["", "physics", '{"physics": }', "[]"])
def test_what_is_no_json_is_refused_as_options(scene: Scene, options: str) -> None:
    with pytest.raises(UsageError, match="set_options takes JSON, such as"):
        to_network(scene).set_options(options)


def test_lines_take_the_colour_of_a_node_and_get_their_own_back(scene: Scene) -> None:
    network = to_network(scene)
    own = [edge["color"] for edge in network.get_edges()]
    network.inherit_edge_colors(True)
    assert not any("color" in edge for edge in network.get_edges())
    network.inherit_edge_colors(False)
    assert [edge["color"] for edge in network.get_edges()] == own


def test_a_graph_of_networkx_stays_as_it_is(scene: Scene) -> None:
    own: networkx.Graph[str] = networkx.Graph()
    own.add_edge("a", "b", weight=5)
    to_network(scene).from_nx(own)
    assert (dict(own.nodes["a"]), own.edges["a", "b"]) == ({}, {"weight": 5})


def test_a_template_of_ones_own_is_found_in_the_working_directory(scene: Scene) -> None:
    network = to_network(scene, heading="<b>")
    network.set_template("own.html")
    assert network.generate_html().startswith("<h1>&lt;b&gt;</h1>[{")


# What is written.


def test_one_file_is_written_whatever_the_folder(scene: Scene, folder: Path) -> None:
    before = {path.name for path in folder.iterdir()}
    for path in ("plain.html", Path("deep") / "plain.html", folder / "deep" / "again.html"):
        to_network(scene).save_graph(path)
    assert {path.name for path in folder.iterdir()} - before == {"plain.html", "deep"}
    assert sorted(path.name for path in (folder / "deep").iterdir()) == ["again.html", "plain.html"]
    with pytest.raises(OutputError, match="is a folder"):
        to_network(scene).save_graph(folder)


def test_a_page_that_is_to_have_its_library_beside_it_has(scene: Scene, folder: Path) -> None:
    to_network(scene, cdn_resources="local").save_graph("deep/plain.html")
    assert (folder / "deep" / "lib" / "bindings" / "utils.js").exists()
    assert not (folder / "lib").exists()


def test_showing_opens_the_page_or_gives_a_frame(scene: Scene, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert to_network(scene).show("shown.html", notebook=False) is None
    assert opened == [(folder / "shown.html").as_uri()]
    for network in (to_network(scene), to_network(scene, notebook=True)):
        assert network.show("framed.html").src == "framed.html"
    assert opened[1:] == []
    assert (folder / "framed.html").read_bytes() == (folder / "shown.html").read_bytes()


def test_every_fault_that_is_mended_is_in_the_template_of_pyvis() -> None:
    """Where a release of pyvis has mended it itself, ours goes."""
    template = (Path(pyvis.__file__).parent / "templates" / "template.html").read_text(encoding="utf-8")
    assert [old for old, _ in network_module._MENDED if template.count(old) != 1] == []
    assert network_module._mend(template).count("jsdelivr") == template.count("jsdelivr") == 2


def test_the_page_is_one_file_with_one_heading(scene: Scene) -> None:
    html = to_network(scene).generate_html()
    assert html.startswith("<!doctype html>")
    assert html.count("<h1>") == 1
    assert not re.findall(r'<(?:link|script|img|iframe)\b[^>]*\b(?:src|href)="http', html)
    assert "bootstrap" in to_network(scene, cdn_resources="remote").generate_html()


def test_the_page_is_written_as_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    code = (
        "from benchmarks.scenes import make_big_scene; from kg.views.picture import to_network;"
        "import warnings; warnings.simplefilter('error', EncodingWarning);"
        "to_network(make_big_scene(12)).save_graph('p.html')"
    )
    command = [sys.executable, "-X", "warn_default_encoding", "-c", code]
    environment = os.environ | {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONPATH": str(Path(__file__).parent.parent)}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=60)
    assert "</html>" in (tmp_path / "p.html").read_bytes().decode("utf-8")


def test_the_same_graph_gives_the_same_bytes(graph: Graph) -> None:
    again = make_graph(*reversed(EXTRACTIONS))
    for asked in (Selection(), Selection(CHAN, lang="zh-Hans")):
        one, other = (to_network(make_scene(drawn, asked)).generate_html() for drawn in (graph, again))
        assert one == other


def test_every_hash_seed_gives_the_same_bytes() -> None:
    code = """
import hashlib
from sample import EXTRACTIONS, make_graph
from kg.views.picture import network as network_module
from kg.views.picture import to_network
from kg.views.scene import make_scene
print(hashlib.sha256(to_network(make_scene(make_graph(*EXTRACTIONS))).generate_html().encode()).hexdigest())
"""
    assert len(collect_outputs(code)) == 1


@pytest.mark.parametrize(
    "asked", [["--all"], ["Chan Kwok-ki", "--hops", "2"], ["--path", LI, SUN], ["--release", "sample-20250303"]]
)
def test_draw_writes_the_plain_page(ask: Ask, folder: Path, asked: list[str]) -> None:
    code, out, said = ask("draw", *asked, "--plain", "--out", "plain.html")
    assert (code, out) == (0, "")
    assert said == ask("draw", *asked, "--out", "own.html")[2].replace("own.html", "plain.html")
    assert "new vis.Network(" in (folder / "plain.html").read_text(encoding="utf-8")


# Our own page.


def test_our_page_refuses_what_would_change_it_and_answers_all_else(scene: Scene) -> None:
    before = Picture(scene).generate_html()
    for name in METHODS:
        picture = Picture(scene)
        if name in CHANGES:
            with pytest.raises(UsageError, match=r"kg.to_network\(scene\) gives pyvis' own page"):
                getattr(picture, name)()
        else:
            QUESTIONS[name](picture)
        assert picture.generate_html() == before


# In a browser.


def wait(page: Page) -> None:
    page.wait_for_function("() => typeof network !== 'undefined' && network.canvas.frame.canvas.width > 0")


@pytest.mark.parametrize(
    "name", [*sorted(CHANGES.keys() - {"set_template", "set_template_dir", "prep_notebook"}), "none"]
)
def test_the_page_opens_with_each_setting_and_asks_nothing_of_the_network(
    browser: Browser, scene: Scene, folder: Path, name: str
) -> None:
    network = to_network(scene)
    network.show_buttons(filter_=["nodes"])
    network.set_options('{"physics": {"stabilization": {"iterations": 50}}}')
    if name in CHANGES:
        CHANGES[name](network)
    network.save_graph("plain.html")
    with visit(browser, folder / "plain.html") as seen:
        wait(seen.page)
        drawn = seen.page.evaluate("() => network.body.nodeIndices.length")
        assert (seen.requests, seen.errors, seen.dialogs) == ([], [], [])
        assert drawn == (2 if name == "from_DOT" else network.num_nodes())
        assert seen.page.locator("#config .vis-configuration").count() > 0


PLACES = """() => [
  ...nodes.getIds().map((id) => network.getPosition(id)),
  ...edges.get().map(({ from, to }) => [network.getPosition(from), network.getPosition(to)])
    .map(([one, other]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })),
].map((place) => network.canvasToDOM(place))"""


def hover_everywhere(page: Page, popup: str) -> Iterator[str]:
    """Puts the mouse on each node and on the middle of each line, and gives what pops up."""
    box = page.locator("#mynetwork").bounding_box()
    assert box
    for place in page.evaluate(PLACES):
        page.mouse.move(box["x"] + place["x"] - 2, box["y"] + place["y"])
        page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
        page.wait_for_timeout(400)
        if page.locator(popup).count():
            yield page.locator(popup).inner_text()


@pytest.mark.parametrize("is_linked", [False, True])
def test_attacks_stay_text_under_the_mouse(browser: Browser, folder: Path, is_linked: bool) -> None:
    """A title of the user's own that holds a link lets pyvis read all titles as markup."""
    network = to_network(
        make_scene(make_hostile(), Selection(CHAN, hops=2)),
        select_menu=True,
        filter_menu=True,
        neighborhood_highlight=True,
    )
    if is_linked:
        network.add_node("own", title='<a href="https://www.info.gov.hk/">own</a>', x=-900, y=-900)
    network.save_graph("hostile.html")
    with visit(browser, folder / "hostile.html") as seen:
        page = seen.page
        wait(page)
        count = "() => document.querySelectorAll('img, svg, iframe, object, script, style, b').length"
        elements = page.evaluate(count)
        assert page.evaluate("() => typeof popupTimeout !== 'undefined'") is is_linked
        shown = list(hover_everywhere(page, ".popup" if is_linked else ".vis-tooltip"))
        assert any("‹script›alert('owned')‹/script›" in text for text in shown)
        assert page.evaluate(count) == elements
        assert (seen.requests, seen.errors, seen.dialogs) == ([], [], [])
