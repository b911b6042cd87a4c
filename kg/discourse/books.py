"""Keeps what has been read so far of one release: its events, agreements, tenures and figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.discourse.agreements import AgreementBook
from kg.discourse.events import Draft, EventBook, Part
from kg.discourse.scene import Scene
from kg.discourse.trace import Trace
from kg.languages.language import Language
from kg.statements import Indicator, Tenure


@dataclass(slots=True)
class Companions:
    """Who went along to each city of a trip: those told so far, or all (`all_trips`)."""

    scene: Scene
    parts: tuple[Part, ...]
    all_trips: bool


@dataclass(slots=True)
class Books:
    """What has been read so far in one release."""

    language: Language
    events: EventBook = field(default_factory=EventBook)
    agreements: AgreementBook = field(default_factory=AgreementBook)
    tenures: dict[str, Tenure] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    establishes: dict[str, list[str]] = field(default_factory=dict)
    trip_companions: list[Companions] = field(default_factory=list)
    documents: list[tuple[Draft, int | None]] = field(default_factory=list)
    trace: Trace | None = None  # only for who asks how all was read
