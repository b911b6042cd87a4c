"""Turns a rule's match in a scene into events, signings, parts and relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.agreements import AgreementBook, pair_behalves
from kg.events import Draft, EventBook, Part
from kg.grammar import Rule
from kg.languages.lexicon import Lexicon
from kg.languages.time import Time
from kg.rows import Slot
from kg.story import Agent, Scene, get_slot

_TO = re.compile(r"\b(?:arriv|depart|leav|left|travel|visit|came|come|lead|led|proceed|opportunity|head|continu|went|go|attend|beg[ai]n|start)\w*\b")
_THEME = re.compile(r"(?:,? (?:with|on|under) the theme(?: of)?|,? themed|,? titled|,? entitled),? [\"“]?(?P<theme>[^\"”,.;]{3,160})[\"”]?")
# What takes place in the city that is being visited, where nothing else is said.
_IN_CITY = frozenset({"meeting", "signing", "ceremony", "conference"})


@dataclass(slots=True)
class Books:
    """What the rules have found so far in one release."""

    lexicon: Lexicon
    events: EventBook = field(default_factory=EventBook)
    agreements: AgreementBook = field(default_factory=AgreementBook)
    establishes: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a rule in a scene."""

    scene: Scene
    rule: Rule
    match: re.Match[str]
    status: str

    def span(self, group: str) -> tuple[int, int]:
        """Where a group stands in the row; (-1, -1) where the pattern has no such group or it matched nothing."""
        return self.match.span(group) if group in self.match.re.groupindex else (-1, -1)

    def get_agents(self, group: str) -> tuple[Agent, ...]:
        """The agents of a group; a subject that is left out is the sentence's own."""
        span = self.span(group)
        if self.span(f"no{group}")[0] >= 0:
            return self.scene.subject
        return self.scene.get_agents(span)

    def make_part(self, agent: Agent, role: str, behalf: str | None = None) -> Part:
        """The part that this match gives to an agent."""
        return Part(agent, role, self.scene, self.rule, self.match.start(), behalf)

    def pick_time(self) -> Time | None:
        """The time of what was found: the nearest in the sentence, else, for what is done, the story's day."""
        inner = [at for at in range(self.match.start(), self.match.end())]
        time = self.scene.pick_time((inner[0], inner[-1] + 1)) if inner else None
        return time or (self.scene.story.day if self.status == "done" else None)


def find_matches(scene: Scene, rule: Rule, lexicon: Lexicon) -> Iterator[Found]:
    """Gives the matches of a rule that may be believed: not in speech (unless the rule may), not denied, with a status."""
    for pattern in rule.patterns:
        for match in pattern.finditer(scene.row.text):
            if scene.is_speech(match.start()) and not rule.in_speech:
                continue
            status = _find_status(scene, match, lexicon)
            if status is not None:
                yield Found(scene, rule, match, status)


def _find_status(scene: Scene, match: re.Match[str], lexicon: Lexicon) -> str | None:
    """done, planned or cancelled by the verb's helpers; None for a wish, a denial or a bare purpose."""
    text = scene.row.text
    helpers = [match.group(name) for name in match.re.groupindex if name.startswith("aux") and match.group(name)]
    before = text[: match.start()]
    if re.search(r"\b(?:not|never|hop\w+|wish\w*|aim\w*|plann?ed|expects?|would like|able|how|invit\w+|welcom\w+|encourag\w+) (?:to )?\Z", before):
        return None
    if any(word in text for word in lexicon.cancelled):
        return "cancelled"
    if any(helper.startswith(lexicon.planned) for helper in helpers):
        return "planned"
    is_infinitive = "to" in helpers or before.endswith(" to ")
    has_modal = re.search(rf"\b(?:{'|'.join(lexicon.planned)}) (?![^,;]*\b(?:and|,) [\ue001])", before) is not None
    if is_infinitive:
        return ("planned" if has_modal else "done") if _TO.search(before) or has_modal else None
    is_bare = any(name.startswith("no") and match.start(name) >= 0 for name in match.re.groupindex)
    return "planned" if has_modal and is_bare else "done"


def add_event(found: Found, books: Books) -> None:
    """Adds the event, or each of the events, that a match tells."""
    rule = found.rule
    if not any(found.get_agents(group) for group in rule.roles):
        return
    for pieces in _split(found):
        draft = _draft(found, pieces, books)
        if draft is None:
            continue
        for group, role in rule.roles.items():
            agents = found.get_agents(group) if pieces.group != group else pieces.agents
            for agent in agents:
                draft.add_part(found.make_part(agent, role))
        _add_sides(found, draft, pieces)
        draft.sentence = found.scene.sentence.ordinal
        books.events.add(draft)
        if rule.sets_city and found.status != "planned":
            found.scene.story.city = tuple(draft.places)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The part of a match that one of its events is made of: the slots of the group that was split, the agents in them."""

    group: str
    slots: tuple[int, ...]
    agents: tuple[Agent, ...] = ()


def _split(found: Found) -> Iterator[Pieces]:
    """Each place visited is its own visit; "A, and then B" is two meetings; "meetings with A and B" are one each."""
    rule, scene = found.rule, found.scene
    group = rule.split or ("B" if rule.sides else "")
    span = found.span(group)
    if span[0] < 0:
        yield Pieces("", ())
        return
    numbers = scene.get_slots(span)
    if rule.sides:
        for run in _split_meetings(found, span):
            yield Pieces(group, tuple(run), tuple(agent for number in run for agent in scene.get_slot_agents(number)))
    elif rule.split == "W" and _is_nested_place(scene, span):
        yield Pieces(group, tuple(numbers))
    else:
        for number in numbers:
            yield Pieces(group, (number,))


def _split_meetings(found: Found, span: tuple[int, int]) -> list[list[int]]:
    scene = found.scene
    event = get_slot(scene, found.span("E"))
    if event is not None and event.mention.phrase.head.endswith("s") and event.mention.phrase.head != "talks":
        return [[number] for number in scene.get_slots(span)]
    runs: list[list[int]] = []
    at = span[0]
    for part in re.split(r"(?<=then) ", scene.row.text[span[0] : span[1]]):
        runs.append(scene.row.find_slots(at, at + len(part)))
        at += len(part) + 1
    return [run for run in runs if run]


def _is_nested_place(scene: Scene, span: tuple[int, int]) -> bool:
    """ "Ruijin, Jiangxi Province": two places and nothing but a comma between them are one."""
    text = scene.row.text[span[0] : span[1]]
    kinds = [scene.row.slots[number].mention.kind for number in scene.get_slots(span)]
    return kinds == ["place", "place"] and re.fullmatch(r"(?:the )?..(?:, )(?:the )?..", text) is not None


def _draft(found: Found, pieces: Pieces, books: Books) -> Draft | None:
    rule, scene = found.rule, found.scene
    event = _get_event_slot(found, pieces)
    if event is not None and event.mention.phrase.is_short:
        return _find_told(event, books)
    kind = _find_type(rule, event, books.lexicon)
    if kind is None:
        return None
    told = books.events.find_last(scene.sentence.ordinal, ("signing",)) if kind == "signing" else []
    if told and told[0].sentence == scene.sentence.ordinal:
        return told[0]
    draft = Draft(kind, found.status, _make_label(found, pieces), found.pick_time())
    _place(found, draft, pieces, books)
    if event is not None:
        _describe(found, draft, event)
    mechanism = get_slot(scene, found.span("M"))
    if mechanism is not None:
        draft.mechanism = scene.resolve_slot(scene.get_slots(found.span("M"))[0])
    return draft


def _find_told(event: Slot, books: Books) -> Draft | None:
    return books.events.find_head(event.mention.phrase.head)


def _get_event_slot(found: Found, pieces: Pieces) -> Slot | None:
    if pieces.group == "E" and pieces.slots:
        return found.scene.row.slots[pieces.slots[0]]
    return get_slot(found.scene, found.span("E"))


def _find_type(rule: Rule, event: Slot | None, lexicon: Lexicon) -> str | None:
    if rule.event != "by-head":
        return rule.event
    if event is None:
        return None
    phrase = event.mention.phrase
    if any(word in lexicon.ceremony_words for word in phrase.text.lower().split()):
        return "signing"
    if event.mention.kind == "initiative":
        return lexicon.event_initiative_heads.get(phrase.head)
    return lexicon.event_heads.get(phrase.head.lower())


def _make_label(found: Found, pieces: Pieces) -> str:
    def word(match: re.Match[str]) -> str:
        group = match.group(1)
        numbers = list(pieces.slots) if group == pieces.group else found.scene.get_slots(found.span(group))
        return ", ".join(found.scene.row.slots[number].mention.phrase.text for number in numbers) or "others"

    return re.sub(r"\{(\w+)\}", word, found.rule.label or found.rule.id)


def _place(found: Found, draft: Draft, pieces: Pieces, books: Books) -> None:
    """Puts the event where the match says, else at the body visited in the same sentence, else in the city being visited."""
    scene, where = found.scene, found.rule.where
    if where is not None:
        numbers = list(pieces.slots) if pieces.group == where else scene.get_slots(found.span(where))
        for number in numbers:
            mention = scene.row.slots[number].mention
            kind = "place" if mention.kind == "name" and not mention.phrase.abbreviation and mention.phrase.text not in scene.story.resolver.aliases else ""
            entity = scene.resolve_slot(number, kind=kind)
            if entity is not None:
                (draft.visited if draft.type == "visit" and entity.startswith("body/") else draft.places).append(entity)
    if not draft.places and draft.type in _IN_CITY and found.status == "done" and not scene.is_speech(found.match.start()):
        visited = books.events.find_visited(scene.sentence.ordinal) if draft.type == "meeting" else []
        draft.visited += visited
        draft.places += [] if visited else scene.story.city


def _describe(found: Found, draft: Draft, event: Slot) -> None:
    scene = found.scene
    if event.mention.kind == "initiative":
        draft.about = scene.story.resolver.resolve(event.mention.phrase, event.mention.ids)
    theme = _THEME.match(scene.sentence.text, event.end)
    draft.theme = theme["theme"].strip() if theme is not None else None


def _add_sides(found: Found, draft: Draft, pieces: Pieces) -> None:
    if len(found.rule.sides) != 2:
        return
    one, other = found.rule.sides
    others = pieces.agents if pieces.group == other else found.get_agents(other)
    draft.sides += [(found.make_part(a, "participant"), found.make_part(b, "participant")) for a in found.get_agents(one) for b in others]


def add_parts(found: Found, books: Books) -> None:
    """Adds people to the events that were told just before: "Also attending the meetings were ..."."""
    event = get_slot(found.scene, found.span("E"))
    ordinal = found.scene.sentence.ordinal
    kinds = ("meeting",) if event is not None and event.mention.phrase.head.startswith("meeting") else ()
    told = books.events.find_last(ordinal, kinds)
    is_plural = event is None or event.mention.phrase.head.endswith("s")
    for draft in told if is_plural else told[-1:]:
        for group, role in found.rule.roles.items():
            for agent in found.get_agents(group):
                draft.add_part(found.make_part(agent, role))


def add_relation(found: Found, books: Books) -> None:
    """States a relation between two things: a body under another, an agreement that sets up a mechanism."""
    scene, rule = found.scene, found.rule
    if rule.predicate is None:
        return
    targets = [entity for number in scene.get_slots(found.span("B")) if (entity := _resolve_target(scene, number)) is not None]
    for source, text in _list_sources(found, books):
        for target in targets:
            if source == target:
                continue
            if source.startswith("agreement/"):
                books.establishes.setdefault(source, []).append(target)
            scene.add_statement(rule.id, (source, rule.predicate, target), (text, scene.get_text(found.span("B"))), status=found.status, at=found.match.start())


def _resolve_target(scene: Scene, number: int) -> str | None:
    kind = "body" if scene.row.slots[number].mention.kind == "name" else ""
    return scene.resolve_slot(number, kind=kind)


def _list_sources(found: Found, books: Books) -> Iterator[tuple[str, str]]:
    slot = get_slot(found.scene, found.span("A"))
    if slot is not None and slot.mention.kind == "agreement":
        entity = _find_agreement(found, "A", books)
        if entity is not None:
            yield entity, slot.mention.phrase.text
        return
    for agent in found.get_agents("A"):
        yield agent.id, agent.text


def add_signing(found: Found, books: Books) -> None:
    """Adds what a match says of an agreement's signing."""
    agreement = _find_agreement(found, "G", books)
    if agreement is None:
        return
    label = found.scene.story.resolver.entities[agreement].get_name(found.scene.story.resolver.lang)
    draft = books.agreements.open(agreement, label, found.status)
    signing = draft.signing
    signing.time = signing.time or found.pick_time()
    signing.sentence = found.scene.sentence.ordinal
    if not signing.places and found.status == "done":
        signing.places += found.scene.story.city
    bodies = found.get_agents("F2")
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
    signing_bodies = [agent for group, role in found.rule.roles.items() if role == "signatory" for agent in found.get_agents(group) if not agent.id.startswith("person/")]
    for agent in [*found.get_agents("F"), *found.get_agents("F2"), *signing_bodies]:
        draft.add_party(found.make_part(agent, "participant"))
    if not any(part.role == "signatory" for part in draft.signing.parts):
        for agent in found.get_agents("F"):
            draft.signing.add_part(found.make_part(agent, "signatory"))


def _find_agreement(found: Found, group: str, books: Books) -> str | None:
    """ "the agreement" is the last one told; a named one is itself."""
    numbers = found.scene.get_slots(found.span(group))
    if not numbers:
        return None
    phrase = found.scene.row.slots[numbers[0]].mention.phrase
    if phrase.is_short:
        return books.agreements.last
    return found.scene.resolve_slot(numbers[0])
