"""Answers from a server of SPARQL 1.1 as the store on disk would.

Only SELECT and ASK are sent: what CONSTRUCT makes and what DESCRIBE tells is put together here, from rows that are
known to be all. Where a server gives no more than so many rows, the rest is asked for page by page.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO, Final

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.graph.address import read_address
from kg.graph.answers import TRIPLE, Cell, Table, Triples, Values, check_question
from kg.graph.bindings import Bound
from kg.graph.comparing import guard_dates
from kg.graph.endpoint import PATIENCE, Endpoint
from kg.graph.results import Row, can_order, list_names, make_term, make_triples, order_rows, read_answer
from kg.graph.servers import ROWS_SETTING
from kg.graph.shape import Form, Shape, take_apart
from kg.graph.spelling import expand_ids
from kg.graph.terms import make_name

# Stands in a graph as long as all of it is being written.
WRITING: Final = ox.Quad(
    make_name("id:graph"), make_name("gba:writing"), ox.Literal("true", datatype=make_name("xsd:boolean"))
)
_ALL = "SELECT ?subject ?predicate ?object WHERE { ?subject ?predicate ?object }"
_COUNT_ALL = "SELECT (COUNT(*) AS ?count) WHERE { ?subject ?predicate ?object }"
_DESCRIBED = 500  # things in one question


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How much of an answer is wanted, and until when."""

    limit: int | None
    end: float | None

    def measure_rest(self) -> float | None:
        """Gives how many seconds are left."""
        return None if self.end is None else max(0.001, self.end - time.monotonic())


class RemoteStore:
    """A store that a server keeps."""

    __slots__ = ("_endpoint", "_is_whole")

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._is_whole = False

    @property
    def endpoint(self) -> Endpoint:
        """Gives the server."""
        return self._endpoint

    def answer(
        self, sparql: str, values: Mapping[str, Bound], *, timeout: float | None = None, limit: int | None = None
    ) -> Table:
        """Answers a question with at most `limit` rows, in at most `timeout` seconds."""
        asked = check_question(sparql, values)
        self._refuse_half()
        sparql = expand_ids(asked.sparql)
        if self._endpoint.server.mixes_dates:
            sparql = guard_dates(sparql)
        shape = take_apart(sparql)
        wanted = _Wanted(limit, None if timeout is None else time.monotonic() + timeout)
        if shape.form is Form.ASK:
            is_true = self._endpoint.ask(sparql, timeout=timeout)
            return Table(("answer",), ((Cell("literal", "true" if is_true else "false"),),))
        if shape.form is Form.CONSTRUCT:
            return _cut(TRIPLE, self._construct(shape, wanted), limit)
        if shape.form is Form.DESCRIBE:
            return _cut(TRIPLE, self._describe(shape, wanted), limit)
        return _cut(asked.columns, self._select(shape, asked.columns, wanted), limit)

    def list_answers(self, sparql: str, values: Mapping[str, Bound]) -> list[Values]:
        """Answers a question with rows of plain text."""
        return self.answer(sparql, values).list_values()

    def list_triples(self, sparql: str, values: Mapping[str, Bound]) -> Triples:
        """Answers a question with the triples that it makes."""
        rows = self.answer(sparql, values).rows
        return [ox.Quad(*(make_term(cell) for cell in row if cell)) for row in rows]  # type: ignore[arg-type]

    def find_nodes(self, sparql: str) -> Iterator[str]:
        """Gives the IRIs that a question of one column finds."""
        yield from (cell.value for (cell,) in self.answer(sparql, {}).rows if cell and cell.kind == "iri")

    def has(self, quad: ox.Quad) -> bool:
        """Says whether a triple of our graph is there."""
        self._refuse_half()
        return self._endpoint.ask(f"ASK {{ {' '.join(map(str, quad.triple))} }}")

    def add(self, _: Iterable[ox.Quad]) -> None:
        """StoreError: what a server keeps is read here, and written by `kg build`."""
        raise StoreError(f"{self._endpoint}: the graph cannot be written: it is open for reading only")

    def quads(self) -> Iterable[ox.Quad]:
        """Gives all quads; StoreError where they are not as many as the server says there are."""
        self._refuse_half()
        is_given_whole = self._endpoint.has_data and not self._endpoint.server.cuts_answers
        try:
            content = self._endpoint.get() if is_given_whole else self._fetch_rows()
            quads = list(ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as error:
            raise self._endpoint.fail(error) from error
        if len(quads) != self.count():
            raise StoreError(f"{self._endpoint}: the server gave only a part of the graph, or it changed meanwhile")
        return quads

    def dump(self) -> bytes:
        """Gives all triples as N-Triples."""
        return ox.serialize((quad.triple for quad in self.quads()), format=ox.RdfFormat.N_TRIPLES) or b""

    def write_to(self, file: IO[bytes]) -> None:
        """Writes all triples into a file as N-Triples."""
        file.write(self.dump())

    def open_oxigraph(self) -> ox.Store:
        """Gives all of it as it is now, in memory."""
        store = ox.Store()
        store.bulk_extend(self.quads())
        return store

    def count(self) -> int:
        """Says how many triples our graph has."""
        self._refuse_half()
        return self.count_kept()

    def count_kept(self) -> int:
        """Says how many triples there are, also where not all have been written yet."""
        ((count,),), _ = self._fetch(_COUNT_ALL, ("count",), _Wanted(None, None))
        return int(count.value if count else 0)

    def _refuse_half(self) -> None:
        if not self._is_whole and self._endpoint.ask(f"ASK {{ {WRITING.subject} {WRITING.predicate} ?is }}"):
            raise StoreError(
                f"{self._endpoint}: the graph is being written, or a build of it was broken off; wait, or build "
                "it anew with `kg build --replace`"
            )
        self._is_whole = True

    def _fetch_rows(self) -> bytes:
        lines = ("".join(f"{make_term(cell)} " for cell in row if cell) for row in self.answer(_ALL, {}).rows)
        return "".join(f"{line}.\n" for line in lines).encode()

    def _select(self, shape: Shape, columns: tuple[str, ...], wanted: _Wanted) -> list[Row]:
        """Gives the rows of an answer, one more than wanted at most where the server may count them.

        Which are the first of all is seen here where the server has an order of its own.
        """
        if not self._endpoint.server.orders_alike and (known := shape.show_order(columns)):
            return self._select_hidden(shape, *known, columns, wanted)
        window = None if self._endpoint.server.orders_alike else shape.read_window()
        if window and can_order(columns, shape):
            return self._select(replace(shape, bounds=""), columns, _Wanted(None, wanted.end))[window]
        question = shape.prologue + shape.body
        counts_alike = self._endpoint.server.orders_alike or not can_order(columns, shape)
        if (
            wanted.limit is not None
            and not shape.bounds.strip()
            and counts_alike
            and not self._endpoint.server.cuts_answers
        ):
            question += f"\nLIMIT {wanted.limit + 1}"
        rows, most = self._fetch(question, columns, wanted)
        if most is not None and len(rows) >= most:
            rows = self._turn_pages(shape, columns, wanted, rows)
        return rows if self._endpoint.server.orders_alike else self._order(rows, columns, shape)

    def _select_hidden(
        self, shape: Shape, shown: Shape, hidden: tuple[str, ...], columns: tuple[str, ...], wanted: _Wanted
    ) -> list[Row]:
        """Gives the rows in an order that goes by what they do not show: that is asked for as well, and left out."""
        window = shape.read_window()
        if window:
            shown = replace(shown, bounds="")
        found = self._select(shown, (*columns, *hidden), _Wanted(None, wanted.end))
        rows = [row[: len(columns)] for row in found]
        if shape.is_distinct:
            rows = list(dict.fromkeys(rows))
        return rows[window] if window else rows

    def _turn_pages(self, shape: Shape, columns: tuple[str, ...], wanted: _Wanted, first: list[Row]) -> list[Row]:
        """Gives all rows of an answer that is longer than its first page.

        As many different rows as the server counts are all of them. Where that does not hold, the pages are turned
        again in an order that misses and doubles none, which takes the server far longer.
        """
        inner = shape.body if shape.bounds.strip() else f"{shape.form} {shape.pattern}"
        size = len(first)
        rows = [*first, *self._fetch_pages(shape.prologue, inner, columns, wanted, size, start=size)]
        if wanted.limit is not None and not shape.order and len(set(rows)) > wanted.limit:
            return list(dict.fromkeys(rows))
        question = f"{shape.prologue} SELECT (COUNT(*) AS ?kg__count) WHERE {{ {{ {inner} }} }}"
        ((counted,),), _ = self._fetch(question, ("kg__count",), wanted)
        count = int(counted.value) if counted else 0
        if len(set(rows)) == len(rows) == count:
            return rows
        names = " ".join(f"?{column}" for column in columns)
        ordered = f"SELECT * WHERE {{ {{ {inner} }} }} ORDER BY {names}"
        rows = self._fetch_pages(shape.prologue, ordered, columns, wanted, size)
        if len(rows) == count:
            return rows
        raise QueryError(
            f"{self._endpoint}: the server gave {len(rows)} rows of {count}, or the graph changed meanwhile; ask for "
            f"less at once, or have {ROWS_SETTING} raised"
        )

    def _fetch_pages(
        self, prologue: str, inner: str, columns: tuple[str, ...], wanted: _Wanted, size: int, *, start: int = 0
    ) -> list[Row]:
        rows: list[Row] = []
        while True:
            page = f"{prologue} SELECT * WHERE {{ {{ {inner} }} }} LIMIT {size} OFFSET {start + len(rows)}"
            found, _ = self._fetch(page, columns, wanted)
            rows += found
            if len(found) < size:
                return rows

    def _order(self, rows: list[Row], columns: tuple[str, ...], shape: Shape) -> list[Row]:
        try:
            return order_rows(rows, columns, shape)
        except (ValueError, SyntaxError) as error:
            raise self._endpoint.fail(error) from error

    def _fetch(self, question: str, columns: tuple[str, ...], wanted: _Wanted) -> tuple[list[Row], int | None]:
        reply = self._endpoint.query(question, timeout=wanted.measure_rest())
        try:
            return read_answer(reply.content, columns), reply.most_rows
        except ValueError as error:
            raise self._endpoint.fail(error) from error

    def _construct(self, shape: Shape, wanted: _Wanted) -> list[Row]:
        template = shape.template.strip() or shape.pattern.strip()[len("WHERE") :]
        rows, columns = self._find_all(shape, "*", wanted)
        try:
            return make_triples(rows, columns, template, shape.prologue)
        except (ValueError, SyntaxError) as error:
            raise self._endpoint.fail(error) from error

    def _describe(self, shape: Shape, wanted: _Wanted) -> list[Row]:
        """Gives the triples of the things that are named or found: those that have them as a subject."""
        things = shape.template.split()
        variables = [thing for thing in things if thing[0] in "?$*"]
        nodes = list_names(" ".join(thing for thing in things if thing not in variables), shape.prologue)
        if variables:
            rows, _ = self._find_all(shape, f"DISTINCT {' '.join(variables)}", wanted)
            nodes += [cell.value for row in rows for cell in row if cell and cell.kind == "iri"]
        nodes = list(dict.fromkeys(nodes))
        found: list[Row] = []
        for start in range(0, len(nodes), _DESCRIBED):
            names = " ".join(f"<{node}>" for node in nodes[start : start + _DESCRIBED])
            shown = take_apart(f"{_ALL[:-1]} VALUES ?subject {{ {names} }} }}")
            found += self._select(shown, TRIPLE, wanted)
        return found

    def _find_all(self, shape: Shape, shown: str, wanted: _Wanted) -> tuple[list[Row], tuple[str, ...]]:
        question = f"{shape.prologue} SELECT {shown} {shape.pattern}{shape.order}{shape.bounds}"
        columns = check_question(question, {}).columns
        return self._select(take_apart(question), columns, _Wanted(None, wanted.end)), columns


def open_remote(store: str) -> RemoteStore:
    """Opens the store of a server at an address, which is not asked before there is a question."""
    return RemoteStore(Endpoint(read_address(store), patience=PATIENCE))


def _cut(columns: tuple[str, ...], rows: list[Row], limit: int | None) -> Table:
    return Table(columns, tuple(rows[:limit]), is_cut=limit is not None and len(rows) > limit)
