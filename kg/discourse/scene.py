"""Keeps what a release has told so far: who acted last, on what day, in which city; the thread that "he" and "then"
hang on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.languages.fronts import search_front
from kg.languages.language import Language
from kg.languages.phrase import Phrase
from kg.languages.time import Time
from kg.mentions.entities import Resolver
from kg.mentions.mentions import Mention
from kg.mentions.people import People
from kg.mentions.rows import Row
from kg.noun import noun
from kg.patterns import get_expression
from kg.releases import Release
from kg.sentences import Sentence
from kg.statements import Answers, EntityMention, MentionKey, OpenMention, Statement, fold_words, mark_sentence

_FARTHEST_MONTH = 60
_REACH = 100  # characters before a day that say what is on it
_BEFORE_COSTS = 6
_YEAR_COSTS = 15
_OTHER_CLAUSE_COSTS = 100
_BODIES = ("body", "mechanism")


@noun
class Agent:
    """Somebody who takes part: the entity and the words that name it here."""

    id: str
    text: str


@noun
class Trip:
    """A stay in a city, and where the release tells of it: what stands behind it in the paragraph takes place there.

    In its own sentence only what its `people` do; nobody named is everybody.
    """

    places: tuple[str, ...]
    status: str
    time: Time | None
    sentence: int
    paragraph: int
    at: int
    people: frozenset[str] = frozenset()


@dataclass(slots=True)
class Story:
    """The state of reading one release, sentence by sentence."""

    release: Release
    resolver: Resolver
    people: People
    surveyed: frozenset[str] = frozenset()
    statements: list[Statement] = field(default_factory=list)
    offices: dict[str, dict[str, None]] = field(default_factory=dict)  # the posts that each person is told to hold
    acting: dict[str, dict[str, str | None]] = field(default_factory=dict)  # posts each acts in, with their bodies
    open_mentions: list[OpenMention] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)  # who words mean that may mean several, as readers have said
    asked: Mapping[MentionKey, tuple[str, ...]] = field(default_factory=dict)  # who they may mean without any answer
    settled: list[OpenMention] = field(default_factory=list)  # the words for which one was heeded
    mentions: list[EntityMention] = field(default_factory=list)
    day: Time | None = None
    planned_day: Time | None = None
    planned_days: set[str] = field(default_factory=set)
    leaving_days: dict[str, str | None] = field(default_factory=dict)  # on which somebody sets out, with the last day
    return_days: set[str] = field(default_factory=set)  # on which somebody is back
    city: tuple[str, ...] = ()
    city_sentence: int = 0
    city_days: dict[str, Time] = field(default_factory=dict)
    trips: list[Trip] = field(default_factory=list)
    towns: set[str] = field(default_factory=set)
    subjects: tuple[Agent, ...] = ()
    leaders: tuple[Agent, ...] = ()
    company: tuple[Agent, ...] = ()
    company_sentence: int = 0
    company_day: str | None = None
    year: str | None = None
    mechanism: str | None = None
    thing: str | None = None
    board: str | None = None  # the committee or council told of last
    is_board_meant: bool = False  # whether the text says that it is about its members
    effect: str | None = None  # the day from which its seats are held
    roster: bool = False  # whether a list of its members has begun
    seat: str | None = None  # what the people of the list are there
    initiative: str | None = None
    initiative_paragraph: int = -1
    agreement: Mention | None = None
    heading: Mention | None = None  # who a line by itself names: what follows tells of that person
    speaker: str | None = None
    speech_paragraph: int | None = None
    speech_of: str | None = None  # whose words a speech release is; empty where nobody is known
    speech_sentence: int = 0

    @property
    def language(self) -> Language:
        """The language that the release is read in."""
        return self.resolver.language

    @property
    def is_effect_to_come(self) -> bool:
        """Whether the seats of the board are held from a day to come."""
        return self.effect is not None and self.effect > self.issued[: len(self.effect)]

    @property
    def issued(self) -> str:
        """The day of issue."""
        return self.resolver.day

    def note_mention(self, sentence: Sentence, phrase: Phrase, entity: str | None) -> None:
        """Keeps where an entity is named."""
        if entity is not None and phrase.start < phrase.end:  # a person who only a heading names stands nowhere here
            start, end = sentence.find_offset(phrase.start), sentence.find_offset(phrase.end - 1) + 1
            self.mentions.append(EntityMention(sentence.ordinal, start, end, entity))


@dataclass(slots=True)
class Scene:
    """A sentence in its story: its row, who its slots are, its times, what of it is speech."""

    story: Story
    sentence: Sentence
    row: Row
    times: Sequence[Time]
    agents: dict[int, tuple[Agent, ...]] = field(default_factory=dict)
    subject: tuple[Agent, ...] = ()
    speech_from: int | None = None
    speaker: str | None = None
    days_before: tuple[Time | None, Time | None] = (None, None)  # the story's, and that of its plans, before it

    def get_slots(self, span: tuple[int, int]) -> list[int]:
        """The slot numbers in a group of a match; none where the group is absent."""
        return self.row.find_slots(*span) if span[0] >= 0 else []

    def get_agents(self, span: tuple[int, int]) -> tuple[Agent, ...]:
        """The agents in a group of a match, in order, each once."""
        found = {agent.id: agent for number in self.get_slots(span) for agent in self.get_slot_agents(number)}
        return tuple(found.values())

    def get_slot_agents(self, number: int) -> tuple[Agent, ...]:
        """The agents that a slot names; a name of unknown kind becomes a body, since only agents are asked for."""
        if self.row.slots[number].mention.kind == "place":  # "the HKSAR's Secretary"
            return ()
        if number not in self.agents:
            entity = self.resolve_slot(number, kind="body" if self.row.slots[number].mention.kind == "name" else "")
            self.agents[number] = (
                (Agent(entity, self.row.slots[number].mention.phrase.text),) if entity is not None else ()
            )
        return self.agents[number]

    def resolve_slot(self, number: int, *, kind: str = "") -> str | None:
        """The entity that a slot of a body, place, initiative, agreement or mechanism names."""
        mention = self.row.slots[number].mention
        if mention.phrase.is_short and mention.phrase.head == "thing":
            return self.story.thing
        if mention.kind == "mechanism" and mention.phrase.is_short:
            return self.story.mechanism
        return self.story.resolver.resolve(mention.phrase, mention.ids, kind=kind)

    def settle(self, mention: Mention, candidates: Sequence[str]) -> tuple[Agent, ...]:
        """Gives who a mention means that names nobody for certain, where a reader has said which candidate; else keeps
        it as open."""
        found = self._describe(mention, candidates)
        meant = self._heed(found)
        if not meant:
            self.story.open_mentions.append(found)
        return meant

    def recall_answer(self, mention: Mention) -> tuple[Agent, ...]:
        """Gives who a mention means that would be open if no reader had said anything, where one has: what he said of
        the words before does not tell of these."""
        if not self.story.asked:
            return ()
        named, is_short = self.story.resolver.entities, mention.phrase.is_short
        asked = self.story.asked.get(self._describe(mention, ()).key, ())
        return self._heed(self._describe(mention, [one for one in asked if one in named or not is_short]))

    def _heed(self, found: OpenMention) -> tuple[Agent, ...]:
        meant = self.story.answers.get(found.key)
        if meant is None or meant not in found.candidates:
            return ()
        self.story.settled.append(replace(found, candidates=(meant,)))
        return (Agent(meant, found.text),)

    def _describe(self, mention: Mention, candidates: Sequence[str]) -> OpenMention:
        words, at = fold_words(mention.phrase.text), mention.phrase.start
        before = [slot for slot in self.row.slots if slot.mention.phrase.start < at]
        number = 1 + sum(fold_words(slot.mention.phrase.text) == words for slot in before)
        mark = mark_sentence(self.sentence.text)
        return OpenMention(mention.phrase.text, self.sentence.ordinal, tuple(candidates), number, mark)

    def is_speech(self, position: int) -> bool:
        """Whether a position of the row stands in quoted or reported speech."""
        return self.sentence.is_quoted(self.row.find_place(position)) or (
            self.speech_from is not None and position >= self.speech_from
        )

    def get_text(self, span: tuple[int, int]) -> str:
        """The sentence's words for a stretch of the row."""
        slot_ends = [self.row.slots[number].end for number in self.row.find_slots(*span)]
        end = max([self.row.find_place(span[1] - 1) + 1, *slot_ends])
        return self.sentence.text[self.row.find_place(span[0]) : end]

    def pick_time(self, span: tuple[int, int], status: str = "") -> Time | None:
        """The time that belongs to a stretch of the row: the nearest day, or a month or year close by.

        What is done lies not ahead, and what is planned not behind.
        """
        start, end = self.row.find_place(span[0]), self.row.find_place(max(span[1] - 1, span[0]))
        cost = {time: self._measure(time, start, end) for time in self.times if self._may_be(time, status)}
        best = min(cost, key=cost.__getitem__, default=None)
        if best is not None and (len(best.first) == 10 or cost[best] < _FARTHEST_MONTH):
            return best
        return None

    def _may_be(self, time: Time, status: str) -> bool:
        issued = self.story.issued[: len(time.first)]
        latest = time.ahead or time.last or time.first
        return not (status == "done" and time.first > issued) and not (status == "planned" and latest < issued)

    def _measure(self, time: Time, start: int, end: int) -> int:
        """Characters between a time and a stretch. What stands before it, behind an "and" or is only a year counts
        as farther."""
        vague = 0 if len(time.first) == 10 else _YEAR_COSTS
        if time.start == 0 and len(self.times) == 1:  # "In January of that year, ..." is the time of all that follows
            return vague
        text, language = self.sentence.text, self.story.language
        if time.start >= end:
            is_apart = get_expression(language, "later_clause").search(text, end, time.start) is not None
            return time.start - end + vague + (_OTHER_CLAUSE_COSTS if is_apart else 0)
        if time.end > start:
            return vague
        is_apart = get_expression(language, "earlier_clause").search(text, time.end, start) is not None
        return start - time.end + _BEFORE_COSTS + vague + (_OTHER_CLAUSE_COSTS if is_apart else 0)

    def add_statement(
        self,
        rule: str,
        triple: tuple[str, str, str],
        texts: tuple[str, str],
        *,
        node: str | None = None,
        status: str = "done",
        at: int = 0,
    ) -> None:
        """States a triple on the strength of this sentence; `at` is where in the row the rule fired."""
        speaker = self.speaker if self.is_speech(at) else None
        subject, predicate, target = triple
        if predicate == "org:holds":
            self.story.offices.setdefault(subject, {})[target] = None
        self.story.statements.append(
            Statement(
                subject,
                predicate,
                target,
                self.sentence.ordinal,
                *texts,
                rule,
                elaborated_by=node,
                stated_by=speaker,
                status=f"gba:{status}",
            )
        )

    def add_nesting(self, phrase: Phrase) -> None:
        """ "the X Office of the Y Government": the name itself says that the one is under the other. It says nothing
        where all of it is the name of what stands alone in the tables ("the Federation of Kite Industries"), nor of
        what was."""
        parent = phrase.of
        if parent is None or phrase.kind not in _BODIES or parent.kind not in _BODIES:
            return
        child, above = self.story.resolver.resolve(phrase), self.story.resolver.resolve(parent)
        if child is not None and above is not None and child != above and self._may_nest(phrase, child, above):
            self.add_statement("nested-name", (child, "org:subOrganizationOf", above), (phrase.text, parent.text))
        self.add_nesting(parent)

    def _may_nest(self, phrase: Phrase, child: str, above: str) -> bool:
        language, gazetteer = self.story.language, self.story.resolver.gazetteer
        if search_front(get_expression(language, "former_name"), self.sentence.text, phrase.start) is not None:
            return False
        known = gazetteer.things.get(child)
        stands_alone = known is not None and known.parent is None and above not in gazetteer.things
        return not (stands_alone and child in gazetteer.find_bearers(phrase.text, language.script))


def is_told_with(scene: Scene, time: Time, lead: str, tail: str) -> bool:
    """Whether the words in front of a time, or else those behind it, are of one of two expressions."""
    text, language = scene.sentence.text, scene.story.language
    before = get_expression(language, lead).search(text, max(0, time.start - _REACH), time.start)
    return before is not None or get_expression(language, tail).match(text, time.end) is not None


def count_days(scene: Scene) -> int | None:
    """How many days a trip takes, where the sentence says so."""
    language = scene.story.language
    duration = get_expression(language, "duration").search(scene.sentence.text)
    return int(language.lexicon.counts.get(duration["count"], duration["count"])) if duration is not None else None


def is_plural(scene: Scene, head: str) -> bool:
    """Whether an event's head word means several: "meetings"; "talks" are one."""
    return get_expression(scene.story.language, "plural").search(head) is not None
