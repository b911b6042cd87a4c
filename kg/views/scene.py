"""Turns a graph and a Selection into a Scene: things with their places, ties with their sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.views.arrangement import Labels, arrange, arrange_people
from kg.views.captions import Caption, Captions
from kg.views.events import Holding
from kg.views.evidence import Evidence, find_last_issue, read_sentences
from kg.views.fold import DrawnLine
from kg.views.layout import Place
from kg.views.names import KINDS, Names, Thing, shorten
from kg.views.occasions import Diary
from kg.views.selection import Choice, Lane, Selection, Totals, choose
from kg.views.ties import Almanac, Tie, read_almanac, read_ties

_SORTS = """SELECT ?thing ?sort WHERE {
  ?thing org:classification|gba:initiativeKind|gba:placeKind|gba:eventType ?sort
}"""

_MIDDLE = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, and its place on the page in pixels; None for what lines or other marks show: an office, an event of
    two.

    `caption` is what it is called on the page, `office` what a person was last. `core` is its place among those with
    whom a picture of all begins. `is_shown` is false for what is only kept ready; `is_coming` says that only something
    planned or cancelled binds it to the others; `beyond` counts its lines in the graph that are not on the page.
    `sort` is what sort of its kind it is (`bureau`, `meeting`, `city`); `days` and `places` are those of an event or
    agreement, `matters` what it was about, each with its language; `body` is that of an office.
    """

    thing: Thing
    caption: Caption
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
    office: tuple[str, ...] | None = None
    is_coming: bool = False
    core: Place | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of which the scene tells; `evidence` are places in the scene's list of sentences, the earliest first.

    Beside each of them stands in `told_on` of which days it speaks, and in `occasions` to which event, agreement or
    initiative belongs what it says, None where it is none that is known. Of what is not `is_dated` the days are only
    those of issue.
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
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a picture needs; each sentence stands once.

    Each of the edges is on one of the lines, or else told by the one mark that `inner` names, by their places in
    `edges`; `same` are the events that others of them tell of more exactly. `ends` are the things asked for by name,
    `lanes` the marks along the ways between two of them, of `ways` in all. Of `total` marks that match, `planned` only
    by way of something planned or cancelled. `latest` is the day of the last release of the graph.
    """

    selection: Selection
    ends: tuple[Thing, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lines: tuple[DrawnLine, ...]
    inner: Mapping[int, str]
    same: Mapping[str, str]
    sentences: tuple[Evidence, ...]
    total: int
    planned: int
    totals: Totals | None = None
    lanes: tuple[Lane, ...] = ()
    ways: int = 0
    latest: str = ""

    def list_drawn(self) -> tuple[tuple[Node, ...], tuple[DrawnLine, ...]]:
        """Gives the marks and lines that are drawn at first: what is planned only if it is asked for, and of all first
        the people and what binds them."""
        asks, is_core = self.selection.planned, self.begins_with_people
        shown = {
            node.thing.id
            for node in self.nodes
            if node.is_shown and (asks or not node.is_coming) and (node.core or not is_core)
        }
        lines = tuple(line for line in self.lines if {line.start, line.end} <= shown and self._is_drawn(line))
        alone = shown if self.selection.release is not None else {end.id for end in self.ends}
        drawn = {id for line in lines for id in (line.start, line.end)} | shown & alone
        return tuple(node for node in self.nodes if node.thing.id in drawn), lines

    @property
    def begins_with_people(self) -> bool:
        """Says whether only people and what binds them are drawn at first, as in a picture of all."""
        core = {node.thing.id for node in self.nodes if node.core}
        drawn = any({line.start, line.end} <= core and self._is_drawn(line) for line in self.lines)
        return drawn and self.selection.is_all and not self.selection.kinds

    def _is_drawn(self, line: DrawnLine) -> bool:
        return self.selection.planned or any(self.edges[at].is_done for at in line.ties)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every picture of a graph is made from, in a language: all its names, and all that binds two things."""

    names: Names
    almanac: Almanac
    ties: tuple[Tie, ...]


def read_ground(graph: Graph, lang: str) -> Ground:
    """Reads what pictures are made from: all of the graph."""
    almanac = read_almanac(graph)
    return Ground(Names.read(graph, lang), almanac, read_ties(graph, almanac))


def make_scene(graph: Graph, selection: Selection | None = None, *, arranged: bool = True) -> Scene:
    """Gives what is selected, or else all that releases say: only ties that a sentence states.

    What is not to be `arranged` has all its marks in the middle of the page, for whoever gives them other places.
    UnknownNameError, NoPathError or KgError where there is no such thing, way or release.

    >>> scene = kg.make_scene(kg.open("gba.kg"), kg.Selection(path=("Zhong Nanshan", "John Lee")))
    >>> [end.name for end in scene.ends]
    ['Zhong Nanshan', 'John Lee']
    """
    selection = selection or Selection()
    return make_scene_on(read_ground(graph, selection.lang), graph, selection, arranged=arranged)


def make_scene_on(ground: Ground, graph: Graph, selection: Selection, *, arranged: bool = True) -> Scene:
    """Gives the same of a ground that was read before, in the language of the selection."""
    names, almanac = ground.names, ground.almanac
    choice = choose(ground.ties, almanac, selection, names)
    diary = Diary(choice.folded.ties, almanac, choice.folded.same)
    edges, sentences = _make_edges(graph, choice.folded.ties, diary)
    return Scene(
        selection,
        choice.ends,
        _make_nodes(graph, choice, names, almanac, _find_last_day(selection, sentences), arranged=arranged),
        edges,
        choice.folded.lines,
        choice.folded.inner,
        choice.folded.same,
        sentences,
        choice.total,
        len(choice.coming),
        choice.totals,
        choice.lanes,
        choice.ways,
        find_last_issue(graph),
    )


def _find_last_day(selection: Selection, sentences: tuple[Evidence, ...]) -> str | None:
    """Gives the day of which a picture of a period or release speaks last; that of all has none."""
    if selection.release is not None:
        return max(sentence.date for sentence in sentences)
    return selection.period.until


def _make_edges(graph: Graph, ties: tuple[Tie, ...], diary: Diary) -> tuple[tuple[Edge, ...], tuple[Evidence, ...]]:
    places: dict[str, int] = {}
    edges = tuple(_make_edge(tie, diary, places) for tie in ties)
    sentences = read_sentences(graph, places)
    return edges, tuple(sentences[sentence] for sentence in places)


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
        tie.is_dated,
    )


def _make_nodes(
    graph: Graph, choice: Choice, names: Names, almanac: Almanac, last: str | None, *, arranged: bool
) -> tuple[Node, ...]:
    marks = [*choice.shown, *choice.spare]
    told = sorted({id for tie in choice.folded.ties for id in (tie.subject, tie.object)}.difference(marks))
    labels = _read_labels(Captions.read(graph, almanac, names), [*marks, *told], last)
    places = arrange(choice, labels) if arranged else dict.fromkeys(marks, _MIDDLE)
    core = arrange_people(choice, labels) if choice.core else {}
    sorts = {
        shorten(thing): read_concept(sort) for thing, sort in sorted((a or "", b or "") for a, b in graph.ask(_SORTS))
    }
    shown = set(choice.shown)
    things = {thing.id: thing for thing in names.list_things(*KINDS)}
    nodes = []
    for thing in (things.get(id, Thing(id)) for id in (*marks, *told)):
        occasion = almanac.occasions.get(thing.id)
        nodes.append(
            Node(
                thing,
                labels.captions[thing.id],
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
                labels.offices.get(thing.id),
                thing.id in choice.coming,
                core.get(thing.id),
            )
        )
    return tuple(nodes)


def _read_labels(captions: Captions, ids: Sequence[str], last: str | None) -> Labels:
    offices = {id: captions.find_office(id, last) for id in ids if id.startswith("person/")}
    return Labels(captions.name(ids), {id: office for id, office in offices.items() if office})
