"""Tells people of one full name apart that several releases gave one id: by their sex, or by the places that they serve
at one time. What is not told stays with nobody's id but its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.linking.profiles import FULL_TIME, Profile
from kg.linking.ratings import Rater
from kg.linking.rewriting import Renaming

# How many days count as one time.
_ONE_TIME = 92


@dataclass(frozen=True, slots=True)
class Sight:
    """One person as one text, with its other language, shows them: the sex, the places served, the day."""

    text: str
    sex: str | None
    places: frozenset[str]
    day: date


def list_sights(profile: Profile, text: str, renaming: Renaming, rater: Rater) -> Iterator[tuple[str, Sight]]:
    """Gives the people of a text that no table knows, by the ids that they have in the whole build."""
    served = {renaming.get(body): places for body, places in profile.served.items()}
    held = [(renaming.get(person), renaming.find(post), renaming.find(body)) for person, post, body in profile.held]
    people = {renaming.get(person): sex for person, sex in profile.people}
    for person, sex in people.items():
        if person not in rater.gazetteer.things:
            places = (_find_served(post, body, served, rater) for holder, post, body in held if holder == person)
            yield person, Sight(text, sex, frozenset().union(*places), profile.day)


def _find_served(
    post_id: str | None, body_id: str | None, served: dict[str, frozenset[str]], rater: Rater
) -> frozenset[str]:
    """The places that a full-time office serves: of the known body, or those that a new one's name says."""
    things = rater.gazetteer.things
    post = things.get(post_id or "")
    body = body_id or (post.body if post is not None else None)
    known = things.get(body or "")
    if known is None:
        return served.get(body or "", frozenset())
    is_tied = known.subkind in FULL_TIME and known.jurisdiction is not None
    return frozenset({known.jurisdiction or ""}) if is_tied else frozenset()


def mark_namesakes(sights: Iterable[Sight], rater: Rater) -> dict[str, str]:
    """Gives, by text, what tells the person of one id there from others of that id; the order makes no difference."""
    known = sorted(sights, key=lambda sight: (sight.day, sight.text, sight.sex or "", sorted(sight.places)))
    if {sight.sex for sight in known} >= {"male", "female"}:
        return {sight.text: sight.sex for sight in known if sight.sex is not None}
    if any(_list_apart([sight for sight in known if sight.places], rater)):
        return {sight.text: min(sight.places).partition("/")[2] for sight in known if sight.places}
    return {}


def _list_apart(sights: Sequence[Sight], rater: Rater) -> Iterator[bool]:
    """Says of each two that serve at one time, in the order of their days, whether they serve apart."""
    for at, one in enumerate(sights):
        seen: set[frozenset[str]] = {one.places}
        for other in sights[at + 1 :]:
            if (other.day - one.day).days > _ONE_TIME:
                break
            if other.places not in seen:
                seen.add(other.places)
                yield not rater.may_be_one_place(one.places, other.places)
