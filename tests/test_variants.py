"""The extractor reads a release as well when its people and bodies are called something else."""

from __future__ import annotations

import re
from functools import cache

import pytest
from gold_facts import GoldRelease, list_gold, read_found, read_raw_releases
from gold_score import ALL, Score, score_facts, score_gold, score_releases
from gold_variants import list_own_words, make_abbreviation, make_variant, make_variants, plan_renaming, split_person

from kg.pipeline import extract_release

VARIANTS = 8
MOST_APART = 0.02
HONORIFIC = r"\b(?:Mr|Mrs|Ms|Miss|Dr|Professor|Sir|Ir) "


@cache
def get_variants() -> tuple[GoldRelease, ...]:
    return make_variants(VARIANTS)


@cache
def score_variants() -> Score:
    return score_releases(get_variants())


def pair_variants() -> list[tuple[GoldRelease, GoldRelease]]:
    originals = (gold for gold in list_gold("en") for _ in range(VARIANTS))
    return list(zip(originals, get_variants(), strict=True))


@pytest.mark.parametrize("kind", [ALL, "people", "tenures"])
def test_other_names_are_read_as_well(kind: str) -> None:
    own, other = score_gold()[kind], score_variants()[kind]
    assert other.gold == own.gold * VARIANTS
    only_variants = sorted({re.sub(r"-\d+\.en", "", fact, count=1) for fact in other.missed} - set(own.missed))
    assert abs(own.f1 - other.f1) <= MOST_APART, f"{kind}: {own.f1:.4f}, variants {other.f1:.4f}\n" + "\n".join(
        only_variants
    )


def test_the_names_of_gold_do_not_answer_for_a_variant() -> None:
    """What a reader would say who has learnt our releases by heart."""
    raw, release = next(read_raw_releases())
    remembered = read_found(extract_release(release))
    score = score_facts(make_variant(raw, release, 0).facts, remembered)
    assert (score["people"].hit, score["tenures"].hit) == (0, 0)


def test_a_variant_depends_on_its_seed_alone() -> None:
    raw, release = next(read_raw_releases())
    assert make_variant(raw, release, 3) == make_variant(raw, release, 3)
    assert make_variant(raw, release, 3).release.text != make_variant(raw, release, 4).release.text


def test_every_person_is_renamed_and_stands_where_the_old_name_stood() -> None:
    for gold, variant in pair_variants():
        for old, new in zip(gold.people, variant.people, strict=True):
            assert set(old).isdisjoint(new)
            assert [gold.release.text.count(name) for name in old] == [variant.release.text.count(name) for name in new]
            assert not any(name in variant.release.text for name in old)


def test_short_forms_follow_the_names() -> None:
    for gold, variant in pair_variants():
        parts = {part for names in gold.people for name in names for part, _ in split_person(name)}
        short = re.compile(rf"{HONORIFIC}({'|'.join(map(re.escape, parts)) or '(?!)'})(?![\w-])")
        assert short.findall(variant.release.text) == []
        assert len(variant.release.text.split("\n")) == len(gold.release.text.split("\n"))


def test_most_bodies_are_renamed_in_text_and_facts_alike() -> None:
    renamed = 0
    for gold, variant in pair_variants():
        for old, new in zip(gold.bodies, variant.bodies, strict=True):
            assert any(name in variant.release.text for name in new) == any(name in gold.release.text for name in old)
            if old[0] != new[0]:
                renamed += 1
                assert not re.search(rf"(?<![\w-]){re.escape(old[0])}(?!\w)", variant.release.text)
    assert renamed > 0.6 * sum(len(gold.bodies) for gold in list_gold("en")) * VARIANTS


def test_people_who_share_a_surname_still_do() -> None:
    raw, release = next(found for found in read_raw_releases() if found[0]["release"] == "g01")
    renaming = plan_renaming(raw, release, 5)
    guoliang, shaohui = renaming.rename("Pang Guoliang"), renaming.rename("Pang Shaohui")
    assert guoliang.split()[0] == shaohui.split()[0] != "Pang"
    assert guoliang != shaohui
    assert renaming.rename("Mr Pang Shaohui's lunch for Ms Tsui") == (
        f"Mr {shaohui}'s lunch for Ms {renaming.parts['Tsui']}"
    )


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("Yvonne Tsui Lai-kwan", ["western_given", "cantonese_surname", "cantonese_given"]),
        ("Mok Tin-yau", ["cantonese_surname", "cantonese_given"]),
        ("Godfrey Pun", ["western_given", "cantonese_surname"]),
        ("Kenneth Au Yeung", ["western_given", "cantonese_compound"]),
        ("Qiu Wanqing", ["pinyin_surname", "pinyin_given"]),
        ("Zhuo Lin", ["pinyin_surname", "pinyin_short_given"]),
        ("Ouyang Zhenhai", ["pinyin_compound", "pinyin_given"]),
        ("He Peiyu", ["word_surname", "pinyin_given"]),
        ("Julian Ashcroft-Hale", ["western_given", "western_surname"]),
        ("Álvaro Benavides", ["western_accented_given", "western_surname"]),
        ("Rui Tavares de Melo", ["western_given", "western_surname", "western_surname"]),
        ("Hajar binti Zulkifli", ["malay_given", "malay_given"]),
    ],
)
def test_a_new_name_has_the_shape_of_the_old_one(name: str, shapes: list[str]) -> None:
    assert [shape for _, shape in split_person(name)] == shapes


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Panda Valley University", ["Panda", "Valley"]),
        ("Hong Kong Comics Foundation", ["Comics"]),
        ("Law Practitioners' Council of Hong Kong", ["Law"]),
        ("Working Group on Testing and Certification", ["Testing", "Certification"]),
        ("CPU's Quantum Office", ["Quantum"]),
        ("Department of Health", []),
        ("Government", []),
    ],
)
def test_head_words_places_and_known_bodies_keep_their_names(name: str, own: list[str]) -> None:
    assert list_own_words(name) == own


def test_an_abbreviation_follows_the_new_words() -> None:
    words = {"Tejo": "Plover", "Navigation": "Hazel"}
    assert make_abbreviation("TIN", "Tejo Institute of Navigation", words) == "PIH"
    assert make_abbreviation("XYZ", "Tejo Institute of Navigation", words) == "XYZ"
