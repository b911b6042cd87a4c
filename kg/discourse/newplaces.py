"""Tells places from bodies where a name alone does not: by the country that follows, "Entebbe, Uganda"; by what a park
is under; by what lies somewhere or is the scene of something, 位於青衣的物流中心."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.languages.fronts import search_front
from kg.languages.language import Language
from kg.mentions.entities import Resolver
from kg.mentions.mentions import Mention
from kg.patterns import get_expression

_ARTICLE = 4  # characters of "The "
_WIDE = frozenset({"country", "province", "region", "state"})


def settle_places(text: str, mentions: Sequence[Mention], language: Language, resolver: Resolver) -> Iterator[Mention]:
    """Makes places of the new names that a preposition leads to and that a country or province explains, and of the
    houses that a release knows as such."""
    gazetteer = resolver.gazetteer
    for at, mention in enumerate(mentions):
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        is_new = mention.kind == "name" and not mention.ids and not mention.phrase.abbreviation
        if is_new and following is not None and _is_explained(text, (mention, following), language, gazetteer):
            yield Mention(replace(mention.phrase, kind="place"))
        elif mention.kind == "place" and (
            _is_institution(text, mention, language)
            or _opens_acting(text, mention, language)
            or _is_between_agents(text, mentions, at, language)
        ):
            yield Mention(replace(mention.phrase, kind="body"))
        elif _is_house(text, mention, language, resolver):
            yield Mention(replace(mention.phrase, kind="place"))
        else:
            yield mention


def _is_house(text: str, mention: Mention, language: Language, resolver: Resolver) -> bool:
    """ "參觀位於青衣的物流中心", "在創新中心舉辦": a place, if the release has not told of it as a body before."""
    phrase = mention.phrase
    is_new = mention.kind == "body" and not mention.ids and phrase.of is None and not phrase.is_short
    if not is_new or get_expression(language, "house_name").fullmatch(phrase.text) is None:
        return False
    if resolver.is_told("body", phrase.text):
        return False
    is_scene = search_front(get_expression(language, "scene_front"), text, phrase.start) is not None
    is_scene = is_scene and get_expression(language, "scene_behind").match(text, phrase.end) is not None
    is_located = search_front(get_expression(language, "located"), text, phrase.start) is not None
    return is_scene or is_located or resolver.is_told("place", phrase.text)


def _is_institution(text: str, mention: Mention, language: Language) -> bool:
    """ "the Lantern Science Park (LSP) under the Tides Bureau": what has an abbreviation and is under a body is one."""
    phrase = mention.phrase
    is_short_named = not mention.ids and (phrase.abbreviation or "").isupper()
    return is_short_named and get_expression(language, "placed_under").match(text, phrase.end) is not None


def _opens_acting(text: str, mention: Mention, language: Language) -> bool:
    """ "The Lantern Museum (LM) announced": a museum that a sentence opens with and that acts."""
    is_first = not mention.ids and mention.phrase.abbreviation and mention.phrase.start <= _ARTICLE
    return bool(is_first) and get_expression(language, "acting_place").match(text) is not None


def _is_between_agents(text: str, mentions: Sequence[Mention], at: int, language: Language) -> bool:
    """ "organised by the Tides Bureau, the Lantern City and the Moon Company": one of a list of those who acted."""
    if mentions[at].ids or not all(_is_next(text, mentions, n, language) for n in (at - 1, at)):
        return False
    first = at - 1
    while _is_next(text, mentions, first - 1, language):
        first -= 1
    return search_front(get_expression(language, "by_agents"), text, mentions[first].phrase.start) is not None


def _is_next(text: str, mentions: Sequence[Mention], at: int, language: Language) -> bool:
    """Whether a mention and the one behind it stand in one list, and one of them is a body."""
    if not 0 <= at < len(mentions) - 1:
        return False
    one, other = mentions[at], mentions[at + 1]
    is_listed = get_expression(language, "listed").fullmatch(text, one.phrase.end, other.phrase.start) is not None
    return is_listed and "body" in (one.kind, other.kind)


def _is_explained(text: str, pair: tuple[Mention, Mention], language: Language, gazetteer: Gazetteer) -> bool:
    mention, following = pair
    between = text[mention.phrase.end : following.phrase.start]
    if following.kind != "place" or len(following.ids) != 1:
        return False
    if get_expression(language, "explaining").match(between) is None:
        return False
    if search_front(get_expression(language, "towards"), text, mention.phrase.start) is None:
        return False
    is_closed = get_expression(language, "closing").match(text, following.phrase.end) is not None
    return is_closed and gazetteer.things[following.ids[0]].subkind in _WIDE
