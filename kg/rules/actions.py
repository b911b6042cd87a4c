"""Turns what the rules find in a scene into events and the parts people took in them."""

from __future__ import annotations

import re

from kg.discourse.events import Draft
from kg.discourse.matches import Books, Found
from kg.discourse.scene import Scene, get_slot, is_plural
from kg.grammar import Rule
from kg.languages.language import Language
from kg.languages.numerals import read_number
from kg.mentions.rows import Slot
from kg.patterns import KIND_MARKS, get_expression, get_words
from kg.rules.series import find_series_body, widen_time
from kg.story.pieces import Pieces, split_match
from kg.story.told import find_told, find_told_kinds
from kg.story.whereabouts import note_site, note_trip, place_by_story

_FARTHEST_EVENT = 3  # sentences back that "the meeting" may reach
_FARTHEST_JOINED = 6  # sentences back that those may reach who "also attended the meeting"
_SPOKEN_AT = ("conference", "ceremony", "other", "meeting", "signing")


def add_event(found: Found, books: Books) -> None:
    """Adds the event, or each of the events, that a match tells."""
    rule = found.rule
    if found.lacks_subject() or not (rule.is_silent or any(found.get_agents(group) for group in rule.roles)):
        return
    if _names_several(found):
        add_parts(found, books)
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
        if rule.is_silent and not draft.parts:
            _add_series(found, draft, books)
        draft.sentence = found.scene.sentence.ordinal
        draft.first_sentence = draft.first_sentence or draft.sentence
        if rule.sets_city or draft.type == "visit":
            draft.is_trip = note_trip(found, draft)
        books.events.add(draft)
        if draft.type == "meeting":
            found.scene.story.company = tuple(part.agent for part in draft.parts)
            found.scene.story.company_sentence = draft.sentence
        found.scene.note_event(draft.time if draft.status == "done" else None, found.match.start())
        if rule.sets_city or draft.type == "visit":
            cities += [tuple(draft.places)] if draft.is_trip else []
    if len(set(cities)) > 1:  # "visited Zhuhai and Foshan": what follows may be in either
        found.scene.story.city = ()


def _names_several(found: Found) -> bool:
    """ "attended the two meetings": those that were told just before."""
    event = get_slot(found.scene, found.span("E"))
    if event is None or not event.mention.phrase.is_short or not is_plural(found.scene, event.mention.phrase.head):
        return False
    return find_told_kinds(found.scene, event) == ["meeting"]


def _add_series(found: Found, draft: Draft, books: Books) -> None:
    for body in find_series_body(found, draft, books):
        draft.add_part(found.make_part(body, "organiser"))
        draft.is_aside = True


def _is_ahead(found: Found, draft: Draft) -> bool:
    """ "The board, chaired by Mr X, will meet in March": what is told as done, but lies ahead, was read wrongly."""
    issued = found.scene.story.release.issued.date().isoformat()
    if draft.status == "done" and draft.time is not None and draft.time.first > issued:
        return True
    passive = get_expression(found.scene.story.language, "passive")
    is_participle = draft.status == "done" and passive.search(found.match.group()) is not None
    times = [time.first for time in found.scene.times if time.first]
    return is_participle and min(times, default="") > issued and found.goes_on_planned()


def _draft(found: Found, pieces: Pieces, books: Books) -> Draft | None:
    rule, scene = found.rule, found.scene
    event = _get_event_slot(found, pieces)
    if event is not None and event.mention.phrase.is_short:
        return _find_told_again(found, event, pieces, books)
    if rule.is_silent and not scene.get_slots(found.span(rule.where or "")) and found.get_group("V") is None:
        return None  # "The Pearl Forum was held on May 2" tells of nobody and no place
    if event is None and rule.label == "{E}":
        told = books.events.find_last(scene.sentence.ordinal)
        return told[-1] if told else None
    kind = _find_type(rule, event, books.language)
    if kind is None:
        return None
    time = found.pick_time(pieces.slots)
    told = books.events.find_last(scene.sentence.ordinal, ("signing",)) if kind == "signing" else []
    bare = get_expression(scene.story.language, "bare_signing")
    is_told = event is not None and bare.match(event.mention.phrase.text) is not None
    if told and (told[0].sentence == scene.sentence.ordinal or is_told):
        return told[0]
    draft = Draft(kind, found.status, _make_label(found, pieces), widen_time(found, pieces, time, books))
    number = get_expression(scene.story.language, "ordinal").search(draft.folded)
    draft.number = read_number(number["number"]) if number is not None else None
    draft.is_numbered = get_expression(scene.story.language, "numbered").match(draft.folded) is not None
    _place(found, draft, pieces, books)
    if event is not None:
        _describe(found, draft, event)
    mechanism = get_slot(scene, found.span("M"))
    if mechanism is not None:
        draft.mechanism = scene.resolve_slot(scene.get_slots(found.span("M"))[0])
    return draft


def _find_told_again(found: Found, event: Slot, pieces: Pieces, books: Books) -> Draft | None:
    """ "The forum was held in Zhuhai on May 2": what is said of an event that was told before."""
    draft = find_told(found.scene, event, books)
    if draft is None or not found.rule.is_silent:
        return draft
    if found.scene.sentence.ordinal - draft.sentence <= _FARTHEST_EVENT and draft.time not in found.scene.times:
        draft.time = found.scene.pick_time(found.match.span()) or draft.time
    _place(found, draft, pieces, books)
    return draft


def _get_event_slot(found: Found, pieces: Pieces) -> Slot | None:
    if pieces.group == "E" and pieces.slots:
        return found.scene.row.slots[pieces.slots[0]]
    return get_slot(found.scene, found.span("E"))


def _find_type(rule: Rule, event: Slot | None, language: Language) -> str | None:
    if rule.event != "by-head" or event is None:
        is_talk = rule.event == "meeting" and event is not None and _is_conference(event, language)
        return "conference" if is_talk else None if rule.event == "by-head" else rule.event
    phrase, lexicon = event.mention.phrase, language.lexicon
    if set(rule.roles) <= {"O"} and get_expression(language, "plenary").search(phrase.text):
        return "meeting"
    if any(word in lexicon.ceremony_words for word in phrase.text.lower().split()):
        return "signing"
    if event.mention.kind == "initiative":
        return lexicon.event_initiative_heads.get(phrase.head)
    return lexicon.event_heads.get(phrase.head.lower())


def _is_conference(event: Slot, language: Language) -> bool:
    """ "The panel session was chaired by Ms A", "the Institute's first workshop": no meeting of a body."""
    phrase = event.mention.phrase
    is_talk = get_expression(language, "talk_head").match(phrase.head) is not None
    is_panel = get_expression(language, "panel").match(phrase.text) is not None
    return event.mention.kind == "event" and (is_talk or is_panel)


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
    """Puts the event where the sentence says, else where the story is."""
    scene, where = found.scene, found.rule.where
    numbers = []
    if where is not None:
        numbers = list(pieces.slots) if pieces.group == where else scene.get_slots(found.span(where))
    if found.get_group("V") is not None:
        draft.places, draft.visited, draft.is_here = _find_same_venue(draft, books), [], False
        return
    tail = find_tail_places(found)
    if draft.is_here and numbers:
        draft.places, draft.visited, draft.is_here = [], [], False
    if get_words(scene.story.language, "container_order") == "outer first":  # the most specific place comes first
        numbers, tail = numbers[::-1], tail[::-1]
    town = get_expression(scene.story.language, "town")
    for number in dict.fromkeys([*numbers, *(tail if draft.type != "visit" else [])]):
        entity = scene.resolve_slot(number, kind=_choose_place_kind(scene, number))
        if entity is not None:
            is_host = entity.startswith("body/")
            (draft.visited if is_host else draft.places).append(entity)
            phrase = scene.row.slots[number].mention.phrase
            if phrase.kind == "name" and not is_host and town.match(phrase.text):
                scene.story.towns.add(entity)
    around = [scene.resolve_slot(number, kind="place") for number in tail]
    note_site(found, [place for place in around if place is not None] + (draft.places if draft.type != "visit" else []))
    place_by_story(found, draft, books)


def _find_same_venue(draft: Draft, books: Books) -> list[str]:
    """ "at the same venue": that of the event told last before it."""
    told = [known for known in books.events.drafts if known is not draft and known.places and not known.is_here]
    return list(told[-1].places) if told else []


def _choose_place_kind(scene: Scene, number: int) -> str:
    """A name of no known kind in a place's slot is a place, unless it is short for something."""
    phrase = scene.row.slots[number].mention.phrase
    is_new = phrase.kind == "name" and not phrase.abbreviation and phrase.text not in scene.story.resolver.aliases
    return "place" if is_new else ""


def find_tail_places(found: Found) -> list[int]:
    """ "... the meeting at the Customs Building in North Point": the slots of the places right behind a match, or, as
    in Chinese, inside it."""
    language, row, end = found.scene.story.language, found.scene.row, found.match.end()
    has_place = KIND_MARKS["place"] in row.text[end:] or KIND_MARKS["name"] in row.text[end:]
    tail = get_expression(language, "tail").match(row.text, end) if has_place else None
    if tail is not None:
        numbers = row.find_slots(*tail.span())
        return [number for number in numbers if row.slots[number].mention.kind not in ("event", "initiative")]
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
    kinds = ("meeting",) if event is not None and "meeting" in find_told_kinds(found.scene, event) else ()
    if found.rule.event == "visit":
        books.companions.append(found)
        return
    if event is not None and event.mention.phrase.is_short and not is_plural(found.scene, event.mention.phrase.head):
        named = find_told(found.scene, event, books)
        told = [named] if named is not None else []
    elif event is not None and (named := books.events.find_named(event.mention.phrase.text)) is not None:
        told = [named]
    else:
        told = books.events.find_last(ordinal, _SPOKEN_AT if "speaker" in found.rule.roles.values() else kinds)
    if len(told) == 1 and get_expression(language, "both").search(found.scene.sentence.text):
        told = [draft for draft in books.events.drafts if not kinds or draft.type in kinds][-2:]
    farthest = _FARTHEST_JOINED if event is not None else _FARTHEST_EVENT
    told = [draft for draft in told if ordinal - draft.sentence <= farthest]
    is_several = event is None or is_plural(found.scene, event.mention.phrase.head)
    for draft in told if is_several else told[-1:]:
        for group, role in found.rule.roles.items():
            for agent in found.get_agents(group):
                draft.add_part(found.make_part(agent, role))


def note_theme(scene: Scene, books: Books) -> None:
    """ "The theme was "Talent"." is the theme of the event told last."""
    theme = get_expression(scene.story.language, "theme_sentence").search(scene.sentence.text)
    if theme is None:
        return
    for draft in books.events.find_last(scene.sentence.ordinal, _SPOKEN_AT):
        draft.theme = draft.theme or theme["theme"].strip()
