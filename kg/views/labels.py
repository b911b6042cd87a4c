"""Tells what the label of an event or agreement says beside a name of its own, and says it in the other language.

`data/wording/captions.json` has what is said, `data/words/captions.json` how labels are read, in English and in
traditional characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.numerals import read_number
from kg.phrases import ENGLISH, TRADITIONAL, read_rows
from kg.views.periods import split_span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MARKS = re.compile(r"[\s\W_]+")
_HEAD = re.compile(r"(?P<head>.+?) (?:of|for|on|with) ")
_TEENS = range(11, 14)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a label says: `form` (visit, appointed) and the `what` of it; which `kind` of event, as a key of the rows;
    which of a series. `is_bare`: it tells nothing else."""

    form: str | None
    what: str
    kind: str | None
    ordinal: str | None
    is_bare: bool


def say(lang: str, key: str, **values: object) -> str:
    """Gives the words of a row, filled."""
    return str(read_rows("captions")[key][lang]).format(**values)


def list_words(lang: str, key: str) -> Sequence[str]:
    """Gives the words that a row of `data/words/captions.json` lists."""
    return tuple(_read_words()[key][lang])


def read_pattern(lang: str, key: str) -> str:
    """Gives the expression of a row of `data/words/captions.json`."""
    return str(_read_words()[key][lang])


def say_kind(lang: str, key: str) -> str:
    """Gives the words for a kind of event or agreement: the first of its row."""
    words = read_rows("captions")[key][lang]
    return words if isinstance(words, str) else str(words[0])


def say_date(lang: str, span: str) -> str:
    """Gives a day, month, year or span as each language writes it: "8 Jan 2024", "21–22 Oct 2025"."""
    first, last = split_span(span)
    if first == last:
        return _say_one(lang, first)
    if len(first) == len(last) == len("2024-01-08") and first[:7] == last[:7]:
        return say(lang, "span:month", **_split_date(lang, first), last=int(last[8:]))
    return say(lang, "span", first=_say_one(lang, first), last=_say_one(lang, last))


def say_year(lang: str, span: str) -> str:
    """Gives the year in which a day, month, year or span begins."""
    return _say_one(lang, span[:4])


def say_ordinal(lang: str, number: str) -> str:
    """Gives "23rd" for "23"; Chinese words stand around the number."""
    ends = list_words(lang, "ordinal_ends")
    at = 0 if int(number) % 100 in _TEENS else int(number) % 10
    return number + ends[at % len(ends)]


def read_label(lang: str, label: str, kinds: str = "kind") -> Reading:
    """Reads a label in its language; `kinds` are those of events, or of agreements (`pact`)."""
    form, what = _read_form(lang, label) if kinds == "kind" else (None, "")
    ordinal = _read_ordinal(lang, label)
    return Reading(form, what, find_kind(lang, label, kinds), ordinal, _is_bare(lang, label, kinds))


def translate_bare(label: str, lang: str) -> str | None:
    """Gives what kind of event it was, in a language, for a label in the other one that tells nothing else; None where
    it tells more."""
    other = TRADITIONAL if lang == ENGLISH else ENGLISH
    found = read_label(other, label)
    if not found.is_bare or found.form or found.kind is None:
        return None
    kind = say_kind(lang, found.kind)
    if found.ordinal is None:
        return kind
    return f"{say_ordinal(lang, found.ordinal)} {kind}" if lang == ENGLISH else None


def find_kind(lang: str, label: str, kinds: str = "kind") -> str | None:
    """Gives the key of the kind that a label ends with, in English before "of" or "for", else the longest in it."""
    text = re.sub(read_pattern(lang, "year_end"), "", label).casefold()
    if (
        lang == ENGLISH
        and kinds == "kind"
        and (before := _HEAD.match(text))
        and (kind := find_kind(lang, before["head"], kinds))
    ):
        return kind
    found = [(word, key) for word, key in _list_kinds(lang, kinds) if _holds(lang, text, word)]
    ranked = sorted(found, key=lambda pair: (not text.endswith(pair[0]), -len(pair[0]), pair))
    return ranked[0][1] if ranked else None


def drop_ordinal(lang: str, label: str) -> str:
    """Gives the words for a kind of event without which of a series it is: "meeting" for "first meeting"."""
    words = "|".join(map(re.escape, _read_words()["ordinals"][lang]))
    pattern = read_pattern(lang, "ordinal_pattern")
    edges = (r"\b(?:", r")\b") if lang == ENGLISH else ("(?:", ")")
    bare = re.sub(f"{edges[0]}{words}|{pattern}{edges[1]}", "", label, flags=re.IGNORECASE)
    return " ".join(bare.split())


def lower_first(text: str) -> str:
    """Gives "opening ceremony" for "Opening Ceremony", but leaves what is no common word."""
    return " ".join(word.lower() if word.casefold() in _list_bare_words("kind") else word for word in text.split())


def begin_shorter(lang: str, label: str) -> str:
    """Gives a label with a shorter beginning, where there is one: "opening of ..."."""
    for begin, other in _read_words()["begins"][lang].items():
        if label.casefold().startswith(begin.casefold()):
            return str(other) + label[len(begin) :]
    return label


def is_general(text: str, lang: str) -> bool:
    """Whether a name has only words that many share: "Standing Committee", "the Director"."""
    if lang == TRADITIONAL:
        return _compile_general().fullmatch(text) is not None
    general = set(list_words(lang, "general"))
    return all(word.casefold() in general for word in re.split(r"[\s,-]+", text) if word)


@cache
def _compile_general() -> re.Pattern[str]:
    words = sorted(list_words(TRADITIONAL, "general"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})+")


def has_head(lang: str, name: str) -> bool:
    """Whether a name says that a body is one of those that meet: a committee, a group."""
    heads = list_words(lang, "heads")
    if lang == TRADITIONAL:
        return name.endswith(tuple(heads))
    return any(word in heads for word in re.split(r"[\s-]+", name.casefold()))


def split_names(lang: str, text: str) -> list[str]:
    """Splits a list of names: "Meng Fanli, Qin Weizhong"."""
    marks = (say(lang, "list"), say(lang, "and"))
    return [name for name in re.split("|".join(map(re.escape, marks)), text) if name]


def _say_one(lang: str, date: str) -> str:
    key = {4: "date:year", 7: "date:month"}.get(len(date), "date:day")
    return say(lang, key, **_split_date(lang, date))


def _split_date(lang: str, date: str) -> dict[str, object]:
    year, month, day = [*date.split("-"), "", ""][:3]
    return {
        "year": year,
        "month": read_rows("captions")["months"][lang][int(month) - 1] if month else "",
        "day": int(day) if day else "",
    }


def _read_form(lang: str, label: str) -> tuple[str | None, str]:
    for form, patterns in _read_words()["forms"][lang].items():
        for pattern in patterns:
            if match := re.fullmatch(pattern, label, re.IGNORECASE):
                return form, match["what"] or ""
    return None, ""


def _read_ordinal(lang: str, label: str) -> str | None:
    rows = _read_words()
    match = re.search(read_pattern(lang, "ordinal_pattern"), label)
    if match:
        return read_number(match["n"])
    words = rows["ordinals"][lang]
    if lang == TRADITIONAL:
        return next((number for word, number in words.items() if word in label), None)
    return next((words[word] for word in map(str.casefold, _WORD.findall(label)) if word in words), None)


def _is_bare(lang: str, label: str, kinds: str) -> bool:
    if lang == TRADITIONAL:
        return not has_latin(label) and _compile_bare(kinds).fullmatch(_MARKS.sub("", label)) is not None
    ordinal = re.compile(read_pattern(ENGLISH, "ordinal_pattern"))
    words = [part for word in _WORD.findall(label.casefold()) for part in re.split("[-'’]", word)]
    common = _list_bare_words(kinds)
    return all(word in common or word.isdecimal() or ordinal.fullmatch(word) for word in words)


def has_latin(text: str) -> bool:
    """Whether a text holds a word in Latin letters."""
    return any(char.isalpha() and char.isascii() for char in text)


@cache
def _compile_bare(kinds: str) -> re.Pattern[str]:
    words = sorted((word for word, _ in _list_kinds(TRADITIONAL, kinds)), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join([*map(re.escape, words), *list_words(TRADITIONAL, 'bare')])})+")


@cache
def _list_bare_words(kinds: str) -> frozenset[str]:
    words = [*(word for word, _ in _list_kinds(ENGLISH, kinds)), *list_words(ENGLISH, "bare")]
    return frozenset(part for word in words for part in re.split(r"[\s-]", word.casefold()))


@cache
def _list_kinds(lang: str, kinds: str) -> tuple[tuple[str, str], ...]:
    rows = read_rows("captions")
    keys = [key for key in rows if key.startswith(f"{kinds}:")]
    return tuple((word.casefold(), key) for key in keys for word in rows[key][lang])


def _holds(lang: str, text: str, word: str) -> bool:
    if lang == TRADITIONAL:
        return word in text
    return re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text) is not None


@cache
def _read_words() -> Mapping[str, Mapping[str, Any]]:
    path = find_shipped("data", "words", "captions.json")
    try:
        rows: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return {key: {lang: row[lang] for lang in (ENGLISH, TRADITIONAL)} for key, row in rows.items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise DataError(f"{path}: each row needs words in {ENGLISH} and {TRADITIONAL}: {error!r}") from error
