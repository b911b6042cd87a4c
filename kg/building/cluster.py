"""Carries the parts of a build out on the workers of a Dask cluster, and gives the results in order."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import pickle
import platform
import socket
import threading
import time
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import islice
from typing import Any, TypeVar

from kg.building.parts import Parts, open_parts
from kg.errors import ClusterError
from kg.extras import load_extra
from kg.files import hash_rules
from kg.linking.packing import pack, unpack

Part = TypeVar("Part")
Result = TypeVar("Result")

_AHEAD = 2  # parts a worker has waiting
_LOOK = 2.0  # seconds after which we look who is there
_FETCH = 120.0  # seconds that a result may take to come here; then it is asked for again
_PAUSE = 0.1  # seconds between two times that we ask for the same
_QUICK = 1
# What else decides how a release is read, and what is written of it.
_PACKAGES = ("ahocorasick-rs", "opencc", "pyoxigraph", "pyyaml")
_TALKATIVE = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")
# What Dask would say of large parts; ours are bounded.
_SETTINGS = {"distributed.admin.large-graph-warning-threshold": "1 TB"}
# Reading is not made for several threads; a process that has them takes its parts one after the other.
_TURN = threading.Lock()


@cache
def describe_reader() -> dict[str, str]:
    """Gives what has to be the same wherever a build reads: the rules, and the versions of Python and packages."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"the rules of kg": hash_rules(), "Python": python} | {name: version(name) for name in _PACKAGES}


class Cluster:
    """The workers of a scheduler; one that is lost is replaced by the others, which do its parts again."""

    def __init__(self, client: Any, parts: Parts | None, patience: float) -> None:
        """`patience` is for how many seconds there may be no worker."""
        self._client, self._parts, self._patience = client, parts, patience
        self._reader = describe_reader()
        self._workers = 1
        self._looked = float("-inf")

    def map(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Gives the result of each part; ClusterError where a part ends each worker that is at it."""
        source = iter(parts)
        waiting: deque[_Given] = deque()
        while True:
            room = max(0, self._count_workers() * _AHEAD - len(waiting))
            waiting.extend(self._submit(function, part) for part in islice(source, room))
            if not waiting:
                return
            yield unpack(self._take(waiting.popleft()))

    def check_workers(self) -> None:
        """Waits for a first worker; ClusterError where none comes, or where one reads otherwise than we do."""
        end = time.monotonic() + self._patience
        while not self._list_workers():
            if time.monotonic() > end:
                raise ClusterError(self._say_alone())
            time.sleep(_PAUSE)
        for worker, found in self._client.run(describe_reader, on_error="return").items():
            if isinstance(found, Exception):
                raise ClusterError(
                    f"the worker at {worker} has no such kg as this one ({found}); install the same there"
                )
            _refuse_other(self._reader, found, f"at {worker}")

    def _count_workers(self) -> int:
        """Gives how many workers there are, at least one: they may come and go."""
        if time.monotonic() > self._looked + _LOOK:
            self._workers = max(1, len(self._list_workers()))
            self._looked = time.monotonic()
        return self._workers

    def _list_workers(self) -> Mapping[str, int]:
        """Gives the workers that are there, each with its threads; ClusterError where the scheduler is gone."""
        try:
            workers: Mapping[str, int] = self._client.nthreads()
        except OSError as error:
            raise _say_gone(error) from error
        return workers

    def _submit(self, function: Callable[[Part], Result], part: Part) -> _Given:
        packed = _write_plainly(part)
        name = hashlib.sha256(f"{function.__module__}.{function.__qualname__}\n".encode() + packed).hexdigest()
        order = _Order(self._reader, function, zlib.compress(packed, _QUICK), name, self._parts)
        call = pickle.dumps(_Call(order))
        # Not the order itself: the scheduler would open it, and needs no kg for what it passes on unopened.
        return _Given(name, self._client.submit(pickle.loads, call, pure=False))

    def _take(self, given: _Given) -> bytes:
        found: bytes | None
        try:
            found = self._await(given.future)
        except CancelledError as error:
            raise _say_gone(error) from error
        except ModuleNotFoundError as error:
            raise ClusterError(f"a worker has no such kg as this one ({error}); install the same there") from error
        except Exception as error:
            if type(error).__name__ != "KilledWorker":
                raise
            raise ClusterError(
                f"a part of the build ends each worker that is at it ({error}); have they memory enough?"
            ) from error
        if self._parts is not None:
            found = self._parts.find(given.name)
        if found is None:
            raise ClusterError(
                f"{self._parts.folder if self._parts else ''}/{given.name}: a worker has written this part, but here"
                " it is not whole; is it the same folder that all workers reach?"
            )
        return found

    def _await(self, future: Any) -> Any:
        """Waits for a result and gives it; ClusterError where no worker has been there for too long.

        What fails on the way, not in the part itself, is asked for again: who is gone shows then.
        """
        alone_since = None
        while True:
            try:
                future.exception(timeout=_LOOK)
                return future.result(timeout=_FETCH)
            except OSError as error:
                if future.status == "error":
                    raise
                if not isinstance(error, TimeoutError):
                    time.sleep(_PAUSE)
                if self._list_workers():
                    alone_since = None
                    continue
            now = time.monotonic()
            alone_since = alone_since or now
            if now > alone_since + self._patience:
                raise ClusterError(self._say_alone())

    def _say_alone(self) -> str:
        address = self._client.scheduler.address
        return (
            f"no worker has been at the scheduler {address} for {self._patience:.0f} s;"
            f" start some with `dask worker {address} --nthreads 1`"
        )


@contextmanager
def open_cluster(
    address: str, parts: str | None = None, *, timeout: float = 5, patience: float = 30
) -> Iterator[Cluster]:
    """Gives the workers of the scheduler at an address, such as tcp://host:8786, once at least one is there.

    With `parts` what they have done is kept in that folder. ClusterError where no scheduler answers within `timeout`
    seconds, or no worker is there for `patience` seconds, or one of them has another kg.
    """
    distributed = load_extra("distributed", "cluster")
    with _silence(), load_extra("dask.config", "cluster").set(_SETTINGS):
        try:
            client = distributed.Client(address, timeout=timeout, set_as_default=False)
        except Exception as error:
            raise ClusterError(f"{address}: no Dask scheduler answers there ({error})") from error
        with client:
            rules = " ".join(f"{name} {value}" for name, value in sorted(describe_reader().items()))
            cluster = Cluster(client, open_parts(parts, rules) if parts else None, patience)
            cluster.check_workers()
            yield cluster


@dataclass(frozen=True, slots=True)
class _Given:
    """A part that a worker is at: what its result is called, and Dask's promise of it."""

    name: str
    future: Any


@dataclass(frozen=True, slots=True)
class _Order:
    """What a worker is to do: a function of a packed part, if it reads as we do, and where the result goes."""

    reader: Mapping[str, str]
    function: Callable[[Any], Any]
    part: bytes
    name: str
    parts: Parts | None


class _Call:
    """An order that is carried out where it is unpickled: what comes out is the result."""

    def __init__(self, order: _Order) -> None:
        self._order = order

    def __reduce__(self) -> tuple[Callable[[_Order], bytes | None], tuple[_Order]]:
        return _carry_out, (self._order,)


def _carry_out(order: _Order) -> bytes | None:
    """Gives the packed result of an order; None where it lies with the parts."""
    _refuse_other(order.reader, describe_reader(), f"on {socket.gethostname()}, process {os.getpid()},")
    if order.parts is None:
        return _work(order)
    if order.parts.find(order.name) is None:
        order.parts.keep(order.name, _work(order))
    return None


def _work(order: _Order) -> bytes:
    with _TURN:
        return pack(order.function(pickle.loads(zlib.decompress(order.part))))


def _refuse_other(ours: Mapping[str, str], theirs: Mapping[str, str], where: str) -> None:
    for name, value in ours.items():
        if theirs.get(name) != value:
            raise ClusterError(
                f"the worker {where} reads otherwise than we do: {name} there is {theirs.get(name, 'missing')[:16]},"
                f" here {value[:16]}; install the same kg in both places and start the worker anew"
            )


def _say_gone(error: BaseException) -> ClusterError:
    return ClusterError(
        f"the scheduler of the cluster is gone ({error}); the same command goes on where this build was"
    )


def _write_plainly(part: object) -> bytes:
    """Gives a part as bytes that depend on what it is alone, not on which objects in it are one."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(part)
    return written.getvalue()


@contextmanager
def _silence() -> Iterator[None]:
    """Keeps what Dask says to itself from the user: what matters comes as an error."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"distributed\b")
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
