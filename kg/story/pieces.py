"""Turns a match that tells several events into pieces, one per event: each place visited, each meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.discourse.matches import Found
from kg.discourse.scene import Agent, Scene, get_slot, is_plural
from kg.patterns import get_expression, get_words

_WIDE_PLACES = frozenset({"country", "province", "region", "sar", "state"})


@dataclass(frozen=True, slots=True)
class Pieces:
    """The part of a match that one of its events is made of: the slots of the group that was split, the agents in
    them."""

    group: str
    slots: tuple[int, ...]
    agents: tuple[Agent, ...] = ()


def split_match(found: Found) -> Iterator[Pieces]:
    """Each place visited is its own visit; "A, and then B" is two meetings; "meetings with A and B" are one each."""
    rule, scene = found.rule, found.scene
    group = rule.split or ("B" if rule.sides else "")
    span = found.span(group)
    if span[0] < 0:
        yield Pieces("", ())
        return
    numbers = scene.get_slots(span)
    if rule.sides:
        for run in _split_meetings(found, span):
            yield Pieces(group, tuple(run), tuple(agent for number in run for agent in scene.get_slot_agents(number)))
    else:
        for run in group_places(scene, numbers) if group == "W" else [[number] for number in numbers]:
            yield Pieces(group, tuple(run))


def _split_meetings(found: Found, span: tuple[int, int]) -> list[list[int]]:
    scene = found.scene
    event = get_slot(scene, found.span("E"))
    is_several = event is not None and is_plural(scene, event.mention.phrase.head)
    if is_several or get_expression(scene.story.language, "apart").search(scene.sentence.text):
        return [[number] for number in scene.get_slots(span)]
    runs: list[list[int]] = []
    at = span[0]
    for end in [
        *(
            match.start()
            for match in get_expression(scene.story.language, "next_meeting").finditer(scene.row.text, *span)
        ),
        span[1],
    ]:
        runs.append(scene.row.find_slots(at, end))
        at = end
    return [run for run in runs if run]


def group_places(scene: Scene, numbers: list[int]) -> list[list[int]]:
    """ "Porto, Portugal, and Vigo, Spain" are two: a place and what contains it, with only a comma between them,
    are one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and _is_container(scene, runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_container(scene: Scene, inner: int, outer: int) -> bool:
    slots = scene.row.slots
    between = scene.sentence.text[slots[inner].end : slots[outer].start]
    if not get_expression(scene.story.language, "container").match(between) or slots[outer].mention.kind != "place":
        return False
    if get_words(scene.story.language, "container_order") == "outer first":
        outer = inner
    things = scene.story.resolver.gazetteer.things
    known = things.get(slots[outer].mention.ids[0]) if slots[outer].mention.ids else None
    return known is not None and known.subkind in _WIDE_PLACES
