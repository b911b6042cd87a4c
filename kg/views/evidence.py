"""Turns claims into Facts: a plain triple with the sentences, or the reference records, that say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.phrases import make_phrase, say_phrase
from kg.views.batches import ask_in_batches
from kg.views.names import shorten, to_iri
from kg.vocabulary import NO_SOURCE

Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why we say it: the exact sentence and its release; or, with `text` empty, a row of a reference table.

    A sentence that is `restated` is no quotation: the release at its address tells the same in other words. `id` is
    that of the sentence, or of the row.
    """

    text: str
    release: str
    title: str
    date: str
    url: str
    restated: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain triple; `node` is the tenure or participation that elaborates it."""

    subject: str
    predicate: str
    object: str
    node: str | None
    evidence: tuple[Evidence, ...]


# The predicates of facts, the closest ties first. The ontology says how each of them is read.
PREDICATES = (
    "gba:metWith",
    "gba:signed",
    "gba:witnessed",
    "gba:chaired",
    "gba:participatedIn",
    "gba:partyTo",
    "gba:establishes",
    "gba:visited",
    "gba:involvedIn",
    "org:holds",
    "org:postIn",
    "org:memberOf",
    "org:subOrganizationOf",
)
# How a thing is a part of an event: by taking part, as its place (or one around it), visited, or as what holds it.
INVOLVES = "gba:participation/gba:agent|schema:location/schema:containedInPlace*|gba:visited|gba:underMechanism"
_SELECT = """SELECT DISTINCT ?subject ?predicate ?object ?node
  ?source ?text ?release ?title ?issued ?url ?restated ?table ?row ?status"""
_CLAIM = "?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; prov:wasDerivedFrom ?source ."
# An OPTIONAL of one triple is looked up for each row; one of several is joined with all that the store holds.
_SOURCE_DETAILS = """
  OPTIONAL { ?source oa:exact ?text OPTIONAL { ?source gba:ordinal ?ordinal }
             OPTIONAL { ?source dct:isPartOf ?release
                        OPTIONAL { ?release dct:title ?title } OPTIONAL { ?release dct:issued ?issued }
                        OPTIONAL { ?release dct:source ?url } OPTIONAL { ?release gba:restated ?restated } } }
  OPTIONAL { ?source gba:row ?row OPTIONAL { ?source dct:source ?table } }"""
_DETAILS = f"""
  OPTIONAL {{ ?claim gba:elaboratedBy ?node }} OPTIONAL {{ ?claim gba:status ?status }}{_SOURCE_DETAILS}
}} ORDER BY ?subject ?predicate ?object ?issued ?release ?ordinal ?node ?source"""
_EVENTS_AROUND = f"SELECT DISTINCT ?event WHERE {{ ?event {INVOLVES} $about }} ORDER BY ?event"
_FACTS = {
    name: f"{_SELECT} WHERE {{ ?claim {pattern} . {_CLAIM} {_DETAILS}"
    for name, pattern in {
        "all": "a gba:Claim",
        "subject": "rdf:subject $about",
        "object": "rdf:object $about",
        "node": "gba:elaboratedBy $about",
        "agent": "gba:elaboratedBy/gba:agent $about",
        "visits": "rdf:predicate gba:visited ; rdf:object/schema:containedInPlace+ $about",
    }.items()
}
_TAKING_PART = f"""{_SELECT} WHERE {{ VALUES ?object {{ $wanted }} {_CLAIM}
  FILTER (?predicate IN (gba:participatedIn, gba:chaired)) {_DETAILS}"""
_BEHIND = f"""SELECT DISTINCT ?source ?text ?release ?title ?issued ?url ?restated ?table ?row ?ordinal WHERE {{
  {{ ?claim rdf:subject|rdf:object|gba:elaboratedBy $about ; prov:wasDerivedFrom ?source }}
  UNION {{ $about prov:wasDerivedFrom ?source }}
  UNION {{ ?source dct:isPartOf $about }}
  UNION {{ $about oa:exact ?own BIND ($about AS ?source) }} {_SOURCE_DETAILS}
}} ORDER BY ?issued ?release ?ordinal ?table ?row"""
_LAST_ISSUE = "SELECT ?issued WHERE { ?release a gba:Release ; dct:issued ?issued } ORDER BY DESC(?issued) LIMIT 1"
_SENTENCES = """SELECT ?source ?text ?release ?title ?issued ?url ?restated ?table ?row WHERE {
  VALUES ?source { $wanted }
  ?source oa:exact ?text ; dct:isPartOf ?release .
  OPTIONAL { ?release dct:title ?title } OPTIONAL { ?release dct:issued ?issued }
  OPTIONAL { ?release dct:source ?url } OPTIONAL { ?release gba:restated ?restated }
} ORDER BY ?text ?title ?issued ?url"""


def find_facts(graph: Graph, *, planned: bool = False) -> tuple[Fact, ...]:
    """Gives every fact, by subject; those not done only if asked for."""
    return _collect(graph.ask(_FACTS["all"]), planned=planned)


def find_facts_of(graph: Graph, thing: str, *, planned: bool = False) -> tuple[Fact, ...]:
    """Gives the facts whose subject is `thing`, earliest evidence first; those not done only if asked for."""
    return _collect(graph.ask(_FACTS["subject"], about=to_iri(thing)), planned=planned)


def find_facts_on(graph: Graph, thing: str) -> tuple[Fact, ...]:
    """Gives the facts whose object is `thing`."""
    return _collect(graph.ask(_FACTS["object"], about=to_iri(thing)))


def find_facts_around(graph: Graph, thing: str) -> tuple[Fact, ...]:
    """Gives who took part in the events that a thing is a part of."""
    events = [shorten(event) for (event,) in graph.ask(_EVENTS_AROUND, about=to_iri(thing))]
    return _collect(ask_in_batches(graph, _TAKING_PART, events))


def find_visits_within(graph: Graph, place: str) -> tuple[Fact, ...]:
    """Gives who visited the places within a place."""
    return _collect(graph.ask(_FACTS["visits"], about=to_iri(place)))


def find_facts_behind(graph: Graph, node: str, *, planned: bool = False) -> tuple[Fact, ...]:
    """Gives the facts that a tenure or participation elaborates; those not done only if asked for."""
    return _collect(graph.ask(_FACTS["node"], about=to_iri(node)), planned=planned)


def find_facts_behind_parts(graph: Graph, agent: str, *, planned: bool = False) -> dict[str, tuple[Fact, ...]]:
    """Gives the facts that the participations of an agent elaborate, by participation."""
    found: dict[str, list[Fact]] = {}
    for fact in _collect(graph.ask(_FACTS["agent"], about=to_iri(agent)), planned=planned):
        found.setdefault(fact.node or "", []).append(fact)
    return {node: tuple(facts) for node, facts in found.items()}


def find_last_issue(graph: Graph) -> str:
    """Gives the day on which the last release was issued; empty if there is none."""
    rows = graph.ask(_LAST_ISSUE)
    return (rows[0][0] or "")[:10] if rows else ""


def read_sentences(graph: Graph, sentences: Iterable[str]) -> dict[str, Evidence]:
    """Gives the sentences of some ids (`release/seed-20240108/en/s1`), each with its release."""
    found: dict[str, Evidence] = {}
    for row in ask_in_batches(graph, _SENTENCES, sentences):
        found.setdefault(shorten(row[0]), _make_evidence([*row]))
    return found


def find_sources(graph: Graph, node: str) -> tuple[Evidence, ...]:
    """Gives whatever says something of a node of any kind, done or not: of a release its sentences, of a sentence
    itself; sentences come by date, before reference tables."""
    rows = graph.ask(_BEHIND, about=to_iri(node))
    found = dict.fromkeys(_make_evidence(source) for *source, _ in rows)
    return tuple(sorted(found, key=lambda evidence: not evidence.text))


def join_evidence(facts: tuple[Fact, ...] | list[Fact]) -> tuple[Evidence, ...]:
    """Gives the evidence of several facts, each sentence once, sentences before reference tables."""
    found = dict.fromkeys(evidence for fact in facts for evidence in fact.evidence)
    return tuple(sorted(found, key=lambda evidence: not evidence.text))


def find_sentences_about(graph: Graph, things: Iterable[str]) -> tuple[Evidence, ...]:
    """Gives every sentence that says something done of these things; what stands behind a count of them."""
    facts = [fact for thing in things for fact in (*find_facts_on(graph, thing), *find_facts_of(graph, thing))]
    return join_evidence(facts)


def rank_language(source: Evidence, lang: str) -> int:
    """Gives 0 for a sentence in a language, 1 for one in its other script, 2 for any other."""
    return rank_code(source.release.rpartition("/")[2], lang)


def rank_code(own: str, lang: str) -> int:
    """Gives 0 for a language itself, 1 for its other script, 2 for any other."""
    return 0 if own == lang else 1 if own.partition("-")[0] == lang.partition("-")[0] else 2


def say_text(source: Evidence, lang: str = "en") -> str:
    """Gives the sentence, behind the remark, in a language, that it is no quotation where that is so."""
    if not source.restated:
        return source.text
    return say_phrase(lang, "labelled", label=make_phrase("restated"), text=source.text)


def _collect(rows: Iterable[Row], *, planned: bool = False) -> tuple[Fact, ...]:
    """Gathers the sources of each fact; a claim that has a status was not done when it was said."""
    found: dict[tuple[str, str, str, str | None], list[Evidence]] = {}
    for subject, predicate, other, node, *source, status in rows:
        if status and not planned:
            continue
        key = (shorten(subject), shorten(predicate), shorten(other), shorten(node) if node else None)
        found.setdefault(key, []).append(_make_evidence(source))
    return tuple(Fact(*key, tuple(dict.fromkeys(sources))) for key, sources in found.items())


def _make_evidence(source: list[str | None]) -> Evidence:
    iri, text, release, title, issued, url, restated, table, row = source
    id = shorten(iri)
    if text is None:
        about = make_phrase("reference_table", row=row or make_phrase("row_unknown"))
        said_by = make_phrase("general_knowledge") if table == NO_SOURCE else table or ""
        return Evidence("", "", about, "", said_by, id=id)
    where = shorten(release).removeprefix("release/")
    return Evidence(text, where, title or "", (issued or "")[:10], url or "", restated == "true", id)
