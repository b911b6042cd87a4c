"""The word classes by which Chinese names are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from kg.files import find_shipped
from kg.languages.chinese.classes import read_lists
from kg.languages.lexicon import Lexicon, Words


@dataclass(frozen=True, slots=True, eq=False)
class ChineseLexicon(Lexicon):
    """The lists that follow from the rows of `data/words/zh-names.yaml` and of the verbs of `data/words/zh.yaml`. A
    head is what a name ends in; a weak one names nothing alone; `words` are all of two characters or more."""

    office_honorifics: Words
    post_modifiers: Words
    post_heads: Words
    weak_posts: Words
    person_posts: Words
    verbal_posts: Words
    member_posts: Words
    serving: Words
    holder_tellers: Words
    copular: Words
    occupations: Words
    introducers: Words
    changes: Words
    words: Words
    generic_parts: Words
    sorts: Words
    acting_heads: Words
    capacities: Mapping[str, str]
    present: Words
    whole_stems: Words
    closed_heads: Words
    company_posts: Words
    body_heads: Words
    weak_bodies: Words
    placed_heads: Words
    latin_body_heads: Words
    bare_units: Words
    unit_heads: Words
    public_heads: Words
    global_heads: Words
    global_fronts: Words
    common_stems: Words
    mechanism_heads: Words
    place_heads: Words
    weak_places: Words
    bare_places: Words
    generic_places: Words
    elsewhere: Words
    home_places: Words
    place_tails: Words
    natural_heads: Words
    staffed: Words
    sounds: Words
    stays: Words
    planned: tuple[str, ...]
    joined_heads: Words
    facilities: Words
    travel: Words
    quoted_initiatives: Words
    plan_heads: Words
    programmes: Mapping[str, str]
    launching: Words
    establishing: Words
    founding: Words
    founded: Words
    held: Words
    slogan_fronts: Words
    slogan_tails: Words
    agreement_heads: Words
    weak_agreements: Words
    signing: tuple[str, ...]
    not_heads: Words
    variants: Mapping[str, str]
    stops: Words
    measured: Words
    measures: Words
    soft_stops: Words
    openers: Words
    noun_takers: Words
    name_followers: Words
    small_words: Words
    joint_verbs: Words
    of_several: Words
    facing: Words
    toward: Words
    verbal_events: Words
    pronouns: Mapping[str, str]


@cache
def read_chinese() -> ChineseLexicon:
    """Reads the Chinese lexicon once per process."""
    lists = read_lists(find_shipped("data", "words", "zh-names.yaml"), find_shipped("data", "words", "zh.yaml"))
    shapes = {"Words": frozenset, "tuple[str, ...]": tuple}
    found = {field.name: shapes.get(str(field.type), dict)(lists[field.name]) for field in fields(ChineseLexicon)}
    return ChineseLexicon(**found)
