"""Tells who set up what, under what."""

from __future__ import annotations

from collections.abc import Iterator

from kg.clauses.clause import Place, Reality
from kg.frames import Filling
from kg.story.bodies import state_nesting
from kg.story.descriptions import name_member
from kg.story.page import Page, Telling
from kg.story.signing import find_agreement


def tell_establish(page: Page, telling: Telling) -> None:
    """States who set up what, and what it is under; an agreement that sets up something keeps it as well."""
    scene = page.scene
    state_nesting(page, telling, telling.filling.find_use("founded"), telling.filling.get("parent"))
    targets = []
    for member in telling.filling.find_use("founded"):
        slot = page.get_slot(member)
        if slot is None or member.slot is None:
            continue
        if slot.mention.kind == "name" and telling.clause.verb == "launch":
            continue  # "launched "One Day Cruise"": whatever that is
        entity = scene.resolve_slot(member.slot, kind="body" if slot.mention.kind == "name" else "")
        if entity is not None:
            targets.append((entity, name_member(page, member)))
    for source, text in _list_founders(page, telling):
        for target, words in targets:
            if source == target:
                continue
            if source.startswith("agreement/") and target not in page.books.establishes.get(source, ()):
                page.books.establishes.setdefault(source, []).append(target)
            scene.add_statement(
                telling.frame.id,
                (source, "gba:establishes", target),
                (text, words),
                status=telling.status,
                at=telling.start,
            )


def drop_places_of_plans(page: Page, filling: Filling) -> None:
    """ "plans to set up the centre at the university": where it is to be, and under nothing yet; a name that holds the
    other's still says what it is under."""
    clause = filling.clause
    if clause.verb != "establish" or (clause.status is Reality.DONE and clause.place is not Place.PURPOSE):
        return
    slots = [page.get_slot(member) for member in filling.find_use("founded")]
    names = {slot.mention.phrase.text for slot in slots if slot is not None}
    statements, ordinal = page.scene.story.statements, page.scene.sentence.ordinal
    first = len(statements)
    while first and statements[first - 1].sentence == ordinal:
        first -= 1
    statements[first:] = [
        one
        for one in statements[first:]
        if one.rule != "nested-name" or one.subject_text not in names or one.object_text in one.subject_text
    ]


def _list_founders(page: Page, telling: Telling) -> Iterator[tuple[str, str]]:
    parent = telling.clause.parent
    if parent is not None and telling.clause.place is Place.PURPOSE and parent.verb in ("sign", "witness"):
        last = page.books.agreements.last
        if last is not None:
            yield last, page.scene.story.resolver.entities[last].get_name(page.scene.story.resolver.lang)
        return
    for member in telling.filling.find_use("founder"):
        slot = page.get_slot(member)
        if slot is None or member.slot is None:
            continue
        if slot.mention.kind == "agreement":
            entity = find_agreement(page, member)
            if entity is not None:
                yield entity, slot.mention.phrase.text
            continue
        for agent in page.scene.get_slot_agents(member.slot):
            if not agent.id.startswith(("person/", "post/")):
                yield agent.id, agent.text
