"""Chains the rooms: release, mentions, entities, statements, graph; for one release or for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.claims import make_quads
from kg.drafts import sort_quads
from kg.errors import ReleaseError
from kg.extraction import read_extraction
from kg.gazetteer import Gazetteer, read_gazetteer
from kg.references import make_reference_quads
from kg.releases import Release, read_releases
from kg.statements import Extraction
from kg.store import write_store
from kg.wording import say_count


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read, and what it left open: mentions that two candidates or none are left for."""

    releases: int
    sentences: int
    statements: int
    open_mentions: int
    skipped: tuple[ReleaseError, ...] = ()

    def __str__(self) -> str:
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        return (
            f"{say_count(self.releases, 'release')}{skipped}, {say_count(self.sentences, 'sentence')}, "
            f"{say_count(self.statements, 'statement')}, {say_count(self.open_mentions, 'mention')} left open"
        )


@cache
def load_gazetteer(*, is_empty: bool = False) -> Gazetteer:
    """Reads the shipped gazetteer once per process; `is_empty` leaves out people, bodies and posts."""
    return read_gazetteer(is_empty=is_empty)


def extract_release(release: Release, *, use_gazetteer: bool = True) -> Extraction:
    """Reads what one release says."""
    return read_extraction(release, load_gazetteer(is_empty=not use_gazetteer))


def extract_paths(paths: Iterable[Path], *, use_gazetteer: bool = True) -> Iterator[Extraction | ReleaseError]:
    """Reads what each release below `paths` says; one that cannot be read comes out as the error that says why."""
    for release in read_releases(paths):
        yield release if isinstance(release, ReleaseError) else extract_release(release, use_gazetteer=use_gazetteer)


def build_store(paths: Iterable[Path], store: Path) -> BuildReport:
    """Reads all releases below `paths` and replaces the store on disk; with nothing read, the store stays as it was.

    Raises ReleaseError where not one release could be read, StoreError where the store cannot be written.
    """
    read: list[Extraction] = []
    skipped: list[ReleaseError] = []
    for found in extract_paths(paths):
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
    write_store(store, sort_quads({*make_quads(read), *make_reference_quads(read, load_gazetteer())}))
    return BuildReport(
        len(read),
        sum(len(extraction.sentences) for extraction in read),
        sum(len(extraction.statements) for extraction in read),
        sum(len(extraction.open_mentions) for extraction in read),
        tuple(skipped),
    )
