"""Answers questions and lookups in processes that have the store open, each ended and replaced when what it is at takes
too long, or when nobody waits for it any more.

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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from starlette.exceptions import HTTPException
from starlette.types import Receive

from kg.explorer.answering import BROKEN, READY, Asked, Found, Lookup, Reply, answer, look_up, refuse
from kg.explorer.deadlines import TimedGraph, explain_lateness
from kg.explorer.leaving import wait_until_left
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
# Seconds that a question still has when nobody waits for it any more: to begin another process costs more than most.
_GRACE: Final = 1.0
_ENDINGS: Final = (EOFError, OSError, pickle.UnpicklingError)
_Given = TypeVar("_Given")


class Workers:
    """The processes that answer from a store, `count` of them."""

    def __init__(self, store: Path | str, settings: Settings, count: int) -> None:
        self._store = store
        self._settings = settings
        self._count = count
        self._executor = ThreadPoolExecutor(count, "question")
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._started: set[_Worker] = set()
        self._unanswered = 0
        self._has_stopped = False

    def start(self) -> None:
        """Starts all processes, so that no question waits for one to begin; else each is started when it is needed."""
        if isinstance(self._store, Path):
            for _ in range(self._count):
                self._idle.put(self._start_worker(self._store))

    def stop(self) -> None:
        """Ends all processes, whatever they are at."""
        self._has_stopped = True
        self._executor.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._started):
            self._end(worker)

    async def ask(self, asked: Asked, receive: Receive) -> Reply:
        """Gives the reply to a question that came by `receive`; 503 where more questions wait than can be answered in
        time."""
        return await self._await_turn(lambda turn: self._ask(asked, turn), receive)

    async def look(self, lookup: Lookup, receive: Receive) -> object:
        """Gives what a lookup that came by `receive` finds, or raises its error; 503 where it takes too long, or where
        more wait than can be answered in time."""
        found = await self._await_turn(lambda turn: self._look(lookup, turn), receive)
        if found.fault:
            raise HTTPException(500, BROKEN)
        if found.error is not None:
            raise found.error
        return found.value

    def find(self, lookup: Lookup) -> Found:
        """Gives what a lookup finds that no request waits for; HTTPException where it takes too long."""
        return self._look(lookup, _Turn())

    async def _await_turn(self, answer_in: Callable[[_Turn], _Given], receive: Receive) -> _Given:
        if self._unanswered >= self._count * _WAITING:
            raise self._refuse_busy()
        self._unanswered += 1
        turn = _Turn()
        run = partial(copy_context().run, self._answer_in_turn, answer_in, turn)
        answering = asyncio.get_running_loop().run_in_executor(self._executor, run)
        leaving = asyncio.ensure_future(wait_until_left(receive))
        try:
            either: set[asyncio.Future[Any]] = {answering, leaving}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                turn.leave()
                await asyncio.wait({answering}, timeout=_GRACE)
                turn.end()
            return await answering
        finally:
            leaving.cancel()
            self._unanswered -= 1

    def _answer_in_turn(self, answer_in: Callable[[_Turn], _Given], turn: _Turn) -> _Given:
        if turn.is_left or time.monotonic() - turn.since > self._settings.timeout:
            raise self._refuse_busy()
        return answer_in(turn)

    def _ask(self, asked: Asked, turn: _Turn) -> Reply:
        if not isinstance(self._store, Path):
            return self._ask_server(asked)
        try:
            reply = self._pass_on(self._store, asked, turn)
        except _WorkerError as error:
            return refuse(503, str(error))
        assert isinstance(reply, Reply)
        return reply

    def _look(self, lookup: Lookup, turn: _Turn) -> Found:
        if not isinstance(self._store, Path):
            return look_up(lookup, TimedGraph.open(self._store))
        try:
            found = self._pass_on(self._store, lookup, turn)
        except _WorkerError as error:
            raise HTTPException(
                503, explain_lateness(self._settings.timeout) if error.is_late else str(error)
            ) from None
        assert isinstance(found, Found)
        return found

    def _pass_on(self, store: Path, asked: Asked | Lookup, turn: _Turn) -> Reply | Found:
        """Has a process answer, which has ended where it raises an error, and another has begun in its place."""
        worker = self._take_worker(store)
        is_last = True
        try:
            turn.take(worker)
            reply = worker.ask(asked, self._settings.timeout)
            is_last = reply.is_last
        finally:
            turn.release()
            if is_last:
                self._end(worker)
            if not self._has_stopped:
                self._idle.put(self._start_worker(store) if is_last else worker)
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


class _Turn:
    """The way of one question through a process, which is ended when nobody waits for the answer any more."""

    def __init__(self) -> None:
        self.since = time.monotonic()
        self.is_left = False
        self._has_ended = False
        self._worker: _Worker | None = None
        self._changing = threading.Lock()

    def leave(self) -> None:
        """Has the question not be asked, if it has not been yet."""
        self.is_left = True

    def end(self) -> None:
        """Ends the process that is at the question."""
        with self._changing:
            self._has_ended = True
            if self._worker:
                self._worker.kill()

    def take(self, worker: _Worker) -> None:
        """Has a process be at the question."""
        with self._changing:
            self._worker = worker
            if self._has_ended:
                worker.kill()

    def release(self) -> None:
        """Has the process be through with it."""
        with self._changing:
            self._worker = None


class _WorkerError(Exception):
    """A process gave no answer: why, in a line, and whether it was ended at its limit."""

    def __init__(self, why: str, *, is_late: bool) -> None:
        super().__init__(why)
        self.is_late = is_late


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

    def ask(self, asked: Asked | Lookup, timeout: float) -> Reply | Found:
        """Gives the reply to a question or a lookup; a process that gives none in time, or none at all, has ended."""
        if not self._is_ready:
            self._is_ready = self._receive(_PATIENCE) == READY
        self._send(asked)
        reply = self._receive(timeout)
        assert isinstance(reply, Reply | Found)
        return reply

    def kill(self) -> None:
        """Has the process stop at once, whatever it is at."""
        self._process.kill()

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):  # what could not be sent any more
                if stream:
                    stream.close()

    def _send(self, message: Path | Asked | Lookup) -> None:
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
            late = is_late.is_set()
            raise _WorkerError(_explain_lateness(timeout) if late else self._explain_death(), is_late=late) from None
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
