"""Finds title, words and moment of a page of the news site, and of any page where it stands; in doubt it finds none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import PurePath

import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.addresses import Address
from kg.errors import DataError
from kg.files import find_shipped
from kg.releases.dates import find_name_date, find_only_day
from kg.releases.nodes import write_text

_CLEARLY = 0.5  # a rival with more than this share of the words leaves a body in doubt
_WRAPPED = 0.5  # what the words of a paragraph count for the element around the one it stands in
_WHOLE = frozenset({"html", "body"})  # whose class tells of the kind of page


@dataclass(frozen=True, slots=True)
class SiteMarks:
    """What `data/pages/sites.yaml` says."""

    places: re.Pattern[str]
    news: re.Pattern[str]
    simplified: re.Pattern[str]
    names: re.Pattern[str]
    titles: tuple[str, ...]
    site_names: re.Pattern[str]
    bodies: tuple[str, ...]
    furniture: str
    pictures: str
    picture_words: re.Pattern[str]
    least: int


@cache
def read_site_marks() -> SiteMarks:
    """Reads the shipped file once. Raises DataError when it lacks a key or holds a bad pattern."""
    path = find_shipped("data", "pages", "sites.yaml")
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return SiteMarks(
            re.compile(raw["places"], re.ASCII),
            re.compile(raw["news"]),
            re.compile(raw["simplified"]),
            re.compile(raw["names"], re.ASCII),
            tuple(raw["titles"]),
            re.compile(raw["site_names"]),
            tuple(raw["bodies"]),
            raw["furniture"],
            raw["pictures"],
            re.compile(raw["picture_words"], re.IGNORECASE),
            raw["least"],
        )
    except (OSError, yaml.YAMLError, re.error, KeyError, TypeError) as error:
        raise DataError(f"{path}: cannot be read ({type(error).__name__}: {error})") from error


def find_place(path: PurePath | Address) -> str | None:
    """Gives the address of a page that lies below folders named after it; None where it lies anywhere else."""
    match = read_site_marks().places.search(path.as_posix())
    return f"https://{match['place']}" if match else None


def is_news_address(address: str) -> bool:
    """Says whether an address is of the news site."""
    return read_site_marks().news.match(address) is not None


def is_simplified_address(address: str) -> bool:
    """Says whether an address is one at which a program turns pages into simplified characters."""
    return read_site_marks().simplified.match(address) is not None


def find_article_id(address: str) -> str:
    """Gives the id of a page of the news site, which is the same in each language; its name where that has none."""
    match = read_site_marks().names.search(address)
    return match["id"] if match else PurePath(address).stem


def find_article_moment(page: LexborHTMLParser, address: str) -> datetime | None:
    """Gives when a page of the news site was issued, as its name says, else the day that it shows in a line of its own;
    None where it shows none, or several."""
    day = find_name_date(address)
    if day is None:
        return find_only_day(write_text(page.body)) if page.body else None
    hour = read_site_marks().names.search(address)
    try:
        return day.replace(hour=int(hour["hour"]), minute=int(hour["minute"])) if hour else day
    except ValueError:
        return day


def find_article_title(page: LexborHTMLParser) -> str:
    """Gives the title without the name of the site; empty where the page has none."""
    marks = read_site_marks()
    for selector in marks.titles:
        node = page.css_first(selector)
        written = (node.attributes.get("content") or node.text()) if node else ""
        if written.strip():
            return marks.site_names.sub("", " ".join(written.split()))
    return ""


def find_article_body(page: LexborHTMLParser, skipped: Collection[int]) -> LexborNode | None:
    """Gives the element that holds the words; None where there is none, or two might be it. What is `skipped` counts
    for nothing."""
    marks = read_site_marks()
    seen = _list_seen(page, skipped)
    for selector in marks.bodies:
        # A body "news-content with-photos" is itself no photo.
        nodes = {node.mem_id: node for node in page.css(selector) if node.parent and node.parent.mem_id in seen}
        outermost = [node for node in nodes.values() if not _is_within(node, nodes)]
        sizes = [(float(len(write_text(node, skipped))), node) for node in outermost]
        if any(size for size, _ in sizes):
            return _choose(sizes, 1)
    paragraphs = [node for node in page.css("p") if node.mem_id in seen]
    return _choose(_score_containers(paragraphs, skipped), marks.least)


def list_skipped(page: LexborHTMLParser) -> frozenset[int]:
    """Lists what of a page is none of its words: menus, pictures and what stands below these, by `mem_id`."""
    marks = read_site_marks()
    return list_pictures(page).union(node.mem_id for node in page.css(marks.furniture))


def list_pictures(page: LexborHTMLParser) -> frozenset[int]:
    """Lists pictures and what stands below them, by `mem_id`."""
    marks = read_site_marks()
    pictures = {node.mem_id for node in page.css(marks.pictures)}
    for node in page.css("[class]"):
        if node.tag not in _WHOLE and marks.picture_words.search(node.attributes["class"] or ""):
            pictures.add(node.mem_id)
    return frozenset(pictures)


def _list_seen(page: LexborHTMLParser, skipped: Collection[int]) -> set[int]:
    """Lists the elements that stand in nothing that is skipped, by `mem_id`."""
    seen: set[int] = set()
    waiting = [page.root] if page.root else []
    while waiting:
        node = waiting.pop()
        if node.mem_id not in skipped:
            seen.add(node.mem_id)
            waiting += node.iter()
    return seen


def _score_containers(paragraphs: Iterable[LexborNode], skipped: Collection[int]) -> list[tuple[float, LexborNode]]:
    """Counts for each element the words of the paragraphs in it, and half of those that stand in an element of it."""
    scores: defaultdict[int, float] = defaultdict(float)
    nodes: dict[int, LexborNode] = {}
    for paragraph in paragraphs:
        size = len(write_text(paragraph, skipped)) - sum(len(link.text().strip()) for link in paragraph.css("a"))
        share, node = 1.0, paragraph.parent
        while node is not None and share >= _WRAPPED:
            scores[node.mem_id] += share * max(size, 0)
            nodes[node.mem_id] = node
            share, node = share * _WRAPPED, node.parent
    return [(score, nodes[key]) for key, score in scores.items()]


def _choose(sizes: list[tuple[float, LexborNode]], least: int) -> LexborNode | None:
    """Gives the largest, unless it is too small or another, beside it, has more than half of its words."""
    size, best = max(sizes, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or size < least:
        return None
    around = {best.mem_id, *(node.mem_id for node in _list_around(best))}
    rivals = (node for other, node in sizes if other > size * _CLEARLY and node.mem_id not in around)
    return best if all(_is_within(node, {best.mem_id}) for node in rivals) else None


def _is_within(node: LexborNode, outer: Collection[int]) -> bool:
    return any(one.mem_id in outer for one in _list_around(node))


def _list_around(node: LexborNode) -> Iterator[LexborNode]:
    around = node.parent
    while around is not None:
        yield around
        around = around.parent
