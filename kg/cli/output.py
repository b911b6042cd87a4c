"""Shows lines with their evidence on standard output: as text to read, JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

from kg.cells import write_csv
from kg.cli.terminal import can_show_everything, echo, echo_lines
from kg.controls import escape_in_json
from kg.views.evidence import Evidence, rank_language
from kg.views.names import Thing

_SOURCE = tuple(field.name for field in fields(Evidence))


def show_lines(
    lines: Sequence[Any],
    form: str,
    *,
    about: Thing | None = None,
    note: str = "",
    say: Callable[[Any], Iterable[str]] | None = None,
    lang: str = "en",
) -> None:
    """Shows dataclasses that each hold `evidence`; `about` is the thing asked for, `note` a remark to the reader.

    `say` gives the words of a line for a reader, where its fields one after the other would not be plain; lines that
    have sections stand below them unless `say` is given. Of several sentences the reader sees the first in `lang`, or
    else the first of all.
    """
    if form == "json":
        show_json({"about": _to_json(about), "note": note, "lines": [_to_json(line) for line in lines]})
    elif form == "csv":
        if lines:
            show_csv(*_flatten(lines))
    else:
        _show_head(about, note)
        _show_said(lines, say, lang) if say else _show_sections(lines, lang)


def show_json(value: object) -> None:
    """Writes a value as JSON, in any script; what commands a terminal as `\\u001b`, which is the same to a program."""
    text = json.dumps(value, ensure_ascii=not can_show_everything(), indent=2)
    echo_lines(escape_in_json(text).split("\n"))


def show_csv(columns: Iterable[str], rows: Iterable[Iterable[str | None]]) -> None:
    """Writes rows as CSV with a head line."""
    echo_lines(write_csv(columns, rows).removesuffix("\n").split("\n"))


def _to_json(value: object) -> object:
    if isinstance(value, Thing):
        labels = [{"text": label.text, "lang": label.lang} for label in value.labels]
        name = {"name": value.name, "name_lang": value.other_lang or value.lang}
        return {"id": value.id, "kind": value.kind, **name, "labels": labels}
    if isinstance(value, Evidence):
        return asdict(value)
    if isinstance(value, tuple):
        return [_to_json(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _to_json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _flatten(lines: Sequence[Any]) -> tuple[list[str], list[list[str]]]:
    """Gives one row for each line and each sentence of it."""
    columns = [field.name for field in fields(lines[0]) if field.name != "evidence"]
    rows = []
    for line in lines:
        cells = [_to_text(getattr(line, column), lambda thing: thing.name) for column in columns]
        rows += [[*cells, *(getattr(source, name) for name in _SOURCE)] for source in line.evidence or (_NO_EVIDENCE,)]
    return [*columns, *(f"source_{name}" for name in _SOURCE)], rows


_NO_EVIDENCE = Evidence("", "", "", "", "")


def _show_head(about: Thing | None, note: str) -> None:
    if about:
        echo(name_in_full(about), bold=True)
    if note:
        echo(note)


def _show_said(lines: Sequence[Any], say: Callable[[Any], Iterable[str]], lang: str) -> None:
    for line in lines:
        echo("  " + "  ".join(filter(None, say(line))))
        _show_evidence(line.evidence, lang)


def _show_sections(lines: Sequence[Any], lang: str) -> None:
    section = None
    for line in lines:
        if getattr(line, "section", None) != section:
            section = line.section
            echo_lines(["", section])
        _show_said([line], _list_cells, lang)


def name_in_full(thing: Thing) -> str:
    """Gives a thing's names in all languages, and its id."""
    names = dict.fromkeys(label.text for label in thing.labels if label.is_preferred)
    return f"{thing.name}  {'  '.join(name for name in names if name != thing.name)}  ({thing.id})".replace(
        "    ", "  "
    )


def _list_cells(line: Any) -> list[str]:
    names = [field.name for field in fields(line) if field.name not in ("evidence", "section")]
    return [_to_text(getattr(line, name)) for name in names]


def _to_text(value: object, say: Callable[[Thing], str] | None = None) -> str:
    if value is None:
        return ""
    if isinstance(value, Thing):
        return (say or say_name)(value)
    if isinstance(value, tuple):
        return "; ".join(_to_text(part, say) for part in value)
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def list_names(things: Iterable[Thing]) -> str:
    """Gives the names of several things in one line."""
    return "; ".join(map(say_name, things))


def say_name(thing: Thing) -> str:
    """Gives the name of a thing, marked where it is not in the language asked for: "潮汐節 [zh-Hant]"."""
    return f"{thing.name} [{thing.other_lang}]" if thing.other_lang is not None else thing.name


def _show_evidence(evidence: tuple[Evidence, ...], lang: str) -> None:
    if not evidence:
        echo("      (no sentence on record)")
        return
    first = min(evidence, key=lambda source: (not source.text, rank_language(source, lang)))
    if first.text:
        echo(f'      "{" ".join(first.text.split())}"')
    parts = [first.title, first.date, first.url or first.release]
    rest = f" (and {len(evidence) - 1} more)" if len(evidence) > 1 else ""
    echo(f"      - {', '.join(filter(None, parts))}{rest}", dim=True)
