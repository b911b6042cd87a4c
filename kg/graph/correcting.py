"""Turns what a release says into what holds after readers' corrections; what its sentences say stays beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from kg.decisions.corrections import OBJECT, SUBJECT, Correction
from kg.errors import DataError
from kg.graph.claims import TOLD_DATES, add_reference_claim, add_reference_record, hash_parts
from kg.graph.days import replace_date
from kg.graph.drafts import DATE, FACT, OTHER, PREFERRED, VOTE, Draft, Row
from kg.graph.embedded import EmbeddedStore
from kg.graph.settling import DATES, LABELS, read_lines
from kg.graph.terms import (
    PLAIN_PREDICATES,
    PREFIXES,
    make_concept,
    make_name,
    make_object,
    make_text,
    make_thing,
    shorten_iri,
)
from kg.isodates import is_date
from kg.vocabulary import Status

_TELLING = """SELECT DISTINCT ?release WHERE {
  { $about prov:wasDerivedFrom/dct:isPartOf ?release } UNION { ?release schema:mentions $about }
  UNION { ?claim rdf:subject|rdf:object|gba:elaboratedBy $about . ?claim prov:wasDerivedFrom/dct:isPartOf ?release }
}"""
_SYMMETRIC = ("gba:metWith",)
_STATUS = FACT + "gba:status"
_CORRECTED_DATE = "gba:correctedDate"
_CORRECTED = str(make_name(Status.CORRECTED.term))


def check_corrections(corrections: Iterable[Correction]) -> None:
    """DataError where a new value is none that its field may have."""
    for one in corrections:
        if one.new and one.property in DATES and not is_date(one.new):
            raise DataError(f"{one}: {one.new!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
        if not one.property.startswith("rdf:"):
            make_name(one.property)


def list_telling(version: Path, things: Iterable[str]) -> set[str]:
    """Gives the releases that tell of some claims or things in a version of a store, each as `id/language`."""
    store = EmbeddedStore(ox.Store.read_only(str(version)))
    start = f"{PREFIXES['id']}release/"
    return {
        found.removeprefix(start)
        for about in things
        for found in store.find_nodes(_TELLING.replace("$about", str(make_thing(about))))
    }


def correct(draft: Draft, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Applies corrections to what one release says; gives those that found the old value."""
    wanted = tuple(corrections)
    if not wanted:
        return ()
    subjects = {subject for subject, _, _ in draft.rows}
    known = (one for one in wanted if str(make_thing(one.about)) in subjects)
    return tuple(one for one in known if _Corrector(draft, one).apply())


@dataclass(slots=True)
class _Corrector:
    """One correction of one draft."""

    draft: Draft
    correction: Correction
    written: Correction | None = None  # as it stands in the table, where this one follows from it
    node: str = field(init=False)

    def __post_init__(self) -> None:
        self.node = str(make_thing(self.correction.about))

    def apply(self) -> bool:
        """Applies it; says whether the old value was there."""
        return self._correct_claim() if self.correction.is_of_claim else self._correct_field()

    def _correct_field(self) -> bool:
        one = self.correction
        rows = [row for row in self._list_rows(self.node, one.property) if _is_value(row, one.old)]
        if not rows:
            return False
        for row in (*rows, *self._list_told()):
            self._replace(row, one.new)
        record = self._add_record()
        claims = [
            claim
            for claim in self._list_claims(self.node, one.property)
            if any(_is_value(row, one.old) for row in self._list_rows(claim, OBJECT))
        ]
        for claim in claims:
            self._mark(claim, record)
        self.draft.add_fact(record, "gba:corrects", make_thing(one.about))
        if one.new and one.property in PLAIN_PREDICATES:
            self._add_claim((one.about, one.property, one.new))
        return True

    def _correct_claim(self) -> bool:
        one = self.correction
        ends = {end: self._get(self.node, end) for end in (SUBJECT, "rdf:predicate", OBJECT)}
        old = next(iter(self._list_rows(self.node, one.field)), None)
        if old is None or not _is_value(old, one.old) or None in ends.values():
            return False
        subject, predicate, value = (str(ends[end]) for end in ends)
        mirror = self._find_mirror(subject, predicate, value)
        record = self._add_record()
        node, status = self._get(self.node, "gba:elaboratedBy"), self._get(self.node, "gba:status")
        self._mark(self.node, record)
        named = shorten_iri(predicate[1:-1])
        is_plain = any(row[2] == value for row in self._list_rows(subject, named))
        self._drop_plain(subject, named, value)
        is_alone = node is not None and not any(self._is_live(claim) for claim in self._list_elaborated(node))
        node = self._move_node(node, old[2]) if is_alone and node is not None else None
        if one.new:
            right = {SUBJECT: subject, OBJECT: value, one.field: _write_like(old, one.new)}
            claim = self._add_claim((_to_id(right[SUBJECT]), named, _read_value(right[OBJECT])), is_plain=is_plain)
            about = {"gba:elaboratedBy": node, "gba:status": status}
            self.draft.rows.update({(str(claim), FACT + name, term): 1 for name, term in about.items() if term})
        if mirror is not None:
            other = OBJECT if one.field == SUBJECT else SUBJECT
            _Corrector(self.draft, replace(one, about=_to_id(mirror), field=other), one).apply()
        return True

    def _find_mirror(self, subject: str, predicate: str, value: str) -> str | None:
        """Who met somebody was met by him: the claim that says so by the same sentence."""
        named, source = shorten_iri(predicate[1:-1]), self._get(self.node, "prov:wasDerivedFrom")
        if named not in _SYMMETRIC:
            return None
        claims = (claim for claim in self._list_claims(value, named) if self._get(claim, OBJECT) == subject)
        return next(
            (one for one in claims if self._is_live(one) and self._get(one, "prov:wasDerivedFrom") == source), None
        )

    # What stands in the draft.

    def _list_rows(self, subject: str, named: str) -> list[Row]:
        lang = self.correction.lang
        if named in LABELS:
            kinds = (PREFERRED, OTHER) if named == LABELS[0] else (OTHER,)
            return [
                row
                for row in self.draft.rows
                if row[0] == subject and row[1][0] in kinds and lang in (None, row[1][1:])
            ]
        slots = {kind + named for kind in (FACT, VOTE, DATE)}
        return [row for row in self.draft.rows if row[0] == subject and row[1] in slots]

    def _list_told(self) -> list[Row]:
        """Gives the rows by which claims say that the event has the old date."""
        one = self.correction
        about = [
            claim for claim, slot, value in self.draft.rows if slot[1:] in (SUBJECT, OBJECT) and value == self.node
        ]
        told = (row for claim in about for row in self._list_rows(claim, TOLD_DATES.get(one.property, "")))
        return [row for row in told if _is_value(row, one.old)]

    def _get(self, subject: str, named: str) -> str | None:
        return next((value for one, slot, value in self.draft.rows if one == subject and slot == FACT + named), None)

    def _list_claims(self, subject: str, named: str) -> list[str]:
        about = [one for one, slot, value in self.draft.rows if slot == FACT + "rdf:subject" and value == subject]
        return [claim for claim in about if self._get(claim, "rdf:predicate") == str(make_name(named))]

    def _list_elaborated(self, node: str) -> list[str]:
        return [one for one, slot, value in self.draft.rows if slot == FACT + "gba:elaboratedBy" and value == node]

    def _is_live(self, claim: str) -> bool:
        return (claim, _STATUS, _CORRECTED) not in self.draft.rows

    # What becomes of it.

    def _mark(self, claim: str, record: ox.NamedNode) -> None:
        """The claim stays, with its sentence, as one that was corrected."""
        for row in [row for row in self.draft.rows if row[:2] == (claim, _STATUS)]:
            del self.draft.rows[row]
        self.draft.rows[claim, _STATUS, _CORRECTED] = 1
        self.draft.add_fact(record, "gba:corrects", ox.NamedNode(claim[1:-1]))

    def _drop_plain(self, subject: str, named: str, value: str) -> None:
        """Drops a triple that no other claim of the release makes."""
        others = (claim for claim in self._list_claims(subject, named) if self._get(claim, OBJECT) == value)
        if not any(map(self._is_live, others)):
            for row in [row for row in self._list_rows(subject, named) if row[2] == value]:
                del self.draft.rows[row]

    def _move_node(self, node: str, value: str) -> str | None:
        """Drops a tenure or a part in an event, which other releases may still tell of; where there is a new value,
        another one that is tied to it takes its place."""
        rows = {row: self.draft.rows.pop(row) for row in list(self.draft.rows) if node in (row[0], row[2])}
        if not self.correction.new:
            return None
        kind = _to_id(node).partition("/")[0]
        moved = {
            node: str(make_thing(f"{kind}/{hash_parts(node, *self.correction.list_values())}")),
            value: _write_like((node, FACT, value), self.correction.new),
        }
        for (subject, slot, end), count in rows.items():
            self.draft.rows[moved.get(subject, subject), slot, moved.get(end, end)] = count
        return moved[node]

    def _replace(self, row: Row, new: str) -> None:
        count = self.draft.rows.pop(row)
        if new:
            changed = (row[0], row[1], _write_like(row, new))
            self.draft.rows[changed] = self.draft.rows.get(changed, 0) + count

    # Why.

    def _say(self) -> str:
        one = self.written or self.correction
        by = " ".join(filter(None, (one.who, one.when)))
        new = one.new or "nothing"
        return f"{one.about} {one.field}: {one.old} is wrong, right is {new}; {one.reason}{f' ({by})' if by else ''}"

    def _add_record(self) -> ox.NamedNode:
        return add_reference_record(self.draft, row=self._say(), source=self.correction.source)

    def _add_claim(self, triple: tuple[str, str, str | ox.Literal], *, is_plain: bool = True) -> ox.NamedNode:
        """What is right rests on the correction; it is a plain triple where what was wrong was one."""
        subject, predicate, value = triple
        if is_plain:
            term = value if isinstance(value, ox.Literal) else make_object(value)
            self.draft.add_fact(make_object(subject), predicate, term)
        return add_reference_claim(self.draft, triple, row=self._say(), source=self.correction.source)


def _is_value(row: Row, value: str) -> bool:
    """Says whether a row has a value, written as readers write it: an id, a concept, a date, a name, a text."""
    kind, written = row[1][0], row[2]
    if kind in (PREFERRED, OTHER):
        return written == value
    if kind == DATE:
        return written.partition(" ")[0] == value
    if written.startswith("<"):
        return written in (str(make_object(value)), str(make_concept(value)) if value.isalpha() else "")
    text = str(make_text(value))
    return written == text or written.startswith((f"{text}@", f"{text}^^"))


def _write_like(row: Row, new: str) -> str:
    """Writes a new value as the old one of a row is written."""
    kind, old = row[1][0], row[2]
    if kind in (PREFERRED, OTHER):
        return new
    if kind == DATE:
        return replace_date(old, new, _CORRECTED_DATE)
    if old.startswith("<"):
        return str(make_concept(new) if old.startswith(f"<{PREFIXES['gba']}") else make_object(new))
    literal = _read_literal(old)
    return str(
        ox.Literal(new, language=literal.language) if literal.language else ox.Literal(new, datatype=literal.datatype)
    )


def _read_literal(written: str) -> ox.Literal:
    (quad,) = read_lines([f"<x:x> <x:x> {written} .\n".encode()])
    assert isinstance(quad.object, ox.Literal)
    return quad.object


def _read_value(written: str) -> str | ox.Literal:
    return _to_id(written) if written.startswith("<") else _read_literal(written)


def _to_id(node: str) -> str:
    return node[1:-1].removeprefix(PREFIXES["id"])
