"""Finds which releases brought what is on one side of a difference, and by which sentences."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from kg.views.halves import Half, find_release, is_own
from kg.views.names import shorten

_ABOUT: Final = ("rdf:subject", "rdf:object", "gba:elaboratedBy")
_SOURCE: Final = "prov:wasDerivedFrom"
_MENTIONS: Final = "schema:mentions"


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why things are on one side, by their ids: the releases that brought them, the sentences or rows that say so."""

    releases: dict[str, set[str]]
    sources: dict[str, set[str]]


def find_grounds(half: Half) -> Grounds:
    """Gives what brought each thing on one side of a difference.

    It is the releases whose sentences say something of it there, else those that name it there. What no release names,
    as the rows of a reference table about somebody that one names, comes with what it is linked to.
    """
    claims = [id for id in half.own if id.startswith("claim/")]
    half.read_traits(claims)
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        found = half.find_values(claim, _SOURCE)
        for about in (claim, *(id for name in _ABOUT for id in half.find_ids(claim, name))):
            sources[about].update(found)
    told = {id: {release for one in found if (release := find_release(one))} for id, found in sources.items()}
    releases: dict[str, set[str]] = {id: found for id, found in told.items() if found}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for id in half.own:
        if id.startswith("release/"):
            releases[id] = {find_release(id) or id}
            for name, value in half.own[id]:
                if name == _MENTIONS:
                    named[shorten(value.value)].add(id)
    for id, naming in named.items():
        releases.setdefault(id, naming)
    _spread(half, releases)
    return Grounds(releases, dict(sources))


def _spread(half: Half, releases: dict[str, set[str]]) -> None:
    """Gives what has no release those of what it is linked to, step by step, the nearest ones."""
    links: defaultdict[str, set[str]] = defaultdict(set)
    for id, traits in half.own.items():
        for _, value in traits:
            if is_own(value):
                other = shorten(value.value)
                links[id].add(other)
                links[other].add(id)
    near = set(releases)
    while near:
        reached: defaultdict[str, set[str]] = defaultdict(set)
        for id in near:
            for other in links[id]:
                if other not in releases:
                    reached[other] |= releases[id]
        releases.update(reached)
        near = set(reached)
