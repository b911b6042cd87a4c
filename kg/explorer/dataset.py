"""Describes the graph as a whole, in VoID: how large it is, of what it tells, and where it is had and asked."""

from __future__ import annotations

from typing import Final

from kg.explorer.snapshots import Snapshot
from kg.explorer.triples import Triple, make_text, make_triples
from kg.graph.graph import Table
from kg.graph.terms import PREFIXES
from kg.vocabulary import Kind

_TITLE: Final = "Greater Bay Area co-operation, each statement with its sentence"
_LICENCE: Final = "https://opensource.org/license/mit"
_RIGHTS: Final = "Sentences are quoted from the releases that they name; the rights in those are their publishers'."
_EXAMPLES: Final = "SELECT ?thing WHERE { ?thing a foaf:Person } LIMIT 1"
_FORMATS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def describe_dataset(snapshot: Snapshot, base: str) -> Table:
    """Gives the description of a graph that is reached at the address `base`, as triples."""
    about, dataset = f"{base}/void", f"{base}/void#dataset"
    triples: list[Triple] = [
        (about, "rdf:type", "void:DatasetDescription"),
        (about, "foaf:primaryTopic", dataset),
        (dataset, "rdf:type", "void:Dataset"),
        (dataset, "dct:title", make_text(_TITLE, "en")),
        (dataset, "dct:license", _LICENCE),
        (dataset, "dct:rights", make_text(_RIGHTS, "en")),
        (dataset, "foaf:homepage", f"{base}/"),
        (dataset, "void:sparqlEndpoint", f"{base}/sparql"),
        (dataset, "void:dataDump", f"{base}/dump.nt"),
        (dataset, "void:uriSpace", make_text(PREFIXES["id"])),
        (dataset, "void:triples", snapshot.size),
        (dataset, "void:documents", snapshot.contents.sum_section("releases")),
    ]
    triples += ((dataset, "void:vocabulary", namespace) for prefix, namespace in PREFIXES.items() if prefix != "id")
    triples += ((dataset, "void:feature", f"formats:{form}") for form in _FORMATS)
    triples += ((dataset, "void:exampleResource", thing or "") for (thing,) in snapshot.graph.ask(_EXAMPLES))
    for count in snapshot.contents.list_section("things"):
        name = Kind(count.name).class_name if count.name in list(Kind) else "gba:Indicator"
        part = f"{about}#{count.name}"
        triples += [
            (dataset, "void:classPartition", part),
            (part, "void:class", name or ""),
            (part, "void:entities", count.count),
        ]
    return make_triples(triples)
