"""Reads the sentences of what a page shows, and of no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from kg.graph.graph import Graph
from kg.views.evidence import Evidence, complete_evidence, rank_language
from kg.views.lookup import Line
from kg.views.names import Thing
from kg.views.namings import find_namings
from kg.views.timeline import Moment

_Told = TypeVar("_Told", Line, Moment)
# Of a longer list, and of more sentences of one line, only the data tell.
MOST_LINES: Final = 100
MOST_SOURCES: Final = 40


def complete_lists(graph: Graph, lists: Mapping[str, Sequence[_Told]], lang: str) -> dict[str, list[_Told]]:
    """Gives lists of lines, of which the evidence is outlined, with the words of all sentences that a page shows."""
    shown = (line for lines in lists.values() for line in lines[:MOST_LINES])
    sources = (source for line in shown for source in rank_sources(line.evidence, lang)[:MOST_SOURCES])
    known = complete_evidence(graph, sources)
    return {name: [_complete(line, known) for line in lines] for name, lines in lists.items()}


def complete_moments(graph: Graph, thing: Thing, moments: Sequence[Moment], lang: str) -> list[Moment]:
    """Gives the outlined lines about a thing likewise, the latest first."""
    lines = complete_lists(graph, {"moments": moments}, lang)["moments"]
    naming = {one.who[0].id for one in lines[:MOST_LINES] if one.section == "release"}
    named = {one.release.id: one for one in find_namings(graph, thing, only=naming)} if naming else {}
    return [
        replace(one, evidence=named[one.who[0].id].evidence) if one.section == "release" and named else one
        for one in lines
    ]


def rank_sources(evidence: Iterable[Evidence], lang: str) -> list[Evidence]:
    """Gives the sentences of a line, those in the language of the reader first, rows of reference tables last."""
    return sorted(evidence, key=lambda source: (not source.text, rank_language(source, lang)))


def _complete(line: _Told, known: Mapping[str, Evidence]) -> _Told:
    return replace(line, evidence=tuple(known.get(source.id, source) for source in line.evidence))
