"""Turns an extraction into Passages: each sentence with what it names, what it states and what stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.discourse.trace import Trace
from kg.explain.details import Detail, DetailBook, make_book
from kg.explain.grounds import GroundFinder, Span, make_finder
from kg.explain.tree import Tree, make_maker
from kg.explain.words import say, say_predicate, say_term, translate
from kg.frames import read_frames
from kg.grammar import read_grammar
from kg.languages.choice import GRAMMARS
from kg.mentions.entities import Entity
from kg.sentences import Sentence
from kg.statements import Extraction, OpenMention, Statement

Part = TypeVar("Part")
# What is stated without a rule of the grammar.
_BUILT_IN = ("nested-name", "stated-figure")


@dataclass(frozen=True, slots=True)
class Named:
    """Words and an entity that they name; `start` and `end` are places in the release's stored text.

    `is_known` tells whether the gazetteer has the entity; else the release is where it was met.
    """

    start: int
    end: int
    words: str
    entity: Entity
    name: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in names: `says` is what its rule or frame says, `words` are those that it rests on, `grounds` their
    places in the release's stored text, as far as they stand in its sentence; `kinds` are those of its two ends."""

    subject: str
    predicate: str
    object: str
    status: str
    speaker: str | None
    rule: str
    says: str
    words: tuple[str, str]
    details: tuple[Detail, ...]
    source: str = "rule"
    verb: str = ""
    grounds: tuple[Span, ...] = ()
    kinds: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that name somebody, but it stays open whom; the candidates are (name, id)."""

    words: str
    candidates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and what was read in it."""

    sentence: Sentence
    named: tuple[Named, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    tree: Tree | None = None  # of a sentence in English


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a passage is made with."""

    extraction: Extraction
    entities: Mapping[str, Entity]
    names: Mapping[str, str]
    says: Mapping[str, str]
    frames: Collection[str]
    book: DetailBook
    finder: GroundFinder
    known: Collection[str]

    def find_capacity(self, statement: Statement) -> str | None:
        """In which capacity an office is held by a statement."""
        tenure = self.finder.tenures.get(statement.elaborated_by or "")
        return tenure.capacity.partition(":")[2] if tenure is not None else None


def _find_kind(id: str) -> str:
    return id.partition("/")[0]


def make_passages(extraction: Extraction, known: Collection[str], trace: Trace) -> tuple[Passage, ...]:
    """Makes the passages of a release, in its order; `known` are the ids that the gazetteer has."""
    names = name_all(extraction)
    lang = GRAMMARS[extraction.release.lang]
    rules = read_grammar(lang) if extraction.statements else ()
    frames = {frame.id: frame.says for frame in read_frames(lang)} if extraction.statements else {}
    reader = _Reader(
        extraction,
        {entity.id: entity for entity in extraction.entities},
        names,
        {id: say(f"built_in:{id}") for id in _BUILT_IN}
        | {rule.id: translate(rule.says) for rule in rules}
        | {id: translate(says) for id, says in frames.items()},
        frames.keys(),
        make_book(extraction, names),
        make_finder(extraction, trace),
        known,
    )
    maker = make_maker(extraction, trace, names)
    named = _group(_list_named(reader))
    lines = _group((statement.sentence, _make_line(statement, reader)) for statement in extraction.statements)
    gaps = _group((mention.sentence, _make_gap(mention, reader)) for mention in extraction.open_mentions)
    return tuple(
        Passage(
            sentence,
            tuple(named[ordinal]),
            tuple(lines[ordinal]),
            tuple(gaps[ordinal]),
            maker.make_tree(ordinal, is_silent=bool(named[ordinal] or gaps[ordinal]) and not lines[ordinal]),
        )
        for sentence in extraction.sentences
        for ordinal in (sentence.ordinal,)
    )


def name_all(extraction: Extraction) -> dict[str, str]:
    """Gives the words for each id of a release: entities, events, tenures and figures."""
    names = {entity.id: entity.get_name(extraction.release.lang) for entity in extraction.entities}
    names |= {
        event.id: say("event", label=event.label, date=event.start or say("no_date")) for event in extraction.events
    }
    names |= {tenure.id: names.get(tenure.post or "", tenure.id) for tenure in extraction.tenures}
    return names | {figure.id: f"{figure.value} {figure.unit}" for figure in extraction.indicators}


def _group(pairs: Iterable[tuple[int, Part]]) -> dict[int, list[Part]]:
    groups: dict[int, list[Part]] = defaultdict(list)
    for ordinal, part in pairs:
        groups[ordinal].append(part)
    return groups


def _list_named(reader: _Reader) -> Iterable[tuple[int, Named]]:
    text = reader.extraction.release.text
    for mention in sorted(reader.extraction.mentions, key=lambda mention: (mention.start, -mention.end)):
        entity = reader.entities[mention.entity]
        words = " ".join(text[mention.start : mention.end].split())
        yield (
            mention.sentence,
            Named(mention.start, mention.end, words, entity, reader.names[entity.id], entity.id in reader.known),
        )


def _make_line(statement: Statement, reader: _Reader) -> Line:
    names = reader.names
    return Line(
        names.get(statement.subject, statement.subject),
        statement.predicate,
        names.get(statement.object, statement.object),
        say_term(statement.status),
        names.get(statement.stated_by, statement.stated_by) if statement.stated_by else None,
        statement.rule,
        reader.says.get(statement.rule, ""),
        (statement.subject_text, statement.object_text),
        reader.book.list_details(statement),
        "frame" if statement.rule in reader.frames else "rule",
        say_predicate(statement.predicate, capacity=reader.find_capacity(statement)),
        reader.finder.find_grounds(statement),
        (_find_kind(statement.subject), "" if statement.is_literal else _find_kind(statement.object)),
    )


def _make_gap(mention: OpenMention, reader: _Reader) -> Gap:
    return Gap(mention.text, tuple((reader.names.get(id, id), id) for id in mention.candidates))
