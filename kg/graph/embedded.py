"""Answers from a store of Oxigraph in this process, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.answers import Table, Triples, Values, answer_question, list_answers, list_triples
from kg.graph.bindings import Bound
from kg.graph.terms import PREFIXES


class EmbeddedStore:
    """A store of Oxigraph; on disk it is open for reading only."""

    __slots__ = ("_store",)

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def answer(self, sparql: str, values: Mapping[str, Bound]) -> Table:
        """Answers a question."""
        return answer_question(self._store, sparql, values)

    def list_answers(self, sparql: str, values: Mapping[str, Bound]) -> list[Values]:
        """Answers a question with rows of plain text."""
        return list_answers(self._store, sparql, values)

    def list_triples(self, sparql: str, values: Mapping[str, Bound]) -> Triples:
        """Answers a question with the triples that it makes."""
        return list_triples(self._store, sparql, values)

    def find_nodes(self, sparql: str) -> Iterator[str]:
        """Gives the IRIs that a question of one column finds, one by one."""
        found = self._store.query(sparql, prefixes=PREFIXES)
        assert isinstance(found, ox.QuerySolutions), sparql
        yield from (node.value for (node,) in found if isinstance(node, ox.NamedNode))

    def has(self, quad: ox.Quad) -> bool:
        """Says whether a triple of the default graph is there."""
        return quad in self._store

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads to a store in memory; StoreError if it is open for reading only."""
        try:
            self._store.bulk_extend(quads)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the graph cannot be written: {error}") from error

    def quads(self) -> Iterable[ox.Quad]:
        """Gives all quads, in the store's own order."""
        return self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())

    def dump(self) -> bytes:
        """Gives all triples as N-Triples."""
        return self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""

    def write_to(self, file: IO[bytes]) -> None:
        """Writes all triples into a file as N-Triples, never all of them in memory."""
        self._store.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())

    def open_oxigraph(self) -> ox.Store:
        """Gives the store itself."""
        return self._store

    def count(self) -> int:
        """Says how many quads there are."""
        return len(self._store)
