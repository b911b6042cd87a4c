"""Tells which body is under which, and who chairs, heads or sits in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.clauses.clause import Member, Place
from kg.clauses.words import read_words
from kg.discourse.scene import Agent
from kg.discourse.tenures import make_seat, name_office, state_tenure
from kg.mentions.mentions import Mention
from kg.mentions.rows import Slot
from kg.statements import Tenure
from kg.story.page import Page, Telling
from kg.vocabulary import Capacity

_ORGANS = ("body", "mechanism")


def tell_nest(page: Page, telling: Telling) -> None:
    """States of each unit what it is under; who "reports to the Council on lanterns" only gives it a report."""
    if any(telling.clause.get("about")):
        return
    state_nesting(page, telling, telling.filling.get("unit"), telling.filling.get("parent"))


def state_nesting(page: Page, telling: Telling, units: Sequence[Member], parents: Sequence[Member]) -> None:
    """States that each of the units is under each of the parents."""
    above = _list_bodies(page, parents)
    for unit, words in _list_bodies(page, units):
        for parent, parent_words in above:
            if unit != parent:
                triple = (unit, "org:subOrganizationOf", parent)
                page.scene.add_statement(
                    telling.frame.id, triple, (words, parent_words), status=telling.status, at=telling.start
                )


def tell_seat(page: Page, telling: Telling) -> None:
    """ "The Board is chaired by Ms A": she is its chair, unless a title says already what she is there."""
    if telling.frame.get_slot("body") is None:
        _tell_fellows(page, telling)
        return
    if telling.clause.times or not (telling.clause.is_finite or telling.clause.is_passive):
        return  # "chairing the Board", "the Board chaired by Ms A on May 2": a sitting of it
    if telling.clause.place is not Place.MAIN and telling.clause.subject_from == "main clause":
        return  # "Led by Ms A, the Board visited X": she led it there
    people = page.get_agents(telling.filling.get("holder"))
    whole = [member for member in telling.filling.get("body") if not member.through]  # not "a delegation of the Board"
    for body in _list_organs(page, whole):
        held = {tenure.person for tenure in page.books.tenures.values() if tenure.body == body}
        state_seats(page, telling, [person for person in people if person.id not in held], body)


def _tell_fellows(page: Page, telling: Telling) -> None:
    """ "The Board is chaired by Ms A, with Mr B serving as a member": of that board."""
    chaired = telling.clause.parent
    if chaired is None or chaired.verb != "chair" or chaired.times or not chaired.is_present or chaired.object is None:
        return
    for body in _list_organs(page, chaired.object.members):
        state_seats(page, telling, page.get_agents(telling.filling.get("holder")), body)


def state_seats(page: Page, telling: Telling, people: Sequence[Agent], body: str) -> list[Tenure]:
    """Adds a tenure of each person in a body, in the seat that the frame is labelled with, and gives them."""
    scene, title = page.scene, (telling.frame.labels or {}).get(page.books.language.code, "")
    name = scene.story.resolver.entities[body].get_name(scene.story.resolver.lang)
    post = make_seat(scene.story.language, title, name)
    capacity = Capacity.DESIGNATE if telling.status == "planned" else None
    tenures = [
        state_tenure(scene, telling, person, name_office(scene, Mention(post), post, capacity))
        for person in people
        if person.id.startswith("person/")
    ]
    page.books.tenures |= {tenure.id: tenure for tenure in tenures}
    return tenures


def tell_members(page: Page, telling: Telling) -> bool:
    """ "The members of the Board are A and B", "The Board comprises A and B": each sits on it. Gives whether it is
    such a list."""
    whole = telling.filling.get("whole")
    people = [a for a in page.get_agents(telling.filling.get("member")) if a.id.startswith("person/")]
    is_list = any(re.search(r"\bmembers?\b", f"{member.words} {member.through}".lower()) for member in whole)
    if not people or not (telling.clause.is_present or telling.status == "planned"):
        return False
    body = find_board(page, telling, whole) if is_list else None
    if body is None and telling.clause.verb == "comprise":
        body = next(list_boards(page, whole), None)
    if body is None:
        return False
    state_seats(page, telling, people, body)
    return True


def find_board(page: Page, telling: Telling, members: Sequence[Member]) -> str | None:
    """The body of which "members of the Board" tells; "the members" are those of the body that the sentence names
    before, else of the board told of last."""
    named = [member for member in members if member.slot is not None]
    if named or any(True for argument in telling.clause.get("of") if _names_nobody(argument.group.members)):
        return next(_list_organs(page, named), None)
    before = [slot for slot in page.scene.row.slots if slot.mention.kind in _ORGANS]
    start = min((page.scene.row.find_place(member.start) for member in members), default=0)
    numbers = [page.scene.row.slots.index(slot) for slot in before if slot.end <= start]
    if numbers:
        return page.scene.resolve_slot(numbers[-1])
    held = [tenure.body for tenure in page.books.tenures.values() if tenure.body is not None]
    return held[-1] if held and _is_named_board(_get_name(page, held[-1])) else None


def list_boards(page: Page, members: Sequence[Member]) -> Iterator[str]:
    """Those of the members that are bodies which have members: councils, committees, task forces."""
    return _list_organs(page, [member for member in members if _is_board(page, member)])


def tell_units(page: Page, telling: Telling) -> bool:
    """ "The Bureau comprises the X Division and the Y Division"; what a council or an alliance comprises is no part of
    it. Gives whether it is such a list."""
    whole = [member for member in telling.filling.get("whole") if _has_units(page.get_slot(member))]
    if not whole or telling.clause.verb != "comprise" or not telling.clause.is_present:
        return False
    state_nesting(page, telling, telling.filling.get("member"), whole)
    return True


def _list_bodies(page: Page, members: Sequence[Member]) -> list[tuple[str, str]]:
    """The bodies of members and their words; a name of unknown kind is one only if it is, or has, an abbreviation."""
    found: dict[str, str] = {}
    for member in members:
        slot = page.get_slot(member)
        if slot is None or member.slot is None or member.through:
            continue
        if slot.mention.kind != "name" and slot.mention.kind not in _ORGANS:
            continue
        phrase = slot.mention.phrase
        if slot.mention.kind == "name" and not (phrase.text.isupper() or phrase.abbreviation):
            continue
        for agent in page.scene.get_slot_agents(member.slot):
            found.setdefault(agent.id, agent.text)
    return list(found.items())


def _list_organs(page: Page, members: Sequence[Member]) -> Iterator[str]:
    for member in members:
        slot = page.get_slot(member)
        if slot is not None and member.slot is not None and slot.mention.kind in _ORGANS:
            body = page.scene.resolve_slot(member.slot)
            if body is not None:
                yield body


def _names_nobody(members: Sequence[Member]) -> bool:
    return all(member.slot is None for member in members)


def _is_board(page: Page, member: Member) -> bool:
    slot = page.get_slot(member)
    return slot is not None and not member.through and _is_named_board(slot.mention.phrase.text)


def _is_named_board(name: str) -> bool:
    return not read_words("en").boards.isdisjoint(name.lower().split())


def _get_name(page: Page, body: str) -> str:
    resolver = page.scene.story.resolver
    return resolver.entities[body].get_name(resolver.lang)


def _has_units(slot: Slot | None) -> bool:
    return (
        slot is not None
        and slot.mention.kind in _ORGANS
        and slot.mention.phrase.head.lower() in read_words("en").wholes
    )
