"""When it was: the time of a clause, and the day that the story is at."""

from __future__ import annotations

from dataclasses import replace

from kg.clauses.clause import Clause, Place, Reality
from kg.languages.time import RELATIVE, Time, turn_ahead
from kg.patterns import get_expression
from kg.story.page import DEPENDENT, ENDINGS, Page
from kg.story.whereabouts import is_abroad

_AGENTS = ("person", "body", "mechanism")
_MONTH, _DAY = len("2024-05"), len("2024-05-03")
_LEAD = 1  # the ordinal of a release's first sentence
_GIVING_OFFICE = ("appoint", "elect", "take-up")
_NO_DATE = ("since", "until", "till", "as of", "as at", "ever since", "up to", "for", "within", "over")


def find_scheduled(page: Page, clause: Clause) -> Time | None:
    """ "A visit, originally planned for May 9, has been called off": the day of what was called off."""
    for other in page.clauses:
        if other.verb in ("intend", "schedule") and other.is_passive and other.times:
            return other.times[0]
    if clause.status is Reality.PLANNED:
        return clause.times[0] if clause.times else None
    row, planned = page.scene.row, clause.surface if clause.is_passive else None
    if planned is None:
        return None
    start, verb = row.find_place(planned.start), row.find_place(clause.at)  # "the visit on May 9 was called off"
    return next((time for time in clause.times if start < time.start < verb), None)


def find_time(page: Page, clause: Clause) -> tuple[Time | None, bool]:
    """The time of a clause, and whether its own words tell it.

    It is that of the clause itself; of one that depends on another, the other's; of one of several main clauses,
    the sentence's one day; else the day that the story is at. What is not understood is no day.
    """
    own = [time for time in clause.times if time.marker not in _NO_DATE]
    if own:
        best = max(own, key=lambda time: len(time.first))
        return (best if best.first else None), True
    for child in page.clauses:
        if child.parent is clause and _shares_time(child) and child.status is clause.status:
            days = [time for time in child.times if time.marker not in _NO_DATE]
            if days:
                return days[0] if days[0].first else None, True
    depends = clause.place in DEPENDENT and not hangs_on_name(clause)
    if clause.place is Place.NOMINAL and clause.verb == "visit" and clause.conjunction not in ("object", "subject"):
        return None, False  # "During her visit to Porto, she met ... today": a visit may last
    if clause.status is Reality.PLANNED and not depends:
        ahead = [
            time for other in page.clauses if other.parent is clause and hangs_on_name(other) for time in other.times
        ]
        ahead += [
            time
            for other in page.clauses
            if other.parent is not None and other.parent.parent is clause and hangs_on_name(other)
            for time in other.times
        ]
        if len(ahead) == 1 and ahead[0].first > page.scene.story.release.issued.date().isoformat():
            return ahead[0], True  # "will meet delegations visiting Zhuhai tomorrow"
    if clause.is_circumstance and clause.parent is not None and clause.parent.verb == "leave-for":
        return None, False  # "will depart for Porto tomorrow, where she will attend": on which day, nobody says
    if _is_over(clause):
        return None, False  # "arrived in Milan today after concluding his visit to London": that was before, no more
    if clause.conjunction == "after" and clause.verb in _GIVING_OFFICE:
        return None, False  # "resigned today after she was elected President": that may be long ago
    if clause.parent is not None and (depends or clause.is_circumstance):
        time, is_told = find_time(page, clause.parent)
        is_aim = clause.place is Place.PURPOSE and _is_setting_out(page, clause.parent)
        if time is not None and is_aim and _leads_abroad(page, clause.parent):
            time = _widen(time)  # "will depart for Porto tomorrow to attend E": on which day, nobody says
        return time, is_told
    if (
        hangs_on_name(clause)
        and clause.is_passive
        and clause.parent is not None
        and clause.parent.place is not Place.RELATIVE
    ):
        return find_time(page, clause.parent)[0], False  # "attended a forum organised by A today"
    if hangs_on_name(clause) or clause.place is Place.RELATIVE:
        return None, False
    mains = [
        (other, time)
        for other in page.timed
        if other.place is Place.MAIN
        and other.status is clause.status
        and other is not clause
        and not _is_reported(other, clause)
        for time in other.times
        if time.marker not in _NO_DATE
        and (other.at < clause.at or len(time.first) in (0, _DAY))  # A會見B；二人去年十月初會
    ]
    if mains:
        other, time = next(((other, time) for other, time in reversed(mains) if other.at < clause.at), mains[0])
        if _is_setting_out(page, other):
            time = _widen(time)  # 明日啟程前往P，出席E
        return (time if time.first else None), True
    if page.scene.is_speech(clause.at):
        return None, False
    if clause.status is Reality.PLANNED:
        return _find_planned_day(page), False
    day = page.scene.story.day
    is_earlier = get_expression(page.books.language, "earlier").search(page.scene.sentence.text) is not None
    if is_earlier or _is_on_trip(page, clause) or (day is not None and day.last is not None):
        return find_month(day), False  # a day of a span that was told for something else
    return day, False


def _is_reported(clause: Clause, saying: Clause) -> bool:
    """ "Ms A said at the forum that Mr B visited Porto on May 2": what somebody else did has a day of its own."""
    return saying.verb == "say" and clause.at > saying.at and not clause.subject_from


def _is_setting_out(page: Page, clause: Clause) -> bool:
    """Whether its day is the one on which somebody is on the way: 明日啟程前往P, 明日前往新西蘭. But who went on
    yesterday, 昨日轉往P，參觀E, arrived."""
    is_ahead = clause.status is Reality.PLANNED or any(time.first > page.scene.story.issued for time in clause.times)
    return clause.verb == "leave-for" or (clause.verb == "go" and is_ahead and _leads_abroad(page, clause))


def _leads_abroad(page: Page, clause: Clause) -> bool:
    members = [member for argument in clause.arguments for member in argument.group.members]
    slots = (page.get_slot(member) for member in members)
    return any(is_abroad(page.scene, place) for slot in slots if slot is not None for place in slot.mention.ids)


def _is_on_trip(page: Page, clause: Clause) -> bool:
    """ "During their visit to Porto, they also visited the Museum": on one of its days."""
    return any(
        other.parent is clause and other.verb == "visit" and other.conjunction == "during" and bool(other.arguments)
        for other in page.clauses
    )


def _shares_time(child: Clause) -> bool:
    """ "Arriving in Porto on May 2, she called on ...": both on that day."""
    return child.place is Place.PURPOSE or (child.place is Place.PARTICIPLE and child.subject_from == "main clause")


def hangs_on_name(clause: Clause) -> bool:
    """Whether a clause only describes the name in front of it: "a forum organised by A"."""
    return clause.place is Place.PARTICIPLE and clause.subject_from == "head"


def _find_planned_day(page: Page) -> Time | None:
    """ "In the evening, she will host ...": later on the day that is being told, if that is the release's own."""
    story = page.scene.story
    is_today = story.day is not None and story.day.first == story.release.issued.date().isoformat()
    later = get_expression(story.language, "later_today")
    if story.planned_day is None and is_today and later.match(page.scene.sentence.text):
        return story.day
    if story.planned_day is not None and story.planned_day.last is not None:
        return find_month(story.planned_day)  # a day of a span that was told for something else
    return story.planned_day


def drop_aside_days(page: Page) -> None:
    """Takes back a day that the story took from a clause about somebody: "met Mr A, who visited X on May 2". But
    "Ms A, who arrived in X on May 2, met Mr B" goes on from there."""
    kinds = [slot.mention.kind for slot in page.scene.row.slots]
    stays = [f.clause for f in page.fillings if f.frame.is_stay and f.clause.parent is None]
    asides = [
        time
        for clause in page.clauses
        if clause.place is Place.RELATIVE and clause.head is not None and clause not in stays
        and any(member.slot is not None and kinds[member.slot] in _AGENTS for member in clause.head.members)
        for time in clause.times
    ]  # fmt: skip
    story, (day, planned_day) = page.scene.story, page.scene.days_before
    if any(time is story.day for time in asides):
        story.day = day
    planned = story.planned_day
    if planned is not None and planned is not planned_day and any(time.start == planned.start for time in asides):
        story.planned_day = planned_day


def turn_to_plans(page: Page) -> None:
    """明日前往佛山。周三出席會議: where only plans are told, a bare weekday or day of the month is one that lies ahead,
    unless the words say that it is over."""
    story, issued, (day, planned_day) = page.scene.story, page.scene.story.issued, page.scene.days_before
    days = [time for clause in page.clauses for time in clause.times if len(time.first) == len(issued)]
    bare = [time for time in days if time.ahead is not None and time.basis == RELATIVE]
    others = [time for time in days if time not in bare]
    is_planned = all(time.first > issued for time in others) and (bool(others) or planned_day is not None)
    if not bare or not is_planned or day is not None:
        return
    if get_expression(story.language, "over").search(page.scene.sentence.text) is not None:
        return
    story.day = None
    for clause in page.clauses:
        if clause.place is Place.MAIN and clause.status is Reality.DONE and clause.is_present:
            clause.status = Reality.PLANNED


def plan_after_leaving(page: Page) -> None:
    """明日啟程前往P，出席E: what is told behind the leaving is planned as that is, though no day of its own says so."""
    issued = page.scene.story.issued
    leaving = [
        clause for clause in page.clauses
        if clause.is_present and any(time.first > issued for time in clause.times) and _is_setting_out(page, clause)
    ]  # fmt: skip
    for clause in page.clauses:
        is_behind = any(other.at < clause.at for other in leaving) and not clause.times
        if is_behind and clause.place is Place.MAIN and clause.status is Reality.DONE and clause.is_present:
            clause.status = Reality.PLANNED
    for clause in leaving:
        clause.status = Reality.PLANNED


def note_day(page: Page, clause: Clause) -> None:
    """The story's day moves with main clauses: done ones up to the day of issue, planned ones have their own."""
    if clause.place is not Place.MAIN or not clause.times or page.scene.is_speech(clause.at):
        return
    story, issued = page.scene.story, page.scene.story.issued
    if clause.verb == "return" or (clause.verb in ENDINGS and clause.status is Reality.PLANNED):
        return  # "The consultation will end on June 30": on that day nothing else is told to be
    for time in clause.times:
        if len(time.first) != 10 or time.marker in _NO_DATE:
            continue
        if clause.status is Reality.PLANNED:
            story.planned_day = turn_ahead(time)
        elif time.first > issued and clause.is_present:
            story.planned_day = time
        elif time.first <= issued and clause.status is Reality.DONE:
            story.day = time


def note_hour(page: Page) -> None:
    """上午到訪: an hour of a day that nobody has named is one of the day of issue."""
    story = page.scene.story
    if story.day is not None or page.scene.speech_from is not None:
        return
    hour = get_expression(story.language, "hour").search(page.scene.sentence.text)
    if hour is not None:
        story.day = Time(hour.start(), hour.end(), story.release.issued.date().isoformat(), None, RELATIVE)


def note_lead(page: Page) -> None:
    """A lead without any time sums up what follows: where that is told of today, or of an hour and no day, it is of
    today."""
    story, sentence = page.scene.story, page.scene.sentence
    if story.day is not None or page.scene.times or sentence.ordinal != _LEAD or page.scene.speech_from is not None:
        return
    language, rest = story.language, story.release.text[sentence.end :]
    hour = get_expression(language, "hour").search(rest)
    times = language.read_times(rest[: hour.start()] if hour is not None else rest, story.release.issued.date())
    if times[0].is_today if times else hour is not None:
        story.day = Time(0, 0, story.release.issued.date().isoformat(), None, RELATIVE)


def find_month(time: Time | None) -> Time | None:
    """Gives the month of a time, where the day is not known for certain."""
    return _widen(time) if time is not None else None


def _widen(time: Time) -> Time:
    return replace(time, first=time.first[:_MONTH], last=None, ahead=None)


def _is_over(clause: Clause) -> bool:
    """Whether a clause, or the verb that it is the object of, ends something before what its sentence tells."""
    ending = clause.parent if clause.place is Place.NOMINAL and clause.conjunction == "object" else clause
    return ending is not None and ending.verb in ENDINGS and ending.conjunction == "after"
