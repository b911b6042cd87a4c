"""Turns what a reader says of things by their names into decisions and corrections that a build heeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.decisions import Correction, Decision, Verdict
from kg.decisions.corrections import OBJECT
from kg.errors import DataError, UnknownNameError, UsageError
from kg.graph.graph import Graph, Iri
from kg.graph.terms import expand_iri
from kg.views.doubts import find_releases_naming
from kg.views.names import Names
from kg.views.thing import shorten, to_iri

_VALUES = "SELECT ?value (LCASE(LANG(?value)) AS ?lang) WHERE { $about $named ?value }"
_CLAIM = "claim/"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who decides, and why; the day is today's."""

    who: str
    why: str = ""

    def list_values(self) -> tuple[str, str, str]:
        """Gives what stands in a row: who, when, why."""
        return self.who, date.today().isoformat(), self.why


def decide_pair(graph: Graph, left: str, right: str, verdict: Verdict, stamp: Stamp) -> Decision:
    """Gives the decision on two things, named by names or ids; of the same the id of the left one stays.

    UnknownNameError where a name is none, or one of several; UsageError where they are of two kinds, or one already.
    """
    names = Names(graph)
    kept, gone = names.resolve(left), names.resolve(right)
    if kept.kind != gone.kind:
        raise UsageError(f"{kept.id} and {gone.id} are of two kinds")
    if kept.id == gone.id:
        raise UsageError(f"both are {kept.id} already")
    return Decision(kept.id, gone.id, verdict, *stamp.list_values())


def decide_split(
    graph: Graph, thing: str, releases: Sequence[str], new: str | None, stamp: Stamp
) -> tuple[Decision, ...]:
    """Gives the decisions by which a thing, as some releases name it, gets an id of its own: `new`, or else the next
    number. UnknownNameError where a name is none, or a release does not name it."""
    found = Names(graph).resolve(thing)
    told = {id.rpartition("/")[0] for id in find_releases_naming(graph, found.id)}
    wanted = [release.removeprefix("id:").removeprefix("release/").partition("/")[0] for release in releases]
    if not wanted:
        raise UsageError("name a release in which it is another")
    if strangers := [release for release in wanted if release not in told]:
        raise UnknownNameError(f"no release {strangers[0]} names {found.id}; those that do: {', '.join(sorted(told))}")
    other = new or _find_free(graph, found.id)
    values = stamp.list_values()
    named = (Decision(other, f"{found.id}@{release}", Verdict.SAME, *values) for release in dict.fromkeys(wanted))
    return Decision(found.id, other, Verdict.DIFFERENT, *values), *named


def _find_free(graph: Graph, id: str) -> str:
    number = 2
    while find_releases_naming(graph, f"{id}-{number}"):
        number += 1
    return f"{id}-{number}"


def decide_correction(  # noqa: PLR0913
    graph: Graph, about: str, field: str, *, old: str | None, new: str, source: str, stamp: Stamp
) -> Correction:
    """Gives the correction of a field of a thing, named by a name or id, or of what a claim says; without `old` of the
    only value that is there. UsageError where it does not say which value is wrong, DataError where that is not
    there."""
    is_claim = about.removeprefix("id:").startswith(_CLAIM)
    id = about.removeprefix("id:") if is_claim else Names(graph).resolve(about).id
    named = field or (OBJECT if is_claim else "")
    if not named:
        raise UsageError("which field of it is wrong? Name one, such as schema:startDate or skos:prefLabel@en")
    known = list_values(graph, id, named)
    if old is None and len(known) != 1:
        raise UsageError(f"{id} {named} has {len(known)} values; say which is wrong: {', '.join(known)}")
    wrong = known[0] if old is None else old
    if wrong not in known:
        raise DataError(f"{id} {named} is not {wrong!r}; it is {', '.join(known) or 'not there'}")
    who, when, why = stamp.list_values()
    return Correction(id, named, wrong, new, why, source, who, when)


def list_values(graph: Graph, id: str, field: str) -> list[str]:
    """Gives the values of a field as a correction writes them."""
    named, _, lang = field.partition("@")
    rows = graph.ask(_VALUES, about=to_iri(id), named=Iri(expand_iri(named)))
    return sorted({shorten(value) for value, written in rows if not lang or written == lang.lower()})
