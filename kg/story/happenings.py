"""Tells of meetings, visits, conferences and ceremonies: what sort, how many, who took part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.clauses.clause import Member, Place
from kg.discourse.events import Draft, Part, are_of_two, contradicts, list_people
from kg.discourse.scene import count_days, is_plural
from kg.discourse.trace import Refusal
from kg.languages.numerals import read_number
from kg.languages.time import Time
from kg.mentions.rows import Slot
from kg.patterns import get_expression
from kg.story.clock import find_month
from kg.story.descriptions import describe_draft, find_thing_behind, make_label
from kg.story.page import ENDINGS, FARTHEST_EVENT, FARTHEST_JOINED, Page, Telling
from kg.story.places import group_places
from kg.story.settings import find_opened, place_draft
from kg.story.signing import tell_ceremony
from kg.story.told import find_told, find_told_kinds
from kg.story.whereabouts import note_trip
from kg.vocabulary import EventType, Role

_LIKELY_DAYS = 7  # of a trip whose length is not told

_CITIES = frozenset({"city", "municipality", "country", "province", "prefecture"})
_TALKS = ("talk", "discuss")  # entries of what is done at a meeting
_ADVERB_REACH = 20  # characters around a clause in which its adverb stands


def tell_event(page: Page, telling: Telling) -> None:
    """Adds the events that a filling tells of to the books, or its part in one that was told before."""
    if page.lacks_agents(telling):
        page.refused[id(telling.clause)] = Refusal.NOBODY
        return
    cities: list[tuple[str, ...]] = []
    for member in telling.filling.find_use("event") or (None,):
        slot = page.get_slot(member) if member is not None else None
        if slot is not None and member is not None and tell_ceremony(page, telling, member, owned=True):
            continue
        if slot is not None and (is_told(page, slot) or _is_described(page, telling, slot)):
            _tell_again(page, telling, slot, member)
            continue
        if slot is not None and _is_summary(page, slot):
            page.refused[id(telling.clause)] = Refusal.SUMMARY
            continue
        kind = find_type(page, telling, slot)
        if kind is None:
            page.refused[id(telling.clause)] = Refusal.NO_TYPE
            continue
        if kind == "signing" and tell_ceremony(page, telling, member):
            continue
        if telling.frame.is_silent and not telling.filling.find_use("where") and not telling.clause.times:
            page.refused[id(telling.clause)] = Refusal.SILENT
            continue  # "The Pearl Forum was held" tells of nobody and no place
        pieces = list(_split_telling(page, telling))
        if not pieces:
            page.refused[id(telling.clause)] = Refusal.SUMMARY
        for piece in pieces:
            made = _make_draft(page, telling, kind, member, piece)
            if isinstance(made, Refusal):
                page.refused[id(telling.clause)] = made
                continue
            added = _add_draft(page, telling, made, member)
            if telling.frame.is_stay or added.type == "visit":
                cities += [tuple(added.places)] if added.is_trip else []
    if len(set(cities)) > 1:  # "visited Zhuhai and Foshan": what follows may be in either
        page.scene.story.city = ()


def is_told(page: Page, slot: Slot) -> bool:
    """Whether words mean an event told before: "the meeting", "the signing ceremony" after a signing."""
    if slot.mention.kind != "event":
        return False
    phrase, text = slot.mention.phrase, page.scene.sentence.text
    is_one_word = phrase.text.lower() == phrase.head.lower() and phrase.text.islower()
    if re.match(r"(?i:both|two|these) ", phrase.text) and is_plural(page.scene, phrase.head):
        return True
    if is_one_word and text[: phrase.start].endswith(("today's ", "Today's ", "this ")):
        return True
    bare = get_expression(page.scene.story.language, "bare_signing").fullmatch(slot.mention.phrase.text)
    return slot.mention.phrase.is_short or (bare is not None and bool(page.books.agreements.drafts))


def _is_summary(page: Page, slot: Slot) -> bool:
    """ "took part in several networking sessions": which they were, nobody says."""
    phrase = slot.mention.phrase
    return slot.mention.kind == "event" and phrase.text.islower() and is_plural(page.scene, phrase.head)


def _is_described(page: Page, telling: Telling, slot: Slot) -> bool:
    """ "The hybrid conference, which took place in Porto": small words before a head that one event told bears."""
    phrase, language = slot.mention.phrase, page.scene.story.language
    is_the = page.scene.sentence.text[: phrase.start].lower().endswith("the ") or phrase.text.lower().startswith("the ")
    if not telling.frame.is_silent or slot.mention.kind != "event" or phrase.text != phrase.text.lower() or not is_the:
        return False
    if get_expression(language, "opening_event").search(phrase.text) or get_expression(language, "numbered").match(
        phrase.text
    ):
        return False
    told = find_told(page.scene, slot, page.books)
    return (
        told is not None
        and told.is_named(phrase.head.lower())
        and not told.places
        and page.scene.sentence.ordinal - told.sentence <= FARTHEST_EVENT
    )


def _tell_again(page: Page, telling: Telling, slot: Slot, event: Member | None) -> None:
    """What is said of an event that was told before: "The forum was held in Zhuhai on May 2"."""
    ordinal = page.scene.sentence.ordinal
    if is_plural(page.scene, slot.mention.phrase.head):
        kinds = tuple(kind for kind in find_told_kinds(page.scene, slot) if kind != "any")
        found = page.books.events.find_last(ordinal, kinds)
        if get_expression(page.scene.story.language, "both").search(page.scene.sentence.text):
            found = [draft for draft in page.books.events.drafts if not kinds or draft.type in kinds][-2:]
    else:
        one = find_told(page.scene, slot, page.books)
        found = [one] if one is not None else []
    whose = find_thing_behind(page, slot)
    found = [d for d in found if ordinal - d.sentence <= FARTHEST_JOINED and not are_of_two(d.whose, whose)]
    parts = list(page.list_parts(telling))
    if found:
        _note_company(page, parts, found[-1].time)
    for draft in found:
        known = {part.agent.id for part in draft.parts}
        for part in parts:
            if not (draft.sides and part.role == Role.SPEAKER and part.agent.id in known):
                draft.add_part(part)  # who says something to whom he meets holds no speech
        if telling.frame.is_silent or telling.clause.times:
            is_dated = telling.clause.times and telling.time is not None
            is_new = draft.time is None and telling.time is not None and telling.time.is_today
            if is_dated and (telling.frame.is_silent or is_new):
                draft.time = telling.time
            if telling.filling.find_use("where"):
                place_draft(page, telling, draft, telling.filling.find_use("where"))
        draft.sentence = ordinal
        page.remember(telling, draft)
    is_named = any(page.get_slot(m) is not None for a in telling.clause.get("of") for m in a.group.members)
    if not found and (telling.clause.times or is_named):  # "the opening of the Lantern Exhibition"
        kind = find_type(page, telling, slot)
        made = _make_draft(page, telling, kind, event, None) if kind is not None else Refusal.NO_TYPE
        if isinstance(made, Draft) and made.parts:
            _add_draft(page, telling, made, None)
            return
    if not found:
        page.refused[id(telling.clause)] = Refusal.NOT_FOUND


def find_type(page: Page, telling: Telling, event: Slot | None) -> str | None:
    """Gives the type of the event that a filling tells of, None where its words do not say."""
    frame, language = telling.frame, page.scene.story.language
    lexicon = language.lexicon
    if event is None:
        return frame.event.value if frame.event is not None else None
    phrase = event.mention.phrase
    if event.mention.kind == "mechanism":
        return "meeting"
    if event.mention.kind == "initiative":
        if get_expression(language, "official_meeting").search(phrase.text):
            return "meeting"
        last = " ".join(phrase.text.split()[-2:])
        return lexicon.event_initiative_heads.get(last) or lexicon.event_initiative_heads.get(phrase.head)
    if any(word in lexicon.ceremony_words for word in phrase.text.lower().split()):
        return "signing"
    if get_expression(language, "plenary").search(phrase.text) and _is_of_body(page, event):
        return "meeting"
    if get_expression(language, "official_meeting").search(f"{phrase.text} {find_thing_behind(page, event)}".rstrip()):
        return "meeting"  # also "a session of the Tide Ministers' Meeting"
    if get_expression(language, "panel").match(phrase.text):
        return "conference"
    if event.mention.kind == "name":
        return lexicon.event_heads.get(phrase.text.split()[-1].lower(), "other")
    if lexicon.told_events.get(phrase.head.lower()) == "any":
        inner = phrase.text[: -len(phrase.head)]  # 論壇年會活動: what happens at an annual meeting
        whole = next((kind for head, kind in lexicon.event_initiative_heads.items() if inner.endswith(head)), None)
        if whole is not None and " " not in phrase.text:
            return whole
        return "ceremony" if get_expression(language, "opening_event").search(phrase.text) else "other"
    return lexicon.event_heads.get(phrase.head.lower())


def _is_of_body(page: Page, event: Slot) -> bool:
    """Whether a plenary is one of a body, told here or before; of a conference it is a session."""
    for slot in page.scene.row.slots:
        is_body = slot.start >= event.end and slot.mention.kind in ("mechanism", "body")
        between = page.scene.sentence.text[event.end : slot.start]
        if is_body and re.fullmatch(r" (?:of|under) (?:the )?", between):
            return True
    plenary = get_expression(page.scene.story.language, "plenary")
    return any(draft.type == "meeting" and plenary.search(draft.label) for draft in page.books.events.drafts)


def _split_telling(page: Page, telling: Telling) -> Iterator[tuple[str, tuple[Member, ...]] | None]:
    """Each place visited is its own visit; "A, and then B" is two meetings."""
    frame = telling.frame
    each = next((slot for slot in frame.slots if slot.is_each and telling.filling.get(slot.name)), None)
    if each is None:
        yield None
    elif each.use == "where":
        members = telling.filling.get(each.name)
        numbers = [member.slot for member in members if member.slot is not None]
        by_number = {member.slot: member for member in members}
        for run in group_places(page.scene, numbers):
            yield each.name, tuple(by_number[number] for number in run)
    else:
        members = telling.filling.get(each.name)
        yield from ((each.name, run) for run in _split_meetings(page, telling, members))


def _are_unnamed(page: Page, telling: Telling, members: Sequence[Member]) -> bool:
    """與葡萄牙、西班牙和潮汐局領袖會面: leaders of places and of bodies, none of them named."""
    listed = [argument.group.members for argument in telling.clause.arguments]
    beside = [other for group in listed if any(member in group for member in members) for other in group]
    slots = [page.get_slot(member) for member in beside]
    has_place = any(slot is not None and slot.mention.kind == "place" for slot in slots)
    return has_place and all(member.through for member in members)


def _split_meetings(page: Page, telling: Telling, members: tuple[Member, ...]) -> Iterator[tuple[Member, ...]]:
    if _are_unnamed(page, telling, members):
        return
    language = page.scene.story.language
    noun = telling.clause.noun
    is_several = noun is not None and is_plural(page.scene, noun.head or telling.clause.words)
    row = page.scene.row
    start = max(0, row.find_place(telling.clause.at) - _ADVERB_REACH)
    words = page.scene.sentence.text[start : row.find_place(telling.end) + _ADVERB_REACH]
    if is_several or get_expression(language, "apart").search(words):
        yield from ((member,) for member in members)
        return
    run: list[Member] = []
    for member in members:
        if member.separator.endswith("then") and run:
            yield tuple(run)
            run = []
        run.append(member)
    yield tuple(run)


def _make_draft(
    page: Page, telling: Telling, kind: str, event: Member | None, piece: tuple[str, tuple[Member, ...]] | None
) -> Draft | Refusal:
    scene, language = page.scene, page.scene.story.language
    name, members = piece if piece is not None else ("", ())
    if telling.frame.sides and name in telling.frame.sides and not page.get_agents(members):
        return Refusal.NO_SIDES
    draft = Draft(
        kind, telling.status, make_label(page, telling, name, members, event), _find_own_time(page, telling, members)
    )
    draft.sentence = draft.first_sentence = scene.sentence.ordinal
    number = get_expression(language, "ordinal").search(draft.folded)
    draft.number = read_number(number["number"]) if number is not None else None
    draft.is_numbered = get_expression(language, "numbered").match(draft.folded) is not None
    for known in (known for drafts in page.told.values() for known in drafts):
        if known.type == kind and known.folded == draft.folded and event is not None:
            draft.status = known.status  # "which will be held in Porto and is organised by A"
    slot_of_event = page.get_slot(event) if event is not None else None
    if slot_of_event is not None:
        owner = event.owner_slot if event is not None and language.code == "zh" else None
        describe_draft(page, telling, draft, slot_of_event, owner)
    for part in page.list_parts(telling, without=(name,) if name else ()):
        draft.add_part(part)
    slot = telling.frame.get_slot(name)
    if slot is not None and slot.role is not None:
        for agent in page.get_agents(members):
            draft.add_part(telling.make_part(agent, slot.role))
    entities = page.scene.story.resolver.entities
    for part in draft.parts:
        if (
            part.role in (Role.ORGANISER, Role.HOST)
            and part.agent.id in entities
            and entities[part.agent.id].kind == "mechanism"
        ):
            draft.mechanism = part.agent.id
    _add_sides(page, telling, draft, name, members)
    if telling.frame.is_silent and not draft.parts:
        _add_series(page, telling, draft)
    if telling.frame.sides and not draft.sides:
        return Refusal.NO_SIDES  # nobody meets nobody
    telling.met_slots = tuple(
        m.slot for side in telling.frame.sides for m in telling.filling.get(side) if m.slot is not None
    )
    where = members if slot is not None and slot.use == "where" else telling.filling.find_use("where")
    if draft.type == "ceremony" and not where:
        where = find_opened(page, telling, event)
    place_draft(page, telling, draft, where)
    if telling.frame.event is EventType.VISIT and (not (draft.places or draft.visited) or _is_home(page, draft)):
        return Refusal.NO_PLACE
    return draft


def _is_home(page: Page, draft: Draft) -> bool:
    """ "arrived in Hong Kong", of an official of Hong Kong: whoever comes home visits nothing."""
    things = page.scene.story.resolver.gazetteer.things
    for part in draft.parts:
        held = [tenure for tenure in page.books.tenures.values() if tenure.person == part.agent.id]
        bodies = {tenure.body for tenure in held if tenure.body}
        posts = [things[tenure.post] for tenure in held if tenure.post is not None and tenure.post in things]
        bodies |= {post.body for post in posts if post.body}
        homes = {things[body].jurisdiction for body in bodies if body in things}
        if not draft.places or draft.places[0] not in homes:
            return False
    return bool(draft.parts)


def _find_own_time(page: Page, telling: Telling, members: tuple[Member, ...]) -> Time | None:
    """ "X on June 3 and Y on June 5": each its own."""
    numbers = [member.slot for member in members if member.slot is not None]
    if (
        numbers
        and _ends_trip(telling)
        and telling.time is not None
        and telling.filling.find_use("where")
        and numbers[-1] != telling.filling.find_use("where")[-1].slot
    ):
        return _widen(page, telling.time)
    is_later = not _ends_trip(telling) and count_days(page.scene) != 1 and _is_later_city(page, telling, members)
    if len(telling.clause.times) < 2 and is_later:
        return find_month(telling.time)  # "visited Porto and Vigo on May 3": Porto then, Vigo on a day of the trip
    if not numbers or len(telling.clause.times) < 2:
        return telling.time
    row = page.scene.row
    end = row.slots[numbers[-1]].end
    following = [slot.start for slot in row.slots if slot.start >= end]
    limit = min(following, default=len(page.scene.sentence.text))
    return next((time for time in telling.clause.times if end <= time.start < limit), telling.time)


def _is_later_city(page: Page, telling: Telling, members: tuple[Member, ...]) -> bool:
    """Whether a visit is to a city, and another city stands before it in the clause."""
    whole = telling.filling.find_use("where")
    if telling.frame.event is not EventType.VISIT or not members or members[0] == whole[0]:
        return False
    things = page.scene.story.resolver.gazetteer.things
    for member in (whole[0], members[-1]):
        slot = page.get_slot(member)
        known = things.get(slot.mention.ids[0]) if slot is not None and slot.mention.ids else None
        if known is None or known.subkind not in _CITIES:
            return False
    return True


def _ends_trip(telling: Telling) -> bool:
    clause = telling.clause
    return clause.verb in ENDINGS or (
        clause.parent is not None and clause.parent.verb in ENDINGS and clause.conjunction == "object"
    )


def _widen(page: Page, time: Time) -> Time:
    """ "concluded a visit to Porto and Vigo on October 2": that day is the last city's; of the others the month is
    known, or the year."""
    if len(time.first) != 10:
        return time
    days = count_days(page.scene) or _LIKELY_DAYS
    return replace(time, first=time.first[:7] if int(time.first[8:]) >= days else time.first[:4], last=None)


def _add_series(page: Page, telling: Telling, draft: Draft) -> None:
    """ "the third meeting, which took place in June": of the one body whose other meetings the release tells of."""
    if (
        draft.type != "meeting"
        or draft.time is None
        or not get_expression(page.books.language, "in_series").match(draft.label)
    ):
        return
    told = [known for known in page.books.events.drafts if known.type == "meeting"]
    if any(known.time is not None and known.time.first.startswith(draft.time.first) for known in told):
        return
    bodies = {part.agent.id: part.agent for known in told for part in known.parts if part.role == Role.ORGANISER}
    if len(bodies) == 1:
        draft.add_part(telling.make_part(next(iter(bodies.values())), Role.ORGANISER))
        draft.is_aside = True


def _add_sides(page: Page, telling: Telling, draft: Draft, name: str, members: tuple[Member, ...]) -> None:
    sides = [
        [
            telling.make_part(a, Role.PARTICIPANT)
            for a in page.get_agents(members if side == name else telling.filling.get(side))
        ]
        for side in telling.frame.sides
    ]
    if len(sides) == 2:
        draft.sides += [(one, other) for one in sides[0] for other in sides[1] if one.agent.id != other.agent.id]
    elif len(sides) == 1:
        draft.sides += [(one, other) for at, one in enumerate(sides[0]) for other in sides[0][at + 1 :]]


def _add_draft(page: Page, telling: Telling, draft: Draft, event: Member | None) -> Draft:
    added = _take_in(page, telling, draft, event.slot if event is not None else None)
    if event is not None and event.slot is not None:
        page.by_slot[event.slot] = added
    return added


def _take_in(page: Page, telling: Telling, draft: Draft, slot: int | None) -> Draft:
    if telling.frame.is_stay or draft.type == "visit":
        draft.is_trip = note_trip(telling, draft)
    known = page.by_slot.get(slot) if slot is not None else None  # "attended a workshop held by the Bureau"
    if known is None or (known.type, known.status) != (draft.type, draft.status):
        known = _find_same(page, telling, draft) or _find_same_trip(page, telling, draft)
    if known is not None:
        draft.sides = []  # who met whom is told already
        page.books.events.tell_again(known, draft)
        page.remember(telling, known)
        return known
    draft = page.books.events.add(draft)
    page.remember(telling, draft)
    if draft.type == "meeting":
        _note_company(page, draft.parts, draft.time)
    return draft


def _note_company(page: Page, parts: Iterable[Part], time: Time | None) -> None:
    """Keeps the people who met, or who came together, and when, as those whom "they" may mean."""
    story = page.scene.story
    people = tuple(part.agent for part in parts if part.agent.id.startswith("person/"))
    if len(people) > 1:
        story.company, story.company_sentence = people, page.scene.sentence.ordinal
        day = time or story.day
        story.company_day = day.first if day is not None else None


def _find_same_trip(page: Page, telling: Telling, draft: Draft) -> Draft | None:
    """ "Having arrived in Porto", "during her visit to Porto": the visit there that was told before."""
    if draft.type != "visit" or telling.clause.place not in (Place.FRONTED, Place.NOMINAL):
        return None
    people = {part.agent.id for part in draft.parts}
    for known in page.books.events.drafts:
        is_there = known.type == "visit" and known.status == draft.status and known.places == draft.places
        if is_there and draft.places and known.visited == draft.visited and people <= {p.agent.id for p in known.parts}:
            return known
    return None


def _find_same(page: Page, telling: Telling, draft: Draft) -> Draft | None:
    """ "During her meeting with Mr B, she said": a meeting of the same people, told before; "a legal workshop" after
    "a joint legal workshop": an event of the same people and day, whose name holds all its words."""
    is_adjunct = telling.clause.place is Place.NOMINAL and telling.clause.conjunction not in ("object", "subject")
    people = list_people(draft)
    if draft.type in ("visit", "signing", "appointment"):
        return None
    for known in reversed(page.books.events.drafts):
        if known.type != draft.type or known.status != draft.status:
            continue
        if known.time is not None and draft.time is not None and known.time.first != draft.time.first:
            continue
        is_talk = telling.clause.verb in _TALKS and draft.sentence - known.sentence <= FARTHEST_EVENT
        is_sitting = (is_adjunct or is_talk) and draft.type == "meeting" and people and people <= list_people(known)
        is_named = _is_taken_up(page, known, draft) or (people & list_people(known) and _is_longer_name(known, draft))
        if (is_sitting or is_named) and not contradicts(known, draft):
            return known
    return None


def _is_taken_up(page: Page, known: Draft, draft: Draft) -> bool:
    """ "the legal workshop" after "a joint legal workshop"; "the Lantern Forum" after "the 5th Lantern Forum"."""
    if draft.type == "meeting" and draft.label.islower():
        return False
    if draft.article != "the" or draft.sentence - known.sentence > FARTHEST_JOINED:
        return False
    edition = get_expression(page.scene.story.language, "edition")
    is_edition = edition.sub("", known.folded) == edition.sub("", draft.folded)
    is_shorter = draft.label.islower() and len(draft.words) > 1 and draft.words <= known.words
    is_end = len(draft.words) > 1 and known.folded.endswith(f" {draft.folded}")
    return is_shorter or is_edition or is_end


def _is_longer_name(known: Draft, draft: Draft) -> bool:
    """Whether one name holds the other: "Gala Dinner" and "Lantern Gala Dinner", in small letters also "a legal
    workshop" and "a legal round-table workshop"; not "Lantern Forum" and "Lantern Tide Forum"."""
    if known.type == "meeting":
        return False
    small, large = sorted((known, draft), key=lambda one: len(one.folded))
    if len(small.words) < 2 or not small.words <= large.words or known.number != draft.number:
        return False
    return small.label.islower() or f" {small.folded} " in f" {large.folded} "
