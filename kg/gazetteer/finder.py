"""Turns a text into the known names in it: one pass, the leftmost and longest first, never overlapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.gazetteer.things import NameHit
from kg.scanner import Scanner

# One character for one, so that places in the text stay true: "People’s", a line break inside a name, full-width signs.
_SAME = {
    **dict.fromkeys(map(ord, "\u2018\u2019"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2013"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u3000\n\r\t"), " "),
    **{0xFF01 + place: chr(0x21 + place) for place in range(94)},
}
_FIRST_EAST_ASIAN = "\u2e80"


@dataclass(frozen=True, slots=True)
class Form:
    """The things a form may name; none for a phrase that only looks like a name ("Chief Executive Officer")."""

    ids: tuple[str, ...]
    use: str


class NameFinder:
    """Finds the forms given; `variants` maps ways to write a character (or its code point) to one of them."""

    def __init__(self, forms: Mapping[str, Form], variants: Mapping[int, str]) -> None:
        self._same = {**_SAME, **variants}
        self._changed = re.compile(f"[{re.escape(''.join(map(chr, self._same)))}]")
        written = {form.translate(self._same): kinds for form, kinds in forms.items()}
        self._forms = list(written.items())
        self._scanner = Scanner(written)
        self._by_text = written

    def find_whole(self, text: str) -> tuple[str, ...]:
        """Gives the ids of the things whose name is all of a text."""
        form = self._by_text.get(self._fold(text))
        return form.ids if form is not None else ()

    def find(self, text: str) -> list[NameHit]:
        """Gives the hits in order. Where the longest form ends inside a word, a shorter one may still be found."""
        plain = self._fold(text)
        # All matches, overlapping ones too: a word boundary may fail for the longest of them only.
        matches = sorted(
            ((start, -end, number) for number, start, end in self._scanner.find(plain)),
        )
        return [
            NameHit(start, end, text[start:end], form.ids, form.use)
            for start, end, form in self._choose(plain, matches)
        ]

    def _fold(self, text: str) -> str:
        """The text as the forms are kept; most have nothing to change, which a look tells sooner."""
        return text.translate(self._same) if self._changed.search(text) else text

    def _choose(self, plain: str, matches: Iterable[tuple[int, int, int]]) -> Iterable[tuple[int, int, Form]]:
        free_from = 0
        for start, minus_end, number in matches:
            form = self._forms[number][1]
            if start < free_from or not _stands_alone(plain, (start, -minus_end), form):
                continue
            free_from = -minus_end
            if form.ids:
                yield start, free_from, form


def _stands_alone(plain: str, span: tuple[int, int], form: Form) -> bool:
    """Tells whether no Latin word is cut: "Lau Chun" is not in "Lau Chun-ming", "Hong Kong" is in "Hong Kong-based"."""
    start, end = span
    if start and _is_latin(plain[start]) and _is_latin(plain[start - 1]):
        return False
    if not form.ids or not _is_latin(plain[end - 1]):
        return True
    if form.ids[0].startswith("person/") and plain[end : end + 1] == "-" and plain[end + 1 : end + 2].islower():
        return False
    return not _is_latin(plain[end : end + 1])


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < _FIRST_EAST_ASIAN
