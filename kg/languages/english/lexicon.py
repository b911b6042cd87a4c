"""The word classes by which English names are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.languages.lexicon import Lexicon, Words, read_lexicon


@dataclass(frozen=True, slots=True, eq=False)
class EnglishLexicon(Lexicon):
    """The closed classes of `data/grammar/en/lexicon.yaml`; see `kg.languages.english.tokens` for what reads them."""

    capacities: Words
    styles: Words
    honours: Words
    post_modifiers: Words
    post_heads: Words
    lower_post_heads: Words
    lower_post_modifiers: Words
    company_words: Words
    body_heads: Words
    body_head_company: Mapping[str, list[str]]
    body_head_strangers: Mapping[str, list[str]]
    name_closers: Words
    edition_heads: Words
    edition_words: Words
    later_editions: Words
    treaty_heads: Words
    title_nouns: Words
    title_events: Words
    titling: Words
    place_heads: Words
    street_words: Words
    venue_company: Mapping[str, list[str]]
    place_head_company: Mapping[str, list[str]]
    field_heads: Words
    unit_heads: Words
    joined_titles: Words
    event_deeds: Words
    initiative_head_company: Mapping[str, list[str]]
    agreement_heads: Words
    agreement_capitals: Words
    agreement_adjectives: Words
    agreement_tails: Mapping[str, str]
    mechanism_heads: Words
    not_names: Words
    weak_names: Words
    opening_gerunds: Words
    possessives: Words
    occupations: Words
    name_particles: Words
    admin_words: Words
    company_posts: Words
    ranks: Words
    field_words: Words
    plural_posts: Words
    delegations: Words
    post_tails: Words
    dwelling_heads: Words
    named_after: Words
    crowds: Words
    place_openers: Words
    body_openers: Words
    chapter_heads: Words
    address_titles: Words
    organs: Words
    inner_organs: Words
    schools: Words
    roads: Words
    listing_words: Words
    posted_heads: Words
    sent_heads: Words
    serving_heads: Words
    placed_bodies: Words
    phrase_stops: Words
    determiners: Words
    complement_stops: Words
    joint_efforts: Words
    pronouns: Mapping[str, str]
    appointing: Words
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@cache
def read_english() -> EnglishLexicon:
    """Reads the English lexicon once per process."""
    return read_lexicon(EnglishLexicon, "en")
