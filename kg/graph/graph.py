"""Turns quads into a graph that answers SPARQL questions, whoever keeps it; everything lives in its default graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UsageError
from kg.files import AnyPath, check_path
from kg.graph.address import is_address
from kg.graph.answers import Cell, Table, Triples, Values
from kg.graph.bindings import Bound, Iri, Text
from kg.graph.embedded import EmbeddedStore
from kg.graph.index_reader import IndexReader
from kg.graph.opening import open_server
from kg.graph.results import make_term
from kg.graph.settling import read_lines
from kg.graph.store import open_store_with_words, write_store

if TYPE_CHECKING:
    from kg.graph.remote import RemoteStore

__all__ = ["Cell", "Graph", "Iri", "Table", "Text", "write_store"]


class Graph:
    """A graph of facts: in memory, or for reading only on disk or on a server. It answers alike wherever it is kept."""

    __slots__ = ("_names", "_store")

    def __init__(self, store: ox.Store | RemoteStore, names: IndexReader | None = None) -> None:
        self._store = EmbeddedStore(store) if isinstance(store, ox.Store) else store
        self._names = names

    @property
    def store(self) -> ox.Store:
        """The store itself, for what speaks to Oxigraph; of a graph that a server keeps, all of it as it is now."""
        return self._store.open_oxigraph()

    @property
    def names(self) -> IndexReader | None:
        """The index of its names, if it has one: of a graph in memory all names must be looked through."""
        return self._names

    @classmethod
    def in_memory(cls) -> Graph:
        """Makes an empty graph."""
        return cls(ox.Store())

    @classmethod
    def open(cls, path: AnyPath) -> Graph:
        """Opens a store on disk, or that of a server at an address, for reading.

        StoreError if there is none, UsageError if the path is empty.
        """
        return cls(open_server(path)) if is_address(path) else cls(*open_store_with_words(check_path(path)))

    @classmethod
    def load(cls, path: AnyPath) -> Graph:
        """Reads a Turtle, N-Triples, N-Quads, TriG or JSON-LD file into memory; the names of its graphs are dropped."""
        graph = cls.in_memory()
        graph.load_file(path)
        return graph

    @classmethod
    def load_into(cls, folder: Path, path: AnyPath) -> Graph:
        """Reads such a file into a database in an empty folder, so that memory need not hold it."""
        graph = cls(ox.Store(folder))
        graph.load_file(path)
        return graph

    @classmethod
    def collect(cls, tables: Iterable[Table]) -> Graph:
        """Makes a graph in memory of the triples that some answers hold, rows of three."""
        graph = cls.in_memory()
        rows = (row for table in tables for row in table.rows)
        graph.add(ox.Quad(*(make_term(cell) for cell in row if cell)) for row in rows)  # type: ignore[arg-type]
        return graph

    def load_file(self, path: AnyPath) -> None:
        """Adds the triples of a file, such as the ontology; UsageError if it is missing or broken."""
        try:
            self.add(ox.Quad(*quad.triple) for quad in ox.parse(path=str(path)))
        except SyntaxError as error:
            raise UsageError(f"{path}: line {error.lineno}: {error.msg}") from error
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: cannot be read as RDF ({error})") from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads to a graph in memory; StoreError if the graph is open for reading only."""
        self._store.add(quads)

    def add_lines(self, lines: Iterable[bytes]) -> None:
        """Adds N-Triples lines to a graph in memory."""
        self.add(read_lines(lines))

    def ask(self, sparql: str, **bindings: Bound) -> list[Values]:
        """Answers a SELECT question with rows of plain text; an ASK question with one row, `true` or `false`."""
        return self._store.list_answers(sparql, bindings)

    def select(self, sparql: str, **bindings: Bound) -> Table:
        """Answers a question with the kind of each value kept; QueryError names the line that is wrong.

        The usual prefixes are known, and a variable takes the value of a keyword: an Iri, a Text, or plain text.

        >>> question = "SELECT ?name WHERE { ?who skos:prefLabel ?name } ORDER BY ?name LIMIT 1"
        >>> table = kg.open("gba.kg").select(question, who=kg.Iri("id:person/chan-kwok-ki"))
        >>> table.rows
        ((Cell(kind='literal', value='Chan Kwok-ki', lang='en', datatype=None),),)
        """
        return self._store.answer(sparql, bindings)

    def construct(self, sparql: str, **bindings: Bound) -> Triples:
        """Answers a CONSTRUCT or DESCRIBE question with its triples, in any order."""
        return self._store.list_triples(sparql, bindings)

    def find_nodes(self, sparql: str) -> Iterator[str]:
        """Gives the IRIs that a question of one column finds, one by one: a long answer is never in memory whole."""
        return self._store.find_nodes(sparql)

    def has(self, subject: str, predicate: str, object: str) -> bool:
        """Says whether a triple of three full IRIs stands in the graph."""
        names = (ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(object))
        return self._store.has(ox.Quad(*names))

    def quads(self) -> Iterable[ox.Quad]:
        """Gives all quads, in the store's own order."""
        return self._store.quads()

    def triples_sorted_ntriples(self) -> bytes:
        """Gives all triples as sorted N-Triples: equal bytes mean equal graphs."""
        return b"".join(sorted(self._store.dump().splitlines(keepends=True)))

    def write_lines(self, file: IO[bytes]) -> None:
        """Writes all triples into a file as N-Triples, in any order."""
        self._store.write_to(file)

    def __len__(self) -> int:
        return self._store.count()
