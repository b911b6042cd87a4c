"""Tells people of one full name apart that several releases gave one id: by their sex, by the characters of their
names, by the places that they serve, or by the offices that they hold at one time.

What shows nothing of that stays with nobody's id but its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations

from kg.gazetteer import Gazetteer
from kg.languages.romanisation import is_syllable
from kg.languages.scripts import has_han, to_simplified
from kg.linking.profiles import Profile, Service
from kg.linking.questions import LIKELIHOODS, Question, Reason, list_near_names
from kg.linking.rewriting import Renaming
from kg.linking.titles import FULL_TIME

# How many days count as one time: for who serves two places, and for who holds two offices of one place.
_ONE_TIME, _ONE_MONTH = 92, 31
_SEXES = frozenset({"male", "female"})
_GENERAL = frozenset({"government", "party-committee"})  # whose members head other bodies of the same place
_ANY_SORT = (None, "other")
_STATES = frozenset({"country", "sar"})
_FORENAME_AND_SURNAME = 2
_HAN_NAME = range(2, 5)
_BY_OFFICE = frozenset({Reason.OFFICES, Reason.FORENAME})


@dataclass(frozen=True, slots=True)
class Office:
    """An office as far as it tells its holders apart: of which body, or field where none is known, in which places, for
    all of somebody's time.

    `script` is that of the name of one that no table knows.
    """

    id: str
    body: str | None
    places: frozenset[str]
    is_full_time: bool
    is_general: bool
    script: str | None


@dataclass(frozen=True, slots=True)
class Sight:
    """One person as one text, with its other language, shows them: the sex, the name in simplified characters, the
    offices, the day."""

    text: str
    sex: str | None
    written: frozenset[str]
    offices: tuple[Office, ...]
    day: date


@dataclass
class _Group:
    """Sights of one person."""

    sights: list[Sight] = field(default_factory=list)

    @cached_property
    def sexes(self) -> frozenset[str]:
        return frozenset(sight.sex for sight in self.sights if sight.sex is not None) & _SEXES

    @cached_property
    def written(self) -> frozenset[str]:
        return frozenset[str]().union(*(sight.written for sight in self.sights))

    @cached_property
    def terms(self) -> dict[Office, tuple[date, date]]:
        """The first and the last day on which each office was seen to be held."""
        days: defaultdict[Office, list[date]] = defaultdict(list)
        for sight in self.sights:
            for office in sight.offices:
                days[office].append(sight.day)
        return {office: (min(seen), max(seen)) for office, seen in days.items()}

    @property
    def texts(self) -> set[str]:
        return {sight.text for sight in self.sights}

    def list_evidence(self) -> Iterator[str]:
        """Gives what another sight of the same person is known by."""
        yield from (f"text {text}" for text in sorted(self.texts))
        yield from (f"office {office.id}" for office in sorted(self.terms, key=lambda office: office.id))

    def is_contradictory(self) -> bool:
        """Whether it cannot be of one person."""
        return len(self.sexes) > 1 or len(self.written) > 1

    def name_trait(self, reason: Reason) -> str | None:
        """Gives what tells this person from the others in that respect."""
        match reason:
            case Reason.SEX:
                return min(self.sexes, default=None)
            case Reason.WRITING:
                return min(self.written, default=None)
            case Reason.PLACE:
                return _cut(min((place for office in self.terms for place in office.places), default=None))
            case _:
                return _cut(min((office.id for office in self.terms), default=None))


def list_sights(profile: Profile, text: str, renaming: Renaming, gazetteer: Gazetteer) -> Iterator[tuple[str, Sight]]:
    """Gives the people of a text that no table knows, by the ids that they have in the whole build."""
    offices: defaultdict[str, dict[Office, None]] = defaultdict(dict)
    served = {renaming.get(thing): kept for thing, kept in profile.served.items()}
    for holder, post, body in profile.held:
        office = _make_office(renaming.find(post), renaming.find(body), served, gazetteer)
        if office is not None:
            offices[renaming.get(holder)][office] = None
    written: defaultdict[str, set[str]] = defaultdict(set)
    for person, _ in profile.people:
        written[renaming.get(person)].update(_list_characters(person, gazetteer))
    for person, sex in {renaming.get(person): sex for person, sex in profile.people}.items():
        if person not in gazetteer.things:
            name = frozenset(written[person]) if len(written[person]) == 1 else frozenset[str]()
            yield person, Sight(text, sex, name, tuple(offices[person]), profile.day)


def _list_characters(person: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The name in an id as it is compared: one of a Chinese surname and a given name, in simplified characters."""
    name = person.partition("/")[2]
    surnames = gazetteer.chinese_surnames
    if has_han(name) and len(name) in _HAN_NAME and not surnames.isdisjoint((name[:1], name[:2])):
        yield to_simplified(name.translate(gazetteer.variants))


def _make_office(
    post: str | None, body: str | None, served: Mapping[str, Service], gazetteer: Gazetteer
) -> Office | None:
    """Gives the office of a known body, or of one of which the text's own names say the sort and the places."""
    things = gazetteer.things
    known_post = things.get(post or "")
    body = body or (known_post.body if known_post is not None else None)
    known = things.get(body or "")
    id = post or body
    if id is None:
        return None
    if body is None and known_post is None and id not in served:
        return None  # "the Director": of whatever
    office = served.get(id, Service(None, frozenset()))
    service = served.get(body or id, office)
    sort = office.sort if service.sort in _ANY_SORT else service.sort
    places = service.places
    if known is not None:
        sort, places = known.subkind, frozenset({known.jurisdiction} if known.jurisdiction is not None else ())
    is_full_time = sort in FULL_TIME
    script = None if id in things else "han" if has_han(id) else "latin"
    return Office(
        id, body or office.field, places if is_full_time else frozenset(), is_full_time, sort in _GENERAL, script
    )


def mark_namesakes(person: str, sights: Iterable[Sight], gazetteer: Gazetteer) -> dict[str, str]:
    """Gives, by text, what tells the person of one id there from others of that id; the order makes no difference."""
    marks = _mark(*_part(person, sights, gazetteer))
    return {text: mark for group, mark in marks for text in group.texts}


def mark_strangers(
    person: str, sights: Iterable[Sight], departed: Sequence[Sight], gazetteer: Gazetteer
) -> dict[str, str] | None:
    """Gives the same where an id was that of somebody whom no text shows any more, so that it becomes nobody else's;
    None where one of those whom texts show now may be that person: offices tell the two apart only where tables know
    them, since the texts that taught under which other names they go are gone too."""
    shown = list(sights)
    gone = {sight.text for sight in departed}
    if not gone.isdisjoint(sight.text for sight in shown):
        return None
    groups, reasons = _part(person, [*departed, *shown], gazetteer)
    old = {at for at, group in enumerate(groups) if not gone.isdisjoint(group.texts)}
    new = [at for at, group in enumerate(groups) if not group.texts <= gone]
    sure = {pair for pair, reason in reasons.items() if reason not in _BY_OFFICE or _are_known(groups, pair)}
    if any(at in old or any((min(at, other), max(at, other)) not in sure for other in old) for at in new):
        return None
    return {text: mark for group, mark in _mark(groups, reasons) for text in group.texts - gone}


def list_questions(sights: Mapping[str, Sequence[Sight]], gazetteer: Gazetteer) -> list[Question]:
    """Gives the people who are kept apart and may be one all the same, the likeliest first; `sights` are by the ids
    that people have before namesakes are parted."""
    found = {question for person, own in sights.items() for question in _list_parted(person, own, gazetteer)}
    offices = {person: {office.id for sight in own for office in sight.offices} for person, own in sights.items()}
    found.update(list_near_names(offices, gazetteer))
    return sorted(found, key=lambda question: (-question.score, question))


def _list_parted(person: str, sights: Iterable[Sight], gazetteer: Gazetteer) -> Iterator[Question]:
    """Gives each two people that one id was parted into, and why."""
    groups, reasons = _part(person, sights, gazetteer)
    marked = _mark(groups, reasons)
    for (one, mark), (other, other_mark) in combinations(marked, 2):
        reason = reasons.get((groups.index(one), groups.index(other)))
        if reason is not None and mark != other_mark:
            yield Question(f"{person}-{mark}", f"{person}-{other_mark}", reason, LIKELIHOODS[reason])


def _are_known(groups: Sequence[_Group], pair: tuple[int, int]) -> bool:
    return all(office.script is None for at in pair for office in groups[at].terms)


_Reasons = dict[tuple[int, int], Reason]


def _part(person: str, sights: Iterable[Sight], gazetteer: Gazetteer) -> tuple[list[_Group], _Reasons]:
    """Gives the groups of sights that are surely of one person each, and what speaks against any two being one."""
    groups = _gather(sights)
    is_short = _is_forename_and_surname(person, gazetteer)
    reasons: _Reasons = {}
    for (at, one), (later, other) in combinations(enumerate(groups), 2):
        reason = _find_reason(one, other, gazetteer, is_short=is_short)
        if reason is not None:
            reasons[at, later] = reason
    return groups, reasons


def _mark(groups: Sequence[_Group], reasons: _Reasons) -> list[tuple[_Group, str]]:
    """Gives the groups that something speaks against being another one, each with what tells it apart."""
    marked = []
    for at, group in enumerate(groups):
        own = {reason for pair, reason in reasons.items() if at in pair}
        traits = [group.name_trait(reason) for reason in Reason if reason in own]
        mark = "-".join(dict.fromkeys(trait for trait in traits if trait is not None))
        if mark:
            marked.append((group, mark))
    return marked


def _gather(sights: Iterable[Sight]) -> list[_Group]:
    """Puts together what has a text or an office in common, in this order, wherever all that hangs together by it may
    be one person."""
    known = sorted(sights, key=lambda sight: (sight.day, sight.text, sight.sex or "", sorted(sight.written)))
    groups = [_Group([sight]) for sight in known]
    for kind in ("text", "office"):
        groups = [made for hung in _hang_together(groups, kind) for made in _unite(hung)]
    return sorted(groups, key=lambda group: (group.sights[0].day, group.sights[0].text))


def _unite(groups: list[_Group]) -> list[_Group]:
    """Makes one group of several, or, where that cannot be one person, one of those with the same sex and name; what
    shows less of them than others stays by itself."""
    united = _Group([sight for group in groups for sight in group.sights])
    if not united.is_contradictory():
        return [united]
    alike: defaultdict[tuple[frozenset[str], frozenset[str]], list[Sight]] = defaultdict(list)
    for group in groups:
        alike[group.sexes, group.written] += group.sights
    return [_Group(found) for found in alike.values()]


def _hang_together(groups: Sequence[_Group], kind: str) -> list[list[_Group]]:
    """Gives the groups that one piece of evidence of a kind after another ties together."""
    first: dict[str, int] = {}
    roots = list(range(len(groups)))

    def find(at: int) -> int:
        while roots[at] != at:
            roots[at] = roots[roots[at]]
            at = roots[at]
        return at

    for at, group in enumerate(groups):
        for evidence in group.list_evidence():
            if evidence.startswith(kind):
                roots[find(at)] = find(first.setdefault(evidence, at))
    tied: defaultdict[int, list[_Group]] = defaultdict(list)
    for at, group in enumerate(groups):
        tied[find(at)].append(group)
    return list(tied.values())


def _find_reason(one: _Group, other: _Group, gazetteer: Gazetteer, *, is_short: bool) -> Reason | None:
    """Gives the strongest reason why two groups are two people; none where they may be one."""
    if one.sexes | other.sexes == _SEXES:
        return Reason.SEX
    if one.written and other.written and one.written.isdisjoint(other.written):
        return Reason.WRITING
    pairs = [(here, there) for here in one.terms.items() for there in other.terms.items()]
    if any(_are_places_apart(here, there, gazetteer) for here, there in pairs):
        return Reason.PLACE
    if not pairs or any(_are_related(here, there, gazetteer) for (here, _), (there, _) in pairs):
        return None
    if any(_are_held_apart(here, there) for here, there in pairs):
        return Reason.OFFICES
    is_alike_written = all(_is_comparable(here, there) for (here, _), (there, _) in pairs)
    is_full_time = any(office.is_full_time for pair in pairs for office, _ in pair)
    return Reason.FORENAME if is_short and is_alike_written and is_full_time else None


_Term = tuple[Office, tuple[date, date]]


def _are_places_apart(here: _Term, there: _Term, gazetteer: Gazetteer) -> bool:
    """Whether two offices serve two places at one time, or two states whenever it may be."""
    one, other = here[0].places, there[0].places
    if not one or not other or gazetteer.may_be_one_place(one, other):
        return False
    states, others = _find_states(one, gazetteer), _find_states(other, gazetteer)
    return _find_gap(here[1], there[1]) <= _ONE_TIME or bool(states and others and states.isdisjoint(others))


def _find_states(places: frozenset[str], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries of some places, or the special administrative regions: nobody goes from office to office there."""
    things = gazetteer.things
    above = {place for place in (*places, *gazetteer.widen(places)) if place in things}
    regions = {place for place in above if things[place].subkind == "sar"}
    return frozenset(regions or {place for place in above if things[place].subkind in _STATES})


def _are_related(one: Office, other: Office, gazetteer: Gazetteer) -> bool:
    """Whether somebody may well hold both: in one body, or in the government of a place and in a body of it."""
    if one.body is not None and one.body == other.body:
        return True
    is_general = one.is_general or other.is_general
    return is_general and gazetteer.may_be_one_place(one.places, other.places)


def _are_held_apart(here: _Term, there: _Term) -> bool:
    """Whether two offices are seen to be held at one time, and one of them leaves no time for another."""
    is_full_time = here[0].is_full_time or there[0].is_full_time
    return is_full_time and _is_comparable(here[0], there[0]) and _find_gap(here[1], there[1]) <= _ONE_MONTH


def _is_comparable(one: Office, other: Office) -> bool:
    """Whether two offices are known, or named in one script: else they may be one office in two languages."""
    return None in (one.script, other.script) or one.script == other.script


def _find_gap(here: tuple[date, date], there: tuple[date, date]) -> int:
    """How many days lie between two times; none where they overlap."""
    return max(0, (max(here[0], there[0]) - min(here[1], there[1])).days)


def _is_forename_and_surname(person: str, gazetteer: Gazetteer) -> bool:
    """ "Andy Chan": a name that several have, without the Chinese given name that would tell them apart."""
    words = person.partition("/")[2].split("-")
    return len(words) == _FORENAME_AND_SURNAME and words[1] in gazetteer.surnames and not is_syllable(words[0])


def _cut(id: str | None) -> str | None:
    return id.partition("/")[2] if id is not None else None
