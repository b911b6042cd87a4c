"""Shows lines with their evidence on standard output: as text to read, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

from kg.cli.forms import show_csv, show_json
from kg.cli.terminal import echo, echo_lines
from kg.views.datings import Dating, say_date, say_issue
from kg.views.evidence import Evidence, rank_language, say_text
from kg.views.names import Thing

_INDENT = " " * 6
# A date in CSV: which kind it is, then its first and last day, month or year.
DATE_COLUMNS = ("date_kind", "date_first", "date_last")
_SOURCE = tuple(field.name for field in fields(Evidence))


def show_lines(  # noqa: PLR0913
    lines: Sequence[Any],
    form: str,
    *,
    about: Thing | None = None,
    note: str = "",
    say: Callable[[Any], Iterable[str]] | None = None,
    lang: str = "en",
    all_sentences: bool = False,
) -> None:
    """Shows dataclasses that each hold `evidence`; `about` is the thing asked for, `note` a remark to the reader.

    `say` gives the words of a line for a reader, where its fields one after the other would not be plain; lines that
    have sections stand below them unless `say` is given. Of several sentences the reader sees the first in `lang`, or
    else the first of all, unless `all_sentences` are asked for.
    """
    if form == "json":
        show_json({"about": to_json(about), "note": note, "lines": [to_json(line) for line in lines]})
    elif form == "csv":
        if lines:
            show_csv(*_flatten(lines))
    else:
        _show_head(about, note)
        _show_said(lines, say, lang, all_sentences) if say else _show_sections(lines, lang, all_sentences)


def to_json(value: object) -> object:
    """Gives a value in what JSON knows: things with their names, dataclasses as objects."""
    if isinstance(value, Thing):
        labels = [{"text": label.text, "lang": label.lang} for label in value.labels]
        name = {"name": value.name, "name_lang": value.other_lang or value.lang}
        return {"id": value.id, "kind": value.kind, **name, "labels": labels}
    if isinstance(value, Evidence):
        return asdict(value)
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: to_json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _flatten(lines: Sequence[Any]) -> tuple[list[str], list[list[str]]]:
    """Gives one row for each line and each sentence of it."""
    names = [field.name for field in fields(lines[0]) if field.name != "evidence"]
    columns = [column for name in names for column in (DATE_COLUMNS if name == "date" else [name])]
    rows = []
    for line in lines:
        cells = [
            cell
            for name in names
            for cell in (
                list_date(line.date) if name == "date" else [say_cell(getattr(line, name), lambda thing: thing.name)]
            )
        ]
        sources = [[say_cell(getattr(source, name)) for name in _SOURCE] for source in line.evidence]
        rows += [[*cells, *source] for source in sources or [[""] * len(_SOURCE)]]
    return [*columns, *(f"source_{name}" for name in _SOURCE)], rows


def list_date(date: Dating | None) -> tuple[str, str, str]:
    """Gives the cells of a date for `DATE_COLUMNS`."""
    return (date.kind, date.first or "", date.last or "") if date else ("", "", "")


def _show_head(about: Thing | None, note: str) -> None:
    if about:
        echo(name_in_full(about), bold=True)
    if note:
        echo(note)


def _show_said(lines: Sequence[Any], say: Callable[[Any], Iterable[str]], lang: str, all_sentences: bool) -> None:
    for line in lines:
        echo("  " + "  ".join(filter(None, say(line))))
        _show_evidence(line.evidence, lang, all_sentences=all_sentences)


def _show_sections(lines: Sequence[Any], lang: str, all_sentences: bool) -> None:
    section = None
    for line in lines:
        if getattr(line, "section", None) != section:
            section = line.section
            echo_lines(["", section])
        _show_said([line], _list_cells, lang, all_sentences)


def name_in_full(thing: Thing) -> str:
    """Gives a thing's names in all languages, and its id."""
    names = dict.fromkeys(label.text for label in thing.labels if label.is_preferred)
    return f"{thing.name}  {'  '.join(name for name in names if name != thing.name)}  ({thing.id})".replace(
        "    ", "  "
    )


def _list_cells(line: Any) -> list[str]:
    names = [field.name for field in fields(line) if field.name not in ("evidence", "section")]
    return [say_date(line.date) if name == "date" else say_cell(getattr(line, name)) for name in names]


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
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def list_names(things: Iterable[Thing]) -> str:
    """Gives the names of several things in one line."""
    return "; ".join(map(say_name, things))


def say_name(thing: Thing) -> str:
    """Gives the name of a thing, marked where it is not in the language asked for: "潮汐節 [zh-Hant]"."""
    return f"{thing.name} [{thing.other_lang}]" if thing.other_lang is not None else thing.name


def _show_evidence(evidence: tuple[Evidence, ...], lang: str, *, all_sentences: bool) -> None:
    if not evidence:
        echo(f"{_INDENT}(no sentence on record)")
        return
    if all_sentences:
        for source in evidence:
            echo_source(source, indent=_INDENT)
        return
    first = min(evidence, key=lambda source: (not source.text, rank_language(source, lang)))
    echo_source(first, indent=_INDENT, rest=f" (and {len(evidence) - 1} more)" if len(evidence) > 1 else "")


def echo_source(source: Evidence, *, indent: str = "", rest: str = "") -> None:
    """Writes a sentence, in quotation marks if it is a quotation, and below it where it stands."""
    if source.text:
        words = " ".join(say_text(source).split())
        echo(f"{indent}{words}" if source.restated else f'{indent}"{words}"')
    address = f"facts from {source.url}" if source.restated and source.url else source.url
    parts = [source.title, say_issue(source), address or source.release]
    echo(f"{_INDENT}- {', '.join(filter(None, parts))}{rest}", dim=True)
