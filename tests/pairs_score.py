"""Measures one identity across languages on releases whose facts were written by hand in both languages.

`python tests/pairs_score.py RELEASES GOLD`: RELEASES is a folder of releases, GOLD one of facts files named like them
(`<id>.<lang>.json`, with `people`, `bodies`, `events` and `names`). What is measured is the RDF that `kg extract`
writes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gold_facts import NO_NAME, Names, fold_all
from pair_events import ToldEvent, list_found, list_told, match_found, match_told

from kg.cli.main import run
from kg.graph.graph import Graph
from kg.mentions.pairs import Pair, find_pairs, make_version
from kg.releases import Release, read_releases

TOLD: Final = "events told in both"
GOALS: Final = {"people": 0.95, "bodies": 0.90, TOLD: 0.80}
MOST_EVENTS: Final = 1.05
_NOT_FOUND = " (not found in both)"
_CLASSES = {"people": "foaf:Person", "bodies": "org:FormalOrganization org:OrganizationalCollaboration"}
_NAMED = """SELECT DISTINCT ?thing ?name WHERE {{
  VALUES ?class {{ {0} }} ?thing a ?class ; skos:prefLabel|skos:altLabel ?name }}"""
_EVENTS = "SELECT DISTINCT ?event WHERE { ?event a schema:Event }"


@dataclass(frozen=True, slots=True)
class Tally:
    """Of what both versions name or tell: how many there are, are found in both, share an IRI, share a wrong one."""

    named: int = 0
    found: int = 0
    shared: int = 0
    wrong: int = 0
    apart: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.named + other.named,
            self.found + other.found,
            self.shared + other.shared,
            self.wrong + other.wrong,
            self.apart + other.apart,
        )


@dataclass(frozen=True, slots=True)
class Events:
    """How many events the pairs have together, and the larger of the two versions each."""

    union: int = 0
    larger: int = 0

    def __add__(self, other: Events) -> Events:
        return Events(self.union + other.union, self.larger + other.larger)


def score_pairs(releases: Path, gold: Path) -> dict[str, Tally | Events | int]:
    """Extracts all releases and scores the pairs whose versions both have a facts file."""
    tallies, events, pairs = dict.fromkeys(GOALS, Tally()), Events(), 0
    with tempfile.TemporaryDirectory() as folder:
        assert run(["extract", str(releases), "--out", folder]) == 0
        for pair in list_pairs(releases, gold):
            pairs += 1
            graphs = [Graph.load(Path(folder) / f"{version.name}.ttl") for version in (pair.english, pair.chinese)]
            facts = [read_facts(gold, version.name) for version in (pair.english, pair.chinese)]
            for kind in _CLASSES:
                tallies[kind] += score_kind(kind, graphs, facts, pair.english.name)
            tallies[TOLD] += score_told(graphs, facts, pair.english.name)
            found = [{event for (event,) in graph.ask(_EVENTS)} for graph in graphs]
            events += Events(len(found[0] | found[1]), max(map(len, found)))
    return {"pairs": pairs, **tallies, "events": events}


def list_pairs(releases: Path, gold: Path) -> list[Pair]:
    """Gives the pairs of a folder of which both versions have facts."""
    versions = [make_version(found) for found in read_releases([releases]) if isinstance(found, Release)]
    return [
        pair
        for pair in find_pairs(versions)
        if all((gold / f"{version.name}.json").exists() for version in (pair.english, pair.chinese))
    ]


def read_facts(gold: Path, name: str) -> Mapping[str, Any]:
    """Reads the facts of one version."""
    facts: Mapping[str, Any] = json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))
    return facts


def score_kind(kind: str, graphs: Sequence[Graph], facts: Sequence[Mapping[str, Any]], label: str = "") -> Tally:
    """Scores the things of one kind that both versions name, by any name that both facts files give."""
    both = [
        (here, there)
        for here in _list_names(kind, facts[0])
        for there in _list_names(kind, facts[1])
        if not here.isdisjoint(there)
    ]
    iris = [read_names(kind, graph) for graph in graphs]
    found = [(_find(names[0], iris[0]), _find(names[1], iris[1])) for names in both]
    shared = [here & there for here, there in found]
    owners = Counter(iri for common in shared for iri in common)
    right = [any(owners[iri] == 1 for iri in common) for common in shared]
    return Tally(
        len(both),
        sum(bool(here and there) for here, there in found),
        sum(right),
        sum(bool(common) and not is_right for common, is_right in zip(shared, right, strict=True)),
        tuple(
            f"{label} {kind}: {_say(names[0] | names[1])}{'' if all(sides) else _NOT_FOUND}"
            for names, sides, is_right in zip(both, found, right, strict=True)
            if not is_right
        ),
    )


def score_told(graphs: Sequence[Graph], facts: Sequence[Mapping[str, Any]], label: str = "") -> Tally:
    """Scores the events that both versions tell; wrong is an IRI that is one event here and another there."""
    told = [list_told(own) for own in facts]
    both = match_told(told[0], told[1], _list_all_names(facts[0]) & _list_all_names(facts[1]))
    found = [_find_events(own, list_found(graph)) for own, graph in zip(told, graphs, strict=True)]
    missed = [(here, there) for here, there in both.items() if here not in found[0] or there not in found[1]]
    apart = [(here, there) for here, there in sorted(both.items() - missed) if found[0][here] != found[1][there]]
    tellers = [{iri: at for at, iri in own.items()} for own in found]
    common = [(tellers[0][iri], tellers[1][iri]) for iri in sorted(tellers[0].keys() & tellers[1].keys())]
    wrong = [pair for pair in common if pair not in both.items()]
    return Tally(
        len(both),
        len(both) - len(missed),
        len(both) - len(missed) - len(apart),
        len(wrong),
        tuple(
            f"{label} {TOLD}: {told[0][here].label} | {told[1][there].label}{note}"
            for events, note in ((apart, ""), (missed, _NOT_FOUND), (wrong, " (not one, but share an IRI)"))
            for here, there in events
        ),
    )


def _list_all_names(facts: Mapping[str, Any]) -> Names:
    return NO_NAME.union(*map(fold_all, facts["names"].values()))


def _find_events(told: Sequence[ToldEvent], found: Sequence[ToldEvent]) -> dict[int, str]:
    """Gives the IRI of each event of a facts file that is found, by its place."""
    return {at: found[to].key for at, to in match_found(told, found).items()}


def _list_names(kind: str, facts: Mapping[str, Any]) -> list[Names]:
    return [fold_all(facts["names"][key]) for key in facts[kind]]


def read_names(kind: str, graph: Graph) -> dict[str, Names]:
    """Gives the names of each thing of a kind in a graph, by IRI."""
    found: dict[str, set[str]] = {}
    for iri, name in graph.ask(_NAMED.format(_CLASSES[kind])):
        found.setdefault(iri or "", set()).add(name or "")
    return {iri: fold_all(names) for iri, names in found.items()}


def _find(names: Names, iris: Mapping[str, Names]) -> set[str]:
    return {iri for iri, own in iris.items() if not own.isdisjoint(names)}


def _say(names: Iterable[tuple[str, ...]]) -> str:
    return " | ".join(sorted(" ".join(name) for name in names))


def print_score(score: Mapping[str, Tally | Events | int], *, with_misses: bool = False) -> bool:
    """Prints the figures and tells whether all goals are met."""
    print(f"{score['pairs']} pairs")
    is_good = True
    for kind, value in score.items():
        if isinstance(value, Tally):
            share = value.shared / value.named if value.named else 1.0
            of_found = value.shared / value.found if value.found else 1.0
            is_good &= share >= GOALS[kind]
            print(
                f"{kind}: {value.shared} of {value.named} share an IRI ({share:.3f}, goal {GOALS[kind]:.2f}); "
                f"{value.found} found in both ({of_found:.3f} of them share one), {value.wrong} share a wrong one"
            )
        elif isinstance(value, Events):
            share = value.union / value.larger if value.larger else 1.0
            is_good &= share <= MOST_EVENTS
            print(f"events: {value.union} together, {value.larger} in the larger ones ({share:.3f}, {MOST_EVENTS})")
    if with_misses:
        print(*(miss for value in score.values() if isinstance(value, Tally) for miss in value.apart), sep="\n")
    return is_good


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 where a goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("releases", type=Path, help="a folder of releases")
    parser.add_argument("gold", type=Path, help="a folder of facts files")
    parser.add_argument("--misses", action="store_true", help="list every thing whose two versions stay apart")
    options = parser.parse_args(arguments)
    return 0 if print_score(score_pairs(options.releases, options.gold), with_misses=options.misses) else 1


if __name__ == "__main__":
    sys.exit(main())
