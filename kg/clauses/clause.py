"""The nouns of clauses: groups of names, arguments by marker, clauses with their verb and status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kg.languages.time import Time
from kg.noun import noun


class Reality(StrEnum):
    """What a clause says of the truth of its verb: it happened, is to happen, was called off, or nothing of these."""

    DONE = "done"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    UNREAL = "unreal"


class Place(StrEnum):
    """Where a clause stands in its sentence."""

    MAIN = "main"
    FRONTED = "fronted"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    PURPOSE = "purpose"
    NOMINAL = "nominal"


class Member(NamedTuple):
    """One noun of a group: a slot of the row, or plain words (`slot` is None) with their head in small letters.

    `owner` is the possessive in front ("his", "their") or the number of the slot that owns it; `separator` is what
    parts it from the member before; `start` and `end` are places in the row. "representatives of X" is X with
    `through` "representatives".
    """

    slot: int | None
    words: str
    head: str
    start: int
    end: int
    owner: str = ""
    owner_slot: int | None = None
    separator: str = ""
    through: str = ""
    determiner: str = ""


@noun
class Group:
    """Names and nouns that a verb takes as one: "A, B and C"."""

    members: tuple[Member, ...]

    @property
    def start(self) -> int:
        """Where it begins in the row."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where it ends in the row."""
        return self.members[-1].end


@noun
class Argument:
    """A group and the neutral marker that governs it: object, with, at, behalf, by ..."""

    marker: str
    group: Group
    words: str = ""


@dataclass(slots=True, eq=False)
class Clause:
    """A verb (an entry of the words) or a noun that tells what a verb does, with its arguments.

    The subject and the object are deep ones: those of a passive stand exchanged. `subject_from` says where a subject
    comes from that is not written in the clause itself. `head` is the group that a relative or participle clause
    hangs on; one that `is_circumstance` ("where", "during which") tells what happened there and then. A plan `is_past`
    ("was to visit") and `is_outdated` ("was originally to visit") by its helpers. `start`, `end`
    and `at` (of the verb itself) are places in the row.
    """

    verb: str
    words: str
    start: int
    end: int
    place: Place
    status: Reality = Reality.DONE
    subject: Group | None = None
    subject_from: str = ""
    arguments: list[Argument] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    is_passive: bool = False
    is_finite: bool = False
    is_present: bool = False
    is_past: bool = False
    is_outdated: bool = False
    head: Group | None = None
    parent: Clause | None = None
    noun: Member | None = None
    conjunction: str = ""
    purpose: str = "none"
    is_respective: bool = False
    surface: Group | None = None
    at: int = 0
    is_circumstance: bool = False

    def get(self, *markers: str) -> Iterator[Argument]:
        """Gives the arguments of any of the markers, in order; "subject" is one too, and "governor" is the subject of
        the clause that this one depends on."""
        if "subject" in markers and self.subject is not None:
            yield Argument("subject", self.subject)
        if "governor" in markers and self.parent is not None and self.parent.subject is not None:
            yield Argument("governor", self.parent.subject)
        yield from (argument for argument in self.arguments if argument.marker in markers)

    def sort(self) -> dict[str, list[Argument]]:
        """Gives all arguments by their marker, subject and governor among them."""
        found: dict[str, list[Argument]] = {}
        if self.subject is not None:
            found["subject"] = [Argument("subject", self.subject)]
        if self.parent is not None and self.parent.subject is not None:
            found["governor"] = [Argument("governor", self.parent.subject)]
        for argument in self.arguments:
            found.setdefault(argument.marker, []).append(argument)
        return found

    @property
    def object(self) -> Group | None:
        """What is acted on."""
        for argument in self.arguments:
            if argument.marker == "object":
                return argument.group
        return None
