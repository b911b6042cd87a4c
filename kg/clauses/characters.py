"""Turns `data/words/zh.yaml` into Characters: the verbs, nouns, markers and small words of Chinese clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.clauses.words import Verb, make_verb
from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.rows import read_rows
from kg.patterns import KIND_MARKS

_LISTS = (
    "conjunctions", "adverbs", "planned", "unreal", "passives", "several", "suffixes", "inverted", "unders",
    "respectively", "and-more", "attributives", "onward", "twins", "inviting",
)  # fmt: skip
_MAPPINGS = ("verbs", "nouns", "heads", "markers", "closers")
_OF_NAMES = frozenset({"names"})  # fields of a verb that the reader of names reads
_CLASSES = ("markers", "conjunctions", "adverbs", "planned", "unreal", "passives", "several")


_QUOTES = (("「", "」"), ("『", "』"), ("《", "》"), ("“", "”"))
_LONGEST_TITLE = 60  # characters between quotation marks that are one word


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """The words of Chinese clauses: `kinds` gives each word its classes with what the class says of it."""

    verbs: Mapping[str, Verb]
    nouns: Mapping[str, str]
    heads: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, str]]
    several: tuple[str, ...]
    suffixes: frozenset[str]
    inverted: frozenset[str]
    unders: frozenset[str]
    respectively: frozenset[str]
    and_more: frozenset[str]
    attributives: frozenset[str]
    onward: frozenset[str]
    twins: frozenset[str]
    inviting: frozenset[str]
    closers: Mapping[str, str]
    speaking: Verb
    entries: frozenset[str]
    marker_names: frozenset[str]
    token: re.Pattern[str]

    def find_head(self, text: str) -> str:
        """The neutral name of the plain noun that a stretch of text ends in, or nothing."""
        return next((self.heads[text[at:]] for at in range(len(text)) if text[at:] in self.heads), "")


@cache
def read_characters(path: Path | None = None) -> Characters:
    """Reads the words; DataError names file and line of a row that is broken or stands twice."""
    path = path or find_shipped("data", "words", "zh.yaml")
    raw, lines = read_rows(path)
    if strange := {*_LISTS, *_MAPPINGS} ^ set(raw):
        raise DataError(f"{path}: the parts must be exactly those that are known; check: {', '.join(sorted(strange))}")
    verbs = {str(word): make_verb(path, lines, word, row, others=_OF_NAMES) for word, row in raw["verbs"].items()}
    for verb in verbs.values():
        if unknown := set(verb.needs) - set(raw["markers"]):
            raise DataError(f"{verb.place}: {verb.base!r}: no marker is called {', '.join(sorted(unknown))}")
    kinds: dict[str, dict[str, str]] = {}
    for kind, word, value in _list_words(raw):
        kinds.setdefault(word, {})[kind] = value
    for word in verbs:
        kinds.setdefault(word, {})["verb"] = word
    for word in raw["nouns"]:
        kinds.setdefault(word, {})["noun"] = word
    heads = {str(word): str(name) for name, found in raw["heads"].items() for word in found}
    closers = {str(word): str(name) for name, found in raw["closers"].items() for word in found}
    return Characters(
        verbs,
        raw["nouns"],
        heads,
        kinds,
        tuple(map(str, raw["several"])),
        frozenset(map(str, raw["suffixes"])),
        frozenset(map(str, raw["inverted"])),
        frozenset(map(str, raw["unders"])),
        frozenset(map(str, raw["respectively"])),
        frozenset(map(str, raw["and-more"])),
        frozenset(map(str, raw["attributives"])),
        frozenset(map(str, raw["onward"])),
        frozenset(map(str, raw["twins"])),
        frozenset(map(str, raw["inviting"])),
        closers,
        next(verb for verb in verbs.values() if verb.entry == "speak"),
        frozenset(verb.entry for verb in verbs.values()) | frozenset(raw["nouns"].values()),
        frozenset(raw["markers"]) | {"subject", "object", "object2", "governor"},
        _compile(verbs, {*kinds, *heads, *closers, *map(str, (*raw["suffixes"], *raw["inverted"], *raw["unders"]))}),
    )


def _list_words(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for kind in _CLASSES:
        rows = raw[kind]
        if isinstance(rows, dict):
            yield from (("marker", str(word), str(name)) for name, found in rows.items() for word in found)
        else:
            yield from ((kind, str(word), str(word)) for word in rows)


def _compile(verbs: Mapping[str, Verb], words: set[str]) -> re.Pattern[str]:
    """A slot, the longest word that cuts into no verb behind it, a run of Latin letters, or one character."""
    marks = "".join(KIND_MARKS.values())
    tails: dict[str, list[str]] = {}
    for verb in verbs:
        tails.setdefault(verb[0], []).append(re.escape(verb[1:]))
    spelt = "|".join(
        re.escape(word)
        + (f"(?!{'|'.join(cut)})" if (cut := [t for t in tails.get(word[-1], ()) if t]) and word not in verbs else "")
        for word in sorted(words, key=lambda word: (-len(word), word))
    )
    quoted = "|".join(
        rf"{opening}[^{opening}{closing}\ue000-\uf8ff]{{1,{_LONGEST_TITLE}}}{closing}" for opening, closing in _QUOTES
    )
    return re.compile(rf"[{marks}].|{quoted}|{spelt}|[A-Za-z0-9]+|\S", re.DOTALL)
