"""Turns what a reader wants to see into a Choice: the things to draw, and those kept ready behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import KgError, NoPathError, UsageError
from kg.phrases import LANGUAGES
from kg.views.names import KINDS, Names, Thing
from kg.views.periods import ALWAYS, Period
from kg.views.ties import Tie, drop_announcements

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

    >>> kg.Selection("Chan Kwok-ki", hops=2).is_all
    False
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
        asked = [one for one in (self.name, self.path, self.release) if one is not None]
        if len(asked) > 1:
            raise UsageError("draw what lies around a name, a path or a release: one of the three")
        if "" in asked or (self.path and not all(self.path)):
            raise UsageError("an empty name names nothing")
        if self.hops < 1 or not 2 <= self.limit <= MOST_NODES or self.lang not in LANGUAGES:
            raise UsageError(f"hops are 1 or more, the limit is 2 to {MOST_NODES}, the language {', '.join(LANGUAGES)}")
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

    `ends` are the things asked for by name, `steps` how far along a way the things of a path lie. `total` counts the
    things that match, `planned` those among them that only something planned or cancelled binds to the others.
    """

    ends: tuple[Thing, ...]
    shown: tuple[str, ...]
    spare: tuple[str, ...]
    ties: tuple[Tie, ...]
    total: int
    planned: int
    steps: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Reach:
    """The things that match, by their distance over what was done, or only over what is planned; and those beside."""

    ends: frozenset[str]
    done: Mapping[str, int]
    planned: Mapping[str, int]
    beside: frozenset[str]

    @property
    def distances(self) -> Mapping[str, int]:
        """How far off everything is that matches."""
        return {**self.planned, **self.done}


def choose(ties: Iterable[Tie], selection: Selection, names: Names) -> Choice:
    """Cuts what matches down to what a page can show.

    NoPathError, UnknownNameError or KgError where nothing can match.
    """
    ends = _find_ends(selection, names)
    kept = _filter(ties, selection, frozenset(end.id for end in ends))
    reach = _reach(kept, selection, ends)
    ranked = _rank(reach, kept, selection, names)
    shown = [id for id in ranked if id not in reach.beside][: selection.limit]
    spare = [id for id in ranked if id not in set(shown)][: MOST_NODES - len(shown)]
    page = {*shown, *spare}
    among = tuple(tie for tie in kept if tie.subject in page and tie.object in page)
    if not among:
        raise KgError("the graph states nothing of that sort with a sentence: there is nothing to draw")
    steps = reach.done if selection.path else {}
    total = len(reach.done) + len(reach.planned)
    return Choice(ends, tuple(shown), tuple(spare), among, total, len(reach.planned), steps)


def _find_ends(selection: Selection, names: Names) -> tuple[Thing, ...]:
    asked = [selection.name] if selection.name else selection.path or ()
    ends = tuple(names.resolve(text) for text in asked)
    if len(ends) == 2 and ends[0] == ends[1]:
        raise UsageError(f"{ends[0].name} is one thing: a path leads from one thing to another")
    return ends


def _filter(ties: Iterable[Tie], selection: Selection, ends: frozenset[str]) -> list[Tie]:
    """Keeps the ties of the period, kinds and release asked for; then what was announced and done counts as done."""
    kept = [tie for tie in ties if _is_wanted(tie, selection.kinds, ends)]
    if not selection.period.is_open:
        kept = [part for tie in kept if (part := tie.cut_to(selection.period))]
    if selection.release is not None:
        kept = [part for tie in kept if (part := tie.cut_to_release(selection.release))]
        if not kept:
            raise KgError(f'no release "{selection.release}" in the graph states anything of that sort')
    return drop_announcements(kept)


def _is_wanted(tie: Tie, kinds: frozenset[str], ends: frozenset[str]) -> bool:
    return not kinds or all(id in ends or id.partition("/")[0] in kinds for id in (tie.subject, tie.object))


def _reach(kept: list[Tie], selection: Selection, ends: tuple[Thing, ...]) -> _Reach:
    done, asked = [tie for tie in kept if tie.is_done], frozenset(end.id for end in ends)
    if selection.path:
        ways = _find_ways([tie for tie in done if tie.is_way], ends)
        around = _list_ends(tie for tie in kept if ways.keys() & {tie.subject, tie.object})
        return _Reach(asked, ways, {}, around - ways.keys())
    if not ends:
        certain = _list_ends(done)
        coming = _list_ends(kept) - certain
        return _Reach(asked, dict.fromkeys(certain, 0), dict.fromkeys(coming, 0), frozenset())
    near = measure_distances(done, ends[0].id, selection.hops)
    far = measure_distances(kept, ends[0].id, selection.hops + 1)
    planned = {id: far[id] for id in far.keys() - near.keys() if far[id] <= selection.hops}
    return _Reach(asked, near, planned, frozenset(far.keys() - near.keys() - planned.keys()))


def _list_ends(ties: Iterable[Tie]) -> frozenset[str]:
    return frozenset(id for tie in ties for id in (tie.subject, tie.object))


def _find_ways(done: list[Tie], ends: tuple[Thing, ...]) -> dict[str, int]:
    """Gives the things on any of the shortest ways between two, with their distance from the first."""
    start, end = (one.id for one in ends)
    there, back = measure_distances(done, start), measure_distances(done, end)
    if end not in there:
        raise NoPathError(f"no path between {ends[0].name} and {ends[1].name}")
    met = (id for id in there if id in (start, end) or id.partition("/")[0] not in _ENDS)
    return {id: there[id] for id in met if id in back and there[id] + back[id] == there[end]}


def measure_distances(ties: Iterable[Tie], start: str, most: int | None = None) -> dict[str, int]:
    """Gives each thing within `most` steps its distance in steps; the way leads through no place and no initiative."""
    around: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties:
        around[tie.subject].add(tie.object)
        around[tie.object].add(tie.subject)
    distances, rim, step = {start: 0}, {start}, 0
    while rim and step != most:
        step += 1
        walked = (id for id in rim if id == start or id.partition("/")[0] not in _ENDS)
        rim = {other for id in walked for other in around[id]} - distances.keys()
        distances |= dict.fromkeys(sorted(rim), step)
    return distances


def _rank(reach: _Reach, ties: list[Tie], selection: Selection, names: Names) -> list[str]:
    """Puts the things asked for first, then the nearest; among these the most linked, the most recent, by name.

    What only something planned binds comes behind what was done, unless planned things are asked for; what lies further
    out comes last.
    """
    counts: Counter[str] = Counter()
    latest: dict[str, str] = {}
    for tie in ties:
        for id in (tie.subject, tie.object):
            counts[id] += tie.is_done or selection.planned
            latest[id] = max(latest.get(id, ""), *tie.days)

    def rank(id: str) -> tuple[bool, bool, bool, int, int]:
        only_planned = id in reach.planned and not selection.planned
        return id not in reach.ends, id in reach.beside, only_planned, reach.distances.get(id, 0), -counts[id]

    ranked = sorted(reach.distances.keys() | reach.beside, key=lambda id: (names.get(id).name, id))
    ranked.sort(key=lambda id: latest.get(id, ""), reverse=True)
    return sorted(ranked, key=rank)
