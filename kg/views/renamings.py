"""Turns a graph into its Renamings: what bodies and offices were called before they were re-titled, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from kg.graph.graph import Graph
from kg.isodates import find_first_day, find_last_day
from kg.mentions.entities import Label
from kg.views.thing import Thing, shorten

_NAMINGS = """SELECT ?thing ?naming ?name ?start ?end WHERE {
  ?thing gba:naming ?naming . ?naming schema:name ?name
  OPTIONAL { ?naming schema:startDate ?start } OPTIONAL { ?naming schema:endDate ?end }
}"""


@dataclass(frozen=True, slots=True)
class Era:
    """The time from `start` to `end` (days, months or years) for which a thing had these names, one in each language;
    `id` is that of the naming."""

    id: str
    start: str | None
    end: str | None
    labels: tuple[Label, ...]

    def covers(self, first: str, last: str) -> bool:
        """Whether all days from the first to the last are surely in it."""
        begun = find_last_day(self.start) if self.start else ""
        return begun <= first and (self.end is None or last <= find_first_day(self.end))

    def name_in(self, thing: Thing) -> str:
        """What the thing was called then, in the language that it is called in."""
        return replace(thing, labels=self.labels).name


@dataclass(frozen=True, slots=True)
class Renamings:
    """The eras of each thing that was re-titled, by its id, the earliest first."""

    eras: Mapping[str, tuple[Era, ...]]

    @classmethod
    def read(cls, graph: Graph) -> Self:
        """Reads all of them: they are few."""
        found: defaultdict[str, dict[str, Era]] = defaultdict(dict)
        for thing, naming, name, start, end in graph.select(_NAMINGS).rows:
            if thing and naming and name:
                dates = (start.value if start else None, end.value if end else None)
                era = found[shorten(thing.value)].setdefault(naming.value, Era(shorten(naming.value), *dates, ()))
                label = Label(name.value, name.lang or "", True)
                found[shorten(thing.value)][naming.value] = replace(era, labels=(*era.labels, label))
        return cls({id: _sort(eras.values()) for id, eras in found.items()})

    def call_as_then(self, thing: Thing, first: str, last: str) -> Thing:
        """Gives a thing by the name that it had from one day to another, and beside it the one of today; where it had
        several in that time, by the one of today."""
        era = next((era for era in self.eras.get(thing.id, ()) if era.covers(first, last)), None)
        if era is None or era.name_in(thing) == thing.name:
            return thing
        others = (replace(label, is_preferred=False) for label in thing.labels)
        then = {label.text for label in era.labels}
        labels = (*era.labels, *(label for label in others if label.text not in then))
        return replace(thing, labels=labels, now=thing.name)

    def list_former(self, id: str) -> set[str]:
        """Gives the names that a thing had and has no more."""
        eras = self.eras.get(id, ())
        now = {label.text for label in eras[-1].labels} if eras else set()
        return {label.text for era in eras[:-1] for label in era.labels} - now

    def list_turns(self, id: str) -> list[tuple[Era, Era]]:
        """Gives each name of a thing that took the place of another, behind that one."""
        return list(pairwise(self.eras.get(id, ())))


def _sort(eras: Iterable[Era]) -> tuple[Era, ...]:
    return tuple(sorted(eras, key=lambda era: (era.start or "", era.end or "9999")))
