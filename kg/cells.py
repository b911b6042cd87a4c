"""Turns rows into CSV that a spreadsheet takes for words and numbers, never for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from kg.controls import show_controls

# Example: =HYPERLINK("http://...") or ＋1+1: a spreadsheet reads the wide signs as it reads the plain ones.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[str | None]]) -> str:
    """Gives CSV with a head line. A cell that would begin a formula begins with an apostrophe; a number stays.

    Line breaks and tabs inside a cell stay, any other character that commands a terminal is written out: CSV is for
    spreadsheets and for eyes, JSON gives the letters as they are.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(_write_cell, columns))
    writer.writerows(map(_write_cell, row) for row in rows)
    return text.getvalue()


def _write_cell(value: str | None) -> str:
    text = show_controls((value or "").replace("\r\n", "\n"), keep="\n\t")
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
