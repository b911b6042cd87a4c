"""Each competency question is readable, ordered, and answered the same by both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from seed import EXTRACTION

from kg.errors import DataError, QueryError, UsageError
from kg.graph.bindings import Iri, Text, bind_values
from kg.graph.graph import Graph
from kg.graph.questions import Parameter, Question, find_question, list_questions, read_question, read_value
from kg.graph.terms import PREFIXES
from kg.views.parameters import ask_question

QUESTIONS = list_questions()
ANSWERED = [question for question in QUESTIONS if not question.is_open]


def name_question(question: Question) -> str:
    return question.name


@pytest.fixture(scope="module")
def plain(seed_graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=seed_graph.triples_sorted_ntriples(), format="nt")


def test_there_are_at_least_fourteen_questions() -> None:
    assert len(ANSWERED) >= 14


@pytest.mark.parametrize("question", QUESTIONS, ids=name_question)
def test_a_question_is_one_line_of_words_and_an_ordered_select(question: Question) -> None:
    assert question.words.endswith("?")
    assert "ORDER BY" in question.sparql
    assert question.sparql.partition("SELECT ")[2].startswith("DISTINCT ")
    assert all(line.startswith("# param: ") for line in question.sparql.splitlines()[1:] if "param:" in line)


@pytest.mark.parametrize("question", ANSWERED, ids=name_question)
def test_a_question_is_answered_by_the_seed(question: Question, seed_graph: Graph) -> None:
    assert ask_question(seed_graph, question).rows


@pytest.mark.parametrize("question", QUESTIONS, ids=name_question)
def test_rdflib_and_oxigraph_answer_alike(question: Question, seed_graph: Graph, plain: rdflib.Graph) -> None:
    text = bind_values(question.sparql, question.fill_values())
    theirs = plain.query(text, initNs=PREFIXES)
    rows = sorted(tuple(str(value) if value is not None else "" for value in row) for row in theirs)  # type: ignore[union-attr]
    ours = sorted(tuple(value or "" for value in row) for row in seed_graph.ask(text))
    assert [str(name) for name in theirs.vars or ()] == list(seed_graph.select(text).columns)
    assert rows == ours


@pytest.mark.parametrize("question", ANSWERED, ids=name_question)
def test_planned_things_stay_out_unless_asked_for(question: Question, seed_graph: Graph) -> None:
    values = [value for row in ask_question(seed_graph, question).list_values() for value in row]
    is_asked_for = question.name in ("planned-events", "what-a-release-says")
    assert any("event/huizhou" in (value or "") for value in values) == is_asked_for


def test_planned_events_of_a_person_come_when_asked_for(seed_graph: Graph) -> None:
    table = ask_question(seed_graph, find_question("events-of-a-person"), status="gba:planned")
    assert [row[1] for row in table.list_values()] == ["Visit to Huizhou"]


@pytest.mark.parametrize(
    ("date", "basis"), [("2024-01-08", "attested on the day"), ("2024-01-07", None), ("2024-01-09", None)]
)
def test_a_release_proves_an_office_on_its_own_day_only(seed_graph: Graph, date: str, basis: str | None) -> None:
    rows = ask_question(seed_graph, find_question("office-on-a-date"), date=date).list_values()
    assert [row[3] for row in rows] == ([basis] if basis else [])


def test_a_name_is_found_in_the_language_it_is_written_in(seed_graph: Graph) -> None:
    table = ask_question(seed_graph, find_question("who-met-whom"), person="陳國基")
    assert [row[1] for row in table.list_values()] == ["Zhang Xin"]


def test_the_evidence_is_the_sentence_with_its_place(seed_graph: Graph) -> None:
    (row,) = ask_question(seed_graph, find_question("evidence-of-a-statement")).list_values()
    exact, start, end = row[2:5]
    assert EXTRACTION.release.text[int(start or 0) : int(end or 0)] == exact


def test_a_question_can_be_asked_about_an_iri(seed_graph: Graph) -> None:
    sparql = "SELECT ?name WHERE { ?who skos:prefLabel ?name } ORDER BY ?name"
    assert ("Chan Kwok-ki",) in seed_graph.ask(sparql, who=Iri("id:person/chan-kwok-ki"))


@pytest.mark.parametrize(
    ("raw", "like", "value"),
    [
        ("陳國基", Text("x", "en"), Text("陳國基", "zh-Hant")),
        ("Chan Kwok-ki", Text("x", "en"), Text("Chan Kwok-ki", "en")),
        ('"陈国基"@zh-Hans', Text("x", "en"), Text("陈国基", "zh-Hans")),
        ("2024-01-08", Text("x"), Text("2024-01-08")),
        ("gba:planned", Iri("x"), Iri("gba:planned")),
        ("<https://e.org/a>", Iri("x"), Iri("https://e.org/a")),
    ],
)
def test_a_value_is_read_as_its_parameter_wants_it(raw: str, like: Iri | Text, value: Iri | Text) -> None:
    assert read_value(raw, like=like) == value


def test_an_unknown_question_or_parameter_is_a_wrong_usage() -> None:
    with pytest.raises(UsageError, match="who-met-whom"):
        find_question("../kg")
    with pytest.raises(UsageError, match="has no parameter colour"):
        find_question("who-met-whom").fill_values(colour="red")


def test_a_parameter_declares_what_its_value_is() -> None:
    place = find_question("visitors-to-a-place").parameters[0]
    assert place == Parameter(
        "place", Text("Guangzhou", "en"), "the place or body", False, True, ("place", "body", "mechanism")
    )
    thing = find_question("releases-about").parameters[0]
    assert (thing.is_name, thing.kinds) == (True, ())
    assert [parameter.is_day for parameter in find_question("office-on-a-date").parameters] == [False, True, False]


@pytest.mark.parametrize("question", QUESTIONS, ids=name_question)
def test_a_parameter_is_a_name_where_the_question_looks_for_a_label(question: Question) -> None:
    compared = {
        parameter.name
        for parameter in question.parameters
        if f"skos:prefLabel|skos:altLabel ?{parameter.name} " in question.sparql
    }
    assert {parameter.name for parameter in question.parameters if parameter.is_name} == compared


def test_what_a_parameter_is_follows_from_no_remark(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text('# Who?\n# param: who = "2024-01-08"@en (a name of the person)\nSELECT ?s { ?s ?p ?who }', "utf-8")
    (plain,) = read_question(path).parameters
    assert (plain.is_day, plain.is_name, plain.kinds) == (False, False, ())


@pytest.mark.parametrize("kind", ["office", "topic", "day|person", "person|"])
def test_a_kind_that_there_is_not_stops_the_run(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(f'# Who?\n# param: who: {kind} = "x" (x)\nSELECT ?s {{ ?s ?p ?who }}', "utf-8")
    with pytest.raises(DataError, match=r"broken\.rq:2: .* is no kind of a value; there are day, thing, agreement"):
        read_question(path)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE {}",
        "# Who?\n# param: person (x)\nSELECT ?s WHERE {}",
        '# param: who: person = "Bo Lin"@en (who)\nSELECT ?s { ?s ?p ?who }',
    ],
)
def test_a_broken_question_file_stops_the_run(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"broken\.rq:\d"):
        read_question(path)


def test_a_value_for_a_variable_that_is_not_there_is_refused(seed_graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"\?nobody"):
        seed_graph.ask("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s", nobody="x")


@pytest.mark.parametrize("question", ANSWERED, ids=name_question)
def test_a_question_is_answered_by_the_sample_releases(question: Question, sample_graph: Graph) -> None:
    assert ask_question(sample_graph, question).rows
