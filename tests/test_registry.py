"""No id that a store has had dies: what has gone leads to what took its place, or says that it has gone."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from test_growth import write

from kg.building.builder import build_store
from kg.building.registry import COLUMNS
from kg.decisions import Decision, Verdict, find_folder, write_decisions
from kg.errors import UnknownNameError
from kg.files import find_shipped
from kg.graph.graph import Graph
from kg.pipeline import load_gazetteer
from kg.views.names import Names
from kg.views.thing import to_iri

VISIT = "Mr Aldo Feng, the Mayor of Kitetown, visited the Pearl Tide Laboratory in Guangzhou today (May 3)."
MEETING = "Mr Aldo Phang, the Mayor of Kitetown, met Ms Rosa Quill in Macao today (May 3)."
LATER = "Ms Rosa Quill, the Mayor of Reedham, met the Mayor of Guangzhou, Mr Sun Zhiyang, today (May 3)."


@pytest.fixture
def built(tmp_path: Path) -> Path:
    write(tmp_path / "r" / "visit.txt", VISIT)
    write(tmp_path / "r" / "meeting.txt", MEETING)
    build(tmp_path)
    return tmp_path


def build(folder: Path, *, anew: bool = False) -> Graph:
    build_store([folder / "r"], folder / "x.kg", add=not anew, replace=anew)
    return Graph.open(folder / "x.kg")


def read_registry(store: Path) -> dict[str, list[str]]:
    """Gives the last row about each id."""
    with (store / "registry.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == list(COLUMNS)
    return {row[0]: row[1:] for row in rows}


def list_dead(graph: Graph, ids: set[str]) -> set[str]:
    known = load_gazetteer().things
    return {id for id in ids - known.keys() if graph.ask("ASK { $about a ?class }", about=to_iri(id)) != [("true",)]}


def find_successors(graph: Graph, id: str) -> list[str]:
    rows = graph.ask("SELECT ?to WHERE { $about dct:isReplacedBy ?to } ORDER BY ?to", about=to_iri(id))
    return [str(to).partition("/id/")[2] for (to,) in rows]


def test_each_id_is_minted_once_with_its_names(built: Path) -> None:
    row = read_registry(built / "x.kg")["person/aldo-feng"]
    assert row[1:] == ["Aldo Feng", "live", ""]
    write(built / "r" / "later.txt", LATER)
    build(built)
    assert read_registry(built / "x.kg")["person/aldo-feng"] == row
    assert "post/mayor-of-reedham" in read_registry(built / "x.kg")


@pytest.mark.parametrize("anew", [False, True])
def test_no_id_dies_over_three_builds_of_changed_input(built: Path, *, anew: bool) -> None:
    ids = set(read_registry(built / "x.kg"))
    changes = [("visit", ""), ("meeting", MEETING.replace("Phang", "Pheng")), ("later", LATER)]
    for name, text in changes:
        if text:
            write(built / "r" / f"{name}.txt", text)
        else:
            (built / "r" / f"{name}.txt").unlink()
        graph = build(built, anew=anew)
        assert list_dead(graph, ids) == set()
        ids |= set(read_registry(built / "x.kg"))
    assert read_registry(built / "x.kg")["person/aldo-phang"][2] == "retired"


def test_an_id_that_is_used_again_is_no_longer_retired(built: Path) -> None:
    before = Graph.open(built / "x.kg").triples_sorted_ntriples()
    (built / "r" / "visit.txt").unlink()
    graph = build(built)
    assert graph.ask("ASK { id:person\\/aldo-feng a gba:Retired }") == [("true",)]
    with pytest.raises(UnknownNameError):
        Names(graph).resolve("person/aldo-feng")
    write(built / "r" / "visit.txt", VISIT)
    assert build(built).triples_sorted_ntriples() == before
    assert read_registry(built / "x.kg")["person/aldo-feng"][2:] == ["live", ""]


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("Ms Aldo Feng, the Mayor of Reedham, visited the Moon Park in Zhuhai today (May 4).", True),
        ("Mr Aldo Feng, the Mayor of Kitetown, visited the Moon Park in Zhuhai today (May 4).", False),
        ("The Mayor of Reedham, Aldo Feng, visited the Moon Park in Zhuhai today (May 4).", False),
    ],
)
def test_an_id_that_has_gone_becomes_nobody_elses(
    text: str, built: Path, *, is_other: bool, at_once: bool, anew: bool
) -> None:
    (built / "r" / "visit.txt").unlink()
    if not at_once:
        build(built, anew=anew)
    write(built / "r" / "later.txt", text)
    for _ in range(2):
        graph = build(built, anew=anew)
        people = graph.ask("SELECT ?person WHERE { ?person a foaf:Person ; skos:prefLabel 'Aldo Feng'@en }")
        assert people == [(to_iri("person/aldo-feng-female" if is_other else "person/aldo-feng").value,)]
        assert graph.ask("ASK { id:person\\/aldo-feng a gba:Retired }") == [("true" if is_other else "false",)]
    (built / "r" / "later.txt").unlink()
    write(built / "r" / "visit.txt", VISIT)
    assert build(built, anew=anew).ask("ASK { id:person\\/aldo-feng a foaf:Person }") == [("true",)]


def test_what_another_language_teaches_leads_the_old_id_to_the_new_one(tmp_path: Path) -> None:
    write(
        tmp_path / "r" / "a.zh-Hant.txt", "風箏鎮鎮長馮亞度今日（五月三日）在廣州與孫志洋會面。", lang="zh-Hant", id="a"
    )
    build(tmp_path)
    (old,) = [id for id in read_registry(tmp_path / "x.kg") if id.startswith("person/") and "馮" in id]
    english = "The Mayor of Kitetown, Mr Feng Yadu, met Mr Sun Zhiyang in Guangzhou today (May 3)."
    write(tmp_path / "r" / "a.en.txt", english, id="a")
    graph = build(tmp_path)
    assert find_successors(graph, old) == ["person/feng-yadu"]
    assert Names(graph).resolve(old).id == "person/feng-yadu"
    assert read_registry(tmp_path / "x.kg")[old][2:] == ["retired", "person/feng-yadu"]


def test_written_anew_an_id_leads_to_what_bears_its_name(built: Path) -> None:
    rows = (built / "x.kg" / "registry.csv").read_text(encoding="utf-8")
    older = rows.replace("person/aldo-feng,", "person/feng-a,")
    (built / "x.kg" / "registry.csv").write_text(older, encoding="utf-8")
    graph = build(built, anew=True)
    assert find_successors(graph, "person/feng-a") == ["person/aldo-feng"]


def test_a_chain_is_followed_to_its_end(built: Path) -> None:
    write(built / "r" / "later.txt", MEETING.replace("Phang", "Pheng"))
    build(built)
    rows = [("person/aldo-phang", "person/aldo-pheng"), ("person/aldo-feng", "person/aldo-phang")]
    for left, right in rows:
        write_decisions(find_folder(built / "x.kg"), [Decision(left, right, Verdict.SAME)])
        graph = build(built)
    assert Names(graph).resolve("person/aldo-pheng").id == "person/aldo-feng"
    assert {row[2] for id, row in read_registry(built / "x.kg").items() if id in dict(rows).values()} == {"retired"}


def test_a_row_that_was_cut_off_is_left_out(built: Path) -> None:
    with (built / "x.kg" / "registry.csv").open("ab") as file:
        file.write(b"person/half,2024-0")
    build(built, anew=True)
    assert "person/half" not in read_registry(built / "x.kg")


def test_no_id_of_the_committed_registry_dies(samples_store: Path) -> None:
    with find_shipped("data", "registry.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 200
    graph = Graph.open(samples_store)
    live = {row["id"] for row in rows if row["status"] == "live"}
    assert list_dead(graph, live) == set()
    successors = {id for row in rows for id in row["replaced_by"].split(" | ") if id}
    assert list_dead(graph, successors - {row["id"] for row in rows}) == set()


def test_a_mechanism_which_has_the_id_of_a_body_stays_live(tmp_path: Path) -> None:
    write(tmp_path / "r" / "visit.txt", VISIT)
    build(tmp_path)
    shutil.copy(find_shipped("data", "releases", "P2021051400635.en.txt"), tmp_path / "r")
    mechanisms = "SELECT ?id WHERE { ?id a org:OrganizationalCollaboration } ORDER BY ?id"
    added = build(tmp_path).ask(mechanisms)
    assert added
    anew = build(tmp_path, anew=True)
    assert anew.ask(mechanisms) == added
    assert anew.ask("ASK { ?id a org:OrganizationalCollaboration , gba:Retired }") == [("false",)]
