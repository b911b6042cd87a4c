"""Networks: projections of the sample releases, and centralities against numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import networkx as nx
import pytest
from sample import BRIEFING, CHAN, CHRIS, EXTRACTIONS, LI, NG, SECOND, SUN, ZHANG, make_graph, make_meeting, meet

from kg.errors import KgError
from kg.graph.bindings import Value
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.views.centrality import CENTRALITIES, measure
from kg.views.network import PROJECTIONS, connect, project, rank
from kg.views.paths import Link

ROOT_10 = 10**0.5


def link(*edges: tuple[str, str, int]) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from(edges)
    return network


def attend(event: str, people: str) -> list[Link]:
    return [Link(f"person/{name}", "gba:participatedIn", f"event/{event}") for name in people]


STAR = link(("a", "b", 1), ("a", "c", 1), ("a", "d", 1))


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = Graph.in_memory()
    made.add(make_quads(EXTRACTIONS))
    return made


def test_meetings_link_people_who_shared_an_event_by_its_size(graph: Graph) -> None:
    """Two met alone, two once alone and once among three."""
    network = project(graph, "meetings")
    found = {(min(edge), max(edge), network.edges[edge]["weight"]) for edge in network.edges}
    half = Fraction(1, 2)
    assert found == {(CHAN, CHRIS, half), (CHAN, SUN, 1 + half), (CHAN, ZHANG, 1), (CHRIS, SUN, half)}


def test_who_has_a_part_in_something_is_bound_to_it_the_less_the_more_have_one() -> None:
    chair = Link("person/a", "gba:chaired", "event/two")
    links = [*attend("one", "a"), *attend("two", "abc"), chair, Link("person/a", "gba:metWith", "person/b")]
    office = [Link("person/a", "org:holds", "post/x"), Link("event/two", "gba:visited", "body/y")]
    network = connect([*links, *office, Link("person/b", "gba:metWith", "person/d")], "all")
    assert {tuple(sorted(edge)): str(network.edges[edge]["weight"]) for edge in network.edges} == {
        ("event/one", "person/a"): "1",
        ("event/two", "person/a"): "1/2",
        ("event/two", "person/b"): "1/2",
        ("event/two", "person/c"): "1/2",
        ("person/a", "person/b"): "1/2",
        ("person/b", "person/d"): "1",
        ("person/a", "post/x"): "1",
        ("body/y", "event/two"): "1",
    }


def test_planned_meetings_link_nobody(graph: Graph) -> None:
    assert NG not in project(graph, "all")
    for by in CENTRALITIES:
        assert NG not in {line.thing.id for line in rank(graph, by=by, projection="all", top=100)}


def test_a_planned_event_weakens_and_strengthens_no_edge() -> None:
    more = (CHAN, SUN, ZHANG, LI)
    planned = make_meeting("event/coming", "2025-04-01", more, status="gba:planned")
    said = [replace(part, status="gba:planned") for part in meet("event/coming", 1, more)]
    told = replace(SECOND, events=(*SECOND.events, planned), statements=(*SECOND.statements, *said))
    network, without = (project(make_graph(extraction), "meetings") for extraction in (told, SECOND))
    assert nx.utils.graphs_equal(network, without)


def test_agreements_link_signatories_witnesses_and_parties(graph: Graph) -> None:
    assert {kind.partition("/")[0] for kind in project(graph, "agreements")} == {"person", "body"}


@pytest.mark.parametrize(
    ("by", "middle", "rim"),
    [
        ("degree", 3.0, 1.0),
        ("betweenness", 1.0, 0.0),
        ("closeness", 1.0, 0.6),
        ("pagerank", 0.4797297, 0.1734234),
        ("eigenvector", 0.7071068, 0.4082483),
    ],
)
def test_centralities_of_a_star_are_those_of_the_textbook(by: str, middle: float, rim: float) -> None:
    scores = measure(STAR, by)
    assert scores["a"] == pytest.approx(middle, abs=1e-6)
    assert scores["b"] == pytest.approx(rim, abs=1e-6)


def test_pagerank_of_three_in_a_row_beside_one_alone_is_that_of_the_textbook() -> None:
    """Worked out by hand: what is alone gives all it has to the four alike, so it keeps a = (0.15 + 0.85 a) / 4; an end
    gets a + 0.85 m / 2, the middle m = a + 0.85 * 2 e, so that the three share what is left as 19, 36 and 19."""
    row = link(("x", "y", 1), ("y", "z", 1))
    row.add_node("alone")
    scores = measure(row, "pagerank")
    assert scores["alone"] == pytest.approx(1 / 21, abs=1e-6)
    assert scores["x"] == scores["z"] == pytest.approx(19 / 74 * 20 / 21, abs=1e-6)
    assert scores["y"] == pytest.approx(36 / 74 * 20 / 21, abs=1e-6)


@pytest.mark.parametrize(
    ("by", "scores"),
    [
        # of a: two events, of d: one
        ("degree", {"a": 2, "b": 2, "c": 2, "d": 1}),
        # c lies between a and d, and between b and d, of three pairs of others
        ("betweenness", {"a": 0, "b": 0, "c": 2 / 3, "d": 0}),
        # from a it is 2/3 to b, 2 to c and 3 to d
        ("closeness", {"a": 9 / 17, "b": 9 / 17, "c": 3 / 5, "d": 3 / 7}),
    ],
)
def test_centralities_of_three_meetings_are_those_worked_out_by_hand(by: str, scores: dict[str, float]) -> None:
    """a and b met alone, then with c, who met d: weights ab 3/2, ac and bc 1/2, cd 1; lengths 2/3, 2, 2 and 1."""
    network = connect([*attend("one", "ab"), *attend("two", "abc"), *attend("three", "cd")], "meetings")
    found = {id.removeprefix("person/"): score for id, score in measure(network, by).items()}
    assert found == pytest.approx(scores, abs=1e-6)


@pytest.mark.parametrize(
    ("by", "scores"),
    [
        # m = 0.05 + 0.85 (x + y), x = 0.05 + 0.85 * 3/4 m, y = 0.05 + 0.85 * 1/4 m
        ("pagerank", {"m": 18 / 37, "x": 0.05 + 0.6375 * 18 / 37, "y": 0.05 + 0.2125 * 18 / 37}),
        # the greatest eigenvalue is the root of 3 * 3 + 1 * 1
        ("eigenvector", {"m": 1 / 2**0.5, "x": 3 / ROOT_10 / 2**0.5, "y": 1 / ROOT_10 / 2**0.5}),
    ],
)
def test_who_is_linked_more_closely_gets_more(by: str, scores: dict[str, float]) -> None:
    assert measure(link(("m", "x", 3), ("m", "y", 1)), by) == pytest.approx(scores, abs=1e-6)


def test_two_ways_of_one_length_share_what_lies_between() -> None:
    """Three steps of 1/3 are as long as one of 1, which floating point denies: q and r lie on half of the ways from p
    to s, and each on all ways of one pair more, of three."""
    square = link(("p", "q", 3), ("q", "r", 3), ("r", "s", 3), ("p", "s", 1))
    assert measure(square, "betweenness") == {"p": 0, "q": 0.5, "r": 0.5, "s": 0}


def test_a_list_of_guests_is_no_way_to_the_top() -> None:
    network = connect([*attend("speech", "abcdefghij"), *attend("talk", "yz"), *attend("lunch", "xz")], "meetings")
    scores = measure(network, "degree")
    assert (network.degree("person/a"), scores["person/a"]) == (9, 1)
    assert (network.degree("person/z"), scores["person/z"]) == (2, 2)


@pytest.mark.parametrize("by", CENTRALITIES)
def test_the_order_of_the_links_makes_no_difference(by: str) -> None:
    links = [*attend("one", "abcd"), *attend("two", "ace"), *attend("three", "bf"), *attend("four", "fgab")]
    assert measure(connect(links, "all"), by) == measure(connect(links[::-1], "all"), by)


@pytest.mark.parametrize("by", CENTRALITIES)
@pytest.mark.parametrize("projection", PROJECTIONS)
def test_every_rank_has_a_sentence(graph: Graph, by: str, projection: str) -> None:
    ranks = rank(graph, by=by, projection=projection, top=5)
    assert all(line.rank == 1 + sum(other.score > line.score for other in ranks) for line in ranks)
    assert [line.score for line in ranks] == sorted((line.score for line in ranks), reverse=True)
    assert all(line.evidence[0].text for line in ranks if line.thing.kind in ("person", "event", "agreement"))


def test_the_latest_sentence_is_the_evidence_and_equals_come_by_name(graph: Graph) -> None:
    first, second, third, fourth = rank(graph, by="degree")
    assert (first.thing.id, first.evidence[0].text) == (CHAN, BRIEFING[0])
    assert (second.thing.id, second.rank, second.shared_by) == (SUN, 2, 1)
    assert [(line.rank, line.shared_by, line.thing.id) for line in (third, fourth)] == [(3, 2, CHRIS), (3, 2, ZHANG)]


def test_a_tie_is_one_where_the_list_is_cut_too(graph: Graph) -> None:
    assert [(line.rank, line.shared_by) for line in rank(graph, by="betweenness", top=2)] == [(1, 1), (2, 3)]


@pytest.mark.parametrize("by", CENTRALITIES)
def test_scores_have_six_digits_so_that_equals_are_equal(graph: Graph, by: str) -> None:
    ranks = rank(graph, by=by, projection="all", top=50)
    assert all(line.score == round(line.score, 6) for line in ranks)
    assert [(-line.score, line.thing.name) for line in ranks] == sorted((-r.score, r.thing.name) for r in ranks)
    assert ranks == rank(graph, by=by, projection="all", top=50)


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_long_list_has_the_evidence_of_short_ones(graph: Graph, projection: str) -> None:
    everybody = rank(graph, by="degree", projection=projection, top=1000)
    for top in range(1, len(everybody) + 1):
        assert rank(graph, by="degree", projection=projection, top=top) == everybody[:top]


def test_the_length_of_a_list_makes_no_more_questions(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Graph.ask

    def count(graph: Graph, text: str, **values: Value) -> list[tuple[str | None, ...]]:
        asked.append(text)
        return ask(graph, text, **values)

    monkeypatch.setattr(Graph, "ask", count)
    ranks = rank(graph, by="degree", projection="all", top=1000)
    assert len(ranks) > 11
    assert len(asked) < len(ranks)


def test_an_empty_projection_is_said_to_be_empty() -> None:
    with pytest.raises(KgError, match="nothing for the projection"):
        rank(Graph.in_memory(), by="degree")
