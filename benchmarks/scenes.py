"""Invented scenes of any size, for the picture's measurements and tests: few things with many lines, many with few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import networkx as nx

from kg.mentions.entities import Label
from kg.phrases import LANGUAGES
from kg.views.captions import Caption
from kg.views.evidence import Evidence
from kg.views.fold import DrawnLine, Family
from kg.views.layout import Box, place_clusters
from kg.views.layout import Line as LayoutLine
from kg.views.names import KINDS, Thing
from kg.views.scene import Edge, Node, Scene
from kg.views.selection import Selection

_SEED = 7
_SURNAMES = ("Chan", "Lau", "Ng", "Ho", "Yeung", "Mok", "Tse", "Kwan", "Poon", "Sit")
_PLACES = ("Harbour", "Delta", "Pearl", "Lantau", "Hengqin", "Nansha", "Qianhai", "Songshan", "Coloane", "Sha Tin")
_HANT = "陳劉吳何楊莫謝關潘薛港珠澳江沙灣島橋門山"
_VERBS = {"event": "gba:participatedIn", "agreement": "gba:signed", "place": "gba:visited", "post": "org:holds"}
_FAMILIES = {"gba:metWith": Family.MET, "gba:signed": Family.SIGNED, "org:holds": Family.BELONGS}


def make_big_scene(size: int, per_node: int = 3) -> Scene:
    """Gives a scene of `size` things with about `per_node` lines each, every line with a sentence of its own."""
    network = nx.barabasi_albert_graph(size, per_node, seed=_SEED)
    things = [_make_thing(number) for number in range(size)]
    pairs = sorted(network.edges)
    captions = [Caption(*[tuple(replace(thing, lang=lang).name for lang in LANGUAGES)] * 2) for thing in things]
    places = place_clusters(
        [Box(thing.id, caption.short) for thing, caption in zip(things, captions, strict=True)],
        [LayoutLine(things[a].id, things[b].id) for a, b in pairs],
    )
    nodes = tuple(
        Node(thing, caption, places[thing.id], True, 0, "", True, (), (), None, None)
        for thing, caption in zip(things, captions, strict=True)
    )
    edges = tuple(_make_edge(index, things[b].id, things[a].id) for index, (a, b) in enumerate(pairs))
    sentences = tuple(_make_sentence(index, edge) for index, edge in enumerate(edges))
    lines = tuple(_make_line(index, edge) for index, edge in enumerate(edges))
    return Scene(Selection(kinds=frozenset(KINDS)), (), nodes, edges, lines, {}, {}, sentences, size, 0)


def _make_thing(number: int) -> Thing:
    kind = KINDS[number % len(KINDS)]
    surname, place = _SURNAMES[number % 10], _PLACES[number // 10 % 10]
    english = f"{surname} {place} {kind} number {number}"
    chinese = "".join(_HANT[(number // 20**power) % 20] for power in range(3)) + f"{number}"
    labels = (
        Label(english, "en", True),
        Label(chinese, "zh-Hant", True),
        Label(f"{surname[0]}{place[0]}X{number}", "en"),
    )
    return Thing(f"{kind}/{number}", labels)


def _make_edge(index: int, start: str, end: str) -> Edge:
    verb = _VERBS.get(end.partition("/")[0], "gba:metWith")
    day = (date(2019, 1, 1) + timedelta(days=index % 2000)).isoformat()
    return Edge(start, verb, end, True, (day,), (), (), (index,))


def _make_line(index: int, edge: Edge) -> DrawnLine:
    family = _FAMILIES.get(edge.predicate, Family.JOINED)
    return DrawnLine(edge.start, edge.end, family, family is Family.MET, (index,))


def _make_sentence(index: int, edge: Edge) -> Evidence:
    text = f"On that day, as release {index} tells, {edge.start} and {edge.end} discussed co-operation in the area."
    return Evidence(
        text, f"invented-{index % 40}/en", f"Release {index % 40}", edge.days[0], "https://www.info.gov.hk/x"
    )
