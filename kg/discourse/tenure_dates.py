"""Turns the times of a sentence into the dates of a tenure: when it was seen, begins, ends, was announced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.discourse.scene import Scene, is_told_with
from kg.languages.language import Language
from kg.languages.time import RELATIVE, Time
from kg.noun import noun
from kg.patterns import get_expression
from kg.vocabulary import Capacity, Status

_LEAD_REACH = 16  # characters before an office of a career in which its verb stands
_AGAIN_REACH = 6  # characters before a holder or office that say that it is given again
Span = tuple[int, int]
_Term = tuple[str, str | None]


class Source(Protocol):
    """What a tenure is read by, a rule or the telling of a frame: its `status` is planned for who is yet to take the
    office, and with `tells_start` the day that the sentence names is when it is taken."""

    @property
    def id(self) -> str: ...
    @property
    def status(self) -> str | None: ...
    @property
    def tells_start(self) -> bool: ...


@noun
class Wording:
    """Where a sentence names an office and, if it does, its holder: places of the sentence's reading text."""

    office: Span | None = None
    holder: Span | None = None

    @property
    def span(self) -> Span | None:
        """From the first to the last of the two."""
        spans = [span for span in (self.office, self.holder) if span is not None]
        return (min(start for start, _ in spans), max(end for _, end in spans)) if self.office and spans else None

    def get_between(self, text: str) -> str:
        """The words from the holder to the office: " was appointed as the "; empty where it stands before its
        holder."""
        if self.office is None or self.holder is None or self.holder[1] > self.office[0]:
            return ""
        return text[self.holder[1] : self.office[0]]


@noun
class TenureDates:
    """The dates of a tenure, its capacity by them, and whether all of it is only planned."""

    capacity: Capacity
    attested_on: str | None = None
    start: str | None = None
    end: str | None = None
    announced_on: str | None = None
    status: Status = Status.DONE

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from other holdings of the same office by the same person."""
        return tuple(filter(None, (self.attested_on, self.start))) or (self.announced_on or "",)


def date_tenure(scene: Scene, source: Source, capacity: Capacity, wording: Wording) -> TenureDates:
    """Dates a tenure that a sentence tells of.

    A release proves a holder on its own day. Where the words say since when, that is the start; who only "was
    appointed in 2019" is not seen in office now; who is appointed "with effect from" a day to come is not in office
    yet, nor is who will take it.
    """
    issued = scene.story.issued
    is_planned = source.status == Status.PLANNED and not _is_now(scene, wording)
    if is_planned or capacity is Capacity.DESIGNATE:
        start, end = _find_coming(scene, capacity, wording, issued) if source.tells_start else (None, None)
        status = Status(source.status or Status.DONE)
        return TenureDates(capacity, None, start, end, None if start else issued, status)
    stage = find_stage(scene, wording)
    if stage is not None and capacity is Capacity.SUBSTANTIVE and _goes_on(scene, stage, wording):
        return TenureDates(Capacity.FORMER, issued, stage.start)
    if stage is not None and (stage.is_since or stage.end is not None) and stage.start <= issued[: len(stage.start)]:
        end = stage.end or issued
        is_over = end < issued[: len(end)] or len(end) == len("YYYY")  # 二○二○年至今年: told of as over
        held = Capacity.FORMER if is_over and capacity is Capacity.SUBSTANTIVE else capacity
        return TenureDates(held, issued, stage.start, stage.end)
    if capacity is Capacity.SUBSTANTIVE and _is_given_again(scene, wording):
        return TenureDates(capacity, issued)
    since = _find_since(scene, wording) if capacity is Capacity.FORMER else None
    if since is not None:
        return TenureDates(Capacity.SUBSTANTIVE, issued, since)
    term = _find_term(scene, wording) if source.tells_start and capacity is not Capacity.FORMER else None
    if term is None:
        finders = {Capacity.FORMER: _find_past, Capacity.ACTING: _find_present}
        return TenureDates(capacity, issued, *(finders[capacity](scene, wording) if capacity in finders else ()))
    return date_from(capacity, *term, issued, was_given=_was_given(scene, wording))


@noun
class Stage:
    """A stage of a career: when it began and ended, as far as is told, and whether it is told as going on since."""

    start: str
    end: str | None
    is_since: bool


def find_stage(scene: Scene, wording: Wording) -> Stage | None:
    """Gives the stage of a career that a sentence tells an office with: 二○一二年三月至二○一六年五月出任局長, 局長
    （二○一二年至二○一六年）; None where no time stands beside the office."""
    if wording.office is None:
        return None
    text, language, times = scene.sentence.text, scene.story.language, _list_times(scene)
    start, end = wording.office
    lead = get_expression(language, "stage_lead").search(text, max(0, start - _LEAD_REACH), start)
    last = next((time for time in times if lead is not None and time.end == lead.start()), None)
    if lead is not None and last is not None:
        return _make_stage(text, times, last, language, is_since=lead["since"] is not None)
    bracket = get_expression(language, "stage_bracket").match(text, end)
    first = next((time for time in times if bracket is not None and time.start == bracket.end()), None)
    until = next((time for time in times if first is not None and _is_range(text, first, time, language)), first)
    return _make_stage(text, times, until, language, is_since=False) if until is not None else None


def _goes_on(scene: Scene, stage: Stage, wording: Wording) -> bool:
    """ "二○一五年晉升為助理署長，二○一八年晉升為副署長": whether another stage follows one that only began."""
    if stage.is_since or stage.end is not None or wording.office is None:
        return False
    text, following = scene.sentence.text, get_expression(scene.story.language, "stage_next")
    later = [time for time in _list_times(scene) if time.start >= wording.office[1]]
    return any(following.match(text, time.end) is not None for time in later)


def _make_stage(text: str, times: Sequence[Time], last: Time, language: Language, *, is_since: bool) -> Stage:
    first = next((time for time in times if _is_range(text, time, last, language)), None)
    if first is not None:
        return Stage(first.first, last.first, is_since=False)
    return Stage(last.first, last.last, is_since)


def _is_range(text: str, first: Time, last: Time, language: Language) -> bool:
    if first.end == last.start:
        return get_expression(language, "until").match(text, last.start) is not None
    return first.end < last.start and (
        get_expression(language, "stage_range").fullmatch(text, first.end, last.start) is not None
    )


def date_from(capacity: Capacity, start: str, end: str | None, issued: str, *, was_given: bool) -> TenureDates:
    """Dates a tenure by its start, as a release of a day tells it; of an office that `was_given` long ago nobody knows
    whether it is still held."""
    if start > issued[: len(start)]:
        coming = Capacity.DESIGNATE if capacity is Capacity.SUBSTANTIVE else capacity
        return TenureDates(coming, None, start, end, status=Status.PLANNED)
    is_over = end is not None and end < issued[: len(end)]
    is_seen = start == issued or not (was_given or is_over)
    return TenureDates(capacity, issued if is_seen else None, start, end)


def find_effect(scene: Scene, at: int | None = None) -> _Term | None:
    """Gives the day from which a sentence says that something takes effect: the first one after a place of its text,
    else the last one before; without a place, or where days contradict each other there, none."""
    text, language = scene.sentence.text, scene.story.language
    if get_expression(language, "at_once").search(text):
        return scene.story.release.issued.date().isoformat(), None
    lead, tail = get_expression(language, "effect_lead"), get_expression(language, "effect_tail")
    found = [
        time
        for time in _list_times(scene)
        if tail.match(text, time.end) or any(match.end() >= time.start for match in lead.finditer(text, 0, time.end))
    ]
    if at is None:
        return _make_term(scene, found[0]) if len({time.first for time in found}) == 1 else None
    after = [time for time in found if time.start >= at]
    return _make_term(scene, (after or found[-1:])[0]) if found else None


def _find_term(scene: Scene, wording: Wording) -> _Term | None:
    span = wording.span
    effect = find_effect(scene, span[1] if span is not None else None)
    if effect is not None or span is None:
        return effect
    told = [time for time in _list_times(scene) if _is_told_by(scene, time, wording)]
    # in front of it may stand the days of the posts before: "A from 2010 to 2014, and has been B since 2015"
    near = told or _list_within(scene, span)[-1:]
    return _make_term(scene, near[0]) if near else None


def _list_within(scene: Scene, span: Span) -> list[Time]:
    return [time for time in _list_times(scene) if span[0] <= time.start and time.end <= span[1]]


def _find_since(scene: Scene, wording: Wording) -> str | None:
    """ "was Director from 2010 to 2014 and Commissioner since 2015": the last stage of a career is not over."""
    text, language, span = scene.sentence.text, scene.story.language, wording.span
    if span is None or not _list_within(scene, span):
        return None
    time = next((time for time in _list_times(scene) if time.start >= span[1]), None)
    if time is None or get_expression(language, "start_gap").fullmatch(text, span[1], time.start) is None:
        return None
    return time.first if get_expression(language, "since_opening").match(text, time.start) else None


def _find_past(scene: Scene, wording: Wording) -> tuple[str | None, str | None]:
    """ "was Director from 2010 to 2014", "was Director until 2018": the days behind a post that is left."""
    text, language = scene.sentence.text, scene.story.language
    after = wording.office[1] if wording.office is not None else len(text)
    time = next((time for time in _list_times(scene) if time.start >= after), None)
    if time is None or get_expression(language, "start_gap").fullmatch(text, after, time.start) is None:
        return None, None
    if get_expression(language, "until").match(text, time.start):
        return None, time.first
    end = _find_end(scene, time) if get_expression(language, "past_opening").match(text, time.start) else None
    return (time.first, end) if end is not None else (None, None)


def _find_present(scene: Scene, wording: Wording) -> tuple[str | None, str | None]:
    """ "is the Acting Director until May 10", "... from May 1 to 10": the days behind a post that somebody acts in."""
    text, gap, issued = scene.sentence.text, get_expression(scene.story.language, "start_gap"), scene.story.issued
    after = wording.span[1] if wording.span is not None else len(text)
    time = next((time for time in _list_times(scene) if time.start >= after), None)
    last = None if time is None else time.last or time.ahead or time.first
    if time is None or last is None or len(last) != len(issued) or last < issued:
        return None, None
    if _is_end(scene, time):
        return None, last
    is_period = time.last is not None and time.first <= issued and gap.fullmatch(text, after, time.start) is not None
    return (time.first, time.last) if is_period else (None, None)


def _is_told_by(scene: Scene, time: Time, wording: Wording) -> bool:
    """ "was appointed Director in 2019", "In 2019, she was appointed Director", "has been Director since 2019"."""
    text, language, span = scene.sentence.text, scene.story.language, wording.span
    if span is None:
        return False
    if time.start >= span[1]:
        is_close = get_expression(language, "start_gap").fullmatch(text, span[1], time.start) is not None
        opening = "start_opening" if _was_given(scene, wording) else "since_opening"
        return is_close and get_expression(language, opening).match(text, time.start) is not None
    is_opening = get_expression(language, "opens_with").fullmatch(text, 0, time.start) is not None
    is_close = get_expression(language, "start_gap").fullmatch(text, time.end, span[0]) is not None
    return (
        is_opening and is_close and get_expression(language, "given_now").match(wording.get_between(text)) is not None
    )


def _was_given(scene: Scene, wording: Wording) -> bool:
    between = wording.get_between(scene.sentence.text)
    language = scene.story.language
    is_serving = get_expression(language, "is_serving").search(between) is not None
    return not is_serving and get_expression(language, "was_given").search(between) is not None


def _is_given_again(scene: Scene, wording: Wording) -> bool:
    """ "獲再度委任為主席", "再度委任何國華為主席": an office that its holder has already."""
    span = wording.span
    if span is None:
        return False
    before = max(0, span[0] - _AGAIN_REACH)
    return get_expression(scene.story.language, "again").search(scene.sentence.text, before, span[1]) is not None


def _is_now(scene: Scene, wording: Wording) -> bool:
    """ "Now Mr X acts as Director": told by the same words as who will, but not of a day to come."""
    until = wording.span[1] if wording.span is not None else 0
    return get_expression(scene.story.language, "now_acting").search(scene.sentence.text, 0, until) is not None


def _find_coming(scene: Scene, capacity: Capacity, wording: Wording, issued: str) -> tuple[str | None, str | None]:
    """The days on which a planned tenure begins and ends; who stands in for somebody does so from the day that the
    story is about, if it is about one."""
    span = wording.span
    effect = find_effect(scene, span[1] if span is not None else None)
    if effect is not None and effect[0] >= issued[: len(effect[0])]:
        return effect
    coming = [
        (time, day)
        for time in _list_times(scene)
        if (day := _find_ahead(time, issued)) is not None and not is_of_report(scene, time, span)
    ]
    days = [(time, day) for time, day in coming if len(day) == 10] or [
        (time, day) for time, day in coming if span is not None and _is_beside(scene, time, span)
    ]
    time, day = days[0] if days else (None, None)
    if time is not None and not _is_end(scene, time):
        return day, _find_end(scene, time)
    start, end = _find_absence(scene) if capacity is Capacity.ACTING else (None, None)
    if start is None or (day is not None and start > day):
        return None, day or end  # 署理…職務至五月十日
    return start, day or end


def _is_end(scene: Scene, time: Time) -> bool:
    """ "until January 10", "until she returns on January 10": a day that is the last one."""
    until = get_expression(scene.story.language, "until")
    return until.match(scene.sentence.text, time.start) is not None or _is_return(scene, time)


def _is_return(scene: Scene, time: Time) -> bool:
    return is_told_with(scene, time, "until_return", "until_return_tail")


def _find_absence(scene: Scene) -> tuple[str | None, str | None]:
    """The days on which somebody sets out and is back, as the story tells; of one who only has plans for one day or
    span, those. Where several set out or are back, nobody knows who is absent when."""
    story = scene.story
    leaving = {day for day in story.leaving_days if day >= story.issued}
    back = {day for day in story.return_days if day >= story.issued}
    planned = story.planned_day if len(story.planned_days) == 1 else None
    start, last = (planned.first or None, planned.last) if planned is not None else (None, None)
    if len(leaving) == 1:
        start = leaving.pop()
        last = story.leaving_days[start] or last
    end = back.pop() if len(back) == 1 else last
    return start, end if end is not None and (start is None or start <= end) else None


def is_of_report(scene: Scene, time: Time, span: Span | None) -> bool:
    """ "announced today that Mr A will take up the post on June 1": the day of the announcement, not of the office."""
    if span is None or time.end > span[0]:
        return False
    return get_expression(scene.story.language, "announcing").search(scene.sentence.text, 0, span[0]) is not None


def _is_beside(scene: Scene, time: Time, span: Span) -> bool:
    gap = get_expression(scene.story.language, "start_gap")
    is_within = span[0] <= time.start and time.end <= span[1]
    return is_within or gap.fullmatch(scene.sentence.text, span[1], time.start) is not None


def _find_ahead(time: Time, issued: str) -> str | None:
    days = [day for day in (time.first, time.ahead) if day is not None and day >= issued[: len(day)]]
    return days[0] if days else None


def _list_times(scene: Scene) -> Sequence[Time]:
    """The times of which a day, month or year is known."""
    return [time for time in scene.times if time.first[:1].isdigit()]


def _make_term(scene: Scene, time: Time) -> _Term:
    """A bare weekday from which something takes effect is the next one."""
    start = time.ahead if time.ahead is not None and time.basis == RELATIVE else time.first
    return start, _find_end(scene, time)


def _find_end(scene: Scene, time: Time) -> str | None:
    """ "from April 1, 2024 to March 31, 2026"."""
    if time.last is not None:
        return time.last
    until = get_expression(scene.story.language, "until").match(scene.sentence.text, time.end)
    following = next((other for other in _list_times(scene) if other.start >= time.end), None)
    if following is None:
        return None
    is_until = (until is not None and following.start <= until.end()) or _is_return(scene, following)
    return (following.ahead or following.first) if is_until else None
