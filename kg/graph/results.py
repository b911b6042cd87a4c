"""Turns what a server answers, SPARQL 1.1 results in JSON, into rows; and rows into what a question can hold.

A server has its own way to write and to order values. Here they get those of the store on disk, so that one question
has one answer wherever it is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pyoxigraph as ox

from kg.graph.answers import Cell, check_question, read_cell, restore_case
from kg.graph.servers import settle_boolean
from kg.graph.shape import Shape
from kg.graph.terms import PREFIXES
from kg.graph.tokens import Token, cut_question

Row = tuple[Cell | None, ...]

_XSD: Final = PREFIXES["xsd"]
_KINDS: Final = {"uri": "iri", "bnode": "blank", "literal": "literal", "typed-literal": "literal"}
# A VALUES block may hold no blank node: it stands there as a name that no graph of ours has.
_BLANK: Final = "urn:x-kg-blank:"
_PLACE: Final = "kg__place"
# What an order may be made of here, so that a column is compared as one kind of value.
_ORDERING: Final = frozenset({"word", "variable", "open", "close", "text", "sign"})
_PLAIN_WORDS: Final = frozenset({"ORDER", "BY", "ASC", "DESC", "STR", "LANG", "LCASE", "UCASE", "STRLEN", "REPLACE"})
_BY_WORTH: Final = frozenset({"integer", "decimal", "double", "float", "dateTime", "time", "duration"})


def read_answer(content: bytes, columns: Sequence[str]) -> list[Row]:
    """Gives the rows of an answer, with these columns; ValueError where it is no answer to a SELECT question."""
    found = _read_json(content)
    try:
        bindings = found["results"]["bindings"]
        return [tuple(_read_value(row.get(column)) for column in columns) for row in bindings]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it holds no rows as SPARQL 1.1 has them ({error!r})") from error


def read_truth(content: bytes) -> bool:
    """Gives the answer to an ASK question; ValueError where it is none."""
    found = _read_json(content)
    if not isinstance(found, dict) or not isinstance(found.get("boolean"), bool):
        raise ValueError("it says neither true nor false")
    return bool(found["boolean"])


def can_order(columns: tuple[str, ...], shape: Shape) -> bool:
    """Says whether the rows themselves tell the order that a question asks for: it goes by what they show."""
    tokens = [token for token in cut_question(shape.order) if not token.is_skipped]
    wanted = {token.text[1:] for token in tokens if token.kind == "variable"}
    is_simple = all(token.kind in _ORDERING and (token.kind != "word" or _is_plain(token)) for token in tokens)
    return is_simple and bool(wanted) and wanted <= set(columns)


def _is_plain(token: Token) -> bool:
    return token.text.upper() in _PLAIN_WORDS


def order_rows(rows: list[Row], columns: tuple[str, ...], shape: Shape) -> list[Row]:
    """Gives rows in the order that the question asks for, as the store on disk has it, where they can tell it.

    Values that cannot be compared stay as they came: Oxigraph ends the whole program where numbers and words are to be
    put in one order.
    """
    if len(rows) < 2 or not can_order(columns, shape) or any(map(_is_mixed, zip(*rows, strict=True))):
        return rows
    names = " ".join(f"?{column}" for column in (*columns, _PLACE))
    values = "\n".join(f"({_write_row(row)} {place})" for place, row in enumerate(rows))
    question = f"{shape.prologue} SELECT ?{_PLACE} WHERE {{ VALUES ({names}) {{ {values} }} }} {shape.order}"
    found = ox.Store().query(question, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return [rows[int(solution[_PLACE].value)] for solution in found]


def _is_mixed(cells: Iterable[Cell | None]) -> bool:
    """Says whether values of a column are ordered by their worth, and others by their text."""
    literals = (cell.datatype or "" for cell in cells if cell and cell.kind == "literal")
    return len({datatype if datatype.removeprefix(_XSD) in _BY_WORTH else "" for datatype in literals}) > 1


def make_triples(rows: Iterable[Row], columns: tuple[str, ...], template: str, prologue: str) -> list[Row]:
    """Gives the triples that a CONSTRUCT question makes of the rows that its pattern found."""
    names = " ".join(f"?{column}" for column in columns)
    values = "\n".join(f"({_write_row(row)})" for row in rows)
    question = f"{prologue} CONSTRUCT {template} WHERE {{ VALUES ({names}) {{ {values} }} }}"
    found = ox.Store().query(question, prefixes=PREFIXES)
    assert isinstance(found, ox.QueryTriples)
    return [tuple(_restore_blank(read_cell(term)) for term in triple) for triple in found]


def list_names(names: str, prologue: str) -> list[str]:
    """Gives in full the names that a question writes with prefixes or in full."""
    asked = check_question(f"{prologue} SELECT ?name WHERE {{ VALUES ?name {{ {names} }} }}", {})
    found = ox.Store().query(asked.sparql, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return [node.value for (node,) in found if isinstance(node, ox.NamedNode)]


def make_term(cell: Cell) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Gives a cell as a term."""
    if cell.kind == "iri":
        return ox.NamedNode(cell.value)
    if cell.kind == "blank":
        return ox.BlankNode(cell.value)
    if cell.datatype:
        return ox.Literal(cell.value, datatype=ox.NamedNode(cell.datatype))
    return ox.Literal(cell.value, language=cell.lang) if cell.lang else ox.Literal(cell.value)


def _read_json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _read_value(value: Any) -> Cell | None:
    if value is None:
        return None
    text, kind = value["value"], _KINDS[value["type"]]
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no text")
    if kind != "literal":
        return Cell(kind, text)
    lang, datatype = value.get("xml:lang"), value.get("datatype")
    if lang or datatype == f"{_XSD}string":
        return Cell(kind, text, restore_case(lang))
    return Cell(kind, settle_boolean(text) if datatype == f"{_XSD}boolean" else text, None, datatype)


def _write_row(row: Row) -> str:
    return " ".join(_write_cell(cell) if cell else "UNDEF" for cell in row)


def _write_cell(cell: Cell) -> str:
    return str(ox.NamedNode(_BLANK + cell.value) if cell.kind == "blank" else make_term(cell))


def _restore_blank(cell: Cell | None) -> Cell | None:
    is_blank = cell is not None and cell.kind == "iri" and cell.value.startswith(_BLANK)
    return Cell("blank", cell.value.removeprefix(_BLANK)) if cell and is_blank else cell
