"""Shows values on standard output for programs: as JSON, CSV or Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.cells import write_csv
from kg.cli.terminal import can_show_everything, echo_lines, echo_mark
from kg.controls import escape_in_json, escape_in_turtle
from kg.errors import UsageError
from kg.graph.answers import TRIPLE, Cell, Table


@dataclass(frozen=True, slots=True)
class Form:
    """How an answer is shown: `name` is table, json, csv or ttl.

    CSV may begin with the mark by which Excel knows UTF-8, and have all its sentences in a file of their own.
    """

    name: str
    has_mark: bool = False
    sentences: Path | None = None


def show_json(value: object) -> None:
    """Writes a value as JSON, in any script; what commands a terminal as `\\u001b`, which is the same to a program."""
    text = json.dumps(value, ensure_ascii=not can_show_everything(), indent=2)
    echo_lines(escape_in_json(text).split("\n"))


def show_csv(columns: Iterable[str], rows: Iterable[Iterable[str | None]], *, has_mark: bool = False) -> None:
    """Writes rows as CSV with a head line."""
    if has_mark:
        echo_mark()
    echo_lines(write_csv(columns, rows).removesuffix("\n").split("\n"))


def show_triples(table: Table) -> None:
    """Writes triples as Turtle, one in a line; UsageError for a table of anything else."""
    if table.columns != TRIPLE:
        raise UsageError("--format ttl: only a CONSTRUCT or DESCRIBE question gives triples")
    echo_lines(sorted(" ".join(_write_term(cell) for cell in row if cell) + " ." for row in table.rows))


def _write_term(cell: Cell) -> str:
    """Writes a term as in N-Triples, which is Turtle too."""
    if cell.kind == "iri":
        return f"<{escape_in_turtle(cell.value)}>"
    if cell.kind == "blank":
        return f"_:{cell.value}"
    tail = f"@{cell.lang}" if cell.lang else f"^^<{cell.datatype}>" if cell.datatype else ""
    return escape_in_turtle(json.dumps(cell.value, ensure_ascii=False)) + tail
