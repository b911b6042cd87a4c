"""Turns what the rules find about signings into agreements."""

from __future__ import annotations

from kg.agreements import pair_behalves
from kg.matches import Books, Found, find_agreement

_PARTY_GROUPS = ("F", "F2", "F3", "F4")


def add_signing(found: Found, books: Books) -> None:
    """Adds what a match says of an agreement's signing."""
    agreement = find_agreement(found, "G", books)
    if agreement is None:
        return
    label = found.scene.story.resolver.entities[agreement].get_name(found.scene.story.resolver.lang)
    draft = books.agreements.open(agreement, label, found.status)
    signing = draft.signing
    signing.time = signing.time or found.pick_time()
    signing.sentence = found.scene.sentence.ordinal
    if not signing.places and found.status == "done":
        signing.places += found.scene.story.city
    bodies = found.get_agents("F2") or found.get_agents("F4")
    for group, role in found.rule.roles.items():
        if role == "signatory":
            agents = found.get_agents(group)
            for agent, behalf in zip(agents, pair_behalves(agents, bodies), strict=True):
                signing.add_part(found.make_part(agent, role, behalf))
        elif role in ("witness", "participant"):
            for agent in found.get_agents(group):
                signing.add_part(found.make_part(agent, role))
    _add_parties(found, books, agreement)
    books.events.add(signing)


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
