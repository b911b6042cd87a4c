"""Reads the closed word classes of a language from `data/grammar/<lang>/lexicon.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import yaml

from kg.errors import DataError
from kg.files import find_shipped

Words = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The word classes that every language has; a language adds its own in a class of its own."""

    honorifics: Mapping[str, str]
    body_kinds: Mapping[str, str]
    place_adjective_nouns: Words
    issuer_names: Mapping[str, str]
    name_spellings: Mapping[str, str]
    initiative_heads: Mapping[str, str]
    event_initiative_heads: Mapping[str, str]
    told_events: Mapping[str, str]
    event_heads: Mapping[str, str]
    event_head_company: Mapping[str, list[str]]
    ceremony_words: Mapping[str, str]
    group_heads: Words
    counts: Mapping[str, str]
    figure_bounds: Mapping[str, str]
    figure_units: Words
    figure_scales: Mapping[str, str]
    speech_verbs: tuple[str, ...]
    fillers: tuple[str, ...]


Kind = TypeVar("Kind", bound=Lexicon)


def read_lexicon(kind: type[Kind], lang: str) -> Kind:
    """Reads the lexicon of `lang`; a missing or unknown class, or broken YAML, is a DataError naming the file."""
    path = find_shipped("data", "grammar", lang, "lexicon.yaml")
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    types = {field.name: str(field.type) for field in fields(kind)}
    if not isinstance(raw, dict) or set(raw) != set(types):
        difference = ", ".join(sorted(set(raw or ()) ^ set(types)))
        raise DataError(f"{path}: the word classes must be exactly those of {kind.__name__}; check: {difference}")
    return kind(**{name: _shape(types[name], value) for name, value in raw.items()})


def _shape(wanted: str, value: Any) -> Any:
    if wanted == "Words":
        return frozenset(map(str, value))
    return tuple(map(str, value)) if wanted.startswith("tuple") else value
