"""Turns a SPARQL question with open variables into one with fixed values, without a way to smuggle SPARQL in.

Oxigraph's own `substitutions=` refuses a variable that is not in the SELECT list, and hides the value from its planner.
So the value takes the variable's place in the text: the question is cut into tokens (a `?name` inside quotation marks,
an IRI or a comment is not a variable), and the value is written by pyoxigraph itself, which escapes every quotation
mark and refuses every broken IRI.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.terms import expand_iri
from kg.graph.tokens import Token, cut_question


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
# Several IRIs are what a list of VALUES holds.
Bound = Value | tuple[Iri, ...]


def bind_values(sparql: str, values: Mapping[str, Bound]) -> str:
    """Puts the values where the variables of their names stand; QueryError if there is no such variable."""
    if not values:
        return sparql
    terms = write_terms(values)
    tokens = list(cut_question(sparql))
    refuse_missing(tokens, values)
    return "".join(
        write_value(terms[token.text[1:]], token) if is_gap(token, values) else token.text for token in tokens
    )


def is_gap(token: Token, names: Container[str]) -> bool:
    """Says whether a piece of a question is a variable of one of some names, which takes its value."""
    return token.kind == "variable" and token.text[1:] in names


def refuse_missing(tokens: Iterable[Token], names: Iterable[str]) -> None:
    """QueryError if a question has no variable of one of some names."""
    missing = sorted(set(names) - {token.text[1:] for token in tokens if token.kind == "variable"})
    if missing:
        raise QueryError(f"the question has no variable ?{missing[0]} to give a value to")


def is_iri(value: str) -> bool:
    """Says whether an IRI, in full or as `id:person/chan-kwok-ki`, can be written so."""
    try:
        ox.NamedNode(expand_iri(value))
    except ValueError:
        return False
    return True


def write_value(term: str, variable: Token) -> str:
    """Writes a value in a variable's place: a SELECT list and ORDER BY want it in brackets."""
    if not variable.clause:
        return term
    return f"({term} AS ?{variable.text[1:]})" if variable.clause == "SELECT" else f"({term})"


def write_terms(values: Mapping[str, Bound]) -> dict[str, str]:
    """Gives each value as SPARQL has it; QueryError if one cannot be written so."""
    return {name: _write_term(name, value) for name, value in values.items()}


def _write_term(name: str, value: Bound) -> str:
    if isinstance(value, tuple):
        return " ".join([_write_term(name, each) for each in value])
    try:
        if isinstance(value, Iri):
            return str(ox.NamedNode(expand_iri(value.value)))
        if isinstance(value, Text):
            return str(ox.Literal(value.value, language=value.lang))
        return str(ox.Literal(value))
    except ValueError as error:
        raise QueryError(f"?{name} cannot be {value!r}: {error}") from error
