"""Shows how far a long command is: a bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn


@contextmanager
def show_progress(verb: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told how much is done, and of how much; the bar is gone at the end."""
    columns = (verb, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    is_watched = sys.stderr is not None and sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_watched) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
