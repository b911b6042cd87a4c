"""A sentence as the story reads it: what its fillings are, and whom their words mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.clauses.clause import Clause, Member, Place
from kg.discourse.books import Books
from kg.discourse.events import Draft, Part
from kg.discourse.scene import Agent, Scene
from kg.discourse.trace import Refusal
from kg.frames import Deed, Filling, Frame
from kg.languages.time import Time
from kg.mentions.rows import Slot
from kg.vocabulary import Role

ENDINGS = ("conclude", "end")  # entries of verbs
FARTHEST_EVENT = 3  # sentences that "the meeting" may reach back
FARTHEST_JOINED = 6  # sentences that those may reach back who "also attended the meeting"
NEAR = 14  # characters of a row between an agreement and its sides
SPOKEN_AT = ("conference", "ceremony", "other", "meeting", "signing")
DELEGATES = ("delegates", "delegation")
_PAIRS = ("the two", "the pair", "the two sides", "both", "both sides")
DEPENDENT = (Place.PURPOSE, Place.PARTICIPLE, Place.FRONTED, Place.NOMINAL)


@dataclass(slots=True, eq=False)
class Telling:
    """A filling in its sentence, as the story reads it."""

    scene: Scene
    filling: Filling
    status: str
    time: Time | None
    met_slots: tuple[int, ...] = ()

    @property
    def frame(self) -> Frame:
        """What it tells of."""
        return self.filling.frame

    @property
    def id(self) -> str:
        """The frame that what it tells is stated by."""
        return self.frame.id

    @property
    def tells_start(self) -> bool:
        """Whether the day that its sentence names is when an office is taken."""
        return self.frame.deed is Deed.APPOINT

    @property
    def clause(self) -> Clause:
        """The clause that it comes from."""
        return self.filling.clause

    @property
    def start(self) -> int:
        """Where its verb stands in the row."""
        return self.clause.at

    @property
    def end(self) -> int:
        """Where its clause ends in the row."""
        return max(self.clause.end, self.clause.at + 1)

    @property
    def sets_city(self) -> bool:
        """Whether its places are where the story is from now on."""
        return self.frame.is_stay

    @property
    def is_spoken_at(self) -> bool:
        """ "Officiating at the forum, Ms A said": whether who took part in an event spoke there."""
        main = self.clause.parent
        is_whose = main is not None and main.verb == "say" and self.clause.subject_from == "main clause"
        return is_whose and bool(self.filling.find_use("event"))

    def pick_time(self) -> Time | None:
        """The day, month or year that it tells of."""
        return self.time

    def make_part(self, agent: Agent, role: Role, behalf: str | None = None) -> Part:
        """The part that an agent has in it."""
        return Part(agent, role.value, self.scene, self.frame, self.start, behalf)


@dataclass(slots=True)
class Page:
    """A sentence being told: what of it is told already, by the clause that told it and by the slot that names it, and
    what is refused. `timed` are the clauses that say a time."""

    scene: Scene
    books: Books
    clauses: Sequence[Clause]
    fillings: Sequence[Filling]
    told: dict[int, list[Draft]] = field(default_factory=dict)
    by_slot: dict[int, Draft] = field(default_factory=dict)
    tellings: dict[int, Telling] = field(default_factory=dict)
    refused: dict[int, Refusal] = field(default_factory=dict)
    timed: list[Clause] = field(init=False)

    def __post_init__(self) -> None:
        self.timed = [clause for clause in self.clauses if clause.times]

    def get_agents(self, members: Sequence[Member]) -> tuple[Agent, ...]:
        """Gives whom members of a list mean, each once; nobody where that is not certain."""
        found: dict[str, Agent] = {}
        for member in members:
            if member.slot is None:
                if member.head == "i" and self.scene.speaker is not None:
                    found.setdefault(self.scene.speaker, Agent(self.scene.speaker, member.words))
                if member.head in DELEGATES and member.determiner == "the":
                    found |= {agent.id: agent for agent in self.scene.story.leaders}
                if member.head == "owner" and len(self.scene.story.subjects) == 1:
                    found |= {agent.id: agent for agent in self.scene.story.subjects}
                if member.head == "left out":
                    found |= {agent.id: agent for agent in self.scene.story.subjects}
                if member.words.lower() in _PAIRS and len(self.scene.story.company) == 2:
                    found |= {agent.id: agent for agent in self.scene.story.company}
                continue
            for agent in self.scene.get_slot_agents(member.slot):
                found.setdefault(agent.id, agent)
        return tuple(found.values())

    def get_slot(self, member: Member) -> Slot | None:
        """Gives the slot that a member stands for, None for plain words."""
        return self.scene.row.slots[member.slot] if member.slot is not None else None

    def list_parts(self, telling: Telling, *, without: Sequence[str] = ()) -> Iterator[Part]:
        """Gives the parts in it of all that its slots name, but for the slots in `without`."""
        for slot in telling.frame.slots:
            if slot.role is None or slot.name in without:
                continue
            for agent in self.get_agents(telling.filling.get(slot.name)):
                is_speaking = slot.role is Role.PARTICIPANT and agent.id.startswith("person/") and telling.is_spoken_at
                yield telling.make_part(agent, Role.SPEAKER if is_speaking else slot.role)

    def lacks_agents(self, telling: Telling) -> bool:
        """Whether the words of a part are there, but nobody is known for certain to be meant."""
        needed = [slot for slot in telling.frame.slots if slot.role is not None and not slot.is_optional]
        return any(not self.get_agents(telling.filling.get(slot.name)) for slot in needed)

    def remember(self, telling: Telling, draft: Draft) -> None:
        """Notes that a filling told this draft."""
        self.told.setdefault(id(telling.clause), []).append(draft)
        self.tellings[id(telling.clause)] = telling
