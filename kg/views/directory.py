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
from kg.views.catalogue import list_named
from kg.views.datings import Dating, date_day, date_issue, date_naming
from kg.views.events import read_statuses
from kg.views.evidence import Row
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
}"""
_ISSUES = "SELECT ?release ?issued WHERE { ?release a gba:Release ; dct:issued ?issued }"
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
class _Sources:
    """Where a thing is named, or something is said of it: releases, and sentences, each behind its release."""

    releases: set[str]
    sentences: set[tuple[str, str]]

    def keep(self, releases: set[str]) -> _Sources:
        """Gives those of some releases."""
        return _Sources(self.releases & releases, {one for one in self.sentences if one[0] in releases})


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
    check_limit(limit)
    entries = find_like(list_entries(graph, what, period=period, lang=lang), like, lang=lang)
    return Directory(complete_entries(graph, what, entries[:limit], lang=lang), len(entries))


def list_entries(graph: Graph, what: str, *, period: Period = ALWAYS, lang: str = "en") -> tuple[Entry, ...]:
    """Gives all entries of one of LISTS, in order; those of events and agreements are still to be completed."""
    if what not in LISTS:
        raise UsageError(f"{what}: there is no such list; there are {', '.join(LISTS)}")
    if what == "releases":
        entries = _list_releases(graph, lang)
    elif what in _DATES:
        entries = _list_dated(graph, what, lang)
    else:
        entries = _list_named(graph, what, period, lang)
    return _sort_entries(what, (entry for entry in entries if _is_in(period, entry.date)))


def call_entries(what: str, entries: Iterable[Entry], lang: str) -> tuple[Entry, ...]:
    """Gives all entries of one of LISTS as `list_entries` gives them in another language."""
    return _sort_entries(what, (replace(entry, thing=replace(entry.thing, lang=lang)) for entry in entries))


def _sort_entries(what: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    found = sorted(entries, key=lambda entry: (entry.thing.name, entry.thing.id))
    if what in ("releases", *_DATES):
        found.sort(key=lambda entry: entry.date.days if entry.date else ("", ""), reverse=True)
    else:
        found.sort(key=lambda entry: (entry.releases, entry.sentences), reverse=True)
    return tuple(found)


def find_like(entries: Sequence[Entry], like: str, *, lang: str = "en") -> Sequence[Entry]:
    """Gives the entries of which a name has some words; without any all. UsageError if there is no word."""
    if like and not make_key(like):
        raise UsageError(say_phrase(lang, "no_word_in_like", like=like))
    words = list_words(like)
    return [entry for entry in entries if is_like(entry.thing, words)] if words else entries


def complete_entries(graph: Graph, what: str, entries: Sequence[Entry], *, lang: str = "en") -> tuple[Entry, ...]:
    """Gives entries with all that a list shows: what an event or agreement is called, and what names it, is looked up
    for those alone that are shown."""
    if what not in _DATES:
        return tuple(entries)
    ids = [entry.thing.id for entry in entries]
    # A list reads the names as they stand; one by one an event also has a name made for its language.
    names = Names.read(graph, lang) if len(ids) > _FEW else Names(graph, lang)
    names.read_some(ids)
    sources = _find_sources(graph, LISTS[what], ids)
    nothing = _Sources(set(), set())
    return tuple(
        _make_entry(names.get(entry.thing.id), entry.status, entry.date, sources.get(entry.thing.id, nothing))
        for entry in entries
    )


def _list_releases(graph: Graph, lang: str) -> list[Entry]:
    kept: defaultdict[str, set[str]] = defaultdict(set)
    for release, sentence in graph.ask(_KEPT):
        kept[shorten(release)].add(sentence or "")
    return [
        Entry(thing, None, date_issue(day), 1, len(kept.get(thing.id, ())))
        for thing, day in _read_releases(graph, lang)
    ]


def _list_dated(graph: Graph, what: str, lang: str) -> list[Entry]:
    statuses = read_statuses(graph)
    dates = _read_dates(graph, what, statuses)
    things = list_named(graph, LISTS[what], lang)
    return [Entry(thing, statuses.get(thing.id), dates.get(thing.id), 0, 0) for thing in things]


def _list_named(graph: Graph, what: str, period: Period, lang: str) -> list[Entry]:
    """Gives the people, offices or bodies, each with what the releases of a period say of it."""
    days = {shorten(release): (issued or "")[:10] for release, issued in graph.ask(_ISSUES)}
    within = {release for release, day in days.items() if period.covers(day)}
    sources = {id: found.keep(within) for id, found in _read_sources(graph, LISTS[what]).items()}
    dates = {
        id: date_naming(days[release] for release in found.releases) for id, found in sources.items() if found.releases
    }
    nothing = _Sources(set(), set())
    things = list_named(graph, LISTS[what], lang)
    return [_make_entry(thing, None, dates.get(thing.id), sources.get(thing.id, nothing)) for thing in things]


def _read_releases(graph: Graph, lang: str) -> list[tuple[Thing, str]]:
    """Gives each release with the day it was issued on."""
    rows = graph.select(_RELEASES).rows
    return [
        (Thing(shorten(release.value), (Label(title.value, title.lang or "", True),), lang=lang), issued.value[:10])
        for release, title, issued in rows
        if release and title and issued
    ]


def _read_sources(graph: Graph, kinds: Sequence[str]) -> dict[str, _Sources]:
    """Gives the places where each thing of some kinds is named, or something is said of it."""
    classes = " ".join(Kind(kind).class_name or "" for kind in kinds)
    return _gather(graph.ask(_NAMED.format(classes=classes)), find_all_tellings(graph, kinds))


def _find_sources(graph: Graph, kinds: Sequence[str], things: Sequence[str]) -> dict[str, _Sources]:
    """Gives those of some things."""
    if len(things) > _FEW:
        return _read_sources(graph, kinds)
    named = ask_in_batches(graph, _NAMING, things)
    return _gather(named, find_tellings(graph, (to_iri(thing).value for thing in things)))


def _gather(named: Iterable[Row], told: Iterable[Row]) -> dict[str, _Sources]:
    """Gathers the sources of each thing: who is told of in a sentence is named by its release."""
    sources: dict[str, _Sources] = {}
    for thing, release in named:
        sources.setdefault(shorten(thing), _Sources(set(), set())).releases.add(shorten(release))
    for thing, release, sentence in told:
        found = sources.setdefault(shorten(thing), _Sources(set(), set()))
        found.releases.add(shorten(release))
        found.sentences.add((shorten(release), sentence or ""))
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


def _make_entry(thing: Thing, status: str | None, date: Dating | None, sources: _Sources) -> Entry:
    return Entry(thing, status, date, len(sources.releases), len({sentence for _, sentence in sources.sentences}))
