"""Tells of meetings that come round: "the third meeting, which took place in Macao in June" is of the body whose
meetings the release tells of."""

from __future__ import annotations

from dataclasses import replace

from kg.discourse.events import Draft
from kg.discourse.matches import Books, Found
from kg.discourse.scene import Agent, get_slot
from kg.languages.time import Time
from kg.patterns import get_expression
from kg.story.pieces import Pieces

_LIKELY_DAYS = 7


def widen_time(found: Found, pieces: Pieces, time: Time | None, books: Books) -> Time | None:
    """ "concluded a visit to Porto and Vigo on October 2": that day is the last city's; of the others the month is
    known, or the year."""
    numbers = found.scene.get_slots(found.span("W")) if found.rule.ends_trip else []
    if time is None or len(time.first) != 10 or not numbers or numbers[-1] in pieces.slots:
        return time
    duration = get_expression(books.language, "duration").search(found.scene.sentence.text)
    days = _LIKELY_DAYS
    if duration is not None:
        days = int(books.language.lexicon.counts.get(duration["count"], duration["count"]))
    return replace(time, first=time.first[:7] if int(time.first[8:]) >= days else time.first[:4], last=None)


def find_series_body(found: Found, draft: Draft, books: Books) -> tuple[Agent, ...]:
    """Gives the one body whose other meetings the release tells of; none where there are several."""
    event = get_slot(found.scene, found.span("E"))
    if draft.type != "meeting" or draft.time is None or event is None:
        return ()
    if get_expression(books.language, "in_series").match(event.mention.phrase.text) is None:
        return ()
    told = [known for known in books.events.drafts if known.type == "meeting"]
    if any(known.time is not None and known.time.first.startswith(draft.time.first) for known in told):
        return ()
    bodies = {part.agent.id: part.agent for known in told for part in known.parts if part.role == "organiser"}
    return tuple(bodies.values()) if len(bodies) == 1 else ()
