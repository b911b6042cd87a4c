"""Tells where an event took place that names no place of its own: at the body just visited, at the meeting just told,
in the city of the trip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kg.discourse.books import Books
from kg.discourse.events import Draft
from kg.discourse.scene import Scene, Trip
from kg.languages.time import Time
from kg.patterns import FIRST_NUMBER, get_expression, get_words
from kg.story.page import Telling
from kg.story.told import find_told

_CITIES = frozenset({"city", "sar", "municipality", "country", "province"})
_LONGEST_TRIP = 10  # days
_WIDE = frozenset({"country", "province", "region"})


def place_by_story(found: Telling, draft: Draft, books: Books) -> None:
    """Gives an event without a place of its own the place that the story is at, if the story is at one."""
    scene, in_city = found.scene, get_words(books.language, "in_city").split()
    if draft.type not in in_city or draft.places or draft.visited or scene.is_speech(found.start):
        return
    draft.is_here = True
    if draft.type == "meeting":
        draft.visited, draft.places = _find_site(found, draft, books)
    if not draft.visited and not draft.places:
        around = _find_event_around(found, books)
        cities = _keep_inner(scene, _find_city(found, draft))
        draft.places = around or (cities if len(cities) == 1 else [])  # of several at once nobody knows in which


def _find_site(found: Telling, draft: Draft, books: Books) -> tuple[list[str], list[str]]:
    """ "At the Institute, she met ...", "visited the Institute, where she met ...", "met with the Institute's
    director"."""
    scene = found.scene
    opening = get_expression(books.language, "opening_site").match(scene.row.text)
    if opening is not None and opening.end() <= found.end:
        entity = scene.resolve_slot(scene.get_slots(opening.span("W"))[0])
        if entity is not None and entity.startswith(("body/", "place/")):
            return ([entity], []) if entity.startswith("body/") else ([], [entity])
    seats = {tenure.body for tenure in books.tenures.values() if tenure.person in _list_met(found)} - {None}
    visited = books.events.find_visited(scene.sentence.ordinal, _list_people(draft))
    is_there = get_expression(books.language, "there").search(scene.row.text) is not None
    if visited and (is_there or (not seats and not _are_seated(found))):
        return visited, []
    day = draft.time.first if draft.time is not None else None
    sites = [
        body
        for visit in books.events.drafts
        if visit.type == "visit" and visit.status == draft.status
        for body in visit.visited
        if body in seats and (visit.time.first if visit.time is not None else None) == day
    ]
    return sites[-1:], []


def _are_seated(found: Telling) -> bool:
    """Whether those met have an office that names its own place: "the Mayor of Zhuhai"."""
    slots = [found.scene.row.slots[number] for number in found.met_slots]
    return any(mention.phrase.of is not None for slot in slots for mention, _ in slot.posts)


def _list_met(found: Telling) -> set[str]:
    return {agent.id for number in found.met_slots for agent in found.scene.get_slot_agents(number)}


def _find_event_around(found: Telling, books: Books) -> list[str]:
    """The city of the event at, or around, which this one took place."""
    scene = found.scene
    row, around = scene.row, get_expression(books.language, "around")
    for number in row.find_slots(0, found.end):
        phrase = row.slots[number].mention.phrase
        if phrase.kind != "event" or not phrase.is_short:
            continue
        at = row.text.find(chr(FIRST_NUMBER + number)) - 1
        told = find_told(found.scene, row.slots[number], books) if around.match(row.text[:at]) else None
        if told is not None and told.status == found.status:
            return [place for place in told.places if _is_city(scene, place)]
        break
    return []


def _find_city(found: Telling, draft: Draft) -> tuple[str, ...]:
    scene, story, time = found.scene, found.scene.story, draft.time
    people = _list_people(draft)
    for trip in reversed(story.trips):
        is_same_sentence = trip.sentence == scene.sentence.ordinal
        if is_same_sentence and trip.at > found.start and trip.places == story.city:
            return ()  # "After a meeting with A, B visited Zhuhai": where they met, nobody says
        if trip.paragraph != scene.sentence.paragraph or (is_same_sentence and trip.at > found.start):
            continue
        if trip.status != found.status:
            continue
        if is_same_sentence and people and trip.people and not people & trip.people:
            return ()  # "A went to Zhuhai, while B met C": where that was, nobody says
        if is_same_sentence or trip.time is None or time is None or trip.time.first == time.first:
            return trip.places if _is_alone(trip, story.trips) else ()
    return story.city if is_in_story(found, time) else ()


def _list_people(draft: Draft) -> frozenset[str]:
    return frozenset(part.agent.id for part in draft.parts)


def _is_alone(trip: Trip, trips: Sequence[Trip]) -> bool:
    """ "visited Zhuhai and Foshan": what follows may be in either."""
    return all(known.places == trip.places for known in trips if (known.sentence, known.at) == (trip.sentence, trip.at))


def is_in_story(found: Telling, time: Time | None) -> bool:
    """Whether an event of a time belongs to the visit being told, and not to an earlier day or a later plan."""
    story = found.scene.story
    if story.city_sentence == found.scene.sentence.ordinal:
        return True
    issued = story.release.issued.date()
    days = [story.city_days[place].first for place in story.city if place in story.city_days]
    first = min(days, default=issued.isoformat())
    is_recent = first >= (issued - timedelta(days=_LONGEST_TRIP)).isoformat()
    starts = first if len(story.city_days) > 1 else (issued - timedelta(days=_LONGEST_TRIP)).isoformat()
    is_within = time is None or starts <= time.first <= issued.isoformat() or time.first in days
    return found.status == "done" and is_within and (is_recent or time is not None)


def note_trip(found: Telling, draft: Draft) -> bool:
    """Remembers the city being visited, and on which day which city is: "In Shanghai, ..." is then on Shanghai's
    day. Tells whether it is a city at all."""
    scene, story = found.scene, found.scene.story
    is_trip = found.sets_city or any(_is_city(scene, place) for place in draft.places)
    if not draft.places or not is_trip:
        return False
    home = set(get_words(story.language, "home").split())
    if set(draft.places) <= home:
        return True
    if all(_is_inside(scene, place, home) for place in draft.places):
        return False  # "went to Cyberport": what follows may be anywhere in town
    if found.sets_city:
        story.towns.update(draft.places)
    if found.status == "done":
        story.city = tuple(draft.places)
    sentence = scene.sentence
    story.trips.append(
        Trip(
            tuple(draft.places),
            found.status,
            draft.time,
            sentence.ordinal,
            sentence.paragraph,
            found.start,
            _list_people(draft),
        )
    )
    for place in draft.places:
        if draft.time is not None:
            story.city_days[place] = draft.time
    return True


def note_site(found: Telling, places: Sequence[str]) -> None:
    """ "visited the Lantern Museum in Zhuhai": what follows is in Zhuhai."""
    scene = found.scene
    cities = tuple(dict.fromkeys(place for place in places if _is_city(scene, place)))
    if not cities or found.status != "done" or scene.is_speech(found.start):
        return
    time, story = found.pick_time(), scene.story
    days = {story.release.issued.date().isoformat(), *(day.first for day in story.city_days.values())}
    if time is None or time.first in days:
        story.city = cities
        story.city_days.update(dict.fromkeys(cities, time) if time is not None else {})


def _is_inside(scene: Scene, place: str, home: set[str]) -> bool:
    thing = scene.story.resolver.gazetteer.things.get(place)
    return (
        thing is not None
        and thing.parent is not None
        and (thing.parent in home or _is_inside(scene, thing.parent, home))
    )


def _is_city(scene: Scene, place: str) -> bool:
    things = scene.story.resolver.gazetteer.things
    return things[place].subkind in _CITIES if place in things else place in scene.story.towns


def is_abroad(scene: Scene, place: str) -> bool:
    """Whether a known place lies outside the country that home is in."""
    gazetteer = scene.story.resolver.gazetteer
    around = gazetteer.widen(get_words(scene.story.language, "home").split())
    return place in gazetteer.things and around.isdisjoint({place, *gazetteer.widen((place,))})


def is_wide(scene: Scene, place: str) -> bool:
    """Whether a place is a country or province, too wide to say where a meeting was."""
    thing = scene.story.resolver.gazetteer.things.get(place)
    return thing is not None and thing.subkind in _WIDE


def _keep_inner(scene: Scene, places: Sequence[str]) -> list[str]:
    """Of "Porto, Portugal" the city alone is where a meeting was."""
    return [place for place in places if not is_wide(scene, place)]
