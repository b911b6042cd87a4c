"""Pictures: what is chosen, where it stands, and a file that loads nothing and in which no text becomes script."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from attacks import HOSTILE, make_hostile
from hash_seeds import collect_outputs
from sample import (
    CHAN,
    CHRIS,
    CS,
    ENTITIES,
    EXTRACTIONS,
    FIRST,
    GUANGZHOU,
    LI,
    MAYOR,
    NG,
    PACT,
    SECOND,
    SUN,
    TALENT,
    ZHANG,
    make_entity,
    make_graph,
    make_meeting,
    make_release,
    make_sentences,
    meet,
    state,
)

from benchmarks.scenes import make_big_scene
from kg.errors import KgError, NoPathError, UnknownNameError, UsageError
from kg.graph.claims import claim_from_reference
from kg.graph.graph import Graph
from kg.looks import LOOKS, read_palette
from kg.statements import Extraction
from kg.views.layout import Line, count_crossings
from kg.views.names import KINDS
from kg.views.periods import Period
from kg.views.picture import draw, embed
from kg.views.picture.data import make_data
from kg.views.picture.wording import read_words
from kg.views.scene import Edge, Scene, make_scene
from kg.views.selection import MOST_NODES, MOST_PEOPLE, Selection

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "kg" / "views" / "picture"
SCRIPTS = sorted((PICTURE / "script").glob("*.js"))
Draw = Callable[[Scene], str]
Data = dict[str, Any]


def read_data(html: str) -> Data:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert match
    data: Data = json.loads(match[1])
    return data


def list_ids(scene: Scene, *, shown: bool = True) -> set[str]:
    """Gives the marks; what is folded into lines is none."""
    return {node.thing.id for node in scene.nodes if node.place and node.is_shown is shown}


def list_things(scene: Scene) -> set[str]:
    return {node.thing.id for node in scene.nodes}


def select(graph: Graph, **asked: Any) -> Scene:
    return make_scene(graph, Selection(**asked))


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(*EXTRACTIONS)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draw:
    monkeypatch.chdir(tmp_path)

    def write_scene(scene: Scene) -> str:
        draw(scene, tmp_path / "picture.html")
        return (tmp_path / "picture.html").read_text(encoding="utf-8")

    return write_scene


# What is chosen.


def test_around_a_name_its_neighbours_are_drawn_and_theirs_are_kept_ready(graph: Graph) -> None:
    scene = select(graph, name="李煥春")
    assert list_ids(scene) == {LI, PACT}
    assert CHAN in list_ids(scene, shown=False)
    assert [end.id for end in scene.ends] == [LI]


def test_two_steps_reach_the_neighbours_of_the_neighbours(graph: Graph) -> None:
    assert {CHAN, CHRIS} <= list_ids(select(graph, name=LI, hops=2))


def test_nobody_is_near_somebody_for_having_been_to_the_same_place(graph: Graph) -> None:
    scene = select(graph, name="place/guangzhou", hops=4)
    assert CHAN in list_ids(scene)
    visitors = [edge for edge in select(graph, name=CHAN).edges if edge.end == "place/guangzhou"]
    assert visitors
    assert select(graph, name=CHAN, kinds=frozenset({"place"})).total == 2


def test_all_is_drawn_if_nothing_is_asked_for(graph: Graph) -> None:
    assert {CHAN, CHRIS, LI, SUN, PACT, "place/guangzhou"} <= list_ids(make_scene(graph))


def test_a_path_draws_all_shortest_ways_and_keeps_what_is_beside_them(graph: Graph) -> None:
    scene = select(graph, path=("Li Huanchun", "Sun Zhiyang"))
    assert list_ids(scene) >= {LI, PACT, CHAN, CHRIS, SUN}
    assert GUANGZHOU not in list_ids(scene)
    assert GUANGZHOU in list_ids(scene, shown=False)


def test_there_is_no_path_through_a_place_or_to_what_nothing_done_is_linked_to(graph: Graph) -> None:
    with pytest.raises(NoPathError, match="no path between Nobody Ng and Li Huanchun"):
        select(graph, path=(NG, LI))


def test_a_release_draws_what_it_says_and_its_own_sentences_only(graph: Graph) -> None:
    scene = select(graph, release="sample-20250303")
    assert list_ids(scene) == {CHAN, SUN, "event/later"}
    assert list_ids(scene, shown=False) == {"body/hksar-government", GUANGZHOU}
    assert list_things(scene) - list_ids(scene) - list_ids(scene, shown=False) == {CS, MAYOR}
    assert {sentence.release for sentence in scene.sentences} == {"sample-20250303/en"}
    assert make_scene(graph, Selection(release="sample-20250303/en")).edges == scene.edges


@pytest.mark.parametrize("front", ["release/", "id:release/", "https://w3id.org/gba-kg/id/release/"])
def test_a_release_may_be_named_by_its_id_in_any_form(graph: Graph, front: str) -> None:
    short, full = (make_scene(graph, Selection(release=f"{form}sample-20240108/en")) for form in ("", front))
    assert [node.thing.id for node in full.nodes] == [node.thing.id for node in short.nodes] != []


def test_an_unknown_name_or_release_is_refused(graph: Graph) -> None:
    with pytest.raises(UnknownNameError):
        select(graph, name="Nobody At All")
    with pytest.raises(KgError, match='no release "nowhere"'):
        select(graph, release="nowhere")


def test_only_one_of_name_path_and_release_can_be_asked_for() -> None:
    with pytest.raises(UsageError, match="one of the three"):
        Selection(name="x", release="y")
    with pytest.raises(UsageError, match="unknown kind"):
        Selection(kinds=frozenset({"dragon"}))


def test_a_period_keeps_what_took_place_in_it(graph: Graph) -> None:
    later = select(graph, period=Period("2025"))
    assert "event/later" in list_things(later)
    assert PACT not in list_ids(later)
    assert {edge.end for edge in later.edges if edge.predicate == "gba:metWith"} <= {SUN, CHAN}
    assert PACT in list_ids(select(graph, period=Period("2024-01", "2024-01-08")))


def test_kinds_leave_out_the_others_but_never_what_is_asked_for(graph: Graph) -> None:
    assert {id.partition("/")[0] for id in list_ids(select(graph, name=CHAN, kinds=frozenset({"event"})))} == {
        "person",
        "event",
    }


def test_beyond_the_limit_the_least_linked_are_kept_ready_and_that_is_counted(graph: Graph) -> None:
    everything, scene = make_scene(graph), select(graph, limit=5)
    assert CHAN in list_ids(scene)
    assert len(list_ids(scene)) == 5
    assert scene.total == everything.total == len(list_ids(everything) | list_ids(everything, shown=False))
    assert len(scene.nodes) == len(everything.nodes)


def test_of_equally_linked_things_the_latest_are_drawn(graph: Graph) -> None:
    events = [
        id
        for id in [node.thing.id for node in select(graph, kinds=frozenset({"person", "event"})).nodes]
        if id.startswith("event")
    ]
    assert events.index("event/later") < events.index("event/zhang")


def test_a_page_never_holds_more_than_the_most_and_begins_with_who_met_the_most_others() -> None:
    assert len(make_big_scene(60).nodes) == 60
    graph = make_graph(*make_many(700))
    whole = make_scene(graph)
    for scene in (whole, select(graph, name=CHAN, limit=500)):
        marks = list_ids(scene) | list_ids(scene, shown=False)
        assert len(marks) == MOST_NODES
        assert len(list_ids(scene)) <= min(scene.selection.limit, MOST_NODES)
    assert whole.total > 700
    people = {id for id in list_ids(whole) if id.startswith("person/")}
    assert len(people) == MOST_PEOPLE
    assert CHAN in people


def make_many(count: int) -> list[Extraction]:
    """Gives one release in which a person meets many."""
    others = [f"person/other-{number:04}" for number in range(count)]
    entities = tuple(make_entity(id, id.rpartition("/")[2]) for id in others)
    statements = tuple(state(CHAN, "gba:metWith", id, 1) for id in others)
    return [replace(FIRST, entities=FIRST.entities + entities, statements=FIRST.statements + statements)]


@pytest.mark.parametrize(
    "asked",
    [{"name": ""}, {"release": ""}, {"path": (CHAN, "")}, {"hops": 0}, {"limit": 1}, {"limit": 501}, {"lang": "fr"}],
)
def test_what_makes_no_sense_is_refused(asked: Data) -> None:
    with pytest.raises(UsageError):
        Selection(**asked)


def test_what_nothing_is_told_of_is_not_drawn(graph: Graph) -> None:
    for asked in ({"period": Period("2090")}, {"kinds": frozenset({"initiative"})}):
        with pytest.raises(KgError, match="nothing to draw"):
            select(graph, **asked)
    with pytest.raises(KgError, match="nothing to draw"):
        make_scene(Graph.in_memory())
    with pytest.raises(UsageError, match="is one thing"):
        select(graph, path=(CHAN, "Chan Kwok-ki"))


def test_a_release_is_found_whatever_its_id() -> None:
    for id in ("a b", "a%20b", "a#b?c", "x'\"<>", "第一號"):
        named = replace(FIRST, release=replace(FIRST.release, id=id))
        assert select(make_graph(named), release=id).edges
        assert select(make_graph(named), release=f"{id}/en").edges


# Days, plans and offices.


def make_told(*days: str, event_day: str, status: str = "gba:done") -> list[Extraction]:
    """Gives releases of these days that each tell of one and the same meeting of Chan and Zhang."""
    met = make_meeting("event/told", event_day, (CHAN, ZHANG), status=status)
    said = (state(CHAN, "gba:metWith", ZHANG, 1), *meet("event/told", 1, (CHAN, ZHANG)))
    marked = tuple(replace(one, status=status) for one in said)
    return [
        Extraction(
            make_release(f"on-{day}", day, TALENT), make_sentences(TALENT), ENTITIES, events=(met,), statements=marked
        )
        for day in days
    ]


def find_edge(scene: Scene, start: str, predicate: str, end: str) -> Edge:
    [edge] = [one for one in scene.edges if (one.start, one.predicate, one.end) == (start, predicate, end)]
    return edge


@pytest.mark.parametrize("status", ["gba:done", "gba:planned"])
def test_a_meeting_has_the_day_it_is_told_of_and_not_that_of_the_release(status: str) -> None:
    scene = make_scene(make_graph(*make_told("2024-01-08", event_day="2024-01-10", status=status)))
    edge = find_edge(scene, CHAN, "gba:metWith", ZHANG)
    assert (edge.days, edge.is_done) == (("2024-01-10",), status == "gba:done")


def test_a_line_speaks_only_of_days_that_its_sentences_tell_of(graph: Graph) -> None:
    scene = select(graph, release="sample-20240108")
    assert find_edge(scene, CHAN, "gba:metWith", SUN).days == ("2024-01-08",)
    scene = select(graph, period=Period("2025"))
    edge = find_edge(scene, CHAN, "gba:metWith", SUN)
    assert edge.days == ("2025-03-03",)
    assert [scene.sentences[at].date for at in edge.evidence] == ["2025-03-03"]


def test_what_was_announced_and_then_done_is_done_but_stays_a_plan_in_its_announcement() -> None:
    graph = make_graph(*make_told("2024-01-08", event_day="2024-01-08"), *make_announced())
    assert {edge.is_done for edge in make_scene(graph).edges if edge.predicate == "gba:metWith"} == {True}
    announced = select(graph, release="announced")
    assert {edge.is_done for edge in announced.edges if edge.predicate == "gba:metWith"} == {False}


def make_announced() -> list[Extraction]:
    said = (replace(state(CHAN, "gba:metWith", ZHANG, 1), status="gba:planned"),)
    return [
        Extraction(make_release("announced", "2024-01-02", TALENT), make_sentences(TALENT), ENTITIES, statements=said)
    ]


def test_an_event_of_many_days_is_drawn_in_each_period_that_it_reaches_into() -> None:
    long = replace(make_meeting("event/long", "2024-01-01", (CHAN,)), end="2024-12-31")
    told = replace(FIRST, events=(long,), statements=meet("event/long", 1, (CHAN,)), tenures=(), agreements=())
    scene = select(make_graph(told), period=Period("2024-06", "2024-06"))
    assert find_edge(scene, CHAN, "gba:participatedIn", "event/long").days == ("2024-01-01/2024-12-31",)


def test_a_former_office_is_marked_and_no_way() -> None:
    former = replace(FIRST.tenures[0], id="tenure/former", person=ZHANG, capacity="gba:former")
    told = Extraction(
        make_release("former", "2024-02-01", TALENT),
        make_sentences(TALENT),
        ENTITIES,
        tenures=(former, FIRST.tenures[0]),
        statements=(state(ZHANG, "org:holds", CS, 1, "tenure/former"), state(CHAN, "org:holds", CS, 1, "tenure/cs")),
    )
    scene = make_scene(make_graph(told))
    assert [held.capacity for held in find_edge(scene, ZHANG, "org:holds", CS).holdings] == ["former"]
    with pytest.raises(NoPathError):
        select(make_graph(told), path=(CHAN, ZHANG))


def test_plans_take_no_place_from_what_was_done_unless_asked_for() -> None:
    graph = make_graph(*EXTRACTIONS, *make_told("2024-05-01", event_day="2024-06-01", status="gba:planned"))
    done = select(graph, limit=5)
    assert {NG, "event/ng", "event/told"} & list_ids(done) == set()
    assert done.planned == 1
    assert NG in list_ids(select(graph, name=CHAN, hops=2, planned=True))


def test_what_is_near_only_by_a_plan_counts_as_planned_around_a_name() -> None:
    told = make_told("2024-05-01", event_day="2024-06-01", status="gba:planned")
    graph = make_graph(*told, *(replace(SECOND, statements=meet("event/later", 1, (ZHANG, SUN))),))
    scene = select(graph, name=CHAN, hops=1)
    assert (scene.total, scene.planned) == (2, 1)


def test_however_many_events_two_were_at_they_are_one_way() -> None:
    events = [make_meeting(f"event/{number:03}", "2024-01-08", (CHAN, ZHANG)) for number in range(600)]
    said = tuple(
        part for event in events for part in meet(event.id, 1, (CHAN, ZHANG)) if part.predicate != "gba:metWith"
    )
    told = Extraction(FIRST.release, FIRST.sentences, ENTITIES, events=tuple(events), statements=said)
    scene = select(make_graph(told), path=(CHAN, ZHANG), limit=10)
    assert list_ids(scene) == {CHAN, ZHANG}
    assert [lane.marks for lane in scene.lanes] == [(CHAN, ZHANG)]


def test_a_way_runs_from_left_to_right(graph: Graph) -> None:
    scene = select(graph, path=("Li Huanchun", "Sun Zhiyang"))
    places = {node.thing.id: node.place.x for node in scene.nodes if node.place}
    assert places[LI] < places[PACT] < places[CHAN] < places[SUN]
    assert places[CHAN] == places[CHRIS]


# What stands behind it.


def test_every_line_has_a_sentence_and_every_sentence_stands_once(graph: Graph) -> None:
    for scene in (make_scene(graph), select(graph, name="Chris Sun", hops=3)):
        assert scene.edges
        assert all(edge.evidence for edge in scene.edges)
        assert all(sentence.text for sentence in scene.sentences)
        assert len(set(scene.sentences)) == len(scene.sentences)


def test_what_only_a_reference_table_says_is_not_drawn() -> None:
    graph = make_graph(*EXTRACTIONS)
    graph.add(claim_from_reference(GUANGZHOU, "org:subOrganizationOf", "body/lwb", row="b-1", source="table"))
    assert ("org:subOrganizationOf", "body/lwb") not in {(e.predicate, e.end) for e in make_scene(graph).edges}


def test_every_triple_that_a_sentence_states_is_one_line(graph: Graph) -> None:
    rows = graph.ask(
        """SELECT DISTINCT ?s ?p ?o WHERE { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o
           FILTER NOT EXISTS { ?claim gba:status ?status } FILTER (?p != gba:metWith || STR(?s) < STR(?o)) }"""
    )
    scene = make_scene(graph)
    drawn = [edge for edge in scene.edges if edge.is_done and edge.predicate != "org:postIn"]
    assert len(drawn) == len(rows)
    assert len({(edge.start, edge.predicate, edge.end) for edge in drawn}) == len(drawn)


def test_an_office_is_drawn_to_its_body_by_the_sentences_that_name_it(graph: Graph) -> None:
    scene = make_scene(graph)
    [edge] = [edge for edge in scene.edges if edge.predicate == "org:postIn" and edge.start == "post/slw"]
    assert "Secretary for Labour and Welfare" in scene.sentences[edge.evidence[0]].text


def test_lines_carry_the_days_roles_and_capacities_they_speak_of(graph: Graph) -> None:
    edges = {(edge.start, edge.predicate, edge.end): edge for edge in make_scene(graph).edges}
    assert edges[CHAN, "gba:witnessed", PACT].roles == ("witness",)
    assert edges[CHAN, "gba:witnessed", PACT].days == ("2024-01-08",)
    mayor = edges[SUN, "org:holds", "post/mayor-of-guangzhou"]
    assert [held.capacity for held in mayor.holdings] == ["acting", "substantive"]
    assert edges[CHAN, "gba:metWith", SUN].days == ("2024-01-08", "2025-03-03")


def test_what_is_planned_is_marked_and_counted_apart(graph: Graph) -> None:
    scene = make_scene(graph)
    assert {edge.is_done for edge in scene.edges if edge.end == "event/ng"} == {False}
    assert {edge.is_done for edge in scene.edges if edge.end != "event/ng"} == {True}
    assert scene.planned == 1


# Where it stands.


def test_marks_stand_in_the_same_places_in_every_language(sample_graph: Graph) -> None:
    for asked in ({"name": "Chan Kwok-ki"}, {"release": "seed-20240108"}):
        english, chinese = (
            {node.thing.id: (node.place, node.core) for node in select(sample_graph, lang=lang, **asked).nodes}
            for lang in ("en", "zh-Hant")
        )
        assert english == chinese


def test_a_release_has_its_people_on_the_left_and_what_happened_on_the_right(sample_graph: Graph) -> None:
    nodes = [node for node in select(sample_graph, release="seed-20240108").nodes if node.place and node.is_shown]
    actors = [node.place.x for node in nodes if node.thing.kind in ("person", "body") and node.place]
    happened = [node.place.x for node in nodes if node.thing.kind in ("event", "agreement", "place") and node.place]
    assert max(actors) < min(happened)


def test_people_come_first_in_a_picture_of_all(sample_graph: Graph) -> None:
    core = [node for node in make_scene(sample_graph).nodes if node.core]
    assert {node.thing.kind for node in core} == {"person", "event"}
    assert 20 < len([node for node in core if node.thing.kind == "person"]) <= MOST_PEOPLE


def count_lines_that_cross(scene: Scene) -> int:
    nodes, lines = scene.list_drawn()
    is_core = scene.begins_with_people
    places = {node.thing.id: place for node in nodes if (place := node.core if is_core else node.place)}
    return count_crossings(places, [Line(line.start, line.end) for line in lines])


def test_few_lines_cross_on_the_sample_graph(sample_graph: Graph) -> None:
    everything = select(sample_graph, kinds=frozenset(KINDS) - {"post"})
    assert count_lines_that_cross(make_scene(sample_graph)) <= 10
    assert count_lines_that_cross(everything) <= 100
    linked = Counter(id for line in everything.lines for id in (line.start, line.end) if id.startswith("person/"))
    for person, _ in linked.most_common(2):
        assert count_lines_that_cross(select(sample_graph, name=person, hops=2)) <= 20


# The file.


def test_one_file_is_written_and_nothing_else(write: Draw, graph: Graph, tmp_path: Path) -> None:
    write(make_scene(graph))
    assert [path.name for path in tmp_path.iterdir()] == ["picture.html"]


def test_the_same_graph_gives_the_same_bytes(write: Draw, graph: Graph) -> None:
    again = make_graph(*reversed(EXTRACTIONS))
    for asked in (Selection(), Selection(name=CHAN), Selection(release="sample-20240108", lang="zh-Hans")):
        assert write(make_scene(graph, asked)) == write(make_scene(again, asked))


def test_every_hash_seed_gives_the_same_bytes() -> None:
    code = """
import hashlib
from sample import EXTRACTIONS, make_graph
from kg.views.picture import embed
from kg.views.scene import make_scene
print(hashlib.sha256(embed(make_scene(make_graph(*EXTRACTIONS))).page.encode()).hexdigest())
"""
    assert len(collect_outputs(code)) == 1


def test_the_page_loads_nothing(write: Draw, graph: Graph) -> None:
    html = write(make_scene(graph))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert not re.findall(r"<(?:link|img|iframe)\b|<script[^>]*\bsrc=|@import|url\(", html.partition("<script")[0])


def test_the_script_puts_text_into_the_page_as_text_only() -> None:
    assert len(SCRIPTS) > 5
    banned = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(\"on"
    )
    assert [
        (path.name, banned.findall(path.read_text(encoding="utf-8")))
        for path in SCRIPTS
        if banned.search(path.read_text(encoding="utf-8"))
    ] == []


def test_attacks_in_names_and_sentences_stay_text(write: Draw) -> None:
    html = write(make_scene(make_hostile()))
    assert html.count("</script>") == 3
    assert "<img" not in html
    assert "onerror=" not in html.partition('id="data"')[0]
    texts = [str(text) for text, _ in read_data(html)["page"]["sentences"]]
    assert any(text.startswith(HOSTILE[0]) for text in texts)


def test_the_seed_picture_is_small(write: Draw, sample_graph: Graph) -> None:
    """In bytes: the library is pyvis' own vis-network, 469 kB, or 124 kB packed; the picture has 58 things. What is ours
    grew with the legend, the words on the lines, the band of time and the cards by event."""
    html = write(make_scene(sample_graph, Selection(release="seed-20240108")))
    library = max((part for part in re.findall(r"<script>(.*?)</script>", html, re.DOTALL)), key=len)
    assert len(html.encode()) <= 640_000
    assert len(html.encode()) - len(library.encode()) <= 170_000
    assert len(gzip.compress(html.encode())) <= 180_000


def test_the_page_carries_the_licence_of_the_library_in_it(write: Draw, graph: Graph) -> None:
    html = write(make_scene(graph, Selection()))
    assert "@copyright (c) 2011-2017 Almende B.V" in html
    assert "vis.js may be distributed under either license." in html


def test_five_hundred_things_fit_into_a_file_of_a_megabyte_and_a_third(write: Draw) -> None:
    scene = make_big_scene(500)
    assert len(scene.edges) > 1450
    assert len(write(scene).encode()) <= 1_300_000


def test_the_page_is_written_as_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    """Python warns of each file that is opened in the encoding of the locale, such as cp950; here that is an error."""
    code = (
        "from benchmarks.scenes import make_big_scene; from kg.views.picture import draw; from pathlib import Path;"
        "import warnings; warnings.simplefilter('error', EncodingWarning); draw(make_big_scene(12), Path('p.html'))"
    )
    command = [sys.executable, "-X", "warn_default_encoding", "-c", code]
    environment = os.environ | {"PYTHONUTF8": "0", "LC_ALL": "C"}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=60)
    assert "陳" in (tmp_path / "p.html").read_bytes().decode("utf-8")


def test_only_a_drawing_loads_the_drawing_library() -> None:
    code = "import sys; from kg.cli.main import run; run(sys.argv[1:]); sys.exit(9 * ('pyvis' in sys.modules))"
    for arguments in (["rank", "--help"], ["who", "nobody"], ["export", "--help"]):
        command = [sys.executable, "-c", code, *arguments]
        assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    command = [sys.executable, "-c", code, "draw", "--help"]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 9


def test_a_notebook_shows_the_page_in_a_frame_without_rights(graph: Graph) -> None:
    shown = embed(make_scene(graph), height=400)
    html = shown._repr_html_()
    assert 'srcdoc="&lt;!doctype html&gt;' in html
    assert "height: 400px" in html
    assert "allow-same-origin" not in html
    assert html.count("<") == 2


# Words and looks.


def test_the_page_has_the_same_words_in_each_language() -> None:
    english, chinese = read_words("en"), read_words("zh-Hant")
    assert english.keys() == chinese.keys() == read_words("zh-Hans").keys()
    for key, value in english.items():
        assert type(value) is type(chinese[key]) or key == "verbs"
        assert len(value) == len(chinese[key]) or isinstance(value, str)
        assert sorted(re.findall(r"\{\w+\}", str(value))) == sorted(re.findall(r"\{\w+\}", str(chinese[key])))


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    python = (PICTURE / "picture.py").read_text(encoding="utf-8") + (PICTURE / "page.html.j2").read_text(
        encoding="utf-8"
    )
    words = read_words("en")
    assert [key for key in words if f'"{key}"' not in source + python and f"words.{key}" not in python] == []
    assert set(re.findall(r'(?:say|wordsOf)\("(\w+)"', source)) - words.keys() == set()


def test_simplified_names_and_words_follow_from_the_traditional_ones(sample_graph: Graph) -> None:
    page = make_data(make_scene(sample_graph)).page

    def simplify(text: str) -> str:
        return "".join(page["simplified"].get(sign, sign) for sign in text)

    own = json.dumps(read_words("zh-Hant"), ensure_ascii=False)
    assert json.loads(simplify(own)) == read_words("zh-Hans")


def test_every_kind_has_a_mark_of_its_own() -> None:
    assert set(LOOKS) == set(KINDS)
    assert len({look["path"] for look in LOOKS.values()}) == len(KINDS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_and_text_stand_out_from_the_page(theme: str) -> None:
    """WCAG 2.2: 3 to 1 for what is drawn, 4.5 to 1 for text."""
    style = read_palette()
    block = re.findall(r":root(?:\[data-theme=\"dark\"\])? \{([^}]*)\}", style)[theme == "dark"]
    colours = dict(re.findall(r"--(\w+): (#\w{6})", block))
    for name, least in (("ink", 4.5), ("soft", 4.5), ("link", 4.5), ("warn", 4.5), ("accent", 3), ("edge", 3)):
        for ground in ("page", "pane"):
            assert contrast(colours[name], colours[ground]) >= least, (name, ground)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((measure_light(one), measure_light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def measure_light(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
