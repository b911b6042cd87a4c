"""Turns a CSV file of `data/gazetteer` into rows that know their file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.isodates import is_date

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file without its header; iterating gives (line number, values in the order of the columns)."""

    path: Path
    rows: Sequence[Row]

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        return enumerate(self.rows, 2)

    def make_error(self, line: int, problem: str) -> DataError:
        """Makes the error to raise for a line."""
        return DataError(f"{self.path}, line {line}: {problem}")

    def read_date(self, line: int, value: str) -> str | None:
        """Gives a date as it stands (YYYY, YYYY-MM or YYYY-MM-DD), None where blank. Raises DataError."""
        if value and not is_date(value):
            raise self.make_error(line, f"{value!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
        return value or None

    def read_flag(self, line: int, value: str) -> bool:
        """Gives a 0 or 1 as a truth value. Raises DataError."""
        if value not in ("0", "1"):
            raise self.make_error(line, f"{value!r} is neither 0 nor 1")
        return value == "1"


def read_table(path: Path, columns: Sequence[str]) -> Table:
    """Reads a table with exactly these columns. Raises DataError naming the file and line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = [*csv.reader(file, strict=True)] or [[]]
    except FileNotFoundError as error:
        raise DataError(f"{path}: the gazetteer lacks this table") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read as UTF-8 CSV ({error})") from error
    if header != list(columns):
        raise DataError(f"{path}, line 1: the columns are {', '.join(header)}; they should be {', '.join(columns)}")
    for line, row in enumerate(rows, 2):
        if len(row) != len(columns):
            raise DataError(f"{path}, line {line}: {len(row)} values for {len(columns)} columns")
    return Table(path, rows)


def split_values(value: str) -> tuple[str, ...]:
    """Splits a cell that holds several values, separated by " | "."""
    return tuple(part for part in value.split(" | ") if part)
