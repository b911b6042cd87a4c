"""What is exported can be read again, by other tools, and says the same."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hash_seeds import collect_outputs
from retirement import make_retirement
from seed import CHAN, CS, EXTRACTION, HUIZHOU, RELEASE, STATEMENTS, TEXTS, ZHANG, state

from kg.errors import UsageError
from kg.exports import export_graph, serialize_release, split_by_release
from kg.graph.claims import claim_from_reference, make_quads, make_release_iri
from kg.graph.graph import Graph
from kg.graph.terms import expand_iri
from kg.statements import Extraction
from kg.views.multigraph import make_multigraph

LATER = replace(EXTRACTION, release=replace(RELEASE, id="later"), statements=EXTRACTION.statements[:4])
COMING = replace(state(CHAN, "gba:visited", HUIZHOU, 7), status="gba:planned")
PLANNING = replace(EXTRACTION, statements=(*STATEMENTS, COMING))
HOSTILE = 'A <b> & "c" \' ]]> &lt; \x00\x0b\x1b\ufffe\U0001f91d\r\n陳\x0c國'
KEPT = 'A <b> & "c" \' ]]> &lt; \U0001f91d 陳 國'


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads([EXTRACTION, LATER]))
    graph.add(claim_from_reference("body/a", "org:subOrganizationOf", "body/b", row="1", source="seed"))
    graph.add(make_retirement("body/old", ["body/new"]))
    return graph


def read_back(content: bytes, form: ox.RdfFormat) -> bytes:
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in ox.parse(content, form))
    return Graph(store).triples_sorted_ntriples()


@pytest.mark.parametrize(
    ("fmt", "form"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nq", ox.RdfFormat.N_QUADS),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_an_export_read_back_is_the_same_graph(graph: Graph, fmt: str, form: ox.RdfFormat) -> None:
    assert read_back(export_graph(graph, fmt), form) == graph.triples_sorted_ntriples()
    assert export_graph(graph, fmt) == export_graph(graph, fmt)


@pytest.mark.parametrize("fmt", ["ttl", "nq"])
def test_odd_characters_survive(fmt: str) -> None:
    event = replace(EXTRACTION.events[0], label='a" .\n\r\t\x0c\x85\u2028\\u0022 陳🤝 .')
    graph = Graph.in_memory()
    graph.add(make_quads([replace(EXTRACTION, events=(event,))]))
    form = ox.RdfFormat.TURTLE if fmt == "ttl" else ox.RdfFormat.N_QUADS
    assert read_back(export_graph(graph, fmt), form) == graph.triples_sorted_ntriples()


def test_rdflib_reads_our_turtle(graph: Graph) -> None:
    assert len(rdflib.Graph().parse(export_graph(graph, "ttl"), format="turtle")) == len(graph)


def test_turtle_uses_prefixes_in_one_order(graph: Graph) -> None:
    text = export_graph(graph, "ttl").decode()
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "\n\nperson:chan-kwok-ki a foaf:Person ;" in text


@pytest.mark.parametrize("fmt", ["ttl", "nq"])
def test_a_release_is_written_as_the_graph_it_makes(fmt: str) -> None:
    form = ox.RdfFormat.TURTLE if fmt == "ttl" else ox.RdfFormat.N_QUADS
    alone = Graph.in_memory()
    alone.add(make_quads([EXTRACTION]))
    assert read_back(serialize_release(EXTRACTION, fmt), form) == alone.triples_sorted_ntriples()


def test_a_release_alone_is_split_as_it_was_written() -> None:
    alone = Graph.in_memory()
    alone.add(make_quads([EXTRACTION]))
    assert export_graph(alone, "nq") == serialize_release(EXTRACTION, "nq")


def test_a_triple_that_two_releases_state_stands_in_both(graph: Graph) -> None:
    names = {
        predicate: {quad.graph_name for quad in split_by_release(graph) if quad.predicate.value.endswith(predicate)}
        for predicate in ("#visited", "#metWith")
    }
    seed, later = make_release_iri("seed-20240108", "en"), make_release_iri("later", "en")
    assert names == {"#visited": {seed, later}, "#metWith": {seed}}


def test_reference_facts_and_retired_ids_stand_apart(graph: Graph) -> None:
    names = {str(quad.subject): quad.graph_name for quad in split_by_release(graph)}
    assert names["<https://w3id.org/gba-kg/id/body/a>"] == ox.NamedNode("https://w3id.org/gba-kg/id/reference")
    assert names["<https://w3id.org/gba-kg/id/body/old>"] == ox.DefaultGraph()


def read_network(content: bytes, fmt: str) -> nx.MultiDiGraph[str]:
    """Reads GEXF or GraphML without what only GEXF knows: an edge's id, and times for the timeline."""
    stream = io.BytesIO(content)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        nx.read_gexf(stream) if fmt == "gexf" else nx.read_graphml(stream, force_multigraph=True)
    )
    for data in list_data(network):
        for name in ("id", "start", "end"):
            data.pop(name, None)
    return network


def list_data(network: nx.MultiDiGraph[str]) -> list[dict[str, str | int]]:
    return [*(data for _, data in network.nodes(data=True)), *(data for *_, data in network.edges(data=True))]


def find_edge(graph: Graph, source: str, predicate: str, target: str) -> dict[str, str | int]:
    between = make_multigraph(graph).get_edge_data(f"id:{source}", f"id:{target}")
    found: list[dict[str, str | int]] = [data for data in between.values() if data["predicate"] == predicate]
    assert len(found) == 1
    return found[0]


def make_graph(*extractions: Extraction) -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads(extractions))
    return graph


@pytest.mark.parametrize("fmt", ["gexf", "graphml"])
def test_a_network_read_back_is_the_same(graph: Graph, fmt: str) -> None:
    written, read = make_multigraph(graph), read_network(export_graph(graph, fmt), fmt)
    assert list(read.nodes(data=True)) == list(written.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(written.edges(keys=True, data=True))


def test_a_network_holds_every_domain_triple_between_things(graph: Graph) -> None:
    network = make_multigraph(graph)
    assert "id:person/chan-kwok-ki" in network
    assert not any(node.startswith(("id:claim/", "id:release/", "id:tenure/")) for node in network)
    triples = {(source, data["predicate"], target) for source, target, data in network.edges(data=True)}
    assert len(triples) == network.number_of_edges()
    for source, predicate, target in triples:
        assert graph.has(expand_iri(source), expand_iri(str(predicate)), expand_iri(target))


def test_two_triples_between_the_same_things_are_two_edges(graph: Graph) -> None:
    between = make_multigraph(graph)["id:person/chan-kwok-ki"]["id:event/talks"]
    assert [data["label"] for data in between.values()] == ["chaired", "took part in"]
    edges = list(ET.fromstring(export_graph(graph, "gexf")).iter("{http://gexf.net/1.3}edge"))
    apart = {(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges}
    assert len(apart) == len({edge.get("id") for edge in edges}) == len(edges)


def test_a_node_has_its_names_and_its_time(graph: Graph) -> None:
    nodes = make_multigraph(graph).nodes
    assert nodes["id:person/chris-sun"] == {
        "label": "Chris Sun",
        "kind": "person",
        "name_en": "Chris Sun",
        "name_zh_hant": "孫玉菡",
        "name_zh_hans": "孙玉菡",
        "first": "2024-01-08",
        "last": "2024-01-08",
    }
    assert (nodes["id:event/huizhou"]["status"], nodes["id:event/huizhou"]["first"]) == ("planned", "2024-01-09")
    assert (nodes["id:person/chan-kwok-ki"]["first"], nodes["id:person/chan-kwok-ki"]["last"]) == (
        "2024-01-08",
        "2024-01-09",
    )


def test_an_edge_has_the_sentence_that_says_it(graph: Graph) -> None:
    edge = find_edge(graph, CHAN, "gba:metWith", ZHANG)
    assert edge == {
        "label": "met",
        "predicate": "gba:metWith",
        "status": "done",
        "dated_by": "fact",
        "first": "2024-01-08",
        "last": "2024-01-08",
        "sentences": 1,
        "sentence": TEXTS[5],
        "address": "seed-20240108/en",
        "restated": False,
    }
    table = find_edge(graph, "body/a", "org:subOrganizationOf", "body/b")
    assert (table["sentences"], table["address"]) == (0, "seed")
    assert not table.keys() & {"sentence", "first", "dated_by"}


def test_an_address_is_that_of_the_release_where_it_has_one() -> None:
    graph = make_graph(replace(EXTRACTION, release=replace(RELEASE, url="https://www.info.gov.hk/a.htm")))
    assert find_edge(graph, CHAN, "gba:metWith", ZHANG)["address"] == "https://www.info.gov.hk/a.htm"


def test_what_is_planned_is_marked() -> None:
    graph = make_graph(PLANNING)
    statuses = {
        data["predicate"]: data["status"]
        for data in make_multigraph(graph)["id:person/chan-kwok-ki"]["id:place/huizhou"].values()
    }
    assert statuses == {"gba:visited": "planned"}
    assert find_edge(graph, CHAN, "gba:participatedIn", "event/huizhou")["status"] == "planned"
    assert find_edge(graph, CHAN, "gba:visited", HUIZHOU)["first"] == "2024-01-09"
    assert find_edge(graph, CHAN, "gba:visited", "place/guangzhou")["status"] == "done"


def test_what_was_planned_and_then_done_is_one_edge_that_is_done() -> None:
    done = replace(
        PLANNING, release=replace(RELEASE, id="later"), statements=(*STATEMENTS, replace(COMING, status="gba:done"))
    )
    edge = find_edge(make_graph(PLANNING, done), CHAN, "gba:visited", HUIZHOU)
    assert (edge["status"], edge["sentences"]) == ("done", 1)


def test_what_is_called_off_is_marked() -> None:
    graph = make_graph(replace(EXTRACTION, statements=(replace(COMING, status="gba:cancelled"), COMING)))
    assert find_edge(graph, CHAN, "gba:visited", HUIZHOU)["status"] == "cancelled"


def test_a_meeting_of_long_ago_is_not_dated_by_the_release_that_recalls_it() -> None:
    event = replace(EXTRACTION.events[3], start="2019-05-09")
    edge = find_edge(make_graph(replace(EXTRACTION, events=(event,))), CHAN, "gba:metWith", ZHANG)
    assert (edge["dated_by"], edge["first"], edge["last"]) == ("fact", "2019-05-09", "2019-05-09")


def test_an_edge_without_a_date_has_that_of_its_releases() -> None:
    earlier = replace(RELEASE, id="earlier", issued=RELEASE.issued.replace(year=2023))
    bare = replace(EXTRACTION, events=(), agreements=(), tenures=())
    edge = find_edge(make_graph(bare, replace(bare, release=earlier)), CHAN, "gba:metWith", ZHANG)
    assert (edge["dated_by"], edge["first"], edge["last"]) == ("release", "2023-01-08", "2024-01-08")
    assert (edge["sentences"], edge["address"]) == (2, "earlier/en")


def test_an_office_is_not_held_on_the_day_that_calls_its_holder_former() -> None:
    tenure = replace(EXTRACTION.tenures[0], id="tenure/former", capacity="gba:former", attested_on="2025-01-01")
    former = replace(
        EXTRACTION,
        release=replace(RELEASE, id="later"),
        tenures=(tenure,),
        statements=(replace(STATEMENTS[0], elaborated_by=tenure.id),),
    )
    edge = find_edge(make_graph(EXTRACTION, former), CHAN, "org:holds", CS)
    assert (edge["first"], edge["last"]) == ("2024-01-08", "2024-01-08")


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-01-08", "2024-01-08", "2024-01-08"),
    ],
)
def test_gexf_has_days_for_the_timeline(date: str, start: str, end: str) -> None:
    event = replace(EXTRACTION.events[3], start=date)
    graph = make_graph(replace(EXTRACTION, events=(event,), statements=STATEMENTS[-5:]))
    network = nx.read_gexf(io.BytesIO(export_graph(graph, "gexf")))
    for data in (network.nodes["id:event/meeting"], network["id:person/zhang-xin"]["id:event/meeting"]):
        assert (data["first"], data["start"], data["end"]) == (date, start, end)


def test_a_thing_is_there_as_long_as_what_binds_it(graph: Graph) -> None:
    network = nx.read_gexf(io.BytesIO(export_graph(graph, "gexf")))
    dated = [(source, target, data) for source, target, data in network.edges(data=True) if "start" in data]
    assert dated
    for source, target, edge in dated:
        for node in (network.nodes[source], network.nodes[target]):
            assert node["start"] <= edge["start"] <= edge["end"] <= node["end"]


@pytest.mark.parametrize("fmt", ["gexf", "graphml"])
def test_a_network_is_written_the_same_whatever_the_order_and_the_day(
    fmt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quads = make_quads([PLANNING, LATER])
    first = export_graph(make_graph(PLANNING, LATER), fmt)
    monkeypatch.setattr("time.strftime", lambda *_: "1999-12-31")
    for seed in range(3):
        random.Random(seed).shuffle(quads)
        graph = Graph.in_memory()
        for quad in quads:
            graph.add([quad])
        assert export_graph(graph, fmt) == first


@pytest.mark.parametrize("fmt", ["gexf", "graphml"])
def test_a_network_does_not_depend_on_the_order_of_sets(fmt: str) -> None:
    code = f"""
from seed import EXTRACTION
from kg.graph.claims import make_quads
from kg.exports import export_graph
from kg.graph.graph import Graph
graph = Graph.in_memory()
graph.add(make_quads([EXTRACTION]))
print(export_graph(graph, {fmt!r}))"""
    assert len(collect_outputs(code)) == 1


@pytest.mark.parametrize("fmt", ["gexf", "graphml"])
def test_hostile_text_does_not_break_a_network(fmt: str) -> None:
    event = replace(EXTRACTION.events[3], label=HOSTILE)
    release = replace(
        RELEASE, text=RELEASE.text.replace("Afterwards", "Afterwards ]]><b>\x07"), url='https://a.hk/?a=1&b="'
    )
    graph = make_graph(replace(EXTRACTION, events=(event,), release=release))
    network = read_network(export_graph(graph, fmt), fmt)
    assert network.nodes["id:event/meeting"]["label"] == KEPT
    edge = find_edge(graph, CHAN, "gba:metWith", ZHANG)
    assert edge in [data for *_, data in network.edges(data=True)]
    assert str(edge["sentence"]).startswith("Afterwards ]]><b>, Mr Chan")
    assert edge["address"] == 'https://a.hk/?a=1&b="'


@pytest.mark.parametrize("fmt", ["gexf", "graphml"])
def test_an_empty_graph_is_an_empty_network(fmt: str) -> None:
    assert len(read_network(export_graph(Graph.in_memory(), fmt), fmt)) == 0


def test_no_key_of_graphml_is_one_that_gephi_takes_for_a_label(graph: Graph) -> None:
    keys = list(ET.fromstring(export_graph(graph, "graphml")).iter("{http://graphml.graphdrawing.org/xmlns}key"))
    ids = [key.get("id") for key in keys]
    assert len(set(ids)) == len(ids)
    assert {"node-label", "edge-label"} <= set(ids)
    assert not {"d3", "d7"} & set(ids)


def test_an_unknown_format_is_a_wrong_usage(graph: Graph) -> None:
    with pytest.raises(UsageError, match="docx"):
        export_graph(graph, "docx")
    with pytest.raises(UsageError, match="csv"):
        serialize_release(EXTRACTION, "csv")
