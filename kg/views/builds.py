"""Turns the changelog of a store into words: what each of its builds has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.errors import StoreError
from kg.files import AnyPath, check_path
from kg.graph.address import is_address
from kg.graph.changelog import Build, Turnover
from kg.graph.changelog import list_builds as read_builds_of
from kg.graph.store import read_builds
from kg.phrases import Phrase, join_phrases, make_phrase

# What a reader is told of, in this order; parts of these are told with them.
_KINDS: Final = (
    *("release", "person", "post", "tenure", "body", "mechanism", "event", "agreement", "initiative", "place"),
    *("indicator", "topic", "claim"),
)
_CHANGES: Final = ("new", "changed", "gone")


def list_builds(store: AnyPath) -> tuple[Build, ...]:
    """Gives what each build of a store in a folder has changed, from its changelog, the first one first.

    StoreError where there is no store, or a server keeps it, which has no changelog; UsageError where the path is
    empty.

    >>> [build.is_first for build in kg.list_builds("gba.kg")]
    [True]
    """
    if is_address(store):
        raise StoreError(f"{store}: a server keeps no changelog; name the folder of its build (--work)")
    return read_builds(check_path(store))


def find_builds(store: AnyPath, version: str, *, most: int | None = None) -> tuple[Build, ...]:
    """Gives the builds up to a version of a store that have changed something, the latest first, at most so many; none
    where a server keeps it, or its changelog is damaged."""
    if is_address(store):
        return ()
    try:
        found = read_builds_of(check_path(store), version, most=most)
    except StoreError:
        return ()
    return tuple(build for build in reversed(found) if build.turnovers)


def say_turnovers(turnovers: Iterable[Turnover]) -> Phrase:
    """Says how many releases, people, offices ... are new, have changed or are gone: "1 release new, 5 people (3 new, 2
    changed)"."""
    return join_phrases(map(_say_turnover, _list_told(turnovers))) or make_phrase("nothing_changed")


def say_build(build: Build) -> Phrase:
    """Says what a build has changed, or what there was when the graph began with it."""
    if not build.is_first:
        return say_turnovers(build.turnovers)
    things = (_say_things(turnover.kind, turnover.new) for turnover in _list_told(build.turnovers))
    return make_phrase("labelled", label=make_phrase("graph_began"), text=join_phrases(things))


def _list_told(turnovers: Iterable[Turnover]) -> list[Turnover]:
    by_kind = {turnover.kind: turnover for turnover in turnovers}
    return [by_kind[kind] for kind in _KINDS if kind in by_kind]


def _say_turnover(turnover: Turnover) -> Phrase:
    counts = {change: count for change in _CHANGES if (count := getattr(turnover, change))}
    things = _say_things(turnover.kind, sum(counts.values()))
    if len(counts) == 1:
        return make_phrase("all_of_things", things=things, change=make_phrase(f"turnover:{next(iter(counts))}"))
    parts = (
        make_phrase("some_of_things", number=f"{count:,}", change=make_phrase(f"turnover:{change}"))
        for change, count in counts.items()
    )
    return make_phrase("on_days", words=things, days=join_phrases(parts))


def _say_things(kind: str, number: int) -> Phrase:
    return make_phrase(f"things:{kind}", n=number, number=f"{number:,}")
