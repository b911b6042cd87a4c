"""Turns a graph into the list of what is wrong with it, one line per problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import pyshacl
import rdflib
from rdflib.namespace import SH

from kg.errors import DataError
from kg.files import find_shipped
from kg.graph.bridge import make_rdflib
from kg.graph.claims import make_release_iri
from kg.graph.graph import Graph, Iri
from kg.graph.terms import PLAIN_PREDICATES, shorten_iri
from kg.releases import Release

# pyshacl wants its graph in rdflib's memory; every shape but the SPARQL ones looks at one node's own triples.
_SLICE: Final = 2_000
_TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf)
# Is told after each slice how many nodes are looked at, and how many there are.
Show = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with which node; a `warning` does not make a graph unsound, a `violation` does."""

    severity: str
    node: str
    rule: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.node} {self.rule}"


def check(graph: Graph, *, releases: Iterable[Release] = (), show: Show | None = None) -> list[Problem]:
    """Gives all problems, sorted; with the releases at hand, each sentence is compared with their stored text.

    >>> {problem.severity for problem in kg.check(kg.open("gba.kg"))}
    {'warning'}
    """
    problems = {*_check_sources(graph), *_check_plain_triples(graph), *_check_matters(graph)}
    problems.update(_check_nodes(graph), _check_namesakes(graph), check_shapes(graph, show=show))
    for release in releases:
        problems.update(_check_text(graph, release))
    return sorted(problems)


def check_shapes(graph: Graph, *, slice_size: int = _SLICE, show: Show | None = None) -> Iterator[Problem]:
    """Gives what `ontology/shapes.ttl` finds: its SPARQL constraints by one question each, the rest slice by slice."""
    shapes = _read_shapes(find_shipped("ontology", "shapes.ttl"))
    yield from _ask_constraints(graph, shapes)
    _aim_properties(shapes)
    targets = _write_targets(shapes)
    ((total,),) = graph.ask(f"SELECT (COUNT(DISTINCT ?node) AS ?total) WHERE {targets}")
    nodes, done = graph.find_nodes(f"SELECT DISTINCT ?node WHERE {targets}"), 0
    while part := list(islice(nodes, slice_size)):
        yield from _validate(_cut_slice(graph, part, shapes), shapes)
        done += len(part)
        if show:
            show(done, int(total or 0))


def _read_shapes(path: Path) -> rdflib.Graph:
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except (OSError, SyntaxError) as error:
        raise DataError(f"{path}: the shapes cannot be read ({error})") from error


def _ask_constraints(graph: Graph, shapes: rdflib.Graph) -> Iterator[Problem]:
    """Takes the SPARQL constraints out of the shapes and asks the store once: pyshacl asks per node, 20 ms each."""
    for shape, constraint in list(shapes.subject_objects(SH.sparql)):
        shapes.remove((shape, SH.sparql, constraint))
        message = str(shapes.value(constraint, SH.message))
        for node, *_ in graph.ask(str(shapes.value(constraint, SH.select))):
            yield _violation(node, message)


def _aim_properties(shapes: rdflib.Graph) -> None:
    """Gives each property shape the targets of its node shape, which means the same.

    pyshacl then looks at all targets of a property at once; asked by a node shape it starts anew for each node, which
    takes it three to five times as long.
    """
    for shape, part in list(shapes.subject_objects(SH.property)):
        targets = [(way, target) for way in _TARGETS for target in shapes.objects(shape, way)]
        if targets:
            shapes.remove((shape, SH.property, part))
        for way, target in targets:
            shapes.add((part, way, target))


def _write_targets(shapes: rdflib.Graph) -> str:
    """Writes in SPARQL which nodes the shapes look at."""
    classes = {f"{{ ?node a {name.n3()} }}" for name in shapes.objects(None, SH.targetClass)}
    subjects = {f"{{ ?node {name.n3()} ?value }}" for name in shapes.objects(None, SH.targetSubjectsOf)}
    return f"{{ {' UNION '.join(sorted(classes | subjects))} FILTER (isIRI(?node)) }}"


def _cut_slice(graph: Graph, nodes: Iterable[str], shapes: rdflib.Graph) -> rdflib.Graph:
    """Gives the triples of some nodes that shapes may look at: those whose predicate they name."""
    names = {name.n3() for triple in shapes for name in triple if isinstance(name, rdflib.URIRef)}
    question = f"""
        CONSTRUCT {{ ?node ?predicate ?value }} WHERE {{
          VALUES ?node {{ {" ".join(f"<{node}>" for node in nodes)} }}
          ?node ?predicate ?value
          FILTER (?predicate IN ({", ".join(sorted(names))}))
        }}"""
    return make_rdflib(graph.select(question))


def _validate(part: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Problem]:
    _, report, _ = pyshacl.validate(part, shacl_graph=shapes, inplace=True)
    for result in report.subjects(SH.resultSeverity, None):
        severity = report.value(result, SH.resultSeverity)
        focus, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
        yield Problem("warning" if severity == SH.Warning else "violation", shorten_iri(str(focus)), str(message))


def _check_sources(graph: Graph) -> Iterator[Problem]:
    question = """
        SELECT ?claim WHERE {
          ?claim a gba:Claim
          MINUS { ?claim prov:wasDerivedFrom ?sentence . ?sentence a gba:Sentence }
          MINUS { ?claim prov:wasDerivedFrom ?record . ?record a gba:ReferenceRecord }
        }"""
    for (claim,) in graph.ask(question):
        yield _violation(claim, "rests on no sentence and no reference record of this graph")


def _check_plain_triples(graph: Graph) -> Iterator[Problem]:
    for predicate in PLAIN_PREDICATES:
        # An event's own `gba:visited` says where it went; only an agent's needs a claim.
        question = f"""
            SELECT ?subject ?object WHERE {{
              ?subject {predicate} ?object
              MINUS {{ ?subject a schema:Event }}
              MINUS {{ ?claim rdf:predicate {predicate} ; rdf:subject ?subject ; rdf:object ?object }}
            }}"""
        for subject, value in graph.ask(question):
            yield _violation(subject, f"{predicate} {shorten_iri(value or '')} has no claim")


def _check_matters(graph: Graph) -> Iterator[Problem]:
    question = """
        SELECT ?event ?matter WHERE {
          ?event gba:matter ?matter
          MINUS { ?claim rdf:predicate gba:matter ; rdf:subject ?event ; rdf:object ?matter }
        }"""
    for event, matter in graph.ask(question):
        yield _violation(event, f"gba:matter {matter!r} has no claim")


def _check_nodes(graph: Graph) -> Iterator[Problem]:
    for kind in ("gba:Tenure", "gba:Participation"):
        question = f"SELECT ?node WHERE {{ ?node a {kind} MINUS {{ ?claim gba:elaboratedBy ?node }} }}"
        for (node,) in graph.ask(question):
            yield _violation(node, f"is a {kind} that no claim is elaborated by")


def _check_namesakes(graph: Graph) -> Iterator[Problem]:
    """Two people of one full name are kept apart where nothing says that they are one: for somebody to look at."""
    question = """
        SELECT DISTINCT ?one ?other ?name WHERE {
          ?one a foaf:Person ; skos:prefLabel|skos:altLabel ?name .
          ?other a foaf:Person ; skos:prefLabel|skos:altLabel ?name .
          FILTER (STR(?one) < STR(?other))
          FILTER EXISTS { ?release schema:mentions ?one }
          FILTER EXISTS { ?release schema:mentions ?other }
        }"""
    for one, other, name in graph.ask(question):
        rule = f"bears the name {name} as {shorten_iri(other or '')} does: they are kept apart"
        yield Problem("warning", shorten_iri(one or ""), rule)


def _check_text(graph: Graph, release: Release) -> Iterator[Problem]:
    question = """
        SELECT ?sentence ?exact ?start ?end WHERE {
          ?sentence dct:isPartOf ?release ; oa:exact ?exact ; oa:start ?start ; oa:end ?end
        }"""
    release_iri = make_release_iri(release.id, release.lang).value
    for sentence, exact, start, end in graph.ask(question, release=Iri(release_iri)):
        if release.text[int(start or 0) : int(end or 0)] != exact:
            yield _violation(sentence, "is not what stands at its place in the stored text")


def _violation(node: str | None, rule: str) -> Problem:
    return Problem("violation", shorten_iri(node or ""), rule)
