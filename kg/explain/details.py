"""Turns tenures, events, agreements and figures into Details: what is known of a statement beyond its triple."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.explain.words import say, say_term
from kg.phrases import join_phrases
from kg.statements import Agreement, Event, Extraction, Indicator, Participation, Statement, Tenure
from kg.vocabulary import Role, Status

Names = Mapping[str, str]
# What a statement says already, in its verb or by the name of its event, or what matters less: told when it is opened.
_MINOR = frozenset({"capacity", "body", "event", "date", "basis of the date", "about", "in office"})


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing to know of a statement: "capacity" is "acting"; one that `is_minor` is told last."""

    label: str
    value: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class DetailBook:
    """The details of a release by the id of the tenure, part, event, agreement or indicator that they belong to."""

    details: Mapping[str, tuple[Detail, ...]]

    def list_details(self, statement: Statement) -> tuple[Detail, ...]:
        """Gives a statement's details, each once: of its node first, then of the event or agreement it is about."""
        ids = (statement.elaborated_by, statement.subject, statement.object)
        return tuple(dict.fromkeys(detail for id in ids if id for detail in self.details.get(id, ())))


def make_book(extraction: Extraction, names: Names) -> DetailBook:
    """Collects the details of an extraction; `names` gives the words for an id."""
    details: dict[str, tuple[Detail, ...]] = {}
    for tenure in extraction.tenures:
        details[tenure.id] = _keep(_list_tenure(tenure, names))
    events = {event.id: event for event in extraction.events}
    for event in events.values():
        details[event.id] = _keep(_list_event(event, names))
        details |= _list_parts(event.participations, names)
    for agreement in extraction.agreements:
        details[agreement.id] = _keep(_list_agreement(agreement, events))
        details |= _list_parts(agreement.participations, names)
    for indicator in extraction.indicators:
        details[indicator.id] = _keep(_list_indicator(indicator))
    return DetailBook(details)


def _keep(pairs: Iterable[tuple[str, str | None]]) -> tuple[Detail, ...]:
    return tuple(Detail(say(f"detail:{key}"), value, _is_minor(key, value)) for key, value in pairs if value)


def _is_minor(key: str, value: str) -> bool:
    return key in _MINOR or (key == "role" and value == Role.PARTICIPANT)


def _list_tenure(tenure: Tenure, names: Names) -> Iterator[tuple[str, str | None]]:
    yield "capacity", say_term(tenure.capacity)
    yield "seen on", tenure.attested_on
    yield "announced on", tenure.announced_on
    yield "from", tenure.start
    yield "until", tenure.end
    yield "body", names.get(tenure.body or "", tenure.body)


def _list_parts(parts: Iterable[Participation], names: Names) -> dict[str, tuple[Detail, ...]]:
    return {part.id: _keep(_list_part(part, names)) for part in parts}


def _list_part(part: Participation, names: Names) -> Iterator[tuple[str, str | None]]:
    yield "role", say_term(part.role)
    yield "on behalf of", names.get(part.on_behalf_of or "", part.on_behalf_of)
    yield "in office", names.get(part.in_office or "", part.in_office)


def _list_event(event: Event, names: Names) -> Iterator[tuple[str, str | None]]:
    yield "event", say_term(event.type)
    yield "date", event.start or say("not_known")
    yield "basis of the date", _say_basis(event)
    yield "until", event.end
    yield "place", _join(event.places, names)
    yield "visited", _join(event.visited, names)
    yield "theme", event.theme
    yield "matter", event.matter
    yield "mechanism", names.get(event.mechanism or "", event.mechanism)
    yield "about", _join(event.about, names)


def _list_agreement(agreement: Agreement, events: Mapping[str, Event]) -> Iterator[tuple[str, str | None]]:
    signing = events.get(agreement.signed_at or "")
    key = "to be signed on" if agreement.status == Status.PLANNED.term else "signed on"
    yield key, agreement.signed_on or say("not_known")
    yield "basis of the date", _say_basis(signing)


def _list_indicator(indicator: Indicator) -> Iterator[tuple[str, str | None]]:
    yield "figure", say(f"bound:{indicator.bound}", value=indicator.value, unit=indicator.unit)
    yield "as of", indicator.as_of


def _say_basis(event: Event | None) -> str | None:
    return say(f"basis:{event.date_basis}") if event is not None and event.date_basis else None


def _join(ids: Iterable[str], names: Names) -> str:
    return join_phrases((names.get(id, id) for id in ids), "and")
