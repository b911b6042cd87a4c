"""Turns what releases say about things into rows that can be counted: facts, and votes where one value may stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kg.gazetteer import Naming
from kg.graph.days import write_date, write_telling
from kg.graph.terms import make_concept, make_date, make_name, make_object, make_text, make_thing, make_true
from kg.mentions.entities import Entity, Label
from kg.statements import Agreement, Event, Indicator, Participation, Tenure
from kg.vocabulary import Kind

# What a slot begins with says what its values are: a fact that may stand beside others, a vote for the one value that
# may stand, a name as preferred or as another one, a date, or what took the place of a thing that is told of no more.
FACT: Final = "="
VOTE: Final = "?"
PREFERRED: Final = "@"
OTHER: Final = "~"
DATE: Final = "#"
SUCCESSOR: Final = "-"

_KIND_PROPERTIES = {
    Kind.BODY: "org:classification",
    Kind.MECHANISM: "org:classification",
    Kind.PLACE: "gba:placeKind",
    Kind.INITIATIVE: "gba:initiativeKind",
}
_BOUNDS = {"least": "schema:minValue", "most": "schema:maxValue", "exactly": "schema:value", "about": "schema:value"}

_Value = ox.NamedNode | ox.Literal


# One thing said of a subject: the subject, a slot, a value. The subject and the value of a fact or vote are N-Triples
# terms; the value of a name is its text, that of a date the date and, behind spaces, the concept that says how it is
# known and in what it was told.
Row = tuple[str, str, str]


@dataclass(slots=True)
class Draft:
    """The rows of what is said, and how often; a fact counts once, however often one release says it."""

    rows: dict[Row, int] = field(default_factory=dict)

    def add_fact(self, subject: ox.NamedNode, predicate: str, value: _Value) -> None:
        """Adds a triple that may stand beside others of the same kind."""
        self.rows[str(subject), FACT + predicate, str(value)] = 1

    def add_facts(self, subject: ox.NamedNode, predicate: str, ids: Iterable[str | None]) -> None:
        """Adds a triple for each id that is known."""
        for value in ids:
            if value is not None:
                self.add_fact(subject, predicate, make_object(value))

    def add_label(self, subject: ox.NamedNode, label: Label) -> None:
        """Adds a name, as preferred or as an alternative."""
        self._count((str(subject), (PREFERRED if label.is_preferred else OTHER) + label.lang, label.text))

    def add_vote(self, subject: ox.NamedNode, predicate: str, value: _Value) -> None:
        """Adds a value where only one may stand in the end."""
        self._count((str(subject), VOTE + predicate, str(value)))

    def add_date(
        self, subject: ox.NamedNode, predicate: str, date: str | None, basis: str | None = None, telling: str = ""
    ) -> None:
        """Adds a date, with how it was known, where only one may stand in the end; of an event that is one with another
        also in what it was told."""
        if date:
            make_date(date)
            self.rows[str(subject), DATE + predicate, write_date(date, basis, telling)] = 1

    def add_successor(self, retired: ox.NamedNode, successor: ox.NamedNode) -> None:
        """Adds what took the place of a thing, which counts where nobody tells of it any more."""
        self.rows[str(retired), SUCCESSOR, str(successor)] = 1

    def _count(self, row: Row) -> None:
        self.rows[row] = self.rows.get(row, 0) + 1


def add_entity(draft: Draft, entity: Entity) -> None:
    """Adds a thing with its class, kind and names."""
    subject = make_thing(entity.id)
    kind = Kind(entity.kind)
    assert kind.class_name is not None, entity
    draft.add_fact(subject, "rdf:type", make_name(kind.class_name))
    for label in entity.labels:
        draft.add_label(subject, label)
    if entity.honorific:
        draft.add_fact(subject, "gba:honorific", make_text(entity.honorific))
    if entity.subkind and kind in _KIND_PROPERTIES:
        draft.add_vote(subject, _KIND_PROPERTIES[kind], make_concept(entity.subkind))
    if entity.body and kind is Kind.POST:
        draft.add_vote(subject, "org:postIn", make_thing(entity.body))


def add_tenure(draft: Draft, tenure: Tenure) -> None:
    """Adds a holding of an office; the days it was seen and announced on add up."""
    node = make_thing(tenure.id)
    draft.add_fact(node, "rdf:type", make_name("gba:Tenure"))
    draft.add_fact(node, "org:member", make_thing(tenure.person))
    draft.add_facts(node, "gba:post", [tenure.post])
    if tenure.body:
        draft.add_vote(node, "org:organization", make_thing(tenure.body))
    draft.add_fact(node, "gba:capacity", make_concept(tenure.capacity))
    if tenure.attested_on:
        draft.add_fact(node, "gba:attestedOn", make_date(tenure.attested_on))
    if tenure.announced_on:
        draft.add_fact(node, "gba:announcedOn", make_date(tenure.announced_on))
    draft.add_date(node, "schema:startDate", tenure.start)
    draft.add_date(node, "schema:endDate", tenure.end)


def add_naming(draft: Draft, id: str, naming: Naming) -> None:
    """Adds what a thing was called for a time."""
    node = make_thing(id)
    draft.add_fact(node, "rdf:type", make_name("gba:Naming"))
    for name in naming.names:
        draft.add_fact(node, "schema:name", make_text(name.text, name.lang))
    draft.add_date(node, "schema:startDate", naming.valid_from)
    draft.add_date(node, "schema:endDate", naming.valid_to)


def add_event(draft: Draft, event: Event) -> None:
    """Adds a visit, meeting, signing ... with everybody's part in it."""
    node = make_thing(event.id)
    draft.add_fact(node, "rdf:type", make_name("schema:Event"))
    draft.add_vote(node, "gba:eventType", make_concept(event.type))
    draft.add_label(node, Label(event.label, event.lang, is_preferred=True))
    _add_time(draft, node, event)
    if event.matter:
        draft.add_fact(node, "gba:matter", make_text(event.matter, event.lang))
    if event.theme:
        draft.add_fact(node, "gba:theme", make_text(event.theme, event.lang))
    draft.add_facts(node, "schema:location", event.places)
    draft.add_facts(node, "gba:visited", event.visited)
    draft.add_facts(node, "gba:underMechanism", [event.mechanism])
    draft.add_facts(node, "schema:about", event.about)
    _add_participations(draft, node, event.participations)


def _add_time(draft: Draft, node: ox.NamedNode, event: Event) -> None:
    """Adds its status and dates; of one that is one with another those of each telling."""
    for telling in event.tellings:
        told = write_telling(telling.told_on, telling.status, telling.event)
        draft.add_vote(node, "gba:status", make_concept(telling.status))
        draft.add_date(node, "schema:startDate", telling.start, telling.date_basis, told)
        draft.add_date(node, "schema:endDate", telling.end, telling=told)
        draft.add_date(node, "schema:previousStartDate", telling.previous_start, telling=told)
    if not event.tellings:
        draft.add_vote(node, "gba:status", make_concept(event.status))
        draft.add_date(node, "schema:startDate", event.start, event.date_basis)
        draft.add_date(node, "schema:endDate", event.end)
        if event.previous_start:
            draft.add_fact(node, "schema:previousStartDate", make_date(event.previous_start))


def add_agreement(draft: Draft, agreement: Agreement, sentences: Iterable[ox.NamedNode]) -> None:
    """Adds an agreement with its parties, signatories, witnesses and the sentences that tell of its signing; its names
    come with its entity."""
    node = make_thing(agreement.id)
    draft.add_fact(node, "rdf:type", make_name("gba:Agreement"))
    draft.add_vote(node, "gba:status", make_concept(agreement.status))
    draft.add_date(node, "gba:signedOn", agreement.signed_on)
    draft.add_facts(node, "gba:signedAt", [agreement.signed_at])
    draft.add_facts(node, "gba:party", agreement.parties)
    draft.add_facts(node, "gba:establishes", agreement.establishes)
    _add_participations(draft, node, agreement.participations)
    for sentence in sentences:
        draft.add_fact(node, "prov:wasDerivedFrom", sentence)


def add_indicator(draft: Draft, indicator: Indicator) -> None:
    """Adds a stated figure: "over" is a lower bound, "up to" an upper one, "about" an approximate value."""
    node = make_thing(indicator.id)
    draft.add_fact(node, "rdf:type", make_name("gba:Indicator"))
    draft.add_fact(node, "schema:about", make_thing(indicator.about))
    draft.add_fact(node, _BOUNDS[indicator.bound], ox.Literal(indicator.value, datatype=make_name("xsd:decimal")))
    if indicator.bound == "about":
        draft.add_fact(node, "gba:approximate", make_true())
    draft.add_fact(node, "schema:unitText", make_text(indicator.unit, indicator.lang))
    draft.add_date(node, "gba:asOf", indicator.as_of)


def _add_participations(draft: Draft, owner: ox.NamedNode, participations: Iterable[Participation]) -> None:
    for participation in participations:
        node = make_thing(participation.id)
        draft.add_fact(owner, "gba:participation", node)
        draft.add_fact(node, "rdf:type", make_name("gba:Participation"))
        draft.add_fact(node, "gba:agent", make_thing(participation.agent))
        draft.add_vote(node, "gba:role", make_concept(participation.role))
        draft.add_facts(node, "gba:onBehalfOf", [participation.on_behalf_of])
        draft.add_facts(node, "gba:inOffice", [participation.in_office])
