"""Finds the words that tell what a meeting was about."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.clauses.clause import Argument, Clause, Place
from kg.discourse.events import Draft
from kg.patterns import get_expression
from kg.story.page import Page
from kg.vocabulary import Role

_LONGEST_INDIRECT = 20  # characters
_TALKING = ("consider", "talk", "discuss")


def add_matters(page: Page) -> None:
    """ "met with Mr B to discuss lantern safety", "exchanged views with him on talent": the words that tell what a
    meeting was about."""
    for clause in page.clauses:
        drafts = [draft for draft in page.told.get(id(clause), ()) if draft.type == "meeting" and draft.matter is None]
        words = _find_matter(page, clause) if drafts and page.tellings[id(clause)].frame.sides else None
        for draft in drafts if words is not None else ():
            if not draft.parts:
                continue
            draft.matter = words
            draft.matter_at = page.tellings[id(clause)].make_part(draft.parts[0].agent, Role.PARTICIPANT)
    _add_later_matter(page)


def _add_later_matter(page: Page) -> None:
    """A與B會面。他們就燈籠安全交換意見: what those talked about who met, by the one meeting of the sentence before."""
    clause = page.clauses[0] if page.clauses else None
    about = next(clause.get("about"), None) if clause is not None and clause.verb in _TALKING else None
    ordinal = page.scene.sentence.ordinal - 1
    meetings = [draft for draft in page.books.events.find_last(ordinal, ("meeting",)) if draft.sentence == ordinal]
    if clause is None or about is None or not about.words or page.told.get(id(clause)) or len(meetings) != 1:
        return
    (meeting,) = meetings
    words = _choose_words(page, about) if meeting.status == clause.status.value and meeting.parts else None
    if words is not None and meeting.matter is None and _are_those_who_met(page, clause, meeting):
        first = meeting.parts[0]
        meeting.matter, meeting.matter_at = words, replace(first, scene=page.scene, at=clause.at)


def _are_those_who_met(page: Page, clause: Clause, meeting: Draft) -> bool:
    """Whether whoever talks is nobody in particular (雙方), or all of those who met."""
    if clause.subject is None:
        return True
    people = {agent.id for agent in page.get_agents(clause.subject.members)}
    named = [member for member in clause.subject.members if member.slot is not None]
    return not named or people == {part.agent.id for part in meeting.parts}


def _find_matter(page: Page, clause: Clause) -> str | None:
    about = next(clause.get("about"), None) or _find_considered(page, clause)
    if about is not None and about.words:  # where it ends is known
        return _choose_words(page, about)
    if about is None:
        for other in page.clauses:
            if other.parent is clause and other.place is Place.PURPOSE:
                about = next(other.get("about"), None) or (
                    next(other.get("object"), None)
                    if other.verb in ("discuss", "plain") and other.words.startswith("discuss")
                    else None
                )
                if about is not None:
                    clause = other
                    break
    if about is None or page.get_agents(about.group.members):
        return None
    start = page.scene.row.find_place(about.group.start)
    indirect = get_expression(page.scene.story.language, "indirect").search(
        page.scene.sentence.text, max(0, start - _LONGEST_INDIRECT), start
    )
    if indirect is not None:
        text = page.scene.sentence.text[indirect.start() :]
    else:
        text = page.scene.sentence.text[start : _find_next_deed(page, about)]
    text = get_expression(page.scene.story.language, "matter_tail").sub("", text)
    found = re.match(r"[^.;,]*(?:, [^.;,]*(?= and ))*[^.;,]*", text)
    words = found.group().strip() if found is not None else ""
    is_time = about.marker == "about" and get_expression(page.scene.story.language, "no_matter").fullmatch(words)
    return words if words and not is_time else None  # not "on her last day in Porto"


def _find_considered(page: Page, clause: Clause) -> Argument | None:
    """A與B會面，就燈籠安全交換意見: what the same people talked about, right behind the clause that tells that they
    met."""
    following = next((other for other in page.clauses if other.at > clause.at), None)
    if following is None or following.verb not in _TALKING or following.subject_from != "coordinate":
        return None
    if page.told.get(id(following)):
        return None  # 會見A，就燈籠安全與B交換意見: that was another meeting
    return next(following.get("about"), None) if following.status is clause.status else None


def _choose_words(page: Page, about: Argument) -> str | None:
    """Gives the words of a matter, None where they name none: 相關事宜."""
    row, language = page.scene.row, page.scene.story.language
    end = row.find_place(about.group.end - 1) + 1  # words that the row leaves out stand behind it
    text = page.scene.sentence.text[row.find_place(about.group.start) : end]
    text = get_expression(language, "matter_tail").sub("", text)
    return text if text and not get_expression(language, "no_matter").fullmatch(text) else None


def _find_next_deed(page: Page, about: Argument) -> int | None:
    """ "to discuss lamp safety and then visited X", "on tides before attending Y": where the verb of what else the same
    people did stands, None where nothing follows."""
    following = [
        other.at
        for other in page.clauses
        if other.at > about.group.start and other.place in (Place.MAIN, Place.FRONTED) and other.subject_from
    ]
    return page.scene.row.find_place(min(following)) if following else None
