"""Turns an element of a page into its text: a line for each line, item and row, a blank line between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from selectolax.lexbor import LexborNode

_PARAGRAPHS = frozenset({"p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPH = "\n\n"
_LINE = "\v"  # begins a line, unless one has just begun
_MARKS = {"li": _LINE, "tr": _LINE, "dt": _LINE, "dd": _LINE, "td": "\t", "th": "\t"}
_ITEMS = frozenset({"li", "dd"})
_CELLS = frozenset({"td", "th"})
_DROPPED = frozenset({"script", "style", "noscript", "template"})


def write_text(node: LexborNode, skipped: Collection[int] = ()) -> str:
    """Writes paragraphs with a blank line between them and line breaks as they are; other white space is folded. What
    stands in an element of `skipped`, given by its `mem_id`, is left out, as scripts and styles are."""
    lines = (line.strip(" \t") for line in "".join(_begin_lines(_list_parts(node, skipped))).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _begin_lines(parts: Iterable[str]) -> Iterator[str]:
    """Gives the parts with a line break in the place of each `_LINE` that follows words."""
    has_begun = True
    for part in parts:
        yield part if part != _LINE else "" if has_begun else "\n"
        words = part.rstrip(" \t")
        has_begun = words.endswith(("\n", _LINE)) if words else has_begun


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
        mark = _choose_mark(node)
        return [mark, *_list_children(node), mark]
    return [_MARKS.get(node.tag or "", ""), *_list_children(node)]  # the last comes first: the mark is in front


def _choose_mark(node: LexborNode) -> str:
    """Gives what parts a paragraph, a list or a table from what stands beside it: an item of a list is one, and so is a
    cell that holds nothing else."""
    outer = node.parent
    if outer is None:
        return _PARAGRAPH
    if outer.tag in _ITEMS:
        return _LINE
    return "" if outer.tag in _CELLS and _is_alone(node) else _PARAGRAPH


def _is_alone(node: LexborNode) -> bool:
    """Says whether no other paragraph stands beside this one."""
    before, after = node.prev, node.next
    while before is not None and before.tag not in _PARAGRAPHS:
        before = before.prev
    while after is not None and after.tag not in _PARAGRAPHS:
        after = after.next
    return before is None and after is None


def _list_children(node: LexborNode) -> list[LexborNode | str]:
    """Lists the children, the last one first."""
    children: list[LexborNode | str] = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children[::-1]
