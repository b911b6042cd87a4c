"""Turns what a reader wants to see into a Choice: the things to draw, and those kept ready behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import KgError, NoPathError, UsageError
from kg.phrases import LANGUAGES
from kg.views.fold import DrawnLine, Family, Fold, fold
from kg.views.names import KINDS, Names, Thing
from kg.views.periods import ALWAYS, Period
from kg.views.ties import Almanac, Tie, drop_announcements
from kg.views.ways import Way, find_ways, measure_distances
from kg.vocabulary import EventType

# A page never holds more things than this, however many are asked for: nobody reads more of them at a time.
MOST_NODES = 500
# A picture of all begins with so many people: more faces nobody takes in.
MOST_PEOPLE = 60
# So many ways between two are drawn, one above the other.
_MOST_LANES = 12


@dataclass(frozen=True, slots=True)
class Selection:
    """What to draw: the things around `name`, the ways between the two of `path`, or what `release` says; else all.

    `hops` counts from `name`; `period` is when things took place, at least in part; `kinds` are the only kinds to
    draw, if given; `planned` shows what is not done from the start; `limit` is how many things are drawn at first,
    `most` how many the page holds with those kept ready behind them; `lang` (en, zh-Hant, zh-Hans) is what things are
    called in. UsageError where this makes no sense.

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
    most: int = MOST_NODES

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

    @property
    def is_whole(self) -> bool:
        """Says that no release and no period is asked for."""
        return self.release is None and self.period.is_open


@dataclass(frozen=True, slots=True)
class Totals:
    """How many things and statements match, in how many releases, of which first and last day; a release in two
    languages is two."""

    things: int
    statements: int
    releases: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The marks drawn at first and those kept ready, most important first, with the lines among them.

    `ends` are the things asked for by name, `coming` the marks that only something planned or cancelled binds to the
    others, `core` the people with whom a picture of all begins, `lanes` the marks along each way of a path, of `ways`
    in all. `folded` has the lines and their ties, `beyond` how many more lines each mark has in the graph. `total`
    counts the marks that match, `totals` all that is told of them, whether a page can hold it or not.
    """

    ends: tuple[Thing, ...]
    shown: tuple[str, ...]
    spare: tuple[str, ...]
    folded: Fold
    beyond: Mapping[str, int]
    total: int
    totals: Totals
    coming: frozenset[str]
    core: tuple[str, ...] = ()
    lanes: tuple[Lane, ...] = ()
    ways: int = 0
    is_release: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks along one way; `is_apart` as that of the way."""

    marks: tuple[str, ...]
    is_apart: bool


@dataclass(frozen=True, slots=True)
class _Reach:
    """The marks that match, by their distance over what was done, or only over what is planned; and those beside."""

    done: dict[str, int]
    planned: dict[str, int]
    beside: frozenset[str]

    @property
    def matching(self) -> frozenset[str]:
        """The marks that match, over what is done or planned."""
        return frozenset((*self.done, *self.planned))


def choose(ties: Sequence[Tie], almanac: Almanac, selection: Selection, names: Names) -> Choice:
    """Folds what matches and cuts it down to what a page can show.

    NoPathError, UnknownNameError or KgError where nothing can match.
    """
    ends = _find_ends(selection, names)
    wanted = _filter(ties, selection)
    ways = _find_ways(wanted, selection, ends)
    asked = frozenset(end.id for end in ends)
    marks = asked | {id for way in ways for id in way.things if id.startswith("post/")}
    if selection.release is not None:
        # What happened stands on a side of its own.
        marks |= {tie.object for tie in wanted if _is_happening(almanac, tie.object)}
    whole = fold(drop_announcements(ties), almanac, marks, keeps_posts="post" in selection.kinds)
    folded = whole if selection.is_whole else fold(wanted, almanac, marks, keeps_posts="post" in selection.kinds)
    folded = folded.keep(lambda line: _is_wanted(line, selection.kinds, asked))
    every_lane = tuple(dict.fromkeys(lane for way in ways if folded.joins((lane := _make_lane(way, folded)).marks)))
    lanes = every_lane[:_MOST_LANES]
    reach = _reach(folded, selection, ends, lanes)
    ranked = _rank(folded, reach, selection, asked)
    core = _choose_people(folded, ranked) if selection.is_all else ()
    if core:
        first = dict.fromkeys((*core, *sorted(folded.find_gatherings(frozenset(core)))))
        ranked = [*first, *(id for id in ranked if id not in first)]
    kept_out = {id for id in ranked if core and id not in core and id.startswith("person/")}
    shown = [id for id in ranked if id not in reach.beside and id not in kept_out][: selection.limit]
    if not any(line.start in shown and line.end in shown for line in folded.lines):
        shown = _choose_pair(folded, ranked, selection)
    spare = [id for id in ranked if id not in set(shown)][: max(0, selection.most - len(shown))]
    page = {*shown, *spare}
    among = folded.keep(lambda line: line.start in page and line.end in page)
    if not among.lines:
        only = f" between things of these kinds ({', '.join(sorted(selection.kinds))})" if selection.kinds else ""
        raise KgError(f"the graph states nothing of that sort with a sentence{only}: there is nothing to draw")
    total = len(reach.done) + len(reach.planned)
    matching = folded.keep(lambda line: {line.start, line.end} <= reach.matching)
    beyond = whole.count_lines() - among.count_lines()
    return Choice(
        ends,
        tuple(shown),
        tuple(spare),
        among,
        beyond,
        total,
        _sum_up(matching.ties, selection),
        frozenset(reach.planned),
        core,
        lanes,
        len(every_lane),
        selection.release is not None,
    )


def _sum_up(ties: Iterable[Tie], selection: Selection) -> Totals:
    # Of whose body an office is, is no statement of its own: the name of the office says so.
    told = [tie for tie in ties if (tie.is_done or selection.planned) and tie.predicate != "org:postIn"]
    days = sorted({telling.issued for tie in told for telling in tie.tellings})
    return Totals(
        len({id for tie in told for id in (tie.subject, tie.object)}),
        len(told),
        len({telling.release for tie in told for telling in tie.tellings}),
        days[0] if days else "",
        days[-1] if days else "",
    )


def _find_ends(selection: Selection, names: Names) -> tuple[Thing, ...]:
    asked = [selection.name] if selection.name else selection.path or ()
    ends = tuple(names.resolve(text) for text in asked)
    if len(ends) == 2 and ends[0] == ends[1]:
        raise UsageError(f"{ends[0].name} is one thing: a path leads from one thing to another")
    return ends


def _filter(ties: Iterable[Tie], selection: Selection) -> list[Tie]:
    """Keeps the ties of the period and release asked for; then what was announced and done counts as done."""
    kept = list(ties)
    if not selection.period.is_open:
        kept = [part for tie in kept if (part := tie.cut_to(selection.period))]
    if selection.release is not None:
        kept = [part for tie in kept if (part := tie.cut_to_release(selection.release))]
        if not kept:
            raise KgError(f'no release "{selection.release}" in the graph states anything of that sort')
    return drop_announcements(kept)


def _is_happening(almanac: Almanac, id: str) -> bool:
    """Says whether an event is no visit, signing or appointment, which other marks show."""
    occasion = almanac.occasions.get(id)
    return occasion is not None and occasion.type not in (EventType.VISIT, EventType.SIGNING, EventType.APPOINTMENT)


def _is_wanted(line: DrawnLine, kinds: frozenset[str], ends: frozenset[str]) -> bool:
    return not kinds or all(id in ends or id.partition("/")[0] in kinds for id in (line.start, line.end))


def _find_ways(ties: Sequence[Tie], selection: Selection, ends: tuple[Thing, ...]) -> tuple[Way, ...]:
    if not selection.path:
        return ()
    asked = frozenset(end.id for end in ends)
    walked = [
        tie
        for tie in ties
        if tie.is_way and all(id in asked or _is_kind(id, selection.kinds) for id in (tie.subject, tie.object))
    ]
    ways = find_ways(walked, ends[0].id, ends[1].id)
    if not ways:
        raise NoPathError(f"no path between {ends[0].name} and {ends[1].name}")
    return ways


def _is_kind(id: str, kinds: frozenset[str]) -> bool:
    return not kinds or id.partition("/")[0] in kinds


def _make_lane(way: Way, folded: Fold) -> Lane:
    """Gives the marks along a way: what is folded into a line is none, what two met at stands between them."""
    marks = [way.things[0]]
    for step, end in zip(way.steps, way.things[1:], strict=True):
        shown = [mark for tie in step for mark in folded.find_marks(tie)]
        if end not in folded.marks or end not in shown:
            marks.extend([mark for mark in shown if mark not in (marks[-1], end)][:1])
        if end in folded.marks:
            marks.append(end)
    return Lane(tuple(dict.fromkeys((*marks, way.things[-1]))), way.is_apart)


def _reach(folded: Fold, selection: Selection, ends: tuple[Thing, ...], lanes: Sequence[Lane]) -> _Reach:
    all_pairs = [(line.start, line.end) for line in folded.lines]
    done_pairs = [(line.start, line.end) for line in folded.lines if folded.is_done(line)]
    if lanes:
        on_way = {id: at for lane in reversed(lanes) for at, id in enumerate(lane.marks)}
        around = {id for pair in all_pairs if on_way.keys() & set(pair) for id in pair}
        return _Reach(on_way, {}, frozenset(around - on_way.keys()))
    if not ends:
        certain = {id for pair in done_pairs for id in pair}
        coming = {id for pair in all_pairs for id in pair} - certain
        beside = _find_employers(folded) if selection.release is not None else frozenset()
        done, planned = (dict.fromkeys(found - beside, 0) for found in (certain, coming))
        return _Reach(done, planned, beside)
    near = measure_distances(done_pairs, ends[0].id, selection.hops)
    far = measure_distances(all_pairs, ends[0].id, selection.hops + 1)
    planned = {id: far[id] for id in far.keys() - near.keys() if far[id] <= selection.hops}
    return _Reach(near, planned, frozenset(far.keys() - near.keys() - planned.keys()))


def _find_employers(folded: Fold) -> frozenset[str]:
    """Gives the bodies of which is told only who is in them: the office stands below the name."""
    happened = {id for line in folded.lines if line.family is not Family.BELONGS for id in (line.start, line.end)}
    return frozenset(id for id in folded.marks - happened if happened and not id.startswith("person/"))


def _rank(folded: Fold, reach: _Reach, selection: Selection, ends: frozenset[str]) -> list[str]:
    """Puts the things asked for first, then the nearest; among these the most linked, the most recent, by id: in every
    language the same.

    What only something planned binds comes behind what was done, unless planned things are asked for; what lies further
    out comes last.
    """
    counts: Counter[str] = Counter()
    latest: dict[str, str] = {}
    for line in folded.lines:
        ties = [folded.ties[at] for at in line.ties]
        for id in (line.start, line.end):
            counts[id] += any(tie.is_done or selection.planned for tie in ties)
            latest[id] = max(latest.get(id, ""), *(day for tie in ties for day in tie.days))
    distances = {**reach.planned, **reach.done}

    def rank(id: str) -> tuple[bool, bool, bool, int, int]:
        only_planned = id in reach.planned and not selection.planned
        return id not in ends, id in reach.beside, only_planned, distances.get(id, 0), -counts[id]

    ranked = sorted(distances.keys() | reach.beside)
    ranked.sort(key=lambda id: latest.get(id, ""), reverse=True)
    return sorted(ranked, key=rank)


def _choose_pair(folded: Fold, ranked: Sequence[str], selection: Selection) -> list[str]:
    """Gives the two marks with the line whose ends rank first: where few are asked for, they may not be linked."""
    places = {id: at for at, id in enumerate(ranked)}
    pairs = [
        sorted((places[line.start], places[line.end]))
        for line in folded.lines
        if {line.start, line.end} <= places.keys() and (selection.planned or folded.is_done(line))
    ]
    return [ranked[at] for at in min(pairs, default=[])]


def _choose_people(folded: Fold, ranked: Sequence[str]) -> tuple[str, ...]:
    """Gives at most MOST_PEOPLE people: half of them those who met the most others, the rest those whom these met; then
    those ranked first."""
    partners = folded.list_partners()
    people = [id for id in ranked if id.startswith("person/")]
    people.sort(key=lambda id: -len(partners.get(id, ())))
    first, others = people[: MOST_PEOPLE // 2], people[MOST_PEOPLE // 2 :]
    others.sort(key=lambda id: -len(partners.get(id, frozenset()).intersection(first)))
    return tuple((*first, *others)[:MOST_PEOPLE])
