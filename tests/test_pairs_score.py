"""The measuring of shared identities: what it counts as shared, as wrong and as missed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from paired import CHINESE, ENGLISH, ISSUED
from pairs_score import Events, Tally, main, score_kind, score_pairs

from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.mentions.entities import Entity, Label
from kg.releases import Release
from kg.statements import Extraction

FACTS = {"names": {"a": ["Chan Tai-man", "陳大文"], "b": ["Sun Yiming", "孫一鳴"]}, "people": ["a", "b"], "bodies": []}


def draw(*entities: Entity, lang: str = "en") -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads([Extraction(Release("pair-1", lang, "T", ISSUED, "Text."), (), entities)]))
    return graph


def name(id: str, *names: str) -> Entity:
    return Entity(id, "person", tuple(Label(text, "en" if text.isascii() else "zh-Hant") for text in names))


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        ([name("person/chan", "Chan Tai-man")], [name("person/chan", "陳大文")], Tally(2, 1, 1)),
        ([name("person/chan", "Chan Tai-man")], [name("person/陳大文", "陳大文")], Tally(2, 1, 0)),
        ([name("person/chan", "Chan Tai-man")], [], Tally(2, 0, 0)),
        # One IRI that bears the names of two people.
        (
            [name("person/chan", "Chan Tai-man"), name("person/sun", "Sun Yiming")],
            [name("person/chan", "孫一鳴", "陳大文")],
            Tally(2, 2, 1),
        ),
        (
            [name("person/chan", "Chan Tai-man", "Sun Yiming")],
            [name("person/chan", "孫一鳴", "陳大文")],
            Tally(2, 2, 0, 2),
        ),
    ],
)
def test_people_are_shared_by_iri(english: list[Entity], chinese: list[Entity], expected: Tally) -> None:
    tally = score_kind("people", [draw(*english), draw(*chinese, lang="zh-Hant")], [FACTS, FACTS])
    assert replace(tally, apart=()) == expected
    assert len(tally.apart) == expected.named - expected.shared


def test_only_what_both_versions_name_counts() -> None:
    other = {**FACTS, "people": ["b"]}
    assert score_kind("people", [draw(), draw()], [FACTS, other]).named == 1


def test_a_folder_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    releases, gold = tmp_path / "releases", tmp_path / "gold"
    releases.mkdir()
    gold.mkdir()
    for lang, text in (("en", ENGLISH), ("zh-Hant", CHINESE)):
        header = f"id: pair-1\nlang: {lang}\ntitle: T\nissued: 2024-03-04T12:00+08:00\n"
        (releases / f"pair-1.{lang}.txt").write_text(f"{header}\n{text}", encoding="utf-8")
        (gold / f"pair-1.{lang}.json").write_text(json.dumps(FACTS), encoding="utf-8")
    score = score_pairs(releases, gold)
    people, events = score["people"], score["events"]
    assert score["pairs"] == 1
    assert isinstance(people, Tally) and isinstance(events, Events)
    assert people.named == 2
    assert events.union >= events.larger > 0
    assert main([str(releases), str(gold), "--misses"]) in (0, 1)
    assert "1 pairs" in capsys.readouterr().out
