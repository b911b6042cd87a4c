"""Tells on which board a seat is that a text names alone: 新任成員是甲和乙, of the board that it told of last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.discourse.scene import Scene
from kg.discourse.tenure_dates import find_effect
from kg.grammar import Rule
from kg.languages.fronts import search_front
from kg.languages.phrase import Phrase
from kg.mentions.mentions import Mention
from kg.mentions.rows import Slot
from kg.patterns import get_expression
from kg.vocabulary import Capacity

_BOARDS = ("body", "mechanism")


def note_board(scene: Scene, rules: Mapping[str, Rule]) -> None:
    """Keeps the board that a sentence names last, or appoints somebody to, and the day to come from which it says that
    seats are held."""
    story = scene.story
    for number, slot in enumerate(scene.row.slots):
        if slot.mention.kind in _BOARDS:
            _note_named(scene, number)
        elif slot.posts and not story.is_board_meant:
            _note_given(scene, slot, rules)
    if story.effect is None and story.board is not None and scene.times:
        effect = find_effect(scene)
        story.effect = effect[0] if effect is not None else None


def _note_named(scene: Scene, number: int) -> None:
    story, slot = scene.story, scene.row.slots[number]
    behind = get_expression(story.language, "board_behind")
    is_meant = not slot.mention.phrase.is_short and behind.match(scene.sentence.text, slot.end) is not None
    named = get_expression(story.language, "board_name")
    if is_meant or (not story.is_board_meant and named.search(slot.mention.phrase.text)):
        story.board = scene.resolve_slot(number) or story.board
        story.is_board_meant = story.is_board_meant or is_meant


def _note_given(scene: Scene, slot: Slot, rules: Mapping[str, Rule]) -> None:
    story, language = scene.story, scene.story.language
    named, chairs = get_expression(language, "board_name"), get_expression(language, "chair_title")
    for mention, rule in slot.posts:
        body, title = mention.phrase.of, mention.phrase.title
        if rules[rule].event is None or body is None or body.kind not in _BOARDS:
            continue
        if named.search(body.text) or chairs.fullmatch(title) is not None:
            story.board = story.resolver.resolve(body) or story.board


def settle_seats(scene: Scene, slot: Slot, rules: Mapping[str, Rule]) -> None:
    """Gives each seat of a slot its board: the one that the sentence names before it, else the one told of last; so it
    is with the chair that somebody is appointed to. A mere member of nothing holds no office."""
    language = scene.story.language
    seats, plain = get_expression(language, "seat_title"), get_expression(language, "plain_seat")
    chairs = get_expression(language, "chair_title")
    posts = []
    for mention, rule in slot.posts:
        phrase = mention.phrase
        is_chair = (rules[rule].event is not None or scene.story.is_board_meant) and chairs.fullmatch(
            phrase.title
        ) is not None
        if phrase.of is None and not mention.ids and (is_chair or seats.fullmatch(phrase.title)):
            board = _find_board(scene, phrase)
            if board is None and plain.fullmatch(phrase.title):
                continue
            if board is not None:
                posts.append((Mention(_seat(scene, phrase, board)), rule))
                continue
        posts.append((mention, rule))
    slot.posts = tuple(posts)


def _find_board(scene: Scene, phrase: Phrase) -> str | None:
    story = scene.story
    named = get_expression(story.language, "board_name")
    before = [
        number
        for number, slot in enumerate(scene.row.slots)
        if slot.end <= phrase.start and slot.mention.kind in _BOARDS and named.search(slot.mention.phrase.text)
    ]
    is_beside = bool(before) and scene.row.slots[before[-1]].end == phrase.start - 1
    if not is_beside and search_front(get_expression(story.language, "owned_seat"), scene.sentence.text, phrase.start):
        return None
    told = scene.row.slots[before[-1]].end if before else 0
    if get_expression(story.language, "unnamed_board").search(scene.sentence.text, told, phrase.start):
        return None
    return scene.resolve_slot(before[-1]) if before else story.board


def _seat(scene: Scene, phrase: Phrase, board: str) -> Phrase:
    story = scene.story
    name = story.resolver.entities[board].get_name(story.resolver.lang)
    is_new = search_front(get_expression(story.language, "new_seat"), scene.sentence.text, phrase.end) is not None
    is_to_come = is_new and story.is_effect_to_come and phrase.capacity == Capacity.SUBSTANTIVE
    capacity = str(Capacity.DESIGNATE) if is_to_come else phrase.capacity
    seat = get_expression(story.language, "seat_title").fullmatch(phrase.title)
    title = seat["seat"] if seat is not None else phrase.title
    return replace(phrase, text=name + title, title=title, of=Phrase("body", 0, 0, name), capacity=capacity)
