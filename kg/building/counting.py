"""Adds what releases say to the tally, takes away what they no longer say, and gives the lines that this changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.building.ledger import Ledger
from kg.errors import LedgerError
from kg.graph.drafts import DATE, FACT, OTHER, PREFERRED, SUCCESSOR, VOTE, Row
from kg.graph.settling import DATES, LABELS, RETIRED, TYPE, settle
from kg.graph.terms import make_name, shorten_iri

_NAMES = (PREFERRED, OTHER)
_IN_SLOT = "SELECT value, releases FROM tally WHERE subject = ? AND slot = ?"
_TYPE = str(make_name("rdf:type"))


@dataclass(frozen=True, slots=True)
class Change:
    """The N-Triples lines that leave the graph, and those that come into it; `moved` are ids that a release had for
    something, each with the one that it has now."""

    removed: frozenset[str]
    added: frozenset[str]
    moved: frozenset[tuple[str, str]] = frozenset()


def count(ledger: Ledger, changes: Mapping[Row, int]) -> Change:
    """Adds up changes of how many releases say what; gives the lines of all subjects that this makes others."""
    by_subject: defaultdict[str, dict[Row, int]] = defaultdict(dict)
    for row, change in changes.items():
        if change:
            by_subject[row[0]][row] = change
    removed: set[str] = set()
    added: set[str] = set()
    for subject in sorted(by_subject):
        before, after = _change_subject(ledger, subject, by_subject[subject])
        removed |= before - after
        added |= after - before
    return Change(frozenset(removed), frozenset(added))


def _change_subject(ledger: Ledger, subject: str, changes: Mapping[Row, int]) -> tuple[set[str], set[str]]:
    """Gives the lines, before and after, of all that the changed rows have a part in: a fact alone, a property that is
    voted on, all names, all dates."""
    known = _read_rows(ledger, subject, changes)
    after = dict(known)
    for row, change in changes.items():
        after[row] = after.get(row, 0) + change
    _write(ledger, {row: after[row] for row in changes})
    lines, new_lines = settle(subject, _sort_slots(known)), settle(subject, _sort_slots(after))
    return lines, new_lines | _keep_facts(ledger, subject, lines - new_lines)


def _read_rows(ledger: Ledger, subject: str, changes: Iterable[Row]) -> dict[Row, int]:
    rows: dict[Row, int] = {}
    touched = {slot for _, slot, _ in changes}
    names = {slot[1:] for slot in touched if slot[0] in (FACT, VOTE)}
    slots = {VOTE + name for name in names}
    is_named = bool(names.intersection(LABELS)) or any(slot[0] in _NAMES for slot in touched)
    is_dated = bool(names.intersection(DATES)) or any(slot[0] == DATE for slot in touched)
    for row in changes:
        if row[1][0] == FACT:
            found = ledger.list("SELECT releases FROM tally WHERE subject = ? AND slot = ? AND value = ?", *row)
            if found:
                rows[row] = found[0][0]
    if SUCCESSOR in touched or (TYPE in touched and ledger.list(_IN_SLOT, subject, SUCCESSOR)):
        slots |= {TYPE, SUCCESSOR}
    starts = [*(_NAMES if is_named else ()), *((DATE,) if is_dated else ())]
    for slot in sorted(slots):
        for value, releases in ledger.list(_IN_SLOT, subject, slot):
            rows[subject, slot, value] = releases
    for start in starts:
        for slot, value, releases in ledger.list(
            "SELECT slot, value, releases FROM tally WHERE subject = ? AND slot >= ? AND slot < ?",
            *(subject, start, chr(ord(start) + 1)),
        ):
            rows[subject, slot, value] = releases
    return rows


def _sort_slots(rows: Mapping[Row, int]) -> dict[str, dict[str, int]]:
    slots: dict[str, dict[str, int]] = {}
    for (_, slot, value), releases in rows.items():
        if releases > 0:
            slots.setdefault(slot, {})[value] = releases
    return slots


def _keep_facts(ledger: Ledger, subject: str, lines: Iterable[str]) -> set[str]:
    """Gives those of the lines that stand in the graph as facts, whatever is voted."""
    kept: set[str] = set()
    for line in lines:
        _, predicate, rest = line.split(" ", 2)
        slot = FACT + shorten_iri(predicate[1:-1])
        if ledger.ask_one(
            "SELECT EXISTS (SELECT * FROM tally WHERE subject = ? AND slot = ? AND value = ?)",
            *(subject, slot, rest.removesuffix(" .\n")),
        ):
            kept.add(line)
    return kept


def _write(ledger: Ledger, rows: Mapping[Row, int]) -> None:
    for row, releases in rows.items():
        if releases < 0:
            raise LedgerError(f"fewer releases than none say {' '.join(row)}")
    ledger.write_many(
        "INSERT OR REPLACE INTO tally VALUES (?, ?, ?, ?)", ((*row, n) for row, n in rows.items() if n > 0)
    )
    ledger.write_many(
        "DELETE FROM tally WHERE subject = ? AND slot = ? AND value = ?", (row for row, n in rows.items() if n <= 0)
    )


def fill(ledger: Ledger, rows: Iterable[tuple[Row, int]]) -> None:
    """Writes rows that are counted over all releases into a tally that has none of their subjects."""
    ledger.write_many("INSERT INTO tally VALUES (?, ?, ?, ?)", ((*row, releases) for row, releases in rows))


def count_things(ledger: Ledger, change: Change) -> None:
    """Adds up how many things there are of each class."""
    counts = Counter(_list_classes(change.added))
    counts.subtract(_list_classes(change.removed))
    ledger.write_many(
        "INSERT INTO kind VALUES (?, ?) ON CONFLICT DO UPDATE SET things = things + excluded.things", counts.items()
    )


def _list_classes(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        _, predicate, rest = line.split(" ", 2)
        name = rest.removesuffix(" .\n")
        if predicate == _TYPE and name != RETIRED:
            yield name
