"""Turns words of a release that may mean several into a name that stays the same over builds, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.statements import MentionKey, OpenMention, fold_words

MENTION: Final = "mention/"
_NAME = re.compile(
    rf"{MENTION}(?P<release>[^/]+)/(?P<lang>[^/]+)/(?P<sentence>[1-9][0-9]*)-(?P<mark>[0-9a-f]{{6}})(\.(?P<number>[2-9]|[1-9][0-9]+))?/(?P<words>.+)"
)


@dataclass(frozen=True, slots=True)
class MentionName:
    """A release, by the id that it came with, and its language, and what tells the words from others of it."""

    release: str
    lang: str
    key: MentionKey


def name_mention(release: str, lang: str, mention: OpenMention) -> str:
    """Gives the name of words: `mention/P2024010100001/en/12-3fa9c1/he`, of the 12th sentence as long as it says the
    same; with `12-3fa9c1.2` for the second "he" of the sentence."""
    number = f".{mention.number}" if mention.number > 1 else ""
    return f"{MENTION}{release}/{lang}/{mention.sentence}-{mention.mark}{number}/{' '.join(mention.text.split())}"


def read_mention(name: str) -> MentionName | None:
    """Gives what a name of words says; None where it is none."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    key = int(match["sentence"]), match["mark"], int(match["number"] or 1), fold_words(match["words"])
    return MentionName(match["release"], match["lang"], key)
