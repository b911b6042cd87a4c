"""Reads what a page shows of long lists, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from kg.graph.graph import Graph
from kg.views.evidence import Evidence, complete_evidence, rank_language
from kg.views.lookup import Line
from kg.views.names import Names, Thing
from kg.views.namings import find_namings
from kg.views.timeline import Moment, outline_timeline

_Item = TypeVar("_Item")
_Told = TypeVar("_Told", Line, Moment)
# Of a longer list, and of more sentences of one line, only the data tell.
MOST_LINES: Final = 100
MOST_SOURCES: Final = 40


@dataclass(frozen=True, slots=True)
class Cut(Generic[_Item]):
    """The first of a long list, which is as long as it was, for a template that shows no others; `gaps` are how many of
    all say that nothing is known."""

    shown: tuple[_Item, ...]
    total: int
    gaps: int = 0

    def __len__(self) -> int:
        """Gives how many there were."""
        return self.total

    def __getitem__(self, part: slice) -> tuple[_Item, ...]:
        """Gives some of the first."""
        return self.shown[part]


def cut(items: Sequence[_Item]) -> Cut[_Item]:
    """Gives a list without what a page does not show."""
    return Cut(tuple(items[:MOST_LINES]), len(items))


def complete_lists(graph: Graph, lists: Mapping[str, Sequence[_Told]], lang: str) -> dict[str, Cut[_Told]]:
    """Gives lists of lines, of which the evidence is outlined, with the words of all sentences that a page shows."""
    shown = {name: replace(cut(lines), gaps=sum(line.is_gap for line in lines)) for name, lines in lists.items()}
    sources = (
        source
        for lines in shown.values()
        for line in lines.shown
        for source in rank_sources(line.evidence, lang)[:MOST_SOURCES]
    )
    known = complete_evidence(graph, sources)
    return {
        name: replace(lines, shown=tuple(_complete(line, known) for line in lines.shown))
        for name, lines in shown.items()
    }


def read_moments(graph: Graph, names: Names, thing: Thing) -> Cut[Moment]:
    """Gives the timeline of a thing, the latest first."""
    moments, total = outline_timeline(graph, names, thing, MOST_LINES)
    lines = replace(complete_lists(graph, {"moments": moments}, names.lang)["moments"], total=total)
    naming = {one.who[0].id for one in lines.shown if one.section == "release"}
    if not naming:
        return lines
    named = {one.release.id: one.evidence for one in find_namings(graph, thing, only=naming)}
    told = (replace(one, evidence=named[one.who[0].id]) if one.section == "release" else one for one in lines.shown)
    return replace(lines, shown=tuple(told))


def rank_sources(evidence: Iterable[Evidence], lang: str) -> list[Evidence]:
    """Gives the sentences of a line, those in the language of the reader first, rows of reference tables last."""
    return sorted(evidence, key=lambda source: (not source.text, rank_language(source, lang)))


def _complete(line: _Told, known: Mapping[str, Evidence]) -> _Told:
    return replace(line, evidence=tuple(known.get(source.id, source) for source in line.evidence))
