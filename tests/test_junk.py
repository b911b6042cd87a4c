"""What looks like a name and is none gives nothing: 100 stretches, each in a text of our own."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from kg.extraction import read_extraction
from kg.pipeline import load_gazetteer
from kg.releases import Release

# Written by somebody who had not seen how names are read.
with (Path(__file__).parent / "fixtures" / "junk.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["lang"], row["stretch"], row["text"]) for row in csv.DictReader(file)]
NAMED = ("person", "body", "mechanism", "place", "initiative", "agreement")


def test_there_are_a_hundred() -> None:
    assert len(ROWS) == len({text for _, _, text in ROWS}) == 100
    assert all(stretch in text for _, stretch, text in ROWS)


@pytest.mark.parametrize(("lang", "stretch", "text"), ROWS)
def test_a_stretch_that_is_no_name_gives_nothing(lang: str, stretch: str, text: str) -> None:
    release = Release("junk", lang, "An example", datetime.fromisoformat("2024-03-15T18:00"), text)
    found = read_extraction(release, load_gazetteer()).entities
    new = [entity.id for entity in found if entity.kind in NAMED and entity.id not in load_gazetteer().things]
    assert new == [], stretch


def test_what_is_a_name_in_such_a_text_is_read() -> None:
    """The list proves nothing if nothing is ever read."""
    for lang, text in (("en", "Ms Mei Wong visited the Lantern Museum."), ("zh-Hant", "王美女士訪問明月博物館。")):
        release = Release("name", lang, "An example", datetime.fromisoformat("2024-03-15T18:00"), text)
        assert {entity.kind for entity in read_extraction(release, load_gazetteer()).entities} >= {"person", "place"}
