"""Keeps how each sentence was read, for whoever asks: its clauses, their fillings, what was told, or else why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kg.clauses.clause import Clause
from kg.discourse.events import Draft
from kg.discourse.scene import Scene
from kg.frames import Filling


class Refusal(StrEnum):
    """Why the story makes nothing of a filling."""

    UNREAL = "it is not told as so, but denied, wished for, asked for, possible, a condition or a habit"
    UNTRUE = "the sentence says that it is not true"
    SPEECH = "somebody says so without giving it a date of its own"
    TOLD = "it means something that was told before"
    APPEAL = "somebody is urged to do something, not met"
    LATE_PLAN = "a plan for a day that lay behind when the release was issued"
    OUTDATED = "it was planned once, and nothing says that it still is"
    EARLY_DEED = "it is told as done, on a day that had not come when the release was issued"
    HABIT = "the present tense without a day tells what somebody does always"
    NO_STATE = "it tells how things were once, or will be, not how they are"
    NO_TIME = "the frame wants a time in the clause itself"
    NOT_PLANNED = "the frame is only for what is planned"
    NO_STAY = "it only describes the name in front of it"
    DOUBLE = "its verb and its noun tell one thing; it is told by the other"
    NOBODY = "its words name somebody, but it is not known for certain who is meant"
    NO_TYPE = "what sort of event it is, its words do not say"
    SILENT = "nobody takes part, and neither a place nor a time is told"
    SUMMARY = "it only sums up several events"
    NO_SIDES = "nobody else is known whom they could have met"
    NO_PLACE = "no place is known that was visited, or it is their home"
    NOT_FOUND = "no event told before fits its words"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """How one sentence was read; `refused` and `told` are by the id of the clause object, `kinds` those of the slots.

    One that `is_passed` has no word that could call a frame, so that none was tried.
    """

    scene: Scene
    clauses: Sequence[Clause]
    fillings: Sequence[Filling] = ()
    kinds: Sequence[str] = ()
    refused: Mapping[int, Refusal] = field(default_factory=dict)
    told: Mapping[int, Sequence[Draft]] = field(default_factory=dict)
    is_passed: bool = False


@dataclass(slots=True)
class Trace:
    """The readings of a release by the ordinal of their sentence, and the event that each draft became.

    Only English sentences have readings. `events` are by the id of the draft object, and `drafts` keeps those alive;
    a draft without an event was dropped.
    """

    readings: dict[int, Reading] = field(default_factory=dict)
    events: dict[int, str] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
