"""Pairs: which releases are two language versions of one text, in whatever order they come."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from kg.mentions.pairs import Pair, Version, find_pairs, make_version
from kg.releases import Release, read_releases

NOON, ONE = "2026-05-12T12:00+0800", "2026-05-12T13:00+0800"


def english(id: str, counterpart: str | None = None, minute: str = NOON) -> Version:
    return Version(id, "en", minute, counterpart)


def chinese(id: str, counterpart: str | None = None, minute: str = NOON, lang: str = "zh-Hant") -> Version:
    return Version(id, lang, minute, counterpart)


def name_pairs(versions: Sequence[Version]) -> list[tuple[str, str]]:
    return [(pair.english.name, pair.chinese.name) for pair in find_pairs(versions)]


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ([english("a", "b"), chinese("b", "a")], [("a.en", "b.zh-Hant")]),
        ([english("a", "b"), chinese("b", minute=ONE)], [("a.en", "b.zh-Hant")]),
        ([english("a"), chinese("b", "a")], [("a.en", "b.zh-Hant")]),
        ([english("a"), chinese("a", minute=ONE)], [("a.en", "a.zh-Hant")]),
        ([english("a"), chinese("b")], []),
        ([english("a"), english("b")], []),
        ([chinese("a"), chinese("b")], []),
        # Each names another one: neither is believed.
        ([english("a", "b"), chinese("b", "c")], []),
        # Who names each other comes before who is only named.
        ([english("a", "b"), english("c", "b"), chinese("b", "a")], [("a.en", "b.zh-Hant")]),
        # Two claim one: none.
        ([english("a", "b"), english("c", "b"), chinese("b")], []),
        # One id in three versions, and the simplified page that has the traditional one's id.
        (
            [english("a"), chinese("a"), chinese("a", lang="zh-Hans")],
            [("a.en", "a.zh-Hans"), ("a.en", "a.zh-Hant")],
        ),
        (
            [english("a", "b"), chinese("b", "a"), chinese("b", "a", lang="zh-Hans")],
            [("a.en", "b.zh-Hans"), ("a.en", "b.zh-Hant")],
        ),
    ],
)
def test_what_the_pages_say_makes_pairs(versions: list[Version], expected: list[tuple[str, str]]) -> None:
    assert name_pairs(versions) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("293e 291c", "293-291"),
        ("236c 237e 238c 239e", "237-236 239-238"),
        ("236e 237c 238c 239e", "236-237 239-238"),
        ("100e 120c", ""),
        ("100e 101c 130c", "100-101"),
        # One version too many, and two are equally near: none.
        ("100c 101e 102c", ""),
        ("100c 102e 103c", "102-103"),
    ],
)
def test_neighbouring_numbers_of_one_minute_are_pairs(numbers: str, expected: str) -> None:
    versions = [
        (english if number.endswith("e") else chinese)(f"P2026051200{number[:3]}") for number in numbers.split()
    ]
    pairs = find_pairs(versions)
    assert sorted(f"{pair.english.id[-3:]}-{pair.chinese.id[-3:]}" for pair in pairs) == expected.split()
    assert all(pair.is_guess for pair in pairs)


def test_neighbours_of_another_minute_or_day_are_no_pair() -> None:
    assert find_pairs([english("P2026051200100"), chinese("P2026051200101", minute=ONE)]) == ()
    assert find_pairs([english("P2026051200100"), chinese("P2026051300101")]) == ()


def test_a_release_whose_partner_is_named_is_nobody_elses_neighbour() -> None:
    assert find_pairs([english("P2026051200100", "P2026051200199"), chinese("P2026051200101")]) == ()


def test_the_order_of_reading_makes_no_difference() -> None:
    versions = [
        *(english(f"P20260512001{number}") for number in range(10, 30, 3)),
        *(chinese(f"P20260512001{number}") for number in range(11, 30, 4)),
        english("a", "b"),
        english("c", "b"),
        chinese("b", "a"),
        chinese("c"),
    ]
    expected = find_pairs(versions)
    assert expected
    for seed in range(20):
        random.Random(seed).shuffle(versions)
        assert find_pairs(versions) == expected


def test_nobody_has_two_partners_in_one_language() -> None:
    for seed in range(30):
        draw = random.Random(seed)
        ids = [f"P20260512001{number:02}" for number in range(12)]
        versions = [
            Version(id, draw.choice(("en", "zh-Hant")), draw.choice((NOON, ONE)), draw.choice((None, draw.choice(ids))))
            for id in ids
        ]
        pairs = find_pairs(versions)
        assert len({pair.english for pair in pairs}) == len({pair.chinese for pair in pairs}) == len(pairs)


def test_files_make_pairs(tmp_path: Path) -> None:
    for id, lang, other in (("one", "en", "two"), ("two", "zh-Hant", "one")):
        header = f"id: {id}\nlang: {lang}\ntitle: T\nissued: 2024-01-08\ncounterpart: {other}\n\nText.\n"
        (tmp_path / f"{id}.{lang}.txt").write_text(header, encoding="utf-8")
    versions = [make_version(found) for found in read_releases([tmp_path]) if isinstance(found, Release)]
    assert [(pair.english.id, pair.chinese.id, pair.is_guess) for pair in find_pairs(versions)] == [
        ("one", "two", False)
    ]


def test_a_version_knows_the_minute_and_not_the_second() -> None:
    release = Release("a", "en", "T", datetime.fromisoformat("2026-05-12T12:00:59+08:00"), "Text.")
    assert make_version(release) == english("a")
    assert find_pairs([make_version(release)]) == ()
    assert Pair(english("a"), chinese("a")) < Pair(english("b"), chinese("a"))
