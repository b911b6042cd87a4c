"""Turns the graph into a network of people and bodies, and the network into a Ranking with evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kg.errors import KgError
from kg.graph import Graph
from kg.views.evidence import Evidence, find_facts_of, find_facts_on, rank_language
from kg.views.names import Names, Thing
from kg.views.paths import Link, find_links, find_undone

PROJECTIONS = {
    "meetings": "people, linked when they took part in the same event",
    "offices": "people, offices and bodies, linked by holding, membership and belonging",
    "agreements": "people and bodies, linked when they have a part in the same agreement",
    "all": "people, offices, bodies, events and agreements, linked by every domain triple",
}
_PREDICATES = {
    "meetings": ("gba:participatedIn", "gba:chaired"),
    "offices": ("org:holds", "org:memberOf", "org:postIn", "org:subOrganizationOf"),
    "agreements": ("gba:signed", "gba:witnessed", "gba:partyTo"),
}
# Beyond this size exact betweenness takes minutes; then it is estimated from a fixed sample of sources.
_EXACT = 2000
_SAMPLE = 500
# Scores are compared as they are shown, so that what is equal to the eye comes in the order of the names.
_PRECISION = 6


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of a ranking: `score` is the centrality, `links` the number of neighbours, `evidence` the latest."""

    rank: int
    thing: Thing
    score: float
    links: int
    evidence: tuple[Evidence, ...]


def project(graph: Graph, projection: str) -> nx.Graph[str]:
    """Gives the networkx graph of a projection: nodes are ids, `weight` counts what two nodes share."""
    links = find_links(graph)
    kept = [link for link in links if projection == "all" or link.predicate in _PREDICATES[projection]]
    if projection in ("meetings", "agreements"):
        wanted = ("person",) if projection == "meetings" else ("person", "body", "mechanism")
        return _count_pairs(pair for pair in _pair_by_object(kept) if all(_get_kind(end) in wanted for end in pair))
    return _count_pairs((link.subject, link.object) for link in kept)


def rank(graph: Graph, *, by: str, projection: str = "meetings", top: int = 10, lang: str = "en") -> tuple[Rank, ...]:
    """Who stands in the middle: the `top` nodes of a projection by a centrality, ties in the order of their names."""
    network = project(graph, projection)
    if not network:
        raise KgError(f'the graph has nothing for the projection "{projection}" ({PROJECTIONS[projection]})')
    names = Names.read(graph, lang)
    scores = {id: round(score, _PRECISION) for id, score in measure(network, by).items()}
    ranked = sorted(scores, key=lambda id: (-scores[id], names.get(id).name, id))[:top]
    undone = find_undone(graph)
    return tuple(
        Rank(
            place, names.get(id), scores[id], network.degree(id), _find_latest(graph, id, projection, undone, lang=lang)
        )
        for place, id in enumerate(ranked, start=1)
    )


def measure(network: nx.Graph[str], by: str) -> dict[str, float]:
    """Gives the centrality of each node; links count once, whatever their weight."""
    try:
        return dict(CENTRALITIES[by](network))
    except nx.PowerIterationFailedConvergence as error:
        raise KgError(f"{by} does not settle on this network; try another centrality") from error


def _measure_betweenness(network: nx.Graph[str]) -> dict[str, float]:
    sample = None if len(network) <= _EXACT else _SAMPLE
    return nx.betweenness_centrality(network, k=sample, seed=1)


def _measure_eigenvector(network: nx.Graph[str]) -> dict[str, float]:
    return nx.eigenvector_centrality(network, max_iter=2000, tol=1e-9)


def _measure_pagerank(network: nx.Graph[str]) -> dict[str, float]:
    return nx.pagerank(network, weight=None, max_iter=500, tol=1e-9)


CENTRALITIES: dict[str, Callable[[nx.Graph[str]], dict[str, float]]] = {
    "degree": nx.degree_centrality,
    "betweenness": _measure_betweenness,
    "closeness": nx.closeness_centrality,
    "pagerank": _measure_pagerank,
    "eigenvector": _measure_eigenvector,
}


def _pair_by_object(links: Iterable[Link]) -> list[tuple[str, str]]:
    """Gives each pair that shares an event or agreement, once for each that it shares."""
    sharers: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        sharers[link.object].add(link.subject)
    return [pair for shared in sorted(sharers) for pair in combinations(sorted(sharers[shared]), 2)]


def _count_pairs(pairs: Iterable[tuple[str, str]]) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.Graph()
    for first, second in pairs:
        weight = network.get_edge_data(first, second, {"weight": 0})["weight"]
        network.add_edge(first, second, weight=weight + 1)
    return network


def _get_kind(id: str) -> str:
    return id.partition("/")[0]


def _find_latest(graph: Graph, id: str, projection: str, undone: frozenset[str], *, lang: str) -> tuple[Evidence, ...]:
    """Gives the latest sentence that puts a node into the projection, one in `lang` before others."""
    predicates = _PREDICATES.get(projection)
    facts = find_facts_of(graph, id) + find_facts_on(graph, id)
    fitting = [
        source
        for fact in facts
        if (predicates is None or fact.predicate in predicates) and not undone & {fact.subject, fact.object}
        for source in fact.evidence
    ]
    order = sorted(fitting, key=lambda source: (-rank_language(source, lang), source.date, source.release, source.text))
    return tuple(order[-1:])
