"""Finds what only a reader can settle: things that may be one, one that may be two, each with what is said of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from rapidfuzz import fuzz

from kg.decisions import Decisions
from kg.graph.graph import Graph
from kg.languages.scripts import has_han
from kg.linking.questions import Question as KeptApart
from kg.linking.questions import Reason
from kg.pipeline import load_gazetteer
from kg.slugs import fold_name
from kg.views.events import read_occasions, read_parts
from kg.views.evidence import Evidence, find_sources
from kg.views.names import Names, Thing
from kg.views.sameness import find_same
from kg.views.thing import KINDS, shorten, to_iri

# Two words that are less alike are two words, not one that is spelt otherwise.
_LEAST_ALIKE = 80.0
_LEAST_LETTERS = 6
# What many are called is told apart by its day: no name of one thing.
_DATED = re.compile(r".*-\d{4}-\d{2}-\d{2}(-\d+)?")
# What is named by kinds that have names of their own.
_KINDS = ("person", "post", "body", "initiative", "agreement")
_MOST_SAID = 3


class Ground(StrEnum):
    """Why two things may be one, or words may mean somebody."""

    ONE_NAME = "one-name"
    NEAR_NAMES = "near-names"
    ONE_EVENT = "one-event"
    OPEN_MENTION = "open-mention"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two things of which nobody has said whether they are one: `score` is how sure it looks, from 0 to 1."""

    ground: Ground | Reason
    left: Thing
    right: Thing
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt, with the first sentences about either thing."""

    doubt: Doubt
    left: tuple[Evidence, ...]
    right: tuple[Evidence, ...]


def find_doubts(
    graph: Graph, decisions: Decisions, kept_apart: Iterable[KeptApart] = (), *, lang: str = "en"
) -> tuple[Doubt, ...]:
    """Gives what may be one thing and was not decided yet, the surest first; the one that is told of more stands left.

    People, offices, bodies, initiatives and agreements may be one that share a name, or of which the names differ in
    one word that is spelt much alike (RapidFuzz's ratio of edits); events that a picture shows as one, but for those
    that were put off from a day, which they keep. Of two that the tables know it is settled that they are two.
    `kept_apart` are the people whom linking keeps apart, which says more of them than their names do.
    """
    names = Names.read(graph, lang)
    known = load_gazetteer().things
    told = _count_told(graph)
    found: dict[tuple[str, str], Doubt] = {}
    for apart in kept_apart:
        if {apart.one, apart.other} <= told.keys():
            _keep(found, Doubt(apart.reason, *_order(names, told, apart.one, apart.other), apart.score), decisions)
    for kind in _KINDS:
        things = [thing for thing in names.list_things(kind) if thing.id in told and not _DATED.fullmatch(thing.id)]
        for ground, score, one, other in (*_share_names(things), *_resemble(things)):
            if not {one, other} <= known.keys():
                _keep(found, Doubt(ground, *_order(names, told, one, other), score), decisions)
    occasions = read_occasions(graph, read_parts(graph))
    for one, other in find_same(occasions, occasions).items():
        if not occasions[other].previous:
            _keep(found, Doubt(Ground.ONE_EVENT, *_order(names, told, other, one), 1.0), decisions)
    return tuple(sorted(found.values(), key=_rank))


def ask_about(graph: Graph, doubts: Iterable[Doubt]) -> Iterator[Question]:
    """Adds to each doubt what the first sentences say of either thing."""
    for doubt in doubts:
        yield Question(doubt, read_sentences(graph, doubt.left), read_sentences(graph, doubt.right))


def _keep(found: dict[tuple[str, str], Doubt], doubt: Doubt, decisions: Decisions) -> None:
    pair = (doubt.left.id, doubt.right.id)
    if decisions.find_between(*pair) is None and pair not in found:
        found[pair] = doubt


def _order(names: Names, told: Mapping[str, int], one: str, other: str) -> tuple[Thing, Thing]:
    first, second = sorted((one, other), key=lambda thing: (-told.get(thing, 0), thing))
    return names.get(first), names.get(second)


def _count_told(graph: Graph) -> dict[str, int]:
    """Gives how many releases name each thing; what only a table knows is in no doubt."""
    rows = graph.ask("SELECT ?thing (COUNT(?release) AS ?n) WHERE { ?release schema:mentions ?thing } GROUP BY ?thing")
    return {shorten(thing): int(count or 0) for thing, count in rows}


def _share_names(things: Iterable[Thing]) -> Iterator[tuple[Ground, float, str, str]]:
    """A name counts that at least one of the two bears as its own: many committees are "the Committee" for short."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    owned: set[tuple[str, str]] = set()
    for thing in things:
        for label in thing.labels:
            name = fold_name(label.text)
            called[name].add(thing.id)
            if label.is_preferred:
                owned.add((name, thing.id))
    for name, ids in sorted(called.items()):
        for pair in combinations(sorted(ids), 2):
            if len(name) > 1 and any((name, id) in owned for id in pair):
                yield Ground.ONE_NAME, 1.0, *pair


def _resemble(things: Iterable[Thing]) -> Iterator[tuple[Ground, float, str, str]]:
    """Compares names of as many words that have the first or the last in common."""
    near: defaultdict[tuple[int, int, str], set[tuple[str, str]]] = defaultdict(set)
    for thing in things:
        for label in thing.labels:
            name = fold_name(label.text)
            if label.is_preferred and not has_han(name) and len(name) >= _LEAST_LETTERS:
                words = name.split()
                near[len(words), 0, words[0]].add((name, thing.id))
                near[len(words), -1, words[-1]].add((name, thing.id))
    for spelt in near.values():
        for (one, left), (other, right) in combinations(sorted(spelt), 2):
            if left != right and (score := _compare(one, other)) >= _LEAST_ALIKE:
                yield Ground.NEAR_NAMES, round(score / 100, 2), left, right


def _compare(one: str, other: str) -> float:
    """How much alike the only word is in which two names differ; 0 where they differ in more, or in a number."""
    unlike = [pair for pair in zip(one.split(), other.split(), strict=True) if len(set(pair)) > 1]
    if len(unlike) != 1 or any(sign.isdigit() for word in unlike[0] for sign in word):
        return 0.0
    return fuzz.ratio(*unlike[0])


def _rank(doubt: Doubt) -> tuple[float, int, str, str]:
    return -doubt.score, KINDS.index(doubt.left.kind), doubt.left.id, doubt.right.id


def read_sentences(graph: Graph, thing: Thing) -> tuple[Evidence, ...]:
    """Gives the first sentences about a thing."""
    said = [source for source in find_sources(graph, thing.id)[thing.id] if source.text]
    return tuple(sorted(said, key=lambda source: (source.date, source.id))[:_MOST_SAID])


def find_releases_naming(graph: Graph, thing: str) -> tuple[str, ...]:
    """Gives the releases that name a thing, by id and language: `P2024010800123/en`."""
    rows = graph.ask("SELECT ?release WHERE { ?release schema:mentions $about } ORDER BY ?release", about=to_iri(thing))
    return tuple(shorten(release).removeprefix("release/") for (release,) in rows)
