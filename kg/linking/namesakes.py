"""Tells people of one full name apart that several releases gave one id: by their sex, or by the places that they serve
at one time. What is not told stays with nobody's id but its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kg.linking.ratings import Rater
from kg.linking.rewriting import Renaming, rename_tenure
from kg.linking.shelf import Shelf
from kg.mentions.entities import Entity
from kg.statements import Extraction, Tenure

# Bodies whose heads serve nowhere else at the time; and how many days count as one time.
_FULL_TIME = frozenset({"government", "bureau", "department", "party-committee", "commission", "office"})
_ONE_TIME = 92
_HELD = frozenset({"gba:substantive", "gba:acting"})

Ids = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Sight:
    """One person as one text, with its other language, shows them: the sex, the places served, the day."""

    text: str
    sex: str | None
    places: frozenset[str]
    day: date


def part_namesakes(
    shelf: Shelf, rater: Rater, choose_ids: Callable[[Extraction], Ids], name_text: Callable[[Extraction], str]
) -> dict[str, dict[str, str]]:
    """Gives, by text, the ids of people who are not those of that id elsewhere; `choose_ids` gives the ids that a
    release's things have in the whole build, `name_text` what the versions of one text share."""
    sights: defaultdict[str, list[_Sight]] = defaultdict(list)
    for item in shelf:
        if isinstance(item, Extraction):
            for person, sight in _look(item, rater, Renaming(choose_ids(item)), name_text(item)):
                sights[person].append(sight)
    parted: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for person in sorted(sights):
        for sight, mark in _mark(sights[person], rater):
            parted[sight.text][person] = f"{person}-{mark}"
    return parted


def _look(item: Extraction, rater: Rater, renaming: Renaming, text: str) -> Iterator[tuple[str, _Sight]]:
    tenures = [rename_tenure(tenure, renaming) for tenure in item.tenures]
    entities = {renaming.get(entity.id): entity for entity in item.entities}
    for person, entity in entities.items():
        if entity.kind == "person" and person not in rater.gazetteer.things:
            held = (tenure for tenure in tenures if tenure.person == person and tenure.capacity in _HELD)
            places = (_find_served(tenure, entities, rater) for tenure in held)
            yield person, _Sight(text, entity.sex, frozenset().union(*places), item.release.issued.date())


def _find_served(tenure: Tenure, entities: Mapping[str, Entity], rater: Rater) -> frozenset[str]:
    """The places that a full-time office serves: of the known body, or those that a new one's name says."""
    things = rater.gazetteer.things
    post = things.get(tenure.post or "")
    body = tenure.body or (post.body if post is not None else None)
    known = things.get(body or "")
    if known is not None:
        is_tied = known.subkind in _FULL_TIME and known.jurisdiction is not None
        return frozenset({known.jurisdiction or ""}) if is_tied else frozenset()
    own = entities.get(body or "")
    return rater.find_places(own) if own is not None and own.subkind in _FULL_TIME else frozenset()


def _mark(sights: list[_Sight], rater: Rater) -> Iterator[tuple[_Sight, str]]:
    """What tells each sight from those that it is not one with."""
    if {sight.sex for sight in sights} >= {"male", "female"}:
        yield from ((sight, sight.sex) for sight in sights if sight.sex is not None)
    elif any(_serve_apart(one, other, rater) for one, other in combinations(sights, 2)):
        yield from ((sight, min(sight.places).partition("/")[2]) for sight in sights if sight.places)


def _serve_apart(one: _Sight, other: _Sight, rater: Rater) -> bool:
    is_one_time = abs((one.day - other.day).days) <= _ONE_TIME
    return is_one_time and bool(one.places and other.places) and not rater.may_be_one_place(one.places, other.places)
