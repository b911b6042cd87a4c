"""Turns a network into scores: how central each of its nodes is, by one of five measures, each explained in a line."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm

import networkx as nx
import numpy as np

from kg.errors import KgError, UsageError
from kg.phrases import Phrase, make_phrase

# Beyond this size exact betweenness takes half a minute and more; then it is estimated from a fixed sample of sources.
_EXACT = 1000
_SAMPLE = 500
# How far apart two rounds may be, by node, for a score that is found round by round to have settled.
_TOLERANCE = 1e-9
# Of PageRank: how many rounds at most, and how much of a score is handed on to the neighbours.
_ROUNDS = 500
_DAMPING = 0.85
# To so many digits scores are compared; what is equal in them is a tie.
_PRECISION = 6


def check_measure(by: str) -> None:
    """Refuses what is no centrality."""
    if by not in CENTRALITIES:
        raise UsageError(f"{by}: there is no such centrality; there are {', '.join(CENTRALITIES)}")


def explain_measure(by: str) -> Phrase:
    """Says what the score of a centrality is."""
    return make_phrase(f"measure:{by}", most=_EXACT, sample=_SAMPLE)


def measure(network: nx.Graph[str], by: str) -> dict[str, float]:
    """Gives the centrality of each node, to six digits; each edge has a `weight` above 0, best a Fraction."""
    try:
        return {id: round(score, _PRECISION) for id, score in CENTRALITIES[by](network).items()}
    except nx.PowerIterationFailedConvergence as error:
        raise KgError(f"{by} does not settle on this network; try another centrality") from error


def _sum_weights(network: nx.Graph[str]) -> dict[str, float]:
    return {id: float(total) for id, total in network.degree(weight="weight")}


def _measure_betweenness(network: nx.Graph[str]) -> dict[str, float]:
    """Betweenness (Freeman, 1977; Brandes, 2001), on lengths in whole numbers: two ways of one length are of one length
    to the last digit, and share what lies between."""
    unit = lcm(*(weight.numerator for weight in _read_weights(network).values()))
    lengths = _copy(network, lambda weight: weight.denominator * unit // weight.numerator)
    sample = None if len(network) <= _EXACT else _SAMPLE
    return nx.betweenness_centrality(lengths, k=sample, weight="weight", seed=1)


def _measure_closeness(network: nx.Graph[str]) -> dict[str, float]:
    return nx.closeness_centrality(_copy(network, lambda weight: float(1 / weight)), distance="weight")


def _measure_eigenvector(network: nx.Graph[str]) -> dict[str, float]:
    return nx.eigenvector_centrality(_copy(network, float), max_iter=2000, tol=_TOLERANCE, weight="weight")


def _copy(network: nx.Graph[str], change: Callable[[Fraction], float]) -> nx.Graph[str]:
    """Gives the same network with other weights."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(network)
    made.add_weighted_edges_from((*ends, change(weight)) for ends, weight in _read_weights(network).items())
    return made


def _read_weights(network: nx.Graph[str]) -> dict[tuple[str, str], Fraction]:
    return {(first, other): Fraction(data["weight"]) for first, other, data in network.edges(data=True)}


def _measure_pagerank(network: nx.Graph[str]) -> dict[str, float]:
    """PageRank (Page and Brin, 1999), round by round; networkx's own asks for all of scipy, 143 MB, for this alone."""
    size = len(network)
    places = {id: place for place, id in enumerate(network)}
    links = [(places[one], places[other]) for one in network for other in network[one]]
    givers, takers = np.array(links, dtype=np.intp).reshape(-1, 2).T
    weights = np.array([float(data["weight"]) for one in network for data in network[one].values()])
    totals = np.bincount(givers, weights=weights, minlength=size)
    shares = weights / totals[givers]
    scores = np.full(size, 1 / size)
    for _ in range(_ROUNDS):
        before = scores
        handed = _DAMPING * np.bincount(takers, weights=before[givers] * shares, minlength=size)
        # What is not handed on to neighbours goes to all alike, that of nodes without any among it.
        scores = handed + (1 - handed.sum()) / size
        if np.abs(scores - before).sum() < size * _TOLERANCE:
            return dict(zip(network, scores.tolist(), strict=True))
    raise nx.PowerIterationFailedConvergence(_ROUNDS)


CENTRALITIES: dict[str, Callable[[nx.Graph[str]], dict[str, float]]] = {
    "degree": _sum_weights,
    "betweenness": _measure_betweenness,
    "closeness": _measure_closeness,
    "pagerank": _measure_pagerank,
    "eigenvector": _measure_eigenvector,
}
