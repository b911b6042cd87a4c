"""Turns a projection into a History: the centrality of its foremost nodes, year by year."""

from __future__ import annotations

from dataclasses import dataclass

import kg.views.network as networks
from kg.graph import Graph
from kg.views.names import Names, Thing
from kg.views.paths import find_links
from kg.views.periods import Period
from kg.views.slices import Calendar


@dataclass(frozen=True, slots=True)
class Point:
    """A node in a year: `score` is None where it is not in the network of that year, `links` its neighbours then."""

    year: str
    score: float | None
    links: int


@dataclass(frozen=True, slots=True)
class Course:
    """A node through the years."""

    thing: Thing
    points: tuple[Point, ...]

    def list_scores(self) -> list[float | None]:
        """Gives the scores in the order of the years: a line of a plot."""
        return [point.score for point in self.points]


@dataclass(frozen=True, slots=True)
class History:
    """The courses of the foremost nodes; `sizes` are the nodes in the network of each year, without which a score
    says little."""

    years: tuple[str, ...]
    sizes: tuple[int, ...]
    courses: tuple[Course, ...]


def trace_centrality(graph: Graph, *, by: str, projection: str = "meetings", top: int = 5, lang: str = "en") -> History:
    """Gives the centrality of the `top` nodes of all years in the network of each year.

    The sentences behind a point are `network.find_sentences(graph, id, projection=..., period=Period(year, year))`.
    """
    links = [link for link in find_links(graph) if networks.is_of(link.predicate, projection)]
    calendar = Calendar.read(graph)
    years = calendar.list_years(links)
    yearly = [networks.connect(calendar.cut(links, Period(year, year)).links, projection) for year in years]
    scores = [networks.measure(network, by) if network else {} for network in yearly]
    names = Names.read(graph, lang)
    overall = networks.rank(graph, by=by, projection=projection, top=top, lang=lang)
    courses = tuple(
        Course(
            names.get(line.thing.id),
            tuple(
                Point(year, found.get(line.thing.id), len(network[line.thing.id]) if line.thing.id in network else 0)
                for year, found, network in zip(years, scores, yearly, strict=True)
            ),
        )
        for line in overall
    )
    return History(years, tuple(len(network) for network in yearly), courses)
