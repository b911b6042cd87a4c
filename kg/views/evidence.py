"""Turns claims into Facts: a plain triple with the sentences, or the reference records, that say it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.graph.bindings import is_iri
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
    that of the sentence, or of the row. One that is outlined has its id for its text, and neither title nor address:
    see `complete_evidence`.
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
# Of these there are most; what they say of an event is also told by the event.
TAKING_PART = ("gba:participatedIn", "gba:chaired")
# How a thing is a part of an event: by taking part, as its place (or one around it), visited, or as what holds it.
INVOLVES = "gba:participation/gba:agent|schema:location/schema:containedInPlace*|gba:visited|gba:underMechanism"
_FACT = """SELECT DISTINCT ?subject ?predicate ?object ?node ?source ?status WHERE {{
  {wanted}
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; prov:wasDerivedFrom ?source .
  OPTIONAL {{ ?claim gba:elaboratedBy ?node }} OPTIONAL {{ ?claim gba:status ?status }}
}}"""
_EVENTS_TOLD = f"""SELECT DISTINCT ?source ?event WHERE {{
  ?claim rdf:subject $about ; rdf:predicate ?predicate ; rdf:object ?event ; prov:wasDerivedFrom ?source ;
    gba:elaboratedBy ?node
  FILTER (?predicate IN ({", ".join(TAKING_PART)})) FILTER NOT EXISTS {{ ?claim gba:status ?status }}
}}"""
_FACTS = {
    name: _FACT.format(wanted=f"?claim {pattern} .")
    for name, pattern in {
        "all": "a gba:Claim",
        "agent": "gba:elaboratedBy/gba:agent $about",
    }.items()
}
_FACTS_OF_MANY = {
    name: _FACT.format(wanted=wanted)
    for name, wanted in {
        "subject": "VALUES ?subject { $wanted }",
        "subject apart": f"VALUES ?subject {{ $wanted }} FILTER (?predicate NOT IN ({', '.join(TAKING_PART)}))",
        "object": "VALUES ?object { $wanted }",
        "object apart": f"VALUES ?object {{ $wanted }} FILTER (?predicate NOT IN ({', '.join(TAKING_PART)}))",
        "node": "VALUES ?about { $wanted } ?claim gba:elaboratedBy ?about .",
        "visits": "VALUES ?object { $wanted } FILTER (?predicate = gba:visited)",
        "taking part": f"VALUES ?object {{ $wanted }} FILTER (?predicate IN ({', '.join(TAKING_PART)}))",
    }.items()
}
_BEHIND = "SELECT DISTINCT ?about ?source WHERE {{ {ways} }}".format(
    ways=" UNION ".join(
        f"{{ VALUES ?about {{ $wanted }} {way} }}"
        for way in (
            "?claim rdf:subject ?about ; prov:wasDerivedFrom ?source",
            "?claim rdf:object ?about ; prov:wasDerivedFrom ?source",
            "?claim gba:elaboratedBy ?about ; prov:wasDerivedFrom ?source",
            "?about prov:wasDerivedFrom ?source",
            "?source dct:isPartOf ?about",
            "?about oa:exact ?own BIND (?about AS ?source)",
        )
    )
)
# A sentence has many statements, a release many sentences: what is said of either is read once.
_SOURCES = """SELECT ?source ?text ?ordinal ?release ?table ?row WHERE {{
  {{ {wanted} ?source oa:exact ?text OPTIONAL {{ ?source gba:ordinal ?ordinal }}
     OPTIONAL {{ ?source dct:isPartOf ?release }} }}
  UNION {{ {wanted} ?source gba:row ?row OPTIONAL {{ ?source dct:source ?table }} }}
}}"""
_TEXTS = "SELECT ?source ?text WHERE { VALUES ?source { $wanted } ?source oa:exact ?text }"
# A sentence is called by its release and its place there.
_SENTENCE = re.compile(r"(?P<release>release/.+)/s(?P<ordinal>[0-9]+)")
_ISSUES = "SELECT ?release ?issued WHERE { VALUES ?release { $wanted } ?release dct:issued ?issued }"
_RELEASES = """SELECT ?release ?title ?issued ?url ?restated WHERE {{
  {wanted} OPTIONAL {{ ?release dct:issued ?issued }} OPTIONAL {{ ?release dct:title ?title }}
  OPTIONAL {{ ?release dct:source ?url }} OPTIONAL {{ ?release gba:restated ?restated }}
}}"""
_LAST_ISSUE = "SELECT ?issued WHERE { ?release a gba:Release ; dct:issued ?issued } ORDER BY DESC(?issued) LIMIT 1"


@dataclass(frozen=True, slots=True)
class _Source:
    """A sentence or a row, with what tells where it stands among others: when it was issued, in which release, which
    sentence of it; of a row, which of which table, those
    on the web first."""

    evidence: Evidence
    place: tuple[str, str, int] = ("", "", 0)
    row: tuple[bool, str, str] = (False, "", "")


def find_facts(graph: Graph, *, planned: bool = False) -> tuple[Fact, ...]:
    """Gives every fact, by subject; those not done only if asked for."""
    return _collect(graph, graph.ask(_FACTS["all"]), planned=planned, is_whole=True)


def find_facts_of(graph: Graph, *things: str, planned: bool = False, is_outline: bool = False) -> tuple[Fact, ...]:
    """Gives the facts whose subject is one of `things`, earliest evidence first; those not done only if asked for."""
    rows = ask_in_batches(graph, _FACTS_OF_MANY["subject"], things)
    return _collect(graph, rows, planned=planned, is_outline=is_outline)


def find_facts_on(graph: Graph, *things: str, is_outline: bool = False) -> tuple[Fact, ...]:
    """Gives the facts whose object is one of `things`."""
    return _collect(graph, ask_in_batches(graph, _FACTS_OF_MANY["object"], things), is_outline=is_outline)


def find_facts_apart(graph: Graph, thing: str) -> tuple[Fact, ...]:
    """Gives the facts whose subject, then those whose object is a thing, without those that it took part in an
    event, their evidence outlined."""
    sides = (ask_in_batches(graph, _FACTS_OF_MANY[side], [thing]) for side in ("subject apart", "object apart"))
    return tuple(fact for rows in sides for fact in _collect(graph, rows, is_outline=True))


def find_events_told(graph: Graph, thing: str) -> dict[str, set[str]]:
    """Gives the done events that each sentence says a thing took part in, by the id of the sentence."""
    found: dict[str, set[str]] = {}
    for source, event in graph.ask(_EVENTS_TOLD, about=to_iri(thing)):
        found.setdefault(shorten(source), set()).add(shorten(event))
    return found


def find_facts_at(graph: Graph, events: Iterable[str], *, is_outline: bool = False) -> tuple[Fact, ...]:
    """Gives who took part in some events."""
    return _collect(graph, ask_in_batches(graph, _FACTS_OF_MANY["taking part"], events), is_outline=is_outline)


def find_visits(graph: Graph, places: Iterable[str], *, is_outline: bool = False) -> tuple[Fact, ...]:
    """Gives who visited some places."""
    return _collect(graph, ask_in_batches(graph, _FACTS_OF_MANY["visits"], places), is_outline=is_outline)


def find_facts_behind(
    graph: Graph, nodes: Iterable[str], *, planned: bool = False, is_outline: bool = False
) -> dict[str, tuple[Fact, ...]]:
    """Gives the facts that some tenures or participations elaborate, by these; those not done only if asked for."""
    rows = ask_in_batches(graph, _FACTS_OF_MANY["node"], nodes)
    return _group(_collect(graph, rows, planned=planned, is_outline=is_outline), lambda fact: fact.node or "")


def find_facts_behind_parts(graph: Graph, agent: str, *, planned: bool = False) -> dict[str, tuple[Fact, ...]]:
    """Gives the facts that the participations of an agent elaborate, by participation."""
    facts = _collect(graph, graph.ask(_FACTS["agent"], about=to_iri(agent)), planned=planned)
    return _group(facts, lambda fact: fact.node or "")


def find_last_issue(graph: Graph) -> str:
    """Gives the day on which the last release was issued; empty if there is none."""
    rows = graph.ask(_LAST_ISSUE)
    return (rows[0][0] or "")[:10] if rows else ""


def read_sentences(graph: Graph, sentences: Iterable[str], *, is_outline: bool = False) -> dict[str, Evidence]:
    """Gives the sentences of some ids (`release/seed-20240108/en/s1`), each with its release; they may be outlined."""
    return {id: source.evidence for id, source in _read_sources(graph, sentences, is_outline=is_outline).items()}


def complete_evidence(graph: Graph, outlined: Iterable[Evidence]) -> dict[str, Evidence]:
    """Gives, by its id, each sentence of some that was outlined, with its words."""
    return read_sentences(graph, (source.id for source in outlined if source.text == source.id))


def find_sources(graph: Graph, *nodes: str, is_outline: bool = False) -> dict[str, tuple[Evidence, ...]]:
    """Gives whatever says something of some nodes of any kind, done or not: of a release its sentences, of a sentence
    itself; sentences come by date, before reference tables."""
    behind: dict[str, dict[str, None]] = {node: {} for node in nodes}
    for about, source in ask_in_batches(graph, _BEHIND, nodes):
        behind[shorten(about)][shorten(source)] = None
    wanted = (source for found in behind.values() for source in found)
    sources = _read_sources(graph, wanted, is_outline=is_outline)
    return {node: _sort_evidence(sources[source] for source in found) for node, found in behind.items()}


def _sort_evidence(sources: Iterable[_Source]) -> tuple[Evidence, ...]:
    ranked = sorted(sources, key=lambda source: (not source.evidence.text, source.place, source.row))
    return tuple(dict.fromkeys(source.evidence for source in ranked))


def join_evidence(facts: tuple[Fact, ...] | list[Fact]) -> tuple[Evidence, ...]:
    """Gives the evidence of several facts, each sentence once, sentences before reference tables."""
    found = dict.fromkeys(evidence for fact in facts for evidence in fact.evidence)
    return tuple(sorted(found, key=lambda evidence: not evidence.text))


def find_sentences_about(graph: Graph, things: Iterable[str]) -> tuple[Evidence, ...]:
    """Gives every sentence that says something done of these things; what stands behind a count of them."""
    about = list(things)
    on = _group(find_facts_on(graph, *about), lambda fact: fact.object)
    of = _group(find_facts_of(graph, *about), lambda fact: fact.subject)
    return join_evidence([fact for thing in about for fact in (*on.get(thing, ()), *of.get(thing, ()))])


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


def _collect(
    graph: Graph, rows: Iterable[Row], *, planned: bool = False, is_whole: bool = False, is_outline: bool = False
) -> tuple[Fact, ...]:
    """Gathers the sources of each fact, the earliest first; a claim that has a status was not done when it was said."""
    told = [tuple(value or "" for value in row) for row in rows if planned or not row[-1]]
    ids = {source: shorten(source) for source in (row[4] for row in told)}
    sources = _read_sources(graph, ids.values(), is_whole=is_whole, is_outline=is_outline)
    told.sort(key=lambda row: (*row[:3], sources[ids[row[4]]].place, *row[3:]))
    found: dict[tuple[str, str, str, str | None], list[Evidence]] = {}
    for subject, predicate, other, node, source, _ in told:
        key = (shorten(subject), shorten(predicate), shorten(other), shorten(node) or None)
        found.setdefault(key, []).append(sources[ids[source]].evidence)
    return tuple(Fact(*key, tuple(dict.fromkeys(evidence))) for key, evidence in found.items())


def _group(facts: Iterable[Fact], key: Callable[[Fact], str]) -> dict[str, tuple[Fact, ...]]:
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[key(fact)].append(fact)
    return {name: tuple(some) for name, some in found.items()}


def _read_sources(
    graph: Graph, ids: Iterable[str], *, is_whole: bool = False, is_outline: bool = False
) -> dict[str, _Source]:
    """Gives what stands in some sentences and rows, for which with `is_whole` all that there are are read; of an
    outline only where they stand."""
    wanted = list(dict.fromkeys(ids))
    if is_whole:
        rows: Iterable[Row] = graph.ask(_SOURCES.format(wanted=""))
        issues: Iterable[Row] = graph.ask(_RELEASES.format(wanted="?release a gba:Release"))
    else:
        places = {id: place for id in wanted if (place := _SENTENCE.fullmatch(id))}
        texts = {id: id for id in places} if is_outline else _read_texts(graph, places)
        others = (id for id in wanted if id not in places)
        rows = [(id, text, places[id]["ordinal"], places[id]["release"], None, None) for id, text in texts.items()]
        rows += ask_in_batches(graph, _SOURCES.format(wanted="VALUES ?source { $wanted }"), others)
        named = (shorten(release) for _, _, _, release, *_ in rows if release)
        if is_outline:
            issues = ((id, None, day, None, None) for id, day in ask_in_batches(graph, _ISSUES, named))
        else:
            issues = ask_in_batches(graph, _RELEASES.format(wanted="VALUES ?release { $wanted }"), named)
    details, releases = ({shorten(id): tuple(values) for id, *values in found} for found in (rows, issues))
    nothing: Row = (None,) * 5
    return {id: _make_source(id, details.get(id, nothing), releases) for id in wanted}


def _read_texts(graph: Graph, sentences: Iterable[str]) -> dict[str, str]:
    return {shorten(id): text or "" for id, text in ask_in_batches(graph, _TEXTS, sentences)}


def _make_source(id: str, details: Row, releases: Mapping[str, Row]) -> _Source:
    text, ordinal, iri, table, row = details
    if text is None:
        about = make_phrase("reference_table", row=row or make_phrase("row_unknown"))
        is_on_web = table is not None and table.startswith(("http://", "https://")) and is_iri(table)
        said_by = make_phrase("general_knowledge") if table == NO_SOURCE else table or ""
        return _Source(Evidence("", "", about, "", said_by, id=id), row=(not is_on_web, table or "", row or ""))
    release = shorten(iri)
    title, issued, url, restated = releases.get(release, (None,) * 4)
    evidence = Evidence(
        text,
        release.removeprefix("release/"),
        title or "",
        (issued or "")[:10],
        url or "",
        restated == "true",
        id,
    )
    return _Source(evidence, (issued or "", release, int(ordinal or 0)))
