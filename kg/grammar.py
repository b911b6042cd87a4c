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
from kg.languages.lexicon import Lexicon, read_lexicon

# Slots are two private characters: the kind, then the slot's number in the row.
KIND_MARKS = {
    "person": "\ue001", "post": "\ue002", "body": "\ue003", "place": "\ue004", "initiative": "\ue005",
    "agreement": "\ue006", "event": "\ue007", "mechanism": "\ue008", "name": "\ue009",
}  # fmt: skip
FIRST_NUMBER, LAST_NUMBER = 0xF000, 0xF8FF
_NUMBER = f"[{chr(FIRST_NUMBER)}-{chr(LAST_NUMBER)}]"
_FAMILIES = {
    "agent": ("person", "body", "mechanism", "name"),
    "subject": ("person", "body", "mechanism", "name"),
    "body": ("body", "mechanism", "name"),
    "place": ("place", "name"),
    "venue": ("place", "body", "mechanism", "name"),
    "event": ("event", "initiative"),
    "organ": ("body", "mechanism"),
    "seat": ("person", "post"),
    "founded": ("body", "mechanism", "initiative", "name"),
}
_ARTICLES = "the|both|its|his|her|their|a|an|representatives? of|representatives? from|members of|officials of|officials from|some"
_SEPARATOR = r"(?:[,;]? and then |[,;] and |[,;] as well as | and | as well as |[,;]? together with |[,;]? along with |[,;] | & )"
_PLACEHOLDER = re.compile(r"\{(?P<kind>\w+)(?::(?P<group>\w+)(?P<many>\*)?)?\}")
_AFTER_SUBJECT = re.compile(r"(?<=\}) (?<=\{subject:\w\} )|(?<=\}) (?<=\{subject:\w\d\} )")
_KINDS = ("tenure", "relation", "event", "signing", "joining", "appointment")
_FIELDS = {"id", "says", "kind", "patterns", "needs", "event", "roles", "where", "split", "label", "status", "in_speech", "sets_city", "is_undated",
           "predicate", "keeps", "capacity", "examples", "never", "sides"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule must read; `gives` lists what must come out, as (words, role or predicate) pairs."""

    lang: str
    text: str
    gives: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar, for one language.

    `roles` maps a group of the pattern to the part its agents take; `where` and `split` name groups; `sides` are the two
    groups that met; `keeps` is the group that stands for the whole after a tenure or relation is folded.
    """

    id: str
    says: str
    kind: str
    patterns: tuple[re.Pattern[str], ...]
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
    examples: tuple[Example, ...] = ()
    never: tuple[Example, ...] = ()

    def is_needed(self, text: str) -> bool:
        """Whether one of the rule's trigger words stands in the sentence."""
        for word in self.needs:  # a generator costs more here than the search
            if word in text:
                return True
        return False


@cache
def read_grammar(lang: str, folder: Path | None = None) -> tuple[Rule, ...]:
    """Reads all rules that have patterns for `lang`, in the order of the files; a broken rule is a DataError naming file and rule."""
    folder = folder or find_shipped("data", "grammar", "rules")
    return tuple(rule for path in sorted(folder.glob("*.yaml")) for rule in _read_file(path, lang))


def _read_file(path: Path, lang: str) -> Iterator[Rule]:
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(rows, list):
        raise DataError(f"{path}: must be a list of rules")
    for number, row in enumerate(rows, 1):
        place = f"{path}: rule {number} ({row.get('id', 'no id') if isinstance(row, dict) else 'not a mapping'})"
        _check_row(row, place)
        if lang in row["patterns"]:
            yield _make_rule(row, lang, place)


def _check_row(row: Any, place: str) -> None:
    if not isinstance(row, dict):
        raise DataError(f"{place}: must be a mapping")
    for name in ("id", "says", "kind", "patterns", "examples"):
        if name not in row:
            raise DataError(f"{place}: lacks {name!r}")
    if unknown := set(row) - _FIELDS:
        raise DataError(f"{place}: unknown field {', '.join(sorted(unknown))}")
    if row["kind"] not in _KINDS:
        raise DataError(f"{place}: kind must be one of {', '.join(_KINDS)}")


def _make_rule(row: dict[str, Any], lang: str, place: str) -> Rule:
    lexicon = read_lexicon(lang)
    sources = row["patterns"][lang]
    sources = [sources] if isinstance(sources, str) else sources
    needs = row.get("needs", {}).get(lang) or sorted(
        {word for source in sources for word in _find_triggers(source, lexicon)}
    )
    if not needs:
        raise DataError(f"{place}: no verb in its pattern, so `needs` must list its trigger words")
    options = {
        name: row.get(name) for name in ("event", "where", "split", "label", "status", "predicate", "keeps", "capacity")
    }
    return Rule(
        row["id"], row["says"], row["kind"], tuple(_compile(source, lexicon, place) for source in sources), tuple(needs),
        row.get("roles", {}), **options, sides=tuple(row.get("sides", ())), in_speech=bool(row.get("in_speech")), sets_city=bool(row.get("sets_city")), is_undated=bool(row.get("is_undated")),
        examples=tuple(_make_examples(row.get("examples", ()), lang)), never=tuple(_make_examples(row.get("never", ()), lang)),
    )  # fmt: skip


def _make_examples(rows: Any, lang: str) -> Iterator[Example]:
    for row in rows:
        if row["lang"] == lang:
            yield Example(lang, row["text"], tuple(tuple(map(str, fact)) for fact in row.get("gives", ())))


def _find_triggers(source: str, lexicon: Lexicon) -> Iterator[str]:
    for match in _PLACEHOLDER.finditer(source):
        if match["group"] is None:
            yield from lexicon.verbs.get(match["kind"], ())


def _compile(source: str, lexicon: Lexicon, place: str) -> re.Pattern[str]:
    count = iter(range(99))

    def replace(match: re.Match[str]) -> str:
        if match["group"] is None:
            return _compile_verb(match["kind"], next(count), lexicon, place)
        return _compile_slot(match["kind"], match["group"], bool(match["many"]), place)

    try:
        # A subject's own expression ends with the space before the verb.
        return re.compile(_PLACEHOLDER.sub(replace, _AFTER_SUBJECT.sub("", source)))
    except re.error as error:
        raise DataError(f"{place}: pattern {source!r}: {error}") from error


def _compile_verb(verb: str, number: int, lexicon: Lexicon, place: str) -> str:
    """A verb in any form, with what stands before it kept as group `aux0`, `aux1` ...: "will", "is to", "has"."""
    if verb not in lexicon.verbs:
        raise DataError(f"{place}: no verb {verb!r} in the lexicon")
    forms = "|".join(sorted(map(re.escape, lexicon.verbs[verb]), key=len, reverse=True))
    planned = "|".join(map(re.escape, lexicon.planned))
    return rf"(?:(?P<aux{number}>(?:{planned})(?: continue to| be)?|has|have|had|to|continued to|continues to) )?(?:{forms})(?![\w-])"


def compile_agents(kind: str) -> str:
    """Gives the regular expression of a list of slots of a kind, without a group."""
    marks = "".join(KIND_MARKS[member] for member in _FAMILIES.get(kind, (kind,)))
    item = rf"(?:(?:{_ARTICLES}) )*[{marks}]{_NUMBER}"
    return rf"{item}(?:{_SEPARATOR}{item})*"


def _compile_slot(kind: str, group: str, is_list: bool, place: str) -> str:
    family = _FAMILIES.get(kind, (kind,))
    if any(member not in KIND_MARKS for member in family):
        raise DataError(f"{place}: no kind of slot {kind!r}")
    marks = "".join(KIND_MARKS[member] for member in family)
    item = rf"(?:(?:{_ARTICLES}) )*[{marks}]{_NUMBER}"
    many = rf"{item}(?:{_SEPARATOR}{item})*"
    if kind == "subject":
        # Right before the verb, or left out after "and", "," or "to": then the sentence's own subject is meant.
        return rf"(?:(?P<{group}>{many})(?:,? who|,? which)?,? |(?P<no{group}>^|(?<=, )|(?<= and )|(?<=\bto )|(?<= then )|(?<=; )))"
    return rf"(?P<{group}>{many if is_list else item})"
