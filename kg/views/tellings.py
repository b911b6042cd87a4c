"""Turns things into the sentences that say something of them: whatever counts these, counts them here."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.graph import Graph, Iri
from kg.graph.terms import PREFIXES
from kg.vocabulary import Kind

# Each way whole: of what they share the store would go through all that there is, for each thing.
_SAID = """SELECT DISTINCT ?thing ?release ?sentence WHERE {
  VALUES ?thing { $wanted }
  { ?claim rdf:subject ?thing ; prov:wasDerivedFrom ?sentence . ?sentence dct:isPartOf ?release }
  UNION { ?claim rdf:object ?thing ; prov:wasDerivedFrom ?sentence . ?sentence dct:isPartOf ?release }
  UNION { ?thing a gba:Agreement ; prov:wasDerivedFrom ?sentence . ?sentence dct:isPartOf ?release }
}"""
# Of all things of a class: each property is read once from end to end, which is far quicker than thing by thing.
_SAID_OF_ALL = """SELECT DISTINCT ?thing ?sentence WHERE {{
  {{ SELECT ?thing WHERE {{ VALUES ?class {{ {classes} }} ?thing a ?class }} }}
  {{
    {{ SELECT ?claim ?thing WHERE {{ {{ ?claim rdf:subject ?thing }} UNION {{ ?claim rdf:object ?thing }} }} }}
    {{ SELECT ?claim ?sentence WHERE {{ ?claim prov:wasDerivedFrom ?sentence }} }}
  }} UNION {{ ?thing a gba:Agreement ; prov:wasDerivedFrom ?sentence }}
}}"""
_RELEASE = PREFIXES["id"] + "release/"


def find_all_tellings(graph: Graph, kinds: Iterable[str]) -> list[tuple[str | None, ...]]:
    """Gives each thing (an IRI) of some kinds, with the release and the sentence that say something of it."""
    rows = graph.ask(_SAID_OF_ALL.format(classes=" ".join(Kind(kind).class_name or "" for kind in kinds)))
    # The other sources are rows of reference tables; a sentence is called by its release and its place there.
    told = ((thing, sentence) for thing, sentence in rows if sentence and sentence.startswith(_RELEASE))
    return [(thing, sentence.rpartition("/")[0], sentence) for thing, sentence in told]


def find_tellings(graph: Graph, things: Iterable[str]) -> list[tuple[str | None, ...]]:
    """Gives each thing (an IRI) of some, with the release and the sentence that say something of it."""
    return graph.ask(_SAID, wanted=tuple(map(Iri, things)))
