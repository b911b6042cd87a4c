"""Turns a Scene into its Headline: how much it shows, and from how many releases it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.views.counts import Teller
from kg.views.evidence import Evidence, rank_language
from kg.views.names import KINDS
from kg.views.scene import Scene
from kg.views.selection import Totals


@dataclass(frozen=True, slots=True)
class Headline:
    """How many things and statements a picture shows, and from how many releases, of which first and last day.

    `kinds` counts by kind the things drawn at first around what was asked for, `counts` what is told of the one thing
    that was; `ways` counts those of a path, with the least and the most `steps`.
    """

    totals: Totals
    kinds: Mapping[str, int]
    counts: Mapping[str, int]
    ways: int
    steps: tuple[int, int]


def make_headline(scene: Scene) -> Headline:
    """Gives the headline of what is drawn at first; of all that matches where nothing is asked for, and around a name
    of what is told of it."""
    drawn = {node.thing.id for node in scene.list_drawn()[0]}
    edges = _list_told(scene, drawn)
    sentences = {at for edge in edges for at in scene.edges[edge].evidence}
    counts: Mapping[str, int] = {}
    if len(scene.ends) == 1:
        tally = Teller(scene).count(scene.ends[0].id)
        counts, sentences = tally.counts, set(tally.sentences)
    asked = {end.id for end in scene.ends}
    steps = [len(lane.marks) - 1 for lane in scene.lanes]
    return Headline(
        scene.totals if scene.selection.is_all and scene.totals else _sum_up(scene, edges, sentences),
        _count_kinds(drawn - asked),
        counts,
        max(scene.ways, len(scene.lanes)),
        (min(steps, default=0), max(steps, default=0)),
    )


def find_release(scene: Scene, lang: str) -> Evidence:
    """Gives a sentence of the release that a scene shows, in a language or its other script if there is one."""
    return min(scene.sentences, key=lambda source: rank_language(source, lang))


def _sum_up(scene: Scene, edges: list[int], sentences: set[int]) -> Totals:
    told = [scene.sentences[at] for at in sentences]
    days = sorted(source.date for source in told)
    return Totals(
        len({id for at in edges for id in (scene.edges[at].start, scene.edges[at].end)}),
        len(edges),
        len({source.release for source in told}),
        days[0] if days else "",
        days[-1] if days else "",
    )


def _list_told(scene: Scene, drawn: set[str]) -> list[int]:
    on_lines = [at for line in scene.list_drawn()[1] for at in line.ties]
    found = {*on_lines, *(at for at, mark in scene.inner.items() if mark in drawn)}
    return sorted(at for at in found if scene.selection.planned or scene.edges[at].is_done)


def _count_kinds(ids: Iterable[str]) -> Mapping[str, int]:
    counts = Counter(id.partition("/")[0] for id in ids)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}
