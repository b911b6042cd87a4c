"""Turns an extraction into its profile: the little that linking needs of it, so that it stays packed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kg.linking.ratings import Rater
from kg.mentions.pairs import Version, make_version
from kg.releases.duplicates import make_sheet
from kg.statements import Extraction, Tenure

# Bodies whose heads serve nowhere else at the time.
FULL_TIME = frozenset({"government", "bureau", "department", "party-committee", "commission", "office"})
_HELD = frozenset({"gba:substantive", "gba:acting"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What one text names: its entities, tenures and events, who is of which sex, who holds what; `served` are the
    places that the name of a new full-time body says, `content` the hash of what it says."""

    version: Version
    content: str
    day: date
    entities: tuple[str, ...]
    tenures: tuple[str, ...]
    events: tuple[str, ...]
    people: tuple[tuple[str, str | None], ...]
    held: tuple[tuple[str, str | None, str | None], ...]
    served: Mapping[str, frozenset[str]]


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
            entity.id: rater.find_places(entity)
            for entity in entities
            if entity.subkind in FULL_TIME and entity.id not in rater.gazetteer.things
        },
    )


def _is_held(tenure: Tenure) -> bool:
    return tenure.capacity in _HELD
