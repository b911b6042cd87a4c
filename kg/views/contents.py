"""Turns a graph into its Contents: how many releases, things and statements it holds, and the time they cover."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.graph.terms import expand_iri, shorten_iri
from kg.vocabulary import Kind, Status

_RELEASES = """SELECT ?year ?lang (COUNT(DISTINCT ?release) AS ?count) WHERE {
  ?release a gba:Release ; dct:issued ?issued ; dct:language ?lang BIND (SUBSTR(STR(?issued), 1, 4) AS ?year)
} GROUP BY ?year ?lang ORDER BY ?year ?lang"""
_THINGS = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing a ?class } GROUP BY ?class"""
_SENTENCES = """SELECT ?lang (COUNT(DISTINCT ?sentence) AS ?count) WHERE {
  ?sentence a gba:Sentence ; dct:isPartOf/dct:language ?lang
} GROUP BY ?lang ORDER BY ?lang"""
_STATEMENTS = """SELECT ?predicate ?source (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  ?claim a gba:Claim ; rdf:predicate ?predicate ; prov:wasDerivedFrom/rdf:type ?class
  OPTIONAL { ?claim gba:status ?status }
  BIND (IF(?class = gba:ReferenceRecord, "reference", IF(BOUND(?status), STRAFTER(STR(?status), "#"), "done"))
    AS ?source)
} GROUP BY ?predicate ?source ORDER BY ?predicate ?source"""
_ISSUED = """SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {
  ?release a gba:Release ; dct:issued ?issued BIND (STR(SUBSTR(STR(?issued), 1, 10)) AS ?day)
}"""
_HAPPENED = """SELECT (MIN(STR(?earliest)) AS ?first) (MAX(STR(?latest)) AS ?last) WHERE {
  ?event a schema:Event ; gba:status gba:done ; gba:earliest ?earliest ; gba:latest ?latest
}"""
# What a statement is told by: of a release whether it was done, and rows of the reference tables.
REFERENCE = "reference"
SOURCES = (*(status.value for status in Status), REFERENCE)


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of what: `part` is the language of releases and sentences, the source of statements."""

    section: str
    name: str
    part: str
    count: int


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of something; both None where no day is known."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a graph holds: its counts by section, when its releases were issued and when its done events took place."""

    counts: tuple[Count, ...]
    issued: Span
    happened: Span

    def list_section(self, section: str) -> list[Count]:
        """Gives the counts of `releases`, `sentences`, `things` or `statements`."""
        return [count for count in self.counts if count.section == section]

    def sum_section(self, section: str) -> int:
        """Gives how many there are in a section."""
        return sum(count.count for count in self.list_section(section))


def count_contents(graph: Graph) -> Contents:
    """Counts releases by year and language, sentences by language, things by kind and statements by predicate.

    A statement counts once for each sentence, or row of a reference table, that says it. Sentences are those that say
    something: the graph keeps no others.

    >>> contents = kg.count_contents(kg.open("gba.kg"))
    >>> contents.sum_section("releases"), contents.issued.first
    (30, '2008-11-13')
    """
    counts = [Count("releases", year or "", lang or "", _read(count)) for year, lang, count in graph.ask(_RELEASES)]
    counts += [Count("sentences", "all", lang or "", _read(count)) for lang, count in graph.ask(_SENTENCES)]
    by_class = {name: _read(count) for name, count in graph.ask(_THINGS)}
    classes = {kind.value: kind.class_name for kind in Kind if kind.class_name} | {"indicator": "gba:Indicator"}
    counts += [Count("things", kind, "", by_class.get(expand_iri(name), 0)) for kind, name in classes.items()]
    counts += [
        Count("statements", shorten_iri(name or ""), source or "", _read(count))
        for name, source, count in graph.ask(_STATEMENTS)
    ]
    return Contents(tuple(counts), _read_span(graph, _ISSUED), _read_span(graph, _HAPPENED))


def _read(count: str | None) -> int:
    return int(count or 0)


def _read_span(graph: Graph, question: str) -> Span:
    rows = graph.ask(question)
    return Span(*rows[0]) if rows else Span(None, None)
