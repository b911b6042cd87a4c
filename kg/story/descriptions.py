"""Names an event, and adds what its own name tells: its theme, the body whose it is."""

from __future__ import annotations

import re

from kg.clauses.clause import Member
from kg.discourse.events import Draft
from kg.discourse.scene import Agent
from kg.mentions.rows import Slot
from kg.patterns import get_expression, get_words
from kg.story.page import Page, Telling
from kg.vocabulary import Role

# What an event may be of, by its name.
_NAMED = frozenset({"place", "body", "post", "mechanism", "initiative", "event", "name"})


def make_label(page: Page, telling: Telling, name: str, members: tuple[Member, ...], event: Member | None) -> str:
    """Gives the name of an event, by the pattern of its frame."""

    def word(match: re.Match[str]) -> str:
        slot = match.group(1)
        found = members if slot == name else (event,) if slot == "event" and event else telling.filling.get(slot)
        names = [name_member(page, member) for member in found if member.slot is not None]
        language = page.scene.story.language
        return get_words(language, "joint").join(names) or get_words(language, "others")

    labels = telling.frame.labels or {}
    return re.sub(r"\{(\w+)\}", word, labels.get(page.scene.story.language.code, telling.frame.id))


def name_member(page: Page, member: Member) -> str:
    """Gives the name that a member is called by in a label."""
    slot = page.get_slot(member)
    if slot is None:
        return member.words
    phrase, resolver = slot.mention.phrase, page.scene.story.resolver
    if slot.mention.kind == "mechanism" or (phrase.is_short and slot.mention.kind == "body"):
        entity = page.scene.resolve_slot(member.slot or 0)
        if entity is not None:
            name = resolver.entities[entity].get_name(resolver.lang)
            label = get_words(page.scene.story.language, "mechanism_label")
            return label.format(name) if slot.mention.kind == "mechanism" else name
    return phrase.text + _find_second_name(page, slot)


def _find_second_name(page: Page, event: Slot) -> str:
    """ "峰會|暨夥伴大會": what an event is called besides, with the conjunction."""
    following = next((slot for slot in page.scene.row.slots if slot.start >= event.end), None)
    if following is None or {event.mention.kind, following.mention.kind} - {"event", "initiative"}:
        return ""
    twin = get_expression(page.scene.story.language, "twin_name")
    joint = twin.fullmatch(page.scene.sentence.text, event.end, following.start)
    return joint["joint"] + following.mention.phrase.text if joint is not None else ""


def describe_draft(page: Page, telling: Telling, draft: Draft, event: Slot, owner: int | None = None) -> None:
    """Adds what the words of an event tell of it: theme, initiative, mechanism, whose it is."""
    scene = page.scene
    draft.article = next(iter(scene.sentence.text[: event.start].lower().split()[-1:]), "")
    draft.whose = find_thing_behind(page, event)
    draft.rest = read_rest(page, event) if draft.label == event.mention.phrase.text else ""
    if event.mention.kind == "initiative":
        draft.about = scene.story.resolver.resolve(event.mention.phrase, event.mention.ids)
    theme = get_expression(scene.story.language, "theme").match(scene.sentence.text, event.end)
    draft.theme = (theme["quoted"] or theme["plain"]).strip() if theme is not None else None
    number = next(n for n, slot in enumerate(scene.row.slots) if slot is event)
    for argument in telling.clause.get("under"):
        for member in argument.group.members:
            slot = page.get_slot(member)
            if slot is not None and member.slot is not None and slot.mention.kind == "mechanism":
                draft.mechanism = draft.mechanism or scene.resolve_slot(member.slot)
    if event.mention.kind == "mechanism":
        draft.mechanism = scene.resolve_slot(number)
        for agent in scene.get_slot_agents(number):
            draft.add_part(telling.make_part(agent, Role.ORGANISER))
    elif draft.type == "meeting":
        _add_owner(page, telling, draft, event)
        if owner is not None and scene.row.slots[owner].mention.kind in ("mechanism", "body"):
            for agent in scene.get_slot_agents(owner):  # 聯席會議第五次會議
                draft.add_part(telling.make_part(agent, Role.ORGANISER))
    _add_namesake(page, telling, draft, event)


def find_thing_behind(page: Page, event: Slot) -> str:
    """Gives the name of what an event is of, or "": "the opening ceremony of the Lantern Expo"."""
    following = _find_next(page, event.end)
    if following is None or not _is_linked(page, "named_behind", event.end, following.start):
        return ""
    return "" if following.mention.phrase.is_short else following.mention.phrase.text


def _find_next(page: Page, end: int) -> Slot | None:
    return next((slot for slot in page.scene.row.slots if slot.start >= end), None)


def _is_linked(page: Page, name: str, start: int, end: int) -> bool:
    link = get_expression(page.scene.story.language, name).fullmatch(page.scene.sentence.text, start, end)
    return link is not None


def read_rest(page: Page, event: Slot) -> str:
    """Gives what the name of an event goes on with behind its head: " of the Lantern Expo", ' for the exhibition
    "Tides for All"'; "" where that is no name, or one of which nobody knows where it ends."""
    text = page.scene.sentence.text
    shaped = get_expression(page.scene.story.language, "shaped_behind").match(text, event.end)
    if shaped is not None:
        return shaped.group()
    rest, end, name = "", event.end, "named_behind"
    while (slot := _find_next(page, end)) is not None and _is_linked(page, name, end, slot.start):
        run = _read_run(page, slot)
        if run is None:  # "to" may be said of something else
            return rest if text.startswith(" to ", end) else ""
        rest += f"{text[end : slot.start]}{slot.mention.phrase.text}{run}"
        end, name = slot.end + len(run), "named_further" if run or slot.mention.kind == "name" else "named_of"
    return rest


def _read_run(page: Page, slot: Slot) -> str | None:
    """Gives what a name runs on with, nothing in most; None where it is no name, one of a list or in front of more that
    may belong to it ("the AI in Tides Forum")."""
    phrase, kind, text = slot.mention.phrase, slot.mention.kind, page.scene.sentence.text
    if kind not in _NAMED or phrase.is_short or phrase.text.islower():
        return None
    groups = [argument.group for clause in page.clauses for argument in clause.arguments]
    own = [group for group in groups if any(page.get_slot(member) is slot for member in group.members)]
    run = get_expression(page.scene.story.language, "runs_on").match(text, slot.end)
    if run is None or not own or any(len(group.members) > 1 for group in own):
        return None
    following = _find_next(page, slot.end)
    if following is not None:
        is_before_person = following.start < run.end() and following.mention.kind in ("person", "post")
        is_inside = kind == "name" and re.fullmatch(r" in (?:the )?", text[slot.end : following.start])
        if is_before_person or (is_inside and following.mention.kind != "place"):
            return None
    return run.group()


def _add_owner(page: Page, telling: Telling, draft: Draft, event: Slot) -> None:
    """ "the second meeting of the Joint Conference": its own body organises it."""
    row = page.scene.row
    for number, slot in enumerate(row.slots):
        between = page.scene.sentence.text[event.end : slot.start] if slot.start >= event.end else ""
        if (
            slot.start >= event.end
            and slot.mention.kind in ("mechanism", "body")
            and re.fullmatch(r" (?:of|under) (?:the )?", between)
        ):
            for agent in page.scene.get_slot_agents(number):
                if slot.mention.kind == "mechanism":
                    draft.mechanism = agent.id
                if between.startswith(" of"):
                    draft.add_part(telling.make_part(agent, Role.ORGANISER))
            return


def _add_namesake(page: Page, telling: Telling, draft: Draft, event: Slot) -> None:
    """ "the Lantern Board Convention": whose own event it is organises it; not "the Lantern Board Youth Council
    Convention", which is of another body."""
    resolver, text = page.scene.story.resolver, event.mention.phrase.text
    if not text[:1].isupper():
        return
    bodies, rest = resolver.find_namesakes(text)
    is_whole = resolver.language.lexicon.body_kinds.keys().isdisjoint(rest.split())
    if len(bodies) == 1 and is_whole:
        draft.add_part(telling.make_part(Agent(bodies[0], text), Role.ORGANISER))
