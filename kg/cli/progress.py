"""Shows how far a long command is: a bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


@contextmanager
def show_progress(verb: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told how much is done, and of how much; the bar is gone at the end."""
    with show_steps() as show:
        yield partial(show, verb)


@contextmanager
def show_steps() -> Iterator[Callable[[str, int, int], None]]:
    """Gives what is to be told what is being done, how much of it is done, and of how much; each step begins anew."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    is_watched = sys.stderr is not None and sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_watched) as bar:
        tasks: dict[str, TaskID] = {}

        def show(verb: str, done: int, total: int) -> None:
            if verb not in tasks:
                for task in tasks.values():
                    bar.update(task, visible=False)
                tasks[verb] = bar.add_task(verb, total=None)
            bar.update(tasks[verb], completed=done, total=total)

        yield show


class _Rate(ProgressColumn):
    """How many are done a second."""

    def render(self, task: Task) -> Text:
        """Gives the rate as text; empty while it is not known."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")
