"""Applies a function to many parts of a build, in this process or in several, and gives the results in order."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import connection
from typing import Protocol, TypeVar

from kg.errors import StoreError

Part = TypeVar("Part")
Result = TypeVar("Result")

_AHEAD = 2  # parts a process has waiting
_MOST_TRIES = 3
_FEW = 4  # parts that are done here before a process has started


class Pool(Protocol):
    """What carries the parts of a build out: whatever it is, the results are the same."""

    def map(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Gives the result of each part, in their order; parts are taken as they are needed."""


class Serial:
    """One part after the other, in this process."""

    def map(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Gives the result of each part."""
        return map(function, parts)


class Processes:
    """Several processes, started when there is enough to do for them.

    One that is killed is replaced, and what it was at is done again.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Gives the result of each part; StoreError where a part ends its process each time."""
        source = iter(parts)
        first = list(islice(source, _FEW))
        if len(first) < _FEW:
            yield from map(function, first)
            return
        source = chain(first, source)
        waiting: deque[tuple[Part, Future[Result]]] = deque()
        tries = 0
        while True:
            while len(waiting) < self._jobs * _AHEAD:
                try:
                    part = next(source)
                except StopIteration:
                    break
                waiting.append((part, self._submit(function, part)))
            if not waiting:
                return
            try:
                result = waiting[0][1].result()
            except BrokenProcessPool as error:
                tries += 1
                if tries == _MOST_TRIES:
                    raise StoreError(f"a process that reads releases ends each time it is started ({error})") from error
                self._executor = None
                waiting = deque((part, self._submit(function, part)) for part, _ in waiting)
                continue
            tries = 0
            waiting.popleft()
            yield result

    def close(self) -> None:
        """Ends the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def _submit(self, function: Callable[[Part], Result], part: Part) -> Future[Result]:
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self._jobs, context, initializer=_begin)
        try:
            return self._executor.submit(function, part)
        except BrokenProcessPool as error:
            failed: Future[Result] = Future()
            failed.set_exception(error)
            return failed


@contextmanager
def open_pool(jobs: int) -> Iterator[Pool]:
    """Gives what works on the parts: this process, or as many others as there are jobs."""
    if jobs == 1:
        yield Serial()
        return
    pool = Processes(jobs)
    try:
        yield pool
    finally:
        pool.close()


def _begin() -> None:
    """Makes a process end with the one that started it, however that ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
