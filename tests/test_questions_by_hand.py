"""The forms of the questions that the benchmark measures the shipped ones against."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.graph import Graph
from kg.graph.questions import find_question, list_questions, read_question

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks" / "questions"
NAMES = [question.name for question in list_questions()]


def test_each_question_has_one() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.rq")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_gives_the_same_rows(sample_graph: Graph, name: str) -> None:
    shipped, by_hand = find_question(name), read_question(FOLDER / f"{name}.rq")
    assert by_hand.words == shipped.words
    assert by_hand.fill_values() == shipped.fill_values()
    rows = [sample_graph.ask(question.sparql, **question.fill_values()) for question in (shipped, by_hand)]
    assert sorted(map(str, rows[0])) == sorted(map(str, rows[1]))
