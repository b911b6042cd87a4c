"""Turns what the rules find about signings into agreements."""

from __future__ import annotations

from kg.discourse.agreements import pair_behalves
from kg.discourse.events import Draft
from kg.discourse.matches import Books, Found, find_agreement
from kg.discourse.scene import Agent
from kg.patterns import get_words
from kg.rules.actions import find_tail_places
from kg.rules.ceremonies import join_ceremony, open_ceremony
from kg.story.whereabouts import place_by_story

_OTHER_ROLES = frozenset({"witness", "participant", "speaker", "host"})
_PARTY_GROUPS = ("F", "F2", "F3", "F4")


def add_signing(found: Found, books: Books) -> None:
    """Adds what a match says of the signing of an agreement, or of the several that the sentence tells."""
    if found.get_group("D") is not None and found.get_agents("W"):
        open_ceremony(found, books)
    elif _has_agents(found):
        for agreement in _find_agreements(found, books):
            _add_signing(found, books, agreement)


def _find_agreements(found: Found, books: Books) -> list[str]:
    if "G" not in found.match.re.groupindex:
        ordinal = found.scene.sentence.ordinal
        told = [draft.id for draft in books.agreements.drafts.values() if draft.signing.sentence == ordinal]
        if told:
            return told
    agreement = find_agreement(found, "G", books)
    return [agreement] if agreement is not None else []


def _has_agents(found: Found) -> bool:
    return any(found.get_agents(group) for group in (*found.rule.roles, *_PARTY_GROUPS))


def _add_signing(found: Found, books: Books, agreement: str) -> None:
    resolver = found.scene.story.resolver
    name = resolver.entities[agreement].get_name(resolver.lang)
    label = get_words(resolver.language, "signing_label").format(name)
    draft = books.agreements.open(agreement, label, found.status)
    signing = draft.signing
    signing.time = signing.time or found.pick_time()
    signing.sentence = found.scene.sentence.ordinal
    if not signing.places:
        numbers = found.scene.get_slots(found.span("P")) or find_tail_places(found)
        places = [found.scene.resolve_slot(number, kind="place") for number in numbers]
        signing.places += [place for place in places if place is not None]
        place_by_story(found, signing, books)
    _add_parties(found, books, agreement)
    parties = tuple(part.agent for part in books.agreements.drafts[agreement].parties)
    _add_signatories(found, signing, parties if found.get_group("R") else ())
    books.agreements.drafts[agreement].paragraph = found.scene.sentence.paragraph
    join_ceremony(found, books.agreements.drafts[agreement], books)
    books.events.add(signing)
    found.scene.story.thing = agreement


def _add_signatories(found: Found, signing: Draft, parties: tuple[Agent, ...]) -> None:
    """ "A and B, on behalf of X and Y respectively": who signs may stand in two groups, as in A與B分別代表X和Y.
    `parties` are given where each signed for one of them, in their order."""
    bodies = found.get_agents("F2") or found.get_agents("F4") or parties
    signatories = [
        agent for group, role in found.rule.roles.items() if role == "signatory" for agent in found.get_agents(group)
    ]
    for agent, behalf in zip(signatories, pair_behalves(signatories, bodies), strict=True):
        signing.add_part(found.make_part(agent, "signatory", behalf))
    for group, role in found.rule.roles.items():
        for agent in found.get_agents(group) if role in _OTHER_ROLES else ():
            signing.add_part(found.make_part(agent, role))


def _add_parties(found: Found, books: Books, agreement: str) -> None:
    draft = books.agreements.drafts[agreement]
    signing_bodies = [
        agent
        for group, role in found.rule.roles.items()
        if role == "signatory"
        for agent in found.get_agents(group)
        if not agent.id.startswith("person/")
    ]
    for agent in [*(agent for group in _PARTY_GROUPS for agent in found.get_agents(group)), *signing_bodies]:
        draft.add_party(found.make_part(agent, "participant"))
    if not any(part.role == "signatory" for part in draft.signing.parts):
        for agent in found.get_agents("F"):
            draft.signing.add_part(found.make_part(agent, "signatory"))
