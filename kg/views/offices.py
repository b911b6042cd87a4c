"""Turns an office and a day into its Holders, each with the basis on which that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.graph.graph import Graph
from kg.isodates import check_day, find_last_day
from kg.views.datings import DateKind, Dating, date_term
from kg.views.events import HELD, Holding, find_holdings
from kg.views.evidence import Evidence, find_facts_behind, join_evidence
from kg.views.names import Names, Thing
from kg.vocabulary import Capacity

STATED = "stated"
ATTESTED = "attested that day"
BETWEEN = "between two attestations"
ANNOUNCED = "announced to start"
NEAREST = "nearest attestation"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office: `basis` says how that is known, `date` when it was by that, `days` are the dates it rests
    on."""

    person: Thing
    capacity: str
    basis: str
    date: Dating | None
    days: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OfficeAnswer:
    """The holders of an office on a day; none means that nothing is known."""

    office: Thing
    body: Thing | None
    on: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class _Stay:
    """All tenures of one person in one capacity, taken together."""

    person: str
    capacity: str
    holdings: tuple[Holding, ...]

    @property
    def days(self) -> tuple[str, ...]:
        return tuple(sorted({day for holding in self.holdings for day in holding.days}))

    @property
    def marks(self) -> tuple[str, ...]:
        """The days on which it was seen, and the starts of what was never seen: "was appointed in 2019"."""
        starts = {held.start for held in self.holdings if held.start and not (held.end or held.days)}
        return tuple(sorted({*self.days, *starts}))


_Seen = tuple[str, _Stay]


def find_holders(graph: Graph, name: str, *, on: str | date, lang: str = "en") -> OfficeAnswer:
    """Who held this office on a day (ISO), acting holders included, the surest basis only.

    A period that a source states comes first, then a release of that very day, then two attestations of one person
    around the day with nobody else between them, then who was announced to take the office by that day, if nobody else
    was seen in it since; failing these, the nearest attestations, which prove nothing. UsageError if `on` is no day,
    UnknownNameError where the name names no office, or more than one.

    >>> answer = kg.find_holders(kg.open("gba.kg"), "Chief Secretary for Administration", on=date(2024, 1, 8))
    >>> [(holder.person.name, holder.capacity) for holder in answer.holders]
    [('Chan Kwok-ki', 'substantive')]
    """
    day = check_day(on)
    names = Names(graph, lang)
    return _find_holders_of(graph, names, names.resolve(name, "post"), day)


def _find_holders_of(graph: Graph, names: Names, office: Thing, on: str) -> OfficeAnswer:
    """Gives the holders of an office; `on` may be the month or year of an event whose day nobody tells."""
    holdings = find_holdings(graph, office.id)
    stays = _gather(holding for holding in holdings if holding.capacity in HELD)
    known = [(stay, _find_basis(stay, on)) for stay in stays]
    found = [(stay, basis, days) for stay, (basis, days) in known if basis]
    if not any(stay.capacity == Capacity.SUBSTANTIVE for stay, _, _ in found):
        around = _find_around(stays, on)
        between = [near for near in around if near[1] == BETWEEN]
        found += between or _find_announced(holdings, on) or ([] if found else around)
    holders = [_make_holder(graph, names.get(stay.person), stay, (basis, days, on)) for stay, basis, days in found]
    return OfficeAnswer(office, names.get(office.body) if office.body else None, on, tuple(holders))


def find_bodies(graph: Graph, person: str, *, on: str) -> tuple[str, ...]:
    """In which bodies was this person (an id) in office on a day: ids; the nearest attestation is not enough."""
    holdings = [holding for holding in find_holdings(graph, person) if holding.capacity in HELD]
    posts = sorted({holding.post for holding in holdings if holding.post})
    names = Names(graph)
    answers = [_find_holders_of(graph, names, names.get(post), on) for post in posts]
    held = [answer.body.id for answer in answers if answer.body and _is_among(person, answer.holders)]
    member = [holding.body for holding in holdings if not holding.post and holding.body and on in holding.days]
    return tuple(sorted({*held, *member}))


def _is_among(person: str, holders: Iterable[Holder]) -> bool:
    return any(holder.person.id == person and holder.basis != NEAREST for holder in holders)


def _gather(holdings: Iterable[Holding]) -> list[_Stay]:
    stays: defaultdict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in holdings:
        stays[holding.person, holding.capacity].append(holding)
    return [_Stay(person, capacity, tuple(found)) for (person, capacity), found in sorted(stays.items(), reverse=True)]


def _find_basis(stay: _Stay, on: str) -> tuple[str, tuple[str, ...]]:
    """Gives the basis that the stay has in itself, and its dates; empty if it has none."""
    for holding in stay.holdings:
        if _is_stated(holding, stay.days, on):
            return STATED, (holding.start or "", holding.end or "")
    return (ATTESTED, (on,)) if on in stay.days else ("", ())


def _is_stated(holding: Holding, days: tuple[str, ...], on: str) -> bool:
    """Says whether a stated period covers the day; without an end it reaches to the last day the stay was seen."""
    if not (holding.start or holding.end):
        return False
    first = holding.start or (holding.days or ("9999",))[0]
    last = holding.end or (days or (first,))[-1]
    return first <= on and on[: len(last)] <= last


def _find_announced(holdings: Iterable[Holding], on: str) -> list[tuple[_Stay, str, tuple[str, ...]]]:
    """Gives who was last announced to take the office on a day that has come, unless the graph knows of another since.

    Of a month or year in which an office is to be taken, only the end is sure.
    """
    stays = _gather(holdings)
    found = [
        (held.start, _Stay(stay.person, stay.capacity, (held,)))
        for stay in stays
        if stay.capacity == Capacity.DESIGNATE
        for held in stay.holdings
        if held.start and find_last_day(held.start) <= on and not _is_over(held, on)
    ]
    last = max((start for start, _ in found), default="")
    return [
        (stay, ANNOUNCED, (start,))
        for start, stay in found
        if start == last and not any(_ends(other, stay, (start, on)) for other in stays)
    ]


def _ends(other: _Stay, announced: _Stay, between: tuple[str, str]) -> bool:
    """Says whether another holder was seen since, or the one announced was called a former one."""
    since, on = between
    is_other = other.capacity == Capacity.SUBSTANTIVE and other.person != announced.person
    is_left = other.capacity == Capacity.FORMER and other.person == announced.person
    return (is_other or is_left) and any(since < mark <= on for mark in other.marks)


def _find_around(stays: list[_Stay], on: str) -> list[tuple[_Stay, str, tuple[str, ...]]]:
    """Gives the stay attested last before and first after the day: between the two, or else only near."""
    seen = sorted(((day, stay) for stay in stays if not _is_ruled_out(stay, on) for day in stay.marks), key=_rank_seen)
    substantive = [(day, stay) for day, stay in seen if stay.capacity == Capacity.SUBSTANTIVE]
    before, after = _cut_at(substantive, on)
    if before and after and before[0][1] == after[0][1]:
        return [(before[0][1], BETWEEN, (before[0][0], after[0][0]))]
    before, after = _cut_at(seen, on)
    return [(stay, NEAREST, (day,)) for day, stay in before + after]


def _rank_seen(seen: _Seen) -> tuple[str, str, str]:
    day, stay = seen
    return day, stay.person, stay.capacity


def _cut_at(seen: list[_Seen], on: str) -> tuple[list[_Seen], list[_Seen]]:
    """Gives the last one before a day and the first one after it."""
    return [one for one in seen if one[0] < on][-1:], [one for one in seen if one[0] > on][:1]


def _is_over(holding: Holding, on: str) -> bool:
    return holding.end is not None and holding.end < on[: len(holding.end)]


def _is_ruled_out(stay: _Stay, on: str) -> bool:
    """Says whether every stated period of the stay leaves the day out."""
    periods = [holding for holding in stay.holdings if holding.start or holding.end]
    return bool(periods) and all((held.start or "") > on or _is_over(held, on) for held in periods)


def _make_holder(graph: Graph, person: Thing, stay: _Stay, basis: tuple[str, tuple[str, ...], str]) -> Holder:
    how, days, on = basis
    is_stated = how in (STATED, ANNOUNCED)
    stating = [held for held in stay.holdings if is_stated and (held.start or held.end)]
    proof = _find_sources(graph, stating)
    sources = _find_sources(graph, stay.holdings)
    seen = tuple(source for source in sources if source.date in (*days, on) or (not is_stated and not source.date))
    dated = tuple(day for day in days if day)
    return Holder(
        person,
        stay.capacity,
        how,
        _date_basis(stay, how, days),
        dated,
        tuple(dict.fromkeys((*seen, *proof))) or sources,
    )


def _date_basis(stay: _Stay, how: str, days: tuple[str, ...]) -> Dating | None:
    """Gives the stated start and end, or the days on which the holder was seen."""
    if how == STATED:
        start, end = days
        return date_term(start or None, end or None)
    if how == ANNOUNCED or days[0] not in stay.days:
        return date_term(days[0], None)
    return Dating(DateKind.SEEN, days[0], days[-1])


def _find_sources(graph: Graph, holdings: Iterable[Holding]) -> tuple[Evidence, ...]:
    """Gives the sentences behind tenures; what was still to come when it was told may have come by now."""
    return join_evidence([fact for held in holdings for fact in find_facts_behind(graph, held.id, planned=True)])
