"""Turns batches of releases into what is read of them: pure functions, for this process or any other."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat

from kg.errors import ReleaseError
from kg.languages.romanisation import rate_sound
from kg.linking.alignment import Alignment, align, is_borne_out
from kg.linking.packing import pack, unpack
from kg.linking.profiles import make_profile
from kg.linking.ratings import Rater, make_rater
from kg.pipeline import load_gazetteer, try_release
from kg.releases import Release
from kg.releases.duplicates import Sheet, make_sheet
from kg.statements import NO_ANSWERS, Answers


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What helps to read: the gazetteer or none of its names, with the terms of office that no source states or not."""

    use_gazetteer: bool = True
    general_knowledge: bool = True

    def get_rater(self) -> Rater:
        """Gives what compares names, made once in each process."""
        return _make_rater(self)


@cache
def _make_rater(knowledge: Knowledge) -> Rater:
    gazetteer = load_gazetteer(is_empty=not knowledge.use_gazetteer, general_knowledge=knowledge.general_knowledge)
    rater = make_rater(gazetteer, rate_sound)
    # What is known stays: the collector need not look at it with each release.
    gc.freeze()
    return rater


@dataclass(frozen=True, slots=True)
class Batch:
    """Some releases to read, an error in the place of each that could not even be opened; and what readers have said of
    the words of each, where they have of any."""

    knowledge: Knowledge
    releases: Sequence[Release | ReleaseError]
    answers: Sequence[Answers] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One release, read: packed, with what tells it from others, and what was heeded of the answers of readers; or the
    error that says why it was not."""

    origin: str
    error: str | None = None
    sheet: Sheet | None = None
    profile: bytes = b""
    extraction: bytes = b""
    heeded: Answers = field(default_factory=dict)


def read_batch(batch: Batch) -> list[Read]:
    """Reads releases; what fails on one of them fails on no other."""
    rater = batch.knowledge.get_rater()
    answers = batch.answers or repeat(NO_ANSWERS)
    return [_read(release, rater, said) for release, said in zip(batch.releases, answers, strict=False)]


def _read(release: Release | ReleaseError, rater: Rater, answers: Answers) -> Read:
    found = release if isinstance(release, ReleaseError) else try_release(release, rater.gazetteer, answers)
    if isinstance(found, ReleaseError):
        return Read(release.origin if isinstance(release, Release) else "", str(found))
    profile = make_profile(found, rater)
    heeded = {mention.key: mention.candidates[0] for mention in found.settled}
    return Read(found.release.origin, None, make_sheet(found.release), pack(profile), pack(found), heeded)


@dataclass(frozen=True, slots=True)
class PairBatch:
    """Pairs to align: the packed extractions of each, and whether it is a guess that the texts have to bear out."""

    knowledge: Knowledge
    pairs: Sequence[tuple[bytes, bytes, bool]]


def align_batch(batch: PairBatch) -> list[Alignment | None]:
    """Aligns pairs; None for one that the texts do not bear out."""
    rater = batch.knowledge.get_rater()
    return [_align(english, chinese, is_guess, rater) for english, chinese, is_guess in batch.pairs]


def _align(packed_english: bytes, packed_chinese: bytes, is_guess: bool, rater: Rater) -> Alignment | None:
    english, chinese = unpack(packed_english), unpack(packed_chinese)
    if is_guess and not is_borne_out(english, chinese, rater.gazetteer.things):
        return None
    return align(english, chinese, rater)
