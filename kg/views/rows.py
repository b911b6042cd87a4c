"""Turns answers into rows for CSV and into what JSON knows: lines that each hold evidence, things, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields, is_dataclass
from operator import attrgetter
from typing import Any, get_args, get_origin, get_type_hints

from kg.phrases import Phrase, join_phrases, make_phrase, mark_language
from kg.views.datings import Dating
from kg.views.evidence import Evidence, rank_language
from kg.views.names import Thing
from kg.wording import say_number

# A date in CSV: which kind it is, then its first and last day, month or year.
DATE_COLUMNS = ("date_kind", "date_first", "date_last")
SOURCE_COLUMNS = ("id", *(field.name for field in fields(Evidence) if field.name != "id"))


def to_json(value: object) -> object:
    """Gives a value in what JSON knows: things with their names, dataclasses as objects."""
    if isinstance(value, Thing):
        labels = [{"text": label.text, "lang": label.lang} for label in value.labels]
        name = {"name": value.name, "name_lang": value.other_lang or value.lang}
        return {"id": value.id, "kind": value.kind, **name, "name_now": value.now, "labels": labels}
    if isinstance(value, Evidence):
        return asdict(value)
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: to_json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def flatten(lines: Sequence[Any], kind: type, about: Thing | None, lang: str) -> tuple[list[str], list[list[str]]]:
    """Gives the columns and the rows, one for each line: its number, the thing asked for, its values, the ids of its
    sentences, the first."""
    columns = _list_columns(kind)
    asked = {"about": about.name, "about_id": about.id} if about else {}
    rows = []
    for fact, line in enumerate(lines, 1):
        cells = [write(line) for write in columns.values()]
        ids = "; ".join(source.id for source in line.evidence)
        source = list_source(choose_source(line.evidence, lang)) if line.evidence else [""] * len(SOURCE_COLUMNS)
        rows.append([str(fact), *asked.values(), *cells, str(len(line.evidence)), ids, *source])
    return ["fact", *asked, *columns, "sources", "source_ids", *(f"source_{name}" for name in SOURCE_COLUMNS)], rows


def _list_columns(kind: type, *path: str) -> dict[str, Callable[[Any], str]]:
    """Gives the columns of a dataclass, each with what writes its cell: beside the names of things their ids, and for a
    dataclass inside it columns of its own. Evidence has none."""
    columns: dict[str, Callable[[Any], str]] = {}
    for name, hint in get_type_hints(kind).items():
        types, inner = _list_types(hint), (*path, name)
        nested = next((found for found in types if is_dataclass(found) and found not in (Thing, Evidence)), None)
        if isinstance(nested, type) and tuple not in types:
            columns |= _list_columns(nested, *inner)
        elif Evidence not in types:
            columns["_".join(inner)] = _make_writer(inner, attrgetter("name"))
        if Thing in types:
            columns["_".join((*inner, "ids" if tuple in types else "id"))] = _make_writer(inner, attrgetter("id"))
    return columns


def _list_types(hint: Any) -> list[Any]:
    """Gives a type and all that it is made of: of `tuple[Thing, ...]` both."""
    return [get_origin(hint) or hint, *(found for part in get_args(hint) for found in _list_types(part))]


def _make_writer(path: tuple[str, ...], say: Callable[[Thing], str]) -> Callable[[Any], str]:
    def write(line: Any) -> str:
        value = line
        for name in path:
            value = getattr(value, name, None)
        return say_cell(value, say)

    return write


def list_source(source: Evidence) -> list[str]:
    """Gives the cells of a sentence for `SOURCE_COLUMNS`."""
    return [say_cell(getattr(source, name)) for name in SOURCE_COLUMNS]


def choose_source(evidence: tuple[Evidence, ...], lang: str) -> Evidence:
    """Gives the sentence that a reader sees: the first in a language, or else the first of all."""
    return min(evidence, key=lambda source: (not source.text, rank_language(source, lang)))


def list_date(date: Dating | None) -> tuple[str, str, str]:
    """Gives the cells of a date for `DATE_COLUMNS`."""
    return (date.kind, date.first or "", date.last or "") if date else ("", "", "")


def say_cell(value: object, say: Callable[[Thing], str] | None = None) -> str:
    """Gives a value as one cell of a table or of CSV."""
    if value is None:
        return ""
    if isinstance(value, Thing):
        return (say or say_name)(value)
    if isinstance(value, tuple):
        return "; ".join(say_cell(part, say) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    return say_number(value) if isinstance(value, float) else str(value)


def list_names(things: Iterable[Thing]) -> Phrase:
    """Gives the names of several things in one line."""
    return join_phrases(map(say_name, things), by="names")


def say_name(thing: Thing) -> str:
    """Gives the name of a thing, marked where it is not in the language asked for ("潮汐節 [zh-Hant]"), and beside one
    that it had at the time the one of today."""
    name = mark_name(thing.name, thing.other_lang, thing.lang)
    return make_phrase("now_called", name=name, now=thing.now).say(thing.lang) if thing.now else name


def mark_name(name: str, own: str | None, lang: str) -> str:
    """Gives a name, marked by its `own` language where that is another than the one asked for."""
    if own is None or own == lang:
        return name
    return mark_language(name, own).say(lang)
