"""Turns one side of an alignment into clues: things that are not settled, by what settled things say of them.

A clue is a key that both sides can write. Two things that alone bear one key on their sides may be one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.linking.ratings import list_agents, list_spots, list_themes, settle_all
from kg.linking.sides import Side
from kg.statements import Tenure

Key = tuple[object, ...]
Clue = tuple[str, Key]
_FAMILIES = ("person", "body", "post", "place", "initiative", "agreement", "event")


@dataclass(frozen=True, slots=True)
class Tier:
    """Clues of one strength; `least` is the rating that two things need besides."""

    list_clues: Callable[[Side], Iterable[Clue]]
    least: float


def list_names(side: Side) -> Iterator[Clue]:
    """Everything of a kind at once: only names that prove it can tell which is which."""
    for family in _FAMILIES[:-1]:
        yield from ((thing, ("name", family)) for thing in side.list_open(family))


def list_events(side: Side) -> Iterator[Clue]:
    """All events: told apart by type, day, agents and places."""
    yield from ((event, ("event",)) for event in side.list_open("event"))


def list_equal_events(side: Side) -> Iterator[Clue]:
    """Events of one type, month and company, in the order in which they are told; as many on both sides."""
    groups: defaultdict[Key, list[str]] = defaultdict(list)
    for thing in side.list_open("event"):
        event = side.events[thing]
        groups[
            event.type,
            event.status,
            (event.start or "")[:7],
            list_agents(side, event),
            list_spots(side, event),
            list_themes(side, event),
        ].append(thing)
    for key, things in groups.items():
        if key[3]:
            for at, thing in enumerate(sorted(things, key=lambda thing: side.places.get(thing, (0, 0)))):
                yield thing, ("equal event", *key, at, len(things))


def list_offices(side: Side) -> Iterator[Clue]:
    """People by the post they hold; posts and bodies by who holds them."""
    for person, tenures in side.offices.items():
        holder = side.settled.get(person)
        for tenure in tenures:
            post, body = side.settled.get(tenure.post or ""), side.settled.get(tenure.body or "")
            if holder is None and post is not None:
                yield person, ("holds", post)
            if holder is not None and post is None and tenure.post is not None:
                yield tenure.post, ("held", holder, body, tenure.body is None)
            if holder is not None and body is None and tenure.body is not None:
                yield tenure.body, ("body of", holder, post)


def list_colleagues(side: Side) -> Iterator[Clue]:
    """People by the body they serve; bodies by a post that is settled, posts by their settled body."""
    for person, tenures in side.offices.items():
        if person not in side.settled:
            yield from ((person, ("serves", body)) for body in settle_all(side, (tenure.body for tenure in tenures)))
    for entity in side.entities.values():
        if entity.kind == "post" and entity.body is not None:
            post, body = side.settled.get(entity.id), side.settled.get(entity.body)
            if post is not None and body is None:
                yield entity.body, ("owns", post)
            if body is not None and post is None:
                yield entity.id, ("post in", body)


def list_titles(side: Side) -> Iterator[Clue]:
    """The posts, and the bodies, of one person in the order of the titles; as many on both sides."""
    for person, tenures in side.offices.items():
        if person in side.settled:
            yield from _number(side, [tenure.post for tenure in tenures], ("nth post", side.settled[person]))
            bodies = list(dict.fromkeys(_list_bodies(tenures)))
            yield from _number(side, bodies, ("nth body", side.settled[person]))


def _list_bodies(tenures: Iterable[Tenure]) -> Iterator[str]:
    return (tenure.body for tenure in tenures if tenure.body is not None)


def _number(side: Side, things: Sequence[str | None], key: Key) -> Iterator[Clue]:
    for at, thing in enumerate(things):
        if thing is not None and thing not in side.settled:
            yield thing, (*key, at, len(things))


def list_parts(side: Side) -> Iterator[Clue]:
    """Things by their part in a settled event or agreement."""
    for owner, part in side.parts:
        shared = side.settled.get(owner)
        if shared is None:
            continue
        yield part.agent, ("part", shared, part.role, side.get_family(part.agent))
        agent = side.settled.get(part.agent)
        if agent is not None and part.on_behalf_of is not None:
            yield part.on_behalf_of, ("behalf", shared, agent)
        if agent is not None and part.in_office is not None:
            yield part.in_office, ("office", shared, agent)
    for event in side.events.values():
        if event.id in side.settled:
            for name, things in (("at", event.places), ("visited", event.visited), ("about", event.about)):
                yield from ((thing, (name, side.settled[event.id])) for thing in things if thing in side.entities)
            if event.mechanism is not None:
                yield event.mechanism, ("mechanism", side.settled[event.id])


def list_any_parts(side: Side) -> Iterator[Clue]:
    """Agents by a settled event alone, whatever their role in it."""
    for owner, part in side.parts:
        if owner in side.settled:
            yield part.agent, ("in", side.settled[owner], side.get_family(part.agent))


def list_agreements(side: Side) -> Iterator[Clue]:
    """Agreements by signing, parties, people and day; signings by their agreement; parties by their agreement."""
    for pact in side.agreements.values():
        shared, signing = side.settled.get(pact.id), side.settled.get(pact.signed_at or "")
        if shared is None:
            yield from _describe_agreement(side, pact.id, signing)
            continue
        if signing is None and pact.signed_at in side.events:
            yield pact.signed_at, ("signing of", shared)
        yield from ((party, ("party", shared)) for party in pact.parties)
        yield from ((thing, ("establishes", shared, side.get_family(thing))) for thing in pact.establishes)


def _describe_agreement(side: Side, thing: str, signing: str | None) -> Iterator[Clue]:
    pact = side.agreements[thing]
    if signing is not None:
        yield thing, ("signed at", signing)
    parties = settle_all(side, pact.parties)
    people = settle_all(side, (part.agent for part in pact.participations))
    if parties or people:
        yield thing, ("binds", pact.status, pact.signed_on, parties, people)


def list_nesting(side: Side) -> Iterator[Clue]:
    """Bodies by the body above or below them, as the text or the gazetteer says."""
    for child, parent in side.under:
        below, above = side.settled.get(child), side.settled.get(parent)
        if above is not None and below is None and child in side.entities:
            yield child, ("below", above, side.entities[child].subkind)
        if below is not None and above is None and parent in side.entities:
            yield parent, ("above", below)


def list_sentences(side: Side) -> Iterator[Clue]:
    """What alone of its family is named in a sentence beside settled things; only where both cut the text alike."""
    yield from _list_alone(side, side.sentences, "sentence")


def list_company(side: Side) -> Iterator[Clue]:
    """Things by each settled thing that a sentence names beside them, wherever the sentence stands."""
    told: defaultdict[object, list[str]] = defaultdict(list)
    for thing, stretches in side.sentences.items():
        for stretch in stretches if thing in side.entities else ():
            told[stretch].append(thing)
    for things in told.values():
        company = settle_all(side, things)
        for thing in things:
            if thing not in side.settled:
                yield from ((thing, ("beside", side.get_family(thing), shared)) for shared in sorted(company))


def list_paragraphs(side: Side) -> Iterator[Clue]:
    """What alone of its family is named in a paragraph beside settled things; only where both have as many."""
    yield from _list_alone(side, side.paragraphs, "paragraph")


def _list_alone(side: Side, told: Mapping[str, Iterable[object]], name: str) -> Iterator[Clue]:
    """Both sides have to name the same settled things beside it: then neither has overlooked what the other names."""
    groups: defaultdict[tuple[str, object], list[str]] = defaultdict(list)
    for thing in side.entities:
        for stretch in told.get(thing, ()):
            groups[side.get_family(thing), stretch].append(thing)
    for (family, stretch), things in groups.items():
        company = settle_all(side, things)
        for thing in things:
            if thing not in side.settled:
                yield thing, (name, side.length, stretch, family, company)


def list_gaps(side: Side) -> Iterator[Clue]:
    """What stands alone between two settled things of its family, in the order of first mention."""
    for family in _FAMILIES[:-1]:
        members = [thing for thing in side.places if thing in side.entities and side.get_family(thing) == family]
        members.sort(key=lambda thing: (side.places[thing], thing))
        for at, thing in enumerate(members):
            if thing not in side.settled:
                before = side.settled.get(members[at - 1]) if at else "start"
                after = side.settled.get(members[at + 1]) if at + 1 < len(members) else "end"
                if before is not None and after is not None and len(members) > 1:
                    yield thing, ("gap", before, after, *_write_kind(side, thing))


def _write_kind(side: Side, thing: str) -> Key:
    family = side.get_family(thing)
    return (family,) if family in ("person", "post") else (family, side.entities[thing].subkind)


# The strongest first. A contradiction (0) refutes every clue; the weak ones need something that speaks for them.
TIERS = (
    Tier(list_names, 0.9),
    Tier(list_events, 0.3),
    Tier(list_offices, 0.01),
    Tier(list_colleagues, 0.35),
    Tier(list_agreements, 0.3),
    Tier(list_parts, 0.35),
    Tier(list_titles, 0.35),
    Tier(list_equal_events, 0.01),
    Tier(list_any_parts, 0.4),
    Tier(list_nesting, 0.4),
    Tier(list_sentences, 0.4),
    Tier(list_paragraphs, 0.4),
    Tier(list_gaps, 0.4),
    Tier(list_company, 0.75),
    Tier(list_names, 0.86),
)
