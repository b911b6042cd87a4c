"""Gives the values of a graph's nodes one by one, each of them once, so that in the end what nobody took is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox

from kg.graph.graph import Graph
from kg.graph.terms import shorten_iri

Node = ox.NamedNode | ox.BlankNode
Value = ox.NamedNode | ox.BlankNode | ox.Literal


class Pool:
    """The triples of a graph by their subject, an id such as `person/x`, and their property, such as `org:holds`."""

    __slots__ = ("_left",)

    def __init__(self, graph: Graph) -> None:
        found: dict[str, dict[str, list[Value]]] = {}
        for quad in graph.quads():
            assert not isinstance(quad.subject, ox.Triple)
            assert not isinstance(quad.object, ox.Triple)
            values = found.setdefault(write_id(quad.subject), {})
            values.setdefault(write_id(quad.predicate), []).append(quad.object)
        self._left = {
            subject: {name: sorted(values, key=str) for name, values in sorted(found[subject].items())}
            for subject in sorted(found)
        }

    def __iter__(self) -> Iterator[tuple[str, str, Value]]:
        """Gives what is left, in one order."""
        return (
            (subject, name, value)
            for subject, values in self._left.items()
            for name, found in values.items()
            for value in found
        )

    def list_subjects(self) -> Iterable[str]:
        """Gives the ids of all nodes that had values."""
        return self._left

    def list_values(self, subject: str, name: str) -> list[Value]:
        """Gives the values that a property still has."""
        return self._left.get(subject, {}).get(name, [])

    def take(self, subject: str, name: str, accept: Callable[[Value], bool]) -> Value | None:
        """Takes the first value that is accepted out of the pool."""
        values = self.list_values(subject, name)
        for place, value in enumerate(values):
            if accept(value):
                return values.pop(place)
        return None

    def drop(self, subject: str, name: str, value: Value) -> None:
        """Takes one value out of the pool, if it is there."""
        self.take(subject, name, lambda other: other == value)


@lru_cache(maxsize=100_000)
def write_id(node: Node) -> str:
    """Writes a node as the lookups print it: `person/x`, `org:holds`; one of elsewhere in full."""
    return shorten_iri(node.value).removeprefix("id:") if isinstance(node, ox.NamedNode) else str(node)
