"""Turns an event into the names it may have on a drawing: its own, or who met or went where, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.languages.numerals import write_number
from kg.phrases import ENGLISH, TRADITIONAL
from kg.views.captions.agreements import AgreementNamer
from kg.views.captions.drafts import BUDGET, Draft, Naming, cut_end, measure
from kg.views.captions.facts import Facts
from kg.views.captions.shortnames import ShortNames
from kg.views.events import Occasion, Part
from kg.views.labels import (
    Reading,
    begin_shorter,
    drop_ordinal,
    find_kind,
    has_head,
    is_general,
    list_words,
    lower_first,
    read_label,
    say,
    say_date,
    say_kind,
    say_ordinal,
    say_year,
    split_names,
)
from kg.views.periods import make_span
from kg.vocabulary import EventType, Role, Status

_ORDER = (Role.CHAIR, Role.SPEAKER, Role.HOST, Role.SIGNATORY, Role.PARTICIPANT, Role.ORGANISER, Role.WITNESS)
_MOST_NAMED = 3
_MOST_WHOLE = 6
_YEAR, _DAY_OR_YEAR, _ANY_OR_NONE = ("year",), ("day", "year"), ("day", "year", "")
_WIDEST_NAME = 22
_SAID = ("appointed", "elected", "resigned")
_FACES = ("meeting", "dinner", "lunch")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name without its date: ever shorter ones, and the whole one.

    `count` says which of a series it is. `dates` are what may be told of its date, the most first; what is too wide
    with all of them has the last of them.
    """

    heads: tuple[str, ...]
    whole: str
    count: str | None = None
    dates: tuple[str, ...] = _DAY_OR_YEAR
    lead: str = ""
    keeps_end: bool = False


class EventNamer:
    """Names the events of a graph."""

    def __init__(self, names: ShortNames, facts: Facts, agreements: AgreementNamer) -> None:
        self._names = names
        self._facts = facts
        self._agreements = agreements
        self._around = {outer for around in facts.within.values() for outer in around}

    def name(self, event: Occasion, lang: str) -> Naming:
        """Gives the ways to call an event."""
        label = self._names.find_label(event.id, lang)
        reading = self._read(event, lang, label) if label else None
        name = self._compose(event, lang, label, reading)
        naming = self._date(event, lang, name) if name else self._keep(event, lang, label or event.label)
        if event.status != Status.CANCELLED:
            return naming
        off = say(lang, "cancelled", name="")
        return Naming(tuple(replace(draft, lead=off + draft.lead) for draft in naming.drafts), off + naming.whole)

    def _keep(self, event: Occasion, lang: str, label: str) -> Naming:
        """Keeps the name that a release tells, with the date, and who was there, where that tells it apart."""
        short = begin_shorter(lang, label)
        people = self._name_people(self._rank(event, is_meeting=False), lang)
        kinds = ("day",) if event.date is None or event.date[:4] in short else ("year", "day")
        drafts = [Draft(short, tail) for tail in dict.fromkeys(("", *(_say_when(event, lang, kind) for kind in kinds)))]
        return Naming((*drafts, *(Draft(short, _add(lang, who) + drafts[-1].tail) for who in people[-1:])), label)

    def _date(self, event: Occasion, lang: str, name: _Name) -> Naming:
        """Gives a composed name with its date; with its place, or who was there, where that tells it apart."""
        day, count = _say_when(event, lang, "day"), _add(lang, name.count)
        tails = [count] if count else [_say_when(event, lang, kind) for kind in name.dates]
        fitting = [(head, tail) for tail in tails for head in name.heads if measure(name.lead + head + tail) <= BUDGET]
        head, tail = fitting[0] if fitting else (name.heads[-1], tails[-1])
        place = self._find_place(event, lang)
        people = self._name_people(self._rank(event, is_meeting=True), lang)
        more = [place] if place and place not in head else []
        more += [who for who in people[-1:] if name.lead or name.keeps_end]
        others = [other for other in name.heads if other != head]
        drafts = [Draft(head, end, name.lead, name.keeps_end) for end in dict.fromkeys((tail, day))]
        if measure(name.lead + name.whole + day) <= BUDGET:
            drafts.append(Draft(name.whole, day, name.lead))
        drafts += [Draft(head, _add(lang, text) + day, name.lead, name.keeps_end) for text in more]
        drafts += [Draft(other, day, name.lead, name.keeps_end) for other in others]
        return Naming(tuple(drafts), name.lead + name.whole + count + day)

    def _read(self, event: Occasion, lang: str, label: str) -> Reading:
        """Reads a label; what names its own mechanism besides is no name of its own."""
        reading = read_label(lang, label)
        body = self._find_meeting_body(event)
        if reading.is_bare or body is None:
            return reading
        rest = label
        for name in self._names.list_names(body, lang):
            rest = rest.replace(name, " ")
        return read_label(lang, rest) if rest != label and rest.strip() else reading

    def _compose(self, event: Occasion, lang: str, label: str | None, reading: Reading | None) -> _Name | None:
        """Composes a name where no release tells one in the language that says more than the kind of event."""
        form = self._find_form(event, reading)
        if event.type == EventType.VISIT:
            return self._name_visit(event, lang)
        if event.type == EventType.SIGNING and (reading is None or reading.is_bare or reading.form):
            return self._name_signing(event, lang, reading) or self._name_any(event, lang, label, reading)
        if form in _SAID:
            return self._name_change(event, lang, str(form), reading)
        is_own = reading is not None and not reading.is_bare and form not in _FACES
        if is_own:
            return None
        body = self._find_meeting_body(event)
        if body is not None:
            return self._name_session(event, lang, body, reading) or self._name_any(event, lang, label, reading)
        if event.type == EventType.MEETING or form in _FACES:
            return self._name_meeting(event, lang, label, reading)
        return self._name_any(event, lang, label, reading)

    def _find_form(self, event: Occasion, reading: Reading | None) -> str | None:
        """Gives the form of the label, in the language or else in the other one."""
        if reading is not None:
            return reading.form
        return next((found.form for _, found in self._read_labels(event) if found.form), None)

    def _read_labels(self, event: Occasion) -> list[tuple[str, Reading]]:
        spelt = [(lang, self._names.find_label(event.id, lang)) for lang in (ENGLISH, TRADITIONAL)]
        return [(lang, self._read(event, lang, label)) for lang, label in spelt if label]

    def _find_meeting_body(self, event: Occasion) -> str | None:
        """Gives the mechanism that an event was held under, or the one body that holds it as its meeting."""
        if event.type != EventType.MEETING:
            return None
        holders = [part.agent for part in event.parts if part.role == Role.ORGANISER]
        meeting = dict.fromkeys(holder for holder in holders if self._can_meet(holder))
        found = self._facts.mechanisms.get(event.id, ()) or tuple(meeting)
        return found[0] if len(found) == 1 else None

    def _can_meet(self, body: str) -> bool:
        """Whether a body is one that consists in its meetings: a mechanism of several, a committee."""
        if body in self._facts.collaborations:
            return True
        lang = ENGLISH if self._names.find_label(body, ENGLISH) else TRADITIONAL
        return has_head(lang, self._names.get_label(body, lang))

    def _name_visit(self, event: Occasion, lang: str) -> _Name | None:
        agents = sorted(self._rank(event, is_meeting=False), key=lambda agent: agent.startswith("person/"))
        place, where = self._find_goal(event, lang, is_short=True), self._find_goal(event, lang, is_short=False)
        whos = self._name_list(agents, lang)
        if place is None or where is None or not whos:
            return None if self._names.find_label(event.id, lang) else self._name_any(event, lang, None, None)
        is_planned = event.status == Status.PLANNED
        key = f"visit:{self._choose_preposition(event)}{':planned' if is_planned else ''}"
        heads = tuple(say(lang, key, who=who, place=place) for who in whos)
        return _Name(heads, say(lang, key, who=self._name_whole(agents, lang), place=where))

    def _name_signing(self, event: Occasion, lang: str, reading: Reading | None) -> _Name | None:
        key = "signing:planned" if event.status == Status.PLANNED else "signing"
        signed = self._facts.signed.get(event.id, ())
        if len(signed) == 1 and (self._agreements.is_named(signed[0], lang) or self._facts.parties.get(signed[0])):
            core, whole = self._agreements.find_core(signed[0], lang), self._agreements.find_whole(signed[0], lang)
            is_own = self._agreements.is_named(signed[0], lang)
            return _Name((core,), whole, dates=_YEAR, lead=say(lang, key, what=""), keeps_end=is_own)
        parties = [part.agent for part in event.parts if part.role == Role.SIGNATORY]
        names = [self._names.find_surname(agent, lang) for agent in parties]
        what = reading.what if reading and reading.what else None
        if what and not read_label(lang, what, "pact").is_bare:
            return _Name((begin_shorter(lang, what),), what, dates=_YEAR, lead=say(lang, key, what=""))
        told = [name for name in names if name]
        if len(told) < len(names) or len(told) < 2:
            return None
        kind = what or (say_kind(lang, pact) if (pact := self._find_pact_kind(event)) else None)
        who = say(lang, "pair").join(told)
        text = say(lang, "pact", kind=kind, who=who) if kind else who
        return _Name((text,), text, lead=say(lang, key, what=""))

    def _find_pact_kind(self, event: Occasion) -> str | None:
        for lang, found in self._read_labels(event):
            if found.what and (key := find_kind(lang, found.what, "pact")):
                return key
        return None

    def _name_change(self, event: Occasion, lang: str, form: str, reading: Reading | None) -> _Name | None:
        """Names who is appointed, elected or resigns, and to what where a release tells it in the language."""
        agents = [part.agent for part in event.parts if part.agent.startswith("person/")]
        who, whole = self._name_list(agents, lang), self._name_whole(agents, lang)
        if not who:
            return None
        key = f"said:{form}" + (":planned" if event.status == Status.PLANNED else "")
        office = self._find_change(event, lang, reading)
        if office is None:
            return _Name((say(lang, key, who=who[0]),), say(lang, key, who=whole))
        short, full = (say(lang, f"{key}:what", who=name, what=office) for name in (who[0], whole))
        return _Name((short,), full, dates=_ANY_OR_NONE)

    def _find_change(self, event: Occasion, lang: str, reading: Reading | None) -> str | None:
        """Gives the office that the label tells, in the language or else by the office that the other label names."""
        if reading is not None and reading.what:
            return None if is_general(reading.what, lang) else reading.what
        for other, found in self._read_labels(event):
            post = self._names.find_post(found.what, other) if found.what else None
            if post is not None and (office := self._names.find_short(post, lang)):
                return office
        return None

    def _name_session(self, event: Occasion, lang: str, body: str, reading: Reading | None) -> _Name | None:
        """ "plenary of the Joint Conference, 23rd": what met, and which of a series it was."""
        whole = self._names.find_label(body, lang)
        short = self._names.find_short(body, lang)
        if whole is None or short is None:
            return None
        kind = self._say_session(event, lang, reading)
        ordinals = {found.ordinal for _, found in self._read_labels(event) if found.ordinal}
        count = ordinals.pop() if len(ordinals) == 1 else None
        tail = self._names.find_tail(body, lang)
        if lang == ENGLISH:
            heads = tuple(_say_meeting_of(lang, kind, name) for name in (short, tail) if name)
            n = say_ordinal(lang, count) if count else None
            return _Name(heads, _say_meeting_of(lang, kind, whole), n, keeps_end=True)
        if count is None:
            return _Name((_say_meeting_of(lang, kind, short),), _say_meeting_of(lang, kind, whole))
        n = write_number(int(count))
        said = [say(lang, "session:count", body=name, n=n, kind=kind) for name in (short, whole)]
        return _Name((said[0],), said[1], keeps_end=True)

    def _say_session(self, event: Occasion, lang: str, reading: Reading | None) -> str:
        found = [reading] if reading else []
        key = next((one.kind for one in [*found, *(one for _, one in self._read_labels(event))] if one.kind), None)
        return say_kind(lang, key or f"type:{event.type}")

    def _name_meeting(self, event: Occasion, lang: str, label: str | None, reading: Reading | None) -> _Name | None:
        agents = self._rank(event, is_meeting=True)
        if len(agents) < 2:
            return self._name_any(event, lang, label, reading)
        left, right = self._find_sides(event, agents)
        if not all(self._names.find_agent(agent, lang) for agent in (*left[:1], *right[:1]) or agents[:2]):
            return self._name_any(event, lang, label, reading)
        if not right:
            heads = self._name_list(agents, lang)
            return _Name(heads, self._name_whole(agents, lang)) if heads else None
        pair = (left[0], right[0])
        rest = [agent for agent in agents if agent not in pair]
        short, whole = (self._join_pair(pair, rest, lang, is_short=is_short) for is_short in (True, False))
        is_few = len(agents) <= _MOST_NAMED and all(self._names.find_agent(agent, lang) for agent in agents)
        if rest and is_few and len(left) + len(right) == len(agents):
            short_sides, whole = (self._join_sides(left, right, lang, is_short=is_short) for is_short in (True, False))
            return _Name((short_sides, short), whole)
        return _Name((short,), whole)

    def _join_sides(self, left: Sequence[str], right: Sequence[str], lang: str, *, is_short: bool) -> str:
        agents = [*left, *right]
        names = self._name_each(agents, lang) if is_short else [self._names.find_agent(id, lang) or "" for id in agents]
        sides = (names[: len(left)], names[len(left) :])
        return say(lang, "pair").join(say(lang, "list").join(side) for side in sides)

    def _join_pair(self, pair: Sequence[str], rest: Sequence[str], lang: str, *, is_short: bool) -> str:
        names = self._name_each(pair, lang) if is_short else [self._names.find_agent(id, lang) or "" for id in pair]
        text = say(lang, "pair").join(names)
        if not rest:
            return text
        key = _choose_others([*pair, *rest])
        return say(lang, key, names=text, n=len(rest))

    def _find_sides(self, event: Occasion, agents: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        """Gives who met whom, where that is known: both in the chair, or those whom the label says were met, in its
        order, and the others; any two."""
        chairs = [part.agent for part in event.parts if part.role == Role.CHAIR]
        if len(chairs) == 2:
            return chairs[:1], chairs[1:]
        met = next(
            (found for lang, one in self._read_labels(event) if (found := self._find_met(one, agents, lang))), []
        )
        others = [agent for agent in agents if agent not in met]
        if met and others:
            return others, met
        return (agents[:1], agents[1:]) if len(agents) == 2 else ((), ())

    def _find_met(self, reading: Reading, agents: Sequence[str], lang: str) -> list[str]:
        """Gives those whom a label names, if it names none but those who took part."""
        names = split_names(lang, reading.what)
        found = [agent for name in names for agent in agents if self._names.is_own(name, lang, agent)]
        return found if len(found) == len(names) else []

    def _name_any(self, event: Occasion, lang: str, label: str | None, reading: Reading | None) -> _Name | None:
        """Names the kind of event, with what it was about, where it was and who was there, as far as they have names
        in the language. None where that says no more than the label."""
        kind = self._say_kind(event, lang, label, reading)
        agents = self._rank(event, is_meeting=False)
        whos = self._name_people(agents, lang) or self._name_list(agents, lang)
        place = self._find_place(event, lang)
        matter = self._find_initiative(event, lang) if label is None else None
        if not (whos or place or matter):
            return None if label and not (reading and reading.form) and event.date is None else _Name((kind,), kind)
        placed = say(lang, self._choose_preposition(event), kind=kind, place=place) if place else kind
        if matter:
            is_conference = event.type == EventType.CONFERENCE and find_kind(lang, matter) is not None
            is_kind = is_conference or kind.casefold() in matter.casefold()
            name = matter if is_kind else say(lang, "about", kind=kind, who=matter)
            return _Name((name,), name)
        heads = [say(lang, "about", kind=text, who=who) for text in dict.fromkeys((placed, kind)) for who in whos]
        whole = self._name_whole(agents, lang)
        return _Name(tuple(heads) or (placed,), say(lang, "about", kind=placed, who=whole) if whole else placed)

    def _say_kind(self, event: Occasion, lang: str, label: str | None, reading: Reading | None) -> str:
        """Gives the words of the label if they tell only the kind, else those for the kind that the other one tells."""
        if label and reading and (reading.is_bare or (reading.form and event.type != EventType.SIGNING)):
            text = drop_ordinal(lang, label)
            return (lower_first(text) if lang == ENGLISH else text) or say_kind(lang, f"type:{event.type}")
        key = next((found.kind for _, found in self._read_labels(event) if found.kind), None)
        return say_kind(lang, key or f"type:{event.type}")

    def _find_initiative(self, event: Occasion, lang: str) -> str | None:
        named = [self._names.find_short(id, lang) for id in self._facts.initiatives.get(event.id, ())]
        return named[0] if len(named) == 1 else None

    def _list_places(self, event: Occasion, lang: str = ENGLISH) -> list[str]:
        """Gives the places of an event without those that another lies within, in the order of the language."""
        around = {outer for place in event.places for outer in self._facts.within.get(place, ())}
        inner = [place for place in event.places if place not in around]
        order = list_words(lang, "wide")
        sorts = {place: self._facts.sorts.get(place, "") for place in inner}
        return sorted(inner, key=lambda place: order.index(sorts[place]) if sorts[place] in order else len(order))

    def _find_place(self, event: Occasion, lang: str) -> str | None:
        """Gives the one place of an event, if it has a name in the language."""
        places = self._list_places(event)
        return self._names.find_short(places[0], lang) if len(places) == 1 else None

    def _find_goal(self, event: Occasion, lang: str, *, is_short: bool) -> str | None:
        """Gives what was visited, each by its name in the language; None where one has none."""
        goals = [*event.visited, *(() if event.visited else self._list_places(event, lang))]
        names = [self._name_goal(goal, lang, is_short=is_short or goal.startswith("place/")) for goal in goals]
        told = [name for name in names if name]
        return say(lang, "list").join(dict.fromkeys(told)) if told and len(told) == len(names) else None

    def _name_goal(self, goal: str, lang: str, *, is_short: bool) -> str | None:
        """Gives the name of what was visited; Chinese releases leave many in Latin letters."""
        if lang == TRADITIONAL:
            return self._names.get_short(goal, lang) if is_short else self._names.get_label(goal, lang)
        return self._names.find_short(goal, lang) if is_short else self._names.find_label(goal, lang)

    def _choose_preposition(self, event: Occasion) -> str:
        places = self._list_places(event)
        is_wide = all(self._facts.sorts.get(id) in list_words(ENGLISH, "wide") or id in self._around for id in places)
        return "in" if is_wide and event.places and not event.visited else "at"

    def _rank(self, event: Occasion, *, is_meeting: bool) -> list[str]:
        """Gives who took part, the chair first, then those who are known from most events; of a meeting not who only
        organised it."""
        parts = [part for part in event.parts if not (is_meeting and part.role == Role.ORGANISER)]
        return list(dict.fromkeys(part.agent for part in sorted(parts, key=self._rank_part)))

    def _rank_part(self, part: Part) -> tuple[int, bool, int, str]:
        known = self._facts.known[part.agent]
        return _ORDER.index(Role(part.role)), not part.agent.startswith("person/"), -known, part.agent

    def _name_people(self, agents: Sequence[str], lang: str) -> tuple[str, ...]:
        return self._name_list([agent for agent in agents if agent.startswith("person/")], lang)

    def _name_list(self, agents: Sequence[str], lang: str) -> tuple[str, ...]:
        """Names all of a few, or the first and how many more; ever shorter. Who has no name is only counted."""
        named = [agent for agent in agents if self._names.find_agent(agent, lang)]
        if not named:
            return ()
        found = []
        for most in range(min(_MOST_NAMED, len(named)), 0, -1):
            if most in (len(agents), 1):
                found.append(self._count_rest(self._name_each(named[:most], lang), agents, lang))
        first = self._name_each(named[:1], lang)[0]
        if measure(first) > _WIDEST_NAME:
            brief = cut_end(first, _WIDEST_NAME)
            found += [self._count_rest([brief], agents, lang), brief]
        return tuple(found)

    def _name_whole(self, agents: Sequence[str], lang: str) -> str:
        names = [name for agent in agents if (name := self._names.find_agent(agent, lang))]
        return self._count_rest(names[:_MOST_WHOLE], agents, lang) if names else ""

    def _count_rest(self, names: Sequence[str], agents: Sequence[str], lang: str) -> str:
        text = say(lang, "list").join(names)
        rest = len(agents) - len(names)
        if not rest:
            return text
        return say(lang, _choose_others(agents), names=text, n=rest)

    def _name_each(self, agents: Sequence[str], lang: str) -> list[str]:
        """Names each by the surname, and by the whole name who shares it with another."""
        short = [self._names.find_surname(agent, lang) or "" for agent in agents]
        whole = [self._names.find_agent(agent, lang) or "" for agent in agents]
        return [one if short.count(one) == 1 else all_ for one, all_ in zip(short, whole, strict=True)]


def _say_meeting_of(lang: str, kind: str, body: str) -> str:
    """ "meeting of the Forum", but only "Co-operation Meeting" for a meeting of what is called so."""
    if body.casefold().endswith(kind.casefold()):
        return body
    is_definite = lang == ENGLISH and has_head(lang, body) and not body.casefold().startswith("the ")
    return say(lang, "session:the" if is_definite else "session", kind=kind, body=body)


def _choose_others(agents: Sequence[str]) -> str:
    return "other_people" if all(agent.startswith("person/") for agent in agents) else "others"


def _say_when(event: Occasion, lang: str, kind: str) -> str:
    """Gives the day or the year of an event, as it stands behind a name; nothing where none is known or wanted."""
    if event.date is None or not kind:
        return ""
    if kind == "year":
        return _add(lang, say_year(lang, event.date))
    return _add(lang, say_date(lang, make_span(event.date, event.end or event.date)))


def _add(lang: str, text: str | None) -> str:
    return say(lang, "with", name="", more=text) if text else ""
