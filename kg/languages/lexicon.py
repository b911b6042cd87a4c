"""Reads the closed word classes of a language from `data/grammar/<lang>/lexicon.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kg.errors import DataError
from kg.files import find_shipped

Words = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The word classes; `classes` gives each capitalised word's class for reading names (see `kg.tokens`)."""

    honorifics: Mapping[str, str]
    post_modifiers: Words
    post_heads: Words
    lower_post_heads: Words
    lower_post_modifiers: Words
    body_heads: Words
    body_head_company: Mapping[str, list[str]]
    body_kinds: Mapping[str, str]
    place_heads: Words
    street_words: Words
    venue_company: Mapping[str, list[str]]
    place_head_company: Mapping[str, list[str]]
    place_adjective_nouns: Words
    field_heads: Words
    joined_titles: Words
    issuer_names: Mapping[str, str]
    venue_heads: Words
    initiative_heads: Mapping[str, str]
    initiative_head_company: Mapping[str, list[str]]
    event_initiative_heads: Mapping[str, str]
    event_heads: Mapping[str, str]
    ceremony_words: Mapping[str, str]
    agreement_heads: Words
    agreement_capitals: Words
    agreement_adjectives: Words
    agreement_tails: Mapping[str, str]
    mechanism_heads: Words
    not_names: Words
    weak_names: Words
    possessives: Words
    occupations: Words
    name_particles: Words
    admin_words: Words
    company_words: Words
    company_posts: Words
    ranks: Words
    place_openers: Words
    posted_heads: Words
    placed_bodies: Words
    phrase_stops: Words
    determiners: Words
    complement_stops: Words
    figure_bounds: Mapping[str, str]
    figure_units: Words
    figure_scales: Mapping[str, str]
    pronouns: Mapping[str, str]
    verbs: Mapping[str, list[str]]
    planned: tuple[str, ...]
    cancelled: tuple[str, ...]
    speech_verbs: tuple[str, ...]
    fillers: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


def _shape(name: str, value: Any) -> Any:
    wanted = str(Lexicon.__annotations__[name])
    if wanted == "Words":
        return frozenset(map(str, value))
    return tuple(map(str, value)) if wanted.startswith("tuple") else value


@cache
def read_lexicon(lang: str) -> Lexicon:
    """Reads the lexicon of `lang`; a missing or unknown class, or broken YAML, is a DataError naming the file."""
    path = find_shipped("data", "grammar", lang, "lexicon.yaml")
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    names = set(Lexicon.__annotations__)
    if not isinstance(raw, dict) or set(raw) != names:
        difference = ", ".join(sorted(set(raw or ()) ^ names))
        raise DataError(f"{path}: the word classes must be exactly those of Lexicon; check: {difference}")
    return Lexicon(**{name: _shape(name, value) for name, value in raw.items()})
