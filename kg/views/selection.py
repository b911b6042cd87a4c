"""Turns what a reader wants to see into a Choice: the things to draw, and those kept ready behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import KgError, UsageError
from kg.views.names import KINDS, Names, Thing
from kg.views.paths import NoPathError
from kg.views.periods import ALWAYS, Period
from kg.views.ties import Tie

# A page never holds more things than this, however many are asked for: nobody reads more of them at a time.
MOST_NODES = 500
# Everybody has been to the capital: what only shares a place or an initiative is not near each other.
_ENDS = frozenset({"place", "initiative"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What to draw: the things around `name`, the ways between the two of `path`, or what `release` says; else all.

    `hops` counts from `name`; `period` is when things took place, at least in part; `kinds` are the only kinds to
    draw, if given; `planned` shows what is not done from the start; `limit` is how many things are drawn at first;
    `lang` (en, zh-Hant, zh-Hans) is what things are called in. UsageError where this makes no sense.
    """

    name: str | None = None
    hops: int = 1
    path: tuple[str, str] | None = None
    release: str | None = None
    period: Period = ALWAYS
    kinds: frozenset[str] = frozenset()
    planned: bool = False
    limit: int = 300
    lang: str = "en"

    def __post_init__(self) -> None:
        if sum(asked is not None for asked in (self.name, self.path, self.release)) > 1:
            raise UsageError("draw what lies around a name, a path or a release: one of the three")
        if self.kinds - set(KINDS):
            raise UsageError(
                f"{', '.join(sorted(self.kinds - set(KINDS)))}: unknown kind; there are {', '.join(KINDS)}"
            )

    @property
    def is_all(self) -> bool:
        """Says that nothing is asked for by name."""
        return self.name is None and self.path is None and self.release is None


@dataclass(frozen=True, slots=True)
class Choice:
    """The things drawn at first and those kept ready, most important first, with all ties among them.

    `ends` are the things asked for by name. `total` counts the things that match, `planned` those among them that only
    something planned or cancelled binds to the others.
    """

    ends: tuple[Thing, ...]
    shown: tuple[str, ...]
    spare: tuple[str, ...]
    ties: tuple[Tie, ...]
    total: int
    planned: int


def choose(ties: Iterable[Tie], selection: Selection, names: Names) -> Choice:
    """Cuts what matches down to what a page can show; NoPathError or UnknownNameError where nothing can match."""
    asked = [selection.name] if selection.name else list(selection.path or ())
    ends = tuple(names.resolve(text) for text in asked)
    kept = _filter(ties, selection, frozenset(end.id for end in ends))
    done = [tie for tie in kept if tie.is_done]
    shown = _reach(kept, done, selection, ends)
    wanted = [id for id, distance in shown.items() if distance >= 0]
    ranked = _rank(shown, kept, names)
    drawn = tuple(id for id in ranked if shown[id] >= 0)[: min(selection.limit, MOST_NODES)]
    spare = tuple(id for id in ranked if id not in set(drawn))[: MOST_NODES - len(drawn)]
    page = {*drawn, *spare}
    among = tuple(tie for tie in kept if tie.subject in page and tie.object in page)
    bound = {end for tie in done for end in (tie.subject, tie.object)} | {end.id for end in ends}
    return Choice(ends, drawn, spare, among, len(wanted), sum(id not in bound for id in wanted))


def _filter(ties: Iterable[Tie], selection: Selection, ends: frozenset[str]) -> list[Tie]:
    found = (tie.within(selection.period) for tie in ties)
    kept = [tie for tie in found if tie and _is_wanted(tie, selection.kinds, ends)]
    if selection.release:
        kept = [part for tie in kept if (part := tie.said_in(selection.release))]
        if not kept:
            raise KgError(f'no release "{selection.release}" in the graph states anything of that sort')
    return kept


def _is_wanted(tie: Tie, kinds: frozenset[str], ends: frozenset[str]) -> bool:
    return not kinds or all(id in ends or id.partition("/")[0] in kinds for id in (tie.subject, tie.object))


def _reach(kept: list[Tie], done: list[Tie], selection: Selection, ends: tuple[Thing, ...]) -> dict[str, int]:
    """Gives each thing its distance from what was asked for; -1 for what is kept ready one step further out."""
    if selection.path:
        return _find_ways(done, kept, ends)
    if not ends:
        return {id: 0 for tie in kept for id in (tie.subject, tie.object)}
    far = measure_distances(kept, ends[0].id, selection.hops + 1)
    near = measure_distances(done, ends[0].id, selection.hops)
    # What is done comes first: a thing is as near as its done ties make it, and behind those if only planned ones do.
    rest = {id: far[id] + selection.hops for id in far if id not in near and far[id] <= selection.hops}
    return near | rest | {id: -1 for id in far if id not in near and id not in rest}


def _find_ways(done: list[Tie], kept: list[Tie], ends: tuple[Thing, ...]) -> dict[str, int]:
    """Gives the things on any of the shortest ways between two, and as spare ones all that is next to these."""
    start, end = (one.id for one in ends)
    there, back = measure_distances(done, start), measure_distances(done, end)
    if end not in there:
        raise NoPathError(f"no path between {ends[0].name} and {ends[1].name}")
    met = (id for id in there if id in (start, end) or id.partition("/")[0] not in _ENDS)
    ways = {id: there[id] for id in met if id in back and there[id] + back[id] == there[end]}
    beside = {id for tie in kept for id in (tie.subject, tie.object) if {tie.subject, tie.object} & ways.keys()}
    return ways | dict.fromkeys(sorted(beside - ways.keys()), -1)


def measure_distances(ties: Iterable[Tie], start: str, most: int | None = None) -> dict[str, int]:
    """Gives each thing within `most` steps its distance in steps; the way leads through no place and no initiative."""
    around: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties:
        around[tie.subject].add(tie.object)
        around[tie.object].add(tie.subject)
    distances, rim = {start: 0}, {start}
    while rim and (most is None or distances[next(iter(rim))] < most):
        step = distances[next(iter(rim))] + 1
        walked = (id for id in rim if id == start or id.partition("/")[0] not in _ENDS)
        rim = {other for id in walked for other in around[id]} - distances.keys()
        distances |= dict.fromkeys(sorted(rim), step)
    return distances


def _rank(reached: Mapping[str, int], ties: list[Tie], names: Names) -> list[str]:
    """Puts the nearest first; among these the most linked, then the most recent, then by name."""
    counts = Counter(id for tie in ties for id in (tie.subject, tie.object))
    latest: dict[str, str] = {}
    for tie in ties:
        for id in (tie.subject, tie.object):
            latest[id] = max(latest.get(id, ""), *tie.days, "")
    ranked = sorted(reached, key=lambda id: (names.get(id).name, id))
    ranked.sort(key=lambda id: latest.get(id, ""), reverse=True)
    return sorted(ranked, key=lambda id: (reached[id] < 0, reached[id], -counts[id]))
