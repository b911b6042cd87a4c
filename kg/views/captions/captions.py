"""Turns a graph and its Almanac into Captions: the names of things under the marks of a drawing, and in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

from kg.graph.graph import Graph
from kg.isodates import find_last_day
from kg.languages.scripts import to_simplified
from kg.phrases import ENGLISH, TRADITIONAL
from kg.views.captions.agreements import AgreementNamer
from kg.views.captions.drafts import Draft, Naming, tell_apart
from kg.views.captions.events import EventNamer
from kg.views.captions.facts import read_facts
from kg.views.captions.offices import find_latest
from kg.views.captions.shortnames import ShortNames
from kg.views.events import Holding, Occasion
from kg.views.evidence import find_last_issue
from kg.views.labels import say
from kg.views.names import KINDS, Names
from kg.views.ties import Almanac
from kg.vocabulary import Capacity


@dataclass(frozen=True, slots=True)
class Caption:
    """What a thing is called on a drawing, in each of LANGUAGES: short, under its mark, and whole, in full."""

    short: tuple[str, ...]
    whole: tuple[str, ...]


class Captions:
    """The captions of a graph."""

    def __init__(
        self, names: ShortNames, events: EventNamer, agreements: AgreementNamer, almanac: Almanac, last_day: str
    ) -> None:
        self._names = names
        self._events = events
        self._agreements = agreements
        self._occasions: Mapping[str, Occasion] = almanac.occasions
        self._namings: dict[tuple[str, str], Naming] = {}
        held: defaultdict[str, list[Holding]] = defaultdict(list)
        for holding in almanac.holdings.values():
            held[holding.person].append(holding)
        self._held = held
        self._last_day = last_day

    @classmethod
    def read(cls, graph: Graph, almanac: Almanac, known: Names) -> Self:
        """Reads what the names of events and agreements are made of, and all that is known by name."""
        names = ShortNames(known.list_things(*KINDS), known.renamings)
        facts = read_facts(graph, almanac)
        agreements = AgreementNamer(names, facts, almanac.pacts)
        return cls(names, EventNamer(names, facts, agreements), agreements, almanac, find_last_issue(graph))

    def name(self, ids: Iterable[str]) -> dict[str, Caption]:
        """Gives the captions of things that are seen together; no two have the same short one in a language, and people
        of one surname have their whole names in those of events."""
        wanted = sorted(set(ids))
        self._names.view(wanted)
        self._namings.clear()
        short, whole = {}, {}
        for lang, key in ((ENGLISH, str), (TRADITIONAL, to_simplified)):
            namings = {id: self._find(id, lang) for id in wanted}
            drafts = {id: naming.drafts for id, naming in namings.items()}
            short[lang] = tell_apart(drafts, key, partial(_number, lang))
            whole[lang] = {id: namings[id].whole for id in wanted}
        return {
            id: Caption(
                _complete(short[ENGLISH][id], short[TRADITIONAL][id]),
                _complete(whole[ENGLISH][id], whole[TRADITIONAL][id]),
            )
            for id in wanted
        }

    def find_office(self, person: str, last: str | None = None) -> tuple[str, ...] | None:
        """Gives the short name of the office that a person held latest, in each of LANGUAGES; None if that is not one.

        With `last`, a day, month or year, the latest up to its end; without it an office that was over when the
        last release was issued says until when it was held.
        """
        held = self._held.get(person, ())
        known = held if last else [holding for holding in held if self._has_begun(holding)]
        holding = find_latest(known, last)
        if holding is None or holding.post is None:
            return None
        until = (
            holding.end[:4] if last is None and holding.end and find_last_day(holding.end) <= self._last_day else None
        )
        offices = [self._say_office(holding, holding.post, until, lang) for lang in (ENGLISH, TRADITIONAL)]
        return _complete(*offices)

    def _has_begun(self, holding: Holding) -> bool:
        """Says whether a tenure had begun when the last release was issued: of later ones only tables know."""
        begun = min([*holding.days, *filter(None, [holding.start])], default="")
        return not self._last_day or begun <= self._last_day

    def _say_office(self, holding: Holding, post: str, until: str | None, lang: str) -> str:
        office = self._names.get_short(post, lang)
        held = say(lang, "acting", office=office) if holding.capacity == Capacity.ACTING else office
        return say(lang, "until", office=held, year=until) if until else held

    def _find(self, id: str, lang: str) -> Naming:
        if (id, lang) not in self._namings:
            self._namings[id, lang] = self._make(id, lang)
        return self._namings[id, lang]

    def _make(self, id: str, lang: str) -> Naming:
        if id in self._occasions:
            return self._events.name(self._occasions[id], lang)
        if id.startswith("agreement/"):
            return self._agreements.name(id, lang)
        whole = self._names.get_label(id, lang)
        drafts = [Draft(self._names.get_short(id, lang)), Draft(whole)]
        if offices := self.find_office(id):
            drafts.append(Draft(say(lang, "with", name=whole, more=offices[lang != ENGLISH])))
        return Naming(tuple(drafts), whole)


def _number(lang: str, n: int) -> str:
    return say(lang, "numbered", name="", n=n)


def _complete(english: str, traditional: str) -> tuple[str, ...]:
    return english, traditional, to_simplified(traditional)
