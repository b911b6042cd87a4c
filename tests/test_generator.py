"""The invented archive that the benchmarks read."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest

import kg
from benchmarks.generator import Version, generate
from benchmarks.generator.writing import FORMS, write
from kg.languages.scripts import has_han

COUNT = 120


@pytest.fixture(scope="module")
def versions() -> list[Version]:
    return list(generate(16, COUNT))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, versions: list[Version]) -> None:
    write(versions, tmp_path / "one", "text")
    write(generate(16, COUNT), tmp_path / "two", "text")
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.txt")}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert len(one) == COUNT
    assert one == two


def test_another_seed_gives_other_releases(versions: list[Version]) -> None:
    assert not {version.text for version in versions} & {version.text for version in generate(17, COUNT)}


def test_fewer_releases_are_the_first_of_more(versions: list[Version]) -> None:
    assert list(generate(16, 50)) == versions[:50]


def test_an_id_has_one_text_in_each_language() -> None:
    names = Counter((version.id, version.lang) for version in generate(16, 3_000))
    assert max(names.values()) == 1


def test_the_two_versions_of_a_story_name_each_other(versions: list[Version]) -> None:
    by_name = {(version.id, version.lang): version for version in versions}
    pairs = 0
    for version in versions[: COUNT // 2]:
        if version.lang == "en" and version.counterpart is not None:
            other = by_name[version.counterpart, "zh-Hant"]
            assert (other.counterpart, other.issued) == (version.id, version.issued)
            pairs += 1
    assert pairs > COUNT // 6


def test_no_slot_and_no_other_script_is_left_in_a_text(versions: list[Version]) -> None:
    for version in versions:
        assert "{" not in version.title + version.text
        assert has_han(version.text) == (version.lang != "en")


def test_days_lie_evenly_over_all_years() -> None:
    years = [int(version.issued[:4]) for version in itertools.islice(generate(16, 3_000), 0, None, 40)]
    assert min(years) <= 1999
    assert max(years) >= 2024
    assert len(set(years)) > 15


@pytest.mark.parametrize("form", FORMS)
def test_every_release_is_read(tmp_path: Path, versions: list[Version], form: str) -> None:
    few = versions[:24]
    assert write(few, tmp_path, form) == len(few)
    corpus = kg.read(tmp_path)
    assert (corpus.skipped, corpus.remarks) == ((), ())
    read = {(item.release.id, item.release.lang): item.release for item in corpus}
    assert read.keys() == {(version.id, version.lang) for version in few}
    for version in few:
        release = read[version.id, version.lang]
        assert (release.title, release.counterpart) == (version.title, version.counterpart)
        assert release.text.split() == version.text.split()
        assert release.issued.isoformat() == f"{version.issued[:16]}:00+08:00"
    assert corpus.pairs > 0
