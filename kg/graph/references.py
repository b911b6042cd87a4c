"""Turns rows of the gazetteer about mentioned things into reference facts: terms of office, the body above, the
place around, the place of a body, what it was called at which time and how bodies came out of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from kg.gazetteer import Change, Gazetteer, Holding, Naming, Thing, is_general
from kg.graph.claims import (
    add_retirement,
    change_from_reference,
    claim_from_reference,
    hash_parts,
    naming_from_reference,
    tenure_from_reference,
)
from kg.graph.drafts import Draft, add_entity
from kg.graph.settling import list_quads
from kg.graph.terms import make_name, make_thing, make_true
from kg.isodates import find_first_day, find_last_day
from kg.mentions.entities import make_known, make_topic
from kg.statements import Tenure
from kg.topics import read_topics
from kg.vocabulary import NO_SOURCE, Capacity

_PARENT_PREDICATES = {
    "body": "org:subOrganizationOf",
    "mechanism": "org:subOrganizationOf",
    "place": "schema:containedInPlace",
}
_OPEN = ".."
_TABLES = {"body": "bodies.csv", "mechanism": "bodies.csv", "place": "places.csv", "post": "posts.csv"}


def make_reference_quads(
    things: Collection[str], gazetteer: Gazetteer, *, general_knowledge: bool = True, is_alone: bool = False
) -> list[ox.Quad]:
    """Gives the reference facts about the things that releases mention, each with its record: also the terms of all
    who held an office that is mentioned, that somebody mentioned held, or that went before or came after one that is
    mentioned. Without `general_knowledge` those that no source states are left out. The things
    themselves have the names that releases give, unless the facts stand alone."""
    mentioned = {thing for thing in things if thing in gazetteer.things}
    terms = gazetteer.holdings.items()
    posts = {post for post, held in terms if post in mentioned or any(term.person in mentioned for term in held)}
    posts |= _find_related(mentioned, gazetteer)
    holdings = [
        holding
        for post in sorted(gazetteer.holdings)
        for holding in gazetteer.holdings[post]
        if post in posts and (general_knowledge or not holding.is_general)
    ]
    named = (thing for holding in holdings for thing in (holding.person, holding.post))
    reached = _reach([*mentioned, *named], gazetteer)
    changes = _find_changes({thing.id for thing in reached}, gazetteer, general_knowledge=general_knowledge)
    changed = (body for change in changes for body in (*change.originals, *change.results))
    reached = _reach([*(thing.id for thing in reached), *changed], gazetteer)
    quads = [quad for holding in holdings for quad in _state_holding(holding, gazetteer)]
    for thing in reached:
        if general_knowledge or not thing.is_general:
            quads += _state_thing(thing, gazetteer)
        for naming in thing.namings:
            if general_knowledge or not is_general(naming.source):
                quads += _state_naming(thing, naming)
    for change in changes:
        quads += _state_change(change)
    quads += _retire({thing.id for thing in reached}, gazetteer)
    return [*quads, *_describe(reached, set() if is_alone else mentioned), *_state_topics(things)]


def _state_topics(things: Collection[str]) -> Iterator[ox.Quad]:
    """The broader topic of each topic used, by the scheme."""
    broader = {topic.id: topic for topic in read_topics()}
    for topic in sorted((topic for topic in read_topics() if topic.id in things), key=lambda topic: topic.id):
        if topic.broader is not None:
            source, row = "data/grammar/topics.yaml", f"topics.yaml: {topic.id}"
            yield from claim_from_reference(topic.id, "skos:broader", topic.broader, row=row, source=source)
            draft = Draft()
            add_entity(draft, make_topic(broader[topic.broader]))
            yield from list_quads(draft)


def _reach(ids: Iterable[str], gazetteer: Gazetteer) -> list[Thing]:
    """The things themselves, the bodies of posts, and all that stands above."""
    found: dict[str, Thing] = {}
    waiting = list(ids)
    while waiting:
        thing = gazetteer.things[waiting.pop()]
        if thing.id not in found:
            found[thing.id] = thing
            waiting += [above for above in (thing.body, thing.parent, _find_area(thing)) if above is not None]
    return [found[key] for key in sorted(found)]


def _find_related(mentioned: Collection[str], gazetteer: Gazetteer) -> set[str]:
    """The offices of the same rank in the bodies that the body of a mentioned one came out of, or that came out of it:
    who asks for an office of a day before it was there asks for those."""
    things = [thing for thing in map(gazetteer.things.__getitem__, mentioned) if thing.kind == "post"]
    ranks = defaultdict[str, set[str | None]](set)
    for thing in things:
        for change in gazetteer.changes:
            for own, others in ((change.originals, change.results), (change.results, change.originals)):
                for other in others if thing.body in own else ():
                    ranks[other].add(thing.subkind)
    return {post.id for body, wanted in ranks.items() for post in gazetteer.find_posts(body) if post.subkind in wanted}


def _find_changes(ids: set[str], gazetteer: Gazetteer, *, general_knowledge: bool) -> list[Change]:
    """The changes that some bodies came out of or went into."""
    return [
        change
        for change in gazetteer.changes
        if not ids.isdisjoint((*change.originals, *change.results))
        if general_knowledge or not is_general(change.source)
    ]


def _find_area(thing: Thing) -> str | None:
    """The place of a body. A mechanism of several bodies is no more of one place than of the other."""
    return thing.jurisdiction if thing.kind == "body" else None


def _retire(ids: set[str], gazetteer: Gazetteer) -> list[ox.Quad]:
    """The ids that were given up for some of these."""
    draft = Draft()
    for retired, successor in gazetteer.retired.items():
        if successor in ids:
            add_retirement(draft, retired, [successor])
    return list_quads(draft)


def _describe(things: Iterable[Thing], mentioned: set[str]) -> list[ox.Quad]:
    draft = Draft()
    for thing in things:
        if thing.id not in mentioned:
            add_entity(draft, make_known(thing))
    return list_quads(draft)


def _state_thing(thing: Thing, gazetteer: Gazetteer) -> Iterator[ox.Quad]:
    """A post's body and whether it has several seats, a body's place, and a thing's parent where both are of the kinds
    that the property joins."""
    row = f"{_TABLES.get(thing.kind, 'names.csv')}: {thing.id}"
    source = NO_SOURCE if thing.is_general else f"data/gazetteer/{_TABLES.get(thing.kind, 'names.csv')}"
    if thing.kind == "post" and thing.body is not None:
        yield from claim_from_reference(thing.id, "org:postIn", thing.body, row=row, source=source)
    if thing.single_seat is False:
        yield ox.Quad(make_thing(thing.id), make_name("gba:severalSeats"), make_true())
    if (area := _find_area(thing)) is not None:
        yield from claim_from_reference(thing.id, "dct:spatial", area, row=row, source=source)
    predicate = _PARENT_PREDICATES.get(thing.kind)
    if (
        predicate is not None
        and thing.parent is not None
        and _PARENT_PREDICATES.get(gazetteer.things[thing.parent].kind) == predicate
    ):
        yield from claim_from_reference(thing.id, predicate, thing.parent, row=row, source=source)


def _state_naming(thing: Thing, naming: Naming) -> list[ox.Quad]:
    row = f"names.csv: {thing.id}, {naming.valid_from or _OPEN}/{naming.valid_to or _OPEN}"
    return naming_from_reference(thing.id, naming, row=row, source=_name_source(naming.source))


def _state_change(change: Change) -> list[ox.Quad]:
    return change_from_reference(change, row=change.row, source=_name_source(change.source))


def _name_source(source: str) -> str:
    return NO_SOURCE if is_general(source) else source


def _write_span(holding: Holding) -> str:
    """Gives the time of a row as ISO 8601 has it, in no language: `2011/2016-04`, `2022-07-01/..`, `2012-05-15`."""
    if holding.start is None and holding.end is None:
        return holding.as_of or _OPEN
    return f"{holding.start or _OPEN}/{holding.end or _OPEN}"


def _find_day_seen(holding: Holding) -> str | None:
    """Gives a day on which somebody surely was in office: `as_of`, unless it only announces the term or is its first
    day, which is stated as that; or the first day of such a month or year, if the term had begun before it; of a term
    without a start else its last day."""
    start, end, as_of = holding.start, holding.end, holding.as_of
    if as_of is not None:
        day = find_first_day(as_of)
        is_begun = find_first_day(start) <= day if start is not None else day == as_of
        is_begun = is_begun and (day == as_of or start is None or find_last_day(start) < day)
        if is_begun and day != start and (end is None or day <= find_last_day(end)):
            return day
    return end if start is None and end is not None and end == find_first_day(end) else None


def _state_holding(holding: Holding, gazetteer: Gazetteer) -> list[ox.Quad]:
    capacity = (Capacity.ACTING if holding.is_acting else Capacity.SUBSTANTIVE).term
    row = f"holdings.csv: {holding.person}, {holding.post}, {_write_span(holding)}"
    identity = hash_parts("reference", holding.person, holding.post, capacity, holding.known_from)
    body = gazetteer.things[holding.post].body
    dates = (_find_day_seen(holding), holding.start, holding.end)
    if not any(dates[:2]):
        return []  # "in 2015": on no day that is known
    tenure = Tenure(f"tenure/{identity}", holding.person, holding.post, body, capacity, *dates)
    return tenure_from_reference(tenure, row=row, source=_name_source(holding.source))
