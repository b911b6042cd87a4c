"""Tells the history of an event over the releases: planned for when, put off, called off, held, told of again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.isodates import find_first_day, find_last_day
from kg.phrases import Phrase, join_phrases, make_phrase
from kg.views.batches import ask_in_batches
from kg.views.datings import date_day, say_date
from kg.views.events import Occasion, find_occasions_of, find_signings, read_occasions, read_parts
from kg.views.evidence import Evidence, read_sentences
from kg.views.names import shorten
from kg.views.sameness import find_same
from kg.vocabulary import EventType, Status

# What is told later than this after it was is a recollection.
_SOON = timedelta(days=31)
_CLAIMED = """SELECT DISTINCT ?event ?status ?source ?start ?end ?previous WHERE {
  VALUES ?event { $wanted } ?claim rdf:object ?event ; prov:wasDerivedFrom ?source
  OPTIONAL { ?claim gba:status ?status } OPTIONAL { ?claim gba:toldStart ?start }
  OPTIONAL { ?claim gba:toldEnd ?end } OPTIONAL { ?claim gba:toldPrevious ?previous }
}"""


class StageKind(StrEnum):
    """What a release says of an event, in the order in which it comes to pass."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an event: what was said of it, for or of which time, first told on which day, in which sentences.

    `first` and `last` are ISO dates as they were told, the same where it is one; `previous` is the date from which it
    was put off.
    """

    kind: StageKind
    first: str | None
    last: str | None
    previous: str | None
    told_on: str
    evidence: tuple[Evidence, ...]

    @property
    def span(self) -> tuple[str | None, str | None]:
        """Its first and its last date."""
        return self.first, self.last

    def __str__(self) -> str:
        """Gives it in words, for a table."""
        return self.say()

    def say(self) -> Phrase:
        """Says it: "planned for 2024-05-03 (announced on 2024-05-01)"."""
        ending = "" if self.first else " undated"
        span = self.first if self.first == self.last else make_phrase("period", first=self.first, last=self.last)
        held = say_date(date_day(self.first, self.last)) if self.first else ""
        words = {"time": span, "held": held, "previous": self.previous or "", "told": self.told_on}
        return make_phrase(f"stage:{self.kind}{ending}", **words)


@dataclass(frozen=True, slots=True)
class History:
    """The stages of one event, in the order in which they were told; `events` are its ids, the one that it goes by
    first."""

    events: tuple[str, ...]
    stages: tuple[Stage, ...]

    @property
    def is_eventful(self) -> bool:
        """Whether there is more to tell than that it was held, or is planned."""
        return len(self.stages) > 1

    @property
    def is_disputed(self) -> bool:
        """Whether it was held at another time than the one for which it was planned last, or at either of two."""
        plans = [stage for stage in self.stages if stage.kind in (StageKind.PLANNED, StageKind.POSTPONED)]
        held = [stage for stage in self.stages if stage.kind is StageKind.HELD]
        is_unplanned = bool(plans and held) and not any(_meet(plans[-1].span, stage.span) for stage in held)
        return is_unplanned or not all(_meet(one.span, other.span) for one, other in combinations(held, 2))

    @property
    def status(self) -> Status:
        """What became of it: done where anybody says so, else what was said last."""
        kinds = [stage.kind for stage in self.stages]
        if StageKind.HELD in kinds:
            return Status.DONE
        return Status.CANCELLED if kinds[-1:] == [StageKind.CANCELLED] else Status.PLANNED

    @property
    def reports(self) -> tuple[Evidence, ...]:
        """The sentences that report it."""
        return tuple(source for stage in self.stages if stage.kind is StageKind.HELD for source in stage.evidence)

    def list_told(self) -> tuple[Stage, ...]:
        """Gives the stages where they are more than the date of the event says, else none."""
        return self.stages if self.is_eventful else ()


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one sentence says of an event, as which it has the time that this sentence tells."""

    event: Occasion
    status: Status
    source: Evidence


def say_history(stages: Iterable[Stage]) -> Phrase:
    """Says some stages in one line."""
    return join_phrases(stage.say() for stage in stages)


def find_histories(
    graph: Graph, occasions: Iterable[Occasion], *, is_outline: bool = False, disagreeing: bool = False
) -> dict[str, History]:
    """Gives the history of each of some events, under each id that it has among them; its evidence may be outlined.

    Only where it is asked for, a plan for another day that may be meant is a part of it: days of one journey, or a day
    that was read wrongly, look the same.
    """
    known = {occasion.id: occasion for occasion in occasions}
    tellings = _read_tellings(graph, known, is_outline=is_outline)
    announced = {event: min(told.source.date for told in found) for event, found in tellings.items()}
    signed = find_signings(graph, (id for id, occasion in known.items() if occasion.type == EventType.SIGNING))
    same = find_same(known, known, announced, signed=signed, disagreeing=disagreeing)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id in sorted(known):
        groups[same.get(id, id)].append(id)
    histories: dict[str, History] = {}
    for main, ids in groups.items():
        stages = _list_stages([telling for id in ids for telling in tellings.get(id, ())])
        history = History((main, *(id for id in ids if id != main)), tuple(stages))
        histories.update(dict.fromkeys(ids, history))
    return histories


def list_disputed(graph: Graph) -> tuple[History, ...]:
    """Gives the events that are reported for another day than the one planned last, by id: for somebody to look at."""
    histories = find_histories(graph, read_occasions(graph, read_parts(graph)).values(), disagreeing=True)
    disputed = {history.events: history for history in histories.values() if history.is_disputed}
    return tuple(disputed[events] for events in sorted(disputed))


def find_history(graph: Graph, occasion: Occasion) -> History:
    """Gives the history of an event, by all events of those who took part in it."""
    others = find_occasions_of(graph, sorted(occasion.agents), occasion.type)
    return find_histories(graph, (occasion, *others))[occasion.id]


def _read_tellings(graph: Graph, events: Mapping[str, Occasion], *, is_outline: bool) -> dict[str, list[_Telling]]:
    rows = [
        (shorten(event), read_concept(status), shorten(source), dates)
        for event, status, source, *dates in ask_in_batches(graph, _CLAIMED, sorted(events))
    ]
    sentences = read_sentences(graph, sorted({source for _, _, source, _ in rows}), is_outline=is_outline)
    of_several = {event for event, _, _, dates in rows if any(dates)}
    found: defaultdict[str, list[_Telling]] = defaultdict(list)
    for event, status, source, (start, end, previous) in rows:
        if sentences[source].date:
            told = events[event]
            if event in of_several:
                told = replace(told, date=start, end=end, previous=(previous,) if previous else ())
            found[event].append(_Telling(told, Status(status or Status.DONE), sentences[source]))
    return dict(found)


def _list_stages(tellings: Sequence[_Telling]) -> list[Stage]:
    """Gives the stages that the sentences tell, each once; what is told of by its month only says nothing beside its
    day, except long after."""
    found: defaultdict[tuple[StageKind, str | None, str | None, str | None], list[Evidence]] = defaultdict(list)
    reports = [telling for telling in tellings if telling.status is Status.DONE]
    exact = max((one.event for one in reports), key=_rank_time, default=None)
    first_report = min((one.source.date for one in reports), default="")
    for telling in sorted(tellings, key=lambda telling: (telling.source.date, telling.source.id)):
        kind, previous = _find_kind(telling, first_report)
        event = telling.event
        if kind in (StageKind.HELD, StageKind.RECALLED) and exact is not None:
            is_other = not _meet((event.date, event.end), (exact.date, exact.end))
            kind = StageKind.HELD if is_other else kind
            event = exact if kind is StageKind.HELD and not is_other else event
        found[kind, event.date, event.end or event.date, previous].append(telling.source)
    stages = [
        Stage(kind, first, last, previous, min(source.date for source in sources), tuple(dict.fromkeys(sources)))
        for (kind, first, last, previous), sources in found.items()
    ]
    return sorted(stages, key=lambda stage: (stage.told_on, list(StageKind).index(stage.kind), stage.first or ""))


def _rank_time(event: Occasion) -> tuple[int, str, str, str]:
    """Puts what is told most exactly last."""
    return len(event.date or ""), event.end or "", event.id, event.date or ""


def _find_kind(telling: _Telling, first_report: str) -> tuple[StageKind, str | None]:
    """Gives the stage that a sentence tells, and the date from which it says that the event was put off."""
    event = telling.event
    if telling.status is Status.CANCELLED:
        return StageKind.CANCELLED, None
    if telling.status is Status.PLANNED:
        previous = min(event.previous, default=None)
        return (StageKind.POSTPONED, previous) if previous else (StageKind.PLANNED, None)
    told = date.fromisoformat(telling.source.date)
    is_late = event.date is not None and told > date.fromisoformat(find_last_day(event.end or event.date)) + _SOON
    return (StageKind.RECALLED if is_late and telling.source.date > first_report else StageKind.HELD), None


def _meet(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two times have a day in common, or one of them is not known."""
    (first, last), (since, until) = one, other
    if first is None or since is None:
        return True
    starts, ends = map(find_first_day, (first, since)), map(find_last_day, (last or first, until or since))
    return max(starts) <= min(ends)
