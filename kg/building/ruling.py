"""Finds out which releases new decisions and corrections of readers change, and which of these change none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.building.answering import list_idle_answers
from kg.building.ledger import Ledger
from kg.decisions import NO_DECISIONS, Correction, Decisions, Rulings
from kg.graph.claims import hash_parts
from kg.graph.correcting import list_telling
from kg.linking.identities import Identities
from kg.linking.packing import pack, unpack


def list_kept_decisions(ledger: Ledger) -> Decisions:
    """Gives the decisions by which the graph was last written."""
    return unpack(kept) if (kept := ledger.get("decisions")) else NO_DECISIONS


def list_kept_corrections(ledger: Ledger) -> tuple[Correction, ...]:
    """Gives the corrections by which the graph was last written."""
    return unpack(kept) if (kept := ledger.get("corrections")) else ()


def name_correction(correction: Correction) -> str:
    """Gives a short name of a correction: other values, another name."""
    return hash_parts(*correction.list_values())


def find_corrected(ledger: Ledger, corrections: Iterable[Correction], version: Path) -> set[int]:
    """Gives the places of the releases that come and gone corrections may change in the graph of a version."""
    known, wanted = set(list_kept_corrections(ledger)), set(corrections)
    places: set[int] = set()
    for gone in known - wanted:
        question = "SELECT place FROM corrected WHERE correction = ?"
        places.update(place for (place,) in ledger.iterate(question, name_correction(gone)))
    if new := wanted - known:
        for release in list_telling(version, {one.about for one in new}):
            places.update(_list_places(ledger, release))
    return places


def list_idle(ledger: Ledger, identities: Identities, rulings: Rulings) -> list[str]:
    """Says of each decision and correction that changes no release that it does not apply."""
    found = [f"{row.left} and {row.right}: no release names the second one" for row in identities.list_idle()]
    found += list_idle_answers(ledger, rulings.decisions)
    for one in rulings.corrections:
        question = "SELECT EXISTS (SELECT * FROM corrected WHERE correction = ?)"
        if not ledger.ask_one(question, name_correction(one)):
            found.append(f"{one}: the old value is not there")
    return found


def keep_rulings(ledger: Ledger, decisions: Decisions, corrections: tuple[Correction, ...]) -> None:
    """Notes by what the graph is written."""
    ledger.set("decisions", pack(decisions))
    ledger.set("corrections", pack(corrections))


def _list_places(ledger: Ledger, release: str) -> list[int]:
    """A release is known by its id and language, or by the id that it was given."""
    name, _, lang = release.rpartition("/")
    rows = ledger.list(
        "SELECT place FROM item WHERE lang = ? AND coalesce(written_id, release) = ? AND is_written", lang, name
    )
    return [place for (place,) in rows]
