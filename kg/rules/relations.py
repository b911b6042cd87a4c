"""Turns what the rules find into relations between things, and into appointments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.discourse.events import Draft, Part
from kg.discourse.matches import Books, Found, find_agreement
from kg.discourse.opening import Attested
from kg.discourse.scene import Scene, get_slot
from kg.discourse.tenures import name_office, state_tenure
from kg.grammar import read_grammar
from kg.patterns import get_words
from kg.story.offices import redate_appointments
from kg.vocabulary import Capacity, EventType, Role, Status


def add_relation(found: Found, books: Books) -> None:
    """States a relation between two things: a body under another, an agreement that sets up a mechanism; and the
    day on which what the sentence before told of begins."""
    scene, rule = found.scene, found.rule
    if rule.tells_start:
        told_by = {told.id for told in read_grammar(books.language.code) if told.tells_start and told.event is not None}
        redate_appointments(scene, books, told_by, rule.id, found.match.start())
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
        EventType.APPOINTMENT,
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
    label = "resignation_label" if attested.office.capacity is Capacity.FORMER else "appointment_label"
    fallback = scene.story.planned_day if rule.status == Status.PLANNED else scene.story.day
    time = scene.pick_time((0, len(scene.row.text)), rule.status or Status.DONE)
    if time is None and rule.is_undated:  # who took office on no day that is named: no event to tell of
        return
    if time is not None and rule.status == Status.PLANNED and len(time.first) == 10:
        scene.story.planned_day = time
    time = time or fallback
    status = rule.status or Status.DONE
    if attested.tenure.start is not None and attested.office.capacity is not Capacity.FORMER:
        start = attested.tenure.start  # the appointment is of the day on which the office is taken
        time = next((known for known in scene.times if start in (known.first, known.ahead)), time)
        is_ahead = start > scene.story.release.issued.date().isoformat()[: len(start)]
        status, time = (Status.PLANNED, time) if is_ahead else (status, time)
    if status == Status.PLANNED and time is not None and time.ahead is not None:
        time = replace(time, first=time.ahead, last=None)  # "takes office on Thursday": the next one
    draft = Draft(
        rule.event,
        status,
        get_words(scene.story.language, label).format(attested.office.text),
        time,
        sentence=scene.sentence.ordinal,
    )
    draft.add_part(Part(attested.person, Role.PARTICIPANT, scene, rule, 0))
    books.events.add(draft)
