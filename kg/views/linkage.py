"""Says which things a thing is linked to by an office, a body or a holder, as a table tells it or asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.graph.graph import Graph
from kg.views.thing import shorten, to_iri


@dataclass(frozen=True, slots=True)
class Tie:
    """How things of some kinds are linked to things of another, in words and as a pattern of SPARQL from `?about` to
    `?other`."""

    meaning: str
    kinds: tuple[str, ...]
    other_kind: str
    pattern: str


TIES: Final[Mapping[str, Tie]] = {
    "office": Tie(
        "an office that a person held, acted in or was named for, at any time",
        ("person",),
        "post",
        "?tenure org:member ?about ; gba:post ?other",
    ),
    "body": Tie(
        "a body that a person or an office belonged to, or that a body is a part of",
        ("person", "post", "body"),
        "body",
        "{ ?tenure org:member ?about ; org:organization ?other } "
        "UNION { ?about org:memberOf|org:postIn|org:subOrganizationOf ?other }",
    ),
    "holder": Tie(
        "a person who held an office, acted in it or was named for it, at any time",
        ("post",),
        "person",
        "?tenure gba:post ?about ; org:member ?other",
    ),
}


def find_others(graph: Graph, tie: Tie, id: str) -> list[str]:
    """Gives the ids of the things that a thing is linked to."""
    rows = graph.ask(f"SELECT DISTINCT ?other WHERE {{ {tie.pattern} }} ORDER BY ?other", about=to_iri(id))
    return [shorten(other) for (other,) in rows]


def find_linked(graph: Graph, tie: Tie, other: str) -> list[str]:
    """Gives the ids of the things that are linked to a thing."""
    rows = graph.ask(f"SELECT DISTINCT ?about WHERE {{ {tie.pattern} }} ORDER BY ?about", other=to_iri(other))
    return [shorten(about) for (about,) in rows]
