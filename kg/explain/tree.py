"""Turns the trace of a release into Trees: per sentence its clauses, the frame of each, what the story made of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from kg.clauses.clause import Clause, Group, Member, Place, Reality
from kg.discourse.events import Draft, Part
from kg.discourse.scene import Scene
from kg.discourse.trace import Reading, Trace
from kg.explain.misses import say_miss
from kg.explain.words import say_term
from kg.frames import Deed, Filling, Frame, read_frames
from kg.languages.choice import GRAMMARS
from kg.languages.time import Time
from kg.patterns import KIND_MARKS
from kg.statements import Agreement, Event, Extraction, Statement

Key = TypeVar("Key")
Value = TypeVar("Value")
_DEEPEST = 6
_MOST_OTHERS = 8
_PLACES = {
    Place.MAIN: "main clause",
    Place.FRONTED: "in front of the main clause",
    Place.RELATIVE: "relative clause",
    Place.PARTICIPLE: "participle",
    Place.PURPOSE: "hangs on the verb before",
    Place.NOMINAL: "noun",
}
_SOURCES = {
    "": "",
    "coordinate": "that of the predicate before",
    "governing": "that of the clause it depends on",
    "head": "the name it hangs on",
    "main clause": "that of the main clause",
    "inverted": "it stands behind the verb",
    "owner": "whose it is",
}
_RELATIONS = ("gba:establishes", "org:subOrganizationOf", "org:holds")
# What a filling of each sort needs, where the story found nothing to do with it.
_NOTHING = {
    Deed.EVENT: "the story made no event of it",
    Deed.JOIN: "no event was told shortly before that they can have joined",
    Deed.SIGN: "no agreement is known that was signed",
    Deed.WITNESS: "no signing is known that was witnessed",
    Deed.ESTABLISH: "it is not known who or what founded it",
    Deed.NEST: "it is not known for certain which bodies are meant",
    Deed.SEAT: "it is not known for certain who is meant, or an office of theirs there is told already",
    Deed.COMPRISE: "no event, journey or board is known that they belonged to",
    Deed.ACCOMPANY: "no event or journey is known that they joined, or they are in it already",
    Deed.APPOINT: "no office is named, or nobody who takes it",
    Deed.EFFECT: "no appointment without a day was told right before, or no day is named",
    Deed.RESIGN: "no office is named, or nobody who leaves it",
    Deed.POSTPONE: "no event is known that was put off",
    Deed.CANCEL: "no event is known that was called off",
}


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
        return f"{self.status} {'event' if self.type == 'other' else self.type} «{self.label}»"


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
        return ", ".join(twig.words for twig in self.twigs)


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
        f"{_PLACES[clause.place]}{', passive' if clause.is_passive else ''}",
        "not said to be so" if clause.status is Reality.UNREAL else clause.status.value,
        tuple(_list_arguments(clause, reading.scene)),
        filling.frame.id if filling is not None else "",
        filling.frame.says if filling is not None else "",
        tuple(_list_slots(filling, reading.scene, maker)) if filling is not None else (),
        told,
        "" if told else _say_why(clause, filling, reading),
    )


def _list_strays(reading: Reading, maker: TreeMaker) -> Iterator[Twig]:
    """What a frame told without a clause: whom a speech greets at its beginning is there."""
    drafts: dict[tuple[str, int], tuple[Frame, Draft]] = {}
    for frame, draft in maker.strays.get(reading.scene.sentence.ordinal, ()):
        drafts[frame.id, id(draft)] = frame, draft
    for frame, draft in drafts.values():
        told = _make_told(draft, None, reading, maker)
        words = ", ".join(sorted(entry for entries in frame.verbs.values() for entry in entries))
        yield Twig(0, words, "", "no clause", "done", (), frame.id, frame.says, (), (told,), "")


def _list_arguments(clause: Clause, scene: Scene) -> Iterator[tuple[str, str]]:
    if clause.subject is not None:
        source = _SOURCES.get(clause.subject_from, clause.subject_from)
        yield "subject", f"{_say_group(clause.subject, scene)}{f' ({source})' if source else ''}"
    for argument in clause.arguments:
        yield argument.marker, _say_group(argument.group, scene)
    for time in clause.times:
        yield "time", _say_time(time, scene)


def _say_group(group: Group, scene: Scene) -> str:
    return ", ".join(_say_member(member, scene) for member in group.members)


def _say_member(member: Member, scene: Scene) -> str:
    if member.slot is not None:
        words = scene.row.slots[member.slot].mention.phrase.text
        return f"{member.through} of {words}" if member.through else words
    if not any(letter in KIND_MARKS.values() for letter in member.words):
        return member.words
    return scene.get_text((member.start, member.end))


def _say_time(time: Time, scene: Scene) -> str:
    return f"«{scene.sentence.text[time.start : time.end]}» = {_say_span(time)}"


def _say_span(time: Time) -> str:
    return (f"{time.first} to {time.last}" if time.last else time.first) or "no day is known"


def _list_slots(filling: Filling, scene: Scene, maker: TreeMaker) -> Iterator[tuple[str, str]]:
    for slot in filling.frame.slots:
        members = filling.get(slot.name)
        if members:
            yield slot.name, ", ".join(_name_member(member, scene, maker) for member in members)


def _name_member(member: Member, scene: Scene, maker: TreeMaker) -> str:
    """The names of whom a member means; its words where it means no entity, or it is open whom it means."""
    words = _say_member(member, scene)
    if member.slot is None:
        return f"«{words}»"
    slot = scene.row.slots[member.slot]
    agents = scene.agents.get(member.slot, ())
    if agents:
        return ", ".join(maker.names.get(agent.id, agent.id) for agent in agents)
    start, end = slot.mention.phrase.start, slot.mention.phrase.end
    span = (scene.sentence.find_offset(start), scene.sentence.find_offset(end - 1) + 1)
    if span in maker.spans:
        return maker.names.get(maker.spans[span], words)
    return f"«{words}» (open: who is it?)" if slot.mention.kind == "person" else f"«{words}»"


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
            words = f"{names[0]} {say_term(statement.predicate)} {names[1]}"
            yield Told("statement", say_term(statement.status), words, "", "", None, (), ())


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
    parties = tuple(f"{maker.names.get(id, id)} (party)" for id in agreement.parties) if agreement is not None else ()
    return Told(
        draft.type,
        draft.status,
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
    return "a plan that is told elsewhere took its place" if draft.parts else "nobody who is named takes part in it"


def _say_part(part: Part, maker: TreeMaker) -> str:
    behalf = f" for {maker.names.get(part.on_behalf_of, part.on_behalf_of)}" if part.on_behalf_of else ""
    return f"{maker.names.get(part.agent.id, part.agent.id)} ({part.role}{behalf})"


def _say_date(draft: Draft, event: Event | None, clause: Clause | None, reading: Reading, maker: TreeMaker) -> str:
    """The date of an event and which words it comes from."""
    time = draft.time
    if time is None or not time.first:
        return "not known"
    date = f"{event.start} to {event.end}" if event is not None and event.end else _say_span(time)
    is_again = draft.first_sentence < reading.scene.sentence.ordinal
    return f"{date}, {_find_words(time, clause, reading, maker.trace, is_again=is_again)}"


def _find_words(time: Time, clause: Clause | None, reading: Reading, trace: Trace, *, is_again: bool) -> str:
    """Where a time stands: in the clause, elsewhere in the sentence, else in the nearest sentence before it or, if the
    event was told again, behind it."""
    for other in (clause, *reading.clauses):
        for known in other.times if other is not None else ():
            if other is not None and _is_same(known, time):
                words = reading.scene.sentence.text[known.start : known.end]
                return f"in its own words «{words}»" if other is clause else f"from «{other.words} … {words}»"
    here = reading.scene.sentence.ordinal
    for ordinal in chain(range(here, 0, -1), range(here + 1, len(trace.readings) + 1)):
        scene = trace.readings[ordinal].scene if ordinal in trace.readings else None
        for known in scene.times if scene is not None else ():
            if scene is not None and _is_same(known, time):
                words = scene.sentence.text[known.start : known.end]
                source = "" if is_again or ordinal > here else "the story's day, "
                return f"«{words}»" if ordinal == here else f"{source}from sentence {ordinal} «{words}»"
    return "from the story"


def _is_same(known: Time, time: Time) -> bool:
    """Whether a time of an event is a time of a sentence, which may have been moved ahead or cut to its month."""
    is_day = known.first.startswith(time.first) or time.first in (known.ahead, known.first)
    return is_day and (known.start, known.end, known.basis) == (time.start, time.end, time.basis)


def _say_places(draft: Draft, event: Event | None, ordinal: int, maker: TreeMaker) -> str:
    ids = (*event.visited, *event.places) if event is not None else (*draft.visited, *draft.places)
    places = (
        f"{maker.names.get(id, id)}{_say_place_source(maker.sentences.get(id, ()), draft.first_sentence, ordinal)}"
        for id in dict.fromkeys(ids)
    )
    return "; ".join(places)


def _say_place_source(sentences: Sequence[int], first: int, here: int) -> str:
    """Which sentence names a place: nothing is said where this one does; else it is the one that told the event first,
    the nearest one before, or one behind."""
    at = bisect_left(sentences, here)
    if not sentences or here in sentences[at : at + 1]:
        return ""
    if at == 0:
        return f" (from sentence {sentences[0]})"
    nearest = bisect_left(sentences, first)
    is_first = first < here and first in sentences[nearest : nearest + 1]
    return f" (from the story, sentence {first if is_first else sentences[at - 1]})"


def _say_why(clause: Clause, filling: Filling | None, reading: Reading) -> str:
    if reading.is_passed:
        return ""
    if filling is None:
        return say_miss(clause, reading.kinds, reading.scene.story.language.code)[1]
    refusal = reading.refused.get(id(clause))
    return refusal.value if refusal is not None else _NOTHING[filling.frame.deed]


def _sum_up(reading: Reading, twigs: Iterable[Twig]) -> str:
    """One line for a sentence that gives nothing: why the clause that came nearest gave nothing."""
    if not reading.clauses:
        return "no verb was found in it"
    if reading.is_passed:
        return "no word in it calls a frame, and it names no event and no time"
    filled = next((twig for twig in twigs if twig.frame), None)
    if filled is not None:
        why = filled.why or next(told.dropped for told in filled.told)
        return f"«{filled.words}», frame {filled.frame}: {why}"
    misses = [
        (*say_miss(clause, reading.kinds, reading.scene.story.language.code), clause) for clause in reading.clauses
    ]
    near, why, clause = max(misses, key=lambda miss: miss[0])
    if near:
        return why if why.startswith("«") else f"«{clause.words}»: {why}"
    words = dict.fromkeys(f"«{clause.words}»" for clause in reading.clauses)
    return f"no frame is called by {', '.join(words)}"
