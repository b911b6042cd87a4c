"""Tells who signed what for whom, and who looked on."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.clauses.clause import Member
from kg.discourse.agreements import pair_behalves
from kg.discourse.events import Draft, Part
from kg.frames import Deed
from kg.mentions.rows import Slot
from kg.patterns import get_expression, get_words
from kg.story.page import FARTHEST_EVENT, NEAR, Page, Telling
from kg.story.settings import place_draft
from kg.vocabulary import Role

_AGREEMENT_HEADS = ("memorandu",)
_MEMORANDUM = re.compile(r"(?i:memorand|\bmou\b)")


def tell_sign(page: Page, telling: Telling) -> None:
    """Adds the signing of each agreement that a filling names."""
    agreements = _find_agreements(page, telling)
    for agreement in agreements:
        sign_agreement(page, telling, agreement)


def _find_agreements(page: Page, telling: Telling) -> list[str]:
    found = []
    for member in telling.filling.find_use("agreement"):
        entity = find_agreement(page, member)
        if entity is not None:
            found.append(entity)
    return list(dict.fromkeys(found))


def find_agreement(page: Page, member: Member) -> str | None:
    """ "the agreement", "the document" is the one told of last; a named one is itself."""
    slot, story = page.get_slot(member), page.scene.story
    if slot is None or member.slot is None:
        return _find_told(page)
    if not slot.mention.phrase.is_short:
        entity = _find_quoted(page, slot) or page.scene.resolve_slot(member.slot)
        story.note_mention(page.scene.sentence, slot.mention.phrase, entity)
        return entity
    head = _name_document(page, member)
    told = [known for known in page.books.agreements.drafts if head[:9] in known.replace("mou", "memorandum")]
    if head[:9] in _AGREEMENT_HEADS and told:
        return told[-1]
    if story.agreement is not None:
        return story.resolver.resolve(story.agreement.phrase, story.agreement.ids)
    return page.books.agreements.last


def _find_told(page: Page) -> str | None:
    """ "the document", "were the signatories": the one agreement whose signing was told of last."""
    last = page.books.events.find_last(page.scene.sentence.ordinal, ("signing",))
    told = [
        agreement
        for agreement, draft in page.books.agreements.drafts.items()
        if draft.signing in last and page.scene.sentence.ordinal - draft.signing.sentence <= FARTHEST_EVENT
    ]
    return told[0] if len(told) == 1 else None


def _find_quoted(page: Page, slot: Slot) -> str | None:
    """《合作安排》 after 《海洋環境合作安排》: the one agreement told before whose name ends so."""
    phrase, text = slot.mention.phrase, page.scene.sentence.text
    if "《" not in text[max(0, phrase.start - 1) : phrase.start + 1]:
        return None
    entities = page.scene.story.resolver.entities
    told = [
        known
        for known in page.books.agreements.drafts
        if any(label.text.endswith(phrase.text) and label.text != phrase.text for label in entities[known].labels)
    ]
    return told[0] if len(told) == 1 else None


def _name_document(page: Page, member: Member) -> str:
    """ "the memorandum" and "the MoU" are one word."""
    slot = page.get_slot(member)
    head = slot.mention.phrase.head if slot is not None else member.head or member.words
    return "memorandum" if head.lower() == "mou" else head.lower()


def sign_agreement(page: Page, telling: Telling, agreement: str) -> None:
    """Opens, or adds to, the signing of an agreement: parties, signatories and for whom, place, time."""
    scene, resolver = page.scene, page.scene.story.resolver
    name = resolver.entities[agreement].get_name(resolver.lang)
    label = get_words(resolver.language, "signing_label").format(name)
    draft = page.books.agreements.open(agreement, label, telling.status)
    signing = draft.signing
    signing.time = signing.time or telling.time
    signing.sentence = scene.sentence.ordinal
    draft.sentences.add(scene.sentence.ordinal)
    signatories = page.get_agents((*telling.filling.get("signatory"), *telling.filling.get("partner")))
    sides = page.get_agents(telling.filling.get("side") or _find_between(page, telling))
    principals = page.get_agents(telling.filling.find_use("principal"))
    people = tuple(agent for agent in signatories if agent.id.startswith("person/"))
    bodies = tuple(agent for agent in signatories if not agent.id.startswith("person/"))
    if not principals and people and sides and (telling.clause.is_respective or len(people) == len(sides)):
        principals = sides
    parties = tuple(part.agent for part in draft.parties)
    if (
        not principals
        and len(people) == len(parties) > 1
        and "respective" in scene.row.text[telling.clause.start : telling.end]
    ):
        principals = parties  # "signed by their respective presidents, A and B"
    partners = page.get_agents(telling.filling.get("partner"))
    ours = tuple(agent for agent in people if agent not in partners)
    if ours and len(principals) == len(ours) < len(people):  # "A, on behalf of X, signed it with B": B not for X
        people = ours
        for agent in partners:
            signing.add_part(telling.make_part(agent, Role.SIGNATORY))
    for agent, behalf in zip(people, pair_behalves(people, principals), strict=True):
        signing.add_part(telling.make_part(agent, Role.SIGNATORY, behalf))
    for agent in (*principals, *sides, *bodies):
        draft.add_party(telling.make_part(agent, Role.PARTICIPANT))
    if not any(part.role == Role.SIGNATORY for part in signing.parts):
        for agent in (*bodies, *sides, *(principals if not people else ())):
            signing.add_part(telling.make_part(agent, Role.SIGNATORY))
    for part in page.list_parts(telling, without=("signatory", "partner")):
        signing.add_part(part)
    for part in _list_witnesses(page, telling):
        signing.add_part(part)
    if not signing.places:
        place_draft(page, telling, signing, telling.filling.find_use("where"))
    draft.paragraph = scene.sentence.paragraph
    _join_ceremony(page, telling, signing)
    page.books.events.add(signing)
    page.remember(telling, signing)
    scene.story.thing = agreement


def _list_witnesses(page: Page, telling: Telling) -> list[Part]:
    """ "A witnessed the signing of X": the parts that the verb gives in what its noun tells."""
    for filling in page.fillings:
        if filling.frame.deed is Deed.WITNESS and filling.clause is telling.clause.parent:
            return list(page.list_parts(replace(telling, filling=filling)))
    return []


def _find_between(page: Page, telling: Telling) -> tuple[Member, ...]:
    """ "An agreement between A and B, signed in 2019": the sides stand right behind its name."""
    for member in telling.filling.find_use("agreement"):
        for clause in page.clauses:
            for argument in clause.get("between"):
                if 0 <= argument.group.start - member.end <= NEAR:
                    return argument.group.members
    return ()


def tell_ceremony(page: Page, telling: Telling, event: Member | None, *, owned: bool = False) -> bool:
    """ "attended the signing ceremony of a framework agreement", "the memorandum signing ceremony of A and B": a
    part in the signing of that agreement. With `owned`, only where the agreement is a part of the ceremony's name."""
    owner = event.owner_slot if event is not None else None
    if owned and (owner is None or page.scene.row.slots[owner].mention.kind != "agreement"):
        return False
    of = [argument.group for argument in telling.clause.get("of", "for")]
    members = [
        m
        for group in of
        for m in group.members
        if (slot := page.get_slot(m)) is not None and slot.mention.kind == "agreement"
    ]
    if not members and owner is not None and page.scene.row.slots[owner].mention.kind == "agreement":
        members = [Member(owner, "", "", 0, 0)]  # 出席《…協議》簽署儀式
    number = event.slot if event is not None else None
    before = number - 1 if number else None
    if not members and before is not None and number is not None:
        slots = page.scene.row.slots
        if slots[before].mention.kind == "agreement" and 0 <= slots[number].start - slots[before].end <= 1:
            members = [Member(before, slots[before].mention.phrase.text, "", 0, 0)]
    agreements = [entity for m in members if (entity := find_agreement(page, m)) is not None]
    for agreement in dict.fromkeys(agreements):
        sign_agreement(page, telling, agreement)
        draft = page.books.agreements.drafts[agreement]
        for agent in [
            agent for group in of for agent in page.get_agents(group.members) if agent.id.startswith("body/")
        ]:
            draft.add_party(telling.make_part(agent, Role.PARTICIPANT))
            draft.signing.add_part(telling.make_part(agent, Role.SIGNATORY))
    return bool(agreements)


def tell_witness(page: Page, telling: Telling) -> None:
    """Adds the witnesses of the signings that a filling means."""
    parts = list(page.list_parts(telling))
    if not parts:
        return
    agreements = _find_agreements(page, telling)
    for agreement in agreements:
        sign_agreement(page, telling, agreement)
    if agreements:
        return
    child = next(
        (
            drafts
            for clause in page.clauses
            if clause.parent is telling.clause and (drafts := page.told.get(id(clause)))
        ),
        None,
    )
    told = child
    words = " ".join(_name_document(page, member) for member in telling.filling.find_use("event"))
    if told is None and telling.filling.find_use("event"):
        counted = _open_documents(page, telling)
        if counted:
            return
        if not get_expression(page.scene.story.language, "signed_words").search(words):
            return
        last = page.books.events.find_last(page.scene.sentence.ordinal, ("signing",))
        told = [draft for draft in last if page.scene.sentence.ordinal - draft.sentence <= FARTHEST_EVENT]
        told = [draft for draft in told if "memorandum" not in words or _MEMORANDUM.search(draft.label)]
    for draft in told or ():
        for part in parts:
            draft.add_part(part)
        page.remember(telling, draft)


def _open_documents(page: Page, telling: Telling) -> bool:
    """ "witnessed the signing of three documents": a ceremony, and those told around it were signed at it."""
    language = page.scene.story.language
    documents = next((a.group for a in telling.clause.get("of") if a.group.members[-1].slot is None), None)
    signing = next(iter(telling.filling.find_use("event")), None)
    if documents is None or signing is None or signing.slot is not None or signing.head != "signing":
        return False
    words = page.scene.row.text[documents.start : documents.end]
    counted = get_expression(language, "counted").match(words)
    count = int(language.lexicon.counts[counted["count"]]) if counted is not None else None
    label = get_words(language, "ceremony_label").format(words)
    draft = Draft("signing", telling.status, label, telling.time)
    draft.ceremony = label
    draft.sentence = draft.first_sentence = page.scene.sentence.ordinal
    for part in page.list_parts(telling):
        draft.add_part(part)
    place_draft(page, telling, draft, telling.filling.find_use("where"))
    page.books.documents.append((draft, count))
    told = [
        known for known in page.books.agreements.drafts.values() if known.paragraph == page.scene.sentence.paragraph
    ]
    if told and (count == len(told) or told[-1].signing.sentence == page.scene.sentence.ordinal):
        for known in told:
            _join_signing(draft, known.signing)
    page.books.events.add(draft)
    page.remember(telling, draft)
    return True


def _join_signing(ceremony: Draft, signing: Draft) -> None:
    signing.ceremony = ceremony.ceremony
    for part in ceremony.parts:
        if part.role == Role.WITNESS:
            signing.add_part(part)
    signing.time = signing.time or ceremony.time
    if not signing.places and not signing.visited:
        signing.places, signing.visited = list(ceremony.places), list(ceremony.visited)


def _join_ceremony(page: Page, telling: Telling, signing: Draft) -> None:
    """Makes a signing that is told after its ceremony a part of it."""
    for ceremony, count in page.books.documents[-1:]:
        after = page.scene.sentence.ordinal - ceremony.first_sentence
        joined = [known for known in page.books.agreements.drafts.values() if known.signing.ceremony]
        has_room = len(joined) < count if count is not None else after <= FARTHEST_EVENT
        if has_room and after >= 0 and telling.status == ceremony.status and not signing.ceremony:
            _join_signing(ceremony, signing)
