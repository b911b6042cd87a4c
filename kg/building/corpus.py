"""Reads releases to the end without a store: what each says, with the ids that its things have in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from kg.addresses import Source
from kg.building.answering import heed_answers
from kg.building.finishing import Item
from kg.building.intake import take_in_releases
from kg.building.ledger import Ledger, read_text
from kg.building.linking import link
from kg.building.pool import Serial
from kg.building.reading import Knowledge
from kg.building.report import refuse
from kg.building.work import Work, say_nothing
from kg.decisions import read_rulings
from kg.errors import ReleaseError
from kg.linking.packing import unpack
from kg.releases import Release, read_releases
from kg.releases.duplicates import Remark
from kg.statements import Extraction

Found = Extraction | ReleaseError | Remark


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


def extract_paths(paths: Iterable[Source], *, use_gazetteer: bool = True) -> Iterator[Found]:
    """Gives what each release below `paths` says, in the order of reading; one that cannot be read is the error that
    says why, one that was renamed, is a copy or was read in parts has a remark.

    What an English and a Chinese version both name has one id in both, and in all other releases read.
    """
    yield from extract_releases(read_releases(paths), use_gazetteer=use_gazetteer)


def extract_releases(releases: Iterable[Release | ReleaseError], *, use_gazetteer: bool = True) -> Iterator[Found]:
    """Gives what each of these releases says, as `extract_paths` does."""
    _, found = read_together(releases, use_gazetteer=use_gazetteer)
    yield from found


def read_together(
    releases: Iterable[Release | ReleaseError], *, use_gazetteer: bool = True
) -> tuple[int, Iterator[Found]]:
    """Reads releases, the language versions of one text together; gives how many of these there are, and what each
    says."""
    ledger = Ledger(None)
    work = Work(ledger, Serial(), Knowledge(use_gazetteer=use_gazetteer), say_nothing, read_rulings(()))
    take_in_releases(work, releases)
    heed_answers(work)
    identities, _ = link(work)
    return identities.pairs, _finish(ledger)


def _finish(ledger: Ledger) -> Iterator[Found]:
    rows = ledger.iterate(
        "SELECT place, error, naming, extraction, choice FROM item LEFT JOIN packed USING (place)"
        " LEFT JOIN choice USING (place) ORDER BY place"
    )
    with closing(ledger):
        for place, error, naming, extraction, choice in rows:
            settled = unpack(naming) if naming else None
            if error is not None:
                yield ReleaseError(read_text(error))
            elif isinstance(settled, ReleaseError | Remark):
                yield settled
            else:
                yield from _finish_item(Item(place, extraction, choice, settled))


def _finish_item(item: Item) -> Iterator[Found]:
    try:
        found, _, remarks = item.finish()
    except ReleaseError as error:
        yield error
        return
    yield from remarks
    yield found


def read_corpus(paths: Iterable[Source], *, use_gazetteer: bool = True) -> Corpus:
    """Reads every release below `paths` to the end; ReleaseError where not one could be read."""
    pairs, finished = read_together(read_releases(paths), use_gazetteer=use_gazetteer)
    read: list[Extraction] = []
    skipped: list[ReleaseError] = []
    remarks: list[Remark] = []
    for found in finished:
        if isinstance(found, ReleaseError):
            skipped.append(found)
        elif isinstance(found, Remark):
            remarks.append(found)
        else:
            read.append(found)
    if not read:
        raise refuse(skipped)
    return Corpus(tuple(read), tuple(skipped), tuple(remarks), pairs)
