"""Turns a graph and a Selection into a Scene: things with their places, ties with their sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.views.events import Holding
from kg.views.evidence import Evidence, read_sentence
from kg.views.layout import Box, Place, place_nodes
from kg.views.names import Names, Thing, shorten
from kg.views.selection import Choice, Selection, choose
from kg.views.ties import Almanac, Tie, read_almanac, read_ties

_SORTS = """SELECT ?thing ?sort WHERE {
  ?thing org:classification|gba:initiativeKind|gba:placeKind|gba:eventType ?sort
} ORDER BY ?thing ?sort"""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing and its place on the page, in pixels.

    `is_shown` is false for what is only kept ready; `beyond` counts its ties in the graph that are not on the page.
    `sort` is what sort of its kind it is (`bureau`, `meeting`, `city`); `days` and `places` are those of an event or
    agreement, `matters` what it was about, each with its language; `body` is that of an office.
    """

    thing: Thing
    place: Place
    is_shown: bool
    beyond: int
    sort: str
    is_done: bool
    days: tuple[str, ...]
    places: tuple[Thing, ...]
    body: Thing | None
    theme: str | None
    matters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie to draw; `evidence` are places in the scene's list of sentences, the earliest first."""

    start: str
    predicate: str
    end: str
    is_done: bool
    days: tuple[str, ...]
    roles: tuple[str, ...]
    holdings: tuple[Holding, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a picture needs; each sentence stands once.

    `ends` are the things asked for by name; of `total` things that match, `planned` only by way of something planned or
    cancelled.
    """

    selection: Selection
    ends: tuple[Thing, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sentences: tuple[Evidence, ...]
    total: int
    planned: int


def make_scene(graph: Graph, selection: Selection | None = None) -> Scene:
    """Gives what is selected, or else all that releases say: only ties that a sentence states.

    UnknownNameError, NoPathError or KgError where there is no such thing, way or release.

    >>> scene = kg.make_scene(kg.open("gba.kg"), kg.Selection(path=("Zhong Nanshan", "John Lee")))
    >>> [end.name for end in scene.ends]
    ['Zhong Nanshan', 'John Lee']
    """
    selection = selection or Selection()
    names, almanac = Names.read(graph, selection.lang), read_almanac(graph)
    ties = read_ties(graph, almanac)
    choice = choose(ties, selection, names)
    edges, sentences = _make_edges(graph, choice.ties)
    nodes = _make_nodes(graph, choice, ties, (names, almanac))
    return Scene(selection, choice.ends, nodes, edges, sentences, choice.total, choice.planned)


def _make_edges(graph: Graph, ties: tuple[Tie, ...]) -> tuple[tuple[Edge, ...], tuple[Evidence, ...]]:
    places: dict[str, int] = {}
    edges = tuple(
        Edge(
            tie.subject,
            tie.predicate,
            tie.object,
            tie.is_done,
            tie.days,
            tie.roles,
            tie.holdings,
            tuple(dict.fromkeys(places.setdefault(told.sentence, len(places)) for told in tie.tellings)),
        )
        for tie in ties
    )
    return edges, tuple(read_sentence(graph, sentence) for sentence in places)


def _make_nodes(graph: Graph, choice: Choice, ties: tuple[Tie, ...], known: tuple[Names, Almanac]) -> tuple[Node, ...]:
    names, almanac = known
    things = [names.get(id) for id in (*choice.shown, *choice.spare)]
    places = place_nodes(
        [Box(thing.id, (thing.name,)) for thing in things],
        [(tie.subject, tie.object) for tie in choice.ties],
        len(choice.shown),
        choice.steps,
    )
    sorts = {shorten(thing): read_concept(sort) for thing, sort in graph.ask(_SORTS)}
    beyond = _count(ties) - _count(choice.ties)
    shown = set(choice.shown)
    nodes = []
    for thing in things:
        occasion = almanac.occasions.get(thing.id)
        nodes.append(
            Node(
                thing,
                places[thing.id],
                thing.id in shown,
                beyond[thing.id],
                sorts.get(thing.id, ""),
                almanac.is_done(thing.id),
                almanac.find_days(thing.id),
                tuple(names.get(place) for place in occasion.places) if occasion else (),
                names.get(thing.body) if thing.body else None,
                occasion.theme if occasion else None,
                occasion.matters if occasion else (),
            )
        )
    return tuple(nodes)


def _count(ties: tuple[Tie, ...]) -> Counter[str]:
    return Counter(id for tie in ties for id in (tie.subject, tie.object))
