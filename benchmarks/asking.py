"""Asks every question of one graph in one way and prints seconds and rows, a line of JSON for each.

python -m benchmarks.asking values STORE            the values that each question is asked with: of what is named most
python -m benchmarks.asking shipped STORE VALUES    the questions of ontology/questions
python -m benchmarks.asking by-hand STORE VALUES    the same in another form, as benchmarks/questions writes them
python -m benchmarks.asking rdflib FILE.nt VALUES   the shipped ones, answered by rdflib in memory
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import rdflib

from kg.graph.bindings import Iri, Text, Value, bind_values
from kg.graph.graph import Graph
from kg.graph.questions import Question, list_questions, read_question
from kg.graph.terms import PREFIXES

_FOLDER = Path(__file__).with_name("questions")
_RUNS = 5
_ENOUGH = 2.0  # seconds: what takes longer is not asked five times
_LONGEST = 60
Rows = list[tuple[str, ...]]
Figures = dict[str, float | str]
T = TypeVar("T")

# What most releases name, of a kind; each is asked for by its English name.
_NAMED_MOST = """SELECT ?name WHERE {{
  {{ SELECT ?thing (COUNT(*) AS ?count) WHERE {{ ?release schema:mentions ?thing . ?thing a {kind} }} GROUP BY ?thing }}
  ?thing skos:prefLabel ?name FILTER (LANG(?name) = "en")
}} ORDER BY DESC(?count) ?thing LIMIT 1"""
_KINDS = {"person": "foaf:Person", "post": "org:Post", "place": "schema:Place", "body": "org:FormalOrganization"}
_MET_MOST = """SELECT ?subject ?object WHERE {
  { SELECT ?one ?other (COUNT(*) AS ?count) WHERE {
    ?claim rdf:predicate gba:metWith ; rdf:subject ?one ; rdf:object ?other } GROUP BY ?one ?other }
  ?one skos:prefLabel ?subject . ?other skos:prefLabel ?object FILTER (LANG(?subject) = "en" && LANG(?object) = "en")
} ORDER BY DESC(?count) ?one ?other LIMIT 1"""
_BOUND_MOST = """SELECT ?one ?other WHERE {
  { SELECT ?first ?second (COUNT(*) AS ?count) WHERE {
    ?agreement gba:party ?first, ?second ; gba:status gba:done FILTER (STR(?first) < STR(?second)) }
    GROUP BY ?first ?second }
  ?first skos:prefLabel ?one . ?second skos:prefLabel ?other FILTER (LANG(?one) = "en" && LANG(?other) = "en")
} ORDER BY DESC(?count) ?first ?second LIMIT 1"""
_SAYS_MOST = """SELECT ?release WHERE {
  ?claim prov:wasDerivedFrom ?sentence . ?sentence dct:isPartOf ?release
} GROUP BY ?release ORDER BY DESC(COUNT(*)) ?release LIMIT 1"""


def choose_values(graph: Graph) -> dict[str, dict[str, str]]:
    """Gives for each question the values to ask it with; a parameter without one keeps its default."""
    most = {kind: _ask_once(graph, _NAMED_MOST.format(kind=name)) for kind, name in _KINDS.items()}
    met, bound, says = (_ask_once(graph, text) for text in (_MET_MOST, _BOUND_MOST, _SAYS_MOST))
    chosen: dict[str, dict[str, str]] = {}
    for question in list_questions():
        values = {}
        for parameter in question.parameters:
            kind = next((kind for kind in (*parameter.kinds, "person") if most.get(kind)), None)
            if parameter.is_name and kind:
                values[parameter.name] = most[kind][0]
        chosen[question.name] = values
    for name, parameters, row in (
        ("evidence-of-a-statement", ("subject", "object"), met),
        ("agreements-between", ("one", "other"), bound),
        ("what-a-release-says", ("release",), says),
    ):
        chosen[name] |= dict(zip(parameters, row, strict=False))
    return chosen


def _ask_once(graph: Graph, text: str) -> tuple[str, ...]:
    rows = graph.ask(text)
    return tuple(value or "" for value in rows[0]) if rows else ()


def fill_values(question: Question, given: dict[str, str]) -> dict[str, Value]:
    """Gives every parameter its value: a name in English, an IRI, or the default."""
    values = question.fill_values()
    for parameter in question.parameters:
        if parameter.name in given:
            written = given[parameter.name]
            values[parameter.name] = Iri(written) if isinstance(parameter.default, Iri) else Text(written, "en")
    return values


def ask_store(store: str, question: Question, values: dict[str, Value]) -> Rows:
    """Gives the rows that `kg` answers with."""
    graph = _open(store)
    return [tuple(str(cell) for cell in row) for row in graph.ask(question.sparql, **values)]


@cache
def _open(store: str) -> Graph:
    """Opens a store once in each process: it is warm when it is asked again."""
    return Graph.open(store)


def ask_rdflib(graph: rdflib.Graph, question: Question, values: dict[str, Value]) -> Rows:
    """Gives the rows that rdflib answers with: the question as text, with its values in it."""
    result = graph.query(bind_values(question.sparql, values), initNs=PREFIXES)
    return [tuple(str(cell) for cell in row) for row in result]  # type: ignore[union-attr]


def measure_apart(
    ask: Callable[[T, Question, dict[str, Value]], Rows], source: T, question: Question, values: dict[str, Value]
) -> Figures:
    """Gives the figures of a question that a process of its own asks; none where it takes longer than a minute."""
    apart = multiprocessing.get_context("fork")
    receiver, sender = apart.Pipe(duplex=False)

    def work() -> None:
        sender.send(measure(partial(ask, source, question, values)))

    process = apart.Process(target=work)
    process.start()
    sender.close()  # so that a process that fails is seen at once
    figures: Figures = receiver.recv() if receiver.poll(_LONGEST) else {}
    process.kill()
    process.join()
    return figures


def measure(ask: Callable[[], Rows]) -> Figures:
    """Asks once to warm up and then five times, or once where that is slow; gives the median, and rows as number and
    hash."""
    start = time.perf_counter()
    rows = ask()
    first = time.perf_counter() - start
    times = [_time(ask) for _ in range(_RUNS if first < _ENOUGH else 1)]
    digest = hashlib.sha256("\n".join(sorted("\t".join(row) for row in rows)).encode()).hexdigest()
    return {"seconds": statistics.median(times), "rows": len(rows), "digest": digest[:12]}


def _time(ask: Callable[[], Rows]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def main() -> None:
    """Prints the values, or a line of JSON for each question as soon as it is answered."""
    way, source = sys.argv[1:3]
    if way == "values":
        print(json.dumps(choose_values(Graph.open(source))))
        return
    chosen = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
    memory = rdflib.Graph()
    if way == "rdflib":
        memory.parse(source, format="nt")
    for shipped in list_questions():
        question = read_question(_FOLDER / f"{shipped.name}.rq") if way == "by-hand" else shipped
        values = fill_values(shipped, chosen[shipped.name])
        if way == "rdflib":
            figures = measure_apart(ask_rdflib, memory, question, values)
        else:
            figures = measure_apart(ask_store, source, question, values)
        print(json.dumps({"name": shipped.name, **figures}), flush=True)


if __name__ == "__main__":
    main()
