"""Turns the claims of a graph into Ties: what binds two things, on which days, and which sentences say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

from kg.graph import Graph
from kg.views.events import HELD, Holding, Occasion, Pact, Part, read_holdings, read_occasions, read_pacts, read_parts
from kg.views.evidence import VERBS
from kg.views.names import KINDS, shorten
from kg.views.periods import Period

_CLAIMS = f"""SELECT DISTINCT ?subject ?verb ?object ?node ?status ?sentence ?release ?issued WHERE {{
  VALUES ?verb {{ {" ".join(VERBS)} }}
  ?claim rdf:predicate ?verb ; rdf:subject ?subject ; rdf:object ?object ; prov:wasDerivedFrom ?sentence .
  ?sentence dct:isPartOf ?release . ?release dct:issued ?issued
  OPTIONAL {{ ?claim gba:elaboratedBy ?node }} OPTIONAL {{ ?claim gba:status ?status }}
}}"""
_POSTS = "SELECT DISTINCT ?post ?body WHERE { ?post org:postIn ?body }"
_SYMMETRIC = "gba:metWith"
# What a link sums up: the days of the events that both ends had a part in.
_SHARED = {"gba:metWith": ("meeting",), "gba:visited": ("visit",)}


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that states something: its id, its release (`seed-20240108/en`) and the day of issue (ISO)."""

    sentence: str
    release: str
    issued: str


@dataclass(frozen=True, slots=True)
class Tie:
    """One statement that binds two things; `days` (ISO) are those it speaks of, or else those it was issued on.

    `roles` say what part the subject had; `holdings` in what capacity, and when, an office was held.
    """

    subject: str
    predicate: str
    object: str
    is_done: bool
    days: tuple[str, ...]
    sources: tuple[Source, ...]
    roles: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()

    def within(self, period: Period) -> Tie | None:
        """Gives the tie if a part of any of its days lies in the period; one without a day lies in every period."""
        return self if not self.days or any(period.meets(day, day) for day in self.days) else None

    def said_in(self, release: str) -> Tie | None:
        """Gives the tie as one release (`seed-20240108`, or one language of it: `seed-20240108/en`) states it.

        Of its days those remain that are the release's own, if there are any.
        """
        sources = tuple(
            source for source in self.sources if release in (source.release, source.release.rpartition("/")[0])
        )
        issued = {source.issued for source in sources}
        days = tuple(day for day in self.days if day in issued) or self.days
        held = tuple(held for held in self.holdings if issued & {*held.days}) or self.holdings
        return replace(self, sources=sources, days=days, holdings=held) if sources else None


@dataclass(frozen=True, slots=True)
class Almanac:
    """The events, agreements and tenures of a graph by id, and who had what part in an event or agreement."""

    occasions: Mapping[str, Occasion]
    pacts: Mapping[str, Pact]
    holdings: Mapping[str, Holding]
    parts: Mapping[str, tuple[Part, ...]]

    def is_done(self, thing: str) -> bool:
        """Says whether a thing is an event or agreement that took place, or anything else."""
        known = self.occasions.get(thing) or self.pacts.get(thing)
        return known is None or known.status == "done"

    def find_days(self, thing: str) -> tuple[str, ...]:
        """Gives the days of an event or agreement, first and last."""
        occasion, pact = self.occasions.get(thing), self.pacts.get(thing)
        days = (occasion.date, occasion.end) if occasion else (pact.date,) if pact else ()
        return tuple(sorted({day for day in days if day}))


_Key = tuple[str, str, str, bool]
_Claim = tuple[Source, str]


def read_almanac(graph: Graph) -> Almanac:
    """Reads every event, agreement and tenure."""
    parts = read_parts(graph)
    return Almanac(read_occasions(graph, parts), read_pacts(graph), read_holdings(graph), parts)


def read_ties(graph: Graph, almanac: Almanac) -> tuple[Tie, ...]:
    """Gives every tie that a sentence states, in a fixed order; what only reference tables know is none."""
    claims: defaultdict[_Key, list[_Claim]] = defaultdict(list)
    for subject, verb, other, node, status, *source in graph.ask(_CLAIMS):
        ends = shorten(subject), shorten(other)
        if all(end.partition("/")[0] in KINDS for end in ends):
            first, second = sorted(ends) if shorten(verb) == _SYMMETRIC else ends
            is_done = not status and all(map(almanac.is_done, ends))
            claims[first, shorten(verb), second, is_done].append((_make_source(source), shorten(node)))
    shared = _find_shared_days(almanac.occasions.values())
    ties = [_make_tie(key, found, almanac, shared) for key, found in claims.items()]
    # What was announced and then took place is no longer planned.
    done = {(tie.subject, tie.predicate, tie.object) for tie in ties if tie.is_done}
    kept = [tie for tie in ties if tie.is_done or (tie.subject, tie.predicate, tie.object) not in done]
    return tuple(sorted((*kept, *_tie_posts(graph, kept)), key=_rank_tie))


def _make_source(values: list[str | None]) -> Source:
    sentence, release, issued = values
    return Source(shorten(sentence), shorten(release).removeprefix("release/"), (issued or "")[:10])


def _make_tie(
    key: _Key, claims: list[_Claim], almanac: Almanac, shared: Mapping[tuple[str, str, str], set[str]]
) -> Tie:
    subject, predicate, other, is_done = key
    nodes = dict.fromkeys(node for _, node in sorted(claims, key=lambda claim: claim[1]) if node)
    sources = tuple(sorted({source for source, _ in claims}, key=_rank_source))
    holdings = tuple(almanac.holdings[node] for node in nodes if node in almanac.holdings)
    days = (
        {day for held in holdings if held.capacity in HELD for day in (*held.days, held.start, held.end) if day}
        or {day for type_ in _SHARED.get(predicate, ()) for day in shared.get((type_, subject, other), ())}
        or {*almanac.find_days(other), *almanac.find_days(subject)}
        or {source.issued for source in sources}
    )
    roles = dict.fromkeys(part.role for part in almanac.parts.get(other, ()) if part.node in nodes)
    return Tie(subject, predicate, other, is_done, tuple(sorted(days)), sources, tuple(roles), holdings)


def _find_shared_days(occasions: Iterable[Occasion]) -> dict[tuple[str, str, str], set[str]]:
    """Gives the days of the events of a type that two things share, by type and both ends."""
    days: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for occasion in occasions:
        if occasion.date and occasion.status == "done":
            agents = dict.fromkeys((*(part.agent for part in occasion.parts), *occasion.places))
            for one, other in permutations(agents, 2):
                days[occasion.type, one, other].add(occasion.date)
    return days


def _tie_posts(graph: Graph, ties: Iterable[Tie]) -> Iterator[Tie]:
    """Ties each office to its body, by the sentences that name the office: the body is a part of its name."""
    naming: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.is_done and tie.predicate == "org:holds":
            naming[tie.object].append(tie)
    for post, body in graph.ask(_POSTS):
        found = naming.get(shorten(post), [])
        sources = sorted({source for tie in found for source in tie.sources}, key=_rank_source)
        days = sorted({source.issued for source in sources})
        if sources and shorten(body).partition("/")[0] in KINDS:
            yield Tie(shorten(post), "org:postIn", shorten(body), True, tuple(days), tuple(sources))


def _rank_source(source: Source) -> tuple[str, str, int, str]:
    ordinal = source.sentence.rpartition("/s")[2]
    return source.issued, source.release, int(ordinal) if ordinal.isdigit() else 0, source.sentence


def _rank_tie(tie: Tie) -> tuple[int, str, str, bool]:
    return list(VERBS).index(tie.predicate), tie.subject, tie.object, not tie.is_done
