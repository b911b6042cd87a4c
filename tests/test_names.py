"""What an event or a thing is called: one name behind one article is one, however many words "and" ties in it."""

from __future__ import annotations

import pytest
from clause_facts import read_text

EVENTS = (
    ("attended the Lantern Midsummer and National Day Celebration", ["Lantern Midsummer and National Day Celebration"]),
    ("attended the Moon & Road Innovation and Development Forum", ["Moon & Road Innovation and Development Forum"]),
    ("attended the Moon & Road Forum", ["Moon & Road Forum"]),
    (
        "officiated at the 28th Tide Summer Festival and Rehearsal Camp opening ceremony",
        ["28th Tide Summer Festival and Rehearsal Camp opening ceremony"],
    ),
    ("attended the Lanterns, Moons and Tides Expo", ["Lanterns, Moons and Tides Expo"]),
    ("attended the Lanterns, Moons and Tides reception", ["Lanterns, Moons and Tides reception"]),
    ("attended a Lantern Midsummer and National Day reception", ["Lantern Midsummer and National Day reception"]),
    ("attended its Business and Cultural Exchange Dinner", ["Business and Cultural Exchange Dinner"]),
    ("attended the Lantern Chamber and Tide Association reception", ["Lantern Chamber and Tide Association reception"]),
    ("attended the Lantern Carnival cum Moon Day", ["Lantern Carnival cum Moon Day"]),
    ("attended the opening ceremony cum tide seminar", ["opening ceremony cum tide seminar"]),
    ("attended the Tides Forum and the Moon Expo", ["Moon Expo", "Tides Forum"]),
    ("attended the Tides Forum and Moon Expo", ["Moon Expo", "Tides Forum"]),
    ("attended the Lantern Ceremony and Gala Dinner", ["Gala Dinner", "Lantern Ceremony"]),
    ("attended the Lantern Forum and a Moon reception", ["Lantern Forum", "Moon reception"]),
)
PLACES = (
    ("visited the Lantern and Tide Museum", ["Lantern and Tide Museum"]),
    ("visited Zhuhai and Tide Museum", ["Tide Museum", "Zhuhai"]),
    ("visited the Lantern Park and Tide Museum", ["Lantern Park", "Tide Museum"]),
)


@pytest.mark.parametrize(("deed", "names"), EVENTS)
def test_a_name_is_not_cut_at_its_and(deed: str, names: list[str]) -> None:
    extraction = read_text(f"Ms Wong Mei-fan {deed} today.")
    assert sorted(event.label for event in extraction.events) == names


@pytest.mark.parametrize(("deed", "names"), PLACES)
def test_a_place_is_not_cut_at_its_and(deed: str, names: list[str]) -> None:
    extraction = read_text(f"Ms Wong Mei-fan {deed} today.")
    assert sorted(entity.get_name("en") for entity in extraction.entities if entity.kind == "place") == names
