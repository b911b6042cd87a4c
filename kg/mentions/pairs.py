"""Turns releases into pairs: the English and a Chinese version of one text, at most one partner in each language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.releases import Release

CHINESE = ("zh-Hant", "zh-Hans")
# "P2026051200291": the day, then a number that counts the day's releases in all languages.
NUMBERED = re.compile(r"(?P<day>P\d{8})(?P<number>\d{5})")
_FARTHEST = 9


class Version(NamedTuple):
    """What pairing needs to know of a release; `minute` is that of its issue."""

    id: str
    lang: str
    minute: str
    counterpart: str | None = None

    @property
    def name(self) -> str:
        """The name of the release, such as `seed-20240108.en`."""
        return f"{self.id}.{self.lang}"


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two language versions of one text; a guess is only told by its numbers and has to be borne out by the text."""

    english: Version
    chinese: Version
    is_guess: bool = False


_Fit = Callable[[Version, Version], bool]


def make_version(release: Release) -> Version:
    """Keeps of a release what pairing needs."""
    return Version(release.id, release.lang, f"{release.issued:%Y-%m-%dT%H:%M%z}", release.counterpart)


def find_pairs(versions: Iterable[Version]) -> tuple[Pair, ...]:
    """Pairs the versions; the order they come in does not matter.

    The surest sign is taken first: both name each other, one names the other, one id in two languages, neighbouring
    numbers of one minute.
    """
    known = sorted(set(versions), key=lambda version: (version.name, version.minute, version.counterpart or ""))
    firsts = list({version.name: version for version in reversed(known)}.values())[::-1]
    english = [version for version in firsts if version.lang == "en"]
    found = [
        pair for lang in CHINESE for pair in _pair(english, [version for version in firsts if version.lang == lang])
    ]
    return tuple(sorted(found, key=lambda pair: (pair.english.name, pair.chinese.name)))


def _pair(english: Sequence[Version], chinese: Sequence[Version]) -> Iterator[Pair]:
    left, right = dict.fromkeys(english), dict.fromkeys(chinese)
    for fits in (_name_each_other, _is_named, _share_id):
        for one, other in _pair_surely(left, right, fits):
            del left[one], right[other]
            yield Pair(one, other)
    for one, other in _pair_neighbours(left, right):
        yield Pair(one, other, is_guess=True)


def _name_each_other(one: Version, other: Version) -> bool:
    return one.counterpart == other.id and other.counterpart == one.id


def _is_named(one: Version, other: Version) -> bool:
    """One names the other, which names nobody else."""
    return (one.counterpart == other.id and other.counterpart in (None, one.id)) or (
        other.counterpart == one.id and one.counterpart in (None, other.id)
    )


def _share_id(one: Version, other: Version) -> bool:
    return one.id == other.id


def _pair_surely(left: Iterable[Version], right: Iterable[Version], fits: _Fit) -> list[tuple[Version, Version]]:
    """Gives the pairs that fit and whose two members fit nobody else."""
    near: defaultdict[str, list[Version]] = defaultdict(list)
    for other in right:
        for id in {other.id, other.counterpart or other.id}:
            near[id].append(other)
    fitting = [
        (one, other)
        for one in left
        for other in dict.fromkeys([*near.get(one.id, ()), *near.get(one.counterpart or "", ())])
        if fits(one, other)
    ]
    ones, others = Counter(one for one, _ in fitting), Counter(other for _, other in fitting)
    return [(one, other) for one, other in fitting if ones[one] == others[other] == 1]


def _pair_neighbours(left: Iterable[Version], right: Iterable[Version]) -> Iterator[tuple[Version, Version]]:
    minutes: defaultdict[tuple[str, str], list[tuple[int, Version]]] = defaultdict(list)
    for version in (*left, *right):
        match = NUMBERED.fullmatch(version.id)
        if match and version.counterpart is None:
            minutes[match["day"], version.minute].append((int(match["number"]), version))
    for key in sorted(minutes):
        for run in _cut_runs(sorted(minutes[key])):
            yield from _pair_run(run)


def _cut_runs(numbered: Sequence[tuple[int, Version]]) -> Iterator[list[tuple[int, Version]]]:
    """Cuts the releases of a minute where their numbers leave a gap."""
    run: list[tuple[int, Version]] = []
    for number, version in numbered:
        if run and number - run[-1][0] > _FARTHEST:
            yield run
            run = []
        run.append((number, version))
    if run:
        yield run


def _pair_run(run: Sequence[tuple[int, Version]]) -> Iterator[tuple[Version, Version]]:
    """Where a run has as many in the one language as in the other they go together in order, else the nearest two."""
    left = [(number, version) for number, version in run if version.lang == "en"]
    right = [(number, version) for number, version in run if version.lang != "en"]
    if len(left) == len(right):
        pairs = zip(left, right, strict=True)
        yield from ((one, other) for (a, one), (b, other) in pairs if abs(a - b) <= _FARTHEST)
        return
    for place, one in left:
        other = _find_nearest(place, right)
        if other is not None and _find_nearest(other[0], left) == (place, one):
            yield one, other[1]


def _find_nearest(place: int, numbered: Iterable[tuple[int, Version]]) -> tuple[int, Version] | None:
    """Gives the one nearest in number; none where two are equally near or all are far."""
    ranked = sorted((abs(number - place), number, version) for number, version in numbered)
    if not ranked or ranked[0][0] > _FARTHEST or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1:]
