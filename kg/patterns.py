"""Turns a pattern, words with typed slots, into a regular expression over rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.language import Language

# Slots are two private characters: the kind, then the slot's number in the row.
KIND_MARKS = {
    "person": "\ue001", "post": "\ue002", "body": "\ue003", "place": "\ue004", "initiative": "\ue005",
    "agreement": "\ue006", "event": "\ue007", "mechanism": "\ue008", "name": "\ue009",
}  # fmt: skip
FIRST_NUMBER, LAST_NUMBER = 0xF000, 0xF8FF
_NUMBER = f"[{chr(FIRST_NUMBER)}-{chr(LAST_NUMBER)}]"
_FAMILIES = {
    "agent": ("person", "body", "mechanism", "name"),
    "body": ("body", "mechanism", "name"),
    "place": ("place", "name"),
    "venue": ("place", "body", "mechanism", "name"),
    "event": ("event", "initiative"),
}
_LONGEST_LIST = 60  # slots behind the first: a longer list, tried from each of its slots, takes its square in time
_PLACEHOLDER = re.compile(r"\{(?P<kind>\w+):(?P<group>\w+)(?P<many>\*)?\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_MACRO = re.compile(r"\{(?:(?P<how>item|list|mark):)?(?P<name>[a-z_]+)\}")


class RowPattern:
    """A pattern, compiled when a row first has the slots that it needs.

    `required` holds, per slot that it cannot do without, the marks of the kinds that may fill it; `groups` names its
    groups.
    """

    __slots__ = ("_expression", "_place", "_regex", "groups", "required")

    def __init__(self, expression: str, required: tuple[str, ...], place: str) -> None:
        """`place` is where the pattern stands, for the DataError that a broken one raises."""
        self._expression = expression
        self._place = place
        self._regex: re.Pattern[str] | None = None
        self.required: Final = required
        self.groups: Final = frozenset(_GROUP.findall(expression))

    def finditer(self, row: str) -> Iterable[re.Match[str]]:
        """Gives the matches in a row's text; a row without the slots that it needs is not searched at all."""
        for marks in self.required:
            for mark in marks:
                if mark in row:
                    break
            else:
                return ()
        return self.compile().finditer(row)

    def compile(self) -> re.Pattern[str]:
        """Gives the regular expression; DataError where it is none."""
        if self._regex is None:
            self._regex = _compile(self._expression, self._place)
        return self._regex


@cache
def get_expressions(language: Language, name: str) -> tuple[re.Pattern[str], ...]:
    """Gives the compiled expressions of a language's syntax; DataError where one is missing or broken."""
    return tuple(
        _compile(expand(source, language), f"{language.code} syntax, {name}") for source in _find(language, name)
    )


@cache
def get_expression(language: Language, name: str) -> re.Pattern[str]:
    """Gives the one compiled expression of that name."""
    return get_expressions(language, name)[0]


@cache
def get_words(language: Language, name: str) -> str:
    """Gives an entry of the syntax that is no expression but words."""
    return _find(language, name)[0]


def has_words(language: Language, name: str, text: str) -> bool:
    """Whether one of the words of an entry of the syntax stands in a text."""
    return any(map(text.__contains__, _find(language, name)))


def _name_file(language: Language) -> str:
    return str(find_shipped("data", "grammar", language.code, "syntax.yaml"))


def _find(language: Language, name: str) -> tuple[str, ...]:
    if name not in language.syntax:
        raise DataError(f"{_name_file(language)}: lacks {name!r}")
    return language.syntax[name]


def _compile(source: str, place: str) -> re.Pattern[str]:
    try:
        return re.compile(source)
    except re.error as error:
        raise DataError(f"{place}: pattern {source!r}: {error}") from error


def expand(source: str, language: Language) -> str:
    """Writes out the macros of an expression: `{item:person}`, `{list:agent}`, `{mark:place}`, `{slot}`,
    `{fillers}`."""

    def replace(match: re.Match[str]) -> str:
        how, name = match["how"], match["name"]
        if how is not None:
            return _SLOTS[how](language, name)
        return _FIXED.get(name) or join_words(getattr(language.lexicon, name))

    return _MACRO.sub(replace, source)


def join_words(words: Iterable[str]) -> str:
    """Gives the alternatives of an expression that matches any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def mark_kind(kind: str) -> str:
    """Gives the expression of a bare slot of a kind or family of kinds."""
    return f"[{''.join(KIND_MARKS[member] for member in _FAMILIES.get(kind, (kind,)))}]{_NUMBER}"


@cache
def compile_item(language: Language, kind: str) -> str:
    """Gives the regular expression of one slot of a kind, with its article, without a group."""
    return _expand_part("item_prefix", language) + mark_kind(kind)


_SEPARATORS = {"place": "place_separator", "venue": "place_separator", "post": "title_separator"}


@cache
def compile_list(language: Language, kind: str) -> str:
    """Gives the regular expression of a list of slots of a kind, without a group."""
    item = compile_item(language, kind)
    return rf"{item}(?:{_expand_part(_SEPARATORS.get(kind, 'separator'), language)}{item}){{0,{_LONGEST_LIST}}}"


def _expand_part(name: str, language: Language) -> str:
    """Writes out what every slot or list is made of; one that asks for a slot or list would have no end."""
    source = _find(language, name)[0]
    if any(match["how"] in ("item", "list") for match in _MACRO.finditer(source)):
        raise DataError(f"{_name_file(language)}: {name!r} needs itself")
    return expand(source, language)


_FIXED = {"slot": f"[{''.join(KIND_MARKS.values())}]{_NUMBER}", "number": _NUMBER}
_SLOTS: Mapping[str, Callable[[Language, str], str]] = {
    "item": compile_item,
    "list": compile_list,
    "mark": lambda _, kind: mark_kind(kind),
}


def make_pattern(source: str, language: Language, place: str) -> RowPattern:
    """Writes out a pattern: `{kind:GROUP}` a slot, `{kind:GROUP*}` a list of them, `{occupations}` the words of a
    class.

    `place` is where the pattern stands, for the DataError that a broken one raises.
    """
    written = _PLACEHOLDER.sub(lambda match: _compile_slot(match, language, place), source)
    return RowPattern(expand(written, language), tuple(_find_required(source)), place)


def _find_required(source: str) -> Iterator[str]:
    """The marks of each slot that stands outside every bracket: what is in one may be optional."""
    if "|" in re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", source)):
        return
    for match in _PLACEHOLDER.finditer(source):
        before = source[: match.start()]
        depth = len(re.findall(r"(?<!\\)\(", before)) - len(re.findall(r"(?<!\\)\)", before))
        if depth == 0:
            yield "".join(KIND_MARKS[member] for member in _FAMILIES.get(match["kind"], (match["kind"],)))


def _compile_slot(match: re.Match[str], language: Language, place: str) -> str:
    kind, group = match["kind"], match["group"]
    if any(member not in KIND_MARKS for member in _FAMILIES.get(kind, (kind,))):
        raise DataError(f"{place}: no kind of slot {kind!r}")
    return rf"(?P<{group}>{compile_list(language, kind) if match['many'] else compile_item(language, kind)})"
