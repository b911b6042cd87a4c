"""Tells the fillings of a sentence, with all that was told before in mind."""

from __future__ import annotations

import re
from functools import cache

from kg.clauses import chinese, english
from kg.clauses.characters import read_characters
from kg.clauses.clause import Clause, Place
from kg.clauses.units import may_hold_units
from kg.clauses.words import read_words
from kg.discourse.books import Books
from kg.discourse.scene import Agent, Scene
from kg.discourse.trace import Reading, Refusal
from kg.frames import Deed, Filling, fill_frames, read_frames
from kg.mentions.rows import Slot
from kg.story.belief import open_telling
from kg.story.bodies import tell_nest, tell_seat
from kg.story.changes import tell_cancel, tell_postpone
from kg.story.clock import drop_aside_days, note_day, note_hour, note_lead, plan_after_leaving, turn_to_plans
from kg.story.founding import drop_places_of_plans, tell_establish
from kg.story.happenings import tell_event
from kg.story.joining import join_setting, tell_accompany, tell_comprise, tell_join
from kg.story.matters import add_matters
from kg.story.offices import tell_appoint, tell_effect, tell_resign
from kg.story.page import Page, Telling
from kg.story.signing import tell_sign, tell_witness
from kg.story.speech import end_speech, open_speech
from kg.vocabulary import Capacity

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_IN_OFFICE = (Capacity.SUBSTANTIVE.term, Capacity.ACTING.term)
_COMMON = frozenset({"be", "plain", "say"})  # entries that nearly every sentence has
_TOLD_KINDS = ("event", "initiative", "agreement", "mechanism")
_UNDOING = ("cancel", "postpone")
_LATE = (Deed.ACCOMPANY, Deed.COMPRISE, Deed.JOIN, Deed.WITNESS, Deed.POSTPONE, Deed.CANCEL)
_TELLERS = {
    Deed.EVENT: tell_event,
    Deed.JOIN: tell_join,
    Deed.ACCOMPANY: tell_accompany,
    Deed.COMPRISE: tell_comprise,
    Deed.SIGN: tell_sign,
    Deed.WITNESS: tell_witness,
    Deed.ESTABLISH: tell_establish,
    Deed.NEST: tell_nest,
    Deed.SEAT: tell_seat,
    Deed.APPOINT: tell_appoint,
    Deed.RESIGN: tell_resign,
    Deed.EFFECT: tell_effect,
    Deed.POSTPONE: tell_postpone,
    Deed.CANCEL: tell_cancel,
}


def tell_sentence(scene: Scene, books: Books) -> None:
    """Adds to the books all that the frames find in the clauses of a sentence."""
    open_speech(scene, books)
    if not _may_tell(scene):
        if books.trace is not None:
            reading = Reading(scene, _read_clauses(scene), is_passed=True)
            books.trace.readings[scene.sentence.ordinal] = reading
        return
    clauses = _read_clauses(scene)
    end_speech(scene, clauses)
    code = scene.story.language.code
    _name_holders(scene, books)
    kinds = [_find_kind(scene, number, slot) for number, slot in enumerate(scene.row.slots)]
    fillings = list(fill_frames(clauses, kinds, read_frames(code), code))
    page = Page(scene, books, clauses, fillings)
    drop_aside_days(page)
    turn_to_plans(page)
    plan_after_leaving(page)
    _tell_page(page)
    if books.trace is not None:
        reading = Reading(scene, clauses, fillings, kinds, page.refused, page.told)
        books.trace.readings[scene.sentence.ordinal] = reading


def _read_clauses(scene: Scene) -> list[Clause]:
    read = chinese.read_clauses if scene.story.language.code == "zh" else english.read_clauses
    return read(scene.row, scene.times)


def _tell_page(page: Page) -> None:
    note_lead(page)
    note_hour(page)
    _note_delegation(page)
    dropped = _choose_doubles(page)
    noted = 0
    late: list[Telling] = []
    for filling in page.fillings:
        if filling in dropped:
            page.refused[id(filling.clause)] = Refusal.DOUBLE
            continue
        while noted < len(page.clauses) and page.clauses[noted].at <= filling.clause.at:
            note_day(page, page.clauses[noted])
            noted += 1
        if filling.frame.deed is Deed.ESTABLISH:
            drop_places_of_plans(page, filling)
        telling = open_telling(page, filling)
        if isinstance(telling, Refusal):
            page.refused[id(filling.clause)] = telling
            continue
        if filling.frame.deed in _LATE:
            late.append(telling)
        else:
            _TELLERS[telling.frame.deed](page, telling)
    for telling in late:
        _TELLERS[telling.frame.deed](page, telling)
    for clause in page.clauses[noted:]:
        note_day(page, clause)
    for telling in list(page.tellings.values()):
        join_setting(page, telling)
    add_matters(page)


def _choose_doubles(page: Page) -> list[Filling]:
    """ "held talks with", "began a visit to": verb and noun tell one thing; gives the fillings to leave out."""
    dropped = [filling for filling in page.fillings if _holds_with(page, filling)]
    for nominal in page.fillings:
        if nominal.clause.place is not Place.NOMINAL or nominal.clause.conjunction not in ("subject", "object"):
            continue
        main = next((other for other in page.fillings if other.clause is nominal.clause.parent), None)
        if main is None or nominal.clause.conjunction != ("subject" if main.clause.is_passive else "object"):
            continue
        if nominal.frame.deed is not Deed.EVENT or main.frame.deed is not Deed.EVENT:
            continue
        is_alone = len(nominal.frame.sides) == 1 and len(page.get_agents(nominal.get(nominal.frame.sides[0]))) < 2
        dropped.append(nominal if main.frame.is_stay or is_alone else main)
    return dropped


def _holds_with(page: Page, filling: Filling) -> bool:
    """ "held talks with Ms A's officials", who holds something with somebody organises
    nothing."""
    if filling.clause.verb != "hold" or not any(filling.clause.get("with")):
        return False
    people = [page.get_slot(member) for member in filling.get("organiser")]
    return any(slot is not None and slot.mention.kind == "person" for slot in people)


def _note_delegation(page: Page) -> None:
    """Whoever a capital "Delegation" is, "the delegation" and "the delegates" mean it from then on."""
    groups = page.scene.story.language.lexicon.group_heads
    for clause in page.clauses:
        for member in clause.subject.members if clause.subject is not None else ():
            slot = page.get_slot(member)
            if member.through == "delegation" and member.slot is not None:
                page.scene.story.leaders = page.scene.get_slot_agents(member.slot) or page.scene.story.leaders
            if (
                slot is not None
                and member.slot is not None
                and slot.mention.kind == "body"
                and slot.mention.phrase.head in groups
            ):
                page.scene.story.leaders = page.scene.get_slot_agents(member.slot) or page.scene.story.leaders


@cache
def _list_triggers() -> frozenset[str]:
    """The words of which one must stand in a sentence without events: forms of verbs that frames name, their nouns, the
    plain heads of their slots."""
    words, frames = read_words("en"), read_frames("en")
    entries = {
        entry for frame in frames for entry in (*frame.verbs.get("en", ()), *frame.nouns.get("en", ()))
    } - _COMMON
    forms = {
        word
        for word, found in words.forms.items()
        if any(not entries.isdisjoint((form.verb.entry, form.verb.otherwise)) for form in found)
    }
    forms |= {word for form in words.forms.get("be", ()) for word in form.rest if len(word) > 3}  # "be present at"
    nouns = {noun for noun, entry in words.nouns.items() if entry in entries}
    return frozenset(forms | nouns | {head for frame in frames for slot in frame.slots for head in slot.heads})


@cache
def _list_undoing() -> tuple[str, ...]:
    """The Chinese verbs that say what became of a plan told before, of which a sentence may say no more."""
    return tuple(word for word, verb in read_characters().verbs.items() if verb.entry in _UNDOING)


def _may_tell(scene: Scene) -> bool:
    """A cheap look: whether a sentence can fill a frame or move the story's day at all."""
    row, story = scene.row, scene.story
    if story.language.code == "zh":
        is_behind_meeting = 0 < story.company_sentence == scene.sentence.ordinal - 1  # 雙方就燈籠安全交換意見
        is_undoing = any(word in row.text for word in _list_undoing())  # 訪問取消
        return bool(row.slots or scene.times) or is_behind_meeting or is_undoing
    if scene.times or story.speech_of is not None or any(slot.mention.kind in _TOLD_KINDS for slot in row.slots):
        return True
    return may_hold_units(row) or not _list_triggers().isdisjoint(_WORD.findall(row.text.lower()))


def _find_kind(scene: Scene, number: int, slot: Slot) -> str:
    """The kind that a slot counts as: a post whose holder is known is a person; one capital word alone is nobody."""
    phrase = slot.mention.phrase
    if phrase.kind == "post" and scene.agents.get(number):
        return "person"
    if phrase.kind == "body" and phrase.head in scene.story.language.lexicon.group_heads:
        return "group"
    if phrase.kind == "name" and " " not in phrase.text and not phrase.text.isupper():
        is_known = slot.mention.ids or phrase.abbreviation or phrase.text in scene.story.resolver.aliases
        return phrase.kind if is_known else "word"
    return phrase.kind


def _name_holders(scene: Scene, books: Books) -> None:
    """ "The Chief Executive said": whoever the release says holds the office now."""
    for number, slot in enumerate(scene.row.slots):
        phrase = slot.mention.phrase
        if phrase.kind != "post" or scene.sentence.text[max(0, phrase.start - 4) : phrase.start].lower() != "the ":
            continue
        posts = scene.story.resolver.find_posts(phrase.text)
        if not posts:
            continue
        holders = {
            tenure.person for tenure in books.tenures.values() if tenure.post in posts and tenure.capacity in _IN_OFFICE
        }
        if len(holders) == 1:
            scene.agents[number] = (Agent(holders.pop(), phrase.text),)
