"""Shows how far a long command is: a bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


@contextmanager
def show_progress(verb: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told how much is done, and of how much; the bar is gone at the end."""
    columns = (verb, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not _is_watched()) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def show_steps() -> Iterator[Callable[[str, int, int], None]]:
    """Gives what is to be told of each step of a long command how much of it is done, and of how much; a bar for each,
    with the rate and the time that is left."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not _is_watched()) as bar:

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield show


class _Rate(ProgressColumn):
    """How many are done a second."""

    def render(self, task: Task) -> Text:
        """Gives the rate as text; empty while it is not known."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
