"""Turns what the rules find in a scene into events and the parts people took in them."""

from __future__ import annotations

import re

from kg.events import Draft
from kg.grammar import Rule
from kg.languages.lexicon import Lexicon
from kg.languages.numerals import read_number
from kg.languages.time import Time
from kg.matches import Books, Found
from kg.patterns import get_expression, get_words
from kg.pieces import Pieces, split_match
from kg.rows import Slot
from kg.story import Scene, get_slot, is_plural

_CITIES = frozenset({"city", "sar", "municipality", "country", "province"})
_FARTHEST_EVENT = 3  # sentences back that "the meeting" may reach
_SPOKEN_AT = ("conference", "ceremony", "other", "meeting", "signing")
# What takes place in the city that is being visited, where nothing else is said.
_IN_CITY = frozenset({"meeting", "signing", "ceremony", "conference"})


def add_event(found: Found, books: Books) -> None:
    """Adds the event, or each of the events, that a match tells."""
    rule = found.rule
    if found.lacks_subject() or not any(found.get_agents(group) for group in rule.roles):
        return
    entities = found.scene.story.resolver.entities
    cities: list[tuple[str, ...]] = []
    for pieces in split_match(found):
        draft = _draft(found, pieces, books)
        if draft is None or _is_ahead(found, draft):
            continue
        for group, role in rule.roles.items():
            agents = found.get_agents(group) if pieces.group != group else pieces.agents
            for agent in agents:
                draft.add_part(found.make_part(agent, role))
                if role in ("organiser", "host") and entities[agent.id].kind == "mechanism":
                    draft.mechanism = agent.id
        _add_sides(found, draft, pieces)
        draft.sentence = found.scene.sentence.ordinal
        books.events.add(draft)
        if draft.type == "meeting":
            found.scene.story.company = tuple(part.agent for part in draft.parts)
            found.scene.story.company_sentence = draft.sentence
        found.scene.note_event(draft.time if draft.status == "done" else None, found.match.start())
        if rule.sets_city or draft.type == "visit":
            _note_city(found, draft)
            cities += [tuple(draft.places)] if draft.places else []
    if len(set(cities)) > 1:  # "visited Zhuhai and Foshan": what follows may be in either
        found.scene.story.city = ()


def _is_ahead(found: Found, draft: Draft) -> bool:
    """ "The board, chaired by Mr X, will meet in March": what is told as done, but lies ahead, was read wrongly."""
    issued = found.scene.story.release.issued.date().isoformat()
    return draft.status == "done" and draft.time is not None and draft.time.first > issued


def _note_city(found: Found, draft: Draft) -> None:
    """Remembers the city being visited, and on which day which city is: "In Shanghai, ..." is then on Shanghai's
    day."""
    story = found.scene.story
    things = story.resolver.gazetteer.things
    is_city = any(place in things and things[place].subkind in _CITIES for place in draft.places)
    if found.status == "done" and draft.places and (found.rule.sets_city or is_city):
        is_outer_first = get_words(story.language, "container_order") == "outer first"
        story.city = tuple(draft.places[-1:] if is_outer_first else draft.places[:1])
    for place in draft.places:
        if draft.time is not None:
            story.city_days[place] = draft.time


def _draft(found: Found, pieces: Pieces, books: Books) -> Draft | None:
    rule, scene = found.rule, found.scene
    event = _get_event_slot(found, pieces)
    if event is not None and event.mention.phrase.is_short:
        return find_told(found, event, books)
    if event is None and rule.label == "{E}":
        told = books.events.find_last(scene.sentence.ordinal)
        return told[-1] if told else None
    kind = _find_type(rule, event, books.language.lexicon)
    if kind is None:
        return None
    told = books.events.find_last(scene.sentence.ordinal, ("signing",)) if kind == "signing" else []
    if told and told[0].sentence == scene.sentence.ordinal:
        return told[0]
    draft = Draft(kind, found.status, _make_label(found, pieces), found.pick_time(pieces.slots))
    number = get_expression(scene.story.language, "ordinal").search(draft.folded)
    draft.number = read_number(number["number"]) if number is not None else None
    _place(found, draft, pieces, books)
    if event is not None:
        _describe(found, draft, event)
    mechanism = get_slot(scene, found.span("M"))
    if mechanism is not None:
        draft.mechanism = scene.resolve_slot(scene.get_slots(found.span("M"))[0])
    return draft


def find_told(found: Found, event: Slot, books: Books) -> Draft | None:
    """Gives the event that "the reception", "the meeting" or "the event" has in mind."""
    word = _name_one(found, event)
    return books.events.find_head(word, books.language.lexicon.told_events.get(word))


def _name_one(found: Found, event: Slot) -> str:
    """The head word of an event, for one of it: "meetings" are told of as "meeting"."""
    return get_expression(found.scene.story.language, "plural").sub("", event.mention.phrase.head)


def _get_event_slot(found: Found, pieces: Pieces) -> Slot | None:
    if pieces.group == "E" and pieces.slots:
        return found.scene.row.slots[pieces.slots[0]]
    return get_slot(found.scene, found.span("E"))


def _find_type(rule: Rule, event: Slot | None, lexicon: Lexicon) -> str | None:
    if rule.event != "by-head":
        return rule.event
    if event is None:
        return None
    phrase = event.mention.phrase
    if any(word in lexicon.ceremony_words for word in phrase.text.lower().split()):
        return "signing"
    if event.mention.kind == "initiative":
        return lexicon.event_initiative_heads.get(phrase.head)
    return lexicon.event_heads.get(phrase.head.lower())


def _make_label(found: Found, pieces: Pieces) -> str:
    language = found.scene.story.language

    def word(match: re.Match[str]) -> str:
        group = match.group(1)
        numbers = list(pieces.slots) if group == pieces.group else found.scene.get_slots(found.span(group))
        joint, others = get_words(language, "joint"), get_words(language, "others")
        return joint.join(_name_slot(found.scene, number) for number in numbers) or others

    return re.sub(r"\{(\w+)\}", word, found.rule.label or found.rule.id)


def _name_slot(scene: Scene, number: int) -> str:
    """The words of a slot; of "it" or "the mechanism" the name of what is meant."""
    mention = scene.row.slots[number].mention
    if mention.phrase.is_short and mention.kind in ("body", "mechanism"):
        entity = scene.resolve_slot(number)
        resolver = scene.story.resolver
        return resolver.entities[entity].get_name(resolver.lang) if entity is not None else mention.phrase.text
    return mention.phrase.text


def _place(found: Found, draft: Draft, pieces: Pieces, books: Books) -> None:
    """Puts the event where the sentence says, else at the body visited in the same sentence, else in the city of
    the visit."""
    scene, where = found.scene, found.rule.where
    numbers = []
    if where is not None:
        numbers = list(pieces.slots) if pieces.group == where else scene.get_slots(found.span(where))
    if not numbers and draft.type != "visit":
        numbers = find_tail_places(found)
    for number in numbers:
        entity = scene.resolve_slot(number, kind=_choose_place_kind(scene, number))
        if entity is not None:
            is_host = entity.startswith("body/")
            (draft.visited if is_host else draft.places).append(entity)
    is_here = is_in_story(found, draft.time)
    if not numbers and draft.type in _IN_CITY and is_here and not scene.is_speech(found.match.start()):
        draft.visited += books.events.find_visited(scene.sentence.ordinal) if draft.type == "meeting" else []
        draft.places += [] if draft.visited else scene.story.city


def is_in_story(found: Found, time: Time | None) -> bool:
    """Whether an event of a time belongs to the visit being told, and not to an earlier day or a later plan."""
    story = found.scene.story
    if story.city_sentence == found.scene.sentence.ordinal:
        return True
    days = {story.city_days[place].first for place in story.city if place in story.city_days}
    days |= {story.release.issued.date().isoformat()}
    return found.status == "done" and (time is None or time.first in days)


def _choose_place_kind(scene: Scene, number: int) -> str:
    """A name of no known kind in a place's slot is a place, unless it is short for something."""
    phrase = scene.row.slots[number].mention.phrase
    is_new = phrase.kind == "name" and not phrase.abbreviation and phrase.text not in scene.story.resolver.aliases
    return "place" if is_new else ""


def find_tail_places(found: Found) -> list[int]:
    """ "... the meeting at the Customs Building in North Point": the slots of the places right behind a match, or, as
    in Chinese, inside it."""
    language, row = found.scene.story.language, found.scene.row
    tail = get_expression(language, "tail").match(row.text, found.match.end())
    if tail is not None:
        return row.find_slots(*tail.span())
    inner = get_expression(language, "inner_place").search(row.text, *found.match.span())
    return row.find_slots(*inner.span("W")) if inner is not None else []


def _describe(found: Found, draft: Draft, event: Slot) -> None:
    scene = found.scene
    if event.mention.kind == "initiative":
        draft.about = scene.story.resolver.resolve(event.mention.phrase, event.mention.ids)
    theme = get_expression(scene.story.language, "theme").match(scene.sentence.text, event.end)
    draft.theme = (theme["quoted"] or theme["plain"]).strip() if theme is not None else None


def _add_sides(found: Found, draft: Draft, pieces: Pieces) -> None:
    if len(found.rule.sides) != 2:
        return
    one, other = found.rule.sides
    others = pieces.agents if pieces.group == other else found.get_agents(other)
    draft.sides += [
        (found.make_part(a, "participant"), found.make_part(b, "participant"))
        for a in found.get_agents(one)
        for b in others
    ]


def add_parts(found: Found, books: Books) -> None:
    """Adds people to the events that were told just before: "Also attending the meetings were ..."."""
    event = get_slot(found.scene, found.span("E"))
    ordinal, language = found.scene.sentence.ordinal, found.scene.story.language
    kind = language.lexicon.told_events.get(_name_one(found, event)) if event is not None else None
    kinds = ("meeting",) if kind == "meeting" else ()
    if found.rule.event == "visit":
        visits = [draft for draft in books.events.drafts if draft.type == "visit" and not draft.visited]
        told = [draft for draft in visits if draft.status != "cancelled"]
    elif event is not None and event.mention.phrase.is_short and not is_plural(found.scene, event.mention.phrase.head):
        named = find_told(found, event, books)
        told = [named] if named is not None else []
    else:
        told = books.events.find_last(ordinal, _SPOKEN_AT if "speaker" in found.rule.roles.values() else kinds)
    if len(told) == 1 and get_expression(language, "both").search(found.scene.sentence.text):
        told = [draft for draft in books.events.drafts if not kinds or draft.type in kinds][-2:]
    told = [draft for draft in told if ordinal - draft.sentence <= _FARTHEST_EVENT or found.rule.event == "visit"]
    is_several = event is None or is_plural(found.scene, event.mention.phrase.head)
    for draft in told if is_several else told[-1:]:
        for group, role in found.rule.roles.items():
            for agent in found.get_agents(group):
                draft.add_part(found.make_part(agent, role))


def add_timing(found: Found, books: Books) -> None:
    """Adds when and where the event took place that was told just before: "The event was held on May 9"."""
    event = get_slot(found.scene, found.span("E"))
    draft = find_told(found, event, books) if event is not None and event.mention.phrase.is_short else None
    if draft is None or found.scene.sentence.ordinal - draft.sentence > _FARTHEST_EVENT:
        return
    time = found.scene.pick_time(found.match.span())
    if draft.time is None or draft.time not in found.scene.times:
        draft.time = time or draft.time
    numbers = found.scene.get_slots(found.span("W"))
    places = [found.scene.resolve_slot(number, kind=_choose_place_kind(found.scene, number)) for number in numbers]
    draft.places += [place for place in places if place is not None and not (draft.places or draft.visited)]


def note_theme(scene: Scene, books: Books) -> None:
    """ "The theme was "Talent"." is the theme of the event told last."""
    theme = get_expression(scene.story.language, "theme_sentence").search(scene.sentence.text)
    if theme is None:
        return
    for draft in books.events.find_last(scene.sentence.ordinal, _SPOKEN_AT):
        draft.theme = draft.theme or theme["theme"].strip()
