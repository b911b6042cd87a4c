"""Turns a name into all that is known of its thing, in the order of the dates, one line a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.graph.graph import Graph
from kg.phrases import Phrase, join_phrases, make_phrase, say_verb
from kg.views.careers import find_gaps
from kg.views.datings import Dating, date_issue, date_occasion, date_pact, date_report, rank_date
from kg.views.events import Occasion, Pact, find_occasions_around
from kg.views.evidence import (
    Evidence,
    Fact,
    find_facts_at,
    find_sources,
    find_visits,
    join_evidence,
)
from kg.views.history import History, Stage, find_histories
from kg.views.lookup import GAP, Record, make_lines, read_record
from kg.views.names import LateNames, Names, Thing, shorten, to_iri
from kg.views.namings import Naming, find_namings
from kg.views.turns import find_ended, find_turns
from kg.vocabulary import EventType, Role, Status

_VISIT = "gba:visited"
_INVITING = (Role.HOST, Role.ORGANISER)
# What has no date of its own and ends with either body.
_TIES = ("org:subOrganizationOf", "org:postIn")
# What an event tells already, where a sentence says both.
_TOLD_BY_EVENTS = (_VISIT, "gba:metWith")
_AT_EVENTS = ("gba:participatedIn", "gba:chaired")
_TOLD_AT_SIGNING = ("gba:signed", "gba:witnessed", "gba:partyTo")
_WITHIN = "SELECT DISTINCT ?place WHERE { ?place schema:containedInPlace+ $about } ORDER BY ?place"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that is known of a thing, as a reader says it: `who` `verb` `what` `where`, with `others`.

    `history` says what releases announced, put off and reported of an event, where that is more than one of these. The
    thing that the timeline is of is left out of all of them. `section` is that of `kg who`, or release where one
    only names the thing; `detail` is the type of an event, the days on which an office was seen to be held, or who
    changed the same way as a body.
    """

    section: str
    date: Dating | None
    who: tuple[Thing, ...]
    verb: Phrase
    what: tuple[Thing, ...]
    where: tuple[Thing, ...]
    others: tuple[Thing, ...]
    detail: str
    matter: str | None
    evidence: tuple[Evidence, ...]
    history: tuple[Stage, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether it says that nothing is known of an office, for which there is no sentence."""
        return self.section == GAP


@dataclass(frozen=True, slots=True)
class Timeline:
    """A thing and all that is known of it, by date."""

    thing: Thing
    lines: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with the sentences that tell of it; `things` are the ids of all that was at it, or that it was at."""

    occasion: Occasion
    evidence: tuple[Evidence, ...]
    things: frozenset[str]
    history: tuple[Stage, ...]


def tell_timeline(graph: Graph, name: str, *, lang: str = "en") -> Timeline:
    """What happened to, with or in this person, body, office, agreement, initiative or place, earliest first.

    What took place on no day that anybody tells stands at the day of its first release; what has no date comes last.
    Of a place it is also what took place within it, of an initiative the releases that name it. A fact is one line,
    whatever tells of it: who visited a place on a day took part in no other event by that.

    UnknownNameError where the name names nothing, or more than one thing.

    >>> told = kg.tell_timeline(kg.open("gba.kg"), "Zhong Nanshan")
    >>> [(str(line.date), line.verb, line.others[0].name) for line in told.lines if line.section == "event"]
    [('on 2024-01-08', 'took part in', 'Chan Kwok-ki')]
    """
    names = Names(graph, lang)
    thing = names.resolve(name)
    moments = (_call_as_then(names, moment) for moment in _tell(graph, names, thing))
    return Timeline(thing, tuple(sorted(moments, key=_rank_moment)))


def outline_timeline(graph: Graph, names: Names, thing: Thing, most: int) -> tuple[tuple[Moment, ...], int]:
    """Gives the last lines of a thing, with the latest first and without their histories, and how many there are. Their
    evidence is outlined; where an initiative is named, it is the release alone."""
    moments = sorted(_tell(graph, names, thing, is_outline=True), key=_rank_roughly)
    first = _rank_roughly(moments[-min(most, len(moments))]) if moments else None
    last = [moment for moment in moments if _rank_roughly(moment) >= first] if first else []
    names.read_some(one.id for moment in last for one in _list_things(moment) if not one.labels)
    named = (
        _call(replace(moment, history=()), lambda one: one if one.labels else names.get(one.id)) for moment in last
    )
    called = sorted((_call_as_then(names, moment) for moment in named), key=_rank_moment)
    return tuple(called[-most:][::-1]), len(moments)


def _list_things(moment: Moment) -> tuple[Thing, ...]:
    return (*moment.who, *moment.what, *moment.where, *moment.others)


def _call(moment: Moment, call: Callable[[Thing], Thing]) -> Moment:
    who, what, where, others = (
        tuple(map(call, things)) for things in (moment.who, moment.what, moment.where, moment.others)
    )
    return replace(moment, who=who, what=what, where=where, others=others)


def _call_as_then(names: Names, moment: Moment) -> Moment:
    """Gives a moment with all things in it called as they were then."""
    if moment.date is None:
        return moment
    first, last = moment.date.days
    return _call(moment, lambda thing: names.renamings.call_as_then(thing, first, last))


def _tell(graph: Graph, names: Names, thing: Thing, *, is_outline: bool = False) -> list[Moment]:
    """Gives all lines, with the names of today; in an outline most things in them have none yet."""
    own_names = LateNames(graph, names.lang) if is_outline else names
    record = read_record(graph, own_names, thing, is_outline=is_outline)
    within = _find_within(graph, thing)
    told = _read_told(graph, record, is_outline=is_outline)
    own_names.read_some(_list_told(record, told))
    signings = _tell_signings(record, told)
    at_signings = {pact.event for pact, _ in signings}
    moments = [
        *(moment for _, moment in signings),
        *(_tell_event(one, record, within) for one in told if one.occasion.id not in at_signings),
        *_tell_facts(record, find_visits(graph, within, is_outline=is_outline), told, _find_ended(graph, record)),
    ]
    if thing.kind == "initiative" or (thing.kind == "agreement" and not moments):
        is_brief = is_outline and thing.kind == "initiative"
        moments += _tell_namings(record, find_namings(graph, record.thing, only=() if is_brief else None))
    moments += _tell_turns(graph, names, thing)
    if thing.kind == "person":
        offices = (moment.date for moment in moments if moment.section == "office")
        moments += [_say_briefly(GAP, gap, make_phrase("gap"), (), ()) for gap in find_gaps(offices)]
    return _join_same(moments)


def _tell_turns(graph: Graph, names: Names, thing: Thing) -> Iterator[Moment]:
    """Gives how a body came out of others, what became of it, and when it or an office was renamed."""
    for turn in find_turns(graph, names, thing):
        yield Moment("history", turn.date, (), turn.words, turn.others, (), (), turn.say_beside(), None, turn.evidence)


def _find_within(graph: Graph, thing: Thing) -> frozenset[str]:
    """Gives the ids of the places within a place; none for anything else."""
    rows = graph.ask(_WITHIN, about=to_iri(thing.id)) if thing.kind == "place" else []
    return frozenset(shorten(place) for (place,) in rows)


def _read_told(graph: Graph, record: Record, *, is_outline: bool) -> list[_Told]:
    """Gives the done events around the thing, each once, with the sentences of its own part in each, or else of all
    parts, and its history."""
    own = _group_by_object(record.facts)
    around = find_occasions_around(graph, record.thing.id) if record.around is None else record.around
    histories = find_histories(graph, around, is_outline=is_outline)
    occasions = [one for one in around if one.status == Status.DONE]
    others = [one.id for one in occasions if one.id not in own] if record.thing.kind != "event" else []
    parts = own | _group_by_object(find_facts_at(graph, others, is_outline=is_outline))
    evidence = {one.id: join_evidence(parts.get(one.id, [])) for one in occasions}
    untold = [id for id, sources in evidence.items() if not sources]
    evidence |= find_sources(graph, *untold, is_outline=is_outline)
    return [
        _Told(one, _join_sources(histories[one.id], evidence), one.things, histories[one.id].list_told())
        for one in occasions
        if one.id == histories[one.id].events[0]
    ]


def _join_sources(history: History, evidence: Mapping[str, tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(source for event in history.events for source in evidence.get(event, ())))


def _list_told(record: Record, told: Iterable[_Told]) -> Iterator[str]:
    """Gives the ids of all that a timeline may speak of."""
    for one in told:
        yield from (one.occasion.id, *one.things)
    for fact in record.facts:
        yield from (fact.subject, fact.object)


def _group_by_object(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.object, []).append(fact)
    return found


def _tell_signings(record: Record, told: Sequence[_Told]) -> list[tuple[Pact, Moment]]:
    """Gives the agreements that the thing has a part in, each with what tells of it or of the event of its signing."""
    found: dict[str, list[Fact]] = {}
    for fact in record.facts:
        pact = record.pacts.get(fact.object)
        is_own = fact.subject == record.thing.id and fact.predicate in _TOLD_AT_SIGNING
        if pact and is_own and pact.status in (None, Status.DONE):
            found.setdefault(fact.object, []).append(fact)
    return [(record.pacts[id], _tell_signing(record, record.pacts[id], facts, told)) for id, facts in found.items()]


def _tell_signing(record: Record, pact: Pact, facts: list[Fact], told: Sequence[_Told]) -> Moment:
    predicate = min((fact.predicate for fact in facts), key=_TOLD_AT_SIGNING.index)
    events = [one for one in told if one.occasion.id == pact.event]
    sources = [*join_evidence(facts), *(source for one in events for source in one.evidence)]
    evidence = tuple(sorted(dict.fromkeys(sources), key=lambda source: not source.text))
    dates = [date_pact(pact), *(date_occasion(one.occasion) for one in events)]
    return Moment(
        "agreement",
        next(filter(None, dates), None) or date_report(evidence),
        (),
        say_verb(predicate),
        (record.names.get(pact.id),),
        tuple(record.names.get(place) for one in events for place in one.occasion.places),
        (),
        "",
        None,
        evidence,
    )


def _tell_event(told: _Told, record: Record, within: frozenset[str]) -> Moment:
    event, names, own = told.occasion, record.names, record.thing.id
    roles = {part.agent: [other.role for other in event.parts if other.agent == part.agent] for part in event.parts}
    is_seen_from_above = record.thing.kind == "place"
    places = [place for place in event.places if place != own and (place in within or not is_seen_from_above)]
    targets = [body for body in event.visited if body != own] + places
    is_visit = event.type == EventType.VISIT and bool(event.places or event.visited)
    who = [agent for agent in roles if not (is_visit and set(roles[agent]) <= set(_INVITING))]
    what = targets if is_visit else [] if event.id == own else [event.id]
    others: list[str] = []
    if own in who:
        others, who, verbs = (
            [agent for agent in roles if agent != own],
            [],
            [make_phrase(f"did:{role}") for role in roles[own]],
        )
    else:
        verbs = [make_phrase(f"did:{role}") for agent in who for role in roles[agent]]
        verbs = verbs if len(set(verbs)) == 1 else [make_phrase(f"did:{Role.PARTICIPANT}")]
    if is_visit:
        verbs = [say_verb(_VISIT)]
    if not who and not others and own not in roles:
        who, verbs, what = [event.id], [make_phrase("took_place")], []
    return Moment(
        "visit" if is_visit else "event",
        date_occasion(event) or date_report(told.evidence),
        tuple(map(names.get, who)),
        join_phrases(dict.fromkeys(verbs), by="and"),
        tuple(map(names.get, what)),
        () if is_visit else tuple(map(names.get, places)),
        tuple(map(names.get, others)),
        event.type,
        event.get_matter(names.lang),
        told.evidence,
        told.history,
    )


def _tell_facts(
    record: Record, visits: Sequence[Fact], told: Sequence[_Told], ended: frozenset[str]
) -> Iterator[Moment]:
    """Gives what no event and no agreement tells: offices and bodies, and whom or what sentences of their own say was
    met or visited."""
    told_at = defaultdict[str, list[_Told]](list)
    for one in told:
        for thing in one.things:
            told_at[thing].append(one)
    triples: dict[tuple[str, str, str], list[Fact]] = {}
    for told_fact in (*record.facts, *visits):
        fact = _leave_untold(told_fact, told_at)
        is_own_signing = fact.predicate in _TOLD_AT_SIGNING and fact.subject == record.thing.id
        if fact.evidence and fact.predicate not in _AT_EVENTS and not is_own_signing:
            triples.setdefault((fact.subject, fact.predicate, fact.object), []).append(fact)
    for (subject, predicate, other), facts in triples.items():
        for line in make_lines(replace(record, facts=tuple(facts))):
            is_dated = predicate not in _TOLD_BY_EVENTS
            capacity = "announced" if line.is_announced else line.capacity
            is_over = predicate in _TIES and line.date is None and not ended.isdisjoint((subject, other))
            yield Moment(
                line.section,
                line.date if is_dated else date_report(line.evidence),
                () if subject == record.thing.id else (record.names.get(subject),),
                make_phrase(f"was:{predicate}") if is_over else say_verb(predicate, capacity=capacity),
                () if other == record.thing.id else (record.names.get(other),),
                (),
                (),
                line.detail if line.section == "office" else "",
                None,
                line.evidence,
            )


def _find_ended(graph: Graph, record: Record) -> frozenset[str]:
    """Gives the bodies that are no more among those that are under each other, or of which the offices are."""
    tied = {id for fact in record.facts if fact.predicate in _TIES for id in (fact.subject, fact.object)}
    return frozenset(find_ended(graph, sorted(tied)))


def _leave_untold(fact: Fact, told_at: Mapping[str, Sequence[_Told]]) -> Fact:
    """Gives a meeting or visit with the sentences alone that tell of none of the events that both were at."""
    if fact.predicate not in _TOLD_BY_EVENTS:
        return fact
    is_visit = fact.predicate == _VISIT
    of_subject, of_object = told_at.get(fact.subject, ()), told_at.get(fact.object, ())
    events = [
        one
        for one in min(of_subject, of_object, key=len)
        if {fact.subject, fact.object} <= one.things and (one.occasion.type == EventType.VISIT or not is_visit)
    ]
    covered = {source for one in events for source in one.evidence}
    return replace(fact, evidence=tuple(source for source in fact.evidence if source not in covered))


def _tell_namings(record: Record, namings: Sequence[Naming]) -> Iterator[Moment]:
    """Gives the releases that name the thing, and of an agreement when it was signed, as they say together."""
    pact = record.pacts.get(record.thing.id)
    if pact and pact.date and pact.status == Status.DONE:
        evidence = tuple(source for naming in namings for source in naming.evidence)
        yield _say_briefly("agreement", date_pact(pact), make_phrase("was_signed"), (), evidence)
    for naming in namings:
        yield _say_briefly(
            "release", date_issue(naming.date), make_phrase("names_it"), (naming.release,), naming.evidence
        )


def _say_briefly(
    section: str, date: Dating | None, verb: Phrase, who: tuple[Thing, ...], evidence: tuple[Evidence, ...]
) -> Moment:
    return Moment(section, date, who, verb, (), (), (), "", None, evidence)


def _join_same(moments: Iterable[Moment]) -> list[Moment]:
    """Gives the moments, those that say the same of the same day as one with the sentences of all."""
    found: dict[Moment, list[Evidence]] = {}
    for moment in moments:
        found.setdefault(replace(moment, evidence=()), []).extend(moment.evidence)
    return [
        replace(moment, evidence=tuple(sorted(dict.fromkeys(sources), key=lambda source: not source.text)))
        for moment, sources in found.items()
    ]


def _rank_moment(moment: Moment) -> tuple[tuple[tuple[str, str], str], list[str], str, list[str]]:
    who, what = ([thing.name for thing in things] for things in (moment.who, moment.what))
    return _rank_roughly(moment), who, moment.verb, what


def _rank_roughly(moment: Moment) -> tuple[tuple[str, str], str]:
    return rank_date(moment.date), moment.section
