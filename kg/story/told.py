"""Tells which event, of those told before, a short name means: "the reception", "the meetings", "the event"."""

from __future__ import annotations

from kg.discourse.books import Books
from kg.discourse.events import Draft
from kg.discourse.scene import Scene
from kg.mentions.rows import Slot
from kg.patterns import get_expression


def find_told(scene: Scene, event: Slot, books: Books) -> Draft | None:
    """Gives the event that "the reception", "the meeting" or "the event" has in mind."""
    return books.events.find_head(_name_one(scene, event), find_told_kinds(scene, event))


def find_told_kinds(scene: Scene, event: Slot) -> list[str]:
    """The kinds of events that a short name may mean: "the ceremony" is a ceremony or a signing."""
    return scene.story.language.lexicon.told_events.get(_name_one(scene, event), "").split()


def _name_one(scene: Scene, event: Slot) -> str:
    """The head word of an event, for one of it: "meetings" are told of as "meeting"."""
    return get_expression(scene.story.language, "plural").sub("", event.mention.phrase.head)
