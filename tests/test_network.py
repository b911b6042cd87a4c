"""Networks: projections of the sample releases, and centralities against numbers worked out by hand."""

from __future__ import annotations

import networkx as nx
import pytest
from sample import BRIEFING, CHAN, CHRIS, EXTRACTIONS, NG, SUN, ZHANG

from kg.errors import KgError
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.views.network import CENTRALITIES, PROJECTIONS, measure, project, rank

STAR: nx.Graph[str] = nx.Graph([("a", "b"), ("a", "c"), ("a", "d")])


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = Graph.in_memory()
    made.add(make_quads(EXTRACTIONS))
    return made


def test_meetings_link_people_who_shared_an_event_and_count_the_events(graph: Graph) -> None:
    network = project(graph, "meetings")
    found = {(min(edge), max(edge), network.edges[edge]["weight"]) for edge in network.edges}
    assert found == {(CHAN, CHRIS, 1), (CHAN, SUN, 2), (CHAN, ZHANG, 1), (CHRIS, SUN, 1)}


def test_planned_meetings_link_nobody(graph: Graph) -> None:
    assert NG not in project(graph, "all")


def test_agreements_link_signatories_witnesses_and_parties(graph: Graph) -> None:
    assert {kind.partition("/")[0] for kind in project(graph, "agreements")} == {"person", "body"}


@pytest.mark.parametrize(
    ("by", "middle", "rim"),
    [
        ("degree", 1.0, 1 / 3),
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
    row: nx.Graph[str] = nx.Graph([("x", "y"), ("y", "z")])
    row.add_node("alone")
    scores = measure(row, "pagerank")
    assert scores["alone"] == pytest.approx(1 / 21, abs=1e-6)
    assert scores["x"] == scores["z"] == pytest.approx(19 / 74 * 20 / 21, abs=1e-6)
    assert scores["y"] == pytest.approx(36 / 74 * 20 / 21, abs=1e-6)


@pytest.mark.parametrize("by", CENTRALITIES)
@pytest.mark.parametrize("projection", PROJECTIONS)
def test_every_rank_has_a_sentence(graph: Graph, by: str, projection: str) -> None:
    ranks = rank(graph, by=by, projection=projection, top=5)
    assert [line.rank for line in ranks] == list(range(1, len(ranks) + 1))
    assert [line.score for line in ranks] == sorted((line.score for line in ranks), reverse=True)
    assert all(line.evidence[0].text for line in ranks if line.thing.kind in ("person", "event", "agreement"))


def test_the_latest_sentence_is_the_evidence_and_equals_come_by_name(graph: Graph) -> None:
    first, second, third, _ = rank(graph, by="degree")
    assert (first.thing.id, first.evidence[0].text) == (CHAN, BRIEFING[0])
    assert (second.score, second.thing.id, third.thing.id) == (third.score, CHRIS, SUN)


@pytest.mark.parametrize("by", CENTRALITIES)
def test_scores_have_six_digits_so_that_equals_are_equal(graph: Graph, by: str) -> None:
    ranks = rank(graph, by=by, projection="all", top=50)
    assert all(line.score == round(line.score, 6) for line in ranks)
    assert [(-line.score, line.thing.name) for line in ranks] == sorted((-r.score, r.thing.name) for r in ranks)


def test_an_empty_projection_is_said_to_be_empty() -> None:
    with pytest.raises(KgError, match="nothing for the projection"):
        rank(Graph.in_memory(), by="degree")
