"""Keeps in a table every id that a store has ever had, so that none dies: what has gone leads to what took its place.

An id is minted once, on the day it first stands in the graph. Where it goes, by what was learned or by a reader's
decision, or with the releases that named it, it stays as a retired one, with its successors where there are any, until
a release names the same again; somebody else of that name gets an id of their own. What is known by a table is never
retired. The table stands in the ledger; beside the versions of the store lies a copy for readers, `registry.csv`, of
which a later row about an id replaces an earlier one.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from kg.building.counting import Change
from kg.building.ledger import Ledger
from kg.errors import DataError, OutputError
from kg.files import write_whole
from kg.gazetteer.tables import read_table
from kg.graph.settling import RETIRED, write_retirement
from kg.graph.store import REGISTRY_FILE, list_named
from kg.graph.terms import PREFIXES, make_name, make_thing

COLUMNS: Final = ("id", "minted_on", "labels", "status", "replaced_by")
KINDS: Final = ("person", "post", "body", "mechanism", "place", "initiative", "agreement", "event")
_LIVE, _RETIRED = "live", "retired"
_BETWEEN = " | "
_TYPE = str(make_name("rdf:type"))
_LINE = re.compile(
    rf"<{re.escape(PREFIXES['id'])}(?P<id>(?:{'|'.join(KINDS)})/[^>]+)> (?:{re.escape(_TYPE)} (?P<type><[^>]+>)"
    rf'|{re.escape(str(make_name("skos:prefLabel")))} (?P<label>".*")@[\w-]+) \.\n'
)
_AT_ONCE = 10_000


class Registry:
    """The ids of a store, while a build changes it; `known` are the things that tables know."""

    __slots__ = ("_come", "_gone", "_known", "_labels", "_ledger", "_moved", "_path", "_settled")

    def __init__(self, ledger: Ledger, folder: Path, known: Iterable[str]) -> None:
        self._ledger, self._path, self._known = ledger, folder / REGISTRY_FILE, frozenset(known)
        self._gone: set[str] = set()
        self._come: set[str] = set()
        self._settled: set[str] = set()  # retired by what releases say
        self._labels: defaultdict[str, set[str]] = defaultdict(set)
        self._moved: defaultdict[str, set[str]] = defaultdict(set)

    def follow(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Gives changes of the graph, and at their end one more: the stubs of what has gone, and of what is back."""
        for change in changes:
            self._note(change)
            yield change
        last = self._settle()
        if last.removed or last.added:
            yield last

    def _note(self, change: Change) -> None:
        """Takes down which ids come and go by a change, and what those that go have become."""
        for lines, found in ((change.removed, self._gone), (change.added, self._come)):
            for line in lines:
                if match := _LINE.fullmatch(line):
                    self._note_line(match, found)
        for old, new in change.moved:
            self._moved[old].add(new)

    def _note_line(self, match: re.Match[str], found: set[str]) -> None:
        if match["label"]:
            self._labels[match["id"]].add(match["label"][1:-1])
        elif match["type"] != RETIRED:
            found.add(match["id"])
        elif found is self._come:
            self._settled.add(match["id"])

    def _settle(self) -> Change:
        come, gone = self._come - self._gone, self._gone - self._come
        vanished = sorted(gone - self._known)
        back = [row for id in sorted(come) for row in self._list(id) if row[3] == _RETIRED]
        removed = {line for id, *_, successors in back for line in _write_stub(id, successors.split(_BETWEEN))}
        added: set[str] = set()
        for id in sorted(come):
            self._put(id, sorted(self._labels[id]), _LIVE, ())
        for id in vanished:
            successors = sorted(self._moved[id] - gone)
            self._retire(id, successors)
            if id not in self._settled:
                added.update(_write_stub(id, successors))
        return Change(frozenset(removed), frozenset(added))

    def take_over(self, version: Path) -> Change:
        """Fills the table of a graph that was written anew in a version, and that of the store before; gives the stubs
        of what was there and is not."""
        self._read()
        self._ledger.write("CREATE TEMP TABLE IF NOT EXISTS live (id TEXT, label TEXT)")
        self._ledger.write("DELETE FROM live")
        self._ledger.write_many("INSERT INTO live VALUES (?, ?)", list_named(version, KINDS))
        self._ledger.write("CREATE INDEX IF NOT EXISTS live_by_id ON live (id)")
        self._ledger.write("CREATE INDEX IF NOT EXISTS live_by_label ON live (label)")
        for id, labels in self._iterate_live():
            self._put(id, labels, _LIVE, ())
        lost = "SELECT id, labels FROM minted WHERE status = ? AND id NOT IN (SELECT id FROM live) ORDER BY id"
        for id, labels in self._ledger.list(lost, _LIVE):
            if id not in self._known:
                self._retire(id, self._find_alike(id, labels.split(_BETWEEN)))
        rows = self._ledger.iterate("SELECT id, replaced_by FROM minted WHERE status = ? ORDER BY id", _RETIRED)
        stubs = frozenset(line for id, successors in rows for line in _write_stub(id, successors.split(_BETWEEN)))
        return Change(frozenset(), stubs)

    def write(self, *, is_whole: bool) -> None:
        """Writes the copy for readers, or adds to it what is new; OutputError where that cannot be."""
        wanted = "" if is_whole else "WHERE NOT is_listed"
        rows = self._ledger.iterate(
            f"SELECT id, minted_on, labels, status, replaced_by FROM minted {wanted} ORDER BY id"
        )
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        if is_whole or not self._path.exists():
            writer.writerow(COLUMNS)
        writer.writerows(rows)
        if is_whole:
            write_whole(self._path, text.getvalue().encode("utf-8", "surrogatepass"))
        elif text.tell():
            self._append(text.getvalue().encode("utf-8", "surrogatepass"))
        self._ledger.write("UPDATE minted SET is_listed = 1 WHERE NOT is_listed")
        self._ledger.commit()

    def _append(self, rows: bytes) -> None:
        try:
            with self._path.open("ab") as file:
                file.write(rows)
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written ({error.strerror or error})") from error

    def _read(self) -> None:
        """Takes over what the copy says; a last row that was cut off, nobody has been told."""
        if not self._path.exists():
            return
        try:
            rows = read_table(self._path, COLUMNS).rows
        except DataError:
            rows = _read_most(self._path)
        known = ((*row, 0) for row in rows if row[0].partition("/")[0] in KINDS)
        self._ledger.write_many("INSERT OR REPLACE INTO minted VALUES (?, ?, ?, ?, ?, ?)", known)

    def _iterate_live(self) -> Iterator[tuple[str, list[str]]]:
        rows = self._ledger.list("SELECT id, group_concat(label, ?) FROM live GROUP BY id ORDER BY id", _BETWEEN)
        return ((id, sorted(set((labels or "").split(_BETWEEN)))) for id, labels in rows)

    def _find_alike(self, id: str, labels: Sequence[str]) -> list[str]:
        """Gives the only thing of the same kind that bears one of the names."""
        kind = f"{id.partition('/')[0]}/%"
        question = "SELECT DISTINCT id FROM live WHERE label = ? AND id LIKE ?"
        found = {other for label in labels if label for (other,) in self._ledger.list(question, label, kind)}
        return sorted(found) if len(found) == 1 else []

    def _list(self, id: str) -> list[tuple[str, ...]]:
        return self._ledger.list("SELECT id, minted_on, labels, status, replaced_by FROM minted WHERE id = ?", id)

    def _put(self, id: str, labels: Iterable[str], status: str, successors: Iterable[str]) -> None:
        named, followed = _BETWEEN.join(labels), _BETWEEN.join(successors)
        self._ledger.write(
            "INSERT INTO minted VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET labels = excluded.labels,"
            " status = excluded.status, replaced_by = excluded.replaced_by, is_listed = 0"
            " WHERE (labels, status, replaced_by) IS NOT (excluded.labels, excluded.status, excluded.replaced_by)",
            *(id, date.today().isoformat(), named, status, followed),
        )

    def _retire(self, id: str, successors: Iterable[str]) -> None:
        known = self._list(id)
        self._put(id, known[0][2].split(_BETWEEN) if known else (), _RETIRED, successors)


def _write_stub(id: str, successors: Iterable[str]) -> Iterator[str]:
    nodes = (str(make_thing(successor)) for successor in successors if successor)
    return write_retirement(str(make_thing(id)), nodes)


def _read_most(path: Path) -> Sequence[Sequence[str]]:
    """Gives the rows of a table that are whole."""
    text = path.read_bytes().decode("utf-8", "replace")
    rows = csv.reader(io.StringIO(text[: text.rfind("\n") + 1]))
    return [row for row in rows if len(row) == len(COLUMNS)][1:]
