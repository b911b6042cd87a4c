"""Reads what noun groups say of bodies without a verb: "the X Office under the Y Bureau", "the Y Bureau's X Office"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.clauses.chunks import Chunk
from kg.clauses.clause import Argument, Clause, Group, Member, Place
from kg.mentions.rows import Row
from kg.patterns import FIRST_NUMBER, KIND_MARKS

_BODIES = ("body", "mechanism", "name")
_BODY = re.compile(f"[{''.join(KIND_MARKS[kind] for kind in _BODIES)}]")
_LINKS = re.compile(r"[’']s |\b(?:under|its)\b")
_ARTICLES = frozenset({"a", "an", "the"})


def may_hold_units(row: Row) -> bool:
    """A cheap look: whether a sentence can say without a verb that one body is under another."""
    if not _names_two(row):
        return False
    return _LINKS.search(row.text) is not None or any(slot.mention.phrase.abbreviation for slot in row.slots)


def _names_two(row: Row) -> bool:
    """Whether there is a body to be under another at all."""
    return len(_BODY.findall(row.text)) > 1


def read_units(chunks: list[Chunk], row: Row) -> tuple[list[Chunk], list[Clause]]:
    """Gives the chunks without what only tells the unit in front of it from others ("under the Y Bureau"), and a clause
    for each unit, as if "which is under the Y Bureau" stood there."""
    if not _names_two(row):
        return chunks, []
    reader = _Reader([chunk for chunk in chunks if chunk.kind != "time"], row)
    clauses = [clause for at in range(len(reader.chunks)) for clause in reader.read_at(at)]
    return [chunk for chunk in chunks if id(chunk) not in reader.folded], clauses


class _Reader:
    def __init__(self, chunks: Sequence[Chunk], row: Row) -> None:
        self.chunks = chunks
        self.row = row
        self.folded: set[int] = set()

    def read_at(self, at: int) -> Iterator[Clause]:
        """The clauses of which the unit, or the noun for it, begins with a chunk."""
        member = self.chunks[at].member
        if member is None:
            return
        if member.slot is None:
            yield from self._read_named_units(at, member)
        elif self._get_kind(member.slot) in _BODIES:
            yield from self._read_owned(at, member)
            yield from self._read_complement(at, member)
            yield from self._read_apposition(at, member)

    def _read_owned(self, at: int, unit: Member) -> Iterator[Clause]:
        """ "the Y Bureau's X Office"; "the Y Bureau and its X Office", "... and its subsidiary X"."""
        number = unit.slot or 0
        if unit.owner_slot is not None and self._get_kind(unit.owner_slot) in _BODIES:
            owned = re.search(f"{_mark(unit.owner_slot)}[’']s .{_mark(number)}", unit.words)
            if owned is not None:
                words = self.row.slots[unit.owner_slot].mention.phrase.text
                start = unit.start + owned.start()
                parent = Member(unit.owner_slot, words, "", start, start + 1)
                yield self._make(unit, [Argument("under", Group((parent,)))])
        elif unit.owner == "its" and self._is(at - 1, "conjunction", "and"):
            owner = self._get_body(at - 2)
            between = re.fullmatch(f"its (?P<noun>[a-z-]+ )?.{_mark(number)}", unit.words)
            if owner is not None and between is not None:
                noun = (between["noun"] or "").strip()
                start = unit.start + len("its ")
                kind = [Argument("object", Group((Member(None, noun, noun, start, unit.end),)))] if noun else []
                yield self._make(unit, [*kind, Argument("of" if noun else "under", Group((owner,)))])

    def _read_complement(self, at: int, unit: Member) -> Iterator[Clause]:
        """ "the X Office under the Y Bureau", "the X Office (XO) of the Y Bureau"."""
        is_aside = self._is(at + 1, "mark", ",") and self._is(at + 3, "mark", ",")
        first = at + 2 if is_aside else at + 1
        phrase = self.row.slots[unit.slot or 0].mention.phrase
        is_linked = self._is(first, "marker", "under") or (self._is(first, "marker", "of") and phrase.abbreviation)
        parent = self._get_body(first + 1)
        if is_linked and parent is not None:
            self.folded |= {id(chunk) for chunk in self.chunks[at + 1 : first + 2]}
            yield self._make(unit, [Argument("under", Group((parent,)))])

    def _read_apposition(self, at: int, unit: Member) -> Iterator[Clause]:
        """ "the X Office, an advisory body under the Y Bureau, keeps"."""
        noun = self.chunks[at + 2].member if at + 2 < len(self.chunks) else None
        if noun is None or noun.slot is not None or noun.determiner not in _ARTICLES or noun.owner_slot is not None:
            return
        parent = self._get_body(at + 4)
        is_closed = at + 5 >= len(self.chunks) or self.chunks[at + 5].kind == "mark"
        if self._is(at + 1, "mark", ",") and parent is not None and is_closed and self.chunks[at + 3].kind == "marker":
            kind = Argument("object", Group((noun,)))
            yield self._make(unit, [kind, Argument(self.chunks[at + 3].text, Group((parent,)))])

    def _read_named_units(self, at: int, noun: Member) -> Iterator[Clause]:
        """ "two working groups under the Y Board, namely A and B"."""
        parent = self._get_body(at + 2)
        if parent is None or not self._is(at + 1, "marker"):
            return
        here = at + 4 if self._is(at + 3, "mark", ",") else at + 3
        if not self._is(here, "marker", "including"):
            return
        for unit in self._list_bodies(here + 1):
            arguments = [Argument("object", Group((noun,))), Argument(self.chunks[at + 1].text, Group((parent,)))]
            yield self._make(unit, arguments)

    def _list_bodies(self, at: int) -> Iterator[Member]:
        while (body := self._get_body(at)) is not None:
            yield body
            at += 1
            while self._is(at, "mark", ",") or self._is(at, "mark", ";") or self._is(at, "conjunction", "and"):
                at += 1

    def _is(self, at: int, kind: str, text: str = "") -> bool:
        if not 0 <= at < len(self.chunks) or self.chunks[at].kind != kind:
            return False
        return not text or self.chunks[at].text == text

    def _get_body(self, at: int) -> Member | None:
        """The body that a chunk names, if it names nothing else: not "the Y Bureau's plan"."""
        member = self.chunks[at].member if 0 <= at < len(self.chunks) else None
        if member is None or member.slot is None or self._get_kind(member.slot) not in _BODIES:
            return None
        return member if member.owner_slot is None and not member.owner else None

    def _get_kind(self, slot: int) -> str:
        return self.row.slots[slot].mention.kind

    @staticmethod
    def _make(unit: Member, arguments: list[Argument]) -> Clause:
        group = Group((unit,))
        end = max(unit.end, *(argument.group.end for argument in arguments))
        return Clause(
            "be", "", unit.start, end, Place.RELATIVE, subject=group, subject_from="head", arguments=arguments,
            head=group, surface=group, at=unit.start,
        )  # fmt: skip


def _mark(number: int) -> str:
    return chr(FIRST_NUMBER + number)
