"""Tells of the signing of several agreements at one ceremony: "witnessed the signing of three documents", which the
release then names one by one."""

from __future__ import annotations

from kg.discourse.agreements import AgreementBook, AgreementDraft
from kg.discourse.events import Draft
from kg.discourse.matches import Books, Found
from kg.patterns import get_expression, get_words

_FARTHEST_PARAGRAPH = 2


def open_ceremony(found: Found, books: Books) -> None:
    """Notes a ceremony of several signings; those just told, if there are as many, were signed at it."""
    counted = get_expression(books.language, "counted").match(found.get_group("D") or "")
    count = books.language.lexicon.counts.get(counted["count"]) if counted is not None else None
    books.ceremonies.append((found, int(count) if count is not None else None))
    told = _list_told(found, books.agreements)
    if told and (count == str(len(told)) or told[-1].signing.sentence == found.scene.sentence.ordinal):
        for draft in told:
            _join(found, draft.signing)


def _join(ceremony: Found, signing: Draft) -> None:
    """Makes a signing part of the ceremony, with its witnesses."""
    label = get_words(ceremony.scene.story.language, "ceremony_label")
    signing.ceremony = label.format(ceremony.get_group("D"))
    for agent in ceremony.get_agents("W"):
        signing.add_part(ceremony.make_part(agent, "witness"))


def _list_told(found: Found, book: AgreementBook) -> list[AgreementDraft]:
    """The agreements of the same sentence, else those of the same paragraph before it."""
    scene = found.scene
    here = [draft for draft in book.drafts.values() if draft.signing.sentence == scene.sentence.ordinal]
    return here or [draft for draft in book.drafts.values() if draft.paragraph == scene.sentence.paragraph]


def join_ceremony(found: Found, draft: AgreementDraft, books: Books) -> None:
    """Makes a signing that is told after its ceremony a part of it."""
    for ceremony, count in books.ceremonies[-1:]:
        opened = ceremony.scene.sentence
        after = found.scene.sentence.paragraph - opened.paragraph
        joined = [known for known in books.agreements.drafts.values() if known.signing.ceremony]
        has_room = len(joined) < count if count is not None else after == 0
        is_behind = found.scene.sentence.ordinal > opened.ordinal and after <= _FARTHEST_PARAGRAPH
        if is_behind and has_room and found.status == ceremony.status and not draft.signing.ceremony:
            _join(ceremony, draft.signing)
