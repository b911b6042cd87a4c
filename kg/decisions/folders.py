"""Turns folders of decisions into what a build heeds, and writes a decision down in one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.decisions import corrections, decisions
from kg.decisions.corrections import Correction, read_corrections
from kg.decisions.decisions import Decision, Decisions, read_decisions
from kg.errors import DataError, OutputError
from kg.files import find_shipped, write_whole
from kg.gazetteer.tables import Table, read_table

_DECISIONS: Final = "decisions.csv"
_CORRECTIONS: Final = "corrections.csv"


@dataclass(frozen=True, slots=True)
class Rulings:
    """What a build heeds beside the releases: decisions and corrections."""

    decisions: Decisions
    corrections: tuple[Correction, ...]


def find_folder(store: Path) -> Path:
    """Gives the folder beside a store in which what its users decide is kept."""
    return store.absolute().with_name(f"{store.absolute().name}.decisions")


def read_rulings(folders: Iterable[Path]) -> Rulings:
    """Reads what was decided: what comes with the program first, then each folder; one that is not there says nothing.

    DataError names the file and line that cannot be heeded.
    """
    everywhere = (find_shipped("data", "decisions"), *folders)
    tables = tuple(_read_tables(everywhere, _DECISIONS, decisions.COLUMNS))
    return Rulings(
        read_decisions(tables), read_corrections(_read_tables(everywhere, _CORRECTIONS, corrections.COLUMNS))
    )


def write_decisions(folder: Path, rows: Sequence[Decision]) -> None:
    """Writes decisions below those in a folder; DataError, with nothing written, where they contradict one of them."""
    _append(folder / _DECISIONS, decisions.COLUMNS, [row.list_values() for row in rows], read_decisions)


def write_correction(folder: Path, row: Correction) -> None:
    """Writes a correction below those in a folder; DataError, with nothing written, where it contradicts one."""
    _append(folder / _CORRECTIONS, corrections.COLUMNS, [row.list_values()], read_corrections)


def remove_decisions(folder: Path, *, one: str, other: str) -> int:
    """Takes all decisions on two things out of a folder; says how many there were."""
    path = folder / _DECISIONS
    known = list(_read_tables([folder], _DECISIONS, decisions.COLUMNS))
    rows = [row for table in known for row in table.rows]
    kept = [row for row in read_decisions(known).rows if {row.left, row.base} != {one, other}]
    if len(kept) < len(rows):
        _write(path, decisions.COLUMNS, [row.list_values() for row in kept])
    return len(rows) - len(kept)


def _read_tables(folders: Iterable[Path], name: str, columns: Sequence[str]) -> Iterator[Table]:
    for folder in folders:
        if (folder / name).exists():
            yield read_table(folder / name, columns)


def _append(
    path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], check: Callable[[Iterable[Table]], object]
) -> None:
    known = [row for table in _read_tables([path.parent], path.name, columns) for row in table.rows]
    whole = [*known, *(row for row in rows if list(row) not in [list(one) for one in known])]
    check([Table(path, whole)])
    _write(path, columns, whole)


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.getvalue().encode())
    except (OSError, OutputError) as error:
        raise DataError(f"{path}: cannot be written ({error})") from error
