"""`make bench`: measures each contender in a process of its own and shows one table."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

_ROOT = Path(__file__).resolve().parent.parent
_COMPILED = _ROOT / "out" / "wheel" / "installed"
_TITLES = {
    "kg": "kg, whole extraction",
    "kg-zh": "kg, Chinese",
    "kg-compiled": "kg, compiled",
    "kg-zh-compiled": "kg, compiled, Chinese",
    "spacy": "spaCy, blank + entity ruler",
    "automaton": "kg, name scan alone",
}
_NAME_COUNTERS = ("spacy", "automaton")  # the others count statements
_COLD_STARTS = 5
_LONGEST = 60
Figures = dict[str, float]


def measure(name: str, what: str) -> Figures | None:
    """Gives the figures of one measurement, None where it takes longer than a minute."""
    contender = name.removesuffix("-compiled")
    command = [sys.executable, "-P", "-m", "benchmarks.measure", contender, what]
    folders = [_ROOT] if contender == name else [_COMPILED, _ROOT]
    path = os.pathsep.join(map(str, folders))
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": path}
    try:
        done = subprocess.run(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, timeout=_LONGEST, check=True)
    except subprocess.TimeoutExpired:
        return None
    figures: Figures = json.loads(done.stdout)
    return figures


def measure_cold(name: str) -> float:
    """Gives the median of several cold starts, in seconds: Python, imports, tables, one release."""
    seconds = []
    for _ in range(_COLD_STARTS):
        start = time.perf_counter()
        measure(name, "cold")
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def make_table(console: Console) -> Table:
    """Measures everything; a line for each figure, a column for each contender."""
    table = Table(title=f"One core, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    table.add_column("figure")
    table.add_column("unit")
    columns = []
    for name, title in _TITLES.items():
        table.add_column(title, justify="right")
        with console.status(f"measuring {title}"):
            columns.append(_list_cells(name))
    for row in zip(*columns, strict=True):
        table.add_row(*row[0][:2], *(cell[2] for cell in row))
    return table


def _list_cells(name: str) -> list[tuple[str, str, str]]:
    long, brackets = measure(name, "long"), measure(name, "brackets")
    return [
        *_list_speed(name),
        ("cold start, median of 5", "s", f"{measure_cold(name):.2f}"),
        ("one release of 0.25 MB", "s", _show(long, "quarter")),
        ("one release of 0.5 MB", "s", _show(long, "half")),
        ("one release of 1 MB", "s", _show(long, "whole")),
        ("1 MB over 0.25 MB", "times", f"{long['whole'] / long['quarter']:.1f}" if long else "-"),
        ("peak memory, 1 MB release", "MB", _show(long, "peak")),
        ("100,000 opening brackets", "s", _show(brackets, "seconds")),
    ]


def _list_speed(name: str) -> list[tuple[str, str, str]]:
    speed = measure(name, "speed")
    if speed is None:
        raise SystemExit(f"bench: {name} took longer than {_LONGEST} s")
    return [
        ("releases read in a run", "", f"{speed['releases']:.0f}"),
        ("speed, median of 5", "releases/s", f"{speed['releases'] / speed['seconds']:.0f}"),
        ("speed, median of 5", "MB/s", f"{speed['bytes'] / speed['seconds'] / 1e6:.2f}"),
        ("first pass, nothing warm", "releases/s", f"{speed['different'] / speed['first_pass']:.0f}"),
        ("found, each release once", "", f"{speed['found']:.0f} {'names' if name in _NAME_COUNTERS else 'statements'}"),
        ("peak memory", "MB", f"{speed['peak']:.0f}"),
    ]


def _show(figures: Figures | None, key: str) -> str:
    return f"more than {_LONGEST}" if figures is None else f"{figures[key]:.{0 if key == 'peak' else 3}f}"


if __name__ == "__main__":
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(make_table(console))
