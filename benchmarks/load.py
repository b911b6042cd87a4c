"""Asks a server so many times a second, whether answers have come or not, in a process of its own.

It keeps some connections open and reads no more of an answer than its head and how long it is: what it costs itself is
little beside what it measures. The addresses come as JSON on standard input, a list for each kind; what came of it goes
as JSON to standard output.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

_SEED = 17
_CONNECTIONS = 24
_LONGEST_HEAD = 64 * 1024
_REQUEST = "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n\r\n"


@dataclass(slots=True)
class Outcome:
    """How many seconds each answer took, from when it was to be asked for; how many failed; how long all of it took."""

    took: list[float] = field(default_factory=list)
    failed: int = 0
    lasted: float = 0.0


async def ask_often(address: str, paths: Mapping[str, Sequence[str]], rate: int, seconds: int) -> Outcome:
    """Asks at an address, such as `127.0.0.1:8000`; each kind of path as often as any other."""
    chooser = random.Random(_SEED)
    due: asyncio.Queue[tuple[float, str] | None] = asyncio.Queue()
    outcome = Outcome()
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(_CONNECTIONS):
            group.create_task(_ask_in_turn(address, due, outcome))
        for number in range(rate * seconds):
            when = start + number / rate
            await asyncio.sleep(max(0.0, when - time.perf_counter()))
            due.put_nowait((when, chooser.choice(paths[chooser.choice(list(paths))])))
        for _ in range(_CONNECTIONS):
            due.put_nowait(None)
    outcome.lasted = time.perf_counter() - start
    return outcome


async def _ask_in_turn(address: str, due: asyncio.Queue[tuple[float, str] | None], outcome: Outcome) -> None:
    host, _, port = address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=_LONGEST_HEAD)
    while (asked := await due.get()) is not None:
        when, path = asked
        try:
            writer.write(_REQUEST.format(path=path, host=address).encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = next(line for line in head.split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
            outcome.failed += not head.startswith(b"http/1.1 200 ")
        except (OSError, EOFError, StopIteration):
            outcome.failed += 1
            writer.close()
            reader, writer = await asyncio.open_connection(host, int(port), limit=_LONGEST_HEAD)
        outcome.took.append(time.perf_counter() - when)
    writer.close()


def main() -> None:
    """Asks, and says what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("address", help="such as 127.0.0.1:8000")
    parser.add_argument("--rate", type=int, default=300, help="requests a second")
    parser.add_argument("--seconds", type=int, default=30, help="how long they go on")
    options = parser.parse_args()
    outcome = asyncio.run(ask_often(options.address, json.load(sys.stdin), options.rate, options.seconds))
    json.dump(asdict(outcome), sys.stdout)


if __name__ == "__main__":
    main()
