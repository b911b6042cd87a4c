"""Turns a rule and a scene into what was found: matches that may be believed, done or planned, with their agents
and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.discourse.agreements import AgreementBook
from kg.discourse.events import Draft, EventBook, Part
from kg.discourse.scene import Agent, Scene
from kg.discourse.trace import Trace
from kg.grammar import Rule
from kg.languages.language import Language
from kg.languages.time import Time
from kg.patterns import get_expression, get_words
from kg.statements import Indicator, Tenure


@dataclass(slots=True)
class Companions:
    """Who went along to each city of a trip: those told so far, or all (`all_trips`)."""

    scene: Scene
    parts: tuple[Part, ...]
    all_trips: bool


@dataclass(slots=True)
class Books:
    """What the rules have found so far in one release."""

    language: Language
    events: EventBook = field(default_factory=EventBook)
    agreements: AgreementBook = field(default_factory=AgreementBook)
    tenures: dict[str, Tenure] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    establishes: dict[str, list[str]] = field(default_factory=dict)
    companions: list[Found] = field(default_factory=list)
    trip_companions: list[Companions] = field(default_factory=list)
    documents: list[tuple[Draft, int | None]] = field(default_factory=list)
    ceremonies: list[tuple[Found, int | None]] = field(default_factory=list)
    trace: Trace | None = None  # only for who asks how all was read


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a rule in a scene."""

    scene: Scene
    rule: Rule
    match: re.Match[str]
    status: str
    known: dict[str, tuple[Agent, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def start(self) -> int:
        """Where it begins in the row."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Where it ends in the row."""
        return self.match.end()

    @property
    def sets_city(self) -> bool:
        """Whether its places are where the story is from now on."""
        return self.rule.sets_city

    @property
    def met_slots(self) -> list[int]:
        """The slots of those who met."""
        return [number for group in self.rule.sides for number in self.scene.get_slots(self.span(group))]

    def span(self, group: str) -> tuple[int, int]:
        """Where a group stands in the row; (-1, -1) where the pattern has no such group or it matched nothing."""
        return self.match.span(group) if group in self.match.re.groupindex else (-1, -1)

    def get_group(self, group: str) -> str | None:
        """The words of a group; None where the pattern has no such group or it matched nothing."""
        return self.match[group] if group in self.match.re.groupindex else None

    def get_agents(self, group: str) -> tuple[Agent, ...]:
        """The agents of a group; a subject that is left out is the sentence's own."""
        if group not in self.known:
            self.known[group] = self._find_agents(group)
        return self.known[group]

    def _find_agents(self, group: str) -> tuple[Agent, ...]:
        span = self.span(group)
        if self.span(f"no{group}")[0] >= 0 or (f"no{group}" in self.match.re.groupindex and self._is_led_to(span)):
            return self.scene.subject
        if group == "A" and group not in self.match.re.groupindex:  # "His visit to X was called off"
            return self._find_owner()
        return self.scene.get_agents(drop_speaker(self.scene, self._drop_setting(self._find_head(span))))

    def _is_led_to(self, span: tuple[int, int]) -> bool:
        """ "will leave for Porto to meet with ...": whoever goes there meets them, not Porto."""
        number = next(iter(self.scene.get_slots(span)), None)
        is_name = number is not None and self.scene.row.slots[number].mention.kind == "name"
        led_to = get_expression(self.scene.story.language, "led_to")
        return is_name and led_to.search(self.scene.row.text, 0, span[0]) is not None

    def _find_owner(self) -> tuple[Agent, ...]:
        """Whose visit "his visit" is: the person named last before it, else the sentence's or the story's subject."""
        row = self.scene.row
        people = [n for n in row.find_slots(0, self.match.start()) if row.slots[n].mention.kind == "person"]
        before = self.scene.get_slot_agents(people[-1]) if people else ()
        subject = tuple(agent for agent in self.scene.subject if agent.id.startswith("person/"))
        return before or subject or self.scene.story.subjects

    def _drop_setting(self, span: tuple[int, int]) -> tuple[int, int]:
        """ "At the X Institute, she was received by ...": the institute is where, not who."""
        text = self.scene.row.text
        language = self.scene.story.language
        if span[0] <= 0 or not get_expression(language, "setting").search(text, 0, span[0]):
            return span
        end = get_expression(language, "setting_end").search(text, *span)
        return (end.end(), span[1]) if end is not None else span

    def _find_head(self, span: tuple[int, int]) -> tuple[int, int]:
        """ "Ms A, who met with Mr B, visited X": the visitor is A, whom the clause before the comma is about."""
        text = self.scene.row.text
        is_clause = span[0] > 0 and text[span[1] : span[1] + 1] == ","
        relative = get_expression(self.scene.story.language, "relative")
        clause = relative.search(text, 0, span[0]) if is_clause else None
        return clause.span("head") if clause is not None else span

    def _find_own_time(self, slots: Sequence[int]) -> Time | None:
        if not slots or len(self.scene.times) < 2:
            return None
        row = self.scene.row
        if get_words(self.scene.story.language, "own_time") == "before":
            return self._find_time_before(row.slots[slots[0]].start)
        end = row.slots[slots[-1]].end
        following = [slot.start for slot in row.slots if slot.start >= end]
        limit = min(following, default=len(self.scene.sentence.text))
        return next((time for time in self.scene.times if end <= time.start < limit), None)

    def _find_time_before(self, start: int) -> Time | None:
        before = max((slot.end for slot in self.scene.row.slots if slot.end <= start), default=0)
        return next((time for time in reversed(self.scene.times) if before <= time.start and time.end <= start), None)

    def lacks_subject(self) -> bool:
        """Whether the words of the subject are there, but nobody is known for certain to be meant."""
        return self.span("A")[0] >= 0 and not self.get_agents("A")

    def goes_on_planned(self) -> bool:
        """Whether a modal follows: "The forum, organised by the X Society, will be held in May"."""
        modal = get_expression(self.scene.story.language, "modal")
        return modal.search(self.scene.row.text, self.match.end()) is not None

    def make_part(self, agent: Agent, role: str, behalf: str | None = None) -> Part:
        """The part that this match gives to an agent."""
        return Part(agent, role, self.scene, self.rule, self.match.start(), behalf)

    def pick_time(self, slots: Sequence[int] = ()) -> Time | None:
        """The time of what was found: the nearest in the sentence, else the story's day.

        Of several things found at once, each in its own `slots`, one may have its own: "X on June 3 and Y on June 5".
        """
        time = (
            _find_new_day(self.scene)
            or self._find_own_time(slots)
            or self.scene.pick_time(self.match.span(), self.status)
        )
        if time is not None and not time.first:
            return None
        if time is not None and time.ahead is not None and self.status != "done":
            time = replace(time, first=time.ahead, last=None)
        if time is None and not self.rule.is_undated and not self.scene.is_speech(self.match.start()):
            time = self.scene.story.day if self.status == "done" else self._find_planned_day()
        return time

    def _find_planned_day(self) -> Time | None:
        """ "In the evening, she will host ...": later on the day that is being told, if that is the release's own."""
        story = self.scene.story
        is_today = story.day is not None and story.day.first == story.release.issued.date().isoformat()
        later = get_expression(story.language, "later_today")
        if story.planned_day is None and is_today and later.match(self.scene.sentence.text):
            return story.day
        return story.planned_day


def drop_speaker(scene: Scene, span: tuple[int, int]) -> tuple[int, int]:
    """ "Speaking at a dinner hosted by the X Chamber, Ms A said": the chamber alone is the host."""
    text, language = scene.row.text, scene.story.language
    if span[0] <= 0 or not get_expression(language, "opened").match(text):
        return span
    if not get_expression(language, "agent_of").search(text, 0, span[0]):
        return span
    commas = [comma.start() for comma in get_expression(language, "setting_end").finditer(text, *span)]
    is_subject = bool(commas) and get_expression(language, "acts").match(text, span[1]) is not None
    return (span[0], commas[-1]) if is_subject else span


def find_matches(scene: Scene, rule: Rule) -> Iterator[Found]:
    """Gives the matches of a rule that may be believed: not in speech (unless the rule may), not denied, with a
    status."""
    for pattern in rule.patterns:
        for match in pattern.finditer(scene.row.text):
            if scene.is_speech(match.start()) and not rule.in_speech:
                continue
            status = _find_status(scene, match)
            if status == "done" and _lies_ahead(scene, match):
                status = "planned"
            if status is not None:
                yield Found(scene, rule, match, status)


def _lies_ahead(scene: Scene, match: re.Match[str]) -> bool:
    """Whether a language without tenses tells of a day to come: 黃美芬明日抵達珠海."""
    if get_words(scene.story.language, "tense") != "none":
        return False
    time = scene.pick_time(match.span())
    return time is not None and time.first > scene.story.release.issued.date().isoformat()


def _find_status(scene: Scene, match: re.Match[str]) -> str | None:
    """done, planned or cancelled by the verb's helpers; None for a wish, a denial or a bare purpose."""
    text, groups, language = scene.row.text, match.re.groupindex, scene.story.language
    before = text[: match.start()]
    left_out = [name for name in groups if name.startswith("no")]
    is_left_out = any(match.start(name) >= 0 for name in left_out)
    unreal = ["unreal", "denied"]
    if is_left_out and not get_expression(language, "own_clause").search(before):
        unreal.append("lost_subject")
    if any(get_expression(language, name).search(before) for name in unreal):
        return None
    if any(word in text[match.start() :] for word in language.lexicon.cancelled):
        return "planned" if _find_new_day(scene) is not None else "cancelled"
    if _is_planned_whole(scene, match):
        return "planned"
    helpers = [match[name] for name in groups if name.startswith("aux") and match[name]]
    if any(helper.startswith(language.lexicon.planned) for helper in helpers):
        return "planned"
    has_modal = get_expression(language, "modal").search(before) is not None
    is_purpose = get_words(language, "purpose_helper") in helpers or get_expression(language, "purpose").search(before)
    if is_purpose:
        is_real = has_modal or get_expression(language, "purposeful").search(before)
        return ("planned" if has_modal else "done") if is_real else None
    # A verb whose subject is left out, and a passive, go on with the modal of the verb before.
    return "planned" if has_modal and (is_left_out or not left_out) else "done"


def _is_planned_whole(scene: Scene, match: re.Match[str]) -> bool:
    """ "The forum, organised by A, will be held ...": planned as a whole."""
    language, text = scene.story.language, scene.row.text
    if get_expression(language, "participle").match(match.group()) is None:
        return False
    return get_expression(language, "going_on").match(text, match.end()) is not None


def _find_new_day(scene: Scene) -> Time | None:
    """ "has been postponed to tomorrow": it is still planned, for that day."""
    text, moved = scene.sentence.text, get_expression(scene.story.language, "moved")
    return next((time for time in scene.times if moved.search(text, 0, time.start)), None)


def find_agreement(found: Found, group: str, books: Books) -> str | None:
    """ "the agreement", or none named, is the last one mentioned; a named one is itself."""
    numbers = found.scene.get_slots(found.span(group))
    if numbers and not found.scene.row.slots[numbers[0]].mention.phrase.is_short:
        entity = found.scene.resolve_slot(numbers[0])
        phrase = found.scene.row.slots[numbers[0]].mention.phrase
        found.scene.story.note_mention(found.scene.sentence, phrase, entity)
        return entity
    last = found.scene.story.agreement
    if last is not None and numbers:
        return found.scene.story.resolver.resolve(last.phrase, last.ids)
    return books.agreements.last
