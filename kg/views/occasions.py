"""Says of which event or agreement each sentence of a tie tells: what belongs to one occasion is shown together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.views.periods import Period, split_span
from kg.views.ties import Almanac, Telling, Tie
from kg.vocabulary import EventType

PARTS = ("gba:participatedIn", "gba:chaired")
_TOLD_BY_OBJECT = ("gba:signed", "gba:witnessed", "gba:partyTo", "gba:involvedIn", "gba:establishes")


class Diary:
    """The events and agreements of some ties, each under one id: by `same`, an event may be another one."""

    def __init__(self, ties: Iterable[Tie], almanac: Almanac, same: Mapping[str, str]) -> None:
        ties = tuple(ties)
        self._almanac = almanac
        self._things = {id for tie in ties for id in (tie.subject, tie.object)}
        self._same = same
        self._told: defaultdict[str, set[str]] = defaultdict(set)
        self._events: defaultdict[str, set[str]] = defaultdict(set)
        for tie in ties:
            if tie.predicate in PARTS:
                event = self.find_event(tie.object)
                self._events[tie.subject].add(event)
                self._told[event] |= {telling.sentence for telling in tie.tellings}

    def find_event(self, id: str) -> str:
        """Gives the id under which an event goes."""
        return self._same.get(id, id)

    def find_agreement(self, event: str) -> str | None:
        """Gives the only agreement that was signed at an event."""
        others = [event, *(id for id, same in self._same.items() if same == event)]
        found = {agreement for id in others for agreement in self._almanac.signings.get(id, ())} & self._things
        return found.pop() if len(found) == 1 else None

    def find_shared_events(self, one: str, other: str) -> list[str]:
        """Gives the events at which both took part, by id."""
        shared = sorted(self._events[one] & self._events[other])
        return [event for event in shared if event in self._almanac.occasions]

    def tells_of(self, telling: Telling, event: str) -> bool:
        """Says whether a sentence tells of an event, or of a day of it."""
        occasion = self._almanac.occasions[event]
        is_then = occasion.date is not None and any(
            Period(*split_span(day)).meets(occasion.date, occasion.end or occasion.date) for day in telling.days
        )
        return telling.sentence in self._told[event] or is_then

    def find_occasion(self, tie: Tie, telling: Telling) -> str | None:
        """Gives the event, agreement or initiative to which what a sentence says of two things belongs; None if it
        belongs to none that is known."""
        if tie.predicate in PARTS:
            return self._settle(self.find_event(tie.object))
        if tie.predicate == "gba:establishes" and not tie.subject.startswith("body/"):
            return tie.subject
        if tie.predicate in _TOLD_BY_OBJECT:
            return tie.object
        candidates: list[str] = []
        if tie.predicate == "gba:metWith":
            candidates = self.find_shared_events(tie.subject, tie.object)
        elif tie.predicate == "gba:visited":
            candidates = [event for event in sorted(self._events[tie.subject]) if self._is_at(event, tie.object)]
        found = [event for event in candidates if self.tells_of(telling, event)]
        found.sort(key=lambda event: telling.sentence not in self._told[event])
        return self._settle(found[0]) if found else None

    def _is_at(self, event: str, thing: str) -> bool:
        occasion = self._almanac.occasions.get(event)
        return occasion is not None and thing in (*occasion.visited, *occasion.places)

    def _settle(self, event: str) -> str:
        """Gives what was signed at the signing of one thing, or else the event itself."""
        occasion = self._almanac.occasions.get(event)
        is_signing = occasion is not None and occasion.type == EventType.SIGNING
        return (self.find_agreement(event) if is_signing else None) or event
