"""Turns what the graph knows of when into a Dating: a date, and which kind of date it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

from kg.isodates import find_first_day, find_last_day
from kg.phrases import Phrase, make_phrase
from kg.views.events import HELD, Holding, Occasion, Pact
from kg.views.evidence import Evidence
from kg.views.periods import make_span, split_span
from kg.vocabulary import Status

_DAY = len("2024-01-08")


class DateKind(StrEnum):
    """What a date says of that which it stands beside."""

    ON = "on"
    IN = "in"
    FROM_TO = "from-to"
    DAYS = "on several days"
    PLANNED = "planned for"
    START = "from"
    END = "until"
    TERM = "from-until"
    BETWEEN = "between"
    SEEN = "seen on"
    REPORTED = "reported on"
    NAMED = "named in"
    ISSUED = "issued on"


@dataclass(frozen=True, slots=True)
class Dating:
    """A date with its kind; `first` and `last` are days, months or years in ISO form, as they are stated.

    They are one date for what was on a day or in a month; of several days, of those on which a holder of an office was
    seen, of those on which releases report something that has no day of its own, and of the releases that name
    something, the first and the last. A start has no `last` and an end no `first`. What lies between two dates is on
    neither of them for certain.
    """

    kind: DateKind
    first: str | None
    last: str | None

    def __str__(self) -> str:
        """Gives the date in words: `on 2024-01-08`, `planned for 2024-05`, `from 2022-07-01 until 2025-06-30`."""
        return say_date(self)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day that it allows; of a start or an end both are the days of that date."""
        first, last = self.first or self.last or "", self.last or self.first or ""
        return find_first_day(first), find_last_day(last)


def date_day(first: str, last: str | None = None, *, status: str | None = Status.DONE) -> Dating:
    """Gives what took place (or is planned to) on a day, in a month or year, or from one date to another.

    >>> str(date_day("2024-01-08", "2024-01-10"))
    'from 2024-01-08 to 2024-01-10'
    """
    if status in (Status.PLANNED, Status.CANCELLED):
        return Dating(DateKind.PLANNED, first, last or first)
    if last and last != first:
        return Dating(DateKind.FROM_TO, first, last)
    return Dating(DateKind.ON if len(first) == _DAY else DateKind.IN, first, first)


def date_days(spans: Iterable[str]) -> Dating | None:
    """Gives when something was that may have been more than once; each time is a date or two (`2024-01/2024-03`).

    What lies within the time from one date to another is no time of its own. A month or year says nothing beside a day
    of it: it may be the same time.

    >>> str(date_days(["2024-01-08/2024-01-10", "2024-01-09"]))
    'from 2024-01-08 to 2024-01-10'
    """
    kept = [split_span(span) for span in list_times(spans)]
    if len(kept) <= 1:
        return date_day(*kept[0]) if kept else None
    return Dating(DateKind.DAYS, kept[0][0], max((last for _, last in kept), key=find_last_day))


def list_times(spans: Iterable[str]) -> list[str]:
    """Gives the spans in order, without those that another one covers or makes exact."""
    times = sorted({split_span(span) for span in spans})
    lasting = [time for time in times if time[0] != time[1]]
    vague = {time for time in times if len(time[0]) < _DAY}
    return [
        make_span(*time)
        for time in times
        if not any(_is_within(time, other) for other in lasting)
        if time not in vague or not any(_is_wider(time, other) for other in times)
    ]


def date_occasion(occasion: Occasion) -> Dating | None:
    """Gives when an event took place or is planned for."""
    return date_day(occasion.date, occasion.end, status=occasion.status) if occasion.date else None


def date_pact(pact: Pact) -> Dating | None:
    """Gives when an agreement was signed or is to be."""
    return date_day(pact.date, status=pact.status) if pact.date else None


def date_holdings(holdings: Sequence[Holding]) -> Dating | None:
    """Gives when an office was held, by tenures of one person in one capacity that state one period at most, be it as
    days or as months.

    A stated start or end comes first, then the days on which the holder was seen; None where neither is known. Whoever
    is called a former holder, or one to come, was not seen in the office that day.
    """
    starts = [one.start for one in holdings if one.start]
    ends = [one.end for one in holdings if one.end]
    if starts or ends:
        return date_term(max(starts, key=len, default=None), max(ends, key=len, default=None))
    return _date_seen(holdings)


def date_membership(holdings: Sequence[Holding]) -> Dating | None:
    """Gives when somebody was of a body, in whatever offices: the days seen there, else what is stated of them.

    The first start is known where all have one, the last end too; periods with a gap between them have no end together.
    """
    terms = {(one.start, one.end) for one in holdings if one.start or one.end}
    starts, ends = [start for start, _ in terms if start], [end for _, end in terms if end]
    start = min(starts, key=find_first_day) if starts and len(starts) == len(terms) else None
    end = max(ends, key=find_last_day) if ends and len(ends) == len(terms) else None
    has_gap = _has_gap([(begin, close) for begin, close in terms if begin and close])
    return _date_seen(holdings) or date_term(start, None if start and has_gap else end)


def _has_gap(terms: Iterable[tuple[str, str]]) -> bool:
    """Says whether there are days between periods that lie in none of them."""
    in_order = sorted((find_first_day(start), find_last_day(end)) for start, end in terms)
    reached = accumulate((date.fromisoformat(end) for _, end in in_order), max)
    return any(
        end + timedelta(days=1) < date.fromisoformat(start)
        for end, (start, _) in zip(reached, in_order[1:], strict=False)
    )


def _date_seen(holdings: Sequence[Holding]) -> Dating | None:
    days = sorted({day for one in holdings if one.capacity in HELD for day in one.days})
    return Dating(DateKind.SEEN, days[0], days[-1]) if days else None


def date_term(start: str | None, end: str | None) -> Dating | None:
    """Gives the time in an office by its start and end, where a source states them."""
    if not (start or end):
        return None
    return Dating(DateKind.TERM if start and end else DateKind.START if start else DateKind.END, start, end)


def date_report(evidence: Iterable[Evidence]) -> Dating | None:
    """Gives the days of the first and the last release that tell of something; None if none does."""
    days = sorted({source.date for source in evidence if source.date})
    return Dating(DateKind.REPORTED, days[0], days[-1]) if days else None


def say_date(dating: Dating | None) -> Phrase:
    """Says a date with its kind."""
    if dating is None:
        return make_phrase("no_date")
    kinds = dict.fromkeys(date_day(stated).kind for stated in (dating.first, dating.last) if stated)
    if dating.kind is DateKind.DAYS and DateKind.IN in kinds:
        return make_phrase(f"several:{'-'.join(kinds)}", first=dating.first, last=dating.last)
    return make_phrase(
        f"date:{dating.kind}", n=1 if dating.first == dating.last else 2, first=dating.first, last=dating.last
    )


def date_issue(day: str) -> Dating:
    """Gives the day on which a release was issued."""
    return Dating(DateKind.ISSUED, day, day)


def date_naming(days: Iterable[str]) -> Dating:
    """Gives the days of the first and the last release that names something, which are one where one names it."""
    known = sorted(days)
    return Dating(DateKind.NAMED, known[0], known[-1])


def say_issue(source: Evidence) -> Phrase:
    """Says on which day the release of a sentence was issued; nothing of a row of a reference table."""
    return say_date(date_issue(source.date)) if source.date else Phrase("")


def rank_date(dating: Dating | None) -> tuple[str, str]:
    """Gives what puts dates in order, those that are not known last."""
    return ("9999", "") if dating is None else dating.days


def _is_within(time: tuple[str, str], other: tuple[str, str]) -> bool:
    """Says whether the time from one date to another holds a shorter one."""
    (first, last), (since, until) = ((find_first_day(begin), find_last_day(end)) for begin, end in (time, other))
    return other[0] != other[1] and since <= first and last <= until and (first, last) != (since, until)


def _is_wider(time: tuple[str, str], other: tuple[str, str]) -> bool:
    """Says whether a month or year, stated as such, holds another time."""
    first, last = time
    return first == last and len(first) < len(other[0]) and other[0][: len(first)] == first == other[1][: len(first)]
