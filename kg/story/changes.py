"""Tells what became of plans: put off, called off."""

from __future__ import annotations

from dataclasses import replace

from kg.discourse.events import Draft
from kg.languages.time import Time
from kg.story.page import Page, Telling
from kg.story.told import find_told


def tell_postpone(page: Page, telling: Telling) -> None:
    """With a new day it is planned for that day, without one it is planned without a day; the old one is kept. Of what
    was held already it says the old day only: "The meeting was brought forward from May 3"."""
    for draft in _find_meant(page, telling):
        if draft.status == "done":
            draft.previous_start = _find_old_day(page, telling, None, draft.time)
            continue
        new = _find_new_day(page, telling)
        draft.previous_start = _find_old_day(page, telling, draft.time, new)
        draft.status, draft.time = "planned", new


def _find_new_day(page: Page, telling: Telling) -> Time | None:
    issued = page.scene.story.release.issued.date().isoformat()
    verb = page.scene.row.find_place(telling.clause.at)  # "the visit on May 9 was postponed": that is the old day
    days = [time for time in telling.clause.times if (time.ahead or time.first) >= issued and time.start >= verb]
    if days and days[-1].last is not None:
        return replace(days[-1], first=days[-1].last, last=None)  # from May 9 to May 12
    return replace(days[-1], first=days[-1].ahead or days[-1].first) if days else None


def _find_old_day(page: Page, telling: Telling, told: Time | None, new: Time | None) -> str | None:
    """The day for which it was planned, by what was told before or by the sentence: "the visit scheduled for May 9"."""
    if told is not None and (new is None or told.first != new.first):
        return told.first or None
    here = [clause for clause in page.clauses if telling.clause in (clause, clause.parent)]
    days = (time.ahead or time.first for clause in here for time in clause.times)
    return next((day for day in days if day and (new is None or day != new.first)), None)


def tell_cancel(page: Page, telling: Telling) -> None:
    """Marks what was called off."""
    for draft in _find_meant(page, telling):
        draft.status = "cancelled"


def _find_meant(page: Page, telling: Telling) -> list[Draft]:
    own = [
        draft for clause in page.clauses if clause.parent is telling.clause for draft in page.told.get(id(clause), ())
    ]
    if own:
        return own
    for member in telling.filling.get("event"):
        slot = page.get_slot(member)
        here = [draft for drafts in page.told.values() for draft in drafts]
        same = [draft for draft in here if slot is not None and draft.label == slot.mention.phrase.text]
        if same:
            return same
        if slot is not None and slot.mention.kind == "event":
            found = (
                find_told(page.scene, slot, page.books)
                if slot.mention.phrase.is_short
                else page.books.events.find_named(slot.mention.phrase.text)
            )
            return [found] if found is not None else []
        if slot is None and member.head in ("visit", "trip", "tour", "event", "activity"):
            kinds = ("visit",) if member.head not in ("event", "activity") else ()
            return page.books.events.find_last(page.scene.sentence.ordinal, kinds)[-1:]
    return []
