"""Turns lines, sentences or the answer to a question into a Sheet: a table that a notebook shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from html import escape
from typing import Any

from kg.graph.graph import Table
from kg.phrases import Phrase, join_phrases
from kg.views.datings import Dating, say_date, say_issue
from kg.views.evidence import Evidence, rank_language, say_text
from kg.views.limits import check_limit
from kg.views.names import Thing, shorten
from kg.wording import say_number

_TABLE = """<table style="text-align: left"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"""
_CELL = """<{tag} style="text-align: left; vertical-align: top">{text}</{tag}>"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and rows of plain text; `left_out` counts the rows that are not shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0

    def _repr_html_(self) -> str:
        head = "".join(_CELL.format(tag="th", text=escape(column)) for column in self.columns)
        body = "".join(f"<tr>{''.join(map(_write_cell, row))}</tr>" for row in self.rows)
        foot = f"<p>and {self.left_out} more</p>" if self.left_out else ""
        return _TABLE.format(head=head, body=body, foot=foot)


def tabulate(found: Table | Iterable[Any], *columns: str, limit: int = 20, lang: str = "en") -> Sheet:
    """Gives a table of an answer or of dataclasses of one kind; of these the `columns` named, or else all fields.

    Where they hold evidence, the first sentence in `lang` (or else the first) stands in the last two columns; one that
    is restated says so.

    >>> hops = kg.find_path(kg.open("gba.kg"), "Zhong Nanshan", "John Lee")
    >>> sheet = kg.tabulate(hops, "start", "verb", "end", limit=1)
    >>> sheet.columns, sheet.left_out
    (('start', 'verb', 'end', 'sentence', 'release'), 2)
    >>> sheet.rows[0][:3]
    ('Zhong Nanshan', 'met', 'Chan Kwok-ki')
    """
    check_limit(limit)
    head, rows = _read_answer(found) if isinstance(found, Table) else _read_lines(list(found), columns, lang)
    return Sheet(head, tuple(rows[:limit]), max(0, len(rows) - limit))


def _read_answer(table: Table) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    return table.columns, [tuple(shorten(value) for value in row) for row in table.list_values()]


def _read_lines(
    lines: Sequence[Any], columns: tuple[str, ...], lang: str
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    if not lines:
        return columns, []
    names = columns or tuple(field.name for field in fields(lines[0]) if field.name != "evidence")
    is_told = hasattr(lines[0], "evidence")
    rows = [
        (
            *(say_value(getattr(line, name), lang) for name in names),
            *(_say_source(line.evidence, lang) if is_told else ()),
        )
        for line in lines
    ]
    return (*names, *(("sentence", "release") if is_told else ())), rows


def say_value(value: object, lang: str = "en") -> str:
    """Writes a value for a reader: a thing by its name, several in one line, nothing where nothing is known."""
    if value is None:
        return ""
    if isinstance(value, Thing):
        return value.name
    if isinstance(value, tuple | list):
        return join_phrases((say_value(part, lang) for part in value), by="names").say(lang)
    if isinstance(value, Phrase | Dating):
        return (say_date(value) if isinstance(value, Dating) else value).say(lang)
    return say_number(value) if isinstance(value, float) else str(getattr(value, "id", value))


def _say_source(evidence: Sequence[Evidence], lang: str) -> tuple[str, str]:
    if not evidence:
        return "", ""
    first = min(evidence, key=lambda source: (not source.text, rank_language(source, lang)))
    return say_text(first, lang), join_phrases((first.title, say_issue(first))).say(lang)


def _write_cell(text: str) -> str:
    return _CELL.format(tag="td", text=escape(text))
