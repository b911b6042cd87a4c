"""Turns the graph into a network of people and bodies, and the network into a ranking with evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import networkx as nx

from kg.errors import KgError, UsageError
from kg.graph.graph import Graph
from kg.phrases import Phrase, make_phrase
from kg.views.centrality import check_measure, measure
from kg.views.evidence import Evidence, Fact, find_facts_of, find_facts_on, rank_language
from kg.views.limits import check_limit
from kg.views.names import Names, Thing
from kg.views.paths import Link
from kg.views.periods import ALWAYS, Period, say_period
from kg.views.slices import Slice, cut_links

PROJECTIONS = ("meetings", "offices", "agreements", "all")
_PREDICATES = {
    "meetings": ("gba:participatedIn", "gba:chaired"),
    "offices": ("org:holds", "org:memberOf", "org:postIn", "org:subOrganizationOf"),
    "agreements": ("gba:signed", "gba:witnessed", "gba:partyTo"),
}
_MET = "gba:metWith"
# The names of so many nodes are read one by one, of more all names at once.
_FEW_NAMES = 100
_SHARED = {"meetings": ("person",), "agreements": ("person", "body", "mechanism")}


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of a ranking: `score` is the centrality, `links` the number of neighbours, `evidence` the latest.

    `rank` is one more than how many have a higher score; `shared_by` is how many have just this one, itself among them.
    """

    rank: int
    shared_by: int
    thing: Thing
    score: float
    links: int
    evidence: tuple[Evidence, ...]


def project(graph: Graph, projection: str, *, period: Period = ALWAYS) -> nx.Graph[str]:
    """Gives the networkx graph of a projection: nodes are ids, `weight` is how much binds two, as an exact Fraction.

    A shared event or agreement of n adds 1/(n-1) to each pair: who comes with many has met each of them the less, and
    everybody gets 1 of it in all (M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64, 016132,
    2001). A period leaves what surely happened in it: meetings and agreements by their dates, offices by the days on
    which they were seen or stated to be held. What has no date then stays out.
    """
    return connect(cut_links(graph, period).links, projection)


def connect(links: Iterable[Link], projection: str) -> nx.Graph[str]:
    """Gives the networkx graph that some links make in a projection."""
    check_projection(projection)
    kept = [link for link in links if is_of(link.predicate, projection)]
    network: nx.Graph[str] = nx.Graph()
    for first, other, weight in _weigh(kept, projection):
        before = network.get_edge_data(first, other, {"weight": Fraction()})["weight"]
        network.add_edge(first, other, weight=before + weight)
    return network


def check_projection(projection: str) -> None:
    """Refuses what is no projection."""
    if projection not in PROJECTIONS:
        raise UsageError(f"{projection}: there is no such projection; there are {', '.join(PROJECTIONS)}")


def is_of(predicate: str, projection: str) -> bool:
    """Says whether a projection looks at links of a predicate."""
    return projection == "all" or predicate in _PREDICATES[projection]


def rank(
    graph: Graph,
    *,
    by: str,
    projection: str = "meetings",
    top: int = 10,
    period: Period = ALWAYS,
    lang: str = "en",
) -> tuple[Rank, ...]:
    """Who stands in the middle: the `top` nodes of a projection by a centrality, the highest first.

    Who have the same score, to six digits, have the same rank and come in the order of their names. `by` is one of
    CENTRALITIES (degree, betweenness, closeness, eigenvector, pagerank), `projection` one of PROJECTIONS (meetings,
    offices, agreements, all). KgError where the graph has nothing for it, UsageError where there is no such centrality
    or projection, or `top` is less than 0.

    >>> first, *_ = kg.rank(kg.open("gba.kg"), by="degree", period=kg.Period("2024", "2024"))
    >>> first.rank, first.thing.name
    (1, 'Chan Kwok-ki')
    """
    check_measure(by)
    check_limit(top)
    cut = cut_links(graph, period)
    network = connect(cut.links, projection)
    if not network:
        raise KgError(_say_nothing(projection, period).say(lang))
    scores = measure(network, by)
    rivals = _list_rivals(scores, top)
    names = Names(graph, lang) if len(rivals) <= _FEW_NAMES else Names.read(graph, lang)
    ranked = sorted(rivals, key=lambda id: (-scores[id], names.get(id).name, id))
    sharing = Counter(scores.values())
    places: dict[float, int] = {}
    for place, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        places.setdefault(score, place)
    shown = ranked[:top]
    facts, links = _read_facts(graph, shown), frozenset(cut.links)
    sources = {id: _list_sources(facts[id], links, projection, cut) for id in shown}
    return tuple(
        Rank(
            places[scores[id]],
            sharing[scores[id]],
            names.get(id),
            scores[id],
            network.degree(id),
            _find_latest(sources[id], lang),
        )
        for id in shown
    )


def _list_rivals(scores: Mapping[str, float], top: int) -> list[str]:
    """Gives the nodes that are among the first, or share the score of the last of them."""
    least = min(sorted(scores.values(), reverse=True)[:top], default=float("inf"))
    return [id for id, score in scores.items() if score >= least]


def _say_nothing(projection: str, period: Period) -> Phrase:
    names = {"projection": make_phrase(f"projection:{projection}"), "about": make_phrase(f"network:{projection}")}
    nothing = make_phrase("no_network", **names)
    return nothing if period.is_open else make_phrase("within", words=nothing, period=say_period(period))


def _weigh(links: list[Link], projection: str) -> Iterator[tuple[str, str, Fraction]]:
    """Gives what each link, or each event or agreement that two share, adds to the weight of an edge."""
    if projection in _SHARED:
        return _weigh_pairs(links, _SHARED[projection])
    return _weigh_links(links)


def _weigh_links(links: list[Link]) -> Iterator[tuple[str, str, Fraction]]:
    """Gives each link with its weight: that of a part in something, of a meeting, or 1."""
    joined = [link for link in links if is_of(link.predicate, "meetings") or is_of(link.predicate, "agreements")]
    parts = {(agent, shared): len(agents) for shared, agents in _gather_sharers(joined).items() for agent in agents}
    met: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for first, other, share in _weigh_pairs(link for link in joined if is_of(link.predicate, "meetings")):
        met[first, other] += share
    yield from ((*ends, _share(size)) for ends, size in parts.items())
    for link in links:
        first, other = sorted((link.subject, link.object))
        if link.predicate == _MET:
            yield first, other, met.get((first, other), Fraction(1))
        elif (link.subject, link.object) not in parts:
            yield first, other, Fraction(1)


def _weigh_pairs(links: Iterable[Link], kinds: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Fraction]]:
    """Gives each pair that shares an event or agreement, once for each that it shares, with its weight."""
    for agents in _gather_sharers(links, kinds).values():
        yield from ((first, other, _share(len(agents))) for first, other in combinations(agents, 2))


def _gather_sharers(links: Iterable[Link], kinds: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Gives those, of some kinds or any, who have a part in each event or agreement."""
    sharers: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if not kinds or link.subject.partition("/")[0] in kinds:
            sharers[link.object].add(link.subject)
    return {shared: sorted(agents) for shared, agents in sorted(sharers.items())}


def _share(size: int) -> Fraction:
    """What each link of something with so many in it weighs; who is alone in it is as good as one of two."""
    return Fraction(1, max(size - 1, 1))


def find_sentences(graph: Graph, id: str, *, projection: str, period: Period = ALWAYS) -> tuple[Evidence, ...]:
    """Gives every sentence that puts a node into a projection, in a period; a point of a plot leads on to these."""
    check_projection(projection)
    cut = cut_links(graph, period)
    return _list_sources(_read_facts(graph, [id])[id], frozenset(cut.links), projection, cut)


def _read_facts(graph: Graph, ids: Sequence[str]) -> Mapping[str, Sequence[Fact]]:
    """Gives the facts of each node, those that it is the subject of first."""
    own, others = defaultdict[str, list[Fact]](list), defaultdict[str, list[Fact]](list)
    for fact in find_facts_of(graph, *ids):
        own[fact.subject].append(fact)
    for fact in find_facts_on(graph, *ids):
        others[fact.object].append(fact)
    return {id: own[id] + others[id] for id in ids}


def _list_sources(facts: Sequence[Fact], links: frozenset[Link], projection: str, cut: Slice) -> tuple[Evidence, ...]:
    """Gives the evidence of the slice, with these links, that puts a node of these facts into the projection, each
    sentence once."""
    sources = [
        source
        for fact in facts
        if is_of(fact.predicate, projection) and Link(fact.subject, fact.predicate, fact.object) in links
        for source in cut.list_sources(fact)
    ]
    return tuple(sorted(dict.fromkeys(sources), key=lambda source: not source.text))


def _find_latest(sources: Sequence[Evidence], lang: str) -> tuple[Evidence, ...]:
    """Gives the latest sentence, one in `lang` before others."""
    order = sorted(sources, key=lambda source: (-rank_language(source, lang), source.date, source.release, source.text))
    return tuple(order[-1:])
