"""Turns batches of read releases into what they say in the whole build, counted and in N-Triples: pure functions."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.building.reading import Knowledge
from kg.decisions import Correction
from kg.errors import ReleaseError
from kg.graph.claims import add_extraction, add_retirement
from kg.graph.correcting import correct
from kg.graph.drafts import Draft, Row
from kg.graph.settling import RETIRED, TYPE, settle_rows, write_fact
from kg.graph.terms import PREFIXES
from kg.linking.identities import Choice
from kg.linking.packing import pack, unpack
from kg.releases.duplicates import Remark, rename
from kg.releases.release import make_failure
from kg.sentences import LONGEST
from kg.statements import Extraction
from kg.vocabulary import Kind

# What a release alone says of itself: nobody else adds to it, so it need not be counted.
_OWN = tuple(f"<{PREFIXES['id']}{kind}/" for kind in ("release", "claim"))


@dataclass(frozen=True, slots=True)
class Item:
    """A release to finish: its place, its packed extraction and choice, its id where another release has its own."""

    place: int
    extraction: bytes
    choice: bytes
    new_id: str | None = None

    def finish(self) -> tuple[Extraction, Mapping[str, str], tuple[Remark, ...]]:
        """Gives what the release says with the ids that its things have in the whole build, and what has become of
        those that it does without; ReleaseError where that fails."""
        extraction: Extraction = unpack(self.extraction)
        choice: Choice = unpack(self.choice)
        try:
            found = choice.apply(extraction)
        except Exception as error:
            raise make_failure(extraction.release, "the linking", error) from error
        remarks: list[Remark] = []
        if self.new_id is not None:
            release, remark = rename(found.release, self.new_id)
            found = replace(found, release=release)
            remarks.append(remark)
        first_part = next((sentence for sentence in found.sentences if sentence.is_part), None)
        if first_part is not None:
            place = f"{found.release.origin or found.release.name}: sentence {first_part.ordinal}"
            remarks.append(Remark(f"{place} and what follows are parts of one of more than {LONGEST:,} characters"))
        return found, choice.retired, tuple(remarks)


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of a finished release: how much it says, what there is to remark, and which corrections it needs; or
    why it says nothing."""

    place: int
    sentences: int = 0
    statements: int = 0
    open_mentions: int = 0
    remarks: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ItemBatch:
    """Some releases to finish, how they are to be corrected, and in how many parts their counts are to come."""

    knowledge: Knowledge
    items: Sequence[Item]
    corrections: tuple[Correction, ...] = ()
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Finished:
    """What some releases say: `own` are the N-Triples lines of the releases themselves, `tallies` the packed
    counted rows of all else by part, `named` in how many of them each known thing or topic stands."""

    summaries: tuple[Summary, ...]
    own: bytes
    tallies: tuple[bytes, ...]
    named: Counter[str]


def finish_batch(batch: ItemBatch) -> Finished:
    """Finishes releases; one that cannot be written says nothing."""
    things = batch.knowledge.get_rater().gazetteer.things
    summaries: list[Summary] = []
    own: list[str] = []
    rows: dict[Row, int] = {}
    named: Counter[str] = Counter()
    for item in batch.items:
        try:
            found, retired, remarks = item.finish()
            drafted, corrected = _draft(found, retired, batch.corrections)
        except ReleaseError as error:
            summaries.append(Summary(item.place, error=str(error)))
            continue
        for row, count in drafted.rows.items():
            if row[0].startswith(_OWN):
                own.append(write_fact(row))
            else:
                rows[row] = rows.get(row, 0) + count
        named.update(entity.id for entity in found.entities if entity.id in things or entity.kind == Kind.TOPIC)
        counts = (len(found.sentences), len(found.statements), len(found.open_mentions))
        summaries.append(Summary(item.place, *counts, tuple(map(str, remarks)), corrected))
    tallies = tuple(map(pack, deal(rows, batch.parts)))
    return Finished(tuple(summaries), "".join(own).encode(), tallies, named)


def _draft(
    found: Extraction, retired: Mapping[str, str], corrections: Iterable[Correction]
) -> tuple[Draft, tuple[Correction, ...]]:
    draft = Draft()
    try:
        add_extraction(draft, found)
        for old, new in retired.items():
            add_retirement(draft, old, [new])
        corrected = correct(draft, corrections)
    except Exception as error:
        raise make_failure(found.release, "the writer", error) from error
    return draft, corrected


def deal(rows: Mapping[Row, int], parts: int) -> list[list[tuple[Row, int]]]:
    """Deals rows out, all of one subject to one part, whichever process does it."""
    dealt: list[list[tuple[Row, int]]] = [[] for _ in range(parts)]
    for row, count in rows.items():
        dealt[zlib.crc32(row[0].encode()) % parts].append((row, count))
    return dealt


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows of a part, counted over all releases, sorted; the N-Triples lines that they come to, and how many things
    there are of each class."""

    rows: bytes
    lines: bytes
    classes: Counter[str]


def settle_part(tallies: Sequence[bytes]) -> Settled:
    """Adds up the packed counted rows that many batches have of one part, and settles each subject."""
    counted: dict[Row, int] = {}
    for packed in tallies:
        for row, count in unpack(packed):
            counted[row] = counted.get(row, 0) + count
    rows = sorted(counted.items())
    classes = Counter(value for (_, slot, value), _ in rows if slot == TYPE and value != RETIRED)
    return Settled(pack(rows), "".join(settle_rows(rows)).encode(), classes)


def count_rows(packed: Iterable[bytes]) -> Counter[Row]:
    """Adds up packed counted rows."""
    counted: Counter[Row] = Counter()
    for tally in packed:
        for row, count in unpack(tally):
            counted[row] += count
    return counted
