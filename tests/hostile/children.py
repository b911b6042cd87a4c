"""Runs work in forked children, which are warmed up already: one that hangs or dies is counted and costs nothing else."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

SECONDS = 30.0  # a piece of work that takes longer hangs, on a busy machine too
_AT_ONCE = 2
_BATCH = 50
Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """What a piece of work gave, or in `fault` why it gave nothing."""

    made: Made | None
    fault: str = ""


@dataclass(slots=True)
class Child(Generic[Item, Made]):
    """A process that works through items; `results` holds what it has done so far."""

    pid: int
    items: Sequence[Item]
    results: BinaryIO
    state: int = 0
    seconds: float = SECONDS

    def kill(self) -> None:
        """Ends the child at once; it is still to be waited for."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> list[Outcome[Made]]:
        """Waits for the end and gives an outcome for each item up to the one that the child died of, if it did."""
        _, self.state = os.waitpid(self.pid, 0)
        return self.read()

    def read(self) -> list[Outcome[Made]]:
        """Gives the outcomes of a child that has ended."""
        self.results.seek(0)
        outcomes: list[Outcome[Made]] = []
        while len(outcomes) < len(self.items):
            try:
                outcomes.append(pickle.load(self.results))
            except (EOFError, pickle.UnpicklingError):
                outcomes.append(Outcome(None, self._say_end()))
                break
        self.results.close()
        return outcomes

    def _say_end(self) -> str:
        if not os.WIFSIGNALED(self.state):
            return f"ended with exit code {os.waitstatus_to_exitcode(self.state)} in the middle"
        number = os.WTERMSIG(self.state)
        if number == signal.SIGALRM:
            return f"hangs: more than {self.seconds:g} s"
        return f"killed by {signal.Signals(number).name}"


def start(work: Callable[[Item], Made], items: Sequence[Item], seconds: float = SECONDS) -> Child[Item, Made]:
    """Starts a child that does the work on each item in turn, and for each has so many seconds."""
    results = tempfile.TemporaryFile()  # noqa: SIM115
    pid = os.fork()
    if pid == 0:
        try:
            _work_through(work, items, seconds, results)
        finally:
            os._exit(3)
    return Child(pid, items, results, seconds=seconds)


def call(work: Callable[[Item], Made], item: Item, seconds: float = SECONDS) -> Outcome[Made]:
    """Does one piece of work in a child of its own."""
    return start(work, [item], seconds).wait()[0]


def run_each(
    work: Callable[[Item], Made], items: Sequence[Item], *, seconds: float = SECONDS, batch: int = _BATCH
) -> list[Outcome[Made]]:
    """Does the work on all items in two processes at once and gives the outcomes in the order of the items.

    A child takes a batch; where it dies, the item it was at is to blame, and another takes the rest.
    """
    gc.freeze()  # else every child copies what the collector touches
    waiting = deque(range(first, min(first + batch, len(items))) for first in range(0, len(items), batch))
    outcomes: dict[int, Outcome[Made]] = {}
    running: dict[int, tuple[range, Child[Item, Made]]] = {}
    while waiting or running:
        while waiting and len(running) < _AT_ONCE:
            places = waiting.popleft()
            child = start(work, [items[place] for place in places], seconds)
            running[child.pid] = places, child
        pid, state = os.wait()
        places, child = running.pop(pid)
        child.state = state
        done = child.read()
        outcomes |= dict(zip(places, done, strict=False))
        if rest := places[len(done) :]:
            waiting.appendleft(rest)
    return [outcomes[place] for place in range(len(items))]


def _work_through(work: Callable[[Item], Made], items: Sequence[Item], seconds: float, results: BinaryIO) -> None:
    """The life of a child; the alarm kills it even in the middle of foreign code that does not come back."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for item in items:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        outcome: Outcome[Made]
        try:
            outcome = Outcome(work(item))
        except BaseException as error:  # noqa: BLE001
            outcome = Outcome(None, _say_error(error))
        signal.setitimer(signal.ITIMER_REAL, 0)
        pickle.dump(outcome, results)
        results.flush()
    os._exit(0)


def _say_error(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({frame.filename.rpartition('/')[2]}:{frame.lineno})"
