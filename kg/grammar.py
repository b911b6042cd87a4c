"""Turns `data/grammar/rules/*.yaml` into Rules: patterns over the slots of a sentence, with examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.choice import get_language
from kg.patterns import RowPattern, compile_pattern, find_triggers
from kg.scanner import Scanner
from kg.vocabulary import Capacity, EventType, Role, Status

_KINDS = ("tenure", "relation", "event", "signing", "joining", "appointment")
# The sides of a signing are no roles of the ontology; an event may take its type from its head word.
_ROLES = frozenset((*Role, "party", "behalf"))
_WORDS = {"event": frozenset((*EventType, "by-head")), "status": frozenset(Status), "capacity": frozenset(Capacity)}
_TEXTS = ("event", "where", "split", "label", "status", "predicate", "keeps", "capacity")
_GROUP = re.compile(r"\{\w+:(\w+)\*?\}")
_SWITCHES = ("in_speech", "sets_city", "is_undated", "is_silent", "ends_trip", "all_trips", "tells_start")
_FIELDS = {
    *("id", "says", "kind", "patterns", "needs", "roles", "sides", "examples", "never"),
    *_TEXTS,
    *_SWITCHES,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule must read; `gives` lists what must come out, as (words, role or predicate) pairs."""

    lang: str
    text: str
    gives: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar, for one language.

    `roles` maps a group of the pattern to the part its agents take; `where` and `split` name groups; `sides` are
    the two
    groups that met; `keeps` is the group that stands for the whole after a tenure or relation is folded. A rule that
    `is_silent` may tell of an event before anybody takes part in it; the day that one that `tells_start` names is when
    an office was, or will be, taken.
    """

    id: str
    says: str
    kind: str
    patterns: tuple[RowPattern, ...]
    needs: tuple[str, ...]
    roles: Mapping[str, str]
    event: str | None = None
    where: str | None = None
    split: str | None = None
    label: str | None = None
    status: str | None = None
    predicate: str | None = None
    keeps: str | None = None
    capacity: str | None = None
    sides: tuple[str, ...] = ()
    in_speech: bool = False
    sets_city: bool = False
    is_undated: bool = False
    is_silent: bool = False
    ends_trip: bool = False
    all_trips: bool = False
    tells_start: bool = False
    examples: tuple[Example, ...] = ()
    never: tuple[Example, ...] = ()


@cache
def read_grammar(lang: str, folder: Path | None = None) -> tuple[Rule, ...]:
    """Reads all rules that have patterns for `lang`, in the order of the files.

    Raises DataError, which names file and rule, where a rule is broken, an id stands twice, or there are no rules.
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
    for name in ("id", "says", "kind", "patterns", "examples", "never"):
        if name not in row:
            raise DataError(f"{place}: lacks {name!r}")
    if unknown := set(row) - _FIELDS:
        raise DataError(f"{place}: unknown field {', '.join(sorted(unknown))}")
    if row["kind"] not in _KINDS:
        raise DataError(f"{place}: kind must be one of {', '.join(_KINDS)}")
    for name, shape in (("patterns", dict), ("roles", dict), ("needs", dict), ("examples", list), ("never", list)):
        if not isinstance(row.get(name, shape()), shape):
            raise DataError(f"{place}: {name!r} must be a {'mapping' if shape is dict else 'list'}")
    for example in (*row["examples"], *row["never"]):
        if not isinstance(example, dict) or not {"lang", "text"} <= set(example):
            raise DataError(f"{place}: each example needs 'lang' and 'text'")
    for group, role in row.get("roles", {}).items():
        _check_word(role, _ROLES, "role", f"{place}: group {group}")
    for name, allowed in _WORDS.items():
        if name in row:
            _check_word(row[name], allowed, name, place)


def _check_word(word: Any, allowed: frozenset[str], name: str, place: str) -> None:
    if not isinstance(word, str) or word not in allowed:
        raise DataError(f"{place}: unknown {name} {word!r}; known are {', '.join(sorted(allowed))}")


def _make_rule(row: dict[str, Any], lang: str, place: str) -> Rule:
    language = get_language(lang)
    sources = row["patterns"][lang]
    sources = [sources] if isinstance(sources, str) else sources
    patterns = tuple(compile_pattern(source, language, place) for source in sources)
    triggers = sorted({word for source in sources for word in find_triggers(source, language.lexicon)})
    needs = row.get("needs", {}).get(lang) or triggers
    if not needs:
        raise DataError(f"{place}: no verb in its pattern, so `needs` must list its trigger words")
    options: dict[str, Any] = {name: row.get(name) for name in _TEXTS}
    options["label"] = row["label"].get(lang) if isinstance(row.get("label"), dict) else row.get("label")
    options |= {name: bool(row.get(name)) for name in _SWITCHES}
    rule = Rule(
        row["id"], row["says"], row["kind"], patterns, tuple(needs), row.get("roles", {}), **options,
        sides=tuple(row.get("sides", ())), examples=tuple(_make_examples(row["examples"], lang)),
        never=tuple(_make_examples(row["never"], lang)),
    )  # fmt: skip
    _check_groups(rule, _list_groups(row["patterns"]), place)
    return rule


def _list_groups(patterns: Mapping[str, Any]) -> set[str]:
    """The groups of a rule's patterns in any language."""
    return set(_GROUP.findall(str(list(patterns.values()))))


def _check_groups(rule: Rule, groups: set[str], place: str) -> None:
    """A role or place of a group that no pattern has is a slip of the pen; group A may be left to the sentence's
    subject."""
    named = {*rule.roles, *rule.sides, *(name for name in (rule.where, rule.split, rule.keeps) if name is not None)}
    if missing := named - groups - {"A"}:
        raise DataError(f"{place}: no pattern has the group {', '.join(sorted(missing))}")


def _make_examples(rows: Any, lang: str) -> Iterator[Example]:
    for row in rows:
        if row["lang"] == lang:
            yield Example(lang, row["text"], tuple(tuple(map(str, fact)) for fact in row.get("gives", ())))
