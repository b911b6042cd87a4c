"""Has a server keep triples of ours: all of them, or what has changed, in batches that it can take in at once.

What was broken off can be sent again: the same sent twice is there once. While all of a graph is being written it says
so in a triple of its own (`writing`), so that who reads it is told, and never takes a half for the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.endpoint import Endpoint
from kg.graph.remote import WRITING, RemoteStore
from kg.graph.terms import sort_quads
from kg.wording import say_count

_BATCH = 20_000  # triples that one request puts
_CHANGE = 500  # triples that one change names: Virtuoso compiles it like a question
_NEVER = ox.Quad(WRITING.subject, WRITING.predicate, ox.Literal("never"))
_Item = TypeVar("_Item")


def refuse_filled(endpoint: Endpoint) -> None:
    """StoreError where our graph on a server holds anything, whoever wrote it: it says how much."""
    if count := RemoteStore(endpoint).count_kept():
        where = f"the graph {endpoint.graph}" if endpoint.graph else "the default graph"
        raise StoreError(
            f"{endpoint}: {where} holds {say_count(count, 'triple')} already, which a build drops; "
            "write over it with `kg build --replace`, or keep yours in another one (KG_STORE_GRAPH)"
        )


def check_writable(endpoint: Endpoint) -> None:
    """StoreError where the server does not let us change our graph; nothing is changed."""
    _change(endpoint, _write_data(endpoint, "DELETE", [_NEVER]))


def replace_all(endpoint: Endpoint, quads: Iterable[ox.Quad]) -> int:
    """Has these triples, each given once, take the place of our graph and of nothing else; gives how many they are.

    Where one request holds them all, nobody sees anything in between. StoreError where the server does not have as many
    in the end.
    """
    batches = _cut_batches(quads, _BATCH if endpoint.has_data else _CHANGE)
    first, second = next(batches, []), next(batches, None)
    rest = chain([second], batches) if second else batches
    _start(endpoint, [*first, WRITING] if second else first)
    sent = len(first)
    for batch in rest:
        if endpoint.has_data:
            endpoint.post(_write_triples(batch))
        else:
            _change(endpoint, _write_data(endpoint, "INSERT", batch))
        sent += len(batch)
    kept = RemoteStore(endpoint).count_kept() - bool(second)
    if kept != sent:
        raise StoreError(
            f"{endpoint}: {say_count(sent, 'triple')} were sent, and the server has {kept}; is another build writing "
            "there? Build again with --replace"
        )
    _change(endpoint, _write_data(endpoint, "DELETE", [WRITING]))
    return sent


def _start(endpoint: Endpoint, quads: list[ox.Quad]) -> None:
    """Has these triples take the place of our graph."""
    if endpoint.has_data:
        endpoint.put(_write_triples(quads))
        return
    clear = f"CLEAR SILENT {f'GRAPH <{endpoint.graph}>' if endpoint.graph else 'DEFAULT'}"
    _change(endpoint, f"{clear} ;\n{_write_data(endpoint, 'INSERT', quads)}")


def apply_change(endpoint: Endpoint, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
    """Removes triples from our graph, then adds others: a small change, such as of one release, in one request.

    A longer one is sent in several, in one order; broken off, it is to be sent again as a whole.
    """
    steps = [*(("DELETE", quad) for quad in sort_quads(removed)), *(("INSERT", quad) for quad in sort_quads(added))]
    for batch in _cut_batches(steps, _CHANGE):
        parts = {verb: [quad for which, quad in batch if which == verb] for verb in ("DELETE", "INSERT")}
        _change(endpoint, " ;\n".join(_write_data(endpoint, verb, quads) for verb, quads in parts.items() if quads))


def _change(endpoint: Endpoint, change: str) -> None:
    endpoint.update(change, is_repeatable=True)


def _cut_batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _write_data(endpoint: Endpoint, verb: str, quads: Iterable[ox.Quad]) -> str:
    triples = "\n".join(map(_write_triple, quads))
    return f"{verb} DATA {{ {f'GRAPH <{endpoint.graph}> {{ {triples} }}' if endpoint.graph else triples} }}"


def _write_triples(quads: Iterable[ox.Quad]) -> bytes:
    return "".join(f"{_write_triple(quad)}\n" for quad in quads).encode()


def _write_triple(quad: ox.Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object} ."
