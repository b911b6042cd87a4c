"""Turns a list or a feed into the links that stand in it, with their words. Nothing else of a page is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from kg.errors import FetchError, ReleaseError
from kg.releases.encodings import decode_content
from kg.releases.nesting import DEEPEST, nests_deeper


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and the title it goes by."""

    address: str
    title: str


def find_links(content: bytes, address: str) -> Iterator[Link]:
    """Gives the links of a list in the order in which they stand there. Raises FetchError for what is nested so deep
    that no list is."""
    page = _decode(content, address)
    if nests_deeper(page, DEEPEST):
        raise FetchError(f"{address}: more than {DEEPEST:,} tags stand inside each other; no list of releases does")
    for node in LexborHTMLParser(page).css("a[href]"):
        link = _join(address, node.attributes.get("href"))
        if link:
            yield Link(link, _fold(node.text()))


def find_feed_links(content: bytes, address: str) -> Iterator[Link]:
    """Gives the links of an RSS feed in the order in which they stand there. Raises FetchError for what is none."""
    try:
        feed = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # also an encoding that nobody knows
        raise FetchError(f"{address}: not RSS ({error})") from error
    for item in feed.iter("item"):
        link = _join(address, item.findtext("link"))
        if link:
            yield Link(link, _fold(item.findtext("title") or ""))


def _decode(content: bytes, address: str) -> str:
    """Gives the words of a list as those of a page are read; where these are in doubt its links are not."""
    try:
        return decode_content(content, address)
    except ReleaseError:
        return content.decode("utf-8", "replace")


def _join(address: str, written: str | None) -> str | None:
    """Gives the whole address of a link; None where there is none, or what is written is no address."""
    try:
        return urljoin(address, written.strip()) if written and written.strip() else None
    except ValueError:
        return None


def _fold(words: str) -> str:
    return " ".join(words.split())
