"""Turns stated figures into indicators of the initiative or body that they are about."""

from __future__ import annotations

import hashlib

from kg.discourse.scene import Scene
from kg.languages.figure import Figure
from kg.patterns import get_expression
from kg.statements import Indicator

_RULE = "stated-figure"
_UMBRELLAS = frozenset({"plan", "policy"})


def read_indicators(scene: Scene) -> list[Indicator]:
    """Gives the indicators that a sentence states; a figure that is about nothing named gives none.

    It is about the initiative named last before it in the sentence, else the last one of the paragraph. A policy or
    plan is what much else is done under, so that no figure is surely its own; nor is one that it shares with others,
    or that counts a part of it.
    """
    _note_initiative(scene)
    story = scene.story
    if get_expression(story.language, "shared_figure").search(scene.sentence.text) is not None:
        story.initiative = None
        return []
    about = story.initiative if story.initiative_paragraph == scene.sentence.paragraph else None
    if about is None or story.resolver.entities[about].subkind in _UMBRELLAS:
        return []
    found = []
    for figure in story.language.read_figures(scene.sentence.text):
        if _is_partial(scene, figure):
            continue
        indicator = _make_indicator(scene, figure, about)
        words = scene.sentence.text[figure.start : figure.end]
        scene.add_statement(_RULE, (indicator.id, "schema:about", about), (words, about))
        found.append(indicator)
    return found


def _is_partial(scene: Scene, figure: Figure) -> bool:
    """ "the Games, of which the city hosts eight events": what stands between a thing and a figure may say so."""
    ends = (slot.end for slot in scene.row.slots if slot.mention.kind == "initiative" and slot.end <= figure.start)
    between = scene.sentence.text[max(ends, default=0) : figure.start]
    return get_expression(scene.story.language, "partial_figure").search(between) is not None


def _note_initiative(scene: Scene) -> None:
    numbers = [n for n, slot in enumerate(scene.row.slots) if slot.mention.kind == "initiative"]
    if numbers:
        scene.story.initiative = scene.resolve_slot(numbers[-1])
        scene.story.initiative_paragraph = scene.sentence.paragraph


def _make_indicator(scene: Scene, figure: Figure, about: str) -> Indicator:
    day = next((time.first for time in scene.times if time.first), None)
    key = "\x1f".join((about, figure.value, figure.bound, figure.unit, day or "", scene.story.release.id))
    identity = hashlib.sha256(key.encode()).hexdigest()[:16]
    return Indicator(
        f"indicator/{identity}", about, figure.value, figure.bound, figure.unit, scene.story.release.lang, day
    )
