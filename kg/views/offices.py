"""Turns an office and a day into its Holders, each with the basis on which that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.errors import UnknownNameError, UsageError
from kg.graph.graph import Graph
from kg.isodates import check_day, find_first_day, find_last_day, is_day
from kg.phrases import say_phrase
from kg.views.datings import DateKind, Dating, date_term
from kg.views.events import HELD, Holding, find_holdings
from kg.views.evidence import Evidence, Fact, find_facts_behind, join_evidence
from kg.views.names import Names, Thing, shorten, to_iri
from kg.views.shelf import open_shelf
from kg.views.stays import Span, Stay, find_successions, gather_stays
from kg.views.turns import Turn, find_turns
from kg.vocabulary import Capacity

# The bases, the surest first.
STATED = "stated"
ATTESTED = "attested that day"
BETWEEN = "between two attestations"
ACTS = "announced to act"
SINCE = "stated start, no end known"
ANNOUNCED = "announced to start"
ABOUT = "stated to the month or year only"
NEAREST = "nearest attestation"
PROVEN = (STATED, ATTESTED, BETWEEN)
_BASES = (*PROVEN, ACTS, SINCE, ANNOUNCED, ABOUT, NEAREST)
_SEEN = (ATTESTED, BETWEEN, NEAREST)
_TOLD_OF_THE_DAY = (*PROVEN, ACTS, ANNOUNCED)
_FARTHEST = 5 * 366  # days; five years are the longest usual term: what is farther off says nothing
_FARTHEST_ACTING = 183  # days; who acts does so for a time
_FARTHEST_SHARED = 366  # days; of several seats nobody else shows that one is empty again

_PLANNED = """SELECT DISTINCT ?tenure WHERE {
  ?tenure gba:post $about ; gba:capacity gba:acting . ?claim gba:elaboratedBy ?tenure ; gba:status gba:planned
  FILTER NOT EXISTS { ?done gba:elaboratedBy ?tenure FILTER NOT EXISTS { ?done gba:status gba:planned } }
} ORDER BY ?tenure"""

_SHARED = "SELECT ?is WHERE { $about gba:severalSeats ?is }"


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

    @property
    def is_proven(self) -> bool:
        """Whether the day itself is proven: stated, attested or between two attestations."""
        return self.basis in PROVEN


@dataclass(frozen=True, slots=True)
class OfficeAnswer:
    """The holders of an office on a day; none means that nothing is known. Office and body are called as they were
    then; `turns` say that the body was not there yet, or no more. One that is not `in_graph` is named by no release:
    what is known of it stands in the tables of reference alone."""

    office: Thing
    body: Thing | None
    on: str
    holders: tuple[Holder, ...]
    turns: tuple[Turn, ...] = ()
    in_graph: bool = True


@dataclass(frozen=True, slots=True)
class _Proof:
    """That a stay includes a day: the basis, the dates it rests on, and the holdings that show it."""

    stay: Stay
    basis: str
    days: tuple[str, ...]
    holdings: tuple[Holding, ...]

    @property
    def is_substantive(self) -> bool:
        return self.stay.capacity != Capacity.ACTING

    @property
    def capacity(self) -> str:
        """How the office is held on the day: within the past term of a former holder, for good."""
        return Capacity.SUBSTANTIVE.value if self.stay.capacity == Capacity.FORMER else self.stay.capacity

    @property
    def holder(self) -> tuple[str, str]:
        """The person and the capacity, of which an answer names each once."""
        return self.stay.person, self.capacity

    @property
    def is_open(self) -> bool:
        """Whether it rests only on terms of which no end is stated."""
        return self.basis == STATED and not any(holding.end for holding in self.holdings)


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is known of an office for a day: its stays, those in which it was `held`, and who is announced to be
    `acting`; a shared one is held by several people at once.

    A former holder held it from a stated start to a stated end, and was not seen in it on the day that says so.
    """

    on: str
    stays: tuple[Stay, ...]
    held: tuple[Stay, ...]
    acting: tuple[Stay, ...]
    is_shared: bool


_Seen = tuple[str, Stay]
_Told = Mapping[str, Sequence[Fact]]


def find_holders(graph: Graph, name: str, *, on: str | date, lang: str = "en", strict: bool = False) -> OfficeAnswer:
    """Who held this office on a day (ISO), acting holders included, the surest basis only.

    A period that a source states comes first, and a release of that very day, which counts more than a term of which no
    end is stated; then two attestations of one person around the day, five years apart at most, with nobody else
    between them and not called a former holder in between. Those are proven; with `strict` no others are given. Who was
    announced to act on that day is given beside them. Failing proof it is who had a stated start, or was announced to
    take the office, by that day, if nobody else was seen in it since; then whose start or end is told to the month or
    year only, and lies about then; then the nearest attestations, which prove nothing. What is more than five years off
    is no answer: then the holder is unknown. Of a day on which the body of the office was not there yet, or no more,
    only what is proven is an answer.

    Office and body may be named as they are today or were at any time, and are called as they were on that day; the
    name of a body that has one office names that. Of an office that no release names the tables of reference answer,
    and the answer says so. A holder counts from the day of the start through that of the end;
    where another's start is stated for the day of the end, only the other counts on it. UsageError if `on` is no day,
    UnknownNameError where the name names no office, or more than one.

    >>> answer = kg.find_holders(kg.open("gba.kg"), "Chief Secretary for Administration", on=date(2024, 1, 8))
    >>> [(holder.person.name, holder.capacity) for holder in answer.holders]
    [('Chan Kwok-ki', 'substantive')]
    """
    if isinstance(on, str) and not is_day(on):
        raise UsageError(say_phrase(lang, "not_a_day", text=on))
    day = check_day(on)
    names = Names(graph, lang)
    try:
        return _find_holders_of(graph, names, names.resolve_office(name), day, strict=strict)
    except UnknownNameError:
        answer = None if names.find(name, "post") else _ask_shelf(graph, name, day, lang, strict=strict)
        if answer is None:
            raise
        return answer


def _ask_shelf(graph: Graph, name: str, on: str, lang: str, *, strict: bool) -> OfficeAnswer | None:
    """Gives the holders of an office that the tables of reference know by just this name; None if they know none."""
    shelf = open_shelf(graph)
    names = Names(shelf, lang)
    offices = names.find(name, "post")
    if len(offices) != 1:
        return None
    return replace(_find_holders_of(shelf, names, offices[0], on, strict=strict), in_graph=False)


def _find_holders_of(graph: Graph, names: Names, office: Thing, on: str, *, strict: bool = False) -> OfficeAnswer:
    """Gives the holders of an office; `on` may be the month or year of an event whose day nobody tells."""
    turns = find_turns(graph, names, names.get(office.body)) if office.body else ()
    outside = tuple(turn for turn in turns if turn.is_outside(on))
    proofs = _find_proofs(_open_case(graph, office.id, on))
    proofs = [proof for proof in proofs if proof.basis in PROVEN or not (strict or outside)]
    held = [holding.id for proof in proofs for holding in (*proof.stay.holdings, *proof.holdings)]
    told = find_facts_behind(graph, held, planned=True)
    holders = [_make_holder(told, names.get(proof.stay.person), proof, on) for proof in proofs]
    days = find_first_day(on), find_last_day(on)
    body = names.get_then(office.body, days) if office.body else None
    return OfficeAnswer(names.get_then(office.id, days), body, on, tuple(holders), outside)


def find_bodies(graph: Graph, person: str, *, on: str) -> tuple[str, ...]:
    """In which bodies was this person (an id) in office on a day: ids; what is not told of that day is not enough."""
    holdings = [holding for holding in find_holdings(graph, person) if holding.capacity in HELD]
    posts = sorted({holding.post for holding in holdings if holding.post})
    names = Names(graph)
    answers = [_find_holders_of(graph, names, names.get(post), on) for post in posts]
    held = [answer.body.id for answer in answers if answer.body and _is_among(person, answer.holders)]
    member = [holding.body for holding in holdings if not holding.post and holding.body and on in holding.days]
    return tuple(sorted({*held, *member}))


def _is_among(person: str, holders: Iterable[Holder]) -> bool:
    return any(holder.person.id == person and holder.basis in _TOLD_OF_THE_DAY for holder in holders)


def _open_case(graph: Graph, office: str, on: str) -> _Case:
    holdings = find_holdings(graph, office)
    planned = {shorten(tenure) for (tenure,) in graph.ask(_PLANNED, about=to_iri(office))}
    is_shared = bool(graph.ask(_SHARED, about=to_iri(office)))
    successions = {} if is_shared else find_successions(holdings)
    held = [one for one in holdings if one.capacity in HELD and one.id not in planned]
    held += [replace(one, days=()) for one in holdings if one.capacity == Capacity.FORMER and one.start and one.end]
    acting = gather_stays(one for one in holdings if one.id in planned)
    stays, known = (gather_stays(some, successions) for some in (holdings, held))
    return _Case(on, tuple(stays), tuple(known), tuple(acting), is_shared)


def _find_proofs(case: _Case) -> list[_Proof]:
    found = [proof for stay in case.held if (proof := _find_proof(stay, case.on)) is not None]
    found = found if case.is_shared else _drop_outdated(found, case.on)
    announced = [proof for stay in case.acting if (proof := _find_span(stay, case.on, ACTS)) is not None]
    found += [proof for proof in announced if _is_new(proof, found)]
    return _keep_surest([*found, *_find_likely(case, found)])


def _keep_surest(found: Iterable[_Proof]) -> list[_Proof]:
    """Gives one proof for each holder: who is told of both as the holder and as a former one has two."""
    surest: dict[tuple[str, str], _Proof] = {}
    for proof in found:
        known = surest.setdefault(proof.holder, proof)
        if _BASES.index(proof.basis) < _BASES.index(known.basis):
            surest[proof.holder] = proof
    return list(surest.values())


def _find_proof(stay: Stay, on: str) -> _Proof | None:
    """Gives the proof that the stay has in itself; None if it has none."""
    if (stated := _find_span(stay, on, STATED)) is not None:
        return stated
    seen = tuple(holding for holding in stay.holdings if on in stay.list_days(holding))
    return _Proof(stay, ATTESTED, (on,), seen) if seen else None


def _find_span(stay: Stay, on: str, basis: str) -> _Proof | None:
    """Gives the proof by the first of its stated periods that covers the day for certain."""
    for holding, span in _list_spans(stay):
        if span.covers(on):
            return _Proof(stay, basis, (holding.start or "", holding.end or ""), (holding,))
    return None


def _list_spans(stay: Stay) -> list[tuple[Holding, Span]]:
    """Gives the stated periods of a stay, those with an end and an exact start first."""
    ranked = sorted(stay.holdings, key=lambda holding: (holding.end is None, -len(holding.start or "")))
    return [(holding, span) for holding in ranked if (span := stay.get_span(holding)) is not None]


def _drop_outdated(found: list[_Proof], on: str) -> list[_Proof]:
    """Drops terms without an end where somebody else was seen in the office that very day."""
    seen = {proof.stay.person for proof in found if proof.is_substantive and on in proof.stay.days}
    return [
        proof
        for proof in found
        if not (proof.is_substantive and proof.is_open and seen and proof.stay.person not in seen)
    ]


def _find_likely(case: _Case, found: Sequence[_Proof]) -> list[_Proof]:
    """Gives who else held the office, as far as what is proven by itself leaves that open."""
    is_held = any(proof.is_substantive for proof in found)
    if is_held and not case.is_shared:
        return []
    between = [proof for proof in _find_between(case) if _is_new(proof, found)]
    lasting = [proof for stay in case.held if (proof := _find_open(case, stay)) is not None]
    if case.is_shared:
        between += [proof for proof in lasting if proof.is_substantive and _is_new(proof, [*found, *between])]
    if is_held or between:
        return between
    announced = _find_announced(case)
    started = max((find_last_day(proof.days[0]) for proof in lasting if proof.is_substantive), default="")
    if announced and started < announced[0].days[0]:
        return announced
    about = [proof for stay in case.held if (proof := _find_about(stay, case.on)) is not None]
    surely = {proof.stay.person for proof in found if proof.basis in PROVEN}
    about = [proof for proof in about if case.is_shared or proof.stay.person not in surely]
    likely = [proof for proof in lasting if _is_new(proof, found)]
    likely += [proof for proof in about if _is_new(proof, [*found, *likely])]
    if likely or any(proof.basis in PROVEN for proof in found):
        return likely
    return [proof for proof in _find_nearest(case) if proof.is_substantive or not found]


def _is_new(proof: _Proof, found: Iterable[_Proof]) -> bool:
    return all(other.holder != proof.holder for other in found)


def _find_open(case: _Case, stay: Stay) -> _Proof | None:
    """Gives the latest stated start of a stay whose end nobody states, unless the office has changed hands since."""
    terms = [
        (span.latest, holding)
        for holding, span in _list_spans(stay)
        if holding.end is None and holding.start is not None and span.latest <= case.on
    ]
    if not terms:
        return None
    since, holding = max(terms, key=lambda term: (term[1].start or "", term[1].id))
    turns = (day for other in case.stays for day in _list_turns(case, other, stay))
    has_turned = any(since < day <= find_last_day(case.on) for day in turns)
    farthest = _FARTHEST_SHARED if case.is_shared else _FARTHEST
    farthest = min(farthest, _FARTHEST_ACTING) if stay.capacity == Capacity.ACTING else farthest
    if has_turned or _count_days(since, case.on) > farthest or _is_another_nearer(case, stay, since):
        return None
    return _Proof(stay, SINCE, (holding.start or "",), (holding,))


def _list_turns(case: _Case, other: Stay, stay: Stay) -> Sequence[str]:
    """Gives the days on which another stay shows that a stay may be over."""
    begun = (*other.days, *other.starts)
    if other.person == stay.person:
        if other.capacity == Capacity.FORMER:
            return (*other.days, *other.ends)
        if other.capacity == stay.capacity:
            return other.ends
        return begun if stay.capacity == Capacity.ACTING and other.capacity == Capacity.SUBSTANTIVE else ()
    if case.is_shared:
        return ()
    if other.capacity == Capacity.FORMER:
        return (*other.starts, *other.ends)
    is_held = other.capacity == Capacity.SUBSTANTIVE or (stay.capacity == other.capacity == Capacity.ACTING)
    return begun if is_held else ()


def _is_another_nearer(case: _Case, stay: Stay, since: str) -> bool:
    """Says whether the next to hold the office was seen nearer to the day than the stay, and nobody knows since
    when."""
    others = [
        other
        for other in case.held
        if other.capacity == Capacity.SUBSTANTIVE
        and other.person != stay.person
        and not any(day <= case.on for day in other.starts)
    ]
    seen = min((day for other in others for day in other.days if day > case.on), default=None)
    start = min((day for other in others for day in other.starts), default="9999")
    return (
        not case.is_shared
        and seen is not None
        and seen < start
        and _count_days(case.on, seen) < _count_days(since, case.on)
    )


def _find_about(stay: Stay, on: str) -> _Proof | None:
    """Gives the first of the stated periods of a stay that may cover the day: it began or ended in that month or
    year."""
    for holding, span in _list_spans(stay):
        if span.touches(on):
            return _Proof(stay, ABOUT, (holding.start or "", holding.end or ""), (holding,))
    return None


def _find_announced(case: _Case) -> list[_Proof]:
    """Gives who was last announced to take the office on a day that has come, unless the graph knows of another since.

    Of a month or year in which an office is to be taken, only the end is sure.
    """
    found = [
        (held.start, Stay(stay.person, stay.capacity, (held,)))
        for stay in case.stays
        if stay.capacity == Capacity.DESIGNATE
        for held in stay.holdings
        if held.start and find_last_day(held.start) <= case.on and not _is_over(held, case.on)
    ]
    last = max((start for start, _ in found), default="")
    return [
        _Proof(stay, ANNOUNCED, (start,), stay.holdings)
        for start, stay in found
        if start == last
        and _is_near(start, case.on)
        and not any(_ends(other, stay, (start, case.on)) for other in case.stays)
    ]


def _ends(other: Stay, announced: Stay, between: tuple[str, str]) -> bool:
    """Says whether another holder was seen since, or the one announced was called a former one."""
    since, on = between
    is_other = other.capacity == Capacity.SUBSTANTIVE and other.person != announced.person
    is_left = other.capacity == Capacity.FORMER and other.person == announced.person
    return (is_other or is_left) and any(since < mark <= on for mark in other.marks)


def _find_between(case: _Case) -> list[_Proof]:
    """Gives who held the office both before and after the day, with nobody else known in between; of several seats, in
    each of them."""
    seen = [one for one in _list_seen(case) if one[1].capacity == Capacity.SUBSTANTIVE]
    seats = [[one for one in seen if one[1] is stay] for stay in case.held] if case.is_shared else [seen]
    cuts = [_cut_at(seat, case.on) for seat in seats]
    return [
        _prove_seen(before[0][1], BETWEEN, (before[0][0], after[0][0]))
        for before, after in cuts
        if before and after and before[0][1] is after[0][1] and _is_unbroken(case, before[0], after[0])
    ]


def _is_unbroken(case: _Case, before: _Seen, after: _Seen) -> bool:
    """Says whether a stay lasted from one day to another: they are not too far apart, and no other stay lies between
    them."""
    first, stay, last = find_last_day(before[0]), before[1], find_first_day(after[0])
    breaks = (day for other in case.stays for day in _list_breaks(case, other, stay))
    return first < case.on < last and _is_near(first, last) and not any(first < day < last for day in breaks)


def _list_breaks(case: _Case, other: Stay, stay: Stay) -> Sequence[str]:
    """Gives the days on which another stay shows that a stay was broken off, even if it was taken up again."""
    if other.person == stay.person:
        return (*other.days, *other.ends) if other.capacity == Capacity.FORMER else ()
    if case.is_shared or other.capacity not in (Capacity.SUBSTANTIVE, Capacity.FORMER):
        return ()
    seen = other.days if other.capacity == Capacity.SUBSTANTIVE else ()
    return (*seen, *other.starts, *other.lasting)


def _find_nearest(case: _Case) -> list[_Proof]:
    """Gives who was seen in the office last before and first after the day."""
    before, after = _cut_at(_list_seen(case), case.on)
    near = [(day, stay) for day, stay in before + after if _is_near(day, case.on)]
    stays = {(stay.person, stay.capacity): stay for _, stay in near}
    return [_prove_seen(stay, NEAREST, tuple(day for day, seen in near if seen is stay)) for stay in stays.values()]


def _list_seen(case: _Case) -> list[_Seen]:
    """Gives each day on which somebody was seen in the office whom no stated period rules out, in order."""
    stays = (stay for stay in case.held if not _is_ruled_out(stay, case.on))
    return sorted(((day, stay) for stay in stays for day in stay.marks), key=_rank_seen)


def _prove_seen(stay: Stay, basis: str, days: tuple[str, ...]) -> _Proof:
    return _Proof(
        stay, basis, days, tuple(held for held in stay.holdings if not {*held.days, held.start}.isdisjoint(days))
    )


def _is_near(day: str, on: str) -> bool:
    return abs(_count_days(day, on)) <= _FARTHEST


def _count_days(first: str, last: str) -> int:
    return (date.fromisoformat(find_first_day(last)) - date.fromisoformat(find_first_day(first))).days


def _rank_seen(seen: _Seen) -> tuple[str, str, str]:
    day, stay = seen
    return day, stay.person, stay.capacity


def _cut_at(seen: list[_Seen], on: str) -> tuple[list[_Seen], list[_Seen]]:
    """Gives the last one before a day and the first one after it."""
    return [one for one in seen if one[0] < on][-1:], [one for one in seen if one[0] > on][:1]


def _is_over(holding: Holding, on: str) -> bool:
    return holding.end is not None and holding.end < on[: len(holding.end)]


def _is_ruled_out(stay: Stay, on: str) -> bool:
    """Says whether every stated period of the stay leaves the day out; one without an end that begins within another
    is that one."""
    periods = [holding for holding in stay.holdings if holding.start or holding.end]
    ended = [held for held in periods if held.end]
    return bool(periods) and all(
        (held.start or "") > on
        or _is_over(held, on)
        or (held.end is None and any(_begins_within(held, other) and _is_over(other, on) for other in ended))
        for held in periods
    )


def _begins_within(holding: Holding, other: Holding) -> bool:
    """Says whether a period may begin in another, which has an end."""
    start, end = other.start or other.end or "", other.end or ""
    own = holding.start or ""
    return find_first_day(start) <= find_last_day(own) and find_first_day(own) <= find_last_day(end)


def _make_holder(told: _Told, person: Thing, proof: _Proof, on: str) -> Holder:
    """Gives the holder with what shows it, of all that is told of the tenures: what was told on the days that count,
    then what states the period."""
    days = {*proof.days, on}
    sources = [source for source in _find_sources(told, proof.stay.holdings) if source.date in days]
    stating = _find_sources(told, proof.holdings)
    if proof.basis in _SEEN:
        stating = tuple(source for source in stating if source.date in days or not source.date) or stating
    return Holder(
        person,
        proof.capacity,
        proof.basis,
        _date_proof(proof),
        tuple(day for day in proof.days if day),
        tuple(dict.fromkeys((*sources, *stating))),
    )


def _date_proof(proof: _Proof) -> Dating | None:
    """Gives the stated start and end, or the days on which the holder was seen."""
    first, *others = proof.days
    if proof.basis in _SEEN and first in proof.stay.days:
        return Dating(DateKind.SEEN, first, proof.days[-1])
    is_term = bool(others) and proof.basis not in _SEEN
    return date_term(first or None, others[0] or None if is_term else None)


def _find_sources(told: _Told, holdings: Iterable[Holding]) -> tuple[Evidence, ...]:
    """Gives the sentences behind tenures; what was still to come when it was told may have come by now."""
    return join_evidence([fact for held in holdings for fact in told.get(held.id, ())])
