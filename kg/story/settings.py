"""Where it was: at the place told in the clause, else where the story is."""

from __future__ import annotations

from collections.abc import Sequence

from kg.clauses.clause import Member, Place
from kg.discourse.events import Draft
from kg.patterns import get_expression
from kg.story.page import NEAR, Page, Telling
from kg.story.whereabouts import is_wide, note_site, place_by_story
from kg.vocabulary import EventType


def place_draft(page: Page, telling: Telling, draft: Draft, members: Sequence[Member]) -> None:
    """Puts the event where the sentence says, else where the story is."""
    scene = page.scene
    town = get_expression(scene.story.language, "town")
    if draft.is_here and members:
        draft.places, draft.visited, draft.is_here = [], [], False
    for member in members:
        slot = page.get_slot(member)
        if slot is None or member.slot is None:
            continue
        phrase = slot.mention.phrase
        is_new = phrase.kind == "name" and not phrase.abbreviation and phrase.text not in scene.story.resolver.aliases
        if is_new and member.determiner == "the" and town.match(phrase.text):
            continue  # "in the War"
        entity = scene.resolve_slot(member.slot, kind="place" if is_new else "")
        if entity is None or entity in draft.places or entity in draft.visited:
            continue
        is_host = entity.startswith("body/")
        (draft.visited if is_host else draft.places).append(entity)
        if is_new and not is_host and town.match(phrase.text):
            scene.story.towns.add(entity)
    draft.places.sort(key=lambda place: is_wide(scene, place))  # 葡萄牙波爾圖: the town first, as in "Porto, Portugal"
    members = members or _find_shared_place(page, telling)
    if draft.type == "meeting" and not members:
        draft.places, draft.visited = _find_visit(page, telling)
    if telling.filling.get("campus"):
        draft.visited = _find_school(page)
    if draft.type == "ceremony" and not members and not draft.places:
        draft.places, draft.visited = _find_event_of(page, telling)
    if draft.type != "visit":
        note_site(telling, draft.places)
    place_by_story(telling, draft, page.books)


def find_opened(page: Page, telling: Telling, event: Member | None) -> tuple[Member, ...]:
    """ "the unveiling ceremony of the Lantern Museum": at the museum."""
    for argument in telling.clause.get("of"):
        first = argument.group.members[0]
        slot = page.get_slot(first)
        if (
            event is not None
            and 0 <= first.start - event.end <= NEAR
            and slot is not None
            and slot.mention.kind == "place"
        ):
            return argument.group.members
    return ()


def _find_shared_place(page: Page, telling: Telling) -> tuple[Member, ...]:
    """ "met citizens and talked with them at the Centre": one place for two predicates."""
    clause = telling.clause
    at = next((n for n, other in enumerate(page.clauses) if other is clause), len(page.clauses))
    if clause.place is not Place.MAIN or telling.frame.event is EventType.VISIT:
        return ()
    for other in page.clauses[at + 1 : at + 2]:
        if other.subject_from == "coordinate" and other.verb == "plain" and other.place is Place.MAIN:
            for argument in other.get("at"):
                slot = page.get_slot(argument.group.members[0])
                if slot is not None and slot.mention.kind in ("place", "body"):
                    return argument.group.members
    return ()


def _find_event_of(page: Page, telling: Telling) -> tuple[list[str], list[str]]:
    """ "the kick-off ceremony for the Fun Day": where the Fun Day was."""
    for argument in telling.clause.get("of", "for"):
        slot = page.get_slot(argument.group.members[0])
        name = slot.mention.phrase.text if slot is not None else ""
        for known in page.books.events.drafts:
            if name and known.label == name and known.status == telling.status and known.type != "visit":
                return list(known.places), list(known.visited)
    return [], []


def _find_school(page: Page) -> list[str]:
    """ "met students at the Pearl School, and toured the campus": the one body at which the events told last were."""
    sentence = page.scene.sentence.ordinal
    last = [draft for draft in page.books.events.find_last(sentence) if sentence - draft.sentence <= 1]
    bodies = {tuple(draft.visited) for draft in last if draft.visited}
    return list(bodies.pop()) if len(bodies) == 1 else []


def _find_visit(page: Page, telling: Telling) -> tuple[list[str], list[str]]:
    """ "During the visit, she met Mr B": at the site that was told last, if it is one."""
    for clause in page.clauses:
        is_the = clause.noun is not None and clause.noun.determiner == "the" and not clause.arguments
        is_one = clause.words == "visit"  # "during the visits": at which of them, nobody says
        if clause.place is Place.NOMINAL and is_one and clause.conjunction == "during" and is_the:
            visits = [draft for draft in page.books.events.drafts if draft.type == "visit"]
            if visits and not visits[-1].is_trip and visits[-1].status == telling.status:
                return list(visits[-1].places), list(visits[-1].visited)
    return [], []
