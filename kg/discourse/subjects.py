"""Finds who a sentence is about, and what of it is somebody's words."""

from __future__ import annotations

import re
from functools import cache

from kg.discourse.scene import Scene
from kg.languages.fronts import search_front
from kg.languages.language import Language
from kg.patterns import KIND_MARKS, compile_list, get_expression, get_expressions, has_words

_PERSON = KIND_MARKS["person"]


def find_speech(scene: Scene) -> None:
    """Finds where reported speech begins; a paragraph that opened with it goes on in it until somebody acts."""
    text = scene.row.text
    match = _match_speech(scene) if _PERSON in text else None
    if match is not None:
        speakers = scene.get_agents(match.span("S"))
        scene.speaker = speakers[0].id if len(speakers) == 1 else None
        scene.speech_from = match.end()
        scene.story.speaker, scene.story.speech_paragraph = scene.speaker, scene.sentence.paragraph
    elif scene.story.speech_paragraph == scene.sentence.paragraph and not text.startswith(_PERSON):
        scene.speaker, scene.speech_from = scene.story.speaker, 0
    elif scene.sentence.quotes:
        scene.speaker = scene.story.speaker
    else:
        scene.story.speech_paragraph = None


def _match_speech(scene: Scene) -> re.Match[str] | None:
    forms = (get_expression(scene.story.language, name) for name in ("speech", "trailing_speech"))
    return next((match for form in forms if (match := form.search(scene.row.text)) is not None), None)


def find_subject(scene: Scene) -> None:
    """The sentence's subject is its first agent that no preposition governs."""
    scene.subject = ()
    stops = get_expression(scene.story.language, "subject_stops")
    for match in _compile_subject(scene.story.language).finditer(scene.row.text):
        start, end = match.span()
        if search_front(stops, scene.row.text, start):
            start = _drop_speaker(scene, (start, end))[1]
        if start < end:
            numbers = scene.get_slots((start, end))
            known = [
                number for number in numbers if scene.row.slots[number].mention.kind != "name" or number in scene.agents
            ]
            scene.subject = tuple({a.id: a for number in known for a in scene.get_slot_agents(number)}.values())
            break
    things = [agent.id for agent in scene.subject if not agent.id.startswith("person/")]
    scene.story.thing = things[0] if len(things) == 1 else (None if scene.subject else scene.story.thing)
    people = tuple(agent for agent in scene.subject if agent.id.startswith("person/"))
    scene.story.subjects = people or scene.story.subjects
    greeting = get_expression(scene.story.language, "greeting")
    if scene.story.speech_of is not None and greeting.search(scene.sentence.text) is not None:
        scene.story.subjects = ()  # of those whom a speech greets nothing is told


def _drop_speaker(scene: Scene, span: tuple[int, int]) -> tuple[int, int]:
    """ "Speaking at a dinner hosted by the X Chamber, Ms A said": the chamber alone is the host."""
    text, language = scene.row.text, scene.story.language
    if span[0] <= 0 or not get_expression(language, "opened").match(text):
        return span
    if not search_front(get_expression(language, "agent_of"), text, span[0]):
        return span
    commas = [comma.start() for comma in get_expression(language, "setting_end").finditer(text, *span)]
    is_subject = bool(commas) and get_expression(language, "acts").match(text, span[1]) is not None
    return (span[0], commas[-1]) if is_subject else span


@cache
def _compile_subject(language: Language) -> re.Pattern[str]:
    return re.compile(compile_list(language, "agent"))


def find_leaders(scene: Scene) -> None:
    """Remembers who leads the delegation that the release goes on to tell of."""
    language = scene.story.language
    if not has_words(language, "leading_word", scene.row.text):
        return
    for pattern in get_expressions(language, "leading"):
        match = pattern.search(scene.row.text)
        leaders = scene.get_agents(match.span("A")) if match is not None else ()
        if leaders:
            scene.story.leaders = leaders
            return
