"""Shows rows as a grid on standard output."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.terminal import blame_output, echo_lines, has_styles
from kg.controls import show_controls
from kg.phrases import ENGLISH, say_phrase

_PIPE_WIDTH = 160
_WIDE_ENOUGH = 80
_PADDING = 3
# A narrower window, or one with less for each column, has words and dates cut to pieces.
_LEAST_WIDTH = 60
_LEAST_COLUMN = 10


class _Terminal(Console):
    """A console that leaves it to us what follows when nobody reads: rich itself exits with 1."""

    def on_broken_pipe(self) -> None:
        """Raises what was raised."""
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def echo_grid(columns: Iterable[str], rows: Iterable[Iterable[str]], *, lang: str = ENGLISH) -> None:
    """Writes rows below the names of their columns, as wide as the terminal; long cells are folded.

    Where a narrow window has no place for them side by side, each field has a line of its own. A file or pipe has no
    window: there an id is not cut, so that it can be copied.
    """
    names, rows = tuple(columns), [tuple(row) for row in rows]
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    wanted = sum(_measure(cells) + _PADDING for cells in zip(names, *rows, strict=True))
    console = _Terminal(
        highlight=False,
        width=None if is_terminal else max(_PIPE_WIDTH, wanted),
        color_system="auto" if has_styles() else None,
    )
    if len(names) > 1 and console.width < max(_LEAST_WIDTH, _LEAST_COLUMN * len(names)):
        _echo_fields(names, rows, lang)
        return
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in names:
        grid.add_column(_write_cell(column), overflow="fold")
    for row in rows:
        grid.add_row(*map(_write_cell, row))
    with blame_output():
        console.print(grid)


def _measure(cells: Iterable[str]) -> int:
    """Gives the width of a column, as far as nearly every id has place in it."""
    return min(_WIDE_ENOUGH, max(map(cell_len, cells), default=0))


def _echo_fields(columns: tuple[str, ...], rows: Iterable[Iterable[str]], lang: str) -> None:
    for row in rows:
        fields = zip(columns, row, strict=True)
        echo_lines([*(say_phrase(lang, "labelled", label=column, text=cell) for column, cell in fields), ""])


def _write_cell(text: str) -> Text:
    return Text(show_controls(text, keep="\n\t"))
