"""Turns quads into a graph that answers SPARQL questions; everything lives in its default graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from kg.errors import QueryError, StoreError, UsageError
from kg.graph.bindings import Iri, Text, Value, bind_values, has_word
from kg.graph.store import is_store, open_store, write_store
from kg.graph.terms import PREFIXES

__all__ = ["Cell", "Graph", "Iri", "Table", "Text", "is_store", "write_store"]

# Example: error at 2:17: expected OPTIONAL
_SYNTAX_ERROR = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<what>.*)", re.DOTALL)
_NAMED_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of an answer: kind is `iri`, `literal` or `blank`; a literal may have a language or a datatype."""

    kind: str
    value: str
    lang: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: the names of its columns, and its rows; None where a row leaves a column open."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]

    def list_values(self) -> list[tuple[str | None, ...]]:
        """Gives the rows as plain text."""
        return [tuple(cell.value if cell else None for cell in row) for row in self.rows]


class Graph:
    """A graph of facts over an Oxigraph store, in memory or on disk (then for reading only)."""

    __slots__ = ("_store",)

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def in_memory(cls) -> Graph:
        """Makes an empty graph."""
        return cls(ox.Store())

    @classmethod
    def open(cls, path: Path) -> Graph:
        """Opens a store on disk for reading; StoreError if there is none."""
        return cls(open_store(path))

    @classmethod
    def load(cls, path: Path) -> Graph:
        """Reads a Turtle, N-Triples, N-Quads, TriG or JSON-LD file into memory; the names of its graphs are dropped."""
        graph = cls.in_memory()
        graph.load_file(path)
        return graph

    def load_file(self, path: Path) -> None:
        """Adds the triples of a file, such as the ontology; UsageError if it is missing or broken."""
        try:
            self.add(ox.Quad(*quad.triple) for quad in ox.parse(path=str(path)))
        except SyntaxError as error:
            raise UsageError(f"{path}: line {error.lineno}: {error.msg}") from error
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: cannot be read as RDF ({error})") from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads to a graph in memory; StoreError if the graph is open for reading only."""
        try:
            self._store.bulk_extend(quads)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the graph cannot be written: {error}") from error

    def ask(self, sparql: str, **bindings: Value) -> list[tuple[str | None, ...]]:
        """Answers a SELECT question with rows of plain text; an ASK question with one row, `true` or `false`."""
        return self.select(sparql, **bindings).list_values()

    def select(self, sparql: str, **bindings: Value) -> Table:
        """Answers a question with the kind of each value kept; QueryError names the line that is wrong."""
        if has_word(sparql, "SERVICE"):
            raise QueryError("SERVICE is not allowed: a question is answered from this graph only")
        question = bind_values(sparql, bindings)
        try:
            result = self._store.query(question, prefixes=PREFIXES)
            return _read_result(result)
        except SyntaxError as error:
            _blame_line(question, str(error))
        except (ValueError, RuntimeError) as error:
            raise QueryError(f"the question cannot be answered: {error}") from error
        except OSError as error:
            raise StoreError(f"the store cannot be read: {error}") from error

    def find_nodes(self, sparql: str) -> Iterator[str]:
        """Gives the IRIs that a question of one column finds, one by one: a long answer is never in memory whole."""
        found = self._store.query(sparql, prefixes=PREFIXES)
        assert isinstance(found, ox.QuerySolutions), sparql
        yield from (node.value for (node,) in found if isinstance(node, ox.NamedNode))

    def has(self, subject: str, predicate: str, object: str) -> bool:
        """Says whether a triple of three full IRIs stands in the graph."""
        names = (ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(object))
        return ox.Quad(*names) in self._store

    def quads(self) -> Iterable[ox.Quad]:
        """Gives all quads, in the store's own order."""
        return self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())

    def rdflib(self) -> rdflib.Graph:
        """Gives the same store through rdflib. Pass it query text: it is slow with prepared queries."""
        graph = rdflib.Graph(store=OxigraphStore(store=self._store), identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        return graph

    def triples_sorted_ntriples(self) -> bytes:
        """Gives all triples as sorted N-Triples: equal bytes mean equal graphs."""
        lines = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
        return b"".join(sorted(lines.splitlines(keepends=True)))

    def __len__(self) -> int:
        return len(self._store)


def _read_result(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Table:
    if isinstance(result, ox.QueryBoolean):
        return Table(("answer",), ((Cell("literal", "true" if result else "false"),),))
    if isinstance(result, ox.QueryTriples):
        rows = tuple(tuple(_read_cell(term) for term in triple) for triple in result)
        return Table(("subject", "predicate", "object"), rows)
    columns = tuple(variable.value for variable in result.variables)
    return Table(columns, tuple(tuple(_read_cell(term) for term in solution) for solution in result))


def _read_cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Cell | None:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        is_plain = term.language is not None or datatype == _NAMED_STRING
        return Cell("literal", term.value, _restore_case(term.language), None if is_plain else datatype)
    if isinstance(term, ox.Triple):
        return Cell("literal", str(term))
    return Cell("iri" if isinstance(term, ox.NamedNode) else "blank", term.value)


def _restore_case(lang: str | None) -> str | None:
    """Writes a language tag as people do: the store keeps `zh-hant`, we say `zh-Hant`."""
    if lang is None:
        return None
    first, *rest = lang.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part for part in rest)])


def _blame_line(question: str, message: str) -> NoReturn:
    match = _SYNTAX_ERROR.search(message)
    if match is None:
        raise QueryError(f"the question is not SPARQL: {message}")
    lines = question.splitlines() or [""]
    line = lines[min(int(match["line"]), len(lines)) - 1].strip()
    raise QueryError(f"line {match['line']}, column {match['column']}: {match['what']} in: {line}")
