"""Chains the rooms: release, mentions, entities, statements, graph; for one release or for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kg.errors import ReleaseError
from kg.extraction import read_extraction
from kg.gazetteer import Gazetteer, read_gazetteer
from kg.graph.claims import make_sound_quads
from kg.graph.drafts import sort_quads
from kg.graph.references import make_reference_quads
from kg.graph.store import refuse_foreign_folder, refuse_store, write_store
from kg.linking.identities import Identities, learn_identities
from kg.linking.ratings import make_rater
from kg.linking.shelf import Shelf
from kg.releases import Release, read_releases
from kg.releases.duplicates import Remark, make_sheet, rename, settle_names
from kg.releases.release import make_failure
from kg.sentences import LONGEST
from kg.sound import rate_sound
from kg.statements import Extraction
from kg.wording import say_count


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read, and what it left open: mentions that two candidates or none are left for.

    `pairs` counts the texts that were read in English and Chinese together; `remarks` say which releases are copies,
    were given another id or hold a sentence too long to be read whole.
    """

    releases: int
    sentences: int
    statements: int
    open_mentions: int
    skipped: tuple[ReleaseError, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pairs: int = 0

    def __str__(self) -> str:
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        pairs = f", {say_count(self.pairs, 'pair')} of languages" if self.pairs else ""
        return (
            f"{say_count(self.releases, 'release')}{skipped}{pairs}, {say_count(self.sentences, 'sentence')}, "
            f"{say_count(self.statements, 'statement')}, {say_count(self.open_mentions, 'mention')} left open"
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """What releases say, one extraction for each; going through it gives them in the order of reading.

    `skipped` says why a release could not be read, `remarks` which are copies, were given another id or hold a sentence
    too long to be read whole; `pairs` counts the texts that were read in English and Chinese together.
    """

    extractions: tuple[Extraction, ...]
    skipped: tuple[ReleaseError, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pairs: int = 0

    def __iter__(self) -> Iterator[Extraction]:
        return iter(self.extractions)

    def __len__(self) -> int:
        return len(self.extractions)


@cache
def load_gazetteer(*, is_empty: bool = False, general_knowledge: bool = True) -> Gazetteer:
    """Reads the shipped gazetteer once per process; `is_empty` leaves out people, bodies and posts, without
    `general_knowledge` the terms of office that no source states."""
    return read_gazetteer(is_empty=is_empty, general_knowledge=general_knowledge)


def extract_release(release: Release, *, use_gazetteer: bool = True) -> Extraction:
    """Reads what one release says; raises ReleaseError where the reader fails on it."""
    return read_extraction(release, load_gazetteer(is_empty=not use_gazetteer))


def _try_release(release: Release, gazetteer: Gazetteer) -> Extraction | ReleaseError:
    try:
        return read_extraction(release, gazetteer)
    except ReleaseError as error:
        return error


@dataclass(frozen=True, slots=True)
class Reading:
    """All releases of a build and what their pairs taught; going through it gives each with its final ids."""

    shelf: Shelf
    identities: Identities
    names: Mapping[int, str | ReleaseError | Remark] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Extraction | ReleaseError | Remark]:
        for place, item in enumerate(self.shelf):
            settled = self.names.get(place)
            if isinstance(item, ReleaseError):
                yield item
            elif isinstance(settled, ReleaseError | Remark):
                yield settled
            else:
                yield from self._finish(item, settled)

    def _finish(self, item: Extraction, new_id: str | None) -> Iterator[Extraction | ReleaseError | Remark]:
        try:
            found = _apply(self.identities, item)
        except ReleaseError as error:
            yield error
            return
        if new_id is not None:
            release, remark = rename(found.release, new_id)
            found = replace(found, release=release)
            yield remark
        first_part = next((sentence for sentence in found.sentences if sentence.is_part), None)
        if first_part is not None:
            place = f"{found.release.origin or found.release.name}: sentence {first_part.ordinal}"
            yield Remark(f"{place} and what follows are parts of one of more than {LONGEST:,} characters")
        yield found


def _apply(identities: Identities, item: Extraction) -> Extraction:
    try:
        return identities.apply(item)
    except Exception as error:
        raise make_failure(item.release, "the linking", error) from error


def read_paths(paths: Iterable[Path], gazetteer: Gazetteer) -> Reading:
    """Reads every release below `paths`, the language versions of one text together."""
    return read_together(read_releases(paths), gazetteer)


def read_together(releases: Iterable[Release | ReleaseError], gazetteer: Gazetteer) -> Reading:
    """Reads releases, the language versions of one text together."""
    shelf, sheets = Shelf(), []
    for release in releases:
        found = release if isinstance(release, ReleaseError) else _try_release(release, gazetteer)
        shelf.add(found)
        sheets.append(make_sheet(found.release) if isinstance(found, Extraction) else None)
    return Reading(shelf, learn_identities(shelf, make_rater(gazetteer, rate_sound)), settle_names(sheets))


def extract_paths(paths: Iterable[Path], *, use_gazetteer: bool = True) -> Iterator[Extraction | ReleaseError | Remark]:
    """Gives what each release below `paths` says, in the order of reading; one that cannot be read is the error that
    says why, one that was renamed, is a copy or was read in parts has a remark.

    What an English and a Chinese version both name has one id in both, and in all other releases read.
    """
    yield from extract_releases(read_releases(paths), use_gazetteer=use_gazetteer)


def extract_releases(
    releases: Iterable[Release | ReleaseError], *, use_gazetteer: bool = True
) -> Iterator[Extraction | ReleaseError | Remark]:
    """Gives what each of these releases says, as `extract_paths` does."""
    yield from read_together(releases, load_gazetteer(is_empty=not use_gazetteer))


def read_corpus(paths: Iterable[Path], gazetteer: Gazetteer) -> Corpus:
    """Reads every release below `paths` to the end; ReleaseError where not one could be read."""
    reading = read_paths(paths, gazetteer)
    read: list[Extraction] = []
    skipped: list[ReleaseError] = []
    remarks: list[Remark] = []
    for found in reading:
        if isinstance(found, ReleaseError):
            skipped.append(found)
        elif isinstance(found, Remark):
            remarks.append(found)
        else:
            read.append(found)
    if not read:
        raise (
            skipped[0]
            if len(skipped) == 1
            else ReleaseError(f"no release could be read: {'; '.join(map(str, skipped)) or 'none found'}")
        )
    return Corpus(tuple(read), tuple(skipped), tuple(remarks), reading.identities.pairs)


def build_store(
    paths: Iterable[Path], store: Path, *, replace: bool = False, general_knowledge: bool = True
) -> BuildReport:
    """Reads all releases below `paths` into a store on disk; with `replace` it takes the place of the one that lies
    there, which with nothing read stays as it was.

    Without `general_knowledge` no fact is taken from a row of the reference tables that no source states.
    Raises ReleaseError where not one release could be read, StoreError where the store cannot be written, or where one
    lies there already and `replace` is not given.
    """
    refuse_foreign_folder(store)
    if not replace:
        refuse_store(store)
    gazetteer = load_gazetteer(general_knowledge=general_knowledge)
    corpus = read_corpus(paths, gazetteer)
    quads, unwritable = make_sound_quads(corpus.extractions)
    read = [found for place, found in enumerate(corpus) if place not in unwritable]
    references = make_reference_quads(read, gazetteer, general_knowledge=general_knowledge)
    write_store(store, sort_quads({*quads, *references}), replace=replace)
    return BuildReport(
        len(read),
        sum(len(extraction.sentences) for extraction in read),
        sum(len(extraction.statements) for extraction in read),
        sum(len(extraction.open_mentions) for extraction in read),
        (*corpus.skipped, *unwritable.values()),
        corpus.remarks,
        corpus.pairs,
    )
