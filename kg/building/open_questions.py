"""Reads from the ledger beside a store who was kept apart though they may be one person."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from kg.errors import LedgerError, StoreError
from kg.gazetteer import Gazetteer
from kg.graph.seal import FORMAT
from kg.graph.store import find_ledger
from kg.linking.namesakes import Office, Sight, list_questions
from kg.linking.packing import unpack_values
from kg.linking.questions import Question

_SIGHT: Final = (Sight, Office, date)


def read_questions(store: Path, gazetteer: Gazetteer) -> list[Question]:
    """Gives what linking left open in the store in a folder, the likeliest first; none where that cannot be had now."""
    try:
        ledger = find_ledger(store)
        return list_questions(_read_sights(ledger), gazetteer) if ledger else []
    except (sqlite3.Error, LedgerError, StoreError, OSError):
        return []


def _read_sights(ledger: Path) -> dict[str, list[Sight]]:
    """Gives how the texts show each person. Nothing is written, and nobody waited for."""
    found: defaultdict[str, list[Sight]] = defaultdict(list)
    with closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True, timeout=0)) as database:
        if database.execute("PRAGMA user_version").fetchone() == (FORMAT,):
            for person, packed in database.execute("SELECT person, sight FROM sight ORDER BY person, place"):
                found[person].append(unpack_values(packed, _SIGHT))
    return dict(found)
