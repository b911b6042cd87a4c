"""Asks whom words of a release mean that may mean several: each candidate with what is said of him or her."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.building.texts import OpenWords
from kg.decisions import Decision, Decisions, Verdict
from kg.errors import UsageError
from kg.graph.graph import Graph
from kg.mentions.entities import Label
from kg.views.deciding import Stamp
from kg.views.doubts import Doubt, Ground, Question, read_sentences
from kg.views.evidence import Evidence
from kg.views.names import Names, Thing


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant: the id as the release itself names him or her, who that is, and the first sentences
    about him or her."""

    own: str
    person: Thing
    said: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words whose meaning is asked for, and who may be meant."""

    asked: OpenWords
    candidates: tuple[Candidate, ...]

    @property
    def said(self) -> tuple[Evidence, ...]:
        """The sentence before, where there is one, and that of the words."""
        asked = self.asked
        release = (asked.release, asked.title, asked.date, asked.url, asked.restated)
        sentences = ((asked.ordinal - 1, asked.before), (asked.ordinal, asked.sentence))
        return tuple(
            Evidence(text, *release, f"release/{asked.release}/s{ordinal}") for ordinal, text in sentences if text
        )


def part_words(left_open: Iterable[OpenWords], decisions: Decisions) -> tuple[list[OpenWords], list[OpenWords]]:
    """Gives the words of which a reader can say whom they mean, and those of which nobody can; what was decided is in
    neither."""
    known = decisions.list_mentions()
    waiting = [one for one in left_open if one.name not in known]
    return (
        [one for one in waiting if one.name and one.candidates],
        [one for one in waiting if not (one.name and one.candidates)],
    )


def ask_meanings(graph: Graph, asked: Iterable[OpenWords], *, lang: str = "en") -> Iterator[Meaning]:
    """Adds to words who may be meant, with the first sentences about each."""
    names = Names(graph, lang)
    for one in asked:
        people = [(own, names.get(id)) for own, id in zip(one.own, one.candidates, strict=True)]
        yield Meaning(one, tuple(Candidate(own, person, read_sentences(graph, person)) for own, person in people))


def list_questions(meaning: Meaning) -> Iterator[Question]:
    """Gives a question for each candidate, as of two things: left stands who may be meant, right the words."""
    asked, said = meaning.asked, meaning.said
    for candidate in meaning.candidates:
        left = replace(candidate.person, id=candidate.own)
        label = Label(asked.words, asked.release.rpartition("/")[2], True)
        right = Thing(asked.name, (label,), lang=left.lang)
        score = round(1 / len(meaning.candidates), 2)
        yield Question(Doubt(Ground.OPEN_MENTION, left, right, score), candidate.said, said[-1:])


def decide_meaning(asked: OpenWords, own: str | None, stamp: Stamp) -> Decision:
    """Gives the decision that words mean a candidate, by the id that the release itself has for him or her; that nobody
    knows where that is None. UsageError where nobody of that id may be meant."""
    if own is not None and own not in asked.own:
        raise UsageError(f"{asked.name} may mean {', '.join(asked.own)}, but not {own}")
    verdict = Verdict.UNSURE if own is None else Verdict.SAME
    return Decision(own or asked.own[0], asked.name, verdict, *stamp.list_values())
