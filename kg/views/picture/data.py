"""Turns a Scene into what the page's script reads: plain values, each name, day, release and sentence once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.looks import LOOKS
from kg.views.evidence import PREDICATES, Evidence
from kg.views.fold import DrawnLine
from kg.views.names import Thing
from kg.views.picture.headline import name_release, say_headline
from kg.views.picture.wording import Simplifier, learn_signs, name_in_all, read_terms, read_words, say_in_all
from kg.views.scene import Edge, Node, Scene
from kg.views.selection import Lane
from kg.vocabulary import Role

Values = dict[str, Any]
# What of a page's data is added to those of another one.
_ADDED = ("things", "edges", "inner", "same", "days", "releases", "sentences", "more", "simplified", "terms", "total")


@dataclass(frozen=True, slots=True)
class PageData:
    """What the page's script reads: the marks and lines that are drawn, and in `page` all that stands behind them."""

    marks: list[Values]
    lines: list[Values]
    page: Values


def make_data(scene: Scene) -> PageData:
    """Gives all that the page needs; marks, lines and edges in the order of the scene."""
    others = _list_others(scene)
    simplifier = learn_signs([*_list_texts(scene), *map(name_in_all, others)])
    days = sorted({day for edge in scene.edges for day in edge.days})
    day_places = {day: index for index, day in enumerate(days)}
    node_places = {node.thing.id: index for index, node in enumerate(scene.nodes)}
    releases = list(dict.fromkeys(replace(source, text="", id="") for source in scene.sentences))
    indexes = {release: index for index, release in enumerate(releases)}
    described = [(node, _describe_node(node, simplifier)) for node in scene.nodes]
    page = {
        "lang": scene.selection.lang,
        "selection": _describe_selection(scene),
        "total": scene.total,
        "totalPlanned": scene.planned,
        "looks": LOOKS,
        "verbs": list(PREDICATES),
        "things": [
            {"label": node.thing.id, "group": node.thing.kind, **details}
            for node, details in described
            if node.place is None
        ],
        "headline": simplifier.shorten(say_in_all(say_headline(scene))),
        "heading": simplifier.shorten(say_in_all(name_release(scene))) if scene.selection.release else None,
        "edges": [_describe_edge(edge, node_places, day_places) for edge in scene.edges],
        "inner": {str(at): mark for at, mark in sorted(scene.inner.items())},
        "same": _list_same(scene),
        "lanes": [_describe_lane(lane) for lane in scene.lanes],
        "ways": scene.ways,
        "days": days,
        "releases": [_describe_release(source) for source in releases],
        "sentences": [[source.text, indexes[replace(source, text="", id="")]] for source in scene.sentences],
        "more": {thing.id: simplifier.shorten(name_in_all(thing)) for thing in others},
        "words": {lang: read_words(lang) for lang in ("en", "zh-Hant")},
        "simplified": simplifier.signs,
        "terms": {term: simplifier.shorten(labels) for term, labels in read_terms(_list_values(scene)).items()},
    }
    return PageData(
        [
            {"label": node.thing.id, "group": node.thing.kind, "x": node.place.x, "y": node.place.y, **details}
            for node, details in described
            if node.place is not None
        ],
        [_describe_line(line) for line in scene.lines],
        page,
    )


def make_addition(scene: Scene) -> Values:
    """Gives what a page is to be extended with to show this scene too: the page's `nodes`, `edges` and `page`."""
    data = make_data(scene)
    places = {mark["label"]: place for place, mark in enumerate(data.marks)}
    lines = [
        {"from": places[line.start], "to": places[line.end], **details}
        for line, details in zip(scene.lines, data.lines, strict=True)
    ]
    return {"nodes": data.marks, "edges": lines, "page": {key: data.page[key] for key in _ADDED}}


def _list_others(scene: Scene) -> list[Thing]:
    """Gives the things that a node names and that are no nodes themselves."""
    ids = {node.thing.id for node in scene.nodes}
    named = [thing for node in scene.nodes for thing in (*node.places, *filter(None, [node.body]))]
    return [thing for thing in dict.fromkeys(named) if thing.id not in ids]


def _list_same(scene: Scene) -> dict[str, str]:
    ids = {node.thing.id for node in scene.nodes}
    return {id: other for id, other in sorted(scene.same.items()) if {id, other} <= ids}


def _list_texts(scene: Scene) -> Iterator[tuple[str, ...]]:
    """Gives what the page says of things, each in every language."""
    for node in scene.nodes:
        yield from (node.caption.whole, node.caption.short, *filter(None, [node.office]))


def _list_values(scene: Scene) -> frozenset[str]:
    """Gives the values of the ontology that the scene speaks of."""
    held = (holding.capacity for edge in scene.edges for holding in edge.holdings)
    return frozenset(
        (*(node.sort for node in scene.nodes), *(role for edge in scene.edges for role in edge.roles), *held)
    )


def _describe_selection(scene: Scene) -> Values:
    return {
        "ends": [end.id for end in scene.ends],
        "isPath": scene.selection.path is not None,
        "release": scene.selection.release,
        "planned": scene.selection.planned,
        "hops": scene.selection.hops,
        "beginsWithPeople": scene.begins_with_people,
    }


def _describe_node(node: Node, simplifier: Simplifier) -> Values:
    thing = node.thing
    names, short = node.caption.whole, node.caption.short
    others = dict.fromkeys(label.text for label in thing.labels if label.text not in names)
    return _drop_empty(
        {
            "names": simplifier.shorten(names),
            "short": simplifier.shorten(short) if short != names else None,
            "office": simplifier.shorten(node.office) if node.office else None,
            "others": list(others),
            "sort": node.sort,
            "days": node.days,
            "places": [place.id for place in node.places],
            "body": node.body.id if node.body else None,
            "theme": node.theme,
            "matters": [list(matter) for matter in node.matters],
            "undone": not node.is_done,
            "kept": node.place is not None and not node.is_shown,
            "coming": node.is_coming,
            "core": [node.core.x, node.core.y] if node.core else None,
            "beyond": node.beyond,
        }
    )


def _describe_line(line: DrawnLine) -> Values:
    return _drop_empty({"family": line.family.value, "mutual": line.is_mutual, "edges": list(line.ties)})


def _describe_lane(lane: Lane) -> Values:
    return _drop_empty({"marks": list(lane.marks), "apart": lane.is_apart})


def _describe_edge(edge: Edge, nodes: Mapping[str, int], days: Mapping[str, int]) -> Values:
    """Names both ends, verb and days by their places in the page's lists."""
    details = {
        "undone": not edge.is_done,
        "undated": not edge.is_dated,
        "days": [days[day] for day in edge.days],
        "roles": [role for role in edge.roles if role != Role.PARTICIPANT],
        "held": _describe_holdings(edge),
    }
    return {
        "from": nodes[edge.start],
        "to": nodes[edge.end],
        "verb": PREDICATES.index(edge.predicate),
        "evidence": list(edge.evidence),
        **_drop_empty(details),
        **_describe_telling(edge, nodes, days),
    }


def _describe_telling(edge: Edge, nodes: Mapping[str, int], days: Mapping[str, int]) -> Values:
    """Gives of what occasion and of which days each sentence tells: one value where it is the same for all, none where
    the edge says so itself."""
    occasions = [nodes.get(id) if id else None for id in edge.occasions]
    is_one = len(set(occasions)) == 1
    told: Values = {"at": occasions[0] if is_one else occasions} if any(id is not None for id in occasions) else {}
    if not edge.holdings and len(set(edge.told_on)) > 1:
        told["told"] = [[days[day] for day in own] for own in edge.told_on]
    return told


def _describe_holdings(edge: Edge) -> list[Values]:
    """Sums up the tenures behind an edge by capacity and stated period; `days` only if they are not all the edge's."""
    days: dict[tuple[str, str | None, str | None], set[str]] = {}
    for held in edge.holdings:
        days.setdefault((held.capacity, held.start, held.end), set()).update(held.days or held.announced)
    return [
        {
            **_drop_empty({"capacity": capacity, "start": start, "end": end}),
            **({"days": sorted(seen)} if sorted(seen) != list(edge.days) else {}),
        }
        for (capacity, start, end), seen in sorted(days.items(), key=lambda item: sorted(item[1]))
    ]


def _describe_release(source: Evidence) -> Values:
    lang = source.release.rpartition("/")[2]
    release = {"id": source.release, "title": source.title, "date": source.date, "url": source.url, "lang": lang}
    return {**release, "restated": True} if source.restated else release


def _drop_empty(values: Values) -> Values:
    """Leaves out what is empty: the page takes it for granted."""
    return {key: value for key, value in values.items() if value}
