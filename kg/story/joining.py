"""Tells who else was there: companions, delegations, guests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.clauses.clause import Place
from kg.discourse.books import Companions
from kg.discourse.events import Draft, Part
from kg.frames import Deed
from kg.mentions.rows import Slot
from kg.patterns import get_expression
from kg.story.bodies import tell_members, tell_units
from kg.story.descriptions import read_rest
from kg.story.happenings import find_type, is_told
from kg.story.page import FARTHEST_EVENT, FARTHEST_JOINED, SPOKEN_AT, Page, Telling
from kg.story.told import find_told
from kg.vocabulary import Role

_TRIPS = {"trip": "visit", "tour": "visit"}  # what is told as a visit
_HELD = ("hold", "organise", "open")  # behind these, whoever attends attends that: 論壇今日舉行，由A主禮


def tell_join(page: Page, telling: Telling) -> None:
    """Adds parts to the event told last."""
    takes_setting = telling.frame.get_slot("setting") is not None
    if takes_setting and telling.clause.object is not None and not telling.filling.get("setting"):
        return  # "joined the civil service"
    parts = list(page.list_parts(telling))
    is_speech = any(part.role == Role.SPEAKER for part in parts)
    if is_speech and _is_retold(page, telling, parts):
        return
    ordinal, is_inverted = page.scene.sentence.ordinal, telling.clause.subject_from == "inverted"
    joined = _find_joined(page, SPOKEN_AT if is_speech else (), FARTHEST_EVENT)
    if get_expression(page.scene.story.language, "elsewhere").match(page.scene.sentence.text) is not None:
        joined = [draft for draft in joined if draft.sentence == ordinal]
    heads = {_TRIPS.get(member.head, member.head.removesuffix("s")) for member in telling.filling.get("setting")}
    meant = [draft for draft in joined if draft.type in heads]  # "also attended the meeting", not the visit
    is_held = any(clause.verb in _HELD and clause.at < telling.clause.at for clause in page.clauses)
    for draft in meant or joined:
        if draft.sentence == ordinal and not is_speech and not is_inverted and not is_held:
            continue  # "Ms A visited X, while Mr B was in attendance": at what, nobody says
        for part in parts:
            draft.add_part(part)
        page.remember(telling, draft)


def _is_retold(page: Page, telling: Telling, parts: Sequence[Part]) -> bool:
    """李家超致辭時表示: the speech that was told, of whoever has spoken somewhere already."""
    after = next((clause for clause in page.clauses if clause.at > telling.clause.at), None)
    drafts, ordinal = page.books.events.drafts, page.scene.sentence.ordinal
    speakers = {part.agent.id for draft in drafts for part in draft.parts if part.role == Role.SPEAKER}
    here = {part.agent.id for draft in drafts if draft.sentence == ordinal for part in draft.parts}
    return after is not None and after.verb == "say" and all(part.agent.id in speakers - here for part in parts)


def join_setting(page: Page, telling: Telling) -> None:
    """ "At the launch ceremony, Ms A witnessed ...": she was at the ceremony."""
    if telling.frame.deed not in (Deed.SIGN, Deed.WITNESS) or telling.clause.place is not Place.MAIN:
        return
    people = (
        [a for a in page.get_agents(telling.clause.subject.members) if a.id.startswith("person/")]
        if telling.clause.subject
        else []
    )
    for argument in telling.clause.get("at", "during"):
        for member in argument.group.members:
            slot = page.get_slot(member)
            if slot is None or slot.mention.kind != "event" or not people:
                continue
            known = _find_or_open(page, telling, slot)
            if known is None or known.type in ("signing", "visit"):
                continue
            for agent in people:
                known.add_part(telling.make_part(agent, Role.PARTICIPANT))


def _find_or_open(page: Page, telling: Telling, slot: Slot) -> Draft | None:
    """The event that a slot means: one told before, or a new one that is neither a signing nor a meeting."""
    if is_told(page, slot):
        return find_told(page.scene, slot, page.books)
    known = page.books.events.find_named(slot.mention.phrase.text)
    kind = find_type(page, telling, slot)
    if known is not None or kind is None or kind in ("signing", "meeting"):
        return known
    draft = Draft(kind, telling.status, slot.mention.phrase.text, telling.time, rest=read_rest(page, slot))
    draft.sentence = draft.first_sentence = page.scene.sentence.ordinal
    return page.books.events.add(draft)


def _find_joined(page: Page, kinds: tuple[str, ...], farthest: int) -> list[Draft]:
    ordinal = page.scene.sentence.ordinal
    told = page.books.events.find_last(ordinal, kinds)
    told = [draft for draft in told if ordinal - draft.sentence <= farthest]
    if kinds:
        return told[-1:]
    return told


def tell_accompany(page: Page, telling: Telling) -> None:
    """Adds companions to what is told in the sentence, else keeps them for the trip."""
    leaders = {agent.id for agent in page.get_agents(telling.filling.get("leader"))}
    parts = tuple(page.list_parts(telling))
    parent = telling.clause.parent
    here = [draft for drafts in page.told.values() for draft in drafts if draft.sentence == page.scene.sentence.ordinal]
    fitting = [draft for draft in here if not leaders or leaders & {part.agent.id for part in draft.parts}]
    if fitting and (parent is not None or telling.clause.place is not Place.MAIN):
        for draft in fitting:
            for part in parts:
                draft.add_part(part)
        return
    _keep_companions(page, parts, all_trips=not any(telling.clause.get("at")))  # "joined her in Porto": only there


def _keep_companions(page: Page, parts: tuple[Part, ...], *, all_trips: bool) -> None:
    if parts:
        page.books.trip_companions.append(Companions(page.scene, parts, all_trips))


def tell_comprise(page: Page, telling: Telling) -> None:
    """Adds who belongs to a delegation or a board, what a body is made up of, the guests and speakers of an event."""
    whole = telling.filling.get("whole")
    of = [member.words for argument in telling.clause.get("of") for member in argument.group.members]
    words = " ".join([*(f"{member.head} {member.words}" for member in whole), *of]).lower()
    parts = tuple(page.list_parts(telling))
    if re.search(r"speaker|panel", words):
        parts = tuple(replace(part, role=Role.SPEAKER.value) for part in parts)
    if re.search(r"delegation|entourage|^travell?ing", words):
        is_meeting = not any(draft.type == "visit" for draft in page.books.events.drafts)
        for draft in _find_joined(page, ("meeting",), FARTHEST_JOINED) if is_meeting else ():
            for part in parts:
                draft.add_part(part)
        _keep_companions(page, parts, all_trips=True)
        return
    if tell_members(page, telling) or tell_units(page, telling):
        return
    attended = _find_attended(page, telling) or _find_setting(page, telling)
    if attended is None and not re.search(r"guest|speaker|panel|attend|officiat|present|participa", words):
        return
    for draft in [attended] if attended is not None else _find_joined(page, SPOKEN_AT, FARTHEST_JOINED):
        for part in parts:
            draft.add_part(part)


def _find_setting(page: Page, telling: Telling) -> Draft | None:
    """ "Guests at the ceremony included A": the event that they were at."""
    owner = telling.filling.get("whole")[0].owner_slot  # 典禮的嘉賓包括A
    slots = [page.scene.row.slots[owner]] if owner is not None else []
    for slot in [*slots, *(page.get_slot(argument.group.members[0]) for argument in telling.clause.get("at", "of"))]:
        if slot is not None and slot.mention.kind in ("event", "initiative"):
            return _find_or_open(page, telling, slot)
    return None


def _find_attended(page: Page, telling: Telling) -> Draft | None:
    """ "Officials attending the plenary included A": the event that they attended."""
    whole = telling.filling.groups["whole"][0].members[0].start
    for clause in page.clauses:
        of = [argument.group for argument in telling.clause.get("of")]
        starts = {whole, *(group.members[0].start for group in of)}
        if clause.verb == "attend" and clause.subject is not None and clause.subject.members[0].start in starts:
            for member in clause.object.members if clause.object is not None else ():
                slot = page.get_slot(member)
                if slot is not None and slot.mention.kind == "event":
                    is_short = slot.mention.phrase.is_short
                    return (
                        find_told(page.scene, slot, page.books)
                        if is_short
                        else page.books.events.find_named(slot.mention.phrase.text)
                    )
    return None
