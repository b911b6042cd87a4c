"""Turns an element of a page into its text: a line for each line, item and row, a blank line between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from selectolax.lexbor import LexborNode

_PARAGRAPHS = frozenset({"p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
# What parts a list's items, a table's rows and its cells; the stack gives the last first, so it comes after.
_AFTER = {"li": "\n", "tr": "\n", "dt": "\n", "dd": "\n", "td": "\t", "th": "\t"}
# Where a paragraph or a list does not end what it stands in: an item is one, and a cell stays in its row.
_INSIDE = {"li": "\n", "dd": "\n", "td": " ", "th": " "}
_DROPPED = frozenset({"script", "style", "noscript", "template"})


def write_text(node: LexborNode, skipped: Collection[int] = ()) -> str:
    """Writes paragraphs with a blank line between them and line breaks as they are; other white space is folded. What
    stands in an element of `skipped`, given by its `mem_id`, is left out, as scripts and styles are."""
    lines = (re.sub(r" {2,}", " ", line.strip(" \t")) for line in "".join(_list_parts(node, skipped)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _list_parts(node: LexborNode, skipped: Collection[int]) -> Iterator[str]:
    """Gives the texts and breaks below a node in order; a stack, since saved pages may nest without end."""
    stack: list[LexborNode | str] = _list_children(node)
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            yield part
        elif part.tag == "-text":
            yield re.sub(r"[ \t\r\n\f]+", " ", part.text_content or "")
        elif part.tag and not part.tag.startswith("-") and part.tag not in _DROPPED and part.mem_id not in skipped:
            stack += _surround(part)


def _surround(node: LexborNode) -> list[LexborNode | str]:
    if node.tag == "br":
        return ["\n"]
    if node.tag in _PARAGRAPHS:
        outer = node.parent.tag if node.parent else None
        mark = _INSIDE.get(outer or "", "\n\n")
        return [mark, *_list_children(node), mark]
    return [_AFTER.get(node.tag or "", ""), *_list_children(node)]


def _list_children(node: LexborNode) -> list[LexborNode | str]:
    """Lists the children, the last one first."""
    children: list[LexborNode | str] = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children[::-1]
