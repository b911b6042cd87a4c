"""Turns the tables of `data/gazetteer` into known things, and finds their names in text."""

from kg.gazetteer.finder import NameFinder
from kg.gazetteer.gazetteer import Gazetteer
from kg.gazetteer.reader import read_gazetteer, read_romanised_surnames, read_surnames
from kg.gazetteer.things import Holding, Name, NameHit, Thing

__all__ = [
    "Gazetteer",
    "Holding",
    "Name",
    "NameFinder",
    "NameHit",
    "Thing",
    "read_gazetteer",
    "read_romanised_surnames",
    "read_surnames",
]
