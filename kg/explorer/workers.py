"""Answers questions in processes that have the store open, each ended and replaced when its question takes too long.

There are never more of them than are wanted, so an endless question holds up one of them until its time is over, and
nothing else that the explorer does. A server, where one keeps the graph, has processes of its own.
"""

from __future__ import annotations

import asyncio
import logging
import math
import pickle
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException

from kg.explorer.answering import READY, Asked, Reply, answer, refuse
from kg.explorer.settings import Settings
from kg.graph.answers import Table
from kg.graph.opening import open_server
from kg.graph.worker import explain_death, start_worker
from kg.wording import say_count

LOG: Final = logging.getLogger("kg.explorer")
_MODULE: Final = "kg.explorer.answering"
# Seconds in which a process must have begun, on a machine that does much else.
_PATIENCE: Final = 60.0
# How many questions may wait for each process.
_WAITING: Final = 16
_ENDINGS: Final = (EOFError, OSError, pickle.UnpicklingError)


class Workers:
    """The processes that answer questions from a store."""

    def __init__(self, store: Path | str, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._executor = ThreadPoolExecutor(settings.workers, "question")
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._started: set[_Worker] = set()
        self._unanswered = 0

    def start(self) -> None:
        """Starts all processes, so that no question waits for one to begin."""
        if isinstance(self._store, Path):
            for _ in range(self._settings.workers):
                self._idle.put(self._start_worker(self._store))

    def stop(self) -> None:
        """Ends all processes, whatever they are at."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._started):
            self._end(worker)

    async def ask(self, asked: Asked) -> Reply:
        """Gives the reply to a question; 503 where more questions wait than can be answered in time."""
        if self._unanswered >= self._settings.workers * _WAITING:
            raise self._refuse_busy()
        self._unanswered += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._executor, self._ask_in_turn, asked, time.monotonic()
            )
        finally:
            self._unanswered -= 1

    def _ask_in_turn(self, asked: Asked, since: float) -> Reply:
        if time.monotonic() - since > self._settings.timeout:
            raise self._refuse_busy()
        return self._ask_process(self._store, asked) if isinstance(self._store, Path) else self._ask_server(asked)

    def _ask_process(self, store: Path, asked: Asked) -> Reply:
        worker = self._take_worker(store)
        try:
            reply = worker.ask(asked, self._settings.timeout)
        except _WorkerError as error:
            reply = replace(refuse(503, str(error)), is_last=True)
        if reply.is_last:
            self._end(worker)
            worker = self._start_worker(store)
        self._idle.put(worker)
        if reply.fault:
            LOG.error("unexpected, in a process that answers: %s", reply.fault)
        return reply

    def _take_worker(self, store: Path) -> _Worker:
        """Gives a process that does nothing; one that has died meanwhile is none."""
        while True:
            try:
                worker = self._idle.get_nowait()
            except queue.Empty:
                return self._start_worker(store)
            if worker.is_alive:
                return worker
            self._end(worker)

    def _ask_server(self, asked: Asked) -> Reply:
        start, timeout = time.monotonic(), self._settings.timeout

        def ask(sparql: str, limit: int) -> Table:
            return open_server(str(self._store)).answer(sparql, {}, timeout=timeout, limit=limit)

        reply = answer(asked, ask)
        is_late = reply.status != 200 and time.monotonic() - start >= timeout
        return refuse(503, _explain_lateness(timeout)) if is_late else reply

    def _start_worker(self, store: Path) -> _Worker:
        worker = _Worker(store)
        self._started.add(worker)
        return worker

    def _end(self, worker: _Worker) -> None:
        self._started.discard(worker)
        worker.end()

    def _refuse_busy(self) -> HTTPException:
        wait = str(math.ceil(self._settings.timeout))
        return HTTPException(503, "too many questions are waiting; ask again in a while", {"Retry-After": wait})


class _WorkerError(Exception):
    """A process gave no answer: why, in a line."""


class _Worker:
    """One process, which answers one question at a time."""

    def __init__(self, store: Path) -> None:
        self._process = start_worker(_MODULE)
        self._is_ready = False
        self._send(store)

    @property
    def is_alive(self) -> bool:
        """Says whether the process has not ended."""
        return self._process.poll() is None

    def ask(self, asked: Asked, timeout: float) -> Reply:
        """Gives the reply to a question; a process that gives none in time, or none at all, has ended."""
        if not self._is_ready:
            self._is_ready = self._receive(_PATIENCE) == READY
        self._send(asked)
        reply = self._receive(timeout)
        assert isinstance(reply, Reply)
        return reply

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):  # what could not be sent any more
                if stream:
                    stream.close()

    def _send(self, message: Path | Asked) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # one that has died tells so when it is to answer
            self._process.stdin.write(pickle.dumps(message))
            self._process.stdin.flush()

    def _receive(self, timeout: float) -> object:
        assert self._process.stdout is not None
        is_late = threading.Event()
        timer = threading.Timer(timeout, self._stop_late, (is_late,))
        timer.start()
        try:
            return pickle.load(self._process.stdout)
        except _ENDINGS:
            raise _WorkerError(_explain_lateness(timeout) if is_late.is_set() else self._explain_death()) from None
        finally:
            timer.cancel()

    def _stop_late(self, is_late: threading.Event) -> None:
        is_late.set()
        self._process.kill()

    def _explain_death(self) -> str:
        assert self._process.stderr is not None
        code = self._process.wait()
        said = self._process.stderr.read().decode(errors="replace")
        return explain_death(code, said) if code else "the process that answers has ended; ask again"


def _explain_lateness(timeout: float) -> str:
    within = say_count(round(timeout), "second")
    return (
        f"no answer within {within}, the most that a question may take; ask for less at once: name more of what is "
        "asked for, or ask for a part, with LIMIT and OFFSET"
    )
