"""Turns ties into the lines of a drawing, of which no two say the same: the graph's nodes are its records, not its
picture.

An event of two people is one line between them, one of three or more a mark to which each has a line; a visit is a line
to what was visited; an office is a line to its body; a signing is the mark of what was signed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from kg.views.occasions import PARTS, Diary
from kg.views.sameness import find_same
from kg.views.ties import Almanac, Telling, Tie
from kg.vocabulary import EventType, Role


class Family(StrEnum):
    """What sort of tie a line shows."""

    MET = "met"
    JOINED = "joined"
    BELONGS = "belongs"
    SIGNED = "signed"


_FAMILIES = {
    "gba:metWith": Family.MET,
    "gba:visited": Family.JOINED,
    "gba:involvedIn": Family.JOINED,
    "gba:participatedIn": Family.JOINED,
    "gba:chaired": Family.JOINED,
    "org:holds": Family.BELONGS,
    "org:postIn": Family.BELONGS,
    "org:memberOf": Family.BELONGS,
    "org:subOrganizationOf": Family.BELONGS,
    "gba:partyTo": Family.SIGNED,
    "gba:signed": Family.SIGNED,
    "gba:witnessed": Family.SIGNED,
    "gba:establishes": Family.SIGNED,
}
_EVENT_FAMILIES = {EventType.MEETING: Family.MET, EventType.SIGNING: Family.SIGNED}
# Two bodies at a conference have not dealt with each other; at these they have.
_MUTUAL = (EventType.MEETING, EventType.SIGNING)
_PAIR = 2


@dataclass(frozen=True, slots=True, order=True)
class DrawnLine:
    """What one line of a drawing shows: all ties of a family between two marks, by their places in `Fold.ties`.

    `is_mutual` says that neither end comes first.
    """

    start: str
    end: str
    family: Family
    is_mutual: bool
    ties: tuple[int, ...]


@dataclass(frozen=True)
class Fold:
    """The lines of a drawing with all their ties; `inner` are the ties that a mark shows by itself, by their places.

    `same` are the events that are others of the drawing, told of less exactly.
    """

    ties: tuple[Tie, ...]
    lines: tuple[DrawnLine, ...]
    inner: Mapping[int, str]
    same: Mapping[str, str]

    def is_done(self, line: DrawnLine) -> bool:
        """Says whether anything of what a line shows is done."""
        return any(self.ties[at].is_done for at in line.ties)

    def keep(self, is_kept: Callable[[DrawnLine], bool]) -> Fold:
        """Gives the lines that pass, with their ties, and those of the marks that are left; an office whose line goes
        stays with who held it."""
        lines = tuple(line for line in self.lines if is_kept(line))
        marks = {id for line in lines for id in (line.start, line.end)}
        told = marks | {
            id for line in lines for at in line.ties for id in (self.ties[at].subject, self.ties[at].object)
        }
        inner = {
            at: mark
            for at, mark in self.inner.items()
            if mark in marks and {self.ties[at].subject, self.ties[at].object} <= told
        }
        kept = set(lines)
        for line in self.lines:
            if line not in kept and line.family is Family.BELONGS:
                holdings = [at for at in line.ties if self.ties[at].predicate == "org:holds"]
                inner |= {at: self.ties[at].subject for at in holdings if self.ties[at].subject in marks}
        places = sorted({at for line in lines for at in line.ties} | inner.keys())
        moved = {at: place for place, at in enumerate(places)}
        return Fold(
            tuple(self.ties[at] for at in places),
            tuple(replace(line, ties=tuple(moved[at] for at in line.ties)) for line in lines),
            {moved[at]: mark for at, mark in inner.items()},
            self.same,
        )

    @property
    def marks(self) -> frozenset[str]:
        """The things that have lines."""
        return frozenset(id for line in self.lines for id in (line.start, line.end))

    def find_marks(self, tie: Tie) -> tuple[str, ...]:
        """Gives the two marks between which a tie is shown, or the one that shows it; none if it is not here."""
        return self._spots.get((tie.subject, tie.predicate, tie.object, tie.is_done), ())

    @cached_property
    def _spots(self) -> dict[tuple[str, str, str, bool], tuple[str, ...]]:
        spots: dict[int, tuple[str, ...]] = {at: (mark,) for at, mark in self.inner.items()}
        spots |= {at: (line.start, line.end) for line in self.lines for at in line.ties}
        return {
            (tie.subject, tie.predicate, tie.object, tie.is_done): spots[at]
            for at, tie in enumerate(self.ties)
            if at in spots
        }

    def joins(self, marks: Sequence[str]) -> bool:
        """Says whether each mark has a line to the next."""
        return all(frozenset(pair) in self._pairs for pair in pairwise(marks))

    @cached_property
    def _pairs(self) -> frozenset[frozenset[str]]:
        return frozenset(frozenset((line.start, line.end)) for line in self.lines)

    def count_lines(self) -> Counter[str]:
        """Counts the lines of each mark."""
        return Counter(id for line in self.lines for id in (line.start, line.end))

    def find_gatherings(self, people: Collection[str]) -> frozenset[str]:
        """Gives the events that two or more of some people were at."""
        there: defaultdict[str, set[str]] = defaultdict(set)
        for line in self.lines:
            for person, event in ((line.start, line.end), (line.end, line.start)):
                if person in people and event.startswith("event/"):
                    there[event].add(person)
        return frozenset(event for event, found in there.items() if len(found) >= _PAIR)

    def list_partners(self) -> dict[str, frozenset[str]]:
        """Gives for each person the others who were met, or were at the same meeting, as far as that is done."""
        partners: defaultdict[str, set[str]] = defaultdict(set)
        at_events: defaultdict[str, set[str]] = defaultdict(set)
        for line in self.lines:
            if line.family is Family.MET and self.is_done(line):
                people = [id for id in (line.start, line.end) if id.startswith("person/")]
                if len(people) == _PAIR:
                    partners[people[0]].add(people[1])
                    partners[people[1]].add(people[0])
                for event in {line.start, line.end}:
                    at_events[event].update(people)
        for event, people_there in at_events.items():
            if event.startswith("event/"):
                for person in people_there:
                    partners[person] |= people_there - {person}
        return {person: frozenset(others) for person, others in partners.items()}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a tie is shown: on the line between two marks, or by one mark alone, which is then both of them."""

    start: str
    end: str
    family: Family
    is_mutual: bool = False


def fold(ties: Iterable[Tie], almanac: Almanac, kept: Collection[str] = (), *, keeps_posts: bool = False) -> Fold:
    """Folds ties: each of them stands on one line, or at one mark. What is in `kept` stays a mark of its own."""
    ties = tuple(ties)
    folder = _Folder(ties, almanac, frozenset(kept), keeps_posts=keeps_posts)
    lines: dict[tuple[str, str, Family], list[int]] = {}
    spots: dict[tuple[str, str, Family], _Spot] = {}
    inner: dict[int, str] = {}
    for at, tie in enumerate(ties):
        spot = folder.place(tie)
        if spot.start == spot.end:
            inner[at] = spot.start
            continue
        key = (min(spot.start, spot.end), max(spot.start, spot.end), spot.family)
        lines.setdefault(key, []).append(at)
        spots.setdefault(key, spot)
    made = [
        DrawnLine(spots[key].start, spots[key].end, key[2], spots[key].is_mutual, tuple(lines[key])) for key in lines
    ]
    return Fold(ties, tuple(sorted(made)), inner, folder.same)


class _Folder:
    """Places ties, one after the other, by what the events, offices and agreements among them are."""

    def __init__(self, ties: Sequence[Tie], almanac: Almanac, kept: frozenset[str], *, keeps_posts: bool) -> None:
        self._almanac = almanac
        self._kept = kept
        self._keeps_posts = keeps_posts
        self._things = {id for tie in ties for id in (tie.subject, tie.object)}
        self.same = find_same(almanac.occasions, [id for id in self._things if id not in kept], signed=almanac.signings)
        self._diary = Diary(ties, almanac, self.same)
        self._agents: defaultdict[str, set[str]] = defaultdict(set)
        self._parts: defaultdict[str, list[Tie]] = defaultdict(list)
        self._met: defaultdict[frozenset[str], list[Telling]] = defaultdict(list)
        self._visited: defaultdict[str, set[str]] = defaultdict(set)
        self._bodies: defaultdict[str, list[str]] = defaultdict(list)
        self._holdings: defaultdict[str, list[Tie]] = defaultdict(list)
        for tie in ties:
            self._learn(tie)

    def _learn(self, tie: Tie) -> None:
        if tie.predicate in PARTS:
            event = self._diary.find_event(tie.object)
            self._agents[event].add(tie.subject)
            self._parts[event].append(tie)
        elif tie.predicate == "gba:metWith":
            self._met[frozenset((tie.subject, tie.object))].extend(tie.tellings)
        elif tie.predicate == "gba:visited":
            self._visited[tie.subject].add(tie.object)
        elif tie.predicate == "org:postIn":
            self._bodies[tie.subject].append(tie.object)
        elif tie.predicate == "org:holds":
            self._holdings[tie.subject].append(tie)
            self._holdings[tie.object].append(tie)

    def place(self, tie: Tie) -> _Spot:
        """Gives where a tie is shown."""
        if tie.predicate in PARTS:
            return self._place_part(tie)
        if tie.predicate == "gba:metWith":
            return self._place_meeting(tie)
        if tie.predicate == "org:holds" and not self._is_mark(tie.object):
            return self._place_holding(tie)
        if tie.predicate == "org:postIn" and not self._is_mark(tie.subject):
            return self._place_post(tie)
        return _Spot(tie.subject, tie.object, _FAMILIES[tie.predicate])

    def _is_mark(self, post: str) -> bool:
        return self._keeps_posts or post in self._kept

    def _place_part(self, tie: Tie) -> _Spot:
        """Shows a part in an event on the line between the two who met, to what was visited, signed or taken over, or
        else to the mark of the event."""
        event = self._diary.find_event(tie.object)
        occasion = self._almanac.occasions.get(event)
        family = _EVENT_FAMILIES.get(EventType(occasion.type), Family.JOINED) if occasion else Family.JOINED
        apart = _Spot(tie.subject, event, family)
        if occasion is None or event in self._kept:
            return apart
        if pair := self._find_pair(event):
            return _Spot(*pair, Family.MET if self._is_met(pair, event) else family, is_mutual=True)
        if occasion.type == EventType.VISIT and self._is_plain_visit(event):
            return _Spot(tie.subject, self._find_targets(event, tie.subject)[0], Family.JOINED)
        if occasion.type == EventType.SIGNING and (agreement := self._diary.find_agreement(event)):
            return _Spot(tie.subject, agreement, Family.SIGNED)
        if occasion.type == EventType.APPOINTMENT and self._is_plain_appointment(event):
            holding = self._find_appointment(tie)
            return self.place(holding) if holding else apart
        return apart

    def _find_pair(self, event: str) -> tuple[str, str] | None:
        """Gives the two who met: two people at anything, or any two who met or signed and of whom none was host."""
        agents = sorted(self._agents[event])
        if len(agents) != _PAIR or event in self._kept or self._is_elsewhere(event):
            return None
        occasion = self._almanac.occasions[event]
        is_personal = all(agent.startswith("person/") for agent in agents)
        is_held = any(part.role == Role.ORGANISER for part in occasion.parts)
        if is_personal or (occasion.type in _MUTUAL and not is_held):
            return agents[0], agents[1]
        return None

    def _is_met(self, pair: tuple[str, str], event: str) -> bool:
        """Says whether a sentence says of an event of two that they met at it."""
        return any(self._diary.tells_of(telling, event) for telling in self._met[frozenset(pair)])

    def _is_elsewhere(self, event: str) -> bool:
        """Says whether an event is a visit, an appointment to an office, or the signing of something, that is drawn."""
        occasion = self._almanac.occasions[event]
        if occasion.type == EventType.APPOINTMENT:
            return self._is_plain_appointment(event)
        if occasion.type == EventType.VISIT:
            return self._is_plain_visit(event)
        return occasion.type == EventType.SIGNING and self._diary.find_agreement(event) is not None

    def _is_plain_appointment(self, event: str) -> bool:
        return all(map(self._find_appointment, self._parts[event]))

    def _is_plain_visit(self, event: str) -> bool:
        return all(self._find_targets(event, agent) for agent in self._agents[event])

    def _find_targets(self, event: str, agent: str) -> list[str]:
        """Gives what somebody visited at an event: what a sentence says so of, or else the only thing there was."""
        occasion = self._almanac.occasions[event]
        all_targets = [id for id in (*occasion.visited, *occasion.places) if id != agent]
        own = [target for target in all_targets if target in self._visited[agent]]
        return own or (all_targets if len(all_targets) == 1 and all_targets[0] in self._things else [])

    def _find_appointment(self, tie: Tie) -> Tie | None:
        """Gives the only office that the sentences of an appointment speak of."""
        told = {telling.sentence for telling in tie.tellings}
        found = [held for held in self._holdings[tie.subject] if told & {telling.sentence for telling in held.tellings}]
        return found[0] if len(found) == 1 and not self._is_mark(found[0].object) else None

    def _place_meeting(self, tie: Tie) -> _Spot:
        """Shows that two met by what shows their meeting; where a sentence tells of no other event, by a line."""
        events = self._diary.find_shared_events(tie.subject, tie.object)
        found = [[event for event in events if self._diary.tells_of(telling, event)] for telling in tie.tellings]
        apart = _Spot(tie.subject, tie.object, Family.MET, is_mutual=True)
        if not all(found) or any(self._find_pair(event) for own in found for event in own):
            return apart
        mark = found[0][0]
        return _Spot(mark, mark, Family.MET) if not self._is_elsewhere(mark) else apart

    def _place_holding(self, tie: Tie) -> _Spot:
        bodies = self._bodies[tie.object]
        return _Spot(tie.subject, bodies[0] if bodies else tie.object, Family.BELONGS)

    def _place_post(self, tie: Tie) -> _Spot:
        """Leaves to the body that an office is one of its own: that says nothing of who held it when."""
        return _Spot(tie.object, tie.object, Family.BELONGS)
