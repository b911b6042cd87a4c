"""Finds the words that a statement rests on: the names, the verb of its clause, its time, each a place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, takewhile

from kg.discourse.events import Draft
from kg.discourse.trace import Reading, Trace
from kg.frames import Filling
from kg.languages.choice import GRAMMARS
from kg.languages.time import Time
from kg.sentences import Sentence
from kg.statements import Event, Extraction, Participation, Statement, Tenure

Span = tuple[int, int]
_MOST_HELPERS = 4  # "will not have been"
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, slots=True)
class GroundFinder:
    """What the grounds of a release's statements are found with: `mentions` are by sentence and entity, `drafts` by
    sentence and place in its row."""

    extraction: Extraction
    trace: Trace
    mentions: Mapping[tuple[int, str], Sequence[Span]]
    tenures: Mapping[str, Tenure]
    parts: Mapping[str, Participation]
    events: Mapping[str, Event]
    drafts: Mapping[tuple[int, int], Sequence[Draft]]

    def find_grounds(self, statement: Statement) -> tuple[Span, ...]:
        """Gives the stretches of the stored text, in order, each once.

        Of a name that stands there several times, those that its clause takes count, or else all; where it is open
        which clause a statement comes from, it has neither verb nor time.
        """
        reading = self.trace.readings.get(statement.sentence)
        filling = self._find_filling(statement, reading) if reading is not None else None
        taken = frozenset(_list_taken(filling, reading)) if filling is not None and reading is not None else frozenset()
        spans: set[Span] = set()
        for id in self._list_ids(statement):
            named = self.mentions.get((statement.sentence, id), ())
            spans.update([span for span in named if span in taken] or named)
        if statement.is_literal:
            spans.update(_find_only(statement.object, self.extraction.get_sentence(statement.sentence)))
        if filling is not None and reading is not None:
            spans.update(self._find_verb(filling, reading))
            spans.update(self._find_times(statement, filling, reading))
        return tuple(sorted(spans))

    def _list_ids(self, statement: Statement) -> Iterator[str]:
        """Whom it is about, the office or body that goes with it, for whom somebody acts, where an event was."""
        yield statement.subject
        yield statement.object
        tenure = self.tenures.get(statement.elaborated_by or "")
        part = self.parts.get(statement.elaborated_by or "")
        event = self.events.get(statement.object) or self.events.get(statement.subject)
        yield from filter(None, (tenure.post, tenure.body) if tenure is not None else ())
        yield from filter(None, (part.on_behalf_of,) if part is not None else ())
        yield from (*event.places, *event.visited, *filter(None, [event.mechanism])) if event is not None else ()

    def _find_filling(self, statement: Statement, reading: Reading) -> Filling | None:
        """The clause that a statement comes from: the only one of its frame, the only one that told of its event or of
        its two sides, or else none."""
        found = [filling for filling in reading.fillings if filling.frame.id == statement.rule]
        if len(found) > 1:
            found = [filling for filling in found if self._tells(filling, statement)]
        return found[0] if len(found) == 1 else None

    def _tells(self, filling: Filling, statement: Statement) -> bool:
        ids = {statement.subject, statement.object}
        for draft in self.drafts.get((statement.sentence, filling.clause.at), ()):
            event = self.trace.events.get(id(draft))
            own = {part.agent.id for part in draft.parts if part.at == filling.clause.at}
            known = {event, draft.agreement, *draft.places, *draft.visited, *own}
            if ids <= known:
                return True
        return False

    def _find_verb(self, filling: Filling, reading: Reading) -> Iterator[Span]:
        """The verb as it stands in the sentence, with its helpers: "will be signed"; none where it is not found."""
        sentence, words = reading.scene.sentence, filling.clause.words
        start = reading.scene.row.find_place(filling.clause.at)
        if GRAMMARS[self.extraction.release.lang] != "en":
            if words and sentence.text.startswith(words, start):
                yield _place(start, start + len(words), sentence)
            return
        end = _find_verb_end(sentence.text, start, words)
        if end is not None:
            yield _place(start, end, sentence)

    def _find_times(self, statement: Statement, filling: Filling, reading: Reading) -> Iterator[Span]:
        """The words of an event's date that stand in the sentence itself."""
        event = statement.object if statement.object in self.events else statement.subject
        for draft in self.drafts.get((statement.sentence, filling.clause.at), ()):
            if draft.time is not None and self.trace.events.get(id(draft)) == event:
                sentence = reading.scene.sentence
                yield from (
                    _place(time.start, time.end, sentence)
                    for time in reading.scene.times
                    if is_same_time(time, draft.time)
                )


def make_finder(extraction: Extraction, trace: Trace) -> GroundFinder:
    """Gives the finder of a release."""
    mentions: dict[tuple[int, str], list[Span]] = {}
    for mention in extraction.mentions:
        mentions.setdefault((mention.sentence, mention.entity), []).append((mention.start, mention.end))
    drafts: dict[tuple[int, int], list[Draft]] = {}
    for draft in trace.drafts:
        for place in dict.fromkeys((part.scene.sentence.ordinal, part.at) for part in draft.parts):
            drafts.setdefault(place, []).append(draft)
    parts = chain(*(event.participations for event in extraction.events))
    signed = chain(*(agreement.participations for agreement in extraction.agreements))
    return GroundFinder(
        extraction,
        trace,
        mentions,
        {tenure.id: tenure for tenure in extraction.tenures},
        {part.id: part for part in (*parts, *signed)},
        {event.id: event for event in extraction.events},
        drafts,
    )


def is_same_time(known: Time, time: Time) -> bool:
    """Whether a time of an event is a time of a sentence, which may have been moved ahead or cut to its month."""
    is_day = known.first.startswith(time.first) or time.first in (known.ahead, known.first)
    return is_day and (known.start, known.end, known.basis) == (time.start, time.end, time.basis)


def _list_taken(filling: Filling, reading: Reading) -> Iterator[Span]:
    """The names that a clause takes."""
    sentence, slots = reading.scene.sentence, reading.scene.row.slots
    for name in filling.groups:
        for member in filling.get(name):
            if member.slot is not None:
                phrase = slots[member.slot].mention.phrase
                yield _place(phrase.start, phrase.end, sentence)


def _place(start: int, end: int, sentence: Sentence) -> Span:
    """Gives the place in the stored text of a stretch of a sentence."""
    return sentence.find_offset(start), sentence.find_offset(end - 1) + 1


def _find_only(words: str, sentence: Sentence) -> Iterator[Span]:
    """The place of words that stand in a sentence exactly once."""
    if words and sentence.text.count(words) == 1:
        start = sentence.text.index(words)
        yield _place(start, start + len(words), sentence)


def _find_verb_end(text: str, start: int, verb: str) -> int | None:
    """Where a verb ends that begins at `start`, in English: with the word there that begins most as the verb does,
    since "meet" may be "met", and what else of a verb of several words ("call on") follows it; None where none does."""
    if not verb or (start and text[start - 1].isalnum()):
        return None
    first, *rest = verb.split()
    near = islice(_WORD.finditer(text, start), _MOST_HELPERS + 1)
    likeness, match = max(
        ((_count_alike(match.group().lower(), first.lower()), match) for match in near),
        key=lambda pair: pair[0],
        default=(0, None),
    )
    if match is None or not likeness:
        return None
    end = match.end()
    for word in rest:
        if not text.startswith(f" {word}", end):
            break
        end += len(word) + 1
    return end


def _count_alike(word: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
