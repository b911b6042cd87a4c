"""Tells which event, of those told before, a short name means: "the reception", "the meetings", "the event"."""

from __future__ import annotations

from kg.events import Draft
from kg.matches import Books, Found
from kg.patterns import get_expression
from kg.rows import Slot


def find_told(found: Found, event: Slot, books: Books) -> Draft | None:
    """Gives the event that "the reception", "the meeting" or "the event" has in mind."""
    return books.events.find_head(_name_one(found, event), find_told_kinds(found, event))


def find_told_kinds(found: Found, event: Slot) -> list[str]:
    """The kinds of events that a short name may mean: "the ceremony" is a ceremony or a signing."""
    return found.scene.story.language.lexicon.told_events.get(_name_one(found, event), "").split()


def _name_one(found: Found, event: Slot) -> str:
    """The head word of an event, for one of it: "meetings" are told of as "meeting"."""
    return get_expression(found.scene.story.language, "plural").sub("", event.mention.phrase.head)
