"""Turns a rule and a scene into what was found: matches that may be believed, done or planned, with their agents
and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kg.agreements import AgreementBook
from kg.events import EventBook, Part
from kg.grammar import Rule
from kg.languages.lexicon import Lexicon, read_lexicon
from kg.languages.time import Time
from kg.patterns import compile_agents
from kg.statements import Indicator, Tenure
from kg.story import Agent, Scene

_RELATIVE = re.compile(rf"(?P<head>{compile_agents('person')}),? (?:who|which) [^,;]*\Z")
_UNREAL = re.compile(
    r"\b(?:not|never|hop\w+|wish\w*|aim\w*|plann?ed|expects?|would like|able|how|invit\w+|welcom\w+|encourag\w+)"
    r" (?:to )?\Z"
)
_DENIED = re.compile(
    r"\b(?:untrue|not true|false|wrong|incorrect|no truth|den(?:y|ied|ies)|doubt\w*|rumou?rs?|alleg\w+|myth)"
    r"(?: [\w-]+)? that\b"
)
_LED_TO = re.compile(r"\b(?:for|to|in|at|from) \Z")
_MOVED = re.compile(r"\b(?:postponed|rescheduled|put off|deferred|brought forward) (?:to|until|till) \Z")
_LATER = re.compile(
    r"(?:Later )?[Ii]n the (?:afternoon|evening)\b|At noon\b|Later (?:today|on the same day|in the day)\b"
)
_OPENED = re.compile(r"(?:Speaking|Addressing|Attending|Officiating|At|During|In|After|Before|Following|When) ")
# "The forum, organised by A, will be held ...": planned as a whole.
_PARTICIPLE = re.compile(
    "^[\ue005\ue007][\uf000-\uf8ff],? (?:co-|jointly )?(?:organi[sz]ed|presented|hosted|staged|held) by "
)
_ACTS = re.compile(r",? [a-z]+(?:ed|id|ets?|s)\b")
_SETTING = re.compile(r"\b(?:[Aa]t|[Ii]n|[Dd]uring|[Tt]o|[Oo]f|[Ff]rom|[Nn]ear|[Ii]nside) (?:the )?\Z")
# "the two governments, which, on that day, signed": whoever that is, it is not the sentence's subject.
_LOST_SUBJECT = re.compile(r"\b(?:which|who|that)[^.;]{0,40}?, ?\Z")
_OWN_CLAUSE = re.compile("^[^\ue001]*\ue001[\uf000-\uf8ff], who [^,;\ue001]*, \\Z")
_TO = re.compile(
    r"\b(?:arriv|depart|leav|left|travel|visit|came|come|lead|led|proceed|opportunity|head|continu|went|go|attend|beg[ai]n|start)\w*\b"
)


@dataclass(slots=True)
class Books:
    """What the rules have found so far in one release."""

    lexicon: Lexicon
    events: EventBook = field(default_factory=EventBook)
    agreements: AgreementBook = field(default_factory=AgreementBook)
    tenures: dict[str, Tenure] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    establishes: dict[str, list[str]] = field(default_factory=dict)
    companions: list[Found] = field(default_factory=list)
    ceremonies: list[tuple[Found, int | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a rule in a scene."""

    scene: Scene
    rule: Rule
    match: re.Match[str]
    status: str
    known: dict[str, tuple[Agent, ...]] = field(default_factory=dict, compare=False, repr=False)

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
        return is_name and _LED_TO.search(self.scene.row.text, 0, span[0]) is not None

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
        is_set = _SETTING.search(text, 0, span[0]) or text[: span[0]].removesuffix("the ") == "Witnessed by "
        if span[0] <= 0 or not is_set:
            return span
        comma = text.find(", ", *span)
        return (comma + 2, span[1]) if comma >= 0 else span

    def _find_head(self, span: tuple[int, int]) -> tuple[int, int]:
        """ "Ms A, who met with Mr B, visited X": the visitor is A, whom the clause before the comma is about."""
        text = self.scene.row.text
        clause = _RELATIVE.search(text, 0, span[0]) if span[0] > 0 and text[span[1] : span[1] + 1] == "," else None
        return clause.span("head") if clause is not None else span

    def _find_own_time(self, slots: Sequence[int]) -> Time | None:
        if not slots or len(self.scene.times) < 2:
            return None
        row = self.scene.row
        end = row.slots[slots[-1]].end
        following = [slot.start for slot in row.slots if slot.start >= end]
        limit = min(following, default=len(self.scene.sentence.text))
        return next((time for time in self.scene.times if end <= time.start < limit), None)

    def lacks_subject(self) -> bool:
        """Whether the words of the subject are there, but nobody is known for certain to be meant."""
        return self.span("A")[0] >= 0 and not self.get_agents("A")

    def goes_on_planned(self) -> bool:
        """Whether a modal follows: "The forum, organised by the X Society, will be held in May"."""
        return _compile_modal(read_lexicon("en")).search(self.scene.row.text, self.match.end()) is not None

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
        if story.planned_day is None and is_today and _LATER.match(self.scene.sentence.text):
            return story.day
        return story.planned_day


def drop_speaker(scene: Scene, span: tuple[int, int]) -> tuple[int, int]:
    """ "Speaking at a dinner hosted by the X Chamber, Ms A said": the chamber alone is the host."""
    text = scene.row.text
    if span[0] <= 0 or not _OPENED.match(text) or not text[: span[0]].removesuffix("the ").endswith(" by "):
        return span
    comma = text.rfind(", ", *span)
    is_subject = comma >= 0 and _ACTS.match(text, span[1]) is not None
    return (span[0], comma) if is_subject else span


def find_matches(scene: Scene, rule: Rule, lexicon: Lexicon) -> Iterator[Found]:
    """Gives the matches of a rule that may be believed: not in speech (unless the rule may), not denied, with a
    status."""
    for pattern in rule.patterns:
        for match in pattern.finditer(scene.row.text):
            if scene.is_speech(match.start()) and not rule.in_speech:
                continue
            status = _find_status(scene, match, lexicon)
            if status is not None:
                yield Found(scene, rule, match, status)


def _find_status(scene: Scene, match: re.Match[str], lexicon: Lexicon) -> str | None:
    """done, planned or cancelled by the verb's helpers; None for a wish, a denial or a bare purpose."""
    text, groups = scene.row.text, match.re.groupindex
    before = text[: match.start()]
    left_out = [name for name in groups if name.startswith("no")]
    is_left_out = any(match.start(name) >= 0 for name in left_out)
    if (
        _UNREAL.search(before)
        or _DENIED.search(before)
        or (is_left_out and _LOST_SUBJECT.search(before) and not _OWN_CLAUSE.search(before))
    ):
        return None
    if any(word in text[match.start() :] for word in lexicon.cancelled):
        return "planned" if _find_new_day(scene) is not None else "cancelled"
    if (
        " by " in match.group()
        and _PARTICIPLE.search(match.group())
        and _compile_modal(lexicon).match(text, match.end() + 1 + (text[match.end() : match.end() + 1] == ","))
    ):
        return "planned"
    helpers = [match[name] for name in groups if name.startswith("aux") and match[name]]
    if any(helper.startswith(lexicon.planned) for helper in helpers):
        return "planned"
    has_modal = _compile_modal(lexicon).search(before) is not None
    if "to" in helpers or before.endswith(" to "):
        return ("planned" if has_modal else "done") if _TO.search(before) or has_modal else None
    # A verb whose subject is left out, and a passive, go on with the modal of the verb before.
    return "planned" if has_modal and (is_left_out or not left_out) else "done"


def _find_new_day(scene: Scene) -> Time | None:
    """ "has been postponed to tomorrow": it is still planned, for that day."""
    text = scene.sentence.text
    return next((time for time in scene.times if _MOVED.search(text, 0, time.start)), None)


@cache
def _compile_modal(lexicon: Lexicon) -> re.Pattern[str]:
    """ "will", unless another person begins to act after it: "Mr X will speak, and Ms Y met ..."."""
    return re.compile(rf"\b(?:{'|'.join(lexicon.planned)}) (?![^,;]*\b(?:and|,) [\ue001])")


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
