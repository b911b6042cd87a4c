"""Speeches: where one begins and ends, who speaks, who is greeted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.clauses.clause import Clause, Place
from kg.discourse.books import Books
from kg.discourse.events import Part
from kg.discourse.scene import Scene
from kg.frames import Frame, read_frames
from kg.patterns import get_expression
from kg.story.page import DELEGATES, SPOKEN_AT
from kg.vocabulary import Role

_FARTHEST_GREETING = 3  # sentences behind the opening of a speech in which its guests are greeted


@cache
def _get_greeted() -> Frame:
    return next(frame for frame in read_frames("en") if frame.id == "greeted")


def open_speech(scene: Scene, books: Books) -> None:
    """ "Following is the speech by Ms A at the Pearl Forum": all that follows is hers; whom she greets is there."""
    story = scene.story
    if story.speech_of is None:
        if get_expression(story.language, "speech_release").match(scene.sentence.text) is not None:
            people = [n for n, slot in enumerate(scene.row.slots) if slot.mention.kind == "person"]
            agents = scene.get_slot_agents(people[0]) if people else ()
            story.speech_of, story.speech_sentence = (agents[0].id if agents else ""), scene.sentence.ordinal
        return
    scene.speech_from, scene.speaker = 0, story.speech_of or None
    greeted = scene.sentence.ordinal - story.speech_sentence <= _FARTHEST_GREETING
    if greeted and get_expression(story.language, "greeting").search(scene.sentence.text) is not None:
        for draft in books.events.find_last(scene.sentence.ordinal, SPOKEN_AT)[-1:]:
            for number, slot in enumerate(scene.row.slots):
                if slot.mention.kind != "person":
                    continue
                for agent in scene.get_slot_agents(number):
                    draft.add_part(Part(agent, Role.PARTICIPANT.value, scene, _get_greeted(), 0))


def end_speech(scene: Scene, clauses: Sequence[Clause]) -> None:
    """A paragraph of somebody's words goes on in them until somebody acts: a named person, not in his own words."""
    if scene.speech_from != 0 or scene.story.speech_of is not None or scene.sentence.quotes:
        return
    main = next((clause for clause in clauses if clause.place is Place.MAIN), None)
    if main is not None and main.verb != "say" and main.subject is not None:
        members = main.subject.members
        people = [m for m in members if m.slot is not None and scene.row.slots[m.slot].mention.kind == "person"]
        if people or any(member.slot is None and member.head in DELEGATES for member in members):
            scene.speech_from, scene.story.speech_paragraph = None, None
