"""Turns two names into the shortest way between their things, each Hop with the sentence behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.errors import NoPathError
from kg.graph.graph import Graph
from kg.phrases import Phrase, say_phrase, say_verb
from kg.views.datings import Dating, rank_date
from kg.views.events import HELD, read_statuses
from kg.views.evidence import PREDICATES, Evidence, find_facts_on, join_evidence
from kg.views.lookup import find_lines_about
from kg.views.names import Names, Thing, shorten
from kg.vocabulary import Capacity, Status

# Topics and initiatives tie everybody to everybody; a place is walked through only by mistake.
_WALKED = tuple(verb for verb in PREDICATES if verb != "gba:involvedIn")
_LINKS = (
    f"SELECT DISTINCT ?subject ?verb ?object WHERE {{ VALUES ?verb {{ {' '.join(_WALKED)} }} ?subject ?verb ?object }}"
)
_WALKED_KINDS = frozenset({"person", "post", "body", "mechanism", "event", "agreement", "initiative"})


@dataclass(frozen=True, slots=True)
class Link:
    """A plain triple that may be walked both ways."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, in walking order: `start` `verb` `end`, and when that was or was reported."""

    start: Thing
    verb: Phrase
    end: Thing
    date: Dating | None
    evidence: tuple[Evidence, ...]


def find_path(graph: Graph, start: str, end: str, *, max_hops: int = 6, lang: str = "en") -> tuple[Hop, ...]:
    """How are two things connected: one shortest path over done facts; NoPathError if there is none.

    Among equals the choice is always the same: meetings and signatures before offices and bodies, then by id.
    UnknownNameError where a name names nothing, or more than one thing.

    >>> for hop in kg.find_path(kg.open("gba.kg"), "Zhong Nanshan", "John Lee"):
    ...     print(hop.start.name, hop.verb, hop.end.name)
    Zhong Nanshan met Chan Kwok-ki
    Chan Kwok-ki held Chief Secretary for Administration
    Chief Secretary for Administration was held by John Lee
    """
    return find_path_over(graph, lambda: find_links(graph), start, end, max_hops=max_hops, lang=lang)


def find_path_over(
    graph: Graph, list_links: Callable[[], Sequence[Link]], start: str, end: str, *, max_hops: int = 6, lang: str = "en"
) -> tuple[Hop, ...]:
    """Gives the same of a graph whose links somebody may have already: they are asked for when the ends are known."""
    names = Names(graph, lang)
    source, target = names.resolve(start), names.resolve(end)
    if source == target:
        raise NoPathError(say_phrase(lang, "one_thing", start=start, end=end, name=source.name, id=source.id))
    walked = _walk(list_links(), source.id, target.id, max_hops)
    if walked is None:
        raise NoPathError(say_phrase(lang, "no_path", hops=max_hops, start=source.name, end=target.name))
    hops, here = [], source.id
    for link in walked:
        hops.append(_make_hop(graph, names, link, here))
        here = _cross(link, here)
    return tuple(hops)


def find_links(graph: Graph) -> tuple[Link, ...]:
    """Gives every domain triple between things that are done, in a fixed order."""
    return _sort_links(graph.ask(_LINKS), find_undone(graph))


def find_undone(graph: Graph) -> frozenset[str]:
    """Gives the events, agreements and initiatives that are planned or cancelled."""
    return frozenset(thing for thing, status in read_statuses(graph).items() if status != Status.DONE)


def _sort_links(rows: list[tuple[str | None, ...]], undone: frozenset[str]) -> tuple[Link, ...]:
    links = [Link(*map(shorten, row)) for row in rows]
    kept = [link for link in links if all(_is_walked(end, undone) for end in (link.subject, link.object))]
    return tuple(sorted(kept, key=lambda link: (_WALKED.index(link.predicate), link.subject, link.object)))


def _is_walked(thing: str, undone: frozenset[str]) -> bool:
    return thing.partition("/")[0] in _WALKED_KINDS and thing not in undone


def _walk(links: Sequence[Link], start: str, end: str, max_hops: int) -> list[Link] | None:
    around: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        around[link.subject].append(link)
        around[link.object].append(link)
    trails: dict[str, list[Link]] = {start: []}
    rim = [start]
    for _ in range(max_hops):
        if end in trails:
            break
        rim = _step(rim, around, trails)
    return trails.get(end)


def _step(rim: list[str], around: dict[str, list[Link]], trails: dict[str, list[Link]]) -> list[str]:
    """Walks one hop from every thing of the rim; gives the things reached for the first time."""
    reached = []
    for here in rim:
        for link in around.get(here, ()):
            there = _cross(link, here)
            if there not in trails:
                trails[there] = [*trails[here], link]
                reached.append(there)
    return reached


def _cross(link: Link, here: str) -> str:
    return link.object if link.subject == here else link.subject


def _make_hop(graph: Graph, names: Names, link: Link, here: str) -> Hop:
    ways = find_lines_about(graph, names, link.subject, link.predicate, link.object)
    held = [line for line in ways if line.capacity in HELD]
    line = min(held or ways, key=lambda way: (way.capacity == Capacity.ACTING, rank_date(way.date)), default=None)
    capacity = line.capacity if line else None
    days = line.date.days if line and line.date else None
    return Hop(
        names.get_then(here, days),
        say_verb(link.predicate, is_inward=link.subject != here, capacity=capacity),
        names.get_then(_cross(link, here), days),
        line.date if line else None,
        line.evidence if line else _find_naming(graph, link),
    )


def _find_naming(graph: Graph, link: Link) -> tuple[Evidence, ...]:
    """Gives what names the office or event: nothing else says which body an office is of, or where an event was."""
    return join_evidence(find_facts_on(graph, link.subject))
