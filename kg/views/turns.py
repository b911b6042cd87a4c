"""Turns the changes of a body, or the names of an office, into its Turns: what it came from and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.isodates import find_first_day, find_last_day
from kg.phrases import LANGUAGES, Phrase, join_phrases, make_phrase
from kg.views.batches import ask_in_batches
from kg.views.datings import Dating, date_day, say_date
from kg.views.evidence import Evidence, Fact, find_facts_of, find_facts_on, join_evidence
from kg.views.names import Names, Thing, shorten
from kg.views.renamings import Era
from kg.views.rows import list_names

ORIGINAL, RESULTING, NAMING = "org:originalOrganization", "org:resultingOrganization", "gba:naming"
_CHANGES = """SELECT ?change ?date ?side ?body WHERE {
  VALUES ?change { $wanted } VALUES ?side { org:originalOrganization org:resultingOrganization }
  ?change dct:date ?date ; ?side ?body
} ORDER BY ?change ?side ?body"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change in the life of a body or office: `words` say what became of it, or where it came from, `others` are the
    bodies at the other end, `beside` those that went or came the same way.

    `is_end`: the body was there before it and not after, `is_start`: the other way round.
    """

    date: Dating
    words: Phrase
    others: tuple[Thing, ...]
    beside: tuple[Thing, ...]
    is_start: bool
    is_end: bool
    evidence: tuple[Evidence, ...]

    def is_outside(self, on: str) -> bool:
        """Whether it says that the body was not there on a day (or in a month or year)."""
        first, last = self.date.days
        return (self.is_start and find_last_day(on) < first) or (self.is_end and last <= find_first_day(on))

    def say(self) -> Phrase:
        """Says it in one line: "on 2022-07-01 was split into Housing Bureau; Transport and Logistics Bureau"."""
        words = make_phrase("turned", date=say_date(self.date), words=self.words, others=list_names(self.others))
        beside = make_phrase("with_others", names=list_names(self.beside)) if self.beside else ""
        return join_phrases([words, beside])


def find_turns(graph: Graph, names: Names, thing: Thing) -> tuple[Turn, ...]:
    """Gives the turns of a body or office, the earliest first; none of anything else."""
    if thing.kind not in ("body", "mechanism", "post"):
        return ()
    told = [fact for fact in find_facts_on(graph, thing.id) if fact.predicate in (ORIGINAL, RESULTING)]
    turns = _read_changes(graph, names, thing, told)
    eras = names.renamings.list_turns(thing.id)
    if eras:
        turns += _read_renamings(thing, eras, find_facts_of(graph, thing.id))
    return tuple(sorted(turns, key=lambda turn: (turn.date.days, turn.words)))


def _read_changes(graph: Graph, names: Names, thing: Thing, told: Sequence[Fact]) -> list[Turn]:
    sides: dict[str, dict[str, list[str]]] = {}
    dates: dict[str, str] = {}
    for change, date, side, body in ask_in_batches(graph, _CHANGES, (fact.subject for fact in told)):
        both = sides.setdefault(shorten(change), {ORIGINAL: [], RESULTING: []})
        both[shorten(side)].append(shorten(body))
        dates[shorten(change)] = date or ""
    names.read_some(body for both in sides.values() for bodies in both.values() for body in bodies)
    turns = []
    for change, both in sides.items():
        mine = [fact for fact in told if fact.subject == change]
        for own, opposite in ((ORIGINAL, RESULTING), (RESULTING, ORIGINAL)):
            if thing.id in both[own]:
                words = make_phrase(f"turn:{own.partition(':')[2]}:{_count(both[ORIGINAL])}-{_count(both[RESULTING])}")
                others = tuple(names.get(body) for body in both[opposite])
                beside = tuple(names.get(body) for body in both[own] if body != thing.id)
                stays = thing.id in both[opposite]
                is_start, is_end = own == RESULTING and not stays, own == ORIGINAL and not stays
                turns.append(
                    Turn(date_day(dates[change]), words, others, beside, is_start, is_end, join_evidence(mine))
                )
    return turns


def _count(bodies: Sequence[str]) -> str:
    """Gives how many they are, as far as the words depend on it."""
    return ("none", "one", "many")[min(len(bodies), 2)]


def _read_renamings(thing: Thing, eras: Iterable[tuple[Era, Era]], told: Sequence[Fact]) -> list[Turn]:
    turns = []
    for before, after in eras:
        if after.start:
            facts = [fact for fact in told if fact.predicate == NAMING and fact.object in (before.id, after.id)]
            words = make_phrase("turn:renamed", before=_say_name(thing, before), after=_say_name(thing, after))
            turns.append(Turn(date_day(after.start), words, (), (), False, False, join_evidence(facts)))
    return turns


def _say_name(thing: Thing, era: Era) -> Phrase:
    said = {lang: Thing(thing.id, era.labels, lang=lang).name for lang in LANGUAGES}
    return Phrase(said.pop("en"), said)
