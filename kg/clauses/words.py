"""Turns `data/words/en.yaml` into Words: every form of every verb, nouns of action, markers, small words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.rows import read_rows
from kg.vocabulary import Kind

_PURPOSES = ("real", "planned", "none")
_LISTS = (
    "doubling", "conjunctions", "relatives", "subordinators", "unreal_subordinators", "determiners", "transparent",
    "editions", "wholes", "boards", "relations", "spans", "adverbs", "uncontrolled", "objects", "denials", "inversions",
    "outdated", "planned_phrases", "unreal_phrases",
)  # fmt: skip
_SETS = _LISTS[1:18]
_MAPPINGS = ("verbs", "irregular", "nouns", "markers", "possessives", "modals")
_VERB_FIELDS = {"is", "purpose", "needs", "kinds", "intransitive", "else"}
_POSSESSIVES = ("its", "his", "her", "their", "our", "my", "your")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the words: `entry` is the name that frames use; the rest are its conditions, see the file's head, and
    `otherwise` its entry where they are not met."""

    base: str
    entry: str
    purpose: str = "none"
    needs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    is_intransitive: bool = False
    place: str = ""
    otherwise: str = "plain"


@dataclass(frozen=True, slots=True)
class Form:
    """A verb in one of its forms: `shapes` are some of base, s, past, participle, ing; `rest` are the words behind
    the inflected one."""

    verb: Verb
    shapes: frozenset[str]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a language's clauses."""

    forms: Mapping[str, tuple[Form, ...]]
    entries: frozenset[str]
    nouns: Mapping[str, str]
    markers: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # by their first two words, or the one they have
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    subordinators: frozenset[str]
    unreal_subordinators: frozenset[str]
    determiners: frozenset[str]
    transparent: frozenset[str]
    editions: frozenset[str]
    wholes: frozenset[str]
    boards: frozenset[str]
    relations: frozenset[str]
    spans: frozenset[str]
    adverbs: frozenset[str]
    uncontrolled: frozenset[str]
    objects: frozenset[str]
    denials: frozenset[str]
    inversions: frozenset[str]
    outdated: frozenset[str]
    possessives: Mapping[str, str]
    modals: Mapping[str, str]
    planned_phrases: tuple[tuple[str, ...], ...]
    unreal_phrases: tuple[tuple[str, ...], ...]
    marker_names: frozenset[str] = field(default_factory=frozenset)
    openers: frozenset[str] = field(default_factory=frozenset)  # first words of conjunctions, relatives, subordinators
    small: frozenset[str] = field(default_factory=frozenset)  # openers and the first words of markers


@cache
def read_words(lang: str, path: Path | None = None) -> Words:
    """Reads the words of a language; DataError names file and line of a row that is broken or stands twice."""
    path = path or find_shipped("data", "words", f"{lang}.yaml")
    raw, lines = read_rows(path)
    if missing := {*_LISTS, *_MAPPINGS} ^ set(raw):
        raise DataError(f"{path}: the parts must be exactly those that are known; check: {', '.join(sorted(missing))}")
    verbs = [make_verb(path, lines, base, row) for base, row in raw["verbs"].items()]
    for verb in verbs:
        if strange := set(verb.needs) - set(raw["markers"]) - set(raw["subordinators"]):
            raise DataError(
                f"{verb.place}: {verb.base!r}: no marker or subordinator is called {', '.join(sorted(strange))}"
            )
    forms: dict[str, list[Form]] = {}
    for verb in verbs:
        for word, form in _inflect(verb, raw["irregular"], set(raw["doubling"])):
            forms.setdefault(word, []).append(form)
    markers: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in raw["markers"].items():
        for phrase in phrases:
            split = tuple(str(phrase).split())
            markers.setdefault(" ".join(split[:2]), []).append((split, name))
    openers = {
        str(w).split()[0]
        for name in ("conjunctions", "relatives", "subordinators", "unreal_subordinators")
        for w in raw[name]
    }
    return Words(
        {word: tuple(sorted(found, key=lambda form: -len(form.rest))) for word, found in forms.items()},
        frozenset(entry for verb in verbs for entry in (verb.entry, verb.otherwise)) | frozenset(raw["nouns"].values()),
        nouns=raw["nouns"],
        markers={words: tuple(sorted(found, key=lambda item: -len(item[0]))) for words, found in markers.items()},
        **{name: frozenset(map(str, raw[name])) for name in _SETS},
        possessives=raw["possessives"],
        modals=raw["modals"],
        planned_phrases=_split(raw["planned_phrases"]),
        unreal_phrases=_split(raw["unreal_phrases"]),
        marker_names=frozenset(raw["markers"]) | {"subject", "object", "object2", "governor"},
        openers=frozenset(openers),
        small=frozenset(openers | {words.split()[0] for words in markers} | {"to"}),
    )


def make_verb(
    path: Path, lines: Mapping[str, int], base: str, row: Any, *, others: frozenset[str] = frozenset()
) -> Verb:
    """Gives the verb of a row, of which others read the fields `others`; DataError names file and line of a broken
    one."""
    place = f"{path}:{lines.get(str(base), 0)}"
    row = {"is": row} if isinstance(row, str) else row
    if not isinstance(row, dict) or not isinstance(row.get("is"), str):
        raise DataError(f"{place}: {base!r} must name its entry")
    if unknown := set(row) - _VERB_FIELDS - others:
        raise DataError(f"{place}: {base!r} has the unknown field {', '.join(sorted(map(str, unknown)))}")
    if strange := set(row.get("kinds", ())) - set(Kind):
        raise DataError(f"{place}: {base!r}: no kind is called {', '.join(sorted(map(str, strange)))}")
    if row.get("purpose", "none") not in _PURPOSES:
        raise DataError(f"{place}: purpose must be one of {', '.join(_PURPOSES)}")
    return Verb(
        str(base),
        row["is"],
        row.get("purpose", "none"),
        tuple(row.get("needs", ())),
        tuple(row.get("kinds", ())),
        bool(row.get("intransitive")),
        place,
        row.get("else", "plain"),
    )


def _split(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=lambda words: -len(words)))


def _inflect(verb: Verb, irregular: Mapping[str, list[str]], doubling: set[str]) -> Iterator[tuple[str, Form]]:
    first, *rest = verb.base.split()
    shapes: dict[str, set[str]] = {}
    if first == "be":  # "be present at": read behind any form of "be"
        yield "be", Form(verb, frozenset({"be"}), tuple(rest))
        return
    stem = first + first[-1] if first in doubling else first
    past, participle = irregular.get(first, [_add_ed(first, stem)] * 2)
    for shape, word in (
        ("base", first),
        ("s", _add_s(first)),
        ("past", past),
        ("participle", participle),
        ("ing", _add_ing(first, stem)),
    ):
        shapes.setdefault(word, set()).add(shape)
    for word, found in shapes.items():
        for tail in _spell_out(rest):
            yield word, Form(verb, frozenset(found), tail)


def _spell_out(rest: list[str]) -> Iterator[tuple[str, ...]]:
    if "one's" not in rest:
        yield tuple(rest)
        return
    for word in _POSSESSIVES:
        yield tuple(word if part == "one's" else part for part in rest)


def _add_ed(word: str, stem: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    return f"{word[:-1]}ied" if word.endswith("y") and word[-2] not in "aeiou" else f"{stem}ed"


def _add_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o", "u"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{word}s"


def _add_ing(word: str, stem: str) -> str:
    if word.endswith("ie"):
        return f"{word[:-2]}ying"
    return f"{word[:-1]}ing" if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) else f"{stem}ing"
