"""Tells of appointments and resignations."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from kg.clauses.clause import Place
from kg.discourse.events import Draft, Part
from kg.discourse.matches import Books
from kg.discourse.scene import Scene
from kg.discourse.tenure_dates import TenureDates, date_from, find_effect
from kg.discourse.tenures import Office, make_tenure, name_office
from kg.discourse.trace import Refusal
from kg.frames import Deed, read_frames
from kg.grammar import read_grammar
from kg.patterns import get_words
from kg.statements import Statement
from kg.story.bodies import find_board, state_seats
from kg.story.page import Page, Telling
from kg.vocabulary import Capacity, Role


def tell_appoint(page: Page, telling: Telling) -> None:
    """Adds an appointment with its parts; who is appointed a member sits on the board."""
    seats = telling.filling.find_use("seat")
    parts = list(page.list_parts(telling))
    posts = [slot.mention for member in telling.filling.find_use("post") if (slot := page.get_slot(member)) is not None]
    held = [
        mention
        for member in telling.filling.get("appointee")
        if (slot := page.get_slot(member)) is not None
        for mention, _ in slot.posts
    ]
    named = [member.words for argument in telling.clause.get("as", "object2") for member in argument.group.members]
    board = find_board(page, telling, seats) if seats else None
    if not parts or not (posts or held or named) or (seats and board is None):
        page.refused[id(telling.clause)] = Refusal.NOBODY
        return
    language = page.scene.story.language
    if board is not None:
        state_seats(page, telling, [part.agent for part in parts if part.role == Role.PARTICIPANT], board)
        posts, held, named = [], [], [(telling.frame.labels or {}).get(language.code, "")]
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
        _add_office_event(page, telling, (telling.frame.labels or {}).get("en", "resignation"), parts)
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


def tell_effect(page: Page, telling: Telling) -> None:
    """ "The appointments take effect on April 1": those that were just told of."""
    deeds = telling.filling.get("deed")
    is_told = any(member.determiner not in ("", "a", "an") or member.owner for member in deeds)
    if is_told and not any(telling.clause.get("of", "as")):
        told_by = {rule.id for rule in read_grammar("en") if rule.tells_start and rule.event is not None}
        told_by |= {frame.id for frame in read_frames("en") if frame.deed is Deed.APPOINT}
        redate_appointments(page.scene, page.books, told_by, telling.frame.id, telling.start)


def redate_appointments(scene: Scene, books: Books, told_by: Set[str], rule: str, at: int) -> None:
    """Dates the appointments of a sentence just before, which named no day, by the one of this sentence on which they
    take effect; `told_by` are the rules and frames that tell of appointments.

    The words before a day may be read as a part of it, so it is the sentence that tells, not its row.
    """
    term = find_effect(scene)
    if term is None:
        return
    issued = scene.story.release.issued.date().isoformat()
    appointments = _list_appointments(scene, books, told_by)
    for said in appointments:
        old = books.tenures[said.elaborated_by or ""]
        dates = date_from(Capacity.SUBSTANTIVE, *term, issued, was_given=False)
        new = make_tenure(old.person, said.object, old.body, dates)
        books.tenures[new.id] = new
        place = scene.story.statements.index(said)
        scene.story.statements[place] = replace(said, elaborated_by=new.id, status=dates.status.term)
        triple, texts = (said.subject, said.predicate, said.object), (said.subject_text, said.object_text)
        scene.add_statement(rule, triple, texts, node=new.id, status=dates.status, at=at)
    for said in appointments:
        books.tenures.pop(said.elaborated_by or "", None)


def _list_appointments(scene: Scene, books: Books, told_by: Set[str]) -> list[Statement]:
    """The appointments of the last sentence that told of any, one or two before this one, if none has a start."""
    for ordinal in (scene.sentence.ordinal - 1, scene.sentence.ordinal - 2):
        told = [
            said
            for said in dict.fromkeys(scene.story.statements)
            if said.predicate == "org:holds" and said.sentence == ordinal and said.rule in told_by
        ]
        tenures = [books.tenures[said.elaborated_by] for said in told if said.elaborated_by in books.tenures]
        if told:
            is_open = len(tenures) == len(told) and all(
                tenure.start is None and tenure.capacity in (Capacity.SUBSTANTIVE.term, Capacity.DESIGNATE.term)
                for tenure in tenures
            )
            return told if is_open else []
    return []


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
