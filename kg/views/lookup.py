"""Turns a name into Lines: a person's offices, events, agreements and people met, each with its sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg.graph.graph import Graph
from kg.isodates import find_first_day, find_last_day
from kg.phrases import Phrase, join_phrases, make_phrase, name_value, read_verb
from kg.views.careers import find_gaps
from kg.views.datings import (
    DateKind,
    Dating,
    date_days,
    date_holdings,
    date_membership,
    date_occasion,
    date_pact,
    date_report,
    list_times,
    rank_date,
    say_date,
)
from kg.views.events import (
    HELD,
    Holding,
    Occasion,
    Pact,
    find_holdings,
    find_occasions,
    find_occasions_around,
    find_pacts,
    outline_occasions,
)
from kg.views.evidence import (
    Evidence,
    Fact,
    find_events_told,
    find_facts_apart,
    find_facts_behind,
    find_facts_behind_parts,
    find_facts_of,
    find_facts_on,
    join_evidence,
)
from kg.views.history import History, Stage, find_histories
from kg.views.names import Names, Thing
from kg.views.offices import ACTS
from kg.views.periods import make_span
from kg.views.turns import find_turns
from kg.vocabulary import Capacity, EventType, Status

SECTIONS = {
    "org:holds": "office",
    "org:memberOf": "body",
    "org:subOrganizationOf": "body",
    "org:postIn": "body",
    "gba:participatedIn": "event",
    "gba:chaired": "event",
    "gba:signed": "agreement",
    "gba:witnessed": "agreement",
    "gba:partyTo": "agreement",
    "gba:establishes": "establishes",
    "gba:visited": "visit",
    "gba:metWith": "met",
    "gba:involvedIn": "initiative",
}
_PEOPLE, _OFFICES, _BODIES = ("person",), ("person", "post"), ("body", "mechanism")
_SIGNED = ("gba:signed", "gba:witnessed", "gba:partyTo")
_ORDER = ("office", "body", "history", "event", "visit", "agreement", "establishes", "initiative", "met")
GAP = "gap"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known of somebody.

    `section` is one of office, gap, body, history, event, visit, agreement, establishes, initiative, met. `date` says
    which kind of date it is, `capacity` how an office was held; `detail` is English that can also be said in Chinese
    (`detail.say("zh-Hant")`); `matter` is what an event was about, in the words of the release. `thing` has the name
    that it had then. A gap is a time between two offices of which nothing is known; there, and where a change of a body
    or office has not one body at its other end, it is the thing itself.
    """

    section: str
    date: Dating | None
    thing: Thing
    capacity: str | None
    detail: Phrase
    matter: str | None
    evidence: tuple[Evidence, ...]

    @property
    def heading(self) -> str:
        """The section that it is shown in: a gap stands among the offices."""
        return "office" if self.is_gap else self.section

    @property
    def is_gap(self) -> bool:
        """Whether it says that nothing is known, for which there is no sentence."""
        return self.section == GAP

    @property
    def is_announced(self) -> bool:
        """Whether nothing more is known than that somebody was announced to act in an office."""
        return self.detail == _say_to_act()


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing and all that is known of it."""

    thing: Thing
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event that somebody took part in: in which role, where, with whom, about what in the words of the release.

    `history` says for when it was planned, whether it was put off or called off, and when it was held, where releases
    say more than one of these.
    """

    date: Dating | None
    type: str
    event: Thing
    role: Phrase
    places: tuple[Thing, ...]
    others: tuple[Thing, ...]
    matter: str | None
    status: str
    evidence: tuple[Evidence, ...]
    history: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What the graph has on one thing, before it is put into lines.

    `around` are the events that it is a part of, where they had to be read: see `find_occasions_around`.
    `occasions_at` are its events by each thing that was at them, `told_by` what each source, by its id, says it took
    part in; `to_act` are the tenures of which nothing more is known than that somebody was announced to act.
    """

    thing: Thing
    names: Names
    facts: tuple[Fact, ...]
    holdings: dict[str, Holding]
    occasions: dict[str, Occasion]
    pacts: dict[str, Pact]
    occasions_at: Mapping[str, Sequence[Occasion]]
    told_by: Mapping[str, Set[str]]
    to_act: Set[str] = frozenset()
    around: tuple[Occasion, ...] | None = None


def describe_person(graph: Graph, name: str, *, lang: str = "en") -> Portrait:
    """Who is this: offices, bodies, events, visits, agreements, people met, each with its sentences.

    Between two offices stands a time of which nothing is known. The name of an office, which no person has, gives the
    office with those who held it, that of a body, today's or one that it had, the body with what it came from and what
    became of it.
    `lang` (en, zh-Hant, zh-Hans) is what things are called in, here as in the other lookups.

    UnknownNameError where the name names nothing, or more than one thing.

    >>> portrait = kg.describe_person(kg.open("gba.kg"), "陳國基司長")
    >>> portrait.thing.name
    'Chan Kwok-ki'
    >>> [line.thing.name for line in portrait.lines if line.section == "met"]
    ['Sun Zhiyang', 'Zhang Xin', 'Zhong Nanshan']
    """
    names = Names(graph, lang)
    known = next((kinds for kinds in (_PEOPLE, _OFFICES, _BODIES) if names.find(name, *kinds)), _OFFICES)
    thing = names.resolve(name, *known)
    lines = make_lines(read_record(graph, names, thing))
    lines = (*lines, *make_gaps(thing, lines), *make_history(graph, names, thing))
    return Portrait(thing, sort_lines(lines))


def make_gaps(person: Thing, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Gives a line for each time between two offices of a person of which nothing is known; none for other things."""
    if person.kind != "person":
        return ()
    gaps = find_gaps(line.date for line in lines if line.section == "office")
    return tuple(Line(GAP, gap, person, None, make_phrase("gap"), None, ()) for gap in gaps)


def make_history(graph: Graph, names: Names, thing: Thing) -> tuple[Line, ...]:
    """Gives a line for each turn of a body or office: that it came out of others, went into others or was renamed."""
    lines = []
    for turn in find_turns(graph, names, thing):
        other, words = (turn.others[0], turn.words) if len(turn.others) == 1 else (thing, turn.tell())
        lines.append(Line("history", turn.date, other, None, words, None, turn.evidence))
    return tuple(lines)


def list_meetings(graph: Graph, name: str, *, planned: bool = False, lang: str = "en") -> tuple[Meeting, ...]:
    """Which events did this person or body take part in, by date; planned and cancelled ones only if asked for.

    An event that one release announces and another reports is one.

    UnknownNameError where the name names nothing, or more than one thing.

    >>> for meeting in kg.list_meetings(kg.open("gba.kg"), "Zhong Nanshan"):
    ...     print(meeting.date, meeting.type, meeting.role, [other.name for other in meeting.others])
    on 2024-01-08 meeting participant ['Chan Kwok-ki']
    """
    names = Names(graph, lang)
    thing = names.resolve(name, "person", "body", "mechanism")
    occasions = find_occasions(graph, thing.id)
    histories = find_histories(graph, occasions)
    wanted = [
        replace(occasion, status=history.status) if (history := histories[occasion.id]).stages else occasion
        for occasion in occasions
        if occasion.id == histories[occasion.id].events[0]
    ]
    wanted = [occasion for occasion in wanted if planned or occasion.status == Status.DONE]
    done = find_facts_behind_parts(graph, thing.id)
    told = find_facts_behind_parts(graph, thing.id, planned=True) if planned else {}
    names.read_some(id for occasion in wanted for id in (occasion.id, *occasion.places, *occasion.agents))
    meetings = [
        _add_history(
            make_meeting(names, thing, occasion, done if occasion.status == Status.DONE else told),
            histories[occasion.id],
        )
        for occasion in wanted
    ]
    return tuple(sorted(meetings, key=lambda meeting: rank_date(meeting.date)))


def _add_history(meeting: Meeting, history: History) -> Meeting:
    """Gives a meeting with its history; what another release tells of the same is told of it."""
    others = history.reports if len(history.events) > 1 else ()
    evidence = tuple(dict.fromkeys((*meeting.evidence, *others)))
    return replace(meeting, history=history.list_told(), evidence=evidence)


def read_record(graph: Graph, names: Names, thing: Thing, *, is_outline: bool = False) -> Record:
    """Gathers the facts, tenures, events and agreements of a thing; their evidence may be outlined."""
    of, on = (find(graph, thing.id, is_outline=is_outline) for find in (find_facts_of, find_facts_on))
    facts = of + on
    told_by = defaultdict[str, set[str]](set)
    for fact in facts:
        for source in fact.evidence if fact.node else ():
            told_by[source.id].add(fact.object)
    return _make_record(graph, names, thing, facts, told_by, is_outline=is_outline)


def read_record_apart(graph: Graph, names: Names, thing: Thing, *, has_days: bool = True) -> Record:
    """Gathers the same without the sentences that say in which events the thing took part, which may be many; evidence
    and events are outlined. Where it need not have the days on which somebody was met, not all of them are known."""
    facts = find_facts_apart(graph, thing.id)
    is_told = has_days and any(fact.predicate == "gba:metWith" for fact in facts)
    told_by = find_events_told(graph, thing.id) if is_told else {}
    return _make_record(graph, names, thing, facts, told_by, is_outline=True, is_apart=True)


def _make_record(  # noqa: PLR0913
    graph: Graph,
    names: Names,
    thing: Thing,
    facts: tuple[Fact, ...],
    told_by: Mapping[str, Set[str]],
    *,
    is_outline: bool,
    is_apart: bool = False,
) -> Record:
    held = find_holdings(graph, thing.id) if thing.kind in ("person", "post", "body") else ()
    holdings = {holding.id: holding for holding in held}
    done = {fact.node for fact in facts}
    to_act = frozenset(one.id for one in held if one.capacity == Capacity.ACTING and one.id not in done)
    facts += _find_announced(graph, held, to_act, is_outline=is_outline)
    is_visited = any(fact.predicate == "gba:visited" and fact.object == thing.id for fact in facts)
    if is_apart:
        around, attended = None, outline_occasions(graph, thing.id, is_around=is_visited)
    else:
        around = find_occasions_around(graph, thing.id) if is_visited else None
        attended = find_occasions(graph, thing.id)
    occasions = {occasion.id: occasion for occasion in (*attended, *(around or ()))}
    occasions_at = defaultdict[str, list[Occasion]](list)
    for occasion in occasions.values():
        for one in occasion.things:
            occasions_at[one].append(occasion)
    pacts = find_pacts(graph, [thing.id, *(end for fact in facts for end in (fact.subject, fact.object))])
    return Record(thing, names, facts, holdings, occasions, pacts, dict(occasions_at), told_by, to_act, around)


def _find_announced(graph: Graph, held: Iterable[Holding], to_act: Set[str], *, is_outline: bool) -> tuple[Fact, ...]:
    """Gives who is to take an office or to act in it, which is known before it is done."""
    to_come = (one.id for one in held if one.capacity == Capacity.DESIGNATE or one.id in to_act)
    told = find_facts_behind(graph, to_come, planned=True, is_outline=is_outline)
    return tuple(fact for facts in told.values() for fact in facts if fact.predicate == "org:holds")


def make_lines(record: Record) -> tuple[Line, ...]:
    """Gives a line for each done thing that is known; several sentences about the same are one line."""
    return _make_lines(record.facts, record)


def find_lines_about(graph: Graph, names: Names, subject: str, predicate: str, other: str) -> tuple[Line, ...]:
    """Gives the lines of one plain triple among those of its subject; an office has one for each way it was held."""
    record = read_record(graph, names, names.get(subject))
    triple = (subject, predicate, other)
    return _make_lines((fact for fact in record.facts if (fact.subject, fact.predicate, fact.object) == triple), record)


def _make_lines(facts: Iterable[Fact], record: Record) -> tuple[Line, ...]:
    grouped: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        other = fact.object if fact.subject == record.thing.id else fact.subject
        if fact.predicate in SECTIONS and _is_done(fact, record):
            holding = record.holdings.get(fact.node or "") if SECTIONS[fact.predicate] == "office" else None
            key = (SECTIONS[fact.predicate], other, _tell_apart(holding) if holding else "")
            grouped.setdefault(key, []).append(fact)
    record.names.read_some(other for _, other, _ in grouped)
    return tuple(
        _make_line(section, other, found, record)
        for (section, other, _), told in grouped.items()
        for found in (_split_terms(told, record) if section == "office" else [told])
    )


def _tell_apart(holding: Holding) -> str:
    """Gives the capacity by which terms are told apart: the stated term of a former holder, or of one to come, may be
    that of a holder."""
    is_term = bool(holding.start or holding.end) and holding.capacity != Capacity.ACTING
    return Capacity.SUBSTANTIVE.value if is_term else holding.capacity


def _settle_capacity(held: Iterable[Holding]) -> str:
    """Gives how an office was held in a term of which several tell: what was announced has begun where somebody says
    so, and what has begun is over."""
    told = {one.capacity for one in held}
    order = (Capacity.FORMER, Capacity.SUBSTANTIVE, Capacity.ACTING, Capacity.DESIGNATE)
    return next(capacity.value for capacity in order if capacity in told)


def _is_done(fact: Fact, record: Record) -> bool:
    nodes = [record.occasions.get(fact.object), record.occasions.get(fact.subject)]
    pacts = [record.pacts.get(fact.object), record.pacts.get(fact.subject)]
    return all(node is None or node.status in (None, Status.DONE) for node in (*nodes, *pacts))


def _split_terms(facts: list[Fact], record: Record) -> list[list[Fact]]:
    """Parts the facts of one office by the periods that are stated, of which one may be known more exactly by another;
    days seen within one of them alone belong to it."""
    terms: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        held = record.holdings.get(fact.node or "")
        terms.setdefault((held.start or "", held.end or "") if held else ("", ""), []).append(fact)
    seen = terms.pop(("", ""), [])
    for term in sorted(terms):
        exact = [other for other in terms if other != term and _is_vaguer(term, other)]
        if len(exact) == 1:
            terms[exact[0]] += terms.pop(term)
    rest: list[Fact] = []
    for fact in seen:
        days = record.holdings[fact.node].days if fact.node in record.holdings else ()
        around = [term for term in terms if all(_is_within(day, term) for day in days)]
        (terms[around[0]] if len(around) == 1 else rest).append(fact)
    return [*terms.values(), *([rest] if rest else [])]


def _is_vaguer(term: tuple[str, str], other: tuple[str, str]) -> bool:
    """Says whether a period has the start and end of another, as months or years ("from 2022-07"), or no end."""
    return bool(term[0]) and all(exact.startswith(vague) for vague, exact in zip(term, other, strict=True))


def _is_within(day: str, term: tuple[str, str]) -> bool:
    start, end = term
    return (not start or find_first_day(start) <= day) and (not end or day <= find_last_day(end))


def _make_line(section: str, other: str, facts: list[Fact], record: Record) -> Line:
    evidence = join_evidence(facts)
    held = [record.holdings[fact.node] for fact in facts if fact.node in record.holdings]
    date, detail = _date_and_detail(section, other, facts, held, record)
    occasion = record.occasions.get(other)
    date = date or date_report(evidence)
    return Line(
        section,
        date,
        record.names.get_then(other, date.days if date else None),
        _settle_capacity(held) if held and section == "office" else None,
        detail,
        occasion.get_matter(record.names.lang) if occasion else None,
        evidence,
    )


def _date_and_detail(
    section: str, other: str, facts: list[Fact], held: list[Holding], record: Record
) -> tuple[Dating | None, Phrase]:
    """Gives the date of a line, or None where only the days of its releases are known, and what it says."""
    occasion = record.occasions.get(other)
    if section == "office" and held:
        date = date_holdings(held)
        is_to_act = all(one.id in record.to_act for one in held)
        return date, _say_to_act() if is_to_act else _say_seen(held, date)
    if occasion:
        mine = {fact.node for fact in facts}
        roles = [part.role for part in occasion.parts if part.node in mine]
        return date_occasion(occasion), join_phrases([name_value(occasion.type), _say_roles(roles)])
    verbs = join_phrases(
        dict.fromkeys(read_verb(fact.predicate, is_inward=fact.object != other) for fact in facts), by="and"
    )
    pacts = [pact for end in (other, record.thing.id) if (pact := record.pacts.get(end))]
    if pacts and any(fact.predicate in _SIGNED for fact in facts):
        return date_pact(pacts[0]), verbs
    if held:
        return date_membership(held), verbs
    days = _find_days(section, other, facts, record)
    if len(days) > 2:
        return date_days(days), make_phrase("on_days", words=verbs, days=join_phrases(days, by="and"))
    return date_days(days), verbs


def _say_roles(roles: Iterable[str]) -> Phrase:
    return join_phrases((name_value(role) for role in dict.fromkeys(roles)), by="and")


def _find_days(section: str, other: str, facts: Sequence[Fact], record: Record) -> list[str]:
    """Gives the days of the visits or meetings that a line sums up; a release may tell of them much later.

    Who met at a meal met there: at what the same sentence says that one took part in.
    """
    types = {"visit": (EventType.VISIT,), "met": (EventType.MEETING,)}.get(section, ())
    told = {source for fact in facts for source in fact.evidence} if section == "met" else set()
    beside = {event for source in told for event in record.told_by.get(source.id, ())}
    days = {
        make_span(occasion.date, occasion.end or occasion.date)
        for occasion in record.occasions_at.get(other, ())
        if occasion.date and occasion.status == Status.DONE and (occasion.type in types or occasion.id in beside)
        if record.thing.id in occasion.things
    }
    return list_times(days)


def _say_to_act() -> Phrase:
    return make_phrase(f"basis:{ACTS}")


def _say_seen(holdings: Sequence[Holding], date: Dating | None) -> Phrase:
    """Says on which days an office was seen to be held, as far as the date does not say so."""
    days = sorted({day for holding in holdings if holding.capacity in HELD for day in holding.days})
    if date and date.kind is DateKind.SEEN:
        return make_phrase("on_many_days", n=len(days)) if len(days) > 2 else Phrase("")
    if len(days) > 1:
        return make_phrase("seen", n=len(days), first=days[0], last=days[-1])
    return say_date(Dating(DateKind.SEEN, days[0], days[0])) if days else Phrase("")


def make_meeting(names: Names, thing: Thing, occasion: Occasion, facts: Mapping[str, Sequence[Fact]]) -> Meeting:
    """Makes a meeting of an event; `facts` are those behind each part of the thing."""
    mine = [part for part in occasion.parts if part.agent == thing.id]
    others = sorted(occasion.agents - {thing.id})
    evidence = join_evidence([fact for part in mine for fact in facts.get(part.node, ())])
    date = date_occasion(occasion) or date_report(evidence)
    days = date.days if date else None
    return Meeting(
        date,
        occasion.type,
        names.get(occasion.id),
        _say_roles(part.role for part in mine),
        tuple(names.get(place) for place in occasion.places),
        tuple(names.get_then(other, days) for other in others),
        occasion.get_matter(names.lang),
        occasion.status,
        evidence,
    )


def sort_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Puts lines in the order in which they are shown: section by section, by date."""
    return tuple(sorted(lines, key=_rank_line))


def _rank_line(line: Line) -> tuple[int, tuple[str, str], str]:
    return _ORDER.index(line.heading), rank_date(line.date), line.thing.name
