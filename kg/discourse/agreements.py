"""Turns what is told of signings into agreements: who signed for whom, who witnessed, what it sets up."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.discourse.events import Draft, Part
from kg.discourse.scene import Agent
from kg.languages.time import Time
from kg.statements import Agreement, Participation


@dataclass(slots=True)
class AgreementDraft:
    """An agreement being read, with the event of its signing and the sentences that tell of it."""

    id: str
    signing: Draft
    paragraph: int = -1
    parties: list[Part] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)

    @property
    def time(self) -> Time | None:
        """When it was, or will be, signed."""
        return self.signing.time

    def add_party(self, part: Part) -> None:
        """Adds a body that the agreement binds."""
        if all(known.agent.id != part.agent.id for known in self.parties):
            self.parties.append(part)


@dataclass(slots=True)
class AgreementBook:
    """The agreements of one release."""

    drafts: dict[str, AgreementDraft] = field(default_factory=dict)
    last: str | None = None

    def open(self, agreement: str, label: str, status: str) -> AgreementDraft:
        """Gives the draft of an agreement, new or known."""
        self.last = agreement
        if agreement not in self.drafts:
            self.drafts[agreement] = AgreementDraft(agreement, Draft("signing", status, label, agreement=agreement))
        return self.drafts[agreement]


def pair_behalves(signatories: Sequence[Agent], bodies: Sequence[Agent]) -> list[str | None]:
    """ "A and B, on behalf of X and Y respectively": one each where the numbers fit, one for all, else nobody's."""
    if len(signatories) == len(bodies):
        return [body.id for body in bodies]
    return [bodies[0].id if len(bodies) == 1 else None] * len(signatories)


def name_behalves(draft: AgreementDraft, offices: Mapping[str, set[str]]) -> None:
    """Whoever signs as an officer of a party signs on its behalf; `offices` maps a person to the bodies of the posts.

    Where no party is named, and each signatory is an officer of another body, those bodies are the parties.
    """
    signing = [part for part in draft.signing.parts if part.role == "signatory"]
    owners = [next(iter(bodies)) for part in signing if len(bodies := offices.get(part.agent.id, set())) == 1]
    if not draft.parties and len(set(owners)) == len(signing) > 1:
        for part, owner in zip(signing, owners, strict=True):
            draft.add_party(replace(part, agent=Agent(owner, part.agent.text), role="participant"))
    parties = {part.agent.id for part in draft.parties}
    if any(part.agent.id.startswith("person/") for part in signing):
        draft.signing.parts = [part for part in draft.signing.parts if not _is_body_signing(part)]
    for at, part in enumerate(draft.signing.parts):
        bodies = offices.get(part.agent.id, set())
        if part.role == "signatory" and part.on_behalf_of is None and len(bodies & parties) == 1:
            draft.signing.parts[at] = replace(part, on_behalf_of=next(iter(bodies & parties)))


def _is_body_signing(part: Part) -> bool:
    """A body that only signs through its people is a party, not a signatory."""
    return part.role == "signatory" and not part.agent.id.startswith("person/")


def finish_agreement(draft: AgreementDraft, event: str | None, establishes: tuple[str, ...]) -> Agreement:
    """Makes the agreement of a draft."""
    people = [
        part
        for part in draft.signing.parts
        if part.role in ("signatory", "witness") and part.agent.id.startswith("person/")
    ]
    participations = tuple(
        Participation(
            f"participation/{_hash(draft.id, part.agent.id, part.role)}",
            part.agent.id,
            f"gba:{part.role}",
            part.on_behalf_of,
        )
        for part in people
    )
    time = draft.time
    day = time.first if time is not None else None
    return Agreement(
        draft.id,
        f"gba:{draft.signing.status}",
        day,
        event,
        tuple(part.agent.id for part in draft.parties),
        establishes,
        participations,
        tuple(sorted(draft.sentences)),
    )


def state_agreement(draft: AgreementDraft, agreement: Agreement) -> None:
    """States who signed and witnessed it and whom it binds."""
    nodes = {(part.agent, part.role): part.id for part in agreement.participations}
    status = draft.signing.status
    for part in draft.signing.parts:
        node = nodes.get((part.agent.id, f"gba:{part.role}"))
        if node is not None:
            predicate = "gba:signed" if part.role == "signatory" else "gba:witnessed"
            part.scene.add_statement(
                part.rule.id,
                (part.agent.id, predicate, draft.id),
                (part.agent.text, draft.signing.label),
                node=node,
                status=status,
                at=part.at,
            )
    for part in draft.parties:
        part.scene.add_statement(
            part.rule.id,
            (part.agent.id, "gba:partyTo", draft.id),
            (part.agent.text, draft.signing.label),
            status=status,
            at=part.at,
        )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
