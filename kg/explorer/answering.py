"""Turns a question in SPARQL into what a response holds, and a lookup into what it finds, in a process that answers one
after the other.

The process can be ended at any time, which Oxigraph itself cannot: see `kg.explorer.workers`.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg.errors import KgError, QueryError, StoreError
from kg.explorer.offers import ROWS, TRIPLES, Offer, explain_refusal
from kg.explorer.statuses import find_status
from kg.exports.answers import write_rows, write_triples, write_truth
from kg.graph.answers import Table, answer_question, check_question
from kg.graph.graph import Graph
from kg.graph.shape import Form, take_apart
from kg.graph.tokens import cut_question
from kg.graph.worker import limit_memory

if sys.platform != "win32":
    import resource

PLAIN: Final = "text/plain; charset=utf-8"
READY: Final = "ready"
BROKEN: Final = "something is wrong here, not with what was asked"
_MOST_BYTES: Final = 64 * 1024**2
# A process that has grown by so many bytes ends when it has answered: it would never give the memory back.
_MOST_GROWN: Final = 512 * 1024**2
_DATASET: Final = (
    "FROM is not allowed: a question is answered from this graph only, all of which is in the default graph; leave "
    "FROM out"
)
# Answers a question with so many rows at most.
Ask = Callable[[str, int], Table]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the form that rows and that triples are accepted in (None if in none), how many of them at most, and
    the version of the store that is the newest."""

    sparql: str
    rows: Offer | None
    triples: Offer | None
    limit: int
    version: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a response holds; `is_last` says that the process that gives it ends, `fault` what of ours broke."""

    status: int
    media_type: str
    content: bytes
    is_last: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is to be found in the graph, by a function that pickle knows by its name, and the version of the store that
    is the newest."""

    find: Callable[[Graph], object]
    version: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a lookup found, or why it found nothing; `is_last` and `fault` as in a Reply."""

    value: object = None
    error: KgError | None = None
    is_last: bool = False
    fault: str = ""


def answer(asked: Asked, ask: Ask) -> Reply:
    """Gives the reply to a question that `ask`, given the question and the most rows, answers."""
    try:
        return _answer(asked, ask)
    except KgError as error:
        return refuse(find_status(error), str(error))


def refuse(status: int, why: str) -> Reply:
    """Gives the reply that says why there is no answer."""
    return Reply(status, PLAIN, f"{why}\n".encode())


def look_up(lookup: Lookup, graph: Graph) -> Found:
    """Gives what a lookup finds."""
    try:
        return Found(lookup.find(graph))
    except KgError as error:
        return Found(error=error)


def work() -> None:
    """Answers the questions and lookups that come on standard input, on standard output, each pickled; first comes the
    path of the store. It ends with the one that asks."""
    limit_memory()
    with suppress(AttributeError, OSError):  # what else runs here goes first; Windows has no such thing
        os.nice(5)
    requests: queue.SimpleQueue[Path | Asked | Lookup] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    path = requests.get()
    assert isinstance(path, Path)
    reader = _Reader(path)
    most = _measure_memory() + _MOST_GROWN
    _send(READY)
    while True:
        asked = requests.get()
        assert not isinstance(asked, Path)
        try:
            reply = reader.answer(asked)
        except MemoryError:
            os.abort()
        except Exception:  # noqa: BLE001
            fault = traceback.format_exc()
            reply = Found(fault=fault) if isinstance(asked, Lookup) else replace(refuse(500, BROKEN), fault=fault)
        if _measure_memory() > most:
            reply = replace(reply, is_last=True)
        _send(reply)


class _Reader:
    """The store at a path, opened anew where there is another version of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version = ""
        self._graph: Graph | None = None
        with suppress(StoreError):
            self._graph = Graph.open(path)

    def answer(self, asked: Asked | Lookup) -> Reply | Found:
        """Gives the reply to a question, or what a lookup finds."""
        try:
            graph = self._prepare(asked.version)
        except StoreError as error:
            return Found(error=error) if isinstance(asked, Lookup) else refuse(find_status(error), str(error))
        if isinstance(asked, Lookup):
            return look_up(asked, graph)
        return answer(asked, lambda sparql, limit: answer_question(graph.store, sparql, {}, limit=limit))

    def _prepare(self, version: str) -> Graph:
        """Gives the graph. A store that is gone or damaged does not take the place of what is open."""
        if self._graph is None:
            self._graph = Graph.open(self._path)
        elif version != self._version:
            self._version = version
            with suppress(StoreError):
                self._graph = Graph.open(self._path)
        return self._graph


def _receive(requests: queue.SimpleQueue[Path | Asked | Lookup]) -> None:
    while True:
        try:
            requests.put(pickle.load(sys.stdin.buffer))
        except EOFError:
            os._exit(0)
        except Exception:  # noqa: BLE001
            traceback.print_exc()
            os._exit(1)


def _send(reply: object) -> None:
    sys.stdout.buffer.write(pickle.dumps(reply))
    sys.stdout.buffer.flush()


def _measure_memory() -> int:
    """Gives how many bytes this process had at most; nothing where the system does not tell."""
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _answer(asked: Asked, ask: Ask) -> Reply:
    form = take_apart(asked.sparql).form
    is_rows = form in (Form.SELECT, Form.ASK)
    offer = asked.rows if is_rows else asked.triples
    has_dataset = any(token.kind == "word" and token.text.upper() == "FROM" for token in cut_question(asked.sparql))
    if offer is None or has_dataset:
        check_question(asked.sparql, {})
    if has_dataset:
        raise QueryError(_DATASET)
    if offer is None:
        return refuse(406, explain_refusal(ROWS if is_rows else TRIPLES))
    table = ask(asked.sparql, asked.limit)
    if table.is_cut:
        return refuse(503, _explain_cut(asked.limit, "rows" if is_rows else "triples"))
    if form is Form.ASK:
        content = write_truth(table.list_values() == [("true",)], offer.form)
    else:
        content = (write_rows if is_rows else write_triples)(table, offer.form)
    if len(content) > _MOST_BYTES:
        return refuse(
            503, f"the answer has more than {_MOST_BYTES} bytes, the most that is given; ask for less at once"
        )
    return Reply(200, offer.media_type, content)


def _explain_cut(limit: int, what: str) -> str:
    return (
        f"the answer has more than {limit} {what}, the most that are given at once; ask for them page by page, with "
        f"ORDER BY, LIMIT {limit} and OFFSET 0, {limit}, {2 * limit} and so on, or ask for less"
    )
