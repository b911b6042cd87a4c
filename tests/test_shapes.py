"""Each shape lets a sound graph pass and stops a broken one."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.files import find_shipped
from kg.graph.checks import Problem, check_shapes
from kg.graph.graph import Graph
from kg.graph.terms import shorten_iri

FIXTURES = Path(__file__).resolve().parent / "fixtures" / "shapes"
SHAPES = sorted(path.name.removesuffix("-pass.ttl") for path in FIXTURES.glob("*-pass.ttl"))
RULES = {
    "label": "two preferred names",
    "tenure": "neither a day it was seen on",
    "designate": "not yet begun, but was seen held",
    "naming": "one name at the time in a language",
    "change": "must have exactly one date",
    "post": "more than one body",
    "claim": "rests on no sentence",
    "hierarchy": "a part of itself",
    "release": "restated once at most",
    "sentence": "length of its exact words",
    "agreement": "fewer than two parties",
    "agreement-sentence": "a day of signing that rests on no sentence",
    "event": "exactly one status",
    "event-date": "how it is known",
    "days": "must have one latest day at most",
    "put-off": "was put off, but is no event",
    "told": "but is no claim",
    "event-days": "the first and last day that it allows",
    "matter": "words in a language",
    "participation": "exactly one role",
}


def find_problems(name: str) -> list[Problem]:
    return sorted(set(check_shapes(Graph.load(FIXTURES / f"{name}.ttl"))))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_sound_graph_passes(shape: str) -> None:
    assert find_problems(f"{shape}-pass") == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_broken_graph_is_stopped_by_its_shape_alone(shape: str) -> None:
    problems = find_problems(f"{shape}-fail")
    assert problems
    assert [problem for problem in problems if RULES[shape] not in problem.rule] == []
    # What a text leaves out (a signatory's partner) is warned of; what contradicts the contract is a violation.
    assert {problem.severity for problem in problems} == {"warning" if shape == "agreement" else "violation"}


def test_each_shape_has_its_fixtures() -> None:
    shapes = rdflib.Graph().parse(find_shipped("ontology", "shapes.ttl"))
    names = {str(shape).rpartition("#")[2] for shape in shapes.subjects(RDF.type, SH.NodeShape)}
    assert names == set(SHAPES) == set(RULES)


def test_a_post_in_no_body_is_only_warned_of(tmp_path: Path) -> None:
    text = (FIXTURES / "post-pass.ttl").read_text(encoding="utf-8").replace(" ; org:postIn ex:b", "")
    (tmp_path / "post.ttl").write_text(text, encoding="utf-8")
    assert [problem.severity for problem in check_shapes(Graph.load(tmp_path / "post.ttl"))] == ["warning"]


def test_the_earliest_day_of_an_event_is_not_after_its_latest(tmp_path: Path) -> None:
    text = (FIXTURES / "event-days-pass.ttl").read_text(encoding="utf-8").replace("2024-01-31", "2023-12-31")
    (tmp_path / "event.ttl").write_text(text, encoding="utf-8")
    problems = list(check_shapes(Graph.load(tmp_path / "event.ttl")))
    assert [problem.rule for problem in problems] == ["has an earliest day after its latest"]


@pytest.mark.parametrize(
    "dates",
    [
        'gba:attestedOn "2024-01-08"^^xsd:date',
        'schema:startDate "2024"^^xsd:gYear',
        'gba:announcedOn "2024-01-08"^^xsd:date',
    ],
)
def test_a_tenure_was_seen_or_has_a_start_or_was_announced(dates: str, tmp_path: Path) -> None:
    text = (FIXTURES / "tenure-pass.ttl").read_text(encoding="utf-8")
    (tmp_path / "tenure.ttl").write_text(text.replace('gba:attestedOn "2024-01-08"^^xsd:date', dates), encoding="utf-8")
    assert list(check_shapes(Graph.load(tmp_path / "tenure.ttl"))) == []


def test_a_cycle_is_found_through_every_body_of_it() -> None:
    nodes = [problem.node for problem in find_problems("hierarchy-fail")]
    assert nodes == ["id:example/a", "id:example/b", "id:example/c"]


@pytest.mark.parametrize("shape", SHAPES)
def test_any_shacl_engine_finds_the_same(shape: str) -> None:
    """The shapes as they stand in the file, over a whole graph: the same nodes for the same reasons."""
    shapes = rdflib.Graph().parse(find_shipped("ontology", "shapes.ttl"))
    for end in ("pass", "fail"):
        graph = rdflib.Graph().parse(FIXTURES / f"{shape}-{end}.ttl")
        conforms, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
        assert conforms == (end == "pass")
        results = list(report.subjects(RDF.type, SH.ValidationResult))
        found = {
            (shorten_iri(str(report.value(one, SH.focusNode))), str(report.value(one, SH.resultMessage)))
            for one in results
        }
        assert found == {(problem.node, problem.rule) for problem in find_problems(f"{shape}-{end}")}


def test_what_is_of_no_class_is_looked_at_where_a_shape_says_so(tmp_path: Path) -> None:
    text = (FIXTURES / "matter-pass.ttl").read_text(encoding="utf-8").replace("a schema:Event ;", "")
    (tmp_path / "matter.ttl").write_text(text, encoding="utf-8")
    problems = list(check_shapes(Graph.load(tmp_path / "matter.ttl")))
    assert [problem.rule for problem in problems] == ["has a matter, but is no event"]


def test_a_date_known_in_two_ways_is_found_and_one_without_its_latest_day_too(tmp_path: Path) -> None:
    text = (FIXTURES / "event-days-pass.ttl").read_text(encoding="utf-8")
    two = text.replace("gba:dateBasis", "gba:dateBasis gba:yearFromIssued , gba:stated , ")
    half = text.replace("gba:latest", "gba:theme")
    for changed, rule in (
        (two, "has a date but does not say how it is known"),
        (half, "has a date, but not the first and last day that it allows"),
    ):
        (tmp_path / "event.ttl").write_text(changed, encoding="utf-8")
        assert [problem.rule for problem in check_shapes(Graph.load(tmp_path / "event.ttl"))] == [rule]
