"""Identities: what the pairs of a build teach holds in all its releases, in whatever order they are read."""

from __future__ import annotations

import itertools
import random
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hash_seeds import collect_outputs
from paired import (
    CHAN,
    CLUB,
    ENGLISH,
    ISSUED,
    OFFICE,
    hear,
    hold,
    hold_event,
    join,
    make_chinese,
    make_entity,
    read_chinese,
    read_english,
)

from kg.building.builder import build_store
from kg.building.corpus import extract_paths
from kg.building.report import BuildReport
from kg.graph.checks import check
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, Iri
from kg.linking.alignment import align, is_borne_out
from kg.linking.identities import Identities, make_tables
from kg.linking.profiles import make_profile
from kg.linking.ratings import Rater, make_rater
from kg.pipeline import load_gazetteer
from kg.releases import Release
from kg.statements import Extraction

ALONE = "陳大文今日（三月四日）與明珠燈籠協會會面。\n"


def make_alone(id: str = "alone-1", lang: str = "zh-Hant", text: str = ALONE) -> Extraction:
    """A release in Chinese only, about somebody whom a pair names too."""
    return make_chinese(
        [hold(CHAN, "處長", OFFICE)],
        [hold_event("meeting", join(CHAN, CLUB))],
        things=[make_entity(CLUB)],
        text=text,
        release=Release(id, lang, "燈籠", ISSUED, text),
    )


def simplify(extraction: Extraction) -> Extraction:
    """The same in simplified characters, ids and all."""
    release = replace(extraction.release, lang="zh-Hans")
    tables = str.maketrans(
        {"陳": "陈", "紀": "纪", "錄": "录", "處": "处", "長": "长", "燈": "灯", "籠": "笼", "協": "协", "會": "会"}
    )
    entities = tuple(replace(entity, id=entity.id.translate(tables)) for entity in extraction.entities)
    return Extraction(release, extraction.sentences, entities)


class Linker:
    """Identities of texts that come and go."""

    def __init__(self, rater: Rater | None = None) -> None:
        self._rater = rater or make_rater(load_gazetteer(), hear)
        self._database = sqlite3.connect(":memory:", isolation_level=None)
        make_tables(self._database)
        self.identities = Identities(self._database, self._rater)
        self._texts: dict[int, Extraction] = {}

    def add(self, *extractions: Extraction) -> Linker:
        for extraction in extractions:
            place = max(self._texts, default=0) + 1
            self._texts[place] = extraction
            self.identities.add(place, make_profile(extraction, self._rater))
        return self

    def remove(self, extraction: Extraction) -> Linker:
        place = next(place for place, text in self._texts.items() if text == extraction)
        del self._texts[place]
        self.identities.remove(place)
        return self

    def settle(self) -> set[int]:
        """Gives the places of what has changed."""
        for pair in self.identities.find_open_pairs():
            english, chinese = self._texts[pair.english], self._texts[pair.chinese]
            is_one = not pair.is_guess or is_borne_out(english, chinese, self._rater.gazetteer.things)
            self.identities.teach(pair, align(english, chinese, self._rater) if is_one else None)
        return set(self.identities.settle())

    def watch(self) -> list[int]:
        """Gives a list of the places that are looked at from now on."""
        places: list[int] = []

        def note(statement: str) -> None:
            if match := re.fullmatch(r"SELECT profile FROM text WHERE place = (\d+)", statement):
                places.append(int(match[1]))

        self._database.set_trace_callback(note)
        return places

    def finish(self) -> list[Extraction]:
        self.settle()
        return [self.identities.get_choice(place).apply(text) for place, text in self._texts.items()]


def finish(*extractions: Extraction) -> list[Extraction]:
    return Linker().add(*extractions).finish()


def count_pairs(*extractions: Extraction) -> int:
    linker = Linker().add(*extractions)
    linker.settle()
    return linker.identities.pairs


def list_ids(extraction: Extraction) -> set[str]:
    return {entity.id for entity in extraction.entities}


def test_a_release_without_a_partner_gets_the_ids_that_a_pair_taught() -> None:
    _, _, alone = finish(read_english(), read_chinese(), make_alone())
    assert {"person/chan-tai-man", "body/pearl-lantern-association", "body/harbour-records-office"} <= list_ids(alone)
    assert {part.agent for event in alone.events for part in event.participations} == {
        "person/chan-tai-man",
        "body/pearl-lantern-association",
    }


def test_simplified_and_traditional_names_are_one() -> None:
    simplified = simplify(make_alone("alone-2"))
    assert "person/陈大文" in list_ids(simplified)
    assert "person/chan-tai-man" in list_ids(finish(read_english(), read_chinese(), make_alone(), simplified)[-1])
    assert CHAN in list_ids(finish(make_alone(), simplified)[-1])
    assert "person/陈大文" in list_ids(finish(simplified)[-1])


@pytest.mark.parametrize("order", itertools.permutations(range(4)))
def test_the_order_of_reading_makes_no_difference(order: tuple[int, ...]) -> None:
    read = (read_english(), read_chinese(), make_alone(), simplify(make_alone("alone-2")))
    expected = make_quads(finish(*read))
    assert make_quads(finish(*(read[at] for at in order))) == expected


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = """
from test_identities import *
print(*make_quads(finish(read_english(), read_chinese(), make_alone())))
"""
    assert len(collect_outputs(code)) == 1


def test_what_two_pairs_understand_in_two_ways_holds_in_those_pairs_only() -> None:
    """Two people of one Chinese name, and a third release that may mean either."""
    first = ENGLISH
    second = ENGLISH.replace("Chan Tai-man", "Chan Tai-men")
    sounds = {("Chan Tai-man", "陳大文"): 1.0, ("Chan Tai-men", "陳大文"): 1.0}
    other = read_chinese()
    other = replace(other, release=replace(other.release, id="pair-2"))
    rater = make_rater(load_gazetteer(), lambda romanised, han: sounds.get((romanised, han), hear(romanised, han)))
    texts = (read_english(first), read_chinese(), read_english(second, "pair-2"), other, make_alone())
    english, chinese, english_2, chinese_2, alone = Linker(rater).add(*texts).finish()
    assert "person/chan-tai-man" in list_ids(english) & list_ids(chinese)
    assert "person/chan-tai-men" in list_ids(english_2) & list_ids(chinese_2)
    assert CHAN in list_ids(alone)
    # What both pairs agree on holds everywhere.
    assert "body/pearl-lantern-association" in list_ids(alone)


def test_two_translations_of_one_name_are_one_thing() -> None:
    """Two pairs put one Chinese name into English in two ways, each of them word by word; a vaguer one stays apart."""
    for name, is_one in (("Lantern Bureau of Guangzhou", True), ("Guangzhou Bureau", False)):
        other = read_chinese()
        other = replace(other, release=replace(other.release, id="pair-2"))
        second = read_english(ENGLISH.replace("Guangzhou Lantern Bureau", name), "pair-2")
        first, _, second, _ = finish(read_english(), read_chinese(), second, other)
        bodies = [
            {thing for thing in list_ids(found) if thing.startswith("body/") and "bureau" in thing}
            for found in (first, second)
        ]
        assert all(bodies)
        assert (bodies[0] == bodies[1]) is is_one


def test_partners_name_each_other() -> None:
    english, chinese, alone = finish(read_english(), read_chinese(), make_alone())
    assert (english.release.counterpart, chinese.release.counterpart, alone.release.counterpart) == (
        "pair-1",
        "pair-1",
        None,
    )


def test_pairs_are_counted() -> None:
    assert count_pairs(read_english(), read_chinese(), make_alone()) == 1
    assert count_pairs(make_alone()) == 0


def test_a_pair_guessed_by_its_numbers_has_to_be_borne_out() -> None:
    english, chinese = read_english(id="P2024030400101"), read_chinese()
    chinese = replace(chinese, release=replace(chinese.release, id="P2024030400102"))
    assert count_pairs(english, chinese) == 1
    bare = replace(chinese, entities=tuple(entity for entity in chinese.entities if entity.kind != "place"))
    assert count_pairs(english, bare) == 0


def test_a_united_graph_is_sound() -> None:
    graph = Graph.in_memory()
    graph.add(make_quads(finish(read_english(), read_chinese(), make_alone())))
    assert [str(problem) for problem in check(graph) if problem.severity == "violation"] == []
    names = graph.ask(
        "SELECT ?name WHERE { ?who skos:prefLabel ?name } ORDER BY ?name", who=Iri("id:person/chan-tai-man")
    )
    assert names == [("Chan Tai-man",), ("陈大文",), ("陳大文",)]


# Texts come and go.


@pytest.mark.parametrize("seed", range(12))
def test_whatever_came_and_went_the_ids_are_those_of_what_is_there(seed: int) -> None:
    """A second pair names the bureau in another way, so what two pairs teach changes as they come and go."""
    dice = random.Random(seed)
    other = read_chinese()
    other = replace(other, release=replace(other.release, id="pair-2"))
    second = read_english(ENGLISH.replace("Guangzhou Lantern Bureau", "Lantern Bureau of Guangzhou"), "pair-2")
    texts = [read_english(), read_chinese(), make_alone(), simplify(make_alone("alone-2")), second, other]
    linker, there = Linker(), list[Extraction]()
    for _ in range(12):
        if there and dice.random() < 0.4:
            linker.remove(there.pop(dice.randrange(len(there))))
        elif left := [text for text in texts if text not in there]:
            text = dice.choice(left)
            there.append(text)
            linker.add(text)
        if dice.random() < 0.5:
            linker.settle()
    assert make_quads(linker.finish()) == make_quads(finish(*there))


def test_only_what_a_new_text_changes_is_said_to_have_changed() -> None:
    stranger = Extraction(replace(make_alone().release, id="stranger"), (), ())
    linker = Linker().add(read_english(), stranger, make_alone())
    assert linker.settle() == {1, 2, 3}
    assert linker.settle() == set()
    assert linker.add(read_chinese()).settle() == {1, 3, 4}  # who is named alone is known now, and has another id
    assert linker.add(make_alone("alone-2")).settle() == {5}
    assert linker.remove(read_chinese()).settle() == {1, 3, 5}


def test_only_texts_for_which_something_is_new_are_looked_at_again() -> None:
    """A pair that comes after others, and says the same of what they name, teaches these nothing."""
    linker = Linker()
    for number in (2, 3):
        linker.add(*make_pair(f"pair-{number}"))
    assert linker.settle() == {1, 2, 3, 4}
    looked_at = linker.watch()
    assert linker.add(*make_pair("pair-4")).settle() == {5, 6}
    assert sorted(looked_at) == [5, 6]
    looked_at.clear()
    # The first of all, from which the names of each are taken, has one less.
    assert linker.add(*make_pair("pair-1", ENGLISH.replace(" (PLA)", ""))).settle() == {2, 4, 6, 7, 8}
    assert sorted(looked_at) == [*range(1, 9)]


def make_pair(id: str, english: str = ENGLISH) -> tuple[Extraction, Extraction]:
    chinese = read_chinese()
    return read_english(english, id), replace(chinese, release=replace(chinese.release, id=id))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Gives a folder of three releases, one of them a pair."""
    for name, extraction in (("b.en", read_english()), ("a.zh-Hant", read_chinese()), ("c.zh-Hant", make_alone())):
        release = extraction.release
        header = (
            f"id: {release.id}\nlang: {release.lang}\ntitle: {release.title}\nissued: {release.issued.isoformat()}\n"
        )
        (tmp_path / f"{name}.txt").write_text(f"{header}\n{release.text}", encoding="utf-8")
    return tmp_path


def test_extracting_a_folder_gives_shared_ids(folder: Path) -> None:
    found = {one.release.name: one for one in extract_paths([folder]) if isinstance(one, Extraction)}
    assert "place/guangzhou" in list_ids(found["pair-1.zh-Hant"]) & list_ids(found["pair-1.en"])
    assert found["pair-1.zh-Hant"].release.counterpart == "pair-1"


def test_a_build_counts_its_pairs_and_is_the_same_in_any_order(folder: Path, tmp_path: Path) -> None:
    paths = sorted(folder.glob("*.txt"))
    dumps = set()
    for at, order in enumerate(itertools.permutations(paths)):
        report = build_store(order, tmp_path / f"{at}.kg")
        assert report.pairs == 1
        dumps.add(Graph.open(tmp_path / f"{at}.kg").triples_sorted_ntriples())
    assert len(dumps) == 1


def test_the_report_says_pairs_only_where_there_are_some() -> None:
    assert "pair" not in str(BuildReport(2, 3, 4, 0))
    assert ", 1 pair of languages," in str(BuildReport(2, 3, 4, 0, pairs=1))
