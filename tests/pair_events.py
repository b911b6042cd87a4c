"""Turns the events of two language versions, as facts files and graphs tell them, into those that are told alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from gold_facts import Names, fold_all

from kg.graph.graph import Graph
from kg.linking.ratings import may_be_one_day

_EVENTS: Final = """SELECT ?event (GROUP_CONCAT(?name) AS ?label) ?type ?status ?day WHERE {
  ?event a schema:Event ; skos:prefLabel ?name ; gba:eventType ?type ; gba:status ?status
  OPTIONAL { ?event schema:startDate ?day } } GROUP BY ?event ?type ?status ?day ORDER BY ?event ?day"""
_NAMED: Final = """SELECT DISTINCT ?event ?thing ?name WHERE {{
  ?event a schema:Event ; {0} ?thing . ?thing skos:prefLabel|skos:altLabel ?name }}"""


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as one version tells it: who takes part and where, each by all of its names.

    `key` is its IRI in a graph, and its id in a facts file.
    """

    key: str
    label: str
    type: str
    status: str
    day: str | None
    agents: tuple[Names, ...]
    places: tuple[Names, ...]


def list_told(facts: Mapping[str, Any]) -> list[ToldEvent]:
    """Gives the events of a facts file."""
    names = {key: fold_all(all_names) for key, all_names in facts["names"].items()}
    return [
        ToldEvent(
            event["id"],
            event.get("name", ""),
            event["type"],
            event["status"],
            event["date"],
            tuple(names[agent] for agent, _ in event["roles"]),
            tuple(names[place] for place in event["where"]),
        )
        for event in facts["events"]
    ]


def list_found(graph: Graph) -> list[ToldEvent]:
    """Gives the events of a graph."""
    rows = graph.ask(_EVENTS)
    agents = _list_names(graph, "gba:participation/gba:agent")
    places = _list_names(graph, "schema:location|gba:visited")
    events = {key or "": (label or "", _cut(type), _cut(status), day) for key, label, type, status, day in rows}
    return [ToldEvent(key, *told, agents.get(key, ()), places.get(key, ())) for key, told in events.items()]


def match_told(here: Sequence[ToldEvent], there: Sequence[ToldEvent], known: Names) -> dict[int, int]:
    """Gives the places of the events that both facts files tell: of one type and status, on days that may be one, with
    somebody in common, and neither agents nor places of which each has some that the other lacks.

    Nobody and no place counts that bears none of the `known` names, those that both files give.
    """
    one, other = ([_keep(event, known) for event in events] for events in (here, there))
    return _match(
        one,
        other,
        lambda a, b: (
            may_be_one_day(a.day, b.day)
            and _share_agents(a, b)
            and not _are_apart(a.agents, b.agents)
            and not _are_apart(a.places, b.places)
        ),
    )


def match_found(told: Sequence[ToldEvent], found: Sequence[ToldEvent]) -> dict[int, int]:
    """Gives the places of the events of a facts file that a graph tells: of one type and status, with somebody in
    common, on a day that is as exact as the file says."""
    return _match(told, found, lambda a, b: (b.day or "").startswith(a.day or "") and _share_agents(a, b))


def _keep(event: ToldEvent, known: Names) -> ToldEvent:
    agents, places = (
        tuple(names for names in things if not names.isdisjoint(known)) for things in (event.agents, event.places)
    )
    return replace(event, agents=agents, places=places)


def _match(
    here: Sequence[ToldEvent], there: Sequence[ToldEvent], fits: Callable[[ToldEvent, ToldEvent], bool]
) -> dict[int, int]:
    """Takes those first that have most agents and places in common, of equal ones those that are called alike."""
    ranked = [
        (
            -_count_common(a.agents, b.agents) - _count_common(a.places, b.places),
            a.day != b.day,
            -len(_list_pairs(a.label) & _list_pairs(b.label)),
            at,
            to,
        )
        for at, a in enumerate(here)
        for to, b in enumerate(there)
        if (a.type, a.status) == (b.type, b.status) and fits(a, b)
    ]
    matched: dict[int, int] = {}
    for *_, at, to in sorted(ranked):
        if at not in matched and to not in matched.values():
            matched[at] = to
    return matched


def _share_agents(one: ToldEvent, other: ToldEvent) -> bool:
    return not one.agents or not other.agents or _count_common(one.agents, other.agents) > 0


def _count_common(here: Sequence[Names], there: Sequence[Names]) -> int:
    return sum(any(not names.isdisjoint(other) for other in there) for names in here)


def _list_pairs(label: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a name."""
    return frozenset(map("".join, pairwise(label.casefold())))


def _are_apart(here: Sequence[Names], there: Sequence[Names]) -> bool:
    """Each has some that the other lacks."""
    return _count_common(here, there) < len(here) and _count_common(there, here) < len(there)


def _list_names(graph: Graph, path: str) -> dict[str, tuple[Names, ...]]:
    names: dict[tuple[str, str], set[str]] = {}
    for event, thing, name in graph.ask(_NAMED.format(path)):
        names.setdefault((event or "", thing or ""), set()).add(name or "")
    found: dict[str, tuple[Names, ...]] = {}
    for (event, _), own in names.items():
        found[event] = (*found.get(event, ()), fold_all(own))
    return found


def _cut(concept: str | None) -> str:
    """The local name of an IRI."""
    return (concept or "").replace("#", "/").rpartition("/")[2]
