"""Measures the centralities of `kg rank` beside igraph's, on the network of meetings of one graph, as JSON.

python -m benchmarks.centre STORE
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence

import igraph
import networkx as nx

from kg.graph.graph import Graph
from kg.views.centrality import CENTRALITIES
from kg.views.network import project

_LARGEST_EXACT = 1_000  # nodes: beyond, `kg rank` estimates betweenness from a sample, and is not compared
_PROJECTION = "meetings"


def convert(network: nx.Graph[str]) -> igraph.Graph:
    """Gives the same network to igraph: `weight` as there, and `length`, its reciprocal."""
    places = {name: place for place, name in enumerate(network)}
    edges = list(network.edges(data="weight"))
    made = igraph.Graph(n=len(places), edges=[(places[one], places[other]) for one, other, _ in edges])
    made.es["weight"] = [float(weight) for _, _, weight in edges]
    made.es["length"] = [float(1 / weight) for _, _, weight in edges]
    return made


def compare(network: nx.Graph[str]) -> list[dict[str, float | str]]:
    """Gives seconds of both for each centrality, and how far apart their scores are at most, each scaled to 1."""
    copy = convert(network)
    others: dict[str, Callable[[], Sequence[float]]] = {
        "degree": lambda: copy.strength(weights="weight"),
        "betweenness": lambda: copy.betweenness(weights="length"),
        "closeness": lambda: copy.closeness(weights="length"),
        "pagerank": lambda: copy.pagerank(weights="weight", damping=0.85),
        "eigenvector": lambda: copy.eigenvector_centrality(weights="weight"),
    }
    lines: list[dict[str, float | str]] = []
    for name, theirs in others.items():
        ours, seconds = _time(lambda name=name: list(CENTRALITIES[name](network).values()))  # type: ignore[misc]
        scores, other_seconds = _time(theirs)
        line: dict[str, float | str] = {"name": name, "kg": seconds, "igraph": other_seconds}
        # networkx scales the closeness of a node by the share of all others that it reaches; igraph does not.
        if name != "closeness" and (name != "betweenness" or len(network) <= _LARGEST_EXACT):
            line["apart"] = _measure_distance(ours, scores)
        lines.append(line)
    return lines


def _time(call: Callable[[], Sequence[float]]) -> tuple[Sequence[float], float]:
    start = time.perf_counter()
    scores = call()
    return scores, time.perf_counter() - start


def _measure_distance(ours: Sequence[float], theirs: Sequence[float]) -> float:
    largest, other = max(map(abs, ours)) or 1, max(map(abs, theirs)) or 1
    return max(abs(one / largest - two / other) for one, two in zip(ours, theirs, strict=True))


def main() -> None:
    """Prints the size of the network, how long it took to make, and a line for each centrality."""
    start = time.perf_counter()
    network = project(Graph.open(sys.argv[1]), _PROJECTION)
    seconds = time.perf_counter() - start
    lines = compare(network)
    print(json.dumps({"nodes": len(network), "edges": network.size(), "project": seconds, "lines": lines}))


if __name__ == "__main__":
    main()
