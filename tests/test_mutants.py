"""Readers with a mistake built in: the rows of the other tests must tell each of them from the real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from clause_facts import list_facts, read_text
from paradigms import list_cells, list_failures
from test_clauses import ROWS

from kg import extraction
from kg.clauses import english
from kg.clauses.clause import Clause, Reality
from kg.clauses.english import read_clauses
from kg.discourse.events import Draft, Part, finish_event, state_event
from kg.statements import Event
from kg.vocabulary import Role

Mutate = Callable[[pytest.MonkeyPatch], None]
LEAST_CAUGHT = 3  # rows that must fail: one may be chance
FRAMES = ("visited", "met", "attended", "signed")
VERBS = ("visit", "meet", "attend", "sign")


@cache
def list_rows() -> tuple[tuple[str, str], ...]:
    """The cells of four verbs that are right, as sentences and what they tell; and the rows of `test_clauses.py`."""
    failed = {cell.id for cell, _ in list_failures()}
    cells = [
        (cell.text, str(list_facts(read_text(cell.text))))
        for cell in list_cells()
        if cell.id.startswith(tuple(f"{frame}/{verb}/" for frame, verb in zip(FRAMES, VERBS, strict=True)))
        and cell.id not in failed
    ]
    return (*cells, *ROWS)


def count_caught() -> int:
    return sum(str(list_facts(read_text(text))) != told for text, told in list_rows())


def let_all_meet(patch: pytest.MonkeyPatch) -> None:
    """Everyone at an event met everyone."""
    real = state_event

    def state(draft: Draft, event: Event) -> None:
        draft.sides = [(one, other) for one in draft.parts for other in draft.parts if one is not other]
        real(draft, event)

    patch.setattr(extraction, "state_event", state)


def let_own_side_meet(patch: pytest.MonkeyPatch) -> None:
    """Where some met, those of one side met each other too."""
    real = state_event

    def state(draft: Draft, event: Event) -> None:
        if draft.sides:
            draft.sides += [(one, other) for one in draft.parts for other in draft.parts if one is not other]
        real(draft, event)

    patch.setattr(extraction, "state_event", state)


def let_all_take_part(patch: pytest.MonkeyPatch) -> None:
    """Every person of a sentence takes part in all that it tells."""
    real = finish_event

    def finish(draft: Draft, *rest: Any) -> Event:
        for part in draft.parts[:1]:
            for number, slot in enumerate(part.scene.row.slots):
                if slot.mention.kind == "person":
                    for agent in part.scene.get_slot_agents(number):
                        draft.add_part(Part(agent, Role.PARTICIPANT.value, part.scene, part.rule, 0))
        return real(draft, *rest)

    patch.setattr(extraction, "finish_event", finish)


def change_clauses(change: Callable[[Clause], None]) -> Mutate:
    def mutate(patch: pytest.MonkeyPatch) -> None:
        real = read_clauses

        def read(*arguments: Any) -> list[Clause]:
            clauses = real(*arguments)
            for clause in clauses:
                change(clause)
            return clauses

        patch.setattr(english, "read_clauses", read)

    return mutate


def make_done(clause: Clause) -> None:
    clause.status = Reality.DONE


def make_real(clause: Clause) -> None:
    if clause.status is Reality.UNREAL:
        clause.status = Reality.DONE


def turn_passives(clause: Clause) -> None:
    objects = [argument for argument in clause.arguments if argument.marker == "object"]
    if clause.is_passive and objects:
        clause.arguments.remove(objects[0])
        if clause.subject is not None:
            clause.arguments.append(replace(objects[0], group=clause.subject))
        clause.subject = objects[0].group


def forget_times(clause: Clause) -> None:
    clause.times = []


def forget_lists(clause: Clause) -> None:
    clause.arguments = [
        replace(argument, group=replace(argument.group, members=argument.group.members[:1]))
        for argument in clause.arguments
    ]


def forget_relatives(clause: Clause) -> None:
    if clause.head is not None:
        clause.arguments, clause.subject = [], None


def give_all_one_time(patch: pytest.MonkeyPatch) -> None:
    """Whatever a sentence tells was on the first day that it names."""
    real = read_clauses

    def read(row: Any, times: Sequence[Any], *rest: Any) -> list[Clause]:
        clauses = real(row, times, *rest)
        for clause in clauses:
            clause.times = list(times[:1])
        return clauses

    patch.setattr(english, "read_clauses", read)


MUTANTS: dict[str, Mutate] = {
    "everyone at an event met everyone": let_all_meet,
    "those of one side met each other": let_own_side_meet,
    "every person of a sentence takes part": let_all_take_part,
    "whatever is told was done": change_clauses(make_done),
    "what is denied or wished was done": change_clauses(make_real),
    "a passive is read as an active": change_clauses(turn_passives),
    "no clause has a time": change_clauses(forget_times),
    "a list is its first name": change_clauses(forget_lists),
    "a relative clause tells nothing": change_clauses(forget_relatives),
    "all is dated by the first day": give_all_one_time,
}


def test_the_real_reader_gets_all_rows_right() -> None:
    assert len(list_rows()) > 150
    assert count_caught() == 0


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_dies(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    list_rows()
    MUTANTS[name](monkeypatch)
    assert count_caught() >= LEAST_CAUGHT, f"nothing tells that {name}"
