"""Reads from a graph what the names of events and agreements are made of, beside what an Almanac holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.views.names import shorten
from kg.views.ties import Almanac

_PAIRS = "SELECT DISTINCT ?about ?thing WHERE {{ {pattern} }} ORDER BY ?about ?thing"
_MECHANISMS = "?about gba:underMechanism ?thing"
_INITIATIVES = "?about a schema:Event ; schema:about ?thing . ?thing a gba:Initiative"
_SIGNED = "?thing gba:signedAt ?about"
_PARTIES = "?about gba:party ?thing"
_WITHIN = "?about schema:containedInPlace ?around . ?around schema:containedInPlace* ?thing"
_SORTS = "?about gba:placeKind ?thing"
_MADE_OF_BODIES = "?about a org:OrganizationalCollaboration ; a ?thing"

Things = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of events (the mechanisms they were held under, initiatives they were about, agreements signed at
    them), of agreements (parties) and of places (what they lie within, what sort they are).

    `known` counts the events and agreements that each person and body had a part in.
    """

    mechanisms: Things
    initiatives: Things
    signed: Things
    parties: Things
    within: Things
    sorts: Mapping[str, str]
    collaborations: frozenset[str]
    known: Counter[str]


def read_facts(graph: Graph, almanac: Almanac) -> Facts:
    """Reads all of it, one question each."""
    sorts = graph.ask(_PAIRS.format(pattern=_SORTS))
    return Facts(
        _read(graph, _MECHANISMS),
        _read(graph, _INITIATIVES),
        _read(graph, _SIGNED),
        _read(graph, _PARTIES),
        _read(graph, _WITHIN),
        {shorten(place): read_concept(sort) for place, sort in sorts},
        frozenset(_read(graph, _MADE_OF_BODIES)),
        Counter(part.agent for parts in almanac.parts.values() for part in parts),
    )


def _read(graph: Graph, pattern: str) -> Things:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for about, thing in graph.ask(_PAIRS.format(pattern=pattern)):
        found[shorten(about)].append(shorten(thing))
    return {about: tuple(things) for about, things in found.items()}
