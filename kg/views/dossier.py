"""Turns an id into a Dossier: all triples of one thing, both ways, with names, and the sentences about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from kg.errors import QueryError, UnknownNameError
from kg.graph.answers import TRIPLE, Triples
from kg.graph.graph import Cell, Graph, Iri, Table
from kg.graph.terms import PREFIXES
from kg.phrases import find_label, mark_language, say_phrase
from kg.views.batches import select_in_batches
from kg.views.evidence import Evidence, find_sources
from kg.views.names import Names, Thing, read_id, shorten, to_iri

_Answer = TypeVar("_Answer")
_OUT = "SELECT ?predicate ?value WHERE { $about ?predicate ?value } ORDER BY ?predicate ?value"
# That claims are about a thing is said by their sentences.
_IN = """SELECT ?predicate ?value WHERE {
  ?value ?predicate $about FILTER (?predicate NOT IN (rdf:subject, rdf:object, gba:elaboratedBy))
} ORDER BY ?predicate ?value"""
_TRIPLES = """CONSTRUCT { ?subject ?predicate ?object } WHERE {
  { $about ?predicate ?object BIND ($about AS ?subject) }
  UNION { ?subject ?predicate $about BIND ($about AS ?object) }
  UNION { ?subject rdf:subject|rdf:object|gba:elaboratedBy $about ; ?predicate ?object }
}"""

_STATED = """CONSTRUCT { ?claim ?predicate ?object . ?subject ?verb ?other } WHERE {
  VALUES ?source { $wanted }
  ?claim prov:wasDerivedFrom ?source ; rdf:subject ?subject ; rdf:predicate ?verb ; rdf:object ?other ;
    ?predicate ?object
}"""


@dataclass(frozen=True, slots=True)
class Side:
    """A triple of the thing, which is its object if `is_inward`: an id or a literal, and what the id is called.

    A term of the ontology (`gba:done`) is called by its label.
    """

    predicate: str
    value: str
    name: str
    is_inward: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """All about one thing."""

    thing: Thing
    sides: tuple[Side, ...]
    evidence: tuple[Evidence, ...]


def open_dossier(graph: Graph, id: str, *, lang: str = "en") -> Dossier:
    """Gives all about the thing of an id, written as it is printed (`person/chan-kwok-ki`), with `id:` or in full.

    UnknownNameError if the graph says nothing of it.

    >>> dossier = kg.open_dossier(kg.open("gba.kg"), "person/chan-kwok-ki")
    >>> [side.value for side in dossier.sides if side.predicate == "skos:prefLabel"]
    ['Chan Kwok-ki [en]', '陈国基 [zh-Hans]', '陳國基 [zh-Hant]']
    """
    own = read_id(id)
    names = Names(graph, lang)
    found = [
        (predicate, value, is_inward)
        for question, is_inward in ((_OUT, False), (_IN, True))
        for predicate, value in _select(graph, question, id, lang)
        if predicate and value
    ]
    if not found:
        raise _make_error(id, lang)
    names.read_some(shorten(value.value) for _, value, _ in found if _is_own(value))
    sides = [_make_side(names, predicate, value, is_inward=is_inward) for predicate, value, is_inward in found]
    return Dossier(names.get(own), tuple(sides), find_sources(graph, own)[own])


def find_triples(graph: Graph, id: str, *, lang: str = "en") -> Table:
    """Gives the triples of a thing, both ways, with all that its claims say, sorted; UnknownNameError, in a language,
    if none."""
    rows = {tuple(row) for row in _select(graph, _TRIPLES, id, lang)}
    if not rows:
        raise _make_error(id, lang)
    return Table(TRIPLE, tuple(sorted(rows, key=_rank_triple)))


def find_quads(graph: Graph, id: str, *, lang: str = "en") -> Triples:
    """Gives the same triples as the store has them, in any order."""
    quads = _ask(graph.construct, _TRIPLES, id, lang)
    if not quads:
        raise _make_error(id, lang)
    return quads


def find_statements(graph: Graph, sources: Iterable[str]) -> Table:
    """Gives the triples that some sentences or rows of reference tables (ids) state, with the claims that say so,
    sorted."""
    tables = select_in_batches(graph, _STATED, sources)
    rows = {tuple(row) for table in tables for row in table.rows}
    return Table(TRIPLE, tuple(sorted(rows, key=_rank_triple)))


def _select(graph: Graph, question: str, asked: str, lang: str) -> tuple[tuple[Cell | None, ...], ...]:
    return _ask(graph.select, question, asked, lang).rows


def _ask(ask: Callable[..., _Answer], question: str, asked: str, lang: str) -> _Answer:
    own = read_id(asked)
    iri = to_iri(own) if "://" not in own else Iri(own)
    try:
        return ask(question, about=iri)
    except QueryError as error:  # no IRI can be written so
        raise _make_error(asked, lang) from error


def _make_error(asked: str, lang: str) -> UnknownNameError:
    return UnknownNameError(say_phrase(lang, "no_id", id=asked))


def _make_side(names: Names, predicate: Cell, value: Cell, *, is_inward: bool) -> Side:
    if value.kind != "iri":
        text = mark_language(value.value, value.lang) if value.lang else value.value
        return Side(shorten(predicate.value), text, "", is_inward)
    id = shorten(value.value)
    thing = names.get(id) if _is_own(value) else None
    name = (thing.name if thing.labels else "") if thing else find_label(id)
    return Side(shorten(predicate.value), id, name, is_inward)


def _is_own(value: Cell) -> bool:
    return value.kind == "iri" and value.value.startswith(PREFIXES["id"])


def _rank_triple(row: tuple[Cell | None, ...]) -> list[str]:
    return [f"{cell.value}@{cell.lang}" if cell else "" for cell in row]
