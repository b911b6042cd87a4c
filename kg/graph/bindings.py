"""Turns a SPARQL question with open variables into one with fixed values, without a way to smuggle SPARQL in.

Oxigraph's own `substitutions=` refuses a variable that is not in the SELECT list, and hides the value from its planner.
So the value takes the variable's place in the text: the question is cut into tokens (a `?name` inside quotation marks,
an IRI or a comment is not a variable), and the value is written by pyoxigraph itself, which escapes every quotation
mark and refuses every broken IRI.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.terms import expand_iri


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

# Example: SELECT ?who WHERE { ?who foaf:name "who is ?who"@en } # ?who
# In `gba:a\#b` the sign is a part of the name: taken for a comment, it would hide what follows.
_TOKEN = re.compile(
    r"""
      (?P<iri> <[^<>"{}|^`\\\s]*> )
    | (?P<comment> \#[^\n]* )
    | (?P<text> \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?''' | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<word> [A-Za-z_](?: [\w.:%-] | \\. )* )
    | (?P<mark> [(){}] )
    | (?P<rest> \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_MODIFIERS = frozenset({"GROUP", "ORDER", "HAVING"})


def bind_values(sparql: str, values: Mapping[str, Value]) -> str:
    """Puts the values where the variables of their names stand; QueryError if there is no such variable."""
    terms = {name: _write_term(name, value) for name, value in values.items()}
    writer = _Writer(terms)
    bound = "".join(writer.write(match) for match in _TOKEN.finditer(sparql))
    missing = sorted(terms.keys() - writer.used)
    if missing:
        raise QueryError(f"the question has no variable ?{missing[0]} to give a value to")
    return bound


def has_word(sparql: str, word: str) -> bool:
    """Says whether a keyword stands in the question, outside quotation marks, IRIs and comments."""
    return any(match["word"] and match["word"].upper() == word for match in _TOKEN.finditer(sparql))


@dataclass(slots=True)
class _Writer:
    """Writes tokens, knowing the clause they stand in: a SELECT list and ORDER BY want a value in brackets."""

    terms: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    clause: str = ""
    depth: int = 0

    def write(self, match: re.Match[str]) -> str:
        token = match[0]
        if match["word"]:
            self._enter_clause(token.upper())
        elif match["mark"]:
            self._count_bracket(token)
        elif match["variable"] and token[1:] in self.terms:
            return self._write_value(token[1:])
        return token

    def _enter_clause(self, word: str) -> None:
        if word == "SELECT" or word in _MODIFIERS:
            self.clause, self.depth = word, 0
        elif word == "WHERE":
            self.clause = ""

    def _count_bracket(self, mark: str) -> None:
        if mark in "{}":
            self.clause, self.depth = "", 0
        else:
            self.depth += 1 if mark == "(" else -1

    def _write_value(self, name: str) -> str:
        self.used.add(name)
        term = self.terms[name]
        if self.depth or not self.clause:
            return term
        return f"({term} AS ?{name})" if self.clause == "SELECT" else f"({term})"


def _write_term(name: str, value: Value) -> str:
    try:
        if isinstance(value, Iri):
            return str(ox.NamedNode(expand_iri(value.value)))
        if isinstance(value, Text):
            return str(ox.Literal(value.value, language=value.lang))
        return str(ox.Literal(value))
    except ValueError as error:
        raise QueryError(f"?{name} cannot be {value!r}: {error}") from error
