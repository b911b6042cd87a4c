"""Measures `kg serve`: how long each kind of page takes, and whether it keeps up with many requests.

python -m benchmarks.serving STORE --rate 300 --seconds 30
"""

from __future__ import annotations

import argparse
import datetime
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil

from benchmarks.load import Outcome
from benchmarks.processes import ROOT
from benchmarks.report import Report
from kg.graph.graph import Graph

_THINGS = 40  # of a kind that are looked at
_LONGEST = 60.0
_MEGABYTE = 1_000_000
_RESTING = 0.03  # seconds of a core in one second
_PREFIX = "https://w3id.org/gba-kg/id/"
# Of each kind those that most releases name, since their pages say most; ids begin with the kind.
_NAMED = "SELECT ?thing (COUNT(?release) AS ?count) WHERE { ?release schema:mentions ?thing } GROUP BY ?thing"
_KINDS = {
    "person": "person",
    "office": "post",
    "body": "body",
    "place": "place",
    "agreement": "agreement",
    "initiative": "initiative",
}
_SOME = "SELECT ?thing WHERE {{ ?thing a {kind} }} ORDER BY MD5(STR(?thing)) LIMIT {limit}"
_NAMES = "SELECT DISTINCT ?name WHERE {{ ?person a foaf:Person ; skos:prefLabel ?name }} LIMIT {limit}"
_LISTS = ("people", "offices", "bodies", "events", "agreements", "releases")
_QUESTION = "ASK { ?x a schema:Event }"


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds that the pages of a kind take: each when it is asked for first, and again."""

    first: list[float]
    again: list[float]


def list_addresses(store: Path, *, any_named: bool = False) -> dict[str, list[str]]:
    """Gives the addresses of each kind of page: of what is named most, or of anything that is named; and of some events
    and releases."""
    graph = Graph.open(store)
    counts = [(-int(count or 0), _shorten(thing)) for thing, count in graph.ask(_NAMED)]
    found: dict[str, list[str]] = {}
    for kind, prefix in _KINDS.items():
        named = [(count, thing) for count, thing in counts if thing.startswith(f"{prefix}/")]
        named.sort(key=_draw if any_named else None)
        found[kind] = [f"/thing/{quote(thing)}" for _, thing in named[:_THINGS]]
    for kind, name, path in (("event", "schema:Event", "thing"), ("release", "gba:Release", "release")):
        things = [_shorten(thing) for (thing,) in graph.ask(_SOME.format(kind=name, limit=_THINGS))]
        found[kind] = [f"/{path}/{quote(thing.removeprefix('release/'))}" for thing in things]
    found["search"] = [f"/search?q={quote(name or '')}" for (name,) in graph.ask(_NAMES.format(limit=_THINGS))]
    found["list"] = [f"/list/{what}" for what in _LISTS]
    found["Turtle"] = [address.replace("/thing/", "/id/") + "?format=ttl" for address in found["person"]]
    found["SPARQL"] = [f"/sparql?query={quote(f'PREFIX schema: <https://schema.org/> {_QUESTION}')}"]
    found["health"] = ["/health"]
    return {kind: addresses for kind, addresses in found.items() if addresses}


def _draw(named: tuple[int, str]) -> bytes:
    return md5(named[1].encode(), usedforsecurity=False).digest()


def _shorten(thing: str | None) -> str:
    return (thing or "").removeprefix(_PREFIX)


class Server:
    """A `kg serve` of its own: its address, and what it and all that it starts use."""

    def __init__(self, store: Path) -> None:
        command = (sys.executable, "-P", "-m", "kg", "serve", "--store", str(store), "--port", "0", "--quiet")
        self._process = psutil.Popen(
            command,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        line = self._process.stdout.readline()
        self.address = next((word for word in line.split() if word.startswith("http://")), "").rstrip("/.")
        if not self.address:
            raise RuntimeError(f"kg serve did not begin: {line}{self._process.stdout.read()}")

    def measure_memory(self) -> float:
        """Gives how much memory it holds, in MB."""
        return sum(float(process.memory_full_info().pss) for process in self._list_processes()) / _MEGABYTE

    def measure_work(self) -> float:
        """Gives how many seconds of a core it has used."""
        return sum(sum(process.cpu_times()[:2]) for process in self._list_processes())

    def await_rest(self) -> float:
        """Waits until it has prepared what it does before anybody asks; gives after how many seconds."""
        start, before = time.monotonic(), -1.0
        while not 0 <= self.measure_work() - before < _RESTING:
            before = self.measure_work()
            time.sleep(1)
        return time.monotonic() - start

    def stop(self) -> None:
        """Ends it."""
        self._process.terminate()
        self._process.wait()

    def _list_processes(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]


def time_pages(address: str, pages: Mapping[str, Sequence[str]]) -> dict[str, Times]:
    """Gives the seconds that each page takes, one after the other: all of a kind once, then all of it again."""
    with httpx.Client(base_url=address, timeout=_LONGEST) as client:
        return {
            kind: Times(*([_time(client, path) for path in paths] for _ in range(2))) for kind, paths in pages.items()
        }


def _time(client: httpx.Client, path: str) -> float:
    start = time.perf_counter()
    client.get(path).raise_for_status()
    return time.perf_counter() - start


def ask_often(address: str, pages: Mapping[str, Sequence[str]], rate: int, seconds: int) -> Outcome:
    """Has another process ask so many times a second, of each kind of page as often; gives what came of it."""
    command = (sys.executable, "-m", "benchmarks.load", address.removeprefix("http://"))
    done = subprocess.run(
        [*command, "--rate", str(rate), "--seconds", str(seconds)],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return Outcome(**json.loads(done.stdout))


def find_percentile(seconds: Sequence[float], percent: int) -> float:
    """Gives the seconds that so many of a hundred take at most."""
    return sorted(seconds)[min(len(seconds) - 1, len(seconds) * percent // 100)]


def main() -> None:
    """Measures the explorer of a store and prints both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("store", type=Path, help="a store that `kg build` wrote")
    parser.add_argument("--rate", type=int, default=300, help="requests a second")
    parser.add_argument("--seconds", type=int, default=30, help="how long they go on")
    parser.add_argument(
        "--cold", action="store_true", help="ask as soon as it answers, before it has prepared anything"
    )
    parser.add_argument("--any", action="store_true", help="pages of anything that is named, not of what is named most")
    options = parser.parse_args()
    pages = list_addresses(options.store, any_named=options.any)
    server = Server(options.store)
    try:
        rested = 0.0 if options.cold else server.await_rest()
        times = time_pages(server.address, pages)
        memory, work = server.measure_memory(), server.measure_work()
        outcome = ask_often(server.address, pages, options.rate, options.seconds)
        used, after = server.measure_work() - work, server.measure_memory()
    finally:
        server.stop()
    report = Report(f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}")
    columns = ("median", "95 of 100", "longest")
    report.add_table(
        f"Pages, one after the other, asked {rested:.0f} s after the explorer began, ms",
        (
            "page",
            "pages",
            *(f"first time, {column}" for column in columns),
            *(f"again, {column}" for column in columns),
        ),
        ((kind, str(len(each.first)), *_sum_up(each.first), *_sum_up(each.again)) for kind, each in times.items()),
    )
    report.add_table(
        f"{options.rate} requests a second for {options.seconds} s, of each kind of page as often",
        (
            "requests",
            "failed",
            "answered a second",
            *(f"{column} ms" for column in columns),
            "CPU ms a request",
            "memory before MB",
            "after MB",
        ),
        [
            (
                f"{len(outcome.took):,}",
                str(outcome.failed),
                f"{len(outcome.took) / outcome.lasted:.0f}",
                *_sum_up(outcome.took),
                f"{used / len(outcome.took) * 1000:.2f}",
                f"{memory:.0f}",
                f"{after:.0f}",
            )
        ],
    )
    print(report.write())


def _sum_up(seconds: Sequence[float]) -> tuple[str, str, str]:
    """Writes the median, what 95 of 100 take at most, and the longest, in ms."""
    figures = (statistics.median(seconds), find_percentile(seconds, 95), max(seconds))
    median, most, longest = (f"{figure * 1000:.1f}" for figure in figures)
    return median, most, longest


if __name__ == "__main__":
    main()
