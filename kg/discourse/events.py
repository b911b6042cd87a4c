"""Turns what is told into events: one meeting is one event, whoever names it and however often."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from kg.discourse.scene import Agent, Scene
from kg.frames.frame import Frame
from kg.grammar import Rule
from kg.languages.time import Time
from kg.noun import noun
from kg.slugs import fold_name
from kg.statements import Event, Participation, state_matter
from kg.topics import find_topics
from kg.vocabulary import EventType, Role

# One role per agent and event: the most specific one.
ROLE_ORDER = tuple(Role)
_PRINCIPAL_ROLES = frozenset({"chair", "signatory", "host", "organiser"})
_SITES = (None, "area", "zone")  # places that somebody may be of: not a city or a country
_NAMED_TYPES = frozenset({"other", "conference", "ceremony", "signing"})
_KEY_LENGTH = 16
_FARTHEST_BACK = 40  # sentences that "the event" may reach back


@noun
class Part:
    """An agent's part in an event, and where the release says so."""

    agent: Agent
    role: str
    scene: Scene
    rule: Rule | Frame
    at: int
    on_behalf_of: str | None = None


@dataclass(slots=True)
class Draft:
    """An event being read. `sides` are pairs of agents that met; `ceremony` unites the signings of one ceremony;
    `number` is that of "the 18th meeting"; "the first meeting" and "the inaugural plenary" are `is_numbered`; `is_here`
    says that its places are only those of the visit being told; `article` stands in front of its label, `whose` is the
    thing behind and `rest` all the words behind that its name goes on with: "the opening ceremony of the Expo";
    `previous_start` is the day from which it was put off."""

    type: str
    status: str
    label: str
    time: Time | None = None
    parts: list[Part] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    visited: list[str] = field(default_factory=list)
    sides: list[tuple[Part, Part]] = field(default_factory=list)
    theme: str | None = None
    matter: str | None = None
    matter_at: Part | None = None  # where its matter is told
    mechanism: str | None = None
    about: str | None = None
    agreement: str | None = None
    sentence: int = 0
    number: str | None = None
    is_numbered: bool = False
    ceremony: str = ""
    is_here: bool = False
    is_trip: bool = False
    is_aside: bool = False
    first_sentence: int = 0
    folded: str = ""
    article: str = ""
    whose: str = ""
    rest: str = ""
    previous_start: str | None = None

    def __post_init__(self) -> None:
        self.folded = fold_name(self.label)
        self.first_sentence = self.sentence

    @property
    def words(self) -> set[str]:
        """The words of its label."""
        return set(self.folded.split())

    @property
    def name(self) -> str:
        """Its label and what belongs to it behind."""
        return f"{self.label}{self.rest}"

    def is_named(self, word: str) -> bool:
        """Whether a word stands in its label; Chinese has no spaces around one."""
        return word in self.words or (not word.isascii() and word in self.folded)

    def add_part(self, part: Part) -> None:
        """Adds an agent; of two roles the more specific one stays, with the sentence that says it.

        Who presides over a ceremony or a meal is its host: only meetings and conferences have a chair.
        """
        if part.role == Role.CHAIR and self.type in (EventType.CEREMONY, EventType.OTHER):
            part = replace(part, role=Role.HOST.value)
        for at, known in enumerate(self.parts):
            if known.agent.id == part.agent.id:
                if ROLE_ORDER.index(part.role) < ROLE_ORDER.index(known.role) or (
                    part.on_behalf_of and not known.on_behalf_of
                ):
                    self.parts[at] = part
                return
        self.parts.append(part)


@dataclass(slots=True)
class EventBook:
    """The events of one release, in the order in which they are told."""

    drafts: list[Draft] = field(default_factory=list)
    _told: dict[int, list[Draft]] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], list[Draft]] = field(default_factory=dict)

    def add(self, draft: Draft) -> Draft:
        """Takes an event in, or into the one it repeats."""
        near = [self._by_name.setdefault(key, []) for key in _list_keys(draft)]
        for known in (known for group in near for known in group):
            if known is draft or _is_same(known, draft):
                return self.tell_again(known, draft)
        self.drafts.append(draft)
        if not draft.is_aside:
            self._told.setdefault(draft.sentence, []).append(draft)
        for group in near:
            group.append(draft)
        return draft

    def tell_again(self, known: Draft, draft: Draft) -> Draft:
        """Takes all that a draft tells into the one it repeats, and gives that."""
        _merge(known, draft)
        self._told.setdefault(known.sentence, []).append(known)
        return known

    def find_head(self, word: str, kinds: Sequence[str]) -> Draft | None:
        """Gives the last event whose name holds a word ("the reception", "the Festival") or that is of one of the
        kinds; of the kind "any" ("the event") it is the last of all."""
        if "any" in kinds:
            return self._list_newest()[0] if self.drafts else None
        told = (draft for draft in self._list_newest() if not draft.is_aside)
        return next((draft for draft in told if draft.is_named(word) or draft.type in kinds), None)

    def _list_newest(self) -> list[Draft]:
        """The events, the one told last first."""
        return sorted(self.drafts, key=lambda draft: draft.sentence)[::-1]

    def find_named(self, name: str) -> Draft | None:
        """Gives the last event whose name holds a longer name: "the Second Plenary Session"."""
        words = fold_name(name).split()
        told = (draft for draft in reversed(self.drafts) if not draft.is_aside)
        return next((draft for draft in told if len(words) > 1 and draft.words.issuperset(words)), None)

    def find_visited(self, sentence: int, people: Set[str]) -> list[str]:
        """Gives the body whose visit the same sentence tells: "visited the X Institute and met with its head".

        "A visited X, while B met C": of others' visits it gives none. Empty `people` are anybody.
        """
        visits = [
            draft
            for draft in self._told.get(sentence, ())
            if draft.type == "visit" and draft.visited and (not people or people & {p.agent.id for p in draft.parts})
        ]
        return list(visits[-1].visited) if visits else []

    def find_last(self, sentence: int, kinds: Iterable[str] = ()) -> list[Draft]:
        """Gives the events of the last sentence before or at `sentence` that told any of these kinds."""
        for ordinal in range(sentence, max(0, sentence - _FARTHEST_BACK), -1):
            told = [draft for draft in self._told.get(ordinal, ()) if not kinds or draft.type in kinds]
            if told:
                return list({id(draft): draft for draft in told}.values())
        return []


def _list_keys(draft: Draft) -> list[tuple[str, str]]:
    """What two drafts of one event share: the name, the thing it is about or the agreement."""
    site = next(iter([*draft.places, *draft.visited]), None) if draft.type == "visit" else None
    keys = [("name", draft.folded), ("about", draft.about), ("agreement", draft.agreement), ("site", site)]
    keys += [("told", str(draft.sentence))] if draft.type == "meeting" and draft.is_numbered else []
    return [(kind, value) for kind, value in keys if value is not None]


def _is_same(a: Draft, b: Draft) -> bool:
    if a.type != b.type or a.status != b.status:
        return False
    if a.agreement or b.agreement:
        return a.agreement == b.agreement
    if contradicts(a, b):
        return False
    if a.about is not None and a.about == b.about:
        return _is_same_day(a, b)
    return _is_same_day(a, b) and (
        _is_same_trip(a, b) or _is_same_site(a, b) or _is_same_sitting(a, b) or _is_same_name(a, b)
    )


def contradicts(known: Draft, new: Draft) -> bool:
    """Whether two events cannot be one: of other things; or "a reception", told anew, of other hosts or elsewhere."""
    if known.number != new.number and None not in (known.number, new.number):
        return True
    if are_of_two(known.whose, new.whose):
        return True
    if new.article not in ("a", "an", "another") or known.type not in _NAMED_TYPES:
        return False
    if new.label.islower() and known.first_sentence < new.sentence and list_people(known).isdisjoint(list_people(new)):
        return True  # "Mr B attended a reception": not the one that Ms A was at
    pairs = [({*known.places, *known.visited}, {*new.places, *new.visited}), (_list_hosts(known), _list_hosts(new))]
    return new.article == "another" or any(one and other and one.isdisjoint(other) for one, other in pairs)


def are_of_two(one: str, other: str) -> bool:
    """Whether the things that two events are of are not one, by their names: "the Expo" may be "the Lantern Expo"."""
    return bool(one and other) and one not in other and other not in one


def list_people(draft: Draft) -> set[str]:
    """Gives the ids of all that have a part in an event."""
    return {part.agent.id for part in draft.parts}


def _list_hosts(draft: Draft) -> set[str]:
    return {part.agent.id for part in draft.parts if part.role in (Role.HOST, Role.ORGANISER)}


def _is_same_trip(a: Draft, b: Draft) -> bool:
    """ "Porto, Portugal" and "Porto": a stay of the same people, or of anybody on the same day."""
    if a.type != "visit" or not (a.is_trip and b.is_trip) or a.places[:1] != b.places[:1]:
        return False
    is_one = a.time is not None and b.time is not None and a.time.first == b.time.first
    return is_one or not {part.agent.id for part in a.parts}.isdisjoint(part.agent.id for part in b.parts)


def _is_same_site(a: Draft, b: Draft) -> bool:
    """ "the Tide Port" and "the Tide Port campus": a visit of some of the same people to one thing by two names."""
    return (
        a.type == "visit" and a.places == b.places and a.visited == b.visited and bool(list_people(a) & list_people(b))
    )


def _is_same_sitting(a: Draft, b: Draft) -> bool:
    """ "the first meeting" and "the first meeting of the Task Force", in one sentence."""
    is_told_twice = a.type == "meeting" and a.sentence == b.sentence and a.is_numbered
    if is_told_twice and (a.folded.endswith(b.folded) or b.folded.endswith(a.folded)):
        return True  # 第三次會議 and 聯席會議第三次會議
    return is_told_twice and len(a.words & b.words) > 1 and (a.words <= b.words or b.words <= a.words)


def _is_same_name(a: Draft, b: Draft) -> bool:
    same_places = set(a.places) == set(b.places) and set(a.visited) == set(b.visited)
    return a.folded == b.folded and (same_places or a.type in _NAMED_TYPES)


def _is_same_day(a: Draft, b: Draft) -> bool:
    """Whether two times may be one: equal, or a month or year and a day in it."""
    if a.time is None or b.time is None:
        return True
    shorter, longer = sorted((a.time.first, b.time.first), key=len)
    return longer.startswith(shorter)


def _merge(known: Draft, new: Draft) -> None:
    known.sentence = new.sentence
    if known is new:
        return
    known.is_trip = known.is_trip or new.is_trip
    known.time = max(known.time, new.time, key=lambda time: len(time.first) if time is not None else 0)
    if known.is_here and not new.is_here and (new.places or new.visited):
        known.places, known.visited, known.is_here = [], [], False
    elif new.is_here and (known.places or known.visited):
        new.places, new.visited = [], []
    known.rest = known.rest or (new.rest if known.folded == new.folded else "")
    known.previous_start = known.previous_start or new.previous_start
    known.theme, known.mechanism = known.theme or new.theme, known.mechanism or new.mechanism
    known.matter, known.matter_at = (known.matter, known.matter_at) if known.matter else (new.matter, new.matter_at)
    known.places += [place for place in new.places if place not in known.places]
    known.visited += [body for body in new.visited if body not in known.visited]
    known.sides += new.sides
    for part in new.parts:
        known.add_part(part)


def finish_event(draft: Draft, lang: str, offices: Mapping[str, str], name: str = "") -> Event:
    """Makes the event of a draft; `offices` maps people to the one post that the release gives them.

    Its id comes from type, day, principal parties and place, so that other releases about it meet in one node; a `name`
    tells it from another of the same.
    """
    identity = _identify(draft, name)
    parts = tuple(
        Participation(
            f"participation/{_hash([identity, part.agent.id])}",
            part.agent.id,
            f"gba:{part.role}",
            part.on_behalf_of,
            offices.get(part.agent.id),
        )
        for part in draft.parts
    )
    time = draft.time
    told = {part.scene.sentence.ordinal: part.scene.sentence.text for part in draft.parts}
    topics = find_topics(" ".join(told.values()), lang)
    return Event(
        identity, f"gba:{draft.type}", f"gba:{draft.status}", draft.ceremony or draft.name, lang,
        time.first if time else None, time.last if time else None,
        time.basis if time else None, tuple(draft.places), tuple(draft.visited), draft.theme, draft.mechanism,
        ((draft.about,) if draft.about else ()) + topics, parts, draft.matter,
        draft.previous_start,
    )  # fmt: skip


def are_listed(known: Draft, draft: Draft) -> bool:
    """ "attended the Lantern Meeting and the Kite Meeting": two names in one sentence, neither short for the other."""
    one, other = known.folded, draft.folded
    is_apart = not (known.sides or draft.sides or one.endswith(other) or other.endswith(one))
    return is_apart and known.first_sentence == draft.first_sentence


def _identify(draft: Draft, distinct: str) -> str:
    if draft.ceremony:
        return f"event/{_hash([draft.type, draft.time.first if draft.time is not None else '', draft.ceremony])}"
    principal = sorted(part.agent.id for part in draft.parts if part.role in _PRINCIPAL_ROLES)
    sides = sorted({part.agent.id for pair in draft.sides for part in pair})
    parties = principal or sides or sorted(part.agent.id for part in draft.parts)
    name = [draft.about or fold_name(draft.name)] if draft.type in _NAMED_TYPES and not draft.agreement else []
    where = sorted([*draft.visited, *draft.places])
    name += [distinct] if distinct else []
    name += [draft.number] if draft.number is not None else []  # the 18th meeting is not the talks on its sidelines
    day = draft.time.first if draft.time is not None else ""
    return f"event/{_hash([draft.type, day, *parties, *where, *name, draft.agreement or ''])}"


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_KEY_LENGTH]


def unite_events(known: Event, new: Event) -> Event:
    """Makes one event of two that turned out to be the same; whoever has a part in both keeps the more specific
    one."""
    parts = {part.id: part for part in known.participations}
    for part in new.participations:
        parts[part.id] = min(parts.get(part.id, part), part, key=_rank_role)
    return replace(
        known,
        participations=tuple(parts.values()),
        matter=known.matter or new.matter,
        previous_start=known.previous_start or new.previous_start,
        tellings=tuple(dict.fromkeys((*known.tellings, *new.tellings))),
    )


def _rank_role(part: Participation) -> int:
    return ROLE_ORDER.index(part.role.removeprefix("gba:"))


def state_event(draft: Draft, event: Event) -> None:
    """States who took part, chaired, visited, and who met whom, each on the strength of its own sentence."""
    nodes = {participation.agent: participation.id for participation in event.participations}
    for part in draft.parts:
        _state(part, (part.agent.id, "gba:participatedIn", event.id), draft, nodes[part.agent.id])
        if part.role == "chair":
            _state(part, (part.agent.id, "gba:chaired", event.id), draft, nodes[part.agent.id])
        for target in [*draft.visited, *draft.places] if draft.type == "visit" else ():
            if not _is_at_home(part, target):
                _state(part, (part.agent.id, "gba:visited", target), draft, nodes[part.agent.id])
    if draft.matter_at is not None:
        _state_matter(draft.matter_at, event)
    for one, other in _list_pairs(draft):
        for a, b in ((one, other), (other, one)):
            texts = (a.agent.text, b.agent.text)
            other_scene = other.scene
            other_scene.add_statement(
                other.rule.id, (a.agent.id, "gba:metWith", b.agent.id), texts, status=draft.status, at=other.at
            )


def _is_at_home(part: Part, target: str) -> bool:
    """Whether somebody who was with the visitors is of what they visited: the director of the Tide Park Company, at
    the Tide Park."""
    story = part.scene.story
    entities = story.resolver.entities
    posts = (entities[post] for post in story.offices.get(part.agent.id, ()) if post in entities)
    bodies = {post.body for post in posts if post.body is not None}
    site = entities.get(target)
    names = [label.text for label in site.labels] if site is not None and site.subkind in _SITES else []
    own = (label.text for body in bodies if body in entities for label in entities[body].labels)
    return target in bodies or any(name in text for text in own for name in names)


def _state_matter(part: Part, event: Event) -> None:
    scene = part.scene
    speaker = scene.speaker if scene.is_speech(part.at) else None
    scene.story.statements += state_matter(event, sentence=scene.sentence.ordinal, rule=part.rule.id, stated_by=speaker)


def _list_pairs(draft: Draft) -> Iterator[tuple[Part, Part]]:
    seen: set[tuple[str, ...]] = set()
    for one, other in draft.sides:
        key = tuple(sorted((one.agent.id, other.agent.id)))
        if len(set(key)) == 2 and key not in seen:
            seen.add(key)
            yield one, other


def _state(part: Part, triple: tuple[str, str, str], draft: Draft, node: str | None) -> None:
    part.scene.add_statement(
        part.rule.id, triple, (part.agent.text, draft.label), node=node, status=draft.status, at=part.at
    )
