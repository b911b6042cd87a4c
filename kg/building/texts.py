"""Reads beside a store the text of a release as it was read: where its sentences stand in it, and what it names where.

It lies in the ledger of the build, which may be gone, damaged, or be written at this moment, and may know more than the
version that answers: who shows a text has to see that what the graph has of it stands there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

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


def read_text(store: Path, id: str) -> ReleaseText | None:
    """Gives the text of a release (`seed-20240108/en`) of the store in a folder; None where it cannot be had now."""
    name, _, lang = id.rpartition("/")
    try:
        ledger = find_ledger(store)
        packed = _find_packed(ledger, name, lang) if ledger else None
        if packed is None:
            return None
        extraction: Extraction = unpack_values(packed[0], (*_EXTRACTION, *_DATES))
        choice: Choice = unpack_values(packed[1], _CHOICE)
        found = choice.apply(extraction)
        return ReleaseText(found.release.title, found.release.text, found.sentences, found.mentions)
    except (sqlite3.Error, LedgerError, StoreError, OSError, AttributeError, TypeError, ValueError):
        return None


def _find_packed(ledger: Path, name: str, lang: str) -> tuple[bytes, bytes] | None:
    """Gives what is kept of a release, and the choice that it stands in the graph with. Nothing is written, not even
    where a build was killed, and nobody waited for: a build that writes at this moment is in the right."""
    with closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True, timeout=0)) as database:
        if database.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            return None
        for condition, values in zip(_NAMES, ((name.casefold(), name), (name,)), strict=True):
            rows: list[tuple[bytes, bytes]] = database.execute(_ITEM + condition, (lang, *values)).fetchall()
            if len(rows) == 1:
                return rows[0]
        return None
