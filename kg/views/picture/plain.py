"""Turns a Scene into a plain network of pyvis: shapes and colours by kind, the sentences of each line as its title."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any

from pyvis.network import Network

from kg.languages.scripts import has_han
from kg.looks import LOOKS
from kg.phrases import LANGUAGES, Phrase, name_kind, name_value, say_phrase, say_verb
from kg.views.evidence import PREDICATES, Evidence, rank_language, say_text
from kg.views.fold import DrawnLine, Family
from kg.views.picture.network import PlainNetwork
from kg.views.picture.picture import say_title
from kg.views.picture.wording import read_words
from kg.views.scene import Edge, Node, Scene

# Of vis-network's shapes those nearest to our marks; a place is a box with its name in it, for there is no pin.
SHAPES = {
    "person": "dot",
    "post": "diamond",
    "body": "square",
    "mechanism": "hexagon",
    "event": "triangle",
    "agreement": "star",
    "initiative": "triangleDown",
    "place": "box",
}
COLOURS = {Family.MET: "#0072b2", Family.JOINED: "#009e73", Family.BELONGS: "#818b9b", Family.SIGNED: "#d55e00"}
_INK, _PAPER = "#1d2530", "#ffffff"
# pyvis puts a title into the page as text, or, where any title holds "href", as markup: without these signs, and with
# a joint that nobody sees, it is the same text either way.
_MARKUP = str.maketrans({"<": "‹", ">": "›"})
_HREF, _HREF_APART = "href", "hre\u2060f"
_MOST_FACTS, _MOST_SENTENCES, _MOST_DAYS = 4, 3, 3
_LONGEST = 300  # in signs, of a sentence
# Beyond these the words on the lines would cover the drawing.
_MOST_SAID = 30
_WIDEST = 6.0
_LABEL, _HAN_LABEL = 24, 14
_SPREAD = 1.5


def to_network(scene: Scene, **options: Any) -> Network:
    """Gives what a picture shows at first as a network of pyvis, to go on with as its manual says.

    The id of a node is that of its thing, its places are ours and nothing moves until physics is on; each line tells
    its sentences when the mouse is on it. A node has a `kind` and an edge a `family` for the filter menu. The options
    are those of `pyvis.network.Network`, such as `height="900px"` or `select_menu=True`.

    >>> network = kg.to_network(kg.make_scene(kg.open("gba.kg"), kg.Selection("Chan Kwok-ki")), bgcolor="#eeeeee")
    >>> network.get_node("person/chan-kwok-ki")["label"]
    'Chan Kwok-ki'
    >>> network.set_options('{"nodes": {"font": {"size": 20}}}')
    >>> network.barnes_hut()
    >>> network.save_graph("chan.html")
    """
    return _Writer(scene, options).write()


class _Writer:
    def __init__(self, scene: Scene, options: Mapping[str, Any]) -> None:
        self._scene = scene
        self._nodes, self._lines = scene.list_drawn()
        self._lang = scene.selection.lang
        self._words = read_words(self._lang)
        self._names = {node.thing.id: self._pick(node.caption.whole) for node in scene.nodes}
        self._kinds = {node.thing.id: node.thing.kind for node in scene.nodes}
        self._network = PlainNetwork(**{"directed": True, "heading": say_title(scene), "height": "760px", **options})

    def write(self) -> Network:
        # What a user chooses by a setter counts in place of these.
        self._network.options.physics.enabled = False
        self._network.options.edges.smooth.enabled = False
        self._network.options.edges.arrows = {"to": {"scaleFactor": 0.6}}
        counts = Counter(id for line in self._lines for id in (line.start, line.end))
        for node in self._nodes:
            self._add_node(node, counts[node.thing.id])
        beside: Counter[frozenset[str]] = Counter()
        for line in self._lines:
            pair = frozenset((line.start, line.end))
            self._add_line(line, beside[pair], is_said=len(self._lines) <= _MOST_SAID)
            beside[pair] += 1
        return self._network

    def _add_node(self, node: Node, lines: int) -> None:
        kind, shape = node.thing.kind, SHAPES[node.thing.kind]
        assert node.place is not None
        self._network.add_node(
            node.thing.id,
            _break(self._pick(node.caption.short)),
            shape,
            {"background": LOOKS[kind]["fill"], "border": _INK},
            size=round(10 + 3 * math.sqrt(lines), 1),
            title=_make_title(self._describe_node(node)),
            x=round(_SPREAD * node.place.x),
            y=round(_SPREAD * node.place.y),
            kind=kind,
            font={
                "color": _PAPER if shape == "box" else _INK,
                "strokeWidth": 0 if shape == "box" else 3,
                # So that in a large drawing, too, the most linked have names from afar.
                "size": round(12 + (2 + len(self._nodes) / 100) * math.sqrt(lines), 1),
            },
            shapeProperties={"borderDashes": False if node.is_done else [5, 4]},
        )

    def _add_line(self, line: DrawnLine, beside: int, *, is_said: bool) -> None:
        ends = {line.start, line.end}
        edges = sorted(
            (edge for edge in map(self._scene.edges.__getitem__, line.ties) if self._is_told(edge)),
            key=lambda edge: (not edge.is_done, {edge.start, edge.end} != ends, PREDICATES.index(edge.predicate)),
        )
        details: dict[str, Any] = {"label": self._say_line(line, edges)} if is_said else {}
        if beside:
            details["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.15 * beside}
        self._network.add_edge(
            line.start,
            line.end,
            title=_make_title(self._describe_line(edges)),
            family=line.family.value,
            color=COLOURS[line.family],
            width=round(min(_WIDEST, 1 + math.sqrt(len(edges)) / 2), 1),
            dashes=not any(edge.is_done for edge in edges),
            arrows="" if line.is_mutual else "to",
            font={"size": 11, "color": _INK, "strokeWidth": 3},
            **details,
        )

    def _pick(self, texts: Sequence[str]) -> str:
        return texts[LANGUAGES.index(self._lang)]

    def _is_told(self, edge: Edge) -> bool:
        return edge.is_done or self._scene.selection.planned

    def _describe_node(self, node: Node) -> Iterable[str]:
        yield " · ".join(dict.fromkeys(node.caption.whole))
        sort = name_value(node.sort).say(self._lang) if node.sort else ""
        yield self._join([name_kind(node.thing.kind).say(self._lang), sort, self._say_days(node.days)])
        if node.body:
            yield node.body.name
        offices = [edge for edge in self._scene.edges if edge.predicate == "org:holds" and edge.start == node.thing.id]
        for edge in filter(self._is_told, offices):
            yield f"{_say_verb(edge).say(self._lang)} {self._names[edge.end]}"
        if node.places:
            yield self._join([place.name for place in node.places])
        if not node.is_done:
            yield self._words["is_planned"]

    def _describe_line(self, edges: Sequence[Edge]) -> Iterable[str]:
        for edge in edges[:_MOST_FACTS]:
            said = f"{self._names[edge.start]} {_say_verb(edge).say(self._lang)} {self._names[edge.end]}"
            yield self._join([said, self._say_days(edge.days), "" if edge.is_done else self._words["is_planned"]])
        places = dict.fromkeys(at for edge in edges for at in edge.evidence)
        sentences = sorted(
            map(self._scene.sentences.__getitem__, places), key=lambda sentence: rank_language(sentence, self._lang)
        )
        for sentence in sentences[:_MOST_SENTENCES]:
            yield ""
            yield self._quote(sentence)
            yield f"— {self._join([sentence.title or sentence.release, sentence.date])}"
        if more := len(sentences[_MOST_SENTENCES:]):
            yield ""
            yield self._words["one_more"] if more == 1 else self._words["more"].format(n=more)

    def _quote(self, sentence: Evidence) -> str:
        words = " ".join(sentence.text.split())
        text = f"{words[:_LONGEST].rstrip()} …" if len(words) > _LONGEST else words
        if sentence.restated:
            return say_text(replace(sentence, text=text), self._lang)
        return say_phrase(self._lang, "quotation", text=text)

    def _say_line(self, line: DrawnLine, edges: Sequence[Edge]) -> str:
        """Says what binds the two: the offices that one holds of the other, or the closest tie, with its days."""
        offices = [self._names[edge.end] for edge in edges if edge.predicate == "org:holds" and edge.end != line.end]
        if offices:
            return _break(offices[0])
        days = sorted({day for edge in edges if edge.is_dated for day in edge.days})
        plan = "" if any(edge.is_done for edge in edges) else self._words["is_planned"]
        return "\n".join(filter(None, [self._say_bond(line, edges), "" if days[1:] else self._say_days(days), plan]))

    def _say_bond(self, line: DrawnLine, edges: Sequence[Edge]) -> str:
        """Says what runs between the two; what only a meeting or a visit tells, which is no mark itself, by that."""
        verb = _say_verb(edges[0])
        is_direct = {edges[0].start, edges[0].end} == {line.start, line.end}
        if not is_direct and line.family is Family.MET and line.is_mutual:
            verb = say_verb("gba:metWith")
        elif not is_direct and line.family is Family.JOINED and self._kinds[line.end] in ("place", "body"):
            verb = say_verb("gba:visited")
        return verb.say(self._lang)

    def _say_days(self, days: Sequence[str]) -> str:
        spans = [day.replace("/", " – ") for day in days]
        if len(spans) <= _MOST_DAYS:
            return self._join(spans)
        first, last = days[0].partition("/")[0], days[-1].rpartition("/")[2]
        return str(self._words["days"].format(n=len(days), first=first, last=last))

    def _join(self, texts: Iterable[str]) -> str:
        return str(self._words["comma"]).join(filter(None, texts))


def _say_verb(edge: Edge) -> Phrase:
    capacities = {held.capacity for held in edge.holdings}
    return say_verb(edge.predicate, capacity=capacities.pop() if len(capacities) == 1 else None)


def _break(name: str) -> str:
    return "\n".join(wrap(name, _HAN_LABEL if has_han(name) else _LABEL))


def _make_title(lines: Iterable[str]) -> str:
    return "\n".join(lines).translate(_MARKUP).replace(_HREF, _HREF_APART)
