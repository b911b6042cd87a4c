"""Turns a saved page of the government's press release site, or of its news site, into a Draft."""

from __future__ import annotations

import re
from pathlib import PurePath

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.addresses import Address
from kg.errors import ReleaseError
from kg.releases.articles import (
    find_article_body,
    find_article_id,
    find_article_moment,
    find_article_title,
    find_place,
    is_news_address,
    is_simplified_address,
    list_pictures,
    list_skipped,
)
from kg.releases.dates import find_dateline, find_name_date, is_dateline
from kg.releases.marks import read_marks
from kg.releases.nesting import DEEPEST, nests_deeper
from kg.releases.nodes import write_text
from kg.releases.release import Draft
from kg.releases.scripts import detect_script, normalise_language
from kg.releases.texts import cut_end

# "https://www.info.gov.hk/gia/general/202401/08/P2024010800573p.htm"; the "p" marks the page with photos
_PAGE_ID = re.compile(r"(?P<id>P\d{12,13})p?\.html?\b")
# "<!-- saved from url=(0061)https://www.news.gov.hk/eng/2024/01/20240108/20240108_183015_736.html -->"
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(?P<address>\S+) -->")
_HEAD = 2_000  # characters in which a browser says where it saved a page


def draft_page(content: str, path: PurePath | Address) -> Draft:
    """Reads title, text, date, address and counterpart. Raises ReleaseError where the page is of neither site, where no
    words or no date are found on it, and where it nests more than 1,000 tags."""
    if nests_deeper(content, DEEPEST):
        raise ReleaseError(f"{path}: more than {DEEPEST:,} tags stand inside each other; no page of a release does")
    page = LexborHTMLParser(content)
    address = find_place(path) or _find_address(page, content)
    body = page.css_first("#pressrelease")
    if body is not None:
        return _draft_press_release(page, body, path, address)
    if address and is_news_address(address):
        return _draft_article(page, path, address)
    raise ReleaseError(
        f"{path}: no #pressrelease; not a page of www.info.gov.hk/gia, nor does it say that it is one of"
        " www.news.gov.hk: save its words as text"
    )


def _draft_press_release(
    page: LexborHTMLParser, body: LexborNode, path: PurePath | Address, address: str | None
) -> Draft:
    own_id = _find_page_id(address or "") or _find_page_id(path.name)
    title = page.css_first("#PRHeadlineSpan") or page.css_first("title")
    text = cut_end(write_text(body, list_pictures(page)))
    return Draft(
        origin=str(path),
        title=title.text() if title else "",
        text=text,
        issued=find_dateline(write_text(page.body or body)) or find_name_date(own_id or path.name),
        lang=_find_language(page, address, text),
        id=own_id,
        url=address,
        counterpart=_find_counterpart(page, own_id),
        stem=path.stem,
    )


def _draft_article(page: LexborHTMLParser, path: PurePath | Address, address: str) -> Draft:
    skipped = list_skipped(page)
    body = find_article_body(page, skipped)
    if body is None:
        raise ReleaseError(f"{path}: it is not clear where on this page its words stand: save them as text")
    issued = find_article_moment(page, address)
    if issued is None:
        raise ReleaseError(
            f"{path}: neither this page nor its address shows one day as its date: save its words as text"
        )
    title = find_article_title(page)
    text = _cut_head(cut_end(write_text(body, skipped)), title)
    return Draft(
        origin=str(path),
        title=title,
        text=text,
        issued=issued,
        lang=_find_language(page, address, text),
        id=find_article_id(address),
        url=address,
        stem=path.stem,
    )


def _find_address(page: LexborHTMLParser, content: str) -> str | None:
    """Gives the address that a page says is its own, or that a browser wrote into it as it saved it."""
    saved = _SAVED_FROM.search(content[:_HEAD])
    return (
        _get(page.css_first('link[rel="canonical"]'), "href")
        or _get(page.css_first('meta[property="og:url"]'), "content")
        or (saved["address"] if saved else None)
    )


def _find_language(page: LexborHTMLParser, address: str | None, text: str) -> str | None:
    """Gives the language that the address or the page tells. A page that a program turned into simplified characters
    may still call itself one of Hong Kong."""
    tag = _get(page.css_first("html"), "lang")
    if address and is_simplified_address(address):
        return "zh-Hans"
    is_turned = tag and normalise_language(tag, text) == "zh-Hant" and detect_script(text) == "zh-Hans"
    return "zh-Hans" if is_turned else tag


def _find_counterpart(page: LexborHTMLParser, own_id: str | None) -> str | None:
    """Finds the other language's id in the link that says so; the simplified page has the traditional one's id."""
    says_language = read_marks().language_links
    for link in page.css("a[href]"):
        other = _find_page_id(_get(link, "href") or "")
        if other and other != own_id and says_language.match(" ".join(link.text().split())):
            return other
    return None


def _cut_head(text: str, title: str) -> str:
    """Cuts what repeats the title and the date above the words."""
    lines = text.split("\n")
    while lines and (not lines[0].strip() or " ".join(lines[0].split()) == title or is_dateline(lines[0])):
        del lines[0]
    return "\n".join(lines)


def _find_page_id(address: str) -> str | None:
    match = _PAGE_ID.search(address)
    return match["id"] if match else None


def _get(node: LexborNode | None, attribute: str) -> str | None:
    return (node.attributes.get(attribute) or "").strip() or None if node else None
