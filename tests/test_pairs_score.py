"""The measuring of shared identities: what it counts as shared, as wrong and as missed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from paired import CHINESE, ENGLISH, ISSUED
from pairs_score import TOLD, Events, Tally, main, score_kind, score_pairs, score_told

from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.mentions.entities import Entity, Label
from kg.releases import Release
from kg.statements import Event, Extraction, Participation

FACTS: Mapping[str, Any] = {
    "names": {"a": ["Chan Tai-man", "陳大文"], "b": ["Sun Yiming", "孫一鳴"]},
    "people": ["a", "b"],
    "bodies": [],
    "events": [],
}


def draw(*entities: Entity, events: Sequence[Event] = (), lang: str = "en") -> Graph:
    graph = Graph.in_memory()
    release = Release("pair-1", lang, "T", ISSUED, "Text.")
    graph.add(make_quads([Extraction(release, (), entities, events=tuple(events))]))
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


CHAN, SUN = name("person/chan", "Chan Tai-man", "陳大文"), name("person/sun", "Sun Yiming", "孫一鳴")
LANTERN, TIDE = ("Lantern Forum", "燈籠論壇"), ("Tide Dinner", "潮汐晚宴")


def tell(*events: tuple[str, str, str | None, str], where: str = "") -> dict[str, object]:
    """Facts of events: type, name, day and the keys of those who take part."""
    names = {**FACTS["names"], "c": ["Lotus Pavilion", "蓮花亭"], "d": ["Moon Gate", "月門"]}
    told = [
        {"id": str(at), "type": kind, "name": called, "date": day, "status": "done"}
        | {"roles": [[agent, "participant"] for agent in agents], "where": [*where]}
        for at, (kind, called, day, agents) in enumerate(events)
    ]
    return {"names": names, "people": ["a", "b"], "bodies": [], "events": told}


def hold(id: str, kind: str, label: str, day: str, *agents: Entity) -> Event:
    parts = tuple(Participation(f"participation/{id}-{agent.id[7:]}", agent.id, "gba:participant") for agent in agents)
    lang = "en" if label.isascii() else "zh-Hant"
    return Event(f"event/{id}", f"gba:{kind}", "gba:done", label, lang, day, participations=parts)


def score_events(told: Sequence[dict[str, object]], *found: Sequence[Event]) -> Tally:
    graphs = [draw(CHAN, SUN, events=events, lang=lang) for events, lang in zip(found, ("en", "zh-Hant"), strict=True)]
    return score_told(graphs, told)


def test_an_event_that_both_tell_is_found_and_one_by_its_iri() -> None:
    told = [tell(("meeting", "a meeting", "2024-03-04", "ab")), tell(("meeting", "會面", "2024-03", "ab"))]
    here = [hold("1", "meeting", "meeting", "2024-03-04", CHAN, SUN)]
    assert replace(score_events(told, here, here), apart=()) == Tally(1, 1, 1)
    there = [hold("2", "meeting", "會面", "2024-03-04", CHAN)]
    assert score_events(told, here, there) == Tally(1, 1, 0, 0, (f" {TOLD}: a meeting | 會面",))
    other = [hold("2", "visit", "到訪", "2024-03-04", CHAN)]
    assert score_events(told, here, other) == Tally(1, 0, 0, 0, (f" {TOLD}: a meeting | 會面 (not found in both)",))


@pytest.mark.parametrize(
    ("english", "chinese", "where"),
    [
        (("visit", "a visit", "2024-03-04", "a"), ("meeting", "會面", "2024-03-04", "a"), "cc"),
        (("visit", "a visit", "2024-03-04", "a"), ("visit", "到訪", "2024-03-05", "a"), "cc"),
        (("visit", "a visit", "2024-03-04", "a"), ("visit", "到訪", "2024-03-04", "b"), "cc"),
        (("visit", "a visit", "2024-03-04", "a"), ("visit", "到訪", "2024-03-04", "a"), "cd"),
    ],
)
def test_what_differs_in_type_day_company_or_place_is_not_told_in_both(
    english: tuple[str, str, str, str], chinese: tuple[str, str, str, str], where: str
) -> None:
    assert score_events([tell(english, where=where[0]), tell(chinese, where=where[1])], [], []).named == 0


def test_of_two_events_of_one_company_each_is_known_by_what_it_is_called() -> None:
    told = [tell(*(("other", names[at], "2024-03-04", "a") for names in (LANTERN, TIDE))) for at in (0, 1)]
    forum, dinner = (
        [hold(str(at), "other", names[lang], "2024-03-04", CHAN) for lang in (0, 1)]
        for at, names in enumerate((LANTERN, TIDE))
    )
    assert score_events(told, [forum[0], dinner[0]], [dinner[1], forum[1]]) == Tally(2, 2, 2)


def test_an_iri_that_is_one_event_here_and_another_there_is_wrong() -> None:
    told = [
        tell(("visit", "visit to the Pavilion", "2024-03-04", "a"), ("visit", "visit to the Gate", "2024-03-04", "b")),
        tell(("visit", "參觀亭子", "2024-03-04", "a"), ("visit", "參觀月門", "2024-03-04", "b")),
    ]
    here = [hold("1", "visit", "visit to the Pavilion", "2024-03-04", CHAN)]
    tally = score_events(told, here, [hold("1", "visit", "參觀月門", "2024-03-04", SUN)])
    assert (tally.named, tally.found, tally.shared, tally.wrong) == (2, 0, 0, 1)
    assert tally.apart[-1] == f" {TOLD}: visit to the Pavilion | 參觀月門 (not one, but share an IRI)"


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
