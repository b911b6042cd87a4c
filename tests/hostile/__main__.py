"""`make hostile`: tries each kind, shows one table, and ends with exit code 1 where a bound is broken."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hostile.additions import try_additions
from hostile.children import call
from hostile.files import try_files
from hostile.growth import try_shapes
from hostile.injections import try_injections
from hostile.kills import try_kills
from hostile.mutants import try_mutants
from hostile.races import try_races
from hostile.row import Row
from hostile.ruins import try_ruins
from hostile.terminals import try_terminals

ROWS: dict[str, Callable[[], Row]] = {
    "files": try_files,
    "mutants": try_mutants,
    "kills": try_kills,
    "additions": try_additions,
    "races": try_races,
    "ruins": try_ruins,
    "shapes": try_shapes,
    "terminals": try_terminals,
    "injections": try_injections,
}
_MEMORY = Path("/dev/shm")  # nothing waits for a disk here
_SHOWN = 3
_LONGEST_SHOWN = 150
_LONGEST = 600.0  # seconds of one row
_WIDTH = 160


def main() -> int:
    """Tries the rows that are asked for and gives the exit code."""
    parser = argparse.ArgumentParser(prog="hostile", description=__doc__)
    parser.add_argument("--only", action="append", choices=ROWS, help="Try this row; may be repeated.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="Write the counts and all failures to a file.")
    given = parser.parse_args()
    rows: dict[str, Row] = {}
    seconds: dict[str, float] = {}
    with TemporaryDirectory(prefix="hostile-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as folder:
        tempfile.tempdir = folder  # also what a killed child leaves behind goes with it
        for name in given.only or ROWS:
            print(f"{name} ...", file=sys.stderr, flush=True)
            start = time.monotonic()
            rows[name] = _try_row(name)
            seconds[name] = time.monotonic() - start
    Console(width=None if sys.stdout.isatty() else _WIDTH).print(_make_table(rows, seconds))
    if given.json:
        given.json.write_text(_write_json(rows, seconds), encoding="utf-8")
    return int(any(row.failures for row in rows.values()))


def _try_row(name: str) -> Row:
    """Tries a row in a process of its own: what it loads is not copied for the children of the others."""
    outcome = call(lambda name: ROWS[name](), name, _LONGEST)
    return outcome.made or Row("", 0, (outcome.fault,))


def _shorten(failure: str) -> str:
    """Gives the beginning of a failure, with nothing in it that a terminal obeys."""
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in failure)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]} ..."


def _make_table(rows: dict[str, Row], seconds: dict[str, float]) -> Table:
    table = Table(title="What is tried to break the tool; a failure breaks the bound")
    for column in ("kind", "tried", "failed", "seconds"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    table.add_column("the first failures", overflow="fold")
    for name, row in rows.items():
        shown = [*row.failures[:_SHOWN], *(["..."] if len(row.failures) > _SHOWN else [])]
        failed = Text(str(len(row.failures)), style="bold red" if row.failures else "green")
        first = Text("\n".join(map(_shorten, shown)))
        table.add_row(f"{name}: {row.kind}", str(row.tried), failed, f"{seconds[name]:.1f}", first)
    return table


def _write_json(rows: dict[str, Row], seconds: dict[str, float]) -> str:
    counts = {
        name: {
            "kind": row.kind,
            "tried": row.tried,
            "failed": len(row.failures),
            "seconds": round(seconds[name], 1),
            "failures": row.failures,
        }
        for name, row in rows.items()
    }
    return json.dumps(counts, ensure_ascii=True, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
