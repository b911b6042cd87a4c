"""Fills frames: which groups of a clause go into which slot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.clauses.clause import Argument, Clause, Group, Member, Place
from kg.frames.frame import Frame, Slot

_LOOSE = ("for", "including", "at", "about", "accompanied", "joined")
_BODIES = frozenset({"body", "mechanism", "name", "group"})


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """A frame with the groups that fill its slots, and the clause that they come from."""

    frame: Frame
    clause: Clause
    groups: Mapping[str, tuple[Group, ...]]

    def get(self, slot: str) -> tuple[Member, ...]:
        """The members that fill a slot, in order."""
        groups = self.groups.get(slot, ())
        if len(groups) == 1:
            return groups[0].members
        return tuple(member for group in groups for member in group.members)

    def find_use(self, use: str) -> tuple[Member, ...]:
        """The members of the slots of one use (where, event ...)."""
        members: list[Member] = []
        for slot in self.frame.slots:
            if slot.use == use:
                members += self.get(slot.name)
        return tuple(members)


def fill_frames(
    clauses: Sequence[Clause], kinds: Sequence[str], frames: tuple[Frame, ...], lang: str
) -> Iterator[Filling]:
    """Gives, per clause, the first frame that takes it: called by its verb, every slot that it needs filled.

    `kinds` are those of the row's slots.
    """
    called = index_frames(frames, lang)
    for clause in clauses:
        arguments: dict[str, list[Argument]] | None = None
        for frame in called.get((clause.verb, clause.place is Place.NOMINAL), ()):
            if not _calls(frame, clause, lang):
                continue
            arguments = clause.sort() if arguments is None else arguments
            groups = _fill(frame, arguments, kinds)
            if groups is not None:
                yield Filling(frame, clause, groups)
                break


@cache
def index_frames(frames: tuple[Frame, ...], lang: str) -> Mapping[tuple[str, bool], tuple[Frame, ...]]:
    """Gives the frames by the entry that calls them, and whether as a noun, in their order."""
    index: dict[tuple[str, bool], list[Frame]] = {}
    for frame in frames:
        for is_noun, entries in ((False, frame.verbs), (True, frame.nouns)):
            for entry in sorted(entries.get(lang, ())):
                index.setdefault((entry, is_noun), []).append(frame)
    return {key: tuple(found) for key, found in index.items()}


def _calls(frame: Frame, clause: Clause, lang: str) -> bool:
    if frame.is_passive and not clause.is_passive:
        return False
    if clause.place is not Place.NOMINAL:
        return clause.verb in frame.verbs.get(lang, ())
    if clause.verb not in frame.nouns.get(lang, ()):
        return False
    parent = clause.parent
    if parent is None or clause.conjunction not in ("object", "subject"):
        return clause.conjunction != "subject"
    return parent.verb in frame.support.get(lang, ())


def _fill(
    frame: Frame, arguments: Mapping[str, Sequence[Argument]], kinds: Sequence[str]
) -> dict[str, tuple[Group, ...]] | None:
    groups: dict[str, tuple[Group, ...]] = {}
    taken: set[int] = set()
    for slot in frame.slots:
        found = _find(slot, arguments, kinds, taken)
        if found:
            groups[slot.name] = found
        elif not slot.is_optional:
            return None
    return groups


def _find(
    slot: Slot, arguments: Mapping[str, Sequence[Argument]], kinds: Sequence[str], taken: set[int]
) -> tuple[Group, ...]:
    found: list[Group] = []
    for marker in slot.markers:
        if marker not in arguments:
            continue
        for argument in arguments[marker]:
            group = _keep_fitting(slot, argument, kinds, taken)
            if group is not None:
                found.append(group)
        if found and not slot.is_each:
            break
    if slot.use == "event":
        found = found[:1]
    for group in found:
        taken.update([member.start for member in group.members])
    return tuple(found)


def _keep_fitting(slot: Slot, argument: Argument, kinds: Sequence[str], taken: set[int]) -> Group | None:
    members = [
        member
        for member in argument.group.members
        if member.start not in taken and fits(slot, member, kinds, argument.marker)
    ]
    if not members:
        return None
    return Group(tuple(members)) if len(members) < len(argument.group.members) else argument.group


def fits(slot: Slot, member: Member, kinds: Sequence[str], marker: str) -> bool:
    """Whether a member is of one of the kinds of a slot."""
    if slot.is_owned and not member.owner:
        return False
    if member.determiner == "several" and slot.use == "event":
        return False  # 出席多場餐會: which they were, nobody says
    if slot.use == "seat" and member.slot is not None and member.through not in slot.heads:
        return False  # "as members of the Board", not "as the Board"
    if (
        member.slot is None
        and (
            member.head in ("i", "owner", "left out")
            or (member.head in ("delegates", "delegation") and member.determiner == "the")
        )
        and "person" in slot.kinds
    ):
        return True  # whoever is speaking, or whose deed it is: the story knows
    if member.slot is None:
        return "plain" in slot.kinds and (not slot.heads or member.head in slot.heads)
    kind = kinds[member.slot]
    if kind == "name" and slot.role is not None and marker in _LOOSE:
        return False  # a name of no known kind is an agent only where it must be one
    if kind == "word" and slot.use == "where":
        return "place" in slot.kinds  # "went to Vigo"
    return kind in slot.kinds or (kind in _BODIES and "body" in slot.kinds)
