"""Turns one side of what two graphs differ in into a Half: its changed triples, what things are called there, and what
they were like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kg.graph.difference import ChangedLine, read_triples
from kg.graph.graph import Cell, Graph, Table
from kg.graph.terms import PREFIXES
from kg.mentions.entities import Label
from kg.views.batches import select_in_batches
from kg.views.evidence import Evidence, read_sentences
from kg.views.names import Names, Thing, shorten

# A predicate (`org:member`) and a value of it.
Trait = tuple[str, Cell]

_OF_SOME: Final = (
    """SELECT ?subject ?predicate ?object WHERE { VALUES ?subject { $wanted } ?subject ?predicate ?object }"""
)
# Of what no name stands in the catalogue for: a release is called by its title.
_LABELS: Final = """SELECT ?thing ?label WHERE {
  VALUES ?thing { $wanted } ?thing dct:title|skos:prefLabel ?label
} ORDER BY ?thing ?label"""
_LABELLED: Final = ("release", "topic")
_SENTENCE: Final = re.compile(r"(?P<release>release/.+)/s\d+")


class Half:
    """What one graph has that the other lacks, `own` by the ids of its subjects, and what it knows besides.

    Where a changelog tells what has changed, the graph itself may have gone on since: of what it knows no more the
    changed triples still tell.
    """

    def __init__(self, graph: Graph, changes: list[ChangedLine], lang: str) -> None:
        self.lang = lang
        self.own: dict[str, list[Trait]] = {}
        for subject, predicate, value in read_triples(changes):
            self.own.setdefault(shorten(subject), []).append((shorten(predicate), value))
        self.graph = graph
        self._changed = Graph.in_memory()
        self._changed.add_lines(change.line for change in changes)
        self._names, self._changed_names = Names(graph, lang), Names(self._changed, lang)
        self._traits: dict[str, frozenset[Trait]] = {}
        self._labelled: dict[str, Thing] = {}
        self._sentences: dict[str, Evidence] = {}

    def read_names(self, ids: Iterable[str]) -> None:
        """Reads what some things are called, for `get`."""
        wanted = list(dict.fromkeys(ids))
        self._names.read_some(wanted)
        self._changed_names.read_some(id for id in wanted if id in self.own and not self._names.get(id).labels)
        others = [id for id in wanted if id.partition("/")[0] in _LABELLED and id not in self._labelled]
        for graph in (self._changed, self.graph):
            for table in select_in_batches(graph, _LABELS, others):
                self._keep_labels(table)

    def _keep_labels(self, table: Table) -> None:
        labels: defaultdict[str, list[Label]] = defaultdict(list)
        for thing, label in table.rows:
            if thing and label:
                labels[shorten(thing.value)].append(Label(label.value, label.lang or "", is_preferred=True))
        self._labelled |= {id: Thing(id, tuple(found), lang=self.lang) for id, found in labels.items()}

    def get(self, id: str) -> Thing:
        """Gives the thing of an id, with its names; a release is called by its title."""
        if id in self._labelled:
            return self._labelled[id]
        thing = self._names.get(id)
        return thing if thing.labels or id not in self.own else self._changed_names.get(id)

    def read_traits(self, ids: Iterable[str]) -> None:
        """Reads all that is said of some things, for `find_values`."""
        wanted = [id for id in dict.fromkeys(ids) if id not in self._traits]
        found: defaultdict[str, set[Trait]] = defaultdict(set)
        for table in select_in_batches(self.graph, _OF_SOME, wanted):
            for subject, predicate, value in table.rows:
                if subject and predicate and value:
                    found[shorten(subject.value)].add((shorten(predicate.value), value))
        self._traits |= {id: frozenset(found[id]) for id in wanted}

    def find_cells(self, id: str, predicate: str, *, without: Half | None = None) -> list[Cell]:
        """Gives the values of a thing, sorted, those apart that only another half has."""
        others = set(without.own.get(id, ())) if without else set()
        traits = (self._traits.get(id, frozenset()) | set(self.own.get(id, ()))) - others
        return sorted((value for name, value in traits if name == predicate), key=lambda value: value.value)

    def find_values(self, id: str, predicate: str, *, without: Half | None = None) -> list[str]:
        """Gives the same as text, IRIs as people write them."""
        found = self.find_cells(id, predicate, without=without)
        return [shorten(value.value) if value.kind == "iri" else value.value for value in found]

    def find_ids(self, id: str, predicate: str) -> list[str]:
        """Gives the ids of the things that are values of a thing."""
        return [shorten(value.value) for value in self.find_cells(id, predicate) if is_own(value)]

    def read_sentences(self, ids: Iterable[str]) -> None:
        """Reads some sentences and rows of reference tables, for `get_sentence`."""
        wanted = list(dict.fromkeys(ids))
        found = read_sentences(self.graph, wanted)
        gone = [id for id in wanted if not found[id].text and id in self.own]
        self._sentences |= found | read_sentences(self._changed, gone)

    def get_sentence(self, id: str) -> Evidence:
        """Gives a sentence, or a row of a reference table."""
        return self._sentences[id]


def is_own(value: Cell) -> bool:
    """Says whether a value is a thing with an id of ours."""
    return value.kind == "iri" and value.value.startswith(PREFIXES["id"])


def find_release(source: str) -> str | None:
    """Gives the id of the release that a sentence (an id) stands in; None where it is no sentence."""
    match = _SENTENCE.fullmatch(source)
    return match["release"] if match else None
