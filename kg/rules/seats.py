"""Turns what the rules find about seats that no title is written for into tenures: members of a board, who heads a
unit."""

from __future__ import annotations

from kg.discourse.events import Draft
from kg.discourse.matches import Books, Found
from kg.discourse.scene import Agent
from kg.discourse.tenures import name_office, state_tenure
from kg.languages.phrase import Phrase
from kg.mentions.mentions import Mention
from kg.patterns import get_expression, get_words


def add_seats(found: Found, books: Books) -> None:
    """Adds a tenure for each person of a list, in the body that the sentence names, or that was told of last."""
    scene, rule = found.scene, found.rule
    people = [agent for agent in found.get_agents("N") if agent.id.startswith("person/")]
    body = _find_body(found, books)
    if not people or body is None or rule.label is None:
        return
    name = scene.story.resolver.entities[body].get_name(scene.story.resolver.lang)
    owner = Phrase("body", 0, 0, name)
    text = get_words(books.language, "post_label").format(title=rule.label, body=name)
    post = Phrase("post", 0, 0, text, head=rule.label, title=rule.label, of=owner)
    for person in people:
        tenure = state_tenure(scene, rule, person, name_office(scene, Mention(post), post, rule.capacity))
        books.tenures[tenure.id] = tenure
    if rule.event == "appointment":
        _add_appointment(found, books, people)


def _find_body(found: Found, books: Books) -> str | None:
    """The body of the pattern, else the one named last before in the sentence, else the board of the last tenure."""
    scene = found.scene
    numbers = scene.get_slots(found.span("B"))
    before = scene.row.find_slots(0, found.match.start())
    named = [n for n in before if scene.row.slots[n].mention.kind in ("body", "mechanism")]
    for number in numbers or named[-1:]:
        return scene.resolve_slot(number, kind="body")
    held = [tenure.body for tenure in books.tenures.values() if tenure.body is not None]
    name = scene.story.resolver.entities[held[-1]].get_name(scene.story.resolver.lang) if held else ""
    return held[-1] if get_expression(books.language, "board").search(name) else None


def _add_appointment(found: Found, books: Books, people: list[Agent]) -> None:
    label = get_words(books.language, "appointment_label").format(found.rule.label)
    draft = Draft("appointment", found.status, label, found.pick_time())
    draft.sentence = found.scene.sentence.ordinal
    for person in people:
        draft.add_part(found.make_part(person, "participant"))
    books.events.add(draft)
