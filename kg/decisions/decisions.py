"""Turns the decisions of readers, which things are one and which are not, into the id that a thing has in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kg.decisions.mentions import MENTION, MentionName, read_mention
from kg.gazetteer.tables import Table

COLUMNS: Final = ("left", "right", "verdict", "who", "when", "why", "score")
_IN: Final = "@"
# What may be decided on: what bears a name, and events.
KINDS: Final = ("person", "post", "body", "place", "initiative", "agreement", "event")
# Whom words of a release mean that may mean several.
MENTIONED: Final = "person"


class Verdict(StrEnum):
    """What was found: one thing, two things, or nobody knows (which is not asked again)."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: of two things that are the same the left one's id stays.

    The right one may be a thing as one release names it, `person/lee-ka@P2024010100001`: so one id is split in two; or
    words that may mean several, `mention/P2024010100001/en/12-3fa9c1/he`: so the left one, as the release itself names
    him or her, is who is meant.
    """

    left: str
    right: str
    verdict: Verdict
    who: str = ""
    when: str = ""
    why: str = ""
    score: str = ""

    @property
    def base(self) -> str:
        """The right thing, whichever release names it."""
        return self.right.partition(_IN)[0]

    @property
    def mention(self) -> MentionName | None:
        """The words that it is about; None where it is about two things."""
        return read_mention(self.right)

    def list_values(self) -> tuple[str, ...]:
        """Gives the row as it stands in the table."""
        return self.left, self.right, self.verdict.value, self.who, self.when, self.why, self.score


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, in their order."""

    rows: tuple[Decision, ...] = ()
    _leaders: dict[str, str] = field(default_factory=dict, compare=False)
    _followed: set[str] = field(default_factory=set, compare=False)

    def __post_init__(self) -> None:
        for row in self.list_wanted():
            self._leaders[self._follow(row.right)] = self._follow(row.left)
        self._followed.update(self._leaders.values())

    def settle(self, thing: str, releases: Iterable[str] = ()) -> tuple[str, str | None]:
        """Gives the id that a thing has, named by a release with these ids, and the row's right side that says so; None
        where none does."""
        for name in (*(f"{thing}{_IN}{release}" for release in releases), thing):
            if name in self._leaders and (leader := self._follow(name)) != thing:
                return leader, name
        return thing, None

    def is_leader(self, thing: str) -> bool:
        """Says whether others were found to be this thing."""
        return thing in self._followed

    def are_different(self, one: str, other: str) -> bool:
        """Says whether two things were found to be two."""
        return any(row.verdict is Verdict.DIFFERENT and {row.left, row.right} == {one, other} for row in self.rows)

    def find_between(self, one: str, other: str) -> Decision | None:
        """Gives the last decision on two things, whichever stands left."""
        return next((row for row in reversed(self.rows) if {row.left, row.right} == {one, other}), None)

    def list_changed(self, other: Decisions) -> set[str]:
        """Gives all things of which the id may be another by other decisions."""
        before, after = ([row for row in one.rows if row.mention is None] for one in (other, self))
        if before == after:
            return set()
        changed = set(before) ^ set(after)
        found = {name.partition(_IN)[0] for row in changed or {*before, *after} for name in (row.left, row.right)}
        while True:
            more = {
                name.partition(_IN)[0]
                for row in (*before, *after)
                if {row.left, row.base} & found
                for name in (row.left, row.right)
            }
            if more <= found:
                return found
            found |= more

    def list_wanted(self) -> Iterator[Decision]:
        """Gives the decisions that a build has to find something for: those by which an id changes."""
        return (row for row in self.rows if row.verdict is Verdict.SAME and row.mention is None)

    def list_answers(self) -> Iterator[tuple[MentionName, Decision]]:
        """Gives the decisions that say whom words mean, each with these."""
        return ((name, row) for row in self.rows if row.verdict is Verdict.SAME and (name := row.mention) is not None)

    def list_mentions(self) -> frozenset[str]:
        """Gives the words on which something was decided, by their names."""
        return frozenset(row.right for row in self.rows if row.mention is not None)

    def _follow(self, name: str) -> str:
        while name in self._leaders and self._leaders[name] != name:
            name = self._leaders[name]
        return name


def read_decisions(tables: Iterable[Table]) -> Decisions:
    """Reads decisions from tables, one after the other. DataError names the file and line of what contradicts."""
    rows: list[Decision] = []
    for table in tables:
        for line, (left, right, verdict, *rest) in table:
            if verdict not in tuple(Verdict):
                raise table.make_error(line, f"{verdict!r} is none of {', '.join(Verdict)}")
            decision = Decision(left, right, Verdict(verdict), *rest)
            if problem := _find_problem(decision, rows):
                raise table.make_error(line, problem)
            rows.append(decision)
    return Decisions(tuple(rows))


def _find_problem(decision: Decision, rows: Iterable[Decision]) -> str | None:
    if decision.right.startswith(MENTION):
        return _find_problem_of_mention(decision, rows)
    kind, slash, _ = decision.left.partition("/")
    if not slash or kind not in KINDS or _IN in decision.left:
        return f"{decision.left!r} is no id of a {', '.join(KINDS[:-1])} or {KINDS[-1]}, such as person/lee-ka-chiu"
    if decision.base.partition("/")[0] != kind or decision.base in (kind, f"{kind}/"):
        return f"{decision.right!r} is no id of the same kind as {decision.left!r}"
    if decision.left == decision.right:
        return f"{decision.left!r} stands on both sides"
    others = (row for row in rows if {row.left, row.right} == {decision.left, decision.right})
    if any({row.verdict, decision.verdict} == {Verdict.SAME, Verdict.DIFFERENT} for row in others):
        return f"{decision.left} and {decision.right} are found the same and different"
    return None


def _find_problem_of_mention(decision: Decision, rows: Iterable[Decision]) -> str | None:
    if decision.mention is None:
        return f"{decision.right!r} names no words of a release, such as {MENTION}P2024010100001/en/12-3fa9c1/he"
    if not decision.left.removeprefix(f"{MENTIONED}/") or not decision.left.startswith(f"{MENTIONED}/"):
        return f"{decision.left!r} is no id of a {MENTIONED}, whom {decision.right} may mean"
    if decision.verdict is Verdict.DIFFERENT:
        return f"of {decision.right} only whom it means can be said, or that nobody knows"
    others = (row for row in rows if row.right == decision.right and row.verdict is Verdict.SAME)
    if decision.verdict is Verdict.SAME and any(row.left != decision.left for row in others):
        return f"{decision.right} is found to be two"
    return None
