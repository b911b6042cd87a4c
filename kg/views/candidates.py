"""Turns things that a name may mean into what tells them apart: the office of each, and how much is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.graph.graph import Graph, Iri
from kg.phrases import Phrase, join_phrases, make_phrase, name_value
from kg.vocabulary import Capacity

_SENTENCES = """SELECT ?thing (COUNT(DISTINCT ?sentence) AS ?sentences) WHERE {{
  VALUES ?thing {{ {things} }}
  ?claim rdf:subject|rdf:object ?thing ; prov:wasDerivedFrom ?sentence . ?sentence dct:isPartOf ?release
}} GROUP BY ?thing"""
_TENURES = """SELECT ?post ?capacity ?day WHERE {
  ?tenure org:member $person ; gba:post ?post ; gba:capacity ?capacity
  OPTIONAL { ?tenure gba:attestedOn|gba:announcedOn|schema:startDate|schema:endDate ?day }
} ORDER BY ?post ?capacity ?day"""
_SURENESS = {Capacity.SUBSTANTIVE: 2, Capacity.ACTING: 1}
_POSTS = "SELECT DISTINCT ?post WHERE { ?tenure org:member $person ; gba:post ?post }"


def count_sentences(graph: Graph, things: Iterable[str]) -> dict[str, int]:
    """Gives how many sentences say something of each thing (an IRI)."""
    places = {f"thing{place}": Iri(thing) for place, thing in enumerate(things)}
    question = _SENTENCES.format(things=" ".join(f"${place}" for place in places))
    return {thing or "": int(count or 0) for thing, count in graph.ask(question, **places)}


def find_posts(graph: Graph, person: str) -> set[str]:
    """Gives the offices (IRIs) that a person (an IRI) is known to hold, to have held or to be about to hold."""
    return {post or "" for (post,) in graph.ask(_POSTS, person=Iri(person))}


def describe_candidate(graph: Graph, thing: str, name: Callable[[str], str], sentences: int) -> Phrase:
    """Says what tells a thing (an IRI) from its namesakes: "Mayor of Guangzhou, 4 sentences".

    The office is the one that was last seen to be held, an acting one only if there is no other; one that is over or
    still to begin says so. `name` gives what an office (an IRI) is called.
    """
    tenures = [
        (post or "", Capacity((capacity or "").rpartition("#")[2]), day or "")
        for post, capacity, day in graph.ask(_TENURES, person=Iri(thing))
    ]
    said = make_phrase("sentences", n=sentences)
    if not tenures:
        return said
    post, capacity, seen = max(tenures, key=lambda tenure: (_SURENESS.get(tenure[1], 0), tenure[2]))
    if any(other == post and how == Capacity.FORMER and day > seen for other, how, day in tenures):
        capacity = Capacity.FORMER
    office = name(post)
    if capacity != Capacity.SUBSTANTIVE:
        office = make_phrase("office_held_as", capacity=name_value(capacity), office=office)
    return join_phrases([office, said])
