"""Measures `kg serve`: how long each kind of page takes, and whether it keeps up with many requests.

python -m benchmarks.serving STORE --rate 300 --seconds 30
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil

from benchmarks.processes import ROOT
from benchmarks.report import Report
from kg.graph.graph import Graph

_SEED = 17
_THINGS = 40  # of a kind that are looked at
_LONGEST = 60.0
_MEGABYTE = 1_000_000
# Of each kind those that most releases name, since their pages say most.
_NAMED_MOST = """SELECT ?thing WHERE {{
  {{ SELECT ?thing (COUNT(*) AS ?count) WHERE {{ ?release schema:mentions ?thing . ?thing a {kind} }} GROUP BY ?thing }}
}} ORDER BY DESC(?count) ?thing LIMIT {limit}"""
_KINDS = {
    "person": "foaf:Person",
    "office": "org:Post",
    "body": "org:FormalOrganization",
    "place": "schema:Place",
}
_SOME = "SELECT ?thing WHERE {{ ?thing a {kind} }} ORDER BY MD5(STR(?thing)) LIMIT {limit}"
_QUESTION = "ASK { ?x a schema:Event }"
_PREFIX = "https://w3id.org/gba-kg/id/"


def list_addresses(store: Path) -> dict[str, list[str]]:
    """Gives the addresses of each kind of page: of what is named most, and of some events and releases."""
    graph = Graph.open(store)
    found = {
        kind: [f"/thing/{_write(thing)}" for (thing,) in graph.ask(_NAMED_MOST.format(kind=name, limit=_THINGS))]
        for kind, name in _KINDS.items()
    }
    for kind, name, path in (("event", "schema:Event", "thing"), ("release", "gba:Release", "release")):
        things = [_write(thing) for (thing,) in graph.ask(_SOME.format(kind=name, limit=_THINGS))]
        found[kind] = [f"/{path}/{thing.removeprefix('release/')}" for thing in things]
    names = [
        name for (name,) in graph.ask("SELECT DISTINCT ?n WHERE { ?p a foaf:Person ; skos:prefLabel ?n } LIMIT 40")
    ]
    found["search"] = [f"/search?q={quote(name or '')}" for name in names]
    found["Turtle"] = [address.replace("/thing/", "/id/") + "?format=ttl" for address in found["person"]]
    found["SPARQL"] = [f"/sparql?query={quote(f'PREFIX schema: <https://schema.org/> {_QUESTION}')}"]
    found["health"] = ["/health"]
    return found


def _write(thing: str | None) -> str:
    return quote((thing or "").removeprefix(_PREFIX))


class Server:
    """A `kg serve` of its own: its address, and how much memory it and all that it starts hold."""

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
        processes = [self._process, *self._process.children(recursive=True)]
        return sum(float(process.memory_full_info().pss) for process in processes) / _MEGABYTE

    def stop(self) -> None:
        """Ends it."""
        self._process.terminate()
        self._process.wait()


async def time_pages(address: str, pages: Mapping[str, Sequence[str]]) -> dict[str, list[float]]:
    """Gives the seconds that each page takes, one after the other, each asked for once before."""
    seconds: dict[str, list[float]] = {}
    async with httpx.AsyncClient(base_url=address, timeout=_LONGEST) as client:
        for kind, paths in pages.items():
            for path in paths:
                await client.get(path)
            for path in paths:
                start = time.perf_counter()
                (await client.get(path)).raise_for_status()
                seconds.setdefault(kind, []).append(time.perf_counter() - start)
    return seconds


async def ask_often(address: str, paths: Sequence[str], rate: int, seconds: int) -> tuple[list[float], int]:
    """Asks so many times a second, whether answers have come or not; gives how long each took, and how many failed."""
    chooser = random.Random(_SEED)
    took: list[float] = []
    failed = 0

    async def ask(client: httpx.AsyncClient, path: str) -> None:
        nonlocal failed
        start = time.perf_counter()
        try:
            failed += (await client.get(path)).status_code != 200
        except httpx.HTTPError:
            failed += 1
        took.append(time.perf_counter() - start)

    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with (
        httpx.AsyncClient(base_url=address, timeout=_LONGEST, limits=limits) as client,
        asyncio.TaskGroup() as group,
    ):
        start = time.perf_counter()
        for number in range(rate * seconds):
            await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            group.create_task(ask(client, chooser.choice(paths)))
    return took, failed


def find_percentile(seconds: Sequence[float], percent: int) -> float:
    """Gives the seconds that so many of a hundred take at most."""
    return sorted(seconds)[min(len(seconds) - 1, len(seconds) * percent // 100)]


def main() -> None:
    """Measures the explorer of a store and prints both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("store", type=Path, help="a store that `kg build` wrote")
    parser.add_argument("--rate", type=int, default=300, help="requests a second")
    parser.add_argument("--seconds", type=int, default=30, help="how long they go on")
    options = parser.parse_args()
    pages = list_addresses(options.store)
    server = Server(options.store)
    try:
        took = asyncio.run(time_pages(server.address, pages))
        before = server.measure_memory()
        begun = time.perf_counter()
        paths = [path for kind in ("event", "person", "Turtle", "SPARQL", "health") for path in pages[kind]]
        answered, failed = asyncio.run(ask_often(server.address, paths, options.rate, options.seconds))
        lasted = time.perf_counter() - begun
        after = server.measure_memory()
    finally:
        server.stop()
    report = Report(f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}")
    report.add_table(
        "Pages, one after the other, ms",
        ("page", "pages", "median", "95 of 100", "longest"),
        (
            (kind, str(len(times)), *(f"{figure * 1000:.1f}" for figure in _sum_up(times)))
            for kind, times in took.items()
        ),
    )
    report.add_table(
        f"{options.rate} requests a second for {options.seconds} s",
        ("requests", "failed", "answered a second", "median ms", "95 of 100 ms", "memory before MB", "after MB"),
        [
            (
                f"{len(answered):,}",
                str(failed),
                f"{len(answered) / lasted:.0f}",
                f"{statistics.median(answered) * 1000:.1f}",
                f"{find_percentile(answered, 95) * 1000:.1f}",
                f"{before:.0f}",
                f"{after:.0f}",
            )
        ],
    )
    print(report.write())


def _sum_up(seconds: Sequence[float]) -> tuple[float, float, float]:
    return statistics.median(seconds), find_percentile(seconds, 95), max(seconds)


if __name__ == "__main__":
    main()
