"""Turns a projection into a History: the centrality of its foremost nodes, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat

import kg.views.network as networks
from kg.graph.graph import Graph
from kg.views.centrality import measure
from kg.views.names import Thing
from kg.views.paths import find_links
from kg.views.periods import ALWAYS, Period
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


def trace_centrality(
    graph: Graph, *, by: str, projection: str = "meetings", top: int = 5, period: Period = ALWAYS, lang: str = "en"
) -> History:
    """Gives the centrality, in the network of each year, of the `top` nodes of the whole period.

    The sentences behind a point are `network.find_sentences(graph, id, projection=..., period=Period(year, year))`.
    """
    foremost = networks.rank(graph, by=by, projection=projection, top=top, period=period, lang=lang)
    calendar = Calendar.read(graph)
    links = [link for link in find_links(graph) if networks.is_of(link.predicate, projection)]
    years = tuple(year for year in calendar.list_years(links) if period.covers(year))
    yearly = [networks.connect(calendar.cut(links, Period(year, year)).links, projection) for year in years]
    scores = [measure(network, by) if network else {} for network in yearly]
    neighbours = [dict(network.degree) for network in yearly]
    courses = (
        Course(line.thing, tuple(map(_make_point, years, repeat(line.thing.id), scores, neighbours)))
        for line in foremost
    )
    return History(years, tuple(map(len, yearly)), tuple(courses))


def _make_point(year: str, id: str, scores: Mapping[str, float], neighbours: Mapping[str, int]) -> Point:
    return Point(year, scores.get(id), neighbours.get(id, 0))
