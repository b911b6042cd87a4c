"""Turns a SPARQL question with open variables into one with fixed values, without a way to smuggle SPARQL in.

Oxigraph's own `substitutions=` refuses a variable that is not in the SELECT list, and hides the value from its planner.
So the value takes the variable's place in the text: the question is cut into tokens (a `?name` inside quotation marks,
an IRI or a comment is not a variable), and the value is written by pyoxigraph itself, which escapes every quotation
mark and refuses every broken IRI.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.terms import expand_iri
from kg.graph.tokens import cut_question


@dataclass(frozen=True, slots=True)
class Iri:
    """An IRI to bind, in full or as `id:person/chan-kwok-ki`."""

    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words to bind, in a language if one is named."""

    value: str
    lang: str | None = None


Value = Iri | Text | str


def bind_values(sparql: str, values: Mapping[str, Value]) -> str:
    """Puts the values where the variables of their names stand; QueryError if there is no such variable."""
    if not values:
        return sparql
    terms = {name: _write_term(name, value) for name, value in values.items()}
    used: set[str] = set()
    parts = []
    for token in cut_question(sparql):
        name = token.text[1:] if token.kind == "variable" else ""
        if name in terms:
            used.add(name)
            parts.append(_write_value(terms[name], name, token.clause))
        else:
            parts.append(token.text)
    missing = sorted(terms.keys() - used)
    if missing:
        raise QueryError(f"the question has no variable ?{missing[0]} to give a value to")
    return "".join(parts)


def is_iri(value: str) -> bool:
    """Says whether an IRI, in full or as `id:person/chan-kwok-ki`, can be written so."""
    try:
        ox.NamedNode(expand_iri(value))
    except ValueError:
        return False
    return True


def _write_value(term: str, name: str, clause: str) -> str:
    """Writes a value in a variable's place: a SELECT list and ORDER BY want it in brackets."""
    if not clause:
        return term
    return f"({term} AS ?{name})" if clause == "SELECT" else f"({term})"


def _write_term(name: str, value: Value) -> str:
    try:
        if isinstance(value, Iri):
            return str(ox.NamedNode(expand_iri(value.value)))
        if isinstance(value, Text):
            return str(ox.Literal(value.value, language=value.lang))
        return str(ox.Literal(value))
    except ValueError as error:
        raise QueryError(f"?{name} cannot be {value!r}: {error}") from error
