"""Keeps a list of watched names, and turns a graph into what is new about each since it was looked at last."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kg.errors import UnknownNameError, UsageError
from kg.files import AnyPath, check_path, write_whole
from kg.graph.address import is_address
from kg.graph.graph import Graph
from kg.graph.terms import expand_iri
from kg.languages.keys import make_key
from kg.phrases import Phrase, join_phrases, make_phrase, say_phrase
from kg.views.atom import Feed, FeedEntry, make_entry, write_feed
from kg.views.names import Names, Thing, read_id, shorten, to_iri
from kg.views.news import Item, find_news
from kg.views.timeline import Moment, tell_timeline

_IN_FEED: Final = 50
_SUCCESSORS: Final = "SELECT ?other WHERE { $about dct:isReplacedBy+ ?other } ORDER BY ?other"
_ALL: Final = "watched"
_FEED_ENDINGS: Final = (".atom", ".xml")


@dataclass(frozen=True, slots=True)
class Watched:
    """A name as somebody gave it, and the id of the thing that it named."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was known of a watched thing when it was looked at: the ids of the sentences and rows about it, and the
    moments at which releases (ids) were found that were not there at first."""

    sources: frozenset[str]
    news: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tidings:
    """What is new about a watched thing: the lines of its timeline that have new sentences, each with these alone, and
    how many sentences about it are gone. When it is looked at for the first time nothing is new: `known` says how many
    lines there are.
    """

    thing: Thing
    lines: tuple[Moment, ...]
    known: int
    gone: int
    is_first: bool
    seen: Seen

    @property
    def note(self) -> Phrase:
        """How much is new, in words."""
        if self.is_first:
            return make_phrase("watched_now", n=self.known)
        new = make_phrase("news_since", number=len(self.lines)) if self.lines else make_phrase("nothing_new")
        return join_phrases([new, make_phrase("sources_gone", n=self.gone) if self.gone else ""], by="semicolon")


@dataclass(frozen=True, slots=True)
class Watching:
    """What is new about all watched things of a list, as the graph of a store tells; `missing` are those that the graph
    does not know."""

    path: Path
    store: str
    tidings: tuple[Tidings, ...]
    missing: tuple[Watched, ...]

    def keep(self) -> None:
        """Remembers, beside the list, that all of this was seen: next time it is not new. OutputError where that file
        cannot be written."""
        stores = _read_stores(self.path)
        own = {one.thing.id: one.seen for one in self.tidings}
        before = stores.get(self.store, {})
        kept = {one.id: before[one.id] for one in self.missing if one.id in before}
        stores[self.store] = {**kept, **{id: _write_seen(seen) for id, seen in own.items()}}
        write_whole(_find_seen(self.path), _write_json(stores))


def list_watched(path: AnyPath) -> tuple[Watched, ...]:
    """Gives what is watched by the list in a file, in the order in which it was added; none where there is no file yet.

    UsageError where it is no such list.

    >>> kg.list_watched("none-yet.json")
    ()
    """
    found = _read_json(check_path(path), [])
    try:
        return tuple(Watched(str(one["id"]), str(one["name"])) for one in found)
    except (TypeError, KeyError) as error:
        raise UsageError(f"{path}: no list of watched names, each with an id and a name") from error


def add_watched(graph: Graph, name: str, path: AnyPath, *, lang: str = "en") -> Thing:
    """Adds to the list in a file what a name names in a graph, and gives that.

    UnknownNameError where it names nothing, or more than one thing: it lists them.

    >>> kg.add_watched(kg.open("gba.kg"), "Chan Kwok-ki", "watched.json").id
    'person/chan-kwok-ki'
    >>> kg.list_watched("watched.json")
    (Watched(id='person/chan-kwok-ki', name='Chan Kwok-ki'),)
    """
    thing = Names(graph, lang).resolve(name)
    watched = list_watched(path)
    if all(one.id != thing.id for one in watched):
        _write_list(path, (*watched, Watched(thing.id, name)))
    return thing


def remove_watched(name: str, path: AnyPath, *, lang: str = "en") -> Watched:
    """Removes from the list in a file what was added under a name, or has it as its id, and gives that.

    UnknownNameError where nothing is watched so: it lists what is.

    >>> watched = kg.add_watched(kg.open("gba.kg"), "Guangzhou", "places.json")
    >>> kg.remove_watched("guangzhou", "places.json")
    Watched(id='place/guangzhou', name='Guangzhou')
    """
    watched = list_watched(path)
    for one in watched:
        if read_id(name) == one.id or make_key(name) == make_key(one.name):
            _write_list(path, tuple(other for other in watched if other != one))
            return one
    listed = "; ".join(f"{one.name} ({one.id})" for one in watched)
    raise UnknownNameError(say_phrase(lang, "not_watched" if watched else "none_watched", name=name, listed=listed))


def look_at_watched(graph: Graph, path: AnyPath, *, store: AnyPath, lang: str = "en") -> Watching:
    """Gives what is new about each thing watched by the list in a file since `Watching.keep` was called last. `store`
    is where the graph comes from: of each store it is remembered by itself what was seen.

    >>> thing = kg.add_watched(kg.open("gba.kg"), "Zhong Nanshan", "people.json")
    >>> watching = kg.look_at_watched(kg.open("gba.kg"), "people.json", store="gba.kg")
    >>> [(one.thing.name, one.is_first, len(one.lines)) for one in watching.tidings]
    [('Zhong Nanshan', True, 0)]
    >>> watching.keep()
    """
    key = store if is_address(store) else str(check_path(store).resolve())
    seen = _read_stores(check_path(path)).get(key, {})
    now = datetime.now(UTC).isoformat(timespec="seconds")
    tidings: list[Tidings] = []
    missing: list[Watched] = []
    for one in list_watched(path):
        id = _find_current(graph, one.id)
        if id is None:
            missing.append(one)
        else:
            tidings.append(_look(graph, id, _read_seen(seen.get(id) or seen.get(one.id)), now, lang))
    return Watching(check_path(path), key, tuple(tidings), tuple(missing))


def _find_current(graph: Graph, id: str) -> str | None:
    """Gives an id, or that of what has taken its place; None where the graph knows neither, or several."""
    found = [id, *(shorten(other) for (other,) in graph.ask(_SUCCESSORS, about=to_iri(id)))]
    known = [one for one in found if Names(graph).get(one).labels]
    return known[0] if len(known) == 1 else None


def _look(graph: Graph, id: str, seen: Seen | None, now: str, lang: str) -> Tidings:
    told = tell_timeline(graph, id, lang=lang)
    sources = frozenset(source.id for line in told.lines for source in line.evidence)
    if seen is None:
        return Tidings(told.thing, (), len(told.lines), 0, is_first=True, seen=Seen(sources, {}))
    lines = tuple(
        replace(line, evidence=new)
        for line in told.lines
        if (new := tuple(source for source in line.evidence if source.id not in seen.sources))
    )
    found = {f"release/{source.release}": now for line in lines for source in line.evidence if source.release}
    news = dict(sorted({**found, **seen.news}.items(), key=lambda item: item[::-1])[-_IN_FEED:])
    gone = len(seen.sources - sources)
    return Tidings(told.thing, lines, len(told.lines), gone, is_first=False, seen=Seen(sources, news))


# Feeds.


def write_feeds(graph: Graph, watching: Watching, out: AnyPath, *, lang: str = "en") -> None:
    """Writes Atom feeds: into a folder one for each watched thing, of the latest releases that name it and of those
    that were new, and one of all of them, `watched.atom`; into a file that ends in .atom or .xml only that. What was
    new has the moment at which it was found.

    OutputError where a file cannot be written.

    >>> from pathlib import Path
    >>> graph = kg.open("gba.kg")
    >>> thing = kg.add_watched(graph, "Macao", "cities.json")
    >>> kg.write_feeds(graph, kg.look_at_watched(graph, "cities.json", store="gba.kg"), "feeds")
    >>> sorted(path.name for path in Path("feeds").iterdir())
    ['place-mo.atom', 'watched.atom']
    """
    path, feeds = check_path(out), _make_feeds(graph, watching, lang)
    if path.suffix in _FEED_ENDINGS:
        write_whole(path, write_feed(feeds[_ALL]))
        return
    for name, feed in feeds.items():
        write_whole(path / f"{name}.atom", write_feed(feed))


def _make_feeds(graph: Graph, watching: Watching, lang: str) -> dict[str, Feed]:
    entries: dict[str, FeedEntry] = {}
    feeds: dict[str, Feed] = {}
    for one in watching.tidings:
        news = one.seen.news
        items = find_news(graph, about=one.thing, limit=_IN_FEED, also=news, lang=lang)
        own = {item.release.id: make_entry(item, _find_page(item), news.get(item.release.id)) for item in items}
        latest = dict(sorted(own.items(), key=lambda entry: entry[1].moment, reverse=True)[:_IN_FEED])
        for id, entry in latest.items():
            entries[id] = max(entry, entries.get(id, entry), key=lambda entry: entry.moment)
        feeds[re.sub(r"[^\w-]+", "-", one.thing.id)] = _make_feed(one.thing.id, one.thing.name, latest, lang)
    return {_ALL: _make_feed(_ALL, say_phrase(lang, "watched_names"), entries, lang), **feeds}


def _make_feed(id: str, title: str, entries: Mapping[str, FeedEntry], lang: str) -> Feed:
    return Feed(
        f"{expand_iri(f'id:{id}')}#{_ALL}", title, say_phrase(lang, "watched_names"), lang, tuple(entries.values())
    )


def _find_page(item: Item) -> str:
    """Gives the address of a release, or its name where it has none: Atom wants one."""
    urls = [source.url for source in item.evidence if source.url.startswith(("https://", "http://"))]
    return next(iter(urls), expand_iri(f"id:{item.release.id}"))


# Files.


def _find_seen(path: Path) -> Path:
    return path.with_name(f"{path.stem}-seen.json")


def _read_stores(path: Path) -> dict[str, dict[str, Any]]:
    """Gives by stores and ids what was seen, as it was written."""
    seen = _find_seen(path)
    stores = _read_json(seen, {})
    is_ours = isinstance(stores, dict) and all(
        isinstance(things, dict) and all(map(_is_seen, things.values())) for things in stores.values()
    )
    if not is_ours:
        raise UsageError(f"{seen}: not what `kg watch` has written; without this file nothing counts as seen yet")
    found: dict[str, dict[str, Any]] = stores
    return found


def _is_seen(found: object) -> bool:
    return isinstance(found, dict) and isinstance(found.get("sources"), list) and isinstance(found.get("news"), dict)


def _read_seen(found: Any) -> Seen | None:
    return Seen(frozenset(found["sources"]), found["news"]) if found else None


def _write_seen(seen: Seen) -> dict[str, object]:
    return {"sources": sorted(seen.sources), "news": seen.news}


def _write_list(path: AnyPath, watched: tuple[Watched, ...]) -> None:
    write_whole(check_path(path), _write_json([{"id": one.id, "name": one.name} for one in watched]))


def _read_json(path: Path, default: Any) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return default
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as JSON ({error})") from error


def _write_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
