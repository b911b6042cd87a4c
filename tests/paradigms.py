"""The table of paradigms: what each frame says of its subject and objects, and the constructions it is said in.

A sentence is made from a frame's verb (a row of `data/words/en.yaml`), a construction and invented names; whatever the
construction, the same filling must come out. A verb added to the words has its paradigm without a row here; only a
verb that stands with another preposition than its entry's, or that does not allow a construction, is named here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from clause_facts import Facts, Telling, list_facts, pair, read_text

from kg.clauses.words import read_words
from kg.frames import Frame, read_frames

GAPS = Path(__file__).with_name("paradigm_gaps.txt")  # the cells that are known to fail, one a line
WONG, LIN, PUN = "Wong Mei-fan", "Bo Lin", "Ada Pun"
MUSEUM = "Zhuhai Lantern Museum"
NAMES = {
    "Ms Wong Mei-fan": WONG,
    "Mr Bo Lin": LIN,
    "Ms Ada Pun": PUN,
    "Mr Qi Wenbo": "Qi Wenbo",
    "Mr Ho Kwok-wah": "Ho Kwok-wah",
    "Ms Tsui Man-wah": "Tsui Man-wah",
}
PERSON_SUBJECTS = ("Ms Wong Mei-fan", "Mr Bo Lin", "Ms Ada Pun")
BODY_SUBJECTS = ("the Zhuhai Lantern Board", "the Foshan Tides Council", "the Jiangmen Pier Company")
PERSONS = ("Mr Qi Wenbo", "Mr Ho Kwok-wah", "Ms Tsui Man-wah")
SITES = ("the Pearl Tide Laboratory", "the Foshan Kite Institute", "the Jiangmen Pier Company")
CITIES = ("Zhuhai", "Foshan", "Jiangmen")
EVENTS = ("the Pearl Summit on Lantern Safety", "the Kite Conference", "the Tides Seminar")
SHOWS = ("the lantern exhibition", "the kite exhibition", "the tides exhibition")
PACTS = (
    "the Framework Agreement on Lantern Safety",
    "the Memorandum of Understanding on Kite Safety",
    "the Co-operation Arrangement on Tides",
)
PARENTS = ("the Zhuhai Tides Bureau", "the Foshan Moon Institute", "the Jiangmen Pier Company")
BOARDS = ("the Zhuhai Lantern Board", "the Foshan Tides Council", "the Jiangmen Kite Committee")
NEW_BODIES = ("the Lantern Office", "the Kite Office", "the Tides Office")


def name(words: str) -> str:
    return NAMES.get(words, words.removeprefix("the "))


@dataclass(frozen=True)
class Meant:
    """What a sentence says of a frame: who, what, whether and when; `companions` went along; `where` it was."""

    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    status: str = "done"
    day: str = ""
    companions: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


Teller = Callable[[Meant], Facts]


def make_parts(
    role: str, people: Sequence[str], others: Sequence[str] = (), other_role: str = "participant"
) -> tuple[tuple[str, str, str], ...]:
    found = {person: (person, other_role, "") for person in others} | {person: (person, role, "") for person in people}
    return tuple(sorted(found.values()))


def tell_visits(meant: Meant) -> Facts:
    parts = make_parts("participant", meant.subjects, meant.companions)
    return Facts(tuple(Telling("visit", meant.status, meant.day, parts, (place,)) for place in meant.objects))


def tell_meeting(meant: Meant) -> Facts:
    """Everyone of one side with everyone of the other; whether a companion met the others is left open."""
    parts = make_parts("participant", (*meant.subjects, *meant.objects), meant.companions)
    met = frozenset(pair(one, other) for one in meant.subjects for other in meant.objects)
    return Facts((Telling("meeting", meant.status, meant.day, parts, meant.where),), met)


def tell_event(role: str, companion_role: str = "participant", type: str = "conference") -> Teller:
    def tell(meant: Meant) -> Facts:
        parts = make_parts(role, meant.subjects, meant.companions, companion_role)
        return Facts(tuple(Telling(type, meant.status, meant.day, parts, meant.where) for _ in meant.objects))

    return tell


def tell_signings(meant: Meant) -> Facts:
    parts = make_parts("signatory", meant.subjects, meant.companions, "signatory")
    tellings = [Telling("signing", meant.status, meant.day, parts, meant.where) for _ in meant.objects]
    tellings += [Telling("agreement", meant.status, meant.day, parts) for _ in meant.objects]
    return Facts(tuple(tellings))


def tell_witnessing(meant: Meant) -> Facts:
    parts = make_parts("witness", meant.subjects)
    tellings = [Telling("signing", meant.status, meant.day, parts, meant.where) for _ in meant.objects]
    return Facts((*tellings, *(Telling("agreement", meant.status, meant.day, parts) for _ in meant.objects)))


def tell_event_with(meant: Meant) -> Facts:
    """A lunch with somebody: an event of its own kind, at which they met."""
    facts = tell_meeting(meant)
    return replace(facts, tellings=tuple(replace(telling, type="other") for telling in facts.tellings))


def tell_agreements(meant: Meant) -> Facts:
    """That agreements were signed, by whom nobody says."""
    return Facts(tuple(Telling("agreement", meant.status, meant.day) for _ in meant.objects))


def tell_founding(meant: Meant) -> Facts:
    return Facts((), frozenset(), frozenset((s, "gba:establishes", o) for s in meant.subjects for o in meant.objects))


def tell_appointment(meant: Meant) -> Facts:
    parts = make_parts("organiser", meant.subjects, meant.objects)
    held = frozenset((person, "org:holds", "Director of Tides") for person in meant.objects)
    return Facts((Telling("appointment", meant.status, meant.day, parts),), frozenset(), held)


def tell_resignation(meant: Meant) -> Facts:
    return Facts((Telling("appointment", meant.status, meant.day, make_parts("participant", meant.subjects)),))


def tell_nesting(meant: Meant) -> Facts:
    triples = ((unit, "org:subOrganizationOf", parent) for unit in meant.subjects for parent in meant.objects)
    return Facts((), frozenset(), frozenset(triples))


def tell_seats(seat: str) -> Teller:
    def tell(meant: Meant) -> Facts:
        held = ((person, "org:holds", f"{seat} of the {body}") for person in meant.subjects for body in meant.objects)
        return Facts((), frozenset(), frozenset(held))

    return tell


@dataclass(frozen=True)
class Construction:
    """A sentence with gaps, and what it says of the frame's subject and object."""

    id: str
    template: str
    status: str = "done"  # "" where nothing may come out
    day: str = ""
    subjects: int = 1
    objects: int = 1
    companions: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    more: Facts = field(default_factory=Facts)
    needs: str = ""  # what the pattern must allow: place, companion, together, objects, purpose, noun, persons ...


@dataclass(frozen=True)
class Pattern:
    """How a frame is said: its subjects and objects, what follows the object, what it does not allow and why."""

    frame: str
    tell: Teller
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    tail: str = ""
    before: str = ""  # "her visit to": what stands between the verb and the object, whatever the verb
    nominals: tuple[str, ...] = ()  # "pay a visit to": what governs the object
    noun: str = ""  # "visit": what may be called off
    verbs: tuple[str, ...] = ()  # only these of the frame's verbs say this
    agentless: Teller | None = None  # what the passive tells by itself; None is nothing
    constructions: tuple[Construction, ...] = ()  # others than those of what happens
    allows: frozenset[str] = frozenset()  # of `place`, `companion`, `together`, `objects`, `purpose`, `habit`


def visit(who: str, where: str, status: str = "done", day: str = "") -> Facts:
    return Facts((Telling("visit", status, day, ((who, "participant", ""),), (where,)),))


def join(*facts: Facts) -> Facts:
    return Facts(
        tuple(sorted(telling for one in facts for telling in one.tellings)),
        frozenset(found for one in facts for found in one.met),
        frozenset(found for one in facts for found in one.triples),
    )


_SUBJECT = "<subject>"  # stands for the frame's own first subject in `more`
_AWAY = join(
    visit(LIN, "Zhongshan"),
    Facts(
        (Telling("meeting", "done", "", ((PUN, "participant", ""), (LIN, "participant", "")), ("Zhongshan",)),),
        frozenset({pair(LIN, PUN)}),
    ),
)

# {S} subject, {S2} {S3} more of them, {O} {O2} {O3} objects, {past} {base} {s} {ing} {part} the verb, {P} its preposition
# with the space behind it, {T} what follows the object, {rel} who or which, {orel} "whom", "which", "at which".
CONSTRUCTIONS = (
    Construction("active", "{S} {past} {P}{O}{T}."),
    Construction("perfect", "{S} has {part} {P}{O}{T}."),
    Construction("day in front", "On May 2, {S} {past} {P}{O}{T}.", day="2024-05-02"),
    Construction("day in the middle", "{S} on May 2 {past} {P}{O}{T}.", day="2024-05-02"),
    Construction("day at the end", "{S} {past} {P}{O}{T} on May 2.", day="2024-05-02"),
    Construction("today", "{S} today (May 3) {past} {P}{O}{T}.", day="2024-05-03"),
    Construction("adverb", "{S} also {past} {P}{O}{T} in the morning."),
    Construction("aside", "{S}, in the morning, {past} {P}{O}{T}."),
    Construction("place at the end", "{S} {past} {P}{O}{T} in Zhongshan.", where=("Zhongshan",), needs="place"),
    Construction("place in front", "In Zhongshan, {S} {past} {P}{O}{T}.", where=("Zhongshan",), needs="place"),
    Construction("passive", "{O} was {part}{T} by {S}.", needs="passive"),
    Construction("passive with a day", "On May 2, {O} was {part}{T} by {S}.", day="2024-05-02", needs="passive"),
    Construction("passive planned", "{O} will be {part}{T} by {S} on May 9.", "planned", "2024-05-09", needs="passive"),
    Construction("passive denied", "{O} was not {part}{T} by {S}.", "", needs="passive"),
    Construction("passive reduced", "{O}, {part}{T} by {S}, is well known.", needs="passive"),
    Construction("passive in front", "{part}{T} by {S}, {O} is well known.", needs="passive"),
    Construction("agentless", "{O} was {part}{T}.", "", needs="passive"),
    Construction("relative", "{S}, {rel} {past} {P}{O}{T} on May 2, thanked the staff.", day="2024-05-02"),
    Construction("relative planned", "{S}, {rel} will {base} {P}{O}{T} on May 9, thanked the staff.", "planned", "2024-05-09"),
    Construction("object relative", "{O}, {orel} {S} {past}{T} on May 2, is well known.", day="2024-05-02", needs="relative"),
    Construction("stranded preposition", "{O}, {wh} {S} {past} {P}{T}on May 2, is well known.", day="2024-05-02", needs="relative stranded"),
    Construction("participle in front", "{ing} {P}{O}{T}, {S} thanked the staff."),
    Construction("participle inside", "{S}, {ing} {P}{O}{T}, thanked the staff."),
    Construction("first of two predicates", "{S} {past} {P}{O}{T} and thanked the staff."),
    Construction("second of two predicates", "{S} thanked the staff and {past} {P}{O}{T}."),
    Construction("beside a visit", "{S} visited the Zhuhai Lantern Museum and {past} {P}{O}{T}.", more=visit(_SUBJECT, MUSEUM)),
    Construction("while another", "{S} {past} {P}{O}{T}, while Mr Bo Lin went to Zhongshan and met Ms Ada Pun.", more=_AWAY),
    Construction("while another before", "Mr Bo Lin went to Zhongshan and met Ms Ada Pun, while {S} {past} {P}{O}{T}.", more=_AWAY),
    Construction("and another", "{S} {past} {P}{O}{T}, and Mr Bo Lin visited the Zhuhai Lantern Museum.", more=visit(LIN, MUSEUM)),
    Construction("after -ing", "After {ing} {P}{O}{T}, {S} visited the Zhuhai Lantern Museum.", more=visit(_SUBJECT, MUSEUM)),
    Construction("before -ing", "Before {ing} {P}{O}{T}, {S} visited the Zhuhai Lantern Museum.", more=visit(_SUBJECT, MUSEUM)),
    Construction("after -ing behind", "{S} visited the Zhuhai Lantern Museum after {ing} {P}{O}{T}.", more=visit(_SUBJECT, MUSEUM)),
    Construction("after another", "After {S} {past} {P}{O}{T}, Mr Bo Lin visited the Zhuhai Lantern Museum.", more=visit(LIN, MUSEUM)),
    Construction("purpose", "{S} arrived in Zhongshan today (May 3) to {base} {P}{O}{T}.", day="2024-05-03", where=("Zhongshan",), more=visit(_SUBJECT, "Zhongshan", day="2024-05-03"), needs="purpose"),
    Construction("purpose planned", "{S} will go to Zhongshan tomorrow (May 4) to {base} {P}{O}{T}.", "planned", "2024-05-04", where=("Zhongshan",), more=visit(_SUBJECT, "Zhongshan", "planned", "2024-05-04"), needs="purpose"),
    Construction("will", "{S} will {base} {P}{O}{T} on May 9.", "planned", "2024-05-09"),
    Construction("will, day in front", "On May 9, {S} will {base} {P}{O}{T}.", "planned", "2024-05-09"),
    Construction("is to", "{S} is to {base} {P}{O}{T} on May 9.", "planned", "2024-05-09"),
    Construction("is scheduled to", "{S} is scheduled to {base} {P}{O}{T} on May 9.", "planned", "2024-05-09"),
    Construction("plans to", "{S} plans to {base} {P}{O}{T} on May 9.", "planned", "2024-05-09"),
    Construction("two plans", "{S} will {base} {P}{O}{T} and thank the staff on May 9.", "planned", "2024-05-09"),
    Construction("called off", "{S} was to {base} {P}{O}{T} on May 9, but the {noun} was called off.", "cancelled", "2024-05-09", needs="noun"),
    Construction("put off", "{S} will {base} {P}{O}{T} on May 9, but the {noun} has been postponed to May 12.", "planned", "2024-05-12", needs="noun"),
    Construction("did not", "{S} did not {base} {P}{O}{T}.", ""),
    Construction("never", "{S} never {past} {P}{O}{T}.", ""),
    Construction("has not", "{S} has not {part} {P}{O}{T}.", ""),
    Construction("will not", "{S} will not {base} {P}{O}{T} on May 9.", ""),
    Construction("denied", "{S} denied {ing} {P}{O}{T}.", ""),
    Construction("is untrue", "It is untrue that {S} {past} {P}{O}{T}.", ""),
    Construction("was unable", "{S} was unable to {base} {P}{O}{T}.", ""),
    Construction("hopes", "{S} hopes to {base} {P}{O}{T}.", ""),
    Construction("is hoped", "It is hoped that {S} will {base} {P}{O}{T}.", ""),
    Construction("was invited", "{S} was invited to {base} {P}{O}{T}.", ""),
    Construction("may", "{S} may {base} {P}{O}{T}.", ""),
    Construction("should", "{S} should {base} {P}{O}{T}.", ""),
    Construction("if", "If {S} {past} {P}{O}{T}, lanterns would be safe.", ""),
    Construction("habit", "{S} often {s} {P}{O}{T}.", "", needs="habit"),
    Construction("two subjects", "{S} and {S2} {past} {P}{O}{T}.", subjects=2),
    Construction("three subjects", "{S}, {S2} and {S3} {past} {P}{O}{T}.", subjects=3),
    Construction("both subjects", "Both {S} and {S2} {past} {P}{O}{T}.", subjects=2),
    Construction("two objects", "{S} {past} {P}{O} and {O2}{T}.", objects=2, needs="objects"),
    Construction("three objects", "{S} {past} {P}{O}, {O2} and {O3}{T}.", objects=3, needs="objects"),
    Construction("as well as", "{S} {past} {P}{O} as well as {O2}{T}.", objects=2, needs="objects"),
    Construction("objects of a passive", "{O} and {O2} were {part}{T} by {S}.", objects=2, needs="objects passive"),
    Construction("accompanied, in front", "Accompanied by Mr Bo Lin, {S} {past} {P}{O}{T}.", companions=(LIN,), needs="companion"),
    Construction("accompanied, inside", "{S}, accompanied by Mr Bo Lin, {past} {P}{O}{T}.", companions=(LIN,), needs="companion"),
    Construction("accompanied, behind", "{S} {past} {P}{O}{T}, accompanied by Mr Bo Lin.", companions=(LIN,), needs="companion"),
    Construction("together with, in front", "Together with {S2}, {S} {past} {P}{O}{T}.", companions=("<second>",), needs="together"),
    Construction("together with, inside", "{S}, together with {S2}, {past} {P}{O}{T}.", companions=("<second>",), needs="together"),
    Construction("together with, behind", "{S} {past} {P}{O}{T} together with {S2}.", companions=("<second>",), needs="together"),
    Construction("owner as subject", "{S}'s officials {past} {P}{O}{T}.", "", needs="officials"),
    Construction("owner as object", "{S} {past} {P}{O}'s officials{T}.", "", needs="person objects"),
    Construction("not the other", "Mr Bo Lin thanked {S}, who {past} {P}{O}{T}.", needs="persons"),
)  # fmt: skip
# How things are: what is told of the past, the future, a wish or a doubt is none of it.
STATES = (
    Construction("active", "{S} {s} {P}{O}{T}."),
    Construction("adverb", "{S} now {s} {P}{O}{T}."),
    Construction("two subjects", "Both {S} and {S2} {base} {P}{O}{T}.", subjects=2),
    Construction("relative", "{S}, {rel} {s} {P}{O}{T}, thanked the staff."),
    Construction("relative without a comma", "The lamp of {S}, {rel} {s} {P}{O}{T}, was lit."),
    Construction("second of two predicates", "{S} keeps the lamps and {s} {P}{O}{T}."),
    Construction("beside a visit", "{S} {s} {P}{O}{T}. Ms Ada Pun visited the Zhuhai Lantern Museum.", more=visit(PUN, MUSEUM)),
    Construction("while another", "{S} {s} {P}{O}{T}, while Ms Ada Pun visited the Zhuhai Lantern Museum.", more=visit(PUN, MUSEUM)),
    Construction("two objects", "{S} {s} {P}{O} and {O2}{T}.", objects=2, needs="objects"),
    Construction("passive", "{O} is {part}{T} by {S}.", needs="passive"),
    Construction("passive relative", "{O}, which is {part}{T} by {S}, is well known.", needs="passive"),
    Construction("passive reduced", "{O}, {part}{T} by {S}, is well known.", needs="passive"),
    Construction("past", "{S} {past} {P}{O}{T} in 2010.", ""),
    Construction("passive past", "{O} was {part}{T} by {S} in 2010.", "", needs="passive"),
    Construction("will", "{S} will {base} {P}{O}{T}.", ""),
    Construction("never", "{S} never {past} {P}{O}{T}.", ""),
    Construction("hopes", "{S} hopes to {base} {P}{O}{T}.", ""),
    Construction("may", "{S} may {base} {P}{O}{T}.", ""),
    Construction("should", "{S} should {base} {P}{O}{T}.", ""),
    Construction("if", "If {S} {s} {P}{O}{T}, lanterns are safe.", ""),
    Construction("is untrue", "It is untrue that {S} {s} {P}{O}{T}.", ""),
    Construction("owner as object", "{S} {s} {P}{O}'s plan{T}.", ""),
    Construction("agentless", "{O} is {part}{T}.", "", needs="passive"),
)  # fmt: skip
# Nominal ones: {N} is "a visit to", with its verb where {H} is "paid a visit to" in a form.
NOMINALS = (
    Construction("nominal", "{S} {past} {O}{T}."),
    Construction("nominal with a day", "On May 2, {S} {past} {O}{T}.", day="2024-05-02"),
    Construction("nominal planned", "{S} will {base} {O}{T} on May 9.", "planned", "2024-05-09"),
    Construction("nominal denied", "{S} did not {base} {O}{T}.", ""),
    Construction("nominal relative", "{S}, {rel} {past} {O}{T} on May 2, thanked the staff.", day="2024-05-02"),
    Construction("nominal wished", "{S} hopes to {base} {O}{T}.", ""),
    Construction("nominal after -ing", "After {ing} {O}{T}, {S} visited the Zhuhai Lantern Museum.", more=visit(_SUBJECT, MUSEUM)),
    Construction("nominal beside a visit", "{S} visited the Zhuhai Lantern Museum and {past} {O}{T}.", more=visit(_SUBJECT, MUSEUM)),
    Construction("nominal two objects", "{S} {past} {O} and {O2}{T}.", objects=2, needs="objects"),
)  # fmt: skip

# Free nominals: no verb of support at all.
FREE = {
    "visited": (
        Construction("during a visit", "During her visit to {O}, {S} thanked the staff."),
        Construction("visit called off", "{S}'s visit to {O} has been cancelled.", "cancelled"),
        Construction("visit of somebody called off", "The visit to {O} by {S} has been called off.", "cancelled"),
        Construction("visit called off by him", "{S} has cancelled her visit to {O}.", "cancelled"),
    ),
    "met": (
        Construction("after a meeting", "After a meeting with {O}, {S} visited the Zhuhai Lantern Museum.", more=visit(_SUBJECT, MUSEUM)),
        Construction("following talks", "Following talks with {O}, {S} visited the Zhuhai Lantern Museum.", more=visit(_SUBJECT, MUSEUM)),
        Construction("meeting between", "A meeting between {S} and {O} was held on May 2.", day="2024-05-02"),
        Construction("meeting called off", "The meeting between {S} and {O} scheduled for May 9 has been cancelled.", "cancelled", "2024-05-09"),
        Construction("met each other", "{S} and {O} met on May 2.", day="2024-05-02"),
        Construction("met in front", "In Zhongshan, {S} and {O} met on May 2.", day="2024-05-02", where=("Zhongshan",)),
        Construction("had met before", "{O}, whom {S} had met in 2019, thanked the staff.", day="2019"),
    ),
    "attended": (
        Construction("event called off", "{O}, which {S} was to attend, has been cancelled.", "cancelled"),
        Construction("silent, then told", "{O} was held in Zhongshan on May 2. {S} attended the {noun}.", day="2024-05-02", where=("Zhongshan",)),
        Construction("silent planned", "{O} will be held in Zhongshan on May 9. {S} will attend the {noun}.", "planned", "2024-05-09", where=("Zhongshan",)),
        Construction("silent relative", "{S} will attend {O}, which will be held in Zhongshan on May 9.", "planned", "2024-05-09", where=("Zhongshan",)),
        Construction("silent reduced", "{S} attended {O} held in Zhongshan on May 2.", day="2024-05-02", where=("Zhongshan",)),
    ),
    "spoke-at": (
        Construction("at an event, somebody said", "At {O}, {S} said that lanterns were safe."),
        Construction("in his speech", "In her speech at {O}, {S} said that lanterns were safe."),
    ),
    "signed": (
        Construction("signing of", "The signing of {O} by {S} took place on May 2.", day="2024-05-02"),
    ),
}  # fmt: skip

# What stands between a verb and its object: by the verb, else by its entry, else the first marker that its row needs.
PREPOSITIONS: Mapping[str, tuple[str, ...]] = {
    "reach": ("",),
    "head": ("to", "for"),
    "meet": ("", "with"),
    "meet up": ("with",),
    "talk": ("with", "to"),
    "discuss": ("lantern safety with",),
    "be in attendance": ("at",),
    "officiate": ("at",),
    "speak at": ("",),
    "name": ("",),
}
ENTRY_PREPOSITIONS = {"arrive": "in", "go": "to", "stay": "in", "leave-for": "for", "talk": "with", "speak": "at"}
# What follows the object of a verb, where it is not what follows that of the others.
TAILS = {"promote": " to Director of Tides"}
# Verbs of several words that a passive can turn round all the same; no other does.
PASSIVE_PHRASES = frozenset({"call on", "call upon", "preside over", "set up", "roll out", "call off", "put off"})
# Verbs of one word that no writer of this genre turns round.
NO_PASSIVE = frozenset({"reach", "talk", "speak", "resign", "retire", "preside"})
# What a frame's verb does not say with it: (frame, verb) -> why.
NOT_SAID = {
    ("signed", "complete"): "who completes an agreement has not signed it",
    ("signed", "end"): "who ends an agreement has not signed it",
    ("signed", "finish"): "who finishes an agreement has not signed it",
    ("signed", "round off"): "who rounds off an agreement has not signed it",
    ("signed", "wrap up"): "who wraps up an agreement has not signed it",
    ("signed", "put one's names to"): "said of several only",
    ("signed", "put one's signatures to"): "said of several only",
    ("visited-something", "view"): "wants what has a name",
}
# Frames without a paradigm, and why: their examples and the traps must do.
WITHOUT = {
    "provided-for": "a founding by a pact only: its examples",
    "was-there": "one verb that needs a day: its examples",
    "saw-there": "needs how something is done: its examples",
    "accompanied-to": "one verb: its examples",
    "guided": "one verb: its examples",
    "signed-beside-witness": "one construction: its examples",
    "signed-told": "adds to what was told",
    "was-witness": "adds to what was told",
    "was-speaker-at": "one verb: its examples",
    "acted-as-chair": "one construction: its examples",
    "held-with-chair": "one construction: its examples",
    "celebrated-at": "what is celebrated stands between: its examples",
    "was-briefed": 'a passive only; the verb "be briefed at" has the paradigm of `visited`',
    "went-along": "adds to what was told",
    "comprised": "adds to what was told; of boards and bodies, its examples",
    "was-under": "noun groups, no verb: its examples",
    "served-with-chair": "one construction: its examples",
    "met-unnamed": "the other side has no names",
    "visited-campus": "needs an event at a school before it: its examples",
    "will-meet-delegations": "the other side has no names",
    "followed-by-one": "one construction",
    "met-each-other": "the free nominals of `met`",
    "attended-told": "adds to what was told",
    "was-at": "one verb, its example",
    "own-event": "any verb; the event is what matters",
    "took-place": "silent: the free constructions of `attended`",
    "said-at": "the free constructions of `spoke-at`",
    "spoke": "adds to what was told",
    "addressed-guests": "adds to what was told",
    "postponed": "the construction `put off` of every frame with a noun",
    "cancelled": "the construction `called off` of every frame with a noun",
    "greeted": "one construction",
    "took-office": "needs a day: its examples",
    "took-effect": "adds to what was told",
}

_ALL = frozenset({"place", "companion", "together", "objects", "purpose", "habit"})
_TRIP = frozenset({"companion", "together", "objects", "habit"})
_BODY = frozenset({"place", "together", "objects", "habit"})
PATTERNS = (
    Pattern(
        "visited", tell_visits, PERSON_SUBJECTS, SITES, noun="visit", allows=_TRIP | {"purpose"},
        nominals=("pay a visit to", "make a visit to", "begin a visit to", "conclude a visit to", "undertake a trip to"),
    ),
    Pattern("visited-something", tell_visits, PERSON_SUBJECTS, CITIES, before="a hospital in", allows=frozenset({"companion", "habit"})),
    Pattern("toured", tell_visits, PERSON_SUBJECTS, SITES, nominals=("start a tour of", "have a tour of")),
    Pattern("stayed-on", tell_visits, PERSON_SUBJECTS, CITIES, before="her visit to", noun="visit", allows=frozenset({"habit"})),
    Pattern("went", tell_visits, PERSON_SUBJECTS, CITIES, noun="trip", allows=_TRIP),
    Pattern("left-for", tell_visits, PERSON_SUBJECTS, CITIES, noun="trip", allows=_TRIP),
    Pattern("stopped", tell_visits, PERSON_SUBJECTS, SITES, noun="visit", allows=_TRIP | {"purpose"}),
    Pattern("led-delegation", tell_visits, PERSON_SUBJECTS, CITIES, before="a trade delegation to", noun="trip", allows=frozenset({"objects", "habit"})),
    Pattern(
        "met", tell_meeting, PERSON_SUBJECTS, PERSONS, noun="meeting", allows=_ALL,
        nominals=("have a meeting with", "hold a meeting with", "hold talks with", "have a discussion with", "have a conversation with", "have an exchange with", "conclude a meeting with", "conduct talks with", "have a dialogue with"),
    ),
    Pattern("discussed", tell_meeting, PERSON_SUBJECTS, PERSONS, noun="meeting", allows=_ALL),
    Pattern(
        "called-on", tell_meeting, PERSON_SUBJECTS, PERSONS, noun="meeting", allows=_ALL,
        nominals=("pay a call on", "make a courtesy call on", "pay a farewell call on"),
    ),
    Pattern("visited-person", tell_meeting, PERSON_SUBJECTS, PERSONS, verbs=("visit",), allows=frozenset({"place", "companion", "objects", "habit"}), nominals=("pay a visit to", "pay a courtesy visit to")),
    Pattern("attended", tell_event("participant"), PERSON_SUBJECTS, EVENTS, noun="summit", allows=_ALL),
    Pattern("joined", tell_event("participant"), PERSON_SUBJECTS, EVENTS, noun="summit", allows=_ALL),
    Pattern("visited-event", tell_event("participant"), PERSON_SUBJECTS, SHOWS, noun="exhibition", verbs=("visit",), allows=_ALL),
    Pattern("hosted", tell_event("host", "host"), BODY_SUBJECTS, EVENTS, noun="summit", allows=_BODY),
    Pattern("organised", tell_event("organiser", "organiser"), BODY_SUBJECTS, EVENTS, noun="summit", allows=_BODY),
    Pattern("supported", tell_event("participant"), BODY_SUBJECTS, EVENTS, noun="summit", allows=_BODY),
    Pattern(
        "spoke-at", tell_event("speaker"), PERSON_SUBJECTS, EVENTS, noun="summit", allows=frozenset({"place", "objects", "purpose", "habit"}),
        nominals=("deliver a speech at", "give a speech at", "make a speech at", "deliver opening remarks at", "give a presentation at", "deliver an address at"),
    ),
    Pattern("chaired", tell_event("chair", "chair"), PERSON_SUBJECTS, EVENTS, noun="summit", allows=frozenset({"place", "together", "objects", "purpose", "habit"})),
    Pattern("moderated-panel", tell_event("chair"), PERSON_SUBJECTS, ("a panel discussion on lanterns",), allows=frozenset({"purpose"})),
    Pattern("led-at", tell_event("participant"), PERSON_SUBJECTS, EVENTS, before="the delegation at", noun="summit", allows=frozenset({"objects"})),
    Pattern("had-event-with", tell_event_with, PERSON_SUBJECTS, PERSONS, before="a lunch with", verbs=("have", "hold"), noun="lunch", allows=frozenset({"place", "objects"})),
    Pattern("signed", tell_signings, PERSON_SUBJECTS, PACTS, agentless=tell_agreements, allows=frozenset({"place", "together", "objects", "purpose"})),
    Pattern("witnessed", tell_witnessing, PERSON_SUBJECTS, PACTS, agentless=tell_agreements, before="the signing of", allows=frozenset({"place", "objects", "purpose"})),
    Pattern("established", tell_founding, BODY_SUBJECTS, NEW_BODIES, allows=frozenset({"objects"})),
    Pattern("appointed", tell_appointment, BODY_SUBJECTS, PERSONS, tail=" as Director of Tides", agentless=tell_appointment),
    Pattern("resigned", tell_resignation, PERSON_SUBJECTS, ("",)),
    Pattern("belonged", tell_nesting, NEW_BODIES, PARENTS, constructions=STATES),
    Pattern("was-arm", tell_nesting, NEW_BODIES, PARENTS, before="an independent arm of", verbs=("be",), constructions=STATES),
    Pattern("was-body-under", tell_nesting, NEW_BODIES, PARENTS, before="an advisory body under", verbs=("be",), constructions=STATES),
    Pattern("chaired-body", tell_seats("chair"), PERSON_SUBJECTS, BOARDS, verbs=("chair",), constructions=STATES),
    Pattern("vice-chaired-body", tell_seats("vice-chair"), PERSON_SUBJECTS, BOARDS, verbs=("vice-chair",), constructions=STATES),
    Pattern("headed", tell_seats("head"), PERSON_SUBJECTS, NEW_BODIES, constructions=STATES),
    Pattern("sat-on", tell_seats("member"), PERSON_SUBJECTS, BOARDS, constructions=STATES, allows=frozenset({"objects"})),
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One sentence of a paradigm and what it must give; `may` are pairs that may have met as well."""

    id: str
    text: str
    gives: Facts
    may: frozenset[tuple[str, str]] = frozenset()
    or_gives: Facts | None = None  # as right: whether who arrived in a city to attend a forum did so there

    def accepts(self, found: Facts) -> bool:
        met = self.gives.met <= found.met <= self.gives.met | self.may
        tellings = [self.gives.tellings] if self.or_gives is None else [self.gives.tellings, self.or_gives.tellings]
        return met and found.tellings in tellings and found.triples == self.gives.triples


@cache
def list_forms() -> Mapping[str, Mapping[str, str]]:
    """Each verb of the words in each of its shapes: base, s, past, participle, ing."""
    found: dict[str, dict[str, str]] = {}
    for word, forms in read_words("en").forms.items():
        for form in forms:
            tail = " ".join(form.rest)
            if "one's" in form.verb.base and "her" not in form.rest:
                continue
            shapes = found.setdefault(form.verb.base, {})
            if word == "be":
                be = {"base": "be", "s": "is", "past": "was", "participle": "been", "ing": "being"}
                shapes |= {shape: f"{text} {tail}" for shape, text in be.items()}
            else:
                shapes |= {shape: f"{word} {tail}".strip() for shape in form.shapes}
    found["be"] = {"base": "be", "s": "is", "past": "was", "participle": "been", "ing": "being"}
    found.setdefault("have", {"base": "have", "s": "has", "past": "had", "participle": "had", "ing": "having"})
    return found


@cache
def list_verbs(lang: str = "en") -> Mapping[str, tuple[str, ...]]:
    """The verbs of each entry, with what each needs."""
    found: dict[str, dict[str, None]] = {"have": {"have": None}}
    for forms in read_words(lang).forms.values():
        for form in forms:
            for entry in {form.verb.entry, form.verb.otherwise} - {"plain"}:
                found.setdefault(entry, {})[form.verb.base] = None
    return {entry: tuple(sorted(bases)) for entry, bases in found.items()}


@cache
def list_needs() -> Mapping[str, tuple[str, ...]]:
    return {form.verb.base: form.verb.needs for forms in read_words("en").forms.values() for form in forms}


@cache
def list_cells() -> tuple[Cell, ...]:
    """Gives every cell of every paradigm, each once: "officiate" + "at" is "officiate at"."""
    return tuple({cell.id: cell for cell in _make_cells()}.values())


def _make_cells() -> Iterator[Cell]:
    frames = {frame.id: frame for frame in read_frames("en")}
    for pattern in PATTERNS:
        yield from _list_verbal(pattern, frames[pattern.frame])
        for phrase in pattern.nominals:
            yield from _list_nominal(pattern, phrase)
        for construction in FREE.get(pattern.frame, ()):
            yield _make_cell(pattern, construction, construction.id, {})


def _list_verbal(pattern: Pattern, frame: Frame) -> Iterator[Cell]:
    for entry in sorted(frame.verbs.get("en", ())):
        for verb in list_verbs().get(entry, ()):
            if (pattern.verbs and verb not in pattern.verbs) or (pattern.frame, verb) in NOT_SAID:
                continue
            for preposition in _find_prepositions(pattern, verb, entry):
                for construction in pattern.constructions or CONSTRUCTIONS:
                    if _is_said(pattern, construction, verb, preposition):
                        words = f"{verb} {preposition}".strip()
                        said = replace(pattern, tail=TAILS.get(verb, pattern.tail))
                        yield _make_cell(said, construction, words, _make_gaps(pattern, verb, preposition))


def _find_prepositions(pattern: Pattern, verb: str, entry: str) -> tuple[str, ...]:
    if pattern.before:
        return (pattern.before,)
    if pattern.objects == ("",):
        return ("",)
    default = ENTRY_PREPOSITIONS.get(entry) or next(iter(list_needs().get(verb, ())), "")
    if pattern.frame in ("appointed", "headed"):  # "named Ms A", "heads the Office": without what the other entry needs
        return ("",)
    return PREPOSITIONS.get(verb) or (default,)


def _is_said(pattern: Pattern, construction: Construction, verb: str, preposition: str) -> bool:
    needs = set(construction.needs.split())
    is_single = " " not in verb or verb in PASSIVE_PHRASES
    has_passive = not preposition and is_single and verb not in NO_PASSIVE and pattern.objects != ("",)
    has_relative = pattern.objects != ("",) and " " not in preposition and not pattern.before
    has = {
        "passive": has_passive,
        "relative": has_relative,
        "stranded": bool(preposition),
        "noun": bool(pattern.noun),
        "officials": pattern.subjects == PERSON_SUBJECTS and "her " not in pattern.before,
        "persons": pattern.subjects == PERSON_SUBJECTS,
        "person": pattern.objects == PERSONS,
        "objects": "objects" in pattern.allows,
        **{need: need in pattern.allows for need in ("place", "companion", "together", "purpose", "habit")},
    }
    if construction.id == "owner as object":
        return (pattern.objects == PERSONS or bool(pattern.constructions)) and not pattern.tail
    return all(has[need] for need in needs)


def _make_gaps(pattern: Pattern, verb: str, preposition: str) -> dict[str, str]:
    forms = list_forms()[verb]
    relative = "whom" if pattern.objects == PERSONS else "which"
    return {
        "base": forms["base"],
        "s": forms["s"],
        "past": forms["past"],
        "part": forms["participle"],
        "ing": forms["ing"],
        "P": f"{preposition} " if preposition else "",
        "wh": relative,
        "orel": f"{preposition} {relative}".strip(),
    }


def _list_nominal(pattern: Pattern, phrase: str) -> Iterator[Cell]:
    verb, _, rest = phrase.partition(" ")
    gaps = {shape: f"{form} {rest}" for shape, form in list_forms()[verb].items()}
    gaps["part"] = gaps["participle"]
    for construction in NOMINALS:
        if not construction.needs or "objects" in pattern.allows:
            yield _make_cell(pattern, construction, phrase, gaps)


def _make_cell(pattern: Pattern, construction: Construction, words: str, gaps: Mapping[str, str]) -> Cell:
    subjects = [*pattern.subjects]
    objects = [*pattern.objects, *pattern.objects[:1] * 2][:3]
    if construction.subjects > 1 and gaps.get("past", "").startswith("was "):
        gaps = {**gaps, "past": gaps["past"].replace("was", "were", 1), "base": gaps["base"].replace("be", "are", 1)}
    text = construction.template.format(
        **gaps,
        **dict(zip(("S", "S2", "S3"), subjects, strict=True)),
        **dict(zip(("O", "O2", "O3"), objects, strict=True)),
        T=pattern.tail,
        noun=pattern.noun,
        rel="who" if pattern.subjects == PERSON_SUBJECTS else "which",
    )
    text = " ".join(text.split()).replace(" .", ".").replace(" ,", ",")
    first = name(subjects[0])
    companions = tuple(
        name(subjects[1]) if companion == "<second>" else companion for companion in construction.companions
    )
    meant = Meant(
        tuple(name(words) for words in subjects[: construction.subjects]),
        tuple(name(words) for words in objects[: construction.objects]),
        construction.status,
        construction.day,
        companions,
        construction.where,
    )
    gives = pattern.tell(meant) if construction.status else Facts()
    if construction.id in ("agentless", "owner as subject") and pattern.agentless is not None:
        gives = pattern.agentless(replace(meant, subjects=(), status="done"))
    more = _with_subject(construction.more, first)
    gives = join(gives, more)
    elsewhere = join(pattern.tell(replace(meant, where=())), more) if construction.needs == "purpose" else None
    may = frozenset(pair(one, other) for one in companions for other in meant.objects)
    return Cell(f"{pattern.frame}/{words}/{construction.id}", text[0].upper() + text[1:], gives, may, elsewhere)


def _with_subject(facts: Facts, subject: str) -> Facts:
    tellings = (
        replace(
            telling, parts=tuple((subject if who == _SUBJECT else who, role, for_) for who, role, for_ in telling.parts)
        )
        for telling in facts.tellings
    )
    return Facts(tuple(tellings), facts.met, facts.triples)


def read_cell(cell: Cell) -> Facts | str:
    """What comes out of a cell's sentence; the words of the error where the reader breaks."""
    try:
        return list_facts(read_text(cell.text))
    except Exception as error:  # noqa: BLE001 - a broken reader is a failing cell, not the end of the table
        return repr(error)


@cache
def list_failures() -> tuple[tuple[Cell, Facts | str], ...]:
    """The cells that come out wrong, with what came out."""
    read = ((cell, read_cell(cell)) for cell in list_cells())
    return tuple((cell, found) for cell, found in read if isinstance(found, str) or not cell.accepts(found))


def main() -> None:
    """`python tests/paradigms.py` prints each failing cell; with `--gaps` it writes `paradigm_gaps.txt` anew."""
    if "--gaps" in sys.argv:
        ids = sorted({cell.id for cell, _ in list_failures()})
        GAPS.write_text("".join(f"{id}\n" for id in ids), encoding="utf-8")
    for cell, found in list_failures():
        print(f"{cell.id}\n   {cell.text}\n   expected {cell.gives}\n   got      {found}")
    print(f"{len(list_failures())} of {len(list_cells())} cells fail")


if __name__ == "__main__":
    main()
