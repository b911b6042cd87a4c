"""Tells of appointments and resignations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import product

from kg.clauses.clause import Member
from kg.discourse.books import Books
from kg.discourse.events import Draft, Part
from kg.discourse.joint_titles import share_body
from kg.discourse.opening import Attested
from kg.discourse.scene import Scene
from kg.discourse.tenure_dates import TenureDates, date_from, find_effect, is_of_report
from kg.discourse.tenures import make_tenure, name_office, own_office, state_tenure
from kg.discourse.trace import Refusal
from kg.frames import Deed, read_frames
from kg.grammar import read_grammar
from kg.mentions.mentions import Mention
from kg.patterns import get_words
from kg.statements import Statement, Tenure
from kg.story.bodies import find_board, list_boards, state_seats
from kg.story.page import Page, Telling
from kg.vocabulary import Capacity, Role, Status


def tell_appoint(page: Page, telling: Telling) -> None:
    """Adds an appointment with its parts, and the offices given; who is appointed a member sits on the board."""
    seats, posts = telling.filling.find_use("seat"), telling.filling.find_use("post")
    parts = list(page.list_parts(telling))
    held = [
        mention.phrase.text
        for member in telling.filling.get("appointee")
        if (slot := page.get_slot(member)) is not None
        for mention, _ in slot.posts
    ]
    given = [slot.mention.phrase.text for member in posts if (slot := page.get_slot(member)) is not None]
    named = [member.words for argument in telling.clause.get("as", "object2") for member in argument.group.members]
    board = find_board(page, telling, seats) if seats else None
    if not (seats or given or named):
        board = next(list_boards(page, telling.filling.get("board")), None)  # "was appointed to the Board"
    is_torn = telling.clause.is_respective and not _is_dealt(telling.filling.get("appointee"), posts) and not seats
    if not parts or not (given or held or named or board) or (seats and board is None) or is_torn:
        page.refused[id(telling.clause)] = Refusal.NOBODY
        return
    language = page.scene.story.language
    if board is not None:
        given = [(telling.frame.labels or {}).get(language.code, "")]
        tenures: Sequence[Tenure] = state_seats(
            page, telling, [part.agent for part in parts if part.role == Role.PARTICIPANT], board
        )
    else:
        tenures = _give_offices(page, telling, telling.filling.get("appointee"), posts)
    _date_appointment(page, telling, tenures)
    label = get_words(language, "election_label" if telling.clause.verb == "elect" else "appointment_label")
    if _is_dealt(telling.filling.get("appointee"), posts):
        resolver = page.scene.story.resolver
        for person, post in {tenure.person: tenure.post for tenure in tenures if tenure.post is not None}.items():
            title = resolver.entities[post].get_name(resolver.lang)
            own = [part for part in parts if part.role != Role.PARTICIPANT or part.agent.id == person]
            _add_office_event(page, telling, label.format(title), own)
    else:
        titles = get_words(language, "joint").join(given or held or named)
        _add_office_event(page, telling, label.format(titles), parts)


def _is_dealt(appointees: Sequence[Member], posts: Sequence[Member]) -> bool:
    """ "A and B were elected Chairman and Secretary": as many offices as people, one each in their order."""
    return len(appointees) == len(posts) > 1


def _give_offices(
    page: Page, telling: Telling, appointees: Sequence[Member], posts: Sequence[Member]
) -> Sequence[Tenure]:
    """Each of several people has all of the offices; as many offices as people are dealt out in their order."""
    slots = [slot for post in posts if (slot := page.get_slot(post)) is not None]
    phrases = share_body([slot.mention.phrase for slot in slots], page.scene.story.language)
    titles = [replace(slot.mention, phrase=phrase) for slot, phrase in zip(slots, phrases, strict=True)]
    is_dealt = _is_dealt(appointees, posts)
    pairs = zip(appointees, titles, strict=False) if is_dealt else product(appointees, titles)
    return [tenure for person, title in pairs for tenure in _give_office(page, telling, person, title)]


def _give_office(page: Page, telling: Telling, holder: Member, title: Mention) -> Iterator[Tenure]:
    person = page.get_slot(holder)
    if person is None:
        return
    capacity = Capacity.DESIGNATE if telling.status == "planned" else None
    for agent in page.get_agents([holder]):
        office = name_office(page.scene, title, title.phrase, capacity)
        office = own_office(page.scene, agent.id, office)
        wording = replace(office.wording, holder=(person.mention.phrase.start, person.mention.phrase.end))
        tenure = state_tenure(page.scene, telling, agent, replace(office, wording=wording))
        page.books.tenures[tenure.id] = tenure
        yield tenure


def _date_appointment(page: Page, telling: Telling, tenures: Sequence[Tenure]) -> None:
    """The appointment is of the day on which the office is taken, if that is told."""
    starts = {tenure.start for tenure in tenures}
    start = starts.pop() if len(starts) == 1 else None
    if start is None:
        return
    known = next((time for time in page.scene.times if start in (time.first, time.ahead)), None)
    if known is not None:
        telling.time = replace(known, first=start, last=None) if known.ahead == start else known
    if start > page.scene.story.release.issued.date().isoformat()[: len(start)]:
        telling.status = "planned"


def tell_resign(page: Page, telling: Telling) -> None:
    """Adds a resignation; who has resigned holds the office that stands in front of the name no more."""
    parts = list(page.list_parts(telling))
    if parts:
        _add_office_event(
            page, telling, (telling.frame.labels or {}).get(page.scene.story.language.code, "resignation"), parts
        )
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
        if said.rule != slots[0].posts[0][1]:
            continue  # "resigned after she was elected President": not that office
        if held.post is None or held.capacity != Capacity.SUBSTANTIVE.term:
            continue
        dates = TenureDates(Capacity.FORMER, page.scene.story.release.issued.date().isoformat())
        left = make_tenure(held.person, held.post, held.body, dates)
        tenures[left.id] = left
        statements[place] = replace(said, elaborated_by=left.id)


def add_change_of_office(attested: Attested, scene: Scene, books: Books) -> None:
    """Adds the appointment or resignation that a title's rule tells of."""
    rule = attested.rule
    if rule.event is None or (attested.tenure.end is not None and attested.tenure.capacity == Capacity.FORMER.term):
        return  # a stage of a career, from a day to another
    label = "resignation_label" if attested.office.capacity is Capacity.FORMER else "appointment_label"
    fallback = scene.story.planned_day if rule.status == Status.PLANNED else scene.story.day
    time = scene.pick_time((0, len(scene.row.text)), rule.status or Status.DONE)
    if rule.status == Status.PLANNED and time is not None and is_of_report(scene, time, attested.office.wording.span):
        time = None
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
    other = Deed.RESIGN if telling.frame.deed is Deed.APPOINT else Deed.APPOINT
    others = {frame.id for frame in read_frames(page.books.language.code) if frame.deed is other}
    for known in page.books.events.drafts:  # a title has told it already
        if known.type == draft.type and known.sentence == draft.sentence and people & {p.agent.id for p in known.parts}:
            draft = draft if others & {part.rule.id for part in known.parts} else known  # "elected, then resigned"
    for part in parts:
        draft.add_part(part)
    page.remember(telling, draft if draft in page.books.events.drafts else page.books.events.add(draft))
