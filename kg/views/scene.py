"""Turns what releases say, or what lies around a name, into a Scene: nodes with places, edges with their sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph import Graph
from kg.views.evidence import Evidence, find_facts_of, find_facts_on, join_evidence, say_verb
from kg.views.layout import place_nodes
from kg.views.names import Names, Thing
from kg.views.paths import Link, find_links, find_planned_links, find_told_links

_SYMMETRIC = "gba:metWith"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing and its place on the page, in pixels."""

    thing: Thing
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A plain triple to draw; `evidence` are places in the scene's list of sentences."""

    start: str
    verb: str
    end: str
    is_done: bool
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a picture needs: each sentence stands once; `hidden` counts the nodes left out."""

    focus: Thing | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sentences: tuple[Evidence, ...]
    hidden: int


def make_scene(
    graph: Graph, name: str | None = None, *, hops: int = 1, planned: bool = False, limit: int = 300, lang: str = "en"
) -> Scene:
    """Gives what lies around a name, or else all that releases say; beyond `limit` nodes the least linked stay out."""
    names = Names.read(graph, lang)
    focus = names.resolve(name) if name else None
    done = find_links(graph) if focus else find_told_links(graph)
    coming = find_planned_links(graph) if planned else ()
    links = [link for link in dict.fromkeys((*done, *coming)) if not _is_mirrored(link)]
    reached = _reach(links, focus.id, hops) if focus else _count_links(links)
    chosen = sorted(reached, key=lambda id: (reached[id], names.get(id).name, id))
    shown = frozenset(chosen[:limit])
    drawn = [link for link in links if {link.subject, link.object} <= shown]
    places = place_nodes(chosen[:limit], [(link.subject, link.object) for link in drawn])
    edges, sentences = _make_edges(graph, drawn, frozenset(done))
    nodes = tuple(Node(names.get(id), *place) for id, place in places.items())
    return Scene(focus, nodes, edges, sentences, len(chosen) - len(shown))


def _is_mirrored(link: Link) -> bool:
    """Says whether the same stands in the graph the other way round, which is the way that is drawn."""
    return link.predicate == _SYMMETRIC and link.subject > link.object


def _reach(links: Iterable[Link], start: str, hops: int) -> dict[str, int]:
    """Gives each node within some hops its distance."""
    around: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        around[link.subject].add(link.object)
        around[link.object].add(link.subject)
    distances, rim = {start: 0}, {start}
    for distance in range(1, hops + 1):
        rim = {other for node in rim for other in around[node]} - distances.keys()
        distances |= dict.fromkeys(sorted(rim), distance)
    return distances


def _count_links(links: Iterable[Link]) -> dict[str, int]:
    """Gives each node a rank, lowest for the most linked."""
    counts = Counter(end for link in links for end in (link.subject, link.object))
    return {node: -count for node, count in counts.items()}


def _make_edges(
    graph: Graph, links: list[Link], done: frozenset[Link]
) -> tuple[tuple[Edge, ...], tuple[Evidence, ...]]:
    found = _read_evidence(graph, {link.subject for link in links if link in done})
    coming = _read_evidence(graph, {link.subject for link in links if link not in done}, planned=True)
    places: dict[Evidence, int] = {}
    edges = []
    for link in links:
        sources = (found if link in done else coming).get(link) or _read_naming(graph, link.subject)
        indexes = tuple(places.setdefault(source, len(places)) for source in dict.fromkeys(sources))
        edges.append(Edge(link.subject, say_verb(link.predicate), link.object, link in done, indexes))
    return tuple(edges), tuple(places)


def _read_evidence(graph: Graph, subjects: Iterable[str], *, planned: bool = False) -> dict[Link, list[Evidence]]:
    found: defaultdict[Link, list[Evidence]] = defaultdict(list)
    for subject in sorted(subjects):
        for fact in find_facts_of(graph, subject, planned=planned):
            found[Link(fact.subject, fact.predicate, fact.object)] += fact.evidence
    return found


def _read_naming(graph: Graph, thing: str) -> tuple[Evidence, ...]:
    """Gives the sentences that name an office or event, for what is part of its name (its body, its place)."""
    return join_evidence(find_facts_on(graph, thing))
