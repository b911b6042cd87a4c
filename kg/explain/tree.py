"""Turns the trace of a release into Trees: per sentence its clauses, the frame of each, what the story made of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from kg.clauses.clause import Clause, Group, Member, Reality
from kg.discourse.events import Draft, Part
from kg.discourse.scene import Scene
from kg.discourse.trace import Reading, Trace
from kg.explain.grounds import is_same_time
from kg.explain.misses import say_miss, say_uncalled
from kg.explain.words import say, say_if_known, say_predicate, say_term, translate
from kg.frames import Deed, Filling, Frame, read_frames
from kg.languages.choice import GRAMMARS
from kg.languages.time import Time
from kg.patterns import KIND_MARKS
from kg.phrases import join_phrases
from kg.statements import Agreement, Event, Extraction, Statement
from kg.vocabulary import EventType

Key = TypeVar("Key")
Value = TypeVar("Value")
_DEEPEST = 6
_MOST_OTHERS = 8
_RELATIONS = ("gba:establishes", "org:subOrganizationOf", "org:holds")


@dataclass(frozen=True, slots=True)
class Told:
    """What the story made of a clause: an event or agreement with what came to it here and from elsewhere.

    `since` is the sentence where it was first told, if that is an earlier one; `others` are (words, sentence), of which
    `more` are not listed; `dropped` says why it came to nothing after all.
    """

    type: str
    status: str
    label: str
    date: str
    places: str
    since: int | None
    parts: tuple[str, ...]
    others: tuple[tuple[str, int], ...]
    more: int = 0
    dropped: str = ""

    @property
    def title(self) -> str:
        """What it is, in words: "done meeting «meeting with Bo Lin»"."""
        return say("told_title", status=self.status, type=self.type, label=self.label)


@dataclass(frozen=True, slots=True)
class Twig:
    """A clause of a sentence, `depth` steps below the sentence; `why` says why nothing came of it."""

    depth: int
    words: str
    entry: str
    place: str
    status: str
    arguments: tuple[tuple[str, str], ...]
    frame: str
    says: str
    slots: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Tree:
    """How a sentence was read; `why` is empty where something came of it, or where it names nobody."""

    twigs: tuple[Twig, ...]
    why: str

    @property
    def verbs(self) -> str:
        """The words of its clauses."""
        return join_phrases((twig.words for twig in self.twigs), "and")


@dataclass(frozen=True, slots=True)
class TreeMaker:
    """What the trees of a release are made with: `names` gives the words for an id, `spans` the entity of a stretch of
    the stored text, `sentences` those that name an entity, `relations` the statements of a sentence that tell of no
    event, `drafts` what got a part from a sentence and a place in its row, `strays` what got one from none of the
    sentence's clauses, with the frame."""

    trace: Trace
    names: Mapping[str, str]
    spans: Mapping[tuple[int, int], str]
    events: Mapping[str, Event]
    agreements: Mapping[str, Agreement]
    sentences: Mapping[str, Sequence[int]]
    relations: Mapping[int, Sequence[Statement]]
    drafts: Mapping[tuple[int, int], Sequence[Draft]]
    strays: Mapping[int, Sequence[tuple[Frame, Draft]]]

    def make_tree(self, ordinal: int, *, is_silent: bool) -> Tree | None:
        """Gives the tree of a sentence, None where it was not read clause by clause; `is_silent` says that it names
        somebody, but states nothing."""
        reading = self.trace.readings.get(ordinal)
        if reading is None:
            return None
        fillings = {id(filling.clause): filling for filling in reading.fillings}
        twigs = (
            *(
                _make_twig(depth, clause, fillings.get(id(clause)), reading, self)
                for depth, clause in _walk(reading.clauses)
            ),
            *_list_strays(reading, self),
        )
        is_told = any(not told.dropped for twig in twigs for told in twig.told)
        return Tree(twigs, _sum_up(reading, twigs) if is_silent and not is_told else "")


def make_maker(extraction: Extraction, trace: Trace, names: Mapping[str, str]) -> TreeMaker:
    """Gives the maker of a release's trees."""
    parts = [(part.scene.sentence.ordinal, part, draft) for draft in trace.drafts for part in draft.parts]
    frames = {frame.id: frame for frame in read_frames(GRAMMARS[extraction.release.lang])} if trace.readings else {}
    filled = {(ordinal, filling.clause.at) for ordinal, one in trace.readings.items() for filling in one.fillings}
    return TreeMaker(
        trace,
        names,
        {(mention.start, mention.end): mention.entity for mention in extraction.mentions},
        {event.id: event for event in extraction.events},
        {agreement.id: agreement for agreement in extraction.agreements},
        _group(sorted((mention.entity, mention.sentence) for mention in extraction.mentions)),
        _group(
            (statement.sentence, statement) for statement in extraction.statements if statement.predicate in _RELATIONS
        ),
        _group(((ordinal, part.at), draft) for ordinal, part, draft in parts),
        _group(
            (ordinal, (frames[part.rule.id], draft))
            for ordinal, part, draft in parts
            if part.rule.id in frames and (ordinal, part.at) not in filled
        ),
    )


def _group(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _walk(clauses: Sequence[Clause]) -> Iterator[tuple[int, Clause]]:
    """Gives each clause once, with its depth, those that depend on it behind it."""
    known = {id(clause) for clause in clauses}
    below: dict[int, list[Clause]] = {}
    for clause in clauses:
        below.setdefault(id(clause.parent) if id(clause.parent) in known else 0, []).append(clause)
    seen: set[int] = set()
    for first in (*below.get(0, ()), *clauses):  # a ring of clauses that depend on each other has no first one
        stack = [(0, first)]
        while stack:
            depth, clause = stack.pop()
            if id(clause) not in seen:
                seen.add(id(clause))
                yield min(depth, _DEEPEST), clause
                stack += [(depth + 1, child) for child in reversed(below.get(id(clause), ()))]


def _make_twig(depth: int, clause: Clause, filling: Filling | None, reading: Reading, maker: TreeMaker) -> Twig:
    told = tuple(_list_told(clause, filling, reading, maker)) if filling is not None else ()
    return Twig(
        depth,
        clause.words,
        clause.verb,
        say("passive", place=_say_place(clause)) if clause.is_passive else _say_place(clause),
        say("status:unreal") if clause.status is Reality.UNREAL else say_term(clause.status),
        tuple(_list_arguments(clause, reading.scene)),
        filling.frame.id if filling is not None else "",
        translate(filling.frame.says) if filling is not None else "",
        tuple(_list_slots(filling, reading.scene, maker)) if filling is not None else (),
        told,
        "" if told else _say_why(clause, filling, reading),
    )


def _say_place(clause: Clause) -> str:
    return say(f"clause:{clause.place}")


def _list_strays(reading: Reading, maker: TreeMaker) -> Iterator[Twig]:
    """What a frame told without a clause: whom a speech greets at its beginning is there."""
    drafts: dict[tuple[str, int], tuple[Frame, Draft]] = {}
    for frame, draft in maker.strays.get(reading.scene.sentence.ordinal, ()):
        drafts[frame.id, id(draft)] = frame, draft
    for frame, draft in drafts.values():
        told = _make_told(draft, None, reading, maker)
        words = ", ".join(sorted(entry for entries in frame.verbs.values() for entry in entries))
        place, says = say("clause:none"), translate(frame.says)
        yield Twig(0, words, "", place, say_term(Reality.DONE), (), frame.id, says, (), (told,), "")


def _list_arguments(clause: Clause, scene: Scene) -> Iterator[tuple[str, str]]:
    if clause.subject is not None:
        words, source = _say_group(clause.subject, scene), clause.subject_from
        lent = say("with_source", words=words, source=say_if_known("subject_from", source))
        yield say("marker:subject"), lent if source else words
    for argument in clause.arguments:
        yield say_if_known("marker", argument.marker), _say_group(argument.group, scene)
    for time in clause.times:
        yield say("marker:time"), _say_time(time, scene)


def _say_group(group: Group, scene: Scene) -> str:
    return join_phrases((_say_member(member, scene) for member in group.members), "and")


def _say_member(member: Member, scene: Scene) -> str:
    if member.slot is not None:
        words = scene.row.slots[member.slot].mention.phrase.text
        return f"{member.through} of {words}" if member.through else words
    if not any(letter in KIND_MARKS.values() for letter in member.words):
        return member.words
    return scene.get_text((member.start, member.end))


def _say_time(time: Time, scene: Scene) -> str:
    return say("time", words=scene.sentence.text[time.start : time.end], span=_say_span(time))


def _say_span(time: Time) -> str:
    return (say("span", first=time.first, last=time.last) if time.last else time.first) or say("no_day")


def _list_slots(filling: Filling, scene: Scene, maker: TreeMaker) -> Iterator[tuple[str, str]]:
    for slot in filling.frame.slots:
        members = filling.get(slot.name)
        if members:
            yield slot.name, join_phrases((_name_member(member, scene, maker) for member in members), "and")


def _name_member(member: Member, scene: Scene, maker: TreeMaker) -> str:
    """The names of whom a member means; its words where it means no entity, or it is open whom it means."""
    words = _say_member(member, scene)
    if member.slot is None:
        return say("quoted", words=words)
    slot = scene.row.slots[member.slot]
    agents = scene.agents.get(member.slot, ())
    if agents:
        return join_phrases((maker.names.get(agent.id, agent.id) for agent in agents), "and")
    start, end = slot.mention.phrase.start, slot.mention.phrase.end
    span = (scene.sentence.find_offset(start), scene.sentence.find_offset(end - 1) + 1)
    if span in maker.spans:
        return maker.names.get(maker.spans[span], words)
    return say("quoted_open" if slot.mention.kind == "person" else "quoted", words=words)


def _list_told(clause: Clause, filling: Filling, reading: Reading, maker: TreeMaker) -> Iterator[Told]:
    found = (*reading.told.get(id(clause), ()), *maker.drafts.get((reading.scene.sentence.ordinal, clause.at), ()))
    drafts = {id(draft): draft for draft in found}
    for draft in drafts.values():
        yield _make_told(draft, clause, reading, maker)
    slots = {member.slot for name in filling.groups for member in filling.get(name)}
    own = {agent.id for number in slots if number is not None for agent in reading.scene.agents.get(number, ())}
    for statement in maker.relations.get(reading.scene.sentence.ordinal, ()):
        if statement.rule == filling.frame.id and (filling.frame.deed is not Deed.NEST or statement.subject in own):
            names = [maker.names.get(id, id) for id in (statement.subject, statement.object)]
            words = say("triple", subject=names[0], verb=say_predicate(statement.predicate), object=names[1])
            yield Told(say("type:statement"), say_term(statement.status), words, "", "", None, (), ())


def _is_of(part: Part, clause: Clause | None, reading: Reading) -> bool:
    return part.scene is reading.scene and (clause is None or part.at == clause.at)


def _make_told(draft: Draft, clause: Clause | None, reading: Reading, maker: TreeMaker) -> Told:
    event = maker.events.get(maker.trace.events.get(id(draft), ""))
    agreement = maker.agreements.get(draft.agreement or "")
    ordinal = reading.scene.sentence.ordinal
    own = tuple(_say_part(part, maker) for part in draft.parts if _is_of(part, clause, reading))
    others = tuple(
        (_say_part(part, maker), part.scene.sentence.ordinal)
        for part in draft.parts
        if not _is_of(part, clause, reading)
    )
    parties = (
        tuple(say("part", name=maker.names.get(id, id), role=say("party")) for id in agreement.parties)
        if agreement is not None
        else ()
    )
    return Told(
        say("type:other") if draft.type == EventType.OTHER else say_term(draft.type),
        say_term(draft.status),
        maker.names.get(draft.agreement, draft.label) if draft.agreement is not None else draft.ceremony or draft.label,
        _say_date(draft, event, clause, reading, maker),
        _say_places(draft, event, ordinal, maker),
        draft.first_sentence if 0 < draft.first_sentence < ordinal else None,
        own + parties,
        others[:_MOST_OTHERS],
        len(others[_MOST_OTHERS:]),
        _say_dropped(draft) if event is None and agreement is None else "",
    )


def _say_dropped(draft: Draft) -> str:
    return say("dropped:plan" if draft.parts else "dropped:nobody")


def _say_part(part: Part, maker: TreeMaker) -> str:
    name, role = maker.names.get(part.agent.id, part.agent.id), say_term(part.role)
    if not part.on_behalf_of:
        return say("part", name=name, role=role)
    return say("part_for", name=name, role=role, behalf=maker.names.get(part.on_behalf_of, part.on_behalf_of))


def _say_date(draft: Draft, event: Event | None, clause: Clause | None, reading: Reading, maker: TreeMaker) -> str:
    """The date of an event and which words it comes from."""
    time = draft.time
    if time is None or not time.first:
        return say("not_known")
    date = say("span", first=event.start, last=event.end) if event is not None and event.end else _say_span(time)
    is_again = draft.first_sentence < reading.scene.sentence.ordinal
    key, values = _find_words(time, clause, reading, maker.trace, is_again=is_again)
    return say(key, date=date, **values)


def _find_words(
    time: Time, clause: Clause | None, reading: Reading, trace: Trace, *, is_again: bool
) -> tuple[str, dict[str, object]]:
    """Which row says where a time stands, and what fills it: in the clause, elsewhere in the sentence, else in the
    nearest sentence before it or, if the event was told again, behind it."""
    for other in (clause, *reading.clauses):
        for known in other.times if other is not None else ():
            if other is not None and is_same_time(known, time):
                words = reading.scene.sentence.text[known.start : known.end]
                if other is clause:
                    return "own_words", {"words": words}
                return "other_clause", {"words": words, "clause": other.words}
    here = reading.scene.sentence.ordinal
    for ordinal in chain(range(here, 0, -1), range(here + 1, len(trace.readings) + 1)):
        scene = trace.readings[ordinal].scene if ordinal in trace.readings else None
        for known in scene.times if scene is not None else ():
            if scene is not None and is_same_time(known, time):
                words = scene.sentence.text[known.start : known.end]
                if ordinal == here:
                    return "same_sentence", {"words": words}
                return "other_sentence" if is_again or ordinal > here else "story_day", {"words": words, "n": ordinal}
    return "from_story", {}


def _say_places(draft: Draft, event: Event | None, ordinal: int, maker: TreeMaker) -> str:
    ids = (*event.visited, *event.places) if event is not None else (*draft.visited, *draft.places)
    return join_phrases(
        (
            _place_in(maker.names.get(id, id), maker.sentences.get(id, ()), draft.first_sentence, ordinal)
            for id in dict.fromkeys(ids)
        ),
        "names",
    )


def _place_in(place: str, sentences: Sequence[int], first: int, here: int) -> str:
    """A place with the sentence that names it: nothing is said where this one does; else it is the one that told the
    event first, the nearest one before, or one behind."""
    at = bisect_left(sentences, here)
    if not sentences or here in sentences[at : at + 1]:
        return place
    if at == 0:
        return say("place_from", place=place, n=sentences[0])
    nearest = bisect_left(sentences, first)
    is_first = first < here and first in sentences[nearest : nearest + 1]
    return say("place_from_story", place=place, n=first if is_first else sentences[at - 1])


def _say_why(clause: Clause, filling: Filling | None, reading: Reading) -> str:
    if reading.is_passed:
        return ""
    if filling is None:
        return say_miss(clause, reading.kinds, reading.scene.story.language.code)[1]
    refusal = reading.refused.get(id(clause))
    return translate(refusal) if refusal is not None else say(f"nothing:{filling.frame.deed}")


def _sum_up(reading: Reading, twigs: Iterable[Twig]) -> str:
    """One line for a sentence that gives nothing: why the clause that came nearest gave nothing."""
    if not reading.clauses:
        return say("no_verb")
    if reading.is_passed:
        return say("no_call")
    filled = next((twig for twig in twigs if twig.frame), None)
    if filled is not None:
        why = filled.why or next(told.dropped for told in filled.told)
        return say("filled_why", words=filled.words, frame=filled.frame, why=why)
    misses = [
        (*say_miss(clause, reading.kinds, reading.scene.story.language.code), clause) for clause in reading.clauses
    ]
    near, why, clause = max(misses, key=lambda miss: miss[0])
    if near:
        return why if why.startswith("«") else say("words_why", words=clause.words, why=why)
    return say_uncalled(reading.clauses)
