"""Turns `data/grammar/rules/*.yaml` into Rules: which titles of office belong to which names, with examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.choice import get_language
from kg.patterns import RowPattern, make_pattern
from kg.scanner import Scanner
from kg.vocabulary import Capacity, EventType, Status

_WORDS = {
    "event": frozenset(EventType),
    "status": frozenset(Status),
    "capacity": frozenset(Capacity),
    "keeps": frozenset("NP"),
}
_SWITCHES = ("is_dated", "is_shared", "is_undated", "tells_start")
_FIELDS = {"id", "says", "patterns", "needs", "examples", "never", *_WORDS, *_SWITCHES}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule must read; `gives` lists what must come out, as (words, role or predicate) pairs."""

    lang: str
    text: str
    gives: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar, for one language: its patterns give the posts of group P to the people of group N.

    `keeps` is the group that stands for the whole from then on; `event` is what such a change of office is told as.
    The day that a rule that `tells_start` names is when an office was, or will be, taken; one that `is_undated` tells
    of no event where no day is named; one post of a rule that `is_shared` is each one's of several people,
    and its words stay for the clauses; one that `is_dated` tells of no
    office without a time of its own.
    """

    id: str
    says: str
    patterns: tuple[RowPattern, ...]
    needs: tuple[str, ...]
    event: str | None = None
    status: str | None = None
    keeps: str | None = None
    capacity: str | None = None
    is_dated: bool = False
    is_shared: bool = False
    is_undated: bool = False
    tells_start: bool = False
    examples: tuple[Example, ...] = ()
    never: tuple[Example, ...] = ()


@cache
def read_grammar(lang: str, folder: Path | None = None) -> tuple[Rule, ...]:
    """Reads all rules that have patterns for `lang`, in the order of the files.

    Raises DataError, which names file and rule, where a rule is broken, an id stands twice, or there are no rules; an
    expression that is none is known as that when it is first tried.
    """
    folder = folder or find_shipped("data", "grammar", "rules")
    rules = tuple(rule for path in sorted(folder.glob("*.yaml")) for rule in _read_file(path, lang))
    if not rules:
        raise DataError(f"{folder}: holds no rules for {lang}")
    return rules


@cache
def _index_triggers(lang: str) -> tuple[Scanner, tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Gives what finds all trigger words in one pass, the places of each word's rules, and of those that any text
    calls for (their trigger is the empty word)."""
    places: dict[str, list[int]] = {}
    for place, rule in enumerate(read_grammar(lang)):
        for word in rule.needs:
            places.setdefault(word, []).append(place)
    always = tuple(places.pop("", ()))
    return Scanner(list(places)), tuple(map(tuple, places.values())), always


def select_rules(text: str, lang: str) -> list[Rule]:
    """Gives, in order, the rules of which a trigger word stands in a sentence: the others need not be tried.

    The source of the method: trigger words before patterns are what makes rule systems fast (see `make bench`).
    """
    rules = read_grammar(lang)
    scanner, bearers, always = _index_triggers(lang)
    words = {word for word, _, _ in scanner.find(text)}
    return [rules[place] for place in sorted({*always, *(place for word in words for place in bearers[word])})]


def _read_file(path: Path, lang: str) -> Iterator[Rule]:
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(rows, list):
        raise DataError(f"{path}: must be a list of rules")
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        place = f"{path}: rule {number} ({row.get('id', 'no id') if isinstance(row, dict) else 'not a mapping'})"
        _check_row(row, place)
        if row["id"] in seen:
            raise DataError(f"{place}: another rule of this file has the same id")
        seen.add(row["id"])
        if lang in row["patterns"]:
            yield _make_rule(row, lang, place)


def _check_row(row: Any, place: str) -> None:
    if not isinstance(row, dict):
        raise DataError(f"{place}: must be a mapping")
    for name in ("id", "says", "patterns", "needs", "examples", "never"):
        if name not in row:
            raise DataError(f"{place}: lacks {name!r}")
    if unknown := set(row) - _FIELDS:
        raise DataError(f"{place}: unknown field {', '.join(sorted(unknown))}")
    for name, shape in (("patterns", dict), ("needs", dict), ("examples", list), ("never", list)):
        if not isinstance(row[name], shape):
            raise DataError(f"{place}: {name!r} must be a {'mapping' if shape is dict else 'list'}")
    for example in (*row["examples"], *row["never"]):
        if not isinstance(example, dict) or not {"lang", "text"} <= set(example):
            raise DataError(f"{place}: each example needs 'lang' and 'text'")
    for name, allowed in _WORDS.items():
        if name in row:
            _check_word(row[name], allowed, name, place)


def _check_word(word: Any, allowed: frozenset[str], name: str, place: str) -> None:
    if not isinstance(word, str) or word not in allowed:
        raise DataError(f"{place}: unknown {name} {word!r}; known are {', '.join(sorted(allowed))}")


def _make_rule(row: dict[str, Any], lang: str, place: str) -> Rule:
    sources = row["patterns"][lang]
    sources = [sources] if isinstance(sources, str) else sources
    needs = row["needs"].get(lang)
    if not needs:
        raise DataError(f"{place}: `needs` must list the trigger words of its patterns")
    patterns = tuple(_make_pattern(source, lang, place) for source in sources)
    options: dict[str, Any] = {name: row.get(name) for name in _WORDS}
    options |= {name: bool(row.get(name)) for name in _SWITCHES}
    return Rule(
        row["id"], row["says"], patterns, tuple(needs), **options,
        examples=tuple(_make_examples(row["examples"], lang)), never=tuple(_make_examples(row["never"], lang)),
    )  # fmt: skip


def _make_pattern(source: str, lang: str, place: str) -> RowPattern:
    pattern = make_pattern(source, get_language(lang), place)
    if missing := {"N", "P"} - pattern.groups:
        raise DataError(f"{place}: pattern {source!r} has no group {', '.join(sorted(missing))}")
    return pattern


def _make_examples(rows: Any, lang: str) -> Iterator[Example]:
    for row in rows:
        if row["lang"] == lang:
            yield Example(lang, row["text"], tuple(tuple(map(str, fact)) for fact in row.get("gives", ())))
