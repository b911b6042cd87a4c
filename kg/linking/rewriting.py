"""Turns an extraction into the same one with other ids: what is one thing elsewhere gets the id it has there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from kg.discourse.events import unite_events
from kg.mentions.entities import Entity, Label
from kg.statements import Agreement, Event, Extraction, OpenMention, Participation, Statement, Telling, Tenure

Node = TypeVar("Node", Entity, Tenure, Event, Agreement, Participation)


@dataclass(frozen=True, slots=True)
class Renaming:
    """New ids for old, and the entities that bear the new ids; of those that are `merged` no name is preferred to one
    that the new id has elsewhere. `told_as` has the events that a reader found to be one with others, each with the id
    that it would have by itself."""

    ids: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    merged: frozenset[str] = frozenset()
    told_as: Mapping[str, str] = field(default_factory=dict)

    def get(self, thing: str) -> str:
        """Gives the new id of a thing, or the one it has."""
        return self.ids.get(thing, thing)

    def find(self, thing: str | None) -> str | None:
        """Gives the new id of a thing that may not be known."""
        return self.ids.get(thing, thing) if thing is not None else None

    def list(self, things: Iterable[str]) -> tuple[str, ...]:
        """Gives the new ids of several things, each once."""
        return tuple(dict.fromkeys(map(self.get, things)))


def rename(extraction: Extraction, renaming: Renaming) -> Extraction:
    """Writes an extraction with the new ids; what becomes one thing is said once."""
    entities = _unite((_rename_entity(entity, renaming) for entity in extraction.entities), merge_entities)
    tellings = dict(_list_tellings(extraction, renaming))
    events = (_rename_event(event, renaming, tellings.get(event.id)) for event in extraction.events)
    agreements = (_rename_agreement(agreement, renaming) for agreement in extraction.agreements)
    return replace(
        extraction,
        entities=tuple(sorted(_drop_bodies(entities), key=_rank_entity)),
        tenures=_unite((rename_tenure(tenure, renaming) for tenure in extraction.tenures), _keep_first),
        events=_unite(events, unite_events),
        agreements=_unite(agreements, _unite_agreements),
        statements=_unite_statements(_rename_statement(said, renaming, tellings) for said in extraction.statements),
        open_mentions=_rename_open(extraction.open_mentions, renaming),
        settled=_rename_open(extraction.settled, renaming),
        mentions=tuple(
            dict.fromkeys(mention._replace(entity=renaming.get(mention.entity)) for mention in extraction.mentions)
        ),
        indicators=tuple(
            replace(indicator, about=renaming.get(indicator.about)) for indicator in extraction.indicators
        ),
    )


def merge_entities(known: Entity, new: Entity) -> Entity:
    """Makes one entity of two: in each language the first one's preferred name stays, all others are alternatives."""
    langs = {label.lang for label in known.labels if label.is_preferred}
    added = [replace(label, is_preferred=label.is_preferred and label.lang not in langs) for label in new.labels]
    labels: dict[tuple[str, str], Label] = {}
    for label in (*known.labels, *added):
        labels.setdefault((label.text, label.lang), label)
    return replace(
        known,
        labels=tuple(labels.values()),
        subkind=known.subkind or new.subkind,
        honorific=known.honorific or new.honorific,
        body=known.body or new.body,
        sex=known.sex or new.sex,
    )


def rename_tenure(tenure: Tenure, renaming: Renaming) -> Tenure:
    """Writes a tenure with the new ids."""
    return replace(
        tenure,
        id=renaming.get(tenure.id),
        person=renaming.get(tenure.person),
        post=renaming.find(tenure.post),
        body=renaming.find(tenure.body),
    )


def rename_part(part: Participation, renaming: Renaming) -> Participation:
    """Writes a participation with the new ids."""
    return replace(
        part,
        id=renaming.get(part.id),
        agent=renaming.get(part.agent),
        on_behalf_of=renaming.find(part.on_behalf_of),
        in_office=renaming.find(part.in_office),
    )


def _rename_open(mentions: Iterable[OpenMention], renaming: Renaming) -> tuple[OpenMention, ...]:
    return tuple(replace(mention, candidates=renaming.list(mention.candidates)) for mention in mentions)


def _rename_entity(entity: Entity, renaming: Renaming) -> Entity:
    """An entity that gets another id becomes the one that bears it, with its own names as well."""
    shared = renaming.get(entity.id)
    body = renaming.find(entity.body)
    if shared == entity.id:
        return replace(entity, body=body) if body != entity.body else entity
    twin = renaming.entities.get(shared)
    if entity.id in renaming.merged:
        entity = replace(entity, labels=tuple(replace(label, is_preferred=False) for label in entity.labels))
    if twin is None:
        return replace(entity, id=shared, body=body)
    return merge_entities(replace(twin, body=renaming.find(twin.body)), replace(entity, body=None))


def _drop_bodies(entities: Iterable[Entity]) -> Iterator[Entity]:
    """A post's body that the release does not name is not told by it."""
    named = {entity.id: entity for entity in entities}
    return (
        entity if entity.body is None or entity.body in named else replace(entity, body=None)
        for entity in named.values()
    )


def _list_tellings(extraction: Extraction, renaming: Renaming) -> Iterator[tuple[str, Telling]]:
    """Gives what a release says by itself of the events that a reader found to be one with others."""
    told_on = extraction.release.issued.date().isoformat()
    for event in extraction.events:
        if told_as := renaming.told_as.get(event.id):
            dates = event.start, event.end, event.date_basis, event.previous_start
            yield event.id, Telling(told_as, told_on, event.status, *dates)


def _rename_event(event: Event, renaming: Renaming, telling: Telling | None) -> Event:
    parts = (rename_part(part, renaming) for part in event.participations)
    return replace(
        event,
        id=renaming.get(event.id),
        places=renaming.list(event.places),
        visited=renaming.list(event.visited),
        mechanism=renaming.find(event.mechanism),
        about=renaming.list(event.about),
        participations=_unite(parts, _keep_first),
        tellings=(telling,) if telling is not None else (),
    )


def _rename_agreement(agreement: Agreement, renaming: Renaming) -> Agreement:
    return replace(
        agreement,
        id=renaming.get(agreement.id),
        signed_at=renaming.find(agreement.signed_at),
        parties=renaming.list(agreement.parties),
        establishes=renaming.list(agreement.establishes),
        participations=_unite((rename_part(part, renaming) for part in agreement.participations), _keep_first),
    )


def _rename_statement(said: Statement, renaming: Renaming, tellings: Mapping[str, Telling]) -> Statement:
    return replace(
        said,
        subject=renaming.get(said.subject),
        object=said.object if said.is_literal else renaming.get(said.object),
        elaborated_by=renaming.find(said.elaborated_by),
        stated_by=renaming.find(said.stated_by),
        telling=tellings.get(said.subject if said.is_literal else said.object),
    )


def _unite_statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """What is said of a thing and itself, once two are one, is not said."""
    return tuple(dict.fromkeys(said for said in statements if said.subject != said.object))


def _unite(nodes: Iterable[Node], merge: Callable[[Node, Node], Node]) -> tuple[Node, ...]:
    found: dict[str, Node] = {}
    for node in nodes:
        found[node.id] = merge(found[node.id], node) if node.id in found else node
    return tuple(found.values())


def _unite_agreements(known: Agreement, new: Agreement) -> Agreement:
    return replace(known, sentences=tuple(sorted({*known.sentences, *new.sentences})))


def _keep_first(known: Node, _new: Node) -> Node:
    return known


def _rank_entity(entity: Entity) -> tuple[bool, str]:
    """Topics come after the things, as they are read."""
    return entity.kind == "topic", entity.id
