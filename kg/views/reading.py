"""Turns a release into a Reading: its sentences with the names in them marked, and beside each what it states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from kg.errors import UnknownNameError
from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.languages.scripts import has_han
from kg.mentions.entities import Label
from kg.phrases import Phrase, say_phrase, say_verb
from kg.views.evidence import Evidence, find_sources
from kg.views.names import KINDS, Names, Thing, shorten, to_iri
from kg.vocabulary import Status

_RELEASE = """SELECT ?title ?lang ?issued ?url ?restated WHERE {
  $about a gba:Release ; dct:title ?title ; dct:language ?lang ; dct:issued ?issued
  OPTIONAL { $about dct:source ?url } OPTIONAL { $about gba:restated ?restated }
} ORDER BY ?title LIMIT 1"""
_VERSIONS = """SELECT DISTINCT ?release ?title ?lang WHERE {
  { $about schema:workTranslation ?release } UNION { ?release schema:workTranslation $about }
  ?release dct:title ?title ; dct:language ?lang
} ORDER BY ?release ?title"""
_MENTIONED = "SELECT DISTINCT ?thing WHERE { $about schema:mentions ?thing } ORDER BY ?thing"
_CLAIMS = """SELECT DISTINCT ?ordinal ?subject ?predicate ?object ?status ?capacity ?speaker WHERE {
  ?sentence dct:isPartOf $about ; gba:ordinal ?ordinal .
  ?claim prov:wasDerivedFrom ?sentence ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  OPTIONAL { ?claim gba:status ?status } OPTIONAL { ?claim gba:elaboratedBy/gba:capacity ?capacity }
  OPTIONAL { ?claim gba:statedBy ?speaker }
} ORDER BY ?ordinal ?subject ?predicate ?object"""
_TOLD = """SELECT DISTINCT ?ordinal ?thing WHERE {
  ?sentence dct:isPartOf $about ; gba:ordinal ?ordinal . ?thing prov:wasDerivedFrom ?sentence
} ORDER BY ?ordinal ?thing"""
_MUTUAL = "gba:metWith"
# A shorter name stands in too many words to be one.
_LEAST_LETTERS = {True: 3, False: 2}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `thing` is what it names, where it can only name one."""

    text: str
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence states; `object` is a thing or a text. `status` is done unless it was planned or cancelled."""

    subject: Thing
    verb: Phrase
    object: Thing | str
    status: str
    speaker: Thing | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a release with its marks and statements; `ordinal` counts all sentences of the release, `told` are
    the agreements of which it tells, whatever it states of them."""

    ordinal: int
    evidence: Evidence
    pieces: tuple[Piece, ...]
    said: tuple[Said, ...]
    told: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A release: what it is called, when it was issued, where it stands, in which other languages there is it.

    Only sentences that state something are kept in a graph; `things` is all that the whole release names, topics aside.
    Bodies and offices are called as they were on the day of issue.
    """

    release: Thing
    lang: str
    issued: str
    url: str
    restated: bool
    versions: tuple[Thing, ...]
    passages: tuple[Passage, ...]
    things: tuple[Thing, ...]


def read_release_page(graph: Graph, id: str, *, lang: str = "en") -> Reading:
    """Gives the reading of a release (`seed-20240108/en`). UnknownNameError if there is none."""
    about = to_iri(f"release/{id}")
    rows = graph.select(_RELEASE, about=about).rows
    if not rows:
        raise UnknownNameError(say_phrase(lang, "no_id", id=f"release/{id}"))
    title, own, issued, url, restated = (cell.value if cell else "" for cell in rows[0])
    names = Names(graph, lang)
    claims = [tuple(value or "" for value in row) for row in graph.ask(_CLAIMS, about=about)]
    mentioned = [shorten(thing) for (thing,) in graph.ask(_MENTIONED, about=about)]
    told = defaultdict[int, list[str]](list)
    for ordinal, thing in graph.ask(_TOLD, about=about):
        if shorten(thing).partition("/")[0] in KINDS:
            told[int(ordinal or 0)].append(shorten(thing))
    ends = [shorten(end) for _, subject, _, other, *_, speaker in claims for end in (subject, other, speaker) if end]
    wanted = [
        thing
        for thing in dict.fromkeys([*mentioned, *ends, *chain(*told.values())])
        if thing.partition("/")[0] in KINDS
    ]
    names.read_some(wanted)
    call = partial(names.get_then, days=(issued[:10], issued[:10]))
    said: defaultdict[int, list[Said]] = defaultdict(list)
    for ordinal, *claim in claims:
        said[int(ordinal)].append(_make_said(call, claim))
    marker = _Marker([names.get(thing) for thing in wanted])
    things = (call(thing) for thing in wanted if thing in mentioned)
    return Reading(
        _name_release(f"release/{id}", title, own, lang),
        own,
        issued[:10],
        url,
        restated == "true",
        _find_versions(graph, id, lang),
        tuple(
            _make_passage(
                source,
                marker,
                _fold_mutual(said[_read_ordinal(source)]),
                tuple(map(call, told[_read_ordinal(source)])),
            )
            for source in find_sources(graph, f"release/{id}")[f"release/{id}"]
        ),
        tuple(sorted(things, key=lambda thing: (thing.kind, thing.name, thing.id))),
    )


def _find_versions(graph: Graph, id: str, lang: str) -> tuple[Thing, ...]:
    rows = graph.ask(_VERSIONS, about=to_iri(f"release/{id}"))
    return tuple(_name_release(shorten(release), title or "", own or "", lang) for release, title, own in rows)


def _name_release(id: str, title: str, own: str, lang: str) -> Thing:
    return Thing(id, (Label(title, own, True),), lang=lang)


def _make_said(call: Callable[[str], Thing], claim: Sequence[str]) -> Said:
    subject, predicate, other, status, capacity, speaker = claim
    id = shorten(other)
    return Said(
        call(shorten(subject)),
        say_verb(shorten(predicate), capacity=read_concept(capacity) or None),
        call(id) if id.partition("/")[0] in KINDS else id,
        read_concept(status) or Status.DONE,
        call(shorten(speaker)) if speaker else None,
    )


def _fold_mutual(said: Iterable[Said]) -> tuple[Said, ...]:
    """Leaves out the second of two statements that say one meeting from both its sides."""
    kept: list[Said] = []
    met = say_verb(_MUTUAL)
    for one in dict.fromkeys(said):
        is_told = any((other.subject, other.object) == (one.object, one.subject) for other in kept if other.verb == met)
        if one.verb != met or not is_told:
            kept.append(one)
    return tuple(kept)


def _read_ordinal(source: Evidence) -> int:
    return int(source.id.rpartition("/s")[2])


def _make_passage(source: Evidence, marker: _Marker, said: tuple[Said, ...], told: tuple[Thing, ...]) -> Passage:
    ends = frozenset(end.id for one in said for end in (one.subject, one.object) if isinstance(end, Thing))
    others = tuple(thing for thing in told if thing.id not in ends)
    return Passage(_read_ordinal(source), source, marker.mark(source.text, ends), said, others)


class _Marker:
    """Finds the names of some things in sentences; of a name of several only one that the sentence speaks of counts."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._named: defaultdict[str, dict[str, Thing]] = defaultdict(dict)
        for thing in things:
            for label in thing.labels:
                text = label.text
                if len(text) >= _LEAST_LETTERS[not has_han(text)] and thing.kind != "event":
                    self._named[text][thing.id] = thing
        names = sorted(self._named, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_write_pattern, names))) if names else None

    def mark(self, text: str, spoken_of: frozenset[str]) -> tuple[Piece, ...]:
        """Gives a sentence in pieces."""
        pieces: list[Piece] = []
        at = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            thing = _choose(self._named[match[0]], spoken_of)
            if thing:
                pieces += [Piece(text[at : match.start()]), Piece(match[0], thing)]
                at = match.end()
        return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def _write_pattern(name: str) -> str:
    """Writes the expression of a name: one in letters ends where a word ends."""
    front = r"(?<![^\W_])" if name[0].isascii() and name[0].isalnum() else ""
    back = r"(?![^\W_])" if name[-1].isascii() and name[-1].isalnum() else ""
    return f"{front}{re.escape(name)}{back}"


def _choose(things: Mapping[str, Thing], spoken_of: frozenset[str]) -> Thing | None:
    own = [thing for id, thing in things.items() if id in spoken_of] or list(things.values())
    return own[0] if len(own) == 1 else None
