"""Turns a question and a store into a table; whatever the question is, the program that asks goes on.

A question is refused that is nested or long beyond all use, and any other has a thread whose stack is large enough for
its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import KgError, QueryError, StoreError
from kg.graph.bindings import Bound, bind_values
from kg.graph.prepared import prepare_question
from kg.graph.rooms import do_with_room
from kg.graph.spelling import Spelling, spell_question
from kg.graph.terms import PREFIXES
from kg.graph.tokens import cut_question

# The greediest token measured is an item of a list, `(1 1 1)`: 6.2 kB.
_STACK_PER_TOKEN = 10 * 1024
_LEAST_STACK = 1024 * 1024

# Example: error at 2:17: expected OPTIONAL
_SYNTAX_ERROR = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<what>.*)", re.DOTALL)
TRIPLE = ("subject", "predicate", "object")  # the columns of what CONSTRUCT and DESCRIBE give
# How much of a line is shown in front of what is wrong in it, and behind.
_SHOWN = 100
_SERVICE = re.compile("(ser)v(ice)", re.IGNORECASE)
_SERVICE_CALL = re.compile(r"service(?:\s*silent)?", re.IGNORECASE)
# A row as plain text.
Values = tuple[str | None, ...]
Triples = list[ox.Quad]
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
_Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_Read = TypeVar("_Read")
_NAMED_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of an answer: kind is `iri`, `literal` or `blank`; a literal may have a language or a datatype."""

    kind: str
    value: str
    lang: str | None = None
    datatype: str | None = None

    def __reduce__(self) -> tuple[type[Cell], tuple[str | None, ...]]:
        """Gives what pickle needs to make it anew: half the work of taking it to pieces, and a table has many."""
        return Cell, (self.kind, self.value, self.lang, self.datatype)


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: the names of its columns, and its rows; None where a row leaves a column open.

    `is_cut` says that there are more rows than were asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    is_cut: bool = False

    def list_values(self) -> list[Values]:
        """Gives the rows as plain text."""
        return [tuple(cell.value if cell else None for cell in row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its values and as Oxigraph reads it, known to be right; `columns` is empty where it has none."""

    sparql: str
    columns: tuple[str, ...]


def answer_question(store: ox.Store, sparql: str, values: Mapping[str, Bound], *, limit: int | None = None) -> Table:
    """Answers a question from a store, with at most `limit` rows; QueryError says what is wrong with it."""
    return _ask(store, sparql, values, lambda result: _read_result(result, limit))


def list_answers(store: ox.Store, sparql: str, values: Mapping[str, Bound]) -> list[Values]:
    """Answers a question with rows of plain text, as `Table.list_values` gives them, in less time."""
    return _ask(store, sparql, values, _read_values)


def list_triples(store: ox.Store, sparql: str, values: Mapping[str, Bound]) -> Triples:
    """Answers a CONSTRUCT or DESCRIBE question with its triples as the store has them."""
    return _ask(store, sparql, values, _read_triples)


def check_question(sparql: str, values: Mapping[str, Bound]) -> Asked:
    """Sees a question through that another server is to answer; QueryError says what is wrong with it."""
    return Asked(prepare_question(sparql, values).sparql, _ask(ox.Store(), sparql, values, _read_columns))


def _ask(store: ox.Store, sparql: str, values: Mapping[str, Bound], read: Callable[[_Result], _Read]) -> _Read:
    prepared = prepare_question(sparql, values)

    def explain(message: str) -> QueryError:
        return _blame_line(spell_question(bind_values(sparql, values)), message)

    stack = _LEAST_STACK + prepared.size * _STACK_PER_TOKEN
    outcome = do_with_room(lambda: _answer(store, prepared.sparql, read, explain), stack)
    if isinstance(outcome, KgError):
        raise outcome
    return outcome


def _answer(
    store: ox.Store, question: str, read: Callable[[_Result], _Read], explain: Callable[[str], QueryError]
) -> _Read | KgError:
    """Gives an error instead of raising it: what it would keep alive must end on this stack."""
    try:
        _refuse_service(question)
        return read(store.query(question, prefixes=PREFIXES))
    except SyntaxError as error:
        return explain(str(error))
    except QueryError as error:
        return error.with_traceback(None)
    except (ValueError, RuntimeError) as error:
        return QueryError(f"the question cannot be answered: {error}")
    except MemoryError:
        return QueryError("the answer does not fit into memory; ask for less at once")
    except OSError as error:
        return StoreError(f"the store cannot be read: {error}")


def _refuse_service(question: str) -> None:
    """Refuses a question that asks another server, however SERVICE is written: Oxigraph's own parser decides.

    Written with another letter the word is no keyword: what can still be parsed had it in a text, name, IRI or comment
    only. No question is put to the store before that is known.
    """
    if not _SERVICE.search(question):
        return
    try:
        _parse(_SERVICE.sub(r"\1x\2", question))
    except SyntaxError as error:
        try:
            # GRAPH is built like SERVICE: what can be parsed with it is right but for that.
            _parse(_SERVICE_CALL.sub("GRAPH", question))
        except SyntaxError:
            raise error from None
        raise QueryError("SERVICE is not allowed: a question is answered from this graph only") from None


def _parse(question: str) -> None:
    """Raises SyntaxError for what Oxigraph cannot parse; it has no other way to parse than to ask, here nothing."""
    with suppress(ValueError, RuntimeError):
        ox.Store().query(question, prefixes=PREFIXES)


def _read_columns(result: _Result) -> tuple[str, ...]:
    return tuple(variable.value for variable in result.variables) if isinstance(result, ox.QuerySolutions) else ()


def _read_result(result: _Result, limit: int | None) -> Table:
    if isinstance(result, ox.QueryBoolean):
        return Table(("answer",), ((Cell("literal", "true" if result else "false"),),))
    if isinstance(result, ox.QueryTriples):
        return _read_rows(TRIPLE, result, limit)
    return _read_rows(tuple(variable.value for variable in result.variables), result, limit)


def _read_values(result: _Result) -> list[Values]:
    if isinstance(result, ox.QuerySolutions):
        return [tuple([_read_value(term) for term in row]) for row in result]
    return _read_result(result, None).list_values()


def _read_triples(result: _Result) -> Triples:
    if not isinstance(result, ox.QueryTriples):
        raise QueryError("the question gives no triples; ask with CONSTRUCT or DESCRIBE")
    return [ox.Quad(*triple) for triple in result]


def _read_value(term: _Term) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, ox.Triple) else term.value


def _read_rows(columns: tuple[str, ...], rows: Iterable[Iterable[_Term]], limit: int | None) -> Table:
    found = iter(rows)
    read = tuple(tuple(read_cell(term) for term in row) for row in islice(found, limit))
    return Table(columns, read, is_cut=limit is not None and next(found, None) is not None)


def read_cell(term: _Term) -> Cell | None:
    """Gives a term as a cell."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        is_plain = term.language is not None or datatype == _NAMED_STRING
        return Cell("literal", term.value, restore_case(term.language), None if is_plain else datatype)
    if isinstance(term, ox.Triple):
        return Cell("literal", str(term))
    return Cell("iri" if isinstance(term, ox.NamedNode) else "blank", term.value)


@cache
def restore_case(lang: str | None) -> str | None:
    """Writes a language tag as people do: the store keeps `zh-hant`, we say `zh-Hant`."""
    if lang is None:
        return None
    first, *rest = lang.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part for part in rest)])


def _blame_line(spelling: Spelling, message: str) -> QueryError:
    """Says what is wrong in a question, and where; what Oxigraph would have liked to see there often misleads."""
    question = "".join(theirs for theirs, _ in spelling.pieces)
    if unknown := _find_unknown_prefix(question):
        place, prefix = unknown
        line = question.count("\n", 0, place) + 1
        column = place - (question.rfind("\n", 0, place) + 1) + 1
        what = f"the prefix {prefix}: is unknown; known are {', '.join(PREFIXES)}"
        return _blame_place(question, line, column, what)
    match = _SYNTAX_ERROR.search(message)
    if match is None:
        return QueryError(f"the question is not SPARQL: {' '.join(message.split())}")
    line = int(match["line"])
    what = " ".join(match["what"].split())
    if what.startswith("expected "):
        what = "this is not SPARQL"
    return _blame_place(question, line, spelling.find_column(line, int(match["column"])), what)


def _blame_place(question: str, number: int, column: int, what: str) -> QueryError:
    lines = question.split("\n")
    line = lines[min(number, len(lines)) - 1]
    start = max(0, column - _SHOWN)
    shown = line[start : start + 2 * _SHOWN].strip()
    return QueryError(f"line {number}, column {column}: {what} in: {shown}")


def _find_unknown_prefix(question: str) -> tuple[int, str] | None:
    """Gives the first prefix that is neither ours nor declared, and where it stands."""
    known = {*PREFIXES, "_"}
    place, word = 0, ""
    for token in cut_question(question):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if word == "PREFIX":
                known.add(prefix)
            elif prefix not in known:
                return place, prefix
        if not token.is_skipped:
            word = token.text.upper()
        place += len(token.text)
    return None
