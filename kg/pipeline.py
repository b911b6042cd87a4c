"""Reads one release: its text, mentions, entities and statements."""

from __future__ import annotations

from functools import cache

from kg.errors import ReleaseError
from kg.extraction import read_extraction
from kg.gazetteer import Gazetteer, read_gazetteer
from kg.releases import Release
from kg.statements import NO_ANSWERS, Answers, Extraction


@cache
def load_gazetteer(*, is_empty: bool = False, general_knowledge: bool = True) -> Gazetteer:
    """Reads the shipped gazetteer once per process; `is_empty` leaves out people, bodies and posts, without
    `general_knowledge` the terms of office that no source states."""
    return read_gazetteer(is_empty=is_empty, general_knowledge=general_knowledge)


def extract_release(release: Release, *, use_gazetteer: bool = True) -> Extraction:
    """Reads what one release says; raises ReleaseError where the reader fails on it."""
    return read_extraction(release, load_gazetteer(is_empty=not use_gazetteer))


def try_release(release: Release, gazetteer: Gazetteer, answers: Answers = NO_ANSWERS) -> Extraction | ReleaseError:
    """Reads what one release says, with what readers have said of its words, or gives the error where the reader fails
    on it."""
    try:
        return read_extraction(release, gazetteer, answers=answers)
    except ReleaseError as error:
        return error
