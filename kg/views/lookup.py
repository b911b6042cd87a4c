"""Turns a name into Lines: a person's offices, events, agreements and people met, each with its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.phrases import read_verb
from kg.views.events import Holding, Occasion, Pact, find_holdings, find_occasions, read_pacts
from kg.views.evidence import Evidence, Fact, find_facts_behind, find_facts_of, find_facts_on, join_evidence
from kg.views.names import Names, Thing
from kg.vocabulary import EventType, Status

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
_HAPPENED = ("event", "visit", "agreement", "met")
_ORDER = ("office", "body", "event", "visit", "agreement", "establishes", "initiative", "met")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known of somebody: `section` is office, body, event, visit, agreement, initiative or met.

    `matter` is what an event was about, in the words of the release.
    """

    section: str
    date: str | None
    thing: Thing
    detail: str
    matter: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing and all that is known of it."""

    thing: Thing
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event that somebody took part in: in which role, where, with whom, about what in the words of the release."""

    date: str | None
    type: str
    event: Thing
    role: str
    places: tuple[Thing, ...]
    others: tuple[Thing, ...]
    matter: str | None
    status: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What the graph has on one thing, before it is put into lines."""

    thing: Thing
    names: Names
    facts: tuple[Fact, ...]
    holdings: dict[str, Holding]
    occasions: dict[str, Occasion]
    pacts: dict[str, Pact]


def describe_person(graph: Graph, name: str, *, lang: str = "en") -> Portrait:
    """Who is this: offices, bodies, events, visits, agreements, people met, each with its sentences.

    The name of an office, which no person has, gives the office with those who held it.
    `lang` (en, zh-Hant, zh-Hans) is what things are called in, here as in the other lookups.

    UnknownNameError where the name names nothing, or more than one thing.

    >>> portrait = kg.describe_person(kg.open("gba.kg"), "陳國基司長")
    >>> portrait.thing.name
    'Chan Kwok-ki'
    >>> [line.thing.name for line in portrait.lines if line.section == "met"]
    ['Sun Zhiyang', 'Zhang Xin', 'Zhong Nanshan']
    """
    names = Names(graph, lang)
    thing = names.resolve(name, *(("person",) if names.find(name, "person") else ("person", "post")))
    lines = make_lines(read_record(graph, names, thing))
    return Portrait(thing, tuple(sorted(lines, key=_rank_line)))


def list_meetings(graph: Graph, name: str, *, planned: bool = False, lang: str = "en") -> tuple[Meeting, ...]:
    """Which events did this person or body take part in, by date; planned and cancelled ones only if asked for.

    UnknownNameError where the name names nothing, or more than one thing.

    >>> for meeting in kg.list_meetings(kg.open("gba.kg"), "Zhong Nanshan"):
    ...     print(meeting.date, meeting.type, meeting.role, [other.name for other in meeting.others])
    2024-01-08 meeting participant ['Chan Kwok-ki']
    """
    names = Names(graph, lang)
    thing = names.resolve(name, "person", "body", "mechanism")
    occasions = find_occasions(graph, thing.id)
    wanted = [occasion for occasion in occasions if planned or occasion.status == Status.DONE]
    return tuple(_make_meeting(graph, names, thing, occasion) for occasion in wanted)


def read_record(graph: Graph, names: Names, thing: Thing) -> Record:
    """Gathers the facts, tenures, events and agreements of a thing."""
    facts = find_facts_of(graph, thing.id) + find_facts_on(graph, thing.id)
    held = find_holdings(graph, thing.id) if thing.kind in ("person", "post", "body") else ()
    holdings = {holding.id: holding for holding in held}
    agents = [thing.id, *(fact.subject for fact in facts if fact.predicate == "gba:visited")]
    found = [occasion for agent in dict.fromkeys(agents) for occasion in find_occasions(graph, agent)]
    return Record(thing, names, facts, holdings, {occasion.id: occasion for occasion in found}, read_pacts(graph))


def make_lines(record: Record) -> tuple[Line, ...]:
    """Gives a line for each done thing that is known; several sentences about the same are one line."""
    grouped: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in record.facts:
        other = fact.object if fact.subject == record.thing.id else fact.subject
        if fact.predicate in SECTIONS and _is_done(fact, record):
            holding = record.holdings.get(fact.node or "")
            key = (SECTIONS[fact.predicate], other, holding.capacity if holding else "")
            grouped.setdefault(key, []).append(fact)
    return tuple(_make_line(section, other, facts, record) for (section, other, _), facts in grouped.items())


def _is_done(fact: Fact, record: Record) -> bool:
    nodes = [record.occasions.get(fact.object), record.occasions.get(fact.subject)]
    pacts = [record.pacts.get(fact.object), record.pacts.get(fact.subject)]
    return all(node is None or node.status == Status.DONE for node in (*nodes, *pacts))


def _make_line(section: str, other: str, facts: list[Fact], record: Record) -> Line:
    evidence = join_evidence(facts)
    date, detail = _date_and_detail(section, other, facts, record)
    # what happened on no day that anybody tells did not happen on the day of its release
    reported = (source.date for source in evidence if source.date) if section not in _HAPPENED else ()
    first = min(reported, default=None)
    occasion = record.occasions.get(other)
    matter = occasion.get_matter(record.names.lang) if occasion else None
    return Line(section, date or first, record.names.get(other), detail, matter, evidence)


def _date_and_detail(section: str, other: str, facts: list[Fact], record: Record) -> tuple[str | None, str]:
    held = [record.holdings[fact.node] for fact in facts if fact.node in record.holdings]
    occasion, pact = record.occasions.get(other), record.pacts.get(other)
    if section == "office" and held:
        return min([known for one in held for known in (one.start, *one.days) if known], default=None), say_holdings(
            held
        )
    if occasion:
        mine = {fact.node for fact in facts}
        roles = [part.role for part in occasion.parts if part.node in mine]
        return occasion.date, ", ".join(dict.fromkeys([occasion.type, *roles]))
    days = _find_days(section, other, facts, record)
    verbs = dict.fromkeys(read_verb(fact.predicate, is_inward=fact.object != other) for fact in facts)
    detail = ", ".join(verbs) + (f" ({', '.join(days)})" if len(days) > 1 else "")
    return (pact.date if pact else min(days, default=None)), detail


def _find_days(section: str, other: str, facts: Sequence[Fact], record: Record) -> list[str]:
    """Gives the days of the visits or meetings that a line sums up; a release may tell of them much later.

    Who met at a meal met there: at what the same sentence says that one took part in.
    """
    both = {record.thing.id, other}
    types = {"visit": (EventType.VISIT,), "met": (EventType.MEETING,)}.get(section, ())
    told = {source for fact in facts for source in fact.evidence} if section == "met" else set()
    beside = {fact.object for fact in record.facts if fact.node and not told.isdisjoint(fact.evidence)}
    return sorted(
        {
            occasion.date
            for occasion in record.occasions.values()
            if occasion.date and occasion.status == Status.DONE and (occasion.type in types or occasion.id in beside)
            if both <= {*occasion.places, *(part.agent for part in occasion.parts)}
        }
    )


def say_holdings(holdings: Sequence[Holding]) -> str:
    """Says in what capacity an office was held, and when: days seen, start and end only where a source states them."""
    days = sorted({day for holding in holdings for day in holding.days})
    parts = [holdings[0].capacity]
    if days:
        parts.append(f"seen {days[0]}" if len(days) == 1 else f"seen on {len(days)} days, {days[0]} to {days[-1]}")
    for start, end in sorted({(holding.start or "", holding.end or "") for holding in holdings} - {("", "")}):
        parts.append(
            f"stated {f'from {start}' if start else ''} {f'until {end}' if end else ''}".replace("  ", " ").strip()
        )
    return ", ".join(parts)


def _make_meeting(graph: Graph, names: Names, thing: Thing, occasion: Occasion) -> Meeting:
    mine = [part for part in occasion.parts if part.agent == thing.id]
    others = sorted({part.agent for part in occasion.parts} - {thing.id})
    facts = [
        fact for part in mine for fact in find_facts_behind(graph, part.node, planned=occasion.status != Status.DONE)
    ]
    return Meeting(
        occasion.date,
        occasion.type,
        names.get(occasion.id),
        ", ".join(dict.fromkeys(part.role for part in mine)),
        tuple(names.get(place) for place in occasion.places),
        tuple(names.get(other) for other in others),
        occasion.get_matter(names.lang),
        occasion.status,
        join_evidence(facts),
    )


def _rank_line(line: Line) -> tuple[int, str, str]:
    return _ORDER.index(line.section), line.date or "", line.thing.name
