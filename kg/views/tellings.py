"""Turns things into the sentences that say something of them: whatever counts these, counts them here."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.graph import Graph, Iri

# Each way whole: of what they share the store would go through all that there is, for each thing.
_SAID = """SELECT DISTINCT ?thing ?release ?sentence WHERE {{
  {wanted}
  {{ ?claim rdf:subject ?thing ; prov:wasDerivedFrom ?sentence . ?sentence dct:isPartOf ?release }}
  UNION {{ ?claim rdf:object ?thing ; prov:wasDerivedFrom ?sentence . ?sentence dct:isPartOf ?release }}
  UNION {{ ?thing a gba:Agreement ; prov:wasDerivedFrom ?sentence . ?sentence dct:isPartOf ?release }}
}}"""


def find_tellings(graph: Graph, things: Iterable[str] | None = None) -> list[tuple[str | None, ...]]:
    """Gives each thing (an IRI) of some, or of all, with the release and the sentence that say something of it."""
    if things is None:
        return graph.ask(_SAID.format(wanted=""))
    places = {f"thing{place}": Iri(thing) for place, thing in enumerate(things)}
    wanted = f"VALUES ?thing {{ {' '.join(f'${place}' for place in places)} }}"
    return graph.ask(_SAID.format(wanted=wanted), **places)
