"""Turns the tables of `data/gazetteer` into known things, and finds their names in text."""

from kg.gazetteer.finder import NameFinder
from kg.gazetteer.gazetteer import Gazetteer
from kg.gazetteer.reader import read_gazetteer, read_romanised_surnames, read_surnames
from kg.gazetteer.things import Change, Holding, Name, NameHit, Naming, Thing, is_general

__all__ = [
    "Change",
    "Gazetteer",
    "Holding",
    "Name",
    "NameFinder",
    "NameHit",
    "Naming",
    "Thing",
    "is_general",
    "read_gazetteer",
    "read_romanised_surnames",
    "read_surnames",
]
