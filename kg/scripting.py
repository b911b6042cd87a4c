"""Turns a release in simplified characters into one to read in traditional ones, and its Extraction back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.languages.scripts import to_simplified, to_traditional
from kg.mentions.entities import Entity, Label
from kg.releases import Release
from kg.sentences import split_sentences
from kg.statements import Event, Extraction, Statement

_SIMPLIFIED = "zh-Hans"


def make_reading(release: Release) -> Release:
    """Gives the release as it is read: simplified text in traditional characters, one for one, so that places stay
    true; any other as it is."""
    return replace(release, text=_convert(release.text)) if release.lang == _SIMPLIFIED else release


def _convert(text: str) -> str:
    converted = to_traditional(text)
    return converted if len(converted) == len(text) else "".join(map(_convert_one, text))


def _convert_one(character: str) -> str:
    converted = to_traditional(character)
    return converted if len(converted) == 1 else character


def restore_script(extraction: Extraction, release: Release, known: Collection[str]) -> Extraction:
    """Gives an extraction back its release: its sentences as they stand there, and what it names in its script.

    `known` are the ids whose names come from a table and stay as they are.
    """
    if release.lang != _SIMPLIFIED:
        return extraction
    return replace(
        extraction,
        release=release,
        sentences=split_sentences(release.text),
        entities=tuple(entity if entity.id in known else _rewrite(entity) for entity in extraction.entities),
        events=tuple(_rewrite_event(event) for event in extraction.events),
        statements=tuple(_rewrite_statement(statement) for statement in extraction.statements),
        open_mentions=tuple(replace(one, text=to_simplified(one.text)) for one in extraction.open_mentions),
        indicators=tuple(replace(one, unit=to_simplified(one.unit)) for one in extraction.indicators),
    )


def _rewrite(entity: Entity) -> Entity:
    return replace(entity, labels=tuple(_rewrite_label(label) for label in entity.labels))


def _rewrite_label(label: Label) -> Label:
    return Label(to_simplified(label.text), _SIMPLIFIED, label.is_preferred) if label.lang == "zh-Hant" else label


def _rewrite_event(event: Event) -> Event:
    theme, matter = (to_simplified(words) if words else words for words in (event.theme, event.matter))
    return replace(event, label=to_simplified(event.label), lang=_SIMPLIFIED, theme=theme, matter=matter)


def _rewrite_statement(statement: Statement) -> Statement:
    words = (to_simplified(statement.subject_text), to_simplified(statement.object_text))
    statement = replace(statement, subject_text=words[0], object_text=words[1])
    return replace(statement, object=words[1], lang=_SIMPLIFIED) if statement.is_literal else statement
