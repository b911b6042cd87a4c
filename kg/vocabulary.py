"""The domain words of the graph as enums: a value is the local name of its term in `ontology/kg.ttl`.

Each of them is a `str`, so `Role.CHAIR == "chair"`, and reads back from one: `Role("chair")`. A test holds the first
four equal to what the ontology declares.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

# What stands for the source of a row of a reference table that has none.
NO_SOURCE: Final = "general knowledge"


class _Individual(StrEnum):
    """A word that is an individual of the ontology."""

    @property
    def term(self) -> str:
        """The prefixed name: `gba:chair`."""
        return f"gba:{self.value}"


class Role(_Individual):
    """The part somebody has in an event or agreement (`gba:role`), the most specific one first: of two roles that one
    agent has in one event, the one further up stays."""

    CHAIR = "chair"
    SIGNATORY = "signatory"
    WITNESS = "witness"
    HOST = "host"
    ORGANISER = "organiser"
    SPEAKER = "speaker"
    PARTICIPANT = "participant"


class EventType(_Individual):
    """What kind of event it is (`gba:eventType`)."""

    VISIT = "visit"
    MEETING = "meeting"
    SIGNING = "signing"
    CEREMONY = "ceremony"
    CONFERENCE = "conference"
    APPOINTMENT = "appointment"
    OTHER = "other"


class Status(_Individual):
    """Whether it has happened (`gba:status`), the surest first: a meeting announced and later held was held, one
    announced and called off was called off. What a reader has corrected is said and does not hold."""

    DONE = "done"
    CANCELLED = "cancelled"
    PLANNED = "planned"
    CORRECTED = "corrected"


class Capacity(_Individual):
    """How an office is held (`gba:capacity`)."""

    SUBSTANTIVE = "substantive"
    ACTING = "acting"
    FORMER = "former"
    DESIGNATE = "designate"

    @property
    def is_held(self) -> bool:
        """Whether the office is held: not one that is over, nor one not yet begun."""
        return self in (Capacity.SUBSTANTIVE, Capacity.ACTING)


class Kind(StrEnum):
    """What sort of thing words name. All but `name` (words of which the kind is not yet known) have a class."""

    PERSON = "person"
    BODY = "body"
    MECHANISM = "mechanism"
    POST = "post"
    PLACE = "place"
    INITIATIVE = "initiative"
    AGREEMENT = "agreement"
    EVENT = "event"
    TOPIC = "topic"
    NAME = "name"

    @property
    def class_name(self) -> str | None:
        """The prefixed name of the class of such things: `foaf:Person`; None while the kind is not known."""
        return _CLASSES.get(self)


_CLASSES = {
    Kind.PERSON: "foaf:Person",
    Kind.BODY: "org:FormalOrganization",
    Kind.MECHANISM: "org:OrganizationalCollaboration",
    Kind.POST: "org:Post",
    Kind.PLACE: "schema:Place",
    Kind.INITIATIVE: "gba:Initiative",
    Kind.AGREEMENT: "gba:Agreement",
    Kind.EVENT: "schema:Event",
    Kind.TOPIC: "skos:Concept",
}
