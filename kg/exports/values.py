"""Turns a value of a graph into the cell of a column, if it is what the column holds and could be read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pyoxigraph as ox

from kg.exports.pool import Value
from kg.exports.schema import Form
from kg.graph.answers import restore_case
from kg.graph.terms import PREFIXES, make_address, make_date, make_name, make_text, make_true, shorten_iri
from kg.isodates import is_date

Cell = str | int | float | bool | None


def read_language(value: Value) -> str:
    """Gives the language of a value, as we write it; empty if it has none."""
    return restore_case(value.language) or "" if isinstance(value, ox.Literal) else ""


def is_words(value: Value) -> bool:
    """Says whether a value is text, in a language or in none."""
    return isinstance(value, ox.Literal) and (bool(value.language) or value == make_text(value.value))


def _read_text(value: Value) -> Cell:
    return value.value if value == make_text(value.value) else None


def _read_words(value: Value) -> Cell:
    return value.value if is_words(value) else None


def _read_concept(value: Value) -> Cell:
    is_own = isinstance(value, ox.NamedNode) and value.value.startswith(PREFIXES["gba"])
    return value.value.removeprefix(PREFIXES["gba"]) if is_own else None


def _read_term(value: Value) -> Cell:
    return shorten_iri(value.value) if isinstance(value, ox.NamedNode) else None


def _read_address(value: Value) -> Cell:
    return value.value if value == make_address(value.value) else None


def _read_date(value: Value) -> Cell:
    return value.value if is_date(value.value) and value == make_date(value.value) else None


def _read_moment(value: Value) -> Cell:
    return value.value if value == ox.Literal(value.value, datatype=make_name("xsd:dateTime")) else None


def _read_integer(value: Value) -> Cell:
    is_own = value == ox.Literal(value.value, datatype=make_name("xsd:integer"))
    return int(value.value) if is_own and _INTEGER.fullmatch(value.value) else None


def _read_number(value: Value) -> Cell:
    """Gives a whole number, or one with a point; none that would be written otherwise than it is."""
    is_own = value == ox.Literal(value.value, datatype=make_name("xsd:decimal"))
    if not (is_own and _DECIMAL.fullmatch(value.value)):
        return None
    number = float(value.value) if "." in value.value else int(value.value)
    return number if str(number) == value.value else None


def _read_flag(value: Value) -> Cell:
    return True if value == make_true() else None


# "7", "1500000": a spreadsheet keeps fifteen digits.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
# "7", "0.5", "-12.75"
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
READERS: Final[dict[Form, Callable[[Value], Cell]]] = {
    Form.ADDRESS: _read_address,
    Form.CONCEPT: _read_concept,
    Form.DATE: _read_date,
    Form.FLAG: _read_flag,
    Form.INTEGER: _read_integer,
    Form.LANGUAGE: _read_text,
    Form.MOMENT: _read_moment,
    Form.NUMBER: _read_number,
    Form.TERM: _read_term,
    Form.TEXT: _read_text,
    Form.WORDS: _read_words,
}
