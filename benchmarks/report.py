"""Writes tables of figures as Markdown, with the machine and the versions they were measured with."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

_PACKAGES = ("pyoxigraph", "rdflib", "networkx", "igraph")
_PROCESSOR = "model name"


class Report:
    """A page of tables."""

    def __init__(self, when: str) -> None:
        self._lines = [
            "# Results",
            "",
            "Written by `python -m benchmarks.archive`; [README.md](README.md) says what is measured and how.",
            "Quote ratios rather than seconds: all of one table were measured in one run, other machines differ.",
            "",
            f"Run on {when}: {_say_machine()}; {_say_versions()}.",
        ]

    def add_table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Adds a table under a heading; the first column is words, the others are figures."""
        self._lines += ["", f"## {title}", "", _write_row(columns)]
        self._lines.append(_write_row(["---", *["---:"] * (len(columns) - 1)]))
        self._lines += [_write_row(row) for row in rows]

    def write(self) -> str:
        """Gives the whole page."""
        return "\n".join(self._lines) + "\n"


def _write_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _say_machine() -> str:
    memory = psutil.virtual_memory().total / 1024**3
    return f"{_find_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"


def _find_processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith(_PROCESSOR):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _say_versions() -> str:
    found = [f"Python {platform.python_version()}"]
    for package in _PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
