"""Turns the changes of a body, or the names of an office, into its Turns: what it came from and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.isodates import find_first_day, find_last_day
from kg.phrases import LANGUAGES, Phrase, join_phrases, make_phrase
from kg.views.batches import ask_in_batches
from kg.views.datings import Dating, date_day, say_date
from kg.views.evidence import Evidence, find_facts_of, find_facts_on, join_evidence
from kg.views.names import Names, Thing, shorten, to_iri
from kg.views.renamings import Era
from kg.views.rows import list_names

ORIGINAL, RESULTING = "org:originalOrganization", "org:resultingOrganization"
_CHANGES_OF = """SELECT DISTINCT ?change WHERE {
  ?change org:originalOrganization|org:resultingOrganization $body
} ORDER BY ?change"""
_DATES = "SELECT ?change ?date WHERE { VALUES ?change { $wanted } ?change dct:date ?date }"

_ENDED = """SELECT ?body ?date WHERE {
  VALUES ?body { $wanted } ?change org:originalOrganization ?body ; dct:date ?date
  FILTER NOT EXISTS { ?change org:resultingOrganization ?body }
} ORDER BY ?body ?date"""


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
        words = make_phrase("turned", date=say_date(self.date), words=self.tell())
        return join_phrases([words, self.say_beside()])

    def say_beside(self) -> Phrase:
        """Says who went or came the same way: "with Housing Bureau"; empty where there is nobody."""
        return make_phrase("beside", names=list_names(self.beside)) if self.beside else Phrase("")

    def tell(self) -> Phrase:
        """Says it without its date: "was split into Housing Bureau; Transport and Logistics Bureau"."""
        return make_phrase("told_with", words=self.words, names=list_names(self.others)) if self.others else self.words


def find_turns(graph: Graph, names: Names, thing: Thing) -> tuple[Turn, ...]:
    """Gives the turns of a body or office, the earliest first; none of anything else."""
    if thing.kind not in ("body", "mechanism", "post"):
        return ()
    turns = _read_changes(graph, names, thing)
    if eras := names.renamings.list_turns(thing.id):
        turns += _read_renamings(graph, thing, eras)
    return tuple(sorted(turns, key=lambda turn: (turn.date.days, turn.words)))


def find_ended(graph: Graph, bodies: Iterable[str]) -> dict[str, Dating]:
    """Gives when those of some bodies (ids) ended that are no more, by their id."""
    return {shorten(body): date_day(date or "") for body, date in ask_in_batches(graph, _ENDED, bodies)}


def _read_changes(graph: Graph, names: Names, thing: Thing) -> list[Turn]:
    changes = [shorten(change) for (change,) in graph.ask(_CHANGES_OF, body=to_iri(thing.id))]
    dates = {shorten(change): date or "" for change, date in ask_in_batches(graph, _DATES, changes)}
    facts = find_facts_of(graph, *changes)
    names.read_some(fact.object for fact in facts)
    turns = []
    for change, date in dates.items():
        told = [fact for fact in facts if fact.subject == change]
        sides = {side: [fact.object for fact in told if fact.predicate == side] for side in (ORIGINAL, RESULTING)}
        mine = join_evidence([fact for fact in told if fact.object == thing.id])
        for own, opposite in ((ORIGINAL, RESULTING), (RESULTING, ORIGINAL)):
            if thing.id in sides[own]:
                is_left = thing.id not in sides[opposite]
                turn = Turn(
                    date_day(date),
                    make_phrase(f"turn:{own.partition(':')[2]}:{'-'.join(map(_count, sides.values()))}"),
                    tuple(names.get(body) for body in sides[opposite]),
                    tuple(names.get(body) for body in sides[own] if body != thing.id),
                    is_left and own == RESULTING,
                    is_left and own == ORIGINAL,
                    mine,
                )
                turns.append(turn)
    return turns


def _count(bodies: Sequence[str]) -> str:
    """Gives how many they are, as far as the words depend on it."""
    return ("none", "one", "many")[min(len(bodies), 2)]


def _read_renamings(graph: Graph, thing: Thing, eras: Sequence[tuple[Era, Era]]) -> list[Turn]:
    facts = find_facts_on(graph, *(era.id for turn in eras for era in turn))
    turns = []
    for before, after in eras:
        if after.start:
            told = join_evidence([fact for fact in facts if fact.object in (before.id, after.id)])
            words = make_phrase("turn:renamed", before=_say_name(thing, before), after=_say_name(thing, after))
            turns.append(Turn(date_day(after.start), words, (), (), False, False, told))
    return turns


def _say_name(thing: Thing, era: Era) -> Phrase:
    said = {lang: Thing(thing.id, era.labels, lang=lang).name for lang in LANGUAGES}
    return Phrase(said.pop("en"), said)
