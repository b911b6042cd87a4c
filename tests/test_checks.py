"""A sound graph has no problems; each way to break it is found and named."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from seed import CHAN, EXTRACTION, HKSARG, RELEASE, ZHANG

from kg.graph.checks import check, check_shapes
from kg.graph.claims import claim_from_reference, make_quads
from kg.graph.graph import Graph
from kg.graph.terms import make_name, make_thing

MET = ox.Quad(make_thing(CHAN), make_name("gba:metWith"), make_thing(ZHANG))


def build(quads: list[ox.Quad]) -> Graph:
    graph = Graph.in_memory()
    graph.add(quads)
    return graph


def drop(predicate: str) -> list[ox.Quad]:
    return [quad for quad in make_quads([EXTRACTION]) if quad.predicate != make_name(predicate)]


def test_a_sound_graph_has_no_problems(seed_graph: Graph) -> None:
    assert check(seed_graph, releases=[RELEASE]) == []


def test_an_event_that_went_to_a_place_needs_no_claim() -> None:
    visited = replace(EXTRACTION.events[0], visited=(HKSARG,))
    assert check(build(make_quads([replace(EXTRACTION, events=(visited, *EXTRACTION.events[1:]))]))) == []


def test_a_reference_fact_is_grounded_by_its_record() -> None:
    facts = claim_from_reference(HKSARG, "org:subOrganizationOf", "body/x", row="1", source="seed")
    assert check(build([*make_quads([EXTRACTION]), *facts])) == []


@pytest.mark.parametrize(
    ("predicate", "rule"),
    [
        ("prov:wasDerivedFrom", "rests on no sentence and no reference record of this graph"),
        ("gba:elaboratedBy", "is a gba:Participation that no claim is elaborated by"),
        ("gba:elaboratedBy", "is a gba:Tenure that no claim is elaborated by"),
        ("rdf:object", "gba:metWith id:person/zhang-xin has no claim"),
        ("oa:exact", "must have its exact words once"),
        ("skos:prefLabel", "has no preferred name"),
    ],
)
def test_a_missing_link_is_found(predicate: str, rule: str) -> None:
    assert rule in {problem.rule for problem in check(build(drop(predicate)))}


def test_a_claim_on_a_sentence_that_is_not_there_is_found() -> None:
    quads = [quad for quad in make_quads([EXTRACTION]) if "/en/s6>" not in str(quad.subject)]
    problems = check(build(quads))
    assert {problem.rule for problem in problems} == {"rests on no sentence and no reference record of this graph"}


def test_a_plain_triple_without_a_claim_is_found() -> None:
    stray = ox.Quad(make_thing(CHAN), make_name("gba:metWith"), make_thing("person/li-huanchun"))
    (problem,) = check(build([*make_quads([EXTRACTION]), stray]))
    assert str(problem) == f"violation: id:{CHAN} gba:metWith id:person/li-huanchun has no claim"


def test_words_that_are_not_in_the_stored_text_are_found(seed_graph: Graph) -> None:
    changed = replace(RELEASE, text=RELEASE.text.replace("Afterwards", "Before that"))
    nodes = [problem.node for problem in check(seed_graph, releases=[changed])]
    assert nodes == ["id:release/seed-20240108/en/s6", "id:release/seed-20240108/en/s7"]


def test_shapes_hold_for_every_slice_of_a_large_graph(seed_graph: Graph) -> None:
    assert list(check_shapes(seed_graph, slice_size=3)) == []
    broken = build(drop("gba:role"))
    assert sorted(check_shapes(broken, slice_size=3)) == sorted(check_shapes(broken))


def test_after_each_slice_it_is_said_how_many_nodes_are_checked(seed_graph: Graph) -> None:
    told: list[tuple[int, int]] = []
    assert list(check_shapes(seed_graph, slice_size=50, show=lambda done, total: told.append((done, total)))) == []
    total = told[0][1]
    assert told == [(min(done, total), total) for done in range(50, total + 50, 50)]
    assert len(told) > 1
