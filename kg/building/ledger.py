"""Keeps in one SQLite file what a build has read and counted, so that the next one need only look at what is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from kg.errors import LedgerError
from kg.files import write_whole
from kg.graph.seal import FORMAT, hash_file
from kg.linking.identities import make_lasting_tables, make_tables, recall_departed

# `source` are the files, `item` what was read of them, or an error. `naming` is what was settled of its name,
# `written_id` the id that it stands in the graph with. `packed` holds what is large, apart, so that the items can be
# gone through: the extraction, its profile until it is linked, and the choice that it stands in the graph with
# (`written`). `tally` counts what is said of each subject, `named` in how many releases a known thing stands, `kind`
# how many things there are of a class, `corrected` which correction changes which release, `minted` every id that
# the store has ever had; `unsent` are changes that a server has not got yet.
_TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE source (number INTEGER PRIMARY KEY, path BLOB, size INTEGER, changed TEXT, digest TEXT);
CREATE INDEX source_by_path ON source (path);
CREATE INDEX source_half_read ON source (number) WHERE digest IS NULL;
CREATE TABLE item (place INTEGER PRIMARY KEY, source INTEGER, state INTEGER, origin BLOB, error BLOB, release TEXT,
    folded TEXT, lang TEXT, url TEXT, content TEXT, counterpart TEXT, naming BLOB, written_id TEXT, remarks BLOB,
    is_written INTEGER, sentences INTEGER, statements INTEGER, open_mentions INTEGER);
CREATE INDEX item_by_source ON item (source);
CREATE INDEX item_by_state ON item (state);
CREATE INDEX item_by_name ON item (folded, lang);
CREATE INDEX item_counts ON item (is_written, sentences, statements, open_mentions);
CREATE TABLE packed (place INTEGER PRIMARY KEY, extraction BLOB, profile BLOB, written BLOB);
CREATE TABLE tally (subject TEXT, slot TEXT, value TEXT, releases INTEGER, PRIMARY KEY (subject, slot, value))
    WITHOUT ROWID;
CREATE TABLE named (thing TEXT PRIMARY KEY, releases INTEGER) WITHOUT ROWID;
CREATE TABLE kind (class TEXT PRIMARY KEY, things INTEGER) WITHOUT ROWID;
CREATE TABLE corrected (place INTEGER, correction TEXT, PRIMARY KEY (place, correction)) WITHOUT ROWID;
CREATE INDEX corrected_by_correction ON corrected (correction);
CREATE TABLE minted (id TEXT PRIMARY KEY, minted_on TEXT, labels TEXT, status TEXT, replaced_by TEXT,
    is_listed INTEGER) WITHOUT ROWID;
CREATE INDEX minted_unlisted ON minted (id) WHERE NOT is_listed;
CREATE INDEX minted_retired ON minted (id) WHERE status = 'retired';
CREATE TABLE unsent (number INTEGER PRIMARY KEY, removed BLOB, added BLOB);
CREATE TRIGGER unpack AFTER DELETE ON item BEGIN DELETE FROM packed WHERE place = old.place; END;
CREATE TRIGGER uncorrect AFTER DELETE ON item BEGIN DELETE FROM corrected WHERE place = old.place; END;
"""
# Which answers of readers, whom words mean, a release was read with, and whether the words were there.
_ANSWERED = (
    "CREATE TABLE IF NOT EXISTS answered (place INTEGER, mention TEXT, person TEXT, is_heeded INTEGER,"
    " PRIMARY KEY (place, mention)) WITHOUT ROWID",
    "CREATE TRIGGER IF NOT EXISTS unanswer AFTER DELETE ON item"
    " BEGIN DELETE FROM answered WHERE place = old.place; END",
)
_PAGE_CACHE = 32 * 1024  # KiB
_DAMAGED: Final = "damaged"


def write_text(text: str) -> bytes:
    """Gives a text as the ledger keeps it: a file may have a name that is no text, and SQLite takes none of such."""
    return text.encode("utf-8", "surrogatepass")


def read_text(kept: bytes) -> str:
    """Gives back a text that the ledger keeps."""
    return kept.decode("utf-8", "surrogatepass")


class State(IntEnum):
    """Where an item stands: read, linked and (unless it is a copy) in the graph, to be taken out of it, or broken."""

    READ = 0
    LINKED = 1
    LEAVING = 2
    BROKEN = 3


class Ledger:
    """The tables of a build; what is not committed is gone when the process ends, however it ends."""

    __slots__ = ("database",)

    def __init__(self, path: Path | None) -> None:
        """Opens the ledger at a path, or a new one in memory."""
        self.database = sqlite3.connect(path or ":memory:", isolation_level=None, cached_statements=512)
        # A killed process loses nothing that it has written; only a machine that stops might.
        self.database.executescript(
            f"PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -{_PAGE_CACHE};"
            "PRAGMA temp_store = FILE;"
        )
        self.database.execute("BEGIN IMMEDIATE")
        if self.ask_one("SELECT count(*) FROM sqlite_master WHERE name = 'setting'") == 0:
            make_tables(self.database)
            for statement in _TABLES.strip().split(";\n"):
                self.database.execute(statement)
            self.database.execute(f"PRAGMA user_version = {FORMAT}")
        elif self.ask_one("PRAGMA user_version") != FORMAT:
            raise LedgerError("it was written by another kg")
        make_lasting_tables(self.database)
        for statement in _ANSWERED:  # a ledger from before has no such table
            self.database.execute(statement)
        self.commit()

    def commit(self) -> None:
        """Makes all that was written since the last time last, at once, and goes on."""
        self.database.execute("COMMIT")
        self.database.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Drops what is not committed."""
        self.database.close()

    def get(self, name: str) -> Any:
        """Gives a setting; None where it was never set."""
        row = self.database.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set(self, name: str, value: str | bytes | int) -> None:
        """Writes a setting."""
        self.database.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def ask_one(self, question: str, *values: object) -> Any:
        """Gives the first value of the first row."""
        return self.database.execute(question, values).fetchone()[0]

    def list(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Gives all rows at once, so that the tables may be written while they are gone through."""
        return self.database.execute(question, values).fetchall()

    def iterate(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Gives the rows one by one; what they are read from must not be written meanwhile."""
        return self.database.execute(question, values)

    def write(self, statement: str, *values: object) -> None:
        """Carries a statement out."""
        self.database.execute(statement, values)

    def write_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Carries a statement out once for each row."""
        self.database.executemany(statement, rows)


@contextmanager
def open_ledger(path: Path, *, may_drop: bool) -> Iterator[Ledger]:
    """Opens the ledger at a path, or a new one, and closes it with a hash beside it, by which damage is known.

    One that is damaged is dropped where it may be, else LedgerError says so; one in which nothing was kept is dropped
    in any case. What a killed build has left has no hash: of it only such damage is known as shows where it is read.
    """
    mark = _find_mark(path)
    if may_drop and not _is_whole(path, mark):
        path.unlink(missing_ok=True)
        mark.unlink(missing_ok=True)
    damaged = ""
    is_used = True
    try:
        if not _is_whole(path, mark):
            raise LedgerError("it is not as it was written")
        mark.unlink(missing_ok=True)
        with closing(Ledger(path)) as ledger:
            try:
                yield ledger
            finally:
                is_used = bool(ledger.ask_one("SELECT EXISTS (SELECT * FROM packed)"))
    except (sqlite3.DatabaseError, LedgerError) as error:
        if isinstance(error, sqlite3.OperationalError):  # a full disk, not a damaged one
            raise
        damaged = _DAMAGED
        if may_drop:
            path.unlink(missing_ok=True)
            raise LedgerError(f"{path}: what was read is damaged ({error}) and was dropped; build once more") from error
        raise LedgerError(
            f"{path}: the ledger is damaged ({error}), so nothing can be added; the store answers as before; "
            "build it anew with `kg build --replace`"
        ) from error
    finally:
        if not is_used:
            path.unlink(missing_ok=True)
        if path.exists():
            write_whole(mark, (damaged or hash_file(path)).encode())


def recall_seen(ledger: Ledger, path: Path) -> None:
    """Takes over who was seen in the texts of an older ledger; nobody where that one is not as it was written."""
    if not path.exists() or not _is_whole(path, _find_mark(path)):
        return
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as older:
        if older.execute("PRAGMA user_version").fetchone() == (FORMAT,):
            recall_departed(ledger.database, older)


def _find_mark(path: Path) -> Path:
    return path.with_name(f"{path.name}-sum")


def _is_whole(path: Path, mark: Path) -> bool:
    return not mark.exists() or (path.exists() and mark.read_bytes() == hash_file(path).encode())
