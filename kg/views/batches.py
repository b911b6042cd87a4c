"""Turns one question about many things into questions about some of them at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.graph import Graph, Iri, Table
from kg.views.thing import to_iri

# A question that lists many things costs little more than one about a single thing; a longer one has to be planned.
_BATCH = 200


def select_in_batches(graph: Graph, question: str, ids: Iterable[str]) -> Iterator[Table]:
    """Asks about some ids at a time, each once; they take the place of `$wanted`, in a list of VALUES."""
    for wanted in _cut(ids):
        yield graph.select(question, wanted=wanted)


def ask_in_batches(graph: Graph, question: str, ids: Iterable[str]) -> Iterator[tuple[str | None, ...]]:
    """Asks likewise; gives rows of plain text."""
    for wanted in _cut(ids):
        yield from graph.ask(question, wanted=wanted)


def _cut(ids: Iterable[str]) -> Iterator[tuple[Iri, ...]]:
    wanted = list(dict.fromkeys(ids))
    for begin in range(0, len(wanted), _BATCH):
        yield tuple(map(to_iri, wanted[begin : begin + _BATCH]))
