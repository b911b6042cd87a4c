"""Turns the graph into a network of people and bodies, and the network into a Ranking with evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np

from kg.errors import KgError
from kg.graph.graph import Graph
from kg.views.evidence import Evidence, find_facts_of, find_facts_on, rank_language
from kg.views.names import Names, Thing
from kg.views.paths import Link
from kg.views.periods import ALWAYS, Period
from kg.views.slices import Slice, cut_links

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
# How far apart two rounds may be, by node, for a score that is found round by round to have settled.
_TOLERANCE = 1e-9
# Of PageRank: how many rounds at most, and how much of a score is handed on to the neighbours.
_ROUNDS = 500
_DAMPING = 0.85
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


def project(graph: Graph, projection: str, *, period: Period = ALWAYS) -> nx.Graph[str]:
    """Gives the networkx graph of a projection: nodes are ids, `weight` counts what two nodes share.

    A period leaves what surely happened in it: meetings and agreements by their dates, offices by the days on which
    they were seen or stated to be held. What has no date then stays out.
    """
    return connect(cut_links(graph, period).links, projection)


def connect(links: Iterable[Link], projection: str) -> nx.Graph[str]:
    """Gives the networkx graph that some links make in a projection."""
    kept = [link for link in links if is_of(link.predicate, projection)]
    if projection in ("meetings", "agreements"):
        wanted = ("person",) if projection == "meetings" else ("person", "body", "mechanism")
        return _count_pairs(pair for pair in _pair_by_object(kept) if all(_get_kind(end) in wanted for end in pair))
    return _count_pairs((link.subject, link.object) for link in kept)


def is_of(predicate: str, projection: str) -> bool:
    """Says whether a projection looks at links of a predicate."""
    return projection == "all" or predicate in _PREDICATES[projection]


def rank(
    graph: Graph,
    *,
    by: str,
    projection: str = "meetings",
    top: int = 10,
    period: Period = ALWAYS,
    lang: str = "en",
) -> tuple[Rank, ...]:
    """Who stands in the middle: the `top` nodes of a projection by a centrality, ties in the order of their names.

    `by` is one of CENTRALITIES (degree, betweenness, closeness, eigenvector, pagerank), `projection` one of PROJECTIONS
    (meetings, offices, agreements, all). KgError where the graph has nothing for it.

    >>> first, *_ = kg.rank(kg.open("gba.kg"), by="degree", period=kg.Period("2024", "2024"))
    >>> first.rank, first.thing.name
    (1, 'Chan Kwok-ki')
    """
    cut = cut_links(graph, period)
    network = connect(cut.links, projection)
    if not network:
        when = "" if period.is_open else f" {period}"
        raise KgError(f'the graph has nothing for the projection "{projection}" ({PROJECTIONS[projection]}){when}')
    names = Names.read(graph, lang)
    scores = measure(network, by)
    ranked = sorted(scores, key=lambda id: (-scores[id], names.get(id).name, id))[:top]
    return tuple(
        Rank(place, names.get(id), scores[id], network.degree(id), _find_latest(graph, id, projection, cut, lang=lang))
        for place, id in enumerate(ranked, start=1)
    )


def measure(network: nx.Graph[str], by: str) -> dict[str, float]:
    """Gives the centrality of each node, to six digits; links count once, whatever their weight."""
    try:
        return {id: round(score, _PRECISION) for id, score in CENTRALITIES[by](network).items()}
    except nx.PowerIterationFailedConvergence as error:
        raise KgError(f"{by} does not settle on this network; try another centrality") from error


def _measure_betweenness(network: nx.Graph[str]) -> dict[str, float]:
    sample = None if len(network) <= _EXACT else _SAMPLE
    return nx.betweenness_centrality(network, k=sample, seed=1)


def _measure_eigenvector(network: nx.Graph[str]) -> dict[str, float]:
    return nx.eigenvector_centrality(network, max_iter=2000, tol=_TOLERANCE)


def _measure_pagerank(network: nx.Graph[str]) -> dict[str, float]:
    """PageRank (Page and Brin, 1999), round by round; networkx's own asks for all of scipy, 143 MB, for this alone."""
    size = len(network)
    places = {id: place for place, id in enumerate(network)}
    links = np.array([(places[one], places[other]) for one in network for other in network[one]], dtype=np.intp)
    givers, takers = links.reshape(-1, 2).T
    neighbours = np.maximum(np.bincount(givers, minlength=size), 1)
    scores = np.full(size, 1 / size)
    for _ in range(_ROUNDS):
        before = scores
        handed = _DAMPING * np.bincount(takers, weights=(before / neighbours)[givers], minlength=size)
        # What is not handed on to neighbours goes to all alike, that of nodes without any among it.
        scores = handed + (1 - handed.sum()) / size
        if np.abs(scores - before).sum() < size * _TOLERANCE:
            return dict(zip(network, scores.tolist(), strict=True))
    raise nx.PowerIterationFailedConvergence(_ROUNDS)


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


def find_sentences(graph: Graph, id: str, *, projection: str, period: Period = ALWAYS) -> tuple[Evidence, ...]:
    """Gives every sentence that puts a node into a projection, in a period; a point of a plot leads on to these."""
    return _find_sources(graph, id, projection, cut_links(graph, period))


def _find_sources(graph: Graph, id: str, projection: str, cut: Slice) -> tuple[Evidence, ...]:
    """Gives the evidence of the slice that puts a node into the projection, each sentence once."""
    links = frozenset(link for link in cut.links if id in (link.subject, link.object))
    facts = find_facts_of(graph, id) + find_facts_on(graph, id)
    sources = [
        source
        for fact in facts
        if is_of(fact.predicate, projection) and Link(fact.subject, fact.predicate, fact.object) in links
        for source in cut.list_sources(fact)
    ]
    return tuple(sorted(dict.fromkeys(sources), key=lambda source: not source.text))


def _find_latest(graph: Graph, id: str, projection: str, cut: Slice, *, lang: str) -> tuple[Evidence, ...]:
    """Gives the latest sentence that puts a node into the projection, one in `lang` before others."""
    fitting = _find_sources(graph, id, projection, cut)
    order = sorted(fitting, key=lambda source: (-rank_language(source, lang), source.date, source.release, source.text))
    return tuple(order[-1:])
