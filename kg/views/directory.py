"""Turns a graph into a Directory: all its people, offices, bodies, events, agreements or releases, in one order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.errors import UsageError
from kg.graph.graph import Graph
from kg.languages.keys import make_key
from kg.mentions.entities import Label
from kg.phrases import say_phrase
from kg.views.batches import ask_in_batches
from kg.views.datings import Dating, date_day, date_issue, date_naming
from kg.views.events import read_statuses
from kg.views.limits import check_limit
from kg.views.names import Names, Thing, shorten, to_iri
from kg.views.periods import ALWAYS, Period
from kg.views.tellings import find_all_tellings, find_tellings
from kg.vocabulary import Kind

# What a list holds: the kinds of its things; a release is a thing with its title as name.
LISTS: Final = {
    "people": ("person",),
    "offices": ("post",),
    "bodies": ("body", "mechanism"),
    "events": ("event",),
    "agreements": ("agreement",),
    "releases": ("release",),
}
_RELEASES = """SELECT ?release ?title ?issued WHERE {
  ?release a gba:Release ; dct:title ?title ; dct:issued ?issued
} ORDER BY ?release"""
# Each property is read once from end to end.
_NAMED = """SELECT ?thing ?release WHERE {{
  {{ SELECT ?thing WHERE {{ VALUES ?class {{ {classes} }} ?thing a ?class }} }}
  {{ SELECT ?release ?thing WHERE {{ ?release schema:mentions ?thing }} }}
  {{ SELECT ?release WHERE {{ ?release a gba:Release }} }}
}}"""
_NAMING = "SELECT ?thing ?release WHERE { VALUES ?thing { $wanted } ?release schema:mentions ?thing ; a gba:Release }"
# Of more things than these all that names any, or is in a name, is read at once.
_FEW = 1000
_KEPT = "SELECT ?release ?sentence WHERE { ?sentence dct:isPartOf ?release }"
_DATES = {
    "events": """SELECT ?thing ?first ?last WHERE {
        ?thing a schema:Event ; schema:startDate ?first OPTIONAL { ?thing schema:endDate ?last } }""",
    "agreements": "SELECT ?thing ?first ?last WHERE { ?thing gba:signedOn ?first BIND (?first AS ?last) }",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of a list: `date` is when it was, `releases` name it, `sentences` say something of it.

    `status` is done, cancelled or planned for an event or agreement, None for all else, and for an agreement that is
    only named: no sentence says whether it was signed.
    """

    thing: Thing
    status: str | None
    date: Dating | None
    releases: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries of a list that were asked for; `total` counts them before the list was cut."""

    entries: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Source:
    """A place where a thing is named, or where something is said of it, which is a sentence."""

    release: str
    sentence: str | None = None


def list_directory(
    graph: Graph, what: str, *, period: Period = ALWAYS, like: str = "", limit: int | None = None, lang: str = "en"
) -> Directory:
    """Gives the entries of one of LISTS, at most `limit` of them.

    The date of an event is when it takes place, of an agreement when it was signed, of a release when it was issued;
    people, offices and bodies have the days on which the first and the last release that names them was issued. With a
    period only those stay that may lie within: of what was in a month or on several days, some day does. People,
    offices and bodies stay if they are named within, and only what its releases say counts. `like` are words that a
    name, in any language, holds in any order.

    Events, agreements and releases come latest first, those without a date at the end; the others by the number of
    releases, then of sentences. What is equal then comes by name.

    UsageError where there is no such list, no word in `like`, or the limit is less than 0.

    >>> found = kg.list_directory(kg.open("gba.kg"), "people", like="chan", limit=2)
    >>> [entry.thing.name for entry in found.entries]
    ['Chan Kwok-ki', 'Paul Chan']
    """
    if what not in LISTS:
        raise UsageError(f"{what}: there is no such list; there are {', '.join(LISTS)}")
    if like and not make_key(like):
        raise UsageError(say_phrase(lang, "no_word_in_like", like=like))
    check_limit(limit)
    names = Names(graph, lang)
    issued = _read_releases(graph, lang)
    days = {thing.id: day for thing, day in issued}
    statuses = read_statuses(graph) if what in _DATES else {}
    if what == "releases":
        things = [thing for thing, _ in issued]
        kept = ((release, release, sentence) for release, sentence in graph.ask(_KEPT))
        sources = _gather([*((release, release, None) for release in days), *kept])
        dates = {id: date_issue(day) for id, day in days.items()}
    else:
        things = names.list_things(*LISTS[what])
        sources = {} if what in _DATES else _read_sources(graph, LISTS[what])
        dates = _read_dates(graph, what, statuses) if what in _DATES else {}
    if what not in ("releases", *_DATES):
        within = {release for release, day in days.items() if period.covers(day)}
        sources = {id: [one for one in found if one.release in within] for id, found in sources.items()}
        dates = {id: date_naming(days[one.release] for one in found) for id, found in sources.items() if found}
    words = list_words(like)
    entries = [
        _make_entry(thing, statuses.get(thing.id), dates.get(thing.id), sources.get(thing.id, ()))
        for thing in things
        if _is_in(period, dates.get(thing.id)) and is_like(thing, words)
    ]
    entries.sort(key=lambda entry: (entry.thing.name, entry.thing.id))
    if what in ("releases", *_DATES):
        entries.sort(key=lambda entry: entry.date.days if entry.date else ("", ""), reverse=True)
    else:
        entries.sort(key=lambda entry: (entry.releases, entry.sentences), reverse=True)
    shown = entries[:limit]
    if what in _DATES:
        # A list reads the names as they stand; one by one an event also has a name made for its language.
        called = names if len(shown) > _FEW else Names(graph, lang)
        called.read_some(entry.thing.id for entry in shown)
        shown = [replace(entry, thing=called.get(entry.thing.id)) for entry in shown]
        sources = _find_sources(graph, LISTS[what], [entry.thing.id for entry in shown])
        shown = [_make_entry(entry.thing, entry.status, entry.date, sources.get(entry.thing.id, ())) for entry in shown]
    return Directory(tuple(shown), len(entries))


def _read_releases(graph: Graph, lang: str) -> list[tuple[Thing, str]]:
    """Gives each release with the day it was issued on."""
    rows = graph.select(_RELEASES).rows
    return [
        (Thing(shorten(release.value), (Label(title.value, title.lang or "", True),), lang=lang), issued.value[:10])
        for release, title, issued in rows
        if release and title and issued
    ]


def _read_sources(graph: Graph, kinds: Sequence[str]) -> dict[str, list[_Source]]:
    """Gives the places where each thing of some kinds is named, or something is said of it."""
    classes = " ".join(Kind(kind).class_name or "" for kind in kinds)
    named = graph.ask(_NAMED.format(classes=classes))
    return _gather([*((thing, release, None) for thing, release in named), *find_all_tellings(graph, kinds)])


def _find_sources(graph: Graph, kinds: Sequence[str], things: Sequence[str]) -> dict[str, list[_Source]]:
    """Gives those of some things."""
    if len(things) > _FEW:
        return _read_sources(graph, kinds)
    named = ask_in_batches(graph, _NAMING, things)
    told = find_tellings(graph, (to_iri(thing).value for thing in things))
    return _gather([*((thing, release, None) for thing, release in named), *told])


def _gather(rows: Iterable[tuple[str | None, ...]]) -> dict[str, list[_Source]]:
    sources: defaultdict[str, list[_Source]] = defaultdict(list)
    for thing, release, sentence in rows:
        sources[shorten(thing)].append(_Source(shorten(release), sentence))
    return sources


def _read_dates(graph: Graph, what: str, statuses: Mapping[str, str]) -> dict[str, Dating]:
    return {
        shorten(thing): date_day(first, last, status=statuses.get(shorten(thing)))
        for thing, first, last in graph.ask(_DATES[what])
        if first
    }


def _is_in(period: Period, date: Dating | None) -> bool:
    return period.is_open or (date is not None and period.meets(*date.days))


def list_words(like: str) -> list[str]:
    """Gives the words of a text as `is_like` wants them."""
    return [key for word in like.split() if (key := make_key(word))]


def is_like(thing: Thing, words: Collection[str]) -> bool:
    """Says whether a name of a thing, in any language, holds some words, in any order."""
    return not words or any(all(word in make_key(label.text) for word in words) for label in thing.labels)


def _make_entry(thing: Thing, status: str | None, date: Dating | None, sources: Collection[_Source]) -> Entry:
    releases = {source.release for source in sources}
    sentences = {source.sentence for source in sources if source.sentence}
    return Entry(thing, status, date, len(releases), len(sentences))
