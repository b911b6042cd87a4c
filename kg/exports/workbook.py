"""Turns tables into an Excel workbook: a sheet for each table, every text as text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kg.errors import OutputError
from kg.exports.tables import Table
from kg.exports.values import Cell

MOST_ROWS: Final = 1_048_576  # with the head line
MOST_LETTERS: Final = 32_767  # of UTF-16
_WIDEST, _NARROWEST, _SAMPLED = 60, 8, 500
_ELSE = "write the tables as csv or sqlite"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# A file says when it was made; the same graph gives the same bytes.
_MADE = datetime(2000, 1, 1)


def write_workbook(tables: Iterable[Table]) -> bytes:
    """Gives an .xlsx file: what is in it, what each column means, then the tables.

    OutputError names the table that Excel has no room for.
    """
    found = list(tables)
    contents = [(table.schema.name, len(table.rows), table.schema.about) for table in found]
    columns = [(table.schema.name, column.name, column.about) for table in found for column in table.schema.columns]
    file = BytesIO()
    with Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"created": _MADE})
        head = workbook.add_format({"bold": True})
        _add_sheet(workbook, head, "contents", ("sheet", "rows", "what it holds"), contents)
        _add_sheet(workbook, head, "columns", ("sheet", "column", "what it means"), columns)
        for table in found:
            _add_sheet(workbook, head, table.schema.name, table.columns, table.rows)
    return file.getvalue()


def _add_sheet(
    workbook: Workbook, head: Format, name: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]
) -> None:
    found = list(rows)
    if len(found) >= MOST_ROWS:
        raise OutputError(f"{name}: {len(found):,} rows, and a sheet of Excel has {MOST_ROWS - 1:,}; {_ELSE}")
    sheet: Worksheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(found), len(columns) - 1)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column, head)
        widths = [len(column) + 3, *(_measure(row[place]) for row in found[:_SAMPLED])]
        sheet.set_column(place, place, min(max(*widths, _NARROWEST), _WIDEST))
    for number, row in enumerate(found, 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                _check_text(cell, f"{name}, row {number}, {columns[place]}")
                sheet.write_string(number, place, cell)
            elif isinstance(cell, bool):
                sheet.write_boolean(number, place, cell)
            elif cell is not None:
                sheet.write_number(number, place, cell)


def _check_text(text: str, place: str) -> None:
    """Refuses what would be cut: OutputError names the cell."""
    if len(text) > MOST_LETTERS // 2:
        length = len(text.encode("utf-16-le")) // 2
        if length > MOST_LETTERS:
            raise OutputError(f"{place}: {length:,} letters, and a cell of Excel has {MOST_LETTERS:,}; {_ELSE}")


def _measure(cell: Cell) -> int:
    """Gives how wide a cell is; a Chinese character has the width of two letters."""
    text = "" if cell is None else str(cell)
    return len(text) + (0 if text.isascii() else sum(letter > "\u2e7f" for letter in text))
