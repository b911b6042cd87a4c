"""Turns things that a name may mean into what tells them apart: the office of each, and how much is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from kg.graph.graph import Graph, Iri
from kg.graph.terms import read_concept
from kg.isodates import find_last_day
from kg.phrases import Phrase, join_phrases, make_phrase, name_value
from kg.views.tellings import find_tellings
from kg.vocabulary import Capacity

_TENURES = """SELECT ?post ?capacity ?day ?end WHERE {
  ?tenure org:member $person ; gba:post ?post ; gba:capacity ?capacity
  OPTIONAL { { ?tenure gba:attestedOn|gba:announcedOn|schema:startDate ?day } UNION { ?tenure schema:endDate ?end } }
} ORDER BY ?post ?capacity ?day ?end"""
_NEWEST = "SELECT (MAX(?issued) AS ?newest) WHERE { ?release a gba:Release ; dct:issued ?issued }"
_SURENESS = {Capacity.SUBSTANTIVE: 2, Capacity.ACTING: 1}
_POSTS = "SELECT DISTINCT ?post WHERE { ?tenure org:member $person ; gba:post ?post }"


def count_sentences(graph: Graph, things: Iterable[str]) -> dict[str, int]:
    """Gives how many sentences say something of each thing (an IRI)."""
    return Counter(thing or "" for thing, _, _ in find_tellings(graph, things))


def find_posts(graph: Graph, person: str) -> set[str]:
    """Gives the offices (IRIs) that a person (an IRI) is known to hold, to have held or to be about to hold."""
    return {post or "" for (post,) in graph.ask(_POSTS, person=Iri(person))}


def describe_candidate(graph: Graph, thing: str, name: Callable[[str], str], sentences: int) -> Phrase:
    """Says what tells a thing (an IRI) from its namesakes: "Mayor of Guangzhou, 4 sentences"."""
    return join_phrases([say_last_office(graph, thing, name), make_phrase("sentences", n=sentences)])


def say_last_office(graph: Graph, thing: str, name: Callable[[str], str], newest: str | None = None) -> Phrase:
    """Says which office a thing (an IRI) held last, in which capacity; empty where none is known.

    It is the one that was last seen to be held, an acting one only if there is no other; one that is over, or ended
    before the newest release, or is still to begin says so. `name` gives what an office (an IRI) is called, `newest` is
    the day of that release where somebody knows it.
    """
    tenures = _read_tenures(graph, thing, newest)
    if not tenures:
        return Phrase("")
    post, capacity, seen = max(tenures, key=lambda tenure: (_SURENESS.get(tenure[1], 0), tenure[2]))
    if any(other == post and how == Capacity.FORMER and day > seen for other, how, day in tenures):
        capacity = Capacity.FORMER
    office = name(post)
    if capacity == Capacity.SUBSTANTIVE:
        return join_phrases([office])
    return make_phrase("office_held_as", capacity=name_value(capacity), office=office)


def _read_tenures(graph: Graph, person: str, newest: str | None) -> list[tuple[str, Capacity, str]]:
    """Gives the offices of a person, each in each capacity, with the last day that is known of it."""
    last: dict[tuple[str, Capacity], tuple[str, bool]] = {}
    for post, capacity, day, end in graph.ask(_TENURES, person=Iri(person)):
        held = (post or "", Capacity(read_concept(capacity)))
        known = (find_last_day(end), True) if end else (day or "", False)
        last[held] = max(last.get(held, known), known)
    if last and newest is None:
        newest = (graph.ask(_NEWEST)[0][0] or "")[:10]
    return [
        (post, Capacity.FORMER if is_end and day < (newest or "") else capacity, day)
        for (post, capacity), (day, is_end) in last.items()
    ]
