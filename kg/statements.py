"""The nouns of what one release says: tenures, events, agreements, and statements with their sentence.

Ids are local (`person/chan-kwok-ki`, `event/3f9a...`); predicates and values are written with their prefix
(`org:holds`, `gba:done`). Only the graph room turns them into IRIs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.languages.scripts import to_simplified
from kg.mentions.entities import Entity
from kg.noun import noun
from kg.releases import Release
from kg.sentences import Sentence
from kg.vocabulary import Status

# The number of a sentence, the mark of what it says, which of the same words in it, and these, in whatever script.
MentionKey = tuple[int, str, int, str]
# Who is meant by words that may mean several, as readers have said.
Answers = Mapping[MentionKey, str]
NO_ANSWERS: Final[Answers] = {}


@noun
class Telling:
    """What a release says by itself of an event that a reader found to be one with another: as of which event, told on
    which day, for or of which time, and the date from which that was put off."""

    event: str
    told_on: str
    status: str
    start: str | None = None
    end: str | None = None
    date_basis: str | None = None
    previous_start: str | None = None


@noun
class Statement:
    """One triple and why we say it: the sentence (by ordinal), the words, the rule, the speaker if reported.

    Only a done one becomes a plain triple of the graph; a planned or cancelled one stays a claim with its status. The
    object of one that `is_literal` is no id, but words, in the language `lang`. One of an event that a reader found to
    be one with another has what its release says of it by itself.
    """

    subject: str
    predicate: str
    object: str
    sentence: int
    subject_text: str
    object_text: str
    rule: str
    elaborated_by: str | None = None
    stated_by: str | None = None
    status: str = Status.DONE.term
    is_literal: bool = False
    lang: str | None = None
    telling: Telling | None = None


@noun
class Tenure:
    """A person in a post or a body, as seen on a day, or from `start` to `end` where the text states them.

    Who takes an office on a day to come is not seen in it: it has a start, or else only the day it was announced on.
    """

    id: str
    person: str
    post: str | None
    body: str | None
    capacity: str
    attested_on: str | None
    start: str | None = None
    end: str | None = None
    announced_on: str | None = None


@noun
class Participation:
    """One agent's part in an event or agreement."""

    id: str
    agent: str
    role: str
    on_behalf_of: str | None = None
    in_office: str | None = None


@noun
class Event:
    """A visit, meeting, signing, ceremony ... Dates are ISO days, months or years; `date_basis` says how they were
    known; `matter` is what it was about, in the words of the text, `previous_start` the date from which it was put
    off. `tellings` take the place of its status and dates where a reader found it to be one with another."""

    id: str
    type: str
    status: str
    label: str
    lang: str
    start: str | None = None
    end: str | None = None
    date_basis: str | None = None
    places: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()
    theme: str | None = None
    mechanism: str | None = None
    about: tuple[str, ...] = ()
    participations: tuple[Participation, ...] = ()
    matter: str | None = None
    previous_start: str | None = None
    tellings: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A memorandum, framework agreement, arrangement: signed, renewed or to be signed. Its labels stand on its entity;
    `sentences` are those that tell of the signing, also where nobody who signs is named."""

    id: str
    status: str
    signed_on: str | None = None
    signed_at: str | None = None
    parties: tuple[str, ...] = ()
    establishes: tuple[str, ...] = ()
    participations: tuple[Participation, ...] = ()
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A stated figure about an initiative or body; `bound` is exactly, least, most or about; `as_of` only where
    stated."""

    id: str
    about: str
    value: str
    bound: str
    unit: str
    lang: str
    as_of: str | None = None


@noun
class OpenMention:
    """Words that name somebody, but two candidates are left (or none): no statement is made of them.

    `number` is which of the same words in its sentence it is, `mark` that of what the sentence says.
    """

    text: str
    sentence: int
    candidates: tuple[str, ...]
    number: int = 1
    mark: str = ""

    @property
    def key(self) -> MentionKey:
        """What tells it from others of its release, in whichever script that is read."""
        return self.sentence, self.mark, self.number, fold_words(self.text)


def mark_sentence(sentence: str) -> str:
    """Gives what tells a sentence from what may stand in its place in another version of the text: six hexadecimal
    digits of a hash."""
    return hashlib.blake2b(fold_words(sentence).encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def fold_words(words: str) -> str:
    """Gives one form of words in whichever script and however broken into lines."""
    return " ".join(to_simplified(words).split())


class EntityMention(NamedTuple):
    """Words that name an entity: `start` and `end` are places in the release's stored text."""

    sentence: int
    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one release says."""

    release: Release
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    tenures: tuple[Tenure, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    statements: tuple[Statement, ...] = ()
    open_mentions: tuple[OpenMention, ...] = ()
    mentions: tuple[EntityMention, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    settled: tuple[OpenMention, ...] = ()  # words that only a reader could tell the meaning of, each with who is meant

    @property
    def cited(self) -> frozenset[int]:
        """The numbers of the sentences that its statements and agreements rest on."""
        told = frozenset(sentence for agreement in self.agreements for sentence in agreement.sentences)
        return told.union(statement.sentence for statement in self.statements)

    def get_sentence(self, ordinal: int) -> Sentence:
        """Gives the sentence of this number, which statements and mentions name; the first is 1."""
        return self.sentences[ordinal - 1]


def state_matter(event: Event, *, sentence: int, rule: str, stated_by: str | None = None) -> tuple[Statement, ...]:
    """Gives the statement of what an event was about, on the strength of a sentence; none where that is not known."""
    if event.matter is None:
        return ()
    triple, texts = (event.id, "gba:matter", event.matter), (event.matter, event.matter)
    return (
        Statement(
            *triple,
            sentence,
            *texts,
            rule,
            stated_by=stated_by,
            status=event.status,
            is_literal=True,
            lang=event.lang,
        ),
    )
