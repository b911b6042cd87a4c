"""Which fillings may be believed, and as what: done, planned or cancelled; what is refused says why."""

from __future__ import annotations

from datetime import timedelta

from kg.clauses.clause import Clause, Place, Reality
from kg.discourse.trace import Refusal
from kg.frames import Deed, Filling
from kg.languages.time import turn_ahead
from kg.patterns import get_expression
from kg.story.clock import find_month, find_scheduled, find_time, hangs_on_name
from kg.story.page import DEPENDENT, ENDINGS, Page, Telling
from kg.vocabulary import EventType

_DATED = (Deed.EVENT, Deed.SIGN)


def open_telling(page: Page, filling: Filling) -> Telling | Refusal:
    """Gives a filling its status and time, or the reason why the story makes nothing of it."""
    clause = filling.clause
    if clause.status is Reality.UNREAL:
        return Refusal.UNREAL
    if _is_denied(page, clause):
        return Refusal.UNTRUE
    is_founder = filling.frame.deed is Deed.ESTABLISH and _is_founded(clause)
    time, is_told = find_time(page, clause) if not is_founder else (None, False)
    is_speech = page.scene.is_speech(clause.at) and not filling.frame.may_be_speech
    if is_speech and not (time is not None and is_told) and not _is_own_deed(page, clause):
        return Refusal.SPEECH
    if clause.place is Place.FRONTED and clause.parent is None and not is_told and _is_planned_around(page):
        return Refusal.UNREAL  # 訪問珠海期間，由A署理: when, and whether it was, no verb that is known says
    noun = page.get_slot(clause.noun) if clause.noun is not None else None
    if noun is not None and noun.mention.phrase.is_short and not any(clause.get("with", "between", "of")):
        return Refusal.TOLD  # "after the meeting": one that was told
    if filling.frame.is_appeal and _is_appeal(page, filling):
        return Refusal.APPEAL
    status = clause.status.value
    if filling.frame.deed in (Deed.POSTPONE, Deed.CANCEL):
        return Telling(page.scene, filling, status, time)  # the day is the new one, not that of what is told
    issued = page.scene.story.issued
    if status == "planned" and _is_outdated(clause) and not any(c.verb in ("cancel", "postpone") for c in page.clauses):
        return Refusal.OUTDATED
    is_meant = clause.place is Place.PURPOSE and clause.parent is not None and clause.parent.verb == "intend"
    is_named = bool(filling.find_use("event") or filling.find_use("agreement"))
    if is_meant and not is_named and not (time is not None and is_told):
        return Refusal.UNREAL  # "intends to visit X": some day
    if time is not None and status == "planned":
        if time.ahead is not None and time.first < issued and not clause.is_past:
            time = turn_ahead(time)
        if (time.last or time.first) < issued[: len(time.first)]:
            return Refusal.LATE_PLAN
    if time is not None and status == "done" and time.first > issued[: len(time.first)]:
        is_appointed = filling.frame.deed is Deed.APPOINT  # "has been appointed with effect from June 1"
        if not (clause.is_present or clause.place in DEPENDENT or is_appointed):
            return Refusal.EARLY_DEED
        status = "planned"
    is_habit = clause.is_present and clause.is_finite and not clause.is_passive and clause.verb != "be"
    if status == "done" and is_habit and not (time is not None and is_told) and filling.frame.deed in _DATED:
        return Refusal.HABIT  # what somebody does now and always
    if filling.frame.deed is Deed.EVENT and _is_repeated(page, clause):
        return Refusal.SUMMARY
    if filling.frame.is_state and (status != "done" or (clause.is_finite and not clause.is_present)):
        return Refusal.NO_STATE
    if filling.frame.needs_time and not clause.times:
        return Refusal.NO_TIME
    if clause.place is Place.NOMINAL and clause.parent is not None and clause.parent.verb == "comprise":
        trips = [draft for draft in page.books.events.drafts if draft.type == "visit"]
        if trips:  # "Her programme includes a visit to X": planned as the trip is, on one of its days
            status, time = trips[-1].status, find_month(trips[-1].time)
    is_event = filling.frame.deed is Deed.EVENT and filling.frame.event is not EventType.SIGNING
    is_event = is_event and page.scene.story.language.code == "zh"
    if status == "planned" and time is None and is_event and not _is_by_person(page, clause):
        return Refusal.NOT_PLANNED  # 政府會舉辦活動: what a body does now and always
    is_ending = filling.frame.is_stay and clause.verb in ENDINGS and clause.place in (Place.MAIN, Place.FRONTED)
    if is_ending and status == "planned" and time is not None:
        tomorrow = page.scene.story.release.issued.date() + timedelta(days=1)
        if time.first in (issued, tomorrow.isoformat()):
            status, time = "done", find_month(time)  # a visit that ends tomorrow takes place now
    if filling.frame.is_plan and status != "planned":
        return Refusal.NOT_PLANNED
    if filling.frame.is_stay and hangs_on_name(clause):
        return Refusal.NO_STAY  # "vehicles heading for Porto"
    parent = clause.parent
    is_ahead = parent is not None and parent.status is Reality.PLANNED
    is_sign = clause.verb == "sign"
    if hangs_on_name(clause) and status == "done" and is_ahead and clause.is_passive and not (is_sign or is_founder):
        status = "planned"  # "The forum, organised by A, will be held in May"
        if time is not None and time.ahead is not None and time.first < issued:
            time = turn_ahead(time)
    if clause.place is Place.NOMINAL and parent is not None and parent.verb in ("cancel", "postpone"):
        status = "cancelled" if parent.verb == "cancel" else "planned"
        planned_for = time if clause.status is Reality.PLANNED and clause.times else None  # 原定明日訪問P，因天氣取消
        if parent.verb == "cancel":
            time = find_scheduled(page, parent) or planned_for
        elif planned_for is not None:
            time = None  # 原定明日訪問P，因天氣延期: that day it is not
    return Telling(page.scene, filling, status, time)


def _is_founded(clause: Clause) -> bool:
    """ "The centre, set up by A, will hold a forum in May": what is to do something is there."""
    parent = clause.parent
    is_active = (
        parent is not None and not parent.is_passive and parent.verb != clause.verb and any(parent.get("object"))
    )
    return hangs_on_name(clause) and is_active and not clause.times


def _is_repeated(page: Page, clause: Clause) -> bool:
    """ "have already met four times": several, of which no one is told."""
    repeated = get_expression(page.scene.story.language, "repeated")
    return repeated.search(page.scene.row.text, clause.start, clause.end) is not None


def _is_planned_around(page: Page) -> bool:
    return get_expression(page.scene.story.language, "planning").search(page.scene.sentence.text) is not None


def _is_own_deed(page: Page, clause: Clause) -> bool:
    """ "Ms A said that she will visit X": what she does herself she knows; a whole speech is full of such plans.

    What was done counts right behind the verb of saying only: further on she tells what she thinks of it.
    """
    before = [other for other in page.clauses if other.at < clause.at]
    if clause.status is Reality.DONE and (not before or before[-1].verb != "say"):
        return False
    if page.scene.story.speech_of is not None or clause.subject is None:
        return False
    agents = page.get_agents(clause.subject.members)
    return len(agents) == 1 and agents[0].id == page.scene.speaker


def _is_by_person(page: Page, clause: Clause) -> bool:
    members = clause.subject.members if clause.subject is not None else ()
    kinds = [slot.mention.kind if (slot := page.get_slot(member)) is not None else "" for member in members]
    return any(kind in ("person", "") for kind in kinds)


def _is_outdated(clause: Clause) -> bool:
    """ "was originally scheduled to attend the forum, where she would meet Mr B": that is no plan any more either."""
    governing: Clause | None = clause
    while governing is not None:
        if governing.is_outdated:
            return True
        governing = governing.parent
    return False


def _is_appeal(page: Page, filling: Filling) -> bool:
    """ "called on the Government to support the plan" urges it; a person is called on to discuss something."""
    has_purpose = any(other.parent is filling.clause and other.place is Place.PURPOSE for other in page.clauses)
    return has_purpose and not any(
        slot is not None and slot.mention.kind == "person"
        for side in filling.frame.sides[1:]
        for member in filling.get(side)
        for slot in [page.get_slot(member)]
    )


def _is_denied(page: Page, clause: Clause) -> bool:
    """ "It is untrue that Ms A visited ...": nothing of it is said to be so."""
    denied = get_expression(page.scene.story.language, "denied")
    return denied.search(page.scene.row.text, 0, clause.at) is not None
