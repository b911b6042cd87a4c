"""Adds those who went along to each city of a trip: "Accompanying her on the visit are ...", "Members of the
delegation include ..."."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse.books import Books
from kg.discourse.events import Draft
from kg.discourse.scene import Scene


def join_companions(books: Books) -> None:
    """Adds the companions to every city that the same traveller visits; a site, or what was called off, is none."""
    for companions in books.trip_companions:
        trips = _find_trips(companions.scene, books, all_trips=companions.all_trips)
        for trip in trips:
            for part in companions.parts:
                trip.add_part(part)


def _find_trips(scene: Scene, books: Books, *, all_trips: bool) -> Iterator[Draft]:
    trips = [draft for draft in books.events.drafts if draft.is_trip and draft.status != "cancelled"]
    before = [trip for trip in trips if trip.first_sentence <= scene.sentence.ordinal]
    travellers = {part.agent.id for trip in before[-1:] for part in trip.parts}
    for trip in trips if all_trips else before:
        if travellers & {part.agent.id for part in trip.parts}:
            yield trip


def drop_legs_ahead(books: Books) -> None:
    """ "began a visit to A and B", and further on "will go to B tomorrow": nobody has been to B yet.

    The leg that is told as done goes into the planned one, with whoever takes part in it.
    """
    trips = [draft for draft in books.events.drafts if draft.is_trip and draft.time is not None]
    for leg in (trip for trip in trips if trip.status == "done"):
        ahead = next((trip for trip in trips if _is_leg_ahead(leg, trip)), None)
        first = next(trip for trip in trips if trip.first_sentence == leg.first_sentence)
        if ahead is not None and first is not leg:
            books.events.drafts.remove(leg)
            for part in leg.parts:
                ahead.add_part(part)


def _is_leg_ahead(leg: Draft, trip: Draft) -> bool:
    is_later = leg.time is not None and trip.time is not None and leg.time.first < trip.time.first
    is_there = trip.status == "planned" and trip.places[:1] == leg.places[:1]
    return is_later and is_there and bool({p.agent.id for p in leg.parts} & {p.agent.id for p in trip.parts})
