"""Turns a name, and what else is told of who is meant, into Matches: things it may name, with scores and reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from kg.graph.graph import Graph
from kg.languages.keys import make_key
from kg.views.candidates import count_sentences, describe_candidate
from kg.views.linkage import TIES, find_linked, find_others
from kg.views.names import KINDS, Names, Thing, shorten, to_iri

_MOST_NEAR: Final = 25
# Of so many things that are linked to what is told it is counted how well they fit.
_MOST_LINKED: Final = 100
# A name written just so, one that differs in case, script, titles or order, and the best of those that differ more.
_SAME, _FOLDED, _NEAR = 100.0, 95.0, 90.0
# How much of a score the clues are, where there are any.
_WEIGHT: Final = 0.3
_PART: Final = 50.0
_NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that a score is made of, `name` or one of `TIES`, and how well it fits, up to 100."""

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
    """Gives the things that a name may mean, the likeliest first. `clues` are names of things that it is linked to, by
    `TIES`.

    What is only spelt alike is never sure, and of several things of one name none is unless a clue tells them apart.
    """
    found = names.find(text, *kinds)
    candidates = found or tuple(names.find_near(text, *kinds)[:_MOST_NEAR])
    told = _choose_known(clues or {})
    weighed = {
        thing: (_weigh_name(thing, text, is_named=bool(found)), *_weigh_clues(graph, names, thing, told))
        for thing in candidates
    }
    fitting = [thing for thing, reasons in weighed.items() if all(reason.value == _SAME for reason in reasons[1:])]
    sure = fitting[0] if found and len(fitting) == 1 else None
    return _rank(weighed, sure)


def match_clues(graph: Graph, names: Names, *kinds: str, clues: Mapping[str, Sequence[str]]) -> tuple[Match, ...]:
    """Gives the things that are linked to what is told, those that fit best first. None is sure: somebody else, of whom
    the graph knows nothing, may be meant."""
    told = _choose_known(clues)
    counts = Counter(
        id
        for about, values in told.items()
        for value in values
        for other in names.find(value, TIES[about].other_kind)
        for id in find_linked(graph, TIES[about], other.id)
        if id.partition("/")[0] in (kinds or KINDS)
    )
    things = [names.get(id) for id, _ in counts.most_common(_MOST_LINKED)]
    return _rank({thing: _weigh_clues(graph, names, thing, told) for thing in things}, None)


def describe_things(graph: Graph, names: Names, things: Sequence[Thing]) -> dict[str, str]:
    """Says by ids what tells things from their namesakes: an office, how many sentences tell of them."""
    iris = {thing.id: to_iri(thing.id).value for thing in things}
    counts = count_sentences(graph, iris.values())
    return {
        id: describe_candidate(graph, iri, lambda post: names.get(shorten(post)).name, counts[iri]).say(names.lang)
        for id, iri in iris.items()
    }


def _choose_known(clues: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {about: values for about, values in clues.items() if about in TIES and values}


def _rank(weighed: Mapping[Thing, tuple[Reason, ...]], sure: Thing | None) -> tuple[Match, ...]:
    matches = (Match(thing, _score(reasons), thing is sure, reasons) for thing, reasons in weighed.items())
    return tuple(sorted(matches, key=lambda match: -match.score))


def _weigh_name(thing: Thing, text: str, *, is_named: bool) -> Reason:
    return Reason(_NAME, _compare_name(thing, text, is_named=is_named))


def _weigh_clues(graph: Graph, names: Names, thing: Thing, told: Mapping[str, Sequence[str]]) -> tuple[Reason, ...]:
    reasons = []
    for about, values in told.items():
        others = [names.get(other) for other in find_others(graph, TIES[about], thing.id)]
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
    named = [reason.value for reason in reasons if reason.about == _NAME]
    told = [reason.value for reason in reasons if reason.about != _NAME]
    if not (named and told):
        return round(sum((*named, *told)) / len(reasons), 1)
    return round((1 - _WEIGHT) * named[0] + _WEIGHT * sum(told) / len(told), 1)
