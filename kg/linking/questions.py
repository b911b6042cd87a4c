"""What linking leaves open: two people who are kept apart though they may be one, why, and how likely it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.gazetteer import Gazetteer
from kg.languages.scripts import has_han
from kg.mentions.people import is_same_name
from kg.slugs import fold_name

_Words = tuple[str, ...]


class Reason(StrEnum):
    """Why two are kept apart: what speaks against their being one, or what is too little for it."""

    SEX = "sex"
    WRITING = "writing"
    PLACE = "place"
    OFFICES = "offices"
    FORENAME = "forename"
    NEAR_NAME = "near name"
    NEAR_NAME_IN_OFFICE = "near name in one office"


# An estimate for ranking questions, not a measurement.
LIKELIHOODS: Final = {
    Reason.SEX: 0.02,
    Reason.WRITING: 0.05,
    Reason.PLACE: 0.2,
    Reason.OFFICES: 0.4,
    Reason.FORENAME: 0.5,
    Reason.NEAR_NAME: 0.5,
    Reason.NEAR_NAME_IN_OFFICE: 0.9,
}


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """Two ids that are kept apart, why, and how likely it is all the same that they are of one thing, from 0 to 1."""

    one: str
    other: str
    reason: Reason
    score: float


def list_near_names(people: Mapping[str, Set[str]], gazetteer: Gazetteer) -> Iterator[Question]:
    """Gives the people of whom one has all of the other's name and more: "Peter Lo" and "Peter Lo Kai-ming"; and those
    who have a name that known people have. `people` gives the offices of each, all by their ids."""
    new = sorted({person for person in people if not has_han(person)})
    bearers: defaultdict[_Words, set[tuple[str, _Words]]] = defaultdict(set)
    for person, words in [*((person, _split(person)) for person in new), *_list_known(gazetteer)]:
        for end in (words[:2], words[-2:]):
            bearers[end].add((person, words))
    for person in new:
        words = _split(person)
        near = {*bearers[words[:2]], *bearers[words[-2:]]} if len(words) > 1 else set()
        for other in sorted({other for other, name in near if is_same_name(words, name)}):
            if person < other or (other in gazetteer.things and person != other):
                one, two = sorted((person, other))
                is_in_one_office = not people[person].isdisjoint(people.get(other, ()))
                reason = Reason.NEAR_NAME_IN_OFFICE if is_in_one_office else Reason.NEAR_NAME
                yield Question(one, two, reason, LIKELIHOODS[reason])


def _list_known(gazetteer: Gazetteer) -> Iterator[tuple[str, _Words]]:
    for thing in gazetteer.things.values():
        if thing.kind == "person":
            for words in {tuple(fold_name(name.text).split()) for name in thing.labels if name.lang == "en"}:
                yield thing.id, words


def _split(person: str) -> _Words:
    return tuple(person.partition("/")[2].split("-"))
