"""Turns a name, and what else is told of who is meant, into Matches: things it may name, with scores and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from kg.graph.graph import Graph
from kg.languages.keys import make_key
from kg.views.candidates import count_sentences, describe_candidate
from kg.views.names import Names, Thing, shorten, to_iri

# What may be told of who is meant, and how the graph links a thing to it.
CLUES: Final[Mapping[str, str]] = {
    "office": "SELECT DISTINCT ?other WHERE { ?tenure org:member $about ; gba:post ?other }",
    "body": """SELECT DISTINCT ?other WHERE {
      { ?tenure org:member $about ; org:organization ?other }
      UNION { $about org:memberOf|org:postIn|org:subOrganizationOf ?other }
    }""",
}
_MOST_NEAR: Final = 25
# A name written just so, one that differs in case, script, titles or order, and the best of those that differ more.
_SAME, _FOLDED, _NEAR = 100.0, 95.0, 90.0
# How much of a score the clues are, where there are any.
_WEIGHT: Final = 0.3
_PART: Final = 50.0


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that a score is made of: `name`, `office` or `body`, and how well it fits, up to 100."""

    about: str
    value: float


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that may be meant. `is_sure` says that it is the only one of this name, or the only one of several that
    fits all else that is told."""

    thing: Thing
    score: float
    is_sure: bool
    reasons: tuple[Reason, ...]


def match_name(
    graph: Graph, names: Names, text: str, *kinds: str, clues: Mapping[str, Sequence[str]] | None = None
) -> tuple[Match, ...]:
    """Gives the things that a name may mean, the likeliest first. `clues` are names of offices and bodies.

    What is only spelt alike is never sure, and of several things of one name none is unless a clue tells them apart.
    """
    found = names.find(text, *kinds)
    candidates = found or tuple(names.find_near(text, *kinds)[:_MOST_NEAR])
    told = {about: values for about, values in (clues or {}).items() if about in CLUES and values}
    weighed = {thing: _weigh(graph, names, thing, text, told, is_named=bool(found)) for thing in candidates}
    fitting = [thing for thing, reasons in weighed.items() if all(reason.value == _SAME for reason in reasons[1:])]
    sure = fitting[0] if found and len(fitting) == 1 else None
    matches = (Match(thing, _score(reasons), thing is sure, reasons) for thing, reasons in weighed.items())
    return tuple(sorted(matches, key=lambda match: -match.score))


def describe_things(graph: Graph, names: Names, things: Sequence[Thing]) -> dict[str, str]:
    """Says by ids what tells things from their namesakes: an office, how many sentences tell of them."""
    iris = {thing.id: to_iri(thing.id).value for thing in things}
    counts = count_sentences(graph, iris.values())
    return {
        id: describe_candidate(graph, iri, lambda post: names.get(shorten(post)).name, counts[iri]).say(names.lang)
        for id, iri in iris.items()
    }


def _weigh(
    graph: Graph, names: Names, thing: Thing, text: str, told: Mapping[str, Sequence[str]], *, is_named: bool
) -> tuple[Reason, ...]:
    reasons = [Reason("name", _compare_name(thing, text, is_named=is_named))]
    for about, values in told.items():
        others = [names.get(shorten(other)) for (other,) in graph.ask(CLUES[about], about=to_iri(thing.id))]
        fits = [_compare_clue(others, value) for value in values]
        reasons.append(Reason(about, sum(fits) / len(fits)))
    return tuple(reasons)


def _compare_name(thing: Thing, text: str, *, is_named: bool) -> float:
    if is_named:
        return _SAME if text.strip() in (thing.id, *(label.text for label in thing.labels)) else _FOLDED
    key = make_key(text)
    likeness = max((SequenceMatcher(None, key, make_key(label.text)).ratio() for label in thing.labels), default=0.0)
    return round(_NEAR * likeness, 1)


def _compare_clue(others: Iterable[Thing], text: str) -> float:
    key = make_key(text)
    keys = [{other.id, *(make_key(label.text) for label in other.labels)} for other in others]
    if any(text in known or key in known for known in keys):
        return _SAME
    return _PART if key and any(key in name or name in key for known in keys for name in known if name) else 0.0


def _score(reasons: Sequence[Reason]) -> float:
    name, *clues = (reason.value for reason in reasons)
    return round(name if not clues else (1 - _WEIGHT) * name + _WEIGHT * sum(clues) / len(clues), 1)
