"""Turns what many releases say about the same things into one value each, whatever order they are read in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph.terms import (
    make_concept,
    make_date,
    make_name,
    make_object,
    make_text,
    make_thing,
    make_true,
    write_concept,
)
from kg.isodates import find_first_day, find_last_day
from kg.languages.scripts import to_simplified, to_traditional
from kg.mentions.entities import Entity, Label
from kg.statements import Agreement, Event, Indicator, Participation, Tenure
from kg.vocabulary import Kind, Role, Status

_KIND_PROPERTIES = {
    Kind.BODY: "org:classification",
    Kind.MECHANISM: "org:classification",
    Kind.PLACE: "gba:placeKind",
    Kind.INITIATIVE: "gba:initiativeKind",
}
_BOUNDS = {"least": "schema:minValue", "most": "schema:maxValue", "exactly": "schema:value", "about": "schema:value"}
_STATUS_RANKS = {make_name(status.term).value: rank for rank, status in enumerate(Status)}
_ROLE_RANKS = {make_name(role.term).value: rank for rank, role in enumerate(Role)}
_BASIS_RANKS = {
    name: rank for rank, name in enumerate(("gba:statedDate", "gba:yearFromIssued", "gba:relativeToIssued"))
}

# A name known in one Chinese script only is written in the other as well.
_SCRIPTS = {"zh-Hant": ("zh-Hans", to_simplified), "zh-Hans": ("zh-Hant", to_traditional)}

_Slot = tuple[ox.NamedNode, str]
_Value = ox.NamedNode | ox.Literal


@dataclass(slots=True)
class Draft:
    """Facts that simply add up, and votes for what may have one value only (names, status, dates, kinds).

    Beside its dates stand the first and the last day that they allow, so that one filter finds days, months and years
    alike: `spans` are the predicate of a thing's first date and those of which the latest is its last.
    """

    facts: set[ox.Quad] = field(default_factory=set)
    preferred: defaultdict[_Slot, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    others: defaultdict[_Slot, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    votes: defaultdict[_Slot, Counter[_Value]] = field(default_factory=lambda: defaultdict(Counter))
    dates: defaultdict[_Slot, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    spans: dict[ox.NamedNode, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def add_fact(self, subject: ox.NamedNode, predicate: str, value: _Value) -> None:
        """Adds a triple that may stand beside others of the same kind."""
        self.facts.add(ox.Quad(subject, make_name(predicate), value))

    def add_facts(self, subject: ox.NamedNode, predicate: str, ids: Iterable[str | None]) -> None:
        """Adds a triple for each id that is known."""
        for value in ids:
            if value is not None:
                self.add_fact(subject, predicate, make_object(value))

    def add_label(self, subject: ox.NamedNode, label: Label) -> None:
        """Adds a name, as preferred or as an alternative."""
        votes = self.preferred if label.is_preferred else self.others
        votes[subject, label.lang][label.text] += 1

    def add_vote(self, subject: ox.NamedNode, predicate: str, value: _Value) -> None:
        """Adds a value where only one may stand in the end."""
        self.votes[subject, predicate][value] += 1

    def add_date(self, subject: ox.NamedNode, predicate: str, date: str | None, basis: str | None = None) -> None:
        """Adds a date, with how it was known, where only one may stand in the end."""
        if date:
            self.dates[subject, predicate].add((date, write_concept(basis) if basis else ""))

    def settle(self) -> list[ox.Quad]:
        """Gives all facts, with one value where there may be one only, sorted."""
        settled = {*self.facts, *self._settle_labels(), *self._settle_votes(), *self._settle_dates()}
        return sort_quads(settled)

    def _settle_labels(self) -> Iterator[ox.Quad]:
        slots = {*self.preferred, *self.others}
        for slot in slots:
            subject, lang = slot
            chosen = _choose_text(self.preferred.get(slot) or self.others[slot])
            others = {*self.preferred.get(slot, ()), *self.others.get(slot, ())} - {chosen}
            yield from _write_labels(subject, lang, chosen, others)
            script, convert = _SCRIPTS.get(lang, (lang, str))
            if (subject, script) not in slots:
                yield from _write_labels(subject, script, convert(chosen), {*map(convert, others)} - {convert(chosen)})

    def _settle_votes(self) -> Iterator[ox.Quad]:
        for (subject, predicate), votes in self.votes.items():
            choose = _CHOOSE.get(predicate, _choose_value)
            yield ox.Quad(subject, make_name(predicate), choose(votes))

    def _settle_dates(self) -> Iterator[ox.Quad]:
        settled: dict[_Slot, str] = {}
        for (subject, predicate), dates in self.dates.items():
            date, basis = min(dates, key=_rank_date)
            settled[subject, predicate] = date
            yield ox.Quad(subject, make_name(predicate), make_date(date))
            if basis:
                yield ox.Quad(subject, make_name("gba:dateBasis"), make_concept(basis))
        for subject, (first, lasts) in self.spans.items():
            start = settled.get((subject, first))
            ends = [find_last_day(settled[subject, last]) for last in lasts if (subject, last) in settled]
            if start is not None:
                yield ox.Quad(subject, make_name("gba:earliest"), make_date(find_first_day(start)))
            if ends:
                yield ox.Quad(subject, make_name("gba:latest"), make_date(max(ends)))


def sort_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Puts quads in the order of their N-Quads lines, each once."""
    return sorted(set(quads), key=str)


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
    draft.spans[node] = ("schema:startDate", ("schema:endDate",))


def add_event(draft: Draft, event: Event) -> None:
    """Adds a visit, meeting, signing ... with everybody's part in it."""
    node = make_thing(event.id)
    draft.add_fact(node, "rdf:type", make_name("schema:Event"))
    draft.add_vote(node, "gba:eventType", make_concept(event.type))
    draft.add_vote(node, "gba:status", make_concept(event.status))
    draft.add_label(node, Label(event.label, event.lang, is_preferred=True))
    draft.add_date(node, "schema:startDate", event.start, event.date_basis)
    draft.add_date(node, "schema:endDate", event.end)
    draft.spans[node] = ("schema:startDate", ("schema:startDate", "schema:endDate"))
    if event.matter:
        draft.add_fact(node, "gba:matter", make_text(event.matter, event.lang))
    if event.theme:
        draft.add_fact(node, "gba:theme", make_text(event.theme, event.lang))
    draft.add_facts(node, "schema:location", event.places)
    draft.add_facts(node, "gba:visited", event.visited)
    draft.add_facts(node, "gba:underMechanism", [event.mechanism])
    draft.add_facts(node, "schema:about", event.about)
    _add_participations(draft, node, event.participations)


def add_agreement(draft: Draft, agreement: Agreement, sentences: Iterable[ox.NamedNode]) -> None:
    """Adds an agreement with its parties, signatories, witnesses and the sentences that tell of its signing; its names
    come with its entity."""
    node = make_thing(agreement.id)
    draft.add_fact(node, "rdf:type", make_name("gba:Agreement"))
    draft.add_vote(node, "gba:status", make_concept(agreement.status))
    draft.add_date(node, "gba:signedOn", agreement.signed_on)
    draft.spans[node] = ("gba:signedOn", ("gba:signedOn",))
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
    draft.spans[node] = ("gba:asOf", ("gba:asOf",))


def _add_participations(draft: Draft, owner: ox.NamedNode, participations: Iterable[Participation]) -> None:
    for participation in participations:
        node = make_thing(participation.id)
        draft.add_fact(owner, "gba:participation", node)
        draft.add_fact(node, "rdf:type", make_name("gba:Participation"))
        draft.add_fact(node, "gba:agent", make_thing(participation.agent))
        draft.add_vote(node, "gba:role", make_concept(participation.role))
        draft.add_facts(node, "gba:onBehalfOf", [participation.on_behalf_of])
        draft.add_facts(node, "gba:inOffice", [participation.in_office])


def _write_labels(subject: ox.NamedNode, lang: str, chosen: str, others: Iterable[str]) -> Iterator[ox.Quad]:
    yield ox.Quad(subject, make_name("skos:prefLabel"), make_text(chosen, lang))
    for text in others:
        yield ox.Quad(subject, make_name("skos:altLabel"), make_text(text, lang))


def _choose_text(votes: Counter[str]) -> str:
    return min(votes, key=lambda text: (-votes[text], len(text), text))


def _choose_value(votes: Counter[_Value]) -> _Value:
    return min(votes, key=lambda value: (-votes[value], len(value.value), value.value))


def _choose_status(votes: Counter[_Value]) -> _Value:
    return min(votes, key=lambda value: (_STATUS_RANKS.get(value.value, len(_STATUS_RANKS)), value.value))


def _choose_role(votes: Counter[_Value]) -> _Value:
    """Of the roles that two versions give one agent in one event, the most specific one."""
    return min(votes, key=lambda value: (_ROLE_RANKS.get(value.value, len(_ROLE_RANKS)), value.value))


_CHOOSE = {"gba:status": _choose_status, "gba:role": _choose_role}


def _rank_date(dated: tuple[str, str]) -> tuple[int, str, int, str]:
    date, basis = dated
    return -len(date), date, _BASIS_RANKS.get(basis, len(_BASIS_RANKS)), basis
