"""Takes a question to pieces at its uppermost level, so that a server can be asked for its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.graph.tokens import Token, cut_question


class Form(StrEnum):
    """The four forms of a question."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


_BOUND = re.compile(r"(?P<word>LIMIT|OFFSET)\s+(?P<number>\d+)", re.IGNORECASE)
_DISTINCT = re.compile(r"\s*DISTINCT\b", re.IGNORECASE)
_SHOWN = re.compile(r"\s*(DISTINCT\b|REDUCED\b)?(\s*[?$]\w+)+(?=\s*(WHERE\b|\{))", re.IGNORECASE)
_BEHIND_ORDER = frozenset({"LIMIT", "OFFSET", "VALUES"})
_BEHIND_THINGS = frozenset({"FROM", "WHERE", "GROUP", "HAVING", "ORDER", *_BEHIND_ORDER})


@dataclass(frozen=True, slots=True)
class Shape:
    """A question in parts: what it declares, its form, what it makes or describes, and the rest.

    `template` is what stands in front of the pattern: what CONSTRUCT makes, with its brackets, or the things that are
    to be described. `order` is ORDER BY with all that belongs to it, `bounds` what follows that.
    """

    prologue: str
    form: Form
    template: str
    pattern: str
    order: str
    bounds: str

    @property
    def body(self) -> str:
        """Gives the question without what it declares, which may stand inside another."""
        return f"{self.form} {self.template}{self.pattern}{self.order}{self.bounds}"

    def show_order(self, columns: Iterable[str]) -> tuple[Shape, tuple[str, ...]] | None:
        """Gives the question that shows, behind its columns, the variables too that ORDER BY alone names, and these;
        None where there are none, or where what it shows is more than a list of variables."""
        ordering = (token.text[1:] for token in cut_question(self.order) if token.kind == "variable")
        hidden = tuple(sorted(set(ordering) - set(columns)))
        shown = _SHOWN.match(self.pattern)
        if self.form is not Form.SELECT or not hidden or shown is None:
            return None
        names = "".join(f" ?{name}" for name in hidden)
        return replace(self, pattern=f"{shown[0]}{names} {self.pattern[shown.end() :]}"), hidden

    @property
    def is_distinct(self) -> bool:
        """Says whether no row is shown twice."""
        return self.form is Form.SELECT and bool(_DISTINCT.match(self.pattern))

    def read_window(self) -> slice | None:
        """Gives which rows LIMIT and OFFSET leave of all; None where there are no such bounds, or others too."""
        found = {match["word"].upper(): int(match["number"]) for match in _BOUND.finditer(self.bounds)}
        if not found or _BOUND.sub("", self.bounds).strip():
            return None
        start = found.get("OFFSET", 0)
        return slice(start, start + found["LIMIT"] if "LIMIT" in found else None)


def take_apart(sparql: str) -> Shape:
    """Gives the parts of a question that is known to be SPARQL."""
    parts: dict[str, list[str]] = {name: [] for name in ("prologue", "template", "pattern", "order", "bounds")}
    form, part = Form.SELECT, "prologue"
    for token in cut_question(sparql):
        word = token.text.upper() if token.kind == "word" and token.depth == 0 else ""
        if part == "prologue" and word in list(Form):
            form = Form(word)
            part = "template" if form in (Form.CONSTRUCT, Form.DESCRIBE) else "pattern"
            continue
        if part == "template" and (word in _BEHIND_THINGS or _opens_pattern(form, token, parts["template"])):
            part = "pattern"
        if part in ("template", "pattern") and word == "ORDER":
            part = "order"
        elif part in ("template", "pattern", "order") and word in _BEHIND_ORDER:
            part = "bounds"
        # A comment would hide what is put behind it.
        parts[part].append("\n" if token.kind == "comment" else token.text)
    text = {name: "".join(texts) for name, texts in parts.items()}
    return Shape(text["prologue"], form, text["template"], text["pattern"], text["order"], text["bounds"])


def _opens_pattern(form: Form, token: Token, template: list[str]) -> bool:
    """Says whether a bracket opens the pattern: WHERE may be left out, and CONSTRUCT has brackets of its own first."""
    return token.depth == 0 and token.text == "{" and (form is Form.DESCRIBE or "{" in template)
