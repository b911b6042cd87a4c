"""Turns a question and its values into what Oxigraph reads; one that is asked often is cut into tokens once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from kg.errors import QueryError
from kg.graph.bindings import Bound, Iri, bind_values, is_gap, refuse_missing, write_terms, write_value
from kg.graph.spelling import spell_question, spell_tokens
from kg.graph.tokens import Token, cut_question

_MOST_NESTED: Final = 100
_MOST_TOKENS: Final = 50_000
# How many words and signs a value has at most: `(<...> AS ?name)`.
_VALUE: Final = 5
# What is longer a person has written, who asks it once.
_LONGEST_KEPT: Final = 4096
_MOST_KEPT: Final = 512


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question as Oxigraph reads it; `size` is how many words and signs it has, at most."""

    sparql: str
    size: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """A question as Oxigraph reads it, in pieces: texts, and variables whose values are to take their places."""

    pieces: tuple[str | Token, ...]
    size: int


def prepare_question(sparql: str, values: Mapping[str, Bound]) -> Prepared:
    """Gives a question with its values. QueryError where one cannot be written or has no place, or where the question
    is nested or long beyond all use."""
    if not all(isinstance(value, (Iri, tuple)) for value in values.values()):
        # What a text is spelt like may depend on what stands around it.
        return _prepare(spell_question(bind_values(sparql, values)).sparql)
    frame = _cut(sparql, frozenset(values))
    if not values:
        return Prepared("".join(str(piece) for piece in frame.pieces), frame.size)
    terms = write_terms(values)
    pieces = (piece if isinstance(piece, str) else write_value(terms[piece.text[1:]], piece) for piece in frame.pieces)
    size = frame.size + sum(len(value) if isinstance(value, tuple) else _VALUE for value in values.values())
    _refuse_long(size)
    return Prepared("".join(pieces), size)


def _prepare(spelt: str) -> Prepared:
    return Prepared(spelt, _measure(spelt))


def _cut(sparql: str, names: frozenset[str]) -> _Frame:
    return _cut_once(sparql, names) if len(sparql) <= _LONGEST_KEPT else _cut_anew(sparql, names)


def _cut_anew(sparql: str, names: frozenset[str]) -> _Frame:
    tokens = list(cut_question(sparql))
    refuse_missing(tokens, names)
    spelt = spell_tokens(tokens)
    size = _measure("".join(spelt))
    pieces: list[str | Token] = []
    for has_value, group in groupby(zip(tokens, spelt, strict=True), lambda each: is_gap(each[0], names)):
        some = list(group)
        pieces += [token for token, _ in some] if has_value else ["".join(text for _, text in some)]
    return _Frame(tuple(pieces), size)


_cut_once = lru_cache(_MOST_KEPT)(_cut_anew)


def _measure(question: str) -> int:
    """Gives how many words and signs a question has; QueryError if that is too much for any."""
    count = 0
    for token in cut_question(question):
        if token.depth > _MOST_NESTED:
            raise QueryError(f"the question has more than {_MOST_NESTED} brackets in each other; write it flatter")
        count += not token.is_skipped
    _refuse_long(count)
    return count


def _refuse_long(count: int) -> None:
    if count > _MOST_TOKENS:
        raise QueryError(f"the question has {count} words and signs, more than {_MOST_TOKENS}; ask in several parts")
