"""Reads beside a store the text of a release as it was read: where its sentences stand in it, and what it names where.

It lies in the ledger of the build, which may be gone, damaged, or be written at this moment, and may know more than the
version that answers: who shows a text has to see that what the graph has of it stands there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from kg.decisions import name_mention
from kg.errors import LedgerError, StoreError
from kg.graph.seal import FORMAT
from kg.graph.store import find_ledger
from kg.linking.identities import Choice
from kg.linking.packing import unpack_values
from kg.mentions.entities import Entity, Label
from kg.releases import Release
from kg.sentences import Sentence
from kg.statements import (
    Agreement,
    EntityMention,
    Event,
    Extraction,
    Indicator,
    OpenMention,
    Participation,
    Statement,
    Tenure,
)

_ITEM: Final = "SELECT extraction, written FROM item JOIN packed USING (place) WHERE is_written AND lang = ? AND "
# By the name that it came with, which is looked up at once, or by another that it was given.
_NAMES: Final = ("folded = ? AND release = ? AND written_id IS NULL", "written_id = ?")
# With an empty name where another text came under that id too, so that nobody could say which of them is meant.
_OPEN: Final = """SELECT coalesce(written_id, release) || '/' || lang, iif(EXISTS (SELECT * FROM item AS other
WHERE other.folded = item.folded AND other.lang = item.lang AND other.release = item.release
AND other.content <> item.content), '', release), lang, extraction, written
FROM item JOIN packed USING (place) WHERE is_written AND open_mentions > 0 ORDER BY place"""
_UNREADABLE: Final = (sqlite3.Error, LedgerError, StoreError, OSError, AttributeError, TypeError, ValueError)
_DATES: Final = (datetime, timedelta, timezone)
_EXTRACTION: Final = (
    *(Extraction, Release, Sentence, Entity, Label, Tenure, Event, Agreement, Participation, Statement, OpenMention),
    *(EntityMention, Indicator),
)
_CHOICE: Final = (Choice, Entity, Label)


@dataclass(frozen=True, slots=True)
class ReleaseText:
    """A text with its sentences, and the words that name a thing, by the id that it has in the graph."""

    title: str
    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[EntityMention, ...]

    def holds(self, title: str, sentences: Mapping[int, tuple[int, int, str]]) -> bool:
        """Says whether it has this title, and these sentences, by their numbers, at their places."""
        known = {sentence.ordinal: (sentence.start, sentence.end) for sentence in self.sentences}
        return title == self.title and all(
            known.get(ordinal) == (start, end) and self.text[start:end] == words
            for ordinal, (start, end, words) in sentences.items()
        )


@dataclass(frozen=True, slots=True)
class OpenWords:
    """Words of a release (`seed-20240108/en`) that name somebody, with their sentence, its number and the one before:
    `candidates` are the ids of all who may be meant, none where nobody is known to be, `own` the same as the release
    itself names them. By `name` a decision names the words; it is empty where none can.
    """

    release: str
    title: str
    date: str
    url: str
    restated: bool
    ordinal: int
    sentence: str
    before: str
    words: str
    name: str
    candidates: tuple[str, ...]
    own: tuple[str, ...]


def read_open_words(store: Path) -> tuple[OpenWords, ...]:
    """Gives the words that a build left open in the store in a folder, in the order of reading; none where they cannot
    be had now."""
    found: list[OpenWords] = []
    try:
        ledger = find_ledger(store)
        for release, id, lang, extraction, choice in _iterate_open(ledger) if ledger else ():
            chosen: Choice = unpack_values(choice, _CHOICE)
            own: Extraction = unpack_values(extraction, (*_EXTRACTION, *_DATES))
            found += (
                _describe(own, mention, chosen, release, name_mention(id, lang, mention) if id else "")
                for mention in own.open_mentions
            )
    except _UNREADABLE:
        return ()
    return tuple(found)


def _describe(own: Extraction, mention: OpenMention, chosen: Choice, release: str, name: str) -> OpenWords:
    def read(ordinal: int) -> str:
        sentence = own.get_sentence(ordinal)
        return own.release.text[sentence.start : sentence.end]

    told, ordinal = own.release, mention.sentence
    candidates: dict[str, str] = {}
    for candidate in mention.candidates:
        candidates.setdefault(chosen.ids.get(candidate, candidate), candidate)
    return OpenWords(
        release,
        told.title,
        told.issued.date().isoformat(),
        told.url or "",
        told.restated,
        ordinal,
        read(ordinal),
        read(ordinal - 1) if ordinal > 1 else "",
        mention.text,
        name,
        tuple(candidates),
        tuple(candidates.values()),
    )


def _iterate_open(ledger: Path) -> Iterator[tuple[str, str, str, bytes, bytes]]:
    with _open(ledger) as database:
        if database.execute("PRAGMA user_version").fetchone() == (FORMAT,):
            yield from database.execute(_OPEN)


def read_text(store: Path, id: str) -> ReleaseText | None:
    """Gives the text of a release (`seed-20240108/en`) of the store in a folder; None where it cannot be had now."""
    name, _, lang = id.rpartition("/")
    try:
        ledger = find_ledger(store)
        packed = _find_packed(ledger, name, lang) if ledger else None
        if packed is None:
            return None
        found = _unpack(*packed)
        return ReleaseText(found.release.title, found.release.text, found.sentences, found.mentions)
    except _UNREADABLE:
        return None


def _unpack(extraction: bytes, choice: bytes) -> Extraction:
    chosen: Choice = unpack_values(choice, _CHOICE)
    return chosen.apply(unpack_values(extraction, (*_EXTRACTION, *_DATES)))


def _find_packed(ledger: Path, name: str, lang: str) -> tuple[bytes, bytes] | None:
    """Gives what is kept of a release, and the choice that it stands in the graph with."""
    with _open(ledger) as database:
        if database.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            return None
        for condition, values in zip(_NAMES, ((name.casefold(), name), (name,)), strict=True):
            rows: list[tuple[bytes, bytes]] = database.execute(_ITEM + condition, (lang, *values)).fetchall()
            if len(rows) == 1:
                return rows[0]
        return None


def _open(ledger: Path) -> closing[sqlite3.Connection]:
    """Nothing is written, not even where a build was killed, and nobody waited for: a build that writes at this moment
    is in the right."""
    return closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True, timeout=0))
