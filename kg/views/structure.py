"""Turns a body into its Structure: what is above and below it, and its offices with those who held them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.views.datings import Dating, date_holdings, rank_date
from kg.views.events import Holding, find_holdings
from kg.views.names import Names, Thing, shorten, to_iri
from kg.views.turns import find_ended

_TIES = """SELECT DISTINCT ?way ?other WHERE {
  { $about org:subOrganizationOf ?other BIND ("above" AS ?way) }
  UNION { ?other org:subOrganizationOf $about BIND ("below" AS ?way) }
  UNION { $about org:hasMember ?other BIND ("member" AS ?way) }
  UNION { ?other org:hasMember $about BIND ("joined" AS ?way) }
  UNION { ?other org:postIn $about BIND ("office" AS ?way) }
} ORDER BY ?way ?other"""


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody in an office, in one capacity; `date` is when, as far as it is known."""

    person: Thing
    capacity: str
    date: Dating | None


@dataclass(frozen=True, slots=True)
class Chair:
    """An office of a body with its terms, the latest first."""

    office: Thing
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """A body among others: those directly above and below it, its members, what it is a member of, and its offices;
    `ended` says when those of them ended that are no more, by their id."""

    above: tuple[Thing, ...]
    below: tuple[Thing, ...]
    members: tuple[Thing, ...]
    joined: tuple[Thing, ...]
    offices: tuple[Chair, ...]
    ended: Mapping[str, Dating]


def find_structure(graph: Graph, names: Names, body: str) -> Structure:
    """Gives the structure of a body or mechanism (an id); those who are only members of it are in no office."""
    ties: dict[str, list[str]] = {}
    for way, other in graph.ask(_TIES, about=to_iri(body)):
        ties.setdefault(way or "", []).append(shorten(other))
    holdings: dict[str, list[Holding]] = {}
    for holding in find_holdings(graph, body) if body.startswith("body/") else ():
        if holding.post:
            holdings.setdefault(holding.post, []).append(holding)
    people = [holding.person for found in holdings.values() for holding in found]
    names.read_some([*people, *(other for found in ties.values() for other in found)])
    chairs = [_make_chair(names, office, holdings.get(office, [])) for office in ties.get("office", ())]
    ways = ("above", "below", "member", "joined")
    above, below, members, joined = (_sort_things(map(names.get, ties.get(way, ()))) for way in ways)
    chairs.sort(key=lambda chair: (not chair.terms, chair.office.name, chair.office.id))
    around = [thing.id for things in (above, below, members, joined) for thing in things]
    return Structure(above, below, members, joined, tuple(chairs), find_ended(graph, around))


def _make_chair(names: Names, office: str, holdings: list[Holding]) -> Chair:
    by_holder: dict[tuple[str, str], list[Holding]] = {}
    for holding in holdings:
        by_holder.setdefault((holding.person, holding.capacity), []).append(holding)
    terms = [Term(names.get(person), how, _date_one(found)) for (person, how), found in by_holder.items()]
    terms.sort(key=lambda term: (term.person.name, term.person.id))
    terms.sort(key=lambda term: rank_date(term.date) if term.date else ("", ""), reverse=True)
    return Chair(names.get(office), tuple(terms))


def _date_one(holdings: list[Holding]) -> Dating | None:
    """Gives when an office was held; of several terms the latest."""
    terms = sorted({(one.start or "", one.end or "") for one in holdings if one.start or one.end})
    latest = [one for one in holdings if not terms or (one.start or "", one.end or "") == terms[-1]]
    return date_holdings(latest)


def _sort_things(things: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(sorted(things, key=lambda thing: (thing.name, thing.id)))
