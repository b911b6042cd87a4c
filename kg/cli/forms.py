"""Shows values on standard output for programs: as JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg.cells import write_csv
from kg.cli.terminal import can_show_everything, echo_lines
from kg.controls import escape_in_json


def show_json(value: object) -> None:
    """Writes a value as JSON, in any script; what commands a terminal as `\\u001b`, which is the same to a program."""
    text = json.dumps(value, ensure_ascii=not can_show_everything(), indent=2)
    echo_lines(escape_in_json(text).split("\n"))


def show_csv(columns: Iterable[str], rows: Iterable[Iterable[str | None]]) -> None:
    """Writes rows as CSV with a head line."""
    echo_lines(write_csv(columns, rows).removesuffix("\n").split("\n"))
