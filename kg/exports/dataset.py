"""Describes the graph as a whole, in VoID: how large it is, of what it tells, under which terms, where it is had."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.exports.descriptions import Triple, make_text, make_triples
from kg.graph.graph import Graph, Table
from kg.graph.terms import PREFIXES
from kg.views.contents import Contents
from kg.vocabulary import Kind

TITLE: Final = "Greater Bay Area co-operation, each statement with its sentence"
LICENCE: Final = "https://opensource.org/license/mit"
RIGHTS: Final = "Sentences are quoted from the releases that they name; the rights in those are their publishers'."
_EXAMPLES: Final = "SELECT ?thing WHERE { ?thing a foaf:Person } LIMIT 1"
_FORMATS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def describe_dataset(
    graph: Graph, contents: Contents, size: int, *, about: str, dataset: str, access: Iterable[Triple]
) -> Table:
    """Gives the description of a graph of so many triples, as triples: `about` is the IRI of the description, `dataset`
    that of the graph, `access` what is to be said of where it is had."""
    triples: list[Triple] = [
        (about, "rdf:type", "void:DatasetDescription"),
        (about, "foaf:primaryTopic", dataset),
        (dataset, "rdf:type", "void:Dataset"),
        (dataset, "dct:title", make_text(TITLE, "en")),
        (dataset, "dct:license", LICENCE),
        (dataset, "dct:rights", make_text(RIGHTS, "en")),
        *access,
        (dataset, "void:uriSpace", make_text(PREFIXES["id"])),
        (dataset, "void:triples", size),
        (dataset, "void:documents", contents.sum_section("releases")),
    ]
    triples += ((dataset, "void:vocabulary", namespace) for prefix, namespace in PREFIXES.items() if prefix != "id")
    triples += ((dataset, "void:feature", f"formats:{form}") for form in _FORMATS)
    triples += ((dataset, "void:exampleResource", thing or "") for (thing,) in graph.ask(_EXAMPLES))
    for count in contents.list_section("things"):
        name = Kind(count.name).class_name if count.name in list(Kind) else "gba:Indicator"
        part = f"{about}#{count.name}"
        triples += [
            (dataset, "void:classPartition", part),
            (part, "void:class", name or ""),
            (part, "void:entities", count.count),
        ]
    return make_triples(triples)
