"""Two people with one full name stay two where sex, office or place tells them apart, in one release and in several."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from kg.building.builder import build_store
from kg.extraction import read_extraction
from kg.graph.checks import check
from kg.graph.graph import Graph
from kg.pipeline import load_gazetteer
from kg.releases import Release

TOGETHER = (
    ("en", "Mr Kin Wong met Ms Kin Wong on March 14.", 2),
    ("en", "Mr Kin Wong met Ms Kin Lee on March 14. Mr Wong thanked Mr Kin Wong.", 2),
    ("zh-Hant", "王健先生三月十四日與王健女士會面。", 2),
    ("zh-Hant", "王健先生三月十四日與李平女士會面。王健先生致謝。", 2),
)
MAYOR = "The Mayor of {city}, {honorific} Kin Wong, visited the Moon Park on {day}."
APART = (
    ((("Zhuhai", "Mr", "March 1"), ("Zhuhai", "Ms", "March 2")), 2),
    ((("Zhuhai", "Mr", "March 1"), ("Zhuhai", "Mr", "March 2")), 1),
    ((("Zhuhai", "Mr", "March 1"), ("Foshan", "Mr", "March 2")), 2),
    ((("Zhuhai", "Mr", "March 1"), ("Foshan", "Mr", "September 2")), 1),  # he may have moved
)


def list_people(text: str, lang: str) -> list[str]:
    release = Release("example", lang, "An example", datetime.fromisoformat("2024-03-15T18:00"), text)
    return [entity.id for entity in read_extraction(release, load_gazetteer()).entities if entity.kind == "person"]


@pytest.mark.parametrize(("lang", "text", "count"), TOGETHER)
def test_a_man_and_a_woman_of_one_name_are_two(lang: str, text: str, count: int) -> None:
    assert len(list_people(text, lang)) == count


def write(folder: Path, number: int, told: tuple[str, str, str]) -> None:
    city, honorific, day = told
    issued = datetime.strptime(f"{day} 2024", "%B %d %Y").date().isoformat()
    text = MAYOR.format(city=city, honorific=honorific, day=day)
    (folder / f"r{number}.en.txt").write_text(f"title: A visit\nissued: {issued}T12:00\n\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(("told", "count"), APART)
def test_several_releases_give_one_name_to_two_people(
    told: tuple[tuple[str, str, str], ...], count: int, tmp_path: Path
) -> None:
    """By sex, or by the cities that they govern at one time; who may be one stays one. `kg check` lists the two."""
    for number, each in enumerate(told):
        write(tmp_path, number, each)
    build_store([tmp_path], tmp_path / "one.kg")
    graph = Graph.open(tmp_path / "one.kg")
    people = graph.ask("SELECT DISTINCT ?person WHERE { ?release schema:mentions ?person . ?person a foaf:Person }")
    assert len(people) == count
    kept_apart = [problem for problem in check(graph) if "kept apart" in problem.rule]
    assert len(kept_apart) == count - 1
    assert all(problem.severity == "warning" for problem in kept_apart)
