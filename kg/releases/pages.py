"""Turns a saved page of the government's press release site into a Draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.errors import ReleaseError
from kg.releases.dates import find_dateline, find_name_date
from kg.releases.marks import read_marks
from kg.releases.release import Draft
from kg.releases.texts import cut_end

_PARAGRAPHS = frozenset({"p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
# What parts a list's items, a table's rows and its cells; the stack gives the last first, so it comes after.
_AFTER = {"li": "\n", "tr": "\n", "dt": "\n", "dd": "\n", "td": "\t", "th": "\t"}
# Tags that end by themselves, so that many of them do not stand in each other.
_SHALLOW = frozenset((
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "td", "th", "tr", "track", "wbr",
))  # fmt: skip
# A tag, or what holds none: a comment, a script.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z) | <(?P<raw>script|style)\b.*?(?:</(?P=raw)|\Z) | <(?P<end>/?)(?P<name>[a-z][a-z0-9]*)",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_DEEPEST = 1_000  # tags inside each other: a parser takes the square of their number in time
_DROPPED = "script, style, noscript, template"
# "https://www.info.gov.hk/gia/general/202401/08/P2024010800573p.htm"; the "p" marks the page with photos
_PAGE_ID = re.compile(r"(?P<id>P\d{13})p?\.html?\b")


def draft_page(content: str, path: PurePath) -> Draft:
    """Reads title, text, date, address and counterpart. Raises ReleaseError where the page holds no press release or
    nests more than 1,000 tags."""
    if _nests_deeper(content, _DEEPEST):
        raise ReleaseError(f"{path}: more than {_DEEPEST:,} tags stand inside each other; no page of a release does")
    page = LexborHTMLParser(content)
    body = page.css_first("#pressrelease")
    if body is None:
        raise ReleaseError(f"{path}: no #pressrelease; not a page of www.info.gov.hk/gia: save its words as text")
    for node in page.css(_DROPPED):
        node.decompose()
    address = _find_address(page)
    own_id = _find_page_id(address or "") or _find_page_id(path.name)
    return Draft(
        origin=str(path),
        title=_find_title(page),
        text=cut_end(_make_text(body)),
        issued=find_dateline(_make_text(page.body or body)) or find_name_date(own_id or path.name),
        lang=_get(page.css_first("html"), "lang"),
        id=own_id,
        url=address,
        counterpart=_find_counterpart(page, own_id),
        stem=path.stem,
    )


def _nests_deeper(content: str, deepest: int) -> bool:
    """Whether more tags than that are open at one place; an end that nothing began closes nothing."""
    still_open: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(content):
        name = (match["name"] or "").lower()
        if not name or name in _SHALLOW:
            continue
        if not match["end"]:
            still_open[name] += 1
            depth += 1
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
        if depth > deepest:
            return True
    return False


def _find_title(page: LexborHTMLParser) -> str:
    node = page.css_first("#PRHeadlineSpan") or page.css_first("title")
    return node.text() if node else ""


def _find_address(page: LexborHTMLParser) -> str | None:
    return _get(page.css_first('link[rel="canonical"]'), "href") or _get(
        page.css_first('meta[property="og:url"]'), "content"
    )


def _find_counterpart(page: LexborHTMLParser, own_id: str | None) -> str | None:
    """Finds the other language's id in the link that says so; the simplified page has the traditional one's id."""
    says_language = read_marks().language_links
    for link in page.css("a[href]"):
        other = _find_page_id(_get(link, "href") or "")
        if other and other != own_id and says_language.match(" ".join(link.text().split())):
            return other
    return None


def _find_page_id(address: str) -> str | None:
    match = _PAGE_ID.search(address)
    return match["id"] if match else None


def _get(node: LexborNode | None, attribute: str) -> str | None:
    return (node.attributes.get(attribute) or "").strip() or None if node else None


def _make_text(node: LexborNode) -> str:
    """Writes paragraphs with a blank line between them and line breaks as they are; other white space is folded."""
    lines = (line.strip(" \t") for line in "".join(_list_parts(node)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _list_parts(node: LexborNode) -> Iterator[str]:
    """Gives the texts and breaks below a node in order; a stack, since saved pages may nest without end."""
    stack: list[LexborNode | str] = _list_children(node)
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            yield part
        elif part.tag == "-text":
            yield re.sub(r"[ \t\r\n\f]+", " ", part.text_content or "")
        elif part.tag and not part.tag.startswith("-"):
            stack += _surround(part)


def _surround(node: LexborNode) -> list[LexborNode | str]:
    if node.tag == "br":
        return ["\n"]
    if node.tag in _PARAGRAPHS:
        return ["\n\n", *_list_children(node), "\n\n"]
    return [_AFTER.get(node.tag or "", ""), *_list_children(node)]


def _list_children(node: LexborNode) -> list[LexborNode | str]:
    """Lists the children, the last one first."""
    children: list[LexborNode | str] = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children[::-1]
