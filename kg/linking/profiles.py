"""Turns an extraction into its profile: the little that linking needs of it, so that it stays packed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kg.linking.ratings import Rater
from kg.linking.titles import cut_field, cut_title
from kg.mentions.entities import Entity
from kg.mentions.pairs import Version, make_version
from kg.noun import noun
from kg.releases.duplicates import make_sheet
from kg.statements import Extraction, Tenure

_OFFICE = "office"
_HELD = frozenset({"gba:substantive", "gba:acting"})


@noun
class Service:
    """What a new body or office is: its sort, the places and the field that its name says."""

    sort: str | None
    places: frozenset[str]
    field: str | None = None


@noun
class Profile:
    """What one text names: its entities, tenures and events, who is of which sex, who holds what; `served` are the new
    bodies, and the new offices that are no mere titles; `content` is the hash of what it says."""

    version: Version
    content: str
    day: date
    entities: tuple[str, ...]
    tenures: tuple[str, ...]
    events: tuple[str, ...]
    people: tuple[tuple[str, str | None], ...]
    held: tuple[tuple[str, str | None, str | None], ...]
    served: Mapping[str, Service]


def make_profile(extraction: Extraction, rater: Rater) -> Profile:
    """Gives the profile of an extraction."""
    release, entities = extraction.release, extraction.entities
    return Profile(
        make_version(release),
        make_sheet(release).content,
        release.issued.date(),
        tuple(entity.id for entity in entities),
        tuple(tenure.id for tenure in extraction.tenures),
        tuple(event.id for event in extraction.events),
        tuple((entity.id, entity.sex) for entity in entities if entity.kind == "person"),
        tuple((tenure.person, tenure.post, tenure.body) for tenure in extraction.tenures if _is_held(tenure)),
        {
            entity.id: _make_service(entity, rater)
            for entity in entities
            if _serves(entity, rater) and entity.id not in rater.gazetteer.things
        },
    )


def _make_service(entity: Entity, rater: Rater) -> Service:
    """What an office is of is told by its name, and of what sort by its title: a Commissioner has a full-time one."""
    if entity.kind == "body":
        return Service(entity.subkind, rater.find_places(entity))
    name = entity.labels[0].text
    is_full_time = cut_title(name) in rater.titles.full_time
    return Service(_OFFICE if is_full_time else None, rater.find_places(entity), cut_field(name))


def _serves(entity: Entity, rater: Rater) -> bool:
    is_office = entity.kind == "post" and not any(rater.titles.is_bare(label.text) for label in entity.labels)
    return entity.kind == "body" or is_office


def _is_held(tenure: Tenure) -> bool:
    return tenure.capacity in _HELD
