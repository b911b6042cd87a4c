"""Tells of appointments and resignations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.clauses.clause import Place
from kg.discourse.events import Draft, Part
from kg.discourse.tenure_dates import TenureDates
from kg.discourse.tenures import Office, make_tenure, name_office
from kg.discourse.trace import Refusal
from kg.patterns import get_words
from kg.story.page import Page, Telling
from kg.vocabulary import Capacity


def tell_appoint(page: Page, telling: Telling) -> None:
    """Adds an appointment with its parts."""
    if any(
        member.head in ("member", "members")
        for argument in telling.clause.get("as")
        for member in argument.group.members
    ):
        return  # seats are read from the sentence as a whole
    parts = list(page.list_parts(telling))
    posts = [slot.mention for member in telling.filling.find_use("post") if (slot := page.get_slot(member)) is not None]
    held = [
        mention
        for member in telling.filling.get("appointee")
        if (slot := page.get_slot(member)) is not None
        for mention, _ in slot.posts
    ]
    named = [member.words for argument in telling.clause.get("as", "object2") for member in argument.group.members]
    if not parts or not (posts or held or named):
        page.refused[id(telling.clause)] = Refusal.NOBODY
        return
    language = page.scene.story.language
    titles = get_words(language, "joint").join([mention.phrase.text for mention in posts or held] or named)
    _add_office_event(page, telling, get_words(language, "appointment_label").format(titles), parts)
    for mention in posts:
        office = name_office(page.scene, mention, mention.phrase, None)
        _seat(page, telling, office, parts)


def _seat(page: Page, telling: Telling, office: Office, parts: Sequence[Part]) -> None:
    """ "Following her election as President": whom a noun tells of as elected holds the office."""
    people = [part.agent for part in parts if part.agent.id.startswith("person/")]
    if telling.clause.place is not Place.NOMINAL or len(people) != 1 or telling.status != "done":
        return
    dates = TenureDates(office.capacity, page.scene.story.release.issued.date().isoformat())
    tenure = make_tenure(people[0].id, office.post, office.body, dates)
    page.books.tenures[tenure.id] = tenure
    triple, texts = (people[0].id, "org:holds", office.post), (people[0].text, office.text)
    page.scene.add_statement(telling.frame.id, triple, texts, node=tenure.id, status=dates.status, at=telling.start)


def tell_resign(page: Page, telling: Telling) -> None:
    """Adds a resignation; who has resigned holds the office that stands in front of the name no more."""
    parts = list(page.list_parts(telling))
    if parts:
        _add_office_event(page, telling, (telling.frame.labels or {}).get(page.scene.story.language.code, "resignation"), parts)
        _leave_office(page, telling)


def _leave_office(page: Page, telling: Telling) -> None:
    """ "The Director of Tides, Mr A, has resigned": he is Director no more; "... from the Board": of that nothing is
    known."""
    subject = telling.clause.subject
    if telling.status != "done" or subject is None or any(telling.clause.get("as", "from", "of")):
        return
    slots = [slot for member in subject.members if (slot := page.get_slot(member)) is not None]
    if len(slots) != 1 or len(slots[0].posts) != 1:
        return
    statements, tenures = page.scene.story.statements, page.books.tenures
    people = {agent.id for agent in page.get_agents(subject.members)}
    for place, said in enumerate(statements):
        held = tenures.get(said.elaborated_by or "")
        if held is None or said.sentence != page.scene.sentence.ordinal or held.person not in people:
            continue
        if held.post is None or held.capacity != Capacity.SUBSTANTIVE.term:
            continue
        dates = TenureDates(Capacity.FORMER, page.scene.story.release.issued.date().isoformat())
        left = make_tenure(held.person, held.post, held.body, dates)
        tenures[left.id] = left
        statements[place] = replace(said, elaborated_by=left.id)


def _add_office_event(page: Page, telling: Telling, label: str, parts: Sequence[Part]) -> None:
    draft = Draft("appointment", telling.status, label, telling.time)
    draft.sentence = draft.first_sentence = page.scene.sentence.ordinal
    people = {part.agent.id for part in parts if part.agent.id.startswith("person/")}
    for known in page.books.events.drafts:  # a title has told it already
        if known.type == draft.type and known.sentence == draft.sentence and people & {p.agent.id for p in known.parts}:
            draft = known
    for part in parts:
        draft.add_part(part)
    page.remember(telling, draft if draft in page.books.events.drafts else page.books.events.add(draft))
