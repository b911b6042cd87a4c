"""Turns a match that tells several events into pieces, one per event: each place visited, each meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.matches import Found
from kg.story import Agent, Scene, get_slot

# "separately met with A and B", "met with A and B respectively"
_APART = re.compile(
    r"\bseparately (?:met|meet|called|held|had|exchanged|talked)\b|\b(?:met|meet|meetings|calls) separately\b"
    r"|\b(?:met|meet|called)\b.*\brespectively\b"
)
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
        for run in _group_places(scene, numbers) if group == "W" else [[number] for number in numbers]:
            yield Pieces(group, tuple(run))


def _split_meetings(found: Found, span: tuple[int, int]) -> list[list[int]]:
    scene = found.scene
    event = get_slot(scene, found.span("E"))
    is_plural = event is not None and event.mention.phrase.head.endswith("s") and event.mention.phrase.head != "talks"
    if is_plural or _APART.search(scene.sentence.text):
        return [[number] for number in scene.get_slots(span)]
    runs: list[list[int]] = []
    at = span[0]
    for part in re.split(r"(?<=then) ", scene.row.text[span[0] : span[1]]):
        runs.append(scene.row.find_slots(at, at + len(part)))
        at += len(part) + 1
    return [run for run in runs if run]


def _group_places(scene: Scene, numbers: list[int]) -> list[list[int]]:
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
    if between not in (", ", ", the ") or slots[outer].mention.kind != "place":
        return False
    things = scene.story.resolver.gazetteer.things
    known = things.get(slots[outer].mention.ids[0]) if slots[outer].mention.ids else None
    return known is not None and known.subkind in _WIDE_PLACES
