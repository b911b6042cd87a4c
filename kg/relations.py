"""Turns what the rules find into relations between things, and into appointments."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events import Draft, Part
from kg.matches import Books, Found, find_agreement
from kg.patterns import get_words
from kg.scenes import Attested
from kg.story import Scene, get_slot
from kg.tenures import name_office, state_tenure


def add_relation(found: Found, books: Books) -> None:
    """States a relation between two things: a body under another, an agreement that sets up a mechanism."""
    scene, rule = found.scene, found.rule
    if rule.predicate is None:
        return
    targets = [
        entity for number in scene.get_slots(found.span("B")) if (entity := _resolve_target(scene, number)) is not None
    ]
    for source, text in _list_sources(found, books):
        for target in targets:
            if source == target:
                continue
            if source.startswith("agreement/") and target not in books.establishes.get(source, ()):
                books.establishes.setdefault(source, []).append(target)
            scene.add_statement(
                rule.id,
                (source, rule.predicate, target),
                (text, scene.get_text(found.span("B"))),
                status=rule.status or found.status,
                at=found.match.start(),
            )


def _resolve_target(scene: Scene, number: int) -> str | None:
    kind = "body" if scene.row.slots[number].mention.kind == "name" else ""
    return scene.resolve_slot(number, kind=kind)


def _list_sources(found: Found, books: Books) -> Iterator[tuple[str, str]]:
    slot = get_slot(found.scene, found.span("A"))
    if slot is not None and slot.mention.kind == "agreement":
        entity = find_agreement(found, "A", books)
        if entity is not None:
            yield entity, slot.mention.phrase.text
        return
    for agent in found.get_agents("A"):
        if not agent.id.startswith(("person/", "post/")):
            yield agent.id, agent.text
    yield from _list_seats(found)


def _list_seats(found: Found) -> Iterator[tuple[str, str]]:
    """ "Convenor of the X Working Group under the Y Committee": the group is under it, not its convenor."""
    slot = get_slot(found.scene, found.span("A"))
    if slot is None or slot.mention.kind not in ("person", "post"):
        return
    phrases = [mention.phrase for mention, _ in slot.posts[-1:]] or [slot.mention.phrase]
    owner = phrases[0].of
    body = (
        found.scene.story.resolver.resolve(owner) if owner is not None and owner.kind in ("body", "mechanism") else None
    )
    if owner is not None and body is not None:
        yield body, owner.text


def add_appointment(found: Found, books: Books) -> None:
    """Adds an appointment; with a title and a person it is a tenure as well: "her election as President of X"."""
    scene, rule = found.scene, found.rule
    posts = [scene.row.slots[number].mention for number in scene.get_slots(found.span("P"))]
    held = [mention for n in scene.get_slots(found.span("A")) for mention, _ in scene.row.slots[n].posts]
    agents = {group: found.get_agents(group) for group in rule.roles}
    if not any(agents.values()):
        return
    titles = get_words(scene.story.language, "joint").join(mention.phrase.text for mention in posts)
    draft = Draft(
        "appointment",
        found.status,
        (rule.label or get_words(scene.story.language, "appointment_label")).format(titles),
        found.pick_time(),
        sentence=scene.sentence.ordinal,
    )
    for group, role in rule.roles.items():
        for agent in agents[group]:
            draft.add_part(found.make_part(agent, role))
    books.events.add(draft)
    if rule.capacity is not None:
        for person in (agent for agent in agents.get("A", ()) if agent.id.startswith("person/")):
            for mention in posts or held:
                tenure = state_tenure(scene, rule, person, name_office(scene, mention, mention.phrase, rule.capacity))
                books.tenures[tenure.id] = tenure


def add_change_of_office(attested: Attested, scene: Scene, books: Books) -> None:
    """Adds the appointment or resignation that a title's rule tells of."""
    rule = attested.rule
    if rule.event is None:
        return
    label = "resignation_label" if attested.office.capacity == "former" else "appointment_label"
    fallback = scene.story.planned_day if rule.status == "planned" else scene.story.day
    time = scene.pick_time((0, len(scene.row.text)), rule.status or "done")
    if time is None and rule.is_undated:  # who took office on no day that is named: no event to tell of
        return
    if time is not None and rule.status == "planned" and len(time.first) == 10:
        scene.story.planned_day = time
    time = time or fallback
    draft = Draft(
        rule.event,
        rule.status or "done",
        get_words(scene.story.language, label).format(attested.office.text),
        time,
        sentence=scene.sentence.ordinal,
    )
    draft.add_part(Part(attested.person, "participant", scene, rule, 0))
    books.events.add(draft)
