"""Does work on a thread whose stack is large enough for it.

Oxigraph works through a question by recursion, and a stack that is full ends the program. Threads of the usual size are
kept for the next one: to start one takes longer than most questions.
"""

from __future__ import annotations

import os
import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Final, TypeVar

from kg.errors import QueryError

_Value = TypeVar("_Value")
_USUAL: Final = 4 * 1024**2
_MOST_IDLE: Final = 16
_STACK_LOCK: Final = threading.Lock()
_IDLE: Final[deque[_Room]] = deque()


def do_with_room(work: Callable[[], _Value], stack: int) -> _Value:
    """Gives what `work` gives, which raises nothing, on a stack of so many bytes at least.

    QueryError where there is no memory for it. Whoever presses Ctrl-C need not wait: not for the prompt, nor for the
    end of the program.
    """
    answers: queue.SimpleQueue[_Value] = queue.SimpleQueue()
    if stack > _USUAL:
        _start(threading.Thread(target=lambda: answers.put(work()), daemon=True), stack)
    else:
        _take_room().enter(lambda: answers.put(work()))
    return answers.get()


class _Room:
    """A thread that does one piece of work after the other."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        _start(threading.Thread(target=self._run, daemon=True), _USUAL)

    def enter(self, work: Callable[[], None]) -> None:
        """Has it do some work."""
        self._waiting.put(work)

    def _run(self) -> None:
        while True:
            self._waiting.get()()
            if len(_IDLE) >= _MOST_IDLE:
                return
            _IDLE.append(self)


def _take_room() -> _Room:
    try:
        return _IDLE.pop()
    except IndexError:
        return _Room()


def _start(thread: threading.Thread, stack: int) -> None:
    try:
        with _STACK_LOCK:
            usual = threading.stack_size(stack)
            try:
                thread.start()
            finally:
                threading.stack_size(usual)
    except RuntimeError as error:
        raise QueryError(f"there is no memory for a question of this length: {error}") from error


if hasattr(os, "register_at_fork"):  # a copy of this process has none of its threads
    os.register_at_fork(after_in_child=_IDLE.clear)
