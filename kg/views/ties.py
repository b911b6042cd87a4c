"""Turns the claims of a graph into Ties: what binds two things, which sentences say so, of which days they speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.graph.graph import Graph
from kg.graph.terms import make_thing
from kg.views.events import (
    HELD,
    Holding,
    Occasion,
    Pact,
    Part,
    read_encounters,
    read_holdings,
    read_occasions,
    read_pacts,
    read_parts,
    read_signings,
    read_statuses,
)
from kg.views.evidence import PREDICATES
from kg.views.names import KINDS, read_id, shorten
from kg.views.periods import Period
from kg.vocabulary import Status

# Each property is read once from end to end; of the release of a sentence its id tells.
_CLAIMS = f"""SELECT ?subject ?verb ?object ?node ?status ?sentence WHERE {{
  {{ SELECT ?claim ?verb WHERE {{ VALUES ?verb {{ {" ".join(PREDICATES)} }} ?claim rdf:predicate ?verb }} }}
  {{ SELECT ?claim ?subject WHERE {{ ?claim rdf:subject ?subject }} }}
  {{ SELECT ?claim ?object WHERE {{ ?claim rdf:object ?object }} }}
  {{ SELECT ?claim ?sentence WHERE {{ ?claim prov:wasDerivedFrom ?sentence }} }}
  OPTIONAL {{ SELECT ?claim ?node WHERE {{ ?claim gba:elaboratedBy ?node }} }}
  OPTIONAL {{ SELECT ?claim ?status WHERE {{ ?claim gba:status ?status }} }}
}}"""
_ISSUES = "SELECT ?release ?issued WHERE { ?release a gba:Release ; dct:issued ?issued }"
_POSTS = "SELECT DISTINCT ?post ?body WHERE { ?post org:postIn ?body }"
_SYMMETRIC = "gba:metWith"
_RANKS = {predicate: rank for rank, predicate in enumerate(PREDICATES)}


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that states a tie: its id, its release (`release/seed-20240108/en`) and the day of issue.

    `days` (days, months, years or spans) are those it speaks of, or else that of issue; `role` is the subject's part in
    an event or agreement, `holding` the tenure that it tells of. Of what is not `is_dated` only the day of issue is
    known.
    """

    sentence: str
    release: str
    issued: str
    days: tuple[str, ...]
    role: str | None = None
    holding: Holding | None = None
    is_dated: bool = True

    @property
    def ordinal(self) -> int:
        """The place of the sentence in its release."""
        ordinal = self.sentence.rpartition("/s")[2]
        return int(ordinal) if ordinal.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds two things, by way of the sentences that say so, the earliest first."""

    subject: str
    predicate: str
    object: str
    is_done: bool
    tellings: tuple[Telling, ...]

    @property
    def days(self) -> tuple[str, ...]:
        """The days that the sentences speak of; those of issue only where none speaks of any."""
        told = [telling for telling in self.tellings if telling.is_dated] or self.tellings
        return tuple(sorted({day for telling in told for day in telling.days}))

    @property
    def roles(self) -> tuple[str, ...]:
        """The subject's parts in an event or agreement."""
        return tuple(dict.fromkeys(telling.role for telling in self.tellings if telling.role))

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """In what capacity, and when, an office was held."""
        return tuple(dict.fromkeys(telling.holding for telling in self.tellings if telling.holding))

    @property
    def is_dated(self) -> bool:
        """Says whether any sentence tells, itself or by its event or tenure, of a day."""
        return any(telling.is_dated for telling in self.tellings)

    @property
    def first_sentence(self) -> int:
        """The place in its release of the sentence that tells of it first."""
        return min(telling.ordinal for telling in self.tellings)

    @property
    def is_way(self) -> bool:
        """Says whether a path may lead along here: over what was done, and no office that is over or yet to begin."""
        held = self.holdings
        return self.is_done and (not held or any(holding.capacity in HELD for holding in held))

    def cut_to(self, period: Period) -> Tie | None:
        """Gives the tie as told by the sentences that speak of a day in the period, None if there are none."""
        return self._keep(telling for telling in self.tellings if any(map(period.touches, telling.days)))

    def cut_to_release(self, release: str) -> Tie | None:
        """Gives the tie as one release tells it: `seed-20240108`, or one language of it, `seed-20240108/en`, also with
        all that an id has in front."""
        stem = read_id(release).removeprefix("release/")
        name = shorten(make_thing(f"release/{stem}").value)
        return self._keep(
            telling for telling in self.tellings if name in (telling.release, telling.release.rpartition("/")[0])
        )

    def _keep(self, tellings: Iterable[Telling]) -> Tie | None:
        kept = tuple(tellings)
        return replace(self, tellings=kept) if kept else None


@dataclass(frozen=True, slots=True)
class Almanac:
    """The events, agreements and tenures of a graph by id, who had what part in them, and what is not done.

    `encounters` are the days of visits and meetings, by who, what, whom and sentence; `signings` the agreements signed
    at an event.
    """

    occasions: Mapping[str, Occasion]
    pacts: Mapping[str, Pact]
    holdings: Mapping[str, Holding]
    parts: Mapping[str, tuple[Part, ...]]
    statuses: Mapping[str, str]
    encounters: Mapping[tuple[str, str, str, str], tuple[str, ...]]
    signings: Mapping[str, tuple[str, ...]]

    def is_done(self, thing: str) -> bool:
        """Says whether a thing took place, or is none of those that take place."""
        return self.statuses.get(thing, Status.DONE) == Status.DONE

    def find_days(self, thing: str) -> tuple[str, ...]:
        """Gives the day, or the span from the first to the last, of an event or agreement."""
        occasion, pact = self.occasions.get(thing), self.pacts.get(thing)
        if occasion and occasion.date and occasion.end and occasion.end != occasion.date:
            return (f"{occasion.date}/{occasion.end}",)
        day = occasion.date if occasion else pact.date if pact else None
        return (day,) if day else ()


def read_almanac(graph: Graph) -> Almanac:
    """Reads every event, agreement, tenure, part and encounter."""
    parts = read_parts(graph)
    occasions = read_occasions(graph, parts)
    return Almanac(
        occasions,
        read_pacts(graph),
        read_holdings(graph),
        parts,
        read_statuses(graph),
        read_encounters(graph, occasions, planned=True),
        read_signings(graph),
    )


def read_ties(graph: Graph, almanac: Almanac) -> tuple[Tie, ...]:
    """Gives every tie that a sentence states, in a fixed order; what only reference tables know is none.

    What was announced in one sentence and done in another makes two ties.
    """
    found: defaultdict[tuple[str, str, str, bool], set[Telling]] = defaultdict(set)
    issues = {shorten(release): issued or "" for release, issued in graph.ask(_ISSUES)}
    for row in graph.ask(_CLAIMS):
        subject, predicate, other, node, status, sentence = map(shorten, row)
        release = sentence.rpartition("/")[0]
        if release in issues and all(end.partition("/")[0] in KINDS for end in (subject, other)):
            is_done = not status and almanac.is_done(subject) and almanac.is_done(other)
            ends = sorted((subject, other)) if predicate == _SYMMETRIC else (subject, other)
            source = (sentence, release, issues[release][:10])
            telling = _make_telling((subject, predicate, other), node, source, almanac)
            found[ends[0], predicate, ends[1], is_done].add(telling)
    ties = [Tie(*key, tuple(sorted(tellings, key=_rank_telling))) for key, tellings in found.items()]
    return tuple(sorted((*ties, *_tie_posts(graph, ties)), key=_rank_tie))


def drop_announcements(ties: Iterable[Tie]) -> list[Tie]:
    """Leaves out what is planned where the same was done."""
    ties = list(ties)
    done = {(tie.subject, tie.predicate, tie.object) for tie in ties if tie.is_done}
    return [tie for tie in ties if tie.is_done or (tie.subject, tie.predicate, tie.object) not in done]


def _make_telling(triple: tuple[str, str, str], node: str, source: tuple[str, str, str], almanac: Almanac) -> Telling:
    sentence, release, issued = source
    holding = almanac.holdings.get(node)
    if holding:
        days = holding.spans if holding.capacity in HELD else ()
    else:
        told = almanac.encounters.get((*triple, sentence), ())
        days = told or almanac.find_days(triple[2]) or almanac.find_days(triple[0])
    role = next((part.role for part in almanac.parts.get(triple[2], ()) if part.node == node), None)
    return Telling(sentence, release, issued, days or (issued,), role, holding, is_dated=bool(days))


def _tie_posts(graph: Graph, ties: Iterable[Tie]) -> Iterator[Tie]:
    """Ties each office to its body, by the sentences that name the office: the body is a part of its name."""
    naming: defaultdict[str, set[Telling]] = defaultdict(set)
    for tie in ties:
        if tie.predicate == "org:holds" and tie.is_way:
            naming[tie.object] |= {
                Telling(told.sentence, told.release, told.issued, (told.issued,), is_dated=False)
                for told in tie.tellings
            }
    for row in graph.ask(_POSTS):
        post, body = map(shorten, row)
        if naming[post] and body.partition("/")[0] in KINDS:
            yield Tie(post, "org:postIn", body, True, tuple(sorted(naming[post], key=_rank_telling)))


def _rank_telling(telling: Telling) -> tuple[str, str, int, str]:
    return telling.issued, telling.release, telling.ordinal, repr(telling)


def _rank_tie(tie: Tie) -> tuple[int, str, str, bool]:
    return _RANKS[tie.predicate], tie.subject, tie.object, not tie.is_done
