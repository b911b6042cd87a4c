"""Who held an office on a day: questions with the answer that a law, gazette or release gives, and every term of the
tables. `gold/office-on-date.csv` was written before the tool was asked."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from asking import Ask
from sample import SECOND

from kg.errors import UnknownNameError
from kg.gazetteer import Gazetteer, Holding, read_gazetteer
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.graph.references import make_reference_quads
from kg.isodates import find_first_day, find_last_day
from kg.mentions.entities import make_known
from kg.statements import Extraction
from kg.views.offices import PROVEN, SINCE, OfficeAnswer, find_holders
from kg.vocabulary import Capacity

Question = dict[str, str]
GOLD = Path(__file__).resolve().parent / "gold" / "office-on-date.csv"
CAPACITIES = (Capacity.SUBSTANTIVE, Capacity.ACTING)


def read_questions() -> list[Question]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer()


@pytest.fixture(scope="module")
def table(gazetteer: Gazetteer) -> Graph:
    """A graph of all terms of the tables, as if a release named every office."""
    posts = tuple(make_known(thing) for thing in gazetteer.things.values() if thing.kind == "post")
    graph = Graph.in_memory()
    graph.add(make_reference_quads({post.id for post in posts}, gazetteer))
    graph.add(make_quads([Extraction(SECOND.release, SECOND.sentences, posts)]))
    return graph


def test_the_questions_are_many_and_say_where_their_answers_come_from() -> None:
    questions = read_questions()
    assert len(questions) >= 90
    assert [question for question in questions if not question["source"]] == []
    assert {question["on"][:4] for question in questions} >= {str(year) for year in (2012, 2017, 2022, 2024, 2026)}
    assert sum(not (question["substantive"] or question["acting"]) for question in questions) >= 10, "nobody held it"
    assert sum(bool(question["acting"]) for question in questions) >= 5


def name_holders(answer: OfficeAnswer) -> dict[str, list[str]]:
    return {how: [held.person.name for held in answer.holders if held.capacity == how] for how in CAPACITIES}


def list_expected(question: Question) -> dict[str, list[str]]:
    return {how: list(filter(None, [question[how]])) for how in CAPACITIES}


@pytest.mark.parametrize("question", read_questions(), ids=lambda one: f"{one['office']} on {one['on']}")
def test_who_held_the_office_that_day(table: Graph, question: Question) -> None:
    answer = find_holders(table, question["office"], on=question["on"], lang="zh-Hant")
    assert name_holders(answer) == list_expected(question)
    assert {holder.basis for holder in answer.holders} <= {*PROVEN, SINCE}
    assert all(holder.evidence for holder in answer.holders)


def test_releases_beside_the_tables_change_no_answer(samples_store: Path) -> None:
    graph = Graph.open(samples_store)
    named = {label for (label,) in graph.ask("SELECT ?label WHERE { ?post a org:Post ; skos:prefLabel ?label }")}
    asked = [question for question in read_questions() if question["office"] in named]
    assert len(asked) >= 20
    for question in asked:
        answer = find_holders(graph, question["office"], on=question["on"], lang="zh-Hant")
        assert (name_holders(answer), answer.in_graph) == (list_expected(question), True), question


def test_of_an_office_that_no_release_names_the_tables_answer(samples_store: Path, ask: Ask) -> None:
    answer = find_holders(Graph.open(samples_store), "Commissioner for Digital Policy", on="2024-07-25")
    assert ([holder.person.name for holder in answer.holders], answer.in_graph) == (["Tony Wong"], False)
    code, out, _ = ask("office", "Commissioner for Digital Policy", "--on", "2024-07-25")
    assert (code, "no release of this graph names this office" in out, "Tony Wong" in out) == (0, True, True)
    with pytest.raises(UnknownNameError, match="Nothing Whatever"):
        find_holders(Graph.open(samples_store), "Director of Nothing Whatever", on="2024-07-25")


def test_a_graph_without_general_knowledge_is_not_answered_from_it(samples_store: Path) -> None:
    office, on = "Chief Justice of the Court of Final Appeal", "2022-01-01"
    (holder,) = find_holders(Graph.open(samples_store), office, on=on).holders
    assert {source.url for source in holder.evidence} == {"general knowledge"}
    graph = Graph.in_memory()
    graph.add(make_quads([Extraction(SECOND.release, SECOND.sentences, ())]))
    assert find_holders(graph, office, on=on).holders == ()


def list_surely_held(gazetteer: Gazetteer) -> Iterator[tuple[Holding, Holding]]:
    """Gives each two substantive terms of different people in an office with one seat."""
    for post, terms in gazetteer.holdings.items():
        for pair in combinations([term for term in terms if not term.is_acting], 2):
            if gazetteer.things[post].single_seat and pair[0].person != pair[1].person:
                yield pair


def find_span(term: Holding) -> tuple[str, str]:
    """The first and the last day that are surely in a term."""
    first = find_last_day(term.start) if term.start else term.as_of or term.end or ""
    last = find_first_day(term.end) if term.end else term.as_of or term.start or ""
    return first, max(first, last)


def test_no_two_substantive_holders_of_a_single_seat_overlap(table: Graph, gazetteer: Gazetteer) -> None:
    """On the day of a change, which lies in both terms, only the new holder is answered for it."""
    overlapping, shared = [], []
    for one, other in list_surely_held(gazetteer):
        (begun, kept), (since, until) = find_span(one), find_span(other)
        first, last = max(begun, since), min(kept, until)
        if first < last:
            overlapping.append((one, other))
        elif first == last:
            shared.append((one.post, first))
    assert overlapping == []
    assert len(shared) > 10
    for post, day in shared:
        held = [holder for holder in find_holders(table, post, on=day).holders if holder.capacity == "substantive"]
        assert len(held) == 1, (post, day)


def test_who_acts_is_not_shown_as_the_substantive_holder(table: Graph, gazetteer: Gazetteer) -> None:
    acting = [term for terms in gazetteer.holdings.values() for term in terms if term.is_acting]
    assert len(acting) > 10
    for term in acting:
        day = find_span(term)[0][:10]
        own = find_holders(table, term.post, on=find_last_day(day)).holders
        assert {one.capacity for one in own if one.person.id == term.person} <= {Capacity.ACTING}, term
