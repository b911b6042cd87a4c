"""Tells the places of a list apart, each with what contains it."""

from __future__ import annotations

from kg.discourse.scene import Scene
from kg.patterns import get_expression, get_words

_WIDE_PLACES = frozenset({"country", "province", "region", "sar", "state"})


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
