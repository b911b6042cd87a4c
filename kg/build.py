"""Chains the rooms: release, mentions, entities, statements, graph; for one release or for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import ReleaseError
from kg.extraction import read_extraction
from kg.gazetteer import Gazetteer, read_gazetteer
from kg.graph.claims import make_quads
from kg.graph.drafts import sort_quads
from kg.graph.references import make_reference_quads
from kg.graph.store import write_store
from kg.linking.identities import Identities, learn_identities
from kg.linking.ratings import make_rater
from kg.linking.shelf import Shelf
from kg.releases import Release, read_releases
from kg.sound import rate_sound
from kg.statements import Extraction
from kg.wording import say_count


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read, and what it left open: mentions that two candidates or none are left for.

    `pairs` counts the texts that were read in English and Chinese together.
    """

    releases: int
    sentences: int
    statements: int
    open_mentions: int
    skipped: tuple[ReleaseError, ...] = ()
    pairs: int = 0

    def __str__(self) -> str:
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        pairs = f", {say_count(self.pairs, 'pair')} of languages" if self.pairs else ""
        return (
            f"{say_count(self.releases, 'release')}{skipped}{pairs}, {say_count(self.sentences, 'sentence')}, "
            f"{say_count(self.statements, 'statement')}, {say_count(self.open_mentions, 'mention')} left open"
        )


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

    def __iter__(self) -> Iterator[Extraction | ReleaseError]:
        return (item if isinstance(item, ReleaseError) else self.identities.apply(item) for item in self.shelf)


def read_paths(paths: Iterable[Path], gazetteer: Gazetteer) -> Reading:
    """Reads every release below `paths`, the language versions of one text together."""
    shelf = Shelf()
    for release in read_releases(paths):
        shelf.add(release if isinstance(release, ReleaseError) else _try_release(release, gazetteer))
    return Reading(shelf, learn_identities(shelf, make_rater(gazetteer, rate_sound)))


def extract_paths(paths: Iterable[Path], *, use_gazetteer: bool = True) -> Iterator[Extraction | ReleaseError]:
    """Gives what each release below `paths` says, in the order of reading; one that cannot be read is the error that
    says why.

    What an English and a Chinese version both name has one id in both, and in all other releases read.
    """
    yield from read_paths(paths, load_gazetteer(is_empty=not use_gazetteer))


def build_store(paths: Iterable[Path], store: Path, *, general_knowledge: bool = True) -> BuildReport:
    """Reads all releases below `paths` and replaces the store on disk; with nothing read, the store stays as it was.

    Without `general_knowledge` no fact is taken from a row of the reference tables that no source states.
    Raises ReleaseError where not one release could be read, StoreError where the store cannot be written.
    """
    gazetteer = load_gazetteer(general_knowledge=general_knowledge)
    reading = read_paths(paths, gazetteer)
    read: list[Extraction] = []
    skipped: list[ReleaseError] = []
    for found in reading:
        if isinstance(found, ReleaseError):
            skipped.append(found)
        else:
            read.append(found)
    if not read:
        raise (
            skipped[0]
            if len(skipped) == 1
            else ReleaseError(f"no release could be read: {'; '.join(map(str, skipped)) or 'none found'}")
        )
    references = make_reference_quads(read, gazetteer, general_knowledge=general_knowledge)
    write_store(store, sort_quads({*make_quads(read), *references}))
    return BuildReport(
        len(read),
        sum(len(extraction.sentences) for extraction in read),
        sum(len(extraction.statements) for extraction in read),
        sum(len(extraction.open_mentions) for extraction in read),
        tuple(skipped),
        reading.identities.pairs,
    )
