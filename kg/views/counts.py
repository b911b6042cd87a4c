"""Counts what a scene tells of one thing, as the page's card does: each meeting, event or agreement once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.views.scene import Edge, Scene

# In the order in which they are said; `met` are the people whom a person met.
COUNTED = (
    "met",
    "person",
    "meeting",
    "event",
    "agreement",
    "initiative",
    "plan",
    "body",
    "mechanism",
    "post",
    "place",
)
_STAYS = frozenset({"org:holds", "org:postIn", "org:memberOf", "org:subOrganizationOf"})
_PARTS = frozenset({"gba:participatedIn", "gba:chaired"})
_OF_WHOM = ("person", "body", "mechanism", "post", "place")
_WHOLE = ("event", "agreement")


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a scene tells of one thing, by the keys of COUNTED, and in which of its sentences."""

    counts: Mapping[str, int]
    sentences: frozenset[int]


class Teller:
    """The statements of a scene by the thing of which they tell and by the occasion to which they belong."""

    def __init__(self, scene: Scene) -> None:
        self._planned = scene.selection.planned
        self._nodes = {node.thing.id: node for node in scene.nodes}
        self._around: defaultdict[str, list[Edge]] = defaultdict(list)
        self._told: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in scene.edges:
            for id in dict.fromkeys((edge.start, edge.end)):
                self._around[id].append(edge)
            for occasion in dict.fromkeys(edge.occasions):
                if occasion in self._nodes:
                    self._told[occasion].append(edge)

    def count(self, id: str) -> Tally:
        """Counts what is told of a thing."""
        edges = self._list_edges(id)
        kind = _find_kind(id)
        entries: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in edges:
            for key in self._list_keys(edge):
                entries[key].append(edge)
        counts: Counter[str] = (
            Counter(met=len(self._list_met(id))) if kind == "person" else self._count_named(id, edges)
        )
        if kind not in _WHOLE or id not in self._told:
            counts.update(self._find_sort(key, told) for key, told in entries.items())
        told = edges if self._is_coming(id) else [edge for edge in edges if edge.is_done]
        return Tally(
            {key: counts[key] for key in COUNTED if counts[key]}, frozenset(at for edge in told for at in edge.evidence)
        )

    def _list_edges(self, id: str) -> list[Edge]:
        posts = [edge.start for edge in self._around[id] if edge.predicate == "org:postIn" and edge.end == id]
        found = [*self._around[id], *self._told.get(id, ()), *(edge for post in posts for edge in self._around[post])]
        is_coming = self._is_coming(id)
        return [
            edge
            for edge in dict.fromkeys(found)
            if edge.is_done or self._planned or (is_coming and id in (edge.start, edge.end))
        ]

    def _is_coming(self, id: str) -> bool:
        return not self._nodes[id].is_done or not any(edge.is_done for edge in self._around[id])

    def _list_keys(self, edge: Edge) -> Iterator[str]:
        if edge.predicate in _STAYS:
            return
        is_told_apart = not edge.holdings and len(set(edge.told_on)) > 1
        for occasion, days in zip(edge.occasions, edge.told_on, strict=True):
            yield (
                occasion
                if occasion in self._nodes
                else " ".join((edge.predicate, *(days if is_told_apart else edge.days)))
            )

    def _find_sort(self, key: str, told: list[Edge]) -> str:
        kind = _find_kind(key) if key in self._nodes else ""
        if not any(edge.is_done for edge in told):
            return "plan"
        if kind in ("agreement", "initiative"):
            return kind
        is_met = any(edge.predicate == "gba:metWith" and edge.is_done for edge in told)
        return "meeting" if is_met or self._is_meeting(key) else "event"

    def _is_meeting(self, id: str | None) -> bool:
        return id in self._nodes and self._nodes[id].sort == "meeting"

    def _list_met(self, id: str) -> set[str]:
        met: set[str] = set()
        for edge in self._around[id]:
            if edge.is_done and edge.predicate == "gba:metWith":
                met |= {edge.start, edge.end}
            if edge.is_done and edge.predicate in _PARTS:
                met |= {
                    other.start
                    for occasion in edge.occasions
                    if occasion and self._is_meeting(occasion)
                    for other in self._told[occasion]
                    if other.is_done and other.predicate in _PARTS
                }
        return {other for other in met - {id} if _find_kind(other) == "person"}

    def _count_named(self, id: str, edges: list[Edge]) -> Counter[str]:
        is_coming = self._is_coming(id)
        named = {end for edge in edges if edge.is_done or is_coming for end in (edge.start, edge.end)} - {id}
        return Counter(kind for kind in map(_find_kind, named) if kind in _OF_WHOM)


def _find_kind(id: str) -> str:
    return id.partition("/")[0]
