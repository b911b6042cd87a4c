"""Writes what was linked: all of it at once, or only what is other than before; in N-Triples, whoever stores them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from kg.building.counting import Change, count, count_things, fill
from kg.building.finishing import (
    Finished,
    Item,
    ItemBatch,
    Summary,
    count_rows,
    deal,
    finish_batch,
    settle_part,
)
from kg.building.ledger import Ledger, State, write_text
from kg.building.ruling import list_kept_corrections, name_correction
from kg.building.work import Work
from kg.decisions import Correction
from kg.graph.drafts import FACT, Row
from kg.graph.references import make_reference_quads
from kg.graph.terms import shorten_iri
from kg.linking.packing import pack, unpack
from kg.linking.profiles import Profile

_AT_ONCE = 100
_ITEMS_OF_PART = 1_500
_UNCORRECT = "DELETE FROM corrected WHERE place = ?"


def write_all(work: Work, folder: Path) -> Iterator[bytes]:
    """Gives the whole graph as pieces of N-Triples, and fills the tally; what is packed lies in a folder meanwhile."""
    ledger = work.ledger
    rows = ledger.iterate(f"SELECT place FROM item WHERE state = {State.READ} ORDER BY place")
    places = [place for (place,) in rows]
    parts = 1 + len(places) // _ITEMS_OF_PART
    shelves = [_Shelf(folder / f"part-{number}") for number in range(parts)]
    named: Counter[str] = Counter()
    done = 0
    items = (item for place in places if (item := _make_item(ledger, place)) is not None)
    for finished in _finish(work, items, parts, work.rulings.corrections):
        for shelf, tally in zip(shelves, finished.tallies, strict=True):
            shelf.put(tally)
        named.update(finished.named)
        _keep(ledger, finished.summaries)
        done += len(finished.summaries)
        yield finished.own
        work.show("writing", done, len(places))
    ledger.write(f"UPDATE item SET state = {State.LINKED} WHERE state = {State.READ}")
    references = _list_references(work, named)
    ledger.set("references", pack(references))
    for shelf, part in zip(shelves, deal(dict.fromkeys(references, 1), parts), strict=True):
        shelf.put(pack(part))
    classes: Counter[str] = Counter()
    for stored, settled in enumerate(work.pool.map(settle_part, (shelf.take() for shelf in shelves)), 1):
        fill(ledger, unpack(settled.rows))
        classes.update(settled.classes)
        yield settled.lines
        work.show("storing", stored, parts)
    ledger.write_many("INSERT INTO named VALUES (?, ?)", named.items())
    ledger.write_many("INSERT INTO kind VALUES (?, ?)", classes.items())


def write_changes(work: Work, changed: Iterable[int]) -> Iterator[Change]:
    """Gives what is other in the graph than before, in pieces of which each is one change of the tally: `changed` are
    the places of what is new or says something else, beside what is to leave."""
    ledger = work.ledger
    leaving = [place for (place,) in ledger.list(f"SELECT place FROM item WHERE state = {State.LEAVING}")]
    waiting = iter(sorted({*changed, *leaving}))
    is_named_anew = False
    while places := list(islice(waiting, _AT_ONCE)):
        change, is_other = _write_some(work, places)
        is_named_anew |= is_other
        yield change
    ledger.write(f"DELETE FROM item WHERE state = {State.LEAVING}")
    ledger.write(f"UPDATE item SET state = {State.LINKED} WHERE state = {State.READ}")
    if is_named_anew:
        yield _refer_anew(work)


def _write_some(work: Work, places: Sequence[int]) -> tuple[Change, bool]:
    """Writes some releases anew; says also whether a known thing is named for the first time, or no longer."""
    ledger = work.ledger
    old = [item for place in places if (item := _find_written(ledger, place)) is not None]
    new = [item for place in places if (item := _make_item(ledger, place)) is not None]
    before = _finish_together(work, old, list_kept_corrections(ledger))
    after = _finish_together(work, new, work.rulings.corrections)
    for statement in ("UPDATE item SET is_written = 0, error = NULL WHERE place = ?", _UNCORRECT):
        ledger.write_many(statement, ((place,) for place in places))
    _keep(ledger, after.summaries)
    rows = count_rows(after.tallies)
    rows.subtract(count_rows(before.tallies))
    counted = count(ledger, rows)
    count_things(ledger, counted)
    named = Counter(after.named)
    named.subtract(before.named)
    own_before, own_after = (set(_list_lines(finished.own)) for finished in (before, after))
    removed = (own_before - own_after) | counted.removed
    added = (own_after - own_before) | counted.added
    moved = frozenset(move for one in new for move in _list_moves(ledger, one, old))
    return Change(frozenset(removed), frozenset(added), moved), _count_named(ledger, named)


def _list_moves(ledger: Ledger, new: Item, old: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """Gives the things of a release that have got another id."""
    before = next((one for one in old if one.place == new.place), None)
    if before is None or before.choice == new.choice:
        return
    profile: Profile = unpack(ledger.ask_one("SELECT profile FROM text WHERE place = ?", new.place))
    ids, others = unpack(before.choice).ids, unpack(new.choice).ids
    for thing in (*profile.entities, *profile.events):
        move = (ids.get(thing, thing), others.get(thing, thing))
        if move[0] != move[1]:
            yield move


def _finish_together(work: Work, items: Sequence[Item], corrections: tuple[Correction, ...]) -> Finished:
    parts = list(_finish(work, items, 1, corrections))
    own = b"".join(part.own for part in parts)
    named = sum((part.named for part in parts), Counter[str]())
    return Finished(
        tuple(summary for part in parts for summary in part.summaries),
        own,
        tuple(tally for part in parts for tally in part.tallies),
        named,
    )


def _finish(work: Work, items: Iterable[Item], parts: int, corrections: tuple[Correction, ...]) -> Iterator[Finished]:
    waiting = iter(items)
    batches = iter(lambda: list(islice(waiting, _AT_ONCE)), [])
    return work.pool.map(finish_batch, (ItemBatch(work.knowledge, batch, corrections, parts) for batch in batches))


def _make_item(ledger: Ledger, place: int) -> Item | None:
    """Gives what is to be finished of a release; None where it is a copy, leaves, or another text has its address."""
    state, extraction, naming, choice = ledger.list(
        "SELECT state, extraction, naming, choice FROM item JOIN packed USING (place) LEFT JOIN choice USING (place)"
        " WHERE place = ?",
        place,
    )[0]
    settled = unpack(naming) if naming else None
    if state == State.LEAVING or not isinstance(settled, str | None):
        return None
    return Item(place, extraction, choice, settled)


def _find_written(ledger: Ledger, place: int) -> Item | None:
    """Gives a release as it stands in the graph; None where it does not."""
    found = ledger.list(
        "SELECT extraction, written, written_id FROM item JOIN packed USING (place) WHERE place = ? AND is_written",
        place,
    )
    return Item(place, *found[0]) if found else None


def _keep(ledger: Ledger, summaries: Iterable[Summary]) -> None:
    """Notes how releases stand in the graph."""
    for summary in summaries:
        if summary.error is not None:
            ledger.write("UPDATE item SET error = ? WHERE place = ?", write_text(summary.error), summary.place)
            continue
        naming = ledger.ask_one("SELECT naming FROM item WHERE place = ?", summary.place)
        ledger.write(
            "UPDATE packed SET written = (SELECT choice FROM choice WHERE choice.place = packed.place) WHERE place = ?",
            summary.place,
        )
        ledger.write(
            "UPDATE item SET is_written = 1, written_id = ?, remarks = ?, sentences = ?, statements = ?,"
            " open_mentions = ? WHERE place = ?",
            *(unpack(naming) if naming else None, pack(summary.remarks) if summary.remarks else None),
            *(summary.sentences, summary.statements, summary.open_mentions, summary.place),
        )
        rows = [(summary.place, name_correction(correction)) for correction in summary.corrections]
        ledger.write_many("INSERT INTO corrected VALUES (?, ?)", rows)


def _count_named(ledger: Ledger, changes: Counter[str]) -> bool:
    """Adds up in how many releases known things are named; says whether one is named first, or no longer."""
    is_other = False
    for thing, change in sorted(changes.items()):
        known = ledger.list("SELECT releases FROM named WHERE thing = ?", thing)
        before = known[0][0] if known else 0
        after = before + change
        is_other |= (before > 0) != (after > 0)
        if after > 0:
            ledger.write("INSERT OR REPLACE INTO named VALUES (?, ?)", thing, after)
        else:
            ledger.write("DELETE FROM named WHERE thing = ?", thing)
    return is_other


def _refer_anew(work: Work) -> Change:
    """Writes what the reference tables say of the things that are named now."""
    ledger = work.ledger
    named = [thing for (thing,) in ledger.iterate("SELECT thing FROM named")]
    known: list[Row] = unpack(ledger.get("references"))
    references = _list_references(work, named)
    ledger.set("references", pack(references))
    rows = Counter(references)
    rows.subtract(known)
    change = count(ledger, rows)
    count_things(ledger, change)
    return change


def _list_references(work: Work, named: Iterable[str]) -> list[Row]:
    gazetteer = work.knowledge.get_rater().gazetteer
    quads = make_reference_quads(frozenset(named), gazetteer, general_knowledge=work.knowledge.general_knowledge)
    rows = ((str(quad.subject), FACT + shorten_iri(quad.predicate.value), str(quad.object)) for quad in quads)
    return sorted(set(rows))


def _list_lines(text: bytes) -> list[str]:
    return [f"{line}\n" for line in text.decode().split("\n")[:-1]]


class _Shelf:
    """A file to which packed tallies are put one behind the other."""

    __slots__ = ("_path", "_sizes")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sizes: list[int] = []

    def put(self, packed: bytes) -> None:
        with self._path.open("ab") as file:
            file.write(packed)
        self._sizes.append(len(packed))

    def take(self) -> list[bytes]:
        """Gives all of them, and removes the file."""
        with self._path.open("rb") as file:
            tallies = [file.read(size) for size in self._sizes]
        self._path.unlink()
        return tallies
