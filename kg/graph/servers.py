"""Says how servers of SPARQL 1.1 differ, in one table: where they answer, and what each does with what is asked of it.

Everything of ours lives in the default graph. Virtuoso has none that can be written to: there it lives in a named
graph that each question and each change names. Virtuoso also gives no more rows than its ResultSetMaxRows, and a graph
that it hands out as a whole it cuts there without a word, so that such a graph is asked for row by row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from kg.graph.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Server:
    """A kind of server: `mark` begins what it says of itself in the header Server of an answer.

    Addresses are relative to that of questions; those `_with_user` are for who has a name and a password. `graph` is
    the name of the graph that ours is kept in, where that is not the default one. `cuts_answers` says that it may give
    the first rows of an answer only; `orders_alike`, that ORDER BY means the same as in the store on disk;
    `mixes_dates`, that it compares days with months, years and times.
    """

    name: str
    mark: str
    query: str
    update: str
    update_with_user: str
    data: str
    data_with_user: str
    graph: str = ""
    cuts_answers: bool = False
    orders_alike: bool = False
    mixes_dates: bool = False

    def find_update(self, query: str, *, has_user: bool) -> str:
        """Gives the address that takes changes."""
        return urljoin(query, self.update_with_user if has_user else self.update)

    def find_data(self, query: str, *, has_user: bool) -> str:
        """Gives the address of the graph store protocol; empty where none is known."""
        place = self.data_with_user if has_user else self.data
        return urljoin(query, place) if place else ""


_OXIGRAPH: Final = Server("Oxigraph", "oxigraph", "query", "update", "update", "store", "store", orders_alike=True)
_VIRTUOSO: Final = Server(
    "Virtuoso",
    "virtuoso",
    "sparql",
    "sparql",
    "sparql-auth",
    "sparql-graph-crud",
    "sparql-graph-crud-auth",
    graph=f"{PREFIXES['id']}graph",
    cuts_answers=True,
    mixes_dates=True,
)
# Changes go where questions go, as in GraphDB's or Neptune's simplest setting; no graph store protocol is supposed.
STANDARD: Final = Server("a SPARQL 1.1 server", "", "", "", "", "", "")
# In which header a server says that it gives no more rows than these, and in which that it stopped in the middle.
ROWS_HEADER: Final = "X-SPARQL-MaxRows"
STOPPED_HEADER: Final = "X-SQL-State"
# N-Triples are sent as Turtle that begins so: Virtuoso looks into a file, and takes for plain text one that begins with
# a long literal.
TURTLE_HEAD: Final = b"@prefix gba: <" + PREFIXES["gba"].encode() + b"> .\n"
# Virtuoso calls it a failure of its own (500) that somebody has no right to do what was asked.
NO_RIGHT: Final = "SECURITY:"
ROWS_SETTING: Final = "ResultSetMaxRows in the section [SPARQL] of virtuoso.ini"


def recognise_server(said: str) -> Server:
    """Gives the kind of server that says this of itself; one of its own kind where it is not known."""
    known = (server for server in (_OXIGRAPH, _VIRTUOSO) if said.lower().startswith(server.mark))
    return next(known, STANDARD)


def settle_boolean(value: str) -> str:
    """Writes an xsd:boolean as the store on disk does: Virtuoso keeps `true` as 1."""
    return {"1": "true", "0": "false"}.get(value, value)
