"""Finds who a sentence is about, and what of it is somebody's words."""

from __future__ import annotations

import re
from functools import cache

from kg.languages.lexicon import Lexicon
from kg.matches import drop_speaker
from kg.patterns import KIND_MARKS, compile_agents
from kg.story import Scene

_PERSON = KIND_MARKS["person"]
_SUBJECT_STOPS = re.compile(
    r"\b(?:by|with|of|to|for|from|at|in|on|between|including|included|were|than|under|about|as) (?:the )?\Z"
)


@cache
def _compile_speech(lexicon: Lexicon) -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, lexicon.speech_verbs))
    agent = compile_agents("person")
    return re.compile(
        rf"(?P<S>{agent})[^.;:]{{0,60}}? (?:{verbs})(?: that\b|,|:| he\b| she\b| his\b| her\b|(?= [\ue001-\ue009]))"
    )


_TRAILING_SPEECH = re.compile(r"(?P<S>[\ue001][\uf000-\uf8ff]) (?:said|added|remarked|noted|continued)\.?\s*\Z")


def find_speech(scene: Scene, lexicon: Lexicon) -> None:
    """Finds where reported speech begins; a paragraph that opened with it goes on in it until somebody acts."""
    text = scene.row.text
    match = (_compile_speech(lexicon).search(text) or _TRAILING_SPEECH.search(text)) if _PERSON in text else None
    if match is not None:
        speakers = scene.get_agents(match.span("S"))
        scene.speaker = speakers[0].id if len(speakers) == 1 else None
        scene.speech_from = match.end()
        scene.story.speaker, scene.story.speech_paragraph = scene.speaker, scene.sentence.paragraph
    elif scene.story.speech_paragraph == scene.sentence.paragraph and not text.startswith("\ue001"):
        scene.speaker, scene.speech_from = scene.story.speaker, 0
    elif scene.sentence.quotes:
        scene.speaker = scene.story.speaker
    else:
        scene.story.speech_paragraph = None


def find_subject(scene: Scene) -> None:
    """The sentence's subject is its first agent that no preposition governs."""
    scene.subject = ()
    for match in _compile_subject().finditer(scene.row.text):
        start, end = match.span()
        if _SUBJECT_STOPS.search(scene.row.text, 0, start):
            start = drop_speaker(scene, (start, end))[1]
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


@cache
def _compile_subject() -> re.Pattern[str]:
    return re.compile(compile_agents("agent"))


def find_leaders(scene: Scene) -> None:
    """Remembers who leads the delegation that the release goes on to tell of."""
    if "elegation" not in scene.row.text:
        return
    for pattern in _compile_leading():
        match = pattern.search(scene.row.text)
        leaders = scene.get_agents(match.span("A")) if match is not None else ()
        if leaders:
            scene.story.leaders = leaders
            return


@cache
def _compile_leading() -> tuple[re.Pattern[str], ...]:
    people = compile_agents("person")
    return (
        re.compile(
            rf"(?P<A>{people}),? (?:will |is to )?(?:lead|leads|led|leading) (?:an? |the )[^.;]{{0,40}}delegation"
        ),
        re.compile(rf"\b[Dd]elegation[^.;]{{0,80}}? (?:led|headed) by (?:the )?(?P<A>{people})"),
    )
