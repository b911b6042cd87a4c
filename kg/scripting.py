"""Turns a release in simplified characters into one to read in traditional ones, and its Extraction back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.languages.chinese.traditional import write_traditional
from kg.languages.scripts import to_plain, to_simplified
from kg.mentions.entities import Entity, Label
from kg.releases import Release
from kg.sentences import Sentence, split_sentences
from kg.statements import Event, Extraction, Statement

_SIMPLIFIED = "zh-Hans"
_Rewriter = Callable[[str], str]


def make_reading(release: Release, gazetteer: Gazetteer) -> Release:
    """Gives the release as it is read: in plain characters, and simplified text in traditional ones by the word and
    the name they stand in; one for one, so that places stay true."""
    text = to_plain(release.text)
    if release.lang == _SIMPLIFIED:
        text = write_traditional(
            text, gazetteer.chinese_surnames, lambda name: bool(gazetteer.find_bearers(name, "zh-Hant"))
        )
    return release if text == release.text else replace(release, text=text)


def restore_script(extraction: Extraction, release: Release, known: Collection[str]) -> Extraction:
    """Gives an extraction back its release: its sentences as they stand there, and what it names in its script.

    `known` are the ids whose names come from a table and stay as they are.
    """
    if release.lang != _SIMPLIFIED:
        return replace(extraction, release=release)
    sentences = split_sentences(to_plain(release.text))
    rewrite = _make_rewriter(extraction.sentences, sentences)
    return replace(
        extraction,
        release=release,
        sentences=sentences,
        entities=tuple(entity if entity.id in known else _rewrite(entity, rewrite) for entity in extraction.entities),
        events=tuple(_rewrite_event(event, rewrite) for event in extraction.events),
        statements=tuple(_rewrite_statement(statement, rewrite) for statement in extraction.statements),
        open_mentions=tuple(replace(one, text=rewrite(one.text)) for one in extraction.open_mentions),
        settled=tuple(replace(one, text=rewrite(one.text)) for one in extraction.settled),
        indicators=tuple(replace(one, unit=rewrite(one.unit)) for one in extraction.indicators),
    )


def _make_rewriter(read: Sequence[Sentence], stored: Sequence[Sentence]) -> _Rewriter:
    """Gives what turns words into the text's own (王乾); words that stand nowhere in it become simplified ones."""
    reading, text = ("\n".join(sentence.text for sentence in part) for part in (read, stored))

    def rewrite(words: str) -> str:
        at = reading.find(words)
        return text[at : at + len(words)] if at >= 0 else to_simplified(words)

    return rewrite


def _rewrite(entity: Entity, rewrite: _Rewriter) -> Entity:
    return replace(entity, labels=tuple(_rewrite_label(label, rewrite) for label in entity.labels))


def _rewrite_label(label: Label, rewrite: _Rewriter) -> Label:
    return Label(rewrite(label.text), _SIMPLIFIED, label.is_preferred) if label.lang == "zh-Hant" else label


def _rewrite_event(event: Event, rewrite: _Rewriter) -> Event:
    theme, matter = (rewrite(words) if words else words for words in (event.theme, event.matter))
    return replace(event, label=rewrite(event.label), lang=_SIMPLIFIED, theme=theme, matter=matter)


def _rewrite_statement(statement: Statement, rewrite: _Rewriter) -> Statement:
    words = (rewrite(statement.subject_text), rewrite(statement.object_text))
    statement = replace(statement, subject_text=words[0], object_text=words[1])
    return replace(statement, object=words[1], lang=_SIMPLIFIED) if statement.is_literal else statement
