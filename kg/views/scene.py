"""Turns a graph and a Selection into a Scene: things with their places, ties with their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.views.events import Holding
from kg.views.evidence import Evidence, read_sentence
from kg.views.fold import DrawnLine
from kg.views.layout import Box, Place, place_nodes
from kg.views.names import Names, Thing, shorten
from kg.views.occasions import Diary
from kg.views.selection import Choice, Lane, Selection, choose
from kg.views.ties import Almanac, Tie, read_almanac, read_ties

_SORTS = """SELECT ?thing ?sort WHERE {
  ?thing org:classification|gba:initiativeKind|gba:placeKind|gba:eventType ?sort
} ORDER BY ?thing ?sort"""
_LATEST = "SELECT ?issued WHERE { ?release a gba:Release ; dct:issued ?issued } ORDER BY DESC(?issued) LIMIT 1"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, and its place on the page in pixels; None for what lines or other marks show: an office, an event of
    two.

    `core` is its place among those with whom a picture of all begins. `is_shown` is false for what is only kept ready;
    `beyond` counts its lines in the graph that are not on the page. `sort` is what sort of its kind it is (`bureau`,
    `meeting`, `city`); `days` and `places` are those of an event or agreement, `matters` what it was about, each with
    its language; `body` is that of an office.
    """

    thing: Thing
    place: Place | None
    is_shown: bool
    beyond: int
    sort: str
    is_done: bool
    days: tuple[str, ...]
    places: tuple[Thing, ...]
    body: Thing | None
    theme: str | None
    matters: tuple[tuple[str, str], ...] = ()
    core: Place | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of which the scene tells; `evidence` are places in the scene's list of sentences, the earliest first.

    Beside each of them stands in `told_on` of which days it speaks, and in `occasions` to which event, agreement or
    initiative belongs what it says, None where it is none that is known.
    """

    start: str
    predicate: str
    end: str
    is_done: bool
    days: tuple[str, ...]
    roles: tuple[str, ...]
    holdings: tuple[Holding, ...]
    evidence: tuple[int, ...]
    told_on: tuple[tuple[str, ...], ...] = ()
    occasions: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a picture needs; each sentence stands once.

    Each of the edges is on one of the lines, or else told by the one mark that `inner` names, by their places in
    `edges`. `ends` are the things asked for by name, `lanes` the marks along the ways between two of them, of `ways` in
    all. Of `total` marks that match, `planned` only by way of something planned or cancelled. `latest` is the day of
    the last release of the graph.
    """

    selection: Selection
    ends: tuple[Thing, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lines: tuple[DrawnLine, ...]
    inner: Mapping[int, str]
    sentences: tuple[Evidence, ...]
    total: int
    planned: int
    lanes: tuple[Lane, ...] = ()
    ways: int = 0
    latest: str = ""

    def is_drawn(self, line: DrawnLine, *, planned: bool) -> bool:
        """Says whether a line shows something that is done, or whether what is planned is asked for."""
        return planned or any(self.edges[at].is_done for at in line.ties)


def make_scene(graph: Graph, selection: Selection | None = None) -> Scene:
    """Gives what is selected, or else all that releases say: only ties that a sentence states.

    UnknownNameError, NoPathError or KgError where there is no such thing, way or release.

    >>> scene = kg.make_scene(kg.open("gba.kg"), kg.Selection(path=("Zhong Nanshan", "John Lee")))
    >>> [end.name for end in scene.ends]
    ['Zhong Nanshan', 'John Lee']
    """
    selection = selection or Selection()
    names, almanac = Names.read(graph, selection.lang), read_almanac(graph)
    choice = choose(read_ties(graph, almanac), almanac, selection, names)
    diary = Diary(choice.folded.ties, almanac, {end.id for end in choice.ends})
    edges, sentences = _make_edges(graph, choice.folded.ties, diary)
    return Scene(
        selection,
        choice.ends,
        _make_nodes(graph, choice, names, almanac),
        edges,
        choice.folded.lines,
        choice.folded.inner,
        sentences,
        choice.total,
        choice.planned,
        choice.lanes,
        choice.ways,
        _find_latest(graph),
    )


def _make_edges(graph: Graph, ties: tuple[Tie, ...], diary: Diary) -> tuple[tuple[Edge, ...], tuple[Evidence, ...]]:
    places: dict[str, int] = {}
    edges = tuple(_make_edge(tie, diary, places) for tie in ties)
    return edges, tuple(read_sentence(graph, sentence) for sentence in places)


def _make_edge(tie: Tie, diary: Diary, places: dict[str, int]) -> Edge:
    """Gives the edge of a tie; `places` learns where its sentences stand."""
    days: dict[str, tuple[str, ...]] = {}
    occasions: dict[str, str | None] = {}
    for telling in tie.tellings:
        days[telling.sentence] = tuple(dict.fromkeys((*days.get(telling.sentence, ()), *telling.days)))
        occasions.setdefault(telling.sentence, diary.find_occasion(tie, telling))
    return Edge(
        tie.subject,
        tie.predicate,
        tie.object,
        tie.is_done,
        tie.days,
        tie.roles,
        tie.holdings,
        tuple(places.setdefault(sentence, len(places)) for sentence in days),
        tuple(days.values()),
        tuple(occasions.values()),
    )


def _find_latest(graph: Graph) -> str:
    rows = graph.ask(_LATEST)
    return (rows[0][0] or "")[:10] if rows else ""


def _make_nodes(graph: Graph, choice: Choice, names: Names, almanac: Almanac) -> tuple[Node, ...]:
    marks = [names.get(id) for id in (*choice.shown, *choice.spare)]
    places = _place(choice, marks)
    told = sorted({id for tie in choice.folded.ties for id in (tie.subject, tie.object)} - {mark.id for mark in marks})
    sorts = {shorten(thing): read_concept(sort) for thing, sort in graph.ask(_SORTS)}
    shown = set(choice.shown)
    nodes = []
    for thing in (*marks, *map(names.get, told)):
        occasion = almanac.occasions.get(thing.id)
        nodes.append(
            Node(
                thing,
                places.get(thing.id),
                thing.id in shown,
                choice.beyond.get(thing.id, 0),
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


def _place(choice: Choice, marks: list[Thing]) -> dict[str, Place]:
    return place_nodes(
        [Box(thing.id, thing.name) for thing in marks],
        [(line.start, line.end) for line in choice.folded.lines],
        len(choice.shown),
        {id: at for lane in reversed(choice.lanes) for at, id in enumerate(lane.marks)},
    )
