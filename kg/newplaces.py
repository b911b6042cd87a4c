"""Tells places from bodies where a name alone does not: by the country that follows, "Entebbe, Uganda"; by what a park
is under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.mentions import Mention

_WIDE = frozenset({"country", "province", "region", "state"})
_TOWARDS = re.compile(r"\b(?:in|to|at|for|from|of|near|[Vv]isit(?:ed|s|ing)?) \Z")


def settle_places(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Makes places of the new names that a preposition leads to and that a country or province explains."""
    for at, mention in enumerate(mentions):
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        is_new = mention.kind == "name" and not mention.ids and not mention.phrase.abbreviation
        if is_new and following is not None and _is_explained(text, mention, following, gazetteer):
            yield Mention(replace(mention.phrase, kind="place"))
        elif mention.kind == "place" and _is_institution(text, mention):
            yield Mention(replace(mention.phrase, kind="body"))
        else:
            yield mention


def _is_institution(text: str, mention: Mention) -> bool:
    """ "the Lantern Science Park (LSP) under the Tides Bureau": what has an abbreviation and is under a body is one."""
    phrase = mention.phrase
    return not mention.ids and (phrase.abbreviation or "").isupper() and text.startswith(" under the ", phrase.end)


def _is_explained(text: str, mention: Mention, following: Mention, gazetteer: Gazetteer) -> bool:
    start, end = mention.phrase.start, mention.phrase.end
    if text[end : following.phrase.start] != ", " or following.kind != "place" or len(following.ids) != 1:
        return False
    is_closed = text[following.phrase.end : following.phrase.end + 1] in (",", ".", "")
    is_wide = gazetteer.things[following.ids[0]].subkind in _WIDE
    return is_wide and is_closed and _TOWARDS.search(text, 0, start) is not None
