"""Turns a question into a table in a process of its own, which can be ended whatever the question does.

Oxigraph cannot be stopped from Python. The process is a new one, not a copy of this: a store that is open must not be
copied. It has a limit of memory, and it ends by itself when the one that asked has ended.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, QueryError
from kg.graph.address import is_address
from kg.graph.answers import Table, answer_question
from kg.graph.bindings import Value
from kg.graph.opening import open_server
from kg.graph.store import open_store
from kg.wording import say_count

if sys.platform != "win32":
    import resource

_START = "import sys; sys.path = sys.argv[1:]; from {module} import work; work()"
_MEMORY = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class _Request:
    """What the process is asked: the question, and the store that it opens."""

    store: Path
    sparql: str
    values: Mapping[str, Value]
    limit: int | None


def ask_worker(
    store: Path | str, sparql: str, values: Mapping[str, Value], *, timeout: int | None = None, limit: int | None = None
) -> Table:
    """Answers a question from the store at a path, with at most `limit` rows, in at most `timeout` seconds.

    QueryError also if the time is over or the process has died; the process has ended in any case. A server, where
    `store` is the address of one, has processes of its own and is asked from here.
    """
    if is_address(store):
        return open_server(store).answer(sparql, values, timeout=timeout, limit=limit)
    request = pickle.dumps(_Request(Path(store), sparql, values, limit))
    with start_worker(__name__) as process:
        try:
            return _receive_answer(process, request, timeout)
        except subprocess.TimeoutExpired:
            within = say_count(timeout or 0, "second")
            raise QueryError(f"no answer within {within}; ask for less, or give it more time (--timeout)") from None
        finally:
            process.kill()


def work() -> None:
    """Answers the one request that stands on standard input, on standard output: a table or an error, pickled."""
    limit_memory()
    request: _Request = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_asker, daemon=True).start()
    try:
        answer: Table | KgError = answer_question(
            open_store(request.store), request.sparql, request.values, limit=request.limit
        )
        reply = pickle.dumps(answer)
    except KgError as error:
        reply = pickle.dumps(error)
    except MemoryError:
        os.abort()
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()
    # Oxigraph may hold gigabytes by now; the system takes them back faster.
    os._exit(0)


def start_worker(module: str) -> subprocess.Popen[bytes]:
    """Starts a process that does the `work` of a module, apart from the terminal: Ctrl-C is for the one that asked,
    which ends it."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START.format(module=module), *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
    )


def _receive_answer(process: subprocess.Popen[bytes], request: bytes, timeout: int | None) -> Table:
    # It stays open, which tells the process that somebody still waits; `communicate` would close it.
    lifeline, process.stdin = process.stdin, None
    assert lifeline is not None
    reply = said = b""
    # A process that died before it was asked tells why by its exit code.
    with suppress(BrokenPipeError), lifeline:
        lifeline.write(request)
        lifeline.flush()
        reply, said = process.communicate(timeout=timeout)
    if code := process.wait():
        raise QueryError(explain_death(code, said.decode(errors="replace")))
    answer: Table | KgError = pickle.loads(reply)
    if isinstance(answer, KgError):
        raise answer
    return answer


def explain_death(code: int, said: str) -> str:
    """Says why the process died: a signal ends one that has no more memory or stack; else it says itself why."""
    if code >= 0:
        last = (said.strip().splitlines() or ["it does not say why"])[-1]
        return f"the process that answers ended with exit code {code}: {last}"
    how = f"signal {-code}"
    with suppress(ValueError):
        how = signal.Signals(-code).name
    gigabytes = _MEMORY // 1024**3
    return (
        f"the question cannot be answered: it needs more than {gigabytes} GB of memory or is too complicated ({how}); "
        "ask for less at once"
    )


def limit_memory() -> None:
    """Has the system end this process, without a core dump, before it fills the memory of the machine."""
    if sys.platform != "win32":
        # Linux counts what is written to, and not what threads and libraries only reserve, which is as much again.
        counted = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        # macOS may refuse a limit of memory.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(counted, (_MEMORY, _MEMORY))


def _end_with_asker() -> None:
    sys.stdin.buffer.read()
    os._exit(1)
