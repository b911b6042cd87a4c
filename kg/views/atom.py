"""Writes news as an Atom feed (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree

from kg.controls import show_controls
from kg.graph.terms import expand_iri
from kg.views.news import Item

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# A moment that a feed without entries was changed at: it never was.
_NEVER: Final = "1970-01-01T00:00:00+00:00"
_MOST_SENTENCES: Final = 5


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A piece of news: `moment` is when it became known, `issued` when it came out; `address` is where it is told."""

    id: str
    title: str
    lang: str
    moment: str
    issued: str
    address: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """News under one title: `address` is that of the feed itself, `page` that of what it belongs to; both may be
    empty."""

    id: str
    title: str
    author: str
    lang: str
    entries: tuple[FeedEntry, ...]
    address: str = ""
    page: str = ""


def make_entry(item: Item, address: str, moment: str | None = None) -> FeedEntry:
    """Gives the news that a release is: when it was issued, unless another moment is given, and its first sentences."""
    summary = " … ".join(source.text for source in item.evidence[:_MOST_SENTENCES])
    issued = write_moment(item.issued)
    id, title = expand_iri(f"id:{item.release.id}"), item.release.name
    return FeedEntry(id, title, item.lang, moment or issued, issued, address, summary)


def write_feed(feed: Feed) -> bytes:
    """Gives a feed as XML, the latest entry first; it was changed when that was."""
    entries = sorted(feed.entries, key=lambda entry: entry.moment, reverse=True)
    root = _make_node(None, "feed", xmlns=_NAMESPACE, **{_LANG: feed.lang})
    for name, text in (("id", feed.id), ("title", feed.title), ("updated", entries[0].moment if entries else _NEVER)):
        _make_node(root, name, text)
    if feed.address:
        _make_node(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    if feed.page:
        _make_node(root, "link", rel="alternate", type="text/html", href=feed.page)
    _make_node(_make_node(root, "author"), "name", feed.author)
    for entry in entries:
        _add_entry(root, entry)
    ElementTree.indent(root, "")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add_entry(root: ElementTree.Element, entry: FeedEntry) -> None:
    node = _make_node(root, "entry", **{_LANG: entry.lang})
    texts = {"id": entry.id, "title": entry.title, "updated": entry.moment, "published": entry.issued}
    for name, text in texts.items():
        _make_node(node, name, text)
    _make_node(node, "link", rel="alternate", type="text/html", hreflang=entry.lang, href=entry.address)
    _make_node(node, "summary", entry.summary)


def _make_node(parent: ElementTree.Element | None, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """Makes a node; what XML cannot hold, or nobody sees, is written out."""
    shown = {key: show_controls(value) for key, value in attributes.items()}
    node = ElementTree.Element(name, shown) if parent is None else ElementTree.SubElement(parent, name, shown)
    node.text = show_controls(text) or None
    return node


def write_moment(issued: str) -> str:
    """Gives a moment as Atom wants it (RFC 3339, in UTC); of one that cannot be read the beginning of all times."""
    try:
        moment = datetime.fromisoformat(issued)
    except ValueError:
        return _NEVER
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
