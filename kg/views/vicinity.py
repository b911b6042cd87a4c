"""Cuts out of a graph what lies around a thing: a graph of its own, in memory, in which all of it can be read at once.

A view that reads the whole of a graph answers of the part as it would of the whole, and at once: what the sentences
about the thing state is there, everybody's part in each event that they tell of, and all that is named in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.graph.graph import Cell, Graph, Table
from kg.graph.terms import write_concept
from kg.views.batches import ask_in_batches, select_in_batches
from kg.views.events import HELD
from kg.views.evidence import PREDICATES
from kg.views.names import KINDS, shorten, to_iri

_SENTENCES: Final = f"""SELECT DISTINCT ?source WHERE {{
  VALUES ?about {{ $wanted }} ?claim %s ?about ; rdf:predicate ?verb ; prov:wasDerivedFrom ?source
  FILTER (?verb IN ({", ".join(PREDICATES)}))
}}"""
_ISSUES: Final = "SELECT ?release ?issued WHERE { VALUES ?release { $wanted } ?release dct:issued ?issued }"
_CLAIMS: Final = """SELECT DISTINCT ?claim ?subject ?verb ?object ?node ?source WHERE {
  VALUES ?about { $wanted } %s
  ?claim rdf:predicate ?verb ; rdf:subject ?subject ; rdf:object ?object ; prov:wasDerivedFrom ?source
  OPTIONAL { ?claim gba:elaboratedBy ?node }
}"""
_STATED_IN: Final = "?claim prov:wasDerivedFrom ?about ."
_ON: Final = "?claim rdf:object ?about ."
_ITSELF: Final = "BIND (?about AS ?claim)"
_PARTS: Final = "SELECT DISTINCT ?node WHERE { VALUES ?about { $wanted } ?about gba:participation ?node }"
_TENURES: Final = "SELECT DISTINCT ?node WHERE { VALUES ?about { $wanted } ?node org:member ?about }"
_SIGNED: Final = "SELECT DISTINCT ?agreement WHERE { VALUES ?about { $wanted } ?agreement gba:signedAt ?about }"
_RELEASES: Final = "SELECT DISTINCT ?release WHERE { VALUES ?about { $wanted } ?about dct:isPartOf ?release }"
_LATEST: Final = "SELECT ?release WHERE { ?release a gba:Release ; dct:issued ?issued } ORDER BY DESC(?issued) LIMIT 1"
_POSTS: Final = "SELECT ?post WHERE { ?post org:postIn $about }"
# One claim by which somebody held an office: by it the office is known to be one of its body.
_HELD: Final = f"""SELECT (MIN(?claim) AS ?first) WHERE {{
  VALUES ?about {{ $wanted }} ?claim rdf:object ?about ; rdf:predicate org:holds ;
    prov:wasDerivedFrom/gba:ordinal ?place ; gba:elaboratedBy/gba:capacity ?capacity
  FILTER (?capacity IN ({", ".join(map(write_concept, HELD))})) FILTER NOT EXISTS {{ ?claim gba:status ?status }}
}} GROUP BY ?about"""
# What there are most of is read as claims, and what a release names is more than is wanted of it.
_TRIPLES: Final = """CONSTRUCT { ?about ?property ?value } WHERE {
  VALUES ?about { $wanted } ?about ?property ?value
  FILTER (?property NOT IN (schema:mentions, org:holds, gba:metWith, gba:participatedIn, gba:chaired))
}"""
_HAPPENINGS: Final = ("event", "agreement")
_NAMED: Final = frozenset(KINDS) - frozenset(_HAPPENINGS)
# How far a thing may be behind another that names it: a place in a place in the place of an event.
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Vicinity:
    """What lies around a thing, by `told` sentences about it, the latest of all that there are."""

    graph: Graph
    told: int
    sentences: int


@dataclass(frozen=True, slots=True)
class _Claim:
    id: str
    subject: str
    verb: str
    object: str
    node: str
    source: str


def cut_vicinity(graph: Graph, thing: str, *, most: int) -> Vicinity:
    """Gives what lies around the thing of an id, by at most so many sentences that tell of it."""
    about = [thing, *(shorten(post) for (post,) in graph.ask(_POSTS, about=to_iri(thing)))]
    sentences = _list_sentences(graph, about)
    told = set(sentences[:most])
    own = _find_claims(graph, _STATED_IN, told)
    there = _list_ends((claim for claim in own if not {claim.subject, claim.object}.isdisjoint(about)), _HAPPENINGS)
    beside = _find_claims(graph, _ON, there)
    stated = [*own, *_find_claims(graph, _STATED_IN, {claim.source for claim in beside} - told)]
    others = _find_claims(graph, _ON, _list_ends(stated, _HAPPENINGS) - there)
    told_of = (*stated, *beside, *others)
    held = ask_in_batches(graph, _HELD, _list_ends(stated, ("post",)))
    claims = {claim.id: claim for claim in (*told_of, *_find_claims(graph, _ITSELF, (shorten(id) for (id,) in held)))}
    tables = _copy(graph, claims.values(), _list_ends(told_of, ("person",)), thing)
    return Vicinity(Graph.collect(tables), len(told), len(sentences))


def _list_sentences(graph: Graph, things: Iterable[str]) -> list[str]:
    """Gives the sentences that state something of some things, the latest first."""
    ids = list(things)
    rows = [row for way in ("rdf:subject", "rdf:object") for row in ask_in_batches(graph, _SENTENCES % way, ids)]
    releases = {id: id.rpartition("/")[0] for (source,) in rows if (id := shorten(source)).startswith("release/")}
    issues = {shorten(id): issued or "" for id, issued in ask_in_batches(graph, _ISSUES, releases.values())}
    return sorted(releases, key=lambda id: (issues.get(releases[id], ""), id), reverse=True)


def _find_claims(graph: Graph, pattern: str, ids: Iterable[str]) -> list[_Claim]:
    """Gives the claims of sentences that a pattern binds to some ids."""
    rows = (_Claim(*map(shorten, row)) for row in ask_in_batches(graph, _CLAIMS % pattern, ids))
    return [claim for claim in rows if claim.verb in PREDICATES and claim.source.startswith("release/")]


def _list_ends(claims: Iterable[_Claim], kinds: Collection[str]) -> set[str]:
    return {end for claim in claims for end in (claim.subject, claim.object) if end.partition("/")[0] in kinds}


def _copy(graph: Graph, claims: Collection[_Claim], people: Iterable[str], thing: str) -> Iterator[Table]:
    """Gives the triples of some claims with their sentences and ends, of what is named in those, of the offices of some
    people, and of a thing."""
    things = {thing, *_list_ends(claims, KINDS)}
    sentences = {claim.source for claim in claims}
    happenings = _list_ends(claims, _HAPPENINGS)
    wanted = {claim.id for claim in claims} | sentences | {*things} | {claim.node for claim in claims if claim.node}
    for question, about in ((_PARTS, happenings), (_TENURES, people), (_SIGNED, happenings), (_RELEASES, sentences)):
        wanted |= {shorten(id) for (id,) in ask_in_batches(graph, question, about)}
    wanted |= {shorten(id) for (id,) in graph.ask(_LATEST)}
    known: set[str] = set()
    for _ in range(_DEEPEST):
        known |= wanted
        tables = list(select_in_batches(graph, _TRIPLES, sorted(wanted)))
        yield from tables
        wanted = {id for table in tables for row in table.rows if (id := _find_named(row[2])) and id not in known}


def _find_named(value: Cell | None) -> str:
    """Gives the id of a thing that a triple names, other than an event or agreement; empty where it names none."""
    id = shorten(value.value) if value and value.kind == "iri" else ""
    return id if id.partition("/")[0] in _NAMED else ""
