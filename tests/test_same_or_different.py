"""Two mentions that tempt are never one thing where they are two, and are mostly one where they are one; what is left
open is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from explorer import open_explorer
from same_or_different import SAME, UNSURE, Pair, judge, read_pairs

from kg.building.builder import build_store
from kg.building.open_questions import read_questions
from kg.decisions import NO_DECISIONS
from kg.explorer.settings import Editing, Settings
from kg.gazetteer import Gazetteer
from kg.graph.graph import Graph
from kg.linking.namesakes import Office, Sight, list_questions, mark_namesakes
from kg.linking.questions import Question, Reason, list_near_names
from kg.pipeline import load_gazetteer
from kg.views.doubts import find_doubts

HARBOUR_OFFICE, LANTERN_OFFICE = "Harbour Office", "Lantern Office"
LEAST_PAIRS, LEAST_RIGHT = 109, 106
HARBOUR = Office("post/director-harbour-office", "body/harbour-office", frozenset(), True, False, "latin")
LANTERN = Office("post/director-lantern-office", "body/lantern-office", frozenset(), True, False, "latin")
FOSHAN = Office("post/foshan-mayor", "body/foshan-gov", frozenset({"place/foshan"}), True, True, None)
MACAO = Office("post/mo-sa", "body/mo-gov", frozenset({"place/mo"}), True, True, None)


@pytest.mark.parametrize("pair", read_pairs(), ids=lambda pair: f"{pair.number}-{pair.kind}".replace(" ", "-"))
def test_no_two_things_are_taken_for_one(pair: Pair) -> None:
    assert pair.answer == SAME or judge(pair) != SAME


def test_most_pairs_are_told_rightly() -> None:
    right = [pair for pair in read_pairs() if judge(pair) == pair.answer or _is_left_open(pair)]
    assert len(read_pairs()) >= LEAST_PAIRS
    assert len(right) >= LEAST_RIGHT


def _is_left_open(pair: Pair) -> bool:
    return pair.answer == UNSURE and judge(pair) != SAME


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def see(text: str, day: str, *offices: Office, sex: str | None = None, written: frozenset[str] = frozenset()) -> Sight:
    return Sight(text, sex, written, offices, date.fromisoformat(day))


def test_a_question_says_why_two_are_kept_apart(gazetteer: Gazetteer) -> None:
    sights = [see("a", "2024-03-01", HARBOUR), see("b", "2024-03-05", LANTERN), see("c", "2024-04-01", HARBOUR)]
    marks = mark_namesakes("person/mok-chi-yung", sights, gazetteer)
    assert marks == {"a": "director-harbour-office", "b": "director-lantern-office", "c": "director-harbour-office"}
    assert list_questions({"person/mok-chi-yung": sights}, gazetteer) == [
        Question(
            "person/mok-chi-yung-director-harbour-office",
            "person/mok-chi-yung-director-lantern-office",
            Reason.OFFICES,
            0.4,
        )
    ]


def test_who_changes_office_stays_one(gazetteer: Gazetteer) -> None:
    sights = [see("a", "2020-03-01", HARBOUR), see("b", "2024-03-05", LANTERN)]
    assert mark_namesakes("person/mok-chi-yung", sights, gazetteer) == {}


def test_nobody_goes_from_office_to_office_between_two_regions(gazetteer: Gazetteer) -> None:
    sights = [see("a", "2020-03-01", FOSHAN), see("b", "2024-03-05", MACAO)]
    assert mark_namesakes("person/mok-chi-yung", sights, gazetteer) == {"a": "foshan", "b": "mo"}


def test_what_may_be_of_either_namesake_is_of_neither(gazetteer: Gazetteer) -> None:
    sights = [
        see("a", "2022-03-01", FOSHAN, written=frozenset({"李伟"})),
        see("b", "2023-03-01", FOSHAN),
        see("c", "2024-03-01", FOSHAN, written=frozenset({"李维"})),
    ]
    assert mark_namesakes("person/li-wei", sights, gazetteer) == {"a": "李伟", "c": "李维"}
    assert mark_namesakes("person/li-wei", sights[::-1], gazetteer) == {"a": "李伟", "c": "李维"}


def test_who_has_all_of_anothers_name_is_asked_about(gazetteer: Gazetteer) -> None:
    names = ("peter-lo", "peter-lo-kai-ming", "lo-kai-ming", "peter-loh")
    people: dict[str, set[str]] = {f"person/{name}": set() for name in names}
    people["person/peter-lo"] = people["person/peter-lo-kai-ming"] = {HARBOUR.id}
    assert set(list_near_names(people, gazetteer)) == {
        Question("person/peter-lo", "person/peter-lo-kai-ming", Reason.NEAR_NAME_IN_OFFICE, 0.9),
        Question("person/lo-kai-ming", "person/peter-lo-kai-ming", Reason.NEAR_NAME, 0.5),
    }


def write_visit(folder: Path, day: str, office: str) -> None:
    text = f"The Director of the {office}, Mr Mok Chi-yung, visited Zhuhai on March {day}.\n"
    head = f"title: A visit\nissued: 2024-03-0{day}T12:00\n\n"
    (folder / f"r{day}.en.txt").write_text(head + text, encoding="utf-8")


def test_a_build_lists_what_it_leaves_open(tmp_path: Path) -> None:
    for day, office in (("1", HARBOUR_OFFICE), ("2", LANTERN_OFFICE)):
        write_visit(tmp_path, day, office)
    build_store([tmp_path], tmp_path / "told.kg")
    (question,) = read_questions(tmp_path / "told.kg", load_gazetteer())
    assert question.reason is Reason.OFFICES
    graph = Graph.open(tmp_path / "told.kg")
    (doubt,) = [one for one in find_doubts(graph, NO_DECISIONS, [question]) if one.left.kind == "person"]
    assert {doubt.left.id, doubt.right.id} == {question.one, question.other}
    assert (doubt.ground, doubt.score) == (Reason.OFFICES, question.score)


def test_a_store_without_a_ledger_leaves_nothing_open(tmp_path: Path) -> None:
    assert read_questions(tmp_path / "nothing.kg", load_gazetteer()) == []


def test_the_page_of_questions_says_why_two_are_kept_apart(tmp_path: Path) -> None:
    for day, office in (("1", HARBOUR_OFFICE), ("2", LANTERN_OFFICE)):
        write_visit(tmp_path, day, office)
    build_store([tmp_path], tmp_path / "told.kg")
    with open_explorer(tmp_path / "told.kg", Settings(workers=1, editing=Editing(tmp_path, "an editor"))) as client:
        client.base_url = "http://127.0.0.1:8000"
        page = client.get("/review").text
    assert "one name, two offices at one time" in page
    assert page.count("Mr Mok Chi-yung, visited Zhuhai") == 2
