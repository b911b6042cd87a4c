"""Shows rows as a grid on standard output: the one place where rich prints."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.terminal import blame_output
from kg.controls import show_controls

_PIPE_WIDTH = 160


def echo_grid(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Writes rows below the names of their columns, as wide as the terminal; long cells are folded."""
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        grid.add_column(_write_cell(column), overflow="fold")
    for row in rows:
        grid.add_row(*map(_write_cell, row))
    with blame_output():
        Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH).print(grid)


def _write_cell(text: str) -> Text:
    return Text(show_controls(text, keep="\n\t"))
