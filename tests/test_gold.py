"""The extractor against facts written by hand: at or above its floors, grounded, quiet where nothing is said."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from gold_facts import GOLD, GRAMMARS, KINDS, SETS, Fact, Facts, fold, fold_all, read_gold_releases, read_raw_releases
from gold_score import (
    ALL,
    ALL_PRECISION,
    list_figures,
    main,
    pair_facts,
    read_floors,
    score_facts,
    score_gold,
    update_floors,
)

from kg.pipeline import extract_release, load_gazetteer
from kg.statements import Extraction

FIGURES = [(gold, name) for gold in SETS for name in (*KINDS, ALL, ALL_PRECISION)]
MOST_LOST_WITHOUT_GAZETTEER = 0.06
CJK = re.compile(r"[\u3400-\u9fff]")


@cache
def read_extractions() -> tuple[Extraction, ...]:
    return tuple(extract_release(gold.release) for gold in read_gold_releases())


def make_fact(*names: str, words: tuple[str, ...] = (), date: str | None = None) -> Fact:
    return Fact(words, tuple(fold_all([name]) if name else frozenset() for name in names), date)


def make_facts(kind: str, *facts: Fact) -> Facts:
    return {**dict.fromkeys(KINDS, ()), kind: facts}


# The floors.


@pytest.mark.parametrize(("gold", "name"), FIGURES)
def test_the_extractor_is_at_or_above_its_floor(gold: str, name: str) -> None:
    score, figure = score_gold(gold), f"{gold}: {name}"
    measured, floor = list_figures(score, gold)[figure], read_floors()[figure]
    missed = [fact for kind, tally in score.items() if kind == name for fact in (*tally.missed, *tally.wrong)]
    assert measured >= floor, f"{figure}: {measured:.4f} is below {floor}; missed or wrong:\n" + "\n".join(missed)


def test_each_figure_has_a_floor_that_means_something() -> None:
    floors = read_floors()
    assert set(floors) == {f"{gold}: {name}" for gold, name in FIGURES}
    assert min(floors.values()) > 0


def test_floors_go_up_with_the_figures_and_never_down(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, {"people": 0.9, "bodies": 0.7})
    assert read_floors(path) == {"people": 0.895, "bodies": 0.695}
    update_floors(path, {"people": 0.9579, "bodies": 0.698})
    assert read_floors(path) == {"people": 0.952, "bodies": 0.695}


def test_lowering_a_floor_is_refused_without_the_flag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({**read_floors(), "en: places": 0.9999}), encoding="utf-8")
    before = path.read_bytes()
    assert main(["--raise-floors"], path=path) == 1
    assert "places" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert main(["--lower-floors"], path=path) == 0
    assert read_floors(path)["en: places"] < 0.9999


def test_a_figure_that_disappears_is_not_dropped_silently(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, {"people": 0.9, "bodies": 0.7})
    with pytest.raises(ValueError, match="bodies"):
        update_floors(path, {"people": 0.9})


# The score itself.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bureau of Water and Climate", "the Bureau for Water & Climate"),
        ("Álvaro Benavides", "ALVARO BENAVIDES"),
        ("Co-operation Council", "Cooperation Council"),
        ("People’s Government", "People's Government"),
    ],
)
def test_names_are_one_up_to_case_punctuation_and_small_words(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pang Guoliang", "Pang Guolian"),
        ("Vice Mayor of Zhuhai", "Mayor of Zhuhai"),
        ("Lin Zhuo", "Zhuo Lin"),
        ("Ecology Bureau", "Ecology Bureau of Chengdu"),
    ],
)
def test_names_that_differ_in_a_word_are_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("found", "hits"),
    [
        (make_fact("Ann Mok", words=("visit", "participant"), date="2025-06-05"), 1),
        (make_fact("Ann Mok", words=("visit", "participant"), date="2025-06-06"), 0),
        (make_fact("Ann Mok", words=("visit", "participant")), 0),
        (make_fact("Ann Mok", words=("visit", "speaker"), date="2025-06-05"), 0),
        (make_fact("Ann Mok", words=("meeting", "participant"), date="2025-06-05"), 0),
        (make_fact("Amy Mok", words=("visit", "participant"), date="2025-06-05"), 0),
    ],
)
def test_a_role_counts_only_if_every_part_is_right(found: Fact, hits: int) -> None:
    gold = make_fact("Ann Mok", words=("visit", "participant"), date="2025-06-05")
    tally = score_facts(make_facts("event roles", gold), make_facts("event roles", found))["event roles"]
    assert (tally.gold, tally.found, tally.hit) == (1, 1, hits)
    assert (len(tally.missed), len(tally.wrong)) == (1 - hits, 1 - hits)


def test_one_found_fact_answers_one_gold_fact() -> None:
    month, day = make_fact("Ann Mok", date="2025-06"), make_fact("Ann Mok", date="2025-06-05")
    assert len(pair_facts([month, month], [day])) == 1
    # The month may take either day, but the day has only one that fits.
    assert len(pair_facts([month, day], [day, make_fact("Ann Mok", date="2025-06-09")])) == 2


def test_gold_scored_against_itself_is_right_throughout() -> None:
    for gold in read_gold_releases():
        score = score_facts(gold.facts, gold.facts, gold.release.name)
        assert {kind: tally.f1 for kind, tally in score.items()} == dict.fromkeys(score, 1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_fact_and_a_made_up_one_lower_the_score(kind: str) -> None:
    gold = next(gold for gold in read_gold_releases() if gold.facts[kind])
    less = {**gold.facts, kind: gold.facts[kind][1:]}
    more = {**gold.facts, kind: (*gold.facts[kind], replace(gold.facts[kind][0], words=("made up",)))}
    assert score_facts(gold.facts, less)[kind].recall < 1
    assert score_facts(gold.facts, more)[kind].precision < 1


# What the figures do not show.


def test_every_statement_has_its_sentence() -> None:
    for extraction in read_extractions():
        sentences = {sentence.ordinal for sentence in extraction.sentences}
        assert {statement.sentence for statement in extraction.statements} <= sentences
    assert sum(len(extraction.statements) for extraction in read_extractions()) > 300


def test_every_mention_stands_inside_its_sentence() -> None:
    count = 0
    for extraction in read_extractions():
        places = {sentence.ordinal: (sentence.start, sentence.end) for sentence in extraction.sentences}
        known = {entity.id for entity in extraction.entities}
        for mention in extraction.mentions:
            start, end = places[mention.sentence]
            assert start <= mention.start < mention.end <= end
            assert extraction.release.text[mention.start : mention.end].strip()
            assert mention.entity in known
            count += 1
    assert count > 500


@pytest.mark.parametrize("grammar", GRAMMARS)
@pytest.mark.parametrize("kind", ["people", "tenures"])
def test_little_is_lost_without_the_gazetteer(kind: str, grammar: str) -> None:
    with_names, without = score_gold(grammar)[kind], score_gold(grammar, use_gazetteer=False)[kind]
    lost = set(without.missed) - set(with_names.missed)
    assert with_names.f1 - without.f1 <= MOST_LOST_WITHOUT_GAZETTEER, "\n".join(sorted(lost))


def test_reading_without_the_gazetteer_knows_no_body_and_no_post() -> None:
    known = {thing.id for thing in load_gazetteer().things.values() if thing.kind in ("person", "body", "post")}
    found = [extract_release(gold.release, use_gazetteer=False).entities for gold in read_gold_releases()]
    assert known.isdisjoint(entity.id for entities in found for entity in entities)
    assert not known.isdisjoint(entity.id for extraction in read_extractions() for entity in extraction.entities)


@pytest.mark.parametrize("kind", ["events", "agreements", "tenures"])
def test_negative_releases_give_nothing_that_gold_has_not(kind: str) -> None:
    negative = {gold.release.name for gold in read_gold_releases() if gold.kind == "negative"}
    assert len(negative) >= 5
    wrong = [fact for grammar in GRAMMARS for fact in score_gold(grammar)[kind].wrong if fact.split()[0] in negative]
    assert wrong == [], "\n".join(wrong)


# The facts files.


def test_every_release_has_its_facts_and_the_other_way_round() -> None:
    facts = {path.stem for path in (GOLD / "facts").glob("*.json")}
    assert facts == {path.stem for path in (GOLD / "releases").glob("*.txt")}
    assert [f"{raw['release']}.{raw['lang']}" for raw, _ in read_raw_releases()] == sorted(facts)


def test_every_thing_of_a_facts_file_is_named_in_the_text() -> None:
    for raw, release in read_raw_releases():
        text = " ".join(fold(release.text))
        for key, names in raw["names"].items():
            assert any(" ".join(fold(name)) in text for name in names), f"{release.name}: {key} {names}"


def test_no_person_of_gold_is_listed_by_a_surname_or_with_an_honorific() -> None:
    for gold in read_gold_releases():
        for name in (name for names in gold.people for name in names):
            assert " " in name or CJK.search(name), f"{gold.release.name}: {name}"
            assert not re.match(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir)\b", name), f"{gold.release.name}: {name}"


# First contact.


def test_the_figures_of_first_contact_add_up() -> None:
    with (Path(__file__).parent / "gold" / "first-contact.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    runs = {(row["batch"], row["engine"]) for row in rows}
    assert {batch for batch, _ in runs} == {*map(str, range(1, 11)), *(f"zh{number}" for number in range(1, 13))}
    for batch, engine in runs:
        run = {row["kind"]: row for row in rows if (row["batch"], row["engine"]) == (batch, engine)}
        assert len(run) == sum((row["batch"], row["engine"]) == (batch, engine) for row in rows)
        assert set(run) == {*KINDS, ALL}
        for count in ("gold", "found", "hit"):
            assert int(run[ALL][count]) == sum(int(run[kind][count]) for kind in KINDS)
        assert all(int(row["hit"]) <= min(int(row["gold"]), int(row["found"])) for row in run.values())
