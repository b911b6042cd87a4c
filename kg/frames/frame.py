"""The nouns of `data/frames`: what a family of verbs tells, with a slot for each of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.vocabulary import EventType, Role


class Deed(StrEnum):
    """What the story makes of a filling."""

    EVENT = "event"  # an event with its parts
    JOIN = "join"  # parts of an event that was told
    SIGN = "sign"  # the signing of an agreement
    WITNESS = "witness"  # who saw it
    ESTABLISH = "establish"  # what was founded by whom, or by which agreement
    NEST = "nest"  # which body is under which
    SEAT = "seat"  # who chairs, heads or sits in a body
    COMPRISE = "comprise"  # who belongs to a group told of, or to a board; what a body is made up of
    ACCOMPANY = "accompany"  # who went along
    APPOINT = "appoint"
    RESIGN = "resign"
    EFFECT = "effect"  # from which day on an appointment told before holds
    POSTPONE = "postpone"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a frame: `markers` govern its groups, in this order; `kinds` are those of the mentions that fill it
    (`plain` for words that name nothing, which must then be among `heads`).

    `role` is what its agents take part as; `use` says what else it is for. With `is_each` each group, or each place,
    makes an event of its own.
    """

    name: str
    markers: tuple[str, ...]
    kinds: frozenset[str]
    role: Role | None = None
    use: str = ""
    is_optional: bool = False
    is_each: bool = False
    heads: frozenset[str] = frozenset()
    is_owned: bool = False  # only what a possessive stands before: "its reception"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and all that must come out of it: facts as tuples of words."""

    lang: str
    text: str
    gives: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One frame: which words call it, what fills it, what it makes.

    `event` is the type of its event; None takes the type of the event that fills the slot `event`. `sides` are the
    slots that met each other. `support` are the entries that may govern its noun.
    """

    id: str
    says: str
    deed: Deed
    place: str
    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    support: Mapping[str, frozenset[str]]
    slots: tuple[Slot, ...]
    event: EventType | None = None
    sides: tuple[str, ...] = ()
    labels: Mapping[str, str] | None = None
    may_be_speech: bool = False
    is_stay: bool = False  # its places are where the story is from now on
    is_silent: bool = False  # tells where and when before anybody takes part
    needs_time: bool = False
    is_passive: bool = False
    is_plan: bool = False  # told only of what is planned
    is_state: bool = False  # how things are: in the past tense it tells how they were once, in the future nothing yet
    is_appeal: bool = False  # "called on the Government to support": an infinitive behind a body urges it
    examples: tuple[Example, ...] = ()
    never: tuple[Example, ...] = ()

    def get_slot(self, name: str) -> Slot | None:
        """The slot of that name."""
        return next((slot for slot in self.slots if slot.name == name), None)
