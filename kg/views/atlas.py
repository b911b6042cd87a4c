"""Turns places and bodies into what a map of co-operation asks of them: the city, the side, the bureau."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.views.names import shorten

_PLACES = """SELECT DISTINCT ?place ?kind ?around WHERE {
  ?place a schema:Place . OPTIONAL { ?place gba:placeKind ?kind } OPTIONAL { ?place schema:containedInPlace ?around }
} ORDER BY ?place ?kind ?around"""
_BODIES = """SELECT DISTINCT ?body ?kind ?above ?place WHERE {
  ?body a org:FormalOrganization . OPTIONAL { ?body org:classification ?kind }
  OPTIONAL { ?body org:subOrganizationOf ?above } OPTIONAL { ?body dct:spatial ?place }
} ORDER BY ?body ?kind ?above ?place"""
_CITIES = ("municipality", "city", "sar")
# A department is of its bureau. A university or company under one has its own name for what it does.
_OF_A_BUREAU = ("department", "office", "commission")


@dataclass(frozen=True, slots=True)
class Ground:
    """A place or body: its kind, what is around or above it, and the place of a body."""

    kind: str
    above: str | None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Atlas:
    """The places and bodies of a graph as seen from one place, `home`."""

    home: str
    places: Mapping[str, Ground]
    bodies: Mapping[str, Ground]

    @classmethod
    def read(cls, graph: Graph, home: str) -> Atlas:
        """Reads all places and bodies; where one has two parents, the first by id."""
        places: dict[str, Ground] = {}
        for place, kind, around in graph.ask(_PLACES):
            places.setdefault(shorten(place), Ground(read_concept(kind), shorten(around) or None))
        bodies: dict[str, Ground] = {}
        for body, kind, above, place in graph.ask(_BODIES):
            bodies.setdefault(shorten(body), Ground(read_concept(kind), shorten(above) or None, shorten(place) or None))
        return cls(home, places, bodies)

    def find_city(self, place: str) -> str | None:
        """Gives the city that a place is or lies in, of the same country as home but not home itself."""
        around = tuple(_climb(self.places, place))
        city = next((id for id in around if self.places[id].kind in _CITIES), None)
        return city if city != self.home and around and around[-1] == self._find_country() else None

    def find_city_of(self, body: str) -> str | None:
        """Gives the city of a body of the other side: its own place, or that of the next body above it."""
        if self.is_at_home(body):
            return None
        place = next(self._list_places(body), None)
        return self.find_city(place) if place else None

    def is_at_home(self, body: str) -> bool:
        """Says whether a body belongs to home. The topmost body decides: an office abroad is still of its
        government."""
        return self.find_side(body) is True

    def find_side(self, body: str) -> bool | None:
        """Says whether a body belongs to home or elsewhere; None where no place of it is known."""
        *_, top = (None, *self._list_places(body))
        return None if top is None else self.home in _climb(self.places, top)

    def find_bureau(self, body: str) -> str:
        """Gives the bureau that a department, office or commission is of; any other body stays what it is."""
        for id in _climb(self.bodies, body):
            if self.bodies[id].kind == "bureau":
                return id
            if self.bodies[id].kind not in _OF_A_BUREAU:
                break
        return body

    def _list_places(self, body: str) -> Iterator[str]:
        """Gives the places of a body and of those above it, nearest first."""
        return (place for id in _climb(self.bodies, body) if (place := self.bodies[id].place))

    def _find_country(self) -> str | None:
        *_, top = (None, *_climb(self.places, self.home))
        return top


def _climb(grounds: Mapping[str, Ground], id: str | None) -> Iterator[str]:
    """Gives a thing and all that is above it; a circle ends where it began."""
    seen: set[str] = set()
    while id is not None and id in grounds and id not in seen:
        seen.add(id)
        yield id
        id = grounds[id].above
