"""Writes a few triples that describe the graph itself, or what serves it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.exports.answers import OTHER_PREFIXES
from kg.graph.answers import TRIPLE
from kg.graph.graph import Cell, Table
from kg.graph.terms import PREFIXES, expand_iri

Triple = tuple[str, str, str | int | Cell]


def make_triples(triples: Iterable[Triple]) -> Table:
    """Gives triples as a table. Each part is an IRI, in full or with its prefix; a number or a Cell is a value."""
    return Table(
        TRIPLE, tuple((_name(subject), _name(predicate), _make_cell(value)) for subject, predicate, value in triples)
    )


def make_text(text: str, lang: str | None = None) -> Cell:
    """Gives words, in a language if one is named."""
    return Cell("literal", text, lang)


def _make_cell(value: str | int | Cell) -> Cell:
    if isinstance(value, Cell):
        return value
    return _name(value) if isinstance(value, str) else Cell("literal", str(value), None, f"{PREFIXES['xsd']}integer")


def _name(iri: str) -> Cell:
    prefix, _, local = iri.partition(":")
    return Cell("iri", OTHER_PREFIXES[prefix] + local if prefix in OTHER_PREFIXES else expand_iri(iri))
