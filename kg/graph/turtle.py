"""Turns triples into Turtle, one in a line, as N-Triples has them."""

from __future__ import annotations

import json

from kg.controls import escape_in_turtle
from kg.graph.answers import Cell, Table


def write_triples(table: Table) -> list[str]:
    """Gives the lines of a table of triples, sorted."""
    return sorted(" ".join(_write_term(cell) for cell in row if cell) + " ." for row in table.rows)


def _write_term(cell: Cell) -> str:
    if cell.kind == "iri":
        return f"<{escape_in_turtle(cell.value)}>"
    if cell.kind == "blank":
        return f"_:{cell.value}"
    tail = f"@{cell.lang}" if cell.lang else f"^^<{cell.datatype}>" if cell.datatype else ""
    return escape_in_turtle(json.dumps(cell.value, ensure_ascii=False)) + tail
